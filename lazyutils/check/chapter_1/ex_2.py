"""1.2 Hide a test set; the truth deals the permutation's rows one by one."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from lazyutils.check.judge import SINGLE, Array, FunctionExercise, Try, Wrong, same

_Four = tuple[Array, Array, Array, Array]


def _tables() -> Iterator[tuple[Array, Array, int, int]]:
    rng = np.random.default_rng(12)
    yield np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([10.0, 20.0, 30.0, 40.0]), 1, 3
    for N, D, n_test, seed in ((10, 2, 3, 0), (7, 1, 6, 8), (30, 4, 12, 5), (2, 3, 1, 1)):
        yield rng.normal(size=(N, D)), np.arange(N) % 3, n_test, seed


def _split_row_by_row(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order = np.random.default_rng(seed).permutation(len(X)).tolist()
    parts: dict[str, list[int]] = {"train": [], "test": []}
    for place, row in enumerate(order):
        parts["test" if place < n_test else "train"].append(row)

    def rows_of(table: Array, part: str) -> Array:
        rows = [table[row].tolist() for row in parts[part]]
        return np.array(rows).reshape(-1, *table.shape[1:])

    return rows_of(X, "train"), rows_of(T, "train"), rows_of(X, "test"), rows_of(T, "test")


def _cut(X: Array, T: Array, train: Any, test: Any) -> _Four:
    return X[train], T[train], X[test], T[test]


def _permutations(X: Array, seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.permutation(len(X)), rng.permutation(len(X))


def _pairs_torn(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    one, other = _permutations(X, seed)
    return X[one[n_test:]], T[other[n_test:]], X[one[:n_test]], T[other[:n_test]]


def _targets_left(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order, _ = _permutations(X, seed)
    return X[order[n_test:]], T[n_test:], X[order[:n_test]], T[:n_test]


def _with_replacement(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order = np.random.default_rng(seed).integers(0, len(X), len(X))
    return _cut(X, T, order[n_test:], order[:n_test])


def _with_order(cut: Wrong) -> Wrong:
    def split(X: Array, T: Array, n_test: int, seed: int) -> _Four:
        return _cut(X, T, *cut(_permutations(X, seed)[0], n_test))

    return split


def _drawn_by_choice(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    test = np.random.default_rng(seed).choice(len(X), n_test, replace=False)
    return _cut(X, T, np.setdiff1d(np.arange(len(X)), test), test)


def _row_numbers(X: Array, rows: Array) -> list[int]:
    """Which row of X each of `rows` is, or is nearest to."""
    numbers: list[int] = np.abs(X[:, None] - rows).sum(axis=2).argmin(axis=0).tolist()
    return numbers


def _broken_rule(answer: Any, X: Array, T: Array, n_test: int, seed: int) -> str:
    """What an answer made of the right pairs does wrong, whatever the order of its rows."""
    if not isinstance(answer, tuple | list):
        return ""
    X_train, _, X_test, _ = answer
    train, test = _row_numbers(X, np.asarray(X_train)), _row_numbers(X, np.asarray(X_test))
    if not same(answer, _cut(X, T, train, test), SINGLE):
        return ""
    if set(train) & set(test):
        return "A row is on both sides, and so not new to the model: cut order once, at n_test."
    if len({*train, *test}) < len(X):
        return "A row is in neither set: the training set is order[n_test:], to the end."
    if len(test) != n_test:
        return "The test set must have n_test rows, as many as you were told."
    if len(train) + len(test) > len(X):
        return ""
    return (
        "No row is lost and none is on both sides, but the order is not this seed's: use order = "
        "np.random.default_rng(seed).permutation(N)."
    )


class SplitExercise(FunctionExercise):
    """An exercise whose wrong answers may be random: they are known by the rule that they break."""

    def hint(self, tries: Sequence[Try]) -> str:
        hint, failed = super().hint(tries), [one for one in tries if one.problem]
        if hint or any(same(one.outcome.value, one.expected) for one in failed):
            return hint
        try:
            broken = {_broken_rule(one.outcome.value, *one.inputs) for one in failed}
        except Exception:  # not four arrays of rows
            return ""
        return broken.pop() if len(broken) == 1 else ""


EXERCISE = SplitExercise(
    id="1.2",
    name="split",
    parameters=("X", "T", "n_test", "seed"),
    inputs=_tables,
    expected=_split_row_by_row,
    meaning="Every row is on one side, with its own target, and the same seed hides the same rows.",
    shape_hint="Return 4 values: X_train, T_train, X_test, T_test.",
    mistakes={
        "The test rows are in the training set too: that is the leak. Leave the first n_test of "
        "order out of it.": _with_order(lambda order, n_test: (order, order[:n_test])),
        "The training set is still the whole table, test rows included: take only the rows "
        "order[n_test:] for it.": _with_order(lambda order, n_test: (slice(None), order[:n_test])),
        "Nothing is shuffled: a sorted table would be cut between its "
        "classes.": lambda X, T, n_test, seed: _cut(X, T, slice(n_test, None), slice(n_test)),
        "Nothing is shuffled, and the last rows are "
        "cut off instead of the first of order.": lambda X, T, n_test, seed: _cut(
            X, T, slice(len(X) - n_test), slice(-n_test, None)
        ),
        "X and T are shuffled in two different orders, so the pairs are torn apart.": _pairs_torn,
        "Only X is shuffled, so the targets belong to other rows.": _targets_left,
        "Some rows occur twice and some never: draw "
        "without replacement, with permutation.": _with_replacement,
        "Training and test set are exchanged: n_test is the size of the test set.": _with_order(
            lambda order, n_test: (order[:n_test], order[n_test:])
        ),
        "The rows are right up to their choice: the test set is the first n_test of order, not "
        "the last.": _with_order(lambda order, n_test: (order[:-n_test], order[-n_test:])),
        "The right four arrays in "
        "another sequence: X_train, T_train, X_test, T_test.": lambda X, T, n_test, seed: tuple(
            _split_row_by_row(X, T, n_test, seed)[i] for i in (0, 2, 1, 3)
        ),
        "The right rows, but not in the order in which the permutation has them.": [
            _with_order(lambda order, n_test: (np.sort(order[n_test:]), np.sort(order[:n_test]))),
            _with_order(lambda order, n_test: (np.sort(order[n_test:]), order[:n_test])),
        ],
        "Cut one permutation in two: choice may draw other test rows, and it leaves the training "
        "rows in the order of the table.": _drawn_by_choice,
    },
    typed={
        "A row is in neither set": ("order[n_test:]", "order[n_test + 1:]"),
        "A row is on both sides": ("order[n_test:]", "order[n_test - 1:]"),
        "the order is not this seed's": ("np.random.default_rng(seed)", "np.random"),
        "The test set must have n_test rows": ("n_test], order[n_test:]", "40], order[40:]"),
        "changes the input": ("    test,", "    X[:] = X[order]\n    test,"),
        "Return 4 values": ("T[train], X[test], T[test]", "X[test]"),
    },
)
