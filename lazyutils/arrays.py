"""From whatever a caller passes to arrays that the formulas can trust, or a refusal in words.

The only place that turns inputs into floats, matrices, targets and labels and that checks
shapes and options. An error says what came, what is wanted and what to do; code in it can be
copied. What is refused rather than guessed: missing and masked entries, text for numbers,
shapes that numpy would stretch, labels that can never be equal.
"""

import numbers
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "LIMIT",
    "Floats",
    "as_given",
    "axes",
    "comparable_labels",
    "finite",
    "flag",
    "floats",
    "function",
    "indicator",
    "labels",
    "like",
    "matrix",
    "of_moderate_size",
    "one_number",
    "power_of_two",
    "real",
    "same_shape",
    "targets",
    "two_lists_of_labels",
    "weight_arrays",
    "weights",
    "whole",
]

Floats: TypeAlias = NDArray[np.floating[Any]]

_MANY_CLASSES = 100
"""More classes than this, of numbers and with few samples each, look like a measured target."""

LIMIT = 1e15
"""Weights of samples and penalties are at most this, so that they keep their digits in float32."""


# --- options -------------------------------------------------------------------------------------


def real(name: str, value: Any, *, above: bool = False, below: float = np.inf) -> float:
    """The option `value` as a float with 0 <= value < below, or 0 < value with `above`."""
    number = float(value) if _is_number(value) else np.nan
    if not (0 < number if above else 0 <= number) or not number < below:
        lower = " above 0" if above else ", 0 or more"
        wanted = f"a finite number{lower}" if below == np.inf else f"0 <= {name} < {below:g}"
        raise ValueError(f"{name} is {_shown(value)}; wanted {wanted}")
    return number + 0.0  # no -0.0


def whole(name: str, value: Any, *, least: int = 0) -> int:
    """The option `value` as an int of at least `least`; 5.0 and 1e4 are whole numbers too."""
    number = float(value) if _is_number(value) else np.nan
    if not least <= number < np.inf or number != int(number):
        raise ValueError(f"{name} is {_shown(value)}; wanted a whole number, {least} or more")
    return int(value)


