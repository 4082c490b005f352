"""Checks of chapter 8, XOR, the donut and the real world.

Expected values come from Newton's method, complex steps, word counts of the loader or exact
fractions, never from the formula that the solution in the notebook uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.activations import sigmoid
from lazyutils.check._exercise import (
    FunctionExercise,
    Mistake,
    ValueExercise,
    describe,
    describe_both,
    same,
)
from lazyutils.check._run import call
from lazyutils.datasets import count_words, make_donut, make_moons, make_xor, words_of
from lazyutils.models import LogisticRegression

Array = npt.NDArray[np.float64]

__all__ = ["EXERCISES"]

SECONDS = 2.0  # for each call of a learner's function inside a judge


# 8.1 ---------------------------------------------------------------------------------------

# Four standard errors of a standard deviation: 0.15 / sqrt(2 * 1000) of the radius and
# 0.2 / sqrt(2 * 2000) of both coordinates. Of ten thousand right answers about two are refused.
SLACK = 0.013


def _drawn(name: str, given: Any, n: int) -> tuple[Any, Any, str]:
    """X and T of the learner's data, or what is wrong with their form."""
    if not isinstance(given, tuple | list) or len(given) != 2:
        return None, None, f"{name} is {describe(given)}; the pair (X, T) is wanted."
    X, T = (np.asarray(part) for part in given)
    if X.shape == (2, n):
        return None, None, f"{name}: X has shape (2, {n}), the transpose of ({n}, 2)."
    if X.shape != (n, 2) or T.shape != (n,):
        said = f"{name}: X has shape {X.shape} and T {T.shape}"
        return None, None, f"{said}; expected ({n}, 2) and ({n},)."
    if X.dtype.kind not in "fiu" or not np.isfinite(X).all():
        return None, None, f"{name}: X must hold finite numbers."
    if T.dtype.kind not in "fiub" or not np.isin(T, (0, 1)).all():
        return None, None, f"{name}: T must hold nothing but 0 and 1, one label a point."
    return X.astype(float), T.astype(int), ""


def _judge_shapes(my_xor: Any, my_donut: Any) -> str:
    return _judge_xor(my_xor) or _judge_donut(my_donut)


def _judge_xor(given: Any) -> str:
    X, T, problem = _drawn("my_xor", given, 1000)
    if problem:
        return problem
    corner = np.where(X > 0, 1, -1)
    shares = [float((corner == [i, j]).all(axis=1).mean()) for i in (-1, 1) for j in (-1, 1)]
    if min(shares) < 0.15:
        return (
            f"my_xor: the shares of the four quarters are {describe(shares)}, expected about "
            "0.25 each: are the corners at -1 and 1, and drawn for both coordinates?"
        )
    wanted = corner[:, 0] != corner[:, 1]
    agree = float((wanted == (T == 1)).mean())
    if agree < 0.05:
        return "my_xor: the labels are the other way round: 1 is where the signs differ."
    if agree < 0.97:
        return f"my_xor: only {agree:.2f} of the labels fit: 1 where the corner's signs differ."
    noise = X - corner
    spread = float(noise.std())
    if spread < 1e-6:
        return "my_xor: there is no noise around the corners."
    if np.allclose(noise[:, 0], noise[:, 1]):
        return "my_xor: both coordinates have the same noise: draw it with size=(n, 2)."
    if abs(spread - 0.04) < 0.01:
        return "my_xor: 0.2 is the standard deviation of the noise, not its variance: no square."
    if abs(spread - 0.2) > SLACK:
        said = f"my_xor: the noise has a standard deviation of {spread:.5f}, expected 0.2"
        return f"{said} (give or take {SLACK}) in both coordinates."
    return ""


