"""Exercise 3.4: my_features, my_model, my_r2."""

from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from lazyutils.check.judge import Array, ValueExercise, describe, describe_both, same
from lazyutils.datasets import load_census

_CHOICES = ("educ", "exper", "expersq")


@cache
def _census() -> pd.DataFrame:
    return load_census()


def _two_feature_fit(names: list[str], target: str = "lweekinc") -> tuple[Array, float, float]:
    """Weights, bias and R squared of two features, by Cramer's rule on centred sums."""
    census = _census()
    t = census[target].to_numpy(float)
    u, v = (census[name].to_numpy(float) for name in names)
    du, dv, dt = u - u.mean(), v - v.mean(), t - t.mean()
    uu, vv, uv, ut, vt = du @ du, dv @ dv, du @ dv, du @ dt, dv @ dt
    determinant = uu * vv - uv * uv
    w = np.array([(ut * vv - vt * uv) / determinant, (vt * uu - ut * uv) / determinant])
    explained = w[0] * ut + w[1] * vt
    return w, float(t.mean() - w[0] * u.mean() - w[1] * v.mean()), float(explained / (dt @ dt))


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
        return f"my_features is {describe(features)}; a list of two column names is wanted."
    features = [str(name) for name in features]
    if "lweekinc" in features:
        return "my_features holds the target, lweekinc: a model that is told the answer is none."
    if unknown := [name for name in features if name not in _CHOICES]:
        return f"my_features holds {unknown[0]!r}; choose two of educ, exper and expersq."
    if len(features) != 2 or features[0] == features[1]:
        return f"my_features is {features}; two different column names are wanted."
    if not hasattr(model, "w") or not hasattr(model, "b"):
        return "my_model has no w and b: is it a LinearRegression, and did you call fit?"
    w, b, expected_r2 = _two_feature_fit(features)
    if np.shape(model.w) != (2,):
        return (
            f"my_model.w has shape {np.shape(model.w)}, expected (2,): fit the model on "
            "census[my_features], two columns."
        )
    if not same(model.w, w, 1e-6):
        got, wanted = describe_both(model.w, w)
        hint = _weights_hint(model.w, features)
        return f"For {features} my_model.w is {got}; expected {wanted}. {hint}"
    if not same(model.b, b, 1e-6):
        got, wanted = describe_both(model.b, b)
        said = f"my_model.w is right, but my_model.b is {got}; expected {wanted}."
        return f"{said} Were the columns or the target centred? Fit on them as they are."
    if not isinstance(r2, float | int | np.number):
        return f"my_r2 is {describe(r2)}; a number is wanted."
    if not same(r2, expected_r2, 1e-6):
        got, wanted = describe_both(float(r2), expected_r2)
        return f"my_r2 is {got}; expected {wanted}. {_r2_hint(r2, expected_r2)}"
    return ""


EXERCISE = ValueExercise(
    id="3.4",
    names=("my_features", "my_model", "my_r2"),
    judge=_judge_census,
    meaning="Each weight is log dollars a week for one unit of its feature, the other held equal.",
    typed={
        "told the answer": """
my_features = ["educ", "lweekinc"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features], census["lweekinc"])
""",
        "choose two of educ, exper and expersq": """
my_features = ["educ", "puma"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features], census["lweekinc"])
""",
        "two different column names": """
my_features = ["educ"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features], census["lweekinc"])
""",
        "did you call fit": """
my_features = ["educ", "exper"]
my_model = LinearRegression()
my_r2 = 0.08
""",
        "Fit on all rows of census": """
my_features = ["educ", "exper"]
part = census.iloc[:20000]
my_model = LinearRegression().fit(part[my_features], part["lweekinc"])
my_r2 = my_model.score(part[my_features], part["lweekinc"])
""",
        "in the order of my_features": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[["exper", "educ"]], census["lweekinc"])
my_r2 = my_model.score(census[["exper", "educ"]], census["lweekinc"])
""",
        "These are the weights for ['educ', 'expersq']": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[["educ", "expersq"]], census["lweekinc"])
my_r2 = my_model.score(census[["educ", "expersq"]], census["lweekinc"])
""",
        "Were the columns or the target centred": """
my_features = ["educ", "exper"]
target = census["lweekinc"] - census["lweekinc"].mean()
my_model = LinearRegression().fit(census[my_features], target)
my_r2 = my_model.score(census[my_features], target)
""",
        "Is the target census['lweekinc']": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], np.exp(census["lweekinc"]))
my_r2 = my_model.score(census[my_features], np.exp(census["lweekinc"]))
""",
        "do not round it": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = round(my_model.score(census[my_features], census["lweekinc"]), 2)
""",
        "not a percentage": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = 100 * my_model.score(census[my_features], census["lweekinc"])
""",
        "This is its square root": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = np.corrcoef(my_model.predict(census[my_features]), census["lweekinc"])[0, 1]
""",
        "Score the model on the same rows": """
my_features = ["educ", "exper"]
my_model = LinearRegression().fit(census[my_features], census["lweekinc"])
my_r2 = my_model.score(census[my_features].iloc[:20000], census["lweekinc"].iloc[:20000])
""",
    },
)
