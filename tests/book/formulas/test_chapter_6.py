"""The formulas of chapter 6, maximum likelihood, each beside an independent oracle."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy import optimize, special, stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from tests.book.formulas import formula

Array = NDArray[np.float64]

RNG = np.random.default_rng(66)
N, K = 30, 4
FLIPS = np.array([1, 0, 1, 1, 0, 1, 1])
HEADS, TAILS = 5, 2
X = RNG.normal(size=(N, 3))
w = np.array([0.8, -1.2, 0.3])
t = (RNG.random(N) < special.expit(X @ w)).astype(float)
y = special.expit(X @ w)
x = RNG.normal(3.0, 1.5, N)
A = RNG.normal(0.0, 2.0, (N, K))
LABELS = RNG.integers(0, K, N)
T = np.eye(K)[LABELS]
Y = special.softmax(A, axis=1)


def binary_cost(activations: Array) -> Array:
    """J by scipy's logarithm of the sigmoid; one number for each row of activations."""
    signs = 2 * t - 1
    return -special.log_expit(signs * activations).sum(axis=-1)


@formula(
    "6.1",
    r"L(p) = \prod_{n=1}^{N} p^{t_n} (1 - p)^{1 - t_n} = p^{\text{heads}} (1 - p)^{\text{tails}}",
)
def test_likelihood_of_a_coin() -> None:
    for p in (0.0, 0.3, 0.7, 1.0):
        by_product = math.prod(p**flip * (1 - p) ** (1 - flip) for flip in FLIPS.tolist())
        assert by_product == pytest.approx(stats.bernoulli.pmf(FLIPS, p).prod())
        assert p**HEADS * (1 - p) ** TAILS == pytest.approx(by_product)


@formula("6.2", r"\ln L(p) = \text{heads} \cdot \ln p + \text{tails} \cdot \ln(1 - p)")
def test_log_likelihood_of_a_coin() -> None:
    for p in (0.2, 0.5, 0.9):
        oracle = stats.bernoulli.logpmf(FLIPS, p).sum()
        assert HEADS * np.log(p) + TAILS * np.log(1 - p) == pytest.approx(oracle)


@formula("6.3", r"\frac{d \ln L}{dp} = \frac{\text{heads}}{p} - \frac{\text{tails}}{1 - p}")
def test_slope_of_the_coin() -> None:
    for p in (0.2, 0.5, 0.9):
        step = complex(p, 1e-30)  # a complex step: no difference, so no rounding
        oracle = (HEADS * np.log(step) + TAILS * np.log(1 - step)).imag / 1e-30
        assert HEADS / p - TAILS / (1 - p) == pytest.approx(oracle)


@formula("6.4", r"\hat p = \frac{\text{heads}}{\text{heads} + \text{tails}}")
def test_most_likely_coin() -> None:
    def cost(p: float) -> float:
        return -float(stats.bernoulli.logpmf(FLIPS, p).sum())

    oracle = optimize.minimize_scalar(cost, bounds=(0.01, 0.99), options={"xatol": 1e-9}).x
    assert HEADS / (HEADS + TAILS) == pytest.approx(oracle, abs=1e-6)


@formula("6.5", r"f'(w) \approx \frac{f(w + h) - f(w - h)}{2h}")
def test_central_difference() -> None:
    f, slope = special.expit, special.expit(0.4) * special.expit(-0.4)
    assert (f(0.4 + 1e-5) - f(0.4 - 1e-5)) / 2e-5 == pytest.approx(slope, rel=1e-9)


@formula("6.6", r"\frac{f(w + h) - f(w - h)}{2h} - f'(w) \approx \frac{h^2}{6} f'''(w)")
def test_error_of_the_central_difference() -> None:
    at, h = Fraction(3, 5), Fraction(1, 7)  # for a cubic the formula is exact
    cubic = [Fraction(2), Fraction(-1), Fraction(4), Fraction(5)]  # 2 - w + 4 w² + 5 w³

    def f(w: Fraction) -> Fraction:
        return sum((c * w**j for j, c in enumerate(cubic)), Fraction(0))

    slope, third = -1 + 8 * at + 15 * at**2, Fraction(30)
    assert (f(at + h) - f(at - h)) / (2 * h) - slope == h**2 / 6 * third
    for step in (1e-2, 1e-3):  # and nearly so for the sine
        error = (np.sin(1 + step) - np.sin(1 - step)) / (2 * step) - np.cos(1)
        assert error == pytest.approx(step**2 / 6 * -np.cos(1), rel=1e-3)


