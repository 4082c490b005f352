"""The formulas of chapter 5, logistic regression, each beside an independent oracle."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special, stats
from scipy.integrate import solve_ivp
from scipy.optimize import curve_fit
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

from tests.book.formulas import formula

Array = NDArray[np.float64]

RNG = np.random.default_rng(55)
a = np.linspace(-8, 8, 33)
A = RNG.normal(0, 3, (20, 4))
X = RNG.normal(size=(60, 3))
T = (X @ [1.0, -2.0, 0.5] + RNG.logistic(size=60) > 0).astype(int)
mu = np.array([[0.0, 1.0], [2.0, -1.0]])
Sigma = np.array([[2.0, 0.5], [0.5, 1.0]])


def sigma(x: Array | float) -> Array:
    """(5.3), with which the other formulas are evaluated."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(x))))


def softmax(A: Array) -> Array:
    """(5.12) along the last axis."""
    return np.asarray(np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True))


@formula("5.1", r"o = \frac{p}{1 - p}")
def test_odds() -> None:
    assert Fraction(4, 5) / (1 - Fraction(4, 5)) == 4
    p = stats.bernoulli(0.3).pmf([1, 0])  # of the event, and of its contrary
    assert p[0] / (1 - p[0]) == pytest.approx(p[0] / p[1])


@formula("5.2", r"a = \ln \frac{p}{1 - p}")
def test_log_odds() -> None:
    p = np.linspace(0.01, 0.99, 25)
    np.testing.assert_allclose(np.log(p / (1 - p)), special.logit(p), atol=1e-14)


@formula("5.3", r"\sigma(a) = \frac{1}{1 + e^{-a}}")
def test_sigmoid() -> None:
    np.testing.assert_allclose(1 / (1 + np.exp(-a)), special.expit(a))
    np.testing.assert_allclose(1 / (1 + np.exp(-special.logit(0.8))), 0.8)


@formula("5.4", r"\sigma(-a) = 1 - \sigma(a)")
def test_symmetry() -> None:
    np.testing.assert_allclose(special.expit(-a), 1 - special.expit(a), atol=1e-15)


@formula("5.5", r"\frac{d\sigma}{da} = \sigma(a) \, \bigl(1 - \sigma(a)\bigr)")
def test_slope_of_the_sigmoid() -> None:
    by_steps = (special.expit(a + 1e-5) - special.expit(a - 1e-5)) / 2e-5
    np.testing.assert_allclose(sigma(a) * (1 - sigma(a)), by_steps, rtol=1e-6)
    np.testing.assert_allclose(sigma(a) * (1 - sigma(a)), stats.logistic.pdf(a))


@formula(
    "5.6",
    r"""\sigma(a) = \begin{cases} \dfrac{1}{1 + z} & \text{if } a \ge 0 \\[2ex]
    \dfrac{z}{1 + z} & \text{if } a < 0 \end{cases} \qquad \text{with } z = e^{-|a|}""",
)
def test_stable_sigmoid() -> None:
    for x in (-700.0, -40.0, -1.5, 0.0, 2.0, 40.0, 1000.0):
        z = math.exp(-abs(x))
        y = 1 / (1 + z) if x >= 0 else z / (1 + z)
        assert y == pytest.approx(float(special.expit(x)), rel=1e-14)


@formula(
    "5.7",
    r"p(t = 1 \mid x) = \sigma(w^\top x + b), \qquad "
    r"p(t = 0 \mid x) = 1 - \sigma(w^\top x + b) = \sigma(-w^\top x - b)",
)
def test_probabilities_of_two_classes() -> None:
    model = LogisticRegression().fit(X, T)
    w, b = model.coef_[0], model.intercept_[0]
    for x, (zero, one) in zip(X, model.predict_proba(X), strict=True):
        assert sigma(w.T @ x + b) == pytest.approx(one)
        assert 1 - sigma(w.T @ x + b) == pytest.approx(zero)
        assert sigma(-w.T @ x - b) == pytest.approx(zero)


@formula(
    "5.8",
    r"p(t = 1 \mid x) = \sigma(a) \qquad \text{with} \quad "
    r"a = \ln \frac{p(x \mid 1) \, P(1)}{p(x \mid 0) \, P(0)}",
)
def test_every_posterior_is_a_sigmoid() -> None:
    # Bayes' rule in fractions, for two classes that are not Gaussian at all.
    prior = [Fraction(2, 3), Fraction(1, 3)]
    seen = [[Fraction(k, 10) for k in (1, 2, 3, 4)], [Fraction(k, 20) for k in (9, 6, 4, 1)]]
    for x in range(4):
        joint = [seen[t][x] * prior[t] for t in (0, 1)]
        exact = joint[1] / (joint[0] + joint[1])
        assert sigma(math.log(joint[1] / joint[0])) == pytest.approx(float(exact))