def _judge_donut(given: Any) -> str:
    X, T, problem = _drawn("my_donut", given, 1000)
    if problem:
        return problem
    if not 0.45 < T.mean() < 0.55:
        return f"my_donut: {T.mean():.2f} of the labels are 1; half of them is wanted."
    r, angle = np.hypot(X[:, 0], X[:, 1]), np.arctan2(X[:, 1], X[:, 0])
    inner, outer = float(np.median(r[T == 0])), float(np.median(r[T == 1]))
    if abs(inner - 2) < 0.1 and abs(outer - 1) < 0.1:
        return "my_donut: the labels are the other way round: the inner ring is class 0."
    if abs(inner - 1) > 0.1 or abs(outer - 2) > 0.1:
        said = f"my_donut: the rings have the radii {inner:.2f} and {outer:.2f}"
        return f"{said}; expected 1 and 2."
    quarters = np.bincount(((angle + np.pi) // (np.pi / 2)).astype(int) % 4, minlength=4) / len(r)
    if quarters.min() < 0.15:
        return (
            "my_donut: the angles do not go round the whole circle evenly: uniform from 0 to "
            "2 pi, the same angle for cosine and sine."
        )
    noise = r - 1 - T
    spread = float(noise.std())
    if spread < 1e-6:
        return "my_donut: the rings have no noise."
    # With e1 at the cosine and e2 at the sine the radius moves by cos^2 e1 + sin^2 e2, of variance
    # 0.15^2 (3 + cos 4 angle)/4: on the diagonals half of that on the axes. One e keeps it even.
    diagonal = np.cos(4 * angle) < 0
    ratio = float(noise[diagonal].std() / noise[~diagonal].std())
    if spread < 0.14 and ratio < 0.9:  # two draws have about 0.130 and 0.82
        return (
            f"my_donut: the radius varies less near the diagonals ({ratio:.2f} times) than near "
            "the axes: draw one radius a point and use it for cosine and sine."
        )
    if abs(spread - 0.15) > SLACK:
        said = f"my_donut: the radius has a standard deviation of {spread:.5f}, expected 0.15"
        return f"{said} (give or take {SLACK})."
    return ""


GENERATE = ValueExercise(
    id="8.1",
    names=("my_xor", "my_donut"),
    judge=_judge_shapes,
    meaning="Whoever can make the data can ask the model questions whose answer is known.",
)


# 8.2 ---------------------------------------------------------------------------------------


def _newton(X: Array, T: Array, l2: float) -> tuple[Array, float]:
    """Weights and bias of the L2-penalised logistic regression by Newton's method."""
    A = np.column_stack([X, np.ones(len(X))])
    penalty = np.diag([l2] * X.shape[1] + [0.0])
    w = np.zeros(A.shape[1])
    for _ in range(30):
        y = 1 / (1 + np.exp(-A @ w))
        slope = A.T @ (y - T) + penalty @ w
        w = w - np.linalg.solve((A.T * (y * (1 - y))) @ A + penalty, slope)
    return w[:-1], float(w[-1])


def _judge_plain(model: Any, score: Any) -> str:
    if not hasattr(model, "W") or not hasattr(model, "b"):
        return "plain_model has no W and b: is it a LogisticRegression, and did you call fit?"
    (X, T), (X_new, T_new) = make_donut(400, seed=11), make_donut(1000, seed=12)
    W, b = _newton(X, T.astype(float), 1.0)
    if np.shape(model.W) != (2,):
        said = f"plain_model.W has shape {np.shape(model.W)}, expected (2,)"
        return f"{said}: fit the raw points, without a feature of your own."
    if not same(model.W, W, 0.0, zero=1e-4) or not same(model.b, b, 0.0, zero=1e-4):
        other = _newton(X_new, T_new.astype(float), 1.0)
        if same(model.W, other[0], 0.0, zero=1e-4):
            return "plain_model is fitted to the new points; fit it to make_donut(400, seed=11)."
        got, fitted = describe_both(np.append(model.W, model.b), np.append(W, b))
        return (
            f"plain_model has W and b = {got}, expected {fitted}: is it "
            "LogisticRegression(l2=1.0), fitted to make_donut(400, seed=11)?"
        )
    if not isinstance(score, float | int | np.number):
        return f"plain_accuracy is {describe(score)}; a number is wanted."
    wanted = float(((X_new @ W + b > 0) == (T_new == 1)).mean())
    if same(score, wanted, 1e-9):
        return ""
    got, right = describe_both(float(score), wanted)
    said = f"plain_accuracy is {got}, expected {right}."
    if same(score, float(((X @ W + b > 0) == (T == 1)).mean()), 1e-9):
        return f"{said} This is the accuracy on the training points; score the new ones."
    if same(score, 100 * wanted, 1e-9):
        return f"{said} Accuracy is a share of 1, not a percentage."
    if same(score, 1 - wanted, 1e-9):
        return f"{said} This is the share of errors; subtract it from 1."
    return f"{said} Score the model on make_donut(1000, seed=12)."


PLAIN = ValueExercise(
    id="8.2",
    names=("plain_model", "plain_accuracy"),
    judge=_judge_plain,
    meaning="A coin does as well. A line that cuts off a piece of the outer ring would get about "
    "two of three right, but it is not the line with the lowest cost.",
)


# 8.3 and 8.7 -------------------------------------------------------------------------------


def _feature_matrix(name: str, function: Any, X: Array) -> tuple[Any, str]:
    """What the learner's function makes of X as N x M, or what is wrong with it."""
    if not callable(function):
        return None, f"{name} is {describe(function)}; a function is wanted."
    given = X.copy()
    outcome = call(function, (given,), SECONDS)
    if outcome.error:
        return None, f"For X of shape {X.shape}, {name} {outcome.error}"
    if not same(given, X):
        return None, f"{name} changes the input it was given. Build a new array."
    try:
        F = np.asarray(outcome.value, dtype=float)
    except (TypeError, ValueError):
        return None, f"{name} returned {describe(outcome.value)}; an array of numbers is wanted."
    if F.ndim == 0:
        return None, f"{name} returned {describe(outcome.value)}: does it end with return?"
    if len(F) != len(X):
        return None, f"{name} returned shape {F.shape}; the first axis must be N = {len(X)}."
    if not np.isfinite(F).all():
        return None, f"{name} returned nan or inf for some points."
    return F, ""


def _looks_at_others(name: str, function: Any, X: Array, F: Array) -> str:
    alone, problem = _feature_matrix(name, function, X[:7])
    if problem or not same(alone, F[:7], 1e-9):
        return (
            f"{name} gives a point other features when other points are missing: each point by "
            "itself, without the mean or the maximum of the rest."
        )
    return ""


def _reached(F: Array, T: Any, F_new: Array, T_new: Any) -> float:
    return LogisticRegression(l2=0.1, tol=1e-5).fit(F, T).score(F_new, T_new)


def _judge_features(function: Any) -> str:
    scores = []
    makers: list[Callable[..., Any]] = [make_xor, make_donut]
    for make in makers:
        (X, T), (X_new, T_new) = make(400, seed=21), make(1000, seed=22)
        F, problem = _feature_matrix("my_features", function, X)
        if problem:
            return problem
        if F.ndim != 2:
            return f"my_features returned shape {F.shape}; N x M is wanted, a column a feature."
        F_new, problem = _feature_matrix("my_features", function, X_new)
        if problem := problem or _looks_at_others("my_features", function, X, F):
            return problem
        scores.append(_reached(F, T, F_new, T_new))
    xor, donut = scores
    said = f"New points: XOR {xor:.3f}, donut {donut:.3f}; at least 0.99 for both is wanted."
    if xor < 0.99 and donut < 0.99:
        return f"{said} A plane on these features separates neither: did you add a product or r?"
    if xor < 0.99:
        return f"{said} For XOR the sign of x1 x2 decides; is the product among the features?"
    if donut < 0.99:
        return f"{said} For the donut the distance from the centre decides; is it there?"
    return ""


FEATURES = ValueExercise(
    id="8.3",
    names=("my_features",),
    judge=_judge_features,
    meaning="The model stayed linear; what changed is the space in which it draws its plane.",
)


def _judge_moons(function: Any) -> str:
    (X, T), (X_new, T_new) = make_moons(400, seed=71), make_moons(2000, seed=72)
    f, problem = _feature_matrix("moon_feature", function, X)
    if problem:
        return problem
    if f.shape != (len(X),):
        return f"moon_feature returned shape {f.shape}; one number a point, (N,), is wanted."
    f_new, problem = _feature_matrix("moon_feature", function, X_new)
    if problem := problem or _looks_at_others("moon_feature", function, X, f):
        return problem
    bare = _reached(X, T, X_new, T_new)
    reached = _reached(np.column_stack([X, f]), T, np.column_stack([X_new, f_new]), T_new)
    if reached >= 0.98:
        return ""
    said = f"With your feature {reached:.4f} of new points are right, without it {bare:.4f};"
    said += " at least 0.98 is wanted."
    if same(f, X[:, 0] ** 3, 1e-9):
        return f"{said} The right curve in the wrong place: the middle of the S is at x1 = 1/2."
    if same(f, np.hypot(X[:, 0], X[:, 1]), 1e-9):
        return f"{said} The radius bends the boundary to a ring; here an S is wanted."
    if same(f, X[:, 0] * X[:, 1], 1e-9):
        return f"{said} The product solved XOR; this shape asks for a curve in x1 that turns twice."
    u = X[:, 0] - 0.5
    if same(f, u**2, 1e-9) or same(f, X[:, 0] ** 2, 1e-9) or same(f, np.abs(u), 1e-9):
        return f"{said} A square gives a parabola, which bends one way; the S bends both ways."
    return f"{said} Plot your feature against x1: does the boundary that it allows bend like an S?"


MOONS = ValueExercise(
    id="8.7",
    names=("moon_feature",),
    judge=_judge_moons,
    meaning="One look at the picture saved a hidden layer; with 2,304 pixels you cannot look.",
)


# 8.4 ---------------------------------------------------------------------------------------


def _penalised() -> Iterator[tuple[Array, Array, Array, float, float]]:
    rng = np.random.default_rng(84)
    X = np.array([[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]])
    yield X, np.array([1.0, 0.0, 1.0]), np.array([0.5, -0.5]), 0.2, 2.0
    for N, D, l2 in ((6, 2, 0.7), (5, 3, 0.0), (4, 1, 10.0), (1, 4, 3.0)):
        T = rng.integers(0, 2, N).astype(float)
        yield rng.normal(size=(N, D)), T, rng.normal(size=D), float(rng.normal()), l2


def _by_complex_steps(X: Array, T: Array, w: Array, b: float, l2: float) -> tuple[Array, float]:
    """Derivatives of the cost as imaginary parts of tiny imaginary steps: no cancellation."""

    def J(weights: Any, bias: Any) -> Any:
        a = X @ weights + bias
        return (np.log(1 + np.exp(a)) - T * a).sum() + l2 / 2 * (weights**2).sum()

    tiny = 1e-30j
    by_w = [float((J(w + tiny * e, b) / 1e-30).imag) for e in np.eye(len(w))]
    return np.array(by_w), float((J(w.astype(complex), b + tiny) / 1e-30).imag)


def _residual(X: Array, T: Array, w: Array, b: float) -> Array:
    return np.asarray(sigmoid(X @ w + b) - T)


def _with(
    change: Callable[[Array, Array, Array, float], tuple[Any, Any]],
) -> Callable[..., tuple[Any, Any]]:
    def wrong(X: Array, T: Array, w: Array, b: float, l2: float) -> tuple[Any, Any]:
        R = _residual(X, T, w, b)
        return change(X.T @ R, R, w, l2)

    return wrong


PENALTY = FunctionExercise(
    id="8.4",
    name="penalised_gradient",
    parameters=("X", "T", "w", "b", "l2"),
    inputs=_penalised,
    expected=_by_complex_steps,
    meaning="One term more, and weights on separable data stay finite.",
    shape_hint="Return a pair: the gradient by w of shape (D,), X.T times the residuals, and the "
    "one by b, a number.",
    tolerance=1e-8,
    zero=1e-10,
    mistakes=(
        Mistake(
            "The penalty is missing: its derivative is l2 * w.",
            _with(lambda g, R, w, l2: (g, R.sum())),
        ),
        Mistake(
            "Your penalty term is half of the right one: (l2/2) w^2 has the derivative l2 * w.",
            _with(lambda g, R, w, l2: (g + l2 / 2 * w, R.sum())),
        ),
        Mistake(
            "Your penalty term is twice the right one: (l2/2) w^2 has the derivative l2 * w.",
            _with(lambda g, R, w, l2: (g + 2 * l2 * w, R.sum())),
        ),
        Mistake(
            "The penalty has the wrong sign: it is added to the cost.",
            _with(lambda g, R, w, l2: (g - l2 * w, R.sum())),
        ),
        Mistake(
            "You added the penalty itself, one number; its gradient is l2 * w, one entry a weight.",
            _with(lambda g, R, w, l2: (g + l2 / 2 * (w**2).sum(), R.sum())),
        ),
        Mistake(
            "The gradient of the cross-entropy has the wrong sign: the residual is y - t here.",
            _with(lambda g, R, w, l2: (-g + l2 * w, -R.sum())),
        ),
        Mistake(
            "You took the mean over the samples; the cost is their sum.",
            _with(lambda g, R, w, l2: (g / len(R) + l2 * w, R.mean())),
        ),
        Mistake(
            "You divided by N; the cost here is the sum, with the penalty added once.",
            _with(lambda g, R, w, l2: ((g + l2 * w) / len(R), R.mean())),
        ),
        Mistake(
            "The gradient by b is the mean; the cost is a sum.",
            _with(lambda g, R, w, l2: (g + l2 * w, R.mean())),
        ),
        Mistake(
            "Only the penalty is divided by N; it is added once, undivided.",
            _with(lambda g, R, w, l2: (g + l2 * w / len(R), R.sum())),
        ),
        Mistake(
            "The penalty is added once for all samples, not once for each.",
            _with(lambda g, R, w, l2: (g + len(R) * l2 * w, R.sum())),
        ),
        Mistake(
            "The order is: gradient by w, then by b.",
            _with(lambda g, R, w, l2: (R.sum(), g + l2 * w)),
        ),
        Mistake(
            "sign(w) belongs to L1; the derivative of the square is l2 * w.",
            _with(lambda g, R, w, l2: (g + l2 * np.sign(w), R.sum())),
        ),
        Mistake(
            "The bias has no penalty.",
            lambda X, T, w, b, l2: (
                X.T @ _residual(X, T, w, b) + l2 * w,
                _residual(X, T, w, b).sum() + l2 * b,
            ),
        ),
        Mistake(
            "The outputs are sigmoid(X @ w + b); the sigmoid is missing.",
            lambda X, T, w, b, l2: (X.T @ (X @ w + b - T) + l2 * w, (X @ w + b - T).sum()),
        ),
        Mistake(
            "The bias is missing in the activation X @ w + b.",
            lambda X, T, w, b, l2: (
                X.T @ _residual(X, T, w, 0.0) + l2 * w,
                _residual(X, T, w, 0.0).sum(),
            ),
        ),
    ),
)


# 8.5 ---------------------------------------------------------------------------------------

_WEIGHTS = {"good": 0.7, "great": 1.5, "not": -1.1, "bad": -0.8, "don't": -0.9, "it": 0.05}


def _sentences() -> Iterator[tuple[str, list[str], Array, float]]:
    words, w = list(_WEIGHTS), np.array(list(_WEIGHTS.values()))
    yield "great, great sound", ["great", "bad"], np.array([1.0, -2.0]), 0.5
    yield "Not good; not BAD either.", words, w, 0.1
    yield "Don't buy it: it is bad, bad, bad!", words, w, -0.2
    yield "Nothing known here", words, w, -0.4
    yield "", words, w, 0.3


def _by_counts(sentence: str, words: list[str], w: Array, b: float) -> float:
    a = float(count_words([sentence], words)[0].astype(float) @ w) + b
    return float(0.5 * (1 + np.tanh(a / 2)))


def _summed(found: list[str], words: list[str], w: Array, b: float) -> float:
    return float(b + sum(w[words.index(word)] for word in found if word in words))


SCORE = FunctionExercise(
    id="8.5",
    name="score_sentence",
    parameters=("sentence", "words", "w", "b"),
    inputs=_sentences,
    expected=_by_counts,
    meaning="A sum over words: easy to explain, and deaf to their order.",
    shape_hint="One number, the probability for the whole sentence.",
    mistakes=(
        Mistake(
            "This is the activation a; its sigmoid is the probability.",
            lambda s, words, w, b: _summed(words_of(s), words, w, b),
        ),
        Mistake(
            "The bias b is missing.",
            lambda s, words, w, b: sigmoid(_summed(words_of(s), words, w, 0.0)),
        ),
        Mistake(
            "A word counts each time it occurs, not once.",
            lambda s, words, w, b: sigmoid(_summed(sorted(set(words_of(s))), words, w, b)),
        ),
        Mistake(
            "split() leaves commas and capital letters on the words; use words_of(sentence).",
            lambda s, words, w, b: sigmoid(_summed(s.split(), words, w, b)),
        ),
        Mistake(
            "split() leaves commas on the words; use words_of(sentence).",
            lambda s, words, w, b: sigmoid(_summed(s.lower().split(), words, w, b)),
        ),
        Mistake(
            "You took the mean over the words; (8.15) is a sum.",
            lambda s, words, w, b: sigmoid(
                b + _summed(words_of(s), words, w, 0.0) / max(1, len(words_of(s)))
            ),
        ),
        Mistake(
            "The sign is the other way round: this is the probability of bad.",
            lambda s, words, w, b: sigmoid(-_summed(words_of(s), words, w, b)),
        ),
        Mistake(
            "The bias is added for every word; it belongs to the sentence, once.",
            lambda s, words, w, b: sigmoid(
                _summed(words_of(s), words, w, 0.0) + b * len(words_of(s))
            ),
        ),
    ),
)


# 8.6 ---------------------------------------------------------------------------------------

Labels = npt.NDArray[np.int64]


def _answers() -> Iterator[tuple[Labels, Labels]]:
    rng = np.random.default_rng(91)  # four classes with four different shares
    # 0.5833; among the answers 0.5667, plain 0.625
    yield np.array([0, 0, 0, 0, 0, 0, 1, 1]), np.array([0, 0, 0, 0, 1, 1, 0, 1])
    yield np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0])  # nobody says 1
    yield np.array([3, 5, 5, 9, 9, 9]), np.array([5, 5, 5, 9, 3, 0])  # 0 occurs in Y only
    T = rng.choice(4, size=60, p=[0.6, 0.2, 0.15, 0.05])
    yield T, np.where(rng.random(60) < 0.6, T, rng.integers(0, 4, 60))


