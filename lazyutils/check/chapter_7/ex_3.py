"""7.3 The gradient of softmax regression; the truth is a complex step, without a difference."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid, softmax
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import negative, per_sample, reversed_pair, times, with_input


def _classes() -> Iterator[tuple[Array, Array, Array, Array]]:
    rng = np.random.default_rng(73)
    yield np.array([[1.0, 2.0], [0.0, 1.0]]), np.eye(2), np.zeros((2, 2)), np.zeros(2)
    for N, D, K in ((6, 3, 4), (5, 2, 3), (3, 3, 3), (1, 4, 2)):
        T = np.eye(K)[rng.integers(0, K, N)]
        yield rng.normal(size=(N, D)), T, rng.normal(size=(D, K)), rng.normal(size=K)
    # Activations near 1000, where exp overflows; then beside a row near -1000, of which one shift
    # for both leaves nothing.
    W, b = np.array([[1.0, 0.999]]), np.zeros(2)
    yield np.array([[1000.0]]), np.array([[1.0, 0.0]]), W, b
    yield np.array([[1000.0], [-1000.0]]), np.array([[1.0, 0.0], [1.0, 0.0]]), W, b


def _by_complex_steps(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    """dJ/dv = Im J(v + ih) / h for a tiny h: no difference is taken, so no digit is lost."""
    h = 1e-30

    def J(V: Any) -> Any:
        A = X @ V[:-1] + V[-1]
        A = A - A.real.max(axis=1, keepdims=True)
        return np.log(np.exp(A).sum(axis=1)).sum() - (T * A).sum()

    V = np.vstack([W, b])
    slopes = np.zeros_like(V)
    for place in np.ndindex(V.shape):
        moved = V.astype(complex)
        moved[place] += 1j * h
        slopes[place] = J(moved).imag / h
    return slopes[:-1], slopes[-1]


def _pull(residual: Wrong) -> Wrong:
    def gradient(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
        R = residual(X @ W + b, T)
        return X.T @ R, R.sum(axis=0)

    return gradient


def _shifted(shift: Wrong) -> Wrong:
    """Softmax after another shift than that by each row's maximum."""

    def residual(A: Array, T: Array) -> Array:
        E = np.exp(A - shift(A))
        return np.asarray(E / E.sum(axis=1, keepdims=True) - T)

    return _pull(residual)


def _mean_for_bias(X: Array, *rest: Array) -> tuple[Array, Array]:
    by_W, by_b = _by_complex_steps(X, *rest)
    return by_W, by_b / len(X)


_OVERFLOW = (
    "exp overflows where activations are large: subtract each row's largest before you take it, "
    "as in chapter 5, or use softmax."
)

EXERCISE = FunctionExercise(
    id="7.3",
    name="softmax_gradient",
    parameters=("X", "T", "W", "b"),
    inputs=_classes,
    expected=_by_complex_steps,
    meaning="Outputs minus targets, carried back by X.T: the same form in all three models.",
    shape_hint="The gradients have the shapes of W, (D, K), and b, (K,): X.T @ R, and the sum of "
    "R over the samples.",
    errors={"math range error": _OVERFLOW},
    zero=1e-12,  # the first gradient by b is zero
    mistakes={
        "The sign is the other way round: it is outputs minus targets, Y - T.": negative(
            _by_complex_steps
        ),
        "You divided by N: this is the summed cross-entropy, not the mean.": per_sample(
            _by_complex_steps
        ),
        "The factor 2 belongs to the squared error; cross-entropy has none.": times(
            _by_complex_steps, 2
        ),
        _OVERFLOW: _shifted(lambda A: 0),
        "One shift for all rows leaves nothing of a row that lies far below: subtract from each "
        "row its own largest activation.": _shifted(np.max),
        "The outputs come from softmax; here the activations were used as they are.": _pull(
            lambda A, T: A - T
        ),
        "The outputs come from softmax; you used the sigmoid, for which rows do not sum to "
        "1.": _pull(lambda A, T: sigmoid(A) - T),
        "softmax ran along the samples; it belongs along the classes, the last axis.": _pull(
            lambda A, T: softmax(A, axis=0) - T
        ),
        "The factor y (1 - y) cancels with cross-entropy; you kept it.": _pull(
            lambda A, T: (softmax(A) - T) * softmax(A) * (1 - softmax(A))
        ),
        "The bias is missing in the activations: A = XW + b.": with_input(
            _by_complex_steps, 3, np.zeros_like
        ),
        "The gradient of b is a sum over the samples, not their mean.": _mean_for_bias,
        "The order is W first, then b.": reversed_pair(_by_complex_steps),
    },
    typed={"Return 2 values": (", R.sum(axis=0)", "")},
)
