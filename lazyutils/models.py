"""Linear and logistic regression, trained and ready to predict.

Hyper-parameters go into the constructor, `fit` learns and returns the model, what was learnt
are attributes that do not exist before `fit`. X is N x D, one sample a row. The bias is always
fitted and never penalised.
"""

import warnings
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lazyutils import arrays
from lazyutils.activations import sigmoid, softmax
from lazyutils.arrays import Floats
from lazyutils.estimator import Estimator
from lazyutils.metrics import accuracy, r_squared
from lazyutils.solvers import Problem, Solution, accelerated, in_batches, least_squares

__all__ = ["ConvergenceWarning", "LinearRegression", "LogisticRegression"]

_FAR = 0.05
"""A steeper slope than this, where the caller chose the steps, is still far from the minimum."""


class ConvergenceWarning(UserWarning):
    """`fit` stopped before it came to the minimum."""


@dataclass(eq=False)
class LinearRegression(Estimator):
    """y = x·w + b with w, b at the minimum of Σ_n r_n·|t_n − x_n·w − b|² + l2·|w|².

    T of shape (N,) gives `w` (D,) and a number `b`; T of shape (N, M) gives `w` D x M and `b`
    (M,). w has the unit of T per unit of its feature, b the unit of T. The weights r_n are 1
    unless `sample_weight` gives them. Computed in float64 on centred and scaled features by the
    singular value decomposition (numpy's `lstsq`), not by the normal equations, which square
    the condition number. When columns of X depend on each other, w is the shortest of the
    equally good answers, measured with every feature in units of its standard deviation. `l2`
    is the `alpha` of scikit-learn's `Ridge`.

    ValueError for nan, inf, empty input or shapes that do not fit; FloatingPointError where the
    answer is too large for a float. Source: Hastie, Tibshirani and Friedman, The Elements of
    Statistical Learning (2009), sections 3.2 and 3.4.

    >>> model = LinearRegression().fit([[0], [1], [2]], [1, 3, 5])
    >>> print(model.w.round(6), round(model.b, 6), model.predict([[10]]).round(6))
    [2.] 1.0 [21.]
    """

    l2: float = 0.0
    w: Floats = field(init=False, repr=False)
    b: Any = field(init=False, repr=False)

    @np.errstate(all="ignore")
    def fit(self, X: ArrayLike, T: ArrayLike, sample_weight: ArrayLike | None = None) -> Self:
        l2 = arrays.real("l2", self.l2)
        A = arrays.matrix(X).astype(np.float64)
        N, D = A.shape
        B, r = arrays.targets(T, N), arrays.weights(sample_weight, N)
        w, b = least_squares(A[r > 0], B[r > 0], r[r > 0], l2)
        if not (np.isfinite(w).all() and np.isfinite(b).all()):
            raise FloatingPointError("the weights are too large for a float: rescale X or T")
        self.w, self.b = w, float(b) if b.ndim == 0 else b
        self._remember_features(X, D)
        return self

    @np.errstate(all="ignore")
    def predict(self, X: ArrayLike) -> Floats:
        """Xw + b, of shape (N,) or (N, M)."""
        D = len(self.w)
        self._same_features(X)
        return _finite(arrays.matrix(X, D) @ self.w + self.b)

    def score(self, X: ArrayLike, T: ArrayLike) -> float:
        """R² of the predictions, see `metrics.r_squared`."""
        return r_squared(T, self.predict(X))


