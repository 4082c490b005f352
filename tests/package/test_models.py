"""The models against NIST's certified values, statsmodels and scikit-learn, and bad input."""

import copy
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
import sklearn.linear_model
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer, load_digits, load_wine

from lazyutils import (
    ConvergenceWarning,
    LinearRegression,
    LogisticRegression,
    cross_entropy,
    gradient_descent,
    models,
    numerical_gradient,
    sigmoid,
    softmax,
    solvers,
)
from lazyutils.estimator import NotFittedError

RNG = np.random.default_rng(7)

# For tests of single steps, which end long before the minimum.
unfinished = pytest.mark.filterwarnings("ignore::lazyutils.ConvergenceWarning")

# NIST StRD, data set Longley: certified estimates B1 to B6, and the intercept B0.
LONGLEY_B0 = -3482258.63459582
LONGLEY_W = [
    15.0618722713733,
    -0.0358191792925910,
    -2.02022980381683,
    -1.03322686717359,
    -0.0511041056535807,
    1829.15146461355,
]


def regression(N=60, D=4, M=None):
    X = RNG.standard_normal((N, D)) * [1, 10, 0.1, 3][:D] + [0, 5, 1, -20][:D]
    return X, RNG.standard_normal((N, M) if M else N) + X.sum(axis=1, keepdims=bool(M))


# Linear regression


def test_longley_has_twelve_certified_digits():
    data = sm.datasets.longley.load_pandas()
    model = LinearRegression().fit(data.exog, data.endog)
    got, certified = np.append(model.w, model.b), np.append(LONGLEY_W, LONGLEY_B0)
    log_relative_error = -np.log10(np.abs(got - certified) / np.abs(certified))
    assert log_relative_error.min() >= 12


@pytest.mark.parametrize("M", [None, 3])
def test_linear_regression_is_statsmodels_and_scikit_learns(M):
    X, T = regression(M=M)
    model = LinearRegression().fit(X, T)
    for m in range(M or 1):
        column = T[:, m] if M else T
        ols = sm.OLS(column, sm.add_constant(X)).fit()
        np.testing.assert_allclose(model.w[:, m] if M else model.w, ols.params[1:], rtol=1e-9)
        np.testing.assert_allclose(model.b[m] if M else model.b, ols.params[0], rtol=1e-9)
    theirs = sklearn.linear_model.LinearRegression().fit(X, T)
    np.testing.assert_allclose(model.predict(X), theirs.predict(X), rtol=1e-9)
    assert model.score(X, T) == pytest.approx(theirs.score(X, T), rel=1e-12)
    assert model.w.shape == ((4, M) if M else (4,))
    assert np.shape(model.b) == ((M,) if M else ())


@pytest.mark.parametrize("l2", [1e-3, 1.0, 1e4])
@pytest.mark.parametrize("M", [None, 2])
def test_ridge_is_scikit_learns_with_a_free_bias(l2, M):
    X, T = regression(M=M)
    model = LinearRegression(l2=l2).fit(X, T)
    theirs = sklearn.linear_model.Ridge(alpha=l2, solver="svd").fit(X, T)
    np.testing.assert_allclose(model.w, theirs.coef_.T, rtol=1e-9)
    np.testing.assert_allclose(model.b, theirs.intercept_, rtol=1e-9)


@given(st.integers(2, 12), st.integers(1, 6), st.sampled_from([0.0, 0.5]), st.integers(0, 99))
@settings(deadline=None)
def test_the_gradient_of_the_objective_is_zero_at_the_answer(N, D, l2, seed):
    rng = np.random.default_rng(seed)
    X, T = rng.standard_normal((N, D)), rng.standard_normal(N)
    model = LinearRegression(l2=l2).fit(X, T)

    def objective(weights):
        w, b = weights
        return ((T - X @ w - b) ** 2).sum() + l2 * (w**2).sum()

    dw, db = numerical_gradient(objective, (model.w, model.b))
    scale = 1 + np.abs(model.w).max()
    np.testing.assert_allclose(dw, 0, atol=1e-7 * scale)
    assert db == pytest.approx(0, abs=1e-7 * scale)