def flag(name: str, value: Any) -> bool:
    """The option `value`, True or False."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} is {_shown(value)}; wanted True or False")
    return bool(value)


def axes(axis: Any, ndim: int) -> Any:
    """The option `axis` for an array of `ndim` dimensions: a number, some, or None for all."""
    several = axis if isinstance(axis, tuple) else () if axis is None else (axis,)
    deep = max(ndim, 1)  # to numpy a single number is a row of one
    whole = all(isinstance(a, numbers.Integral) and not isinstance(a, bool) for a in several)
    if not whole or not all(-deep <= a < deep for a in several):
        raise ValueError(
            f"axis is {_shown(axis)}; wanted a whole number from {-deep} to {deep - 1}, a tuple of "
            "them, or None for all"
        )
    if len({a % deep for a in several}) < len(several):
        raise ValueError(f"axis is {_shown(axis)}; wanted each axis once")
    return axis


def _is_number(value: Any) -> bool:
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        return False
    return not isinstance(value, int) or abs(value) < 2**1023  # a float can hold it


# --- numbers -------------------------------------------------------------------------------------


def floats(a: ArrayLike, name: str = "the input") -> Floats:
    """`a` as an array of floats: floats keep their type, other numbers become float64.

    A lazy array of another engine (Dask) stays what it is. `ValueError` for text, dates, complex
    numbers, missing values (None, NA), masked and sparse arrays, rows of unequal lengths.
    """
    array: Any = _array(a, name)
    if array.dtype.kind == "f":
        return array  # type: ignore[no-any-return]
    if array.dtype.kind == "O" and isinstance(array, np.ndarray):
        _only_numbers(array, name)
    elif array.dtype.kind not in "biuO":
        raise ValueError(f"{name} has the type {array.dtype}; wanted real numbers")
    try:
        return array.astype(np.float64)  # type: ignore[no-any-return]
    except OverflowError:
        raise ValueError(
            f"{name} holds a number that is too large for a float; wanted less than 1.8e308"
        ) from None


def _array(a: Any, name: str) -> Any:
    if type(a) is np.ndarray:
        return a
    if hasattr(a, "tocsr"):
        raise ValueError(f"{name} is a sparse matrix; wanted a dense array: {name}.toarray()")
    if hasattr(a, "__array_function__") and not isinstance(a, np.ndarray) and hasattr(a, "dtype"):
        return a  # a lazy array of another engine
    try:
        masked = _is_masked(a)
        array = np.asarray([] if masked else a)  # also without the other rules of np.matrix
    except Exception as error:  # an object's own code may raise anything
        if isinstance(a, list | tuple) and "inhomogeneous" in str(error):
            what = "holds rows of unequal lengths; wanted an array"
        else:
            what = f"cannot be read as an array ({type(error).__name__}: {error}); wanted numbers"
        raise ValueError(f"{name} {what}") from None
    if masked:
        raise ValueError(
            f"{name} is a masked array, whose masked entries would count; wanted a plain one: "
            f"leave those samples out, or give them one, np.ma.array({name}).filled(value)"
        )
    return array


def _is_masked(a: Any) -> bool:
    """Whether `a` is a masked array, or a list with one in it."""
    if isinstance(a, list | tuple):
        return any(map(_is_masked, a))
    return isinstance(a, np.ma.MaskedArray)


def _only_numbers(array: NDArray[Any], name: str) -> None:
    """Refuse an array of objects with something that numpy would turn into a number or nan."""
    for index, value in np.ndenumerate(array):
        if not isinstance(value, numbers.Real | Decimal | np.bool_):
            where = f"{name}[{', '.join(map(str, index))}]" if index else name
            raise ValueError(f"{where} is {_shown(value)}, which is not a number; wanted numbers")


def _shown(value: Any) -> str:
    """The value in at most 40 characters, whatever it is."""
    try:
        text = repr(value.item() if isinstance(value, np.generic) else value)
    except Exception:  # an object whose own code fails
        text = ""
    return text if 0 < len(text) <= 40 and "\n" not in text else f"of type {type(value).__name__}"


def same_shape(T: ArrayLike, Y: ArrayLike, name: str = "Y") -> tuple[Floats, Floats]:
    """T and Y as floats of one shape, (N,) or (N, K), not empty and without nan."""
    T, Y = floats(T, "T"), floats(Y, name)
    if T.shape != Y.shape:
        hint = ""
        if T.ndim <= 2 and Y.ndim <= 2 and T.size == Y.size and 1 in (*T.shape[1:], *Y.shape[1:]):
            column = "T" if T.ndim == 2 else name
            hint = f": np.ravel({column}) makes one list of the column"
        raise ValueError(
            f"T has shape {T.shape} but {name} has shape {Y.shape}; wanted equal shapes{hint} "
            "(numpy would stretch the smaller one and mix the samples)"
        )
    if T.ndim not in (1, 2) or 0 in T.shape:
        raise ValueError(f"T and {name} have shape {T.shape}; wanted (N,) or (N, K), not empty")
    for array, label in ((T, "T"), (Y, name)):
        if isinstance(array, np.ndarray) and np.isnan(array).any():
            raise ValueError(f"{label} holds nan; wanted numbers: remove or fill these samples")
    return T, Y


def finite(value: Any, what: str) -> Any:
    """`value`, or FloatingPointError if it is too large for a float. Lazy arrays pass."""
    if isinstance(value, np.ndarray | np.generic | float) and not np.isfinite(value).all():
        raise FloatingPointError(f"{what} is too large for a float: rescale the numbers")
    return value


# --- what the models learn from ------------------------------------------------------------------


def matrix(X: ArrayLike, D: int | None = None) -> Floats:
    """X as a finite N x D matrix of float32 or float64; with D given, of that width.

    float32 and integers of 8 or 16 bits, which it holds exactly, give float32.
    """
    array = _array(X, "X")
    small = array.dtype.kind in "iu" and array.dtype.itemsize <= 2
    array = np.asarray(array.astype(np.float32) if small else floats(array, "X"))
    array = array.astype(np.float32 if array.dtype.itemsize <= 4 else np.float64, copy=False)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(
            f"X has shape {array.shape}; wanted N x D, a row for each sample, "
            f"not empty{_how_to_reshape(array, D)}"
        )
    if D is not None and array.shape[1] != D:
        raise ValueError(f"X has {array.shape[1]} features; wanted the {D} of fit")
    finite = np.isfinite(array)
    if not finite.all():
        n, d = np.argwhere(~finite)[0]
        raise ValueError(f"X[{n}, {d}] is {array[n, d]}; wanted finite numbers: remove or fill it")
    return array


def _how_to_reshape(X: Floats, D: int | None) -> str:
    if X.size == 0:
        return ""
    if X.ndim == 1 and D in (None, 1):
        return ". Reshape your data: np.reshape(X, (-1, 1)) makes N samples of one feature"
    if X.ndim == 1 and len(X) == D:
        return ". Reshape your data: np.reshape(X, (1, -1)) makes one sample of it"
    if X.ndim > 2 and D in (None, X[0].size):
        return ". Reshape your data: np.reshape(X, (len(X), -1)) makes a row of each sample"
    return ""


def of_moderate_size(X: Floats) -> Floats:
    """X, in float64 if float32 would lose its numbers or its differences in squares and sums.

    ValueError where that is true of float64 too.
    """
    low, high = X.min(axis=0), X.max(axis=0)
    top, spread = np.maximum(np.abs(low), np.abs(high)), np.ptp(X, axis=0)
    limit = np.finfo(X.dtype).max ** 0.25  # 1e77, and 4e9 for float32
    share = 1e-4 if X.dtype == np.float32 else 1e-10  # about a thousand times the rounding
    unsized = (top > limit) | ((spread > 0) & (spread < 1 / limit))
    close = (spread > 0) & (spread < share * top)
    if not (unsized | close).any():
        return X
    if X.dtype != np.float64:
        return of_moderate_size(X.astype(np.float64))
    if unsized.any():
        d = int(np.argmax(unsized))
        raise ValueError(
            f"feature {d} of X has sizes up to {top[d]:.3g}; wanted at least 1e-77 and at most "
            f"1e77: divide that column by {power_of_two(X)[d]:.17g}"
        )
    d = int(np.argmax(close))
    raise ValueError(
        f"feature {d} of X runs from {low[d]:.17g} to {high[d]:.17g}; wanted a spread of at least "
        f"1e-10 of the size, as sums lose less: subtract {low[d]:.17g} from that column"
    )


def power_of_two(A: Floats) -> Floats:
    """The power of two next below the largest size in each column, 1 for a column of 0."""
    top = np.abs(A).max(axis=0)
    return np.where(top > 0, np.ldexp(1.0, np.frexp(top)[1] - 1), 1.0)


def targets(T: ArrayLike, N: int) -> Floats:
    """Measured targets as finite float64, (N,) or (N, M)."""
    array = np.asarray(floats(T, "T"), dtype=np.float64)
    if array.ndim not in (1, 2) or len(array) != N or array.size == 0:
        raise ValueError(
            f"T has shape {array.shape}; wanted a row of T for each of the {N} rows of X, "
            f"shape ({N},) or ({N}, M)"
        )
    if not np.isfinite(array).all():
        raise ValueError("T holds nan or inf; wanted finite numbers: remove these samples")
    return array


def weights(sample_weight: ArrayLike | None, N: int) -> Floats:
    """Weights of the samples as float64, (N,); all 1 for None."""
    if sample_weight is None:
        return np.ones(N)
    w = np.asarray(floats(sample_weight, "sample_weight"), dtype=np.float64)
    if w.shape != (N,):
        raise ValueError(f"sample_weight has shape {w.shape}; wanted one for each sample, ({N},)")
    used = w[w != 0]
    if used.size == 0 or not ((used >= 1 / LIMIT) & (used <= LIMIT)).all():
        raise ValueError(
            f"sample_weight runs from {w.min():g} to {w.max():g}; wanted 0, or from 1e-15 to "
            "1e15, and not all 0"
        )
    return w


# --- weights of a descent: a list of arrays inside, outside as the caller has them ----------------


def weight_arrays(w: Any, dtype: type[np.float64] | None = None) -> list[Floats]:
    """The arrays of w as finite floats, of their own type or of `dtype`."""
    if not isinstance(w, tuple):
        w, names = (w,), ["w"]
    else:
        names = [f"w[{i}]" for i in range(len(w))]
    weights: list[Floats] = []
    for part, name in zip(w, names, strict=True):
        try:
            with np.errstate(over="ignore"):
                weights.append(np.asarray(floats(part, name), dtype=dtype)[()])
        except ValueError as error:
            several = " (several arrays go into a tuple, such as (W, b))"
            raise ValueError(f"{error}{several * isinstance(part, list)}") from None
    if not weights:
        raise ValueError("w is an empty tuple; wanted the arrays to start from")
    if not all(np.isfinite(a).all() for a in weights):
        raise ValueError("the starting w holds nan or inf; wanted finite numbers")
    return weights


def as_given(weights: list[Floats], w: Any) -> Any:
    """The weights as the caller knows them; copies, so that no one can change ours."""
    copies = [a.copy()[()] for a in weights]
    if not isinstance(w, tuple):
        return copies[0]
    return type(w)(*copies) if hasattr(w, "_fields") else tuple(copies)  # a named tuple stays one


def like(weights: list[Floats], gradient: Any) -> list[Floats]:
    """The gradient as a list of arrays with the shapes and types of the weights."""
    if gradient is None:
        raise ValueError("grad(w) is None; wanted the gradient: is a `return` missing?")
    single = len(weights) == 1 and not isinstance(gradient, tuple)
    parts = [gradient] if single else gradient
    if not isinstance(parts, tuple | list):
        raise ValueError(
            f"grad(w) is one {type(gradient).__name__}; wanted a tuple, an array for "
            f"each of the {len(weights)} in w"
        )
    arrays = [np.asarray(floats(part, "grad(w)")) for part in parts]
    got, wanted = [a.shape for a in arrays], [np.shape(a) for a in weights]
    if got != wanted:
        raise ValueError(f"grad(w) has the shapes {got}; wanted those of w, {wanted}")
    return [g.astype(a.dtype)[()] for g, a in zip(arrays, weights, strict=True)]


def one_number(name: str, value: Any) -> float:
    if value is None:
        raise ValueError(f"{name} is None; wanted one number: is a `return` missing?")
    number = np.asarray(floats(value, name))
    if number.shape != ():
        raise ValueError(f"{name} has shape {number.shape}; wanted one number, such as a sum")
    return float(number)


def function(name: str, value: Any, wanted: str, optional: bool = False) -> None:
    """TypeError for what cannot be called."""
    if not callable(value) and not (optional and value is None):
        raise TypeError(f"{name} is {_shown(value)}, which is no function; wanted {wanted}")


# --- labels --------------------------------------------------------------------------------------


def labels(T: ArrayLike, name: str = "T", N: int | None = None) -> NDArray[Any]:
    """Labels, all numbers or all text, shape (N,). Refused: missing ones, fractions, mixtures."""
    array = np.asarray(_array(T, name))
    if array.dtype.kind == "U" and not hasattr(T, "dtype"):
        array = np.asarray(T, dtype=object)  # as they came: numpy has made "1" of 1 beside "a"
    if array.ndim != 1 or len(array) == 0 or N not in (None, len(array)):
        rows = "" if N is None else f", one for each of the {N} rows of X"
        raise ValueError(
            f"{name} has shape {array.shape}; wanted labels of shape ({N or 'N'},), not empty"
            f"{rows}{_how_to_list(array, name)}"
        )
    if array.dtype.kind == "O":
        array = _of_one_kind(array, name)
    if array.dtype.kind not in "biufUSO":
        raise ValueError(f"{name} has the type {array.dtype}; wanted numbers or text as labels")
    if array.dtype.kind == "f":
        if not np.isfinite(array).all():
            raise ValueError(f"{name} holds nan or inf; wanted a label for each sample")
        if (large := array[np.frexp(array)[1] > 53]).size:  # 2**53 is 0.5 * 2**54
            raise ValueError(
                f"{name} holds {large[0]:.17g}, where floats no longer tell neighbours apart; "
                "wanted labels that are integers or text"
            )
        if (fractions := array[array != np.round(array)]).size:
            raise ValueError(
                f"{name} holds fractions such as {fractions[0]:.6g}; wanted the labels of classes. "
                "(Unknown label type: measured targets are for LinearRegression and r_squared; of "
                "probabilities take the label of the most probable class; classes that are named "
                f"by fractions pass as text, np.asarray({name}).astype(str))"
            )
    return array


def _of_one_kind(array: NDArray[Any], name: str) -> NDArray[Any]:
    """Labels that came as objects: text as it is, numbers with a type of numpy's."""
    for n, label in enumerate(array):
        if label is None or type(label).__name__ in ("NAType", "NaTType") or _is_nan(label):
            raise ValueError(f"{name}[{n}] is {_shown(label)}; wanted a label for each sample")
    if all(isinstance(label, str) for label in array):
        return array
    found = np.asarray(array.tolist()) if all(map(_is_scalar, array)) else array
    if found.dtype.kind not in "biuf":
        kinds = ", ".join(sorted({type(label).__name__ for label in array})[:4])
        raise ValueError(
            f"{name} holds labels of the types {kinds}; wanted all numbers or all text"
            f"{_how_to_make_text(array, name)}"
        )
    return found


