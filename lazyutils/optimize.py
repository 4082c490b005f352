"""Walk downhill when no closed form is known, and check a derived gradient numerically."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Descent", "gradient_descent", "numerical_gradient"]


@dataclass(frozen=True)
class Descent:
    """What `gradient_descent` returns."""

    w: Any  #: the final weights, an array or a tuple of arrays like the start
    costs: list[float]  #: cost(w) after each epoch; empty when no cost was given
    epochs: int  #: how many updates were made
    converged: bool  #: True when the gradient became as small as `tol`


def count_epochs(epochs: int, progress: bool) -> Iterable[int]:
    """1, 2, ..., epochs, with a progress bar if wanted."""
    if not progress:
        return range(1, epochs + 1)
    from tqdm.auto import tqdm  # type: ignore[import-untyped,unused-ignore]

    return tqdm(range(1, epochs + 1), unit="epoch")  # type: ignore[no-any-return,unused-ignore]


def _parts(w: Any, many: bool, like: list[Any] | None = None) -> list[Any]:
    """The arrays in `w` as floats, with the shapes and types of `like` where it is given."""
    name = "w" if like is None else "grad(w)"
    arrays = [np.asarray(part) for part in (w if many else (w,))]
    if any(a.dtype.kind not in "fbiu" for a in arrays):
        raise ValueError(f"{name} is {w!r}; wanted numbers (is a `return` missing?)")
    if like is None:
        return [(a if a.dtype.kind == "f" else a.astype(np.float64))[()] for a in arrays]
    got, wanted = [a.shape for a in arrays], [a.shape for a in like]
    if got != wanted:
        raise ValueError(f"grad(w) has the shapes {got}; wanted those of w, {wanted}")
    return [a.astype(b.dtype)[()] for a, b in zip(arrays, like, strict=True)]


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
    negative epochs or tol, or a gradient of another shape. FloatingPointError, with the epoch,
    on overflow or nan, also inside `grad` and `cost`: then the learning rate is too large.

    >>> result = gradient_descent(lambda w: 2 * w + 1, 3.0, learning_rate=0.1, epochs=200)
    >>> print(f"{result.w:.6f} after {result.epochs} epochs")
    -0.500000 after 200 epochs
    """
    if not (np.isfinite(learning_rate) and learning_rate > 0):
        raise ValueError(f"learning_rate is {learning_rate}; wanted a finite number above 0")
    if not 0 <= momentum < 1:
        raise ValueError(f"momentum is {momentum}; wanted 0 <= momentum < 1")
    if not tol >= 0:
        raise ValueError(f"tol is {tol}; wanted 0 (run all epochs) or more")
    try:
        if (epochs := operator.index(epochs)) < 0:
            raise TypeError
    except TypeError:
        raise ValueError(f"epochs is {epochs!r}; wanted a whole number, 0 or more") from None
    eta, m = float(learning_rate), float(momentum)
    many = isinstance(w, tuple)
    weights = _parts(w, many)
    if not all(np.isfinite(a).all() for a in weights):
        raise ValueError("the starting w holds nan or inf; wanted finite numbers")
    velocity = [np.zeros_like(a) for a in weights]
    costs: list[float] = []

    def current() -> Any:
        """The weights as the caller knows them; copies, so that no one can change ours."""
        copies = tuple(a.copy() for a in weights)
        return copies if many else copies[0]

    for epoch in count_epochs(epochs, progress):
        try:
            with np.errstate(over="raise", invalid="raise", divide="ignore", under="ignore"):
                gradient = _parts(grad(current()), many, like=weights)
                if tol > 0 and all((abs(g) <= tol).all() for g in gradient):
                    return Descent(current(), costs, epoch - 1, True)
                velocity = [m * v - eta * g for v, g in zip(velocity, gradient, strict=True)]
                weights = [a + v for a, v in zip(weights, velocity, strict=True)]
                if not all(np.isfinite(a).all() for a in weights):
                    raise FloatingPointError("the weights are no longer finite")
                if cost is not None:
                    costs.append(float(cost(current())))
                    if np.isnan(costs[-1]):
                        raise FloatingPointError("the cost is nan")
        except (FloatingPointError, OverflowError) as error:
            raise FloatingPointError(
                f"gradient descent failed in epoch {epoch} ({error}). "
                f"Try a learning_rate smaller than {eta:g}."
            ) from error
        if callback is not None:
            callback(current())
    return Descent(current(), costs, epochs, False)


def numerical_gradient(f: Callable[[Any], Any], w: Any) -> Any:
    """dJ/dw_i ≈ (f(w + h e_i) − f(w − h e_i)) / 2h, for checking a derivation.

    `w` is a number, an array or a tuple of arrays, `f(w)` one number; the answer has w's shape,
    in float64. Each entry has its own step h = ε^(1/3)·max(1, |w_i|), about 6e-6. The error is
    h²/6 times f's third derivative plus rounding of about ε |f| / h: near 1e-10 of the size of
    f and its derivatives. f is called twice an entry, on copies.

    >>> print(numerical_gradient(lambda w: (w**2).sum(), [1.0, 2.0, 3.0]).round(6))
    [2. 4. 6.]
    """
    many = isinstance(w, tuple)
    weights = [np.array(a, dtype=np.float64) for a in _parts(w, many)]
    gradient = [np.zeros_like(a) for a in weights]

    def at(part: int, index: tuple[int, ...], value: float) -> float:
        moved = [a.copy() for a in weights]
        moved[part][index] = value
        parts = [a[()] for a in moved]
        result = np.asarray(f(tuple(parts) if many else parts[0]))
        if result.shape != ():
            raise ValueError(f"f(w) has shape {result.shape}; wanted one number")
        return float(result)

    for part, a in enumerate(weights):
        for index, value in np.ndenumerate(a):
            h = np.cbrt(np.finfo(np.float64).eps) * max(1.0, abs(value))
            right, left = value + h, value - h  # as rounded: their distance is divided by
            difference = at(part, index, right) - at(part, index, left)
            gradient[part][index] = difference / (right - left)
    return tuple(gradient) if many else gradient[0][()]
