"""Checks of chapter 2, classification and regression.

Expected values come from plain counting, Python's `statistics` module and exact
fractions, never from the numpy expression that the solution in the notebook uses.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from lazyutils.check._exercise import FunctionExercise, Mistake
from lazyutils.datasets import load_thyroid

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

__all__ = ["EXERCISES"]


# 2.1 ---------------------------------------------------------------------------------------


def _some_labels() -> Iterator[tuple[Labels, int]]:
    rng = np.random.default_rng(21)
    yield np.array([2, 0, 2]), 3
    yield np.array([0, 1, 1, 0]), 4  # classes 2 and 3 do not occur
    yield np.array([3]), 5
    yield rng.integers(0, 10, 40), 10


def _indicator_by_loop(T: Labels, K: int) -> Array:
    return np.array([[1.0 if t == k else 0.0 for k in range(K)] for t in T.tolist()])


ONE_HOT = FunctionExercise(
    id="2.1",
    name="one_hot",
    parameters=("T", "K"),
    inputs=_some_labels,
    expected=_indicator_by_loop,
    meaning="Each row sums to 1, and any two classes are equally far apart.",
    shape_hint="From N labels it must become N x K: one row per sample, one column per class.",
    mistakes=(
        Mistake(
            "Rows and columns are exchanged: a row belongs to a sample, a column to a class.",
            lambda T, K: _indicator_by_loop(T, K).T,
        ),
        Mistake(
            "The number of columns is K, which you were given. You took the largest label in T "
            "for it, and a class that does not occur has lost its column.",
            lambda T, K: _indicator_by_loop(T, int(T.max()) + 1),
        ),
        Mistake(
            "The number of columns is K, which you were given. You made a column only for each "
            "label that occurs in T.",
            lambda T, K: (T[:, None] == np.unique(T)).astype(float),
        ),
        Mistake(
            "The labels start at 0, not at 1: compare with 0, 1, ..., K - 1.",
            lambda T, K: (T[:, None] == np.arange(1, K + 1)).astype(float),
        ),
        Mistake(
            "The label itself stands in the matrix; write a 1 whatever the label is called.",
            lambda T, K: _indicator_by_loop(T, K) * T[:, None],
        ),
        Mistake(
            "0 and 1 are exchanged: the 1 belongs where the class is the label.",
            lambda T, K: 1 - _indicator_by_loop(T, K),
        ),
    ),
)


# 2.2 ---------------------------------------------------------------------------------------


def _answers() -> Iterator[tuple[Labels, Labels, int]]:
    rng = np.random.default_rng(22)
    yield np.array([0, 0, 0, 1, 1]), np.array([0, 1, 1, 1, 1]), 2
    yield np.array([2, 2, 1]), np.array([0, 0, 1]), 4  # class 3 never, class 0 only answered
    T = rng.integers(0, 5, 60)
    yield T, np.where(rng.random(60) < 0.7, T, rng.integers(0, 5, 60)), 5


def _count_pairs(T: Labels, Y: Labels, K: int) -> npt.NDArray[Any]:
    seen = Counter(zip(T.tolist(), Y.tolist(), strict=True))
    return np.array([[seen[i, j] for j in range(K)] for i in range(K)])


def _shares(C: npt.NDArray[Any], axis: int | None, *, guarded: bool = False) -> npt.NDArray[Any]:
    totals = C.sum(axis=axis, keepdims=True)
    shares: npt.NDArray[Any] = C / (np.maximum(totals, 1) if guarded else totals)
    return shares


def _remembered(T: Labels, Y: Labels, K: int, *, view: bool) -> npt.NDArray[Any]:
    """What a matrix made outside the function holds: the pairs of the earlier calls as well.

    Where a view of it is returned, such as C[:K, :K], later calls change it, too.
    """
    C = np.zeros((10, 10), int)
    for t, y, _ in _answers():
        C += _count_pairs(t, y, 10)
        if not view and np.array_equal(t, T):
            break
    return C[:K, :K]


CONFUSION = FunctionExercise(
    id="2.2",
    name="confusion_counts",
    parameters=("T", "Y", "K"),
    inputs=_answers,
    expected=_count_pairs,
    meaning="Its diagonal divided by N is the accuracy; its rows say who pays for the rest.",
    shape_hint="Its shape is (K, K), also when some classes do not occur.",
    mistakes=(
        Mistake(
            "Rows and columns are exchanged: the true class chooses the row, the answer the "
            "column.",
            lambda T, Y, K: _count_pairs(Y, T, K),
        ),
        Mistake(
            "No count is above 1. Each further occurrence of a pair must add 1 to a whole number: "
            "use += 1 in a loop, or np.add.at (C[T, Y] += 1 writes each place only once).",
            lambda T, Y, K: np.minimum(_count_pairs(T, Y, K), 1),
        ),
        Mistake(
            "These are shares of all samples; (2.9) counts them.",
            lambda T, Y, K: _shares(_count_pairs(T, Y, K), None),
        ),
        Mistake(
            "These are shares of each row; (2.9) counts.",
            lambda T, Y, K: _shares(_count_pairs(T, Y, K), 1),
        ),
        Mistake(
            "These are shares of each row; (2.9) counts.",
            lambda T, Y, K: _shares(_count_pairs(T, Y, K), 1, guarded=True),
        ),
        Mistake(
            "Only the right answers are counted; the wrong ones belong off the diagonal.",
            lambda T, Y, K: np.diag(np.diag(_count_pairs(T, Y, K))),
        ),
        Mistake(
            "Only the mistakes are counted; the right answers belong on the diagonal.",
            lambda T, Y, K: _count_pairs(T, Y, K) - np.diag(np.diag(_count_pairs(T, Y, K))),
        ),
        Mistake(
            "The pairs of an earlier call are counted, too: make a new matrix of zeros inside "
            "the function.",
            lambda T, Y, K: _remembered(T, Y, K, view=False),
        ),
        Mistake(
            "The pairs of an earlier call are counted, too: make a new matrix of zeros inside "
            "the function.",
            lambda T, Y, K: _remembered(T, Y, K, view=True),
        ),
    ),
)


# 2.3 ---------------------------------------------------------------------------------------


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


def _scaled(X: Array, ruler: tuple[Any, Any], *, guarded: bool) -> Array:
    centre, spread = ruler
    scaled: Array = (X - centre) / (np.where(spread == 0, 1, spread) if guarded else spread)
    return scaled


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


def _either_way(hint: str, make: Callable[..., Callable[[Array, Array], Any]]) -> list[Mistake]:
    """The mistake with and without care for a constant column."""
    return [Mistake(hint, make(guarded=True)), Mistake(hint, make(guarded=False))]


STANDARDISE = FunctionExercise(
    id="2.3",
    name="standardise",
    parameters=("X_train", "X_test"),
    inputs=_two_sets,
    expected=_by_statistics,
    meaning="A test row gets the same numbers, alone or in a crowd: nothing has leaked.",
    shape_hint="Each set keeps its shape: the mean and the standard deviation have shape (D,).",
    zero=1e-9,
    mistakes=(
        Mistake(
            "The two sets are exchanged: return Z_train, Z_test, the training set first.",
            lambda X_train, X_test: _by_statistics(X_train, X_test)[::-1],
        ),
        *_either_way(
            "The test set's own mean was subtracted from it. Subtract the training set's mean "
            "from both.",
            _mixed_rulers,
        ),
        *_either_way(
            "The test set was measured with its own mean and standard deviation. Use those of "
            "the training set for both.",
            _own_rulers,
        ),
        *_either_way(
            "The mean and standard deviation come from both sets together, so the test set has "
            "leaked into them. Use the training set's alone.",
            _joint_ruler,
        ),
        Mistake(
            "A column that does not vary in the training set gives a division by 0. Divide it "
            "by 1 instead.",
            _with_rulers(_columns, guarded=False),
        ),
        Mistake(
            "A column that does not vary in the training set gives a division by 0. Divide it "
            "by 1 instead.",
            _nan_made_number,
        ),
        Mistake(
            "A column that does not vary in the training set became 0 in the test set, too. "
            "There its values may vary: divide them by 1.",
            _constant_column(lambda X, Z, constant: np.where(constant, 0, Z)),
        ),
        Mistake(
            "A column that does not vary in the training set came back as it was. Subtract its "
            "mean, too, and divide by 1.",
            _constant_column(lambda X, Z, constant: np.where(constant, X, Z)),
        ),
        Mistake(
            "The column that does not vary in the training set is gone. Keep it: subtract its "
            "mean and divide by 1.",
            _constant_column(lambda X, Z, constant: Z[:, ~constant]),
        ),
        *(
            Mistake(
                "A standard deviation of 0 became a tiny number, and dividing by it makes huge "
                "values in the test set. Replace it by 1, and leave the others as they are.",
                _with_tiny(tiny),
            )
            for tiny in (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, np.finfo(float).eps)
        ),
        *(
            Mistake(
                "A standard deviation between 0 and 1 must stay as it is; replace only those "
                "that are 0.",
                _ones_below(limit),
            )
            for limit in (1.0, 0.1)
        ),
        *_either_way(
            "You divided by the variance; (2.12) divides by its root, the standard deviation.",
            lambda *, guarded: _with_rulers(
                lambda X: (X.mean(axis=0), X.var(axis=0)), guarded=guarded
            ),
        ),
        *_either_way(
            "You divided by N - 1 in the standard deviation (ddof=1, as pandas does); (2.12) "
            "divides by N.",
            lambda *, guarded: _with_rulers(
                lambda X: (X.mean(axis=0), X.std(axis=0, ddof=1)), guarded=guarded
            ),
        ),
        *_either_way(
            "One mean and one standard deviation were taken for the whole matrix. Each column "
            "has its own: axis=0.",
            lambda *, guarded: _with_rulers(lambda X: (X.mean(), X.std()), guarded=guarded),
        ),
        *_either_way(
            "You scaled by the smallest and the largest entry, so that 0 to 1 is left; (2.12) "
            "subtracts the mean and divides by the standard deviation.",
            lambda *, guarded: _with_rulers(
                lambda X: (X.min(axis=0), X.max(axis=0) - X.min(axis=0)), guarded=guarded
            ),
        ),
        Mistake(
            "The means are subtracted, the division by the standard deviation is missing.",
            _with_rulers(lambda X: (X.mean(axis=0), np.ones(X.shape[1])), guarded=False),
        ),
        Mistake(
            "The test set came back as it was. Put it on the training set's scale, too.",
            lambda X_train, X_test: (_by_statistics(X_train, X_test)[0], X_test),
        ),
    ),
)


# 2.4 ---------------------------------------------------------------------------------------


def _label_sets() -> Iterator[tuple[Labels, Labels]]:
    rng = np.random.default_rng(24)
    # The commonest label is 8; in the test set 6, in both together 0. The median is 7, the mean 5.
    yield np.array([8, 0, 8, 6, 0, 8, 7, 0, 8]), np.array([6, 0, 6, 8, 0, 6, 6, 0])
    yield np.array([5, 2, 5, 2, 2, 9, 9]), np.array([2, 5, 2])
    yield rng.choice(4, 50, p=[0.1, 0.2, 0.6, 0.1]), rng.choice(4, 30, p=[0.1, 0.2, 0.6, 0.1])
    ill = load_thyroid()["hypothyroid"].to_numpy(np.int64)
    rows = rng.permutation(len(ill))
    yield ill[rows[:3000]], ill[rows[3000:]]


def _by_counter(T_train: Labels, T_test: Labels) -> tuple[int, float]:
    label = Counter(T_train.tolist()).most_common(1)[0][0]
    return label, _share(T_test, label)


def _share(T: Labels, label: int) -> float:
    return float(Fraction(T.tolist().count(label), len(T)))


def _with_label(choose: Callable[[Labels, Labels], int]) -> Callable[[Labels, Labels], Any]:
    """Another label, with its accuracy on the test set."""

    def answer(T_train: Labels, T_test: Labels) -> tuple[int, float]:
        label = choose(T_train, T_test)
        return label, _share(T_test, label)

    return answer


def _but(change: Callable[[int, float, Labels, Labels], Any]) -> Callable[[Labels, Labels], Any]:
    """The right label and accuracy, changed as by a mistake."""
    return lambda T_train, T_test: change(*_by_counter(T_train, T_test), T_train, T_test)


MAJORITY = FunctionExercise(
    id="2.4",
    name="majority_baseline",
    parameters=("T_train", "T_test"),
    inputs=_label_sets,
    expected=_by_counter,
    meaning="On the thyroid patients it is right for nine in ten and finds nobody who is ill.",
    shape_hint="Return 2 values, the label and its accuracy: return label, accuracy.",
    mistakes=(
        Mistake(
            "The majority of the test set was used. The baseline may look at the training set "
            "only, even if another label would score better.",
            _with_label(lambda T_train, T_test: _by_counter(T_test, T_test)[0]),
        ),
        Mistake(
            "You counted the labels of both sets together. Count those of the training set alone.",
            _with_label(
                lambda T_train, T_test: _by_counter(np.concatenate([T_train, T_test]), T_test)[0]
            ),
        ),
        Mistake(
            "The accuracy was taken on the training set; take it on the test set.",
            _but(lambda label, share, T_train, T_test: (label, _share(T_train, label))),
        ),
        Mistake(
            "The accuracy is that of the test set's own commonest label. How often does the "
            "label of the training set occur in T_test?",
            _but(lambda label, share, T_train, T_test: (label, _by_counter(T_test, T_test)[1])),
        ),
        Mistake(
            "This is the error rate; the accuracy is 1 minus it.",
            _but(lambda label, share, T_train, T_test: (label, 1 - share)),
        ),
        Mistake(
            "The accuracy is a share of 1, not a percentage.",
            _but(lambda label, share, T_train, T_test: (label, 100 * share)),
        ),
        Mistake(
            "This is the number of right answers; divide it by the size of the test set.",
            _but(lambda label, share, T_train, T_test: (label, share * len(T_test))),
        ),
        Mistake(
            "The first value is how often the label occurs (.max()); wanted is the label "
            "(.argmax()).",
            _with_label(
                lambda T_train, T_test: T_train.tolist().count(_by_counter(T_train, T_test)[0])
            ),
        ),
        Mistake(
            "The first value is the label's position in np.unique(T_train); wanted is the label.",
            _with_label(
                lambda T_train, T_test: sorted(set(T_train.tolist())).index(
                    _by_counter(T_train, T_test)[0]
                )
            ),
        ),
        Mistake(
            "You rounded the mean of the labels. Labels are names: count them.",
            _with_label(lambda T_train, T_test: round(float(T_train.mean()))),
        ),
        Mistake(
            "You took the median of the labels. Labels are names without an order: count them.",
            _with_label(lambda T_train, T_test: int(np.median(T_train))),
        ),
        Mistake(
            "Label first, then accuracy: return label, accuracy.",
            _but(lambda label, share, T_train, T_test: (share, label)),
        ),
    ),
)

EXERCISES = (ONE_HOT, CONFUSION, STANDARDISE, MAJORITY)
