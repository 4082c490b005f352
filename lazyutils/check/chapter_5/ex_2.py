"""5.2 The softmax of rows of any size, without a warning; the truth is decimal arithmetic."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.activations import log_softmax, sigmoid, softmax
from lazyutils.check.chapter_5.common import QuietExercise
from lazyutils.check.judge import Array, Wrong
from lazyutils.check.mistakes import clipped


def _rows() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(52)
    yield (np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]]),)
    yield (rng.normal(0, 3, (4, 4)),)
    yield (rng.normal(0, 3, (5, 2)),)
    yield (np.array([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1002.0]]),)
    # Mean, median and first entry lie far below the largest of a row, whatever the float's width.
    yield (np.array([[0.0, 0.0, 3e4], [3e4, 0.0, 0.0], [-3e4, 0.0, 0.0]]),)
    yield (np.array([[-1000.0, -999.0]]),)  # the largest entry is not that of the largest size


def _exact_softmax(A: Array) -> Array:
    with localcontext(prec=50):
        rows = [[Decimal(a).exp() for a in row] for row in A.tolist()]
        return np.array([[float(e / sum(row)) for e in row] for row in rows])


def _of_rows(statistic: Wrong) -> Wrong:
    return lambda A: statistic(A, axis=1, keepdims=True)


_top = _of_rows(np.max)
_sum = _of_rows(np.sum)


def _exp(A: Array) -> Any:
    return np.exp(A - _top(A))


def _shifted(shift: Wrong, axis: int | None = 1) -> Wrong:
    """The softmax along the axis, of what is left of A after a shift."""
    return lambda A: np.exp(A - shift(A)) / np.exp(A - shift(A)).sum(axis=axis, keepdims=True)


# What is taken for the largest entry of a row, and what before a sum over the wrong axis.
_STATISTICS: tuple[Wrong, ...] = (np.mean, np.median, np.min)
_SHIFTS = (*map(_of_rows, _STATISTICS), lambda A: A[:, :1], lambda A: A[:, -1:])
_TOPS: tuple[Wrong, ...] = (np.zeros_like, np.max, _top, lambda A: A.max(axis=0))
_CLIPS = (20, 30, 50, 88, 100, 200, 300, 500, 600, 700, 709)

EXERCISE = QuietExercise(
    id="5.2",
    name="stable_softmax",
    parameters=("A",),
    inputs=_rows,
    expected=_exact_softmax,
    meaning="Subtracting the largest entry of a row changes nothing but the overflow.",
    shape_hint="A and the answer have shape (N, K); keep the axis of the sum and of the maximum "
    "with keepdims=True.",
    ruled_out=dict.fromkeys(
        ("softmax", "log_softmax", "LogisticRegression"), "But a ready-made softmax did the work."
    ),
    mistakes={
        "Subtract the row's largest entry, not its largest size: a row of -1000 and -999 goes down "
        "to -2000.": _shifted(lambda A: _top(np.abs(A))),
        "This is the logarithm of the softmax: take exp of it.": [
            log_softmax,
            lambda A: np.log(softmax(A)),
        ],
        "Shift once, then use the same exponentials above and below the line.": lambda A: (
            _exp(A) / _sum(np.exp(A))
        ),
        "Only the largest entry of the row makes every exponent at most 0. The mean, the median or "
        "the first entry can leave a large positive one.": [_shifted(one) for one in _SHIFTS],
        "exp(1000) is inf, and inf / inf is nan: subtract the largest entry of each row "
        "first.": _shifted(np.zeros_like),
        "You subtract the largest entry of the whole matrix; a row far below it becomes 0 / 0. "
        "Each row needs its own.": _shifted(np.max),
        "You subtract the largest entry of each column, which changes the softmax of a row. Take "
        "that of each row, axis=1.": _shifted(lambda A: A.max(axis=0)),
        "The columns sum to 1, not the rows: the classes lie along axis 1.": [
            _shifted(top, axis=0) for top in _TOPS
        ],
        "The whole matrix sums to 1: each row needs its own sum, axis=1 with keepdims=True.": [
            _shifted(top, axis=None) for top in _TOPS
        ],
        "Clipping makes all large entries equal: 1000 and 999 get the same probability. Subtract "
        "the largest entry of each row instead.": clipped(_shifted(np.zeros_like), 0, _CLIPS),
        "No tiny number is needed below: after the shift the sum of a row is at least 1, and with "
        "it the row no longer sums to 1.": [
            lambda A, tiny=tiny: _exp(A) / (_sum(_exp(A)) + tiny)
            for tiny in (1e-4, 1e-5, 1e-6, 1e-7)
        ],
        "The exponentials are not divided by the sum of their row.": _exp,
        "This is the sigmoid of each entry: the classes do not share their probability.": sigmoid,
        "The activations are divided by their sum; take exp of them first.": lambda A: A / _sum(A),
    },
    typed={
        "a ready-made softmax did the work": "stable_softmax = lambda A: softmax(A)",
        "keep the axis of the sum": ("sum(axis=1, keepdims=True)", "sum(axis=1)"),
        "the same for every input": ("np.exp(A - A.max(axis=1, keepdims=True))", "np.eye(2)"),
    },
)
