"""4.3 Answers with don't know; the truth is decided score by score."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Wrong


def _scores() -> Iterator[tuple[Array, float]]:
    rng = np.random.default_rng(43)
    yield np.array([-3.0, -2.0, -0.5, 0.0, 1.0, 2.0, 5.0]), 2.0
    yield np.array([-1.0, 0.0, 0.25]), 0.0
    yield rng.normal(0, 3, 20), 1.5
    yield rng.normal(0, 1, 5), 10.0
    yield np.array([-0.5]), 0.375  # beyond delta, although its square is not


def _answer(score: float, delta: float) -> int:
    if score > 0 and score >= delta:
        return 1
    return -1 if score < 0 and score <= -delta else 0


def _refusing(refused: Wrong, rest: Wrong = np.sign) -> Wrong:
    return lambda h, delta: np.where(refused(h, delta), 0, rest(h))


EXERCISE = FunctionExercise(
    id="4.3",
    name="with_dont_know",
    parameters=("h", "delta"),
    inputs=_scores,
    expected=lambda h, delta: [_answer(score, delta) for score in h.tolist()],
    meaning="Few zeros mean a high coverage; whether the answers are right is another question.",
    shape_hint="It is one answer for each score, shape (N,): use np.where, which keeps the shape.",
    mistakes={
        "A score of exactly delta is answered: (4.5) says don't know only for |h| < "
        "delta.": _refusing(lambda h, delta: np.abs(h) <= delta),
        "No score got the answer -1: the band has two sides, so compare the absolute value |h| "
        "with delta, "
        "and on the negative side answer -1, not 0.": _refusing(lambda h, delta: h < delta),
        "With delta = 0 a score of 0 is still don't know: (4.5) answers only h > 0 and h < 0.": [
            lambda h, delta: np.where(h >= delta, 1, np.where(h <= -delta, -1, 0)),
            lambda h, delta: np.where(h <= -delta, -1, np.where(h >= delta, 1, 0)),
        ],
        "There is no 0 in your answer: between -delta and delta the answer is don't know.": [
            lambda h, delta: np.where(h >= delta, 1, -1),
            lambda h, delta: np.where(h > delta, 1, -1),
        ],
        "No score is refused: the band around the boundary is missing.": lambda h, d: np.sign(h),
        "The band is too narrow by half: delta is its half-width, from the boundary "
        "outwards.": _refusing(lambda h, delta: np.abs(h) < delta / 2),
        "The two cases are exchanged: the small scores are the ones to refuse.": _refusing(
            lambda h, delta: np.abs(h) >= delta
        ),
        "Return the answers +1, -1, 0, not the scores that are left.": _refusing(
            lambda h, delta: np.abs(h) < delta, rest=lambda h: h
        ),
        "Compare |h| with delta, not its square: (4.5) squares nothing.": _refusing(
            lambda h, delta: h**2 < delta
        ),
    },
    typed={
        "1, 1]. It is one answer for each score": (
            "with_dont_know = lambda h, delta: np.sign(h[np.abs(h) >= delta])"
        ),
        "ambiguous": "with_dont_know = lambda h, delta: 0 if abs(h) < delta else np.sign(h)",
    },
)