def _how_to_make_text(array: NDArray[Any], name: str) -> str:
    """How to make text of all labels, if that keeps different ones apart."""
    try:
        keeps = len({str(label) for label in array}) == len(set(array))
    except Exception:  # an object's own code
        keeps = False
    return f": [str(t) for t in {name}] makes text of them" if keeps else ""


def _is_nan(value: Any) -> bool:
    return isinstance(value, float | np.floating) and bool(np.isnan(value))


def _is_scalar(value: Any) -> bool:
    return isinstance(value, numbers.Real | np.bool_)


def _how_to_list(array: NDArray[Any], name: str) -> str:
    """How to make a list of labels of one column or of an indicator matrix, if it is one."""
    if array.ndim != 2 or array.size == 0:
        return ""
    if array.shape[1] == 1:
        return f": np.ravel({name}) makes a list of one column"
    numeric = array.dtype.kind in "biuf"
    if numeric and np.isin(array, (0, 1)).all() and (array.sum(axis=1) == 1).all():
        return f": np.argmax({name}, axis=1) names the column of the 1 in each row, from 0"
    if numeric and (array >= 0).all() and np.allclose(array.sum(axis=1), 1, atol=1e-3):
        return (
            f": of probabilities take np.asarray(classes)[np.argmax({name}, axis=1)], with the "
            "classes in column order"
        )
    return ""