def test_dependent_columns_give_the_shortest_answer():
    x, T = RNG.standard_normal(30), RNG.standard_normal(30)
    single = LinearRegression().fit(x[:, None], T)
    double = LinearRegression().fit(np.stack([x, x], axis=1), T)
    np.testing.assert_allclose(double.w, single.w[0] / 2, rtol=1e-12)
    wide = RNG.standard_normal((5, 9))
    model = LinearRegression().fit(wide, T[:5])
    centred = wide - wide.mean(axis=0)
    np.testing.assert_allclose(model.predict(wide), T[:5], atol=1e-12)
    # Shortest with every feature in units of its standard deviation.
    s = wide.std(axis=0)
    np.testing.assert_allclose(model.w * s, np.linalg.pinv(centred / s) @ T[:5], rtol=1e-9)


@pytest.mark.parametrize("value", [0.1, 1e9 / 3, 0.0])
def test_equal_x_give_slope_zero_and_the_mean(value):
    T = RNG.standard_normal(10)
    model = LinearRegression().fit(np.full((10, 1), value), T)
    assert model.w.tolist() == [0]
    assert model.b == pytest.approx(T.mean(), rel=1e-15)


def test_linear_regression_takes_pandas_lists_and_integers_and_changes_nothing():
    frame = pd.DataFrame({"age": [20, 30, 40, 55], "married": [True, False, True, True]})
    before, T = frame.copy(), pd.Series([1, 2, 3, 5], index=[9, 8, 7, 6])
    model = LinearRegression(l2=1).fit(frame, T)
    again = LinearRegression(l2=1).fit(frame.to_numpy().astype(float).tolist(), T.tolist())
    np.testing.assert_array_equal(model.w, again.w)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("X", "T", "message"),
    [
        ([1, 2], [1, 2], r"X has shape \(2,\); wanted N x D.*np.reshape\(X, \(-1, 1\)\)"),
        (np.zeros((0, 3)), [], "not empty"),
        (np.zeros((3, 0)), [1, 2, 3], "not empty"),
        ([[1], [np.nan]], [1, 2], r"X\[1, 0\] is nan; wanted finite numbers"),
        ([[np.inf], [1]], [1, 2], r"X\[0, 0\] is inf"),
        ([[1], [2]], [1, 2, 3], r"\(3,\); wanted a row of T for each of the 2 rows of X"),
        ([[1], [2]], 3, "wanted a row of T for each of the 2 rows of X"),
        ([[1], [2]], np.zeros((2, 0)), "wanted a row of T for each of the 2 rows of X"),
        ([[1], [2]], [1, np.nan], "T holds nan or inf"),
        ([["a"], ["b"]], [1, 2], "X has the type <U1; wanted real numbers"),
    ],
)
def test_linear_regression_refuses(X, T, message):
    with pytest.raises(ValueError, match=message):
        LinearRegression().fit(X, T)


@pytest.mark.parametrize("l2", [-1, np.nan, np.inf])
def test_linear_regression_refuses_a_bad_penalty(l2):
    with pytest.raises(ValueError, match="l2 is"):
        LinearRegression(l2=l2).fit([[1], [2]], [1, 2])


# Both models


@pytest.mark.parametrize("model", [LinearRegression(), LogisticRegression()])
def test_what_is_learnt_is_absent_before_fit(model):
    for name in ("w", "b") if isinstance(model, LinearRegression) else ("W", "b", "classes"):
        assert not hasattr(model, name)
        with pytest.raises(NotFittedError, match="not fitted: call fit"):
            getattr(model, name)
    with pytest.raises(NotFittedError, match=f"{type(model).__name__} is not fitted"):
        model.predict([[1.0]])
    with pytest.raises(NotFittedError):
        model.score([[1.0]], [1])
    with pytest.raises(AttributeError, match="no attribute 'coef'"):
        _ = model.coef
    assert not hasattr(copy.deepcopy(model), "b")
    assert model.fit([[0.0], [1.0]], [0, 1]) is model
    stored = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(stored.predict([[3.0]]), model.predict([[3.0]]))


