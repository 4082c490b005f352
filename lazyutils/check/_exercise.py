"""What an exercise is and how its answer is judged and explained."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import CodeType, FunctionType
from typing import Any, Literal, Protocol

import numpy as np
import pandas as pd

from lazyutils.check._run import Outcome, call, is_stub

Status = Literal["not attempted", "correct", "wrong"]

SINGLE = 1e-5  # an answer in float32 has about seven digits; two may be lost on the way


@dataclass(frozen=True)
class Report:
    """The verdict on an answer and the sentence that the learner reads."""

    status: Status
    message: str


class Exercise(Protocol):
    """What `check` asks of every kind of exercise."""

    @property
    def id(self) -> str: ...

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report: ...


@dataclass(frozen=True)
class Mistake:
    """A likely mistake: the wrong function that it leads to, and the hint to give.

    The hint is given when the learner's answers equal those of `wrong`.
    """

    hint: str
    wrong: Callable[..., Any]


@dataclass(frozen=True)
class FunctionExercise:
    """An exercise whose answer is one function, tried on several inputs.

    `expected` computes the right answer by another route than the solution in
    the notebook, so that the two cannot share a bug. The first input is small
    enough to be printed.
    """

    id: str
    name: str
    parameters: tuple[str, ...]
    inputs: Callable[[], Iterable[tuple[Any, ...]]]
    expected: Callable[..., Any]
    meaning: str
    mistakes: tuple[Mistake, ...] = ()
    shape_hint: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)  # words of an error, and their hint
    ruled_out: Mapping[str, str] = field(default_factory=dict)  # names not to use, and why
    tolerance: float = 1e-8  # relative to the largest entry of the answer
    zero: float = 0.0  # what differs by less than this is equal

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report:
        if any(is_stub(answer) for answer in answers):
            return _not_attempted(self.name)
        if len(answers) != 1 or not callable(answers[0]):
            given = ", ".join(describe(answer) for answer in answers) or "nothing"
            return _wrong(f"The check wants the function {self.name}; it was given {given}.")
        tries = []
        deadline = time.monotonic() + seconds
        for inputs in self.inputs():
            one = self._try(answers[0], inputs, max(0.0, deadline - time.monotonic()))
            tries.append(one)
            if one.outcome.error:
                break
        failed = [one for one in tries if one.problem]
        if not failed:
            why = [hint for name, hint in self.ruled_out.items() if name in _names(answers[0])]
            if why:
                return _wrong(f"The values are right. {why[0]}")
            return Report("correct", f"correct. {self.meaning}")
        return _wrong(f"{failed[0].problem}{_aside(failed[0].outcome)} {self._hint(tries)}")

    def _try(self, answer: Callable[..., Any], inputs: tuple[Any, ...], seconds: float) -> _Try:
        given = copy.deepcopy(inputs)
        outcome = call(answer, given, seconds)
        where = "For " + " and ".join(
            f"{name} = {describe(value)}"
            for name, value in zip(self.parameters, inputs, strict=True)
        )
        expected = self.expected(*copy.deepcopy(inputs))
        if outcome.error:
            problem = f"{where}, {self.name} {outcome.error}"
        elif not all(same(a, b) for a, b in zip(given, inputs, strict=True)):
            problem = (
                f"{where}, your function changes the input it was given. "
                "Work on a copy, or build a new array."
            )
        elif outcome.value is None:
            problem = f"{where} you returned None: does the function end with return?"
        elif not same(outcome.value, expected, self.tolerance, self.zero):
            got, wanted = describe_both(outcome.value, expected)
            problem = f"{where} you returned {got}; expected {wanted}."
        else:
            problem = ""
        return _Try(inputs, outcome, expected, problem)

    def _hint(self, tries: Sequence[_Try]) -> str:
        """The hint of the mistake that explains every answer, the right ones too."""
        failed = [one for one in tries if one.problem]
        if any(one.outcome.error or one.outcome.value is None for one in failed):
            error = failed[0].outcome.error
            known = [hint for words, hint in self.errors.items() if words in error]
            return (known or [self.shape_hint if "raised ValueError" in error else ""])[0]
        for mistake in self.mistakes:
            if all(self._is(mistake, one) for one in tries):
                return mistake.hint
        return self._hint_from_values(failed, everywhere=len(failed) == len(tries))

    def _hint_from_values(self, failed: Sequence[_Try], everywhere: bool) -> str:
        """A hint from the wrong answers alone, where no mistake explains them."""
        values = [one.outcome.value for one in failed]
        if everywhere and len(values) > 1 and _is_constant(values):
            return (
                "You return the same for every input: does the function use its parameters, "
                "or names of the notebook?"
            )
        try:
            hints = [_general_hint(e.outcome.value, e.expected, self.tolerance) for e in failed]
        except Exception:  # an object whose own code fails
            return ""
        if hints[0] == "shape":
            return self.shape_hint
        return hints[0] if len(set(hints)) == 1 else ""

    def _is(self, mistake: Mistake, one: _Try) -> bool:
        try:
            with np.errstate(all="ignore"):
                mistaken = mistake.wrong(*copy.deepcopy(one.inputs))
        except Exception:  # the mistaken formula may not apply to this input
            return False
        return same(one.outcome.value, mistaken, self.tolerance, self.zero)


@dataclass(frozen=True)
class _Try:
    inputs: tuple[Any, ...]
    outcome: Outcome
    expected: Any
    problem: str


@dataclass(frozen=True)
class ValueExercise:
    """An exercise whose answers are values that the learner computed in the notebook.

    `judge(*answers)` returns what is wrong in a sentence or two, "" if nothing is.
    """

    id: str
    names: tuple[str, ...]
    judge: Callable[..., str]
    meaning: str

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report:
        if len(answers) != len(self.names):
            return _wrong(f"The check wants {', '.join(self.names)}, in this order.")
        open_ = [name for name, answer in zip(self.names, answers, strict=True) if is_stub(answer)]
        if open_:
            return _not_attempted(" and ".join(open_))
        outcome = call(self.judge, tuple(answers), seconds)
        if outcome.error:
            given = ", ".join(
                f"{name} = {describe(answer)}"
                for name, answer in zip(self.names, answers, strict=True)
            )
            return _wrong(f"The check cannot use {given}: it {outcome.error}")
        if outcome.value:
            return _wrong(outcome.value)
        return Report("correct", f"correct. {self.meaning}")


def _not_attempted(what: str) -> Report:
    return Report(
        "not attempted", f"not attempted yet. Replace the ... in {what} and run both cells."
    )


def _wrong(message: str) -> Report:
    return Report("wrong", f"not yet. {message.strip()}")


def _aside(outcome: Outcome) -> str:
    """What the learner's code printed or warned, shortened, as it may hold the clue."""
    aside = f" Python warned: {outcome.warned[:200]}." if outcome.warned else ""
    if outcome.printed:
        aside += f" Your code printed: {outcome.printed[:100].rstrip()}"
    return aside


