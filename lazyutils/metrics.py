"""How good the predictions Y are for the targets T, in numbers that people compare."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lazyutils import arrays

__all__ = ["accuracy", "confusion_matrix", "mean_squared_error", "r_squared"]


def accuracy(T: ArrayLike, Y: ArrayLike) -> float:
    """The fraction of samples with y = t, from 0 to 1. T and Y are labels of shape (N,).

    ValueError for missing labels, fractions (probabilities, measured values), unequal lengths,
    and text against numbers, which are never equal.

    >>> accuracy(["cat", "dog", "cat", "dog"], ["cat", "dog", "dog", "dog"])
    0.75
    """
    T, Y = arrays.two_lists_of_labels(T, Y)
    return float(np.mean(T == Y))


def confusion_matrix(T: ArrayLike, Y: ArrayLike, classes: ArrayLike | None = None) -> NDArray[Any]:
    """C[i, j] = how many samples of class i were called class j; int64, K x K.

    Rows and columns follow `classes`, by default the sorted labels that occur in T or Y.
    ValueError as `accuracy`, and for labels that are not among `classes`.

    >>> confusion_matrix([0, 0, 0, 1], [0, 0, 1, 1]).tolist()
    [[2, 1], [0, 1]]
    """
    T, Y = arrays.two_lists_of_labels(T, Y)
    if classes is None:
        names = np.unique(np.concatenate([T, Y]))
    else:
        T, Y, names = arrays.comparable_labels(T=T, Y=Y, classes=classes)
        if len(np.unique(names)) < len(names):
            raise ValueError(f"classes is {names.tolist()[:9]}; wanted each class once")
        if unknown := np.setdiff1d(np.concatenate([T, Y]), names).tolist():
            raise ValueError(
                f"T and Y hold the labels {unknown[:9]}; wanted those of classes, "
                f"{names.tolist()[:9]}"
            )
    K, order = len(names), np.argsort(names)
    i, j = (order[np.searchsorted(names, labels, sorter=order)] for labels in (T, Y))
    return np.bincount(i * K + j, minlength=K * K).reshape(K, K).astype(np.int64)


def mean_squared_error(T: ArrayLike, Y: ArrayLike) -> float:
    """(1/N) Σ (t − y)², the mean over all entries, in the squared unit of T.

    FloatingPointError where the square is too large for a float.

    >>> mean_squared_error([1, 2, 3, 4], [1, 2, 3, 6])
    1.0
    """
    T, Y = arrays.same_shape(T, Y)
    with np.errstate(all="ignore"):
        return float(arrays.finite(float(np.mean((T - Y) ** 2)), "the squared error"))


def r_squared(T: ArrayLike, Y: ArrayLike) -> float:
    """R² = 1 − Σ (t − y)² / Σ (t − mean(t))², the part of T's variance that Y explains.

    1: perfect; 0: no better than the mean of T; below 0: worse than it. For T of shape (N, M),
    the mean over the M columns. ValueError where T does not vary: R² is not defined there.

    >>> r_squared([1, 2, 3], [1, 2, 3]), r_squared([1, 2, 3], [2, 2, 2])
    (1.0, 0.0)
    """
    T, Y = arrays.same_shape(T, Y)
    if (T.max(axis=0) == T.min(axis=0)).any():
        raise ValueError(
            "T is constant (or one sample); wanted T that varies: else R² is not defined"
        )
    with np.errstate(all="ignore"):
        unit = arrays.power_of_two(T)  # R² has no unit, and squares of huge numbers no float
        T, Y = T / unit, Y / unit
        from_first = T - T[0]  # the mean of numbers near to each other would be rounded
        spread = ((from_first - from_first.mean(axis=0)) ** 2).sum(axis=0)
        errors = ((T - Y) ** 2).sum(axis=0)
        return float(arrays.finite(float(np.mean(1 - errors / spread)), "R²"))
