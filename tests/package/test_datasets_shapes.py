"""The made-up points: right in number, shape and place, the same for the same seed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lazyutils.datasets import make_clouds, make_donut, make_moons, make_xor

MAKERS: list[Callable[..., Any]] = [make_clouds, make_xor, make_donut, make_moons]
every_maker = pytest.mark.parametrize("make", MAKERS)


@every_maker
@pytest.mark.parametrize("n", [4, 5, 101, 400])
def test_shapes_types_and_equal_classes(make: Callable[..., Any], n: int) -> None:
    X, T = make(n=n, seed=1)
    assert X.shape == (n, 2) and X.dtype == np.float64
    assert T.shape == (n,) and T.dtype == np.int64
    counts = np.bincount(T)
    assert len(counts) == 2 and abs(counts[0] - counts[1]) <= 1


@every_maker
def test_seed_decides(make: Callable[..., Any]) -> None:
    first, again, other = make(n=50, seed=3), make(n=50, seed=3), make(n=50, seed=4)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


@every_maker
def test_order_is_random(make: Callable[..., Any]) -> None:
    T = make(n=200, seed=0)[1]
    assert 60 < np.count_nonzero(np.diff(T)) < 140


@every_maker
def test_too_few_points_are_refused(make: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="n is 1; wanted a whole number, "):
        make(n=1)


@pytest.mark.parametrize("make", [make_xor, make_donut, make_moons])
@pytest.mark.parametrize("noise", [-0.1, np.nan, np.inf])
def test_impossible_noise_is_refused(make: Callable[..., Any], noise: float) -> None:
    with pytest.raises(ValueError, match="noise is"):
        make(noise=noise)


def test_clouds_have_the_wanted_means_and_covariance() -> None:
    means = np.array([[0.0, 3.0, 1.0], [-2.0, 0.0, 1.0], [5.0, 5.0, 5.0]])
    covariance = np.array([[2.0, 0.6, 0.0], [0.6, 1.0, -0.3], [0.0, -0.3, 0.5]])
    X, T = make_clouds(n=60_000, seed=2, means=means, covariance=covariance)
    assert np.bincount(T).tolist() == [20_000] * 3
    for k in range(3):
        np.testing.assert_allclose(X[T == k].mean(axis=0), means[k], atol=0.05)
        np.testing.assert_allclose(np.cov(X[T == k].T), covariance, atol=0.08)


@pytest.mark.parametrize(
    ("means", "covariance", "reason"),
    [
        ([1.0, 2.0], np.eye(2), "K x D"),
        ([[0.0, 0.0], [1.0, 1.0]], np.eye(3), "K x D"),
        ([[0.0, 0.0], [1.0, 1.0]], [[1.0, 0.5], [0.0, 1.0]], "symmetric"),
        ([[0.0, 0.0], [1.0, 1.0]], [[1.0, 2.0], [2.0, 1.0]], "negative eigenvalue"),
    ],
)
def test_clouds_refuse_what_is_no_covariance(means: Any, covariance: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        make_clouds(means=means, covariance=covariance)


def test_xor_corners() -> None:
    X, T = make_xor(n=100, seed=0, noise=0)
    assert set(map(tuple, np.column_stack([X, T]).tolist())) == {
        (-1, -1, 0), (1, 1, 0), (-1, 1, 1), (1, -1, 1)
    }  # fmt: skip
    X, T = make_xor(n=10_000, seed=0, noise=0.2)
    centre = np.sign(X)
    assert (X - centre).std() == pytest.approx(0.2, rel=0.03)
    assert np.array_equal(centre.prod(axis=1) < 0, T == 1)


def test_donut_rings() -> None:
    X, T = make_donut(n=10_000, seed=0, noise=0)
    np.testing.assert_allclose(np.hypot(*X.T), 1 + T, rtol=1e-12)
    X, T = make_donut(n=10_000, seed=0)
    radius = np.hypot(*X.T)
    assert (radius - T).std() == pytest.approx(0.15, rel=0.05)
    assert ((radius > 1.5) == (T == 1)).mean() > 0.99
    np.testing.assert_allclose(X.mean(axis=0), 0, atol=0.05)


def test_moons_are_half_circles() -> None:
    X, T = make_moons(n=10_000, seed=0, noise=0)
    np.testing.assert_allclose(np.hypot(*X[T == 0].T), 1, rtol=1e-12)
    np.testing.assert_allclose(np.hypot(*(X[T == 1] - [1, 0.5]).T), 1, rtol=1e-12)
    assert X[T == 0][:, 1].min() >= 0 and X[T == 1][:, 1].max() <= 0.5
    spread = make_moons(n=10_000, seed=0, noise=0.1)[0] - X
    assert spread.std() == pytest.approx(0.1, rel=0.05)


def test_clouds_may_be_flat_but_not_beyond_the_floats() -> None:
    ray = np.random.default_rng(0).standard_normal(3)
    flat = np.outer(ray, ray)
    assert np.linalg.eigvalsh(flat).min() < 0  # by rounding
    X, _ = make_clouds(50, means=np.zeros((2, 3)), covariance=flat)
    np.testing.assert_allclose(np.cross(X, ray), 0, atol=1e-6)
    with pytest.raises(FloatingPointError, match="a point is too large for a float"):
        make_clouds(50, covariance=np.full((2, 2), 1.7e308))


def test_no_cloud_at_all_is_refused_and_minus_zero_is_no_noise() -> None:
    with pytest.raises(ValueError, match="wanted K x D and D x D, not empty"):
        make_clouds(5, means=np.zeros((0, 1)), covariance=[[0.0]])
    np.testing.assert_array_equal(make_xor(8, noise=-0.0)[0], make_xor(8, noise=0.0)[0])
