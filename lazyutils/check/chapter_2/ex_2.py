"""2.2 The confusion matrix; the truth counts pair by pair."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check.judge import FunctionExercise, Labels


def _answers() -> Iterator[tuple[Labels, Labels, int]]:
    rng = np.random.default_rng(22)
    yield np.array([0, 0, 0, 1, 1]), np.array([0, 1, 1, 1, 1]), 2
    yield np.array([2, 2, 1]), np.array([0, 0, 1]), 4  # class 3 never, class 0 only answered
    T = rng.integers(0, 5, 60)
    yield T, np.where(rng.random(60) < 0.7, T, rng.integers(0, 5, 60)), 5


def _count_pairs(T: Labels, Y: Labels, K: int) -> npt.NDArray[Any]:
    seen = Counter(zip(T.tolist(), Y.tolist(), strict=True))
    return np.array([[seen[i, j] for j in range(K)] for i in range(K)])


def _shares(C: npt.NDArray[Any], axis: int | None, *, guarded: bool = False) -> npt.NDArray[Any]:
    totals = C.sum(axis=axis, keepdims=True)
    shares: npt.NDArray[Any] = C / (np.maximum(totals, 1) if guarded else totals)
    return shares


def _remembered(T: Labels, Y: Labels, K: int, *, view: bool) -> npt.NDArray[Any]:
    """What a matrix made outside the function holds: the pairs of the earlier calls as well.

    Where a view of it is returned, such as C[:K, :K], later calls change it, too.
    """
    C = np.zeros((10, 10), int)
    for t, y, _ in _answers():
        C += _count_pairs(t, y, 10)
        if not view and np.array_equal(t, T):
            break
    return C[:K, :K]


EXERCISE = FunctionExercise(
    id="2.2",
    name="confusion_counts",
    parameters=("T", "Y", "K"),
    inputs=_answers,
    expected=_count_pairs,
    meaning="Its diagonal divided by N is the accuracy; its rows say who pays for the rest.",
    shape_hint="Its shape is (K, K), also when some classes do not occur.",
    mistakes={
        "Rows and columns are exchanged: the true "
        "class chooses the row, the answer the column.": lambda T, Y, K: _count_pairs(Y, T, K),
        "No count is above 1. Each further occurrence of a pair must add 1 to a whole number: use "
        "+= 1 in a loop, or np.add.at (C[T, Y] "
        "+= 1 writes each place only once).": lambda T, Y, K: np.minimum(_count_pairs(T, Y, K), 1),
        "These are shares of all samples; (2.9) counts them.": lambda T, Y, K: _shares(
            _count_pairs(T, Y, K), None
        ),
        "These are shares of each row; (2.9) counts.": [
            lambda T, Y, K: _shares(_count_pairs(T, Y, K), 1),
            lambda T, Y, K: _shares(_count_pairs(T, Y, K), 1, guarded=True),
        ],
        "Only the right answers are counted; the wrong ones belong off the "
        "diagonal.": lambda T, Y, K: np.diag(np.diag(_count_pairs(T, Y, K))),
        "Only the mistakes are counted; the "
        "right answers belong on the diagonal.": lambda T, Y, K: (
            _count_pairs(T, Y, K) - np.diag(np.diag(_count_pairs(T, Y, K)))
        ),
        "The pairs of an earlier call are counted, too: make a new matrix of zeros inside the "
        "function.": [
            lambda T, Y, K: _remembered(T, Y, K, view=False),
            lambda T, Y, K: _remembered(T, Y, K, view=True),
        ],
    },
    typed={
        "also when some classes do not occur": """
def confusion_counts(T, Y, K):
    names = np.unique(T)
    return np.array([[np.sum((T == i) & (Y == j)) for j in names] for i in names])
""",
        "IndexError": ("(K, K)", "(K - 1, K - 1)"),
    },
)
