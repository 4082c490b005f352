"""Checks of chapter 3, linear regression.

Expected values come from exact fractions, plain loops, Cramer's rule or another
polynomial basis, never from the formula that the solution in the notebook uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from lazyutils.check._exercise import (
    FunctionExercise,
    Mistake,
    ValueExercise,
    _Try,
    describe,
    describe_both,
    same,
)
from lazyutils.datasets import load_census

Array = npt.NDArray[np.float64]

__all__ = ["EXERCISES"]


def _fractions(values: Array) -> list[Fraction]:
    return [Fraction(float(value)) for value in values]


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


# 3.1 ---------------------------------------------------------------------------------------


def _lines() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(31)
    yield np.array([1.0, 2.0, 4.0]), np.array([2.0, 3.0, 9.0])
    yield np.array([0.0, 10.0]), np.array([5.0, -5.0])
    for N in (5, 40):
        x = rng.uniform(-3, 6, N)
        yield x, 2.5 * x - 7 + rng.normal(size=N)


def _exact_line(x: Array, t: Array) -> tuple[float, float]:
    xs, ts = _fractions(x), _fractions(t)
    mean_x, mean_t = _mean(xs), _mean(ts)
    rise = sum((a - mean_x) * (c - mean_t) for a, c in zip(xs, ts, strict=True))
    run = sum((a - mean_x) ** 2 for a in xs)
    m = Fraction(rise) / Fraction(run)
    return float(m), float(mean_t - m * mean_x)


def _with_slope(slope: Callable[[Array, Array], float]) -> Callable[[Array, Array], Any]:
    def line(x: Array, t: Array) -> tuple[float, float]:
        m = slope(x, t)
        return m, float(t.mean() - m * x.mean())

    return line


def _slope_without_n(x: Array, t: Array) -> float:
    top = len(x) * (x * t).sum() - x.sum() * t.sum()
    return float(top / ((x * x).sum() - x.sum() ** 2))


SLOPE_INTERCEPT = FunctionExercise(
    id="3.1",
    name="slope_intercept",
    parameters=("x", "t"),
    inputs=_lines,
    expected=_exact_line,
    meaning="Four sums and N are all that the best line needs to know about the points.",
    errors={
        "should be Rational instances": "Fraction wants whole numbers; here x and t hold decimals: "
        "use plain division."
    },
    shape_hint="Return 2 values, slope and intercept: return m, b.",
    mistakes=(
        Mistake(
            "The denominator of (3.7) has lost its factor N: it is N times the sum of squares, "
            "minus the square of the sum.",
            _with_slope(_slope_without_n),
        ),
        Mistake(
            "The numerator of (3.7) has lost its factor N.",
            _with_slope(
                lambda x, t: (
                    ((x * t).sum() - x.sum() * t.sum()) / (len(x) * (x * x).sum() - x.sum() ** 2)
                )
            ),
        ),
        Mistake(
            "You took the sum of squares where the square of the sum belongs: x.sum() ** 2.",
            _with_slope(
                lambda x, t: (
                    (len(x) * (x * t).sum() - x.sum() * t.sum())
                    / (len(x) * (x * x).sum() - (x * x).sum())
                )
            ),
        ),
        Mistake(
            "np.cov divides by N - 1, np.var by N: use ddof=1 in both.",
            _with_slope(lambda x, t: _exact_line(x, t)[0] * len(x) / (len(x) - 1)),
        ),
        Mistake(
            "x and t are exchanged: this line predicts x from t.",
            lambda x, t: _exact_line(t, x),
        ),
        Mistake(
            "The slope is right; the sign in the intercept is not: b is mean(t) minus m mean(x).",
            lambda x, t: (
                _exact_line(x, t)[0],
                t.mean() + _exact_line(x, t)[0] * x.mean(),
            ),
        ),
        Mistake(
            "The slope is right; for the intercept use the means of (3.6), not the sums.",
            lambda x, t: (_exact_line(x, t)[0], t.sum() - _exact_line(x, t)[0] * x.sum()),
        ),
        Mistake("Slope first, then intercept: return m, b.", lambda x, t: _exact_line(x, t)[::-1]),
        Mistake(
            "This is the line through the first and the last point; the others count too.",
            _with_slope(lambda x, t: float((t[-1] - t[0]) / (x[-1] - x[0]))),
        ),
    ),
)


# 3.2 ---------------------------------------------------------------------------------------


def _outputs() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(32)
    yield np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 4.0])
    t = rng.normal(5, 2, 20)
    yield t, t.copy()
    yield t, np.full(20, t.mean())
    yield t, t + rng.normal(0.5, 1, 20)
    yield t, 10 - 3 * t


def _exact_r_squared(t: Array, y: Array) -> float:
    ts, ys = _fractions(t), _fractions(y)
    model = sum((a - c) ** 2 for a, c in zip(ts, ys, strict=True))
    baseline = sum((a - _mean(ts)) ** 2 for a in ts)
    return float(1 - Fraction(model) / Fraction(baseline))


def _square(values: Array) -> Any:
    return (values**2).sum()


R_SQUARED = FunctionExercise(
    id="3.2",
    name="r_squared_of",
    parameters=("t", "y"),
    inputs=_outputs,
    expected=_exact_r_squared,
    meaning="1 is perfect, 0 is the mean, and a model worse than the mean is below 0.",
    shape_hint="R squared is one number for all samples: sum over them.",
    zero=1e-9,
    mistakes=(
        Mistake(
            "The value is right; return the number itself, not a list or array that holds it.",
            lambda t, y: [_exact_r_squared(t, y)],
        ),
        Mistake(
            "The value is right; return the number itself, not a matrix that holds it.",
            lambda t, y: [[_exact_r_squared(t, y)]],
        ),
        Mistake(
            "This is the share of the error that is left; subtract it from 1.",
            lambda t, y: _square(t - y) / _square(t - t.mean()),
        ),
        Mistake(
            "The baseline predicts the mean of the targets t, not of the outputs y.",
            lambda t, y: 1 - _square(t - y) / _square(t - y.mean()),
        ),
        Mistake(
            "The denominator is the spread of the targets around their mean, not of the outputs.",
            lambda t, y: 1 - _square(t - y) / _square(y - y.mean()),
        ),
        Mistake(
            "The quotient is upside down: the model's error belongs on top.",
            lambda t, y: 1 - _square(t - t.mean()) / _square(t - y),
        ),
        Mistake(
            "Sum the squares of the residuals, not their absolute values.",
            lambda t, y: 1 - float(np.abs(t - y).sum() / np.abs(t - t.mean()).sum()),
        ),
        Mistake(
            "R squared may be below 0, for a model worse than the mean: do not cut it off there.",
            lambda t, y: max(0.0, 1 - _square(t - y) / _square(t - t.mean())),
        ),
        Mistake(
            "R squared may be below 0: leave its sign as it is.",
            lambda t, y: abs(_exact_r_squared(t, y)),
        ),
        Mistake(
            "np.var(t - y) subtracts the mean of the residuals first; (3.8) does not, so a "
            "constant error must count.",
            lambda t, y: 1 - np.var(t - y) / np.var(t),
        ),
        Mistake(
            "Compare sums of squares, without the root.",
            lambda t, y: 1 - np.sqrt(_square(t - y) / _square(t - t.mean())),
        ),
        Mistake(
            "This compares the spread of the outputs with that of the targets; (3.8) counts the "
            "residuals t - y.",
            lambda t, y: _square(y - t.mean()) / _square(t - t.mean()),
        ),
        Mistake(
            "The mean is missing: the baseline's residuals are t - t.mean(), not t.",
            lambda t, y: 1 - _square(t - y) / _square(t),
        ),
        Mistake(
            "A column (N, 1) beside a row (N,) makes N x N differences: keep both of shape (N,).",
            lambda t, y: 1 - _square(t[:, None] - y) / _square(t - t.mean()),
        ),
        Mistake(
            "This is the correlation of targets and outputs; (3.8) compares two sums of squares.",
            lambda t, y: float(np.corrcoef(t, y)[0, 1]),
        ),
        Mistake(
            "This is the squared correlation. It forgives a wrong scale and sign; (3.8) does not.",
            lambda t, y: float(np.corrcoef(t, y)[0, 1] ** 2),
        ),
    ),
)


# 3.3 ---------------------------------------------------------------------------------------


def _features() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(33)
    yield (np.array([[2.0, 3.0], [4.0, 5.0], [6.0, 7.0]]),)
    yield (rng.normal(size=(4, 1)),)
    yield (rng.normal(size=(1, 3)),)
    yield (rng.normal(size=(3, 3)),)


def _design_by_loop(X: Array) -> Array:
    return np.array([[1.0, *row] for row in X.tolist()])


DESIGN_MATRIX = FunctionExercise(
    id="3.3",
    name="design_matrix",
    parameters=("X",),
    inputs=_features,
    expected=_design_by_loop,
    meaning="With the ones in front, w[0] is the bias and one product gives all predictions.",
    shape_hint="From N x D it must become N x (D + 1): one column more, as many rows.",
    mistakes=(
        Mistake(
            "The column of ones stands at the end; it belongs in front, so that w[0] is the bias.",
            lambda X: np.column_stack([X, np.ones(len(X))]),
        ),
        Mistake(
            "You added a row of ones, not a column: ones go beside the features, one per sample.",
            lambda X: np.vstack([np.ones(X.shape[1]), X]),
        ),
        Mistake(
            "The new column is all zeros; a weight times 0 can carry no bias.",
            lambda X: np.column_stack([np.zeros(len(X)), X]),
        ),
        Mistake(
            "The features are unchanged: the column of ones is missing.",
            lambda X: X,
        ),
        Mistake(
            "The first feature is replaced by ones; put the ones in front of it.",
            lambda X: np.column_stack([np.ones(len(X)), X[:, 1:]]),
        ),
    ),
)


# 3.4 ---------------------------------------------------------------------------------------

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


CENSUS_FIT = ValueExercise(
    id="3.4",
    names=("my_features", "my_model", "my_r2"),
    judge=_judge_census,
    meaning="Each weight is log dollars a week for one unit of its feature, the other held equal.",
)


# 3.5 ---------------------------------------------------------------------------------------


def _waves() -> Iterator[tuple[Array, Array, Array, Array, int]]:
    rng = np.random.default_rng(35)
    shapes: list[Callable[[Array], Array]] = [
        lambda x: 1 - 2 * x**2,
        lambda x: np.sin(4 * x),
        lambda x: 3 * x,
        lambda x: np.cos(7 * x),
    ]
    for truth, max_degree in zip(shapes, (5, 8, 6, 4), strict=True):
        x_train, x_held = rng.uniform(-1, 1, 25), rng.uniform(-1, 1, 60)
        t_train = truth(x_train) + rng.normal(0, 0.3, 25)
        t_held = truth(x_held) + rng.normal(0, 0.3, 60)
        yield x_train, t_train, x_held, t_held, max_degree
    # The held-out line falls where the other rises: a constant would do best, but is not asked.
    rng = np.random.default_rng(0)
    x_train, x_held = np.linspace(-1, 1, 25), np.linspace(-1, 1, 60)
    t_train = 1 + 0.6 * x_train + 0.2 * rng.normal(size=25)
    yield x_train, t_train, x_held, 1 - 0.6 * x_held + 0.2 * rng.normal(size=60), 6


def _errors(x_fit: Array, t_fit: Array, x: Array, t: Array, degrees: range) -> list[float]:
    fits = [np.polynomial.Legendre.fit(x_fit, t_fit, degree, [-1, 1]) for degree in degrees]
    return [float(((t - fit(x)) ** 2).mean()) for fit in fits]


def _best(x_fit: Array, t_fit: Array, x: Array, t: Array, degrees: range) -> int:
    errors = _errors(x_fit, t_fit, x, t, degrees)
    return degrees[errors.index(min(errors))]


def _best_without_constant(x_fit: Array, t_fit: Array, x: Array, t: Array, top: int) -> int:
    def error(degree: int) -> float:
        powers_fit, powers = (np.vander(v, degree + 1)[:, :-1] for v in (x_fit, x))
        w = np.linalg.lstsq(powers_fit, t_fit, rcond=None)[0]
        return float(((t - powers @ w) ** 2).mean())

    return min(range(1, top + 1), key=error)


def _last_better_than_first(x_fit: Array, t_fit: Array, x: Array, t: Array, top: int) -> int:
    errors = _errors(x_fit, t_fit, x, t, range(1, top + 1))
    return max(k for k, error in enumerate(errors, 1) if k == 1 or error < errors[0])


def _to_own_range(x: Array) -> Array:
    return np.interp(x, [x.min(), x.max()], [-1.0, 1.0])


class DegreeExercise(FunctionExercise):
    """An exercise whose answer is a degree: quotients and signs of it say nothing."""

    def _hint_from_values(self, tries: Sequence[_Try]) -> str:
        failed = [one for one in tries if one.problem]
        if all(same(one.outcome.value, one.inputs[-1]) for one in failed):
            return (
                "You returned the highest degree, although a lower one has a smaller held-out "
                "error. Which part judges, and is the best error so far kept?"
            )
        if all(same(one.expected, one.inputs[-1]) for one in failed):
            return (
                "The best degree here is max_degree itself: was it tried, and did you take the "
                "lowest error on all of the held-out part?"
            )
        return ""


BEST_DEGREE = DegreeExercise(
    id="3.5",
    name="best_degree",
    parameters=("x_train", "t_train", "x_held", "t_held", "max_degree"),
    inputs=_waves,
    expected=lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(1, top + 1)),
    meaning="The held-out part chose; for an honest error of the winner you need a third part.",
    shape_hint="Return one whole number, the degree.",
    mistakes=(
        Mistake(
            "Degree 0 is not among the candidates: start the loop at 1.",
            lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(top + 1)),
        ),
        Mistake(
            "It is one too low: position 0 in a list of errors belongs to degree 1.",
            lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(1, top + 1)) - 1,
        ),
        Mistake(
            "It is one too high: if degree 0 is tried first, position 0 belongs to degree 0. Start "
            "at degree 1.",
            lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(top + 1)) + 1,
        ),
        Mistake(
            "range(max_degree) runs from 0 to max_degree - 1; the degrees run from 1 to "
            "max_degree.",
            lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(top)),
        ),
        Mistake(
            "You tried max_degree + 1 too; range(1, max_degree + 1) ends at max_degree.",
            lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(1, top + 2)),
        ),
        Mistake(
            "The weights must come from the training part; here they come from the held-out part.",
            lambda x, t, x_held, t_held, top: _best(x_held, t_held, x, t, range(1, top + 1)),
        ),
        Mistake(
            "The held-out part took part in the fit; fit on x_train, t_train only.",
            lambda x, t, x_held, t_held, top: _best(
                np.append(x, x_held), np.append(t, t_held), x_held, t_held, range(1, top + 1)
            ),
        ),
        Mistake(
            "The best error so far is never updated: keep it together with the best degree.",
            _last_better_than_first,
        ),
        Mistake(
            "x_train and x_held are scaled in two ways, so one x means two things. They lie "
            "between -1 and 1 already: leave them as they are.",
            lambda x, t, x_held, t_held, top: _best(
                _to_own_range(x), t, _to_own_range(x_held), t_held, range(1, top + 1)
            ),
        ),
        Mistake(
            "The constant column is missing: powers(x, degree) starts with x to the power 0.",
            _best_without_constant,
        ),
        Mistake(
            "This is the lowest error; return the degree that reaches it.",
            lambda x, t, x_held, t_held, top: np.sqrt(
                min(_errors(x, t, x_held, t_held, range(1, top + 1)))
            ),
        ),
    ),
)


# 3.6 ---------------------------------------------------------------------------------------


def _problems() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(36)
    yield np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]]), np.array([2.0, 4.0, 5.0]), np.zeros(2) + 1
    for N, D in ((6, 2), (3, 3), (4, 1), (1, 4)):
        yield rng.normal(size=(N, D)), rng.normal(size=N), rng.normal(size=D)


def _exact_gradient(X: Array, T: Array, w: Array) -> Array:
    """Central differences in fractions: for a parabola they are exact, whatever the step."""
    rows, ts = [_fractions(row) for row in X], _fractions(T)

    def J(weights: list[Fraction]) -> Fraction:
        return sum(
            (
                (t - sum(a * c for a, c in zip(row, weights, strict=True))) ** 2
                for row, t in zip(rows, ts, strict=True)
            ),
            Fraction(0),
        )

    def moved(i: int, step: int) -> list[Fraction]:
        weights = _fractions(w)
        weights[i] += step
        return weights

    return np.array([float((J(moved(i, 1)) - J(moved(i, -1))) / 2) for i in range(len(w))])


_ROW_OR_COLUMN = (
    "The numbers are right, the shape is not: return shape (D,), for example with .ravel()."
)

GRADIENT = FunctionExercise(
    id="3.6",
    name="gradient_of_J",
    parameters=("X", "T", "w"),
    inputs=_problems,
    expected=_exact_gradient,
    meaning="Set it to zero and you have the normal equations; walk against it and you have "
    "chapter 7.",
    shape_hint="The gradient has one entry per weight, shape (D,); X.T turns N numbers into D.",
    mistakes=(
        Mistake(_ROW_OR_COLUMN, lambda X, T, w: _exact_gradient(X, T, w)[:, None]),
        Mistake(_ROW_OR_COLUMN, lambda X, T, w: _exact_gradient(X, T, w)[None, :]),
        Mistake(
            "The sign is the other way round: the derivative of T - Xw with respect to w is -X.",
            lambda X, T, w: 2 * X.T @ (T - X @ w),
        ),
        Mistake(
            "It is half of the expected value: the derivative of a square brings down a factor 2.",
            lambda X, T, w: -X.T @ (T - X @ w),
        ),
        Mistake(
            "Both the factor 2 and the sign are missing.",
            lambda X, T, w: X.T @ (T - X @ w),
        ),
        Mistake(
            "You divided by N: J is the sum over the samples, not the mean.",
            lambda X, T, w: -2 * X.T @ (T - X @ w) / len(T),
        ),
        Mistake(
            "You used the mean with a factor 1/2; J is the plain sum.",
            lambda X, T, w: -X.T @ (T - X @ w) / len(T),
        ),
        Mistake(
            "The derivative of a square is 2 times the residual: no square is left.",
            lambda X, T, w: -2 * X.T @ (T - X @ w) ** 2,
        ),
        Mistake(
            "The residuals are T - Xw; here the outputs Xw are missing.",
            lambda X, T, w: -2 * X.T @ T,
        ),
        Mistake(
            "This is the cost J itself; the gradient says how J changes with each weight.",
            lambda X, T, w: ((T - X @ w) ** 2).sum(),
        ),
    ),
)

EXERCISES = (SLOPE_INTERCEPT, R_SQUARED, DESIGN_MATRIX, CENSUS_FIT, BEST_DEGREE, GRADIENT)
