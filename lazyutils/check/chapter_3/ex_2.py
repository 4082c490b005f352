"""Exercise 3.2: r_squared_of."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from lazyutils.check.chapter_3.common import fractions, mean
from lazyutils.check.judge import Array, FunctionExercise


def _outputs() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(32)
    yield np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 4.0])
    t = rng.normal(5, 2, 20)
    yield t, t.copy()
    yield t, np.full(20, t.mean())
    yield t, t + rng.normal(0.5, 1, 20)
    yield t, 10 - 3 * t


def _exact_r_squared(t: Array, y: Array) -> float:
    ts, ys = fractions(t), fractions(y)
    model = sum((a - c) ** 2 for a, c in zip(ts, ys, strict=True))
    baseline = sum((a - mean(ts)) ** 2 for a in ts)
    return float(1 - Fraction(model) / Fraction(baseline))


def _square(values: Array) -> Any:
    return (values**2).sum()


EXERCISE = FunctionExercise(
    id="3.2",
    name="r_squared_of",
    parameters=("t", "y"),
    inputs=_outputs,
    expected=_exact_r_squared,
    meaning="1 is perfect, 0 is the mean, and a model worse than the mean is below 0.",
    shape_hint="R squared is one number for all samples: sum over them.",
    zero=1e-9,
    mistakes={
        "The value is right; return the number itself, "
        "not a list or array that holds it.": lambda t, y: [_exact_r_squared(t, y)],
        "The value is right; return the number itself, not a matrix that holds it.": lambda t, y: [
            [_exact_r_squared(t, y)]
        ],
        "This is the share of the error that is left; subtract it from 1.": lambda t, y: (
            _square(t - y) / _square(t - t.mean())
        ),
        "The baseline predicts the mean of the targets t, not of the outputs y.": lambda t, y: (
            1 - _square(t - y) / _square(t - y.mean())
        ),
        "The denominator is the spread of the targets around their mean, not of the "
        "outputs.": lambda t, y: 1 - _square(t - y) / _square(y - y.mean()),
        "The quotient is upside down: the model's error belongs on top.": lambda t, y: (
            1 - _square(t - t.mean()) / _square(t - y)
        ),
        "Sum the squares of the residuals, not their absolute values.": lambda t, y: (
            1 - float(np.abs(t - y).sum() / np.abs(t - t.mean()).sum())
        ),
        "R squared may be below 0, for a model worse than the mean: do not cut it off "
        "there.": lambda t, y: max(0.0, 1 - _square(t - y) / _square(t - t.mean())),
        "R squared may be below 0: leave its sign as it is.": lambda t, y: abs(
            _exact_r_squared(t, y)
        ),
        "np.var(t - y) subtracts the mean of the residuals first; (3.8) does not, so a constant "
        "error must count.": lambda t, y: 1 - np.var(t - y) / np.var(t),
        "Compare sums of squares, without the root.": lambda t, y: (
            1 - np.sqrt(_square(t - y) / _square(t - t.mean()))
        ),
        "This compares the spread of the outputs with that of the targets; (3.8) counts the "
        "residuals t - y.": lambda t, y: _square(y - t.mean()) / _square(t - t.mean()),
        "The mean is missing: the baseline's residuals are t - t.mean(), not t.": lambda t, y: (
            1 - _square(t - y) / _square(t)
        ),
        "A column (N, 1) beside a row (N,) makes N x N differences: keep both of shape "
        "(N,).": lambda t, y: 1 - _square(t[:, None] - y) / _square(t - t.mean()),
        "This is the correlation of targets and "
        "outputs; (3.8) compares two sums of squares.": lambda t, y: float(np.corrcoef(t, y)[0, 1]),
        "This is the squared correlation. It forgives "
        "a wrong scale and sign; (3.8) does not.": lambda t, y: float(np.corrcoef(t, y)[0, 1] ** 2),
    },
    typed={
        "sum over them": """
def r_squared_of(t, y):
    return 1 - (t - y) ** 2 / ((t - t.mean()) ** 2).sum()
""",
    },
)
