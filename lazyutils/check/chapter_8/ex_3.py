"""8.3 Features that make XOR and the donut linear; judged by what a linear model reaches."""

from typing import Any

from lazyutils.check.chapter_8.common import features, reached
from lazyutils.check.judge import ValueExercise, Wrong
from lazyutils.datasets import make_donut, make_xor


def _judge_features(function: Any) -> str:
    scores = []
    makers: list[Wrong] = [make_xor, make_donut]
    for make in makers:
        (X, T), (X_new, T_new) = make(400, seed=21), make(1000, seed=22)
        wanted = "N x M, a column a feature,"
        F, F_new, problem = features("my_features", function, X, X_new, 2, wanted)
        if problem:
            return problem
        scores.append(reached(F, T, F_new, T_new))
    xor, donut = scores
    said = f"New points: XOR {xor:.3f}, donut {donut:.3f}; at least 0.99 for both is wanted."
    if xor < 0.99 and donut < 0.99:
        return f"{said} A plane on these features separates neither: did you add a product or r?"
    if xor < 0.99:
        return f"{said} For XOR the sign of x1 x2 decides; is the product among the features?"
    if donut < 0.99:
        return f"{said} For the donut the distance from the centre decides; is it there?"
    return ""


EXERCISE = ValueExercise(
    id="8.3",
    names=("my_features",),
    judge=_judge_features,
    meaning="The model stayed linear; what changed is the space in which it draws its plane.",
    typed={
        "separates neither": "my_features = lambda X: X",
        "For the donut the distance": (", np.hypot(x1, x2)", ""),
        "For XOR the sign": ("x1 * x2, ", ""),
        "a column a feature": "my_features = lambda X: X[:, 0] * X[:, 1]",
        "the first axis must be N": ("np.column_stack", "np.vstack"),
        "each point by itself": ("np.hypot(x1, x2)", "np.hypot(x1, x2) - x1[0]"),
        "changes the input": ("    return", "    x1 *= x2\n    return"),
    },
)