@unfinished
@pytest.mark.parametrize("model", [LinearRegression(), LogisticRegression(epochs=3)])
def test_predict_refuses_other_features(model):
    model.fit(RNG.standard_normal((4, 2)), [0, 1, 0, 1])
    with pytest.raises(ValueError, match="X has 3 features; wanted the 2 of fit"):
        model.predict(np.ones((5, 3)))
    with pytest.raises(ValueError, match=r"X\[0, 1\] is nan"):
        model.predict([[1, np.nan]])
    with pytest.raises(ValueError, match=r"X has shape \(2,\)"):
        model.predict([1, 2])


def test_the_representation_names_the_hyper_parameters():
    assert repr(LinearRegression(l2=2)) == "LinearRegression(l2=2)"
    assert "learning_rate=None" in repr(LogisticRegression())


# Logistic regression


def objective(W, b, X, T, l2, l1):
    """J/N, the objective of the docstring, in float64."""
    classes, k = np.unique(T, return_inverse=True)
    targets = k if len(classes) == 2 else np.eye(len(classes))[k]
    W = np.asarray(W, dtype=np.float64)
    cost = cross_entropy(targets, logits=X @ W + b)
    return (cost + l2 / 2 * (W**2).sum() + l1 * np.abs(W).sum()) / len(X)


def theirs(X, T, l2, l1):
    """scikit-learn's minimum of the same objective, found on its own, as (W, b)."""
    if l1 == 0:
        model = sklearn.linear_model.LogisticRegression(C=1 / l2, tol=1e-10, max_iter=50_000)
    else:
        model = sklearn.linear_model.LogisticRegression(
            C=1 / (l1 + l2), l1_ratio=l1 / (l1 + l2), solver="saga", tol=1e-7, max_iter=50_000
        )
    model.fit(X, T)
    two = len(model.classes_) == 2
    return (model.coef_[0], model.intercept_[0]) if two else (model.coef_.T, model.intercept_)


def standardised(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + (X.std(axis=0) == 0))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("l2", "l1"), [(1.0, 0.0), (0.05, 0.0), (0.0, 2.0), (1.0, 1.0)])
@pytest.mark.parametrize("load", [load_breast_cancer, load_wine])
def test_the_minimum_is_scikit_learns(load, l2, l1, dtype):
    X, T = load(return_X_y=True)
    X = standardised(X)
    model = LogisticRegression(l2=l2, l1=l1).fit(X.astype(dtype), T)
    ours = objective(model.W, model.b, X, T, l2, l1)
    assert ours == pytest.approx(objective(*theirs(X, T, l2, l1), X, T, l2, l1), abs=1e-5)
    assert model.costs[-1] == pytest.approx(ours, rel=1e-5)
    assert model.W.dtype == dtype
    assert model.predict_proba(X.astype(dtype)).dtype == dtype


@unfinished
@pytest.mark.parametrize("load", [load_breast_cancer, load_wine])
def test_the_minimum_is_scikit_learns_on_badly_scaled_features(load):
    X, T = load(return_X_y=True)  # the columns' sizes differ by a factor of 1e5
    model = LogisticRegression(l2=1.0).fit(X, T)
    ours = objective(model.W, model.b, X, T, 1.0, 0.0)
    assert ours == pytest.approx(objective(*theirs(X, T, 1.0, 0.0), X, T, 1.0, 0.0), abs=1e-4)


