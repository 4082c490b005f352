"""2.4 The majority baseline; the truth counts in a dictionary and divides exactly."""

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from lazyutils.check.judge import FunctionExercise, Labels, Wrong
from lazyutils.check.mistakes import reversed_pair
from lazyutils.datasets import load_thyroid


def _label_sets() -> Iterator[tuple[Labels, Labels]]:
    rng = np.random.default_rng(24)
    # The commonest label is 8; in the test set 6, in both together 0. The median is 7, the mean 5.
    yield np.array([8, 0, 8, 6, 0, 8, 7, 0, 8]), np.array([6, 0, 6, 8, 0, 6, 6, 0])
    yield np.array([5, 2, 5, 2, 2, 9, 9]), np.array([2, 5, 2])
    yield rng.choice(4, 50, p=[0.1, 0.2, 0.6, 0.1]), rng.choice(4, 30, p=[0.1, 0.2, 0.6, 0.1])
    ill = load_thyroid()["hypothyroid"].to_numpy(np.int64)
    rows = rng.permutation(len(ill))
    yield ill[rows[:3000]], ill[rows[3000:]]


def _majority(T: Labels) -> int:
    label: int = Counter(T.tolist()).most_common(1)[0][0]
    return label


def _share(T: Labels, label: int) -> float:
    return float(Fraction(T.tolist().count(label), len(T)))


def _by_counter(T_train: Labels, T_test: Labels) -> tuple[int, float]:
    label = _majority(T_train)
    return label, _share(T_test, label)


def _with_label(choose: Callable[[Labels, Labels], Any]) -> list[Wrong]:
    """Another label, with its own accuracy or with that of the right one."""
    return [
        lambda train, test: (choose(train, test), _share(test, choose(train, test))),
        lambda train, test: (choose(train, test), _by_counter(train, test)[1]),
    ]


def _with_accuracy(measure: Callable[[int, Labels, Labels], float]) -> Wrong:
    """The right label with another accuracy."""
    return lambda train, test: (_majority(train), measure(_majority(train), train, test))


EXERCISE = FunctionExercise(
    id="2.4",
    name="majority_baseline",
    parameters=("T_train", "T_test"),
    inputs=_label_sets,
    expected=_by_counter,
    meaning="On the thyroid patients it is right for nine in ten and finds nobody who is ill.",
    shape_hint="Return 2 values, the label and its accuracy: return label, accuracy.",
    mistakes={
        "The majority of the test set was used. The baseline may look at the training set only, "
        "even "
        "if another label would score better.": _with_label(lambda train, test: _majority(test)),
        "You counted the labels of both sets together. Count those of the training set "
        "alone.": _with_label(lambda train, test: _majority(np.concatenate([train, test]))),
        "The accuracy was taken on the training set; take it on the test set.": _with_accuracy(
            lambda label, train, test: _share(train, label)
        ),
        "The accuracy is that of the test set's own commonest label. How often does the label of "
        "the training set occur "
        "in T_test?": _with_accuracy(lambda label, train, test: _share(test, _majority(test))),
        "This is the error rate; the accuracy is 1 minus it.": _with_accuracy(
            lambda label, train, test: 1 - _share(test, label)
        ),
        "The accuracy is a share of 1, not a percentage.": _with_accuracy(
            lambda label, train, test: 100 * _share(test, label)
        ),
        "This is the number of right answers; divide it by the size of the test "
        "set.": _with_accuracy(lambda label, train, test: test.tolist().count(label)),
        "The right answers were counted in T_test: divide by its size, not by that of T_train.": (
            _with_accuracy(lambda label, train, test: test.tolist().count(label) / len(train))
        ),
        "The first value is how often the label occurs (.max()); wanted is the label "
        "(.argmax()).": _with_label(lambda train, test: train.tolist().count(_majority(train))),
        "The first value is the label's position in np.unique(T_train); wanted is the label.": (
            _with_label(lambda train, test: np.unique(train).tolist().index(_majority(train)))
        ),
        "You rounded the mean of the labels. Labels are names: count them.": _with_label(
            lambda train, test: round(train.mean())
        ),
        "You took the median of the labels. Labels are names without an order: count "
        "them.": _with_label(lambda train, test: int(np.median(train))),
        "Label first, then accuracy: return label, accuracy.": reversed_pair(_by_counter),
    },
    typed={"Return 2 values": ("int(label), float((T_test == label).mean())", "label")},
)
