"""Exercise 4.1: score_and_class."""

from fractions import Fraction

import numpy as np

from lazyutils.check.chapter_4.common import boundaries
from lazyutils.check.judge import Array, FunctionExercise


def _exact_score(x: Array, w: Array, b: float) -> Fraction:
    total = Fraction(float(b))
    for weight, value in zip(w, x, strict=True):
        total += Fraction(float(weight)) * Fraction(float(value))
    return total


def _exact_score_and_class(X: Array, w: Array, b: float) -> tuple[list[float], list[int]]:
    scores = [_exact_score(x, w, b) for x in X]
    return [float(h) for h in scores], [(h > 0) - (h < 0) for h in scores]


EXERCISE = FunctionExercise(
    id="4.1",
    name="score_and_class",
    parameters=("X", "w", "b"),
    inputs=boundaries,
    expected=_exact_score_and_class,
    meaning="One product gives the score of every sample, and its sign is the class.",
    shape_hint="Return 2 arrays of shape (N,), one number a sample in each: return h, y.",
    mistakes={
        "The bias is forgotten: (4.2) adds b to each score.": lambda X, w, b: (
            X @ w,
            np.sign(X @ w),
        ),
        "The bias is subtracted; (4.2) adds it.": lambda X, w, b: (X @ w - b, np.sign(X @ w - b)),
        "The scores are right; the classes are in the code 0 and 1, wanted are -1 and "
        "+1.": lambda X, w, b: (X @ w + b, (X @ w + b > 0).astype(float)),
        "A point exactly on the boundary is undecided: its class is 0, not +1.": lambda X, w, b: (
            X @ w + b,
            np.where(X @ w + b >= 0, 1, -1),
        ),
        "A point exactly on the boundary is undecided: its class is 0, not -1.": lambda X, w, b: (
            X @ w + b,
            np.where(X @ w + b > 0, 1, -1),
        ),
        "Only a score of exactly 0 has the class 0: do not round h, and give a small score its "
        "side.": lambda X, w, b: (
            X @ w + b,
            np.where(np.abs(X @ w + b) <= 0.5, 0, np.sign(X @ w + b)),
        ),
        "Your scores have the bias, your classes do not: take the sign of h.": lambda X, w, b: (
            X @ w + b,
            np.sign(X @ w),
        ),
        "You divided the score by the length of w, which gives a distance; (4.2) does "
        "not.": lambda X, w, b: ((X @ w + b) / np.linalg.norm(w), np.sign(X @ w + b)),
        "The scores are right and the classes exchanged: a positive score means class "
        "+1.": lambda X, w, b: (X @ w + b, -np.sign(X @ w + b)),
        "The scores come first, then the classes: return h, y.": lambda X, w, b: (
            np.sign(X @ w + b),
            X @ w + b,
        ),
    },
    typed={
        "[1, -1, 0]). Return 2 arrays": """
def score_and_class(X, w, b): return np.sign(X @ w + b)
""",
        "IndexError": """
def score_and_class(X, w, b):
    h = w[0] * X[:, 0] + w[1] * X[:, 1] + b
    return h, np.sign(h)
""",
        "matmul": """
def score_and_class(X, w, b): return w @ X + b, np.sign(w @ X + b)
""",
    },
)
