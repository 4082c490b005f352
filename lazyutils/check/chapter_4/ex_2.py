"""4.2 Distances to a boundary; the truth is the way to its nearest point."""

import numpy as np

from lazyutils.check.chapter_4.common import boundaries
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import with_input


def _by_nearest_point(X: Array, w: Array, b: float) -> Array:
    """Length of the way to the nearest point z of the boundary.

    z minimises |z - x|^2 under w z + b = 0; with a multiplier m that is the linear system
    z + m w = x, w z = -b.
    """
    D = len(w)
    system = np.block([[np.eye(D), w[:, None]], [w, 0.0]])
    ends = np.column_stack([X, np.full(len(X), -b)])
    nearest = np.linalg.solve(system, ends.T)[:D].T
    return np.asarray(np.sqrt(((nearest - X) ** 2).sum(axis=1)))


def _over(length: Wrong) -> Wrong:
    """The size of the score over another length."""
    return lambda X, w, b: np.abs(X @ w + b) / length(w, b)


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
        "This is |h|, the size of the score; divide it by the length of w.": _over(lambda w, b: 1),
        "You divided by the square of the length of w; h / |w|^2 is how often w fits in.": _over(
            lambda w, b: w @ w
        ),
        "This is the distance with the sign of the side; a distance is never "
        "negative.": lambda X, w, b: (X @ w + b) / np.linalg.norm(w),
        "The bias is forgotten in the score: this boundary would pass through the "
        "origin.": with_input(_by_nearest_point, 2, lambda b: 0.0),
        "The bias belongs inside the absolute value: |w x + b|, not |w x| + b.": lambda X, w, b: (
            (np.abs(X @ w) + b) / np.linalg.norm(w)
        ),
        "You divided the bias alone by the length of w: put brackets around the whole "
        "score.": lambda X, w, b: np.abs(X @ w + b / np.linalg.norm(w)),
        "You divided w x alone by the length of w: put brackets around the whole "
        "score.": lambda X, w, b: np.abs(X @ w / np.linalg.norm(w) + b),
        "The bias does not belong into the length: |w| has the weights alone.": _over(
            lambda w, b: np.linalg.norm([*w, b])
        ),
        "You divided by the sum of |w_i|; the length is the root of the sum of squares.": _over(
            lambda w, b: np.abs(w).sum()
        ),
        "This is the distance of each row to the origin, not to the boundary.": lambda X, w, b: (
            np.linalg.norm(X, axis=1)
        ),
    },
    typed={"one distance for each row": ("np.abs", "np.linalg.norm")},
)
