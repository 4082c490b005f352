"""What several exercises of chapter 8 use."""

from typing import Any

import numpy as np

from lazyutils.check.judge import Array, in_words, same
from lazyutils.check.sandbox import call
from lazyutils.models import LogisticRegression

__all__ = ["features", "reached"]

_SECONDS = 2.0  # for each call of a learner's function inside a judge


def features(
    name: str, function: Any, X: Array, X_new: Array, axes: int, wanted: str
) -> tuple[Any, Any, str]:
    """What the learner's function makes of X and of X_new, or what is wrong with it."""
    few = slice(9, 2, -1)  # points from the middle and in another order
    found = []
    for points in (X, X_new, X[few]):
        F, problem = _feature(name, function, points)
        if problem:
            return None, None, problem
        if F.ndim != axes:
            return None, None, f"{name} returned shape {F.shape}; {wanted} is wanted."
        found.append(F)
    if same(found[2], found[0][few], 1e-9):
        return found[0], found[1], ""
    said = f"{name} gives a point other features when other points are missing: each point by "
    return None, None, f"{said}itself, without the mean or the maximum of the rest."


def _feature(name: str, function: Any, X: Array) -> tuple[Any, str]:
    """What the learner's function makes of X, or what is wrong with it."""
    if not callable(function):
        return None, f"{name} is {in_words(function)}; a function is wanted."
    given = X.copy()
    outcome = call(function, (given,), _SECONDS)
    if outcome.error:
        return None, f"For X of shape {X.shape}, {name} {outcome.error}"
    if not same(given, X):
        return None, f"{name} changes the input it was given. Build a new array."
    try:
        F = np.asarray(outcome.value, dtype=float)
    except (TypeError, ValueError):
        return None, f"{name} returned {in_words(outcome.value)}; an array of numbers is wanted."
    if F.ndim == 0:
        return None, f"{name} returned {in_words(outcome.value)}: does it end with return?"
    if len(F) != len(X):
        return None, f"{name} returned shape {F.shape}; the first axis must be N = {len(X)}."
    if not np.isfinite(F).all():
        return None, f"{name} returned nan or inf for some points."
    return F, ""


def reached(F: Array, T: Any, F_new: Array, T_new: Any) -> float:
    return LogisticRegression(l2=0.1, tol=1e-5).fit(F, T).score(F_new, T_new)
