"""Rules about the markdown cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.book.rules import HYGIENE, rule
from tests.support.books import CHAPTERS, ROOT, Book
from tests.support.prose import (
    FENCE,
    IMAGE,
    LINK,
    MATHS,
    anchor,
    formulas,
    headings,
    plain,
    without_code,
)

# The parts of a chapter in their order, each a heading or the bold start of a paragraph.
PARTS = (
    "What you'll do",
    "What you'll learn",
    "What you'll need",
    "Check yourself",
    "What you learned",
    "In practice",
    "Further reading",
)
# Words that say nothing about where a link leads.
VAGUE = {
    *("here", "click here", "this", "this link", "link", "this page", "page", "more"),
    *("read more", "see here", "website", "source", "it"),
}


@rule(HYGIENE)
def headings_in_order(book: Book) -> Iterator[str]:
    """One title, first of all; below it no level is skipped."""
    found = [pair for cell in book.markdown for pair in headings(cell.source)]
    if book.cells[0].cell_type != "markdown" or not book.cells[0].source.startswith("# "):
        yield "the first cell does not start with the title, '# ...'"
    if [level for level, _ in found].count(1) != 1:
        yield "the notebook has not exactly one title ('# ...')"
    for (level, words), (following, below) in pairwise(found):
        if following > level + 1:
            yield f"'{below}' (level {following}) follows '{words}' (level {level})"
    for cell in book.markdown:
        if re.search(r"<h[1-6]", cell.source) or re.search(
            r"^[^\n|]+\n(=+|-+) *$", FENCE.sub("", cell.source), re.MULTILINE
        ):
            yield f"{cell.id} has a heading that is not written with #"


@rule(HYGIENE)
def parts_are_there(book: Book) -> Iterator[str]:
    text = "\n".join(without_code(cell.source) for cell in book.markdown).replace("’", "'")
    places = []
    for part in PARTS:
        match = re.search(rf"^(#+ +|(- +)?\*\*){part}\b", text, re.MULTILINE | re.IGNORECASE)
        if match:
            places.append(match.start())
        else:
            yield f"the part '{part}' is missing"
    if places != sorted(places):
        yield f"the parts do not stand in the order {', '.join(PARTS)}"
    if not re.search(r"\d+ minutes", text):
        yield "the opening does not say how many minutes the chapter takes"


@rule(HYGIENE)
def neighbours_are_linked(book: Book) -> Iterator[str]:
    """Each chapter leads to the one before, the one after and the table of symbols."""
    targets = [link["target"] for cell in book.markdown for link in LINK.finditer(cell.source)]
    if book.name not in CHAPTERS:
        yield f"{book.name} is none of the chapters {', '.join(CHAPTERS)}"
        return
    place = CHAPTERS.index(book.name)
    for neighbour in {*CHAPTERS[max(place - 1, 0) : place + 2]} - {book.name}:
        if f"{neighbour}.ipynb" not in targets:
            yield f"no link leads to {neighbour}.ipynb"
    if place and not any(target.startswith(f"{CHAPTERS[0]}.ipynb#") for target in targets):
        yield "no link leads to the table of symbols in chapter 1"


@rule(HYGIENE)
def pictures_have_alt_text(book: Book) -> Iterator[str]:
    for cell in book.markdown:
        text = without_code(cell.source)
        for image in IMAGE.finditer(text):
            if not image["text"].strip():
                yield f"{cell.id} has a picture without alt text: {image['target']}"
        for image in re.findall(r"<img\b[^>]*>", text):
            if not re.search(r"\balt=[\"'][^\"']+", image):
                yield f"{cell.id} has a picture without alt text: {image}"


@rule(HYGIENE)
def links_say_where(book: Book) -> Iterator[str]:
    """A link's words make sense on their own; no bare addresses, all links inline."""
    for cell in book.markdown:
        text = plain(cell.source)
        for link in LINK.finditer(text):
            words = re.sub(r"[*_]", "", link["text"]).strip().lower().rstrip(".")
            if words in VAGUE or not words or "://" in words:
                yield f"{cell.id} has a link with the words '{link['text']}'"
        rest = IMAGE.sub("", LINK.sub("", text))
        for address in re.findall(r"(?:\w+://|\bwww\.)\S+", rest):
            yield f"{cell.id} has the bare address {address}"
        if re.search(r"\]\[|^\[[^\]]+\]:|<a\s[^>]*href", rest, re.MULTILINE):
            yield f"{cell.id} has a link that is not written [words](target)"


