"""What a learner's answer is, as plain data: numbers, text, lists, arrays and tables.

A check must never call code of the learner's own while it judges, and anything may be an answer:
an object whose `__eq__` raises, whose `__array__` never ends or whose `__len__` is text. So each
answer is turned into plain data once, inside the time limit.
"""

import contextlib
import types
from array import array
from collections import deque
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from lazyutils.models import LinearRegression, LogisticRegression

__all__ = ["DEPTH", "Thing", "plain"]

_LONG = 1000  # entries
MAX_INT, MAX_FLOAT = 2**63 - 1, 10**308
DEPTH = 8  # of lists in lists; no answer needs more than three

_ITSELF = (type(None), bool, int, float, complex, str, bytes)
_NUMBERS = {bool, int, float, np.bool_, np.float64, np.float32, np.int64, np.int32, np.intp}
_NAMED = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.ModuleType,
    types.GeneratorType,
    types.CoroutineType,
    np.ufunc,
    type,
)
# Python's own containers of numbers. A class of the learner's own counts as an array only where it
# says how it becomes one: numpy would read any other that has a length to its end.
_ARRAYS = (range, array, memoryview, deque)


class Thing:
    """Stands for an object that is no data; its attributes are the plain ones of the object."""

    def __init__(self, words: str, attributes: dict[str, Any]) -> None:
        vars(self).update(attributes)
        self.in_words = words


def plain(value: Any, depth: int = 0) -> Any:
    """The value as plain data: what it holds, without code of its own.

    Numbers, text, arrays, tables and the package's models stay what they are, fractions become
    floats, masked entries nan, lists and their like lists of plain data, other objects a `Thing`.
    """
    kind = type(value)
    try:
        return _plain(value, kind, depth)
    except Exception:  # an object whose own code fails
        return _thing(value, kind, depth)


def _plain(value: Any, kind: type, depth: int) -> Any:
    if kind is int and abs(value) > MAX_INT:
        return float(value) if abs(value) < MAX_FLOAT else value
    if kind in _ITSELF or issubclass(kind, (LinearRegression, LogisticRegression)):
        return value
    if depth > DEPTH:
        return Thing(f"a deeply nested {kind.__name__}", {})
    if issubclass(kind, (np.bool_, np.str_)):
        return value.item()
    if issubclass(kind, np.number) and not issubclass(kind, np.timedelta64):
        return value
    if issubclass(kind, np.ndarray):
        return _array(value, depth)
    if issubclass(kind, (pd.DataFrame, pd.Series, pd.Index)) and _is_from(kind, "pandas"):
        return value
    if issubclass(kind, Fraction):
        return float(value)
    for parent, convert in ((int, int.__int__), (float, float.__float__), (str, str.__str__)):
        if issubclass(kind, parent):
            return convert(value)
    if issubclass(kind, tuple):
        return tuple(_entries(tuple.__iter__(value), depth))
    if issubclass(kind, list):
        entries = _entries(list.__iter__(value), depth)
        # A long list is looked at again and again: as an array that costs nothing.
        return np.asarray(entries) if len(entries) > _LONG and _is_sound(entries) else entries
    if issubclass(kind, dict):
        return {plain(key, depth + 1): plain(entry, depth + 1) for key, entry in dict.items(value)}
    if issubclass(kind, _ARRAYS) or hasattr(kind, "__array__"):
        found = np.asarray(value)
        if found.dtype.kind in "biufc":
            return found
    return _thing(value, kind, depth)


def _is_from(kind: type, package: str) -> bool:
    return kind.__module__.partition(".")[0] == package


def _entries(entries: Iterable[Any], depth: int) -> list[Any]:
    found = list(entries)
    if _is_sound(found):
        return found
    return [plain(entry, depth + 1) for entry in found]


def _is_sound(entries: list[Any]) -> bool:
    """True for plain numbers, or for plain text."""
    kinds = set(map(type, entries))
    return kinds <= _NUMBERS or kinds == {str}


def _array(value: Any, depth: int) -> Any:
    mask = getattr(value, "mask", False) if isinstance(value, np.ma.MaskedArray) else False
    if np.any(mask):
        value = np.ma.filled(value.astype(float), np.nan)
    data = np.asarray(value)
    if data.dtype.kind == "O":
        entries = np.empty(data.shape, object)
        for place in np.ndindex(data.shape):
            entries[place] = plain(data[place], depth + 1)
        return entries
    return data


def _thing(value: Any, kind: type, depth: int) -> Thing:
    if isinstance(value, types.CoroutineType):
        value.close()  # or Python warns that nobody awaited it
    if issubclass(kind, _NAMED):
        words = f"{kind.__name__} {getattr(value, '__name__', '')}".strip()
        return Thing(words, {})
    attributes: dict[str, Any] = {}
    if depth == 0:  # such as a model that the learner wrote
        with contextlib.suppress(Exception):  # it has none, or its own code fails
            parts = dict(vars(value))
            attributes = {str(name): plain(part, DEPTH - 2) for name, part in parts.items()}
    return Thing(f"an object of type {kind.__name__}", attributes)
