"""6.5 The cost from activations of any size; the truth is decimal arithmetic."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.check.chapter_6.common import (
    COLUMN,
    READY_MADE,
    bce,
    clipped_bce,
    nudged_bce,
    sigmoid,
)
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import TINY, clipped, per_sample


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
    with localcontext(prec=50):
        for t_n, a_n in zip(t.tolist(), a.tolist(), strict=True):
            toward = Decimal(a_n) if t_n == 1 else -Decimal(a_n)  # towards the true class
            total += (1 + (-toward).exp()).ln()
        return float(total)


def _from_sigmoid(cost: Wrong) -> Wrong:
    return lambda t, a: cost(t, sigmoid(a))


def _softplus(a: Array) -> Any:
    return np.log1p(np.exp(-np.abs(a)))


def _right_cost(t: Array, a: Array) -> Any:
    return (np.maximum(a, 0) - t * a + _softplus(a)).sum()


_HIDDEN = (
    "A tiny number beside y, or a clipped y, puts a largest price on a sure mistake, near 28 for "
    "1e-12. At a = -1000 with t = 1 the cost is 1000: start from a, not from y."
)
_CLIPS = (5, 10, 15, 20, 25, 30, 35, 36, 50, 60, 88, 100, 200, 300, 500, 600, 700, 709)

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
            np.minimum(a, 0) - t * a + _softplus(a)
        ).sum(),
        "On ordinary activations you are right. At 1000 the sigmoid has rounded to 1 and a "
        "logarithm meets 0: use (6.20), which never computes y.": _from_sigmoid(bce),
        _HIDDEN: [_from_sigmoid(make(eps)) for make in (nudged_bce, clipped_bce) for eps in TINY],
        COLUMN: [lambda t, a: _right_cost(t[:, None], a), lambda t, a: _right_cost(t, a[:, None])],
        "Do not clip a: the cost of a sure mistake grows with |a| without end.": [
            *clipped(_right_cost, 1, _CLIPS),
            *clipped(_from_sigmoid(bce), 1, _CLIPS),
        ],
        "np.nan_to_num turns the nan into 0 and "
        "hides the cost. Start from a, by (6.20).": lambda t, a: np.nan_to_num(bce(t, sigmoid(a))),
        "A sure mistake at 1000 costs 1000. Its y has rounded to 0 or 1, and nothing done to y, "
        "np.nan_to_num included, brings the cost back. Start "
        "from a, by (6.20).": _from_sigmoid(lambda t, y: -np.log(np.where(t == 1, y, 1 - y)).sum()),
        "exp overflows at 1000. Give it only numbers that are not positive: -np.abs(a).": [
            lambda t, a: ((1 - t) * a + np.log1p(np.exp(-a))).sum(),
            lambda t, a: (np.log1p(np.exp(a)) - t * a).sum(),
        ],
        "The activations are no probabilities: this puts "
        "them into (6.14) in the place of y.": lambda t, a: bce(t, a),
        "a.max() is one number for all samples; (6.20) wants the larger of a_n and 0 for each: "
        "np.maximum(a, 0).": lambda t, a: (a.max() - t * a + _softplus(a)).sum(),
        "The sign of t a is wrong: for t = 1 a large activation must be cheap.": lambda t, a: (
            np.maximum(a, 0) + t * a + _softplus(a)
        ).sum(),
        "The term t a is missing: as it stands, every target counts as 0.": lambda t, a: (
            np.maximum(a, 0) + _softplus(a)
        ).sum(),
        "The last term, log(1 + exp(-|a|)), is missing. It matters near a = 0.": lambda t, a: (
            np.maximum(a, 0) - t * a
        ).sum(),
        "The two classes are exchanged: at t = 1 a large activation must be cheap.": lambda t, a: (
            np.maximum(a, 0) - (1 - t) * a + _softplus(a)
        ).sum(),
        "You divided by N: J is the sum over the samples, not the mean.": per_sample(_right_cost),
        "log1p adds the 1 itself.": lambda t, a: (
            np.maximum(a, 0) - t * a + np.log1p(1 + np.exp(-np.abs(a)))
        ).sum(),
        "The exponent must be -|a|, not -a: np.exp(-np.abs(a)).": lambda t, a: (
            np.maximum(a, 0) - t * a + np.log1p(np.exp(-a))
        ).sum(),
    },
)
