"""3.6 The gradient of the squared error; the truth is a difference of costs, in fractions."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lazyutils.check.chapter_3.common import dot, fractions
from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import negative, per_sample, times, with_answer


def _problems() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(36)
    yield np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]), np.array([2.0, 4.0, 5.0]), np.ones(2)
    for N, D in ((6, 2), (3, 3), (4, 1), (1, 4)):
        yield rng.normal(size=(N, D)), rng.normal(size=N), rng.normal(size=D)


def _exact(X: Array, T: Array, w: Array) -> Array:
    """Central differences: for a parabola they are exact, whatever the step."""
    rows, ts = [fractions(row) for row in X], fractions(T)

    def J(i: int, step: int) -> Fraction:
        """The cost after a step of weight i."""
        weights = fractions(w)
        weights[i] += step
        residuals = [t - dot(row, weights) for row, t in zip(rows, ts, strict=True)]
        return dot(residuals, residuals)

    return np.array([float((J(i, 1) - J(i, -1)) / 2) for i in range(len(w))])


EXERCISE = FunctionExercise(
    id="3.6",
    name="gradient_of_J",
    parameters=("X", "T", "w"),
    inputs=_problems,
    expected=_exact,
    meaning="Set it to zero and you have the normal equations; walk against it and you have "
    "chapter 7.",
    shape_hint="The gradient has one entry per weight, shape (D,); X.T turns N numbers into D.",
    mistakes={
        "The numbers are right, the shape is not: return shape (D,), for example with .ravel().": [
            with_answer(_exact, lambda g: g[:, None]),
            with_answer(_exact, lambda g: g[None, :]),
        ],
        "The sign is the other way round: the derivative of T - Xw with respect to w is "
        "-X.": negative(_exact),
        "It is half of the expected value: the derivative of a square brings down a factor "
        "2.": times(_exact, 0.5),
        "Both the factor 2 and the sign are missing.": times(_exact, -0.5),
        "You divided by N: J is the sum over the samples, not the mean.": per_sample(_exact),
        "You used the mean with a factor 1/2; J is the plain sum.": per_sample(times(_exact, 0.5)),
        "The derivative of a square is 2 times the residual: no square is left.": lambda X, T, w: (
            -2 * X.T @ (T - X @ w) ** 2
        ),
        "The residuals are T - Xw; here the outputs Xw are missing.": lambda X, T, w: -2 * X.T @ T,
        "This is the cost J itself; the gradient says how J changes with each "
        "weight.": lambda X, T, w: ((T - X @ w) ** 2).sum(),
    },
    typed={"X.T turns N numbers into D": ("X.T", "X")},
)
