"""1.1 The nearest class mean; the truth is loops over exact fractions."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Wrong

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


def _first_seen(T: Array) -> Any:
    """The labels in the order in which they first occur."""
    return T[np.sort(np.unique(T, return_index=True)[1])]


def _nearest(
    centre: Wrong = lambda rows: rows.mean(axis=0),
    measure: Wrong = lambda differences: (differences**2).sum(axis=2),
    order: Wrong = np.unique,
    names: Wrong = np.unique,
) -> Wrong:
    """The label of the nearest centre.

    `measure` makes distances of the differences, shape (M, K, D); the centres stand in the
    `order` of the labels of T, and the answers are taken from its `names`.
    """

    def predict(X: Array, T: Array, X_new: Array) -> Any:
        centres = np.array([centre(X[T == label]) for label in order(T)])
        return names(T)[measure(X_new[:, None, :] - centres).argmin(axis=1)]

    return predict


def _largest_product(X: Array, T: Array, X_new: Array) -> Any:
    means = np.array([X[T == label].mean(axis=0) for label in np.unique(T)])
    return np.unique(T)[(X_new @ means.T).argmax(axis=1)]


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


EXERCISE = FunctionExercise(
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
    mistakes={
        "These are positions in the list of means, not labels: put the position into the array of "
        "labels, as in self.labels[position].": _nearest(names=lambda T: np.arange(len(T))),
        "The position counts the classes, but T has one label for each sample: put it into the "
        "array of labels, np.unique(T).": _nearest(names=lambda T: T),
        _NEGATIVE_LABEL: _row_for_each_number,
        "You go through 0, 1, 2, ..., and the mean of a number that is no label is nan. Go "
        "through np.unique(T).": _nan_where_no_label_is,
        "This is the label of the nearest single sample; compare with the mean of each "
        "class.": lambda X, T, X_new: T[((X_new[:, None, :] - X) ** 2).sum(axis=2).argmin(axis=1)],
        "You chose the mean that is farthest away: take argmin of the distances, not "
        "argmax.": _nearest(measure=lambda differences: -(differences**2).sum(axis=2)),
        "You compared with the sum of each class, which "
        "grows with its size; take the mean.": _nearest(lambda rows: rows.sum(axis=0)),
        "You compared with the median of each class; the task asks for the mean.": _nearest(
            lambda rows: np.median(rows, axis=0)
        ),
        "Either each class has only one number (take the mean with axis=0), or you sum the "
        "differences before you square them (square first, "
        "then sum over axis=2).": _nearest(lambda rows: np.full(rows.shape[1], rows.mean())),
        "Differences of unlike sign cancel: square them before you sum over the "
        "features.": _nearest(measure=lambda differences: differences.sum(axis=2)),
        "You summed absolute differences; the nearest mean has the smallest sum of "
        "squares.": _nearest(measure=lambda differences: np.abs(differences).sum(axis=2)),
        "Only the largest difference counts in your distance; add the squares of all D.": _nearest(
            measure=lambda differences: np.abs(differences).max(axis=2)
        ),
        "The sum runs over the classes; sum the squares over the features, axis=2, so that one "
        "number for "
        "each class is left.": _nearest(measure=lambda differences: (differences**2).sum(axis=1)),
        "A large product is not a small distance, as a mean far from 0 has large products: "
        "subtract, square and sum.": _largest_product,
        "This is the majority class; it does not look at X_new.": _majority,
        "Labels and means are in different orders: both must follow np.unique(T).": [
            _nearest(names=_first_seen),
            _nearest(order=_first_seen),
        ],
    },
    typed={
        "fit must end with `return self`": ("        return self\n", ""),
        "IndexError": """
def nearest_mean(X, T, X_new):
    means = np.zeros((len(np.unique(T)), X.shape[1]))
    for x, t in zip(X, T):
        means[t] += x / (T == t).sum()
    return np.unique(T)[((X_new[:, None, :] - means) ** 2).sum(axis=2).argmin(axis=1)]
""",
        "one label per row of X_new": ("predict(X_new)", "predict(X)"),
    },
)
