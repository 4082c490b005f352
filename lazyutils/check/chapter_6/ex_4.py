"""6.4 The cost of K classes; the truth is a product of integers, taken exactly."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.activations import softmax
from lazyutils.check.chapter_6.common import READY_MADE, bce, hidden, log_product
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import TINY, negative, other_bases, per_sample, with_input


def _dice() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(64)
    yield np.eye(3)[[0, 2]], np.array([[0.7, 0.2, 0.1], [0.3, 0.3, 0.4]])
    # The last power makes the product too small for the widest float.
    for N, K, power in ((1, 4, 1), (6, 2, 1), (4, 4, 1), (1500, 5, 12)):
        Y = rng.uniform(0.05, 1.0, (N, K)) ** power
        yield np.eye(K)[rng.integers(0, K, N)], Y / Y.sum(axis=1, keepdims=True)
    yield np.array([[1.0, 0.0, 0.0]]), np.array([[1e-300, 0.4, 0.6]])  # an added number hides it


def _cost_of_true_classes(T: Array, Y: Array) -> float:
    rows = zip(T.tolist(), Y.tolist(), strict=True)
    return -log_product(outputs[targets.index(1.0)] for targets, outputs in rows)


def _ce(T: Array, Y: Array) -> Any:
    return -(T * np.log(Y)).sum()


_HIDING: list[Wrong] = [
    *(lambda T, Y, eps=eps: _ce(T, Y + eps) for eps in TINY),
    *(lambda T, Y, eps=eps: _ce(T, np.clip(Y, eps, 1)) for eps in TINY),
    *(lambda T, Y, eps=eps: _ce(T, np.clip(Y, eps, 1 - eps)) for eps in TINY),
]

EXERCISE = FunctionExercise(
    id="6.4",
    name="multi_class_cost",
    parameters=("T", "Y"),
    inputs=_dice,
    expected=_cost_of_true_classes,
    meaning="The indicator picks the true class of each row; the others count through the sum 1.",
    shape_hint="The cost is one number: sum over the classes and over the samples.",
    ruled_out=READY_MADE,
    mistakes={
        "The logarithm is missing: a sample pays -log of its output.": lambda T, Y: -(T * Y).sum(),
        "This is the first sample's cost alone: does `return` stand inside the "
        "loop?": lambda T, Y: _ce(T[:1], Y[:1]),
        "You divided by N: J is the sum over the samples, not the mean.": per_sample(_ce),
        "You divided by N times K, the number of entries: (6.19) is a sum.": lambda T, Y: (
            _ce(T, Y) / T.size
        ),
        "The indicator T is missing: only the true classes count.": lambda T, Y: -np.log(Y).sum(),
        "The sign is the other way round: this "
        "is the log-likelihood, the cost is minus that.": negative(_ce),
        "This is the binary formula, entry by entry. With K outputs that sum to 1 there is no "
        "second term with 1 - T.": bce,
        "The product of the probabilities underflows to 0 when there are many samples. Sum their "
        "logarithms.": lambda T, Y: -np.log(np.prod((T * Y).sum(axis=1))),
        "The logarithm of a sum is not the sum of logarithms.": lambda T, Y: -np.log((T * Y).sum()),
        **hidden(_HIDING),
        "Y holds probabilities already: no softmax here.": with_input(_ce, 1, softmax),
        "You took the largest output of each row. What counts is the output at the true class, "
        "right or wrong.": lambda T, Y: -np.log(Y.max(axis=1)).sum(),
        "A tiny probability became 0 on the way: take the logarithm of Y itself.": lambda T, Y: (
            -(T * np.log(1 - np.abs(T - Y))).sum()
        ),
        "inf comes from log 0, and it is T that holds zeros. Either T and Y are exchanged, or you "
        "multiply by T before you take the logarithm: take it of Y, then multiply by "
        "T.": lambda T, Y: -(Y * np.log(T)).sum(),
        **other_bases(_ce),
        "This is the squared error, not the cross-entropy.": lambda T, Y: ((T - Y) ** 2).sum(),
    },
    typed={
        "sum over the classes and over the samples": (".sum()", ".sum(axis=1)"),
        "a ready-made function did the work": "multi_class_cost = lambda T, Y: cross_entropy(T, Y)",
    },
)
