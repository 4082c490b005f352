"""Numbers in the text are numbers that a cell shows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.book.rules import HYGIENE, rule
from tests.support.books import Book, images, mimes, printed
from tests.support.prose import IMAGE, LINK, REFERENCE, plain

# Numbers that no cell of the chapter shows, each with its reason: [[number]].
LISTED = Path(__file__).parents[1] / "numbers.toml"

NUMBER = re.compile(r"(?<![\w./])(?<!\d,)\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(?!\w)")
YEAR = re.compile(r"1[5-9]\d\d|20[0-3]\d")
# What is no claim: markup, places in books and in this one, and the books themselves.
NO_CLAIM = re.compile(
    r"<[^>]*>"
    r"|\b(?:sections?|exercises?|chapters?|figures?|pages?) \d[\d.]*(?:(?:,| and| to) \d[\d.]*)*"
    r"|^- .*\*.*\(\d{4}\).*$"
    r"|\bAbout \d+ minutes to read it quickly, \d+ to work through it",  # counted by pace.py
    re.MULTILINE,
)


def digits(number: str) -> str:
    """Its significant digits: 1,200 has two of them, 0.050 has two, 10 has one."""
    mantissa = number.split("e")[0].replace(",", "")
    found = mantissa.replace(".", "").lstrip("0")
    return found if "." in mantissa else found.rstrip("0")


def numbers(text: str) -> list[str]:
    """The numbers of two or more significant digits, as they are written."""
    found = [match[0].rstrip(",") for match in NUMBER.finditer(text)]
    return [number for number in found if len(digits(number)) > 1 and not YEAR.fullmatch(number)]


def value(number: str) -> Decimal:
    """The number itself, so that 1,200 is 1200 and 120.0 is 120."""
    return Decimal(number.replace(",", ""))


def claims(markdown: str) -> str:
    """A cell's text without formulas, code, links and quizzes, whose questions make numbers up."""
    text = re.sub(r"^\*\*\d+\.\*\*.*?</details>", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return NO_CLAIM.sub("", REFERENCE.sub("", LINK.sub("", IMAGE.sub("", plain(text)))))


def shown(book: Book) -> set[Decimal]:
    """All numbers that the chapter's cells print, draw or are written with."""
    texts = [cell.source.replace("_", "") for cell in book.code]
    for cell in book.code:
        texts.append(printed(cell))
        texts += [mimes(picture).get("text/plain", "") for picture in images(cell)]
    every = re.findall(r"\d[\d,]*(?:\.\d+)?(?:e-?\d+)?", " ".join(texts))
    return {value(number.rstrip(",")) for number in every}


def listed() -> dict[tuple[str, Decimal], str]:
    """The reason for each number of a chapter that no cell shows."""
    entries = tomllib.loads(LISTED.read_text(encoding="utf-8")).get("number", [])
    return {(str(entry["chapter"]), value(entry["number"])): entry["why"] for entry in entries}


@rule(HYGIENE)
def numbers_are_shown(book: Book) -> Iterator[str]:
    """A number of two or more significant digits in the text is one that a cell shows."""
    known, allowed = shown(book), listed()
    for cell in book.markdown:
        if "solution" in cell.metadata.get("tags", []) or cell.source.startswith("**Exercise"):
            continue
        for number in numbers(claims(cell.source)):
            if value(number) not in known and (book.chapter, value(number)) not in allowed:
                yield f"{cell.id} says {number}, which no cell shows"
