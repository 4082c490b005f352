"""Squared error and cross-entropy against scipy, scikit-learn and every kind of bad input."""

import dask
import dask.array as da
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.special import xlog1py, xlogy
from sklearn.metrics import log_loss

from lazyutils import cross_entropy, numerical_gradient, sigmoid, softmax, squared_error

RNG = np.random.default_rng(3)
UNIT = arrays(np.float64, 7, elements=st.floats(0, 1))


def indicator(N=6, K=4):
    return np.eye(K)[np.random.default_rng(4).integers(K, size=N)]


def test_squared_error_is_the_sum():
    T, Y = RNG.standard_normal((2, 50, 3))
    assert squared_error(T, Y) == pytest.approx(np.linalg.norm(T - Y) ** 2, rel=1e-13)
    assert squared_error([1, 2], [1, 4]) == 4
    assert squared_error(pd.Series([1, 2], index=[5, 6]), pd.Series([1, 4])) == 4
    assert squared_error(np.ones(3, np.float32), np.zeros(3, np.float32)).dtype == np.float32


@given(UNIT, UNIT)
@settings(deadline=None)
def test_binary_cross_entropy_is_scipys(T, Y):
    with np.errstate(divide="ignore"):
        expected = -(xlogy(T, Y) + xlog1py(1 - T, -Y)).sum()
    for shape in ((7,), (7, 1)):
        cost = cross_entropy(T.reshape(shape), Y.reshape(shape))
        np.testing.assert_allclose(cost, expected, rtol=1e-13, atol=1e-300)
        mean = cross_entropy(T.reshape(shape), Y.reshape(shape), mean=True)
        np.testing.assert_allclose(mean, expected / 7, rtol=1e-13, atol=1e-300)


@given(arrays(np.float64, (5, 3), elements=st.floats(0, 1)))
@settings(deadline=None)
def test_multi_class_cross_entropy_is_scipys(Y):
    T = indicator(5, 3)
    Y[Y.sum(axis=1) == 0] = 1
    Y /= Y.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        expected = -xlogy(T, Y).sum()
    np.testing.assert_allclose(cross_entropy(T, Y), expected, rtol=1e-13, atol=1e-300)


def test_agrees_with_scikit_learn():
    k = RNG.integers(4, size=100)
    Y = softmax(RNG.standard_normal((100, 4)))
    cost = cross_entropy(np.eye(4)[k], Y, mean=True)
    assert cost == pytest.approx(log_loss(k, Y, labels=range(4)), rel=1e-12)
    t, y = k % 2, sigmoid(RNG.standard_normal(100))
    assert cross_entropy(t, y, mean=True) == pytest.approx(log_loss(t, y), rel=1e-12)


@given(arrays(np.float64, (6, 4), elements=st.floats(-30, 30)))
@settings(deadline=None)
def test_the_logits_form_is_the_same_cost(A):
    T, t = indicator(), indicator()[:, 0]
    assert cross_entropy(T, logits=A) == pytest.approx(cross_entropy(T, softmax(A)), rel=1e-9)
    a = A[:, 0]
    # σ(30) differs from 1 in its 14th digit only, and 1 − y keeps three of its digits.
    assert cross_entropy(t, logits=a) == pytest.approx(cross_entropy(t, sigmoid(a)), rel=1e-3)
    assert cross_entropy(t[:, None], logits=a[:, None]) == cross_entropy(t, logits=a)


def test_two_columns_of_softmax_are_the_binary_cost():
    a, t = RNG.standard_normal(20), RNG.integers(2, size=20)
    A = np.stack([np.zeros(20), a], axis=1)
    multi = cross_entropy(np.eye(2)[t], logits=A)
    assert multi == pytest.approx(cross_entropy(t, logits=a), rel=1e-13)


def test_the_gradient_with_respect_to_the_logits_is_Y_minus_T():
    A, T = RNG.standard_normal((6, 4)), indicator()
    gradient = numerical_gradient(lambda A: cross_entropy(T, logits=A), A)
    np.testing.assert_allclose(gradient, softmax(A) - T, atol=1e-9)
    a, t = A[:, 0], T[:, 0]
    gradient = numerical_gradient(lambda a: cross_entropy(t, logits=a), a)
    np.testing.assert_allclose(gradient, sigmoid(a) - t, atol=1e-9)


def test_zero_times_log_zero_is_zero_and_the_impossible_costs_infinity():
    with np.errstate(all="raise"):
        assert str(float(cross_entropy([0, 1], [0, 1]))) == "0.0"  # and not -0.0
        assert cross_entropy([0], [1e-20]) == 1e-20  # where 1 - y rounds to 1
        assert cross_entropy([0, 1], [0, 0]) == np.inf
        assert cross_entropy([0, 1], [1, 1]) == np.inf
        assert cross_entropy([[1, 0]], [[1, 0]]) == 0
        assert cross_entropy([[1, 0]], [[0, 1]]) == np.inf
        assert cross_entropy([0, 1], logits=[-np.inf, np.inf]) == 0
        assert cross_entropy([1, 0], logits=[-np.inf, 0]) == np.inf
        assert cross_entropy([[0, 1]], logits=[[-np.inf, 3]]) == 0
        assert cross_entropy([[1, 0]], logits=[[-1e308, 1e308]]) == np.inf
        assert cross_entropy([[1, 0]], logits=[[0, 1e4]]) == 1e4
        assert cross_entropy([1, 0], logits=[-1e4, 1e4]) == 2e4


