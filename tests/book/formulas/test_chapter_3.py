"""The formulas of chapter 3, linear regression, each beside an independent oracle."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import fsum

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.preprocessing import MinMaxScaler

from tests.book.formulas import formula

RNG = np.random.default_rng(33)
N = 30
X = np.column_stack([np.ones(N), RNG.normal(size=(N, 3))])
T = X @ [2.0, -1.0, 0.5, 3.0] + RNG.normal(size=N)
x, w = X[:, 1], RNG.normal(size=4)
m, b = 1.7, -0.4
FIT = LinearRegression().fit(X[:, 1:], T)
W_BEST = np.append(FIT.intercept_, FIT.coef_)
LINE = stats.linregress(x, T)


def slopes(J: Callable[[list[Fraction]], Fraction], at: list[float]) -> list[float]:
    """Central differences in fractions: exact for a parabola, whatever the step."""
    point = [Fraction(value) for value in at]

    def moved(i: int, step: int) -> Fraction:
        return J([value + step * (i == j) for j, value in enumerate(point)])

    return [float((moved(i, 1) - moved(i, -1)) / 2) for i in range(len(point))]


def line_cost(m_and_b: list[Fraction]) -> Fraction:
    m, b = m_and_b
    pairs = zip(map(Fraction, x), map(Fraction, T), strict=True)
    return sum(((t - (m * x + b)) ** 2 for x, t in pairs), Fraction(0))


def plane_cost(w: list[Fraction]) -> Fraction:
    total = Fraction(0)
    for row, t in zip(X, T, strict=True):
        total += (Fraction(t) - sum(Fraction(a) * c for a, c in zip(row, w, strict=True))) ** 2
    return total


@formula("3.1", r"y = m x + b")
def test_line() -> None:
    np.testing.assert_allclose(m * x + b, np.polyval([m, b], x))


@formula("3.2", r"r_n = t_n - y_n = t_n - (m x_n + b)")
def test_residual() -> None:
    fitted = sm.OLS(T, X[:, :2]).fit()
    residuals = [T[n] - (fitted.params[1] * x[n] + fitted.params[0]) for n in range(N)]
    np.testing.assert_allclose(residuals, fitted.resid)


@formula("3.3", r"J(m, b) = \sum_{n=1}^{N} \bigl(t_n - m x_n - b\bigr)^2")
def test_cost_of_a_line() -> None:
    J = sum((T[n] - m * x[n] - b) ** 2 for n in range(N))
    assert J == pytest.approx(N * mean_squared_error(T, np.polyval([m, b], x)))


@formula("3.4", r"\frac{\partial J}{\partial b} = -2 \sum_{n=1}^{N} (t_n - m x_n - b)")
def test_derivative_by_the_intercept() -> None:
    assert -2 * (T - m * x - b).sum() == pytest.approx(slopes(line_cost, [m, b])[1])


@formula("3.5", r"\frac{\partial J}{\partial m} = -2 \sum_{n=1}^{N} x_n (t_n - m x_n - b)")
def test_derivative_by_the_slope() -> None:
    assert -2 * (x * (T - m * x - b)).sum() == pytest.approx(slopes(line_cost, [m, b])[0])


@formula("3.6", r"b = \bar t - m \bar x")
def test_best_intercept() -> None:
    assert T.mean() - LINE.slope * x.mean() == pytest.approx(LINE.intercept)


@formula(
    "3.7",
    r"m = \frac{N \sum x_n t_n - \sum x_n \sum t_n}{N \sum x_n^2 - \bigl(\sum x_n\bigr)^2}",
)
def test_best_slope() -> None:
    top = N * (x * T).sum() - x.sum() * T.sum()
    assert top / (N * (x**2).sum() - x.sum() ** 2) == pytest.approx(LINE.slope)


@formula("3.8", r"R^2 = 1 - \frac{\sum_n (t_n - y_n)^2}{\sum_n (t_n - \bar t)^2}")
def test_r_squared() -> None:
    for y in (X @ w, X @ W_BEST, np.full(N, T.mean())):
        r_squared = 1 - ((T - y) ** 2).sum() / ((T - T.mean()) ** 2).sum()
        assert r_squared == pytest.approx(r2_score(T, y), abs=1e-12)


@formula("3.9", r"y_n = w_0 \cdot 1 + w_1 x_{n1} + \dots + w_D x_{nD} = w^\top x_n")
def test_bias_as_a_weight() -> None:
    for n in range(N):
        by_sum = fsum([w[0] * 1, *(w[i] * X[n, i] for i in (1, 2, 3))])
        assert by_sum == pytest.approx(w.T @ X[n])


@formula("3.10", r"Y = X w")
def test_all_predictions_at_once() -> None:
    np.testing.assert_allclose(X @ W_BEST, FIT.predict(X[:, 1:]))


@formula("3.11", r"J(w) = \sum_{n=1}^{N} (t_n - w^\top x_n)^2 = |T - Xw|^2")
def test_cost_of_a_plane() -> None:
    by_sum = sum((T[n] - w @ X[n]) ** 2 for n in range(N))
    assert np.linalg.norm(T - X @ w) ** 2 == pytest.approx(by_sum)
    assert by_sum == pytest.approx(float(plane_cost([Fraction(value) for value in w])))


@formula("3.12", r"\nabla J(w) = -2 X^\top (T - X w)")
def test_gradient() -> None:
    np.testing.assert_allclose(-2 * X.T @ (T - X @ w), slopes(plane_cost, list(w)))


@formula("3.13", r"X^\top X \, w = X^\top T")
def test_normal_equations() -> None:
    params = sm.OLS(T, X).fit(method="qr").params
    np.testing.assert_allclose(X.T @ X @ params, X.T @ T)
    assert not np.allclose(X.T @ X @ w, X.T @ T)


@formula("3.14", r"b = \bar t - w^\top \bar x")
def test_best_bias() -> None:
    assert T.mean() - FIT.coef_ @ X[:, 1:].mean(axis=0) == pytest.approx(FIT.intercept_)


@formula("3.15", r"y = w_0 + w_1 x + w_2 x^2 + \dots + w_M x^M")
def test_polynomial() -> None:
    y = sum(w[j] * x**j for j in range(len(w)))
    np.testing.assert_allclose(y, np.polynomial.Polynomial(w)(x))


@formula("3.16", r"x' = 2 \, \frac{x - x_{\min}}{x_{\max} - x_{\min}} - 1")
def test_scaling() -> None:
    scaled = 2 * (x - x.min()) / (x.max() - x.min()) - 1
    oracle = MinMaxScaler(feature_range=(-1, 1)).fit_transform(x[:, None])[:, 0]
    np.testing.assert_allclose(scaled, oracle, atol=1e-12)


@formula("3.17", r"\mathrm{RMSE} = \sqrt{\frac{1}{N} \sum_{n=1}^{N} (t_n - y_n)^2}")
def test_root_mean_squared_error() -> None:
    y = X @ w
    rmse = np.sqrt(sum((T[n] - y[n]) ** 2 for n in range(N)) / N)
    assert rmse**2 == pytest.approx(mean_squared_error(T, y))


@formula("3.18", r"\text{digits} = \min_i \, -\log_{10} \frac{|w_i - c_i|}{|c_i|}")
def test_digits_right() -> None:
    certified = ["-3482258.63", "0.0358", "1829.15"]
    solved = ["-3482258.62", "0.0357", "1829.16"]  # right to about 9, 3 and 5 digits
    c, values = np.array(certified, float), np.array(solved, float)
    digits = min(-np.log10(abs(values - c) / abs(c)))
    errors = [
        abs(Decimal(s) - Decimal(right)) / abs(Decimal(right))
        for s, right in zip(solved, certified, strict=True)
    ]
    assert digits == pytest.approx(-float(max(errors).log10()))
    assert 2 < digits < 3
