"""5.6 Units for AND and OR; judged by the exact sigmoid at the four corners."""

import math
from typing import Any

import numpy as np

from lazyutils.check.chapter_5.common import exact_sigmoid
from lazyutils.check.judge import ValueExercise, in_words

_CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
_TABLES = {
    "AND": (False, False, False, True),
    "OR": (False, True, True, True),
    "XOR": (False, True, True, False),
}
_REASONS = {
    "a": "The sigmoid's slope has nothing to do with it: the side of 1/2 depends on the sign of "
    "the score alone.",
    "c": "A longer w makes the unit surer, but moves no corner to the other side.",
}


def _scores(unit: list[float]) -> list[float]:
    w1, w2, b = unit
    return [w1 * x1 + w2 * x2 + b for x1, x2 in _CORNERS]


def _right_side(unit: list[float], table: tuple[bool, ...]) -> bool:
    pairs = zip(_scores(unit), table, strict=True)
    return all(score > 0 if yes else score < 0 for score, yes in pairs)


def _judge_unit(name: str, given: Any) -> str:
    """What is wrong with the unit for AND or OR, "" if nothing is."""
    called = f"{name.lower()}_unit"
    if not isinstance(given, list | tuple | np.ndarray) or len(given) != 3:
        return f"{called} is {in_words(given)}; a list of three numbers [w1, w2, b] is wanted."
    if any(isinstance(number, str) for number in given):
        return f"{called} is {in_words(given)}; numbers are wanted, without quotes."
    unit = [float(number) for number in given]
    if not all(math.isfinite(number) for number in unit):
        return f"{called} is {in_words(given)}; finite numbers are wanted."
    table = _TABLES[name]
    outputs = [exact_sigmoid(score) for score in _scores(unit)]
    # 1e-9: ln 9 gives exactly 0.9 and 0.1, up to rounding.
    if all(
        y >= 0.9 - 1e-9 if yes else y <= 0.1 + 1e-9 for y, yes in zip(outputs, table, strict=True)
    ):
        return ""
    # More digits where three would show 0.9 for a little less, which is not enough.
    shown = [f"{y:.3g}" if f"{y:.3g}" not in ("0.9", "0.1") else f"{y:.10g}" for y in outputs]
    told = ", ".join(f"{y} at {at}" for y, at in zip(shown, _CORNERS, strict=True))
    return f"{called} = {in_words(given)} gives y = {told}. {_unit_hint(name, unit)}"


def _unit_hint(name: str, unit: list[float]) -> str:
    table, other = _TABLES[name], "OR" if name == "AND" else "AND"
    if _right_side(unit, table):
        return "All on the right side of 1/2, but not sure enough: multiply w and b by the same."
    if _right_side([-number for number in unit], table):
        return f"That is the opposite of {name}: turn all signs."
    if _right_side(unit, _TABLES[other]):
        return f"That is {other}, not {name}: move the boundary with b."
    if _right_side([unit[1], unit[2], unit[0]], table):
        return "The bias stands in front; the order is [w1, w2, b]."
    if unit[2] == 0:
        return "Without a bias the score at (0, 0) is 0 and y is 1/2, whatever w is."
    if unit[2] > 0:
        return "At (0, 0) the score is b alone, and the answer there is no: b must be below 0."
    wrong = [
        at
        for at, score, yes in zip(_CORNERS, _scores(unit), table, strict=True)
        if (score > 0) != yes or score == 0
    ]
    return f"The score has the wrong sign, or is 0, at {', '.join(map(str, wrong))}."


def _judge_logic(and_unit: Any, or_unit: Any, corners: Any, reason: Any) -> str:
    for name, unit in (("AND", and_unit), ("OR", or_unit)):
        if problem := _judge_unit(name, unit):
            return problem
    if isinstance(corners, bool) or not isinstance(corners, int | float | np.number):
        return f"xor_corners is {in_words(corners)}; a whole number from 0 to 4 is wanted."
    if corners == 4:
        return "xor_corners is 4; then the unit would compute XOR. Add the scores in pairs."
    if corners != 3:
        return (
            f"xor_corners is {in_words(corners)}. Count at how many corners your OR unit already "
            "gives XOR's answer, and whether one more is possible."
        )
    letter = reason.strip(" ().:").lower() if isinstance(reason, str) else ""
    if letter not in {"a", "b", "c"}:
        return f'xor_reason is {in_words(reason)}; one of the letters "a", "b", "c" is wanted.'
    return _REASONS.get(letter, "")


EXERCISE = ValueExercise(
    id="5.6",
    names=("and_unit", "or_unit", "xor_corners", "xor_reason"),
    judge=_judge_logic,
    meaning="One line cuts off one corner, or three; XOR wants two opposite ones.",
    typed={
        "not sure enough": ("and_unit = [10.0, 10.0, -15.0]", "and_unit = [1, 1, -1.5]"),
        "Without a bias the score at (0, 0) is 0": ("-5.0", "0"),
        "That is OR, not AND": ("-15.0", "-5.0"),
        "the opposite of AND": ("[10.0, 10.0, -15.0]", "[-10, -10, 15]"),
        "The bias stands in front": ("[10.0, 10.0, -15.0]", "[-15, 10, 10]"),
        "The score has the wrong sign, or is 0, at (0, 1), (1, 0)": ("-15.0", "-10.0"),
        "a list of three numbers": (", -15.0", ""),
        "numbers are wanted, without quotes": ("[10.0, 10.0, -15.0]", "['10', '10', '-15']"),
        "Count at how many corners": ("xor_corners = 3", "xor_corners = 2"),
        "then the unit would compute XOR": ("xor_corners = 3", "xor_corners = 4"),
        "The sigmoid's slope has nothing to do with it": ('"b"', '"a"'),
        "A longer w makes the unit surer": ('"b"', '"c"'),
    },
)
