"""sigmoid, softmax and their logarithms against scipy, exact decimals and their own laws."""

from decimal import Decimal, getcontext

import dask
import dask.array as da
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import special

import lazyutils
from lazyutils import log_sigmoid, log_softmax, sigmoid, softmax

ELEMENTWISE = [(sigmoid, special.expit), (log_sigmoid, special.log_expit)]


def exact_log_softmax(A, axis):
    """scipy's, but of the largest entry, where its digits get lost, −ln(1 + Σ of the others)."""
    expected = special.log_softmax(A, axis=axis)
    if axis is None or isinstance(axis, tuple):  # here always all axes
        return exact_log_softmax(A.ravel(), 0).reshape(A.shape)
    others = np.sort(A, axis=axis)
    largest = np.take(others, [-1], axis=axis)
    others = np.take(others, range(A.shape[axis] - 1), axis=axis)
    top = -np.log1p(np.exp(others - largest).sum(axis=axis, keepdims=True))
    return np.where((A == largest) & np.isfinite(A), top, expected).astype(A.dtype)


ALONG_AXIS = [(softmax, special.softmax), (log_softmax, exact_log_softmax)]
ALL = [sigmoid, log_sigmoid, softmax, log_softmax]
EXTREMES = [-np.inf, np.inf, np.nan, -1.7e308, 1.7e308, -745.2, 709.9, 5e-324, -0.0, 0.0, 1.0]


def matrices(low, high):
    shape = array_shapes(min_dims=2, max_dims=2, max_side=6)
    return arrays(np.float64, shape, elements=st.floats(low, high))


def assert_few_ulp(ours, theirs, ulps=4):
    """Equal to a few units in the last place; below the smallest normal number, absolutely."""
    info = np.finfo(ours.dtype)
    np.testing.assert_allclose(ours, theirs, rtol=ulps * info.eps, atol=ulps * info.tiny)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("ours", "theirs"), ELEMENTWISE)
def test_elementwise_functions_agree_with_scipy_in_the_tails(ours, theirs, dtype):
    tail = np.concatenate([np.linspace(-800, 800, 40001), np.geomspace(1e-300, 1e300, 2001)])
    with np.errstate(over="ignore"):
        a = np.concatenate([tail, -tail, [-np.inf, np.inf, np.nan, 0.0]]).astype(dtype)
    with np.errstate(over="ignore", under="ignore"):
        expected = theirs(a)
    assert expected.dtype == dtype
    assert_few_ulp(ours(a), expected)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(400, 10), (20, 3000), (7, 1)])
@pytest.mark.parametrize("scale", [1e-8, 1, 40, 1000])
@pytest.mark.parametrize(("ours", "theirs"), ALONG_AXIS)
def test_row_functions_agree_with_scipy(ours, theirs, scale, shape, dtype):
    A = (np.random.default_rng(1).standard_normal(shape) * scale).astype(dtype)
    for axis in (0, 1, -1, None, (0, 1)):
        assert_few_ulp(ours(A, axis=axis), theirs(A, axis=axis))
    assert_few_ulp(ours(A), theirs(A, axis=-1))


def test_sigmoid_and_its_logarithm_agree_with_fifty_exact_digits():
    getcontext().prec = 50
    for a in (-740.0, -700.0, -50.0, -1.5, -1e-9, 0.0, 1e-9, 0.7, 30.0, 40.0, 700.0):
        exact = 1 / (1 + (-Decimal(a)).exp())
        assert_few_ulp(sigmoid(a), float(exact))
        getcontext().prec = 400  # ln σ(700) = −9.9e-305 needs the digits behind the nines
        log_exact = -((1 + (-Decimal(a)).exp()).ln())
        assert_few_ulp(log_sigmoid(a), float(log_exact))
        getcontext().prec = 50


@pytest.mark.parametrize("row", [[np.inf, 1], [-np.inf, -np.inf], [np.nan, 1], [-np.inf, 1, 2]])
@pytest.mark.parametrize(("ours", "theirs"), ALONG_AXIS)
def test_nan_appears_in_the_rows_where_scipy_gives_it_and_only_there(ours, theirs, row):
    A = np.array([row, np.arange(len(row))], dtype=float)
    with np.errstate(invalid="ignore"):
        expected = theirs(A, axis=1)
    np.testing.assert_allclose(ours(A), expected, rtol=1e-15)
    assert not np.isnan(ours(A)[1]).any()


def test_log_softmax_keeps_the_digits_of_a_probability_next_to_1():
    for gap in (20.0, 30.0, 40.0, 700.0):  # ln y = −ln(1 + e^−gap), and for small e^−gap −e^−gap
        getcontext().prec = 400
        exact = -float((1 + (-Decimal(gap)).exp()).ln())
        assert_few_ulp(log_softmax([0.0, -gap])[0], exact)
        assert_few_ulp(log_softmax([[-gap, 0.0]])[0, 1], exact)
    getcontext().prec = 50
    np.testing.assert_allclose(log_softmax([7.0, 7, -33]), special.log_softmax([7.0, 7, -33]))