def test_dtypes():
    T = indicator()
    for dtype in (np.float32, np.float64):
        A = np.ones((6, 4), dtype)
        assert cross_entropy(T.astype(dtype), logits=A).dtype == dtype
        assert cross_entropy(T.astype(dtype), softmax(A), mean=True).dtype == dtype
    assert cross_entropy(T.astype(bool), softmax(A)) == cross_entropy(T, softmax(A))


ONE, TWO = np.full((2, 2), 0.5), np.full((2, 2, 2), 0.5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"T": [0, 1]}, "neither Y and logits"),
        ({"T": [0, 1], "Y": [0, 1], "logits": [0, 1]}, "both Y and logits"),
        ({"T": [0, 1], "Y": [0.5] * 3}, r"T has shape \(2,\) but Y has shape \(3,\)"),
        ({"T": [0, 1], "Y": [[0.5], [0.5]]}, r"\(2,\) but Y has shape \(2, 1\)"),
        ({"T": [[0], [1]], "logits": [0.5, 0.5]}, r"\(2, 1\) but logits has shape \(2,\)"),
        ({"T": [0, 1], "Y": ONE}, "wanted equal shapes"),
        ({"T": [], "Y": []}, r"shape \(0,\); wanted \(N,\) or \(N, K\), not empty"),
        ({"T": np.ones((3, 0)), "Y": np.ones((3, 0))}, "not empty"),
        ({"T": 1, "Y": 0.5}, r"shape \(\)"),
        ({"T": TWO, "Y": TWO}, r"shape \(2, 2, 2\)"),
        ({"T": [0, 2], "Y": [0.5, 0.5]}, "T\\[1\\] is 2.0; wanted values from 0 to 1"),
        ({"T": [-1, 1], "logits": [0.5, 0.5]}, "T\\[0\\] is -1.0"),
        ({"T": [0, 1], "Y": [0.5, 1.5]}, "Y\\[1\\] is 1.5"),
        ({"T": [0, 1], "Y": [-0.1, 0.5]}, "Y\\[0\\] is -0.1"),
        ({"T": [0, np.nan], "Y": [0.5, 0.5]}, "T holds nan"),
        ({"T": [0, 1], "Y": [0.5, np.nan]}, "Y holds nan"),
        ({"T": [0, 1], "logits": [0.5, np.nan]}, "logits holds nan"),
        ({"T": [[0, 1]], "logits": [[0, np.inf]]}, r"row of logits holds \+inf"),
        ({"T": [[0, 1]], "logits": [[-np.inf, -np.inf]]}, "only -inf"),
        ({"T": ["a", "b"], "Y": [0.5, 0.5]}, "T has the type <U1; wanted real numbers"),
    ],
)
def test_cross_entropy_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        cross_entropy(**arguments)


@pytest.mark.parametrize(
    ("T", "Y", "message"),
    [
        ([1, 2], [[1], [2]], "wanted equal shapes"),
        ([1, 2], [1, 2, 3], r"\(2,\) but Y has shape \(3,\)"),
        ([], [], "not empty"),
        ([1, np.nan], [1, 2], "T holds nan"),
        ([1, 2], [np.nan, 2], "Y holds nan"),
        ([1, 2], ["a", "b"], "Y has the type"),
    ],
)
def test_squared_error_refuses(T, Y, message):
    with pytest.raises(ValueError, match=message):
        squared_error(T, Y)


def refuse_to_compute(*args, **kwargs):
    raise AssertionError("a lazy array was computed")


def test_dask_arrays_stay_lazy_and_equal_numpy():
    A, T = RNG.standard_normal((8, 4)) * 300, indicator(8)
    lazy_A, lazy_T = da.from_array(A, chunks=(3, 4)), da.from_array(T, chunks=(3, 4))
    cases = [
        lambda T, A: cross_entropy(T, logits=A),
        lambda T, A: cross_entropy(T, softmax(A), mean=True),  # with probabilities of exactly 0
        lambda T, A: cross_entropy(T[:, 0], sigmoid(A[:, 0])),
        lambda T, A: cross_entropy(T[:, :1], logits=A[:, :1]),
        lambda T, A: squared_error(T, A),
    ]
    for cost in cases:
        for targets in (lazy_T, T):
            with dask.config.set(scheduler=refuse_to_compute):
                lazy = cost(targets, lazy_A)
            assert isinstance(lazy, da.Array)
            np.testing.assert_allclose(lazy.compute(), cost(T, A), rtol=1e-12)
    with pytest.raises(ValueError, match="wanted equal shapes"):
        cross_entropy(lazy_T, logits=lazy_A[:, :2])


def test_the_gradient_of_a_chunked_array_stays_lazy():
    X, T, W = RNG.standard_normal((8, 3)), indicator(8), RNG.standard_normal((3, 4))
    lazy = da.from_array(X, chunks=(3, 3))
    with dask.config.set(scheduler=refuse_to_compute):
        gradient = lazy.T @ (softmax(lazy @ W) - T)
    np.testing.assert_allclose(gradient.compute(), X.T @ (softmax(X @ W) - T), rtol=1e-12)
