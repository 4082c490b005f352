"""Exercise 4.2: distance_to_boundary."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lazyutils.check.chapter_4.common import boundaries
from lazyutils.check.judge import Array, FunctionExercise


def _by_nearest_point(X: Array, w: Array, b: float) -> Array:
    """Length of the way to the nearest point z of the boundary.

    z minimises |z - x|^2 under w z + b = 0; with a multiplier m that is the linear system
    z + m w = x, w z = -b.
    """
    D = len(w)
    system = np.zeros((D + 1, D + 1))
    system[:D, :D] = np.eye(D)
    system[:D, D] = system[D, :D] = w
    ends = np.column_stack([X, np.full(len(X), -b)])
    nearest = np.linalg.solve(system, ends.T)[:D].T
    return np.asarray(np.sqrt(((nearest - X) ** 2).sum(axis=1)))


def _lengths(power: float) -> Callable[[Array, Array, float], Any]:
    return lambda X, w, b: np.abs(X @ w + b) / np.linalg.norm(w) ** power


EXERCISE = FunctionExercise(
    id="4.2",
    name="distance_to_boundary",
    parameters=("X", "w", "b"),
    inputs=boundaries,
    expected=_by_nearest_point,
    meaning="The length of w is the unit in which the score is measured.",
    shape_hint="It is one distance for each row of X, shape (N,).",
    zero=1e-9,
    mistakes={
        "This is |h|, the size of the score; divide it by the length of w.": _lengths(0),
        "You divided by the square of the length of w; h / |w|^2 is how often w fits in.": _lengths(
            2
        ),
        "This is the distance with the sign of the side; a distance is never "
        "negative.": lambda X, w, b: (X @ w + b) / np.linalg.norm(w),
        "The bias is forgotten in the score: this boundary would pass through the "
        "origin.": lambda X, w, b: np.abs(X @ w) / np.linalg.norm(w),
        "The bias belongs inside the absolute value: |w x + b|, not |w x| + b.": lambda X, w, b: (
            (np.abs(X @ w) + b) / np.linalg.norm(w)
        ),
        "You divided the bias alone by the length of w: put brackets around the whole "
        "score.": lambda X, w, b: np.abs(X @ w + b / np.linalg.norm(w)),
        "The bias does not belong into the length: |w| has the weights alone.": lambda X, w, b: (
            np.abs(X @ w + b) / np.linalg.norm(np.append(w, b))
        ),
        "You divided by the sum of |w_i|; the length is the root of the sum of "
        "squares.": lambda X, w, b: np.abs(X @ w + b) / np.abs(w).sum(),
        "This is the distance of each row to the origin, not to the boundary.": lambda X, w, b: (
            np.linalg.norm(X, axis=1)
        ),
    },
    typed={
        "one distance for each row": """
def distance_to_boundary(X, w, b):
    return np.linalg.norm(X @ w + b) / np.linalg.norm(w)
""",
    },
)
