"""Checks for the exercises: `check("3.2", slope_intercept)` prints what is right or wrong.

Everything runs offline, in the kernel that the notebook runs in. The checks of
one chapter live in one module, `chapter_3` for chapter 3, and are imported when
the first exercise of that chapter is checked.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil

from lazyutils.check._exercise import Exercise, Report

__all__ = ["TIME_LIMIT", "check", "evaluate", "exercise_ids"]

# Seconds that a learner's code may take for all inputs of one check together.
TIME_LIMIT = 5.0


def _chapter_exercises(chapter: str) -> dict[str, Exercise]:
    name = f"{__name__}.chapter_{chapter}"
    if not chapter.isdigit() or importlib.util.find_spec(name) is None:
        return {}
    exercises: tuple[Exercise, ...] = importlib.import_module(name).EXERCISES
    return {exercise.id: exercise for exercise in exercises}


def exercise_ids() -> list[str]:
    """The ids of all exercises that have a check, in the order of the book."""
    chapters = sorted(
        module.name.removeprefix("chapter_")
        for module in pkgutil.iter_modules(__path__)
        if module.name.startswith("chapter_")
    )
    return [id_ for chapter in chapters for id_ in _chapter_exercises(chapter)]


def evaluate(id: str, *answers: object) -> Report:
    """Judge the answers to one exercise and say so in a `Report`.

    Parameters: `id`, the exercise's number as text ("3.2"); `answers`, what the
    learner defined, a function or values, in the order the check cell names them.
    Returns a `Report` with `status` ("not attempted", "correct" or "wrong") and
    `message`. Nothing that the learner's code does (an exception, a wrong type,
    an endless loop, `sys.exit()`) escapes, and settings of Python, numpy, pandas and
    matplotlib that it changes are put back. Its own running time may be `TIME_LIMIT`
    seconds; then it is stopped wherever Python can be interrupted (`_limit.TimeLimit`
    says where: not inside one long call into C).
    Raises `ValueError` for an id that no chapter has.

    >>> evaluate("3.2", ...).status
    'not attempted'
    """
    exercise = _chapter_exercises(str(id).partition(".")[0]).get(str(id))
    if exercise is None:
        raise ValueError(f"there is no exercise {id!r}; there are {', '.join(exercise_ids())}")
    return exercise.evaluate(answers, TIME_LIMIT)


def check(id: str, *answers: object) -> None:
    """Print whether the answers to exercise `id` are right, and if not, what went wrong.

    >>> check("3.2", ...)
    Exercise 3.2: not attempted yet. Replace the ... in r_squared_of and run both cells.
    """
    print(f"Exercise {id}: {evaluate(id, *answers).message}")
