"""How wrong a prediction is, as one number: squared error and cross-entropy.

T are the targets, Y the predictions, A the logits (the numbers that the sigmoid or the softmax
turns into Y). A chunked array of another engine (Dask) is checked for its shape only and gives
a lazy cost; numpy arrays, lists and pandas are checked for their values too.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lazyutils.activations import log_sigmoid, log_softmax
from lazyutils.arrays import Floats, finite, flag, same_shape

__all__ = ["cross_entropy", "squared_error"]


def _in_unit_interval(array: Floats, name: str) -> None:
    if not isinstance(array, np.ndarray):
        return
    outside = (array < 0) | (array > 1)
    if outside.any():
        place = tuple(int(i) for i in np.argwhere(outside)[0])
        where = f"{name}[{', '.join(map(str, place))}]"
        raise ValueError(f"{where} is {array[place].item()!r}; wanted values from 0 to 1")


def _rows_sum_to_1(array: Floats, name: str) -> None:
    """Within 0.001, so that probabilities rounded to three digits pass."""
    if not isinstance(array, np.ndarray) or array.ndim == 1 or array.shape[1] == 1:
        return
    sums = array.sum(axis=1)
    if (wrong := np.flatnonzero(np.abs(sums - 1) > 1e-3)).size:
        n = wrong[0]
        raise ValueError(
            f"row {n} of {name} sums to {sums[n]:.6g}; wanted rows of {name} that sum to 1, one "
            "entry a class"
        )


def squared_error(T: ArrayLike, Y: ArrayLike) -> Any:
    """J = |T − Y|² = Σ (t − y)², the sum over all entries, in the squared unit of T.

    T and Y of one shape, (N,) or (N, M). ValueError for unequal shapes, nan or empty input,
    FloatingPointError where the square is too large for a float.

    >>> float(squared_error([1, 2, 3], [1, 2, 5]))
    4.0
    """
    T, Y = same_shape(T, Y)
    with np.errstate(all="ignore"):
        return finite(((T - Y) ** 2).sum(), "the squared error")


@np.errstate(all="ignore")
def cross_entropy(
    T: ArrayLike, Y: ArrayLike | None = None, *, logits: ArrayLike | None = None, mean: bool = False
) -> Any:
    """J = −Σ {t ln y + (1 − t) ln(1 − y)} for two classes, J = −Σ_n Σ_k t_nk ln y_nk for K.

    In nats. T and Y of shape (N,) or (N, 1): two classes, y the probability of class 1.
    (N, K): K classes, T the indicator (one-hot) matrix. Give either Y or `logits`: with
    Y = σ(A) or softmax(A), `logits=A` gives the same cost and stays finite where Y has rounded
    to 0 or 1. `mean=True` divides by N. The cost is finite or +inf, never nan: 0 ln 0 is 0.
    ValueError for T or Y outside [0, 1], rows of K that do not sum to 1 (within 0.001), unequal
    shapes, nan, empty input, and rows of logits with +inf or −inf only. Source: Bishop (2006),
    eq. 4.90 and 4.108.

    >>> float(cross_entropy([1, 0], [1, 0]))
    0.0
    >>> print(f"{cross_entropy([[1, 0], [0, 1]], [[0.5, 0.5], [0.5, 0.5]], mean=True):.4f}")
    0.6931
    >>> float(cross_entropy([1, 0], logits=[-1000, -1000]))
    1000.0
    """
    mean = flag("mean", mean)
    if Y is not None and logits is None:
        T, Y = same_shape(T, Y)
        _in_unit_interval(Y, "Y")
        _rows_sum_to_1(Y, "Y")
        # ln 0 = −inf is written, not computed: numpy would warn, Dask only when it computes.
        log_y = np.where(Y > 0, np.log(np.where(Y > 0, Y, 1)), -np.inf)
        log_not_y = np.where(Y < 1, np.log1p(-np.where(Y < 1, Y, 0)), -np.inf)
    elif logits is not None and Y is None:
        T, A = same_shape(T, logits, "logits")
        if A.ndim == 1 or A.shape[1] == 1:
            log_y, log_not_y = log_sigmoid(A), log_sigmoid(-A)
        else:
            log_y = log_softmax(A)
        if isinstance(log_y, np.ndarray) and np.isnan(log_y).any():
            raise ValueError("a row of logits holds +inf, or only -inf; wanted finite numbers")
    else:
        raise ValueError(f"got {'neither' if Y is None else 'both'} Y and logits; wanted one")
    _in_unit_interval(T, "T")
    _rows_sum_to_1(T, "T")
    cost = (T * np.where(T > 0, log_y, 0)).sum()
    if T.ndim == 1 or T.shape[1] == 1:
        cost = cost + ((1 - T) * np.where(T < 1, log_not_y, 0)).sum()
    return (0 - cost) / (T.shape[0] if mean else 1)  # 0 − 0 is 0, where −0 would print as -0.0
