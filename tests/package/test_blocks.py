"""The same cost and gradient on blocks of rows, on two processes, on more data than fit in one.

Chapter 7 shows that a cost and its gradient are sums over samples, so that they can be added
up block by block. Here the very functions of `lazyutils` work on chunked Dask arrays.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import dask
import dask.array as da
import numpy as np
import pytest
from distributed import Client, LocalCluster

from lazyutils import cross_entropy, gradient_descent, sigmoid, softmax, squared_error

D, K = 100, 3
MEMORY = 350_000_000  # bytes a worker may use


def cost_and_gradient(X, T, W, b):
    """Softmax regression as chapter 7 writes it; numpy and Dask arrays alike."""
    A = X @ W + b
    R = softmax(A) - T
    return cross_entropy(T, logits=A), X.T @ R, R.sum(axis=0)


def samples(N, D, K, seed=7):
    rng = np.random.default_rng(seed)
    X, labels = rng.normal(size=(N, D)), rng.integers(0, K, N)
    return X, np.eye(K)[labels], rng.normal(size=(D, K)), rng.normal(size=K)


def refuse_to_compute(*args, **kwargs):
    raise AssertionError("something was computed early")


@pytest.mark.parametrize("rows", [1000, 250, 300, (10, 700, 290)], ids=str)
def test_chunks_give_what_numpy_gives(rows):
    X, T, W, b = samples(1000, 7, 4)
    with dask.config.set(scheduler=refuse_to_compute):
        lazy = cost_and_gradient(
            da.from_array(X, chunks=(rows, 7)), da.from_array(T, chunks=(rows, 4)), W, b
        )
    assert all(isinstance(part, da.Array) for part in lazy)
    for ours, numpys in zip(dask.compute(*lazy), cost_and_gradient(X, T, W, b), strict=True):
        np.testing.assert_allclose(ours, numpys, rtol=1e-11, atol=1e-11)


def test_two_classes_and_the_line_in_chunks():
    X, T, W, b = samples(600, 5, 2)
    t, w, bias = T[:, 1], W[:, 1], b[1]
    X_lazy, t_lazy = da.from_array(X, chunks=(90, 5)), da.from_array(t, chunks=90)
    for ours, numpys in [
        (cross_entropy(t_lazy, logits=X_lazy @ w + bias), cross_entropy(t, logits=X @ w + bias)),
        (X_lazy.T @ (sigmoid(X_lazy @ w + bias) - t_lazy), X.T @ (sigmoid(X @ w + bias) - t)),
        (squared_error(t_lazy, X_lazy @ w), squared_error(t, X @ w)),
        (2 * X_lazy.T @ (X_lazy @ w - t_lazy), 2 * X.T @ (X @ w - t)),
    ]:
        assert isinstance(ours, da.Array)
        np.testing.assert_allclose(ours.compute(), numpys, rtol=1e-11, atol=1e-11)


def test_gradient_descent_walks_the_same_path_on_chunks():
    X, T, W, b = samples(500, 6, 3)
    X_lazy, T_lazy = da.from_array(X, chunks=(120, 6)), da.from_array(T, chunks=(120, 3))

    def descend(X, T):
        path = []
        gradient_descent(
            lambda w: cost_and_gradient(X, T, *w)[1:],
            (W, b),
            learning_rate=1e-3,
            epochs=5,
            callback=path.append,
        )
        return [np.vstack(w) for w in path]

    np.testing.assert_allclose(descend(X_lazy, T_lazy), descend(X, T), rtol=1e-11)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Two worker processes, one thread each, with a limit on their memory; no web page."""
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            memory_limit=MEMORY,
            dashboard_address=None,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_more_data_than_a_worker_may_hold(client):
    """720 MB of rows, drawn chunk by chunk where they are needed, on two processes of 350 MB."""
    rng = da.random.default_rng(7)
    X = rng.normal(size=(900_000, D), chunks=(30_000, D))
    _, _, W_true, b_true = samples(1, D, K)
    A = X @ W_true + b_true
    T = (A == A.max(axis=1, keepdims=True)).astype(np.float64)  # the most probable class, as 0, 1

    workers = client.scheduler_info()["workers"].values()
    processes = set(client.run(os.getpid).values())
    assert len(workers) == len(processes - {os.getpid()}) == 2
    assert {worker["memory_limit"] for worker in workers} == {MEMORY}
    assert X.nbytes > sum(worker["memory_limit"] for worker in workers)

    # One step of descent: one pass over the chunks on the workers, for both parts at once.
    start, seen = (W_true / 2, b_true / 3), []

    def gradient(weights):
        seen.append(dask.compute(*cost_and_gradient(X, T, *weights)))
        return seen[-1][1:]

    result = gradient_descent(gradient, start, learning_rate=1e-7, epochs=1)

    # The oracle draws each block here, by itself, and adds up numpy's results.
    sums = [0.0, np.zeros((D, K)), np.zeros(K)]
    with dask.config.set(scheduler="synchronous"):
        for i in range(X.numblocks[0]):
            x, t = dask.compute(X.blocks[i], T.blocks[i])
            for k, part in enumerate(cost_and_gradient(x, t, *start)):
                sums[k] = sums[k] + part
    for ours, numpys in zip(seen[0], sums, strict=True):
        np.testing.assert_allclose(ours, numpys, rtol=1e-9, atol=1e-9 * np.abs(numpys).max())
    np.testing.assert_allclose(result.w[0], start[0] - 1e-7 * sums[1], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(result.w[1], start[1] - 1e-7 * sums[2], rtol=1e-9, atol=1e-12)
