"""7.1 Walk down a parabola; the truth is its closed form, in fractions."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lazyutils.check.chapter_7.common import OWN_LOOP
from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import with_input


def _parabolas() -> Iterator[tuple[float, float, Array, float, int]]:
    yield 1.0, 1.0, np.array([2.0, -3.0]), 0.25, 2
    yield 3.0, -6.0, np.array([0.0, 4.0]), 0.1, 0
    yield 3.0, -6.0, np.array([5.0]), 0.1, 7
    yield 0.5, 2.0, np.array([-4.0, 1.0, 7.0]), 0.7, 40
    yield 2.0, -1.0, np.array([1.5, 0.0]), 0.55, 5  # above the limit: it walks away


def _exact_walk(a: float, b: float, x: Array, eta: float, steps: int) -> Array:
    """x* + (1 − 2aη)^steps (x − x*), in fractions."""
    A, B, rate = (Fraction(value) for value in (a, b, eta))
    bottom = -B / (2 * A)
    shrunk = (1 - 2 * A * rate) ** steps
    return np.array([float(bottom + shrunk * (Fraction(float(start)) - bottom)) for start in x])


def _by_cost(a: float, b: float, x: Array, eta: float, steps: int) -> Array:
    for _ in range(steps):
        x = x - eta * (a * x**2 + b * x)
    return x


EXERCISE = FunctionExercise(
    id="7.1",
    name="minimise_quadratic",
    parameters=("a", "b", "x", "learning_rate", "steps"),
    inputs=_parabolas,
    expected=_exact_walk,
    meaning="Each step multiplies the distance to -b / (2a) by 1 - 2a times the learning rate.",
    shape_hint="Return one place for each start, shape (M,).",
    ruled_out=OWN_LOOP,
    mistakes={
        "You walk uphill: the step goes against the slope, with a minus.": with_input(
            _exact_walk, 3, lambda eta: -eta
        ),
        "The derivative of a x^2 is 2 a x; the factor 2 is missing.": with_input(
            _exact_walk, 0, lambda a: a / 2
        ),
        "The derivative of b x is b; it is missing in your slope.": with_input(
            _exact_walk, 1, lambda b: 0
        ),
        "You subtract the cost itself; subtract its slope, 2 a x + b.": _by_cost,
        "The slope is computed only once, at the start. Compute it anew at every "
        "step.": lambda a, b, x, eta, steps: x - steps * eta * (2 * a * x + b),
        "You take one step too many: with steps = 0 the answer is the start.": with_input(
            _exact_walk, 4, lambda steps: steps + 1
        ),
        "You take one step too few.": with_input(_exact_walk, 4, lambda steps: max(0, steps - 1)),
        "This is the bottom itself. Return where the walk stands after these "
        "steps.": lambda a, b, x, eta, steps: np.full_like(x, -b / (2 * a)),
    },
    typed={
        "you returned [0.75, -1.75]": ("    return x", "        return x"),
        "changes the input": ("x = x - ", "x -= "),
        "did not finish in time": ("for _ in range(steps)", "while True"),
    },
)
