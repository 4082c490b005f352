"""What all tests share."""

from __future__ import annotations

import pytest

from tests.books import written


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "formula(number): evaluates a numbered formula of the book")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `path` runs once for each notebook there is."""
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", written(), ids=lambda path: path.stem, scope="module")
