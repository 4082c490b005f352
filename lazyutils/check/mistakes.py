"""Families of mistakes that occur in many exercises: from the right function to wrong ones.

`FunctionExercise.mistakes` puts a hint beside each. Answers may be numbers, arrays or tuples
of them; a change is made to each part of a tuple.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = [
    "TINY",
    "Wrong",
    "clipped",
    "complement",
    "negative",
    "off_by",
    "other_bases",
    "per_sample",
    "reversed_pair",
    "times",
    "transposed",
    "with_answer",
    "with_input",
]

Wrong = Callable[..., Any]
"""A function that a likely mistake leads to, called with the exercise's inputs."""

TINY = (*(10.0**-k for k in (*range(2, 11), 12, 14, 15, 16, 20, 100)), 2.0**-52, 2.0**-23)
"""What people add to a probability, or clip it at, so that its logarithm is finite."""


def with_answer(right: Wrong, change: Callable[[Any], Any]) -> Wrong:
    """Right, then changed."""

    def wrong(*given: Any) -> Any:
        answer = right(*given)
        return tuple(map(change, answer)) if isinstance(answer, tuple) else change(answer)

    return wrong


def with_input(right: Wrong, place: int, change: Callable[[Any], Any]) -> Wrong:
    """The right function of inputs of which one was changed before."""
    return lambda *given: right(*given[:place], change(given[place]), *given[place + 1 :])


def negative(right: Wrong) -> Wrong:
    """The sign is the other way round."""
    return times(right, -1)


def times(right: Wrong, factor: float) -> Wrong:
    """A factor is left out, or is too many."""
    return with_answer(right, lambda a: factor * a)


def off_by(right: Wrong, number: int) -> Wrong:
    """Counted from the wrong end or from the wrong start."""
    return with_answer(right, lambda a: a + number)


def complement(right: Wrong) -> Wrong:
    """The share of the others, 0 for 1."""
    return with_answer(right, lambda a: 1 - a)


def transposed(right: Wrong) -> Wrong:
    """Rows for columns."""
    return with_answer(right, lambda a: np.asarray(a).T)


def per_sample(right: Wrong) -> Wrong:
    """A mean for a sum: divided by N, the length of the first input."""
    return lambda *given: times(right, 1 / len(given[0]))(*given)


def reversed_pair(right: Wrong) -> Wrong:
    """Both values, the second one first."""
    return lambda *given: tuple(right(*given))[::-1]


def clipped(right: Wrong, place: int, limits: Sequence[float]) -> list[Wrong]:
    """An input is clipped at -limit and limit, whatever the limit."""
    return [
        with_input(right, place, lambda a, limit=limit: np.clip(a, -limit, limit))  # type: ignore[misc]
        for limit in limits
    ]


def other_bases(right: Wrong) -> dict[str, Wrong]:
    """A logarithm to another base, with the hints."""
    return {
        f"The base of the logarithm is not {base}: use the natural one, np.log.": times(
            right, 1 / float(np.log(base))
        )
        for base in (2, 10)
    }
