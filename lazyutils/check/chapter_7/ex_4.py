"""7.4 Logistic regression by descent; the truth is plain loops with exact sums."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.chapter_7.common import FromZeroExercise
from lazyutils.check.judge import Array


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


EXERCISE = FromZeroExercise(
    id="7.4",
    name="fit_logistic",
    parameters=("X", "T", "learning_rate", "epochs"),
    inputs=_two_classes,
    expected=_by_loops,
    meaning="With more epochs this is the model of chapters 5 and 6 at the minimum of its cost.",
    shape_hint="w has one entry per feature, shape (D,), and b is one number.",
    mistakes={
        "The bias is never updated: its gradient is the sum of the residuals.": _fit(bias=False),
        "You used the sum; here the cost is the mean, so divide by N.": _fit(mean=False),
        "The weights use the mean, the bias the sum: divide both by N.": _bias_by_sum,
        "The outputs are computed only once. Compute them anew in every epoch.": _outputs_once,
        "You step after every sample; one epoch is one step with all samples.": _fit_by_samples,
        "You step after every sample, each step divided by N; one epoch is one step with all "
        "samples.": lambda X, T, eta, epochs: _fit_by_samples(X, T, eta / len(T), epochs),
        "You walk uphill: it is sigmoid(a) - T, and a minus before the step.": _fit(sign=-1.0),
        "The bias was updated from new outputs: compute the residuals once an epoch, before "
        "either update.": _fit(anew=True),
        "The outputs are sigmoid(Xw + b); here the sigmoid is missing.": _fit(lambda a, T: a - T),
        "This is the gradient of the squared error; with cross-entropy y (1 - y) cancels.": _fit(
            lambda a, T: 2 * (sigmoid(a) - T) * sigmoid(a) * sigmoid(-a)
        ),
        "The factor 2 belongs to the squared error; cross-entropy has none.": _fit(
            lambda a, T: 2 * (sigmoid(a) - T)
        ),
        "You take one step too few.": _fit(extra=-1),
        "You take one step too many.": _fit(extra=1),
        "The order is w first, then b.": lambda *given: _by_loops(*given)[::-1],
    },
    typed={
        "start at zero, not at random": ("np.zeros(X.shape[1])", "np.random.randn(X.shape[1])"),
        "Return 2 values": ("return w, b", "return w"),
    },
)
