"""The machinery behind the exercises: how code is run, stopped, compared and explained.

What each exercise says to right, wrong and hostile answers is in `test_exercises.py`.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import lazyutils.check
from lazyutils.check import check, evaluate, exercise_ids, limit
from lazyutils.check.judge import (
    FunctionExercise,
    ValueExercise,
    both_in_words,
    in_words,
    same,
)
from lazyutils.check.sandbox import call, is_stub


def learner(code: str) -> Callable[..., Any]:
    """The function `f` as a learner's cell defines it, with names of its own."""
    names: dict[str, Any] = {"np": np}
    exec(code, names)
    function: Callable[..., Any] = names["f"]
    return function


# --- running -----------------------------------------------------------------------------------

ENDLESS = {
    "plain": "def f():\n    while True:\n        pass",
    "on one line": "def f():\n    while True: pass",
    "comprehension": "def f(): return [1 for _ in iter(int, 1) if False]",
    "generator expression": "def f(): return sum(0 for _ in iter(int, 1))",
    "lambda": "f = lambda: max(map(lambda x: x, iter(int, 1)))",
    "forgives": "def f():\n    while True:\n        try: 1 / 0\n        except: pass",
    "forgives all": (
        "def f():\n    while True:\n        try: x = 1\n        except BaseException: pass"
    ),
    "finally": "def f():\n    try:\n        while True: pass\n    finally: print('end')",
    "inside a with": "def f():\n    with open(__import__('os').devnull):\n        while True: pass",
    "caught outside": (
        "def f():\n    try:\n        while True: pass\n    except: return 'got away'"
    ),
    "in a helper": "def g():\n    while True: pass\ndef f(): return g()",
    "in a generator": "def g():\n    while True: yield 1\ndef f(): return sum(g())",
    "in a class": "class f:\n    def __init__(self):\n        while True: pass",
    "in a callable": "class C:\n    def __call__(self):\n        while True: pass\nf = C()",
    "in a method": "class C:\n    def m(self):\n        while True: pass\nf = C().m",
    "in a partial": (
        "import functools\ndef g(x):\n    while True: pass\nf = functools.partial(g, 1)"
    ),
    "prints": "def f():\n    while True: print('x' * 100)",
}
# What only the alarm stops: loops inside C that ask Python for signals, and those that start anew.
ENDLESS_FOR_THE_TRACE = {
    "forgives a loop": (
        "def f():\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass"
    ),
    "sleeps": "import time\ndef f(): time.sleep(60)",
    "a regular expression": "import re\ndef f(): return re.match('(a+)+$', 40 * 'a' + 'b')",
    "a huge power": "def f(): return 3 ** 10 ** 9",
    "asks again and again": "f = lambda: max(map(bool, iter(lambda: 0, 1)))",
    "answers without end": (
        "class C:\n    def __array__(self, *a, **k):\n        while True: pass\nf = lambda: C()"
    ),
}

with_and_without_alarm = pytest.mark.parametrize("alarm", [True, False], ids=["alarm", "trace"])


