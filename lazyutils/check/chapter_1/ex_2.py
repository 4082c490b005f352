"""1.2 Split a table; the truth takes the rows of the permutation one by one."""

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


def _row_by_row(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order = np.random.default_rng(seed).permutation(len(X)).tolist()

    def rows_of(table: Array, numbers: list[int]) -> Array:
        return np.array([table[number].tolist() for number in numbers])

    test = [order.pop(0) for _ in range(n_test)]
    return rows_of(X, order), rows_of(T, order), rows_of(X, test), rows_of(T, test)


def _cut(X: Array, T: Array, train: Any, test: Any) -> _Four:
    return X[train], T[train], X[test], T[test]


def _with_rows(choose: Wrong) -> Wrong:
    """Other rows for training and test set, chosen of the right permutation and n_test."""

    def split(X: Array, T: Array, n_test: int, seed: int) -> _Four:
        return _cut(X, T, *choose(np.random.default_rng(seed).permutation(len(X)), n_test))

    return split


def _with_targets(order_of: Wrong) -> Wrong:
    """The right rows of X, with targets in another order."""

    def split(X: Array, T: Array, n_test: int, seed: int) -> _Four:
        rng = np.random.default_rng(seed)
        order, other = rng.permutation(len(X)), order_of(rng, len(X))
        return X[order[n_test:]], T[other[n_test:]], X[order[:n_test]], T[other[:n_test]]

    return split


def _with_replacement(X: Array, T: Array, n_test: int, seed: int) -> _Four:
    order = np.random.default_rng(seed).integers(0, len(X), len(X))
    return _cut(X, T, order[n_test:], order[:n_test])


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


class _SplitExercise(FunctionExercise):
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


EXERCISE = _SplitExercise(
    id="1.2",
    name="split",
    parameters=("X", "T", "n_test", "seed"),
    inputs=_tables,
    expected=_row_by_row,
    meaning="Every row is on one side, with its own target, and the same seed hides the same rows.",
    shape_hint="Return 4 values: X_train, T_train, X_test, T_test.",
    mistakes={
        "The test rows are in the training set too: that is the leak. Leave the first n_test of "
        "order out of it.": _with_rows(lambda order, n: (order, order[:n])),
        "The training set is still the whole table, test rows included: take only the rows "
        "order[n_test:] for it.": _with_rows(lambda order, n: (slice(None), order[:n])),
        "Nothing is shuffled: a sorted table would be cut between its classes.": _with_rows(
            lambda order, n: (slice(n, None), slice(n))
        ),
        "Nothing is shuffled, and the last rows are cut off instead of the first of "
        "order.": _with_rows(lambda order, n: (slice(-n), slice(-n, None))),
        "X and T are shuffled in two different orders, so the pairs are torn apart.": _with_targets(
            lambda rng, N: rng.permutation(N)
        ),
        "Only X is shuffled, so the targets belong to other rows.": _with_targets(
            lambda rng, N: np.arange(N)
        ),
        "Some rows occur twice and some never: draw without replacement, with "
        "permutation.": _with_replacement,
        "Training and test set are exchanged: n_test is the size of the test set.": _with_rows(
            lambda order, n: (order[:n], order[n:])
        ),
        "The rows are right up to their choice: the test set is the first n_test of order, not "
        "the last.": _with_rows(lambda order, n: (order[:-n], order[-n:])),
        "The right four arrays in another sequence: X_train, T_train, X_test, "
        "T_test.": lambda *given: tuple(_row_by_row(*given)[place] for place in (0, 2, 1, 3)),
        "The right rows, but not in the order in which the permutation has them.": [
            _with_rows(lambda order, n: (np.sort(order[n:]), np.sort(order[:n]))),
            _with_rows(lambda order, n: (np.sort(order[n:]), order[:n])),
        ],
        "Cut one permutation in two: choice may draw other test rows, and it leaves the training "
        "rows in the order of the table.": _drawn_by_choice,
    },
    typed={
        "A row is in neither set": ("order[n_test:]", "order[n_test + 1 :]"),
        "A row is on both sides": ("order[n_test:]", "order[n_test - 1 :]"),
        "the order is not this seed's": ("np.random.default_rng(seed)", "np.random"),
        "The test set must have n_test rows": (
            "order[:n_test], order[n_test:]",
            "order[:40], order[40:]",
        ),
        "changes the input": (
            "order[:n_test], order[n_test:]",
            "slice(n_test), slice(n_test, None)\n    X[:], T[:] = X[order], T[order]",
        ),
        "Return 4 values": ("X[train], T[train], X[test], T[test]", "X[train], X[test]"),
    },
)
