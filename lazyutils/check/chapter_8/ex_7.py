"""8.7 One feature that bends the boundary; judged by what a linear model reaches."""

from typing import Any

import numpy as np

from lazyutils.check.chapter_8.common import features, reached
from lazyutils.check.judge import ValueExercise, same
from lazyutils.datasets import make_moons


def _judge_moons(function: Any) -> str:
    (X, T), (X_new, T_new) = make_moons(400, seed=71), make_moons(2000, seed=72)
    wanted = "one number a point, (N,),"
    f, f_new, problem = features("moon_feature", function, X, X_new, 1, wanted)
    if problem:
        return problem
    bare = reached(X, T, X_new, T_new)
    with_it = reached(np.column_stack([X, f]), T, np.column_stack([X_new, f_new]), T_new)
    if with_it >= 0.98:
        return ""
    said = f"With your feature {with_it:.4f} of new points are right, without it {bare:.4f};"
    said += " at least 0.98 is wanted."
    if same(f, X[:, 0] ** 3, 1e-9):
        return f"{said} The right curve in the wrong place: the middle of the S is at x1 = 1/2."
    if same(f, np.hypot(X[:, 0], X[:, 1]), 1e-9):
        return f"{said} The radius bends the boundary to a ring; here an S is wanted."
    if same(f, X[:, 0] * X[:, 1], 1e-9):
        return f"{said} The product solved XOR; this shape asks for a curve in x1 that turns twice."
    u = X[:, 0] - 0.5
    if same(f, u**2, 1e-9) or same(f, X[:, 0] ** 2, 1e-9) or same(f, np.abs(u), 1e-9):
        return f"{said} A square gives a parabola, which bends one way; the S bends both ways."
    return f"{said} Plot your feature against x1: does the boundary that it allows bend like an S?"


EXERCISE = ValueExercise(
    id="8.7",
    names=("moon_feature",),
    judge=_judge_moons,
    meaning="One look at the picture saved a hidden layer; with 2,304 pixels you cannot look.",
    typed={
        "bends the boundary to a ring": "moon_feature = lambda X: np.hypot(X[:, 0], X[:, 1])",
        "The product solved XOR": "moon_feature = lambda X: X[:, 0] * X[:, 1]",
        "bends one way": ("** 3", "** 2"),
        "The right curve in the wrong place": ("- 0.5", ""),
        "one number a point": ("X[:, 0] - 0.5", "X"),
        "bend like an S": "moon_feature = lambda X: X[:, 0] + 2 * X[:, 1]",
    },
)
