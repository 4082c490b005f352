"""The formulas of chapter 2, classification and regression, each beside an independent oracle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import NearestCentroid
from sklearn.preprocessing import LabelBinarizer, StandardScaler

from tests.book.formulas import formula

RNG = np.random.default_rng(22)
N, D, K = 60, 3, 4
LABELS = np.arange(N) % K
X = RNG.normal(size=(N, D)) + 0.7 * LABELS[:, None]
ANSWERS = np.where(RNG.random(N) < 0.6, LABELS, RNG.integers(0, K, N))  # some right, some wrong
INDICATOR = np.array([[1.0 if LABELS[n] == k else 0.0 for k in range(K)] for n in range(N)])
T = X @ [2.0, -1.0, 0.5] + RNG.normal(size=N)
Y = T + RNG.normal(0.2, 0.8, N)


def counts() -> np.ndarray:
    """The confusion matrix, as (2.9) has it: a sum of products of two truths."""
    return np.array(
        [
            [sum((LABELS[n] == i) * (ANSWERS[n] == j) for n in range(N)) for j in range(K)]
            for i in range(K)
        ]
    )


@formula("2.1", r"y = \arg\min_{k \in \{1, \dots, K\}} |x - \mu_k|^2")
def test_nearest_mean() -> None:
    m = [X[LABELS == k].mean(axis=0) for k in range(K)]
    nearest = [min(range(K), key=lambda k, x=x: ((x - m[k]) ** 2).sum()) for x in X]
    np.testing.assert_array_equal(nearest, NearestCentroid().fit(X, LABELS).predict(X))


@formula(
    "2.2", r"t_{nk} = \begin{cases} 1 & \text{if } t_n = k \\ 0 & \text{otherwise} \end{cases}"
)
def test_indicator() -> None:
    np.testing.assert_array_equal(INDICATOR, LabelBinarizer().fit_transform(LABELS))


@formula("2.3", r"y_n = \sum_{k=0}^{9} c_k \, y_{nk}")
def test_regression_on_the_label_is_a_mean_of_names() -> None:
    digits = np.arange(N) % 10
    names = RNG.permutation(10)
    columns = LinearRegression().fit(X, np.eye(10)[digits]).predict(X)
    label = LinearRegression().fit(X, names[digits]).predict(X)
    by_sum = [sum(names[k] * columns[n, k] for k in range(10)) for n in range(N)]
    np.testing.assert_allclose(by_sum, label)


@formula("2.4", r"\mathrm{MSE} = \frac{1}{N} \sum_{n=1}^{N} (t_n - y_n)^2")
def test_mean_squared_error() -> None:
    by_sum = sum((T[n] - Y[n]) ** 2 for n in range(N)) / N
    assert by_sum == pytest.approx(metrics.mean_squared_error(T, Y))


@formula("2.5", r"\mathrm{RMSE} = \sqrt{\mathrm{MSE}}")
def test_root_mean_squared_error() -> None:
    rmse = math.sqrt(((T - Y) ** 2).mean())
    assert rmse == pytest.approx(metrics.root_mean_squared_error(T, Y))


@formula("2.6", r"R^2 = 1 - \frac{\sum_{n} (t_n - y_n)^2}{\sum_{n} (t_n - \bar t)^2}")
def test_r_squared() -> None:
    for y in (Y, np.full(N, T.mean()), -T):
        by_sums = 1 - ((T - y) ** 2).sum() / ((T - T.mean()) ** 2).sum()
        assert by_sums == pytest.approx(metrics.r2_score(T, y), abs=1e-12)


@formula("2.7", r"\mathrm{accuracy} = \frac{1}{N} \sum_{n=1}^{N} [\,y_n = t_n\,]")
def test_accuracy() -> None:
    by_sum = sum(ANSWERS[n] == LABELS[n] for n in range(N)) / N
    assert by_sum == pytest.approx(metrics.accuracy_score(LABELS, ANSWERS))


@formula(
    "2.8",
    r"\mathrm{error\ rate} = \frac{1}{N} \sum_{n=1}^{N} [\,y_n \ne t_n\,] = 1 - \mathrm{accuracy}",
)
def test_error_rate() -> None:
    by_sum = sum(ANSWERS[n] != LABELS[n] for n in range(N)) / N
    assert by_sum == pytest.approx(metrics.zero_one_loss(LABELS, ANSWERS))
    assert by_sum == pytest.approx(1 - metrics.accuracy_score(LABELS, ANSWERS))


@formula("2.9", r"C_{ij} = \sum_{n=1}^{N} [\,t_n = i\,]\,[\,y_n = j\,]")
def test_confusion_matrix() -> None:
    np.testing.assert_array_equal(counts(), metrics.confusion_matrix(LABELS, ANSWERS))


@formula("2.10", r"\mathrm{accuracy} = \frac{1}{N} \sum_{i=1}^{K} C_{ii}")
def test_accuracy_from_the_diagonal() -> None:
    C = counts()
    by_sum = sum(C[i, i] for i in range(K)) / N
    assert by_sum == pytest.approx(metrics.accuracy_score(LABELS, ANSWERS))


@formula("2.11", r"\mathrm{recall}_i = \frac{C_{ii}}{\sum_{j} C_{ij}}")
def test_recall() -> None:
    C = counts()
    recall = [C[i, i] / sum(C[i, j] for j in range(K)) for i in range(K)]
    np.testing.assert_allclose(recall, metrics.recall_score(LABELS, ANSWERS, average=None))


@formula(
    "2.12",
    r"z_{nd} = \frac{x_{nd} - \bar x_d}{\mathrm{std}_d}, \qquad "
    r"\bar x_d = \frac{1}{N} \sum_{n=1}^{N} x_{nd}, \qquad "
    r"\mathrm{std}_d = \sqrt{\frac{1}{N} \sum_{n=1}^{N} (x_{nd} - \bar x_d)^2}",
)
def test_standardise() -> None:
    z = np.empty((N, D))
    for d in range(D):
        mean = sum(X[n, d] for n in range(N)) / N
        std = math.sqrt(sum((X[n, d] - mean) ** 2 for n in range(N)) / N)
        z[:, d] = (X[:, d] - mean) / std
    np.testing.assert_allclose(z, StandardScaler().fit_transform(X), atol=1e-12)


@formula("2.13", r"\mathrm{se} = \sqrt{\frac{p \, (1 - p)}{N}}")
def test_standard_error_of_a_share() -> None:
    for p, size in ((0.5, 100), (0.92, 100), (0.1, 7)):
        oracle = stats.binom(size, p).std() / size
        assert math.sqrt(p * (1 - p) / size) == pytest.approx(oracle)
