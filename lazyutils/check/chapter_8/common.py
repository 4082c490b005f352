"""What several exercises of chapter 8 use."""

from typing import Any

import numpy as np

from lazyutils.check.judge import Array, in_words, same
from lazyutils.check.sandbox import call
from lazyutils.models import LogisticRegression

__all__ = ["SECONDS", "feature_matrix", "looks_at_others", "reached"]

SECONDS = 2.0  # for each call of a learner's function inside a judge


def feature_matrix(name: str, function: Any, X: Array) -> tuple[Any, str]:
    """What the learner's function makes of X as N x M, or what is wrong with it."""
    if not callable(function):
        return None, f"{name} is {in_words(function)}; a function is wanted."
    given = X.copy()
    outcome = call(function, (given,), SECONDS)
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


def looks_at_others(name: str, function: Any, X: Array, F: Array) -> str:
    few = slice(9, 2, -1)  # from the middle and in another order
    alone, problem = feature_matrix(name, function, X[few])
    if problem or not same(alone, F[few], 1e-9):
        return (
            f"{name} gives a point other features when other points are missing: each point by "
            "itself, without the mean or the maximum of the rest."
        )
    return ""


def reached(F: Array, T: Any, F_new: Array, T_new: Any) -> float:
    return LogisticRegression(l2=0.1, tol=1e-5).fit(F, T).score(F_new, T_new)
