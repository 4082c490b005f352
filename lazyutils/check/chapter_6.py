"""Checks of chapter 6, maximum likelihood.

Expected values come from exact products of integers, Python's own normal distribution,
decimal arithmetic or a complex step, never from the formula that the solution uses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, localcontext
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.activations import softmax
from lazyutils.check._exercise import FunctionExercise, Mistake

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

__all__ = ["EXERCISES"]


def _log_product(factors: Iterable[float]) -> float:
    """The logarithm of a product of floats, multiplied exactly as integers over a power of 2."""
    top, halvings = 1, 0
    for factor in factors:
        numerator, denominator = float(factor).as_integer_ratio()
        top *= numerator
        halvings += denominator.bit_length() - 1
    return math.log(top) - halvings * math.log(2)


def _sigmoid(a: Array) -> Array:
    z: Array = np.exp(-np.abs(a))
    return np.maximum(z, a >= 0) / (1 + z)


# 6.1 ---------------------------------------------------------------------------------------


def _flips() -> Iterator[tuple[Labels, float]]:
    rng = np.random.default_rng(61)
    yield np.array([1, 1, 0]), 0.6
    yield np.array([1, 1, 1, 1]), 0.9
    yield rng.integers(0, 2, 30), 0.25
    yield (rng.random(5000) < 0.7).astype(np.int64), 0.4


def _exact_coin(t: Labels, p: float) -> tuple[float, float]:
    flips = t.tolist()
    return _log_product(p if flip else 1 - p for flip in flips), math.fsum(flips) / len(flips)


def _log_coin(t: Labels, p: float) -> Any:
    return t.sum() * np.log(p) + (1 - t).sum() * np.log(1 - p)


COIN = FunctionExercise(
    id="6.1",
    name="coin",
    parameters=("t", "p"),
    inputs=_flips,
    expected=_exact_coin,
    meaning="Two counts are all that the coin's likelihood needs to know about the flips.",
    shape_hint="Return 2 values, the log-likelihood at p and the most likely p.",
    mistakes=(
        Mistake(
            "The product of the probabilities underflows to 0 when there are many flips, and its "
            "logarithm is -inf. Sum logarithms instead.",
            lambda t, p: (np.log(np.prod(np.where(t == 1, p, 1 - p))), t.mean()),
        ),
        Mistake(
            "This is the likelihood itself; return its logarithm.",
            lambda t, p: (p ** t.sum() * (1 - p) ** (1 - t).sum(), t.mean()),
        ),
        Mistake(
            "Heads and tails are exchanged in the log-likelihood: p is the probability of heads, "
            "t = 1.",
            lambda t, p: (_log_coin(1 - t, p), t.mean()),
        ),
        Mistake(
            "The most likely p is the fraction of heads; this is the fraction of tails.",
            lambda t, p: (_log_coin(t, p), 1 - t.mean()),
        ),
        Mistake(
            "The term of the tails is missing in the log-likelihood.",
            lambda t, p: (t.sum() * np.log(p), t.mean()),
        ),
        Mistake(
            "This is heads divided by tails; (6.4) divides by the number of all flips.",
            lambda t, p: (_log_coin(t, p), t.sum() / (1 - t).sum()),
        ),
        Mistake(
            "The second number is the p that was given. The most likely p depends on the flips "
            "alone.",
            lambda t, p: (_log_coin(t, p), p),
        ),
        Mistake(
            "You divided the log-likelihood by N: it is a sum over the flips, not a mean.",
            lambda t, p: (_log_coin(t, p) / len(t), t.mean()),
        ),
        Mistake(
            "The sign is the other way round: the logarithm of a number below 1 is negative. "
            "Minus log L is the cost.",
            lambda t, p: (-_log_coin(t, p), t.mean()),
        ),
        Mistake(
            "The base of the logarithm is not 10: use the natural one, np.log.",
            lambda t, p: (_log_coin(t, p) / np.log(10), t.mean()),
        ),
        Mistake(
            "The base of the logarithm is not 2: use the natural one, np.log.",
            lambda t, p: (_log_coin(t, p) / np.log(2), t.mean()),
        ),
        Mistake(
            "Log-likelihood first, then the most likely p.",
            lambda t, p: (t.mean(), _log_coin(t, p)),
        ),
    ),
)


# 6.2 ---------------------------------------------------------------------------------------


def _readings() -> Iterator[tuple[Array, float, float]]:
    rng = np.random.default_rng(62)
    yield np.array([1.0, 2.0, 6.0]), 2.5, 4.0
    yield np.array([0.3]), 0.0, 0.25
    yield rng.normal(5, 2, 20), 4.0, 3.0
    yield rng.normal(0, 1, 2000), 0.1, 1.5


def _log_gaussian(x: Array, mu: float, variance: float) -> float:
    density = NormalDist(mu, math.sqrt(variance)).pdf
    return math.fsum(math.log(density(value)) for value in x.tolist())


def _price_of_width(x: Array, variance: float) -> Any:
    return -len(x) / 2 * np.log(2 * np.pi * variance)


def _price_of_distance(x: Array, mu: float, variance: float) -> Any:
    return -((x - mu) ** 2).sum() / (2 * variance)


GAUSSIAN = FunctionExercise(
    id="6.2",
    name="gaussian_log_likelihood",
    parameters=("x", "mu", "variance"),
    inputs=_readings,
    expected=_log_gaussian,
    meaning="For a fixed variance it is a constant minus a sum of squares: least squares.",
    shape_hint="The log-likelihood is one number for all readings: sum over them.",
    mistakes=(
        Mistake(
            "You squared the variance once more: the parameter is s^2 already.",
            lambda x, mu, v: _log_gaussian(x, mu, v**2),
        ),
        Mistake(
            "The product of the densities underflows to 0 when there are many readings. Sum "
            "their logarithms.",
            lambda x, mu, v: np.log(
                np.prod(np.exp(-((x - mu) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v))
            ),
        ),
        Mistake(
            "This is the likelihood itself; return its logarithm.",
            lambda x, mu, v: np.prod(np.exp(-((x - mu) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)),
        ),
        Mistake(
            "The first term of (6.8) belongs to every reading: it has a factor N.",
            lambda x, mu, v: _price_of_width(x, v) / len(x) + _price_of_distance(x, mu, v),
        ),
        Mistake(
            "The first term of (6.8) is missing. It does not move the best mu, but it is part of "
            "the log-likelihood.",
            lambda x, mu, v: _price_of_distance(x, mu, v),
        ),
        Mistake(
            "The factor 2 pi inside the first logarithm is missing.",
            lambda x, mu, v: -len(x) / 2 * np.log(v) + _price_of_distance(x, mu, v),
        ),
        Mistake(
            "The first term has lost its factor 1/2: the square root of (6.7) becomes half a "
            "logarithm.",
            lambda x, mu, v: 2 * _price_of_width(x, v) + _price_of_distance(x, mu, v),
        ),
        Mistake(
            "The second term has lost its factor 1/2: divide the squares by 2 s^2.",
            lambda x, mu, v: _price_of_width(x, v) + 2 * _price_of_distance(x, mu, v),
        ),
        Mistake(
            "/ 2 * variance divides by 2 and then multiplies: write / (2 * variance).",
            lambda x, mu, v: _price_of_width(x, v) + v * v * _price_of_distance(x, mu, v),
        ),
        Mistake(
            "Square first, then sum.",
            lambda x, mu, v: _price_of_width(x, v) - (x - mu).sum() ** 2 / (2 * v),
        ),
        Mistake(
            "The variance is missing in the first logarithm: log(2 pi s^2).",
            lambda x, mu, v: _price_of_width(x, 1.0) + _price_of_distance(x, mu, v),
        ),
        Mistake(
            "The sign of the squares is wrong: readings far from mu make the likelihood smaller.",
            lambda x, mu, v: _price_of_width(x, v) - _price_of_distance(x, mu, v),
        ),
        Mistake(
            "You divided by N: the log-likelihood is a sum over the readings, not a mean.",
            lambda x, mu, v: _log_gaussian(x, mu, v) / len(x),
        ),
        Mistake(
            "Deviations are measured from the mu that is given, not from the readings' own mean.",
            lambda x, mu, v: _log_gaussian(x, float(x.mean()), v),
        ),
    ),
)


# 6.3 ---------------------------------------------------------------------------------------


def _answers() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(63)
    yield np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.6])
    yield np.array([0.0, 0.0]), np.array([0.75, 0.001])
    for N in (20, 3000):
        yield rng.integers(0, 2, N).astype(np.float64), rng.uniform(0.01, 0.99, N)
    # A tiny y, which an added or clipped number would hide. Both answers are on the wrong side
    # of 1/2: here a rounded y gives inf, elsewhere nan, which no other mistake does.
    yield np.array([1.0, 0.0]), np.array([1e-300, 0.7])


def _cost_by_product(t: Array, y: Array) -> float:
    pairs = zip(t.tolist(), y.tolist(), strict=True)
    return -_log_product(y_n if t_n == 1 else 1 - y_n for t_n, y_n in pairs)


def _bce(t: Array, y: Array) -> Any:
    return -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()


_TINY = [
    *(10.0**-k for k in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 20, 100)),
    float(np.finfo(np.float64).eps),
    float(np.finfo(np.float32).eps),
]
_PLAIN = (
    "A tiny number beside y, or a clipped y, puts a largest price on a sure mistake. The exercise "
    "promises y strictly above 0, so the plain logarithm is right."
)


_PLAIN_AND_SUM = (
    f"Two things: J is a sum, so leave out the division by N. And: {_PLAIN[0].lower()}{_PLAIN[1:]}"
)
_COLUMN = (
    "A column (N, 1) beside a row (N,) makes N x N numbers, each target with each output: keep "
    "both of shape (N,)."
)


def _mean_of(cost: Callable[..., Any]) -> Callable[..., Any]:
    return lambda t, y: cost(t, y) / len(t)


def _nudged_bce(eps: float) -> Callable[[Array, Array], Any]:
    return lambda t, y: -(t * np.log(y + eps) + (1 - t) * np.log(1 - y + eps)).sum()


def _clipped_bce(eps: float) -> Callable[[Array, Array], Any]:
    return lambda t, y: _bce(t, np.clip(y, eps, 1 - eps))


BINARY = FunctionExercise(
    id="6.3",
    name="binary_cost",
    parameters=("t", "y"),
    inputs=_answers,
    expected=_cost_by_product,
    meaning="Each sample pays minus the logarithm of what its true class was given.",
    shape_hint="The cost is one number for all samples: sum over them.",
    mistakes=(
        Mistake(
            "The two branches are swapped: log y belongs to t = 1, log(1 - y) to t = 0.",
            lambda t, y: _bce(1 - t, y),
        ),
        Mistake(
            "The sign is the other way round: this is the log-likelihood, the cost is minus that.",
            lambda t, y: -_bce(t, y),
        ),
        Mistake(
            "You divided by N: J is the sum over the samples, not the mean.",
            lambda t, y: _bce(t, y) / len(t),
        ),
        Mistake(
            "The samples with t = 0 cost something too: the term with 1 - t is missing.",
            lambda t, y: -(t * np.log(y)).sum(),
        ),
        Mistake(
            "The factors t and 1 - t are missing: only one of the two logarithms counts for each "
            "sample.",
            lambda t, y: -(np.log(y) + np.log(1 - y)).sum(),
        ),
        Mistake(
            "The minus sign belongs in front of both terms: check the sign of the second one.",
            lambda t, y: -(t * np.log(y)).sum() + ((1 - t) * np.log(1 - y)).sum(),
        ),
        Mistake(
            "The product of the probabilities underflows to 0 when there are many samples. Sum "
            "their logarithms.",
            lambda t, y: -np.log(np.prod(np.where(t == 1, y, 1 - y))),
        ),
        Mistake(_COLUMN, lambda t, y: _bce(t[:, None], y)),
        Mistake(_COLUMN, lambda t, y: _bce(t[:, None], y) / len(t)),
        Mistake(_COLUMN, lambda t, y: _bce(t[:, None], y) / len(t) ** 2),
        *(
            Mistake(hint, change(make(eps)))
            for hint, change in ((_PLAIN, lambda cost: cost), (_PLAIN_AND_SUM, _mean_of))
            for make in (_nudged_bce, _clipped_bce)
            for eps in _TINY
        ),
        Mistake(
            "1 - |t - y| rounds a tiny y to 0: take the logarithm of y itself.",
            lambda t, y: -np.log(1 - np.abs(t - y)).sum(),
        ),
        Mistake(
            "nan comes from 0 times log 0: did you round y?",
            lambda t, y: _bce(t, np.rint(y)),
        ),
        Mistake(
            "Put brackets round (1 - t).",
            lambda t, y: -(t * np.log(y) + 1 - t * np.log(1 - y)).sum(),
        ),
        Mistake(
            "This is the squared error, not the cross-entropy.",
            lambda t, y: ((t - y) ** 2).sum(),
        ),
        Mistake(
            "The base of the logarithm is not 2: use the natural one, np.log.",
            lambda t, y: _bce(t, y) / np.log(2),
        ),
        Mistake(
            "The base of the logarithm is not 10: use the natural one, np.log.",
            lambda t, y: _bce(t, y) / np.log(10),
        ),
    ),
)


# 6.4 ---------------------------------------------------------------------------------------


def _dice() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(64)
    yield (
        np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
        np.array([[0.7, 0.2, 0.1], [0.3, 0.3, 0.4]]),
    )
    for N, K in ((1, 4), (6, 2), (4, 4), (1500, 5)):
        Y = rng.uniform(0.05, 1.0, (N, K))
        yield np.eye(K)[rng.integers(0, K, N)], Y / Y.sum(axis=1, keepdims=True)
    yield np.array([[1.0, 0.0, 0.0]]), np.array([[1e-300, 0.4, 0.6]])  # an added number hides it


def _cost_of_true_classes(T: Array, Y: Array) -> float:
    rows = zip(T.tolist(), Y.tolist(), strict=True)
    return -_log_product(outputs[targets.index(1.0)] for targets, outputs in rows)


def _ce(T: Array, Y: Array) -> Any:
    return -(T * np.log(Y)).sum()


def _nudged_ce(eps: float) -> Callable[[Array, Array], Any]:
    return lambda T, Y: _ce(T, Y + eps)


def _clipped_ce(low: float, high: float) -> Callable[[Array, Array], Any]:
    return lambda T, Y: _ce(T, np.clip(Y, low, high))


MULTI = FunctionExercise(
    id="6.4",
    name="multi_class_cost",
    parameters=("T", "Y"),
    inputs=_dice,
    expected=_cost_of_true_classes,
    meaning="The indicator picks the true class of each row; the others count through the sum 1.",
    shape_hint="The cost is one number: sum over the classes and over the samples.",
    mistakes=(
        Mistake(
            "You divided by N: J is the sum over the samples, not the mean.",
            lambda T, Y: _ce(T, Y) / len(T),
        ),
        Mistake(
            "You divided by N times K, the number of entries: (6.19) is a sum.",
            lambda T, Y: _ce(T, Y) / T.size,
        ),
        Mistake(
            "The indicator T is missing: only the true class of each sample counts.",
            lambda T, Y: -np.log(Y).sum(),
        ),
        Mistake(
            "The sign is the other way round: this is the log-likelihood, the cost is minus that.",
            lambda T, Y: -_ce(T, Y),
        ),
        Mistake(
            "This is the binary formula, entry by entry. With K outputs that sum to 1 there is no "
            "second term with 1 - T.",
            lambda T, Y: _bce(T, Y),
        ),
        Mistake(
            "The product of the probabilities underflows to 0 when there are many samples. Sum "
            "their logarithms.",
            lambda T, Y: -np.log(np.prod((T * Y).sum(axis=1))),
        ),
        Mistake(
            "The logarithm of a sum is not the sum of logarithms.",
            lambda T, Y: -np.log((T * Y).sum()),
        ),
        *(
            Mistake(hint, change(make(eps)))
            for hint, change in ((_PLAIN, lambda cost: cost), (_PLAIN_AND_SUM, _mean_of))
            for make in (
                _nudged_ce,
                lambda eps: _clipped_ce(eps, 1.0),
                lambda eps: _clipped_ce(eps, 1 - eps),
            )
            for eps in _TINY
        ),
        Mistake(
            "Y holds probabilities already: no softmax here.",
            lambda T, Y: -(T * np.log(softmax(Y))).sum(),
        ),
        Mistake(
            "You took the largest output of each row. What counts is the output at the true "
            "class, right or wrong.",
            lambda T, Y: -np.log(Y.max(axis=1)).sum(),
        ),
        Mistake(
            "A tiny probability became 0 on the way: take the logarithm of Y itself.",
            lambda T, Y: -(T * np.log(1 - np.abs(T - Y))).sum(),
        ),
        Mistake(  # both give inf for every T
            "inf comes from log 0, and it is T that holds zeros. Either T and Y are exchanged, or "
            "you multiply by T before you take the logarithm: take it of Y, then multiply by T.",
            lambda T, Y: -(Y * np.log(T)).sum(),
        ),
        Mistake(
            "The base of the logarithm is not 2: use the natural one, np.log.",
            lambda T, Y: _ce(T, Y) / np.log(2),
        ),
        Mistake(
            "This is the squared error, not the cross-entropy.",
            lambda T, Y: ((T - Y) ** 2).sum(),
        ),
    ),
)


# 6.5 ---------------------------------------------------------------------------------------


def _activations() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(65)
    yield np.array([1.0, 0.0, 1.0]), np.array([2.0, -1.0, -0.5])
    yield rng.integers(0, 2, 30).astype(np.float64), rng.normal(0, 2, 30)
    yield np.array([1.0, 0.0, 0.0, 1.0]), np.array([1000.0, -1000.0, 3.0, -1.0])
    yield np.array([0.0, 1.0, 1.0]), np.array([1000.0, -1000.0, 40.0])
    # A y that has rounded to 0, and none that has rounded to 1, where clipping may do nothing.
    yield np.array([1.0, 0.0]), np.array([-1000.0, 2.0])


def _exact_cost(t: Array, a: Array) -> float:
    total = Decimal(0)
    with localcontext() as context:
        context.prec = 50
        for t_n, a_n in zip(t.tolist(), a.tolist(), strict=True):
            toward = Decimal(a_n) if t_n == 1 else -Decimal(a_n)  # towards the true class
            total += (1 + (-toward).exp()).ln()
        return float(total)


def _from_sigmoid(cost: Callable[[Array, Array], Any]) -> Callable[[Array, Array], Any]:
    return lambda t, a: cost(t, _sigmoid(a))


def _softplus(a: Array) -> Array:
    small: Array = np.log1p(np.exp(-np.abs(a)))
    return small


def _right_cost(t: Array, a: Array) -> Any:
    return (np.maximum(a, 0) - t * a + _softplus(a)).sum()


def _clipped_cost(limit: float) -> Callable[[Array, Array], Any]:
    return lambda t, a: _right_cost(t, np.clip(a, -limit, limit))


def _clipped_sigmoid_cost(limit: float) -> Callable[[Array, Array], Any]:
    return lambda t, a: _bce(t, _sigmoid(np.clip(a, -limit, limit)))


_HIDDEN = (
    "A tiny number beside y, or a clipped y, puts a largest price on a sure mistake, near 28 for "
    "1e-12. At a = -1000 with t = 1 the cost is 1000: start from a, not from y."
)
_DO_NOT_CLIP = "Do not clip a: the cost of a sure mistake grows with |a| without end."
_CLIPS = (5, 10, 15, 20, 25, 30, 35, 36, 50, 60, 88, 100, 200, 300, 500, 600, 700, 709)

STABLE = FunctionExercise(
    id="6.5",
    name="stable_cost",
    parameters=("t", "a"),
    inputs=_activations,
    expected=_exact_cost,
    meaning="From activations the cost is finite for every float, and its slope never dies.",
    shape_hint="The cost is one number for all samples: sum over them.",
    mistakes=(
        Mistake(
            "On ordinary activations you are right. At 1000 the sigmoid has rounded to 1 and a "
            "logarithm meets 0: use (6.20), which never computes y.",
            _from_sigmoid(_bce),
        ),
        *(Mistake(_HIDDEN, _from_sigmoid(_nudged_bce(eps))) for eps in _TINY),
        *(Mistake(_HIDDEN, _from_sigmoid(_clipped_bce(eps))) for eps in _TINY),
        Mistake(_COLUMN, lambda t, a: _right_cost(t[:, None], a)),
        Mistake(_COLUMN, lambda t, a: _right_cost(t, a[:, None])),
        *(Mistake(_DO_NOT_CLIP, _clipped_cost(limit)) for limit in _CLIPS),
        *(Mistake(_DO_NOT_CLIP, _clipped_sigmoid_cost(limit)) for limit in _CLIPS),
        Mistake(
            "np.nan_to_num turns the nan into 0 and hides the cost. Start from a, by (6.20).",
            lambda t, a: np.nan_to_num(_bce(t, _sigmoid(a))),
        ),
        Mistake(
            "A sure mistake at 1000 costs 1000. Its y has rounded to 0 or 1, and nothing done to "
            "y, np.nan_to_num included, brings the cost back. Start from a, by (6.20).",
            _from_sigmoid(lambda t, y: -np.log(np.where(t == 1, y, 1 - y)).sum()),
        ),
        Mistake(
            "exp overflows at 1000. Give it only numbers that are not positive: -np.abs(a).",
            lambda t, a: ((1 - t) * a + np.log1p(np.exp(-a))).sum(),
        ),
        Mistake(
            "exp overflows at 1000. Give it only numbers that are not positive: -np.abs(a).",
            lambda t, a: (np.log1p(np.exp(a)) - t * a).sum(),
        ),
        Mistake(
            "The activations are no probabilities: this puts them into (6.14) in the place of y.",
            lambda t, a: _bce(t, a),
        ),
        Mistake(
            "a.max() is one number for all samples; (6.20) wants the larger of a_n and 0 for "
            "each: np.maximum(a, 0).",
            lambda t, a: (a.max() - t * a + _softplus(a)).sum(),
        ),
        Mistake(
            "The sign of t a is wrong: for t = 1 a large activation must be cheap.",
            lambda t, a: (np.maximum(a, 0) + t * a + _softplus(a)).sum(),
        ),
        Mistake(
            "The term t a is missing: as it stands, every target counts as 0.",
            lambda t, a: (np.maximum(a, 0) + _softplus(a)).sum(),
        ),
        Mistake(
            "The last term, log(1 + exp(-|a|)), is missing. It matters near a = 0.",
            lambda t, a: (np.maximum(a, 0) - t * a).sum(),
        ),
        Mistake(
            "The two classes are exchanged: at t = 1 a large activation must be cheap.",
            lambda t, a: (np.maximum(a, 0) - (1 - t) * a + _softplus(a)).sum(),
        ),
        Mistake(
            "You divided by N: J is the sum over the samples, not the mean.",
            lambda t, a: _right_cost(t, a) / len(t),
        ),
        Mistake(
            "log1p adds the 1 itself.",
            lambda t, a: (np.maximum(a, 0) - t * a + np.log1p(1 + np.exp(-np.abs(a)))).sum(),
        ),
        Mistake(
            "The exponent must be -|a|, not -a: np.exp(-np.abs(a)).",
            lambda t, a: (np.maximum(a, 0) - t * a + np.log1p(np.exp(-a))).sum(),
        ),
    ),
)


# 6.6 ---------------------------------------------------------------------------------------


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
    with localcontext() as context:
        context.prec = 50
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


def _with_formula(
    formula: Callable[[Array, Array, Array, int], Any],
) -> Callable[[Array, Array, Array, int, float], Any]:
    return lambda X, t, w, i, h: (formula(X, t, _sigmoid(X @ w), i), _difference(X, t, w, i, h))


def _with_difference(
    difference: Callable[[Array, Array, Array, int, float], Any],
) -> Callable[[Array, Array, Array, int, float], Any]:
    return lambda X, t, w, i, h: (_complex_step(X, t, w, i), difference(X, t, w, i, h))


SLOPE = FunctionExercise(
    id="6.6",
    name="slope_of_J",
    parameters=("X", "t", "w", "i", "h"),
    inputs=_units,
    expected=_both_ways,
    meaning="Error times input, summed: chapter 7 does this for all weights at once, X^T (Y - T).",
    shape_hint="Return 2 numbers, the formula's slope in weight i and the central difference.",
    errors={"raised ValueError: Y[": "Hand activations over to cross_entropy with logits=."},
    mistakes=(
        Mistake(
            "The sign of the formula is the other way round: the slope in the activation is y - t.",
            _with_formula(lambda X, t, y, i: ((t - y) * X[:, i]).sum()),
        ),
        Mistake(
            "In the formula the input x_ni is missing: by it the activation moves when w_i does.",
            _with_formula(lambda X, t, y, i: (y - t).sum()),
        ),
        Mistake(
            "The factor y (1 - y) belongs to the squared error; in (6.16) the logarithm has "
            "cancelled it.",
            _with_formula(lambda X, t, y, i: ((y - t) * y * (1 - y) * X[:, i]).sum()),
        ),
        Mistake(
            "This is the slope of the squared error (6.15), not of the cross-entropy.",
            _with_formula(lambda X, t, y, i: (2 * (y - t) * y * (1 - y) * X[:, i]).sum()),
        ),
        Mistake(
            "The formula's factor 2 comes from chapter 3's square; there is no square here.",
            _with_formula(lambda X, t, y, i: 2 * ((y - t) * X[:, i]).sum()),
        ),
        Mistake(
            "The formula is divided by N: J is the sum over the samples, not the mean.",
            _with_formula(lambda X, t, y, i: ((y - t) * X[:, i]).mean()),
        ),
        Mistake(
            "The first number is the whole gradient: return its entry i.",
            _with_formula(lambda X, t, y, i: X.T @ (y - t)),
        ),
        Mistake(
            "The sigmoid is missing in the formula: y is sigmoid(X @ w), not X @ w.",
            lambda X, t, w, i, h: (((X @ w - t) * X[:, i]).sum(), _difference(X, t, w, i, h)),
        ),
        Mistake(
            "Both numbers are divided by N: J is a sum, not a mean.",
            lambda X, t, w, i, h: tuple(np.divide(_both_ways(X, t, w, i, h), len(t))),
        ),
        Mistake(
            "The formula takes row i, a sample; the inputs of weight i are column i, X[:, i].",
            _with_formula(lambda X, t, y, i: ((y[i] - t[i]) * X[i]).sum()),
        ),
        Mistake(
            "The second number is a step to the right side only; the central difference steps to "
            "both sides.",
            _with_difference(
                lambda X, t, w, i, h: (_cost(X, t, _moved(w, i, h)) - _cost(X, t, w)) / h
            ),
        ),
        Mistake(
            "The second number is a step to the left side only; the central difference steps to "
            "both sides.",
            _with_difference(
                lambda X, t, w, i, h: (_cost(X, t, w) - _cost(X, t, _moved(w, i, -h))) / h
            ),
        ),
        Mistake(
            "The two points of the central difference are 2h apart: divide by 2 * h, not by h.",
            _with_difference(lambda X, t, w, i, h: 2 * _difference(X, t, w, i, h)),
        ),
        Mistake(
            "/ 2 * h divides by 2 and then multiplies by h: write / (2 * h).",
            _with_difference(lambda X, t, w, i, h: h * h * _difference(X, t, w, i, h)),
        ),
        Mistake(
            "w + h moves all weights at once; only weight i may move.",
            _with_difference(
                lambda X, t, w, i, h: (_cost(X, t, w + h) - _cost(X, t, w - h)) / (2 * h)
            ),
        ),
        Mistake(
            "The difference uses the mean cost; J is the sum over the samples.",
            _with_difference(lambda X, t, w, i, h: _difference(X, t, w, i, h) / len(t)),
        ),
        Mistake(
            "This is the whole gradient, one entry a weight. Return 2 numbers for weight i: the "
            "formula's slope and the central difference.",
            lambda X, t, w, i, h: X.T @ (_sigmoid(X @ w) - t),
        ),
        Mistake(
            "The formula first, then the difference.",
            lambda X, t, w, i, h: _both_ways(X, t, w, i, h)[::-1],
        ),
        Mistake(
            "The two numbers are equal. The second has to come from two values of J with the step "
            "h that is given, neither the formula again nor a step of your own.",
            lambda X, t, w, i, h: (_complex_step(X, t, w, i), _complex_step(X, t, w, i)),
        ),
        Mistake(
            "Both numbers are the difference; the first has to be the derivative that you derived.",
            lambda X, t, w, i, h: (_difference(X, t, w, i, h), _difference(X, t, w, i, h)),
        ),
    ),
)

EXERCISES = (COIN, GAUSSIAN, BINARY, MULTI, STABLE, SLOPE)
