"""The formulas of chapter 4, linear classification, each beside an independent oracle."""

from __future__ import annotations

from fractions import Fraction
from math import erf, fsum, sqrt

import numpy as np
import pytest
from scipy import integrate, optimize, stats
from sklearn.covariance import EmpiricalCovariance, empirical_covariance
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LinearRegression, Perceptron
from sklearn.metrics import accuracy_score, zero_one_loss
from sklearn.neighbors import NearestCentroid
from sklearn.preprocessing import LabelBinarizer

from tests.book.formulas import formula

RNG = np.random.default_rng(44)
N, D = 90, 3
T = (np.arange(N) < 30).astype(np.int64)  # a third is class 1
LEAN = np.array([[1.0, 0.4, 0.0], [0.0, 1.0, -0.7], [0.3, 0.0, 0.8]])
X = RNG.normal(size=(N, D)) @ LEAN + np.outer(T, [1.5, -0.5, 1.0]) + 2
w, b = RNG.normal(size=D), 0.7
H = X @ w + b
t = 2 * T - 1

MEANS = np.array([X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)])
DELTA = MEANS[1] - MEANS[0]
LDA = LinearDiscriminantAnalysis(solver="lsqr", store_covariance=True).fit(X, T)
SIGMA = LDA.covariance_
LOG_ODDS = np.log(30 / 60)


@formula("4.1", r"h(x) = w_0 + w_1 x_1 + w_2 x_2")
def test_score_in_the_plane() -> None:
    """The determinant that is 0 for three points of one line is a score with these weights."""
    u, v = np.array([-1.0, -2.0]), np.array([5.0, 6.0])
    w_1, w_2 = v[1] - u[1], u[0] - v[0]
    w_0 = -w_1 * u[0] - w_2 * u[1]
    for x in X[:, :2]:
        side = np.linalg.det(np.array([[1, *u], [1, *x], [1, *v]]))
        assert w_0 + w_1 * x[0] + w_2 * x[1] == pytest.approx(side)


@formula("4.2", r"h(x) = w^\top x + b")
def test_score() -> None:
    for x in X:
        assert w.T @ x + b == pytest.approx(fsum([b, *(w[i] * x[i] for i in range(D))]))


@formula(
    "4.3",
    r"\text{classification rate} = \frac{\#\{n : y_n = t_n\}}{N}, \qquad "
    r"\text{error rate} = \frac{\#\{n : y_n \ne t_n\}}{N}",
)
def test_rates() -> None:
    Y = (H > 0).astype(int)
    right = sum(1 for y, t_n in zip(Y, T, strict=True) if y == t_n)
    wrong = sum(1 for y, t_n in zip(Y, T, strict=True) if y != t_n)
    assert right / N == pytest.approx(accuracy_score(T, Y))
    assert wrong / N == pytest.approx(zero_one_loss(T, Y))


@formula("4.4", r"\text{distance of } x \text{ to the boundary} = \frac{|h(x)|}{|w|}")
def test_distance() -> None:
    for x in X[:8]:
        nearest = optimize.minimize(
            lambda z, x=x: ((z - x) ** 2).sum(),
            x,
            constraints={"type": "eq", "fun": lambda z: z @ w + b},
            options={"ftol": 1e-14},
        )
        assert abs(x @ w + b) / np.linalg.norm(w) == pytest.approx(sqrt(nearest.fun), abs=1e-6)


@formula(
    "4.5",
    r"y = \begin{cases} \text{positive} & \text{if } h(x) \ge \delta \text{ and } h(x) > 0 \\ "
    r"\text{negative} & \text{if } h(x) \le -\delta \text{ and } h(x) < 0 \\ "
    r"\text{don't know} & \text{otherwise} \end{cases}",
)
def test_three_answers() -> None:
    """The text beside the formula: don't know if |h| < delta, or on the boundary itself."""
    scores = np.append(H, [0.0, 1.5, -1.5])
    for delta in (0.0, 1.5):
        by_cases = [
            1 if h >= delta and h > 0 else -1 if h <= -delta and h < 0 else 0 for h in scores
        ]
        kept = np.sign(scores) * (abs(scores) >= delta)
        np.testing.assert_array_equal(by_cases, kept)
        assert {-1, 0, 1} == set(by_cases)