@formula("6.7", r"p(x) = \frac{1}{\sqrt{2 \pi s^2}} \, e^{-(x - \mu)^2 / (2 s^2)}")
def test_density() -> None:
    mu, s2 = 1.2, 2.5
    density = 1 / np.sqrt(2 * np.pi * s2) * np.exp(-((x - mu) ** 2) / (2 * s2))
    np.testing.assert_allclose(density, stats.norm.pdf(x, mu, np.sqrt(s2)))


@formula(
    "6.8",
    r"\ln L(\mu, s^2) = -\frac{N}{2} \ln(2 \pi s^2) "
    r"- \frac{1}{2 s^2} \sum_{n=1}^{N} (x_n - \mu)^2",
)
def test_log_likelihood_of_a_gaussian() -> None:
    for mu, s2 in [(0.0, 1.0), (3.0, 2.0)]:
        value = -N / 2 * np.log(2 * np.pi * s2) - ((x - mu) ** 2).sum() / (2 * s2)
        assert value == pytest.approx(stats.norm.logpdf(x, mu, np.sqrt(s2)).sum())


@formula("6.9", r"\hat\mu = \frac{1}{N} \sum_{n=1}^{N} x_n")
def test_most_likely_mean() -> None:
    assert sum(x) / N == pytest.approx(stats.norm.fit(x)[0])


@formula("6.10", r"\hat s^2 = \frac{1}{N} \sum_{n=1}^{N} (x_n - \hat\mu)^2")
def test_most_likely_variance() -> None:
    mu = sum(x) / N
    assert sum((x - mu) ** 2) / N == pytest.approx(stats.norm.fit(x)[1] ** 2)

    def cost(s2: float) -> float:
        return -float(stats.norm.logpdf(x, mu, np.sqrt(s2)).sum())

    oracle = optimize.minimize_scalar(cost, bounds=(0.1, 10), options={"xatol": 1e-9}).x
    assert sum((x - mu) ** 2) / N == pytest.approx(oracle, abs=1e-6)


@formula("6.11", r"\mathrm{E}\bigl[\hat s^2\bigr] = \frac{N - 1}{N} \, s^2")
def test_bias_of_the_variance() -> None:
    """Exactly: over all samples of three throws of a die, and over all of four."""
    faces = [Fraction(face) for face in (1, 2, 3, 4, 5, 6)]
    s2 = sum((face - Fraction(7, 2)) ** 2 for face in faces) / 6
    for n in (3, 4):
        estimates = []
        for sample in product(faces, repeat=n):
            mean = sum(sample, Fraction(0)) / n
            estimates.append(sum(((face - mean) ** 2 for face in sample), Fraction(0)) / n)
        assert sum(estimates, Fraction(0)) / len(estimates) == Fraction(n - 1, n) * s2


@formula(
    "6.12",
    r"\ln L(w) = -\frac{N}{2} \ln(2 \pi s^2) - \frac{1}{2 s^2} \, |T - Xw|^2",
)
def test_log_likelihood_of_a_line() -> None:
    targets = X @ w + x
    fit = sm.OLS(targets, X).fit()
    s2 = fit.ssr / N  # the variance at which statsmodels gives its log-likelihood
    residual = np.linalg.norm(targets - X @ fit.params)
    value = -N / 2 * np.log(2 * np.pi * s2) - residual**2 / (2 * s2)
    assert value == pytest.approx(fit.llf)


@formula("6.13", r"L(w) = \prod_{n=1}^{N} y_n^{t_n} (1 - y_n)^{1 - t_n}")
def test_likelihood_of_a_logistic_unit() -> None:
    likelihood = math.prod(y[n] ** t[n] * (1 - y[n]) ** (1 - t[n]) for n in range(N))
    assert np.log(likelihood) == pytest.approx(sm.Logit(t, X).loglike(w))


@formula(
    "6.14",
    r"J = -\ln L = -\sum_{n=1}^{N} \bigl\{ t_n \ln y_n + (1 - t_n) \ln(1 - y_n) \bigr\}",
)
def test_binary_cross_entropy() -> None:
    J = -sum(t[n] * np.log(y[n]) + (1 - t[n]) * np.log(1 - y[n]) for n in range(N))
    assert J == pytest.approx(log_loss(t, y, normalize=False))
    assert J == pytest.approx(-stats.bernoulli.logpmf(t, y).sum())


@formula("6.15", r"\frac{d}{da} (y - t)^2 = 2 (y - t) \, y (1 - y)")
def test_slope_of_the_squared_error() -> None:
    for target, a in product((0.0, 1.0), (-3.0, 0.2, 2.0)):
        out = special.expit(a)
        step = complex(a, 1e-30)
        oracle = ((1 / (1 + np.exp(-step)) - target) ** 2).imag / 1e-30
        assert 2 * (out - target) * out * (1 - out) == pytest.approx(oracle)


