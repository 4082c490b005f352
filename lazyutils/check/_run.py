"""Run a learner's function so that nothing it does can hurt the notebook."""

from __future__ import annotations

import contextlib
import dis
import inspect
import io
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FrameType, FunctionType, TracebackType
from typing import Any

# How long after the limit a loop may stay inside a `try` before it is stopped there.
GRACE = 0.5


class TimeUp(BaseException):
    """Raised inside the learner's code when the time is over.

    Not an `Exception`, so that `except Exception` in the learner's code lets it pass.
    """


@dataclass(frozen=True)
class Outcome:
    """What a call did: its value, or an error in words; what it printed and warned."""

    value: Any = None
    error: str = ""
    printed: str = ""
    warned: str = ""


def call(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Outcome:
    """Call `function(*arguments)`, catch all it raises and stop it after `seconds`."""
    printed = io.StringIO()
    names = _learner_globals(function)
    value, error = None, ""
    limit = _TimeLimit(names, seconds)
    with (
        warnings.catch_warnings(record=True) as warned,
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        limit,
    ):
        warnings.simplefilter("always")
        try:
            value = function(*arguments)
        except TimeUp:
            pass
        except KeyboardInterrupt:  # the learner pressed the stop button
            raise
        except BaseException as exception:  # SystemExit too: the kernel must live on
            error = _explain(exception, names)
    if limit.over:  # even where the learner's own `except:` caught TimeUp
        error = "did not finish in time and was stopped. Is there a loop that never ends?"
    messages = dict.fromkeys(str(warning.message) for warning in warned)
    return Outcome(value, error, printed.getvalue(), "; ".join(messages))


def _learner_globals(function: Callable[..., Any]) -> dict[str, Any]:
    """The names that the learner's code sees, by which its frames are recognised."""
    plain = inspect.unwrap(getattr(function, "__func__", function))
    names: dict[str, Any] = getattr(plain, "__globals__", sys.modules["__main__"].__dict__)
    return names


class _TimeLimit(contextlib.AbstractContextManager[None]):
    """Raise `TimeUp` in the learner's code once `seconds` are over.

    A trace function sees each bytecode of the learner's own functions and no
    library's. It needs neither threads nor signals, so it also works on Windows
    and in a browser.
    """

    def __init__(self, names: dict[str, Any], seconds: float) -> None:
        self.names, self.seconds = names, seconds
        self.over = False

    def __enter__(self) -> None:
        self.deadline = time.monotonic() + self.seconds
        self.previous = sys.gettrace()
        sys.settrace(self.enter_frame)

    def __exit__(self, *exception: object) -> None:
        sys.settrace(self.previous)

    def enter_frame(self, frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_globals is not self.names:
            return None
        frame.f_trace_opcodes = True
        return self.step

    def step(self, frame: FrameType, event: str, argument: object) -> Any:
        late = time.monotonic() - self.deadline
        # A bare `except:` in the learner's loop would swallow TimeUp, and Python
        # stops tracing after it; so wait for a step outside every `try`.
        if late > 0 and (late > GRACE or not self.in_try(frame)):
            self.over = True
            raise TimeUp
        return self.step

    def in_try(self, frame: FrameType | None) -> bool:
        while frame is not None and frame.f_globals is self.names:
            if _covered(frame.f_code, frame.f_lasti):
                return True
            frame = frame.f_back
        return False


def _covered(code: CodeType, position: int) -> bool:
    bytecode: Any = dis.Bytecode(code)  # the type stubs do not know exception_entries
    entries = bytecode.exception_entries
    return any(entry.start <= position < entry.end for entry in entries)


_ADVICE = {
    NameError: "Is the name spelled as in the parameters?",
    IndexError: "Compare the index with the shape of the array.",
    ModuleNotFoundError: "Every package that you need is imported at the top of the notebook.",
    RecursionError: "The function calls itself without end.",
    ZeroDivisionError: "Which denominator can become 0?",
}


def _explain(exception: BaseException, names: dict[str, Any]) -> str:
    """The exception in words, with the line of the learner's code that raised it."""
    if isinstance(exception, SystemExit):
        return "called exit() instead of returning a value."
    try:
        text = str(exception)
    except Exception:  # a learner's own exception class may fail here too
        text = ""
    what = f"{type(exception).__name__}: {text[:200].rstrip('.')}".removesuffix(": ")
    line = _learner_line(exception.__traceback__, names)
    advice = next((a for kind, a in _ADVICE.items() if isinstance(exception, kind)), "")
    return f"raised {what}{line}. {advice}".rstrip()


def _learner_line(trace: TracebackType | None, names: dict[str, Any]) -> str:
    lines = [line for frame, line in traceback.walk_tb(trace) if frame.f_globals is names]
    return f" (line {lines[-1]} of your cell)" if lines else ""


def is_stub(answer: object) -> bool:
    """True for `...` and for a function whose body is still only `...`."""
    if answer is ...:
        return True
    if not isinstance(answer, FunctionType):
        return False
    harmless = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}
    steps = list(dis.get_instructions(answer))
    return all(step.opname in harmless for step in steps) and all(
        step.argval is None for step in steps if step.opname.endswith("_CONST")
    )