def test_the_minimum_is_statsmodels_without_a_penalty():
    X = RNG.standard_normal((300, 3)) * [1, 1e4, 1e-4] + [0, 1e5, 1e-3]
    T = (RNG.random(300) < sigmoid(standardised(X) @ [1, -2, 0.5])).astype(int)
    model = LogisticRegression(tol=1e-9).fit(X, T)
    fit = sm.Logit(T, sm.add_constant(standardised(X))).fit(disp=0, method="newton")
    np.testing.assert_allclose(model.W * X.std(axis=0), fit.params[1:], rtol=1e-6)
    assert model.converged
    k = np.digitize(standardised(X)[:, 0] + RNG.standard_normal(300), [-0.5, 0.5])
    model = LogisticRegression(tol=1e-9).fit(X, k)
    fit = sm.MNLogit(k, sm.add_constant(standardised(X))).fit(disp=0, method="newton")
    got = (model.W[:, 1:] - model.W[:, :1]) * X.std(axis=0)[:, None]
    np.testing.assert_allclose(got, fit.params[1:], rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("K", [2, 3])
def test_the_gradient_of_the_penalised_cost_is_zero_at_the_answer(K):
    X, T = RNG.standard_normal((50, 3)), np.arange(50) % K
    model = LogisticRegression(l2=0.7, tol=1e-10).fit(X, T)
    dW, db = numerical_gradient(lambda p: objective(*p, X, T, 0.7, 0.0), (model.W, model.b))
    np.testing.assert_allclose(dW, 0, atol=1e-9)
    np.testing.assert_allclose(db, 0, atol=1e-9)


def test_l1_leaves_exact_zeros_where_scikit_learn_does():
    X = RNG.standard_normal((400, 20))
    T = X[:, :3] @ [2, -2, 1.5] + RNG.logistic(size=400) > 0
    model = LogisticRegression(l1=15.0).fit(X, T)
    np.testing.assert_array_equal(model.W == 0, theirs(X, T, 0.0, 15.0)[0] == 0)
    assert np.count_nonzero(model.W) <= 10
    steps = LogisticRegression(l1=15.0, learning_rate=0.1, epochs=300).fit(X, T)
    np.testing.assert_array_equal(steps.W == 0, model.W == 0)
    assert steps.costs[-1] == pytest.approx(model.costs[-1], abs=1e-5)


def test_l1_in_batches_is_refused_since_it_would_select_nothing():
    X, T = RNG.standard_normal((60, 2)), [0, 1] * 30
    with pytest.raises(ValueError, match="l1 is 2 with batch_size 10; wanted one of them"):
        LogisticRegression(l1=2.0, batch_size=10).fit(X, T)
    LogisticRegression(l1=2.0, batch_size=60, epochs=500).fit(X, T)  # one batch has no noise


@unfinished
@given(
    st.integers(2, 40), st.integers(1, 8), st.integers(2, 4), st.floats(-6, 6), st.integers(0, 999)
)
@settings(deadline=None, max_examples=60)
def test_the_automatic_step_never_diverges(N, D, K, spread, seed):
    """Whatever the sizes, the offset, heavy tails or equal columns."""
    rng = np.random.default_rng(seed)
    X = rng.standard_t(1.5, (N, D)) * 10.0 ** (spread * rng.uniform(-1, 1, D))
    X += rng.choice([0, 100], D) * np.abs(X).mean(axis=0)
    X[:, 0] = X[:, -1]
    T = np.append(np.arange(K), rng.integers(K, size=N))[:N]
    if len(set(T)) < 2:
        T[0] = T[-1] + 1
    for dtype in (np.float64, np.float32):
        costs = LogisticRegression(epochs=60).fit(X.astype(dtype), T).costs
        assert max(costs) <= np.log(len(set(T))) * (1 + 1e-4)
        assert min(costs) <= costs[0]


def test_the_momentum_restarts_when_it_leads_uphill():
    X, T = load_wine(return_X_y=True)
    model = LogisticRegression(l2=1.0).fit(X, T)
    assert model.converged
    assert len(model.costs) < 600  # about 430; more than 1,000 where it never restarts


@unfinished
def test_it_converges_long_before_plain_descent():
    X, T = load_digits(return_X_y=True)
    costs = LogisticRegression(l2=1.0, epochs=150).fit(X, T).costs
    Z, scale = np.eye(10)[T], np.linalg.norm(X, 2) ** 2 / 2 / len(X)
    plain = gradient_descent(
        lambda W: X.T @ (softmax(X @ W) - Z) / len(X), np.zeros((64, 10)), 1 / scale, 150
    )
    assert costs[-1] < objective(plain.w, 0, X, T, 0.0, 0.0) / 4


@unfinished
@pytest.mark.parametrize("K", [2, 3])
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_a_given_learning_rate_is_gradient_descent_on_the_mean_cost(K, momentum):
    X, T = RNG.standard_normal((30, 3)), np.arange(30) % K
    Z = T if K == 2 else np.eye(3)[T]

    def grad(weights):
        W, b = weights
        R = (sigmoid(X @ W + b) if K == 2 else softmax(X @ W + b)) - Z
        return (X.T @ R + 0.4 * W) / 30, R.mean(axis=0)

    start = (np.zeros(3), 0.0) if K == 2 else (np.zeros((3, 3)), np.zeros(3))
    path = gradient_descent(
        grad, start, 0.3, 25, momentum=momentum, cost=lambda p: objective(*p, X, T, 0.4, 0)
    )
    model = LogisticRegression(l2=0.4, learning_rate=0.3, momentum=momentum, epochs=25).fit(X, T)
    np.testing.assert_allclose(model.W, path.w[0], rtol=1e-10)
    np.testing.assert_allclose(model.b, path.w[1], rtol=1e-10, atol=1e-15)
    np.testing.assert_allclose(model.costs, path.costs, rtol=1e-10)
    options = {"learning_rate": 0.3, "epochs": 25, "batch_size": 99, "momentum": momentum}
    whole = LogisticRegression(0.4, **options).fit(X, T)
    np.testing.assert_array_equal(whole.W, model.W)


@pytest.mark.parametrize("rate", [None, 0.5])
@pytest.mark.parametrize("load", [load_breast_cancer, load_wine])
def test_mini_batches_come_close_to_the_same_minimum(load, rate):
    X, T = load(return_X_y=True)
    X = standardised(X).astype(np.float32)
    best = LogisticRegression(l2=2.0).fit(X, T).costs[-1]
    model = LogisticRegression(l2=2.0, learning_rate=rate, batch_size=20, epochs=40).fit(X, T)
    assert objective(model.W, model.b, X, T, 2.0, 0.0) == pytest.approx(best, abs=2e-3)
    assert model.costs[-1] == pytest.approx(best, abs=1e-2)
    assert len(model.costs) == 40
    assert model.W.dtype == np.float32


def test_mini_batches_reach_their_minimum_because_the_rate_falls_to_zero():
    X, T = RNG.standard_normal((400, 2)), RNG.integers(2, size=400)
    best = LogisticRegression().fit(X, T)
    model = LogisticRegression(learning_rate=0.05, batch_size=10, epochs=30).fit(X, T)
    # On ten such data sets at most 2e-5 above the minimum; with a constant rate at least 1e-3.
    assert objective(model.W, model.b, X, T, 0, 0) < best.costs[-1] + 2e-4


@unfinished
def test_the_seed_decides():
    X, T = RNG.standard_normal((50, 2)), RNG.integers(2, size=50)
    first, same, other = (
        LogisticRegression(batch_size=8, epochs=3, seed=seed).fit(X, T) for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.W, same.W)
    assert (first.W != other.W).all()


@unfinished
def test_the_order_of_the_batches_is_new_in_each_epoch(monkeypatch):
    sizes, costs = [], solvers.sample_costs
    monkeypatch.setattr(solvers, "sample_costs", lambda A, T: sizes.append(len(T)) or costs(A, T))
    LogisticRegression(batch_size=3, epochs=12).fit(RNG.standard_normal((7, 2)), [0, 1] * 3 + [1])
    epochs = {tuple(sizes[i : i + 3]) for i in range(0, 36, 3)}
    assert epochs == {(3, 3, 1), (3, 1, 3), (1, 3, 3)}


@pytest.mark.parametrize(
    ("T", "classes"),
    [
        (["no", "yes"] * 5, ["no", "yes"]),
        (["c", "a", "b", "b", "a"] * 2, ["a", "b", "c"]),
        ([7.0, -1.0] * 5, [-1.0, 7.0]),
        ([True, False] * 5, [False, True]),
        (pd.Series(["x", "y"] * 5, index=range(50, 60)), ["x", "y"]),
        (pd.Series(["x", "y", "z", "x", "x"] * 2, dtype="category"), ["x", "y", "z"]),
    ],
)
def test_labels_of_any_kind_come_back(T, classes):
    X = np.stack([np.asarray(T) == c for c in classes[1:]], axis=1).astype(float)
    model = LogisticRegression(l2=0.1).fit(X, T)
    assert model.classes.tolist() == classes
    np.testing.assert_array_equal(model.predict(X), np.asarray(T))
    assert model.score(X, T) == 1
    P = model.predict_proba(X)
    K = len(classes)
    assert P.shape == (10, K)
    np.testing.assert_allclose(P.sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_array_equal(np.asarray(classes)[P.argmax(axis=1)], np.asarray(T))
    assert model.W.shape == ((1,) if K == 2 else (K - 1, K))
    assert np.shape(model.b) == (() if K == 2 else (K,))


@unfinished
def test_separable_data_raises_no_alarm_and_a_constant_feature_gets_no_weight():
    X = np.array([[-2.0, 0.1, 0], [-1, 0.1, 0], [1, 0.1, 0], [2, 0.1, 0]])
    with np.errstate(all="raise"):
        model = LogisticRegression(epochs=200).fit(X, [0, 0, 1, 1])
    assert model.costs[-1] < 0.01
    assert np.isfinite(model.W).all()
    np.testing.assert_allclose(model.W[1:], 0, atol=1e-12)


@pytest.mark.parametrize(
    ("X", "T", "message"),
    [
        ([1, 2], [0, 1], r"X has shape \(2,\); wanted N x D"),
        (np.zeros((0, 2)), [], "not empty"),
        ([[1], [np.nan]], [0, 1], r"X\[1, 0\] is nan"),
        ([[-np.inf], [1]], [0, 1], r"X\[0, 0\] is -inf"),
        ([[1], [2]], [0, 1, 1], r"\(3,\); wanted .* \(2,\).*each of the 2 rows of X$"),
        ([[1], [2]], [[0, 1], [1, 0]], r"np.argmax\(T, axis=1\)"),
        ([[1], [2]], [1, 1], "single class 1; wanted two or more"),
        ([[1], [2]], ["a", "a"], "single class 'a'"),
        ([[1], [2]], [0, np.nan], "T holds nan or inf"),
        ([[1], [2]], [0, np.inf], "T holds nan or inf"),
        ([[1], [2]], np.array(["a", None], dtype=object), r"T\[1\] is None; wanted a label"),
        ([[1], [2]], np.array(["a", np.nan], dtype=object), r"T\[1\] is nan; wanted a label"),
        ([["a"], ["b"]], [0, 1], "X has the type"),
    ],
)
def test_logistic_regression_refuses(X, T, message):
    with pytest.raises(ValueError, match=message):
        LogisticRegression().fit(X, T)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("l2", v) for v in (-1, np.nan, np.inf)],
        *[("l1", v) for v in (-1, np.nan, np.inf)],
        *[("learning_rate", v) for v in (0, -1, np.nan, np.inf)],
        *[("epochs", v) for v in (0, -1, 1.5)],
        *[("batch_size", v) for v in (0, -1, 1.5)],
        *[("momentum", v) for v in (1, -0.1, np.nan)],
        *[("tol", v) for v in (-1, np.nan)],
    ],
)
def test_logistic_regression_refuses_hyper_parameters(name, value):
    with pytest.raises(ValueError, match=f"{name} is {value!r}; wanted"):
        LogisticRegression(**{name: value}).fit([[1], [2]], [0, 1])


