"""What several exercises of chapter 6 use."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, Wrong
from lazyutils.check.mistakes import TINY, per_sample

__all__ = ["COLUMN", "HIDING", "READY_MADE", "bce", "hidden", "log_product"]


def log_product(factors: Iterable[float]) -> float:
    """The logarithm of a product of floats, multiplied exactly as integers over a power of 2."""
    top, halvings = 1, 0
    for factor in factors:
        numerator, denominator = float(factor).as_integer_ratio()
        top *= numerator
        halvings += denominator.bit_length() - 1
    return math.log(top) - halvings * math.log(2)


def bce(t: Array, y: Array) -> Any:
    return -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()


HIDING: list[Wrong] = [
    *(lambda t, y, e=e: -(t * np.log(y + e) + (1 - t) * np.log(1 - y + e)).sum() for e in TINY),
    *(lambda t, y, e=e: bce(t, np.clip(y, e, 1 - e)) for e in TINY),
]
"""The cost with something done to y so that its logarithm is finite."""


def hidden(hiding: Sequence[Wrong]) -> dict[str, Sequence[Wrong]]:
    """Costs in which something was done to y, and their means, with the hints."""
    plain = (
        "tiny number beside y, or a clipped y, puts a largest price on a sure mistake. The "
        "exercise promises y strictly above 0, so the plain logarithm is right."
    )
    both = "Two things: J is a sum, so leave out the division by N. And: a "
    return {f"A {plain}": hiding, f"{both}{plain}": [per_sample(wrong) for wrong in hiding]}


COLUMN = (
    "A column (N, 1) beside a row (N,) makes N x N numbers, each target with each output: keep "
    "both of shape (N,)."
)
READY_MADE = dict.fromkeys(
    ("cross_entropy", "log_softmax", "log_sigmoid", "log_loss", "log_expit", "logpdf"),
    "But a ready-made function did the work: write it with numpy only.",
)
