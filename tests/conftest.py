"""What all tests share."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.support.books import written

# With requirements.txt alone, plain `pytest` proves the notebooks and the docstrings' examples.
NEEDED = ("scipy", "sklearn", "statsmodels", "hypothesis", "distributed", "ruff")
LACKING = [name for name in NEEDED if find_spec(name) is None]
collect_ignore_glob = ["*"] if LACKING else []


def pytest_report_header() -> str:
    how = "pip install -r requirements-test.txt"
    return f"tests/ is left out, it needs {', '.join(LACKING)}: {how}" if LACKING else ""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "formula(number): evaluates a numbered formula of the book")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `path` runs once for each notebook there is."""
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", written(), ids=lambda path: path.stem, scope="module")