@formula(
    "4.6",
    r"\text{coverage} = \frac{\#\{n : y_n \ne 0\}}{N}, \qquad "
    r"\text{accuracy} = \frac{\#\{n : y_n \ne 0 \text{ and } y_n = t_n\}}"
    r"{\#\{n : y_n \ne 0\}}",
)
def test_coverage_and_accuracy() -> None:
    delta = 1.0
    Y = np.sign(H) * (abs(H) >= delta)  # 0 where the band says nothing, (4.5)
    answered = sum(1 for y in Y if y != 0)
    right = sum(1 for y, t_n in zip(Y, t, strict=True) if y != 0 and y == t_n)
    kept = np.sort(np.argsort(abs(H))[N - answered :])  # the largest scores
    assert answered / N == pytest.approx(stats.percentileofscore(-abs(H), -delta, "weak") / 100)
    assert right / answered == pytest.approx(accuracy_score(t[kept], Y[kept]))
    assert 0 < right < answered < N


@formula("4.7", r"t_{\pm} = 2 t_{01} - 1, \qquad t_{01} = \frac{t_{\pm} + 1}{2}")
def test_names_of_classes() -> None:
    signs = LabelBinarizer(neg_label=-1, pos_label=1).fit_transform(T)[:, 0]
    np.testing.assert_array_equal(2 * T - 1, signs)
    np.testing.assert_array_equal((signs + 1) / 2, T)


def perceptron(X: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, float, int]:
    """(4.8) until there is no mistake; weights, bias and the number of updates."""
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    while (t * (X @ w + b) <= 0).any():
        for x, t_n in zip(X, t, strict=True):
            if t_n * (w @ x + b) <= 0:
                w, b, updates = w + t_n * x, b + t_n, updates + 1
    return w, b, updates


APART = X + np.outer(t, [4.0, 0.0, 4.0])  # the same points, with a gap between the classes


@formula("4.8", r"w \leftarrow w + t \, x, \qquad b \leftarrow b + t")
def test_perceptron() -> None:
    w, b, updates = perceptron(APART, t)
    oracle = Perceptron(shuffle=False, tol=None, max_iter=500).fit(APART, T)
    assert updates > 2
    np.testing.assert_allclose(w, oracle.coef_[0])
    assert b == pytest.approx(oracle.intercept_[0])


@formula(
    "4.9",
    r"t \, h_{\text{new}}(x) = t \, (w + t x)^\top x + t \, (b + t) "
    r"= t \, h_{\text{old}}(x) + |x|^2 + 1",
)
def test_gain_of_an_update() -> None:
    """In exact fractions, so that equal means equal."""
    weights, bias = [Fraction(value) for value in w], Fraction(b)
    for x, t_n in zip(X, t.tolist(), strict=True):
        features = [Fraction(value) for value in x]
        old = sum((a * c for a, c in zip(weights, features, strict=True)), bias)
        moved = [a + t_n * c for a, c in zip(weights, features, strict=True)]
        new = sum((a * c for a, c in zip(moved, features, strict=True)), bias + t_n)
        assert t_n * new == t_n * old + sum(c * c for c in features) + 1


@formula("4.10", r"k \le \frac{R^2}{\gamma^2}")
def test_limit_of_updates() -> None:
    ones = np.column_stack([np.ones(N), APART])
    v = LinearRegression(fit_intercept=False).fit(ones, t).coef_  # any v that separates will do
    gamma = (t * (ones @ v)).min() / np.linalg.norm(v)
    R = np.linalg.norm(ones, axis=1).max()
    assert gamma > 0
    for seed in range(5):
        order = np.random.default_rng(seed).permutation(N)
        assert 0 < perceptron(APART[order], t[order])[2] <= R**2 / gamma**2
    # One sample that fits both sides of the proof with equality: k = 1.
    assert perceptron(np.zeros((1, 1)), np.array([1]))[2] == 1


