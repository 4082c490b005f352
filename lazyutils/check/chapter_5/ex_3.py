"""5.3 The indicator matrix; the truth is two loops."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Labels
from lazyutils.check.mistakes import complement


def _labels() -> Iterator[tuple[Labels, int]]:
    rng = np.random.default_rng(53)
    yield np.array([2, 0, 2], dtype=np.int64), 3
    yield np.array([1, 0], dtype=np.int64), 4  # the last classes are absent
    yield rng.integers(0, 5, 5), 5
    yield rng.integers(0, 30, 40), 30


def _rows_by_hand(labels: Labels, K: int) -> Array:
    return np.array([[1.0 if k == label else 0.0 for k in range(K)] for label in labels.tolist()])


EXERCISE = FunctionExercise(
    id="5.3",
    name="indicator_matrix",
    parameters=("labels", "K"),
    inputs=_labels,
    expected=_rows_by_hand,
    meaning="Each row is a probability that is sure of its class: what softmax should come near.",
    shape_hint="One row for each label and one column for each class: shape (N, K).",
    mistakes={
        "The number of columns is K, also if "
        "the last classes do not occur in labels.": lambda t, K: np.eye(t.max() + 1)[t],
        "You made a column only for each label that occurs. "
        "K says how many there are.": lambda t, K: np.equal.outer(t, np.unique(t)) * 1.0,
        "Classes count from 0: label 0 belongs to column 0.": lambda t, K: np.eye(K)[(t - 1) % K],
        "An entry is 1; here it is the label itself.": lambda t, K: np.eye(K)[t] * t[:, None],
        "T[:, labels] fills whole columns, and so does [[0] * K] * N, whose rows are one list. "
        "Pair each row with its own column: T[np.arange(N), "
        "labels] = 1.": lambda t, K: np.ones((len(t), 1)) * np.isin(np.arange(K), t),
        "T[labels] fills whole rows. Pair each row with its own column: T[np.arange(N), labels] = "
        "1.": lambda t, K: np.isin(np.arange(len(t)), t)[:, None] * np.ones(K),
        "Ones and zeros are exchanged.": complement(_rows_by_hand),
        "This is the identity matrix; pick from it the row of each label.": lambda t, K: np.eye(K),
    },
    typed={
        "the transpose of the answer": ("[labels]", "[labels].T"),
        "shape (N, K)": ("np.eye(K)[labels]", "labels"),
    },
)
