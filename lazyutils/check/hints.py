"""Hints from a wrong answer alone, where no known mistake explains it. Answers are plain data."""

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from lazyutils.check.compare import is_numeric, same
from lazyutils.check.words import in_words

__all__ = ["general_hint", "is_about_shapes", "lengths", "ratio_hint"]

# How numpy and pandas put it that the shapes of two arrays, or a number of axes, do not fit.
_ABOUT_SHAPES = (
    r"could not be broadcast",
    r"could not broadcast",
    r"cannot broadcast",
    r"mismatch in its core dimension",
    r"not aligned",
    r"must match exactly",
    r"same number of dimensions",
    r"same shape",
    r"same length",
    r"inhomogeneous shape",
    r"cannot reshape",
    r"does not have enough dimensions",
    r"setting an array element with a sequence",
    r"too many indices",
    r"out of bounds for array of dimension",
    r"boolean index did not match",
    r"must be a square matrix|must be square",
    r"only length-1 arrays|only 0-dimensional arrays|only integer scalar arrays",
    r"-dimensional",
)

# Quotients of an answer and the right one that have a meaning, and what they may come from.
_RATIOS: tuple[tuple[float, str], ...] = (
    *((ratio, "") for ratio in (2.0, 0.5, 4.0, 0.25, -2.0, -0.5)),
    (100.0, ": is it a percentage?"),
    (0.01, ": is it divided by 100?"),
    (math.log(2), ": ln 2, so use the natural logarithm."),
    (1 / math.log(2), ": 1 / ln 2, so use the natural logarithm, not that to the base 2."),
    (1 / math.log(10), ": 1 / ln 10, so use the natural logarithm, not that to the base 10."),
    (math.pi, ": pi."),
    (1 / math.pi, ": 1 / pi."),
)


def is_about_shapes(error: str) -> bool:
    """True if an error in words comes from shapes that do not fit."""
    return any(re.search(words, error) for words in _ABOUT_SHAPES)


def general_hint(given: Any, expected: Any, tolerance: float) -> str:
    """A hint from one answer: "shape", a sentence, or "" where there is none."""
    if isinstance(expected, tuple | list) and not is_numeric(expected):
        if not isinstance(given, tuple | list) or len(given) != len(expected):
            return f"Return {len(expected)} values."
        pairs = list(zip(given, expected, strict=True))
        wrong = [(g, e) for g, e in pairs if not same(g, e, tolerance)]
        return general_hint(*wrong[0], tolerance) if len(wrong) == 1 else ""
    if not is_numeric(given):
        return f"Return numbers, not {in_words(given)}." if is_numeric(expected) else ""
    a, b = np.asarray(given), np.asarray(expected)
    if a.ndim == 2 and same(a.T, b, tolerance):
        return "It is the transpose of the answer."
    if a.shape != b.shape:
        return "shape"
    return "The sign is the other way round." if same(-a.astype(float), b, tolerance) else ""


def ratio_hint(
    pairs: Sequence[tuple[Any, Any]], sizes: Sequence[dict[str, int]], tolerance: float
) -> str:
    """A hint where all answers are the right ones times a factor that has a meaning.

    `pairs` holds each answer and the right one, `sizes` the lengths of each input by name. A
    single quotient says nothing: at least two right values that are not the same are wanted.
    """
    parts = [_one_part(given, expected, tolerance) for given, expected in pairs]
    if None in parts:
        return ""
    arrays = [(np.asarray(part[0], float), np.asarray(part[1], float)) for part in parts if part]
    values = np.concatenate([b[np.isfinite(b) & (b != 0)].ravel() for _, b in arrays])
    if not len(values) or np.allclose(values, values[0]):
        return ""

    def is_times(factors: Sequence[float]) -> bool:
        return all(
            same(a, factor * b, tolerance) for (a, b), factor in zip(arrays, factors, strict=True)
        )

    for ratio, meaning in _RATIOS:
        if is_times([ratio] * len(arrays)):
            return f"It is {ratio:.4g} times the expected value{meaning or '.'}"
    for name in sizes[0]:
        counts = [size.get(name, 0) for size in sizes]
        if len(set(counts)) > 1 and 0 not in counts:
            if is_times(counts):
                return f"It is {name} times the expected value: a sum where a mean is wanted?"
            if is_times([1 / count for count in counts]):
                return f"It is the expected value divided by {name}: a mean instead of a sum?"
    return ""


def _one_part(given: Any, expected: Any, tolerance: float) -> tuple[Any, Any] | None:
    """Answer and right answer; of several values the only one that is wrong."""
    if isinstance(expected, tuple | list) and not is_numeric(expected):
        pairs = list(zip(given, expected, strict=True))
        wrong = [(g, e) for g, e in pairs if not same(g, e, tolerance)]
        return _one_part(*wrong[0], tolerance) if len(wrong) == 1 else None
    return given, expected


def lengths(names: Sequence[str], inputs: Sequence[Any]) -> dict[str, int]:
    """The number of rows and columns of each input, by what a learner would write for it."""
    found = {}
    for name, value in zip(names, inputs, strict=True):
        shape: tuple[int, ...] = np.shape(value) if is_numeric(value) else ()
        for axis, length in enumerate(shape[:2]):
            found[f"{name}.shape[1]" if axis else f"len({name})"] = length
    return found
