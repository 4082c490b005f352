"""6.1 A coin's log-likelihood; the truth is a product of integers, taken exactly."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.check.chapter_6.common import log_product
from lazyutils.check.judge import FunctionExercise, Labels, Wrong
from lazyutils.check.mistakes import negative, other_bases, per_sample, reversed_pair


def _flips() -> Iterator[tuple[Labels, float]]:
    rng = np.random.default_rng(61)
    yield np.array([1, 1, 0]), 0.6
    yield np.array([1, 1, 1, 1]), 0.9
    yield rng.integers(0, 2, 30), 0.25
    yield (rng.random(5000) < 0.7).astype(np.int64), 0.02  # too unlikely for the widest float
    yield np.array([0, 0, 1, 0]), 0.3  # more tails than heads


def _exact_coin(t: Labels, p: float) -> tuple[float, float]:
    flips = t.tolist()
    return log_product(p if flip else 1 - p for flip in flips), math.fsum(flips) / len(flips)


def _log(t: Labels, p: float) -> Any:
    return t.sum() * np.log(p) + (1 - t).sum() * np.log(1 - p)


def _first(wrong: Wrong) -> Wrong:
    return lambda t, p: (wrong(t, p), t.mean())


def _second(wrong: Wrong) -> Wrong:
    return lambda t, p: (_log(t, p), wrong(t, p))


EXERCISE = FunctionExercise(
    id="6.1",
    name="coin",
    parameters=("t", "p"),
    inputs=_flips,
    expected=_exact_coin,
    meaning="Two counts are all that the coin's likelihood needs to know about the flips.",
    shape_hint="Return 2 values, the log-likelihood at p and the most likely p.",
    mistakes={
        "The product of the probabilities underflows to 0 when there are many flips, and its "
        "logarithm is -inf. Sum logarithms "
        "instead.": _first(lambda t, p: np.log(np.prod(np.where(t == 1, p, 1 - p)))),
        "This is the likelihood itself; return its logarithm.": _first(
            lambda t, p: np.prod(np.where(t == 1, p, 1 - p))
        ),
        "The log-likelihood is that of the p that is given, not of the most likely one.": _first(
            lambda t, p: _log(t, t.mean())
        ),
        "Heads and tails are exchanged in the log-likelihood: p is the probability of heads, t = "
        "1.": _first(lambda t, p: _log(1 - t, p)),
        "You multiplied by the number of orders that k heads can come in; these flips came in one. "
        "That does not move the best "
        "p.": _first(lambda t, p: math.log(math.comb(len(t), int(t.sum()))) + _log(t, p)),
        "Both terms are added: a product of likelihoods is a sum of logarithms.": _first(
            lambda t, p: t.sum() * np.log(p) - (1 - t).sum() * np.log(1 - p)
        ),
        "The term of the tails is missing in log L.": _first(lambda t, p: t.sum() * np.log(p)),
        "You divided the log-likelihood by N: it is a sum, not a mean.": _first(per_sample(_log)),
        "The sign is the other way round: the logarithm of a number below 1 is negative. Minus "
        "log L is the cost.": _first(negative(_log)),
        **{hint: _first(wrong) for hint, wrong in other_bases(_log).items()},
        "The most likely p is the share of heads, not tails.": _second(lambda t, p: 1 - t.mean()),
        "The most likely p is the share of heads, also where tails are more.": _second(
            lambda t, p: max(t.mean(), 1 - t.mean())
        ),
        "This is heads divided by tails; (6.4) divides by the number of all flips.": _second(
            lambda t, p: t.sum() / (1 - t).sum()
        ),
        "The second number is the p that was given. The most likely p depends on the flips "
        "alone.": _second(lambda t, p: p),
        "Log-likelihood first, then the most likely p.": reversed_pair(_exact_coin),
    },
    typed={"Return 2 values": (", heads / len(t)", "")},
)
