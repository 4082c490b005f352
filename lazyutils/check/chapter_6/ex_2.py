"""6.2 A Gaussian log-likelihood; the truth is a product of densities in decimal arithmetic."""

import math
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.check.chapter_6.common import READY_MADE
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import per_sample, with_answer, with_input


def _readings() -> Iterator[tuple[Array, float, float]]:
    rng = np.random.default_rng(62)
    yield np.array([1.0, 2.0, 6.0]), 2.5, 4.0
    yield np.array([0.3]), 0.0, 0.25
    yield rng.normal(5, 2, 20), 4.0, 3.0
    yield rng.normal(0, 1, 2000), 0.1, 1.5
    yield np.array([0.0, 400.0]), 1.0, 2.0  # so far out that the density itself is 0.0


def _exact(x: Array, mu: float, variance: float) -> float:
    m, v, tau = map(Decimal, (mu, variance, math.tau))
    with localcontext(prec=40):
        squares = [(Decimal(value) - m) ** 2 for value in x.tolist()]
        densities = [(-square / (2 * v)).exp() / (tau * v).sqrt() for square in squares]
        return float(math.prod(densities, start=Decimal(1)).ln())


def _density(x: Array, mu: float, v: float) -> Any:
    return np.exp(-((x - mu) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)


def _first(x: Array, v: float) -> Any:
    return -len(x) / 2 * np.log(2 * np.pi * v)


def _second(x: Array, mu: float, v: float) -> Any:
    return -((x - mu) ** 2).sum() / (2 * v)


def _sum(first: float, second: float) -> Wrong:
    """Both terms of (6.8), each so many times."""
    return lambda x, mu, v: first * _first(x, v) + second * _second(x, mu, v)


EXERCISE = FunctionExercise(
    id="6.2",
    name="gaussian_log_likelihood",
    parameters=("x", "mu", "variance"),
    inputs=_readings,
    expected=_exact,
    meaning="For a fixed variance it is a constant minus a sum of squares: least squares.",
    shape_hint="The log-likelihood is one number for all readings: sum over them.",
    ruled_out=READY_MADE,
    mistakes={
        "You squared the variance: the parameter is s^2 already.": with_input(_exact, 2, np.square),
        "You took the root of the variance: the parameter is s^2.": with_input(_exact, 2, np.sqrt),
        "The product of the densities underflows to 0 when there are many readings. Sum their "
        "logarithms.": lambda *given: np.log(np.prod(_density(*given))),
        "Far from mu the density itself is 0.0, and its logarithm -inf: write the logarithm of "
        "(6.7), as (6.8) does.": lambda *given: np.log(_density(*given)).sum(),
        "This is the likelihood itself; return its logarithm.": with_answer(_density, np.prod),
        "The first term of (6.8) belongs to every reading: it has a factor N.": lambda x, mu, v: (
            _first(x[:1], v) + _second(x, mu, v)
        ),
        "The first term of (6.8) is missing. It does not move the best mu, but it is part of the "
        "log-likelihood.": _sum(0, 1),
        "The factor 2 pi inside the first logarithm is missing.": lambda x, mu, v: (
            _first(x, v / (2 * np.pi)) + _second(x, mu, v)
        ),
        "The first term has lost its factor 1/2: the square root of (6.7) becomes half a "
        "logarithm.": _sum(2, 1),
        "The second term has lost its factor 1/2: divide the squares by 2 s^2.": _sum(1, 2),
        "/ 2 * variance divides by 2 and then multiplies: write / (2 * "
        "variance).": lambda x, mu, v: _first(x, v) + _second(x, mu, 1 / v),
        "Square first, then sum.": lambda x, mu, v: _first(x, v) - (x - mu).sum() ** 2 / (2 * v),
        "The variance is missing in the first logarithm: log(2 pi s^2).": lambda x, mu, v: (
            _first(x, 1.0) + _second(x, mu, v)
        ),
        "The sign of the first term is wrong: the wider the curve, the lower its top.": _sum(-1, 1),
        "The sign of the squares is wrong: readings far from mu make L smaller.": _sum(1, -1),
        "You divided by N: log L is a sum over the readings, not a mean.": per_sample(_exact),
        "Deviations are measured from the mu that is given, not from the readings' own "
        "mean.": lambda x, mu, v: _exact(x, x.mean(), v),
        "The variance is the one that is given, not the readings' own.": lambda x, mu, v: (
            _first(x, x.var()) + _second(x, mu, x.var())
        ),
    },
    typed={
        "one number for all readings": (".sum()", ""),
        "a ready-made function did the work": "from scipy.stats import norm\n"
        "gaussian_log_likelihood = lambda x, mu, v: norm.logpdf(x, mu, v**0.5).sum()",
    },
)