@formula(
    "4.11",
    r"P(k \mid x) = \frac{p(x \mid k) \, P(k)}{p(x)}, \qquad "
    r"p(x) = p(x \mid 0) \, P(0) + p(x \mid 1) \, P(1)",
)
def test_bayes_rule() -> None:
    """Counted in a population of 1,000: 200 of class 1, of whom 100 show x; 40 of the others."""
    likelihood = {0: Fraction(40, 800), 1: Fraction(100, 200)}
    prior = {0: Fraction(800, 1000), 1: Fraction(200, 1000)}
    p_x = likelihood[0] * prior[0] + likelihood[1] * prior[1]
    assert p_x == Fraction(140, 1000)
    assert likelihood[1] * prior[1] / p_x == Fraction(100, 140)
    assert likelihood[0] * prior[0] / p_x == Fraction(40, 140)


@formula(
    "4.12",
    r"h(x) = \ln \bigl[ p(x \mid 1) \, P(1) \bigr] - \ln \bigl[ p(x \mid 0) \, P(0) \bigr]",
)
def test_log_ratio() -> None:
    """Its sign is that of the larger posterior, its size the posterior's log-odds."""
    p = [stats.multivariate_normal(MEANS[k], SIGMA).pdf(X) for k in (0, 1)]
    h = np.log(p[1] * 30 / N) - np.log(p[0] * 60 / N)
    posterior = LDA.predict_proba(X)
    np.testing.assert_allclose(h, np.log(posterior[:, 1] / posterior[:, 0]))
    np.testing.assert_array_equal(h > 0, LDA.predict(X) == 1)


@formula(
    "4.13",
    r"p(x \mid k) = \frac{1}{\sqrt{(2\pi)^D \det \Sigma}} "
    r"\exp\Bigl( -\tfrac{1}{2} (x - \mu_k)^\top \Sigma^{-1} (x - \mu_k) \Bigr)",
)
def test_gaussian_density() -> None:
    inverse, top = np.linalg.inv(SIGMA), sqrt((2 * np.pi) ** D * np.linalg.det(SIGMA))
    for k in (0, 1):
        p = [np.exp(-(x - MEANS[k]).T @ inverse @ (x - MEANS[k]) / 2) / top for x in X]
        np.testing.assert_allclose(p, stats.multivariate_normal(MEANS[k], SIGMA).pdf(X))


@formula("4.14", r"w = \Sigma^{-1} (\mu_1 - \mu_0)")
def test_gaussian_weights() -> None:
    np.testing.assert_allclose(np.linalg.inv(SIGMA) @ (MEANS[1] - MEANS[0]), LDA.coef_[0])


@formula(
    "4.15",
    r"b = -\tfrac{1}{2} (\mu_1 - \mu_0)^\top \Sigma^{-1} (\mu_1 + \mu_0) "
    r"+ \ln \frac{P(1)}{P(0)}",
)
def test_gaussian_bias() -> None:
    b = -DELTA.T @ np.linalg.inv(SIGMA) @ (MEANS[1] + MEANS[0]) / 2 + LOG_ODDS
    assert b == pytest.approx(LDA.intercept_[0])
    p = [stats.multivariate_normal(MEANS[k], SIGMA).logpdf(np.zeros(D)) for k in (0, 1)]
    assert b == pytest.approx(p[1] - p[0] + LOG_ODDS)


@formula(
    "4.16",
    r"\mu_k = \frac{1}{N_k} \sum_{n : t_n = k} x_n, \qquad P(k) = \frac{N_k}{N}",
)
def test_means_and_priors() -> None:
    for k in (0, 1):
        mine = [x for x, t_n in zip(X, T, strict=True) if t_n == k]
        np.testing.assert_allclose(sum(mine) / len(mine), LDA.means_[k])
        assert len(mine) / N == pytest.approx(LDA.priors_[k])


@formula(
    "4.17",
    r"\Sigma = \frac{1}{N} \sum_{n=1}^{N} (x_n - \mu_{t_n}) (x_n - \mu_{t_n})^\top",
)
def test_pooled_covariance() -> None:
    by_sum = sum(np.outer(X[n] - MEANS[T[n]], X[n] - MEANS[T[n]]) for n in range(N)) / N
    np.testing.assert_allclose(by_sum, SIGMA)
    shares = sum(empirical_covariance(X[T == k]) * (T == k).mean() for k in (0, 1))
    np.testing.assert_allclose(by_sum, shares)


