"""How long a chapter takes: two honest times, counted by one formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from tests.book.rules import HYGIENE, rule
from tests.support.books import Book, tags
from tests.support.prose import headings, plain

# Sections that are no part of the core; below a heading of theirs everything counts to them.
ASIDE = re.compile(r"Further\b|Check yourself|Exercises|What you learned|In practice")


def core(book: Book) -> list[NotebookNode]:
    """The cells that every reader goes through: no Further, no exercise, no list at the end."""
    found, aside_level = [], 0
    for cell in book.cells:
        first = headings(cell.source)[:1] if cell.cell_type == "markdown" else []
        for level, words in first:
            if not aside_level or level <= aside_level:
                aside_level = level if ASIDE.match(words) else 0
        if not aside_level and not {"exercise", "check", "solution"} & {*tags(cell)}:
            found.append(cell)
    return found


def minutes(book: Book) -> tuple[int, int]:
    """Quick: 200 words and 15 lines of code a minute; careful: 120 and 7.5. In steps of 5."""
    cells = core(book)
    words = sum(len(plain(c.source).split()) for c in cells if c.cell_type == "markdown")
    sources = [c.source for c in cells if c.cell_type == "code"]
    lines = sum(bool(line.strip()) for source in sources for line in source.splitlines())
    times = (words / 200 + lines / 15, words / 120 + lines / 7.5)
    quick, careful = (5 * round(time / 5) for time in times)
    return quick, careful


@rule(HYGIENE)
def times_are_honest(book: Book) -> Iterator[str]:
    """The opening gives the two times of the formula."""
    quick, careful = minutes(book)
    wanted = f"About {quick} minutes to read it quickly, {careful} to work through it"
    if wanted not in "\n".join(cell.source for cell in book.markdown):
        yield f"the opening does not say '{wanted}'"
