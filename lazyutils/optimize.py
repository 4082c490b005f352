"""Walk downhill when no closed form is known, and check a derived gradient numerically."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lazyutils.arrays import (
    Floats,
    as_given,
    flag,
    function,
    like,
    one_number,
    real,
    weight_arrays,
    whole,
)

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
    function("grad", grad, "its first argument a function of w and its second the start w")
    function("cost", cost, "a function of w, or None", optional=True)
    function("callback", callback, "a function of w, or None", optional=True)
    eta = real("learning_rate", learning_rate, above=True)
    m = real("momentum", momentum, below=1)
    epochs, tol = whole("epochs", epochs), real("tol", tol)
    progress = flag("progress", progress)
    weights = weight_arrays(w)
    velocity = [np.zeros_like(a) for a in weights]
    costs: list[float] = []
    for epoch in _count(epochs, progress):
        try:
            with np.errstate(over="raise", invalid="raise", divide="ignore", under="ignore"):
                gradient = like(weights, grad(as_given(weights, w)))
                if tol > 0 and all(float(abs(g).max(initial=0)) <= tol for g in gradient):
                    return Descent(as_given(weights, w), costs, epoch - 1, True)
                steps = zip(weights, velocity, gradient, strict=True)
                moved = [momentum_step(a, v, g, eta, m) for a, v, g in steps]
                weights, velocity = [a for a, _ in moved], [v for _, v in moved]
                if not all(np.isfinite(a).all() for a in weights):
                    raise FloatingPointError("the weights are no longer finite")
                if cost is not None:
                    costs.append(one_number("cost(w)", cost(as_given(weights, w))))
                    if np.isnan(costs[-1]):
                        raise FloatingPointError("the cost is nan")
        except (FloatingPointError, OverflowError) as error:
            raise FloatingPointError(
                f"gradient descent failed in epoch {epoch} ({error}). "
                f"Try a learning_rate smaller than {eta:g}."
            ) from error
        if callback is not None:
            callback(as_given(weights, w))
    return Descent(as_given(weights, w), costs, epochs, False)


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
    function("f", f, "its first argument a function of w and its second w")
    weights: list[Floats] = [np.array(a) for a in weight_arrays(w, np.float64)]
    gradient: list[Floats] = [np.zeros_like(a) for a in weights]

    def at(part: int, index: tuple[int, ...], value: float) -> float:
        moved = [a.copy() for a in weights]
        moved[part][index] = value
        with np.errstate(all="ignore"):
            result = one_number("f(w)", f(as_given(moved, w)))
        if not (np.isfinite(value) and np.isfinite(result)):
            raise FloatingPointError(
                f"f(w) is {result} with {value!r} for the entry {float(weights[part][index])!r} "
                "of w; wanted a finite number on both sides: take a w further inside"
            )
        return result

    for part, a in enumerate(weights):
        for index, entry in np.ndenumerate(a):
            value = float(entry)  # Python's floats overflow without a warning
            h = float(np.cbrt(np.finfo(np.float64).eps)) * max(1.0, abs(value))
            right, left = value + h, value - h  # as rounded: their distance divides
            difference = at(part, index, right) - at(part, index, left)
            gradient[part][index] = difference / (right - left)
    return as_given(gradient, w)


def _count(epochs: int, progress: bool) -> Iterable[int]:
    """1, 2, ..., epochs, with a progress bar if wanted."""
    if not progress:
        return range(1, epochs + 1)
    from tqdm.auto import tqdm  # type: ignore[import-untyped,unused-ignore]

    return tqdm(range(1, epochs + 1), unit="epoch")  # type: ignore[no-any-return,unused-ignore]