@formula(
    "6.16",
    r"\frac{d}{da} \bigl( -t \ln y - (1 - t) \ln(1 - y) \bigr) "
    r"= -t (1 - y) + (1 - t) \, y = y - t",
)
def test_slope_of_the_cross_entropy() -> None:
    for target, a in product((0.0, 1.0, 0.3), (-3.0, 0.2, 2.0)):
        out = special.expit(a)
        step = 1 / (1 + np.exp(-complex(a, 1e-30)))
        oracle = (-target * np.log(step) - (1 - target) * np.log(1 - step)).imag / 1e-30
        assert -target * (1 - out) + (1 - target) * out == pytest.approx(oracle)
        assert out - target == pytest.approx(oracle)


@formula(
    "6.17",
    r"\frac{d^2}{ds^2} J(w + s v) = \sum_{n=1}^{N} y_n (1 - y_n) \, (v^\top x_n)^2 \ge 0",
)
def test_bend_of_the_cross_entropy() -> None:
    hessian = -sm.Logit(t, X).hessian(w)
    for v in [*np.eye(3).tolist(), [1.0, -2.0, 0.5]]:
        bend = sum(y[n] * (1 - y[n]) * (np.array(v) @ X[n]) ** 2 for n in range(N))
        assert bend == pytest.approx(np.array(v) @ hessian @ np.array(v))
        assert bend >= 0


@formula("6.18", r"L(W, b) = \prod_{n=1}^{N} \prod_{k=1}^{K} y_{nk}^{t_{nk}}")
def test_likelihood_of_the_dice() -> None:
    likelihood = math.prod(Y[n, k] ** T[n, k] for n in range(N) for k in range(K))
    oracle = sum(stats.multinomial.logpmf(T[n], 1, Y[n]) for n in range(N))
    assert np.log(likelihood) == pytest.approx(oracle)


@formula("6.19", r"J = -\sum_{n=1}^{N} \sum_{k=1}^{K} t_{nk} \ln y_{nk}")
def test_cross_entropy() -> None:
    J = -sum(T[n, k] * np.log(Y[n, k]) for n in range(N) for k in range(K))
    assert J == pytest.approx(log_loss(LABELS, Y, normalize=False, labels=range(K)))


@formula(
    "6.20",
    r"J = \sum_{n=1}^{N} \Bigl\{ \max(a_n, 0) - t_n a_n + \ln\bigl(1 + e^{-|a_n|}\bigr) \Bigr\}",
)
def test_binary_cross_entropy_from_activations() -> None:
    for a in (X @ w, 1e3 * X @ w):
        J = sum(max(a[n], 0) - t[n] * a[n] + np.log1p(np.exp(-abs(a[n]))) for n in range(N))
        assert J == pytest.approx(binary_cost(a), rel=1e-12)


@formula(
    "6.21",
    r"J = \sum_{n=1}^{N} \Bigl\{ m_n + \ln \sum_{j=1}^{K} e^{a_{nj} - m_n} "
    r"- \sum_{k=1}^{K} t_{nk} a_{nk} \Bigr\}",
)
def test_cross_entropy_from_activations() -> None:
    for scale in (1.0, 1e3):
        a = scale * A
        J = 0.0
        for n in range(N):
            m = a[n].max()
            J += m + np.log(sum(np.exp(a[n, j] - m) for j in range(K)))
            J -= sum(T[n, k] * a[n, k] for k in range(K))
        oracle = Decimal(0)
        with localcontext() as context:
            context.prec = 50
            for n in range(N):
                total = sum((Decimal(value).exp() for value in a[n].tolist()), Decimal(0))
                oracle += total.ln() - Decimal(float(a[n, LABELS[n]]))
        assert J == pytest.approx(float(oracle), rel=1e-12)


@formula("6.22", r"\frac{J_{\text{uniform}}}{N} = \ln K")
def test_cost_of_the_uniform_guess() -> None:
    uniform = np.full((N, K), 1 / K)
    assert np.log(K) == pytest.approx(log_loss(LABELS, uniform, labels=range(K)))
    assert np.log(K) == pytest.approx(stats.entropy(uniform[0]))


def test_no_pencil_finds_the_logistic_weights_but_a_search_does() -> None:
    """The condition that the chapter ends with holds at scikit-learn's minimum."""
    fit = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-10, max_iter=1000).fit(X, t)
    residual = special.expit(X @ fit.coef_[0]) - t
    np.testing.assert_allclose(X.T @ residual, 0, atol=1e-4)