def same(given: Any, expected: Any, tolerance: float = 0.0, zero: float = 0.0) -> bool:
    """True if `given` is `expected`, up to rounding, in type of structure and in shape.

    Lists count as arrays, 0-dimensional arrays and fractions as numbers. Anything that cannot
    be compared, whatever its own code does when it is asked, is not the same.
    """
    try:
        given = _without_fractions(given)
        if isinstance(expected, tuple | list) and not _is_numeric(expected):
            return (
                isinstance(given, tuple | list)
                and len(given) == len(expected)
                and all(same(g, e, tolerance, zero) for g, e in zip(given, expected, strict=True))
            )
        if isinstance(expected, str | bool | None):
            return type(given) is type(expected) and bool(given == expected)
        if isinstance(expected, pd.DataFrame | pd.Series):
            return bool(expected.equals(given))
        if isinstance(given, str) or not _is_numeric(given):
            return False
        if _is_single(given):
            tolerance = max(tolerance, SINGLE)
        a, b = np.asarray(given, float), np.asarray(expected, float)
        slack = max(zero, tolerance * np.abs(b[np.isfinite(b)]).max(initial=0.0))
        return a.shape == b.shape and np.allclose(a, b, rtol=0.0, atol=slack, equal_nan=True)
    except Exception:
        return False


def _without_fractions(value: Any) -> Any:
    if type(value) in (tuple, list):
        return type(value)(_without_fractions(part) for part in value)
    return float(value) if isinstance(value, Fraction) else value


def _is_single(value: Any) -> bool:
    parts = value if isinstance(value, tuple | list) else [value]
    return any(getattr(part, "dtype", None) == np.float32 for part in parts)


