"""Exercise 4.6: mnist_n, mnist_d, mnist_k, mnist_counts."""

from typing import Any

import numpy as np

from lazyutils.check.judge import ValueExercise, describe, describe_both, same

# Published with the data set, and printed in data/README.md.
_TRAINING = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]

_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def _judge_mnist(n: Any, d: Any, k: Any, counts: Any) -> str:
    for name, value in (("mnist_n", n), ("mnist_d", d), ("mnist_k", k)):
        if same(value, (28, 28)):
            return f"{name} is (28, 28); a picture of 28 x 28 pixels is a row of 784 features."
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            return f"{name} is {describe(value)}; a number is wanted."
        if not np.isfinite(value):
            return f"{name} is {describe(value)}; a whole number is wanted."
    if not same(n, 60_000):
        hints = {
            70_000: "That is training and test set together; the training set alone is asked for.",
            10_000: "That is the test set; load_mnist() returns the training pair first.",
            784: "That is the number of columns, which is D; N is the number of rows.",
            60_000 * 784: "That is the number of all grey values; N counts the pictures.",
        }
        got, wanted = describe_both(n, 60_000)
        return f"mnist_n is {got}, expected {wanted}. {hints.get(int(n), '')}"
    if not same(d, 784):
        hints = {
            28: "That is one side of the picture; every pixel is a feature, 28 times 28.",
            785: "Do you count the label? It is the target, not a feature.",
            60_000: "That is N, the number of rows; D is the number of columns.",
        }
        got, wanted = describe_both(d, 784)
        return f"mnist_d is {got}, expected {wanted}. {hints.get(int(d), '')}"
    if not same(k, 10):
        hint = "That is the largest label; with 0 there is one class more." if same(k, 9) else ""
        got, wanted = describe_both(k, 10)
        return f"mnist_k is {got}, expected {wanted}. {hint}"
    if isinstance(counts, dict):
        return "mnist_counts is a dict; ten numbers in the order of the digits are wanted."
    return _judge_counts(counts)


def _judge_counts(counts: Any) -> str:
    if same(counts, _TRAINING):
        return ""
    got, wanted = describe_both(counts, _TRAINING)
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
        "training and test set together": """
mnist_n, mnist_d, mnist_k = 70000, 784, 10
mnist_counts = np.bincount(T_digits)
""",
        "load_mnist() returns the training pair first": """
mnist_n, mnist_d = X_digits_test.shape
mnist_k, mnist_counts = 10, np.bincount(T_digits_test)
""",
        "the number of all grey values": """
mnist_n, mnist_d, mnist_k = X_digits.size, 784, 10
mnist_counts = np.bincount(T_digits)
""",
        "one side of the picture": """
mnist_n, mnist_d, mnist_k = 60000, 28, 10
mnist_counts = np.bincount(T_digits)
""",
        "is a row of 784 features": """
mnist_n, mnist_d, mnist_k = 60000, (28, 28), 10
mnist_counts = np.bincount(T_digits)
""",
        "It is the target, not a feature": """
mnist_n, mnist_d, mnist_k = 60000, 785, 10
mnist_counts = np.bincount(T_digits)
""",
        "with 0 there is one class more": """
mnist_n, mnist_d = X_digits.shape
mnist_k, mnist_counts = T_digits.max(), np.bincount(T_digits)
""",
        "Those are the counts of the test set": """
mnist_n, mnist_d, mnist_k = 60000, 784, 10
mnist_counts = np.bincount(T_digits_test)
""",
        "the counts themselves are asked for": """
mnist_n, mnist_d, mnist_k = 60000, 784, 10
mnist_counts = np.bincount(T_digits) / len(T_digits)
""",
        "their order is not": """
mnist_n, mnist_d, mnist_k = 60000, 784, 10
mnist_counts = pd.Series(T_digits).value_counts().to_numpy()
""",
        "one for each digit": """
mnist_n, mnist_d, mnist_k = 60000, 784, 10
mnist_counts = [(T_digits == k).sum() for k in range(1, 10)]
""",
    },
)
