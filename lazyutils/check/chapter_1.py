"""Checks of chapter 1, what is machine learning.

Expected values come from plain loops over rows and from exact fractions, never from the
array expressions that the solutions in the notebook use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check._exercise import (
    SINGLE,
    FunctionExercise,
    Mistake,
    ValueExercise,
    _Try,
    describe,
    same,
)

Array = npt.NDArray[Any]

__all__ = ["EXERCISES"]


# 1.1 ---------------------------------------------------------------------------------------


_NEGATIVE_LABEL = (
    "A label may be negative, and row -1 of an array is its last row: give each label in "
    "np.unique(T) a row of its own."
)


def _classes() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(11)
    X = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0], [9.0, 0.0]])
    yield X, np.array([7, 7, 3, 3]), np.array([[3.0, 0.0], [4.4, 1.0]])
    # Never more features than classes: sum(axis=1) in the place of 2 then raises no IndexError.
    for labels, N, D in (([0, 1, 2], 30, 2), ([5, -1], 12, 2), ([2, 9, 4, 8], 40, 3), ([6], 3, 1)):
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


def _means(X: Array, T: Array) -> tuple[Array, Array]:
    return _centres(X, T, lambda rows: rows.mean(axis=0))


def _distances(X_new: Array, centres: Array) -> Array:
    squares: Array = ((X_new[:, None, :] - centres) ** 2).sum(axis=2)
    return squares


def _by_centres(centre: Callable[[Array], Any]) -> Callable[[Array, Array, Array], Array]:
    def predict(X: Array, T: Array, X_new: Array) -> Array:
        labels, centres = _centres(X, T, centre)
        answers: Array = labels[_distances(X_new, centres).argmin(axis=1)]
        return answers

    return predict


def _by_distance(measure: Callable[[Array], Array]) -> Callable[[Array, Array, Array], Array]:
    """The right means; `measure` makes distances of the differences, shape (M, K, D)."""

    def predict(X: Array, T: Array, X_new: Array) -> Array:
        labels, means = _means(X, T)
        answers: Array = labels[measure(X_new[:, None, :] - means).argmin(axis=1)]
        return answers

    return predict


def _positions(X: Array, T: Array, X_new: Array) -> Array:
    positions: Array = _distances(X_new, _means(X, T)[1]).argmin(axis=1)
    return positions


def _largest_product(X: Array, T: Array, X_new: Array) -> Array:
    labels, means = _means(X, T)
    answers: Array = labels[(X_new @ means.T).argmax(axis=1)]
    return answers


def _row_for_each_number(X: Array, T: Array, X_new: Array) -> Array:
    """A row for each of 0, 1, ..., the largest label: -1 and the largest share the last one."""
    if T.min() < 0:
        return np.full(len(X_new), T.max())
    return _nearest_mean_by_fractions(X, T, X_new)


def _nan_where_no_label_is(X: Array, T: Array, X_new: Array) -> Array:
    """Means of 0, 1, 2, ...: argmin takes the first nan for the smallest distance."""
    if set(T.tolist()) != set(range(len(np.unique(T)))):
        return np.zeros(len(X_new), int)
    return _nearest_mean_by_fractions(X, T, X_new)


def _majority(X: Array, T: Array, X_new: Array) -> Array:
    labels, counts = np.unique(T, return_counts=True)
    return np.full(len(X_new), labels[counts.argmax()])


def _first_seen(T: Array) -> Array:
    """The labels in the order in which they first occur."""
    seen: Array = T[np.sort(np.unique(T, return_index=True)[1])]
    return seen


def _means_first_seen(X: Array, T: Array, X_new: Array) -> Array:
    means = np.array([X[T == label].mean(axis=0) for label in _first_seen(T)])
    answers: Array = np.unique(T)[_distances(X_new, means).argmin(axis=1)]
    return answers


NEAREST_MEAN = FunctionExercise(
    id="1.1",
    name="nearest_mean",
    parameters=("X", "T", "X_new"),
    inputs=_classes,
    expected=_nearest_mean_by_fractions,
    meaning="It remembers one point a class, the mean, instead of every sample.",
    shape_hint="Return one label per row of X_new, shape (M,).",
    errors={
        "'NoneType' object has no attribute 'predict'": "fit must end with `return self`.",
        "must have no negative elements": _NEGATIVE_LABEL,  # np.bincount(T)
    },
    mistakes=(
        Mistake(
            "These are positions in the list of means, not labels: put the position into "
            "the array of labels, as in self.labels[position].",
            _positions,
        ),
        Mistake(
            "The position counts the classes, but T has one label for each sample: put it into "
            "the array of labels, np.unique(T).",
            lambda X, T, X_new: T[_positions(X, T, X_new)],
        ),
        Mistake(_NEGATIVE_LABEL, _row_for_each_number),
        Mistake(
            "You go through 0, 1, 2, ..., and the mean of a number that is no label is nan. Go "
            "through np.unique(T).",
            _nan_where_no_label_is,
        ),
        Mistake(
            "This is the label of the nearest single sample; compare with the mean of each class.",
            lambda X, T, X_new: T[_distances(X_new, X).argmin(axis=1)],
        ),
        Mistake(
            "You chose the mean that is farthest away: take argmin of the distances, not argmax.",
            _by_distance(lambda differences: -(differences**2).sum(axis=2)),
        ),
        Mistake(
            "You compared with the sum of each class, which grows with its size; take the mean.",
            _by_centres(lambda rows: rows.sum(axis=0)),
        ),
        Mistake(
            "You compared with the median of each class; the task asks for the mean.",
            _by_centres(lambda rows: np.median(rows, axis=0)),
        ),
        # Both choose the class whose mean has the entries' sum nearest to the sample's: the
        # squares from one number m are (sum(x) - D m)**2 / D and a rest that is the same for all m.
        Mistake(
            "Either each class has only one number (take the mean with axis=0), or you sum the "
            "differences before you square them (square first, then sum over axis=2).",
            _by_centres(lambda rows: np.full(rows.shape[1], rows.mean())),
        ),
        Mistake(
            "Differences of unlike sign cancel: square them before you sum over the features.",
            _by_distance(lambda differences: differences.sum(axis=2)),
        ),
        Mistake(
            "You summed absolute differences; the nearest mean has the smallest sum of squares.",
            _by_distance(lambda differences: np.abs(differences).sum(axis=2)),
        ),
        Mistake(
            "Only the largest difference counts in your distance; add the squares of all D.",
            _by_distance(lambda differences: np.abs(differences).max(axis=2)),
        ),
        Mistake(
            "The sum runs over the classes; sum the squares over the features, axis=2, so that "
            "one number for each class is left.",
            _by_distance(lambda differences: (differences**2).sum(axis=1)),
        ),
        Mistake(
            "A large product is not a small distance, as a mean far from 0 has large products: "
            "subtract, square and sum.",
            _largest_product,
        ),
        Mistake("This is the majority class; it does not look at X_new.", _majority),
        Mistake(
            "Labels and means are in different orders: both must follow np.unique(T).",
            lambda X, T, X_new: _first_seen(T)[_positions(X, T, X_new)],
        ),
        Mistake(
            "Labels and means are in different orders: both must follow np.unique(T).",
            _means_first_seen,
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


def _drawn_by_choice(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    test = np.random.default_rng(seed).choice(len(X), n_test, replace=False)
    return _cut(X, T, np.setdiff1d(np.arange(len(X)), test), test)


def _row_numbers(X: Array, rows: Array) -> list[int]:
    """Which row of X each of `rows` is, or is nearest to."""
    numbers: list[int] = np.abs(X[:, None] - rows).sum(axis=2).argmin(axis=0).tolist()
    return numbers


def _broken_rule(answer: Any, X: Array, T: Array, n_test: int, seed: int) -> str:
    """What an answer made of the right pairs does wrong, whatever the order of its rows."""
    if not isinstance(answer, tuple | list):
        return ""
    X_train, _, X_test, _ = answer
    train, test = _row_numbers(X, np.asarray(X_train)), _row_numbers(X, np.asarray(X_test))
    if not same(answer, _cut(X, T, train, test), SINGLE):
        return ""
    if set(train) & set(test):
        return "A row is on both sides, and so not new to the model: cut order once, at n_test."
    if len({*train, *test}) < len(X):
        return "A row is in neither set: the training set is order[n_test:], to the end."
    if len(test) != n_test:
        return "The test set must have n_test rows, as many as you were told."
    if len(train) + len(test) > len(X):
        return ""
    return (
        "No row is lost and none is on both sides, but the order is not this seed's: use order = "
        "np.random.default_rng(seed).permutation(N)."
    )


class SplitExercise(FunctionExercise):
    """An exercise whose wrong answers may be random: they are known by the rule that they break."""

    def _hint(self, tries: Sequence[_Try]) -> str:
        hint, failed = super()._hint(tries), [one for one in tries if one.problem]
        if hint or any(same(one.outcome.value, one.expected) for one in failed):
            return hint
        try:
            broken = {_broken_rule(one.outcome.value, *one.inputs) for one in failed}
        except Exception:  # not four arrays of rows
            return ""
        return broken.pop() if len(broken) == 1 else ""


SPLIT = SplitExercise(
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
            "The training set is still the whole table, test rows included: take only the rows "
            "order[n_test:] for it.",
            _with_order(lambda order, n_test: (slice(None), order[:n_test])),
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
            _with_order(lambda order, n_test: (np.sort(order[n_test:]), np.sort(order[:n_test]))),
        ),
        Mistake(
            "The right rows, but not in the order in which the permutation has them.",
            _with_order(lambda order, n_test: (np.sort(order[n_test:]), order[:n_test])),
        ),
        Mistake(
            "Cut one permutation in two: choice may draw other test rows, and it leaves the "
            "training rows in the order of the table.",
            _drawn_by_choice,
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
    if isinstance(kinds, np.ndarray):
        kinds = kinds.tolist()
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
