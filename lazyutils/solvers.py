"""How the models find their weights: in one go, by steps on all samples, or on batches.

`LinearRegression` is solved by `least_squares`. For `LogisticRegression`, `accelerated` and
`in_batches` walk down J/N = Σ_n p_n·cost_n + (l2/2)·|W|² + l1·Σ|w|, where p_n is the share of
sample n (1/N, or its part of the weights) and l2 and l1 are divided by N already. The features
are measured from their means m in units of their standard deviations s, without building that
matrix: c is the bias of the centred features, so b = c − m·W.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lazyutils.activations import sigmoid, softmax
from lazyutils.arrays import Floats, power_of_two
from lazyutils.optimize import momentum_step

__all__ = [
    "Problem",
    "Solution",
    "accelerated",
    "in_batches",
    "least_squares",
    "logits",
    "residual",
    "sample_costs",
]


def least_squares(X: Floats, T: Floats, r: Floats, l2: float) -> tuple[Floats, Floats]:
    """w and b at the minimum of Σ r_n·|t_n − x_n·w − b|² + l2·|w|²."""
    # In units of powers of two, which change no digit, no sum can overflow.
    root = np.full((1, X.shape[1]), np.sqrt(l2))
    x_unit, t_unit = power_of_two(np.vstack([X, root])), power_of_two(T)
    X, T = X / x_unit, T / t_unit
    x_mean, t_mean = r @ X / r.sum(), r @ T / r.sum()
    A, B = X - x_mean, T - t_mean
    A[:, np.ptp(X, axis=0) == 0] = 0  # the mean of equal numbers may be rounded
    A, B = np.sqrt(r)[:, None] * A, (np.sqrt(r) * B.T).T
    if l2:  # |B − Aw|² + l2·|w|² is one sum of squares with D more rows
        A = np.vstack([A, np.diag(root[0] / x_unit)])
        B = np.concatenate([B, np.zeros((len(x_unit), *B.shape[1:]))])
    # lstsq drops what is small beside the largest column: make all columns of one length.
    length = np.sqrt((A**2).sum(axis=0))
    length[length == 0] = 1
    w = (np.linalg.lstsq(A / length, B, rcond=None)[0].T / length).T
    b = (t_mean - x_mean @ w) * t_unit
    return (w.T / x_unit).T * t_unit, b


@dataclass(frozen=True)
class Problem:
    """What is to be solved: X is N x D, T is (N,) for two classes and N x K for more."""

    X: Floats
    T: Floats
    p: Floats  #: the shares of the samples, (N,), sum 1
    m: Floats  #: means of the features, (D,)
    s: Floats  #: their standard deviations, (D,), 1 for a constant feature
    l2: float = 0.0
    l1: float = 0.0

    @classmethod
    def of(cls, X: Floats, T: NDArray[np.bool_], r: Floats, l2: float, l1: float) -> "Problem":
        """From features, indicator and weights of the samples."""
        p = (r / r.sum()).astype(X.dtype)
        m = p @ X
        Z = X - m
        s = np.sqrt(p @ np.square(Z, out=Z))
        s[(np.ptp(X, axis=0) == 0) | (s == 0)] = 1  # or it varies where there is no weight
        targets = np.asfortranarray(T.astype(X.dtype))  # in the order of `logits`
        return cls(X, targets, p, m, s, l2 / float(r.sum()), l1 / float(r.sum()))

    @property
    def start_cost(self) -> float:
        """J/N with all weights 0: every class equally probable."""
        return float(np.log(2 if self.T.ndim == 1 else self.T.shape[1]))

    def start(self) -> tuple[Floats, Floats]:
        """W and the bias, all 0."""
        K = self.T.shape[1:]
        return np.zeros((self.X.shape[1], *K), self.X.dtype), np.zeros(K, self.X.dtype)

    def penalty(self, W: Floats) -> float:
        return float(self.l2 / 2 * np.vdot(W, W) + self.l1 * np.abs(W).sum())

    def slope(self, R: Floats, W: Floats) -> float:
        """The largest entry of the gradient in units of 1/s, with the residuals R at W.

        Where l1 holds a weight at 0, only what its kink does not hold back counts.
        """
        dc = R.sum(axis=0)
        dW = self.X.T @ R - np.multiply.outer(self.m, dc) + self.l2 * W
        dW = np.where(W == 0, _soften(dW, self.l1), dW + self.l1 * np.sign(W))
        return float(max(np.abs(dW / self.column(self.s)).max(), np.abs(dc).max()))

    def column(self, values: Floats) -> Floats:
        """One value a feature, in a shape that fits W."""
        return values.reshape(-1, *[1] * (self.T.ndim - 1))


@dataclass(frozen=True)
class Solution:
    W: Floats
    b: Floats
    costs: list[float]  #: J/N after each epoch; over batches, before each step
    final: float  #: J/N at the end
    slope: float  #: the largest entry of the gradient of J/N at the end, in units of 1/s


def accelerated(problem: Problem, epochs: int, tol: float, seed: int) -> Solution:
    """Nesterov's accelerated steps on all samples, restarted where they lead uphill.

    The step is the inverse of a bound on the curvature, so the descent cannot diverge.
    """
    X, T, p, m = problem.X, problem.T, problem.p, problem.m
    curvature = _bound_of_curvature(problem, seed)
    s = problem.column(problem.s)
    step = 1 / (curvature * s**2 + problem.l2)
    W, c = W_old, c_old = problem.start()
    A = A_old = logits(X, W, c)
    costs: list[float] = []
    slope, since_restart = np.inf, 0
    while slope > tol and len(costs) < epochs:
        # Move on as before, take the gradient there, step down from there.
        beta = since_restart / (since_restart + 3)
        W_ahead, c_ahead = W + beta * (W - W_old), c + beta * (c - c_old)
        R = residual(A + beta * (A - A_old), T, p)
        dc = R.sum(axis=0)
        dW = X.T @ R - np.multiply.outer(m, dc) + problem.l2 * W_ahead
        W_old, W = W, _soften(W_ahead - step * dW, step * problem.l1)
        c_old, c = c, c_ahead - dc / curvature
        A_old, A = A, logits(X, W, c - m @ W)
        costs.append(float(p @ sample_costs(A, T)) + problem.penalty(W))
        dW = (W_ahead - W) / step  # now with the part that l1 adds
        slope = float(max(np.abs(dW / s).max(), np.abs(dc).max()))
        uphill = np.vdot(dW, W - W_old) + np.vdot(dc, c - c_old) > 0
        since_restart = 0 if uphill else since_restart + 1
    return Solution(W, c - m @ W, costs, costs[-1], slope)


def in_batches(
    problem: Problem, rate: float | None, momentum: float, size: int, epochs: int, seed: int
) -> Solution:
    """A step with momentum after each `size` samples, down the gradient of their mean cost.

    A given rate steps in the features as they are; without one the step comes from the
    curvature and is taken in the standardised features. In batches it falls linearly to 0,
    because their gradients are not 0 together.
    """
    X, T, p, m = problem.X, problem.T, problem.p, problem.m
    N = len(X)
    W_step: Any
    c_step: Any
    if rate is None:
        curvature = _bound_of_curvature(problem, seed, size)
        W_step, c_step = (
            1 / (curvature * problem.column(problem.s) ** 2 + problem.l2),
            1 / curvature,
        )
    else:
        m, W_step, c_step = np.zeros_like(m), rate, rate
    rng = np.random.default_rng(seed)
    if size < N:  # rows are shuffled once, then only the order of batches: slices are fast
        rows = rng.permutation(N)
        X, T, p = X[rows], T[rows], p[rows]
    W, c = problem.start()
    W_move, c_move = np.zeros_like(W), np.zeros_like(c)
    starts, costs = np.arange(0, N, size), []
    left = total = epochs * len(starts)
    for epoch in range(1, epochs + 1):
        cost = problem.penalty(W)
        for start in rng.permutation(starts):
            x, t, share = (array[start : start + size] for array in (X, T, p))
            A = logits(x, W, c - m @ W)
            cost += float(share @ sample_costs(A, t))
            R = residual(A, t, share * (N / len(t)))
            dc = R.sum(axis=0)
            dW = x.T @ R - np.multiply.outer(m, dc) + problem.l2 * W
            falling = left / total if size < N else 1.0
            W_old = W
            W, W_move = momentum_step(W, W_move, dW, falling * W_step, momentum)
            if problem.l1:
                W = _soften(W, falling * W_step * problem.l1)
                W_move = W - W_old
            c, c_move = momentum_step(c, c_move, dc, falling * c_step, momentum)
            left -= 1
        if not np.isfinite(cost):
            advice = "" if rate is None else f": try a learning_rate smaller than {rate:g}"
            raise FloatingPointError(f"training diverged in epoch {epoch}{advice}")
        costs.append(cost)
    b = c - m @ W
    A = logits(problem.X, W, b)
    final = float(problem.p @ sample_costs(A, problem.T)) + problem.penalty(W)
    if size == N:  # then the costs before each step are those after the step before
        costs = [*costs[1:], final]
    return Solution(W, b, costs, final, problem.slope(residual(A, problem.T, problem.p), W))


def logits(X: Floats, W: Floats, b: Floats) -> Floats:
    """A = XW + b.

    The entries of one class lie together in memory: a sum over the classes then runs down
    long columns, several times as fast as along short rows.
    """
    A: Floats = (W.T @ X.T).T
    A += b
    return A


def residual(A: Floats, T: Floats, p: Floats) -> Floats:
    """p_n·(Y − T), the gradient of Σ p_n·cost_n with respect to the logits A."""
    Y = sigmoid(A) if A.ndim == 1 else softmax(A)
    Y -= T
    Y *= p if A.ndim == 1 else p[:, None]
    return Y


def sample_costs(A: Floats, T: Floats) -> Floats:
    """The cross-entropy of each sample: ln(1 + eᵃ) − t·a for two classes, ln Σ eᵃ − Σ t·a."""
    if A.ndim == 1:
        costs: Floats = np.log1p(np.exp(-np.abs(A))) + (np.maximum(A, 0) - T * A)
    else:
        A = A - A.max(axis=1)[:, None]
        costs = np.log(np.exp(A).sum(axis=1)) - (T * A).sum(axis=1)
    return costs


def _soften(W: Floats, threshold: Any) -> Floats:
    """The proximal step of l1: every weight moves towards 0 by `threshold` and stops there."""
    shorter: Floats = np.maximum(np.abs(W) - threshold, 0)
    return np.sign(W) * shorter


def _bound_of_curvature(problem: Problem, seed: int, size: int | None = None) -> float:
    """A bound on the second derivative of J/N in the standardised features z = [(x − m)/s, 1].

    σ' <= 1/4, and 1/2 for softmax (Böhning, 1992), times the largest eigenvalue of
    Σ p_n z zᵀ, by ten power iterations; they come close from below, so the answer is raised by
    a fifth. Batches of `size` samples can be more curved, up to the largest |z|² of a sample:
    Gower and others (2019) mix the two.
    """
    X, p, m, s = problem.X, problem.p, problem.m, problem.s
    u = np.random.default_rng(seed).standard_normal(X.shape[1] + 1).astype(X.dtype)
    for _ in range(10):
        u /= np.linalg.norm(u)
        v = u[:-1] / s
        z = p * (X @ v + (u[-1] - m @ v))
        u = np.append((X.T @ z - m * z.sum()) / s, z.sum())
    largest = 1.2 * float(np.linalg.norm(u))
    if size is not None and size < len(X):
        lengths = X**2 @ s**-2 - 2 * X @ (m / s**2) + ((m / s) ** 2).sum() + 1
        longest = float((p * lengths).max()) * len(X)
        largest += (longest - largest) * (len(X) / size - 1) / (len(X) - 1)
    return largest * (0.25 if problem.T.ndim == 1 else 0.5)
