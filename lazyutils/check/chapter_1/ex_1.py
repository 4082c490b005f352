"""1.1 The nearest class mean; the truth is computed with exact fractions, without numpy."""

import statistics
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


def _by_fractions(X: Array, T: Array, X_new: Array) -> Array:
    means: dict[int, list[Fraction]] = {}
    for label in set(T.tolist()):
        rows = [map(Fraction, x) for x in X[T == label].tolist()]
        means[label] = [sum(column) / len(rows) for column in zip(*rows, strict=True)]

    def nearest(x: list[float]) -> int:
        def far(label: int) -> Fraction | int:
            return sum((Fraction(a) - m) ** 2 for a, m in zip(x, means[label], strict=True))

        return min(means, key=far)

    return np.array([nearest(x) for x in X_new.tolist()])


def _mean(rows: Array) -> Any:
    return rows.mean(axis=0)


def _squares(x: Array, means: Array) -> Any:
    return ((x - means) ** 2).sum(axis=2)


def _nearest(centre: Wrong = _mean, distances: Wrong = _squares) -> Wrong:
    """Another centre of a class's rows, or other distances of x (M, 1, D) from means (K, D)."""

    def predict(X: Array, T: Array, X_new: Array) -> Any:
        labels = np.unique(T)
        means = np.array([centre(X[T == label]) for label in labels])
        return labels[distances(X_new[:, None, :], means).argmin(axis=1)]

    return predict


def _read(names: Wrong, order: Wrong = np.unique) -> Wrong:
    """The right label's place among those in `order`, looked up in other names."""

    def predict(X: Array, T: Array, X_new: Array) -> Any:
        places = [order(T).tolist().index(label) for label in _by_fractions(X, T, X_new)]
        return names(T)[places]

    return predict


def _first_seen(T: Array) -> Array:
    return np.array(list(dict.fromkeys(T.tolist())))


def _shared_row(winner: Wrong) -> Wrong:
    """A row for each of 0, 1, ..., the largest label, which -1 shares: one of the two wins."""
    return lambda X, T, X_new: (
        np.full(len(X_new), winner(T)) if T.min() < 0 else _by_fractions(X, T, X_new)
    )


def _rows_of_zeros(X: Array, T: Array, X_new: Array) -> Any:
    means = np.zeros((T.max() + 1, X.shape[1]))
    for label in np.unique(T):
        means[label] = X[T == label].mean(axis=0)
    return _squares(X_new[:, None, :], means).argmin(axis=1)


def _nan_from(start: Wrong) -> Wrong:
    """Means of start, start + 1, ...: argmin takes the first nan for the smallest distance."""

    def predict(X: Array, T: Array, X_new: Array) -> Any:
        gaps = [label for label in range(start(T), T.max()) if label not in T]
        return np.full(len(X_new), gaps[0]) if gaps else _by_fractions(X, T, X_new)

    return predict


EXERCISE = FunctionExercise(
    id="1.1",
    name="nearest_mean",
    parameters=("X", "T", "X_new"),
    inputs=_classes,
    expected=_by_fractions,
    meaning="It remembers one point a class, the mean, instead of every sample.",
    shape_hint="Return one label per row of X_new, shape (M,).",
    errors={
        "'NoneType' object has no attribute 'predict'": "fit must end with `return self`.",
        "must have no negative elements": _NEGATIVE_LABEL,  # np.bincount(T)
    },
    mistakes={
        "These are positions in the list of means, not labels: put the position into the array of "
        "labels, as in self.labels[position].": _read(lambda T: np.arange(len(T))),
        "The position counts the classes, but T has one label for each sample: put it into the "
        "array of labels, np.unique(T).": _read(lambda T: T),
        _NEGATIVE_LABEL: [_shared_row(np.max), _shared_row(np.min)],
        "A number that is no label has a row of zeros, which is nearest to some points: give only "
        "the labels in np.unique(T) a row.": _rows_of_zeros,
        "You go through 0, 1, 2, ..., and the mean of a number that is no label is nan. Go "
        "through np.unique(T).": [_nan_from(lambda T: 0), _nan_from(np.min)],
        "This is the label of the nearest single sample; compare with the mean of each "
        "class.": lambda X, T, X_new: T[_squares(X_new[:, None, :], X).argmin(axis=1)],
        "You chose the mean that is farthest away: take argmin of the distances, not "
        "argmax.": _nearest(distances=lambda x, means: -_squares(x, means)),
        "You compared with the sum of each class, which grows with its size; take the "
        "mean.": _nearest(lambda rows: rows.sum(axis=0)),
        "You compared with the median of each class; the task asks for the mean.": _nearest(
            lambda rows: np.median(rows, axis=0)
        ),
        "Either each class has only one number (take the mean with axis=0), or you sum the "
        "differences before you square them (square "
        "first, then sum over axis=2).": _nearest(lambda rows: np.full(rows.shape[1], rows.mean())),
        "Differences of unlike sign cancel: square them before you sum over the "
        "features.": _nearest(distances=lambda x, means: (x - means).sum(axis=2)),
        "You summed absolute differences; the nearest mean has the smallest sum of "
        "squares.": _nearest(distances=lambda x, means: np.abs(x - means).sum(axis=2)),
        "Only the largest difference counts in your distance; add the squares of all D.": _nearest(
            distances=lambda x, means: np.abs(x - means).max(axis=2)
        ),
        "The sum runs over the classes; sum the squares over the features, axis=2, so that one "
        "number for "
        "each class is left.": _nearest(distances=lambda x, means: ((x - means) ** 2).sum(axis=1)),
        "A large product is not a small distance, as a mean far from 0 has large products: "
        "subtract, square and sum.": _nearest(distances=lambda x, means: -(x * means).sum(axis=2)),
        "This is the majority class; it does not look at X_new.": [
            lambda X, T, X_new: np.full(len(X_new), max(np.unique(T), key=T.tolist().count)),
            lambda X, T, X_new: np.full(len(X_new), statistics.mode(T.tolist())),
        ],
        "Labels and means are in different orders: both must follow np.unique(T).": [
            _read(_first_seen),
            _read(np.unique, order=_first_seen),
        ],
    },
    typed={
        "fit must end with `return self`": ("        return self\n", ""),
        "IndexError": ("for label in self.labels", "for label in T"),
        "one label per row of X_new": ("predict(X_new)", "predict(X)"),
    },
)
