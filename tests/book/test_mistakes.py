"""Each mistake that a check knows is recognised: its own wrong function gets its own hint."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lazyutils.check import exercise, exercise_ids
from lazyutils.check.judge import FunctionExercise, Wrong

FUNCTIONS = [e for e in map(exercise, exercise_ids()) if isinstance(e, FunctionExercise)]


def wrong_functions(exercise: FunctionExercise) -> list[tuple[str, Wrong]]:
    """Each mistaken function with its hint."""
    return [
        (hint, function)
        for hint, wrong in exercise.mistakes.items()
        for function in (wrong if isinstance(wrong, Sequence) else [wrong])
    ]


@pytest.mark.parametrize(
    ("exercise", "hint", "function"),
    [
        pytest.param(exercise, *mistake, id=f"{exercise.id}-{place}")
        for exercise in FUNCTIONS
        for place, mistake in enumerate(wrong_functions(exercise))
    ],
)
def test_wrong_function_gets_the_hint_of_its_mistake(
    exercise: FunctionExercise, hint: str, function: Wrong
) -> None:
    report = exercise.evaluate([function], 20.0)
    assert report.status == "wrong"
    assert report.message.endswith(hint)


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda exercise: exercise.id)
def test_no_hint_contains_another(exercise: FunctionExercise) -> None:
    """Or a message that ends with one would end with both, and the test above could not tell."""
    hints = list(exercise.mistakes)
    assert [(a, b) for a in hints for b in hints if a is not b and b.endswith(a)] == []