@formula(
    "4.18",
    r"\Phi\Bigl(\frac{d}{2}\Bigr) = "
    r"\frac{1}{2} \Bigl[ 1 + \mathrm{erf}\Bigl( \frac{d}{2\sqrt{2}} \Bigr) \Bigr]",
)
def test_bayes_rate() -> None:
    """The area under the larger of the two curves, in the plane of the chapter's clouds."""
    means, Sigma = np.array([[1.0, 2.0], [3.0, 2.0]]), np.array([[1.0, 0.6], [0.6, 1.0]])
    d = sqrt((means[1] - means[0]) @ np.linalg.inv(Sigma) @ (means[1] - means[0]))
    rate = (1 + erf(d / (2 * sqrt(2)))) / 2
    assert rate == pytest.approx(stats.norm.cdf(d / 2))
    clouds = [stats.multivariate_normal(mean, Sigma) for mean in means]
    grid = np.linspace(-6, 10, 401)
    plane = np.stack(np.meshgrid(grid, grid), axis=-1)
    larger = np.maximum(clouds[0].pdf(plane), clouds[1].pdf(plane)) / 2
    area = integrate.simpson(integrate.simpson(larger, x=grid), x=grid)
    assert rate == pytest.approx(area, abs=1e-4)


@formula(
    "4.19",
    r"\frac{1}{N} \sum_{n=1}^{N} (x_n - \mu)(x_n - \mu)^\top = "
    r"\Sigma + \frac{N_0 N_1}{N^2} \, \Delta \Delta^\top",
)
def test_total_covariance() -> None:
    total = EmpiricalCovariance().fit(X).covariance_
    np.testing.assert_allclose(SIGMA + 60 * 30 / N**2 * np.outer(DELTA, DELTA), total)


@formula(
    "4.20",
    r"\Sigma w = \frac{N_0 N_1}{N^2} \, (2 - \Delta^\top w) \, \Delta, \qquad "
    r"\text{so} \qquad w = c \, \Sigma^{-1} (\mu_1 - \mu_0), \quad "
    r"c = \frac{N_0 N_1}{N^2} \, (2 - \Delta^\top w)",
)
def test_direction_of_least_squares() -> None:
    w = LinearRegression().fit(X, t).coef_
    c = 60 * 30 / N**2 * (2 - DELTA @ w)
    np.testing.assert_allclose(SIGMA @ w, c * DELTA)
    np.testing.assert_allclose(w, c * LDA.coef_[0])


@formula(
    "4.21",
    r"w = \mu_1 - \mu_0, \qquad b = -\tfrac{1}{2} \bigl( |\mu_1|^2 - |\mu_0|^2 \bigr)",
)
def test_nearest_mean() -> None:
    w, b = DELTA, -(np.linalg.norm(MEANS[1]) ** 2 - np.linalg.norm(MEANS[0]) ** 2) / 2
    oracle = NearestCentroid().fit(X, T)
    np.testing.assert_array_equal(X @ w + b > 0, oracle.predict(X) == 1)
    np.testing.assert_allclose((MEANS[0] + MEANS[1]) / 2 @ w + b, 0, atol=1e-12)


@formula("4.22", r"w = (\Sigma + \lambda I)^{-1} (\mu_1 - \mu_0)")
def test_cured_weights() -> None:
    """scikit-learn shrinks to (1 - s) Sigma + s m I, m the mean variance: up to a factor the same.

    It shrinks the standardised features of each class, so they are made alike first.
    """
    rows = RNG.normal(size=(40, 6))
    rows = np.column_stack([rows, rows[:, 0]])  # singular
    labels = np.arange(40) % 2
    rows[labels == 1, 1] += 2
    for k in (0, 1):  # each class with mean variance 1 in every feature
        part = rows[labels == k]
        rows[labels == k] = (part - part.mean(axis=0)) / part.std(axis=0) + k * np.arange(7)
    s = 0.2
    lam = s / (1 - s)
    means = [rows[labels == k].mean(axis=0) for k in (0, 1)]
    Sigma = sum(empirical_covariance(rows[labels == k]) for k in (0, 1)) / 2
    assert np.linalg.matrix_rank(Sigma) < 7
    w = np.linalg.inv(Sigma + lam * np.eye(7)) @ (means[1] - means[0])
    oracle = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=s).fit(rows, labels)
    np.testing.assert_allclose(w, (1 - s) * oracle.coef_[0])
