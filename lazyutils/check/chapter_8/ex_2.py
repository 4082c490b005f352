"""8.2 A line on the donut; the truth is Newton's method."""

from typing import Any

import numpy as np

from lazyutils.check.compare import is_numeric
from lazyutils.check.judge import Array, ValueExercise, both_in_words, in_words, same
from lazyutils.datasets import make_donut


def _newton(X: Array, T: Array, l2: float) -> Array:
    """Weights and, last, the bias of the L2-penalised logistic regression, by Newton's method."""
    A = np.column_stack([X, np.ones(len(X))])
    penalty = np.diag([l2] * X.shape[1] + [0.0])
    w = np.zeros(A.shape[1])
    for _ in range(30):
        y = 1 / (1 + np.exp(-A @ w))
        slope = A.T @ (y - T) + penalty @ w
        w = w - np.linalg.solve((A.T * (y * (1 - y))) @ A + penalty, slope)
    return w


def _judge_plain(model: Any, score: Any) -> str:
    if not hasattr(model, "W") or not hasattr(model, "b"):
        return "plain_model has no W and b: is it a LogisticRegression, and did you call fit?"
    (X, T), (X_new, T_new) = make_donut(400, seed=11), make_donut(1000, seed=12)
    if np.shape(model.W) != (2,):
        said = f"plain_model.W has shape {np.shape(model.W)}, expected (2,)"
        return f"{said}: fit the raw points, without a feature of your own."
    w, found = _newton(X, T, 1.0), np.append(model.W, model.b)
    if not same(found, w, 0.0, zero=1e-4):
        if same(found, _newton(X_new, T_new, 1.0), 0.0, zero=1e-4):
            return "plain_model is fitted to the new points; fit it to make_donut(400, seed=11)."
        if same(found, _newton(X, T, 0.0), 0.0, zero=1e-4):
            return "plain_model has no penalty: it is LogisticRegression(l2=1.0)."
        got, fitted = both_in_words(found, w)
        return (
            f"plain_model has W and b = {got}, expected {fitted}: is it "
            "LogisticRegression(l2=1.0), fitted to make_donut(400, seed=11)?"
        )
    if not is_numeric(score) or np.ndim(score):
        return f"plain_accuracy is {in_words(score)}; a number is wanted."
    wanted = float(((X_new @ w[:2] + w[2] > 0) == (T_new == 1)).mean())
    if same(score, wanted, 1e-9):
        return ""
    on_old = float(((X @ w[:2] + w[2] > 0) == (T == 1)).mean())
    slips = (
        (on_old, "This is the accuracy on the training points; score the new ones."),
        (round(wanted, 2), "Do not round it."),
        (round(wanted, 1), "Do not round it."),
        (100 * wanted, "Accuracy is a share of 1, not a percentage."),
        (1 - wanted, "This is the share of errors; subtract it from 1."),
        (score, "Score the model on make_donut(1000, seed=12)."),
    )
    got, right = both_in_words(float(score), wanted)
    why = next(hint for value, hint in slips if same(score, value, 1e-9))
    return f"plain_accuracy is {got}, expected {right}. {why}"


EXERCISE = ValueExercise(
    id="8.2",
    names=("plain_model", "plain_accuracy"),
    judge=_judge_plain,
    meaning="A coin does as well. A line that cuts off a piece of the outer ring would get about "
    "two of three right, but it is not the line with the lowest cost.",
    typed={
        "This is the accuracy on the training points": ("(1000, seed=12)", "(400, seed=11)"),
        "is fitted to the new points": ("(400, seed=11)", "(1000, seed=12)"),
        "without a feature of your own": """
X, T = make_donut(400, seed=11)
plain_model = LogisticRegression(l2=1.0).fit(np.column_stack([X, np.hypot(*X.T)]), T)
plain_accuracy = 0.99
""",
        "has no penalty": ("l2=1.0", "l2=0.0"),
        "did you call fit": "plain_model, plain_accuracy = LogisticRegression(l2=1.0), 0.5",
        "Do not round it": ("plain_model.score(*make_donut(1000, seed=12))", "0.51"),
        "share of errors": ("plain_model.score", "1 - plain_model.score"),
    },
)
