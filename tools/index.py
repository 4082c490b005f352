"""The README's index of figures, failures and print errors, made from curriculum.toml.

Run `python tools/index.py` after a change of the map; a test compares the two.
"""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
CURRICULUM = ROOT / "tests" / "book" / "curriculum.toml"
BEGIN = "<!-- index: written by `python tools/index.py` from tests/book/curriculum.toml -->\n"
END = "<!-- end of index -->"

KINDS = {
    "number": "Computed",
    "fig": "Figures",
    "neg": "Failures shown before their remedy",
    "err": "Mistakes common in print, disproved",
    "text": "Derived and explained",
    "exercise": "Exercises",
    "further": "Further",
}


def items() -> list[dict[str, Any]]:
    """The entries of the map, in its order."""
    found: list[dict[str, Any]] = tomllib.loads(CURRICULUM.read_text(encoding="utf-8"))["item"]
    return found


def index() -> str:
    """One folded list a chapter, its entries by kind."""
    files = {
        path.stem.split("_")[0].lstrip("0"): path
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    }
    parts = []
    for chapter, entries in groupby(items(), key=lambda item: str(item["chapter"])):
        mine = list(entries)
        parts += [f"<details><summary>Chapter {chapter}</summary>", ""]
        for kind, title in KINDS.items():
            whats = [item["what"] for item in mine if item["kind"] == kind]
            if whats:
                parts.append(f"- **{title}:** {'; '.join(whats)}.")
        link = files[chapter].relative_to(ROOT).as_posix()
        parts += ["", f"[Open chapter {chapter}]({link})", "", "</details>", ""]
    return "\n".join(parts)


def renewed(readme: str) -> str:
    """The README's text with a new index between its two marks."""
    before, rest = readme.split(BEGIN)
    after = rest.split(END)[1]
    return before + BEGIN + "\n" + index() + "\n" + END + after


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
