"""Exercise 4.5: gaussian_form."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check.judge import Array, FunctionExercise
from lazyutils.check.mistakes import reversed_pair


def _two_clouds() -> Iterator[tuple[Array, npt.NDArray[np.int64]]]:
    rng = np.random.default_rng(45)
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0], [4.0, 1.0], [6.0, 2.0]])
    yield X, np.array([0, 0, 0, 1, 1])
    for N, D, share in ((30, 2, 0.3), (60, 4, 0.6), (25, 1, 0.5)):
        T = (np.arange(N) < share * N).astype(np.int64)
        lean = rng.normal(size=(D, D)) + 2 * np.eye(D)
        yield rng.normal(size=(N, D)) @ lean + np.outer(T, rng.normal(size=D)) + 1, T


def _by_log_densities(X: Array, T: npt.NDArray[np.int64]) -> tuple[Array, float]:
    """b is the log-ratio at the origin, w_i what it gains by one step along axis i."""
    D = X.shape[1]
    means = {k: np.array([sum(column) / len(column) for column in X[T == k].T]) for k in (0, 1)}
    Sigma = np.zeros((D, D))
    for x, t in zip(X, T.tolist(), strict=True):
        Sigma += np.outer(x - means[t], x - means[t])
    values, axes = np.linalg.eigh(Sigma / len(X))

    def log_joint(x: Array, k: int) -> float:
        steps = axes.T @ (x - means[k])  # along the axes of the cloud
        log_density = -0.5 * (steps**2 / values + np.log(2 * np.pi * values)).sum()
        return float(log_density + np.log(np.count_nonzero(T == k) / len(T)))

    def log_ratio(x: Array) -> float:
        return log_joint(x, 1) - log_joint(x, 0)

    b = log_ratio(np.zeros(D))
    return np.array([log_ratio(axis) - b for axis in np.eye(D)]), b


def _pooled(X: Array, T: npt.NDArray[np.int64]) -> Array:
    centred = X - np.array([X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)])[T]
    return np.asarray(centred.T @ centred / len(X))


def _log_odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _form(
    Sigma: Callable[[Array, npt.NDArray[np.int64]], Any] = _pooled,
    prior: Callable[[float], float] = _log_odds,
    half: float = 0.5,
    towards: int = 1,
) -> Callable[[Array, npt.NDArray[np.int64]], tuple[Array, float]]:
    def form(X: Array, T: npt.NDArray[np.int64]) -> tuple[Array, float]:
        low, high = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
        w = towards * np.linalg.solve(np.atleast_2d(Sigma(X, T)), high - low)
        return w, float(-half * w @ (high + low) + prior(T.mean()))

    return form


def _through_the_overall_mean(X: Array, T: npt.NDArray[np.int64]) -> tuple[Array, float]:
    w, _ = _form()(X, T)
    return w, float(-w @ X.mean(axis=0) + _log_odds(T.mean()))


def _sum_of_covariances(X: Array, T: npt.NDArray[np.int64], bias: bool = True) -> Array:
    return np.asarray(np.cov(X[T == 0].T, bias=bias) + np.cov(X[T == 1].T, bias=bias))


def _weighted_covariances(X: Array, T: npt.NDArray[np.int64]) -> Any:
    return (1 - T.mean()) * np.cov(X[T == 0].T) + T.mean() * np.cov(X[T == 1].T)


PASS_BIAS = (
    "You divided by N_k - 1: pass bias=True to np.cov, then weigh the covariance of each class "
    "by N_k / N."
)

EXERCISE = FunctionExercise(
    id="4.5",
    name="gaussian_form",
    parameters=("X", "T"),
    inputs=_two_clouds,
    expected=_by_log_densities,
    meaning="If the clouds are Gaussian and of equal shape, no boundary is better on average.",
    shape_hint="Return the pair w, of shape (D,), and b, one number.",
    mistakes={
        "w is right; the logarithm of the priors is missing in b: the classes are not equally "
        "large.": _form(prior=lambda share: 0.0),
        "w is right; the priors are upside down: ln P(1) / P(0), class 1 on top.": _form(
            prior=lambda share: -_log_odds(share)
        ),
        "w is right; b has the logarithm of P(1) alone, wanted is that of P(1) / P(0).": _form(
            prior=lambda share: float(np.log(share))
        ),
        "w is right; b has the ratio P(1) / P(0) itself, wanted is its logarithm.": _form(
            prior=lambda share: share / (1 - share)
        ),
        "w is right; b wants the point half-way between the means, (mu_1 + mu_0) / 2, not the "
        "mean of all points.": _through_the_overall_mean,
        "w is right; the factor 1/2 is missing in b.": _form(half=1.0),
        "w is right; the first part of b has the wrong sign: it is minus one half.": _form(
            half=-0.5
        ),
        "w is right; the sign of b is the other way round.": lambda X, T: (
            _form()(X, T)[0],
            -_form()(X, T)[1],
        ),
        "Weights first, then bias: return w, b.": reversed_pair(_form()),
        "w points to class 0: (4.14) has the difference mu_1 - mu_0, not mu_0 - mu_1.": _form(
            towards=-1
        ),
        "b is right; the sign of w is the other way round: (4.14) has mu_1 - mu_0.": lambda X, T: (
            -_form()(X, T)[0],
            _form()(X, T)[1],
        ),
        "The covariance is not divided by N: (4.17) is a mean over the samples, not a sum.": _form(
            lambda X, T: _pooled(X, T) * len(X)
        ),
        "This is the covariance around the mean of all points; (4.17) measures each sample from "
        "the mean of its own class.": _form(lambda X, T: np.cov(X.T, bias=True)),
        "np.cov(X.T) measures from the mean of all points, and divides by N - 1; subtract from "
        "each sample the mean of its own class, and divide by N.": _form(lambda X, T: np.cov(X.T)),
        "You divided the pooled covariance by N - 1, as np.cov does without bias=True; (4.17) "
        "divides by N.": _form(lambda X, T: _pooled(X, T) * len(X) / (len(X) - 1)),
        "You divided the pooled covariance by N - 2; (4.17) divides by N.": _form(
            lambda X, T: _pooled(X, T) * len(X) / (len(X) - 2)
        ),
        "You added the covariances of the two classes; "
        "(4.17) is one mean over all N samples.": _form(_sum_of_covariances),
        "You took the plain mean of the two covariances; the larger class counts more.": _form(
            lambda X, T: _sum_of_covariances(X, T) / 2
        ),
        "The weights of the classes are right, but you divided by N_k - 1: pass bias=True.": _form(
            _weighted_covariances
        ),
        PASS_BIAS: [
            _form(lambda X, T: _sum_of_covariances(X, T, bias=False) / 2),
            _form(lambda X, T: _sum_of_covariances(X, T, bias=False)),
        ],
        "Sigma is missing: this is the nearest-mean classifier.": _form(
            lambda X, T: np.eye(X.shape[1])
        ),
        "You multiplied by Sigma where its inverse belongs.": _form(
            lambda X, T: np.linalg.inv(_pooled(X, T))
        ),
        "The classes are exchanged: w is Sigma^-1 (mu_1 - mu_0), and class 1 is "
        "positive.": lambda X, T: tuple(-value for value in _form()(X, T)),
    },
    typed={
        "Return 2 values": """
def gaussian_form(X, T):
    m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
    C = X - np.where(T[:, None] == 1, m1, m0)
    return np.linalg.solve(C.T @ C / len(X), m1 - m0)
""",
    },
)
