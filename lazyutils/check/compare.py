"""When an answer counts as the expected one. All answers here are plain data."""

from typing import Any

import numpy as np
import pandas as pd

__all__ = ["SINGLE", "is_numeric", "same"]

SINGLE = 1e-5  # an answer in float32 has about seven digits; two may be lost on the way


def same(given: Any, expected: Any, tolerance: float = 0.0, zero: float = 0.0) -> bool:
    """True if `given` is `expected`, up to rounding, in type of structure and in shape.

    Lists count as arrays and 0-dimensional arrays as numbers. Anything that cannot be compared
    is not the same.
    """
    try:
        return _same(given, expected, tolerance, zero)
    except Exception:
        return False


def _same(given: Any, expected: Any, tolerance: float, zero: float) -> bool:
    if isinstance(expected, tuple | list) and not is_numeric(expected):
        return (
            isinstance(given, tuple | list)
            and len(given) == len(expected)
            and all(same(g, e, tolerance, zero) for g, e in zip(given, expected, strict=True))
        )
    if isinstance(expected, str | bool | None):
        return type(given) is type(expected) and bool(given == expected)
    if isinstance(expected, pd.DataFrame | pd.Series):
        return bool(expected.equals(given))
    if isinstance(given, str) or not is_numeric(given):
        return False
    if np.shape(given) != np.shape(expected):
        return False
    if _is_single(given):
        tolerance = max(tolerance, SINGLE)
    a, b = np.asarray(given, float), np.asarray(expected, float)
    slack = max(zero, tolerance * np.abs(b[np.isfinite(b)]).max(initial=0.0))
    return np.allclose(a, b, rtol=0.0, atol=slack, equal_nan=True)


def is_numeric(value: Any) -> bool:
    """True for real numbers and arrays of them."""
    try:
        return np.asarray(value).dtype.kind in "biuf"
    except Exception:  # a ragged list
        return False


def _is_single(value: Any) -> bool:
    parts = value if isinstance(value, tuple | list) else [value]
    return any(getattr(part, "dtype", None) == np.float32 for part in parts)
