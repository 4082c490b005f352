"""The formulas of chapter 7, gradient descent, each beside an independent oracle."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import approx_fprime, minimize
from scipy.special import expit, xlogy
from scipy.special import softmax as scipy_softmax
from sklearn.linear_model import LogisticRegression, SGDRegressor
from sklearn.metrics import log_loss
from sklearn.preprocessing import StandardScaler

from tests.book.formulas import formula

RNG = np.random.default_rng(77)
N, D, K = 40, 3, 4
X = RNG.normal(size=(N, D)) * [1.0, 2.0, 0.5] + [0.5, -1.0, 3.0]
T_REAL = RNG.normal(size=N)
T_TWO = (RNG.random(N) < 0.5).astype(float)
T_MANY = np.eye(K)[RNG.integers(0, K, N)]
w, b = RNG.normal(size=D), 0.3
W, B = RNG.normal(size=(D, K)), RNG.normal(size=K)
VALLEY = np.array([[3.0, 1.0], [1.0, 2.0]])  # second derivatives of a round-ish valley


def slope(f, at, h=1e-6):
    """Central differences by each entry of `at`."""
    at = np.asarray(at, float)
    result = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        step = np.zeros_like(at)
        step[place] = h
        result[place] = (f(at + step) - f(at - step)) / (2 * h)
    return result


def binary_cost(a):
    return -(xlogy(T_TWO, expit(a)) + xlogy(1 - T_TWO, expit(-a))).sum()


def many_cost(A):
    return -np.log(scipy_softmax(A, axis=1)[T_MANY == 1]).sum()


def spread(A):
    """The largest eigenvalue of AᵀA, by the singular values of A."""
    return np.linalg.svd(A, compute_uv=False)[0] ** 2


@formula("7.1", r"x \leftarrow x - \eta \, \frac{dJ}{dx}(x)")
def test_step_in_one_dimension() -> None:
    def J(x):
        return float(x[0] ** 2 + x[0])

    x, eta = 2.0, 0.25
    for _ in range(100):
        x = x - eta * approx_fprime(np.array([x]), J)[0]
    assert x == pytest.approx(minimize(J, [2.0]).x[0], abs=1e-6)


@formula(
    "7.2",
    r"x_{\text{new}} + \tfrac{1}{2} = (1 - 2\eta) \, \bigl(x + \tfrac{1}{2}\bigr)",
)
def test_distance_shrinks_by_one_factor() -> None:
    for x in (Fraction(2), Fraction(-7, 3)):
        for eta in (Fraction(1, 4), Fraction(9, 10), Fraction(11, 10)):
            new = x - eta * (2 * x + 1)
            assert new + Fraction(1, 2) == (1 - 2 * eta) * (x + Fraction(1, 2))


@formula("7.3", r"|1 - \eta c| < 1 \quad \Longleftrightarrow \quad 0 < \eta < \frac{2}{c}")
def test_limit_of_the_step() -> None:
    for c in (0.5, 2.0, 30.0):
        for part, arrives in ((0.01, True), (0.99, True), (1.01, False), (-0.01, False)):
            eta = part * 2 / c
            x = 1.0
            for _ in range(5000):
                x = max(min(x - eta * c * x, 1e9), -1e9)
            assert (abs(x) < 1e-6) == (abs(1 - eta * c) < 1) == arrives


@formula("7.4", r"w \leftarrow w - \eta \, \nabla J(w)")
def test_step_in_many_dimensions() -> None:
    fitted = SGDRegressor(  # one sample, one epoch: one such step on (t - y)^2 / 2
        alpha=0.0, penalty=None, learning_rate="constant", eta0=0.1, max_iter=1, tol=None,
        fit_intercept=False,
    ).fit(X[:1], T_REAL[:1])  # fmt: skip
    gradient = slope(lambda v: ((T_REAL[0] - X[0] @ v) ** 2) / 2, np.zeros(D))
    np.testing.assert_allclose(np.zeros(D) - 0.1 * gradient, fitted.coef_, rtol=1e-6)


@formula("7.5", r"v \leftarrow \beta v - \eta \, \nabla J(w), \qquad w \leftarrow w + v")
def test_momentum() -> None:
    eta, beta = 0.1, 0.6
    position, v = np.array([4.0, -3.0]), np.zeros(2)
    # The same as one matrix on the pair (w, v).
    step = np.block(
        [[np.eye(2) - eta * VALLEY, beta * np.eye(2)], [-eta * VALLEY, beta * np.eye(2)]]
    )
    pair = np.linalg.matrix_power(step, 25) @ np.concatenate([position, v])
    for _ in range(25):
        v = beta * v - eta * VALLEY @ position
        position = position + v
    np.testing.assert_allclose(np.concatenate([position, v]), pair, atol=1e-12)


@formula(
    "7.6",
    r"""\frac{\partial J}{\partial w_i} =
    \sum_{n=1}^{N} \frac{\partial J_n}{\partial a_n} \, x_{ni}""",
)
def test_chain_rule() -> None:
    by_a = slope(binary_cost, X @ w + b)  # each a_n belongs to one sample, so this is dJ_n/da_n
    chained = [sum(by_a[n] * X[n, i] for n in range(N)) for i in range(D)]
    np.testing.assert_allclose(chained, slope(lambda v: binary_cost(X @ v + b), w), rtol=1e-5)


@formula("7.7", r"\frac{\partial J_n}{\partial a_n} = 2 \, (y_n - t_n)")
def test_linear_by_its_activation() -> None:
    for t, a in zip(T_REAL, X @ w, strict=True):
        assert 2 * (a - t) == pytest.approx(float(slope(lambda v, t=t: (t - v) ** 2, a)), abs=1e-6)


@formula(
    "7.8",
    r"""\frac{\partial J_n}{\partial a_n} =
    \frac{y_n - t_n}{y_n (1 - y_n)} \; y_n (1 - y_n) = y_n - t_n""",
)
def test_logistic_by_its_activation() -> None:
    a = np.linspace(-4, 4, N)
    y = expit(a)
    numeric = slope(binary_cost, a)
    np.testing.assert_allclose(y - T_TWO, numeric, atol=1e-8)
    np.testing.assert_allclose((y - T_TWO) / (y * (1 - y)) * (y * (1 - y)), numeric, atol=1e-8)


@formula("7.9", r"\frac{\partial \ln y_k}{\partial a_j} = [k = j] - y_j")
def test_softmax_by_its_activations() -> None:
    a = RNG.normal(size=K)
    y = scipy_softmax(a)
    for k in range(K):
        numeric = slope(lambda v, k=k: np.log(scipy_softmax(v)[k]), a)
        np.testing.assert_allclose([(k == j) - y[j] for j in range(K)], numeric, atol=1e-8)


@formula("7.10", r"\nabla_W J = X^\top (Y - T)")
def test_gradient_of_all_three_models() -> None:
    numeric = slope(lambda V: many_cost(X @ V + B), W)
    np.testing.assert_allclose(
        X.T @ (scipy_softmax(X @ W + B, axis=1) - T_MANY), numeric, atol=1e-6
    )
    numeric = slope(lambda v: binary_cost(X @ v + b), w)
    np.testing.assert_allclose(X.T @ (expit(X @ w + b) - T_TWO), numeric, atol=1e-6)
    numeric = slope(lambda v: ((T_REAL - X @ v) ** 2).sum(), w)
    np.testing.assert_allclose(2 * X.T @ (X @ w - T_REAL), numeric, atol=1e-5)


@formula("7.11", r"\nabla_b J = \sum_{n=1}^{N} (y_n - t_n)")
def test_gradient_of_the_bias() -> None:
    numeric = slope(lambda v: many_cost(X @ W + v), B)
    R = scipy_softmax(X @ W + B, axis=1) - T_MANY
    np.testing.assert_allclose(sum(R[n] for n in range(N)), numeric, atol=1e-6)
    numeric = slope(lambda v: binary_cost(X @ w + v), b)
    assert sum(expit(X @ w + b) - T_TWO) == pytest.approx(float(numeric), abs=1e-6)


@formula("7.12", r"0 < \eta < \frac{2}{2 \lambda_{\max}} = \frac{1}{\lambda_{\max}}")
def test_bound_for_the_squared_error() -> None:
    best = np.linalg.lstsq(X, T_REAL, rcond=None)[0]
    for part, arrives in ((0.99, True), (1.01, False)):
        eta = part / spread(X)
        # The error after k steps is (I − 2η XᵀX)^k times that of the start.
        far = np.linalg.matrix_power(np.eye(D) - 2 * eta * X.T @ X, 3000) @ -best
        assert (np.abs(far).max() < 1e-9) == arrives


@formula(
    "7.13",
    r"""0 < \eta < \frac{8}{\lambda_{\max}} \;\; \text{(logistic)}, \qquad
    0 < \eta < \frac{4}{\lambda_{\max}} \;\; \text{(softmax)}""",
)
def test_bounds_for_cross_entropy() -> None:
    # Curvature from finite differences of the gradient, at many places: never above the ceiling.
    def pull_two(v):
        return X.T @ (expit(X @ v) - T_TWO)

    def pull_many(v):
        return (X.T @ (scipy_softmax(X @ v.reshape(D, K), axis=1) - T_MANY)).ravel()

    for pull, size, limit in ((pull_two, D, 8), (pull_many, D * K, 4)):
        highest = 0.0
        for scale in (0.0, 0.01, 0.1, 1.0):
            at = scale * RNG.normal(size=size)
            H = np.array([(pull(at + h) - pull(at - h)) / 2e-5 for h in 1e-5 * np.eye(size)])
            highest = max(highest, float(np.linalg.eigvalsh((H + H.T) / 2)[-1]))
        assert 2 / highest >= limit / spread(X) * (1 - 1e-6)
    # The logistic ceiling is reached at zero weights, where every y is one half.
    H = np.array([(pull_two(h) - pull_two(-h)) / 2e-5 for h in 1e-5 * np.eye(D)])
    assert 2 / np.linalg.eigvalsh(H)[-1] == pytest.approx(8 / spread(X), rel=1e-6)


@formula(
    "7.14",
    r"""J(w - \eta \nabla J) - J(w) \le
    -\eta \, \Bigl(1 - \frac{\eta \, c_{\max}}{2}\Bigr) \, |\nabla J(w)|^2""",
)
def test_every_step_below_the_bound_goes_down() -> None:
    L = spread(X) / 4
    for part in (0.1, 0.5, 0.99):
        eta = part * 2 / L
        for scale in (0.0, 0.3, 3.0):
            at = scale * RNG.normal(size=D)
            g = slope(lambda v: binary_cost(X @ v), at)
            change = binary_cost(X @ (at - eta * g)) - binary_cost(X @ at)
            assert change <= -eta * (1 - eta * L / 2) * g @ g + 1e-6
            assert change < 0


@formula("7.15", r"w \leftarrow w - \eta \, \frac{1}{N} \, \nabla J(w)")
def test_step_on_the_mean_cost() -> None:
    def mean_cost(v):
        return log_loss(T_TWO, expit(X @ v))

    at = w / 3
    gradient = X.T @ (expit(X @ at) - T_TWO)
    np.testing.assert_allclose(at - 0.7 / N * gradient, at - 0.7 * slope(mean_cost, at), atol=1e-7)


@formula(
    "7.16",
    r"w \leftarrow w - \eta \, \frac{1}{|B|} \sum_{n \in B} x_n \, (y_n - t_n)",
)
def test_step_on_a_batch() -> None:
    rows = RNG.permutation(N)[:8]
    step = sum(X[n] * (expit(X[n] @ w) - T_TWO[n]) for n in rows) / len(rows)
    numeric = slope(lambda v: log_loss(T_TWO[rows], expit(X[rows] @ v), labels=[0, 1]), w)
    np.testing.assert_allclose(w - 0.3 * step, w - 0.3 * numeric, atol=1e-7)


@formula(
    "7.17",
    r"""w_i = \frac{w'_i}{\mathrm{std}_i}, \qquad
    b = b' - \sum_{i=1}^{D} \frac{w'_i \, \bar x_i}{\mathrm{std}_i}""",
)
def test_weights_back_in_their_units() -> None:
    scaler = StandardScaler().fit(X)
    fitted = LogisticRegression().fit(scaler.transform(X), T_TWO)
    w_scaled, b_scaled = fitted.coef_[0], fitted.intercept_[0]
    raw = w_scaled / scaler.scale_
    bias = b_scaled - sum(w_scaled[i] * scaler.mean_[i] / scaler.scale_[i] for i in range(D))
    np.testing.assert_allclose(X @ raw + bias, fitted.decision_function(scaler.transform(X)))


@formula("7.18", r"\frac{y'}{1 - y'} = e^{w_i} \, \frac{y}{1 - y}")
def test_odds_ratio() -> None:
    fitted = LogisticRegression().fit(X, T_TWO)
    for i in range(D):
        more = X + np.eye(D)[i]
        y, y_more = fitted.predict_proba(X)[:, 1], fitted.predict_proba(more)[:, 1]
        np.testing.assert_allclose(
            y_more / (1 - y_more), np.exp(fitted.coef_[0, i]) * y / (1 - y), rtol=1e-9
        )


@formula("7.19", r"X^\top (Y - T) = \sum_{m=1}^{M} X_m^\top (Y_m - T_m)")
def test_sum_over_blocks() -> None:
    R = scipy_softmax(X @ W + B, axis=1) - T_MANY
    blocks = np.split(np.arange(N), [7, 8, 30])
    total = sum(X[rows].T @ R[rows] for rows in blocks)
    by_sample = sum(np.outer(X[n], R[n]) for n in range(N))
    np.testing.assert_allclose(total, by_sample, atol=1e-12)
    np.testing.assert_allclose(total, np.einsum("ni,nk->ik", X, R), atol=1e-12)
