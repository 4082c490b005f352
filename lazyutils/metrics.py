"""How good the predictions Y are for the targets T, in numbers that people compare."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lazyutils.losses import same_shape

__all__ = ["accuracy", "confusion_matrix", "mean_squared_error", "r_squared"]


def _labels(T: ArrayLike, Y: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Two lists of labels, numbers or strings, of the same length."""
    T, Y = np.asarray(T), np.asarray(Y)
    if T.ndim != 1 or T.shape != Y.shape or T.size == 0:
        raise ValueError(
            f"T has shape {T.shape} and Y {Y.shape}; wanted labels of one shape (N,), not empty "
            "(from an indicator matrix take T.argmax(axis=1))"
        )
    return T, Y


def accuracy(T: ArrayLike, Y: ArrayLike) -> float:
    """The fraction of samples with y = t, from 0 to 1. T and Y are labels of shape (N,).

    >>> accuracy(["cat", "dog", "cat", "dog"], ["cat", "dog", "dog", "dog"])
    0.75
    """
    T, Y = _labels(T, Y)
    return float(np.mean(T == Y))


def confusion_matrix(T: ArrayLike, Y: ArrayLike, classes: ArrayLike | None = None) -> NDArray[Any]:
    """C[i, j] = how many samples of class i were called class j; int64, K x K.

    Rows and columns follow `classes`, by default the sorted labels that occur in T or Y.

    >>> confusion_matrix([0, 0, 0, 1], [0, 0, 1, 1]).tolist()
    [[2, 1], [0, 1]]
    """
    T, Y = _labels(T, Y)
    names = np.unique(np.concatenate([T, Y])) if classes is None else np.asarray(classes)
    unknown = np.setdiff1d(np.concatenate([T, Y]), names).tolist()
    if unknown:
        raise ValueError(f"the labels {unknown} are not among the classes {names.tolist()}")
    return np.array([[np.sum((T == i) & (Y == j)) for j in names] for i in names], dtype=np.int64)


def mean_squared_error(T: ArrayLike, Y: ArrayLike) -> float:
    """(1/N) Σ (t − y)², the mean over all entries, in the squared unit of T.

    >>> mean_squared_error([1, 2, 3, 4], [1, 2, 3, 6])
    1.0
    """
    T, Y = same_shape(T, Y)
    return float(np.mean((T - Y) ** 2))


def r_squared(T: ArrayLike, Y: ArrayLike) -> float:
    """R² = 1 − Σ (t − y)² / Σ (t − mean(t))², the part of T's variance that Y explains.

    1: perfect; 0: no better than the mean of T; below 0: worse than it. For T of shape (N, M),
    the mean over the M columns. ValueError where T does not vary: R² is not defined there.

    >>> r_squared([1, 2, 3], [1, 2, 3]), r_squared([1, 2, 3], [2, 2, 2])
    (1.0, 0.0)
    """
    T, Y = same_shape(T, Y)
    if (np.ptp(T, axis=0) == 0).any():
        raise ValueError("T is constant (or one sample); R² is defined only for T that varies")
    return float(np.mean(1 - ((T - Y) ** 2).sum(axis=0) / ((T - T.mean(axis=0)) ** 2).sum(axis=0)))