@with_and_without_alarm
@pytest.mark.parametrize("code", ENDLESS.values(), ids=ENDLESS)
def test_endless_loop_is_stopped(
    code: str, alarm: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if not alarm:
        monkeypatch.setattr(limit, "alarm_is_free", lambda: False)
    start = time.monotonic()
    outcome = call(learner(code), (), 0.1)
    assert "did not finish in time" in outcome.error
    assert outcome.value is None
    assert len(outcome.printed) < 20_000
    assert time.monotonic() - start < 5
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(not limit.alarm_is_free(), reason="this system has no alarm")
@pytest.mark.parametrize("code", ENDLESS_FOR_THE_TRACE.values(), ids=ENDLESS_FOR_THE_TRACE)
def test_alarm_stops_what_the_trace_cannot(code: str) -> None:
    start = time.monotonic()
    assert "did not finish in time" in call(learner(code), (), 0.1).error
    assert time.monotonic() - start < 5


@with_and_without_alarm
def test_time_limit_is_for_all_inputs_together(
    alarm: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lazyutils.check, "TIME_LIMIT", 0.2)
    if not alarm:
        monkeypatch.setattr(limit, "alarm_is_free", lambda: False)
    slow = learner("import time\ndef f(t, y):\n    time.sleep(0.15); return 0.642857142857142857")
    assert "did not finish in time" in evaluate("3.2", slow).message


def test_right_answer_with_a_million_steps_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock says what each step would cost: the code is not traced at all."""
    traced = []
    monkeypatch.setattr(limit.TimeLimit, "step", lambda *given: traced.append(given))
    code = "def f(x):\n    for _ in range(10**6): pass\n    return 2 * x"
    assert DOUBLE.evaluate([learner(code)], 60.0).status == "correct"
    assert traced == [] or not limit.alarm_is_free()


def test_trace_looks_at_lines_and_not_at_each_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten lines pass the clock about ten times, not once for each of their sixty operations."""
    monkeypatch.setattr(limit, "alarm_is_free", lambda: False)
    looks = []
    monkeypatch.setattr(limit, "clock", lambda: looks.append(0) or 0.0)
    call(learner("def f():\n" + 10 * "    x = (1 + len('a')) * len('b') - len('c')\n"), (), 1.0)
    assert 10 <= len(looks) <= 20


def test_own_work_of_the_check_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that jumps ahead whenever the check makes inputs or computes the truth."""
    now = [0.0]
    monkeypatch.setattr(limit, "clock", lambda: now[0])

    def slowly(x: Any) -> Any:
        now[0] += 100.0
        return x

    exercise = replace(
        DOUBLE,
        inputs=lambda: [slowly(one) for one in DOUBLE.inputs()],
        expected=lambda x: slowly(2 * x),
    )
    assert exercise.evaluate([learner("def f(x): return 2 * x")], 5.0).status == "correct"
    judge = ValueExercise("0.2", ("x",), lambda x: slowly(""), "Right.")
    assert judge.evaluate([1], 5.0).status == "correct"


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="Windows has no alarm")
def test_alarm_is_left_as_it_was() -> None:
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *given: rung.append(given))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        call(learner("def f():\n    while True: pass"), (), 0.4)
        assert len(rung) == 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    call(learner("def f():\n    while True: pass"), (), 0.1)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_no_alarm_outside_the_main_thread() -> None:
    found = []
    code = "def f():\n    while True: pass"
    thread = threading.Thread(target=lambda: found.append(call(learner(code), (), 0.1)))
    thread.start()
    thread.join(10)
    assert "did not finish in time" in found[0].error


def test_tracing_is_left_as_it_was() -> None:
    before = sys.gettrace()
    call(learner("def f(): return 1"), (), 1.0)
    assert sys.gettrace() is before


def test_stop_button_still_works() -> None:
    with pytest.raises(KeyboardInterrupt):
        call(learner("def f(): raise KeyboardInterrupt"), (), 1.0)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return 1 / 0", "raised ZeroDivisionError: division by zero (line 2 of your cell)"),
        ("return unheard_of", "Is the name spelled as in the parameters?"),
        ("return np.ones(3)[5]", "Compare the index with the shape"),
        ("import sys; sys.exit(1)", "called exit() instead of returning a value"),
        ("return f()", "calls itself without end"),
        ("raise ValueError", "raised ValueError (line 2 of your cell)."),
    ],
)
def test_exception_is_explained(body: str, said: str) -> None:
    assert said in call(learner(f"def f():\n    {body}"), (), 1.0).error


def test_print_and_warning_are_kept_off_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    code = "def f():\n    print('hm')\n    return np.exp(np.float64(1000.0))"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outcome = call(learner(code), (), 1.0)
    assert (outcome.printed, outcome.warned) == ("hm\n", "overflow encountered in exp")
    assert outcome.value == np.inf
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("answer", "stub"),
    [
        (..., True),
        (learner("def f(x): ..."), True),
        (learner('def f(x):\n    """What it does."""\n    ...'), True),
        (learner('def f(x):\n    """What it does."""\n    return x'), False),
        (learner("def f(x): return ..."), False),
        (learner("def f(x): return 0"), False),
        (learner("f = lambda x: None"), True),
        (len, False),
        (int, False),
        (None, False),
        (0.0, False),
    ],
)
def test_stub_is_recognised(answer: object, stub: bool) -> None:
    assert is_stub(answer) is stub


# --- comparing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (2, 2.0),
        (np.float32(2), 2.0),
        (np.array(2.0), 2.0),
        ([1, 2], np.array([1.0, 2.0])),
        (pd.Series([1.0, 2.0]), np.array([1.0, 2.0])),
        ((1, np.array([2.0, 3.0, 4.0])), (1.0, np.array([2.0, 3.0, 4.0]))),
        (1e9 + 1e-4, 1e9),
        (np.nan, np.nan),
        (-np.inf, -np.inf),
        ("setosa", "setosa"),
        (True, True),
    ],
)
def test_same(given: object, expected: object) -> None:
    assert same(given, expected, 1e-9)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (2.001, 2.0),
        (np.array([2.0]), 2.0),
        ([[1.0, 2.0]], np.array([1.0, 2.0])),
        ("2.0", 2.0),
        (None, 2.0),
        (np.inf, 2.0),
        (np.inf, -np.inf),
        (np.nan, 0.0),
        ([1.0], (1.0, np.array([2.0, 3.0, 4.0]))),
        (1, True),
        ([1, [2, 3]], np.array([1.0, 2.0])),
        (1e-12, 0.0),
        (2j, 2.0),
    ],
)
def test_not_same(given: object, expected: object) -> None:
    assert not same(given, expected, 1e-9)


def test_zero_may_be_rounded() -> None:
    assert same(1e-12, 0.0, 1e-9, zero=1e-9)
    assert not same(1e-6, 0.0, 1e-9, zero=1e-9)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1 / 3, "0.3333"),
        (-0.0, "0"),
        (3, "3"),
        (True, "True"),
        ("abc", "'abc'"),
        (None, "None"),
        (np.arange(3.0), "[0, 1, 2]"),
        (np.eye(2), "[[1, 0], [0, 1]]"),
        (np.zeros((50, 2)), "an array of shape (50, 2)"),
        ((1.0, np.arange(2)), "(1, [0, 1])"),
        (pd.DataFrame({"a": [1, 2]}), "a table of 2 rows and 1 columns"),
        ([1.0, "x"], "[1, 'x']"),
        (len, "builtin_function_or_method len"),
        ("y" * 10_000, "'" + 299 * "y"),
    ],
)
def test_describe(value: object, words: str) -> None:
    assert in_words(value) == words


# --- explaining --------------------------------------------------------------------------------

DOUBLE = FunctionExercise(
    id="0.1",
    name="double",
    parameters=("x",),
    inputs=lambda: [(np.array([1.0, 2.0]),), (np.array([3.0, 4.0]),), (np.array([5.0, 7.0]),)],
    expected=lambda x: x + x,
    meaning="Twice is twice.",
    mistakes={"You squared x; double it.": lambda x: x**2},
    shape_hint="As many numbers out as in.",
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return 2 * x", "correct. Twice is twice."),
        ("return x ** 2", "For x = [1, 2] you returned [1, 4]; expected [2, 4]. You squared x"),
        ("return -2 * x", "The sign is the other way round."),
        ("return x / 2", "It is 0.25 times the expected value."),
        ("return 200 * x", "It is 100 times the expected value: is it a percentage?"),
        ("return 2 * x / np.log(2)", "use the natural logarithm, not that to the base 2."),
        ("y += x; y = 1; return y", "give it a value before it is used."),
        ("if x > 1: return 2 * x", "use np.where or a mask"),
        ("return x[1.0]", "/ always gives a decimal, use // or int()."),
        ("return np.ones(len(x) / 2)", "/ always gives a decimal, use // or int()."),
        ("return {}['w']", "no such key"),
        ("return x + 'two'", "Text stands where a number is wanted."),
        ("return 2 * float('two')", "Text stands where a number is wanted."),
        ("sum = 3.0; return sum(x)", "has a cell assigned to it?"),
        ("return np.array([2, 3, 4]) * x", "As many numbers out as in."),
        ("return np.array([[1, 2], [3]])", "As many numbers out as in."),
        ("return x[:, 0]", "Compare the index with the shape of the array."),
        ("return [2j, 3]", "Return numbers, not [0+2j, 3]."),
        ("yield 2 * x", "Return numbers, not generator f."),
        ("return x.sum()", "As many numbers out as in."),
        ("return 2 * x if x[0] < 4 else x ** 2", "For x = [5, 7] you returned [25, 49]"),
        ("return 'two'", "Return numbers, not 'two'."),
        ("x *= 2; return x", "changes the input"),
        ("y = 2 * x", "you returned None"),
        ("print('debug'); return x", "Your code printed: debug"),
        ("np.log(0 * x); return x", "Python warned: divide by zero"),
        ("return x.nothing", "raised AttributeError"),
        ("return np.ones(2)", "You return the same for every input"),
        ("return x @ np.ones((3, 3))", "As many numbers out as in."),
        ("return np.float32(2 * x)", "correct. Twice is twice."),
        ("return 2 * x + 1e-6", "with 2.000001 at [0]; expected 2 there."),
    ],
)
def test_function_gets_its_hint(body: str, said: str) -> None:
    report = DOUBLE.evaluate([learner(f"def f(x):\n    {body}")], 2.0)
    assert said in report.message
    assert report.status == ("correct" if said.startswith("correct") else "wrong")


@pytest.mark.parametrize(
    "body",
    [
        "raise ValueError('math domain error')",
        "raise ValueError('the seed must be positive')",
        "return 0.62 * x",
        "return x * x.sum() / 7",
        "raise KeyError('w')",
    ],
)
def test_hint_that_would_say_nothing_is_not_given(body: str) -> None:
    message = DOUBLE.evaluate([learner(f"def f(x):\n    {body}")], 2.0).message
    assert "times the expected" not in message
    assert "As many numbers out as in." not in message


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ("return x.sum()", "It is len(x) times the expected value: a sum where a mean is wanted?"),
        ("return x.mean() / len(x)", "It is the expected value divided by len(x)"),
        ("return x.mean() * 0.31", ""),
        ("return x.mean() * 2 if len(x) == 2 else x.mean()", ""),
    ],
)
def test_quotient_needs_a_meaning(body: str, hint: str) -> None:
    mean = replace(
        DOUBLE,
        inputs=lambda: [(np.array([1.0, 2.0]),), (np.array([3.0, 4.0, 8.0]),)],
        expected=lambda x: float(np.mean(x)),
        mistakes={},
    )
    message = mean.evaluate([learner(f"def f(x): {body}")], 2.0).message
    assert hint in message
    assert ("times the expected" in message or "divided by" in message) == bool(hint)


def test_single_quotient_says_nothing() -> None:
    once = replace(DOUBLE, inputs=lambda: [(np.array([3.0]),)], mistakes={})
    report = once.evaluate([learner("def f(x): return 4 * x")], 2.0)
    assert report.message == "not yet. For x = [3] you returned [12]; expected [6]."


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("def f(x):\n    y = 1\n    return y / 0", "(line 3 of your cell)"),
        ("def f(x):\n    return g(x)\ndef g(x):\n    return 1 / 0", "(line 4 of your cell)"),
        ("f = lambda x: np.linalg.inv(x)", "(line 1 of your cell)"),
        ("f = len\ndef g(): pass", ""),
        ("def f(): return 1", ""),
    ],
)
def test_named_line_is_the_learners(code: str, line: str) -> None:
    message = DOUBLE.evaluate([learner(code)], 2.0).message
    assert line in message
    assert ("of your cell" in message) == bool(line)


def test_line_of_a_helper_in_another_cell_is_not_named() -> None:
    names: dict[str, Any] = {}
    exec(compile("\n\n\n\ndef helper(x): return 1 / 0", "<cell 1>", "exec"), names)
    exec(compile("def f(x):\n    return helper(x)", "<cell 2>", "exec"), names)
    assert "(line 2 of your cell)" in DOUBLE.evaluate([names["f"]], 2.0).message


def test_no_line_of_the_check_is_named() -> None:
    exercise = ValueExercise("0.2", ("x",), lambda x: f"{1 / x}", "Right.")
    message = exercise.evaluate([0], 1.0).message
    assert "raised ZeroDivisionError" in message
    assert "line" not in message


def test_wrong_parameters_are_named() -> None:
    message = DOUBLE.evaluate([learner("def double(x, y): return 1\nf = double")], 2.0).message
    assert message.endswith("It must take x, in this order.")


@pytest.mark.parametrize(
    ("given", "expected", "words"),
    [
        (1 + 4e-16, 1.0, ("1.0000000000000004", "1")),
        (60000.4, 60000, ("60000.4", "60000")),
        (0.33334, 0.33333, ("0.33334", "0.33333")),
        ((0.33334, "x"), (0.33333, "x"), ("(0.33334, 'x')", "(0.33333, 'x')")),
        ((0.33334, 5.0), (0.33333, 6.0), ("(0.3333, 5)", "(0.3333, 6)")),
        (
            (1, np.append(np.zeros(20), 2.0)),
            (1, np.append(np.zeros(20), 3.0)),
            (
                "(1, an array of shape (21,) with 2 at [20])",
                "(1, an array of shape (21,) with 3 at [20])",
            ),
        ),
        (np.array([1.0, np.nan]), np.array([1.0, 2.0]), ("[1, nan]", "[1, 2]")),
        (np.inf, 2.0, ("inf", "2")),
        ([1, 2], [[1, 2]], ("[1, 2]", "[[1, 2]]")),
    ],
)
def test_numbers_that_look_the_same_show_where_they_differ(
    given: object, expected: object, words: tuple[str, str]
) -> None:
    assert both_in_words(given, expected) == words


STRICT = replace(DOUBLE, ruled_out={"add": "Write the sum yourself."})


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("def f(x): return np.add(x, x)", "wrong"),
        ("def f(x): return (lambda: np.add(x, x))()", "wrong"),
        ("f = lambda x: np.add(x, x)", "wrong"),
        ("def add(x, y): return x + y\ndef f(x): return add(x, x)", "correct"),
        ("def f(x): return x + x", "correct"),
    ],
)
def test_name_that_is_ruled_out(code: str, status: str) -> None:
    report = STRICT.evaluate([learner(code)], 2.0)
    assert report.status == status
    assert ("Write the sum yourself." in report.message) == (status == "wrong")


def test_hint_fits_all_that_is_wrong() -> None:
    """A mistake that explains only some of the wrong answers is not the mistake."""
    body = "return x ** 2 if x[0] < 4 else x + 1"
    assert "squared" not in DOUBLE.evaluate([learner(f"def f(x): {body}")], 2.0).message


@pytest.mark.parametrize("answers", [[], [3], [len, len]])
def test_function_is_wanted(answers: list[object]) -> None:
    assert "wants the function double" in DOUBLE.evaluate(answers, 1.0).message


def test_values_are_judged() -> None:
    exercise = ValueExercise(
        id="0.2",
        names=("low", "high"),
        judge=lambda low, high: "" if low < high else "low is not below high.",
        meaning="In order.",
    )
    assert exercise.evaluate([1, 2], 1.0).message == "correct. In order."
    assert exercise.evaluate([2, 1], 1.0).message == "not yet. low is not below high."
    assert exercise.evaluate([2, ...], 1.0).status == "not attempted"
    assert "wants low, high" in exercise.evaluate([2], 1.0).message
    assert "cannot use low = 1, high = 'x'" in exercise.evaluate([1, "x"], 1.0).message


def test_unknown_exercise_is_named() -> None:
    with pytest.raises(ValueError, match=r"there is no exercise '3\.99'; there are"):
        check("3.99", len)
    with pytest.raises(ValueError, match="there is no exercise 'x'"):
        check("x")


def test_ids_are_in_the_order_of_the_book() -> None:
    ids = exercise_ids()
    assert ids == sorted(ids, key=lambda id: [int(part) for part in id.split(".")])
    assert len(ids) == len(set(ids)) >= 6
