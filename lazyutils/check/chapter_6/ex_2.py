"""6.2 A Gaussian log-likelihood; the truth is a product of densities in decimal arithmetic."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import per_sample, with_input


def _readings() -> Iterator[tuple[Array, float, float]]:
    rng = np.random.default_rng(62)
    yield np.array([1.0, 2.0, 6.0]), 2.5, 4.0
    yield np.array([0.3]), 0.0, 0.25
    yield rng.normal(5, 2, 20), 4.0, 3.0
    yield np.array([0.0, 90.0]), 1.0, 2.0  # far out, where the density itself is 0.0
    yield rng.normal(0, 1, 2000), 0.1, 1.5


_PI = Decimal("3.141592653589793238462643383279502884197")


def _log_gaussian(x: Array, mu: float, variance: float) -> float:
    with localcontext(prec=40):
        likelihood = Decimal(1)
        for value in x.tolist():
            square = (Decimal(value) - Decimal(mu)) ** 2 / Decimal(variance)
            likelihood *= (-square / 2).exp() / (2 * _PI * Decimal(variance)).sqrt()
        return float(likelihood.ln())


def _price_of_width(x: Array, variance: float) -> Any:
    return -len(x) / 2 * np.log(2 * np.pi * variance)


def _price_of_distance(x: Array, mu: float, variance: float) -> Any:
    return -((x - mu) ** 2).sum() / (2 * variance)


EXERCISE = FunctionExercise(
    id="6.2",
    name="gaussian_log_likelihood",
    parameters=("x", "mu", "variance"),
    inputs=_readings,
    expected=_log_gaussian,
    meaning="For a fixed variance it is a constant minus a sum of squares: least squares.",
    shape_hint="The log-likelihood is one number for all readings: sum over them.",
    mistakes={
        "You squared the variance once more: the parameter is s^2 already.": lambda x, mu, v: (
            _log_gaussian(x, mu, v**2)
        ),
        "The product of the densities underflows to 0 when there are many readings. Sum their "
        "logarithms.": lambda x, mu, v: np.log(
            np.prod(np.exp(-((x - mu) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v))
        ),
        "Far from mu the density itself is 0.0, and its logarithm -inf: write the logarithm of "
        "(6.7), as (6.8) does.": lambda x, mu, v: np.log(
            np.exp(-((x - mu) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
        ).sum(),
        "The sign of the first term is wrong: the wider the curve, the lower its "
        "top.": lambda x, mu, v: _price_of_distance(x, mu, v) - _price_of_width(x, v),
        "You took the root of the variance: the parameter is s^2, as (6.8) wants it.": with_input(
            _log_gaussian, 2, np.sqrt
        ),
        "This is the likelihood itself; return its logarithm.": lambda x, mu, v: np.prod(
            np.exp(-((x - mu) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
        ),
        "The first term of (6.8) belongs to every reading: it has a factor N.": lambda x, mu, v: (
            _price_of_width(x, v) / len(x) + _price_of_distance(x, mu, v)
        ),
        "The first term of (6.8) is missing. It does not move the best mu, but it is part of the "
        "log-likelihood.": lambda x, mu, v: _price_of_distance(x, mu, v),
        "The factor 2 pi inside the first logarithm is missing.": lambda x, mu, v: (
            -len(x) / 2 * np.log(v) + _price_of_distance(x, mu, v)
        ),
        "The first term has lost its factor 1/2: the square root of (6.7) becomes half a "
        "logarithm.": lambda x, mu, v: 2 * _price_of_width(x, v) + _price_of_distance(x, mu, v),
        "The second term has lost its factor 1/2: divide the squares by 2 s^2.": lambda x, mu, v: (
            _price_of_width(x, v) + 2 * _price_of_distance(x, mu, v)
        ),
        "/ 2 * variance divides by 2 and then multiplies: write / (2 * "
        "variance).": lambda x, mu, v: _price_of_width(x, v) + v * v * _price_of_distance(x, mu, v),
        "Square first, then sum.": lambda x, mu, v: (
            _price_of_width(x, v) - (x - mu).sum() ** 2 / (2 * v)
        ),
        "The variance is missing in the first logarithm: log(2 pi s^2).": lambda x, mu, v: (
            _price_of_width(x, 1.0) + _price_of_distance(x, mu, v)
        ),
        "The sign of the squares is wrong: readings far from mu make the likelihood "
        "smaller.": lambda x, mu, v: _price_of_width(x, v) - _price_of_distance(x, mu, v),
        "You divided by N: the log-likelihood is a sum over the readings, not a mean.": per_sample(
            _log_gaussian
        ),
        "Deviations are measured from the mu that is given, not from the readings' own "
        "mean.": lambda x, mu, v: _log_gaussian(x, float(x.mean()), v),
    },
    typed={"one number for all readings": (".sum()", "")},
)
