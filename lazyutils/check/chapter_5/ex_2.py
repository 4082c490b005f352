"""5.2 The softmax of rows of any size, without a warning; the truth is decimal arithmetic."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid, softmax
from lazyutils.check.chapter_5.common import QuietExercise
from lazyutils.check.judge import Array, Wrong
from lazyutils.check.mistakes import clipped


def _rows() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(52)
    yield (np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]]),)
    yield (rng.normal(0, 3, (4, 4)),)
    yield (rng.normal(0, 3, (5, 2)),)
    yield (np.array([[-1000.0, -999.0]]),)  # its largest entry is not its largest size
    yield (np.array([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1002.0]]),)
    # Mean, median and first entry lie far below the largest of a row.
    yield (np.array([[0.0, 0.0, 3000.0], [3000.0, 0.0, 0.0], [-3000.0, 0.0, 0.0]]),)


def _exact_softmax(A: Array) -> Array:
    with localcontext(prec=50):
        rows = [[Decimal(a).exp() for a in row] for row in A.tolist()]
        return np.array([[float(e / sum(row)) for e in row] for row in rows])


def _plain_softmax(A: Array, **kwargs: Any) -> Any:
    return np.exp(A) / np.exp(A).sum(**kwargs)


def _shifted_by(shift: Wrong, **kwargs: Any) -> Wrong:
    return lambda A: _plain_softmax(A - shift(A), **(kwargs or {"axis": 1, "keepdims": True}))


_SHIFTS: tuple[Wrong, ...] = (
    lambda A: A.mean(axis=1, keepdims=True),
    lambda A: np.median(A, axis=1, keepdims=True),
    lambda A: A.min(axis=1, keepdims=True),
    lambda A: A[:, :1],
    lambda A: A[:, -1:],
)

# What is taken for the largest entry before the sum runs over the wrong axis.
_TOPS: tuple[Wrong, ...] = (
    lambda A: 0.0,
    lambda A: A.max(),
    lambda A: A.max(axis=1, keepdims=True),
)


_CLIPS = (20, 30, 50, 88, 100, 200, 300, 500, 600, 700, 709)

_plain_rows = _shifted_by(lambda A: 0.0)

_COLUMNS = "The columns sum to 1, not the rows: the classes lie along axis 1."
_WHOLE = "The whole matrix sums to 1: each row needs its own sum, axis=1 with keepdims=True."

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
        "to -2000.": _shifted_by(lambda A: np.abs(A).max(axis=1, keepdims=True)),
        "This is the logarithm of the softmax: take exp of it.": lambda A: np.log(softmax(A)),
        "Shift once, then use the same exponentials above and below the line.": lambda A: (
            np.exp(A - A.max(axis=1, keepdims=True)) / np.exp(A).sum(axis=1, keepdims=True)
        ),
        "Only the largest entry of the row makes every exponent at most 0. The mean, the median or "
        "the "
        "first entry can leave a large positive one.": [_shifted_by(shift) for shift in _SHIFTS],
        "exp(1000) is inf, and inf / inf is nan: subtract the largest entry of each row "
        "first.": _plain_rows,
        "You subtract the largest entry of the whole matrix; a row far below it becomes 0 / 0. "
        "Each row needs its own.": _shifted_by(np.max),
        _COLUMNS: [lambda A: softmax(A, axis=0), *[_shifted_by(shift, axis=0) for shift in _TOPS]],
        _WHOLE: [
            lambda A: softmax(A, axis=None),
            *[_shifted_by(shift, axis=None) for shift in _TOPS],
        ],
        "Clipping makes all large entries equal: 1000 and 999 get the same probability. Subtract "
        "the largest entry of each row instead.": clipped(_plain_rows, 0, _CLIPS),
        "No tiny number is needed below: after the shift the sum of a row is at least 1, and with "
        "it the row no longer sums to 1.": [
            lambda A, tiny=tiny: (
                softmax(A) / (1 + tiny / np.exp(A - A.max(1, keepdims=True)).sum(1)[:, None])
            )
            for tiny in (1e-4, 1e-5, 1e-6, 1e-7)
        ],
        "The exponentials are not divided by the sum of their row.": lambda A: np.exp(
            A - A.max(axis=1, keepdims=True)
        ),
        "This is the sigmoid of each entry: "
        "the classes do not share their probability.": lambda A: sigmoid(A),
        "The activations are divided by their sum; take their exponentials first.": lambda A: (
            A / A.sum(axis=1, keepdims=True)
        ),
    },
    typed={
        "a ready-made softmax did the work": "stable_softmax = softmax",
        "keep the axis of the sum": ("sum(axis=1, keepdims=True)", "sum(axis=1)"),
        "the same for every input": ("np.exp(A - A.max(axis=1, keepdims=True))", "np.eye(2)"),
    },
)
