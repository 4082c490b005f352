"""What an exercise is and how its answer is judged and explained."""

import contextlib
import copy
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, localcontext
from functools import partial
from types import CodeType, FunctionType
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from lazyutils.check.compare import SINGLE, is_numeric, same
from lazyutils.check.hints import general_hint, is_about_shapes, lengths, ratio_hint
from lazyutils.check.mistakes import Wrong
from lazyutils.check.sandbox import Outcome, call, explain, is_stub, received
from lazyutils.check.words import both_in_words, in_words

__all__ = [
    "SINGLE",
    "Array",
    "Exercise",
    "FunctionExercise",
    "Labels",
    "Report",
    "Status",
    "Try",
    "Typed",
    "ValueExercise",
    "Wrong",
    "both_in_words",
    "in_words",
    "same",
]

Array: TypeAlias = NDArray[Any]
Labels: TypeAlias = NDArray[np.int64]
_LIBRARIES = {"lazyutils", "numpy", "scipy", "sklearn", "statsmodels"}
Status = Literal["not attempted", "correct", "wrong"]
Typed = Mapping[str, str | tuple[str, str]]
"""Wrong answers as students type them, which the tests feed to the check: words of the hint that
each has to get, and its code, or what it has in its code for a part of the notebook's solution."""


@dataclass(frozen=True)
class Report:
    """The verdict on an answer and the sentence that the learner reads."""

    status: Status
    message: str


class Exercise(Protocol):
    """What `check` asks of every kind of exercise."""

    @property
    def id(self) -> str: ...

    @property
    def typed(self) -> Typed: ...

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report: ...


@dataclass(frozen=True)
class Try:
    inputs: tuple[Any, ...]
    outcome: Outcome
    expected: Any
    problem: str


@dataclass(frozen=True)
class FunctionExercise:
    """An exercise whose answer is one function, tried on several inputs.

    `expected` computes the right answer by another route than the solution in
    the notebook, so that the two cannot share a bug. The first input is small
    enough to be printed. `mistakes` are likely ones: the hint to give, and the function
    (or functions) to which the mistake leads; the hint is given when the learner's answers
    are those of the function. `seconds` counts the answer's own time alone.
    """

    id: str
    name: str
    parameters: tuple[str, ...]
    inputs: Callable[[], Iterable[tuple[Any, ...]]]
    expected: Callable[..., Any]
    meaning: str
    mistakes: Mapping[str, Wrong | Sequence[Wrong]] = field(default_factory=dict)
    shape_hint: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)  # words of an error, and their hint
    ruled_out: Mapping[str, str] = field(default_factory=dict)  # names not to use, and why
    tolerance: float = 1e-8  # relative to the largest entry of the answer
    zero: float = 0.0  # what differs by less than this is equal
    typed: Typed = field(default_factory=dict)

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report:
        return _safely(self.verdict, answers, seconds)

    def verdict(self, answers: Sequence[object], seconds: float) -> Report:
        if any(is_stub(answer) for answer in answers):
            return _not_attempted(self.name)
        if len(answers) != 1 or not callable(answers[0]):
            given = ", ".join(_as_given(answer, seconds) for answer in answers) or "nothing"
            return _wrong(f"The check wants the function {self.name}; it was given {given}.")
        tries: list[Try] = []
        with _quiet():
            inputs = list(self.inputs())
        for one in inputs:
            tries.append(self.attempt(answers[0], one, seconds))
            seconds -= tries[-1].outcome.seconds
            if tries[-1].outcome.error:
                break
        with _quiet():
            return self._report(answers[0], tries)

    def _report(self, answer: object, tries: Sequence[Try]) -> Report:
        failed = [one for one in tries if one.problem]
        if failed:
            return _wrong(f"{failed[0].problem}{_aside(failed[0].outcome)} {self.hint(tries)}")
        why = [hint for name, hint in self.ruled_out.items() if name in _names(answer)]
        if why:
            return _wrong(f"The values are right. {why[0]}")
        return Report("correct", f"correct. {self.meaning}")

    def attempt(self, answer: Callable[..., Any], inputs: tuple[Any, ...], seconds: float) -> Try:
        given = copy.deepcopy(inputs)
        outcome = call(answer, given, seconds)
        with _quiet():
            expected = self.expected(*copy.deepcopy(inputs))
            return Try(inputs, outcome, expected, self._problem(inputs, given, outcome, expected))

    def _problem(
        self, inputs: tuple[Any, ...], given: tuple[Any, ...], outcome: Outcome, expected: Any
    ) -> str:
        """What is wrong with the answer to these inputs, "" if nothing is."""
        where = "For " + " and ".join(
            f"{name} = {in_words(value)}"
            for name, value in zip(self.parameters, inputs, strict=True)
        )
        if outcome.error:
            return f"{where}, {self.name} {outcome.error}"
        if not all(same(a, b) for a, b in zip(given, inputs, strict=True)):
            return (
                f"{where}, your function changes the input it was given. "
                "Work on a copy, or build a new array."
            )
        if outcome.value is None:
            return f"{where} you returned None: does the function end with return?"
        if not same(outcome.value, expected, self.tolerance, self.zero):
            got, wanted = both_in_words(outcome.value, expected)
            return f"{where} you returned {got}; expected {wanted}."
        return ""

    def hint(self, tries: Sequence[Try]) -> str:
        """The hint of the mistake that explains every answer, the right ones too."""
        failed = [one for one in tries if one.problem]
        if any(one.outcome.error or one.outcome.value is None for one in failed):
            return self._hint_from_error(failed[0].outcome.error)
        for hint, wrong in self.mistakes.items():
            for function in wrong if isinstance(wrong, Sequence) else (wrong,):
                if all(self._is(function, one) for one in tries):
                    return hint
        return self.hint_from_values(tries)

    def _hint_from_error(self, error: str) -> str:
        for words, hint in self.errors.items():
            if words in error:
                return hint
        if f"{self.name}() " in error and "argument" in error:
            return f"It must take {', '.join(self.parameters)}, in this order."
        return self.shape_hint if is_about_shapes(error) else ""

    def hint_from_values(self, tries: Sequence[Try]) -> str:
        """A hint from the wrong answers alone, where no mistake explains them."""
        failed = [one for one in tries if one.problem]
        values = [one.outcome.value for one in failed]
        if len(failed) == len(tries) > 1 and _is_constant(values):
            return (
                "You return the same for every input: does the function use its parameters, "
                "or names of the notebook?"
            )
        hints = [general_hint(e.outcome.value, e.expected, self.tolerance) for e in failed]
        if hints[0] == "shape":
            return self.shape_hint
        if hints[0]:
            return hints[0] if len(set(hints)) == 1 else ""
        pairs = [(one.outcome.value, one.expected) for one in tries]
        sizes = [lengths(self.parameters, one.inputs) for one in tries]
        return ratio_hint(pairs, sizes, self.tolerance)

    def _is(self, wrong: Wrong, one: Try) -> bool:
        try:
            mistaken = wrong(*copy.deepcopy(one.inputs))
        except Exception:  # the mistaken formula may not apply to this input
            return False
        return same(one.outcome.value, mistaken, self.tolerance, self.zero)


