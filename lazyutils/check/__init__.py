"""Checks for the exercises: `check("3.2", slope_intercept)` prints what is right or wrong.

Everything runs offline, in the kernel that the notebook runs in. The checks of
an exercise live in one module, `chapter_3/ex_2.py` for 3.2, which is imported when
the exercise is checked.
"""

import importlib
from pathlib import Path

from lazyutils.check.judge import Exercise, Report

__all__ = ["TIME_LIMIT", "check", "evaluate", "exercise", "exercise_ids"]

# Seconds that a learner's code may take for all inputs of one check together.
TIME_LIMIT = 5.0


def exercise_ids() -> list[str]:
    """The ids of all exercises that have a check, in the order of the book."""
    return [
        f"{chapter.name.removeprefix('chapter_')}.{exercise.stem.removeprefix('ex_')}"
        for chapter in sorted(Path(__file__).parent.glob("chapter_*"))
        for exercise in sorted(chapter.glob("ex_*.py"))
    ]


def exercise(id: str) -> Exercise:
    """The exercise with this id. Raises `ValueError` for an id that no chapter has."""
    if id not in exercise_ids():
        raise ValueError(f"there is no exercise {id!r}; there are {', '.join(exercise_ids())}")
    chapter, number = id.split(".")
    found: Exercise = importlib.import_module(f"{__name__}.chapter_{chapter}.ex_{number}").EXERCISE
    return found


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
    return exercise(str(id)).evaluate(answers, TIME_LIMIT)


def check(id: str, *answers: object) -> None:
    """Print whether the answers to exercise `id` are right, and if not, what went wrong.

    >>> check("3.2", ...)
    Exercise 3.2: not attempted yet. Replace the ... in r_squared_of and run both cells.
    """
    print(f"Exercise {id}: {evaluate(id, *answers).message}")