@rule(HYGIENE)
def links_resolve(book: Book) -> Iterator[str]:
    """Files and headings that a link names exist; a chapter may still be unwritten."""
    for cell in book.markdown:
        text = plain(cell.source)
        targets = [found["target"] for found in [*LINK.finditer(text), *IMAGE.finditer(text)]]
        for target in targets + re.findall(r"\bsrc=[\"']([^\"']*)", text):
            problem = broken(target, book, cell.get("attachments", {}))
            if problem:
                yield f"{cell.id} links to {target or 'nothing'}: {problem}"


def broken(target: str, book: Book, attachments: dict[str, object]) -> str:
    """What is wrong with a link's target, "" if nothing is."""
    parts = urlsplit(target)
    if parts.scheme in {"http", "https"} and parts.netloc:
        return ""
    if parts.scheme == "attachment":
        return "" if parts.path in attachments else "no such attachment"
    if parts.scheme or parts.netloc or target.startswith("/") or not target:
        return "neither a web address nor a relative path"
    path = book.path.parent.joinpath(unquote(parts.path)).resolve() if parts.path else book.path
    if not path.is_relative_to(ROOT):
        return "outside the project"
    if path != book.path and not path.exists():
        return "no such file"
    if parts.fragment and unquote(parts.fragment) not in anchors(path, book):
        return "no such heading"
    return ""


def anchors(path: Path, book: Book) -> set[str]:
    """The names of the headings in a notebook, or in a markdown file as GitHub makes them."""
    if path.suffix == ".md":
        found = headings(path.read_text(encoding="utf-8"))
        return {re.sub(r"[^\w\- ]", "", words).lower().replace(" ", "-") for _, words in found}
    if path.suffix != ".ipynb":
        return set()
    target = book if path == book.path else Book.read(path)
    return {anchor(words) for cell in target.markdown for _, words in headings(cell.source)}


@rule(HYGIENE)
def dollars_come_in_pairs(book: Book) -> Iterator[str]:
    """Every `$` and `$$` opens or closes a formula; money is written `\\$`."""
    for cell in book.markdown:
        if re.search(r"(?<!\\)\$", plain(cell.source)):
            yield f"{cell.id} has a $ that belongs to no formula"
        for formula in formulas(cell.source):
            if re.search(r"\n\s*\n", formula.source):
                yield f"{cell.id} has an empty line inside a formula"


@rule(HYGIENE)
def no_numbering_environments(book: Book) -> Iterator[str]:
    """`aligned` inside `$$` only: MathJax and KaTeX treat the others differently."""
    for cell in book.markdown:
        for name in re.findall(
            r"\\begin\{((?:align|alignat|gather|multline|eqnarray|equation)\*?)\}", cell.source
        ):
            yield f"{cell.id} uses {name}; use aligned, with \\tag after it"


@rule(HYGIENE)
def no_bars_in_tables(book: Book) -> Iterator[str]:
    """In a row of a table `|` ends the column, also inside a formula; write \\vert."""
    for cell in book.markdown:
        for line in without_code(cell.source).splitlines():
            if line.lstrip().startswith("|"):
                if any("|" in formula[0] for formula in MATHS.finditer(line)):
                    yield f"{cell.id} has a | inside a formula in a table"
