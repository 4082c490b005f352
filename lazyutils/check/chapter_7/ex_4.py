"""7.4 Logistic regression by descent; the truth is plain loops with exact sums."""

import math
from collections.abc import Iterator

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.chapter_7.common import EARLY_STOP, FromZeroExercise, early_stops
from lazyutils.check.judge import Array, Wrong
from lazyutils.check.mistakes import reversed_pair, times, with_input


def _two_classes() -> Iterator[tuple[Array, Array, float, int]]:
    rng = np.random.default_rng(74)
    yield np.array([[0.0], [1.0], [3.0]]), np.array([0.0, 0.0, 1.0]), 1.0, 1
    for N, D, eta, epochs in ((7, 2, 0.5, 3), (10, 3, 0.1, 20), (4, 4, 2.0, 5)):
        yield rng.normal(size=(N, D)) + 0.5, (rng.random(N) < 0.4).astype(float), eta, epochs
    yield rng.normal(size=(3, 2)), np.array([0.0, 1.0, 1.0]), 0.1, 0
    yield np.array([[2.0], [1.0], [3.0]]), np.array([0.0, 1.0, 1.0]), 8.0, 4  # it walks away
    yield np.array([[1e-9], [-1e-9]]), np.array([1.0, 0.0]), 1.0, 3  # slopes that look like zero


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


def _fit(pull: Wrong = lambda a, T: sigmoid(a) - T, bias: Wrong = lambda R, new: R.mean()) -> Wrong:
    """The walk with another pull, or with another slope of the bias once w is new."""

    def fit(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
        w, b = np.zeros(X.shape[1]), 0.0
        for _ in range(epochs):
            R = pull(X @ w + b, T)
            w = w - eta * X.T @ R / len(T)
            b = b - eta * float(bias(R, pull(X @ w + b, T)))
        return w, b

    return fit


def _cost(X: Array, T: Array, place: tuple[Array, float]) -> float:
    a = X @ place[0] + place[1]
    return float((np.logaddexp(0, a) - T * a).sum())


def _by_samples(X: Array, T: Array, eta: float, epochs: int) -> tuple[Array, float]:
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        for x, t in zip(X, T, strict=True):
            r = float(sigmoid(x @ w + b) - t)
            w, b = w - eta * r * x, b - eta * r
    return w, b


EXERCISE = FromZeroExercise(
    id="7.4",
    name="fit_logistic",
    parameters=("X", "T", "learning_rate", "epochs"),
    inputs=_two_classes,
    expected=_by_loops,
    meaning="With more epochs this is the model of chapters 5 and 6 at the minimum of its cost.",
    shape_hint="w has one entry per feature, shape (D,), and b is one number.",
    zero=1e-13,  # the last bias is zero
    mistakes={
        "The bias is never updated: its gradient is the sum of the residuals.": _fit(
            bias=lambda R, new: 0
        ),
        "You used the sum; here the cost is the mean, so divide by N.": lambda X, T, eta, epochs: (
            _by_loops(X, T, eta * len(T), epochs)
        ),
        "The weights use the mean, the bias the sum: divide both by N.": _fit(
            bias=lambda R, new: R.sum()
        ),
        "The outputs are computed only once. Compute them anew in every "
        "epoch.": lambda X, T, eta, epochs: times(_by_loops, epochs)(X, T, eta, 1),
        "You step after every sample; one epoch is one step with all samples.": _by_samples,
        "You step after every sample, each step divided by N; one epoch is one step with all "
        "samples.": lambda X, T, eta, epochs: _by_samples(X, T, eta / len(T), epochs),
        "You walk uphill: it is sigmoid(a) - T, and a minus before the step.": with_input(
            _by_loops, 2, lambda eta: -eta
        ),
        "The bias was updated from new outputs: compute the residuals once an epoch, before "
        "either update.": _fit(bias=lambda R, new: new.mean()),
        "The outputs are sigmoid(Xw + b); here the sigmoid is missing.": _fit(lambda a, T: a - T),
        "This is the gradient of the squared error; with cross-entropy y (1 - y) cancels.": _fit(
            lambda a, T: 2 * (sigmoid(a) - T) * sigmoid(a) * sigmoid(-a)
        ),
        "The factor 2 belongs to the squared error; cross-entropy has none.": with_input(
            _by_loops, 2, lambda eta: 2 * eta
        ),
        "You take one step too few.": with_input(_by_loops, 3, lambda epochs: max(0, epochs - 1)),
        "You take one step too many.": with_input(_by_loops, 3, lambda epochs: epochs + 1),
        EARLY_STOP: early_stops(_by_loops, _cost),
        "The order is w first, then b.": reversed_pair(_by_loops),
    },
    typed={
        "start at zero, not at random": ("np.zeros(X.shape[1])", "np.random.randn(X.shape[1])"),
        "Return 2 values": ("return w, b", "return w"),
    },
)
