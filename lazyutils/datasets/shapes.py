"""Points in the plane with two or more classes, drawn from a seed."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lazyutils.arrays import finite, floats, real, whole

__all__ = ["Points", "make_clouds", "make_donut", "make_moons", "make_xor"]

Points = tuple[NDArray[np.float64], NDArray[np.intp]]


@np.errstate(all="ignore")
def make_clouds(
    n: int = 200,
    seed: int = 0,
    *,
    means: ArrayLike = ((-1.0, -1.0), (1.0, 1.0)),
    covariance: ArrayLike = ((1.0, 0.0), (0.0, 1.0)),
) -> Points:
    """Gaussian clouds, one a class, all with the same covariance.

    x ~ Normal(means[t], covariance), classes as equal in number as n allows.

    n: number of points. means: K x D. covariance: D x D, symmetric, no negative eigenvalue.
    Returns X, float64, n x D, and labels T, (n,), in random order.
    Errors: `ValueError` for fewer points than classes and for shapes that do not fit.

    >>> X, T = make_clouds(n=6, seed=0)
    >>> X.shape, sorted(T.tolist())
    ((6, 2), [0, 0, 0, 1, 1, 1])
    """
    mu = np.asarray(floats(means, "means"), dtype=np.float64)
    Sigma = np.asarray(floats(covariance, "covariance"), dtype=np.float64)
    if mu.ndim != 2 or mu.size == 0 or Sigma.shape != (mu.shape[1], mu.shape[1]):
        raise ValueError(
            f"means has shape {mu.shape} and covariance {Sigma.shape}; wanted K x D and D x D, "
            "not empty"
        )
    if not (np.isfinite(mu).all() and np.isfinite(Sigma).all()):
        raise ValueError("means or covariance holds nan or inf; wanted finite numbers")
    rounding = 1e-12 * np.abs(Sigma).max(initial=0)
    if not np.array_equal(Sigma, Sigma.T) or np.linalg.eigvalsh(Sigma).min() < -rounding:
        raise ValueError("covariance is not symmetric or has a negative eigenvalue; wanted neither")
    rng, T = _labels(n, seed, classes=len(mu))
    X = rng.multivariate_normal(np.zeros(len(Sigma)), Sigma, size=len(T), check_valid="ignore")
    return finite(X + mu[T], "a point"), T


def make_xor(n: int = 400, seed: int = 0, *, noise: float = 0.2) -> Points:
    """Four blobs at the corners (±1, ±1); class 1 where the signs differ, x1 x2 < 0.

    n: number of points, a quarter in each corner as nearly as n allows. noise: standard deviation
    around the corners. Returns X, float64, n x 2, and labels T, (n,), in random order.
    Errors: `ValueError` for n below 4 or a noise that is not 0 or more.

    >>> X, T = make_xor(n=400, seed=0)
    >>> bool(np.all((X[:, 0] * X[:, 1] < 0) == (T == 1)))
    True
    """
    rng, corner = _labels(n, seed, classes=4)
    centres = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    X = centres[corner] + rng.normal(scale=real("noise", noise), size=(len(corner), 2))
    return X, np.isin(corner, [1, 2]).astype(np.intp)


def make_donut(n: int = 1000, seed: int = 0, *, noise: float = 0.15) -> Points:
    """Two rings around (0, 0): class 0 of radius 1, class 1 of radius 2.

    n: number of points, half in each ring as nearly as n allows. noise: standard deviation of the
    radius. Returns X, float64, n x 2, and labels T, (n,), in random order.
    Errors: `ValueError` for n below 2 or a noise that is not 0 or more.

    >>> X, T = make_donut(n=1000, seed=0)
    >>> r = np.hypot(X[:, 0], X[:, 1])
    >>> bool(np.mean((r > 1.5) == (T == 1)) > 0.99)
    True
    """
    rng, T = _labels(n, seed, classes=2)
    radius = 1.0 + T + rng.normal(scale=real("noise", noise), size=len(T))
    angle = rng.uniform(0.0, 2.0 * np.pi, size=len(T))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), T


def make_moons(n: int = 400, seed: int = 0, *, noise: float = 0.1) -> Points:
    """Two half circles of radius 1 that reach into each other.

    Class 0: (cos a, sin a); class 1: (1 − cos a, 1/2 − sin a); a uniform from 0 to pi.

    n: number of points, half in each moon as nearly as n allows. noise: standard deviation added
    to both coordinates. Returns X, float64, n x 2, and labels T, (n,), in random order.
    Errors: `ValueError` for n below 2 or a noise that is not 0 or more.

    >>> X, T = make_moons(n=400, seed=0)
    >>> X.shape, int(T.sum())
    ((400, 2), 200)
    """
    rng, T = _labels(n, seed, classes=2)
    angle = rng.uniform(0.0, np.pi, size=len(T))
    arc = np.column_stack([np.cos(angle), np.sin(angle)])
    X = np.where(T[:, None] == 0, arc, np.array([1.0, 0.5]) - arc)
    return X + rng.normal(scale=real("noise", noise), size=(len(T), 2)), T


def _labels(n: int, seed: int, *, classes: int) -> tuple[np.random.Generator, NDArray[np.intp]]:
    n = whole("n", n, least=classes)  # one point a class
    rng = np.random.default_rng(whole("seed", seed))
    # int64 on every platform, so that the same seed draws the same order.
    return rng, rng.permutation(np.arange(n, dtype=np.int64) % classes).astype(np.intp)
