"""8.4 The gradient of the penalised cost; the truth is a complex step."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.judge import Array, FunctionExercise, Wrong


def _penalised() -> Iterator[tuple[Array, Array, Array, float, float]]:
    rng = np.random.default_rng(84)
    X = np.array([[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]])
    yield X, np.array([1.0, 0.0, 1.0]), np.array([0.5, -0.5]), 0.2, 2.0
    for N, D, l2 in ((6, 2, 0.7), (5, 3, 0.0), (4, 1, 10.0), (1, 4, 3.0)):
        T = rng.integers(0, 2, N).astype(float)
        yield rng.normal(size=(N, D)), T, rng.normal(size=D), float(rng.normal()), l2


def _by_complex_steps(X: Array, T: Array, w: Array, b: float, l2: float) -> tuple[Array, float]:
    """Derivatives of the cost as imaginary parts of tiny imaginary steps: no cancellation."""

    def J(weights: Any, bias: Any) -> Any:
        a = X @ weights + bias
        return (np.log(1 + np.exp(a)) - T * a).sum() + l2 / 2 * (weights**2).sum()

    tiny = 1e-30j
    by_w = [float((J(w + tiny * e, b) / 1e-30).imag) for e in np.eye(len(w))]
    return np.array(by_w), float((J(w.astype(complex), b + tiny) / 1e-30).imag)


def _residual(X: Array, T: Array, w: Array, b: float) -> Array:
    return np.asarray(sigmoid(X @ w + b) - T)


def _with(change: Wrong) -> Wrong:
    def wrong(X: Array, T: Array, w: Array, b: float, l2: float) -> Any:
        R = _residual(X, T, w, b)
        return change(X.T @ R, R, w, l2)

    return wrong


EXERCISE = FunctionExercise(
    id="8.4",
    name="penalised_gradient",
    parameters=("X", "T", "w", "b", "l2"),
    inputs=_penalised,
    expected=_by_complex_steps,
    meaning="One term more, and weights on separable data stay finite.",
    shape_hint="Return a pair: the gradient by w of shape (D,), X.T times the residuals, and the "
    "one by b, a number.",
    tolerance=1e-8,
    zero=1e-10,
    mistakes={
        "The penalty is missing: its derivative is l2 * w.": _with(
            lambda g, R, w, l2: (g, R.sum())
        ),
        "Your penalty term is half of the right one: (l2/2) w^2 has the derivative l2 * w.": _with(
            lambda g, R, w, l2: (g + l2 / 2 * w, R.sum())
        ),
        "Your penalty term is twice the right one: (l2/2) w^2 has the derivative l2 * w.": _with(
            lambda g, R, w, l2: (g + 2 * l2 * w, R.sum())
        ),
        "The penalty has the wrong sign: it is added to the cost.": _with(
            lambda g, R, w, l2: (g - l2 * w, R.sum())
        ),
        "You added the penalty itself, one number; its gradient is l2 * w, one entry a "
        "weight.": _with(lambda g, R, w, l2: (g + l2 / 2 * (w**2).sum(), R.sum())),
        "The gradient of the cross-entropy has the wrong sign: the residual is y - t here.": _with(
            lambda g, R, w, l2: (-g + l2 * w, -R.sum())
        ),
        "You took the mean over the samples; the cost is their sum.": _with(
            lambda g, R, w, l2: (g / len(R) + l2 * w, R.mean())
        ),
        "You divided by N; the cost here is the sum, with the penalty added once.": _with(
            lambda g, R, w, l2: ((g + l2 * w) / len(R), R.mean())
        ),
        "The gradient by b is the mean; the cost is a sum.": _with(
            lambda g, R, w, l2: (g + l2 * w, R.mean())
        ),
        "Only the penalty is divided by N; it is added once, undivided.": _with(
            lambda g, R, w, l2: (g + l2 * w / len(R), R.sum())
        ),
        "The penalty is added once for all samples, not once for each.": _with(
            lambda g, R, w, l2: (g + len(R) * l2 * w, R.sum())
        ),
        "The order is: gradient by w, then by b.": _with(lambda g, R, w, l2: (R.sum(), g + l2 * w)),
        "sign(w) belongs to L1; the derivative of the square is l2 * w.": _with(
            lambda g, R, w, l2: (g + l2 * np.sign(w), R.sum())
        ),
        "The bias has no penalty.": lambda X, T, w, b, l2: (
            X.T @ _residual(X, T, w, b) + l2 * w,
            _residual(X, T, w, b).sum() + l2 * b,
        ),
        "The outputs are sigmoid(X @ w + b); the sigmoid is missing.": lambda X, T, w, b, l2: (
            X.T @ (X @ w + b - T) + l2 * w,
            (X @ w + b - T).sum(),
        ),
        "The bias is missing in the activation X @ w + b.": lambda X, T, w, b, l2: (
            X.T @ _residual(X, T, w, 0.0) + l2 * w,
            _residual(X, T, w, 0.0).sum(),
        ),
    },
    typed={"by b, a number": ("X.T @", "X @")},
)
