"""What a learner's function changes in the process does not stay changed."""

from __future__ import annotations

import decimal
import os
import random
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from lazyutils.check import evaluate
from lazyutils.check.sandbox import call

# What a function may do, and what is read before and after it.
CHANGES: dict[str, tuple[str, Callable[[], Any]]] = {
    "numpy's errors": ("np.seterr(all='raise')", np.geterr),
    "numpy's printing": ("np.set_printoptions(precision=1)", np.get_printoptions),
    "the folder": ("os.chdir(os.sep)", os.getcwd),
    "warnings": ("warnings.simplefilter('error')", lambda: list(warnings.filters)),
    "numpy's generator": (
        "np.random.seed(3); np.random.rand(5)",
        lambda: [str(part) for part in np.random.get_state()],  # noqa: NPY002
    ),
    "Python's generator": ("random.seed(3); random.random()", random.getstate),
    "rcParams": ("plt.rcParams['lines.linewidth'] = 9", lambda: plt.rcParams["lines.linewidth"]),
    "figures": ("plt.figure(); plt.subplots()", plt.get_fignums),
    "the trace": ("sys.settrace(lambda *given: None)", sys.gettrace),
    "the profile": ("sys.setprofile(lambda *given: None)", sys.getprofile),
    "stdout": ("sys.stdout = None", lambda: id(sys.stdout)),
    "stderr": ("sys.stderr = None", lambda: id(sys.stderr)),
    "stdin": ("sys.stdin = None", lambda: id(sys.stdin)),
    "the environment": (
        "os.environ['HOME'] = 'x'; os.environ['NEW_ONE'] = 'y'",
        lambda: dict(os.environ),
    ),
    "pandas": (
        "pd.set_option('display.max_rows', 3); pd.options.display.precision = 1",
        lambda: (pd.get_option("display.max_rows"), pd.get_option("display.precision")),
    ),
    "decimals": (
        "decimal.getcontext().prec = 2; decimal.setcontext(decimal.Context(prec=3))",
        lambda: decimal.getcontext().prec,
    ),
    "the recursion limit": ("sys.setrecursionlimit(5000)", sys.getrecursionlimit),
}
ENDS = {
    "returns": "return 1.0",
    "raises": "raise ValueError('no')",
    "exits": "sys.exit()",
    "never ends": "\n    while True: pass",
}


def function(body: str) -> Callable[..., Any]:
    names = {
        **{"np": np, "pd": pd, "plt": plt, "os": os, "sys": sys},
        **{"random": random, "warnings": warnings, "decimal": decimal},
    }
    exec(f"def f(*given):\n    {body}", names)
    found: Callable[..., Any] = names["f"]  # type: ignore[assignment]
    return found


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(("change", "read"), CHANGES.values(), ids=CHANGES)
def test_change_does_not_stay(change: str, read: Callable[[], Any], end: str) -> None:
    before = read()
    call(function(f"{change}; {end}" if "while" not in end else change + end), (), 0.1)
    assert read() == before


def test_change_is_seen_while_the_function_runs() -> None:
    """Else the test above would pass where nothing was changed."""
    for change, read in CHANGES.values():
        names = {"read": read, "np": np, "pd": pd, "plt": plt, "os": os, "sys": sys}
        names |= {"random": random, "warnings": warnings, "decimal": decimal}
        code = f"def f():\n    before = read(); {change}; return float(read() != before)"
        exec(code, names)
        if "sys.settrace" not in change:  # in which the tracer of a debugger could stand
            assert call(names["f"], (), 5.0).value == 1.0, change


def test_own_figures_stay_open_and_current() -> None:
    plt.close("all")  # whatever tests before this one have left
    figure = plt.figure()
    try:
        call(function("plt.figure()"), (), 1.0)
        assert plt.get_fignums() == [figure.number]
        assert plt.gcf() is figure
    finally:
        plt.close(figure)


def test_folder_that_is_gone_hurts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert call(function("return 1.0"), (), 1.0).value == 1.0


def test_settings_of_the_notebook_refuse_no_right_answer() -> None:
    """Numpy that raises on underflow, two digits of decimals, warnings as errors."""

    def stable_sigmoid(a: Any) -> Any:
        with np.errstate(under="ignore"):
            z = np.exp(-np.abs(a))
            return np.where(a >= 0, 1, z) / (1 + z)

    def softmax(A: Any) -> Any:
        with np.errstate(under="ignore"):
            e = np.exp(A - A.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)

    with np.errstate(all="raise"), decimal.localcontext() as context, warnings.catch_warnings():
        context.prec, context.traps[decimal.Inexact] = 2, True
        warnings.simplefilter("error")
        assert evaluate("5.2", softmax).status == "correct"
        wrong = evaluate("5.2", lambda A: softmax(A.T).T)
        assert "The columns sum to 1" in wrong.message
    with decimal.localcontext() as context:
        context.prec, context.traps[decimal.Inexact] = 2, True
        assert evaluate("5.1", stable_sigmoid).message.startswith("not yet. The values are right")
