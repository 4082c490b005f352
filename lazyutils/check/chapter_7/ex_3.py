"""Exercise 7.3: softmax_gradient."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid, softmax
from lazyutils.check.judge import (
    Array,
    FunctionExercise,
)
from lazyutils.check.mistakes import reversed_pair


def _classes() -> Iterator[tuple[Array, Array, Array, Array]]:
    rng = np.random.default_rng(73)
    yield np.array([[1.0, 2.0], [0.0, 1.0]]), np.eye(2), np.zeros((2, 2)), np.zeros(2)
    for N, D, K in ((6, 3, 4), (5, 2, 3), (3, 3, 3), (1, 4, 2)):
        T = np.eye(K)[rng.integers(0, K, N)]
        yield rng.normal(size=(N, D)), T, rng.normal(size=(D, K)), rng.normal(size=K)


def _by_complex_steps(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    """dJ/dw = Im J(w + ih) / h for a tiny h: no difference is taken, so no digit is lost."""
    h = 1e-30

    def J(weights: Any, bias: Any) -> Any:
        A = X @ weights + bias
        return np.log(np.exp(A).sum(axis=1)).sum() - (T * A).sum()

    dW, db = np.zeros_like(W), np.zeros_like(b)
    for place in np.ndindex(W.shape):
        moved = W.astype(complex)
        moved[place] += 1j * h
        dW[place] = J(moved, b).imag / h
    for k in range(len(b)):
        shifted = b.astype(complex)
        shifted[k] += 1j * h
        db[k] = J(W, shifted).imag / h
    return dW, db


def _pull(
    residual: Callable[[Array, Array], Array], scale: Callable[[Array], float] = lambda X: 1.0
) -> Callable[..., tuple[Array, Array]]:
    def gradient(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
        R = residual(X @ W + b, T) * scale(X)
        return X.T @ R, R.sum(axis=0)

    return gradient


def _without_bias(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    R = softmax(X @ W) - T
    return X.T @ R, R.sum(axis=0)


def _mean_bias(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    R = softmax(X @ W + b) - T
    return X.T @ R, R.mean(axis=0)


EXERCISE = FunctionExercise(
    id="7.3",
    name="softmax_gradient",
    parameters=("X", "T", "W", "b"),
    inputs=_classes,
    expected=_by_complex_steps,
    meaning="Outputs minus targets, carried back by X.T: the same form in all three models.",
    shape_hint="The gradients have the shapes of W, (D, K), and b, (K,): X.T @ R, and the sum of "
    "R over the samples.",
    mistakes={
        "The sign is the other way round: it is outputs minus targets, Y - T.": _pull(
            lambda A, T: T - softmax(A)
        ),
        "You divided by N: this is the summed cross-entropy, not the mean.": _pull(
            lambda A, T: softmax(A) - T, lambda X: 1 / len(X)
        ),
        "The factor 2 belongs to the squared error; cross-entropy has none.": _pull(
            lambda A, T: 2 * (softmax(A) - T)
        ),
        "The outputs come from softmax; here the activations were used as they are.": _pull(
            lambda A, T: A - T
        ),
        "The outputs come from softmax; you used the "
        "sigmoid, for which rows do not sum to 1.": _pull(lambda A, T: sigmoid(A) - T),
        "softmax ran along the samples; it belongs along the classes, the last axis.": _pull(
            lambda A, T: softmax(A, axis=0) - T
        ),
        "The factor y (1 - y) cancels with cross-entropy; you kept it.": _pull(
            lambda A, T: (softmax(A) - T) * softmax(A) * (1 - softmax(A))
        ),
        "The bias is missing in the activations: A = XW + b.": _without_bias,
        "The gradient of b is a sum over the samples, not their mean.": _mean_bias,
        "The order is W first, then b.": reversed_pair(_by_complex_steps),
    },
    typed={
        "Return 2 values": (", R.sum(axis=0)", ""),
    },
)
