"""Linear and logistic regression, trained and ready to predict.

Hyper-parameters go into the constructor, `fit` learns and returns the model, what was learnt
are attributes that do not exist before `fit`. X is N x D, one sample a row. The bias is always
fitted and never penalised.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lazyutils.activations import Floats, as_floats, sigmoid, softmax
from lazyutils.losses import cross_entropy
from lazyutils.metrics import accuracy, r_squared
from lazyutils.optimize import count_epochs

__all__ = ["LinearRegression", "LogisticRegression", "NotFittedError"]


class NotFittedError(ValueError, AttributeError):
    """The model was asked for something that only `fit` can give."""


class _Model:
    def __getattr__(self, name: str) -> Any:
        if name in getattr(type(self), "__annotations__", {}):
            raise NotFittedError(f"{type(self).__name__} is not fitted: call fit(X, T) first")
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")


def _features(X: ArrayLike, D: int | None = None) -> Floats:
    """X as a finite N x D matrix of floats; with D given, of that width."""
    X = np.asarray(as_floats(X, "X"))
    if X.ndim != 2 or X.size == 0:
        raise ValueError(
            f"X has shape {X.shape}; wanted N x D, a row for each sample, not empty "
            "(a single feature x of shape (N,) becomes x[:, None])"
        )
    if D is not None and X.shape[1] != D:
        raise ValueError(f"X has {X.shape[1]} features; the model was fitted with {D}")
    if not np.isfinite(X).all():
        n, d = np.argwhere(~np.isfinite(X))[0]
        raise ValueError(f"X[{n}, {d}] is {X[n, d]}; wanted finite numbers: remove or fill it")
    return X


@dataclass(eq=False)
class LinearRegression(_Model):
    """y = x·w + b with w, b at the minimum of |T − Xw − b|² + l2·|w|².

    T of shape (N,) gives `w` (D,) and a number `b`; T of shape (N, M) gives `w` D x M and `b`
    (M,). w has the unit of T per unit of its feature, b the unit of T. Computed in float64 on
    centred features by the singular value decomposition (numpy's `lstsq`), not by the normal
    equations, which square the condition number. When columns of X depend on each other, w is
    the shortest of the equally good answers. `l2` is the `alpha` of scikit-learn's `Ridge`.
    ValueError for nan, inf, empty input or shapes that do not fit. Source: Hastie, Tibshirani
    and Friedman, The Elements of Statistical Learning (2009), sections 3.2 and 3.4.

    >>> model = LinearRegression().fit([[0], [1], [2]], [1, 3, 5])
    >>> print(model.w.round(6), round(model.b, 6), model.predict([[10]]).round(6))
    [2.] 1.0 [21.]
    """

    l2: float = 0.0
    w: Floats = field(init=False, repr=False)
    b: Any = field(init=False, repr=False)

    def fit(self, X: ArrayLike, T: ArrayLike) -> "LinearRegression":
        X, T = _features(X).astype(np.float64), np.asarray(as_floats(T, "T"), dtype=np.float64)
        if not 0 <= self.l2 < np.inf:
            raise ValueError(f"l2 is {self.l2}; wanted a finite number, 0 or more")
        if T.ndim not in (1, 2) or len(T) != len(X) or T.size == 0:
            raise ValueError(f"X has shape {X.shape}, T {T.shape}; wanted a row of T for each of X")
        if not np.isfinite(T).all():
            raise ValueError("T holds nan or inf; wanted finite numbers: remove these samples")
        x_mean, t_mean = X.mean(axis=0), T.mean(axis=0)
        A, B = X - x_mean, T - t_mean
        A[:, np.ptp(X, axis=0) == 0] = 0  # the mean of equal numbers may be rounded
        if self.l2:  # |B − Aw|² + l2·|w|² is one sum of squares with D more rows
            A = np.vstack([A, np.sqrt(self.l2) * np.eye(A.shape[1])])
            B = np.concatenate([B, np.zeros((A.shape[1], *T.shape[1:]))])
        self.w = np.linalg.lstsq(A, B, rcond=None)[0]
        b = t_mean - x_mean @ self.w
        self.b = float(b) if T.ndim == 1 else b
        return self

    def predict(self, X: ArrayLike) -> Floats:
        """Xw + b, of shape (N,) or (N, M)."""
        Y: Floats = _features(X, len(self.w)) @ self.w + self.b
        return Y

    def score(self, X: ArrayLike, T: ArrayLike) -> float:
        """R² of the predictions, see `metrics.r_squared`."""
        return r_squared(T, self.predict(X))


def _indicator(T: ArrayLike, N: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The sorted classes in the labels T, and T as 0 and 1: (N,) for two classes, else N x K."""
    T = np.asarray(T)
    if T.shape != (N,):
        raise ValueError(
            f"T has shape {T.shape}; wanted one label for each of the {N} rows of X, shape ({N},) "
            "(from an indicator matrix take T.argmax(axis=1))"
        )
    missing = [t for t in T.tolist() if t is None or t != t] if T.dtype.kind in "fO" else []
    if missing or (T.dtype.kind == "f" and np.isinf(T).any()):
        raise ValueError("T holds nan, None or inf; wanted a label for each sample")
    classes, k = np.unique(T, return_inverse=True)
    if len(classes) < 2:
        raise ValueError(f"T holds the single class {classes.tolist()[0]!r}; wanted two or more")
    return classes, k == 1 if len(classes) == 2 else np.eye(len(classes), dtype=bool)[k]


def _largest_eigenvalue(X: Floats, m: Floats, s: Floats, seed: int) -> float:
    """Of Σ z zᵀ over the rows z = [(x − m) / s, 1], by ten power iterations.

    They come close from below, therefore the answer is raised by a fifth.
    """
    u = np.random.default_rng(seed).standard_normal(X.shape[1] + 1).astype(X.dtype)
    for _ in range(10):
        u /= np.linalg.norm(u)
        v = u[:-1] / s
        z = X @ v + (u[-1] - m @ v)
        u = np.append((X.T @ z - m * z.sum()) / s, z.sum())
    return 1.2 * float(np.linalg.norm(u))


def _soften(W: Floats, threshold: Any) -> Floats:
    """The proximal step of l1: every weight moves towards 0 by `threshold` and stops there."""
    shorter: Floats = np.maximum(np.abs(W) - threshold, 0)
    return np.sign(W) * shorter


@dataclass(eq=False)
class LogisticRegression(_Model):
    """p(class k | x) from y = σ(x·W + b) for two classes, softmax(xW + b) for K.

    Minimises J = Σ_n cross-entropy + (l2/2)·|W|² + l1·Σ|w|; scikit-learn's C is 1/l2. T are
    labels of shape (N,), numbers or strings. Learnt: `classes`, sorted; for two classes `W`
    (D,) and a number `b`, for more `W` D x K and `b` (K,); `costs`, J/N after each epoch;
    `converged`. float32 data is trained in float32, all other in float64.

    - By default, every epoch is one step on all samples, its length taken from the data (the
      largest eigenvalue of the standardised XᵀX bounds the curvature of J), accelerated by
      Nesterov's momentum with restarts. It cannot diverge. It stops when no entry of the
      gradient of J/N is above `tol`, in units of 1 / the feature's standard deviation. Large
      data want fewer `epochs`, or batches.
    - `learning_rate` gives a constant step instead: v ← momentum·v − learning_rate·gradient of
      J/N, W ← W + v, as `gradient_descent` does, for all epochs.
    - `batch_size` takes such a step after each so many samples, with the gradient of their mean
      cost. The learning rate (by default again from the data) falls linearly to 0. Here `costs`
      are added up over an epoch's batches, each before its step. On MNIST (X 60,000 x 784 in
      [0, 1]) batch_size=500, learning_rate=0.5, epochs=10 gives 92.6 % test accuracy.

    ValueError for nan, inf, empty input, shapes that do not fit, a single class;
    FloatingPointError when a learning rate was too large. Sources: Bishop (2006), section 4.3;
    Beck and Teboulle (2009) and O'Donoghue and Candès (2015) for the accelerated step.

    >>> model = LogisticRegression(l2=1.0).fit([[-2], [-1], [1], [2]], ["no", "no", "yes", "yes"])
    >>> print(model.predict([[-3], [3]]), model.predict_proba([[0]]).round(3))
    ['no' 'yes'] [[0.5 0.5]]
    """

    l2: float = 0.0
    l1: float = 0.0
    learning_rate: float | None = None
    epochs: int = 3000
    batch_size: int | None = None
    momentum: float = 0.9
    seed: int = 0
    tol: float = 1e-6
    progress: bool = False
    W: Floats = field(init=False, repr=False)
    b: Any = field(init=False, repr=False)
    classes: NDArray[Any] = field(init=False, repr=False)
    costs: list[float] = field(init=False, repr=False)
    converged: bool = field(init=False, repr=False)

    @np.errstate(all="ignore")
    def fit(self, X: ArrayLike, T: ArrayLike) -> "LogisticRegression":
        self._check()
        X = _features(X)
        X = X.astype(np.result_type(X, np.float32), copy=False)
        classes, indicator = _indicator(T, len(X))
        automatic = self.learning_rate is None and self.batch_size is None
        W, b = (self._accelerate if automatic else self._descend)(X, indicator.astype(X.dtype))
        self.W, self.b, self.classes = W, float(b) if len(classes) == 2 else b, classes
        return self

    def _check(self) -> None:
        rate, size = self.learning_rate, self.batch_size
        for name, good, wanted in (
            ("l2", 0 <= self.l2 < np.inf, "a finite number, 0 or more"),
            ("l1", 0 <= self.l1 < np.inf, "a finite number, 0 or more"),
            ("learning_rate", rate is None or 0 < rate < np.inf, "None or a finite number above 0"),
            ("epochs", self.epochs == int(self.epochs) > 0, "a whole number above 0"),
            ("batch_size", size is None or size == int(size) > 0, "None or a whole number above 0"),
            ("momentum", 0 <= self.momentum < 1, "0 <= momentum < 1"),
            ("tol", self.tol >= 0, "0 or more"),
        ):
            if not good:
                raise ValueError(f"{name} is {getattr(self, name)!r}; wanted {wanted}")

    def _accelerate(self, X: Floats, T: Floats) -> tuple[Floats, Any]:
        """Accelerated steps on all samples, on standardised features without building them.

        m and s are the features' means and standard deviations, c is the bias of the centred
        features: b = c − m·W. Each feature has its own step. A are the logits of all samples.
        """
        N, D = X.shape
        l1, l2 = self.l1 / N, self.l2 / N
        m, s = X.mean(axis=0), X.std(axis=0)
        s[np.ptp(X, axis=0) == 0] = 1  # a constant feature gets no weight
        curvature = self._curvature(X, T, m, s)
        if T.ndim == 2:
            s = s[:, None]
        step = 1 / (curvature * s**2 + l2)
        W = W_old = np.zeros((D, *T.shape[1:]), X.dtype)
        c = c_old = np.zeros(T.shape[1:], X.dtype)
        A = A_old = np.zeros(T.shape, X.dtype)
        costs, converged, since_restart = [], False, 0
        for _ in count_epochs(self.epochs, self.progress):
            # Nesterov: move on as before, take the gradient there, step down from there.
            beta = since_restart / (since_restart + 3)
            W_ahead, c_ahead = W + beta * (W - W_old), c + beta * (c - c_old)
            R = self._residual(A + beta * (A - A_old), T) / N
            c_slope = R.sum(axis=0)
            slope = X.T @ R - np.multiply.outer(m, c_slope) + l2 * W_ahead
            W_old, W = W, _soften(W_ahead - step * slope, step * l1)
            c_old, c = c, c_ahead - c_slope / curvature
            A_old, A = A, X @ W + (c - m @ W)
            costs.append((self._cost(A, T) + self._penalty(W)) / N)
            slope = (W_ahead - W) / step  # now with the part that l1 adds
            if max(np.max(np.abs(slope / s)), np.max(np.abs(c_slope))) <= self.tol:
                converged = True
                break
            uphill = (slope * (W - W_old)).sum() + (c_slope * (c - c_old)).sum() > 0
            since_restart = 0 if uphill else since_restart + 1
        self.costs, self.converged = costs, converged
        return W, c - m @ W

    def _descend(self, X: Floats, T: Floats) -> tuple[Floats, Any]:
        """The rule of `gradient_descent`, one step for each batch."""
        N, D = X.shape
        l1, l2 = self.l1 / N, self.l2 / N
        size = min(self.batch_size or N, N)
        rate = self.learning_rate
        if rate is None:
            zeros, ones = np.zeros(D, X.dtype), np.ones(D, X.dtype)
            rate = 1 / (self._curvature(X, T, zeros, ones) + l2)
        rng = np.random.default_rng(self.seed)
        if size < N:  # rows are shuffled once, then only the order of batches: slices are fast
            rows = rng.permutation(N)
            X, T = X[rows], T[rows]
        W, b = np.zeros((D, *T.shape[1:]), X.dtype), np.zeros(T.shape[1:], X.dtype)
        W_move, b_move = np.zeros_like(W), np.zeros_like(b)
        starts, costs = np.arange(0, N, size), []
        left = total = self.epochs * len(starts)
        for _ in count_epochs(self.epochs, self.progress):
            cost = self._penalty(W)
            for start in rng.permutation(starts):
                x, t = X[start : start + size], T[start : start + size]
                eta = float(rate * left / total if size < N else rate)
                A = x @ W + b
                cost += self._cost(A, t)
                R = self._residual(A, t) / len(t)
                move = self.momentum * W_move - eta * (x.T @ R + l2 * W)
                W_move = _soften(W + move, eta * l1) - W if l1 else move
                b_move = self.momentum * b_move - eta * R.sum(axis=0)
                W, b = W + W_move, b + b_move
                left -= 1
            costs.append(cost / N)
        if size == N:  # then the costs before each step are those after the step before
            costs = [*costs[1:], (self._cost(X @ W + b, T) + self._penalty(W)) / N]
        self.costs, self.converged = costs, False
        return W, b

    def _curvature(self, X: Floats, T: Floats, m: Floats, s: Floats) -> float:
        """A bound on the second derivative: σ' <= 1/4, and 1/2 for softmax (Böhning, 1992)."""
        bound = 0.25 if T.ndim == 1 else 0.5
        return bound * _largest_eigenvalue(X, m, s, self.seed) / len(X)

    @staticmethod
    def _residual(A: Floats, T: Floats) -> Floats:
        """Y − T, the gradient of the cross-entropy with respect to the logits A."""
        return (sigmoid(A) if A.ndim == 1 else softmax(A)) - T

    def _cost(self, A: Floats, T: Floats) -> float:
        if not np.isfinite(A).all():
            raise FloatingPointError(
                f"training diverged; try a learning_rate smaller than {self.learning_rate}"
            )
        return float(cross_entropy(T, logits=A))

    def _penalty(self, W: Floats) -> float:
        return float(self.l2 / 2 * (W**2).sum() + self.l1 * np.abs(W).sum())

    def predict_proba(self, X: ArrayLike) -> Floats:
        """N x K, the probability of each class in the order of `classes`; rows sum to 1."""
        A = _features(X, len(self.W)) @ self.W + self.b
        return softmax(A) if A.ndim == 2 else np.stack([sigmoid(-A), sigmoid(A)], axis=1)

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """The most probable class of each row of X, shape (N,)."""
        return np.asarray(self.classes[self.predict_proba(X).argmax(axis=1)])

    def score(self, X: ArrayLike, T: ArrayLike) -> float:
        """The accuracy, see `metrics.accuracy`."""
        return accuracy(T, self.predict(X))
