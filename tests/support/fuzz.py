"""Values as people pass them, for the fuzz: sane ones, odd ones and impossible ones."""

from __future__ import annotations

import copy
import datetime
import warnings
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

FLOATS = ("float16", "float32", "float64", "longdouble")
NUMBERS = (*FLOATS, "int8", "uint8", "int16", "uint32", "int64", "uint64", "bool")


class Hostile:
    """An object whose own code fails whatever is asked of it."""

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("no array")

    def __repr__(self) -> str:
        raise RuntimeError("no text")


class Bad:
    """Has a length and no entries."""

    def __len__(self) -> int:
        return 3

    def __getitem__(self, index: int) -> Any:
        raise KeyError(index)


def _endless() -> list[Any]:
    """A list that holds itself."""
    found: list[Any] = []
    found.append(found)
    return found


def scalars() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.sampled_from(
            [0, 1, -1, 2, True, False, 0.5, -0.0, 1e308, -1e308, 5e-324, 1e-200, 1e200, 2**63]
        ),
        st.sampled_from(
            [np.nan, np.inf, -np.inf, 10**400, None, pd.NA, pd.NaT, "a", "1", b"b", ""]
        ),
        st.sampled_from([1j, Decimal("0.5"), Fraction(1, 3), np.float32(0.25), np.bool_(True)]),
        st.sampled_from([datetime.date(2000, 1, 1), np.datetime64("2000-01-01"), ..., object]),
        st.floats(-50, 50),
        st.integers(-5, 5),
    )


def number_arrays(shapes: Any = None) -> st.SearchStrategy[Any]:
    """Arrays of every kind of number, sane and extreme, of 0 to 3 dimensions, 0 to 5 long."""
    if shapes is None:
        shapes = array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)
    sane = arrays(np.float64, shapes, elements=st.floats(-30, 30))
    wild = st.sampled_from(["float32", "float64", "int64", "uint8"])
    few = st.sampled_from(NUMBERS)
    return st.one_of(
        sane,
        wild.flatmap(lambda dtype: arrays(dtype, shapes)),
        few.flatmap(lambda dtype: arrays(dtype, shapes, elements=st.sampled_from([0, 1]))),
    )


@np.errstate(all="ignore")  # numpy's own filling value overflows float16
def _variants(array: Any) -> list[Any]:
    """The same numbers in other containers; masked and sparse ones are to be refused."""
    frozen = array.copy()
    frozen.flags.writeable = False
    found = [array, np.asfortranarray(array), array.tolist(), frozen, array.astype(object)]
    found.append(np.ma.array(array, mask=np.zeros(array.shape, bool)))
    if array.ndim:
        found += [np.repeat(array, 2, axis=0)[::2], array[::-1].copy()[::-1], tuple(array.tolist())]
    plain = array.astype(float) if array.dtype.name in ("float16", "longdouble") else array
    if array.ndim == 1:
        found.append(pd.Series(plain, index=range(7, 7 + len(plain))))
    if array.ndim == 2:
        frame = pd.DataFrame(plain, columns=[f"c{i}" for i in range(plain.shape[1])])
        with warnings.catch_warnings(action="ignore", category=PendingDeprecationWarning):
            found += [frame, np.asmatrix(array)]
        if array.dtype == float:
            found += [frame.convert_dtypes(), scipy.sparse.csr_array(array)]
    return found


def contained(array: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(range(len(_variants(array)))).map(lambda i: _variants(array)[i])


def containers(shapes: Any = None) -> st.SearchStrategy[Any]:
    return number_arrays(shapes).flatmap(contained)


def sane(shapes: Any) -> st.SearchStrategy[Any]:
    return arrays(np.float64, shapes, elements=st.floats(-30, 30)).flatmap(contained)


def twins() -> st.SearchStrategy[tuple[Any, Any]]:
    """Two of one shape, (N,) or (N, K): numbers, or targets and probabilities."""
    shapes = array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=4)

    def distributions(shape: Any) -> st.SearchStrategy[Any]:
        Y = arrays(np.float64, shape, elements=st.floats(0.01, 1))
        if len(shape) == 1 or shape[1] == 1:
            return st.tuples(arrays(np.float64, shape, elements=st.sampled_from([0, 1])), Y)
        T = arrays(np.int64, shape[0], elements=st.integers(0, shape[1] - 1))
        return st.tuples(
            T.map(lambda k: np.eye(shape[1])[k]), Y.map(lambda Y: Y / Y.sum(axis=1, keepdims=True))
        )

    numbers = shapes.flatmap(lambda shape: st.tuples(*[number_arrays(st.just(shape))] * 2))
    pairs = st.one_of(numbers, shapes.flatmap(distributions))
    return pairs.flatmap(lambda pair: st.tuples(*map(contained, pair)))


