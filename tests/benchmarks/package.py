"""How fast is lazyutils? Run `python tests/benchmarks/package.py`; pytest leaves it alone.

Every line is a ratio of two times measured in the same run, ours over theirs, because times by
themselves say more about the machine. Each is the best of several repetitions, taken in turn.
"""

import time
import warnings

import numpy as np
import sklearn.linear_model
from scipy import special

from lazyutils import ConvergenceWarning, LogisticRegression, sigmoid, softmax

RNG = np.random.default_rng(0)


def ratio(ours, theirs, repeat=7):
    """Best time of `ours` over best time of `theirs`."""
    best = [np.inf, np.inf]
    for _ in range(repeat):
        for i, function in enumerate((ours, theirs)):
            start = time.perf_counter()
            function()
            best[i] = min(best[i], time.perf_counter() - start)
    return best[0] / best[1]


def activations():
    for dtype in (np.float32, np.float64):
        for shape in ((100_000,), (1_000_000,)):
            a = (RNG.standard_normal(shape) * 5).astype(dtype)
            r = ratio(lambda a=a: sigmoid(a), lambda a=a: special.expit(a))
            print(f"sigmoid / scipy     {a.dtype} {shape!s:14} {r:5.2f}   wanted: at most 3")
        for shape, limit in (((100, 1000), 1), ((1000, 1000), 1), ((10_000, 10), 3)):
            A = (RNG.standard_normal(shape) * 5).astype(dtype)
            r = ratio(lambda A=A: softmax(A), lambda A=A: special.softmax(A, axis=-1))
            print(f"softmax / scipy     {A.dtype} {shape!s:14} {r:5.2f}   wanted: at most {limit}")


def mnist():
    """MNIST if the loader is there, else random data of the same shape."""
    try:
        from lazyutils.datasets import load_mnist
    except ImportError:
        X = RNG.random((70_000, 784), dtype=np.float32) * (RNG.random(784) < 0.2)
        X = X.astype(np.float32)
        T = (X @ RNG.standard_normal((784, 10)) + RNG.gumbel(size=(70_000, 10))).argmax(axis=1)
        return "random data", (X[:60_000], T[:60_000]), (X[60_000:], T[60_000:])
    return "MNIST", *load_mnist()


def epoch(X, T, K, repeat, **options):
    """One epoch of `fit` over the two products that it cannot do without."""
    W, R = np.zeros((X.shape[1], K), X.dtype), np.zeros((len(X), K), X.dtype)

    def bare():
        for _ in range(4):
            X @ W
            X.T @ R

    def train(epochs):
        with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
            LogisticRegression(epochs=epochs, **options).fit(X, T)

    # Four more epochs, so that what `fit` does only once cancels out.
    return ratio(lambda: train(5), bare, repeat) - ratio(lambda: train(1), bare, repeat)


def narrow():
    """Many samples, few features: here the work beside the products counts."""
    X = RNG.standard_normal((100_000, 50))
    T = (X @ RNG.standard_normal((50, 10)) + RNG.gumbel(size=(100_000, 10))).argmax(axis=1)
    for label, options in (("default", {}), ("given rate", {"learning_rate": 0.5})):
        r = epoch(X, T, 10, 7, **options)
        print(f"epoch / 2 products  narrow, {label:14} {r:5.2f}   wanted: at most 3")


def training():
    name, (X, T), (X_test, T_test) = mnist()

    def train(epochs, **arguments):
        return LogisticRegression(epochs=epochs, **arguments).fit(X, T)

    for label, arguments in (
        ("one batch", {"learning_rate": 0.1}),
        ("batches of 500", {"learning_rate": 0.5, "batch_size": 500}),
    ):
        r = epoch(X, T, 10, 3, **arguments)
        print(f"epoch / 2 products  {label:22} {r:5.2f}   wanted: at most 1.5")

    start = time.perf_counter()
    ours = train(10, learning_rate=0.5, batch_size=500)
    middle = time.perf_counter()
    with warnings.catch_warnings(action="ignore"):  # it says that 100 steps did not converge
        theirs = sklearn.linear_model.LogisticRegression(max_iter=100).fit(X, T)
    end = time.perf_counter()
    r = (middle - start) / (end - middle)
    print(f"fit / scikit-learn  {name:22} {r:5.2f}   wanted: at most 0.2")
    print(f"    test accuracy {ours.score(X_test, T_test):.4f}, scikit-learn's ", end="")
    print(f"{theirs.score(X_test, T_test):.4f}; {middle - start:.1f} s and {end - middle:.1f} s")


if __name__ == "__main__":
    activations()
    narrow()
    training()
