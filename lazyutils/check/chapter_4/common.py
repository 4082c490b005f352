"""What several exercises of chapter 4 use."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array

__all__ = ["boundaries"]


def boundaries() -> Iterator[tuple[Array, Array, float]]:
    rng = np.random.default_rng(41)
    # Whole numbers, so that the score on the boundary is exactly 0.
    X = np.array([[4.0, 3.0], [1.0, 3.0], [2.0, 2.0]])
    yield X, np.array([4.0, -3.0]), -2.0
    yield np.array([[0.01], [-0.01]]), np.array([1.0]), 0.0  # close to the boundary, not on it
    yield rng.integers(-9, 9, (5, 1)).astype(float), np.array([2.0]), 6.0
    yield rng.integers(-9, 9, (8, 3)).astype(float), np.array([1.0, 2.0, -2.0]), 1.0
    for N, D in ((2, 2), (6, 4)):
        yield rng.normal(size=(N, D)), rng.normal(size=D), float(rng.normal(2))
