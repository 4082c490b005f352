"""The list of claims names cells that exist, and its runner can tell true from false."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tests.claims import claims, hold, moved
from tests.support.books import Book, written

BOOKS = {Book.read(path).chapter: Book.read(path) for path in written()}


def test_each_claim_has_its_cell_and_asks_something_of_it() -> None:
    for claim in claims():
        assert set(claim) == {"chapter", "cell", "claim", "holds"}
        assert BOOKS[str(claim["chapter"])].cell(claim["cell"]) is not None, claim["cell"]
        names = [
            n for n in ast.walk(ast.parse(claim["holds"], mode="eval")) if isinstance(n, ast.Name)
        ]
        assert names, f"{claim['holds']} asks nothing of the chapter"


def test_a_seed_is_moved_where_it_is_written() -> None:
    code = "rng = np.random.default_rng(3); X = make_xor(400, seed=80); f(seed=s)"
    wanted = "rng = np.random.default_rng(1003); X = make_xor(400, seed=1080); f(seed=s)"
    assert moved(code, 1000) == wanted


def test_true_and_false_claims_are_told_apart(tmp_path: Path) -> None:
    cells = [
        new_code_cell("import numpy as np\nx = np.random.default_rng(1).random()", id="draw"),
        new_code_cell("assert x < 0", id="fails"),
        new_code_cell("y = 1", id="after"),
    ]
    path = tmp_path / "01_small.ipynb"
    path.write_text(nbformat.writes(new_notebook(cells=cells)), encoding="utf-8")
    mine = [
        {"cell": "draw", "holds": "0 <= x < 1"},
        {"cell": "draw", "holds": "x > 1"},
        {"cell": "after", "holds": "y == 1"},
    ]
    assert hold(path, mine, 1000) == [True, False, False]