def _by_fractions(T: Labels, Y: Labels) -> float:
    pairs = list(zip(T.tolist(), Y.tolist(), strict=True))
    classes = {t for t, _ in pairs}
    shares = []
    for k in classes:
        own = [y for t, y in pairs if t == k]
        shares.append(Fraction(sum(y == k for y in own), len(own)))
    return float(sum(shares, Fraction(0)) / len(classes))


Choice = Callable[[Labels, Labels], Any]  # the classes to take, from T and Y

# What an empty class counts for: nan where numpy takes its mean, 0 after an `if`.
_EMPTY = (np.nan, 0.0)
_CHOICES: tuple[Choice, ...] = (
    lambda T, Y: range(T.max() + 1),
    lambda T, Y: range(len(np.unique(T))),
    lambda T, Y: np.unique(Y),
    lambda T, Y: np.union1d(T, Y),  # those of confusion_matrix(T, Y)
    lambda T, Y: np.intersect1d(T, Y),  # those left where nan is skipped
)


def _mean_share(A: Labels, B: Labels, classes: Any, empty: float) -> float:
    """Mean over the classes k of the share of B = k where A = k."""
    parts = [B[A == k] == k for k in classes]
    return float(np.mean([part.mean() if part.size else empty for part in parts]))


def _recall(choose: Choice, empty: float) -> Choice:
    return lambda T, Y: _mean_share(T, Y, choose(T, Y), empty)


