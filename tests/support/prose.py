"""Take markdown apart: headings, links, pictures, formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass

FENCE = re.compile(r"^(```|~~~).*?^\1\s*?$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
# A formula between single dollars starts and ends without a blank; \$ is money.
MATHS = re.compile(
    r"(?<!\\)\$\$(?P<display>.+?)\$\$"
    r"|(?<!\\)\$(?P<inline>(?![\s$])(?:[^$\\]|\\.)+?(?<!\s))\$",
    re.DOTALL,
)
TAG = re.compile(r"\\tag\{(.+?)\}")
IMAGE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:!\[[^\]]*\]\([^)]*\)|[^\[\]])+)\]\((?P<target>[^)\s]*)[^)]*\)"
)
# What the text calls a numbered formula: (3.4).
REFERENCE = re.compile(r"(?<![\w)])\(([1-8]\.[1-9]\d?)\)")


@dataclass(frozen=True)
class Formula:
    """One formula as it stands between the dollars."""

    source: str
    display: bool

    @property
    def numbers(self) -> list[str]:
        """The numbers in its tags; of a sound formula one or none."""
        return TAG.findall(self.source)

    @property
    def latex(self) -> str:
        """The formula without its tag, with single blanks, so that line breaks do not matter."""
        return normalised(TAG.sub("", self.source))


def without_code(text: str) -> str:
    """The text without fenced blocks, and … for code spans: nothing in them is markdown."""
    return CODE.sub("…", FENCE.sub("", text))


def plain(text: str) -> str:
    """The text with … for each piece of code and each formula."""
    return MATHS.sub("…", without_code(text))


def formulas(text: str) -> list[Formula]:
    """All formulas of a markdown text in their order."""
    return [
        Formula(match["display"] or match["inline"], display=match["display"] is not None)
        for match in MATHS.finditer(without_code(text))
    ]


def normalised(latex: str) -> str:
    return " ".join(latex.split())


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    lines = re.findall(r"^(#{1,6}) +(.+?)(?: +#*)?$", FENCE.sub("", text), re.MULTILINE)
    return [(len(marks), words) for marks, words in lines]


def anchor(heading: str) -> str:
    """The name that JupyterLab gives to a heading, for links such as `[...](#The-name)`."""
    return re.sub(r"[*`]", "", heading).strip().replace(" ", "-")


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?][\"')”]*(?=\s|$)", text.strip()))
