"""Exercise 5.1: stable_sigmoid."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.chapter_5.common import entrywise, exact_sigmoid
from lazyutils.check.judge import Array, FunctionExercise, Try, describe, same


@dataclass(frozen=True)
class QuietExercise(FunctionExercise):
    """An exercise in which a right value is not enough: nothing may warn."""

    def attempt(self, answer: Callable[..., Any], inputs: tuple[Any, ...], seconds: float) -> Try:
        with np.errstate(over="warn", invalid="warn", divide="warn"):  # whatever np.seterr did
            one = super().attempt(answer, inputs, seconds)
        if one.problem or " encountered in " not in one.outcome.warned:
            return one
        why = (
            "np.where computes both branches for all entries; let it choose only a numerator."
            if "invalid value" in one.outcome.warned
            else "An exponential overflows on the way; take it of a number that is never positive."
        )
        return replace(one, problem=f"For a = {describe(inputs[0])} the values are right. {why}")

    def hint(self, tries: Sequence[Try]) -> str:
        """A hint on wrong values; where the first problem is a warning, that says enough."""
        first = next(one for one in tries if one.problem)
        warned = same(first.outcome.value, first.expected, self.tolerance)
        return "" if warned else super().hint(tries)


def _activations() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(51)
    yield (np.array([-2.0, 0.0, 1.0, 3.0]),)
    yield (rng.normal(0, 4, (3, 4)),)
    yield (np.array([-1000.0, 0.5, 1000.0]),)
    yield (np.array([[-50.0], [-40.0]]),)
    # Each small probability alone: beside a larger one its error would count as rounding.
    for a in (-60.0, -100.0, -300.0, -705.0, -1000.0):
        yield (np.array([a]),)
    yield (np.array([60.0, 705.0]),)


def _clipped_at(limit: float) -> Callable[[Array], Any]:
    return lambda a: sigmoid(np.clip(a, -limit, limit))


_CLIPS = (*range(20, 101), *range(150, 701, 50), 708, 709)

_SILENCERS = ("errstate", "seterr", "catch_warnings", "filterwarnings", "simplefilter")

_LIBRARY = ("sigmoid", "log_sigmoid", "softmax", "log_softmax", "expit")

EXERCISE = QuietExercise(
    id="5.1",
    name="stable_sigmoid",
    parameters=("a",),
    inputs=_activations,
    expected=entrywise(exact_sigmoid),
    meaning="The values are right far out on both sides, and nothing warned.",
    shape_hint="The answer has the shape of a. Work on the whole array, with np.where or masks; "
    "`if` can only ask about one number.",
    ruled_out={
        **dict.fromkeys(
            _SILENCERS,
            "You silenced the warnings, so an exp that overflows stays hidden. Leave them on, and "
            "take exp of numbers that are never positive.",
        ),
        **dict.fromkeys(_LIBRARY, "Write it with numpy only, not with a ready-made sigmoid."),
    },
    mistakes={
        "The sign in the exponent is the other way round: this is the sigmoid of -a.": lambda a: (
            sigmoid(-a)
        ),
        "For a >= 0 the numerator is 1, not z: this is the sigmoid of -|a|.": lambda a: sigmoid(
            -np.abs(a)
        ),
        "For a < 0 the numerator is z, not 1: this is the sigmoid of |a|.": lambda a: sigmoid(
            np.abs(a)
        ),
        "exp(a) overflows to inf for large a, and inf / inf is nan.": lambda a: (
            np.exp(a) / (1 + np.exp(a))
        ),
        "This is tanh, which runs from -1 to 1.": lambda a: np.tanh(a),
        "The small probabilities are lost: the difference of two almost equal numbers, such as 1 - "
        "y, keeps none of their digits. "
        "For a < 0 use z / (1 + z).": lambda a: np.where(a >= 0, sigmoid(a), 1 - sigmoid(-a)),
        "Clipping makes all large |a| equal, but the sigmoid still falls there: sigma(-60) is "
        "8.8e-27, sigma(-705) is 6.6e-307.": [_clipped_at(limit) for limit in _CLIPS],
    },
    typed={
        "An exponential overflows on the way": "stable_sigmoid = lambda a: 1 / (1 + np.exp(-a))",
        "np.where computes both branches": (
            "np.where(a >= 0, 1.0, z) / (1 + z)",
            "np.where(a >= 0, 1 / (1 + z), np.exp(a) / (1 + np.exp(a)))",
        ),
        "`if` can only ask about one number": ("np.where(a >= 0, 1.0, z)", "(1 if a >= 0 else z)"),
        "changes the input": """
def stable_sigmoid(a):
    positive = a >= 0
    a[positive] = -a[positive]
    return np.where(positive, 1, np.exp(a)) / (1 + np.exp(a))
""",
        "You silenced the warnings": """
def stable_sigmoid(a):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-a))
""",
        "Write it with numpy only": "stable_sigmoid = sigmoid",
    },
)