def two_lists_of_labels(T: ArrayLike, Y: ArrayLike) -> list[NDArray[Any]]:
    """Labels T and Y of one length that can be equal."""
    T, Y = comparable_labels(T=T, Y=Y)
    if len(T) != len(Y):
        raise ValueError(f"T has {len(T)} labels and Y {len(Y)}; wanted one of each a sample")
    return [T, Y]


def comparable_labels(**lists: ArrayLike) -> list[NDArray[Any]]:
    """Lists of labels that can be equal: all numbers or all text. Numbers become integers.

    Beside floats, numpy would compare integers as rounded floats.
    """
    found = {name: _as_integers(labels(values, name)) for name, values in lists.items()}
    T = found["T"]
    for name, values in found.items():
        kinds = [_KINDS[array.dtype.kind] for array in (T, values)]
        if kinds[0] == "numbers" == kinds[1] and np.result_type(T, values).kind == "f":
            kinds = [str(T.dtype), str(values.dtype)]  # int64 and uint64 have only floats in common
        if kinds[0] != kinds[1]:
            raise ValueError(
                f"T holds {kinds[0]} ({_shown(T[0])}) and {name} {kinds[1]} ({_shown(values[0])}), "
                "which can never be equal; wanted labels of one kind"
            )
    return list(found.values())


def _as_integers(array: NDArray[Any]) -> NDArray[Any]:
    fits = array.dtype.kind == "f" or (array.dtype.kind == "u" and array.max() < 2**63)
    return array.astype(np.int64) if fits else array


_KINDS = {"b": "numbers", "i": "numbers", "u": "numbers", "f": "numbers"} | {
    "U": "text",
    "O": "text",
    "S": "bytes",
}


def indicator(t: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The sorted classes among labels t, and t as 0 and 1: (N,) for two classes, else N x K."""
    classes, k = np.unique(t, return_inverse=True)
    K = len(classes)
    if K < 2:
        raise ValueError(f"T holds the single class {classes.tolist()[0]!r}; wanted two or more")
    if K > _MANY_CLASSES and K > len(t) / 20 and _KINDS[t.dtype.kind] == "numbers":
        raise ValueError(
            f"T holds {K} different numbers in {len(t)} samples, which looks like a measured "
            "target; wanted classes: use LinearRegression. If they do name classes, pass them as "
            "text: np.asarray(T).astype(str)"
        )
    return classes, k == 1 if K == 2 else k[:, None] == np.arange(K)