@formula(
    "5.9",
    r"w = \Sigma^{-1} (\mu_1 - \mu_0), \qquad "
    r"b = -\tfrac{1}{2} (\mu_1 + \mu_0)^\top \Sigma^{-1} (\mu_1 - \mu_0) + \ln \frac{P(1)}{P(0)}",
)
def test_weights_of_two_gaussians() -> None:
    inverse = np.linalg.inv(Sigma)
    w = inverse @ (mu[1] - mu[0])
    b = -0.5 * (mu[1] + mu[0]).T @ inverse @ (mu[1] - mu[0]) + np.log(0.2 / 0.8)
    x = RNG.normal(size=(50, 2))
    clouds = [stats.multivariate_normal(m, Sigma) for m in mu]  # type: ignore[arg-type]
    joint = [clouds[0].pdf(x) * 0.8, clouds[1].pdf(x) * 0.2]
    np.testing.assert_allclose(sigma(x @ w + b), joint[1] / (joint[0] + joint[1]))
    lda = LinearDiscriminantAnalysis(solver="lsqr", priors=[0.8, 0.2])
    points = np.vstack([np.sqrt(2) * np.linalg.cholesky(Sigma) @ s for s in SQUARE]) + 0.0
    lda.fit(np.vstack([points + m for m in mu]), np.repeat([0, 1], 4))
    np.testing.assert_allclose(lda.coef_[0], w)
    assert lda.intercept_[0] == pytest.approx(b)


SQUARE = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]])  # covariance I / 2


@formula("5.10", r"\tanh(a) = \frac{e^{a} - e^{-a}}{e^{a} + e^{-a}}")
def test_tanh() -> None:
    quotient = (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))
    np.testing.assert_allclose(quotient, [math.tanh(x) for x in a], atol=1e-15)


@formula("5.11", r"\tanh(a) = 2\,\sigma(2a) - 1")
def test_tanh_by_the_sigmoid() -> None:
    np.testing.assert_allclose(2 * sigma(2 * a) - 1, np.tanh(a), atol=1e-15)


@formula("5.12", r"y_k = \frac{e^{a_k}}{\sum_{j=1}^{K} e^{a_j}}")
def test_softmax() -> None:
    for row in A:
        y = [math.exp(a_k) / math.fsum(math.exp(a_j) for a_j in row) for a_k in row]
        np.testing.assert_allclose(y, special.softmax(row))
    np.testing.assert_allclose(softmax(A), special.softmax(A, axis=1))


@formula(
    "5.13",
    r"\frac{e^{a_k + c}}{\sum_{j} e^{a_j + c}} = "
    r"\frac{e^{c}\, e^{a_k}}{e^{c} \sum_{j} e^{a_j}} = \frac{e^{a_k}}{\sum_{j} e^{a_j}}",
)
def test_shift_changes_nothing() -> None:
    for c in (-7.5, 0.3, 20.0):
        shifted = np.exp(A + c) / np.exp(A + c).sum(axis=1, keepdims=True)
        middle = np.exp(c) * np.exp(A) / (np.exp(c) * np.exp(A).sum(axis=1, keepdims=True))
        np.testing.assert_allclose(shifted, special.softmax(A, axis=1))
        np.testing.assert_allclose(middle, special.softmax(A, axis=1))


@formula(
    "5.14",
    r"\frac{e^{a_1}}{e^{a_0} + e^{a_1}} = \frac{1}{1 + e^{-(a_1 - a_0)}} = \sigma(a_1 - a_0)",
)
def test_two_classes() -> None:
    for a_0, a_1, *_ in A:
        of_two = special.softmax([a_0, a_1])[1]
        assert math.exp(a_1) / (math.exp(a_0) + math.exp(a_1)) == pytest.approx(of_two)
        assert 1 / (1 + math.exp(-(a_1 - a_0))) == pytest.approx(of_two)
        assert special.expit(a_1 - a_0) == pytest.approx(of_two)


@formula("5.15", r"A = X W + b, \qquad Y = \mathrm{softmax}(A)")
def test_all_samples_at_once() -> None:
    classes = np.digitize(X[:, 0], [-0.5, 0.5])
    model = LogisticRegression().fit(X, classes)
    W, b = model.coef_.T, model.intercept_
    assert W.shape == (3, 3)
    np.testing.assert_allclose(softmax(X @ W + b), model.predict_proba(X))


