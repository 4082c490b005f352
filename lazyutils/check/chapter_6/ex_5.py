"""6.5 The cost from activations of any size; the truth is decimal arithmetic."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.chapter_6.common import COLUMN, HIDING, READY_MADE, bce
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import clipped, per_sample, with_input


def _activations() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(65)
    yield np.array([1.0, 0.0, 1.0]), np.array([2.0, -1.0, -0.5])
    yield rng.integers(0, 2, 30).astype(np.float64), rng.normal(0, 2, 30)
    yield np.array([1.0, 0.0, 0.0, 1.0]), np.array([1000.0, -1000.0, 3.0, -1.0])
    yield np.array([0.0, 1.0, 1.0]), np.array([1000.0, -1000.0, 40.0])
    # A y that has rounded to 0, and none that has rounded to 1, where clipping may do nothing.
    yield np.array([1.0, 0.0]), np.array([-1000.0, 2.0])
    yield np.array([0.0, 1.0]), np.array([1e5, 1e5])  # too far for the exp of the widest float
    yield np.array([1.0, 1.0]), np.array([12.0, 1.0])  # far out, but not yet without a cost


def _exact_cost(t: Array, a: Array) -> float:
    away = np.where(t == 1, -a, a)  # from the true class
    with localcontext(prec=50):
        return float(sum((1 + Decimal(score).exp()).ln() for score in away.tolist()))


def _last(a: Array) -> Any:
    return np.log1p(np.exp(-np.abs(a)))


def _plus(last: Wrong) -> Wrong:
    """(6.20) with another last term."""
    return lambda t, a: (np.maximum(a, 0) - t * a + last(a)).sum()


_cost = _plus(_last)
_from_y = with_input(bce, 1, sigmoid)
_HIDDEN = (
    "A tiny number beside y, or a clipped y, puts a largest price on a sure mistake, near 28 for "
    "1e-12. At a = -1000 with t = 1 the cost is 1000: start from a, not from y."
)
_CLIPS = (5, 10, 15, 20, 25, 30, 35, 36, 50, 60, 88, *range(100, 701, 100), 709)

EXERCISE = FunctionExercise(
    id="6.5",
    name="stable_cost",
    parameters=("t", "a"),
    inputs=_activations,
    expected=_exact_cost,
    meaning="From activations the cost is finite for every float, and its slope never dies.",
    shape_hint="The cost is one number for all samples: sum over them.",
    ruled_out=READY_MADE,
    mistakes={
        "np.minimum for np.maximum: (6.20) wants the larger of a and 0.": lambda t, a: (
            np.minimum(a, 0) - t * a + _last(a)
        ).sum(),
        "On ordinary activations you are right. At 1000 the sigmoid has rounded to 1 and a "
        "logarithm meets 0: use (6.20), which never computes y.": _from_y,
        _HIDDEN: [with_input(wrong, 1, sigmoid) for wrong in HIDING],
        COLUMN: [lambda t, a: _cost(t[:, None], a), lambda t, a: _cost(t, a[:, None])],
        "Do not clip a: the cost of a sure mistake grows with |a| without end.": [
            *clipped(_cost, 1, (*_CLIPS, 745, 800, 900, 1000)),
            *clipped(_from_y, 1, _CLIPS),
        ],
        "np.nan_to_num turns the nan into 0 and hides the cost. Start from a, by "
        "(6.20).": lambda t, a: np.nan_to_num(_from_y(t, a)),
        "A sure mistake at 1000 costs 1000. Its y has rounded to 0 or 1, and nothing done to y, "
        "np.nan_to_num included, brings the cost back. Start from a, by "
        "(6.20).": lambda t, a: -np.log(np.where(t == 1, sigmoid(a), 1 - sigmoid(a))).sum(),
        "exp overflows at 1000. Give it only numbers that are not positive: -np.abs(a).": [
            lambda t, a: ((1 - t) * a + np.log1p(np.exp(-a))).sum(),
            lambda t, a: (np.log1p(np.exp(a)) - t * a).sum(),
        ],
        "The activations are no probabilities: this puts them into (6.14) in the place of y.": bce,
        "a.max() is one number for all samples; (6.20) wants the larger of a_n and 0 for each: "
        "np.maximum(a, 0).": lambda t, a: (a.max() - t * a + _last(a)).sum(),
        "The sign of t a is wrong: for t = 1 a large a must be cheap.": lambda t, a: _cost(-t, a),
        "The term t a is missing: so every target counts as 0.": lambda t, a: _cost(0 * t, a),
        "The term log(1 + exp(-|a|)) is missing. It matters near a = 0.": _plus(np.zeros_like),
        "The two classes are exchanged: at t = 1 a large a is cheap.": lambda t, a: _cost(1 - t, a),
        "You divided by N: J is the sum over the samples, not the mean.": per_sample(_cost),
        "At a = 12 the last term, log(1 + exp(-12)), is 6e-6, which is not 0 yet: let it stand for "
        "every a.": _plus(lambda a: np.where(np.abs(a) > 10, 0, _last(a))),
        "log1p adds the 1 itself.": _plus(lambda a: np.log1p(1 + np.exp(-np.abs(a)))),
        "The exponent must be -|a|, not -a: -np.abs(a).": _plus(lambda a: np.log1p(np.exp(-a))),
    },
    typed={
        "ready-made function did the work": "stable_cost = lambda t, a: cross_entropy(t, logits=a)"
    },
)
