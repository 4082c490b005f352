"""6.6 One slope by formula and by difference; the truth is a complex step, without a sigmoid."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import negative, per_sample, reversed_pair, times, with_input


def _units() -> Iterator[tuple[Array, Array, Array, int, float]]:
    rng = np.random.default_rng(66)
    X = np.array([[1.0, 2.0], [3.0, -1.0], [-2.0, 0.5]])
    yield X, np.array([1.0, 0.0, 1.0]), np.array([0.5, -0.25]), 0, 0.5
    for N, D, i, h in ((8, 3, 2, 0.25), (5, 4, 1, 1.0), (20, 1, 0, 0.5)):
        targets = rng.integers(0, 2, N).astype(np.float64)
        yield rng.normal(size=(N, D)), targets, rng.normal(size=D), i, h


def _cost(X: Array, t: Array, w: Array) -> Any:
    return np.log1p(np.exp(np.where(t == 1, -1, 1) * (X @ w))).sum()


def _moved(X: Array, t: Array, w: Array, i: int, step: complex) -> Any:
    """The cost after a step in weight i alone."""
    return _cost(X, t, w + step * np.eye(len(w))[i])


def _central(X: Array, t: Array, w: Array, i: int, h: float) -> Any:
    return (_moved(X, t, w, i, h) - _moved(X, t, w, i, -h)) / (2 * h)


def _complex_step(X: Array, t: Array, w: Array, i: int) -> Any:
    """Im J(w + i·1e-30) / 1e-30: the derivative to all digits, with nothing subtracted."""
    return _moved(X, t, w, i, 1e-30j).imag / 1e-30


def _both_ways(X: Array, t: Array, w: Array, i: int, h: float) -> tuple[float, float]:
    return _complex_step(X, t, w, i), _central(X, t, w, i, h)


def _formula(X: Array, t: Array, y: Array, i: int) -> Any:
    return ((y - t) * X[:, i]).sum()


def _first(formula: Wrong) -> Wrong:
    return lambda X, t, w, i, h: (formula(X, t, sigmoid(X @ w), i), _central(X, t, w, i, h))


def _second(difference: Wrong) -> Wrong:
    return lambda X, t, w, i, h: (_complex_step(X, t, w, i), difference(X, t, w, i, h))


def _one_sided(X: Array, t: Array, w: Array, i: int, h: float) -> Any:
    return (_moved(X, t, w, i, h) - _cost(X, t, w)) / h


EXERCISE = FunctionExercise(
    id="6.6",
    name="slope_of_J",
    parameters=("X", "t", "w", "i", "h"),
    inputs=_units,
    expected=_both_ways,
    meaning="Error times input, summed: chapter 7 does this for all weights at once, X^T (Y - T).",
    shape_hint="Return 2 numbers, the formula's slope in weight i and the central difference.",
    ruled_out={"numerical_gradient": "But a ready-made difference did the work: write both."},
    errors={"raised ValueError: Y[": "Hand activations over to cross_entropy with logits=."},
    mistakes={
        "The sign of the formula is the other way round: the slope in the activation is y - "
        "t.": _first(negative(_formula)),
        "In the formula the input x_ni is missing: by it the activation moves when w_i "
        "does.": _first(lambda X, t, y, i: (y - t).sum()),
        "The factor y (1 - y) belongs to the squared error; in (6.16) the logarithm has cancelled "
        "it.": _first(lambda X, t, y, i: ((y - t) * y * (1 - y) * X[:, i]).sum()),
        "This is the slope of the squared error (6.15), not of the cross-entropy.": _first(
            lambda X, t, y, i: (2 * (y - t) * y * (1 - y) * X[:, i]).sum()
        ),
        "The factor 2 comes from chapter 3's square; here is none.": _first(times(_formula, 2)),
        "The formula is divided by N: J is a sum, not a mean.": _first(per_sample(_formula)),
        "The first number is the whole gradient: return its entry i.": _first(
            lambda X, t, y, i: X.T @ (y - t)
        ),
        "The sigmoid is missing in the formula: y is sigmoid(X @ w), not X @ "
        "w.": lambda X, t, w, i, h: (_formula(X, t, X @ w, i), _central(X, t, w, i, h)),
        "Both numbers are divided by N: J is a sum, not a mean.": per_sample(_both_ways),
        "The formula takes row i, a sample; the inputs of weight i are column i, X[:, i].": _first(
            lambda X, t, y, i: ((y[i] - t[i]) * X[i]).sum()
        ),
        "The second number is a step to the right side only; the central difference steps to both "
        "sides.": _second(_one_sided),
        "The second number is a step to the left side only; the central difference steps to both "
        "sides.": _second(with_input(_one_sided, 4, np.negative)),
        "It is left minus right: the cost at w + h comes first.": _second(negative(_central)),
        "The step on each side is h, not h / 2.": _second(with_input(_central, 4, lambda h: h / 2)),
        "The two points of the central difference are 2h apart: divide by 2 * h, not by "
        "h.": _second(times(_central, 2)),
        "/ 2 * h divides by 2 and then multiplies by h: write / (2 * h).": _second(
            lambda X, t, w, i, h: h * h * _central(X, t, w, i, h)
        ),
        "w + h moves all weights at once; only weight i may move.": _second(
            lambda X, t, w, i, h: (_cost(X, t, w + h) - _cost(X, t, w - h)) / (2 * h)
        ),
        "The difference uses the mean cost; J is a sum.": _second(per_sample(_central)),
        "This is the whole gradient, one entry a weight. Return 2 numbers for weight i: the "
        "formula's slope and the central "
        "difference.": lambda X, t, w, i, h: X.T @ (sigmoid(X @ w) - t),
        "The formula first, then the difference.": reversed_pair(_both_ways),
        "The two numbers are equal. The second has to come from two values of J with the step h "
        "that is given, neither the formula again nor a step of "
        "your own.": lambda *given: (_complex_step(*given[:4]),) * 2,
        "Both numbers are the difference; the first has to be the derivative that you "
        "derived.": lambda *given: (_central(*given),) * 2,
    },
    typed={
        "changes the input": ("    step =", "    w[i] += h\n    step ="),
        "with logits=": ("logits=", ""),
        "a ready-made difference did": (
            "((sigmoid(X @ w) - t) * X[:, i]).sum()",
            "numerical_gradient(lambda v: cross_entropy(t, logits=X @ v), w)[i]",
        ),
    },
)
