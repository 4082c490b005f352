"""Every item of the map of the book has its cells, and the cells are of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from tests.support.books import Book, images, outputs, printed, tags, written
from tests.support.sample import sample
from tools.index import README, items, renewed

Item = dict[str, Any]

# What one of an item's cells has to be or show.
KINDS: dict[str, tuple[str, Callable[[NotebookNode], bool]]] = {
    "fig": ("has a figure", lambda cell: bool(images(cell))),
    "number": ("prints a number", lambda cell: bool(re.search(r"\d", printed(cell)))),
    "err": ("is code with an output", lambda cell: bool(outputs(cell))),
    "neg": ("is code with an output", lambda cell: bool(outputs(cell))),
    "exercise": ("is tagged exercise", lambda cell: "exercise" in tags(cell)),
    "text": ("is text", lambda cell: cell.cell_type == "markdown"),
    "further": ("is there", lambda cell: True),
}


def complaints(item: Item, book: Book) -> Iterator[str]:
    """What is wrong with an item of the book's chapter."""
    if set(item) != {"chapter", "kind", "what", "cells"}:
        yield f"the keys are {sorted(item)}"
        return
    cells = {id_: book.cell(id_) for id_ in item["cells"]}
    if not cells or len(cells) < len(item["cells"]):
        yield "cells names no cell, or one twice"
    yield from (f"{book.name} has no cell {id_}" for id_, cell in cells.items() if cell is None)
    if len(str(item["what"]).split()) < 2:
        yield "what does not say what the item is"
    if item["kind"] not in KINDS:
        yield f"the kind {item['kind']} is none of {', '.join(KINDS)}"
        return
    wanted, holds = KINDS[item["kind"]]
    if not any(holds(cell) for cell in cells.values() if cell is not None):
        yield f"none of its cells {wanted}"


def test_chapter_has_its_items(path: Path) -> None:
    book = Book.read(path)
    mine = [item for item in items() if str(item.get("chapter")) == book.chapter]
    assert mine, f"curriculum.toml has no item of chapter {book.chapter}"
    found = [f"{item.get('what')}: {no}" for item in mine for no in complaints(item, book)]
    assert found == []


def test_items_are_of_written_chapters_and_differ() -> None:
    chapters = {Book.read(path).chapter for path in written()}
    assert {str(item.get("chapter")) for item in items()} == chapters
    names = [(item.get("chapter"), item.get("kind"), item.get("what")) for item in items()]
    assert len(names) == len(set(names))


GOOD: dict[str, list[str]] = {
    "fig": ["count-misses", "line-figure"],
    "number": ["setup"],
    "err": ["look-code"],
    "neg": ["look-code"],
    "exercise": ["ex-1"],
    "text": ["count-misses"],
    "further": ["closing"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_good_item(kind: str) -> None:
    item = {"chapter": 2, "kind": kind, "what": "two words", "cells": GOOD[kind]}
    assert list(complaints(item, sample())) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "fig", "cells": ["setup"]},
        {"kind": "number", "cells": ["count-misses"]},
        {"kind": "err", "cells": ["ex-1"]},
        {"kind": "neg", "cells": ["count-misses"]},
        {"kind": "exercise", "cells": ["ex-1-task"]},
        {"kind": "text", "cells": ["setup"]},
        {"kind": "further", "cells": ["missing"]},
        {"kind": "fig", "cells": ["line-figure", "missing"]},
        {"kind": "number", "cells": ["setup", "setup"]},
        {"cells": []},
        {"kind": "poem"},
        {"what": ""},
        {"more": 1},
    ],
    ids=str,
)
def test_bad_item_is_caught(change: Item) -> None:
    item = {"chapter": 2, "kind": "number", "what": "two words", "cells": ["setup"], **change}
    assert list(complaints(item, sample())) != []


def test_index_of_the_readme_is_that_of_the_map() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == renewed(readme), "run `python tools/index.py`"