@dataclass(eq=False)
class LogisticRegression(Estimator):
    """p(class k | x) from y = σ(x·W + b) for two classes, softmax(xW + b) for K.

    Minimises J = Σ_n r_n·cross-entropy + (l2/2)·|W|² + l1·Σ|w|; scikit-learn's C is 1/l2. T are
    labels of shape (N,), numbers or text. The weights r_n of the samples are 1 unless
    `sample_weight` gives them (for equal say of rare classes: 1 / the size of the sample's
    class). Learnt: `classes`, sorted; for two classes `W` (D,) and a number `b`, for more `W`
    D x K and `b` (K,); `costs`, J/Σr after each epoch; `converged`: no entry of the gradient of
    J/Σr, in units of 1 / the feature's standard deviation, is above `tol`. float32 and integers
    of at most 16 bits are trained in float32, all other in float64.

    - By default, every epoch is one step on all samples, its length taken from the data (the
      largest eigenvalue of the standardised XᵀX bounds the curvature of J), accelerated by
      Nesterov's momentum with restarts. It cannot diverge, and it stops when it has converged.
      Large data want fewer `epochs`, or batches.
    - `learning_rate` gives a constant step instead: v ← momentum·v − learning_rate·gradient of
      J/Σr, W ← W + v, as `gradient_descent` does, for all epochs.
    - `batch_size` takes such a step after each so many samples, with the gradient of their mean
      cost. The learning rate (by default again from the data, for standardised features) falls
      linearly to 0. Here `costs` are added up over an epoch's batches, each before its step. On
      MNIST (X 60,000 x 784 in [0, 1]) batch_size=500, learning_rate=0.5, epochs=10 gives 92.6 %
      test accuracy. Steps on batches leave no weight at exactly 0, so l1 is refused there.

    A `ConvergenceWarning` says when `fit` ends before the minimum: by default when it has not
    converged, with steps of your own when the slope is still above 0.05. ValueError for nan,
    inf, empty input, shapes that do not fit, a single class; FloatingPointError when a learning
    rate was too large: the cost is no number, or ends above that of all weights 0. Sources:
    Bishop (2006), section 4.3; Beck and Teboulle (2009) and O'Donoghue and Candès (2015) for
    the accelerated step.

    >>> model = LogisticRegression(l2=1.0).fit([[-2], [-1], [1], [2]], ["no", "no", "yes", "yes"])
    >>> print(model.predict([[-3], [3]]), model.predict_proba([[0]]).round(3))
    ['no' 'yes'] [[0.5 0.5]]
    """

    l2: float = 0.0
    _: KW_ONLY
    l1: float = 0.0
    learning_rate: float | None = None
    epochs: int = 3000
    batch_size: int | None = None
    momentum: float = 0.9
    seed: int = 0
    tol: float = 1e-6
    W: Floats = field(init=False, repr=False)
    b: Any = field(init=False, repr=False)
    classes: NDArray[Any] = field(init=False, repr=False)
    costs: list[float] = field(init=False, repr=False)
    converged: bool = field(init=False, repr=False)

    _kind = "classifier"

    @np.errstate(all="ignore")
    def fit(self, X: ArrayLike, T: ArrayLike, sample_weight: ArrayLike | None = None) -> Self:
        l2 = arrays.real("l2", self.l2, below=arrays.LIMIT)
        l1 = arrays.real("l1", self.l1, below=arrays.LIMIT)
        tol, momentum = (
            arrays.real("tol", self.tol),
            arrays.real("momentum", self.momentum, below=1),
        )
        epochs, seed = arrays.whole("epochs", self.epochs, least=1), arrays.whole("seed", self.seed)
        rate, size = self.learning_rate, self.batch_size
        rate = None if rate is None else arrays.real("learning_rate", rate, above=True)
        size = None if size is None else arrays.whole("batch_size", size, least=1)

        A = arrays.of_moderate_size(arrays.matrix(X))
        N, D = A.shape
        t, r = arrays.labels(T, "T", N), arrays.weights(sample_weight, N)
        A, t, r = A[r > 0], t[r > 0], r[r > 0]
        classes, indicator = arrays.indicator(t)
        N = len(A)
        if l1 and size is not None and size < N:
            raise ValueError(
                f"l1 is {l1:g} with batch_size {size}; wanted one of them: steps on batches leave "
                "no weight at exactly 0, so pass batch_size=None with l1"
            )
        problem = Problem.of(A, indicator, r, l2, l1)
        if rate is None and size is None:
            solution = accelerated(problem, epochs, tol, seed)
        else:
            solution = in_batches(problem, rate, momentum, min(size or N, N), epochs, seed)
        _say_how_it_ended(solution, tol, rate, problem.start_cost, own_steps=bool(rate or size))
        self.W, self.b = solution.W, float(solution.b) if len(classes) == 2 else solution.b
        self.classes, self.costs = classes, solution.costs
        self.converged = solution.slope <= tol
        self._remember_features(X, D)
        return self

    @property
    def classes_(self) -> NDArray[Any]:
        """`classes` under the name that scikit-learn looks for."""
        return self.classes

    @np.errstate(all="ignore")
    def predict_proba(self, X: ArrayLike) -> Floats:
        """N x K, the probability of each class in the order of `classes`; rows sum to 1."""
        D = len(self.W)
        self._same_features(X)
        A = _finite(arrays.matrix(X, D) @ self.W + self.b)
        return softmax(A) if A.ndim == 2 else np.stack([sigmoid(-A), sigmoid(A)], axis=1)

    def predict(self, X: ArrayLike) -> NDArray[Any]:
        """The most probable class of each row of X, shape (N,)."""
        return np.asarray(self.classes[self.predict_proba(X).argmax(axis=1)])

    def score(self, X: ArrayLike, T: ArrayLike) -> float:
        """The accuracy, see `metrics.accuracy`."""
        return accuracy(T, self.predict(X))


def _say_how_it_ended(
    solution: Solution, tol: float, rate: float | None, start: float, own_steps: bool
) -> None:
    """Raise if the descent went up, warn if it ended before the minimum."""
    if rate is not None and not solution.final <= start:
        raise FloatingPointError(
            f"training diverged: J/N is {solution.final:.6g} at the end and {start:.6g} with all "
            f"weights 0. Try a learning_rate smaller than {rate:g}, or standardise the features."
        )
    limit = max(tol, _FAR) if own_steps else tol
    if solution.slope > limit:
        warnings.warn(
            f"not converged after {len(solution.costs)} epochs: the slope of J/N is "
            f"{solution.slope:.3g}, and {limit:g} is wanted. Raise epochs, or l2: without a "
            "penalty, classes that a line parts have no minimum.",
            ConvergenceWarning,
            stacklevel=4,  # the caller of `fit`, past the decorator
        )


def _finite(Y: Floats) -> Floats:
    if not np.isfinite(Y).all():
        raise FloatingPointError("X·W is too large for a float; wanted X in the units of fit")
    return Y
