"""The formulas of chapter 8, XOR, the donut and the real world, beside independent oracles."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from scipy import optimize, stats
from scipy.special import expit, log_softmax, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.preprocessing import PolynomialFeatures

from lazyutils import numerical_gradient
from tests.book.formulas import formula

RNG = np.random.default_rng(88)
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0.0, 1.0, 1.0, 0.0])
N, D, H, K = 20, 3, 5, 4
X = RNG.normal(size=(N, D))
t = RNG.integers(0, 2, N).astype(float)
w, b = RNG.normal(size=D), 0.3


def cost(w: np.ndarray, b: float, X: np.ndarray = X, t: np.ndarray = t) -> float:
    """Cross-entropy from scipy's Bernoulli distribution."""
    return float(-stats.bernoulli(expit(X @ w + b)).logpmf(t.astype(int)).sum())


@formula("8.1", r"\nabla_w J = X^\top \bigl(\tfrac{1}{2} - T\bigr) = 0")
def test_level_at_zero() -> None:
    np.testing.assert_array_equal(CORNERS.T @ (0.5 - XOR), 0)
    numeric = numerical_gradient(lambda w: cost(w, 0.0, CORNERS, XOR), np.zeros(2))
    np.testing.assert_allclose(numeric, 0, atol=1e-8)


@formula(
    "8.2",
    r"J = \sum_{n=1}^{4} \ln\bigl(1 + e^{-g_n}\bigr) "
    r"\ge 4 \ln\bigl(1 + e^{-\bar g}\bigr) = 4 \ln 2",
)
def test_no_lower_cost() -> None:
    for u in RNG.normal(0, 2, size=(200, 3)):
        g = (2 * XOR - 1) * (CORNERS @ u[:2] + u[2])
        assert g.mean() == pytest.approx(0, abs=1e-12)
        J = np.log(1 + np.exp(-g)).sum()
        assert J == pytest.approx(cost(u[:2], u[2], CORNERS, XOR))
        assert J >= 4 * np.log(1 + np.exp(-g.mean())) - 1e-12
    lowest = optimize.minimize(lambda u: cost(u[:2], u[2], CORNERS, XOR), [2.0, -1.0, 0.5])
    assert lowest.fun == pytest.approx(4 * np.log(2))


@formula("8.3", r"x_3 = x_1 x_2")
def test_product_solves_xor() -> None:
    lifted = PolynomialFeatures(degree=(2, 2), interaction_only=True, include_bias=False)
    x_3 = X[:, 0] * X[:, 1]
    np.testing.assert_allclose(x_3, lifted.fit_transform(X[:, :2])[:, 0])
    features = np.column_stack([CORNERS, CORNERS[:, 0] * CORNERS[:, 1]])
    assert LogisticRegression(C=1e4).fit(features, XOR).score(features, XOR) == 1


@formula("8.4", r"r = \sqrt{x_1^2 + x_2^2}")
def test_radius() -> None:
    np.testing.assert_allclose(np.sqrt(X[:, 0] ** 2 + X[:, 1] ** 2), np.abs(X[:, 0] + 1j * X[:, 1]))


@formula("8.5", r"D + \frac{D (D - 1)}{2} = \frac{D (D + 1)}{2}")
def test_number_of_products() -> None:
    for n in (1, 2, 7, 30):
        pairs = len(list(combinations_with_replacement(range(n), 2)))
        assert n + n * (n - 1) / 2 == pairs == n * (n + 1) / 2


@formula(
    "8.6",
    r"p(w) = \prod_{i=1}^{D} \frac{1}{\sqrt{2 \pi s^2}} \, e^{-w_i^2 / (2 s^2)}",
)
def test_gaussian_prior() -> None:
    s = 0.7
    p = np.prod(np.exp(-(w**2) / (2 * s**2)) / np.sqrt(2 * np.pi * s**2))
    assert p == pytest.approx(stats.multivariate_normal(np.zeros(D), s**2 * np.eye(D)).pdf(w))


@formula(
    "8.7",
    r"-\ln \bigl\{ L(w) \, p(w) \bigr\} = J(w) + \frac{\lambda}{2} |w|^2 + \text{const}, "
    r"\qquad \lambda = \frac{1}{s^2}",
)
def test_posterior_is_penalised_cost() -> None:
    s = 0.7

    def left(w: np.ndarray) -> float:
        L = np.prod(stats.bernoulli(expit(X @ w + b)).pmf(t.astype(int)))
        return float(-np.log(L * np.prod(stats.norm(0, s).pdf(w))))

    other = w[::-1] + 1
    constant = left(w) - cost(w, b) - (w @ w) / (2 * s**2)
    assert left(other) == pytest.approx(cost(other, b) + (other @ other) / (2 * s**2) + constant)


