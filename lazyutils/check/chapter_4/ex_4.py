"""4.4 One step of the perceptron; the truth has a dummy feature for the bias, and fractions."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import reversed_pair


def _samples() -> Iterator[tuple[Array, float, Array, int]]:
    rng = np.random.default_rng(44)
    yield np.array([1.0, -1.0]), 0.5, np.array([2.0, 1.0]), -1
    yield np.array([1.0, -1.0]), 0.5, np.array([2.0, 1.0]), 1
    yield np.zeros(3), 0.0, np.array([1.0, 2.0, -4.0]), 1
    yield np.zeros(2), 0.0, np.array([3.0, 1.0]), -1
    yield np.array([2.0, 1.0]), -4.0, np.array([1.0, 2.0]), 1  # exactly on the boundary
    yield np.array([-10.0, -10.0]), 0.0, np.array([1.0, 1.0]), 1  # one step does not mend it
    yield np.ones(2), -3.0, np.ones(2), -1  # right by the bias, against w x
    yield np.ones(2), -1.999, np.ones(2), 1  # right, but only just
    for t in (1, -1, 1, -1):
        yield rng.normal(size=4), float(rng.normal()), rng.normal(size=4), t


def _moved_by_the_dummy_feature(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    """With x0 = 1 and w0 = b the rule has a single line."""
    weights = [Fraction(value) for value in (b, *w.tolist())]
    features = [Fraction(value) for value in (1, *x.tolist())]
    score = sum(a * c for a, c in zip(weights, features, strict=True))
    if score == 0 or (score > 0) != (t > 0):
        weights = [a + t * c for a, c in zip(weights, features, strict=True)]
    return np.array([float(a) for a in weights[1:]]), float(weights[0])


def _update(
    wrong: Wrong = lambda h, t: t * h <= 0,
    step: Wrong = lambda h, t: t,
    score: Wrong = lambda w, b, x, t: w @ x + b,
    moves: tuple[tuple[int, int], ...] = ((1, 1),),
) -> Wrong:
    """Tests for a mistake before each of the moves, which say if the weights and the bias move."""

    def update(w: Array, b: float, x: Array, t: int) -> tuple[Any, Any]:
        for weights, bias in moves:
            h = score(w, b, x, t)
            if wrong(h, t):
                w, b = w + weights * step(h, t) * x, b + bias * step(h, t)
        return w, b

    return update


def _in_place(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    if t * (w @ x + b) <= 0:
        w += t * x
        b += t
    return w, b


EXERCISE = FunctionExercise(
    id="4.4",
    name="perceptron_update",
    parameters=("w", "b", "x", "t"),
    inputs=_samples,
    expected=_moved_by_the_dummy_feature,
    meaning="Call it for each sample, again and again, and you have the perceptron.",
    shape_hint="Return the pair w, of shape (D,), and b, one number.",
    mistakes={
        "w += t * x writes into the array that came in; w = w + t * x makes a new one.": _in_place,
        "One call makes one update, also if the sample is still wrong after it: if, not "
        "while.": _update(moves=((1, 1),) * 20),
        "b stays although the sample is a mistake: test for the mistake once, before w moves, "
        "then move both.": _update(moves=((1, 0), (0, 1))),
        "w stays although the sample is a mistake: test for the mistake once, before b moves, "
        "then move both.": _update(moves=((0, 1), (1, 0))),
        "The weights move and the bias does not: add t to b, too.": _update(moves=((1, 0),)),
        "You move the line for samples that are right; only a mistake, t h <= 0, moves "
        "it.": _update(lambda h, t: True),
        "A score of exactly 0 is a mistake, too: t h <= 0, with the equals sign. Otherwise the "
        "perceptron never leaves w = 0.": _update(lambda h, t: t * h < 0),
        "Add t times x, with t = -1 for the other class: here x is always added.": _update(
            step=lambda h, t: 1
        ),
        "The line moves the wrong way: add t x and t, do not subtract them.": _update(
            step=lambda h, t: -t
        ),
        "The bias is missing in the score that decides about a mistake.": _update(
            score=lambda w, b, x, t: w @ x
        ),
        "t multiplies the whole score, the bias too: t * (w @ x + b).": _update(
            score=lambda w, b, x, t: w @ x + t * b
        ),
        "It is the other case that moves: t h > 0 means that the sample is right.": _update(
            lambda h, t: t * h > 0
        ),
        "The step is twice too large: t - y is 2 or -2 at a mistake; (4.8) adds t x.": _update(
            step=lambda h, t: t - np.sign(h) if h else 2 * t
        ),
        "The step is too short: (4.8) adds t x itself, without a learning rate.": [
            _update(step=lambda h, t, rate=rate: rate * t) for rate in (0.5, 0.1, 0.05, 0.01, 0.001)
        ],
        "Weights first, then bias: return w, b.": reversed_pair(_moved_by_the_dummy_feature),
    },
    typed={"does the function end with return?": ("return w, b", "")},
)
