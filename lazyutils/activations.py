"""From any real number to a probability: the sigmoid, the softmax and their logarithms.

All four work elementwise or along one axis, on any shape. float32 stays float32; integers,
booleans and lists become float64. They never warn: an exponential is only taken of numbers
that are not positive, so it can fall to 0 but cannot overflow. They use numpy's own dispatch,
so a chunked array of another engine (Dask) passes through and stays lazy.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from lazyutils.arrays import Floats, axes, floats

__all__ = ["Axis", "log_sigmoid", "log_softmax", "sigmoid", "softmax"]

Axis: TypeAlias = int | tuple[int, ...] | None


@np.errstate(all="ignore")
def sigmoid(a: ArrayLike) -> Floats:
    """σ(a) = 1 / (1 + exp(−a)), the probability whose log-odds are a.

    For a < 0 the same number is written exp(a) / (1 + exp(a)), which cannot overflow.
    Any shape; σ(−inf) = 0, σ(inf) = 1, nan stays nan. Relative error: a few units in the
    last place. Source: Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.59.

    >>> sigmoid([-1000, 0, 1000]).tolist()
    [0.0, 0.5, 1.0]
    """
    a = floats(a, "a")
    z = np.exp(-np.abs(a))
    y: Floats = np.maximum(z, a >= 0) / (1 + z)  # the numerator: 1 where a >= 0, elsewhere z
    return y


@np.errstate(all="ignore")
def log_sigmoid(a: ArrayLike) -> Floats:
    """ln σ(a) = min(a, 0) − ln(1 + exp(−|a|)), finite where σ(a) itself rounds to 0.

    >>> log_sigmoid([-1000.0, 0.0]).round(4).tolist()
    [-1000.0, -0.6931]
    """
    a = floats(a, "a")
    return np.minimum(a, 0) - np.log1p(np.exp(-np.abs(a)))


@np.errstate(all="ignore")
def softmax(A: ArrayLike, axis: Axis = -1) -> Floats:
    """y_k = exp(a_k) / Σ_j exp(a_j) along `axis`: positive numbers that sum to 1.

    The largest a_k is subtracted first; that changes nothing in the fraction and keeps every
    exponential at most 1. Rows with nan or +inf, or with −inf only, have no answer and become
    nan. Source: Bishop (2006), eq. 4.62.

    >>> softmax([[0, 0], [1000, 0]]).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    A = floats(A, "A")
    axis = axes(axis, A.ndim)
    if 0 in A.shape:
        return A.copy()
    largest = A.max(axis=axis, keepdims=True)
    Y = np.exp(A - np.where(np.isfinite(largest), largest, np.nan))
    Y /= Y.sum(axis=axis, keepdims=True)
    return Y


@np.errstate(all="ignore")
def log_softmax(A: ArrayLike, axis: Axis = -1) -> Floats:
    """ln y_k = a_k − ln Σ_j exp(a_j) along `axis`, finite where softmax itself rounds to 0.

    The largest a_k is subtracted first, and Σ_j counts it as exp(0) = 1, or as c if it occurs c
    times: ln Σ = ln c + ln(1 + others / c) keeps the digits of others far below 1. nan appears
    only in the rows where softmax has no answer.

    >>> log_softmax([1000.0, 0.0]).tolist()
    [0.0, -1000.0]
    """
    A = floats(A, "A")
    axis = axes(axis, A.ndim)
    if 0 in A.shape:
        return A.copy()
    largest = A.max(axis=axis, keepdims=True)
    shifted = A - np.where(np.isfinite(largest), largest, 0)
    top = shifted == 0
    c = top.sum(axis=axis, keepdims=True).astype(A.dtype)
    others = np.where(top, 0, np.exp(shifted)).sum(axis=axis, keepdims=True)
    log_sum = np.where(c > 0, np.log(c) + np.log1p(others / c), np.log(others))
    log_Y: Floats = shifted - log_sum
    return log_Y
