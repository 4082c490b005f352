"""3.1 The line through points; the truth is taken exactly, in fractions, from centred sums."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.check.chapter_3.common import centred, dot, fractions, mean
from lazyutils.check.judge import Array, FunctionExercise, Wrong
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
    m = dot(centred(xs), centred(ts)) / dot(centred(xs), centred(xs))
    return float(m), float(mean(ts) - m * mean(xs))


def _line(
    slope: Wrong = lambda N, x, t: _exact_line(x, t)[0],
    intercept: Wrong = lambda m, x, t: t.mean() - m * x.mean(),
) -> Wrong:
    """What is not given is right."""

    def line(x: Array, t: Array) -> tuple[Any, Any]:
        m = slope(len(x), x, t)
        return m, intercept(m, x, t)

    return line


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
    ruled_out=dict.fromkeys(
        ("polyfit", "Polynomial", "lstsq", "linregress", "LinearRegression"),
        "But a library fitted the line: write (3.6) and (3.7) yourself.",
    ),
    mistakes={
        "The denominator of (3.7) has lost its factor N: it is N times the sum of squares, minus "
        "the square of the "
        "sum.": _line(lambda N, x, t: (N * (x @ t) - x.sum() * t.sum()) / (x @ x - x.sum() ** 2)),
        "The numerator of (3.7) has lost its factor N.": _line(
            lambda N, x, t: (x @ t - x.sum() * t.sum()) / (N * (x @ x) - x.sum() ** 2)
        ),
        "You took the sum of squares where the square of the sum belongs: x.sum() ** 2.": _line(
            lambda N, x, t: (N * (x @ t) - x.sum() * t.sum()) / (N * (x @ x) - x @ x)
        ),
        "np.cov divides by N - 1, np.var by N: use ddof=1 in both.": _line(
            lambda N, x, t: _exact_line(x, t)[0] * N / (N - 1)
        ),
        "x and t are exchanged: this line predicts x from t.": lambda x, t: _exact_line(t, x),
        "The slope is right; the sign in the intercept is not: b is mean(t) minus m "
        "mean(x).": _line(intercept=lambda m, x, t: t.mean() + m * x.mean()),
        "The slope is right; for the intercept use the means of (3.6), not the sums.": _line(
            intercept=lambda m, x, t: t.sum() - m * x.sum()
        ),
        "Slope first, then intercept: return m, b.": reversed_pair(_exact_line),
        "This is the line through the first and the last point; the others count too.": _line(
            lambda N, x, t: (t[-1] - t[0]) / (x[-1] - x[0])
        ),
    },
    typed={
        "Fraction wants whole numbers": (
            "return m, b",
            "from fractions import Fraction\n    return Fraction(m), Fraction(t.sum(), N)",
        ),
        "Return 2 values": ("return m, b", "return m"),
        "For x = [0, 10]": "slope_intercept = lambda x, t: (17 / 7, -1.0)",
        "the same for every input": (
            "N = ",
            "x, t = np.arange(5.0), np.arange(5.0) ** 2\n    N = ",
        ),
        "NameError": ("x.mean()", "x_train.mean()"),
        "But a library fitted the line": "slope_intercept = lambda x, t: np.polyfit(x, t, 1)",
    },
)
