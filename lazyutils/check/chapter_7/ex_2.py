"""7.2 Least squares by descent; the truth is a power of one matrix."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.chapter_7.common import EARLY_STOP, OWN_LOOP, FromZeroExercise, early_stops
from lazyutils.check.judge import Array
from lazyutils.check.mistakes import with_input


def _lines() -> Iterator[tuple[Array, Array, float, int]]:
    rng = np.random.default_rng(72)
    yield np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 3.0, 4.0]), 0.05, 1
    for N, D, eta, epochs in ((8, 3, 0.01, 25), (5, 1, 0.02, 60), (4, 4, 0.03, 3)):
        yield rng.normal(size=(N, D)), rng.normal(size=N), eta, epochs
    yield rng.normal(size=(3, 2)), rng.normal(size=3), 0.1, 0
    yield np.array([[3.0, 0.0], [0.0, 1.0]]), np.array([3.0, 2.0]), 0.12, 6  # it walks away
    yield np.eye(2), np.array([1e-9, 2e-9]), 0.1, 3  # slopes so small that one might stop


def _by_powers(X: Array, T: Array, eta: float, epochs: int) -> Array:
    """w after k steps is the sum of M^j c for j < k, with M = I − 2η XᵀX and c = 2η XᵀT.

    The last column of a power of [[M, c], [0, 1]] holds just this sum.
    """
    D = X.shape[1]
    step = np.eye(D + 1)
    step[:D, :D] -= 2 * eta * np.einsum("ni,nj->ij", X, X)
    step[:D, D] = 2 * eta * np.einsum("ni,n->i", X, T)
    return np.asarray(np.linalg.matrix_power(step, epochs)[:D, D])


def _cost(X: Array, T: Array, w: Array) -> float:
    return float(((T - X @ w) ** 2).sum())


def _by_samples(X: Array, T: Array, eta: float, epochs: int) -> Array:
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        for x, t in zip(X, T, strict=True):
            w = w - eta * 2 * (x @ w - t) * x
    return w


EXERCISE = FromZeroExercise(
    id="7.2",
    name="regression_by_descent",
    parameters=("X", "T", "learning_rate", "epochs"),
    inputs=_lines,
    expected=_by_powers,
    meaning="Below 1 / lambda_max this walk ends where lstsq ends, and no inverse was needed.",
    shape_hint="w has one entry per column of X, shape (D,): the gradient is X.T times the N "
    "differences.",
    ruled_out=OWN_LOOP,
    mistakes={
        "Each step has half of the right length: the derivative of a square brings down a "
        "2.": with_input(_by_powers, 2, lambda eta: eta / 2),
        "You walk uphill: with T - Xw in the gradient the signs are turned round.": with_input(
            _by_powers, 2, lambda eta: -eta
        ),
        "You divided by N: here J is the sum over the samples, not the "
        "mean.": lambda X, T, eta, epochs: _by_powers(X, T, eta / len(T), epochs),
        "You divided by N and lost the factor 2.": lambda X, T, eta, epochs: _by_powers(
            X, T, eta / 2 / len(T), epochs
        ),
        "The outputs Xw are missing: the gradient must be computed anew from the present "
        "w.": lambda X, T, eta, epochs: epochs * eta * 2 * X.T @ T,
        "You take one step too few.": with_input(_by_powers, 3, lambda epochs: max(0, epochs - 1)),
        "You take one step too many.": with_input(_by_powers, 3, lambda epochs: epochs + 1),
        EARLY_STOP: early_stops(_by_powers, _cost),
        "You step after every sample; one epoch is one step with all samples.": _by_samples,
        "This is the closed form. Walk, and return w after the given number of "
        "epochs.": lambda X, T, eta, epochs: np.linalg.lstsq(X, T, rcond=None)[0],
    },
    typed={
        "start at zero, not at random": ("np.zeros(", "np.random.default_rng().normal(size="),
        "the gradient is X.T times": ("X.T @", "X @"),
        "write its loop yourself": """
def regression_by_descent(X, T, *walk):
    return gradient_descent(lambda w: 2 * X.T @ (X @ w - T), np.zeros(X.shape[1]), *walk).w
""",
    },
)
