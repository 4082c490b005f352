"""6.6 One slope by formula and by difference; the truth is a complex step and decimals."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

import numpy as np

from lazyutils.check.chapter_6.common import sigmoid
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import negative, per_sample, reversed_pair, times, with_input


def _units() -> Iterator[tuple[Array, Array, Array, int, float]]:
    rng = np.random.default_rng(66)
    yield (
        np.array([[1.0, 2.0], [3.0, -1.0], [-2.0, 0.5]]),
        np.array([1.0, 0.0, 1.0]),
        np.array([0.5, -0.25]),
        0,
        0.5,
    )
    for N, D, i, h in ((8, 3, 2, 0.25), (5, 4, 1, 1.0), (20, 1, 0, 0.5)):
        targets = rng.integers(0, 2, N).astype(np.float64)
        yield rng.normal(size=(N, D)), targets, rng.normal(size=D), i, h


def _moved(w: Array, i: int, by: float) -> Array:
    moved = w.copy()
    moved[i] += by
    return moved


def _exact_unit_cost(X: Array, t: Array, w: Array) -> Decimal:
    total = Decimal(0)
    with localcontext(prec=50):
        for row, t_n in zip(X.tolist(), t.tolist(), strict=True):
            pairs = zip(row, w.tolist(), strict=True)
            a = sum((Decimal(x) * Decimal(weight) for x, weight in pairs), Decimal(0))
            total += (1 + (-a if t_n == 1 else a).exp()).ln()
        return +total


def _difference(X: Array, t: Array, w: Array, i: int, h: float) -> float:
    right = _exact_unit_cost(X, t, _moved(w, i, h))
    left = _exact_unit_cost(X, t, _moved(w, i, -h))
    return float((right - left) / (2 * Decimal(h)))


def _complex_step(X: Array, t: Array, w: Array, i: int) -> float:
    """Im J(w + i·1e-30) / 1e-30: the derivative to all digits, with nothing subtracted."""
    direction = np.zeros(len(w), dtype=np.complex128)
    direction[i] = 1e-30j
    a = X @ (w + direction)
    J = np.log1p(np.exp(np.where(t == 1, -a, a))).sum()
    return float(J.imag / 1e-30)


def _both_ways(X: Array, t: Array, w: Array, i: int, h: float) -> tuple[float, float]:
    return _complex_step(X, t, w, i), _difference(X, t, w, i, h)


def _cost(X: Array, t: Array, w: Array) -> float:
    return float(_exact_unit_cost(X, t, w))


def _first(formula: Wrong) -> Wrong:
    return lambda X, t, w, i, h: (formula(X, t, sigmoid(X @ w), i), _difference(X, t, w, i, h))


def _second(difference: Wrong) -> Wrong:
    return lambda X, t, w, i, h: (_complex_step(X, t, w, i), difference(X, t, w, i, h))


EXERCISE = FunctionExercise(
    id="6.6",
    name="slope_of_J",
    parameters=("X", "t", "w", "i", "h"),
    inputs=_units,
    expected=_both_ways,
    meaning="Error times input, summed: chapter 7 does this for all weights at once, X^T (Y - T).",
    shape_hint="Return 2 numbers, the formula's slope in weight i and the central difference.",
    errors={"raised ValueError: Y[": "Hand activations over to cross_entropy with logits=."},
    mistakes={
        "The sign of the formula is the other way round: the slope in the activation is y - "
        "t.": _first(lambda X, t, y, i: ((t - y) * X[:, i]).sum()),
        "In the formula the input x_ni is missing: by it "
        "the activation moves when w_i does.": _first(lambda X, t, y, i: (y - t).sum()),
        "The factor y (1 - y) belongs to the squared error; in (6.16) the logarithm has cancelled "
        "it.": _first(lambda X, t, y, i: ((y - t) * y * (1 - y) * X[:, i]).sum()),
        "This is the slope of the squared error (6.15), not of the cross-entropy.": _first(
            lambda X, t, y, i: (2 * (y - t) * y * (1 - y) * X[:, i]).sum()
        ),
        "The formula's factor 2 comes from chapter 3's square; there is no square here.": _first(
            lambda X, t, y, i: 2 * ((y - t) * X[:, i]).sum()
        ),
        "The formula is divided by N: J is the sum over the samples, not the mean.": _first(
            lambda X, t, y, i: ((y - t) * X[:, i]).mean()
        ),
        "The first number is the whole gradient: return its entry i.": _first(
            lambda X, t, y, i: X.T @ (y - t)
        ),
        "The sigmoid is missing in the formula: y is sigmoid(X @ w), not X @ "
        "w.": lambda X, t, w, i, h: (((X @ w - t) * X[:, i]).sum(), _difference(X, t, w, i, h)),
        "Both numbers are divided by N: J is a sum, not a mean.": per_sample(_both_ways),
        "The formula takes row i, a sample; the inputs of weight i are column i, X[:, i].": _first(
            lambda X, t, y, i: ((y[i] - t[i]) * X[i]).sum()
        ),
        "The second number is a step to the right side only; the central difference steps to both "
        "sides.": _second(
            lambda X, t, w, i, h: (_cost(X, t, _moved(w, i, h)) - _cost(X, t, w)) / h
        ),
        "The second number is a step to the left side only; the central difference steps to both "
        "sides.": _second(
            lambda X, t, w, i, h: (_cost(X, t, w) - _cost(X, t, _moved(w, i, -h))) / h
        ),
        "It is left minus right: subtract the cost at w - h from that at w + h.": _second(
            negative(_difference)
        ),
        "The step on each side is h, not h / 2.": _second(
            with_input(_difference, 4, lambda h: h / 2)
        ),
        "The two points of the central difference are 2h apart: divide by 2 * h, not by "
        "h.": _second(times(_difference, 2)),
        "/ 2 * h divides by 2 and then multiplies by h: write / (2 * h).": _second(
            lambda X, t, w, i, h: h * h * _difference(X, t, w, i, h)
        ),
        "w + h moves all weights at once; only weight i may move.": _second(
            lambda X, t, w, i, h: (_cost(X, t, w + h) - _cost(X, t, w - h)) / (2 * h)
        ),
        "The difference uses the mean cost; J is the sum over the samples.": _second(
            per_sample(_difference)
        ),
        "This is the whole gradient, one entry a weight. Return 2 numbers for weight i: the "
        "formula's "
        "slope and the central difference.": lambda X, t, w, i, h: X.T @ (sigmoid(X @ w) - t),
        "The formula first, then the difference.": reversed_pair(_both_ways),
        "The two numbers are equal. The second has to come from two values of J with the step h "
        "that is given, neither the formula again nor a step of "
        "your own.": lambda *given: 2 * (_complex_step(*given[:4]),),
        "Both numbers are the difference; the first has to be the derivative that you "
        "derived.": lambda *given: (_difference(*given), _difference(*given)),
    },
    typed={
        "changes the input": ("    step =", "    w[i] += h\n    step ="),
        "with logits=": ("logits=", ""),
    },
)
