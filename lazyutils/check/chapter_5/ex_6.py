"""5.6 Units for AND and OR; judged by the exact sigmoid at the four corners."""

import math
from typing import Any

import numpy as np

from lazyutils.check.chapter_5.common import exact_sigmoid
from lazyutils.check.judge import ValueExercise, in_words

_CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
_YES = {"AND": {(1, 1)}, "OR": {(0, 1), (1, 0), (1, 1)}}  # the corners where the answer is yes
_REASONS = {
    "a": "The sigmoid's slope has nothing to do with it: the side of 1/2 depends on the sign of "
    "the score alone.",
    "b": "",
    "c": "A longer w makes the unit surer, but moves no corner to the other side.",
}


def _scores(unit: list[float]) -> list[float]:
    w1, w2, b = unit
    return [w1 * x1 + w2 * x2 + b for x1, x2 in _CORNERS]


def _missed(name: str, unit: list[float]) -> list[tuple[int, int]]:
    """The corners that are not on their side of 1/2."""
    pairs = zip(_CORNERS, _scores(unit), strict=True)
    return [at for at, score in pairs if (score <= 0 if at in _YES[name] else score >= 0)]


def _judge_unit(name: str, given: Any) -> str:
    """What is wrong with the unit for AND or OR, "" if nothing is."""
    told = f"{name.lower()}_unit is {in_words(given)}"
    if not isinstance(given, list | tuple | np.ndarray) or len(given) != 3:
        return f"{told}; a list of three numbers [w1, w2, b] is wanted."
    if any(isinstance(number, str) for number in given):
        return f"{told}; numbers are wanted, without quotes."
    unit = [float(number) for number in given]
    if not all(math.isfinite(number) for number in unit):
        return f"{told}; finite numbers are wanted."
    outputs = dict(zip(_CORNERS, map(exact_sigmoid, _scores(unit)), strict=True))
    # 1e-9: ln 9 gives exactly 0.9 and 0.1, up to rounding.
    if all((y if at in _YES[name] else 1 - y) >= 0.9 - 1e-9 for at, y in outputs.items()):
        return ""
    # More digits where three would show 0.9 for a little less, which is not enough.
    shown = {at: f"{y:.3g}" for at, y in outputs.items()}
    shown |= {at: f"{outputs[at]:.10g}" for at in shown if shown[at] in ("0.9", "0.1")}
    gives = ", ".join(f"{y} at {at}" for at, y in shown.items())
    return f"{told.replace(' is ', ' = ', 1)} gives y = {gives}. {_unit_hint(name, unit)}"


def _unit_hint(name: str, unit: list[float]) -> str:
    w1, w2, b = unit
    other = "OR" if name == "AND" else "AND"
    if not _missed(name, unit):
        return "All on the right side of 1/2, but not sure enough: multiply w and b by the same."
    if not _missed(name, [-w1, -w2, -b]):
        return f"That is the opposite of {name}: turn all signs."
    if not _missed(other, unit):
        return f"That is {other}, not {name}: move the boundary with b."
    if not _missed(name, [w2, b, w1]):
        return "The bias stands in front; the order is [w1, w2, b]."
    if b == 0:
        return "Without a bias the score at (0, 0) is 0 and y is 1/2, whatever w is."
    if b > 0:
        return "At (0, 0) the score is b alone, and the answer there is no: b must be below 0."
    return f"The score has the wrong sign, or is 0, at {', '.join(map(str, _missed(name, unit)))}."


def _judge_logic(and_unit: Any, or_unit: Any, corners: Any, reason: Any) -> str:
    if problem := _judge_unit("AND", and_unit) or _judge_unit("OR", or_unit):
        return problem
    told = f"xor_corners is {in_words(corners)}"
    if isinstance(corners, bool) or not isinstance(corners, int | float | np.number):
        return f"{told}; a whole number from 0 to 4 is wanted."
    if corners == 4:
        return f"{told}; then the unit would compute XOR. Add the scores in pairs."
    if corners != 3:
        return (
            f"{told}. Count at how many corners your OR unit already gives XOR's answer, and "
            "whether one more is possible."
        )
    letter = reason.strip(" ().:").lower() if isinstance(reason, str) else ""
    wanted = f'xor_reason is {in_words(reason)}; one of the letters "a", "b", "c" is wanted.'
    return _REASONS.get(letter, wanted)


_AND = "[10.0, 10.0, -15.0]"

EXERCISE = ValueExercise(
    id="5.6",
    names=("and_unit", "or_unit", "xor_corners", "xor_reason"),
    judge=_judge_logic,
    meaning="One line cuts off one corner, or three; XOR wants two opposite ones.",
    typed={
        "not sure enough": (_AND, "[1, 1, -1.5]"),
        "Without a bias the score at (0, 0) is 0": ("-5.0", "0"),
        "b must be below 0": ("-5.0", "5.0"),
        "That is OR, not AND": (_AND, "[10, 10, -5]"),
        "the opposite of AND": (_AND, "[-10, -10, 15]"),
        "The bias stands in front": (_AND, "[-15, 10, 10]"),
        "The score has the wrong sign, or is 0, at (0, 1), (1, 0)": (_AND, "[10, 10, -10]"),
        "a list of three numbers": (_AND, "[10, 10]"),
        "numbers are wanted, without quotes": (_AND, "['10', '10', '-15']"),
        "finite numbers are wanted": (_AND, "[10, 10, -np.inf]"),
        "Count at how many corners": ("xor_corners = 3", "xor_corners = 2"),
        "then the unit would compute XOR": ("xor_corners = 3", "xor_corners = 4"),
        "a whole number from 0 to 4 is wanted": ("xor_corners = 3", "xor_corners = '3'"),
        "The sigmoid's slope has nothing to do with it": ('"b"', '"a"'),
        "A longer w makes the unit surer": ('"b"', '"c"'),
        'one of the letters "a", "b", "c"': ('"b"', '"all four"'),
    },
)
