"""4.6 The size of MNIST; the truth was published with the data set."""

from typing import Any

import numpy as np

from lazyutils.check.judge import ValueExercise, both_in_words, in_words, same

# As printed in data/README.md.
_TRAINING = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
_NUMBERS = {"mnist_n": 60_000, "mnist_d": 784, "mnist_k": 10}

_HINTS: dict[tuple[str, Any], str] = {  # what other numbers may come from
    (
        "mnist_n",
        70_000,
    ): "That is training and test set together; only the training set is asked for.",
    ("mnist_n", 10_000): "That is the test set; load_mnist() returns the training pair first.",
    ("mnist_n", 784): "That is the number of columns, which is D; N is the number of rows.",
    ("mnist_n", 60_000 * 784): "That is the number of all grey values; N counts the pictures.",
    ("mnist_d", 28): "That is one side of the picture; every pixel is a feature, 28 times 28.",
    ("mnist_d", 785): "Do you count the label? It is the target, not a feature.",
    ("mnist_d", 60_000): "That is N, the number of rows; D is the number of columns.",
    ("mnist_k", 9): "That is the largest label; with 0 there is one class more.",
}


def _judge_mnist(n: Any, d: Any, k: Any, counts: Any) -> str:
    for (name, right), value in zip(_NUMBERS.items(), (n, d, k), strict=True):
        if same(value, (28, 28)):
            return f"{name} is (28, 28); a picture of 28 x 28 pixels is a row of 784 features."
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            return f"{name} is {in_words(value)}; a number is wanted."
        if not same(value, right):
            got, wanted = both_in_words(value, right)
            return f"{name} is {got}, expected {wanted}. {_HINTS.get((name, value), '')}"
    return _judge_counts(counts)


def _judge_counts(counts: Any) -> str:
    if isinstance(counts, dict):
        return "mnist_counts is a dict; ten numbers in the order of the digits are wanted."
    if same(counts, _TRAINING):
        return ""
    got, wanted = both_in_words(counts, _TRAINING)
    said = f"mnist_counts is {got}, expected {wanted}."
    if same(counts, _TEST):
        return f"{said} Those are the counts of the test set."
    if same(counts, [count / 60_000 for count in _TRAINING], 1e-6):
        return f"{said} Those are shares; the counts themselves are asked for."
    if same(np.sort(np.asarray(counts, float)), sorted(_TRAINING)):
        return f"{said} The counts are right, their order is not: digit 0 first, then 1, 2, ..."
    if np.shape(counts) != (10,):
        return f"{said} Ten numbers are wanted, one for each digit."
    return f"{said} Count the labels of the training pair."


EXERCISE = ValueExercise(
    id="4.6",
    names=("mnist_n", "mnist_d", "mnist_k", "mnist_counts"),
    judge=_judge_mnist,
    meaning="60,000 points in 784 dimensions, and no class much more frequent than another.",
    typed={
        "training and test set together": ("images.shape", "70000, 784"),
        "load_mnist() returns the training pair first": ("load_mnist()", "load_mnist()[::-1]"),
        "the number of all grey values": ("images.shape", "images.size, 784"),
        "one side of the picture": ("images.shape", "60000, 28"),
        "is a row of 784 features": ("images.shape", "60000, (28, 28)"),
        "It is the target, not a feature": ("images.shape", "60000, 785"),
        "with 0 there is one class more": ("len(mnist_counts)", "labels.max()"),
        "Those are the counts of the test set": ("(images, labels), _", "(images, _), (_, labels)"),
        "the counts themselves are asked for": (
            "np.bincount(labels)",
            "np.bincount(labels) / 60000",
        ),
        "their order is not": ("np.bincount(labels)", "pd.Series(labels).value_counts()"),
        "one for each digit": ("mnist_k =", "mnist_k, mnist_counts = 10, mnist_counts[1:]\n_ ="),
    },
)
