"""4.1 Scores and classes; the truth is added up in fractions, and compared with 0."""

from fractions import Fraction

import numpy as np

from lazyutils.check.chapter_4.common import boundaries
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import reversed_pair, with_input


def _exact(X: Array, w: Array, b: float) -> tuple[list[float], list[int]]:
    weights = [Fraction(value) for value in w.tolist()]
    scores = [
        sum((a * Fraction(value) for a, value in zip(weights, x, strict=True)), Fraction(b))
        for x in X.tolist()
    ]
    return [float(h) for h in scores], [(h > 0) - (h < 0) for h in scores]


def _classes(classes: Wrong) -> Wrong:
    """The scores are right, the classes are made of them."""
    return lambda X, w, b: (X @ w + b, classes(X @ w + b))


EXERCISE = FunctionExercise(
    id="4.1",
    name="score_and_class",
    parameters=("X", "w", "b"),
    inputs=boundaries,
    expected=_exact,
    meaning="One product gives the score of every sample, and its sign is the class.",
    shape_hint="Return 2 arrays of shape (N,), one number a sample in each: return h, y.",
    mistakes={
        "The bias is forgotten: (4.2) adds b to each score.": with_input(_exact, 2, lambda b: 0.0),
        "The bias is subtracted; (4.2) adds it.": with_input(_exact, 2, lambda b: -b),
        "The scores are right; the classes are in the code 0 and 1, wanted are -1 and "
        "+1.": _classes(lambda h: h > 0),
        "A point exactly on the boundary is undecided: its class is 0, not +1.": _classes(
            lambda h: np.where(h >= 0, 1, -1)
        ),
        "A point exactly on the boundary is undecided: its class is 0, not -1.": _classes(
            lambda h: np.where(h > 0, 1, -1)
        ),
        "Only a score of exactly 0 has the class 0: do not round h, and give a small score its "
        "side.": _classes(lambda h: np.where(np.abs(h) <= 0.5, 0, np.sign(h))),
        "Your scores have the bias, your classes do not: take the sign of h.": lambda X, w, b: (
            X @ w + b,
            np.sign(X @ w),
        ),
        "You divided the score by the length of w, which gives a distance; (4.2) does "
        "not.": lambda X, w, b: ((X @ w + b) / np.linalg.norm(w), np.sign(X @ w + b)),
        "The scores are right and the classes exchanged: a positive score means class "
        "+1.": _classes(lambda h: -np.sign(h)),
        "The scores come first, then the classes: return h, y.": reversed_pair(_exact),
    },
    typed={
        "[1, -1, 0]). Return 2 arrays": ("return h, ", "return "),
        "IndexError": ("X @ w", "w[0] * X[:, 0] + w[1] * X[:, 1]"),
        "matmul": ("X @ w", "w @ X"),
    },
)
