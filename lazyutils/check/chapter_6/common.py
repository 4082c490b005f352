"""What several exercises of chapter 6 use."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, Wrong

__all__ = [
    "COLUMN",
    "PLAIN",
    "PLAIN_AND_SUM",
    "READY_MADE",
    "bce",
    "clipped_bce",
    "log_product",
    "nudged_bce",
    "sigmoid",
]


def log_product(factors: Iterable[float]) -> float:
    """The logarithm of a product of floats, multiplied exactly as integers over a power of 2."""
    top, halvings = 1, 0
    for factor in factors:
        numerator, denominator = float(factor).as_integer_ratio()
        top *= numerator
        halvings += denominator.bit_length() - 1
    return math.log(top) - halvings * math.log(2)


def sigmoid(a: Array) -> Array:
    z = np.exp(-np.abs(a))
    return np.asarray(np.maximum(z, a >= 0) / (1 + z))


def bce(t: Array, y: Array) -> Any:
    return -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum()


PLAIN = (
    "A tiny number beside y, or a clipped y, puts a largest price on a sure mistake. The exercise "
    "promises y strictly above 0, so the plain logarithm is right."
)
PLAIN_AND_SUM = (
    f"Two things: J is a sum, so leave out the division by N. And: {PLAIN[0].lower()}{PLAIN[1:]}"
)
READY_MADE = {
    "cross_entropy": "But a ready-made cost did the work: write it with numpy only.",
    "log_softmax": "But a ready-made function did the work: write it with numpy only.",
}
COLUMN = (
    "A column (N, 1) beside a row (N,) makes N x N numbers, each target with each output: keep "
    "both of shape (N,)."
)


def nudged_bce(eps: float) -> Wrong:
    return lambda t, y: -(t * np.log(y + eps) + (1 - t) * np.log(1 - y + eps)).sum()


def clipped_bce(eps: float) -> Wrong:
    return lambda t, y: bce(t, np.clip(y, eps, 1 - eps))
