"""Stop a learner's function when its time is over."""

import contextlib
import dis
import functools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

__all__ = ["TimeLimit", "TimeUp", "alarm_is_free", "clock"]

clock = time.monotonic

# How long after the limit a loop may stay inside a `try` before it is stopped there.
_GRACE = 0.5
# Seconds from one alarm to the next, for code that has caught the first one.
_AGAIN = 0.1


class TimeUp(BaseException):
    """Raised inside the learner's code when the time is over.

    Not an `Exception`, so that `except Exception` in the learner's code lets it pass.
    """


class TimeLimit(contextlib.AbstractContextManager["TimeLimit"]):
    """Raise `TimeUp` in the learner's code once `seconds` are over.

    Where there is an alarm (the main thread of Linux and macOS) the code runs at full speed until
    it rings, and is stopped wherever Python runs: in any loop, in `sleep`, in `re`, in powers of
    large whole numbers. Elsewhere (Windows, a browser, another thread) a trace function looks at
    the clock at each line of the learner's own functions, which makes them about ten times
    slower, and stops them there.

    Neither can stop a single call into C that never asks Python for signals, such as
    `sum(range(10**9))` or one large product of matrices: it is judged when it returns, and one
    that never returns needs a restart of the kernel. Code that catches `BaseException` is stopped
    where no `try` is around it, or after `_GRACE` seconds inside one; a loop that catches that too
    and starts another is stopped by the alarm only.
    """

    def __init__(self, names: dict[str, Any], seconds: float) -> None:
        self.names, self.seconds = names, seconds
        self.over = self.running = self.has_alarm = False

    def __enter__(self) -> "TimeLimit":
        self.previous = sys.gettrace()
        self.start = clock()
        self.deadline = self.start + self.seconds
        self.has_alarm = alarm_is_free()
        if self.has_alarm:
            signal.signal(signal.SIGALRM, self.ring)
            signal.setitimer(signal.ITIMER_REAL, max(self.seconds, 1e-3), _AGAIN)
        else:
            sys.settrace(self.enter_frame)
        return self

    def __exit__(self, *exception: object) -> None:
        self.running = False
        if self.has_alarm:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if sys.gettrace() is not self.previous:
            sys.settrace(self.previous)

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """The value of `function(*arguments)`; an alarm outside this call raises nothing."""
        try:
            self.running = True
            return function(*arguments)
        finally:
            self.running = False

    @property
    def spent(self) -> float:
        return clock() - self.start

    def ring(self, number: int, frame: FrameType | None) -> None:
        """Raise `TimeUp`; where a `try` might swallow it, watch each further step as well.

        A signal is answered at a place that Python chooses, so any `try` of the functions counts.
        """
        if not self.running:
            return
        mine = self.learner_frames(frame)
        if any(one.f_code.co_exceptiontable for one in mine):
            self.watch(mine)
            if clock() < self.deadline + _GRACE:
                return
        self.over = True
        raise TimeUp

    def enter_frame(self, frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_globals is not self.names:
            return None
        frame.f_trace_opcodes = _spins(frame.f_code)
        return self.step(frame, event, argument)

    def step(self, frame: FrameType, event: str, argument: object) -> Any:
        if clock() > self.deadline:
            self.stop(frame)
        return self.step

    def stop(self, frame: FrameType) -> None:
        """Raise `TimeUp` if this very step is outside every `try`, or else wait for one that is."""
        mine = self.learner_frames(frame)
        covered = any(_covered(one.f_code, one.f_lasti) for one in mine)
        if not covered or clock() > self.deadline + _GRACE:
            self.over = True
            raise TimeUp
        self.watch(mine)

    def watch(self, frames: list[FrameType]) -> None:
        """Have `step` called before each operation in these frames, not only at each line."""
        for one in frames:
            one.f_trace, one.f_trace_opcodes = self.step, True
        if sys.gettrace() != self.enter_frame:
            sys.settrace(self.enter_frame)

    def learner_frames(self, frame: FrameType | None) -> list[FrameType]:
        found = []
        while frame is not None:
            if frame.f_globals is self.names:
                found.append(frame)
            frame = frame.f_back
        return found


def alarm_is_free() -> bool:
    """True where a signal can be timed and nothing else in the process waits for it."""
    return (
        os.name == "posix"
        and sys.platform not in {"emscripten", "wasi"}
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
        and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    )


@functools.lru_cache(maxsize=256)
def _spins(code: CodeType) -> bool:
    """True for `while True: pass`, a jump to itself, which Python 3.11 counts as no new line."""
    jumps = (one for one in dis.get_instructions(code) if one.opname.startswith("JUMP"))
    return any(one.argval == one.offset for one in jumps)


def _covered(code: CodeType, position: int) -> bool:
    bytecode: Any = dis.Bytecode(code)  # the type stubs do not know exception_entries
    return any(entry.start <= position < entry.end for entry in bytecode.exception_entries)
