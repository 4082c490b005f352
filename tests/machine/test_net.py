"""The proof that the net holds: a copy of chapter 3 is broken, and the suite goes red.

Not the tests' helpers but the real suite runs on the copy, as a reader would start it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbformat import NotebookNode

from tests.support.books import NOTEBOOKS, ROOT, Book, ignored, images, outputs

NAME = "03_linear_regression.ipynb"
SHOW = re.compile(r"^show\(\s*fig\b", re.MULTILINE)
# The copy shares the data with the original; nothing else of this is read by a test.
LEFT_OUT = (".*", "build", "*.egg-info", "__pycache__", "*.csv", "*.gz", "*.npz")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain copy of the project."""
    copy = tmp_path_factory.mktemp("net") / "tree"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    return copy


@pytest.fixture
def book(tree: Path) -> Book:
    """The untouched chapter, at its place in the copy."""
    return Book(tree / "notebooks" / NAME, Book.read(NOTEBOOKS / NAME).nb)


def failures(tree: Path, *words: str) -> tuple[list[str], int]:
    """Run pytest in the copy; the names of the tests that failed and the number of all."""
    report = tree / "report.xml"
    environment = {
        "LAZYUTILS_DATA": str(ROOT / "data"),
        **os.environ,
        "PYTHONPATH": str(tree),
    }
    command = [sys.executable, "-m", "pytest", *words, f"--junitxml={report}"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--color=no"],
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert done.returncode in {0, 1}, done.stdout[-3000:]  # others: it could not run at all
    cases = list(ElementTree.parse(report).iter("testcase"))
    red = [case.get("name", "") for case in cases if len(case) and case[0].tag != "skipped"]
    assert bool(red) == bool(done.returncode), done.stdout[-3000:]
    return red, len(cases)


def store(book: Book) -> None:
    nbformat.write(book.nb, book.path, version=nbformat.NO_CONVERT)


def pick(book: Book, holds: Callable[[NotebookNode], bool]) -> NotebookNode:
    """The first compared code cell of a kind. A picked cell is out of the running later."""
    for cell in book.code:
        if not ignored(cell) and "picked" not in cell.metadata and holds(cell):
            cell.metadata.picked = True
            return cell
    raise AssertionError("the chapter has no cell of this kind left to break")


def other_digit(text: str) -> str:
    """The text with its last digit changed."""
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), text)


def change_a_printed_digit(book: Book) -> NotebookNode:
    def prints(cell: NotebookNode) -> bool:
        return any(re.search(r"\d", out.get("text", "")) for out in outputs(cell))

    cell = pick(book, prints)
    out = next(out for out in outputs(cell) if re.search(r"\d", out.get("text", "")))
    out.text = other_digit(out.text)
    return cell


def change_the_data_of_a_figure(book: Book) -> NotebookNode:
    """Two per cent, between plotting and showing; the stored picture stays as it is."""
    wanted = r"^( +)?line .*\n +x: .*\n +y: (?!.* min 0, max 0,)"

    def has_a_line(cell: NotebookNode) -> bool:
        return bool(
            SHOW.search(cell.source)
            and re.search(wanted, images(cell)[0].data["text/plain"], re.MULTILINE)
        )

    cell = pick(book, lambda cell: bool(images(cell)) and has_a_line(cell))
    spoil = (
        "[line.set_ydata(1.02 * line.get_ydata(False)) for ax in fig.axes for line in ax.lines];"
    )
    cell.source = SHOW.sub(lambda call: f"{spoil} {call[0]}", cell.source)
    return cell


def change_a_stored_description(book: Book) -> NotebookNode:
    def has_numbers(cell: NotebookNode) -> bool:
        return any(re.search(r"min .*\d", out.data["text/plain"]) for out in images(cell))

    cell = pick(book, has_numbers)
    out = next(out for out in images(cell) if re.search(r"\d", out.data["text/plain"]))
    out.data["text/plain"] = other_digit(out.data["text/plain"])
    return cell


def test_nbval_sees_each_change_and_nothing_else(
    tree: Path, book: Book, request: pytest.FixtureRequest
) -> None:
    """One run: the broken cells fail, and all others pass, as on the untouched chapter."""
    # On the command line only: were the project's own settings lax, this has to fail.
    if "--nbval-lax" in request.config.invocation_params.args:
        pytest.skip("--nbval-lax compares no outputs; the net is proved where nbval is strict")
    code = book.code
    broken = [
        change_a_printed_digit(book),
        change_the_data_of_a_figure(book),
        change_a_stored_description(book),
    ]
    store(book)
    red, count = failures(tree, f"notebooks/{NAME}")
    assert count == len(code)
    expected = [f"Cell {place}" for place, cell in enumerate(code) if cell in broken]
    assert sorted(red) == sorted(expected)


def test_hygiene_sees_a_cell_that_did_not_run(tree: Path, book: Book) -> None:
    """One red test: every other rule stays green, as on the untouched chapter."""
    book.code[len(book.code) // 2].execution_count = None
    store(book)
    red, _ = failures(tree, "tests/book/test_hygiene.py")
    assert red == [f"test_notebook[{book.name}-cells_ran_in_order]"]
