"""2.2 The confusion matrix; the truth counts the pairs in a dictionary."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Labels, Wrong
from lazyutils.check.mistakes import with_answer


def _answers() -> Iterator[tuple[Labels, Labels, int]]:
    rng = np.random.default_rng(22)
    yield np.array([0, 0, 0, 1, 1]), np.array([0, 1, 1, 1, 1]), 2
    yield np.array([2, 2, 1]), np.array([0, 0, 1]), 4  # class 3 never, class 0 only answered
    T = rng.integers(0, 5, 60)
    yield T, np.where(rng.random(60) < 0.7, T, rng.integers(0, 5, 60)), 5


def _count_pairs(T: Labels, Y: Labels, K: int) -> Array:
    seen = Counter(zip(T.tolist(), Y.tolist(), strict=True))
    return np.array([[seen[i, j] for j in range(K)] for i in range(K)])


def _shares(axis: int | None) -> list[Wrong]:
    """Divided by the sums over an axis: where one is 0, that gives nan, or with some care 0."""
    shares = with_answer(_count_pairs, lambda C: C / C.sum(axis=axis, keepdims=True))
    return [shares, with_answer(shares, np.nan_to_num)]


def _remembered(T: Labels, Y: Labels, K: int, *, view: bool) -> Array:
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
    ruled_out={"confusion_matrix": "But confusion_matrix counted: write it yourself."},
    mistakes={
        "Rows and columns are exchanged: the true class chooses the row, the answer the "
        "column.": lambda T, Y, K: _count_pairs(Y, T, K),
        "No count is above 1. Each further occurrence of a pair must add 1 to a whole number: use "
        "+= 1 in a loop, or np.add.at (C[T, Y] "
        "+= 1 writes each place only once).": with_answer(_count_pairs, lambda C: np.minimum(C, 1)),
        "These are shares of all samples; (2.9) counts them.": _shares(None),
        "These are shares of each row; (2.9) counts.": _shares(1),
        "These are shares of each column; (2.9) counts.": _shares(0),
        "Only the right answers are counted; the wrong ones belong off the diagonal.": with_answer(
            _count_pairs, lambda C: np.diag(np.diag(C))
        ),
        "Only the mistakes are counted; the right answers belong on the diagonal.": with_answer(
            _count_pairs, lambda C: C - np.diag(np.diag(C))
        ),
        "The pairs of an earlier call are counted, too: make a new matrix of zeros inside the "
        "function.": [
            lambda T, Y, K: _remembered(T, Y, K, view=False),
            lambda T, Y, K: _remembered(T, Y, K, view=True),
        ],
    },
    typed={
        "also when some classes do not occur": ("    C = ", "    K = T.max() + 1\n    C = "),
        "IndexError": ("(K, K)", "(K - 1, K - 1)"),
        "write it yourself": """
from lazyutils import metrics

def confusion_counts(T, Y, K):
    return metrics.confusion_matrix(T, Y, range(K))
""",
    },
)
