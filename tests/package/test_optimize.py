"""Gradient descent against closed forms, and numerical gradients against derived ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lazyutils import gradient_descent, numerical_gradient

RNG = np.random.default_rng(6)


def slope(w):
    """The gradient of J = w² + w."""
    return 2 * w + 1


@given(st.floats(-100, 100), st.floats(0.05, 0.95), st.floats(0, 0.9))
@settings(deadline=None)
def test_reaches_the_minimum_of_a_parabola_from_any_start(start, rate, momentum):
    result = gradient_descent(slope, start, rate, 2000, momentum=momentum)
    assert result.w == pytest.approx(-0.5, abs=1e-9)
    assert (result.epochs, result.converged, result.costs) == (2000, False, [])


def test_the_path_is_the_rule_step_by_step():
    w, v, path = np.array([3.0, -2.0]), np.zeros(2), []
    result = gradient_descent(slope, w, 0.1, 5, momentum=0.7, callback=path.append)
    for step in path:
        v = 0.7 * v - 0.1 * (2 * w + 1)
        w = w + v
        np.testing.assert_array_equal(step, w)
    assert len(path) == 5
    np.testing.assert_array_equal(result.w, w)


def test_converges_below_two_over_the_curvature_and_not_above():
    assert abs(gradient_descent(slope, 1.0, 0.99, 2000).w + 0.5) < 1e-9
    assert abs(gradient_descent(slope, 1.0, 1.01, 100).w) > 5


def test_reaches_the_least_squares_answer_with_a_tuple_of_weights():
    X, T = RNG.standard_normal((40, 3)), RNG.standard_normal((40, 2))

    def grad(weights):
        w, b = weights
        R = X @ w + b - T
        return X.T @ R / 40, R.mean(axis=0)

    start = (np.zeros((3, 2), int), np.zeros(2, int))
    result = gradient_descent(grad, start, 0.3, 5000, momentum=0.5, tol=1e-12)
    expected = np.linalg.lstsq(np.column_stack([X, np.ones(40)]), T, rcond=None)[0]
    assert isinstance(result.w, tuple)
    np.testing.assert_allclose(result.w[0], expected[:3], atol=1e-11)
    np.testing.assert_allclose(result.w[1], expected[3], atol=1e-11)
    assert result.converged
    assert result.epochs < 5000
    assert not start[0].any()


def test_tol_stops_at_the_first_small_gradient():
    costs = gradient_descent(slope, 1.0, 0.25, 100, cost=lambda w: w * w + w, tol=1e-3)
    # The gradient starts at 3 and halves in each epoch: 3 / 2^12 is the first below 0.001.
    assert (costs.epochs, costs.converged, len(costs.costs)) == (12, True, 12)
    assert gradient_descent(slope, -0.5, tol=1e-3).epochs == 0
    assert gradient_descent(slope, -0.5, epochs=7).epochs == 7
    assert gradient_descent(lambda w: w, np.array([1e-4, 5.0]), epochs=3, tol=1e-3).epochs == 3


def test_costs_are_those_after_each_epoch():
    result = gradient_descent(slope, 1.0, 0.25, 3, cost=lambda w: w * w + w)
    path = [-0.5 + 1.5 / 2**k for k in (1, 2, 3)]
    assert result.costs == pytest.approx([w * w + w for w in path], rel=1e-14)
    assert all(type(c) is float for c in result.costs)


def test_no_epochs_return_the_start():
    start = np.array([1.0, 2.0])
    result = gradient_descent(slope, start, epochs=0)
    np.testing.assert_array_equal(result.w, start)
    assert result.w is not start


def test_types_of_the_weights():
    for start, dtype in ((3, np.float64), ([1, 2], np.float64), (np.float32(3), np.float32)):
        assert gradient_descent(slope, start, 0.1, 3).w.dtype == dtype
    single = gradient_descent(lambda w: w.astype(float), np.ones(2, np.float32), np.float64(0.1))
    assert single.w.dtype == np.float32


def test_neither_the_input_nor_the_path_can_be_changed_from_outside():
    def spoil(w):
        gradient = 2 * w
        w[:] = 99
        return gradient

    start, path = np.array([1.0, 2.0]), []
    clean = gradient_descent(lambda w: 2 * w, start, 0.1, 4, callback=path.append)
    spoilt = gradient_descent(spoil, start, 0.1, 4, cost=spoil_cost, callback=spoil)
    np.testing.assert_array_equal(start, [1, 2])
    np.testing.assert_array_equal(clean.w, spoilt.w)
    assert len({tuple(w) for w in path}) == 4


def spoil_cost(w):
    w[:] = 77
    return 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"learning_rate": 0}, "learning_rate is 0; wanted a finite number above 0"),
        ({"learning_rate": -1}, "learning_rate is -1"),
        ({"learning_rate": np.nan}, "learning_rate is nan"),
        ({"learning_rate": np.inf}, "learning_rate is inf"),
        ({"epochs": -1}, "epochs is -1; wanted a whole number, 0 or more"),
        ({"epochs": 2.5}, "epochs is 2.5"),
        ({"momentum": 1}, "momentum is 1; wanted 0 <= momentum < 1"),
        ({"momentum": -0.1}, "momentum is -0.1"),
        ({"momentum": np.nan}, "momentum is nan"),
        ({"tol": -1}, "tol is -1"),
        ({"tol": np.nan}, "tol is nan"),
        ({"w": [1.0, np.nan]}, "starting w holds nan or inf"),
        ({"w": "abc"}, "w has the type <U3; wanted real numbers"),
        ({"grad": lambda w: w[:1]}, r"grad\(w\) has the shapes \[\(1,\)\]; wanted .* \[\(2,\)\]"),
        ({"grad": lambda w: w[:, None]}, r"\[\(2, 1\)\]"),
        ({"grad": lambda w: None}, "is a `return` missing"),
        ({"w": (1.0, 2.0), "grad": lambda w: (w[0],)}, r"has the shapes \[\(\)\]"),
    ],
)
def test_refuses(change, message):
    arguments = {"grad": lambda w: 2 * w, "w": [1.0, 2.0], **change}
    with pytest.raises(ValueError, match=message):
        gradient_descent(**arguments)


def nan_after(epochs):
    calls = []

    def grad(w):
        calls.append(w)
        return w * (np.nan if len(calls) > epochs else 1)

    return grad


@pytest.mark.parametrize(
    ("grad", "cost", "epoch"),
    [
        (lambda w: w**3, None, 7),  # 3, -10.5, 568, ... 1e211, whose cube overflows
        (lambda w: np.exp(1000 * w), None, 1),
        (lambda w: w * float("inf"), None, 1),  # inf that numpy does not call an overflow
        (nan_after(4), None, 5),
        (lambda w: w - w + np.log(-1.0), None, 1),
        (lambda w: w, lambda w: np.nan, 1),
        (lambda w: w, lambda w: np.exp(1e4 * w[0]), 1),
        (lambda w: w, lambda w: 10.0 ** (1e6 * float(w[0])), 1),  # Python's own OverflowError
    ],
)
def test_overflow_and_nan_stop_it_with_the_epoch_and_without_a_warning(grad, cost, epoch):
    with pytest.raises(
        FloatingPointError, match=rf"failed in epoch {epoch} .* learning_rate smaller than 0.5"
    ):
        gradient_descent(grad, np.array([3.0, 2.0]), 0.5, 1000, cost=cost)


def test_a_diverging_descent_is_stopped():
    with pytest.raises(FloatingPointError, match=r"smaller than 1\.5"):
        gradient_descent(slope, 1.0, 1.5, 100_000)
    with pytest.raises(FloatingPointError, match=r"smaller than 1\.5"):
        gradient_descent(slope, np.float32(1.0), 1.5, 100_000)


def test_the_caller_s_floating_point_rules_hold_again_in_the_callback():
    seen = []
    with np.errstate(over="ignore"):
        gradient_descent(slope, 1.0, epochs=1, callback=lambda w: seen.append(np.geterr()["over"]))
    assert seen == ["ignore"]


def test_progress_shows_a_bar(capsys):
    assert gradient_descent(slope, 1.0, epochs=3, progress=True).epochs == 3
    assert "3/3" in capsys.readouterr().err
    gradient_descent(slope, 1.0, epochs=3)
    assert capsys.readouterr().err == ""


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=5))
@settings(deadline=None)
def test_numerical_gradient_of_known_functions(w):
    w = np.array(w)
    gradient = numerical_gradient(lambda w: (w**2).sum() + np.sin(w).sum(), w)
    np.testing.assert_allclose(gradient, 2 * w + np.cos(w), atol=1e-6)


def test_numerical_gradient_keeps_its_promise_of_accuracy_and_chooses_the_step_by_entry():
    # Relative to f and its derivatives, for arguments of very different sizes.
    w = np.array([1e-3, 1.0, 1e3, 1e6])
    gradient = numerical_gradient(lambda w: (w / [1, 1, 1e3, 1e6] * [1, 1, 1, 2]).prod(), w)
    np.testing.assert_allclose(gradient * w, 2e-3, rtol=2e-9)
    gradient = numerical_gradient(np.exp, 1.0)
    assert gradient == pytest.approx(np.e, rel=2e-10)


def test_numerical_gradient_of_a_tuple_has_its_shapes():
    W, b = RNG.standard_normal((3, 2)), RNG.standard_normal(2)
    dW, db = numerical_gradient(lambda p: (p[0] ** 3).sum() + (p[1] * b).sum(), (W, 4 * b))
    np.testing.assert_allclose(dW, 3 * W**2, atol=1e-9)
    np.testing.assert_allclose(db, b, atol=1e-9)


def test_numerical_gradient_takes_numbers_lists_and_float32_and_changes_nothing():
    assert numerical_gradient(lambda w: w * w, 3) == pytest.approx(6, rel=1e-10)
    assert np.shape(numerical_gradient(lambda w: w * w, 3)) == ()
    w = np.array([1, 2], np.float32)
    gradient = numerical_gradient(spoil_and_sum, w)
    np.testing.assert_allclose(gradient, [1, 1], rtol=1e-10)
    assert gradient.dtype == np.float64
    np.testing.assert_array_equal(w, [1, 2])
    assert numerical_gradient(np.sum, np.zeros((0, 3))).shape == (0, 3)


def spoil_and_sum(w):
    total = w.sum()
    w[:] = 0
    return total


def test_numerical_gradient_wants_one_number():
    with pytest.raises(ValueError, match=r"f\(w\) has shape \(2,\); wanted one number"):
        numerical_gradient(lambda w: w * 2, [1.0, 2.0])
