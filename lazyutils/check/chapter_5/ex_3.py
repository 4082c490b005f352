"""5.3 The indicator matrix; the truth is two loops."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import complement


def _labels() -> Iterator[tuple[npt.NDArray[np.int64], int]]:
    rng = np.random.default_rng(53)
    yield np.array([2, 0, 2], dtype=np.int64), 3
    yield np.array([1, 0], dtype=np.int64), 4  # the last classes are absent
    yield rng.integers(0, 5, 5), 5
    yield rng.integers(0, 10, 40), 10


def _rows_by_hand(labels: npt.NDArray[np.int64], K: int) -> Array:
    return np.array([[1.0 if k == label else 0.0 for k in range(K)] for label in labels.tolist()])


def _filled(labels: npt.NDArray[np.int64], K: int, index: Any) -> Array:
    T = np.zeros((len(labels), K))
    T[index] = 1
    return T


EXERCISE = FunctionExercise(
    id="5.3",
    name="indicator_matrix",
    parameters=("labels", "K"),
    inputs=_labels,
    expected=_rows_by_hand,
    meaning="Each row is a probability that is sure of its class: what softmax should come near.",
    shape_hint="One row for each label and one column for each class: shape (N, K).",
    mistakes={
        "The number of columns is K, also if the last classes do not occur in "
        "labels.": lambda labels, K: np.eye(labels.max() + 1)[labels],
        "You made a column only for each label that occurs. K says how many there "
        "are.": lambda labels, K: (labels[:, None] == np.unique(labels)).astype(float),
        "The classes are counted from 0: label 0 belongs to column 0.": lambda labels, K: np.eye(K)[
            (labels - 1) % K
        ],
        "The entry is 1 for every class; here it is the label itself.": lambda labels, K: (
            _rows_by_hand(labels, K) * labels[:, None]
        ),
        "T[:, labels] fills whole columns, and so does [[0] * K] * N, whose rows are one "
        "list. Pair each row with its own column: T[np.arange(N), "
        "labels] = 1.": lambda labels, K: _filled(labels, K, (slice(None), labels)),
        "T[labels] fills whole rows. Pair each row with its own column: T[np.arange(N), labels] = "
        "1.": lambda labels, K: _filled(labels, K, labels),
        "Ones and zeros are exchanged.": complement(_rows_by_hand),
        "This is the identity matrix; pick from it the row of each label.": lambda labels, K: (
            np.eye(K)
        ),
    },
    typed={
        "the transpose of the answer": ("[labels]", "[labels].T"),
        "shape (N, K)": ("np.eye(K)[labels]", "labels"),
    },
)
