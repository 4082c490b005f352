"""Each mistake that a check knows is recognised: its own wrong function gets its own hint."""

from __future__ import annotations

import importlib

import pytest

from lazyutils.check import exercise_ids
from lazyutils.check._exercise import FunctionExercise, Mistake

MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{place}")
    for chapter in sorted({id.split(".")[0] for id in exercise_ids()})
    for exercise in importlib.import_module(f"lazyutils.check.chapter_{chapter}").EXERCISES
    if isinstance(exercise, FunctionExercise)
    for place, mistake in enumerate(exercise.mistakes)
]


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_wrong_function_gets_the_hint_of_its_mistake(
    exercise: FunctionExercise, mistake: Mistake
) -> None:
    report = exercise.evaluate([mistake.wrong], 20.0)
    assert report.status == "wrong"
    assert report.message.endswith(mistake.hint)


def test_every_function_exercise_knows_mistakes() -> None:
    assert len({parameters.values[0].id for parameters in MISTAKES}) >= 34
