"""Exercise 4.3: with_dont_know."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise


def _scores() -> Iterator[tuple[Array, float]]:
    rng = np.random.default_rng(43)
    yield np.array([-3.0, -2.0, -0.5, 0.0, 1.0, 2.0, 5.0]), 2.0
    yield np.array([-1.0, 0.0, 0.25]), 0.0
    yield rng.normal(0, 3, 20), 1.5
    yield rng.normal(0, 1, 5), 10.0


def _answers_by_loop(h: Array, delta: float) -> list[int]:
    found = []
    for score in h.tolist():
        if score > 0 and score >= delta:
            found.append(1)
        elif score < 0 and score <= -delta:
            found.append(-1)
        else:
            found.append(0)
    return found


ZERO_IS_UNDECIDED = (
    "With delta = 0 a score of 0 is still don't know: (4.5) answers only h > 0 and h < 0."
)

NO_ZERO = "There is no 0 in your answer: between -delta and delta the answer is don't know."

EXERCISE = FunctionExercise(
    id="4.3",
    name="with_dont_know",
    parameters=("h", "delta"),
    inputs=_scores,
    expected=_answers_by_loop,
    meaning="Few zeros mean a high coverage; whether the answers are right is another question.",
    shape_hint="It is one answer for each score, shape (N,): use np.where, which keeps the shape.",
    mistakes={
        "A score of exactly delta is answered: (4.5) says don't know only for |h| < "
        "delta.": lambda h, delta: np.where(np.abs(h) <= delta, 0, np.sign(h)),
        "No score got the answer -1: the band has two sides, so compare the absolute value |h| "
        "with delta, and on "
        "the negative side answer -1, not 0.": lambda h, delta: np.where(h < delta, 0, np.sign(h)),
        ZERO_IS_UNDECIDED: [
            lambda h, delta: np.where(h >= delta, 1, np.where(h <= -delta, -1, 0)),
            lambda h, delta: np.where(h <= -delta, -1, np.where(h >= delta, 1, 0)),
        ],
        NO_ZERO: [
            lambda h, delta: np.where(h >= delta, 1, -1),
            lambda h, delta: np.where(h > delta, 1, -1),
        ],
        "No score is refused: the band around the boundary is missing.": lambda h, delta: np.sign(
            h
        ),
        "The band is too narrow by half: delta is its half-width, from the boundary "
        "outwards.": lambda h, delta: np.where(np.abs(h) < delta / 2, 0, np.sign(h)),
        "The two cases are exchanged: the small scores are the ones to refuse.": lambda h, delta: (
            np.where(np.abs(h) < delta, np.sign(h), 0)
        ),
        "Return the answers +1, -1, 0, not the scores that are left.": lambda h, delta: np.where(
            np.abs(h) < delta, 0, h
        ),
    },
    typed={
        "1, 1]. It is one answer for each score": """
def with_dont_know(h, delta):
    return np.sign(h[np.abs(h) >= delta])
""",
        "ambiguous": """
def with_dont_know(h, delta):
    if abs(h) < delta:
        return 0
    return np.sign(h)
""",
    },
)
