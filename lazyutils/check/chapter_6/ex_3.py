"""6.3 The binary cost; the truth is a product of integers, taken exactly."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.chapter_6.common import COLUMN, HIDING, READY_MADE, bce, hidden, log_product
from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import negative, other_bases, per_sample


def _answers() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(63)
    yield np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.6])
    yield np.array([0.0, 0.0]), np.array([0.75, 0.001])
    # The second power makes the product too small for the widest float.
    for N, power in ((20, 1), (3000, 10)):
        yield rng.integers(0, 2, N).astype(np.float64), rng.uniform(0.01, 0.99, N) ** power
    # A tiny y, which an added or clipped number would hide. Both answers are on the wrong side
    # of 1/2: here a rounded y gives inf, elsewhere nan, which no other mistake does.
    yield np.array([1.0, 0.0]), np.array([1e-300, 0.7])


def _cost_by_product(t: Array, y: Array) -> float:
    pairs = zip(t.tolist(), y.tolist(), strict=True)
    return -log_product(y_n if t_n == 1 else 1 - y_n for t_n, y_n in pairs)


EXERCISE = FunctionExercise(
    id="6.3",
    name="binary_cost",
    parameters=("t", "y"),
    inputs=_answers,
    expected=_cost_by_product,
    meaning="Each sample pays minus the logarithm of what its true class was given.",
    shape_hint="The cost is one number for all samples: sum over them.",
    ruled_out=READY_MADE,
    mistakes={
        "This is the first sample's cost alone: does `return` stand inside the "
        "loop?": lambda t, y: bce(t[:1], y[:1]),
        "t and y are exchanged: the logarithm is taken of the outputs y.": lambda t, y: bce(y, t),
        "The two branches are swapped: log y belongs to t = 1, log(1 - y) to t = 0.": lambda t, y: (
            bce(1 - t, y)
        ),
        "The sign is the other way round: this "
        "is the log-likelihood, the cost is minus that.": negative(bce),
        "You divided by N: J is the sum over the samples, not the mean.": per_sample(bce),
        "The samples with t = 0 cost something too: the term with 1 - t is missing.": lambda t, y: (
            -(t * np.log(y)).sum()
        ),
        "The factors t and 1 - t are missing: only one of the two logarithms counts for each "
        "sample.": lambda t, y: -(np.log(y) + np.log(1 - y)).sum(),
        "The minus sign belongs in front of both terms: check the sign of the second "
        "one.": lambda t, y: ((1 - t) * np.log(1 - y) - t * np.log(y)).sum(),
        "The product of the probabilities underflows to 0 when there are many samples. Sum their "
        "logarithms.": lambda t, y: -np.log(np.prod(np.where(t == 1, y, 1 - y))),
        COLUMN: [lambda t, y, k=k: bce(t[:, None], y) / len(t) ** k for k in range(3)],
        **hidden(HIDING),
        "1 - |t - y| rounds a tiny y to 0: take the logarithm of y itself.": lambda t, y: (
            -np.log(1 - np.abs(t - y)).sum()
        ),
        "nan comes from 0 times log 0: did you round y?": lambda t, y: bce(t, np.rint(y)),
        "Put brackets round (1 - t).": lambda t, y: -(t * np.log(y) + 1 - t * np.log(1 - y)).sum(),
        "This is the squared error, not the cross-entropy.": lambda t, y: ((t - y) ** 2).sum(),
        **other_bases(bce),
    },
    typed={
        "one number for all samples": (".sum()", ""),
        "a ready-made function did the work": "binary_cost = lambda t, y: cross_entropy(t, y)",
    },
)
