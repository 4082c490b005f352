"""2.1 The indicator matrix; the truth compares each label with each class in a loop."""

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
    yield np.array([1, 0, 0, 1, 1]), 2  # some libraries make one column of two classes


def _by_loop(T: Labels, K: int) -> Array:
    return np.array([[1.0 if t == k else 0.0 for k in range(K)] for t in T.tolist()])


EXERCISE = FunctionExercise(
    id="2.1",
    name="one_hot",
    parameters=("T", "K"),
    inputs=_some_labels,
    expected=_by_loop,
    meaning="Each row sums to 1, and any two classes are equally far apart.",
    shape_hint="From N labels it must become N x K: one row per sample, one column per class.",
    mistakes={
        "Rows and columns are exchanged: a row belongs to a sample, a column to a "
        "class.": transposed(_by_loop),
        "The number of columns is K, which you were given. You took the largest label in T for it, "
        "and "
        "a class that does not occur has lost its column.": lambda T, K: _by_loop(T, T.max() + 1),
        "The number of columns is K, which you were given. You made a column only for each label "
        "that occurs in T.": lambda T, K: T[:, None] == np.unique(T),
        "The labels start at 0, not at 1: compare with 0, 1, ..., K - 1.": [
            lambda T, K: _by_loop(T - 1, K),
            lambda T, K: _by_loop((T - 1) % K, K),  # row -1 of an identity matrix is its last
        ],
        "The label itself stands in the matrix; write a 1 whatever the label is "
        "called.": lambda T, K: _by_loop(T, K) * T[:, None],
        "0 and 1 are exchanged: the 1 belongs where the class is the label.": complement(_by_loop),
        "Each row has a 1 for every label in T, as Z[:, T] = 1 fills whole columns. Give each row "
        "its own label: Z[np.arange(len(T)), "
        "T] = 1.": lambda T, K: np.tile(_by_loop(T, K).max(axis=0), (len(T), 1)),
    },
    typed={"From N labels it must become N x K": ("== np.arange(K)", "== K")},
)