def samples() -> st.SearchStrategy[tuple[Any, Any]]:
    """A table X and as many targets: labels or numbers."""

    def fitting(N: int) -> st.SearchStrategy[Any]:
        shapes = st.tuples(st.just(N), st.integers(1, 3))
        X = st.one_of(sane(shapes), sane(shapes), containers(shapes))
        kinds = st.sampled_from([["a", "b"], ["a", "b", "c"], [0, 1], [1, 2, 7], [True, False]])
        T = kinds.flatmap(lambda k: st.lists(st.sampled_from(k), min_size=N, max_size=N))
        T = st.one_of(
            T, T.map(np.array), T.map(pd.Series), sane(st.just((N,))), containers(st.just((N,)))
        )
        return st.tuples(X, T)

    return st.integers(2, 6).flatmap(fitting)


def label_lists() -> st.SearchStrategy[Any]:
    kinds = [["a", "b"], ["a", "b", "c"], [0, 1], [1, 2, 7], [True, False], [0.0, 1.0]]
    lists = st.sampled_from(kinds).flatmap(
        lambda kind: st.lists(st.sampled_from(kind), min_size=1, max_size=5)
    )
    forms: list[Any] = [list, tuple, np.array, pd.Series, lambda t: np.array(t, dtype=object)]
    forms += [lambda t: pd.Series(t, dtype="category"), lambda t: pd.Series(t).convert_dtypes()]
    return st.tuples(lists, st.sampled_from(forms)).map(lambda pair: pair[1](pair[0]))


def anything() -> st.SearchStrategy[Any]:
    """One of all that people pass."""
    odd = st.sampled_from(
        [Hostile, Bad, dict, set, lambda: {"a": [1, 2]}, lambda: {1, 2}, lambda: iter([1, 2]),
         lambda: [[1, 2], [3]], lambda: [[1], 2], lambda: [1, "a"], lambda: [None, 1.0],
         lambda: np.zeros(2, dtype=[("x", float)]), lambda: np.array([[1, "b"]], dtype=object),
         lambda: pd.DataFrame({"a": [1, None], "b": ["x", "y"]}), lambda: pd.DataFrame(),
         _endless,
         lambda: pd.DataFrame([[1.0, 2.0]], columns=["a", "a"]), lambda: range(3), lambda: len,
         lambda: pd.Series([1, pd.NA], dtype="Int64"), lambda: np.ma.masked_equal([1.0, 2.0], 2),
         lambda: pd.Series(pd.arrays.SparseArray([0.0, 1.0])), lambda: bytearray(b"12"),
         lambda: scipy.sparse.coo_array([[0.0, 1.0]]), lambda: [10**400, 1],
         lambda: pd.date_range("2000-01-01", periods=2), lambda: np.array([1 + 2j])]
    )  # fmt: skip
    return st.one_of(
        scalars(), containers(), label_lists(), odd.map(lambda make: make()),
        st.lists(scalars(), max_size=4), st.lists(st.lists(scalars(), max_size=3), max_size=3),
    )  # fmt: skip


def snapshot(value: Any) -> Any:
    """A copy to compare with later, or the value itself where none can be made."""
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def same(a: Any, b: Any) -> bool:
    """Equal in type and content; what cannot be compared counts as unchanged."""
    try:
        if isinstance(a, pd.DataFrame | pd.Series):
            return bool(a.equals(b))
        if isinstance(a, np.ndarray):
            return a.dtype == b.dtype and a.shape == b.shape and repr(a) == repr(b)
        if isinstance(a, list | tuple):
            return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
        return type(a) is type(b) and (repr(a) == repr(b) or not isinstance(a, int | float | str))
    except Exception:
        return True
