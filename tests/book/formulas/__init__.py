"""The tests of numbered formulas: one module a chapter, each test tied to its formula.

    @formula("3.4", r"b = \\bar t - m \\bar x")
    def test_bias() -> None:
        ...  # evaluate the formula and compare it with an independent oracle

The number and the LaTeX (without its \\\\tag, line breaks do not matter) are those of the
notebook. `tests/book/test_formulas.py` compares the two, so that whoever edits a formula is led
to its test.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from tests.support.prose import normalised

Test = TypeVar("Test", bound=Callable[..., Any])

# Number and normalised LaTeX of each formula that has a test.
FORMULAS: dict[str, str] = {}


def formula(number: str, latex: str) -> Callable[[Test], Test]:
    """Mark a test as the one of formula `number`. A test of several formulas has several."""

    def mark(test: Test) -> Test:
        if number in FORMULAS:
            raise ValueError(f"formula {number} has two tests; it should have one")
        if not test.__name__.startswith("test_"):
            raise ValueError(f"pytest does not run {test.__name__}: call it test_...")
        FORMULAS[number] = normalised(latex)
        return pytest.mark.formula(number)(test)

    return mark


def registered() -> dict[str, str]:
    """Number and LaTeX of every tested formula of all chapters."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return FORMULAS
