"""2.4 The majority baseline; the truth is a Counter and a fraction."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from lazyutils.check.judge import FunctionExercise, Labels, Wrong
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


def _by_counter(T_train: Labels, T_test: Labels) -> tuple[int, float]:
    label = Counter(T_train.tolist()).most_common(1)[0][0]
    return label, _share(T_test, label)


def _share(T: Labels, label: int) -> float:
    return float(Fraction(T.tolist().count(label), len(T)))


def _with_label(choose: Wrong) -> Wrong:
    """Another label, with its accuracy on the test set."""

    def answer(T_train: Labels, T_test: Labels) -> tuple[int, float]:
        label = choose(T_train, T_test)
        return label, _share(T_test, label)

    return answer


def _but(change: Wrong) -> Wrong:
    """The right label and accuracy, changed as by a mistake."""
    return lambda T_train, T_test: change(*_by_counter(T_train, T_test), T_train, T_test)


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
        "even if another label would score better.": _with_label(lambda A, B: _by_counter(B, B)[0]),
        "You counted the labels of both sets together. Count those of the training set "
        "alone.": _with_label(lambda A, B: _by_counter(np.concatenate([A, B]), B)[0]),
        "The accuracy was taken on the training set; take it on the test set.": _but(
            lambda label, share, A, B: (label, _share(A, label))
        ),
        "The accuracy is that of the test set's own commonest label. How often does the label of "
        "the training "
        "set occur in T_test?": _but(lambda label, share, A, B: (label, _by_counter(B, B)[1])),
        "This is the error rate; the accuracy is 1 minus it.": _but(
            lambda label, share, A, B: (label, 1 - share)
        ),
        "The accuracy is a share of 1, not a percentage.": _but(
            lambda label, share, A, B: (label, 100 * share)
        ),
        "This is the number of right answers; divide it by the size of the test set.": _but(
            lambda label, share, A, B: (label, share * len(B))
        ),
        "The first value is how often the label occurs (.max()); wanted is the label "
        "(.argmax()).": _with_label(lambda A, B: A.tolist().count(_by_counter(A, B)[0])),
        "The first value is the label's position in np.unique(T_train); wanted is the "
        "label.": _with_label(lambda A, B: sorted(set(A.tolist())).index(_by_counter(A, B)[0])),
        "You rounded the mean of the labels. Labels are names: count them.": _with_label(
            lambda A, B: round(float(A.mean()))
        ),
        "You took the median of the labels. Labels are names without an order: count "
        "them.": _with_label(lambda A, B: int(np.median(A))),
        "Label first, then accuracy: return label, accuracy.": _but(
            lambda label, share, A, B: (share, label)
        ),
    },
    typed={"Return 2 values": ("int(label), ", "")},
)