def _is_numeric(value: Any) -> bool:
    try:
        return np.asarray(value).dtype.kind in "biuf"
    except Exception:  # a ragged list, or an object whose own code fails
        return False


def _names(answer: object) -> set[str]:
    """A function's name and the names that its code uses, without those of its own helpers."""
    found = {str(getattr(answer, "__name__", ""))}
    parts = [getattr(answer, "__code__", None)]  # a ufunc or a partial has none
    while parts:
        part = parts.pop()
        if isinstance(part, CodeType):
            found.update(part.co_names)
            parts.extend(part.co_consts)  # the functions inside
    around, home = getattr(answer, "__globals__", {}), getattr(answer, "__module__", None)
    helpers = (value for value in around.values() if isinstance(value, FunctionType))
    return found - {helper.__name__ for helper in helpers if helper.__module__ == home}


def _is_constant(values: Sequence[Any]) -> bool:
    """True if all values are one number or array, without nan or inf."""
    return (
        _is_numeric(values[0])
        and bool(np.isfinite(values[0]).all())
        and all(same(value, values[0]) for value in values)
    )


def _general_hint(given: Any, expected: Any, tolerance: float) -> str:
    """A hint from the answer alone: "shape", a sentence, or "" where there is none."""
    if isinstance(expected, tuple | list) and not _is_numeric(expected):
        if not isinstance(given, tuple | list) or len(given) != len(expected):
            return f"Return {len(expected)} values."
        pairs = list(zip(given, expected, strict=True))
        wrong = [(g, e) for g, e in pairs if not same(g, e, tolerance)]
        return _general_hint(*wrong[0], tolerance) if len(wrong) == 1 else ""
    if not _is_numeric(given):
        what = "an array of text or objects" if isinstance(given, np.ndarray) else describe(given)
        return f"Return numbers, not {what}." if _is_numeric(expected) else ""
    a, b = np.asarray(given, float), np.asarray(expected, float)
    if a.ndim == 2 and same(a.T, b, tolerance):
        return "It is the transpose of the answer."
    if a.shape != b.shape:
        return "shape"
    if same(-a, b, tolerance):
        return "The sign is the other way round."
    with np.errstate(all="ignore"):
        ratio = a[b != 0] / b[b != 0]
    if (
        ratio.size
        and np.isfinite(ratio[0])
        and ratio[0] != 0
        and not np.isclose(ratio[0], 1)
        and same(a, ratio.flat[0] * b, tolerance)
    ):
        return f"It is {ratio.flat[0]:.4g} times the expected value."
    return ""


def describe_both(given: Any, expected: Any) -> tuple[str, str]:
    """Both in words that differ: of large arrays an entry, of close numbers more digits."""
    words = describe(given), describe(expected)
    if words[0] != words[1] or not (_is_numeric(given) and _is_numeric(expected)):
        return words
    a, b = np.asarray(given, float), np.asarray(expected, float)
    place = np.unravel_index(np.argmax(np.nan_to_num(np.abs(a - b), nan=np.inf)), a.shape)
    for enough in (4, 9, 17):
        digits = [f"{float(value[place]):.{enough}g}" for value in (a, b)]
        if digits[0] != digits[1]:
            break
    if a.ndim == 0:
        return digits[0], digits[1]
    index = "[" + ", ".join(str(int(i)) for i in place) + "]"
    return f"{words[0]} with {digits[0]} at {index}", f"{digits[1]} there"


def describe(value: Any) -> str:
    """The value in a few words or digits, whatever it is."""
    try:
        return _describe(value)[:300]
    except Exception:  # an object whose own code fails
        return f"an object of type {type(value).__name__}"


def _describe(value: Any) -> str:
    if value is None or isinstance(value, bool | str | np.bool_):
        return repr(value) if not isinstance(value, np.bool_) else str(bool(value))
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, tuple):
        return "(" + ", ".join(describe(entry) for entry in value) + ")"
    if _is_numeric(value):
        array = np.asarray(value)
        if array.size > 12:
            return f"an array of shape {array.shape}"
        return _digits(array.tolist())
    if isinstance(value, list):
        return "[" + ", ".join(describe(entry) for entry in value) + "]"
    name = getattr(value, "__name__", "")
    return f"{type(value).__name__} {name}".strip()


def _digits(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_digits(entry) for entry in value) + "]"
    return f"{value + 0.0:.4g}" if isinstance(value, float) else str(value)  # no "-0"
