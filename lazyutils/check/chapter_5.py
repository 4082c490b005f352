"""Checks of chapter 5, logistic regression.

Expected values come from decimals of 50 digits, from Python's math module and from plain
loops, never from the formula that the solution in the notebook uses.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.activations import sigmoid, softmax
from lazyutils.check._exercise import (
    FunctionExercise,
    Mistake,
    ValueExercise,
    _Try,
    describe,
    same,
)

Array = npt.NDArray[np.float64]

__all__ = ["EXERCISES"]


def _entrywise(function: Callable[[float], float]) -> Callable[[Array], Array]:
    """The function of one number as a function of an array of any shape."""
    return lambda a: np.array([function(x) for x in a.ravel().tolist()]).reshape(a.shape)


# 5.1 ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuietExercise(FunctionExercise):
    """An exercise in which a right value is not enough: nothing may warn."""

    def _try(self, answer: Callable[..., Any], inputs: tuple[Any, ...], seconds: float) -> _Try:
        with np.errstate(over="warn", invalid="warn", divide="warn"):  # whatever np.seterr did
            one = super()._try(answer, inputs, seconds)
        if one.problem or " encountered in " not in one.outcome.warned:
            return one
        why = (
            "np.where computes both branches for all entries; let it choose only a numerator."
            if "invalid value" in one.outcome.warned
            else "An exponential overflows on the way; take it of a number that is never positive."
        )
        return replace(one, problem=f"For a = {describe(inputs[0])} the values are right. {why}")

    def _hint(self, tries: Sequence[_Try]) -> str:
        """A hint on wrong values; where the first problem is a warning, that says enough."""
        first = next(one for one in tries if one.problem)
        warned = same(first.outcome.value, first.expected, self.tolerance)
        return "" if warned else super()._hint(tries)


def _activations() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(51)
    yield (np.array([-2.0, 0.0, 1.0, 3.0]),)
    yield (rng.normal(0, 4, (3, 4)),)
    yield (np.array([-1000.0, 0.5, 1000.0]),)
    yield (np.array([[-50.0], [-40.0]]),)
    # Each small probability alone: beside a larger one its error would count as rounding.
    for a in (-60.0, -100.0, -300.0, -705.0, -1000.0):
        yield (np.array([a]),)
    yield (np.array([60.0, 705.0]),)


def _exact_sigmoid(x: float) -> float:
    with localcontext(prec=50):
        return float(1 / (1 + (-Decimal(x)).exp()))


def _clipped_at(limit: float) -> Callable[[Array], Any]:
    return lambda a: sigmoid(np.clip(a, -limit, limit))


_CLIPS = (*range(20, 101), *range(150, 701, 50), 708, 709)
_SILENCERS = ("errstate", "seterr", "catch_warnings", "filterwarnings", "simplefilter")
_LIBRARY = ("sigmoid", "log_sigmoid", "softmax", "log_softmax", "expit")

STABLE_SIGMOID = QuietExercise(
    id="5.1",
    name="stable_sigmoid",
    parameters=("a",),
    inputs=_activations,
    expected=_entrywise(_exact_sigmoid),
    meaning="The values are right far out on both sides, and nothing warned.",
    shape_hint="The answer has the shape of a. Work on the whole array, with np.where or masks; "
    "`if` can only ask about one number.",
    ruled_out={
        **dict.fromkeys(
            _SILENCERS,
            "You silenced the warnings, so an exp that overflows stays hidden. Leave them on, and "
            "take exp of numbers that are never positive.",
        ),
        **dict.fromkeys(_LIBRARY, "Write it with numpy only, not with a ready-made sigmoid."),
    },
    mistakes=(
        Mistake(
            "The sign in the exponent is the other way round: this is the sigmoid of -a.",
            lambda a: sigmoid(-a),
        ),
        Mistake(
            "For a >= 0 the numerator is 1, not z: this is the sigmoid of -|a|.",
            lambda a: sigmoid(-np.abs(a)),
        ),
        Mistake(
            "For a < 0 the numerator is z, not 1: this is the sigmoid of |a|.",
            lambda a: sigmoid(np.abs(a)),
        ),
        Mistake(
            "exp(a) overflows to inf for large a, and inf / inf is nan.",
            lambda a: np.exp(a) / (1 + np.exp(a)),
        ),
        Mistake("This is tanh, which runs from -1 to 1.", lambda a: np.tanh(a)),
        Mistake(
            "The small probabilities are lost: the difference of two almost equal numbers, such "
            "as 1 - y, keeps none of their digits. For a < 0 use z / (1 + z).",
            lambda a: np.where(a >= 0, sigmoid(a), 1 - sigmoid(-a)),
        ),
        *(
            Mistake(
                "Clipping makes all large |a| equal, but the sigmoid still falls there: "
                "sigma(-60) is 8.8e-27, sigma(-705) is 6.6e-307.",
                _clipped_at(limit),
            )
            for limit in _CLIPS
        ),
    ),
)


# 5.2 ---------------------------------------------------------------------------------------


def _rows() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(52)
    yield (np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]]),)
    yield (rng.normal(0, 3, (4, 4)),)
    yield (rng.normal(0, 3, (5, 2)),)
    yield (np.array([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1002.0]]),)
    # Mean, median and first entry lie far below the largest of a row.
    yield (np.array([[0.0, 0.0, 3000.0], [3000.0, 0.0, 0.0], [-3000.0, 0.0, 0.0]]),)


def _exact_softmax(A: Array) -> Array:
    with localcontext(prec=50):
        rows = [[Decimal(a).exp() for a in row] for row in A.tolist()]
        return np.array([[float(e / sum(row)) for e in row] for row in rows])


def _plain_softmax(A: Array, **kwargs: Any) -> Any:
    return np.exp(A) / np.exp(A).sum(**kwargs)


def _shift_by_whole_matrix(A: Array) -> Any:
    return _plain_softmax(A - A.max(), axis=1, keepdims=True)


def _shifted_by(shift: Callable[[Array], Any]) -> Callable[[Array], Any]:
    return lambda A: _plain_softmax(A - shift(A), axis=1, keepdims=True)


_SHIFTS: tuple[Callable[[Array], Any], ...] = (
    lambda A: A.mean(axis=1, keepdims=True),
    lambda A: np.median(A, axis=1, keepdims=True),
    lambda A: A.min(axis=1, keepdims=True),
    lambda A: A[:, :1],
    lambda A: A[:, -1:],
)
# What is taken for the largest entry before the sum runs over the wrong axis.
_TOPS: tuple[Callable[[Array], Any], ...] = (
    lambda A: 0.0,
    lambda A: A.max(),
    lambda A: A.max(axis=1, keepdims=True),
)


def _summed_over(axis: int | None, shift: Callable[[Array], Any]) -> Callable[[Array], Any]:
    return lambda A: _plain_softmax(A - shift(A), axis=axis)


def _clipped_softmax(limit: float) -> Callable[[Array], Any]:
    return lambda A: _plain_softmax(np.clip(A, -limit, limit), axis=1, keepdims=True)


_COLUMNS = "The columns sum to 1, not the rows: the classes lie along axis 1."
_WHOLE = "The whole matrix sums to 1: each row needs its own sum, axis=1 with keepdims=True."

STABLE_SOFTMAX = FunctionExercise(
    id="5.2",
    name="stable_softmax",
    parameters=("A",),
    inputs=_rows,
    expected=_exact_softmax,
    meaning="Subtracting the largest entry of a row changes nothing but the overflow.",
    shape_hint="A and the answer have shape (N, K); keep the axis of the sum and of the maximum "
    "with keepdims=True.",
    mistakes=(
        *(
            Mistake(
                "Only the largest entry of the row makes every exponent at most 0. The mean, the "
                "median or the first entry can leave a large positive one.",
                _shifted_by(shift),
            )
            for shift in _SHIFTS
        ),
        Mistake(
            "exp(1000) is inf, and inf / inf is nan: subtract the largest entry of each row first.",
            lambda A: _plain_softmax(A, axis=1, keepdims=True),
        ),
        Mistake(
            "You subtract the largest entry of the whole matrix; a row far below it becomes 0 / 0. "
            "Each row needs its own.",
            _shift_by_whole_matrix,
        ),
        Mistake(_COLUMNS, lambda A: softmax(A, axis=0)),
        *(Mistake(_COLUMNS, _summed_over(0, shift)) for shift in _TOPS),
        Mistake(_WHOLE, lambda A: softmax(A, axis=None)),
        *(Mistake(_WHOLE, _summed_over(None, shift)) for shift in _TOPS),
        *(
            Mistake(
                "Clipping makes all large entries equal: 1000 and 999 get the same probability. "
                "Subtract the largest entry of each row instead.",
                _clipped_softmax(limit),
            )
            for limit in (20, 30, 50, 88, 100, 200, 300, 500, 600, 700, 709)
        ),
        *(
            Mistake(
                "No tiny number is needed below: after the shift the sum of a row is at least 1, "
                "and with it the row no longer sums to 1.",
                lambda A, tiny=tiny: (
                    softmax(A) / (1 + tiny / np.exp(A - A.max(1, keepdims=True)).sum(1)[:, None])
                ),
            )
            for tiny in (1e-4, 1e-5, 1e-6, 1e-7)
        ),
        Mistake(
            "The exponentials are not divided by the sum of their row.",
            lambda A: np.exp(A - A.max(axis=1, keepdims=True)),
        ),
        Mistake(
            "This is the sigmoid of each entry: the classes do not share their probability.",
            lambda A: sigmoid(A),
        ),
        Mistake(
            "The activations are divided by their sum; take their exponentials first.",
            lambda A: A / A.sum(axis=1, keepdims=True),
        ),
    ),
)


# 5.3 ---------------------------------------------------------------------------------------


def _labels() -> Iterator[tuple[npt.NDArray[np.int64], int]]:
    rng = np.random.default_rng(53)
    yield np.array([2, 0, 2], dtype=np.int64), 3
    yield np.array([1, 0], dtype=np.int64), 4  # the last classes are absent
    yield rng.integers(0, 5, 5), 5
    yield rng.integers(0, 10, 40), 10


def _rows_by_hand(labels: npt.NDArray[np.int64], K: int) -> Array:
    return np.array([[1.0 if k == label else 0.0 for k in range(K)] for label in labels.tolist()])


def _filled(labels: npt.NDArray[np.int64], K: int, index: Any) -> Array:
    T = np.zeros((len(labels), K))
    T[index] = 1
    return T


INDICATOR_MATRIX = FunctionExercise(
    id="5.3",
    name="indicator_matrix",
    parameters=("labels", "K"),
    inputs=_labels,
    expected=_rows_by_hand,
    meaning="Each row is a probability that is sure of its class: what softmax should come near.",
    shape_hint="One row for each label and one column for each class: shape (N, K).",
    mistakes=(
        Mistake(
            "The number of columns is K, also if the last classes do not occur in labels.",
            lambda labels, K: np.eye(labels.max() + 1)[labels],
        ),
        Mistake(
            "You made a column only for each label that occurs. K says how many there are.",
            lambda labels, K: (labels[:, None] == np.unique(labels)).astype(float),
        ),
        Mistake(
            "The classes are counted from 0: label 0 belongs to column 0.",
            lambda labels, K: np.eye(K)[(labels - 1) % K],
        ),
        Mistake(
            "The entry is 1 for every class; here it is the label itself.",
            lambda labels, K: _rows_by_hand(labels, K) * labels[:, None],
        ),
        Mistake(
            "T[:, labels] fills whole columns. Pair each row with its own column: "
            "T[np.arange(N), labels] = 1.",
            lambda labels, K: _filled(labels, K, (slice(None), labels)),
        ),
        Mistake(
            "T[labels] fills whole rows. Pair each row with its own column: "
            "T[np.arange(N), labels] = 1.",
            lambda labels, K: _filled(labels, K, labels),
        ),
        Mistake(
            "Ones and zeros are exchanged.",
            lambda labels, K: 1 - _rows_by_hand(labels, K),
        ),
        Mistake(
            "This is the identity matrix; pick from it the row of each label.",
            lambda labels, K: np.eye(K),
        ),
    ),
)


# 5.4 ---------------------------------------------------------------------------------------


def _layers() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(54)
    yield np.array([[1.0, 2.0]]), np.array([[0.5, 0.0, -1.0], [0.0, 1.0, 0.5]]), np.array([1, 0, 2])
    for N, D, K in ((6, 4, 3), (3, 3, 3), (20, 5, 2)):
        yield rng.normal(size=(N, D)), rng.normal(size=(D, K)), rng.normal(size=K)


def _by_loops(X: Array, W: Array, b: Array) -> Array:
    N, D, K = len(X), len(W), len(b)
    Y = np.zeros((N, K))
    for n in range(N):
        a = [math.fsum([b[k], *(W[i, k] * X[n, i] for i in range(D))]) for k in range(K)]
        for k in range(K):
            Y[n, k] = 1 / math.fsum(math.exp(other - a[k]) for other in a)
    return Y


FORWARD = FunctionExercise(
    id="5.4",
    name="forward",
    parameters=("X", "W", "b"),
    inputs=_layers,
    expected=_by_loops,
    meaning="One product and one softmax, for any number of samples: a whole layer.",
    shape_hint="X is N x D and W is D x K: X @ W is N x K, and softmax keeps the shape.",
    mistakes=(
        Mistake("The bias b is forgotten.", lambda X, W, b: softmax(X @ W)),
        Mistake("The bias is subtracted; add it.", lambda X, W, b: softmax(X @ W - b)),
        Mistake(
            "The bias belongs to the activations: add it before the softmax, not after.",
            lambda X, W, b: softmax(X @ W) + b,
        ),
        Mistake(
            "These are the activations A; the probabilities are softmax(A).",
            lambda X, W, b: X @ W + b,
        ),
        Mistake(
            "These are K separate sigmoids; the rows do not sum to 1.",
            lambda X, W, b: sigmoid(X @ W + b),
        ),
        Mistake(
            "The softmax runs down the samples; each row must sum to 1.",
            lambda X, W, b: softmax(X @ W + b, axis=0),
        ),
        Mistake(
            "Your whole answer sums to 1; each row must.",
            lambda X, W, b: softmax(X @ W + b, axis=None),
        ),
        Mistake(
            "You took the softmax twice.",
            lambda X, W, b: softmax(softmax(X @ W + b)),
        ),
        Mistake(
            "These are predicted classes; return the probabilities, before argmax.",
            lambda X, W, b: (X @ W + b).argmax(axis=1),
        ),
    ),
)


# 5.5 ---------------------------------------------------------------------------------------


def _numbers() -> Iterator[tuple[Array]]:
    yield (np.array([-1.0, 0.0, 2.0]),)
    yield (np.random.default_rng(55).normal(0, 2, (4, 3)),)
    yield (np.array([-800.0, 0.25, 800.0]),)


TANH = FunctionExercise(
    id="5.5",
    name="tanh_by_sigmoid",
    parameters=("a",),
    inputs=_numbers,
    expected=_entrywise(math.tanh),
    meaning="tanh is a sigmoid half as wide, twice as high and one lower.",
    shape_hint="The answer has the shape of a.",
    ruled_out=dict.fromkeys(("tanh", "exp", "expm1", "sinh", "cosh", "e"), "Use sigmoid only."),
    mistakes=(
        Mistake(
            "Half as steep as it should be, tanh(a / 2): double a inside the sigmoid.",
            lambda a: 2 * sigmoid(a) - 1,
        ),
        Mistake("It runs from 0 to 1: stretch it by 2 and subtract 1.", lambda a: sigmoid(2 * a)),
        Mistake("The -1 stands outside the sigmoid.", lambda a: 2 * sigmoid(2 * a - 1)),
        Mistake("It runs from 0 to 2: subtract 1.", lambda a: 2 * sigmoid(2 * a)),
        Mistake(
            "It runs from -1 to 0: stretch the sigmoid by 2 before you subtract 1.",
            lambda a: sigmoid(2 * a) - 1,
        ),
        Mistake("This is the sigmoid itself, from 0 to 1.", lambda a: sigmoid(a)),
    ),
)


# 5.6 ---------------------------------------------------------------------------------------

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
        return f"{called} is {describe(given)}; a list of three numbers [w1, w2, b] is wanted."
    unit = [float(number) for number in given]
    if not all(math.isfinite(number) for number in unit):
        return f"{called} is {describe(given)}; finite numbers are wanted."
    table = _TABLES[name]
    outputs = [_exact_sigmoid(score) for score in _scores(unit)]
    # 1e-9: ln 9 gives exactly 0.9 and 0.1, up to rounding.
    if all(
        y >= 0.9 - 1e-9 if yes else y <= 0.1 + 1e-9 for y, yes in zip(outputs, table, strict=True)
    ):
        return ""
    # More digits where three would show 0.9 for a little less, which is not enough.
    shown = [f"{y:.3g}" if f"{y:.3g}" not in ("0.9", "0.1") else f"{y:.10g}" for y in outputs]
    told = ", ".join(f"{y} at {at}" for y, at in zip(shown, _CORNERS, strict=True))
    return f"{called} = {describe(given)} gives y = {told}. {_unit_hint(name, unit)}"


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
        return f"xor_corners is {describe(corners)}; a whole number from 0 to 4 is wanted."
    if corners == 4:
        return "xor_corners is 4; then the unit would compute XOR. Add the scores in pairs."
    if corners != 3:
        return (
            f"xor_corners is {describe(corners)}. Count at how many corners your OR unit already "
            "gives XOR's answer, and whether one more is possible."
        )
    letter = reason.strip().strip("()").lower() if isinstance(reason, str) else ""
    if letter not in {"a", "b", "c"}:
        return f'xor_reason is {describe(reason)}; one of the letters "a", "b", "c" is wanted.'
    return _REASONS.get(letter, "")


LOGIC = ValueExercise(
    id="5.6",
    names=("and_unit", "or_unit", "xor_corners", "xor_reason"),
    judge=_judge_logic,
    meaning="One line cuts off one corner, or three; XOR wants two opposite ones.",
)

EXERCISES = (STABLE_SIGMOID, STABLE_SOFTMAX, INDICATOR_MATRIX, FORWARD, TANH, LOGIC)