@pytest.mark.parametrize("batch_size", [None, 2])
def test_a_learning_rate_far_too_large_is_named(batch_size):
    X, T = RNG.standard_normal((6, 2)) * 1e75, [0, 1, 0, 1, 0, 1]
    with pytest.raises(FloatingPointError, match="learning_rate smaller than 1e\\+200"):
        LogisticRegression(learning_rate=1e200, batch_size=batch_size).fit(X, T)


@pytest.mark.parametrize("K", [2, 3])
@pytest.mark.parametrize("options", [{}, {"learning_rate": 0.1}, {"batch_size": 10}])
def test_the_slope_at_the_end_decides_about_the_warning(K, options, monkeypatch):
    """Against the gradient by central differences, in units of the features' spread."""
    ends, say = [], models._say_how_it_ended
    monkeypatch.setattr(
        models, "_say_how_it_ended", lambda *end, **key: (ends.append(end[0]), say(*end, **key))
    )
    X, T = RNG.standard_normal((120, 2)) * [1, 30] + [0, 50], np.arange(120) % K
    if "learning_rate" in options:
        X = standardised(X)
    model = LogisticRegression(l2=0.5, epochs=20, **options)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        model.fit(X, T)
    dW, db = numerical_gradient(lambda p: objective(*p, X, T, 0.5, 0.0), (model.W, model.b))
    dW = dW - np.multiply.outer(X.mean(axis=0), db)  # at a fixed bias of the centred features
    s = X.std(axis=0).reshape(-1, *[1] * (dW.ndim - 1))
    slope = max(np.abs(dW / s).max(), np.abs(db).max())
    (solution,) = ends
    if options:  # by default the slope is that of the point where the last step began
        assert solution.slope == pytest.approx(slope, rel=1e-4, abs=1e-8)
    assert len(said) == (solution.slope > (0.05 if options else 1e-6))
    assert model.converged == (solution.slope <= 1e-6)


