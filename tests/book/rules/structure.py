"""Rules about the notebook as a file: what is stored, and in which order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import nbformat
from nbformat.validator import iter_validate

from tests.book.rules import HYGIENE, rule
from tests.support.books import Book, ignored, images, mimes, outputs, tags
from tests.support.prose import sentences

TAGS = {"exercise", "check", "solution", "nbval-ignore-output"}
# Marks by which nbval would skip a cell, forgive its error or compare less or more than usual.
BLANKET = re.compile(
    r"nbval.(skip|raises.exception|check.output)|pytest.validate.ignore.output|raises-exception",
    re.IGNORECASE,
)
IGNORED_AT_MOST = 3
BYTES_AT_MOST = 1_000_000


@rule(HYGIENE)
def format_is_valid(book: Book) -> Iterator[str]:
    """The file follows Jupyter's schema, version 4.5 or newer (with cell ids)."""
    if (book.nb.nbformat, book.nb.nbformat_minor) < (4, 5):
        yield f"nbformat {book.nb.nbformat}.{book.nb.nbformat_minor} is older than 4.5"
    yield from (str(error.message) for error in iter_validate(book.nb))


@rule(HYGIENE)
def ids_have_meaning(book: Book) -> Iterator[str]:
    """Each cell has an id of its own in words, which links and tests can point at."""
    for id_, count in Counter(cell.get("id") for cell in book.cells).items():
        if count > 1:
            yield f"{count} cells have the id {id_}"
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id_ or ""):
            yield f"the id {id_} is not made of words with hyphens between"
        if re.fullmatch(r"[0-9a-f-]{8,}|(cell|code|markdown)-?\d*", id_ or ""):
            yield f"the id {id_} says nothing about its cell"


@rule(HYGIENE)
def cells_ran_in_order(book: Book) -> Iterator[str]:
    """All code cells were executed, top to bottom, in one go: counts 1..n."""
    for number, cell in enumerate(book.code, start=1):
        if not cell.source.strip():
            yield f"{cell.id} is empty"
        if cell.execution_count != number:
            yield f"{cell.id} has the count {cell.execution_count}, not {number}"
        for out in outputs(cell):
            if out.output_type == "execute_result" and out.execution_count != number:
                yield f"{cell.id} has a result of the count {out.execution_count}, not {number}"


@rule(HYGIENE)
def nothing_on_stderr(book: Book) -> Iterator[str]:
    """No stored warning, so that nbval fails on every new one."""
    for cell in book.code:
        if any(out.get("name") == "stderr" for out in outputs(cell)):
            yield f"{cell.id} writes to stderr"


@rule(HYGIENE)
def nothing_failed(book: Book) -> Iterator[str]:
    for cell in book.code:
        if any(out.output_type == "error" for out in outputs(cell)):
            yield f"{cell.id} ends with an exception"


@rule(HYGIENE)
def tags_are_known(book: Book) -> Iterator[str]:
    for cell in book.cells:
        for tag in tags(cell):
            if tag not in TAGS:
                yield f"{cell.id} has the unknown tag {tag}; known are {sorted(TAGS)}"


@rule(HYGIENE)
def nothing_escapes_nbval(book: Book) -> Iterator[str]:
    """At most three cells run without comparing, each with its reason beside the marker."""
    unseen = [cell for cell in book.code if ignored(cell)]
    if len(unseen) > IGNORED_AT_MOST:
        yield f"{len(unseen)} cells are ignored by nbval, at most {IGNORED_AT_MOST} may be"
    for cell in unseen:
        if not re.search(r"^# nbval: \S+( \S+){2,}", cell.source, re.MULTILINE):
            yield f"{cell.id} is ignored by nbval without a line '# nbval: <reason>'"
    for cell in book.code:
        if BLANKET.search("\n".join([cell.source, *tags(cell)])):
            yield f"{cell.id} has a marker that hides more than an output from nbval"


@rule(HYGIENE)
def most_cells_show_something(book: Book) -> Iterator[str]:
    """At least two thirds of the code cells have an output to compare."""
    silent = [cell.id for cell in book.code if not outputs(cell)]
    if 3 * len(silent) > len(book.code):
        yield f"{len(silent)} of {len(book.code)} code cells show nothing: {', '.join(silent)}"


@rule(HYGIENE)
def file_is_small(book: Book) -> Iterator[str]:
    size = len(nbformat.writes(book.nb, version=nbformat.NO_CONVERT).encode())
    if size >= BYTES_AT_MOST:
        yield f"the notebook has {size} bytes; it should stay under {BYTES_AT_MOST}"


@rule(HYGIENE)
def metadata_is_normalised(book: Book) -> Iterator[str]:
    """Nothing is stored that changes with the time, the machine or the front end."""
    for key in set(book.nb.metadata) - {"kernelspec", "language_info"}:
        yield f"the notebook's metadata hold {key}"
    kernel = book.nb.metadata.get("kernelspec", {})
    if (kernel.get("name"), kernel.get("language")) != ("python3", "python"):
        yield f"the kernel is {kernel}, not python3 for the language python"
    if "version" in book.nb.metadata.get("language_info", {}):
        yield "the metadata hold the version of one machine's Python"
    for cell in book.cells:
        for key in set(cell.metadata) - {"tags", "jupyter", "slideshow"}:
            yield f"the metadata of {cell.id} hold {key}"
        for out in outputs(cell):
            for mime in set(out.get("metadata", {})) - {"image/png"}:
                yield f"the metadata of an output of {cell.id} hold {mime}"


@rule(HYGIENE)
def figures_have_alt_text(book: Book) -> Iterator[str]:
    """Each picture says in one or two sentences what a person sees."""
    for cell in book.code:
        for out in images(cell):
            if not 1 <= sentences(out.metadata.get("image/png", {}).get("alt", "")) <= 2:
                yield f"a figure of {cell.id} has no alt text of one or two sentences"


@rule(HYGIENE)
def figures_are_described(book: Book) -> Iterator[str]:
    """Each picture has its data as text, which nbval compares in its stead."""
    for cell in book.code:
        for out in images(cell):
            text = mimes(out).get("text/plain", "")
            if "\n" not in text.strip() or text.startswith("<"):
                yield f"a figure of {cell.id} was not drawn by lazyutils.plotting.show"


@rule(HYGIENE)
def figures_have_captions(book: Book) -> Iterator[str]:
    """The next output after a picture is its caption."""
    for cell in book.code:
        shown, pictures = outputs(cell), images(cell)
        for out, following in zip(shown, [*shown[1:], {}], strict=False):
            caption = mimes(following).get("text/markdown", "")
            if out in pictures and not caption.strip():
                yield f"a figure of {cell.id} has no caption under it"
