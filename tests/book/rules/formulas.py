"""Rules about the numbers of formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.book.rules import FORMULAS, rule
from tests.support.books import Book, written
from tests.support.prose import MATHS, REFERENCE, formulas, plain, without_code


def numbers(book: Book) -> list[str]:
    """The numbers of the notebook's formulas, in their order."""
    return [
        number
        for cell in book.markdown
        for formula in formulas(cell.source)
        for number in formula.numbers
    ]


@rule(FORMULAS)
def formula_numbers_ascend(book: Book) -> Iterator[str]:
    """(3.1), (3.2), ... : the chapter's number, then rising, each once."""
    last = 0
    for number in numbers(book):
        if not re.fullmatch(rf"{book.chapter}\.[1-9]\d*", number):
            yield f"{number} is not a number of chapter {book.chapter}"
        elif int(number.split(".")[1]) <= last:
            yield f"({number}) does not come after ({book.chapter}.{last})"
        else:
            last = int(number.split(".")[1])


@rule(FORMULAS)
def tags_are_displayed(book: Book) -> Iterator[str]:
    """A tag stands inside `$$`, one a formula."""
    for cell in book.markdown:
        for formula in formulas(cell.source):
            if len(formula.numbers) > (1 if formula.display else 0):
                yield f"{cell.id} has a tag too many in {formula.latex}"
        if r"\tag" in plain(cell.source):
            yield f"{cell.id} has a tag outside a formula"


@rule(FORMULAS)
def references_lead_somewhere(book: Book) -> Iterator[str]:
    """What the text and the comments call (3.4) exists. An unwritten chapter has no formulas."""
    known = set(numbers(book))
    for path in written():
        if path.stem != book.name:
            known.update(numbers(Book.read(path)))
    for cell in book.cells:
        comments = re.findall(r"#.*$", cell.source, re.MULTILINE)
        text = plain(cell.source) if cell.cell_type == "markdown" else "\n".join(comments)
        for number in REFERENCE.findall(text):
            if number not in known:
                yield f"{cell.id} refers to ({number}), which no formula has"


@rule(FORMULAS)
def every_page_shows_the_formulas(book: Book) -> Iterator[str]:
    r"""No \operatorname, which GitHub's page has refused, and no formula inside italics."""
    for cell in book.markdown:
        for formula in formulas(cell.source):
            if r"\operatorname" in formula.latex:
                yield rf"{cell.id} has \operatorname; \mathrm does the same everywhere"
        text = MATHS.sub("∑", without_code(cell.source))
        for italics in re.findall(r"(?<![\w*\\])\*(?![\s*])[^*\n]+\*(?!\*)", text):
            if "∑" in italics:
                yield f"{cell.id} has a formula inside italics: {italics}"