@pytest.mark.parametrize("offset", [100, 1e4])
def test_mini_batches_do_not_depend_on_units_or_offsets(offset):
    X = RNG.standard_normal((300, 2))
    T = X @ [2, -1] + RNG.logistic(size=300) > 0
    plain = LogisticRegression(batch_size=10, epochs=40).fit(X, T)
    moved = LogisticRegression(batch_size=10, epochs=40).fit(X * [20, 1e-3] + offset, T)
    np.testing.assert_allclose(moved.W * [20, 1e-3], plain.W, rtol=1e-3)
    at_the_end = objective(moved.W, moved.b, X * [20, 1e-3] + offset, T, 0, 0)
    # Batches of 10 keep some noise; with the steps of unscaled features J/N stayed above 0.6.
    assert at_the_end < LogisticRegression().fit(X, T).costs[-1] + 0.01


def test_the_warning_points_at_the_line_that_calls_fit():
    with pytest.warns(ConvergenceWarning, match="not converged after 3 epochs") as said:
        LogisticRegression(epochs=3).fit([[0.0], [1.0], [2.0]], [0, 1, 1])
    assert said[0].filename == __file__


def test_a_descent_that_ends_higher_than_it_began_is_no_fit():
    year = np.column_stack([np.arange(1950, 2010.0), RNG.standard_normal(60)])
    T = np.arange(60) % 2
    with pytest.raises(FloatingPointError, match=r"J/N is \d+.* and 0.693147 with all weights 0"):
        LogisticRegression(learning_rate=0.01).fit(year, T)


