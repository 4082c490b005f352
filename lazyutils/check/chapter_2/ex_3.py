"""Exercise 2.3: standardise."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Wrong


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


def _scaled(X: Array, ruler: tuple[Any, Any], *, guarded: bool) -> Any:
    centre, spread = ruler
    return (X - centre) / (np.where(spread == 0, 1, spread) if guarded else spread)


def _with_rulers(train: Ruler, *, guarded: bool) -> Callable[[Array, Array], Any]:
    """Both sets on the ruler that `train` takes from the training set."""
    return lambda X_train, X_test: (
        _scaled(X_train, train(X_train), guarded=guarded),
        _scaled(X_test, train(X_train), guarded=guarded),
    )


def _own_rulers(*, guarded: bool) -> Callable[[Array, Array], Any]:
    return lambda X_train, X_test: (
        _scaled(X_train, _columns(X_train), guarded=guarded),
        _scaled(X_test, _columns(X_test), guarded=guarded),
    )


def _joint_ruler(*, guarded: bool) -> Callable[[Array, Array], Any]:
    def joint(X_train: Array, X_test: Array) -> tuple[Array, Array]:
        ruler = _columns(np.vstack([X_train, X_test]))
        return (
            _scaled(X_train, ruler, guarded=guarded),
            _scaled(X_test, ruler, guarded=guarded),
        )

    return joint


def _mixed_rulers(*, guarded: bool) -> Callable[[Array, Array], Any]:
    """The test set less its own mean, divided by the training set's standard deviation."""

    def mixed(X_train: Array, X_test: Array) -> tuple[Array, Array]:
        centre, spread = _columns(X_train)
        return (
            _scaled(X_train, (centre, spread), guarded=guarded),
            _scaled(X_test, (X_test.mean(axis=0), spread), guarded=guarded),
        )

    return mixed


def _with_tiny(tiny: float) -> Callable[[Array, Array], Any]:
    return _with_rulers(lambda X: (X.mean(axis=0), X.std(axis=0) + tiny), guarded=False)


def _ones_below(limit: float) -> Callable[[Array, Array], Any]:
    def ruler(X: Array) -> tuple[Any, Any]:
        centre, spread = _columns(X)
        return centre, np.where(spread < limit, 1, spread)

    return _with_rulers(ruler, guarded=False)


def _nan_made_number(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    Z_train, Z_test = _with_rulers(_columns, guarded=False)(X_train, X_test)
    return np.nan_to_num(Z_train), np.nan_to_num(Z_test)


def _constant_column(change: Callable[[Any, Any, Any], Any]) -> Callable[..., Any]:
    """Right but for the constant columns: `change` gets X, Z and which columns are constant."""

    def changed(X_train: Array, X_test: Array) -> tuple[Any, Any]:
        Z_train, Z_test = _by_statistics(X_train, X_test)
        constant = X_train.max(axis=0) == X_train.min(axis=0)
        return change(X_train, Z_train, constant), change(X_test, Z_test, constant)

    return changed


def _either_way(make: Callable[..., Wrong]) -> list[Wrong]:
    """The mistake with and without care for a constant column."""
    return [make(guarded=True), make(guarded=False)]


def _by_ruler(ruler: Ruler) -> list[Wrong]:
    return _either_way(partial(_with_rulers, ruler))


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
        "The two sets are exchanged: return Z_train, Z_test, the training set "
        "first.": lambda X_train, X_test: _by_statistics(X_train, X_test)[::-1],
        "The test set's own mean was subtracted from it. Subtract the training set's mean from "
        "both.": _either_way(_mixed_rulers),
        "The test set was measured with its own mean and standard deviation. Use those of the "
        "training set for both.": _either_way(_own_rulers),
        "The mean and standard deviation come from both sets together, so the test set has leaked "
        "into them. Use the training set's alone.": _either_way(_joint_ruler),
        "A column that does not vary in the training set gives a division by 0. Divide it by 1 "
        "instead.": [_with_rulers(_columns, guarded=False), _nan_made_number],
        "A column that does not vary in the training set became 0 in the test set, too. There its "
        "values may vary: "
        "divide them by 1.": _constant_column(lambda X, Z, constant: np.where(constant, 0, Z)),
        "A column that does not vary in the training set came back as it was. Subtract its mean, "
        "too, and divide by 1.": _constant_column(lambda X, Z, constant: np.where(constant, X, Z)),
        "The column that does not vary in the training set is gone. Keep it: subtract its mean "
        "and divide by 1.": _constant_column(lambda X, Z, constant: Z[:, ~constant]),
        "A standard deviation of 0 became a tiny number, and dividing by it makes huge values in "
        "the test set. Replace it by 1, and leave the others as they are.": [
            _with_tiny(tiny)
            for tiny in (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, np.finfo(float).eps)
        ],
        "A standard deviation between 0 and 1 must stay as it is; replace only those that are 0.": [
            _ones_below(limit) for limit in (1.0, 0.1)
        ],
        "You divided by the variance; (2.12) divides by "
        "its root, the standard deviation.": _by_ruler(lambda X: (X.mean(axis=0), X.var(axis=0))),
        "You divided by N - 1 in the standard deviation (ddof=1, as pandas does); (2.12) divides "
        "by N.": _by_ruler(lambda X: (X.mean(axis=0), X.std(axis=0, ddof=1))),
        "One mean and one standard deviation were taken for the whole matrix. Each column has its "
        "own: axis=0.": _by_ruler(lambda X: (X.mean(), X.std())),
        "You scaled by the smallest and the largest entry, so that 0 to 1 is left; (2.12) "
        "subtracts the mean and divides by the "
        "standard deviation.": _by_ruler(lambda X: (X.min(axis=0), X.max(axis=0) - X.min(axis=0))),
        "The means are subtracted, the division by the standard deviation is "
        "missing.": _with_rulers(lambda X: (X.mean(axis=0), np.ones(X.shape[1])), guarded=False),
        "The test set came back as it was. Put it on the training set's scale, "
        "too.": lambda X_train, X_test: (_by_statistics(X_train, X_test)[0], X_test),
    },
    typed={
        "changes the input": (
            "    return (X_train - mean)",
            "    X_train -= mean\n    return X_train",
        ),
        "Return 2 values": (", (X_test - mean) / std", ""),
    },
)
