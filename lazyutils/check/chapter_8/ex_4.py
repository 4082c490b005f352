"""8.4 The gradient of the penalised cost; the truth is a complex step."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import TINY, negative, per_sample, reversed_pair, with_input


def _penalised() -> Iterator[tuple[Array, Array, Array, float, float]]:
    rng = np.random.default_rng(84)
    X = np.array([[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]])
    yield X, np.array([1.0, 0.0, 1.0]), np.array([0.5, -0.5]), 0.2, 2.0
    for N, D, l2 in ((6, 2, 0.7), (5, 3, 0.0), (4, 1, 10.0), (1, 4, 3.0)):
        T = rng.integers(0, 2, N).astype(float)
        yield rng.normal(size=(N, D)), T, rng.normal(size=D), float(rng.normal()), l2
    yield np.array([[30.0], [-30.0]]), np.zeros(2), np.ones(1), 0.0, 1.0  # outputs of 1 and 0


def _by_complex_steps(X: Array, T: Array, w: Array, b: float, l2: float) -> tuple[Array, float]:
    """Derivatives of the cost as imaginary parts of tiny imaginary steps: no cancellation."""

    def J(weights: Any, bias: Any) -> Any:
        a = X @ weights + bias
        return (np.log(1 + np.exp(a)) - T * a).sum() + l2 / 2 * (weights**2).sum()

    tiny = 1e-30j
    by_w = [float((J(w + tiny * e, b) / 1e-30).imag) for e in np.eye(len(w))]
    return np.array(by_w), float((J(w.astype(complex), b + tiny) / 1e-30).imag)


def _penalty(by_w: Wrong, by_b: Wrong = lambda l2, b: 0.0) -> Wrong:
    """The gradient with another penalty."""

    def wrong(X: Array, T: Array, w: Array, b: float, l2: float) -> tuple[Array, float]:
        plain = _by_complex_steps(X, T, w, b, 0.0)
        return plain[0] + by_w(l2, w, len(X)), plain[1] + by_b(l2, b)

    return wrong


def _output(output: Wrong) -> Wrong:
    """The gradient with another output than sigmoid(a)."""

    def wrong(X: Array, T: Array, w: Array, b: float, l2: float) -> tuple[Array, float]:
        R = output(X @ w + b) - T
        return X.T @ R + l2 * w, R.sum()

    return wrong


def _mean_for_bias(X: Array, *rest: Any) -> tuple[Array, float]:
    by_w, by_b = _by_complex_steps(X, *rest)
    return by_w, by_b / len(X)


EXERCISE = FunctionExercise(
    id="8.4",
    name="penalised_gradient",
    parameters=("X", "T", "w", "b", "l2"),
    inputs=_penalised,
    expected=_by_complex_steps,
    meaning="One term more, and weights on separable data stay finite.",
    shape_hint="Return a pair: the gradient by w of shape (D,), X.T times the residuals, and the "
    "one by b, a number.",
    zero=1e-10,
    mistakes={
        "The penalty is missing: its derivative is l2 * w.": _penalty(lambda l2, w, N: 0),
        "Your penalty term is half of the right one: (l2/2) w^2 has the derivative l2 * "
        "w.": _penalty(lambda l2, w, N: l2 * w / 2),
        "Your penalty term is twice the right one: (l2/2) w^2 has the derivative l2 * w.": _penalty(
            lambda l2, w, N: l2 * w * 2
        ),
        "The penalty has the wrong sign: it is added to the cost.": _penalty(
            lambda l2, w, N: -l2 * w
        ),
        "You added the penalty itself, one number; its gradient is l2 * w, one entry a "
        "weight.": _penalty(lambda l2, w, N: l2 / 2 * (w**2).sum()),
        "The gradient of the cross-entropy has the wrong sign: the residual is y - t "
        "here.": negative(_penalty(lambda l2, w, N: -l2 * w)),
        "You took the mean over the samples; the cost is their sum.": per_sample(
            _penalty(lambda l2, w, N: l2 * w * N)
        ),
        "You divided by N; the cost here is the sum, with the penalty added once.": per_sample(
            _by_complex_steps
        ),
        "The gradient by b is the mean; the cost is a sum.": _mean_for_bias,
        "Only the penalty is divided by N; it is added once, undivided.": _penalty(
            lambda l2, w, N: l2 * w / N
        ),
        "The penalty is added once for all samples, not once for each.": _penalty(
            lambda l2, w, N: l2 * w * N
        ),
        "The order is: gradient by w, then by b.": reversed_pair(_by_complex_steps),
        "sign(w) belongs to L1; the derivative of the square is l2 * w.": _penalty(
            lambda l2, w, N: l2 * np.sign(w)
        ),
        "The bias has no penalty.": _penalty(lambda l2, w, N: l2 * w, lambda l2, b: l2 * b),
        "The outputs are sigmoid(X @ w + b); the sigmoid is missing.": _output(lambda a: a),
        "Do not clip the outputs: without a logarithm nothing becomes infinite.": [
            _output(lambda a, e=e: np.clip(sigmoid(a), e, 1 - e)) for e in TINY[:5]
        ],
        "The bias is missing in the activation X @ w + b.": with_input(
            _by_complex_steps, 3, lambda b: 0.0
        ),
    },
    typed={"by b, a number": ("X.T @", "X @")},
)