def test_a_penalty_far_above_the_features_leaves_the_mean():
    for X, l2 in (([0, 0, 5e-324], 0.25), ([0, 1e-200, 0], 1e-100), ([0, 1e9, 0], 1e300)):
        model = LinearRegression(l2).fit(np.c_[X, X], [0.0, 1.0, 5.0])
        np.testing.assert_allclose(model.predict(np.c_[X, X]), 2, rtol=1e-15)


@pytest.mark.parametrize("Model", [LinearRegression, LogisticRegression])
@pytest.mark.parametrize("weight", [1e308, 5e-324, 1e16, 1e-16])
def test_weights_that_no_sum_can_hold_are_refused(Model, weight):
    with pytest.raises(ValueError, match=r"sample_weight runs from .*; wanted 0, or from 1e-15 to"):
        Model().fit([[0.0], [1], [2]], [0, 1, 0], [weight, weight, 1])


@unfinished
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_penalty_and_no_weight_makes_nan(dtype):
    X, T = np.arange(6, dtype=dtype)[:, None] / 5, [0, 1, 0, 1, 0, 1]
    for l2, l1 in ((9e14, 0), (0, 9e14), (9e14, 9e14)):
        for r in ([1e-15] * 6, [1e15] * 6, [1e15, *[1e-15] * 5], [1e-15, *[1e15] * 5]):
            model = LogisticRegression(l2, l1=l1, epochs=300).fit(X, T, r)
            assert np.isfinite(model.W).all() and np.isfinite(model.costs).all()
            share = np.dot(r, T) / np.sum(r)
            if max(r) == min(r) == 1e-15:
                np.testing.assert_allclose(model.predict_proba(X)[:, 1], share, atol=1e-4)
    for name in ("l2", "l1"):
        with pytest.raises(ValueError, match=rf"{name} is 1e\+300; wanted 0 <= {name} < 1e\+15"):
            LogisticRegression(**{name: 1e300}).fit(X, T)