@formula("5.16", r"y(I) = \rho \, \sigma\bigl(\kappa \, (I - I_0)\bigr)")
def test_logistic_curve() -> None:
    """It solves Verhulst's law of growth, and a fit finds its three numbers again."""
    rho, kappa, I_0 = 75.0, 1.3, 4.0
    at = np.linspace(0, 8, 41)
    curve = rho * sigma(kappa * (at - I_0))
    growth = solve_ivp(
        lambda _, y: kappa * y * (1 - y / rho), (0, 8), curve[:1], t_eval=at, rtol=1e-9, atol=1e-9
    )
    np.testing.assert_allclose(curve, growth.y[0], rtol=1e-6)
    assert curve[20] == pytest.approx(rho / 2)
    fit, _ = curve_fit(lambda x, r, k, c: r * special.expit(k * (x - c)), at, curve, [50, 1, 3])
    np.testing.assert_allclose(fit, [rho, kappa, I_0])


@formula("5.17", r"Y = \mathrm{softmax}\bigl(\sigma(X W_1 + b_1)\, W_2 + b_2\bigr)")
def test_two_layers() -> None:
    classes = np.digitize(X[:, 0], [-0.5, 0.5])
    net = MLPClassifier((4,), activation="logistic", solver="lbfgs", max_iter=5000, random_state=0)
    net.fit(X, classes)
    (W_1, W_2), (b_1, b_2) = net.coefs_, net.intercepts_
    Y = softmax(sigma(X @ W_1 + b_1) @ W_2 + b_2)
    np.testing.assert_allclose(Y, net.predict_proba(X), atol=1e-12)


@formula("5.18", r"(X W_1 + b_1)\, W_2 + b_2 = X \, (W_1 W_2) + (b_1 W_2 + b_2)")
def test_two_layers_without_a_curve_are_one() -> None:
    W_1, b_1, W_2, b_2 = (RNG.integers(-9, 9, s) for s in ((3, 4), (4,), (4, 2), (2,)))
    whole = RNG.integers(-9, 9, (7, 3))  # whole numbers: exactly equal
    assert ((whole @ W_1 + b_1) @ W_2 + b_2 == whole @ (W_1 @ W_2) + (b_1 @ W_2 + b_2)).all()


@formula(
    "5.19",
    r"\text{expected accuracy of a draw} = "
    r"\frac{1}{N} \sum_{n=1}^{N} P(\text{answer to } n \text{ is right}) = \frac{1}{K}",
)
def test_mean_accuracy_of_random_weights() -> None:
    """Exactly 1/K over each set of draws that differ only in the order of the classes."""
    labels = RNG.choice(3, size=60, p=[0.8, 0.15, 0.05])
    for _ in range(5):
        W, b = RNG.normal(size=(3, 3)), RNG.normal(size=3)
        answers = [
            (X @ W[:, order] + b[list(order)]).argmax(axis=1)
            for order in map(list, permutations(range(3)))
        ]
        right = sum(Fraction(int((y == labels).sum()), 60) for y in answers)
        assert right / len(answers) == Fraction(1, 3)


@formula(
    "5.20",
    r"\mathrm{Var}(a) = s^2 \sum_{i=1}^{D} x_i^2 = s^2 |x|^2",
)
def test_variance_of_an_activation() -> None:
    """Weights of +s and -s with equal probability: the variance over all of them, exactly."""
    x, s = np.array([1.0, -2.0, 0.5, 3.0]), 0.25
    signs = np.array(np.meshgrid(*[[-s, s]] * 4)).reshape(4, -1)
    assert np.var(x @ signs) == pytest.approx(s**2 * sum(x_i**2 for x_i in x))
    assert np.var(x @ signs) == pytest.approx(s**2 * np.linalg.norm(x) ** 2)


@formula(
    "5.21",
    r"\frac{dv}{d\tau} = v - \frac{v^3}{3} - r + I, \qquad "
    r"\frac{dr}{d\tau} = 0.08 \, (v + 0.7 - 0.8\, r)",
)
def test_fitzhugh_nagumo() -> None:
    """Its second-order form, van der Pol's oscillator with a leak, gives the same path."""
    current = 0.5
    times = np.linspace(0, 60, 121)

    def first_order(_: float, state: Array) -> list[float]:
        v, r = state
        return [v - v**3 / 3 - r + current, 0.08 * (v + 0.7 - 0.8 * r)]

    def second_order(_: float, state: Array) -> list[float]:
        v, speed = state
        r = v - v**3 / 3 + current - speed
        return [speed, (1 - v**2) * speed - 0.08 * v - 0.056 + 0.064 * r]

    one, two = (
        solve_ivp(f, (0, 60), start, t_eval=times, rtol=1e-10, atol=1e-10).y[0]
        for f, start in ((first_order, [-0.5, 0.0]), (second_order, [-0.5, 0.125 / 3]))
    )
    np.testing.assert_allclose(one, two, atol=1e-6)
    assert one.max() > 1.5 and one.min() < -1.5
