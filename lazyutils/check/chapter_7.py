"""Checks of chapter 7, gradient descent.

Expected values come from exact fractions, powers of a matrix, complex steps, plain loops or
the whole list at once, never from the walk that the solution in the notebook takes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.activations import sigmoid, softmax
from lazyutils.check._exercise import (
    FunctionExercise,
    Mistake,
    Report,
    ValueExercise,
    _Try,
    describe,
    describe_both,
)
from lazyutils.datasets import load_mnist

Array = npt.NDArray[np.float64]

__all__ = ["EXERCISES"]


# 7.1 ---------------------------------------------------------------------------------------


def _parabolas() -> Iterator[tuple[float, float, Array, float, int]]:
    yield 1.0, 1.0, np.array([2.0, -3.0]), 0.25, 2
    yield 3.0, -6.0, np.array([0.0, 4.0]), 0.1, 0
    yield 3.0, -6.0, np.array([5.0]), 0.1, 7
    yield 0.5, 2.0, np.array([-4.0, 1.0, 7.0]), 0.7, 40
    yield 2.0, -1.0, np.array([1.5, 0.0]), 0.55, 5  # above the limit: it walks away


def _exact_walk(a: float, b: float, x: Array, eta: float, steps: int) -> Array:
    """x* + (1 − 2aη)^steps (x − x*), in fractions."""
    A, B, rate = (Fraction(value) for value in (a, b, eta))
    bottom = -B / (2 * A)
    shrunk = (1 - 2 * A * rate) ** steps
    return np.array([float(bottom + shrunk * (Fraction(float(start)) - bottom)) for start in x])


def _walk(slope: Callable[..., Array], extra: int = 0) -> Callable[..., Array]:
    def walk(a: float, b: float, x: Array, eta: float, steps: int) -> Array:
        for _ in range(max(0, steps + extra)):
            x = x - eta * slope(a, b, x)
        return x

    return walk


def _first_slope_only(a: float, b: float, x: Array, eta: float, steps: int) -> Array:
    return x - steps * eta * (2 * a * x + b)


QUADRATIC = FunctionExercise(
    id="7.1",
    name="minimise_quadratic",
    parameters=("a", "b", "x", "learning_rate", "steps"),
    inputs=_parabolas,
    expected=_exact_walk,
    meaning="Each step multiplies the distance to -b / (2a) by 1 - 2a times the learning rate.",
    shape_hint="Return one place for each start, shape (M,).",
    mistakes=(
        Mistake(
            "You walk uphill: the step goes against the slope, with a minus.",
            _walk(lambda a, b, x: -(2 * a * x + b)),
        ),
        Mistake(
            "The derivative of a x^2 is 2 a x; the factor 2 is missing.",
            _walk(lambda a, b, x: a * x + b),
        ),
        Mistake(
            "The derivative of b x is b; it is missing in your slope.",
            _walk(lambda a, b, x: 2 * a * x),
        ),
        Mistake(
            "You subtract the cost itself; subtract its slope, 2 a x + b.",
            _walk(lambda a, b, x: a * x**2 + b * x),
        ),
        Mistake(
            "The slope is computed only once, at the start. Compute it anew at every step.",
            _first_slope_only,
        ),
        Mistake(
            "You take one step too many: with steps = 0 the answer is the start.",
            _walk(lambda a, b, x: 2 * a * x + b, 1),
        ),
        Mistake(
            "You take one step too few.",
            _walk(lambda a, b, x: 2 * a * x + b, -1),
        ),
        Mistake(
            "This is the bottom itself. Return where the walk stands after these steps.",
            lambda a, b, x, eta, steps: np.full_like(x, -b / (2 * a)),
        ),
    ),
)


class FromZeroExercise(FunctionExercise):
    """A walk that starts at zero: after no epochs at all, the last input, the start shows."""

    def _hint_from_values(self, tries: Sequence[_Try]) -> str:
        hint = super()._hint_from_values(tries)
        if hint or not any(one.inputs[-1] == 0 and one.problem for one in tries):
            return hint
        return (
            "With epochs = 0 your answer is not zero: start at zero, not at random or other "
            "weights, or two runs end in different places."
        )


# 7.2 ---------------------------------------------------------------------------------------


def _lines() -> Iterator[tuple[Array, Array, float, int]]:
    rng = np.random.default_rng(72)
    yield np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([1.0, 3.0, 4.0]), 0.05, 1
    for N, D, eta, epochs in ((8, 3, 0.01, 25), (5, 1, 0.02, 60), (4, 4, 0.03, 3)):
        yield rng.normal(size=(N, D)), rng.normal(size=N), eta, epochs
    yield rng.normal(size=(3, 2)), rng.normal(size=3), 0.1, 0


def _by_powers(X: Array, T: Array, eta: float, epochs: int) -> Array:
    """w after k steps is the sum of M^j c for j < k, with M = I − 2η XᵀX and c = 2η XᵀT.

    The last column of a power of [[M, c], [0, 1]] holds just this sum.
    """
    D = X.shape[1]
    step = np.eye(D + 1)
    step[:D, :D] -= 2 * eta * np.einsum("ni,nj->ij", X, X)
    step[:D, D] = 2 * eta * np.einsum("ni,n->i", X, T)
    return np.asarray(np.linalg.matrix_power(step, epochs)[:D, D])


def _descend_line(
    gradient: Callable[[Array, Array, Array], Array], extra: int = 0
) -> Callable[..., Array]:
    def fit(X: Array, T: Array, eta: float, epochs: int) -> Array:
        w = np.zeros(X.shape[1])
        for _ in range(epochs + extra):
            w = w - eta * gradient(X, T, w)
        return w

    return fit


def _line_by_samples(X: Array, T: Array, eta: float, epochs: int) -> Array:
    """A step after every sample."""
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        for x, t in zip(X, T, strict=True):
            w = w - eta * 2 * (x @ w - t) * x
    return w


LINE = FromZeroExercise(
    id="7.2",
    name="regression_by_descent",
    parameters=("X", "T", "learning_rate", "epochs"),
    inputs=_lines,
    expected=_by_powers,
    meaning="Below 1 / lambda_max this walk ends where lstsq ends, and no inverse was needed.",
    shape_hint="w has one entry per column of X, shape (D,): the gradient is X.T times the N "
    "differences.",
    ruled_out={"gradient_descent": "But gradient_descent took the steps: write its loop yourself."},
    mistakes=(
        Mistake(
            "Each step has half of the right length: the derivative of a square brings down a 2.",
            _descend_line(lambda X, T, w: X.T @ (X @ w - T)),
        ),
        Mistake(
            "You walk uphill: with T - Xw in the gradient the signs are turned round.",
            _descend_line(lambda X, T, w: 2 * X.T @ (T - X @ w)),
        ),
        Mistake(
            "You divided by N: here J is the sum over the samples, not the mean.",
            _descend_line(lambda X, T, w: 2 * X.T @ (X @ w - T) / len(T)),
        ),
        Mistake(
            "You divided by N and lost the factor 2.",
            _descend_line(lambda X, T, w: X.T @ (X @ w - T) / len(T)),
        ),
        Mistake(
            "The outputs Xw are missing: the gradient must be computed anew from the present w.",
            _descend_line(lambda X, T, w: -2 * X.T @ T),
        ),
        Mistake(
            "You take one step too few.",
            _descend_line(lambda X, T, w: 2 * X.T @ (X @ w - T), -1),
        ),
        Mistake(
            "You take one step too many.",
            _descend_line(lambda X, T, w: 2 * X.T @ (X @ w - T), 1),
        ),
        Mistake(
            "You step after every sample; one epoch is one step with all samples.",
            _line_by_samples,
        ),
        Mistake(
            "This is the closed form. Walk, and return w after the given number of epochs.",
            lambda X, T, eta, epochs: np.linalg.lstsq(X, T, rcond=None)[0],
        ),
    ),
)


# 7.3 ---------------------------------------------------------------------------------------


def _classes() -> Iterator[tuple[Array, Array, Array, Array]]:
    rng = np.random.default_rng(73)
    yield np.array([[1.0, 2.0], [0.0, 1.0]]), np.eye(2), np.zeros((2, 2)), np.zeros(2)
    for N, D, K in ((6, 3, 4), (5, 2, 3), (3, 3, 3), (1, 4, 2)):
        T = np.eye(K)[rng.integers(0, K, N)]
        yield rng.normal(size=(N, D)), T, rng.normal(size=(D, K)), rng.normal(size=K)


def _by_complex_steps(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    """dJ/dw = Im J(w + ih) / h for a tiny h: no difference is taken, so no digit is lost."""
    h = 1e-30

    def J(weights: Any, bias: Any) -> Any:
        A = X @ weights + bias
        return np.log(np.exp(A).sum(axis=1)).sum() - (T * A).sum()

    dW, db = np.zeros_like(W), np.zeros_like(b)
    for place in np.ndindex(W.shape):
        moved = W.astype(complex)
        moved[place] += 1j * h
        dW[place] = J(moved, b).imag / h
    for k in range(len(b)):
        shifted = b.astype(complex)
        shifted[k] += 1j * h
        db[k] = J(W, shifted).imag / h
    return dW, db


def _pull(
    residual: Callable[[Array, Array], Array], scale: Callable[[Array], float] = lambda X: 1.0
) -> Callable[..., tuple[Array, Array]]:
    def gradient(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
        R = residual(X @ W + b, T) * scale(X)
        return X.T @ R, R.sum(axis=0)

    return gradient


def _without_bias(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    R = softmax(X @ W) - T
    return X.T @ R, R.sum(axis=0)


def _mean_bias(X: Array, T: Array, W: Array, b: Array) -> tuple[Array, Array]:
    R = softmax(X @ W + b) - T
    return X.T @ R, R.mean(axis=0)


SOFTMAX = FunctionExercise(
    id="7.3",
    name="softmax_gradient",
    parameters=("X", "T", "W", "b"),
    inputs=_classes,
    expected=_by_complex_steps,
    meaning="Outputs minus targets, carried back by X.T: the same form in all three models.",
    shape_hint="The gradients have the shapes of W, (D, K), and b, (K,): X.T @ R, and the sum of "
    "R over the samples.",
    mistakes=(
        Mistake(
            "The sign is the other way round: it is outputs minus targets, Y - T.",
            _pull(lambda A, T: T - softmax(A)),
        ),
        Mistake(
            "You divided by N: this is the summed cross-entropy, not the mean.",
            _pull(lambda A, T: softmax(A) - T, lambda X: 1 / len(X)),
        ),
        Mistake(
            "The factor 2 belongs to the squared error; cross-entropy has none.",
            _pull(lambda A, T: 2 * (softmax(A) - T)),
        ),
        Mistake(
            "The outputs come from softmax; here the activations were used as they are.",
            _pull(lambda A, T: A - T),
        ),
        Mistake(
            "The outputs come from softmax; you used the sigmoid, for which rows do not sum to 1.",
            _pull(lambda A, T: sigmoid(A) - T),
        ),
        Mistake(
            "softmax ran along the samples; it belongs along the classes, the last axis.",
            _pull(lambda A, T: softmax(A, axis=0) - T),
        ),
        Mistake(
            "The factor y (1 - y) cancels with cross-entropy; you kept it.",
            _pull(lambda A, T: (softmax(A) - T) * softmax(A) * (1 - softmax(A))),
        ),
        Mistake("The bias is missing in the activations: A = XW + b.", _without_bias),
        Mistake("The gradient of b is a sum over the samples, not their mean.", _mean_bias),
        Mistake(
            "The order is W first, then b.",
            lambda X, T, W, b: _by_complex_steps(X, T, W, b)[::-1],
        ),
    ),
)


# 7.4 ---------------------------------------------------------------------------------------


def _two_classes() -> Iterator[tuple[Array, Array, float, int]]:
    rng = np.random.default_rng(74)
    yield np.array([[0.0], [1.0], [3.0]]), np.array([0.0, 0.0, 1.0]), 1.0, 1
    for N, D, eta, epochs in ((7, 2, 0.5, 3), (10, 3, 0.1, 20), (4, 4, 2.0, 5)):
        yield rng.normal(size=(N, D)) + 0.5, (rng.random(N) < 0.4).astype(float), eta, epochs
    yield rng.normal(size=(3, 2)), np.array([0.0, 1.0, 1.0]), 0.1, 0


def _by_loops(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
    """Sample by sample and weight by weight; 1 − y is written with tanh, not with exp."""
    N, D = X.shape
    w, b = [0.0] * D, 0.0
    for _ in range(epochs):
        pulls = []
        for n in range(N):
            a = math.fsum([b, *(w[i] * X[n, i] for i in range(D))])
            pulls.append((1 + math.tanh(a / 2)) / 2 - float(T[n]))
        w = [w[i] - eta * math.fsum(pulls[n] * X[n, i] for n in range(N)) / N for i in range(D)]
        b = b - eta * math.fsum(pulls) / N
    return np.array(w), b


def _fit(
    pull: Callable[[Array, Array], Array] = lambda a, T: sigmoid(a) - T,
    *,
    mean: bool = True,
    bias: bool = True,
    sign: float = 1.0,
    extra: int = 0,
    anew: bool = False,
) -> Callable[..., tuple[Array, float]]:
    """The solution's walk with one thing wrong."""

    def fit(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
        w, b, N = np.zeros(X.shape[1]), 0.0, len(T) if mean else 1
        for _ in range(epochs + extra):
            R = sign * pull(X @ w + b, T) / N
            w = w - eta * X.T @ R
            if anew:
                R = sign * pull(X @ w + b, T) / N
            b = b - eta * float(R.sum()) * bias
        return w, b

    return fit


def _bias_by_sum(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        R = sigmoid(X @ w + b) - T
        w, b = w - eta * X.T @ R / len(T), b - eta * float(R.sum())
    return w, b


def _outputs_once(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
    """The first step again and again."""
    w, b = _fit()(X, T, eta, 1)
    return epochs * w, epochs * b


def _fit_by_samples(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
    """A step after every sample."""
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, t in zip(X, T, strict=True):
            r = float(sigmoid(x @ w + b) - t)
            w, b = w - eta * r * x, b - eta * r
    return w, b


FIT = FromZeroExercise(
    id="7.4",
    name="fit_logistic",
    parameters=("X", "T", "learning_rate", "epochs"),
    inputs=_two_classes,
    expected=_by_loops,
    meaning="With more epochs this is the model of chapters 5 and 6 at the minimum of its cost.",
    shape_hint="w has one entry per feature, shape (D,), and b is one number.",
    mistakes=(
        Mistake(
            "The bias is never updated: its gradient is the sum of the residuals.", _fit(bias=False)
        ),
        Mistake("You used the sum; here the cost is the mean, so divide by N.", _fit(mean=False)),
        Mistake("The weights use the mean, the bias the sum: divide both by N.", _bias_by_sum),
        Mistake(
            "The outputs are computed only once. Compute them anew in every epoch.", _outputs_once
        ),
        Mistake(
            "You step after every sample; one epoch is one step with all samples.",
            _fit_by_samples,
        ),
        Mistake(
            "You step after every sample, each step divided by N; one epoch is one step with all "
            "samples.",
            lambda X, T, eta, epochs: _fit_by_samples(X, T, eta / len(T), epochs),
        ),
        Mistake(
            "You walk uphill: it is sigmoid(a) - T, and a minus before the step.", _fit(sign=-1.0)
        ),
        Mistake(
            "The bias was updated from new outputs: compute the residuals once an epoch, before "
            "either update.",
            _fit(anew=True),
        ),
        Mistake(
            "The outputs are sigmoid(Xw + b); here the sigmoid is missing.",
            _fit(lambda a, T: a - T),
        ),
        Mistake(
            "This is the gradient of the squared error; with cross-entropy y (1 - y) cancels.",
            _fit(lambda a, T: 2 * (sigmoid(a) - T) * sigmoid(a) * sigmoid(-a)),
        ),
        Mistake(
            "The factor 2 belongs to the squared error; cross-entropy has none.",
            _fit(lambda a, T: 2 * (sigmoid(a) - T)),
        ),
        Mistake("You take one step too few.", _fit(extra=-1)),
        Mistake("You take one step too many.", _fit(extra=1)),
        Mistake("The order is w first, then b.", lambda *given: _by_loops(*given)[::-1]),
    ),
)


# 7.5 ---------------------------------------------------------------------------------------


class DigitsExercise(ValueExercise):
    """Says the accuracy too, and asks where the test pictures may have made the choice.

    It only asks: honest accuracies on 10,000 pictures are equal about once in a hundred times.
    """

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report:
        report = super().evaluate(answers, seconds)
        if report.status != "correct":
            return report
        right = f"{_accuracy(answers[2]):.4f} on the test pictures."
        return Report("correct", f"correct. {right} {self.meaning}{_doubt(*answers)}")


def _doubt(held: Any, choice: Any, digits: Any) -> str:
    right, chosen = _accuracy(digits), float(held[_settings(choice)])
    if abs(chosen - right) > 1e-6:
        return ""
    return (
        f" my_held says {chosen:.4f}, too. The two are equal to the last digit: was my_held "
        "scored on the test pictures?"
    )


def _judge_digits(held: Any, choice: Any, digits: Any) -> str:
    return (
        _judge_held(held)
        or _judge_predictions(digits)
        or _judge_choice(held, _settings(choice), _accuracy(digits))
        or _judge_accuracy(_accuracy(digits))
    )


def _settings(choice: Any) -> Any:
    """The settings as a key, also where they were given as a list."""
    return tuple(choice) if isinstance(choice, list | np.ndarray) else choice


@cache
def _labels() -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The labels of the training and the test pictures; the pictures are not kept."""
    (_, T_train), (_, T_test) = load_mnist()
    return T_train, T_test


def _accuracy(digits: Any) -> float:
    return float((np.asarray(digits) == _labels()[1]).mean())


def _judge_held(held: Any) -> str:
    if not isinstance(held, dict):
        return f"my_held is {describe(held)}; a dictionary from settings to accuracy is wanted."
    if len(held) < 3:
        return f"my_held has {len(held)} settings; try at least three, or nothing was chosen."
    for settings, score in held.items():
        if not isinstance(settings, tuple) or len(settings) != 3:
            return f"A key of my_held is {describe(settings)}; (batch_size, learning_rate, epochs)."
        if not isinstance(score, float | int | np.number) or not score >= 0:
            return f"my_held says {describe(score)} for {settings}; an accuracy is wanted."
        if score > 1:
            return (
                f"my_held says {describe(float(score))} for {settings}: an accuracy is a share, "
                "not per cent and not a cost."
            )
        if score > 0.96:
            return (
                f"my_held says {describe(float(score))} for {settings}. No linear model reads so "
                "many unseen digits; was it scored on pictures it was trained on, or on the "
                "targets?"
            )
    return ""


def _judge_choice(held: Any, choice: Any, right: float) -> str:
    if choice not in list(held):  # a list can be asked for what cannot be hashed
        return f"my_choice is {describe(choice)}, which is no key of my_held."
    chosen, best = float(held[choice]), float(max(held.values()))
    if chosen < right - 0.3:  # a model of only 100 training pictures comes nearer
        return (
            f"my_held says {describe(chosen)} for the setting you chose, but your model reads "
            f"{100 * right:.0f} % of the test pictures: are these error rates or costs? Store the "
            "accuracy, a share near 0.9."
        )
    if chosen < best:
        got, other = describe_both(chosen, best)
        return (
            f"my_choice reached {got} on the held-out part, another setting {other}: take the "
            "best one there."
        )
    return ""


def _judge_predictions(digits: Any) -> str:
    T_train, _ = _labels()
    shape = np.shape(digits)
    if shape == (10_000, 10):
        return "my_digits has a column for each class; take the argmax over the classes, axis 1."
    if shape != (10_000,):
        said = f"my_digits has shape {shape}, expected (10000,), a digit for each test picture."
        if len(shape) == 1 and 0 < shape[0] <= len(T_train):
            return f"{said} Are these predictions for training or held-out pictures?"
        return said
    predictions = np.asarray(digits)
    if predictions.dtype.kind not in "iuf" or not np.isin(predictions, range(10)).all():
        return "my_digits holds something that is no digit from 0 to 9."
    right = _accuracy(predictions)
    if right == 1.0:
        return "All 10,000 are right: these are the targets themselves, not predictions."
    if right < 0.2 and float((predictions == T_train[:10_000]).mean()) > 0.8:
        return "These are predictions for the first training pictures, not for the test pictures."
    if right < 0.2:
        return (
            f"Test accuracy {right:.3f}, about that of guessing. Are the pictures in their order, "
            "and were they predicted by the trained weights?"
        )
    return ""


def _judge_accuracy(right: float) -> str:
    if right < 0.92:
        return (
            f"Test accuracy {right:.4f}, wanted 0.92. Full batches, few epochs or a small learning "
            "rate are not enough: choose smaller batches or a larger rate, on the held-out part, "
            "and train the final model on many pictures."
        )
    return ""


DIGITS = DigitsExercise(
    id="7.5",
    names=("my_held", "my_choice", "my_digits"),
    judge=_judge_digits,
    meaning="It is an honest forecast only if my_held was scored on training pictures.",
)


# 7.6 ---------------------------------------------------------------------------------------


def _curves() -> Iterator[tuple[list[float], int]]:
    rng = np.random.default_rng(76)
    yield [5.0, 4.0, 4.5, 4.6, 3.0], 2
    yield [5.0, 6.0, 4.0, 6.0, 3.0], 2  # two are not lower, but not in a row
    yield [1.0], 3
    yield [1.0, 2.0, 3.0], 1
    yield [9.0, 8.0, 7.0, 6.0], 2
    yield [3.0, 2.0, 2.0, 2.0, 1.0], 2
    yield [3.0, 2.0, 2.5, 1.0, 1.5, 1.6, 1.7, 0.5], 3
    yield [3.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 0.5], 2
    yield [3.0, 2.0, 2.0, 2.0, 2.5, 2.6, 1.0], 2
    yield [2.0, 4.0, 3.0, 3.5, 2.5, 3.0, 1.0], 2
    for patience in (2, 5):
        hill = 2 + np.cos(np.linspace(0, 9, 30)) - np.linspace(0, 1, 30) + rng.normal(0, 0.1, 30)
        yield hill.tolist(), patience


def _stop_epoch(costs: list[float], patience: int) -> int:
    """The last epoch that is computed, by asking of each in turn whether it ends the run."""
    for epoch in range(patience, len(costs)):
        earlier, recent = costs[: epoch - patience + 1], costs[epoch - patience + 1 : epoch + 1]
        if min(recent) >= min(earlier):
            return epoch
    return len(costs) - 1


def _kept(costs: list[float], patience: int) -> int:
    seen = costs[: _stop_epoch(costs, patience) + 1]
    return seen.index(min(seen))


def _last_lowest(costs: list[float], patience: int) -> int:
    """As if an equal cost were lower."""
    best = 0
    for epoch, cost in enumerate(costs):
        if cost <= costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best


def _rises_in_a_row(costs: list[float], patience: int) -> int:
    """Compares with the epoch before instead of with the best."""
    rises, best = 0, 0
    for epoch in range(1, len(costs)):
        rises = rises + 1 if costs[epoch] >= costs[epoch - 1] else 0
        if costs[epoch] < costs[best]:
            best = epoch
        if rises >= patience:
            break
    return best


def _never_reset(costs: list[float], patience: int) -> int:
    """Counts all epochs that were not lower, whatever came between them."""
    best, bad = 0, 0
    for epoch in range(1, len(costs)):
        if costs[epoch] < costs[best]:
            best = epoch
        else:
            bad += 1
        if bad >= patience:
            break
    return best


EARLY = FunctionExercise(
    id="7.6",
    name="early_stop",
    parameters=("held_costs", "patience"),
    inputs=_curves,
    expected=_kept,
    meaning="The weights of that epoch are kept, so a program has to keep a copy of the best.",
    shape_hint="Return one whole number, the epoch.",
    mistakes=(
        Mistake("This is the epoch at which the run stops; keep the best one seen.", _stop_epoch),
        Mistake(
            "Your counter is never set back to 0: only `patience` epochs in a row stop the run. "
            "Start counting again at every new best.",
            _never_reset,
        ),
        Mistake(
            "You never look at the last cost: the loop ends one epoch too early.",
            lambda costs, patience: _kept(costs[:-1] or costs, patience),
        ),
        Mistake(
            "The run stops one epoch too late: stop as soon as patience epochs were not lower.",
            lambda costs, patience: _kept(costs, patience + 1),
        ),
        Mistake(
            "The run stops one epoch too early: it goes on until patience epochs were not lower.",
            lambda costs, patience: _kept(costs, max(1, patience - 1)),
        ),
        Mistake(
            "Compare with the best cost so far, not with the epoch before.",
            _rises_in_a_row,
        ),
        Mistake(
            "Epochs are counted from 0; yours are one too high.",
            lambda costs, patience: _kept(costs, patience) + 1,
        ),
        Mistake(
            "This is the lowest cost; return the epoch that reached it.",
            lambda costs, patience: costs[_kept(costs, patience)],
        ),
        Mistake("An equal cost is not lower: keep the first of equals.", _last_lowest),
        Mistake(
            "You looked at costs after the stop: in real life they were never computed.",
            lambda costs, patience: costs.index(min(costs)),
        ),
        Mistake(
            "You stop at the first cost that is not lower; wait for patience of them in a row.",
            lambda costs, patience: _kept(costs, 1),
        ),
    ),
)

EXERCISES = (QUADRATIC, LINE, SOFTMAX, FIT, DIGITS, EARLY)