@dataclass(frozen=True)
class ValueExercise:
    """An exercise whose answers are values that the learner computed in the notebook.

    `judge(*answers)` returns what is wrong in a sentence or two, "" if nothing is.
    """

    id: str
    names: tuple[str, ...]
    judge: Callable[..., str]
    meaning: str
    typed: Typed = field(default_factory=dict)

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report:
        return _safely(self.verdict, answers, seconds)

    def verdict(self, answers: Sequence[object], seconds: float) -> Report:
        if len(answers) != len(self.names):
            return _wrong(f"The check wants {', '.join(self.names)}, in this order.")
        open_ = [name for name, answer in zip(self.names, answers, strict=True) if is_stub(answer)]
        if open_:
            return _not_attempted(" and ".join(open_))
        values = []
        for name, answer in zip(self.names, answers, strict=True):
            if type(answer) in (FunctionType, type, partial):  # the judge will call it
                values.append(answer)
                continue
            outcome = received(answer, seconds)
            if outcome.error:
                return _wrong(f"{name} cannot be used: it {outcome.error}")
            values.append(outcome.value)
        with _quiet():
            try:
                problem = self.judge(*copy.deepcopy(values))
            except Exception as exception:  # a value of a kind that the judge does not know
                named = zip(self.names, values, strict=True)
                given = ", ".join(f"{name} = {in_words(value)}" for name, value in named)
                return _wrong(f"The check cannot use {given}: it {explain(exception)}")
        return _wrong(problem) if problem else Report("correct", f"correct. {self.meaning}")


def _safely(
    judge: Callable[[Sequence[object], float], Report], answers: Sequence[object], seconds: float
) -> Report:
    """The judge's report; an answer that breaks even the judge is wrong, and no traceback shows."""
    try:
        return judge(answers, seconds)
    except Exception:
        kinds = ", ".join(type(answer).__name__ for answer in answers)
        return _wrong(f"The check cannot use an answer of type {kinds}. Compare it with the task.")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """For the check's own work: no warning, no setting of the notebook's, no overflow hurts it."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), localcontext(Context()):
        warnings.simplefilter("ignore")
        yield


def _as_given(answer: object, seconds: float) -> str:
    got = received(answer, seconds)
    return f"an object of type {type(answer).__name__}" if got.error else in_words(got.value)


def _not_attempted(what: str) -> Report:
    said = f"not attempted yet. Replace the ... in {what} and run both cells."
    return Report("not attempted", said)


def _wrong(message: str) -> Report:
    message = message.strip()
    return Report("wrong", f"not yet. {message}" + "." * (message[-1] not in ".?!"))


def _aside(outcome: Outcome) -> str:
    """What the learner's code printed or warned, shortened, as it may hold the clue."""
    aside = f" Python warned: {outcome.warned[:200]}." if outcome.warned else ""
    if outcome.printed.strip():
        printed = outcome.printed[:100].strip()
        aside += f" Your code printed: {printed}" + "." * (printed[-1] not in ".?!")
    return aside


def _names(answer: object) -> set[str]:
    """The names that a function's code uses, without those of its own module's helpers.

    A ready-made function that was handed over as it is counts by its own name.
    """
    found: set[str] = set()
    parts = [getattr(answer, "__code__", None)]  # a ufunc or a partial has none
    while parts:
        part = parts.pop()
        if isinstance(part, CodeType):
            found.update(part.co_names)
            parts.extend(part.co_consts)  # the functions inside
    around, home = getattr(answer, "__globals__", {}), getattr(answer, "__module__", None)
    helpers = (value for value in around.values() if isinstance(value, FunctionType))
    found -= {helper.__name__ for helper in helpers if helper.__module__ == home}
    if not isinstance(answer, FunctionType) or str(home).partition(".")[0] in _LIBRARIES:
        found.add(str(getattr(answer, "__name__", "")))
    return found


def _is_constant(values: Sequence[Any]) -> bool:
    """True if all values are one number or array, without nan or inf."""
    return (
        is_numeric(values[0])
        and bool(np.isfinite(np.asarray(values[0])).all())
        and all(np.array_equal(value, values[0]) for value in values)
    )
