"""Exercise 3.6: gradient_of_J."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lazyutils.check.chapter_3.common import fractions
from lazyutils.check.judge import Array, FunctionExercise


def _problems() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(36)
    yield np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]), np.array([2.0, 4.0, 5.0]), np.zeros(2) + 1
    for N, D in ((6, 2), (3, 3), (4, 1), (1, 4)):
        yield rng.normal(size=(N, D)), rng.normal(size=N), rng.normal(size=D)


def _exact_gradient(X: Array, T: Array, w: Array) -> Array:
    """Central differences in fractions: for a parabola they are exact, whatever the step."""
    rows, ts = [fractions(row) for row in X], fractions(T)

    def J(weights: list[Fraction]) -> Fraction:
        return sum(
            (
                (t - sum(a * c for a, c in zip(row, weights, strict=True))) ** 2
                for row, t in zip(rows, ts, strict=True)
            ),
            Fraction(0),
        )

    def moved(i: int, step: int) -> list[Fraction]:
        weights = fractions(w)
        weights[i] += step
        return weights

    return np.array([float((J(moved(i, 1)) - J(moved(i, -1))) / 2) for i in range(len(w))])


_ROW_OR_COLUMN = (
    "The numbers are right, the shape is not: return shape (D,), for example with .ravel()."
)

EXERCISE = FunctionExercise(
    id="3.6",
    name="gradient_of_J",
    parameters=("X", "T", "w"),
    inputs=_problems,
    expected=_exact_gradient,
    meaning="Set it to zero and you have the normal equations; walk against it and you have "
    "chapter 7.",
    shape_hint="The gradient has one entry per weight, shape (D,); X.T turns N numbers into D.",
    mistakes={
        _ROW_OR_COLUMN: [
            lambda X, T, w: _exact_gradient(X, T, w)[:, None],
            lambda X, T, w: _exact_gradient(X, T, w)[None, :],
        ],
        "The sign is the other way round: the derivative "
        "of T - Xw with respect to w is -X.": lambda X, T, w: 2 * X.T @ (T - X @ w),
        "It is half of the expected value: the "
        "derivative of a square brings down a factor 2.": lambda X, T, w: -X.T @ (T - X @ w),
        "Both the factor 2 and the sign are missing.": lambda X, T, w: X.T @ (T - X @ w),
        "You divided by N: J is the sum over the samples, not the mean.": lambda X, T, w: (
            -2 * X.T @ (T - X @ w) / len(T)
        ),
        "You used the mean with a factor 1/2; J is the plain sum.": lambda X, T, w: (
            -X.T @ (T - X @ w) / len(T)
        ),
        "The derivative of a square is 2 times the residual: no square is left.": lambda X, T, w: (
            -2 * X.T @ (T - X @ w) ** 2
        ),
        "The residuals are T - Xw; here the outputs Xw are missing.": lambda X, T, w: -2 * X.T @ T,
        "This is the cost J itself; the "
        "gradient says how J changes with each weight.": lambda X, T, w: ((T - X @ w) ** 2).sum(),
    },
    typed={
        "X.T turns N numbers into D": """
def gradient_of_J(X, T, w): return -2 * X @ (T - X @ w)
""",
    },
)
