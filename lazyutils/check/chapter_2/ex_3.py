"""2.3 Standardise both sets; the truth is a loop over columns with Python's statistics."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import reversed_pair, with_answer


def _two_sets() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(23)
    yield np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]]), np.array([[3.0, 40.0], [5.0, 20.0]])
    yield rng.normal(5, 3, size=(6, 3)), rng.normal(9, 1, size=(4, 3))
    yield rng.normal(size=(5, 2)), rng.normal(size=(1, 2))
    # A column that is constant in the training set only.
    yield (
        np.array([[7.0, 1.0], [7.0, 2.0], [7.0, 4.0], [7.0, 9.0]]),
        np.array([[6.0, 3.0], [9.0, 4.0]]),
    )
    # Spreads of 0.16, 0.002 and 2: small ones are not 0.
    yield (
        np.array([[0.1, 0.001, 1.0], [0.3, 0.002, 2.0], [0.5, 0.006, 6.0]]),
        np.array([[0.2, 0.004, 4.0]]),
    )
    # The mean of three 0.1 is rounded, so numpy's standard deviation of a constant is 1.4e-17.
    yield np.array([[0.1, 3.0], [0.1, 4.0], [0.1, 8.0]]), np.array([[0.3, 5.0], [0.1, 2.0]])


def _by_statistics(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    def transform(X: Array) -> Array:
        columns = []
        for d in range(X_train.shape[1]):
            known = X_train[:, d].tolist()
            centre, spread = statistics.fmean(known), statistics.pstdev(known) or 1.0
            columns.append([(value - centre) / spread for value in X[:, d].tolist()])
        return np.array(columns).T

    return transform(X_train), transform(X_test)


Ruler = Callable[[Array], tuple[Any, Any]]


def _columns(X: Array) -> tuple[Any, Any]:
    return X.mean(axis=0), X.std(axis=0)


_LIMITS = (1e-12, 0.0, -1.0)  # of the spreads to replace: all constant columns, exact zeros, none


def _scaled(X: Array, ruler: tuple[Any, Any], limit: float) -> Any:
    centre, spread = ruler
    return (X - centre) / np.where(spread <= limit, 1, spread)


def _with_rulers(train: Ruler, limit: float) -> Wrong:
    """Both sets on the ruler that `train` takes from the training set."""
    return lambda A, B: (_scaled(A, train(A), limit), _scaled(B, train(A), limit))


def _each_way(ruler: Ruler) -> list[Wrong]:
    return [_with_rulers(ruler, limit) for limit in _LIMITS]


def _by_test(ruler: Wrong) -> list[Wrong]:
    """The training set is right; the test set's ruler is taken from both sets somehow."""
    return [
        lambda A, B, limit=limit: (_scaled(A, _columns(A), limit), _scaled(B, ruler(A, B), limit))
        for limit in _LIMITS
    ]


def _jointly(A: Array, B: Array, limit: float) -> tuple[Any, Any]:
    ruler = _columns(np.vstack([A, B]))
    return _scaled(A, ruler, limit), _scaled(B, ruler, limit)


def _plus(tiny: float) -> Wrong:
    return _with_rulers(lambda X: (X.mean(axis=0), X.std(axis=0) + tiny), -1.0)


def _constant_column(change: Wrong) -> list[Wrong]:
    """Right but for the constant columns: `change` gets X, Z and which columns are constant."""

    def changed(A: Array, B: Array, right: Wrong, width: Wrong) -> tuple[Any, ...]:
        pairs = zip((A, B), right(A, B), strict=True)
        return tuple(change(X, Z, width(A, axis=0) == 0) for X, Z in pairs)

    return [
        partial(changed, right=_by_statistics, width=np.ptp),
        partial(changed, right=_with_rulers(_columns, 0.0), width=np.std),
    ]


EXERCISE = FunctionExercise(
    id="2.3",
    name="standardise",
    parameters=("X_train", "X_test"),
    inputs=_two_sets,
    expected=_by_statistics,
    meaning="A test row gets the same numbers, alone or in a crowd: nothing has leaked.",
    shape_hint="Each set keeps its shape: the mean and the standard deviation have shape (D,).",
    zero=1e-9,
    mistakes={
        "The two sets are exchanged: return Z_train, Z_test, the training set first.": [
            reversed_pair(_by_statistics),
            reversed_pair(_with_rulers(_columns, 0.0)),
        ],
        "The test set's own mean was subtracted from it. Subtract the training set's mean from "
        "both.": _by_test(lambda A, B: (B.mean(axis=0), A.std(axis=0))),
        "The test set was measured with its own mean and standard deviation. Use those of the "
        "training set for both.": _by_test(lambda A, B: _columns(B)),
        "The mean and standard deviation come from both sets together, so the test set has leaked "
        "into them. "
        "Use the training set's alone.": [partial(_jointly, limit=limit) for limit in _LIMITS],
        "A column that does not vary in the training set gives a division by 0. Divide it by 1 "
        "instead.": [
            _with_rulers(_columns, -1.0),
            with_answer(_with_rulers(_columns, -1.0), np.nan_to_num),
        ],
        "The standard deviation of a column of 0.1 is not 0 but 1e-17, by rounding: ask whether "
        "the column's largest entry is its least, np.ptp(X_train, axis=0) == "
        "0.": _with_rulers(_columns, 0.0),
        "A column that does not vary in the training set became 0 in the test set, too. There its "
        "values may vary: "
        "divide them by 1.": _constant_column(lambda X, Z, constant: np.where(constant, 0, Z)),
        "A column that does not vary in the training set came back as it was. Subtract its mean, "
        "too, and divide by 1.": _constant_column(lambda X, Z, constant: np.where(constant, X, Z)),
        "The column that does not vary in the training set is gone. Keep it: subtract its mean "
        "and divide by 1.": _constant_column(lambda X, Z, constant: Z[:, ~constant]),
        "A standard deviation of 0 became a tiny number, and dividing by it makes huge values in "
        "the test set. Replace it by 1, and leave the others as they are.": [
            _plus(tiny)
            for tiny in (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, np.finfo(float).eps)
        ],
        "A standard deviation between 0 and 1 must stay as it is; replace only those that are 0.": [
            _with_rulers(_columns, limit) for limit in (1.0, 0.1)
        ],
        "You divided by the variance; (2.12) divides by "
        "its root, the standard deviation.": _each_way(lambda X: (X.mean(axis=0), X.var(axis=0))),
        "You divided by N - 1 in the standard deviation (ddof=1, as pandas does); (2.12) divides "
        "by N.": _each_way(lambda X: (X.mean(axis=0), X.std(axis=0, ddof=1))),
        "One mean and one standard deviation were taken for the whole matrix. Each column has its "
        "own: axis=0.": _each_way(lambda X: (X.mean(), X.std())),
        "You scaled by the smallest and the largest entry, so that 0 to 1 is left; (2.12) "
        "subtracts the mean and divides by the "
        "standard deviation.": _each_way(lambda X: (X.min(axis=0), X.max(axis=0) - X.min(axis=0))),
        "The means are subtracted, the division by the standard deviation is "
        "missing.": _with_rulers(lambda X: (X.mean(axis=0), np.ones(X.shape[1])), -1.0),
        "The test set came back as it was. Put it on the training set's scale, too.": lambda A, B: (
            _by_statistics(A, B)[0],
            B,
        ),
    },
    typed={
        "changes the input": (
            "    return (X_train - mean)",
            "    X_train -= mean\n    return X_train",
        ),
        "Return 2 values": (", (X_test - mean) / std", ""),
    },
)
