"""Run a learner's function so that nothing it does can hurt the notebook."""

import contextlib
import dis
import functools
import io
import re
import sys
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FunctionType, MethodType, TracebackType
from typing import Any

from lazyutils.check.limit import TimeLimit, TimeUp
from lazyutils.check.plain import plain
from lazyutils.check.state import unchanged_process

__all__ = ["Outcome", "call", "explain", "is_stub", "received"]

_PRINTED = 10_000  # characters that are kept of what a learner's function prints


@dataclass(frozen=True)
class Outcome:
    """What a call did: its value as plain data, or an error in words.

    Beside it what the call printed and warned, and how many seconds it took.
    """

    value: Any = None
    error: str = ""
    printed: str = ""
    warned: str = ""
    seconds: float = 0.0


class _Page(io.StringIO):
    """Keeps the first of what is written to it, as a loop may print without end."""

    def write(self, text: str) -> int:
        if self.tell() < _PRINTED:
            super().write(text[:_PRINTED])
        return len(text)


def call(
    function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, whose: object = None
) -> Outcome:
    """Call `function(*arguments)`, catch all it raises and stop it after `seconds`.

    What it changes in the process is put back. The value comes as plain data (`plain`).
    `whose` is the learner's object, where that is not the function.
    """
    page = _Page()
    code, names = _learner_code(function if whose is None else whose)
    value, error = None, ""
    limit = TimeLimit(names, seconds)
    with (
        unchanged_process(),
        warnings.catch_warnings(record=True) as warned,
        contextlib.redirect_stdout(page),
        contextlib.redirect_stderr(page),
    ):
        warnings.simplefilter("always")
        try:
            with limit:
                value = limit.run(lambda: plain(function(*arguments)))
        except TimeUp:
            pass
        except KeyboardInterrupt:  # the learner pressed the stop button
            raise
        except BaseException as exception:  # SystemExit too: the kernel must live on
            error = explain(exception, _learner_line(exception.__traceback__, code, names))
    if limit.over:  # even where the learner's own `except:` caught TimeUp
        value = None
        error = "did not finish in time and was stopped. Is there a loop that never ends?"
    messages = dict.fromkeys(_text(warning.message) for warning in warned)
    return Outcome(value, error, page.getvalue(), "; ".join(messages), limit.spent)


def received(answer: object, seconds: float) -> Outcome:
    """A value that the learner computed, as the outcome of a call: plain data, or an error."""
    return call(lambda: answer, (), seconds, whose=answer)


def _learner_code(function: object) -> tuple[CodeType | None, dict[str, Any]]:
    """The code behind a callable and the names that it sees, by which its frames are known."""
    inside: Any = function
    for _ in range(10):  # a decorated method of a partial, and so on
        if type(inside) is functools.partial:
            inside = inside.func
        elif type(inside) is MethodType:
            inside = inside.__func__
        elif type(inside) is FunctionType and "__wrapped__" in vars(inside):
            inside = vars(inside)["__wrapped__"]
        elif type(inside) is FunctionType:
            return inside.__code__, inside.__globals__
        else:  # a class, or an object that can be called
            kind = type(inside)  # isinstance would ask the object itself
            is_class = issubclass(kind, type)
            methods = vars(inside if is_class else kind)
            inside = methods.get("__init__" if is_class else "__call__")
    return None, sys.modules["__main__"].__dict__


# What an exception's class and its message (a pattern) say about its cause; the first that fits.
_ADVICE: tuple[tuple[type[BaseException], str, str], ...] = (
    (
        ValueError,
        "truth value of a",
        "`if`, `and`, `or` and `not` ask one question, but an array has many answers: use "
        "np.where or a mask, and &, | and ~ between masks.",
    ),
    (
        UnboundLocalError,
        "",
        "A name that the function assigns is its own in every line: give it a value before it "
        "is used.",
    ),
    (NameError, "", "Is the name spelled as in the parameters?"),
    (
        IndexError,
        "only integers",
        "An index must be a whole number: / always gives a decimal, use // or int().",
    ),
    (
        IndexError,
        "arrays used as indices",
        "An index must be a whole number: make it one with .astype(int).",
    ),
    (IndexError, "", "Compare the index with the shape of the array."),
    (KeyError, "", "The dictionary or table has no such key: which ones has it?"),
    (ModuleNotFoundError, "", "Every package that you need is imported at the top."),
    (RecursionError, "", "The function calls itself without end."),
    (ZeroDivisionError, "", "Which denominator can become 0?"),
    (
        TypeError,
        "cannot be interpreted as an integer|a single integer",
        "A whole number is wanted: / always gives a decimal, use // or int().",
    ),
    (
        TypeError,
        "is not callable",
        "A name that is called like a function holds a value: has a cell assigned to it?",
    ),
    (TypeError, r"\bstr\b|<U", "Text stands where a number is wanted."),
    (ValueError, "could not convert string", "Text stands where a number is wanted."),
    (
        AttributeError,
        "'NoneType' object",
        "A function that you call returns None: does it end with return?",
    ),
)


def explain(exception: BaseException, line: str = "") -> str:
    """The exception in words, with the line of the learner's code that raised it."""
    if isinstance(exception, SystemExit):
        return "called exit() instead of returning a value."
    text = _text(exception)
    what = f"{type(exception).__name__}: {text[:200].rstrip('. ')}".removesuffix(": ")
    fits = (
        said
        for kind, words, said in _ADVICE
        if isinstance(exception, kind) and re.search(words, text)
    )
    return f"raised {what}{line}. {next(fits, '')}".rstrip()


def _text(exception: object) -> str:
    try:
        return " ".join(str(exception).split())
    except Exception:  # a learner's own exception class may fail here too
        return ""


def _learner_line(trace: TracebackType | None, code: CodeType | None, names: dict[str, Any]) -> str:
    """The last line of the answer's own cell that the exception passed."""
    lines = [
        line
        for frame, line in traceback.walk_tb(trace)
        if frame.f_globals is names and code and frame.f_code.co_filename == code.co_filename
    ]
    return f" (line {lines[-1]} of your cell)" if lines else ""


def is_stub(answer: object) -> bool:
    """True for `...` and for a function whose body is still only `...`."""
    if answer is ...:
        return True
    if type(answer) is not FunctionType:
        return False
    harmless = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}
    steps = list(dis.get_instructions(answer))
    return all(step.opname in harmless for step in steps) and all(
        step.argval is None for step in steps if step.opname.endswith("_CONST")
    )
