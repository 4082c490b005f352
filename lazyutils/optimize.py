"""Walk downhill when no closed form is known, and check a derived gradient numerically."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lazyutils.arrays import Floats, floats, real, whole

__all__ = ["Descent", "gradient_descent", "momentum_step", "numerical_gradient"]


@dataclass(frozen=True)
class Descent:
    """What `gradient_descent` returns."""

    w: Any  #: the final weights, an array or a tuple of arrays like the start
    costs: list[float]  #: cost(w) after each epoch; empty when no cost was given
    epochs: int  #: how many updates were made
    converged: bool  #: True when the gradient became as small as `tol`


def momentum_step(
    w: Any, v: Any, gradient: Any, learning_rate: Any, momentum: float
) -> tuple[Any, Any]:
    """v ← momentum·v − learning_rate·gradient, then w ← w + v; returns (w, v)."""
    v = momentum * v - learning_rate * gradient
    return w + v, v


def gradient_descent(
    grad: Callable[[Any], Any],
    w: Any,
    learning_rate: float = 0.01,
    epochs: int = 100,
    *,
    momentum: float = 0.0,
    cost: Callable[[Any], Any] | None = None,
    tol: float = 0.0,
    callback: Callable[[Any], Any] | None = None,
    progress: bool = False,
) -> Descent:
    """v ← momentum·v − learning_rate·grad(w), then w ← w + v, once an epoch; v starts at 0.

    `w` is a number, an array or a tuple of arrays such as (W, b); `grad(w)` returns dJ/dw in
    the same shape. The caller's `w` is not changed; integers become float64, float32 stays.
    After each epoch `cost(w)` is recorded and `callback(w)` is called with the new weights
    (`callback=path.append` keeps the path). With tol > 0 the descent stops, converged, at the
    first w where no entry of the gradient is larger than tol. `progress=True` shows a bar.

    ValueError for a learning rate that is not finite and positive, a momentum outside [0, 1),
    negative epochs or tol, a gradient of another shape, a cost that is not one number; TypeError
    for a grad, cost or callback that is no function. FloatingPointError, with the epoch, on
    overflow or nan, also inside `grad` and `cost`: then the learning rate is too large.

    >>> result = gradient_descent(lambda w: 2 * w + 1, 3.0, learning_rate=0.1, epochs=200)
    >>> print(f"{result.w:.6f} after {result.epochs} epochs")
    -0.500000 after 200 epochs
    """
    _functions(grad=grad, cost=cost, callback=callback)
    eta, m = real("learning_rate", learning_rate, above=True), real("momentum", momentum, below=1)
    epochs, tol = whole("epochs", epochs), real("tol", tol)
    weights = _start(w)
    velocity = [np.zeros_like(a) for a in weights]
    costs: list[float] = []
    for epoch in _count(epochs, progress):
        try:
            with np.errstate(over="raise", invalid="raise", divide="ignore", under="ignore"):
                gradient = _like(weights, grad(_as_given(weights, w)))
                if tol > 0 and all((abs(g) <= tol).all() for g in gradient):
                    return Descent(_as_given(weights, w), costs, epoch - 1, True)
                steps = zip(weights, velocity, gradient, strict=True)
                moved = [momentum_step(a, v, g, eta, m) for a, v, g in steps]
                weights, velocity = [a for a, _ in moved], [v for _, v in moved]
                if not all(np.isfinite(a).all() for a in weights):
                    raise FloatingPointError("the weights are no longer finite")
                if cost is not None:
                    costs.append(_one_number("cost(w)", cost(_as_given(weights, w))))
                    if np.isnan(costs[-1]):
                        raise FloatingPointError("the cost is nan")
        except (FloatingPointError, OverflowError) as error:
            raise FloatingPointError(
                f"gradient descent failed in epoch {epoch} ({error}). "
                f"Try a learning_rate smaller than {eta:g}."
            ) from error
        if callback is not None:
            callback(_as_given(weights, w))
    return Descent(_as_given(weights, w), costs, epochs, False)


def numerical_gradient(f: Callable[[Any], Any], w: Any) -> Any:
    """dJ/dw_i ≈ (f(w + h e_i) − f(w − h e_i)) / 2h, for checking a derivation.

    `w` is a number, an array or a tuple of arrays, `f(w)` one number; the answer has w's shape,
    in float64. Each entry has its own step h = ε^(1/3)·max(1, |w_i|), about 6e-6. The error is
    h²/6 times f's third derivative plus rounding of about ε |f| / h: near 1e-10 of the size of
    f and its derivatives. f is called twice an entry, on copies. FloatingPointError where f is
    not finite at one of the two points: there w lies too close to the edge of f.

    >>> print(numerical_gradient(lambda w: (w**2).sum(), [1.0, 2.0, 3.0]).round(6))
    [2. 4. 6.]
    """
    _functions(f=f)
    weights: list[Floats] = [np.array(a, dtype=np.float64) for a in _start(w)]
    gradient: list[Floats] = [np.zeros_like(a) for a in weights]

    def at(part: int, index: tuple[int, ...], value: float) -> float:
        moved = [a.copy() for a in weights]
        moved[part][index] = value
        with np.errstate(all="ignore"):
            result = _one_number("f(w)", f(_as_given(moved, w)))
        if not np.isfinite(result):
            raise FloatingPointError(
                f"f(w) is {result} with {value!r} for the entry {weights[part][index]!r} of w; "
                "wanted a finite number on both sides: take a w further inside"
            )
        return result

    for part, a in enumerate(weights):
        for index, value in np.ndenumerate(a):
            h = np.cbrt(np.finfo(np.float64).eps) * max(1.0, abs(value))
            right, left = float(value + h), float(value - h)  # as rounded: their distance divides
            difference = at(part, index, right) - at(part, index, left)
            gradient[part][index] = difference / (right - left)
    return _as_given(gradient, w)


# --- weights: inside a list of arrays, outside what the caller passed -----------------------------


def _start(w: Any) -> list[Floats]:
    """The arrays of w as finite floats."""
    if not isinstance(w, tuple):
        w, names = (w,), ["w"]
    else:
        names = [f"w[{i}]" for i in range(len(w))]
    weights: list[Floats] = []
    for part, name in zip(w, names, strict=True):
        try:
            weights.append(np.asarray(floats(part, name))[()])
        except ValueError as error:
            several = " (several arrays go into a tuple, such as (W, b))"
            raise ValueError(f"{error}{several * isinstance(part, list)}") from None
    if not weights:
        raise ValueError("w is an empty tuple; wanted the arrays to start from")
    if not all(np.isfinite(a).all() for a in weights):
        raise ValueError("the starting w holds nan or inf; wanted finite numbers")
    return weights


def _as_given(weights: list[Floats], w: Any) -> Any:
    """The weights as the caller knows them; copies, so that no one can change ours."""
    copies = [a.copy()[()] for a in weights]
    if not isinstance(w, tuple):
        return copies[0]
    return type(w)(*copies) if hasattr(w, "_fields") else tuple(copies)  # a named tuple stays one


def _like(weights: list[Floats], gradient: Any) -> list[Floats]:
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


def _one_number(name: str, value: Any) -> float:
    if value is None:
        raise ValueError(f"{name} is None; wanted one number: is a `return` missing?")
    number = np.asarray(floats(value, name))
    if number.shape != ():
        raise ValueError(f"{name} has shape {number.shape}; wanted one number, such as a sum")
    return float(number)


def _functions(**given: Any) -> None:
    for name, function in given.items():
        if not callable(function) and (function is not None or name in ("grad", "f")):
            raise TypeError(
                f"{name} is {type(function).__name__}, which is no function; wanted a function of "
                "w as the first argument and the start w as the second"
                if name in ("grad", "f")
                else f"{name} is {type(function).__name__}; wanted a function of w, or None"
            )


def _count(epochs: int, progress: bool) -> Iterable[int]:
    """1, 2, ..., epochs, with a progress bar if wanted."""
    if not progress:
        return range(1, epochs + 1)
    from tqdm.auto import tqdm  # type: ignore[import-untyped,unused-ignore]

    return tqdm(range(1, epochs + 1), unit="epoch")  # type: ignore[no-any-return,unused-ignore]
