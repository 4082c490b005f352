"""2.1 One-hot encoding; the truth is two loops."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Labels
from lazyutils.check.mistakes import complement, transposed


def _some_labels() -> Iterator[tuple[Labels, int]]:
    rng = np.random.default_rng(21)
    yield np.array([2, 0, 2]), 3
    yield np.array([0, 1, 1, 0]), 4  # classes 2 and 3 do not occur
    yield np.array([3]), 5
    yield rng.integers(0, 10, 40), 10


def _indicator_by_loop(T: Labels, K: int) -> Array:
    return np.array([[1.0 if t == k else 0.0 for k in range(K)] for t in T.tolist()])


EXERCISE = FunctionExercise(
    id="2.1",
    name="one_hot",
    parameters=("T", "K"),
    inputs=_some_labels,
    expected=_indicator_by_loop,
    meaning="Each row sums to 1, and any two classes are equally far apart.",
    shape_hint="From N labels it must become N x K: one row per sample, one column per class.",
    mistakes={
        "Rows and columns are exchanged: a row belongs "
        "to a sample, a column to a class.": transposed(_indicator_by_loop),
        "The number of columns is K, which you were given. You took the largest label in T for it, "
        "and a class that "
        "does not occur has lost its column.": lambda T, K: _indicator_by_loop(T, int(T.max()) + 1),
        "The number of columns is K, which you were given. You made a column only for each label "
        "that occurs in T.": lambda T, K: (T[:, None] == np.unique(T)).astype(float),
        "The labels start at 0 already: T - 1 moves each 1 to the column before.": lambda T, K: (
            np.eye(K)[(T - 1) % K]
        ),
        "The labels start at 0, not at 1: compare with 0, 1, ..., K - 1.": lambda T, K: (
            T[:, None] == np.arange(1, K + 1)
        ).astype(float),
        "The label itself stands in the matrix; write a 1 whatever the label is "
        "called.": lambda T, K: _indicator_by_loop(T, K) * T[:, None],
        "0 and 1 are exchanged: the 1 belongs where the class is the label.": complement(
            _indicator_by_loop
        ),
    },
    typed={"From N labels it must become N x K": ("T[:, None] ==", "T[0] ==")},
)