def test_sigmoid_at_the_infinities_and_nan():
    np.testing.assert_array_equal(sigmoid([-np.inf, np.inf, np.nan, 0]), [0, 1, np.nan, 0.5])
    np.testing.assert_array_equal(log_sigmoid([-np.inf, np.inf, np.nan]), [-np.inf, 0, np.nan])


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_warning_even_where_the_caller_turns_them_into_errors(function, dtype):
    with np.errstate(over="ignore"):
        a = np.array([EXTREMES, EXTREMES[::-1], [-1e5] * 5 + [0.0] * 6]).astype(dtype)
    with np.errstate(all="raise"):
        function(a)
        function(a.T)
        function(a[0])


@pytest.mark.parametrize("function", ALL)
def test_dtypes(function):
    for dtype in (np.float16, np.float32, np.float64):
        assert function(np.ones((2, 3), dtype)).dtype == dtype
        assert function(dtype(1)).dtype == dtype
    for other in (np.ones((2, 3), int), np.ones((2, 3), np.uint8), np.ones((2, 3), bool)):
        assert function(other).dtype == np.float64
    assert function([[1, 2], [3, 4]]).dtype == np.float64
    assert function(pd.DataFrame({"a": [1.0, 2.0], "b": [True, False]})).shape == (2, 2)


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("shape", [(), (0,), (5,), (0, 3), (3, 0), (2, 3, 4)])
def test_every_shape_is_kept_and_the_input_unchanged(function, shape):
    a = np.full(shape, 2.0)
    assert np.shape(function(a)) == shape
    np.testing.assert_array_equal(a, np.full(shape, 2.0))


def test_scalars():
    assert sigmoid(0) == 0.5
    assert softmax(3) == 1
    assert log_softmax(3.0) == 0


@pytest.mark.parametrize("function", ALL)
def test_what_is_not_a_real_number_is_refused(function):
    with pytest.raises(ValueError, match="wanted real numbers"):
        function(["a", "b"])
    with pytest.raises(ValueError, match="wanted real numbers"):
        function([1j, 2])
    with pytest.raises(ValueError, match="not a number"):
        function(np.array([1, "b"], dtype=object))


@given(arrays(np.float64, array_shapes(), elements=st.floats(-800, 800)))
@settings(deadline=None)
def test_sigmoid_laws(a):
    y = sigmoid(a)
    assert ((y >= 0) & (y <= 1)).all()
    np.testing.assert_allclose(y + sigmoid(-a), 1, rtol=1e-15)
    np.testing.assert_allclose(np.exp(log_sigmoid(a)), y, rtol=2e-13, atol=1e-307)


@given(matrices(-1e3, 1e3), st.floats(-100, 100))
@settings(deadline=None)
def test_softmax_laws(A, shift):
    Y = softmax(A)
    assert ((Y >= 0) & (Y <= 1)).all()
    np.testing.assert_allclose(Y.sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(softmax(A + shift), Y, rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(np.exp(log_softmax(A)), Y, rtol=1e-12, atol=1e-300)
    np.testing.assert_array_equal(softmax(A.T, axis=0), Y.T)


@given(st.floats(-700, 700), st.floats(-700, 700))
@settings(deadline=None)
def test_softmax_of_two_is_the_sigmoid_of_the_difference(a, b):
    np.testing.assert_allclose(softmax([a, b])[0], sigmoid(a - b), rtol=1e-12, atol=1e-300)


def refuse_to_compute(*args, **kwargs):
    raise AssertionError("a lazy array was computed")


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize("chunks", [(3, 5), (2, 2)])
def test_dask_arrays_stay_lazy_and_equal_numpy(function, chunks):
    A = np.random.default_rng(2).standard_normal((6, 5)) * 300
    lazy = da.from_array(A, chunks=chunks)
    with dask.config.set(scheduler=refuse_to_compute):
        result = function(lazy)
    assert isinstance(result, da.Array)
    np.testing.assert_allclose(result.compute(), function(A), rtol=1e-14)
    assert function(lazy.astype(np.float32)).dtype == np.float32


def test_the_package_offers_every_public_name_of_the_core_but_types_and_the_rule():
    from lazyutils import activations, losses, models, optimize

    names = [name for m in (activations, losses, models, optimize) for name in m.__all__]
    assert sorted(names) == sorted([*lazyutils.__all__, "Axis", "Descent", "momentum_step"])
    names = lazyutils.__all__
    assert all(hasattr(lazyutils, name) for name in names)
