"""Checks of chapter 1, what is machine learning.

Expected values come from plain loops over rows and from exact fractions, never from the
array expressions that the solutions in the notebook use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check._exercise import FunctionExercise, Mistake, ValueExercise, describe

Array = npt.NDArray[Any]

__all__ = ["EXERCISES"]


# 1.1 ---------------------------------------------------------------------------------------


def _classes() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(11)
    X = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [9.0, 0.0]])
    yield X, np.array([7, 7, 3, 3]), np.array([[3.0, 0.0], [4.4, 1.0]])
    for labels, N, D in (([0, 1, 2], 30, 2), ([5, -1], 12, 3), ([2, 9, 4, 8], 40, 1), ([6], 3, 2)):
        centres = rng.uniform(-3, 3, (len(labels), D))
        k = np.concatenate([np.arange(len(labels)), rng.integers(0, len(labels), N)])
        X = centres[k] + rng.normal(0, 1.5, (len(k), D))
        yield X, np.array(labels)[k], rng.uniform(-4, 4, (25, D))


def _nearest_mean_by_fractions(X: Array, T: Array, X_new: Array) -> Array:
    rows: dict[int, list[list[Fraction]]] = {}
    for x, t in zip(X.tolist(), T.tolist(), strict=True):
        rows.setdefault(t, []).append([Fraction(value) for value in x])
    means = {
        t: [sum(column, Fraction(0)) / len(members) for column in zip(*members, strict=True)]
        for t, members in rows.items()
    }

    def nearest(x: list[float]) -> int:
        def far(t: int) -> Fraction:
            pairs = zip(x, means[t], strict=True)
            return sum(((Fraction(a) - m) ** 2 for a, m in pairs), Fraction(0))

        return min(means, key=far)

    return np.array([nearest(x) for x in X_new.tolist()])


def _centres(X: Array, T: Array, centre: Callable[[Array], Any]) -> tuple[Array, Array]:
    labels = np.unique(T)
    return labels, np.array([centre(X[T == label]) for label in labels])


def _distances(X_new: Array, centres: Array) -> Array:
    squares: Array = ((X_new[:, None, :] - centres) ** 2).sum(axis=2)
    return squares


def _by_centres(centre: Callable[[Array], Any]) -> Callable[[Array, Array, Array], Array]:
    def predict(X: Array, T: Array, X_new: Array) -> Array:
        labels, centres = _centres(X, T, centre)
        answers: Array = labels[_distances(X_new, centres).argmin(axis=1)]
        return answers

    return predict


def _positions(X: Array, T: Array, X_new: Array) -> Array:
    _, means = _centres(X, T, lambda rows: rows.mean(axis=0))
    positions: Array = _distances(X_new, means).argmin(axis=1)
    return positions


def _farthest(X: Array, T: Array, X_new: Array) -> Array:
    labels, means = _centres(X, T, lambda rows: rows.mean(axis=0))
    answers: Array = labels[_distances(X_new, means).argmax(axis=1)]
    return answers


def _no_squares(X: Array, T: Array, X_new: Array) -> Array:
    labels, means = _centres(X, T, lambda rows: rows.mean(axis=0))
    answers: Array = labels[(X_new[:, None, :] - means).sum(axis=2).argmin(axis=1)]
    return answers


def _majority(X: Array, T: Array, X_new: Array) -> Array:
    labels, counts = np.unique(T, return_counts=True)
    return np.full(len(X_new), labels[counts.argmax()])


def _mean_label(X: Array, T: Array, X_new: Array) -> Array:
    """The labels in the order in which they first occur, for means in sorted order."""
    _, first = np.unique(T, return_index=True)
    answers: Array = T[np.sort(first)][_positions(X, T, X_new)]
    return answers


NEAREST_MEAN = FunctionExercise(
    id="1.1",
    name="nearest_mean",
    parameters=("X", "T", "X_new"),
    inputs=_classes,
    expected=_nearest_mean_by_fractions,
    meaning="It remembers one point a class, the mean, instead of every sample.",
    shape_hint="Return one label per row of X_new, shape (M,).",
    mistakes=(
        Mistake(
            "These are positions in the list of means, not labels: put the position into "
            "the array of labels, as in self.labels[position].",
            _positions,
        ),
        Mistake(
            "This is the label of the nearest single sample; compare with the mean of each class.",
            lambda X, T, X_new: T[_distances(X_new, X).argmin(axis=1)],
        ),
        Mistake(
            "You chose the mean that is farthest away: take argmin of the distances, not argmax.",
            _farthest,
        ),
        Mistake(
            "You compared with the sum of each class, which grows with its size; take the mean.",
            _by_centres(lambda rows: rows.sum(axis=0)),
        ),
        Mistake(
            "You compared with the median of each class; the task asks for the mean.",
            _by_centres(lambda rows: np.median(rows, axis=0)),
        ),
        Mistake(
            "Each class has only one number: a mean over everything. Take the mean over the "
            "samples alone, axis=0, so that D numbers are left.",
            _by_centres(lambda rows: np.full(rows.shape[1], rows.mean())),
        ),
        Mistake(
            "Differences of unlike sign cancel: square them before you sum over the features.",
            _no_squares,
        ),
        Mistake("This is the majority class; it does not look at X_new.", _majority),
        Mistake(
            "Labels and means are in different orders: both must follow np.unique(T).",
            _mean_label,
        ),
    ),
)


# 1.2 ---------------------------------------------------------------------------------------

_Four = tuple[Array, Array, Array, Array]


def _tables() -> Iterator[tuple[Array, Array, int, int]]:
    rng = np.random.default_rng(12)
    yield np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([10.0, 20.0, 30.0, 40.0]), 1, 3
    for N, D, n_test, seed in ((10, 2, 3, 0), (7, 1, 6, 8), (30, 4, 12, 5), (2, 3, 1, 1)):
        yield rng.normal(size=(N, D)), np.arange(N) % 3, n_test, seed


def _split_row_by_row(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order = np.random.default_rng(seed).permutation(len(X)).tolist()
    parts: dict[str, list[int]] = {"train": [], "test": []}
    for place, row in enumerate(order):
        parts["test" if place < n_test else "train"].append(row)

    def rows_of(table: Array, part: str) -> Array:
        rows = [table[row].tolist() for row in parts[part]]
        return np.array(rows).reshape(-1, *table.shape[1:])

    return rows_of(X, "train"), rows_of(T, "train"), rows_of(X, "test"), rows_of(T, "test")


def _cut(X: Array, T: Array, train: Any, test: Any) -> _Four:
    return X[train], T[train], X[test], T[test]


def _permutations(X: Array, seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.permutation(len(X)), rng.permutation(len(X))


def _pairs_torn(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    one, other = _permutations(X, seed)
    return X[one[n_test:]], T[other[n_test:]], X[one[:n_test]], T[other[:n_test]]


def _targets_left(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order, _ = _permutations(X, seed)
    return X[order[n_test:]], T[n_test:], X[order[:n_test]], T[:n_test]


def _with_replacement(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order = np.random.default_rng(seed).integers(0, len(X), len(X))
    return _cut(X, T, order[n_test:], order[:n_test])


def _with_order(cut: Callable[[Array, int], tuple[Any, Any]]) -> Callable[..., _Four]:
    def split(X: Array, T: Array, n_test: int, seed: int) -> _Four:
        return _cut(X, T, *cut(_permutations(X, seed)[0], n_test))

    return split


def _in_rows_order(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order, _ = _permutations(X, seed)
    hidden = np.isin(np.arange(len(X)), order[:n_test])
    return _cut(X, T, ~hidden, hidden)


SPLIT = FunctionExercise(
    id="1.2",
    name="split",
    parameters=("X", "T", "n_test", "seed"),
    inputs=_tables,
    expected=_split_row_by_row,
    meaning="Every row is on one side, with its own target, and the same seed hides the same rows.",
    shape_hint="Return 4 values: X_train, T_train, X_test, T_test.",
    mistakes=(
        Mistake(
            "The test rows are in the training set too: that is the leak. Leave the first n_test "
            "of order out of it.",
            _with_order(lambda order, n_test: (order, order[:n_test])),
        ),
        Mistake(
            "Nothing is shuffled: a sorted table would be cut between its classes.",
            lambda X, T, n_test, seed: _cut(X, T, slice(n_test, None), slice(n_test)),
        ),
        Mistake(
            "Nothing is shuffled, and the last rows are cut off instead of the first of order.",
            lambda X, T, n_test, seed: _cut(X, T, slice(len(X) - n_test), slice(-n_test, None)),
        ),
        Mistake(
            "X and T are shuffled in two different orders, so the pairs are torn apart.",
            _pairs_torn,
        ),
        Mistake(
            "Only X is shuffled, so the targets belong to other rows.",
            _targets_left,
        ),
        Mistake(
            "Some rows occur twice and some never: draw without replacement, with permutation.",
            _with_replacement,
        ),
        Mistake(
            "Training and test set are exchanged: n_test is the size of the test set.",
            _with_order(lambda order, n_test: (order[:n_test], order[n_test:])),
        ),
        Mistake(
            "The rows are right up to their choice: the test set is the first n_test of order, "
            "not the last.",
            _with_order(lambda order, n_test: (order[:-n_test], order[-n_test:])),
        ),
        Mistake(
            "The right four arrays in another sequence: X_train, T_train, X_test, T_test.",
            lambda X, T, n_test, seed: tuple(
                _split_row_by_row(X, T, n_test, seed)[i] for i in (0, 2, 1, 3)
            ),
        ),
        Mistake(
            "The right rows, but not in the order in which the permutation has them.",
            _in_rows_order,
        ),
    ),
)


# 1.3 ---------------------------------------------------------------------------------------

# What is on record in each situation, and so what kind of learning it is.
_SITUATIONS = (
    ("S", "the doctors' marks are the targets."),
    ("S", "every advert names its rent; a target may be a number."),
    ("U", "a log holds what visitors did, and nobody has named the groups."),
    ("S", "the use of each past day is on record; the future's answers are in the past."),
    ("U", "only the drawings are given; no one says which two numbers are right."),
    ("U", "nobody has noted which machines were faulty."),
    ("S", "the name on each recording is its target."),
    ("S", "the translation is the target; a target may be a whole sentence."),
    ("U", "the topics have not been listed, so no article carries one."),
    ("S", "what the hands did is the target, although no teacher wrote it down."),
)


def _judge_kinds(kinds: Any) -> str:
    if isinstance(kinds, list | tuple) and all(isinstance(kind, str) for kind in kinds):
        kinds = "".join(kinds)
    if not isinstance(kinds, str):
        return f"kinds is {describe(kinds)}; a text of ten letters is wanted, S or U."
    letters = "".join(kinds.split()).replace(",", "").upper()
    if set(letters) - set("SU"):
        return f"kinds is {describe(kinds)}; use only the letters S (supervised) and U."
    if len(letters) != len(_SITUATIONS):
        return f"kinds has {len(letters)} letters; one for each of the ten situations is wanted."
    wrong = [
        number
        for number, (given, (kind, _)) in enumerate(zip(letters, _SITUATIONS, strict=True))
        if given != kind
    ]
    if not wrong:
        return ""
    if len(wrong) == len(_SITUATIONS):
        return "All ten are the wrong way round: S is for supervised, with answers on record."
    if len(set(letters)) == 1:
        return "All ten letters are the same, but there are situations of both kinds."
    said = f"{len(wrong)} of 10 {'is' if len(wrong) == 1 else 'are'} not right. "
    return f"{said}Look at number {wrong[0] + 1} again: {_SITUATIONS[wrong[0]][1]}"


KINDS = ValueExercise(
    id="1.3",
    names=("kinds",),
    judge=_judge_kinds,
    meaning="Supervised means that an answer is on record for each example, whoever recorded it.",
)

EXERCISES = (NEAREST_MEAN, SPLIT, KINDS)
