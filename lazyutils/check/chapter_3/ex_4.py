"""3.4 A fit to two features of the census; the truth is Cramer's rule on centred sums."""

from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from lazyutils.check.judge import Array, ValueExercise, both_in_words, in_words, same
from lazyutils.datasets import load_census

_CHOICES = ("educ", "exper", "expersq")

_census = cache(load_census)


def _two_feature_fit(names: list[str]) -> tuple[Array, float, float]:
    """Weights, bias and R squared."""
    u, v, t = (_census()[name].to_numpy(float) for name in (*names, "lweekinc"))
    du, dv, dt = u - u.mean(), v - v.mean(), t - t.mean()
    uu, vv, uv, ut, vt = du @ du, dv @ dv, du @ dv, du @ dt, dv @ dt
    w = np.array([ut * vv - vt * uv, vt * uu - ut * uv]) / (uu * vv - uv * uv)
    b = t.mean() - w @ [u.mean(), v.mean()]
    return w, float(b), float(w @ [ut, vt] / (dt @ dt))


def _weights_hint(given: Any, features: list[str]) -> str:
    """Why the weights may be wrong: the columns, their order, the rows, a penalty or the target."""
    for others in permutations(_CHOICES, 2):
        if same(given, _two_feature_fit(list(others))[0], 1e-6):
            if set(others) == set(features):
                return "The two are exchanged: fit on the columns in the order of my_features."
            return f"These are the weights for {list(others)}; fit on census[my_features]."
    if same(given[0] + given[1], _two_feature_fit(features)[0].sum(), 0.15):
        return "Fit on all rows of census, on the columns in my_features, without a penalty."
    return "Is the target census['lweekinc'], are these all rows, and is there no penalty?"


def _r2_hint(given: Any, expected: float) -> str:
    if same(given, 100 * expected, 1e-6):
        return "R squared is a share of 1, not a percentage."
    if any(same(given, round(expected, digits), 1e-12) for digits in range(1, 7)):
        return "Close, but not equal: do not round it."
    if same(given, 1 - expected, 1e-6):
        return "This is the share of the error that is left; subtract it from 1."
    if same(given, np.sqrt(expected), 1e-6):
        return "This is its square root, the correlation of outputs and targets; square it."
    return "Score the model on the same rows that it was fitted to: all of census."


def _judge_census(features: Any, model: Any, r2: Any) -> str:
    if isinstance(features, np.ndarray | pd.Index | pd.Series):  # such as census.columns[[2, 4]]
        features = features.tolist()
    if not isinstance(features, list | tuple) or not all(isinstance(f, str) for f in features):
        return f"my_features is {in_words(features)}; a list of two column names is wanted."
    features = [str(name) for name in features]
    if "lweekinc" in features:
        return "my_features holds the target, lweekinc: a model that is told the answer is none."
    if unknown := [name for name in features if name not in _CHOICES]:
        return f"my_features holds {unknown[0]!r}; choose two of educ, exper and expersq."
    if len(features) != 2 or features[0] == features[1]:
        return f"my_features is {features}; two different column names are wanted."
    if not hasattr(model, "w") or not hasattr(model, "b"):
        return "my_model has no w and b: is it a LinearRegression, and did you call fit?"
    w, b, expected = _two_feature_fit(features)
    if np.shape(model.w) != (2,):
        return (
            f"my_model.w has shape {np.shape(model.w)}, expected (2,): fit the model on "
            "census[my_features], two columns."
        )
    if not same(model.w, w, 1e-6):
        got, wanted = both_in_words(model.w, w)
        hint = _weights_hint(model.w, features)
        return f"For {features} my_model.w is {got}; expected {wanted}. {hint}"
    if not same(model.b, b, 1e-6):
        got, wanted = both_in_words(model.b, b)
        said = f"my_model.w is right, but my_model.b is {got}; expected {wanted}."
        return f"{said} Were the columns or the target centred? Fit on them as they are."
    if not isinstance(r2, float | int | np.number):
        return f"my_r2 is {in_words(r2)}; a number is wanted."
    if not same(r2, expected, 1e-6):
        got, wanted = both_in_words(float(r2), expected)
        return f"my_r2 is {got}; expected {wanted}. {_r2_hint(r2, expected)}"
    return ""


_SCORE = 'my_model.score(census[my_features], census["lweekinc"])'

EXERCISE = ValueExercise(
    id="3.4",
    names=("my_features", "my_model", "my_r2"),
    judge=_judge_census,
    meaning="Each weight is log dollars a week for one unit of its feature, the other held equal.",
    typed={
        "told the answer": ('"exper"', '"lweekinc"'),
        "choose two of educ, exper and expersq": ('"exper"', '"puma"'),
        "two different column names": (', "exper"', ""),
        "did you call fit": (
            'my_features, my_model, my_r2 = ["educ", "exper"], LinearRegression(), 0.08'
        ),
        "Fit on all rows of census": ("census", "census[:20000]"),
        "in the order of my_features": ("my_features]", '["exper", "educ"]]'),
        "These are the weights for ['educ', 'expersq']": ("my_features]", '["educ", "expersq"]]'),
        "Were the columns or the target centred": ("my_features]", "my_features] - 10"),
        "Is the target census['lweekinc']": ('census["lweekinc"]', 'np.exp(census["lweekinc"])'),
        "do not round it": (_SCORE, f"round({_SCORE}, 2)"),
        "not a percentage": (_SCORE, f"100 * {_SCORE}"),
        "subtract it from 1": (_SCORE, f"1 - {_SCORE}"),
        "This is its square root": (_SCORE, f"{_SCORE} ** 0.5"),
        "Score the model on the same rows": (_SCORE, _SCORE.replace("census", "census[:20000]")),
    },
)
