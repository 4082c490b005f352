"""Values in words that a learner can compare."""

from typing import Any

import numpy as np
import pandas as pd

from lazyutils.check.compare import is_numeric, same
from lazyutils.check.plain import Thing

__all__ = ["both_in_words", "in_words"]

_SHOWN = 12  # entries; a longer list or array is told by its shape or its beginning
_LENGTH = 300  # characters
_DEEP = 4  # of lists in lists


def both_in_words(given: Any, expected: Any) -> tuple[str, str]:
    """Both in words that differ: of large arrays an entry, of close numbers more digits."""
    words = in_words(given), in_words(expected)
    if _looks_different(given, expected):
        return words
    if _are_alike_lists(given, expected):
        pairs = [_close_part(g, e) for g, e in zip(given, expected, strict=True)]
        got, wanted = (", ".join(side) for side in zip(*pairs, strict=True))
        return f"({got})", f"({wanted})"
    if _are_alike_arrays(given, expected):
        got, wanted, place = _most_different(given, expected)
        if not place:
            return got, wanted
        return f"{words[0]} with {got} at {place}", f"{wanted} there"
    return words


def _looks_different(given: Any, expected: Any) -> bool:
    """True if a reader of both in words sees a difference; 6e+04 and 60000 look the same."""
    if _are_alike_lists(given, expected):
        return any(_looks_different(g, e) for g, e in zip(given, expected, strict=True))
    if _are_alike_arrays(given, expected):
        a, b = (np.asarray(value, float).ravel().tolist() for value in (given, expected))
        shown = zip(a, b, strict=True) if len(a) <= _SHOWN else ()
        return any(
            _digits(x) != _digits(y) and float(_digits(x)) != float(_digits(y)) for x, y in shown
        )
    return in_words(given) != in_words(expected)


def _are_alike_lists(given: Any, expected: Any) -> bool:
    return (
        isinstance(given, tuple | list)
        and isinstance(expected, tuple | list)
        and len(given) == len(expected)
        and not is_numeric(expected)
    )


def _are_alike_arrays(given: Any, expected: Any) -> bool:
    return is_numeric(given) and is_numeric(expected) and np.shape(given) == np.shape(expected)


def _close_part(given: Any, expected: Any) -> tuple[str, str]:
    """Both in words; where they are numbers that look the same and are not, with a difference."""
    words = in_words(given), in_words(expected)
    if same(given, expected) or not _are_alike_arrays(given, expected):
        return words
    got, wanted, place = _most_different(given, expected)
    if not place:
        return got, wanted
    return f"{words[0]} with {got} at {place}", f"{words[1]} with {wanted} at {place}"


def _most_different(given: Any, expected: Any) -> tuple[str, str, str]:
    """The two entries that differ most, with as many digits as it takes, and their place."""
    a, b = np.asarray(given, float), np.asarray(expected, float)
    with np.errstate(all="ignore"):
        distance = np.array(np.nan_to_num(np.abs(a - b), nan=np.inf))
    distance[(a == b) | (np.isnan(a) & np.isnan(b))] = 0.0
    place = np.unravel_index(np.argmax(distance), a.shape)
    digits: list[str] = []
    for enough in (4, 9, 17):
        digits = [f"{float(value[place]):.{enough}g}" for value in (a, b)]
        if digits[0] != digits[1]:
            break
    index = "[" + ", ".join(str(int(i)) for i in place) + "]" if place else ""
    return digits[0], digits[1], index


def in_words(value: Any) -> str:
    """The value in a few words or digits, whatever it is."""
    try:
        return _words(value, 0)[:_LENGTH]
    except Exception:  # data that not even numpy can print
        return f"an object of type {type(value).__name__}"


def _words(value: Any, depth: int) -> str:
    if isinstance(value, Thing):
        return value.in_words
    if isinstance(value, np.bool_):
        return str(bool(value))
    if value is None or isinstance(value, bool | str | bytes):
        return repr(value)
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, tuple):
        return f"({_entries(value, depth)})"
    if is_numeric(value):
        array = np.asarray(value)
        if array.size > _SHOWN or array.ndim > _DEEP or 0 in array.shape[:-1]:
            return f"an array of shape {array.shape}"
        return _digits(array.tolist())
    if isinstance(value, list):
        return f"[{_entries(value, depth)}]"
    if isinstance(value, int):
        return "a whole number that is too large for a float"
    if isinstance(value, complex | np.complexfloating):
        return f"{complex(value):.4g}"
    if isinstance(value, np.ndarray):
        kind = "complex numbers" if value.dtype.kind == "c" else "text or objects"
        return f"an array of {kind}"
    name = getattr(value, "__name__", "")
    return f"{type(value).__name__} {name}".strip()


def _entries(values: list[Any] | tuple[Any, ...], depth: int) -> str:
    if depth >= _DEEP:
        return "..."
    words = [_words(value, depth + 1) for value in values[:_SHOWN]]
    return ", ".join(words + ["..."] * (len(values) > _SHOWN))


def _digits(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_digits(entry) for entry in value) + "]"
    if not isinstance(value, float):
        return str(value)
    if value.is_integer() and abs(value) < 1e6:
        return str(int(value))  # no "-0", no "6e+04"
    return f"{value:.4g}"