@formula("8.8", r"\nabla_w J_\lambda = X^\top (Y - T) + \lambda w")
def test_l2_gradient() -> None:
    numeric = numerical_gradient(lambda w: cost(w, b) + 3.0 / 2 * (w**2).sum(), w)
    np.testing.assert_allclose(X.T @ (expit(X @ w + b) - t) + 3.0 * w, numeric, rtol=1e-6)
    fit = LogisticRegression(C=1 / 3.0, tol=1e-10, max_iter=1000).fit(X, t)
    Y = fit.predict_proba(X)[:, 1]
    np.testing.assert_allclose(X.T @ (Y - t) + 3.0 * fit.coef_[0], 0, atol=1e-3)


@formula("8.9", r"p(w) = \prod_{i=1}^{D} \frac{\lambda}{2} \, e^{-\lambda |w_i|}")
def test_laplace_prior() -> None:
    p = np.prod(1.5 / 2 * np.exp(-1.5 * np.abs(w)))
    assert p == pytest.approx(np.prod(stats.laplace(scale=1 / 1.5).pdf(w)))


@formula("8.10", r"w = \mathrm{sign}(v) \, \max\bigl(|v| - \eta \lambda, \, 0\bigr)")
def test_proximal_step() -> None:
    threshold = 0.4
    for v in (-2.0, -0.4, -0.1, 0.0, 0.3, 0.41, 5.0):
        searched = optimize.minimize_scalar(
            lambda w, v=v: (w - v) ** 2 / 2 + threshold * abs(w),
            bounds=(-6, 6),
            method="bounded",
            options={"xatol": 1e-9},
        )
        assert np.sign(v) * max(abs(v) - threshold, 0) == pytest.approx(searched.x, abs=1e-5)


T = np.eye(K)[RNG.integers(0, K, N)]
W1, b1 = RNG.normal(size=(D, H)), RNG.normal(size=H)
W2, b2 = RNG.normal(size=(H, K)), RNG.normal(size=K)


def network_cost(W1: np.ndarray, W2: np.ndarray) -> float:
    Z = expit(X @ W1 + b1)
    return float(-(T * log_softmax(Z @ W2 + b2, axis=1)).sum())


@formula(
    "8.11",
    r"Z = \sigma(X W_1 + b_1), \qquad Y = \mathrm{softmax}(Z W_2 + b_2)",
)
def test_feed_forward() -> None:
    Y = softmax(expit(X @ W1 + b1) @ W2 + b2, axis=1)
    for n in range(N):  # one sample, one unit at a time
        z = [1 / (1 + np.exp(-(sum(X[n] * W1[:, h]) + b1[h]))) for h in range(H)]
        a = [sum(z[h] * W2[h, k] for h in range(H)) + b2[k] for k in range(K)]
        np.testing.assert_allclose(Y[n], np.exp(a) / np.exp(a).sum())


@formula("8.12", r"\nabla_{W_2} J = Z^\top (Y - T)")
def test_gradient_of_the_second_layer() -> None:
    Z = expit(X @ W1 + b1)
    Y = softmax(Z @ W2 + b2, axis=1)
    numeric = numerical_gradient(lambda W2: network_cost(W1, W2), W2)
    np.testing.assert_allclose(Z.T @ (Y - T), numeric, atol=1e-7)


@formula(
    "8.13",
    r"\nabla_{W_1} J = X^\top \bigl\{ (Y - T) \, W_2^\top \odot Z \odot (1 - Z) \bigr\}",
)
def test_backpropagation() -> None:
    Z = expit(X @ W1 + b1)
    Y = softmax(Z @ W2 + b2, axis=1)
    numeric = numerical_gradient(lambda W1: network_cost(W1, W2), W1)
    np.testing.assert_allclose(X.T @ (((Y - T) @ W2.T) * Z * (1 - Z)), numeric, atol=1e-7)


@formula(
    "8.14",
    r"\text{balanced accuracy} = \frac{1}{K} \sum_{k=1}^{K} \frac{\text{right in class } k}{N_k}",
)
def test_balanced_accuracy() -> None:
    truth, said = RNG.integers(0, K, 200) // 2, RNG.integers(0, K, 200) // 2
    shares = [((truth == k) & (said == k)).sum() / (truth == k).sum() for k in (0, 1)]
    assert sum(shares) / 2 == pytest.approx(balanced_accuracy_score(truth, said))


@formula(
    "8.15",
    r"a(\text{sentence}) = b + \sum_{\text{words } j} (\text{count of } j) \cdot w_j, "
    r"\qquad y = \sigma(a)",
)
def test_score_of_a_sentence() -> None:
    counts = RNG.integers(0, 4, size=(30, 6))
    labels = np.arange(30) % 2
    fit = LogisticRegression().fit(counts, labels)
    for row, probability in zip(counts, fit.predict_proba(counts)[:, 1], strict=True):
        h = fit.intercept_[0] + sum(n * weight for n, weight in zip(row, fit.coef_[0], strict=True))
        assert expit(h) == pytest.approx(probability)