def _precision(choose: Choice, empty: float) -> Choice:
    return lambda T, Y: _mean_share(Y, T, choose(T, Y), empty)


BALANCED = FunctionExercise(
    id="8.6",
    name="my_balanced_accuracy",
    parameters=("T", "Y"),
    inputs=_answers,
    expected=_by_fractions,
    meaning="Every class has the same say, however rare it is; always the same answer gets 1/K.",
    shape_hint="One number for all samples: the mean over the classes.",
    mistakes=(
        Mistake(
            "This is the plain accuracy; take the share within each class, then their mean.",
            lambda T, Y: (T == Y).mean(),
        ),
        # Nan where an empty class occurs fits many formulas: the more likely ones come first.
        *(
            Mistake(
                "Take the classes that occur in T, np.unique(T): a class without samples has no "
                "share.",
                _recall(choose, empty),
            )
            for choose in _CHOICES
            for empty in _EMPTY
        ),
        *(
            Mistake(
                "This looks at the classes 0 and 1 only; take those that occur in T: np.unique(T).",
                _recall(lambda T, Y: (0, 1), empty),
            )
            for empty in _EMPTY
        ),
        *(
            Mistake(
                "This divides by how often the answer is k; divide by how often the label is k.",
                _precision(choose, empty),
            )
            for choose in (lambda T, Y: np.unique(T), *_CHOICES)
            for empty in _EMPTY
        ),
        Mistake(
            "This is the sum over the classes; divide it by their number K.",
            lambda T, Y: sum((Y[T == k] == k).mean() for k in np.unique(T)),
        ),
        Mistake(
            "Two classes are not all: divide by the number of classes in T, not by 2.",
            lambda T, Y: sum((Y[T == k] == k).mean() for k in np.unique(T)) / 2,
        ),
        Mistake(
            "You divided each class by all N samples; divide by the N_k of the class.",
            lambda T, Y: np.mean([((Y == k) & (T == k)).sum() / len(T) for k in np.unique(T)]),
        ),
        Mistake(
            "This is the balanced share of errors; subtract it from 1.",
            lambda T, Y: 1 - _by_fractions(T, Y),
        ),
    ),
)

EXERCISES = (GENERATE, PLAIN, FEATURES, PENALTY, SCORE, BALANCED, MOONS)
