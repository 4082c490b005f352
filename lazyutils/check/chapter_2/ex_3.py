"""2.3 Standardise two sets; the truth takes the columns one by one with `statistics`."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import TINY, reversed_pair, with_answer


def _two_sets() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(23)
    yield np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]]), np.array([[3.0, 40.0], [5.0, 20.0]])
    yield rng.normal(5, 3, size=(6, 3)), rng.normal(9, 1, size=(4, 3))
    yield rng.normal(size=(5, 2)), rng.normal(size=(1, 2))
    # A column that is constant in the training set only.
    X = np.array([[7.0, 1.0], [7.0, 2.0], [7.0, 4.0], [7.0, 9.0]])
    yield X, np.array([[6.0, 3.0], [9.0, 4.0]])
    # Spreads of 0.16, 0.000002 and 2: small ones are not 0.
    X = np.array([[0.1, 1e-6, 1.0], [0.3, 2e-6, 2.0], [0.5, 6e-6, 6.0]])
    yield X, np.array([[0.2, 4e-6, 4.0]])
    # The mean of three 0.1 is rounded, so numpy's standard deviation of a constant is 1.4e-17.
    yield np.array([[0.1, 3.0], [0.1, 4.0], [0.1, 8.0]]), np.array([[0.3, 5.0], [0.1, 2.0]])


def _by_statistics(X_train: Array, X_test: Array) -> tuple[Array, Array]:
    def transform(X: Array) -> Array:
        columns = []
        for known, column in zip(X_train.T.tolist(), X.T.tolist(), strict=True):
            centre, spread = statistics.fmean(known), statistics.pstdev(known) or 1.0
            columns.append([(value - centre) / spread for value in column])
        return np.array(columns).T

    return transform(X_train), transform(X_test)


_Ruler = Callable[[Array, Array], tuple[Any, Any]]  # from both sets to a centre and a spread


def _own(X: Array, *others: Array) -> tuple[Any, Any]:
    return X.mean(axis=0), X.std(axis=0)


# The spreads up to which become 1: of all constant columns, only exact zeros, none.
_CARE = (1e-12, 0.0, -1.0)


def _scaled(train: _Ruler, test: _Ruler | None = None, *, limit: float = 1e-12) -> Wrong:
    """Each set on its ruler; a spread up to the limit becomes 1."""

    def scaled(X: Array, Z: Array) -> Any:
        rulers = train(X, Z), (test or train)(X, Z)
        return tuple(
            (A - centre) / np.where(spread <= limit, 1, spread)
            for A, (centre, spread) in zip((X, Z), rulers, strict=True)
        )

    return scaled


def _either_way(*rulers: _Ruler) -> list[Wrong]:
    """The mistake with and without care for a column that does not vary."""
    return [_scaled(*rulers, limit=limit) for limit in _CARE]


def _with_spread(change: Callable[[Any], Any]) -> Wrong:
    return _scaled(lambda X, Z: (X.mean(axis=0), change(X.std(axis=0))), limit=-1.0)


def _tiny_spreads(tiny: float) -> list[Wrong]:
    return [
        _with_spread(lambda std: std + tiny),
        _with_spread(lambda std: np.maximum(std, tiny)),
        _with_spread(lambda std: np.sqrt(std**2 + tiny)),
    ]


def _constant_column(change: Callable[[Any, Any, Any], Any]) -> list[Wrong]:
    """`change` gets a set as it came, the set as it should be, and which columns are constant."""

    def changed(X: Array, Z: Array, right: Wrong, width: Wrong) -> Any:
        pairs = zip((X, Z), right(X, Z), strict=True)
        return tuple(change(A, scaled, width(X, axis=0) == 0) for A, scaled in pairs)

    return [
        partial(changed, right=_by_statistics, width=np.ptp),
        partial(changed, right=_scaled(_own, limit=0.0), width=np.std),
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
    ruled_out={"StandardScaler": "But StandardScaler did the work: write (2.12) yourself."},
    mistakes={
        "The two sets are exchanged: return Z_train, Z_test, the training set first.": [
            reversed_pair(_by_statistics),
            reversed_pair(_scaled(_own, limit=0.0)),
        ],
        "The test set's own mean was subtracted from it. Subtract the training set's mean from "
        "both.": _either_way(_own, lambda X, Z: (Z.mean(axis=0), X.std(axis=0))),
        "The test set was measured with its own mean and standard deviation. Use those of the "
        "training set for both.": _either_way(_own, lambda X, Z: _own(Z)),
        "The mean and standard deviation come from both sets together, so the test set has leaked "
        "into "
        "them. Use the training set's alone.": _either_way(lambda X, Z: _own(np.vstack([X, Z]))),
        "A column that does not vary in the training set gives a division by 0. Divide it by 1 "
        "instead.": [
            _scaled(_own, limit=-1.0),
            with_answer(_scaled(_own, limit=-1.0), np.nan_to_num),
        ],
        "The standard deviation of a column of 0.1 is not 0 but 1e-17, by rounding: ask whether "
        "the column's largest entry is its least, np.ptp(X_train, axis=0) == "
        "0.": _scaled(_own, limit=0.0),
        "A column that does not vary in the training set became 0 in the test set, too. There its "
        "values may vary: divide "
        "them by 1.": _constant_column(lambda A, right, constant: np.where(constant, 0, right)),
        "A column that does not vary in the training set came back as it was. Subtract its mean, "
        "too, and "
        "divide by 1.": _constant_column(lambda A, right, constant: np.where(constant, A, right)),
        "The column that does not vary in the training set is gone. Keep it: subtract its mean "
        "and divide by 1.": _constant_column(lambda A, right, constant: right[:, ~constant]),
        "A standard deviation of 0 became a tiny number, and dividing by it makes huge values in "
        "the test set. Replace it by 1, and "
        "leave the others as they are.": [wrong for tiny in TINY for wrong in _tiny_spreads(tiny)],
        "A standard deviation between 0 and 1 must stay as it is; replace only those that are 0.": [
            _with_spread(lambda std: np.where(std < 1, 1, std)),
            _with_spread(lambda std: np.where(std < 0.1, 1, std)),
        ],
        "You divided by the variance; (2.12) divides by its root, the standard "
        "deviation.": _either_way(lambda X, Z: (X.mean(axis=0), X.var(axis=0))),
        "You divided by N - 1 in the standard deviation (ddof=1, as pandas does); (2.12) divides "
        "by N.": _either_way(lambda X, Z: (X.mean(axis=0), X.std(axis=0, ddof=1))),
        "One mean and one standard deviation were taken for the whole matrix. Each column has its "
        "own: axis=0.": _either_way(lambda X, Z: (X.mean(), X.std())),
        "You scaled by the smallest and the largest entry, so that 0 to 1 is left; (2.12) "
        "subtracts the mean and divides "
        "by the standard deviation.": _either_way(lambda X, Z: (X.min(axis=0), np.ptp(X, axis=0))),
        "The means are subtracted, the division by the standard deviation is "
        "missing.": _with_spread(np.ones_like),
        "The test set came back as it was. Put it on the training set's scale, too.": lambda X, Z: (
            _by_statistics(X, Z)[0],
            Z,
        ),
    },
    typed={
        "changes the input": ("    mean, constant", "    X_train -= 1\n    mean, constant"),
        "Return 2 values": (", (X_test - mean) / std", ""),
    },
)
