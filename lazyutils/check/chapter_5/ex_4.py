"""5.4 A layer of softmax units; the truth is loops over samples, classes and features."""

import math
from collections.abc import Iterator

import numpy as np

from lazyutils.activations import sigmoid, softmax
from lazyutils.check.judge import Array, FunctionExercise


def _layers() -> Iterator[tuple[Array, Array, Array]]:
    rng = np.random.default_rng(54)
    yield np.array([[1.0, 2.0]]), np.array([[0.5, 0.0, -1.0], [0.0, 1.0, 0.5]]), np.array([1, 0, 2])
    for N, D, K in ((6, 4, 3), (3, 3, 3), (20, 5, 2)):
        yield rng.normal(size=(N, D)), rng.normal(size=(D, K)), rng.normal(size=K)


def _by_loops(X: Array, W: Array, b: Array) -> Array:
    N, D, K = len(X), len(W), len(b)
    Y = np.zeros((N, K))
    for n in range(N):
        a = [math.fsum([b[k], *(W[i, k] * X[n, i] for i in range(D))]) for k in range(K)]
        for k in range(K):
            Y[n, k] = 1 / math.fsum(math.exp(other - a[k]) for other in a)
    return Y


EXERCISE = FunctionExercise(
    id="5.4",
    name="forward",
    parameters=("X", "W", "b"),
    inputs=_layers,
    expected=_by_loops,
    meaning="One product and one softmax, for any number of samples: a whole layer.",
    shape_hint="X is N x D and W is D x K: X @ W is N x K, and softmax keeps the shape.",
    mistakes={
        # A number that is added to a whole row changes no probability.
        "The bias b is forgotten, or one number for all: each class has its own.": lambda X, W, b: (
            softmax(X @ W)
        ),
        "The bias is added to X @ W, not to the weights.": lambda X, W, b: softmax(X @ (W + b)),
        "The bias is subtracted; add it.": lambda X, W, b: softmax(X @ W - b),
        "The bias belongs to the activations: "
        "add it before the softmax, not after.": lambda X, W, b: softmax(X @ W) + b,
        "These are the activations A; the probabilities are softmax(A).": lambda X, W, b: X @ W + b,
        "These are K separate sigmoids; rows do not sum to 1.": lambda X, W, b: sigmoid(X @ W + b),
        "Softmax runs down the samples; rows must sum to 1.": lambda X, W, b: softmax(X @ W + b, 0),
        "Your whole answer sums to 1; each row must.": lambda X, W, b: softmax(X @ W + b, None),
        "You took the softmax twice.": lambda X, W, b: softmax(softmax(X @ W + b)),
        "These are predicted classes; return the probabilities, before argmax.": lambda X, W, b: (
            X @ W + b
        ).argmax(axis=1),
    },
    typed={"X is N x D and W is D x K": ("X @ W", "W @ X")},
)
