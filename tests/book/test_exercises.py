"""Each exercise has its form, its solution is right and its check finds the usual mistakes.

Nothing is copied from the notebooks: the solutions that run here are those a reader unfolds.
"""

from __future__ import annotations

import copy
import importlib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import lazyutils.check
from lazyutils.check import evaluate, exercise_ids
from tests.book.rules import EXERCISES, Rule
from tests.support.books import Book, execute, printed, tags, written
from tests.support.exercises import Exercise, exercises, functions

Names = dict[str, Any]

ALL = {
    exercise.id: (path, exercise) for path in written() for exercise in exercises(Book.read(path))
}
IDS = list(ALL)


# --- form --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", EXERCISES.values(), ids=EXERCISES)
def test_form(path: Path, rule: Rule) -> None:
    assert list(rule(Book.read(path))) == []


def test_every_exercise_has_a_check_and_every_check_an_exercise() -> None:
    assert sorted(IDS) == sorted(exercise_ids())


# --- solutions ---------------------------------------------------------------------------------


def test_solutions_are_correct(path: Path) -> None:
    """The whole chapter with each solution in the place of its stub.

    All but the exercises run twice in one kernel: each cell may be run again after Run All.
    """
    solved = copy.deepcopy(Book.read(path))
    for exercise in exercises(solved):
        assert exercise.answer, f"exercise {exercise.id} has no solution to run"
        exercise.stub.source = exercise.answer
    again = [copy.deepcopy(c) for c in solved.cells if not {"exercise", "check"} & {*tags(c)}]
    solved.nb.cells += again
    execute(solved.nb)
    del solved.nb.cells[-len(again) :]
    verdicts = {exercise.id: printed(exercise.check) for exercise in exercises(solved)}
    assert verdicts
    wrong = [text for id, text in verdicts.items() if f"Exercise {id}: correct. " not in text]
    assert wrong == []


# --- mistakes that students make ---------------------------------------------------------------


@cache
def prepared(chapter: str) -> Names:
    """The names that the notebook's earlier cells have defined."""
    names: Names = {"np": np, "pd": pd, "__name__": "__main__"}
    exec(importlib.import_module(f"lazyutils.check.chapter_{chapter}").BEFORE, names)
    return names


def answer(exercise: Exercise, code: str) -> lazyutils.check.Report:
    """The verdict on `code`, typed into the exercise's cell."""
    names = dict(prepared(exercise.id.split(".")[0]))
    exec(code, names)
    return evaluate(exercise.id, *(eval(argument, names) for argument in exercise.arguments))


@cache
def typed(id: str) -> dict[str, str]:
    """The code of the exercise's typed wrong answers, by words of the hint that each must get."""
    found = {}
    for hint, code in lazyutils.check.exercise(id).typed.items():
        if isinstance(code, tuple):  # what a part of the solution has become
            part, code = code
            assert part in ALL[id][1].answer, f"{part} is no part of the solution of {id}"
            code = ALL[id][1].answer.replace(part, code)
        found[hint] = code
    return found


@cache
def messages(id: str) -> dict[str, str]:
    """The check's message to each typed wrong answer."""
    return {hint: answer(ALL[id][1], code).message for hint, code in typed(id).items()}


@pytest.mark.parametrize("id", IDS)
def test_three_different_mistakes_are_known(id: str) -> None:
    mistakes = getattr(lazyutils.check.exercise(id), "mistakes", {})
    assert len(mistakes) + len(typed(id)) >= 3
    assert [hint for hint in (*mistakes, *typed(id)) if len(hint) < 5] == []


@pytest.mark.parametrize(
    ("id", "hint"),
    [pytest.param(id, hint, id=f"{id}-{hint}") for id in IDS for hint in typed(id)],
)
def test_typed_mistake_gets_its_hint(id: str, hint: str) -> None:
    """The check says that the answer is wrong, and says why to this mistake only."""
    assert answer(ALL[id][1], typed(id)[hint]).status == "wrong"
    assert [said for said, message in messages(id).items() if hint in message] == [hint]


# --- whatever a learner may write ----------------------------------------------------------------

# Bodies of a function that takes any arguments.
BODIES = {
    "returns None": "return None",
    "returns a string": "return 'about two'",
    "returns a ragged list": "return [1.0, [2.0, 3.0], 'x']",
    "returns nan": "return float('nan')",
    "returns the function itself": "return lambda: 1",
    "prints": "print('the answer is 2')",
    "divides by zero": "return 1 / 0",
    "raises an error of its own": "raise type('Mine', (Exception,), {'__str__': None})()",
    "loops for ever": "while True: pass",
    "loops for ever and forgives all": (
        "while True:\n        try: 1 / 0\n        except Exception: pass"
    ),
    "calls sys.exit": "import sys; sys.exit()",
    "calls exit": "raise SystemExit(3)",
    "calls itself without end": "return {name}(*arguments)",
    "yields": "yield 1",
}
# What else may stand behind the name.
VALUES = {
    "None": "None",
    "a string": "'about two'",
    "nan": "float('nan')",
    "an empty list": "[]",
    "a huge number": "1e308",
    "a ragged list": "[1.0, [2.0, 3.0], 'x']",
    "a class": "int",
    "an array of objects": "np.array([None, 'x'], dtype=object)",
    "a thing that breaks when touched": (
        "type('Rude', (), dict.fromkeys(['__eq__', '__repr__', '__array__', '__len__', "
        "'__float__', '__iter__', '__getattr__'], lambda *args: 1 / 0))()"
    ),
}


def assigned(exercise: Exercise, value: str) -> str:
    return "\n".join(f"{name} = {value}" for name in exercise.arguments)


def abuse(exercise: Exercise) -> dict[str, str]:
    """Code for the exercise's cell that no learner should lose the kernel over."""
    found = {what: assigned(exercise, value) for what, value in VALUES.items()}
    for name in functions(exercise.stub.source):
        for what, body in BODIES.items():
            found[what] = f"def {name}(*arguments):\n    {body.replace('{name}', name)}"
        found["takes nothing"] = f"def {name}():\n    return 1.0"
        found["wants too much"] = f"def {name}(a, b, c, d, e, f, g, h):\n    return 1.0"
    return found


# At the limit of recursion a finaliser of Python's own may fail, which Python only reports.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("id", "what"),
    [pytest.param(id, what, id=f"{id}-{what}") for id in IDS for what in abuse(ALL[id][1])],
)
def test_nothing_a_learner_writes_hurts(
    id: str, what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lazyutils.check, "TIME_LIMIT", 0.3)
    exercise = ALL[id][1]
    report = answer(exercise, abuse(exercise)[what])
    assert report.status in {"wrong", "not attempted"}
    assert 20 < len(report.message) < 1500
    assert capsys.readouterr().err == ""


SPOIL = """
_right = {name}

def {name}(*inputs):
    answer = _right(*inputs)
    for given in inputs:
        if isinstance(given, np.ndarray):
            given[...] = 7
        elif isinstance(given, pd.DataFrame):
            given["spoilt"] = 7
        elif isinstance(given, list):
            given.clear()
    return answer
"""


@pytest.mark.parametrize("id", [id for id in IDS if ALL[id][1].is_function])
def test_right_answer_that_spoils_its_input_is_wrong(id: str) -> None:
    exercise = ALL[id][1]
    assert answer(exercise, exercise.answer).status == "correct"
    (name,) = functions(exercise.stub.source)
    report = answer(exercise, exercise.answer + SPOIL.replace("{name}", name))
    assert report.status == "wrong"
    assert "change" in report.message
