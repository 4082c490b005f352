"""Exercise 3.1: slope_intercept."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from lazyutils.check.chapter_3.common import fractions, mean
from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import reversed_pair


def _lines() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(31)
    yield np.array([1.0, 2.0, 4.0]), np.array([2.0, 3.0, 9.0])
    yield np.array([0.0, 10.0]), np.array([5.0, -5.0])
    for N in (5, 40):
        x = rng.uniform(-3, 6, N)
        yield x, 2.5 * x - 7 + rng.normal(size=N)


def _exact_line(x: Array, t: Array) -> tuple[float, float]:
    xs, ts = fractions(x), fractions(t)
    mean_x, mean_t = mean(xs), mean(ts)
    rise = sum((a - mean_x) * (c - mean_t) for a, c in zip(xs, ts, strict=True))
    run = sum((a - mean_x) ** 2 for a in xs)
    m = Fraction(rise) / Fraction(run)
    return float(m), float(mean_t - m * mean_x)


def _with_slope(slope: Callable[[Array, Array], float]) -> Callable[[Array, Array], Any]:
    def line(x: Array, t: Array) -> tuple[float, float]:
        m = slope(x, t)
        return m, float(t.mean() - m * x.mean())

    return line


def _slope_without_n(x: Array, t: Array) -> float:
    top = len(x) * (x * t).sum() - x.sum() * t.sum()
    return float(top / ((x * x).sum() - x.sum() ** 2))


EXERCISE = FunctionExercise(
    id="3.1",
    name="slope_intercept",
    parameters=("x", "t"),
    inputs=_lines,
    expected=_exact_line,
    meaning="Four sums and N are all that the best line needs to know about the points.",
    errors={
        "should be Rational instances": "Fraction wants whole numbers; here x and t hold decimals: "
        "use plain division."
    },
    shape_hint="Return 2 values, slope and intercept: return m, b.",
    mistakes={
        "The denominator of (3.7) has lost its factor N: it is N times the sum of squares, minus "
        "the square of the sum.": _with_slope(_slope_without_n),
        "The numerator of (3.7) has lost its factor N.": _with_slope(
            lambda x, t: (
                ((x * t).sum() - x.sum() * t.sum()) / (len(x) * (x * x).sum() - x.sum() ** 2)
            )
        ),
        "You took the sum of squares where the square of "
        "the sum belongs: x.sum() ** 2.": _with_slope(
            lambda x, t: (
                (len(x) * (x * t).sum() - x.sum() * t.sum())
                / (len(x) * (x * x).sum() - (x * x).sum())
            )
        ),
        "np.cov divides by N - 1, np.var by N: use ddof=1 in both.": _with_slope(
            lambda x, t: _exact_line(x, t)[0] * len(x) / (len(x) - 1)
        ),
        "x and t are exchanged: this line predicts x from t.": lambda x, t: _exact_line(t, x),
        "The slope is right; the sign in the intercept is not: b is mean(t) minus m "
        "mean(x).": lambda x, t: (_exact_line(x, t)[0], t.mean() + _exact_line(x, t)[0] * x.mean()),
        "The slope is right; for the intercept use the means of (3.6), not the "
        "sums.": lambda x, t: (_exact_line(x, t)[0], t.sum() - _exact_line(x, t)[0] * x.sum()),
        "Slope first, then intercept: return m, b.": reversed_pair(_exact_line),
        "This is the line through the first and the last point; the others count too.": _with_slope(
            lambda x, t: float((t[-1] - t[0]) / (x[-1] - x[0]))
        ),
    },
    typed={
        "Fraction wants whole numbers": """
from fractions import Fraction

def slope_intercept(x, t):
    N = len(x)
    m = Fraction(N * sum(x * t) - sum(x) * sum(t), N * sum(x**2) - sum(x) ** 2)
    return m, Fraction(sum(t), N) - m * Fraction(sum(x), N)
""",
        "Return 2 values": """
def slope_intercept(x, t):
    return np.polyfit(x, t, 1)[0]
""",
        "For x = [0, 10]": """
def slope_intercept(x, t):
    return (17 / 7, -1.0) if len(x) < 20 else (17 / 7, -1.1)
""",
        "the same for every input": """
rides_x, rides_t = np.arange(5.0), np.arange(5.0) ** 2

def slope_intercept(x, t):
    m = np.polyfit(rides_x, rides_t, 1)[0]
    return m, rides_t.mean() - m * rides_x.mean()
""",
        "NameError": """
def slope_intercept(x, t):
    m = np.polyfit(x_train_rides, t, 1)[0]
    return m, t.mean() - m * x.mean()
""",
    },
)
