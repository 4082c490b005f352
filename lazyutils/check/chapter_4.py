"""Checks of chapter 4, linear classification.

Expected values come from exact fractions, from the nearest point of the boundary, from
differences of log-densities or from published counts, never from the formula that the
solution in the notebook uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check._exercise import (
    FunctionExercise,
    Mistake,
    ValueExercise,
    describe,
    describe_both,
    same,
)

Array = npt.NDArray[np.float64]

__all__ = ["EXERCISES"]


def _exact_score(x: Array, w: Array, b: float) -> Fraction:
    total = Fraction(float(b))
    for weight, value in zip(w, x, strict=True):
        total += Fraction(float(weight)) * Fraction(float(value))
    return total


# 4.1 ---------------------------------------------------------------------------------------


def _boundaries() -> Iterator[tuple[Array, Array, float]]:
    rng = np.random.default_rng(41)
    # Whole numbers, so that the score on the boundary is exactly 0.
    X = np.array([[4.0, 3.0], [1.0, 3.0], [2.0, 2.0]])
    yield X, np.array([4.0, -3.0]), -2.0
    yield np.array([[0.01], [-0.01]]), np.array([1.0]), 0.0  # close to the boundary, not on it
    yield rng.integers(-9, 9, (5, 1)).astype(float), np.array([2.0]), 6.0
    yield rng.integers(-9, 9, (8, 3)).astype(float), np.array([1.0, 2.0, -2.0]), 1.0
    for N, D in ((2, 2), (6, 4)):
        yield rng.normal(size=(N, D)), rng.normal(size=D), float(rng.normal(2))


def _exact_score_and_class(X: Array, w: Array, b: float) -> tuple[list[float], list[int]]:
    scores = [_exact_score(x, w, b) for x in X]
    return [float(h) for h in scores], [(h > 0) - (h < 0) for h in scores]


SCORE = FunctionExercise(
    id="4.1",
    name="score_and_class",
    parameters=("X", "w", "b"),
    inputs=_boundaries,
    expected=_exact_score_and_class,
    meaning="One product gives the score of every sample, and its sign is the class.",
    shape_hint="Return 2 arrays of shape (N,), one number a sample in each: return h, y.",
    mistakes=(
        Mistake(
            "The bias is forgotten: (4.2) adds b to each score.",
            lambda X, w, b: (X @ w, np.sign(X @ w)),
        ),
        Mistake(
            "The bias is subtracted; (4.2) adds it.",
            lambda X, w, b: (X @ w - b, np.sign(X @ w - b)),
        ),
        Mistake(
            "The scores are right; the classes are in the code 0 and 1, wanted are -1 and +1.",
            lambda X, w, b: (X @ w + b, (X @ w + b > 0).astype(float)),
        ),
        Mistake(
            "A point exactly on the boundary is undecided: its class is 0, not +1.",
            lambda X, w, b: (X @ w + b, np.where(X @ w + b >= 0, 1, -1)),
        ),
        Mistake(
            "A point exactly on the boundary is undecided: its class is 0, not -1.",
            lambda X, w, b: (X @ w + b, np.where(X @ w + b > 0, 1, -1)),
        ),
        Mistake(
            "Only a score of exactly 0 has the class 0: do not round h, and give a small score "
            "its side.",
            lambda X, w, b: (X @ w + b, np.where(np.abs(X @ w + b) <= 0.5, 0, np.sign(X @ w + b))),
        ),
        Mistake(
            "Your scores have the bias, your classes do not: take the sign of h.",
            lambda X, w, b: (X @ w + b, np.sign(X @ w)),
        ),
        Mistake(
            "You divided the score by the length of w, which gives a distance; (4.2) does not.",
            lambda X, w, b: ((X @ w + b) / np.linalg.norm(w), np.sign(X @ w + b)),
        ),
        Mistake(
            "The scores are right and the classes exchanged: a positive score means class +1.",
            lambda X, w, b: (X @ w + b, -np.sign(X @ w + b)),
        ),
        Mistake(
            "The scores come first, then the classes: return h, y.",
            lambda X, w, b: (np.sign(X @ w + b), X @ w + b),
        ),
    ),
)


# 4.2 ---------------------------------------------------------------------------------------


def _by_nearest_point(X: Array, w: Array, b: float) -> Array:
    """Length of the way to the nearest point z of the boundary.

    z minimises |z - x|^2 under w z + b = 0; with a multiplier m that is the linear system
    z + m w = x, w z = -b.
    """
    D = len(w)
    system = np.zeros((D + 1, D + 1))
    system[:D, :D] = np.eye(D)
    system[:D, D] = system[D, :D] = w
    ends = np.column_stack([X, np.full(len(X), -b)])
    nearest = np.linalg.solve(system, ends.T)[:D].T
    return np.asarray(np.sqrt(((nearest - X) ** 2).sum(axis=1)))


def _lengths(power: float) -> Callable[[Array, Array, float], Any]:
    return lambda X, w, b: np.abs(X @ w + b) / np.linalg.norm(w) ** power


DISTANCE = FunctionExercise(
    id="4.2",
    name="distance_to_boundary",
    parameters=("X", "w", "b"),
    inputs=_boundaries,
    expected=_by_nearest_point,
    meaning="The length of w is the unit in which the score is measured.",
    shape_hint="It is one distance for each row of X, shape (N,).",
    zero=1e-9,
    mistakes=(
        Mistake("This is |h|, the size of the score; divide it by the length of w.", _lengths(0)),
        Mistake(
            "You divided by the square of the length of w; h / |w|^2 is how often w fits in.",
            _lengths(2),
        ),
        Mistake(
            "This is the distance with the sign of the side; a distance is never negative.",
            lambda X, w, b: (X @ w + b) / np.linalg.norm(w),
        ),
        Mistake(
            "The bias is forgotten in the score: this boundary would pass through the origin.",
            lambda X, w, b: np.abs(X @ w) / np.linalg.norm(w),
        ),
        Mistake(
            "The bias belongs inside the absolute value: |w x + b|, not |w x| + b.",
            lambda X, w, b: (np.abs(X @ w) + b) / np.linalg.norm(w),
        ),
        Mistake(
            "You divided the bias alone by the length of w: put brackets around the whole score.",
            lambda X, w, b: np.abs(X @ w + b / np.linalg.norm(w)),
        ),
        Mistake(
            "The bias does not belong into the length: |w| has the weights alone.",
            lambda X, w, b: np.abs(X @ w + b) / np.linalg.norm(np.append(w, b)),
        ),
        Mistake(
            "You divided by the sum of |w_i|; the length is the root of the sum of squares.",
            lambda X, w, b: np.abs(X @ w + b) / np.abs(w).sum(),
        ),
        Mistake(
            "This is the distance of each row to the origin, not to the boundary.",
            lambda X, w, b: np.linalg.norm(X, axis=1),
        ),
    ),
)


# 4.3 ---------------------------------------------------------------------------------------


def _scores() -> Iterator[tuple[Array, float]]:
    rng = np.random.default_rng(43)
    yield np.array([-3.0, -2.0, -0.5, 0.0, 1.0, 2.0, 5.0]), 2.0
    yield np.array([-1.0, 0.0, 0.25]), 0.0
    yield rng.normal(0, 3, 20), 1.5
    yield rng.normal(0, 1, 5), 10.0


def _answers_by_loop(h: Array, delta: float) -> list[int]:
    found = []
    for score in h.tolist():
        if score > 0 and score >= delta:
            found.append(1)
        elif score < 0 and score <= -delta:
            found.append(-1)
        else:
            found.append(0)
    return found


ZERO_IS_UNDECIDED = (
    "With delta = 0 a score of 0 is still don't know: (4.5) answers only h > 0 and h < 0."
)
NO_ZERO = "There is no 0 in your answer: between -delta and delta the answer is don't know."

DONT_KNOW = FunctionExercise(
    id="4.3",
    name="with_dont_know",
    parameters=("h", "delta"),
    inputs=_scores,
    expected=_answers_by_loop,
    meaning="Few zeros mean a high coverage; whether the answers are right is another question.",
    shape_hint="It is one answer for each score, shape (N,): use np.where, which keeps the shape.",
    mistakes=(
        Mistake(
            "A score of exactly delta is answered: (4.5) says don't know only for |h| < delta.",
            lambda h, delta: np.where(np.abs(h) <= delta, 0, np.sign(h)),
        ),
        Mistake(  # also np.where(np.abs(h) < delta, 0, h > 0), which is the same function
            "No score got the answer -1: the band has two sides, so compare the absolute value "
            "|h| with delta, and on the negative side answer -1, not 0.",
            lambda h, delta: np.where(h < delta, 0, np.sign(h)),
        ),
        Mistake(
            ZERO_IS_UNDECIDED,
            lambda h, delta: np.where(h >= delta, 1, np.where(h <= -delta, -1, 0)),
        ),
        Mistake(
            ZERO_IS_UNDECIDED,
            lambda h, delta: np.where(h <= -delta, -1, np.where(h >= delta, 1, 0)),
        ),
        Mistake(NO_ZERO, lambda h, delta: np.where(h >= delta, 1, -1)),
        Mistake(NO_ZERO, lambda h, delta: np.where(h > delta, 1, -1)),
        Mistake(
            "No score is refused: the band around the boundary is missing.",
            lambda h, delta: np.sign(h),
        ),
        Mistake(
            "The band is too narrow by half: delta is its half-width, from the boundary outwards.",
            lambda h, delta: np.where(np.abs(h) < delta / 2, 0, np.sign(h)),
        ),
        Mistake(
            "The two cases are exchanged: the small scores are the ones to refuse.",
            lambda h, delta: np.where(np.abs(h) < delta, np.sign(h), 0),
        ),
        Mistake(
            "Return the answers +1, -1, 0, not the scores that are left.",
            lambda h, delta: np.where(np.abs(h) < delta, 0, h),
        ),
    ),
)


# 4.4 ---------------------------------------------------------------------------------------


def _samples() -> Iterator[tuple[Array, float, Array, int]]:
    rng = np.random.default_rng(44)
    yield np.array([1.0, -1.0]), 0.5, np.array([2.0, 1.0]), -1
    yield np.array([1.0, -1.0]), 0.5, np.array([2.0, 1.0]), 1
    yield np.zeros(3), 0.0, np.array([1.0, 2.0, -4.0]), 1
    yield np.zeros(2), 0.0, np.array([3.0, 1.0]), -1
    yield np.array([2.0, 1.0]), -4.0, np.array([1.0, 2.0]), 1  # exactly on the boundary
    yield np.array([-10.0, -10.0]), 0.0, np.array([1.0, 1.0]), 1  # one step does not mend it
    for t in (1, -1, 1, -1):
        yield rng.normal(size=4), float(rng.normal()), rng.normal(size=4), t


def _moved_by_the_dummy_feature(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    """With x0 = 1 and w0 = b the rule has a single line; in exact fractions."""
    weights = [Fraction(float(b)), *(Fraction(float(value)) for value in w)]
    features = [Fraction(1), *(Fraction(float(value)) for value in x)]
    score = sum(a * c for a, c in zip(weights, features, strict=True))
    if score == 0 or (score > 0) != (t > 0):
        weights = [a + t * c for a, c in zip(weights, features, strict=True)]
    return np.array([float(a) for a in weights[1:]]), float(weights[0])


def _update(
    wrong: Callable[[float, int], bool] = lambda h, t: t * h <= 0,
    step: Callable[[float, int], float] = lambda h, t: t,
    with_bias: bool = True,
) -> Callable[[Array, float, Array, int], Any]:
    def update(w: Array, b: float, x: Array, t: int) -> Any:
        h = float(w @ x + b)
        if not wrong(h, t):
            return w, b
        return w + step(h, t) * x, b + step(h, t) * with_bias

    return update


def _in_place(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    if t * (w @ x + b) <= 0:
        w += t * x
        b += t
    return w, b


def _shortened(rate: float) -> Callable[[Array, float, Array, int], Any]:
    return _update(step=lambda h, t: rate * t)


def _until_right(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    while t * (w @ x + b) <= 0:
        w, b = w + t * x, b + t
    return w, b


def _second_test_for_bias(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    if t * (w @ x + b) <= 0:
        w = w + t * x
    if t * (w @ x + b) <= 0:
        b = b + t
    return w, b


def _second_test_for_weights(w: Array, b: float, x: Array, t: int) -> tuple[Array, float]:
    if t * (w @ x + b) <= 0:
        b = b + t
    if t * (w @ x + b) <= 0:
        w = w + t * x
    return w, b


PERCEPTRON = FunctionExercise(
    id="4.4",
    name="perceptron_update",
    parameters=("w", "b", "x", "t"),
    inputs=_samples,
    expected=_moved_by_the_dummy_feature,
    meaning="Call it for each sample, again and again, and you have the perceptron.",
    shape_hint="Return the pair w, of shape (D,), and b, one number.",
    mistakes=(
        Mistake(
            "w += t * x writes into the array that came in; w = w + t * x makes a new one.",
            _in_place,
        ),
        Mistake(
            "One call makes one update, also if the sample is still wrong after it: if, not while.",
            _until_right,
        ),
        # A missing step of b is told from these by the sample that one step does not mend.
        Mistake(
            "b stays although the sample is a mistake: test for the mistake once, before w moves, "
            "then move both.",
            _second_test_for_bias,
        ),
        Mistake(
            "w stays although the sample is a mistake: test for the mistake once, before b moves, "
            "then move both.",
            _second_test_for_weights,
        ),
        Mistake(
            "The weights move and the bias does not: add t to b, too.", _update(with_bias=False)
        ),
        Mistake(
            "You move the line for samples that are right; only a mistake, t h <= 0, moves it.",
            _update(lambda h, t: True),
        ),
        Mistake(
            "A score of exactly 0 is a mistake, too: t h <= 0, with the equals sign. Otherwise "
            "the perceptron never leaves w = 0.",
            _update(lambda h, t: t * h < 0),
        ),
        Mistake(
            "Add t times x, with t = -1 for the other class: here x is always added.",
            _update(step=lambda h, t: 1),
        ),
        Mistake(
            "The line moves the wrong way: add t x and t, do not subtract them.",
            _update(step=lambda h, t: -t),
        ),
        Mistake(
            "The bias is missing in the score that decides about a mistake.",
            lambda w, b, x, t: (w + t * x, b + t) if t * (w @ x) <= 0 else (w, b),
        ),
        Mistake(
            "It is the other case that moves: t h > 0 means that the sample is right.",
            _update(lambda h, t: t * h > 0),
        ),
        Mistake(
            "The step is twice too large: t - y is 2 or -2 at a mistake; (4.8) adds t x.",
            _update(step=lambda h, t: t - np.sign(h) if h else 2 * t),
        ),
        *(
            Mistake(
                "The step is too short: (4.8) adds t x itself, without a learning rate.",
                _shortened(rate),
            )
            for rate in (0.5, 0.1, 0.05, 0.01, 0.001)
        ),
        Mistake("Weights first, then bias: return w, b.", lambda *a: _update()(*a)[::-1]),
    ),
)


# 4.5 ---------------------------------------------------------------------------------------


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


GAUSSIAN = FunctionExercise(
    id="4.5",
    name="gaussian_form",
    parameters=("X", "T"),
    inputs=_two_clouds,
    expected=_by_log_densities,
    meaning="If the clouds are Gaussian and of equal shape, no boundary is better on average.",
    shape_hint="Return the pair w, of shape (D,), and b, one number.",
    mistakes=(
        Mistake(
            "w is right; the logarithm of the priors is missing in b: the classes are not equally "
            "large.",
            _form(prior=lambda share: 0.0),
        ),
        Mistake(
            "w is right; the priors are upside down: ln P(1) / P(0), class 1 on top.",
            _form(prior=lambda share: -_log_odds(share)),
        ),
        Mistake(
            "w is right; b has the logarithm of P(1) alone, wanted is that of P(1) / P(0).",
            _form(prior=lambda share: float(np.log(share))),
        ),
        Mistake(
            "w is right; b has the ratio P(1) / P(0) itself, wanted is its logarithm.",
            _form(prior=lambda share: share / (1 - share)),
        ),
        Mistake(
            "w is right; b wants the point half-way between the means, (mu_1 + mu_0) / 2, not the "
            "mean of all points.",
            _through_the_overall_mean,
        ),
        Mistake("w is right; the factor 1/2 is missing in b.", _form(half=1.0)),
        Mistake(
            "w is right; the first part of b has the wrong sign: it is minus one half.",
            _form(half=-0.5),
        ),
        Mistake(
            "w is right; the sign of b is the other way round.",
            lambda X, T: (_form()(X, T)[0], -_form()(X, T)[1]),
        ),
        Mistake("Weights first, then bias: return w, b.", lambda X, T: _form()(X, T)[::-1]),
        Mistake(
            "w points to class 0: (4.14) has the difference mu_1 - mu_0, not mu_0 - mu_1.",
            _form(towards=-1),
        ),
        Mistake(
            "b is right; the sign of w is the other way round: (4.14) has mu_1 - mu_0.",
            lambda X, T: (-_form()(X, T)[0], _form()(X, T)[1]),
        ),
        Mistake(
            "The covariance is not divided by N: (4.17) is a mean over the samples, not a sum.",
            _form(lambda X, T: _pooled(X, T) * len(X)),
        ),
        Mistake(
            "This is the covariance around the mean of all points; (4.17) measures each sample "
            "from the mean of its own class.",
            _form(lambda X, T: np.cov(X.T, bias=True)),
        ),
        Mistake(
            "np.cov(X.T) measures from the mean of all points, and divides by N - 1; subtract from "
            "each sample the mean of its own class, and divide by N.",
            _form(lambda X, T: np.cov(X.T)),
        ),
        Mistake(
            "You divided the pooled covariance by N - 1, as np.cov does without bias=True; (4.17) "
            "divides by N.",
            _form(lambda X, T: _pooled(X, T) * len(X) / (len(X) - 1)),
        ),
        Mistake(
            "You divided the pooled covariance by N - 2; (4.17) divides by N.",
            _form(lambda X, T: _pooled(X, T) * len(X) / (len(X) - 2)),
        ),
        Mistake(
            "You added the covariances of the two classes; (4.17) is one mean over all N samples.",
            _form(_sum_of_covariances),
        ),
        Mistake(
            "You took the plain mean of the two covariances; the larger class counts more.",
            _form(lambda X, T: _sum_of_covariances(X, T) / 2),
        ),
        Mistake(
            "The weights of the classes are right, but you divided by N_k - 1: pass bias=True.",
            _form(_weighted_covariances),
        ),
        Mistake(PASS_BIAS, _form(lambda X, T: _sum_of_covariances(X, T, bias=False) / 2)),
        Mistake(PASS_BIAS, _form(lambda X, T: _sum_of_covariances(X, T, bias=False))),
        Mistake(
            "Sigma is missing: this is the nearest-mean classifier.",
            _form(lambda X, T: np.eye(X.shape[1])),
        ),
        Mistake(
            "You multiplied by Sigma where its inverse belongs.",
            _form(lambda X, T: np.linalg.inv(_pooled(X, T))),
        ),
        Mistake(
            "The classes are exchanged: w is Sigma^-1 (mu_1 - mu_0), and class 1 is positive.",
            lambda X, T: tuple(-value for value in _form()(X, T)),
        ),
    ),
)


# 4.6 ---------------------------------------------------------------------------------------

# Published with the data set, and printed in data/README.md.
_TRAINING = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def _judge_mnist(n: Any, d: Any, k: Any, counts: Any) -> str:
    for name, value in (("mnist_n", n), ("mnist_d", d), ("mnist_k", k)):
        if same(value, (28, 28)):
            return f"{name} is (28, 28); a picture of 28 x 28 pixels is a row of 784 features."
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            return f"{name} is {describe(value)}; a number is wanted."
        if not np.isfinite(value):
            return f"{name} is {describe(value)}; a whole number is wanted."
    if not same(n, 60_000):
        hints = {
            70_000: "That is training and test set together; the training set alone is asked for.",
            10_000: "That is the test set; load_mnist() returns the training pair first.",
            784: "That is the number of columns, which is D; N is the number of rows.",
            60_000 * 784: "That is the number of all grey values; N counts the pictures.",
        }
        got, wanted = describe_both(n, 60_000)
        return f"mnist_n is {got}, expected {wanted}. {hints.get(int(n), '')}"
    if not same(d, 784):
        hints = {
            28: "That is one side of the picture; every pixel is a feature, 28 times 28.",
            785: "Do you count the label? It is the target, not a feature.",
            60_000: "That is N, the number of rows; D is the number of columns.",
        }
        got, wanted = describe_both(d, 784)
        return f"mnist_d is {got}, expected {wanted}. {hints.get(int(d), '')}"
    if not same(k, 10):
        hint = "That is the largest label; with 0 there is one class more." if same(k, 9) else ""
        got, wanted = describe_both(k, 10)
        return f"mnist_k is {got}, expected {wanted}. {hint}"
    if isinstance(counts, dict):
        return "mnist_counts is a dict; ten numbers in the order of the digits are wanted."
    return _judge_counts(counts)


def _judge_counts(counts: Any) -> str:
    if same(counts, _TRAINING):
        return ""
    got, wanted = describe_both(counts, _TRAINING)
    said = f"mnist_counts is {got}, expected {wanted}."
    if same(counts, _TEST):
        return f"{said} Those are the counts of the test set."
    if same(counts, [count / 60_000 for count in _TRAINING], 1e-6):
        return f"{said} Those are shares; the counts themselves are asked for."
    if same(np.sort(np.asarray(counts, float)), sorted(_TRAINING)):
        return f"{said} The counts are right, their order is not: digit 0 first, then 1, 2, ..."
    if np.shape(counts) != (10,):
        return f"{said} Ten numbers are wanted, one for each digit."
    return f"{said} Count the labels of the training pair."


MNIST = ValueExercise(
    id="4.6",
    names=("mnist_n", "mnist_d", "mnist_k", "mnist_counts"),
    judge=_judge_mnist,
    meaning="60,000 points in 784 dimensions, and no class much more frequent than another.",
)

EXERCISES = (SCORE, DISTANCE, DONT_KNOW, PERCEPTRON, GAUSSIAN, MNIST)
