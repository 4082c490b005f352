"""8.6 Balanced accuracy; the truth is a mean of exact fractions."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lazyutils.check.judge import FunctionExercise, Labels, Wrong
from lazyutils.check.mistakes import complement


def _answers() -> Iterator[tuple[Labels, Labels]]:
    rng = np.random.default_rng(91)  # four classes with four different shares
    # 0.5833; among the answers 0.5667, plain 0.625
    yield np.array([0, 0, 0, 0, 0, 0, 1, 1]), np.array([0, 0, 0, 0, 1, 1, 0, 1])
    yield np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0])  # nobody says 1
    yield np.array([3, 5, 5, 9, 9, 9]), np.array([5, 5, 5, 9, 3, 0])  # 0 occurs in Y only
    yield np.array([2, 2, 40, -1]), np.array([2, 2, 40, 2])  # labels are names, not places
    T = rng.choice(4, size=60, p=[0.6, 0.2, 0.15, 0.05])
    yield T, np.where(rng.random(60) < 0.6, T, rng.integers(0, 4, 60))


def _by_fractions(T: Labels, Y: Labels) -> float:
    pairs = list(zip(T.tolist(), Y.tolist(), strict=True))
    classes = {t for t, _ in pairs}
    shares = []
    for k in classes:
        own = [y for t, y in pairs if t == k]
        shares.append(Fraction(sum(y == k for y in own), len(own)))
    return float(sum(shares, Fraction(0)) / len(classes))


def _mean_share(choose: Wrong, empty: float, own: Wrong) -> Wrong:
    """Mean over the classes k of choose(T, Y) of the share of right answers where own(T, Y) is k.

    A class that does not occur there counts for `empty`.
    """

    def wrong(T: Labels, Y: Labels) -> float:
        parts = [(T == Y)[own(T, Y) == k] for k in choose(T, Y)]
        return float(np.mean([part.mean() if part.size else empty for part in parts]))

    return wrong


def _recalls(*choices: Wrong) -> list[Wrong]:
    """An empty class counts for nan where numpy takes its mean, for 0 after an `if`."""
    return [_mean_share(c, empty, lambda T, Y: T) for c in choices for empty in (np.nan, 0.0)]


def _precisions(*choices: Wrong) -> list[Wrong]:
    return [_mean_share(c, empty, lambda T, Y: Y) for c in choices for empty in (np.nan, 0.0)]


_OTHER_CLASSES: tuple[Wrong, ...] = (
    lambda T, Y: range(T.max() + 1),
    lambda T, Y: range(len(np.unique(T))),
    lambda T, Y: np.unique(Y),
    lambda T, Y: np.union1d(T, Y),  # those of confusion_matrix(T, Y)
    lambda T, Y: [k for k in range(10) if k in T],
    lambda T, Y: np.intersect1d(T, Y),  # those left where nan is skipped
)

EXERCISE = FunctionExercise(
    id="8.6",
    name="my_balanced_accuracy",
    parameters=("T", "Y"),
    inputs=_answers,
    expected=_by_fractions,
    meaning="Every class has the same say, however rare it is; always the same answer gets 1/K.",
    shape_hint="One number for all samples: the mean over the classes.",
    mistakes={
        "This is the plain accuracy; take the share within each class, then their "
        "mean.": lambda T, Y: (T == Y).mean(),
        "Take the classes that occur in T, np.unique(T): a class without samples has no "
        "share.": _recalls(*_OTHER_CLASSES),
        "This looks at the classes 0 and 1 only; take those that occur in T: "
        "np.unique(T).": _recalls(lambda T, Y: (0, 1)),
        "This divides by how often the answer is k; divide by how often the label is "
        "k.": _precisions(lambda T, Y: np.unique(T), *_OTHER_CLASSES),
        "This is the sum over the classes; divide it by their number K.": lambda T, Y: (
            _by_fractions(T, Y) * len(np.unique(T))
        ),
        "Two classes are not all: divide by the number of classes in T, not by 2.": lambda T, Y: (
            _by_fractions(T, Y) * len(np.unique(T)) / 2
        ),
        "You divided each class by all N samples; divide by the N_k of the class.": lambda T, Y: (
            (T == Y).mean() / len(np.unique(T))
        ),
        "This is the balanced share of errors; subtract it from 1.": complement(_by_fractions),
    },
)
