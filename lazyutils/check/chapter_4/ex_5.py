"""4.5 The boundary of two Gaussians; the truth is read off their log densities."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Labels, Wrong
from lazyutils.check.mistakes import negative, reversed_pair


def _two_clouds() -> Iterator[tuple[Array, Labels]]:
    rng = np.random.default_rng(45)
    X = np.array([[0.0, 0.0], [2.0, 0.0], [1.0, 3.0], [4.0, 1.0], [6.0, 2.0]])
    yield X, np.array([0, 0, 0, 1, 1])
    for N, D, share in ((30, 2, 0.3), (60, 4, 0.6), (25, 1, 0.5)):
        T = (np.arange(N) < share * N).astype(np.int64)
        lean = rng.normal(size=(D, D)) + 2 * np.eye(D)
        yield rng.normal(size=(N, D)) @ lean + np.outer(T, rng.normal(size=D)) + 1, T


def _by_log_densities(X: Array, T: Labels) -> tuple[Array, float]:
    """b is the log-ratio at the origin, w_i what it gains by one step along axis i."""
    means = [X[T == k].mean(axis=0) for k in (0, 1)]
    Sigma = sum(np.outer(x - means[t], x - means[t]) for x, t in zip(X, T, strict=True)) / len(X)
    values, axes = np.linalg.eigh(Sigma)

    def log_joint(x: Array, k: int) -> float:  # without the terms that both classes have
        steps = axes.T @ (x - means[k])  # along the axes of the cloud
        return float(np.log(np.mean(T == k)) - (steps**2 / values).sum() / 2)

    D = X.shape[1]
    b, *ratios = [log_joint(x, 1) - log_joint(x, 0) for x in (np.zeros(D), *np.eye(D))]
    return np.array(ratios) - b, b


def _pooled(X: Array, T: Labels) -> Array:
    centred = X - np.array([X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)])[T]
    return np.asarray(centred.T @ centred / len(X))


def _form(
    Sigma: Wrong = _pooled,
    prior: Wrong = lambda share: np.log(share / (1 - share)),
    middle: Wrong = lambda m0, m1, X: (m0 + m1) / 2,
    towards: int = 1,
) -> Wrong:
    """What is not given is right."""

    def form(X: Array, T: Labels) -> tuple[Array, Any]:
        m0, m1 = X[T == 0].mean(axis=0), X[T == 1].mean(axis=0)
        w = towards * np.linalg.solve(np.atleast_2d(Sigma(X, T)), m1 - m0)
        return w, prior(T.mean()) - w @ middle(m0, m1, X)

    return form


def _both_covariances(bias: bool, weight: float | None = None) -> Wrong:
    """Those of the classes added, each times the weight or else the share of its class."""
    return lambda X, T: sum(
        (np.mean(T == k) if weight is None else weight) * np.cov(X[T == k].T, bias=bias)
        for k in (0, 1)
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
            prior=lambda share: np.log((1 - share) / share)
        ),
        "w is right; b has the logarithm of P(1) alone, wanted is that of P(1) / P(0).": _form(
            prior=np.log
        ),
        "w is right; b has the ratio P(1) / P(0) itself, wanted is its logarithm.": _form(
            prior=lambda share: share / (1 - share)
        ),
        "w is right; b wants the point half-way between the means, (mu_1 + mu_0) / 2, not the "
        "mean of all points.": _form(middle=lambda m0, m1, X: X.mean(axis=0)),
        "w is right; the factor 1/2 is missing in b.": _form(middle=lambda m0, m1, X: m0 + m1),
        "w is right; the first part of b has the wrong sign: it is minus one half.": _form(
            middle=lambda m0, m1, X: -(m0 + m1) / 2
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
        "You added the covariances of the two classes; (4.17) is one mean over all N "
        "samples.": _form(_both_covariances(bias=True, weight=1)),
        "You took the plain mean of the two covariances; the larger class counts more.": _form(
            _both_covariances(bias=True, weight=0.5)
        ),
        "The weights of the classes are right, but you divided by N_k - 1: pass bias=True.": _form(
            _both_covariances(bias=False)
        ),
        "You divided by N_k - 1: pass bias=True to np.cov, then weigh the covariance of each class "
        "by N_k / N.": [_form(_both_covariances(bias=False, weight=weight)) for weight in (0.5, 1)],
        "Sigma is missing: this is the nearest-mean classifier.": _form(
            lambda X, T: np.eye(X.shape[1])
        ),
        "You multiplied by Sigma where its inverse belongs.": _form(
            lambda X, T: np.linalg.inv(_pooled(X, T))
        ),
        "The classes are exchanged: w is Sigma^-1 (mu_1 - mu_0), and class 1 is "
        "positive.": negative(_form()),
    },
    typed={"Return 2 values": ("return w, b", "return w")},
)
