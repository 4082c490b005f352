"""7.5 Digits by softmax regression; judged by the labels of the test pictures."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, Report, ValueExercise, both_in_words, in_words
from lazyutils.datasets import load_mnist


class _DigitsExercise(ValueExercise):
    """Says the accuracy too, and asks where the test pictures may have made the choice.

    It only asks: honest accuracies on 10,000 pictures are equal about once in a hundred times.
    """

    def evaluate(self, answers: Sequence[object], seconds: float) -> Report:
        report = super().evaluate(answers, seconds)
        if report.status != "correct":
            return report
        held: Any = answers[0]
        chosen, right = float(held[_settings(answers[1])]), _accuracy(answers[2])
        said = f"correct. {right:.4f} on the test pictures. {self.meaning}"
        if abs(chosen - right) < 1e-6:
            said += (
                f" my_held says {chosen:.4f}, too. The two are equal to the last digit: was "
                "my_held scored on the test pictures?"
            )
        return Report("correct", said)


def _judge_digits(held: Any, choice: Any, digits: Any) -> str:
    if problem := _judge_held(held) or _judge_predictions(digits):
        return problem
    right = _accuracy(digits)
    if problem := _judge_choice(held, _settings(choice), right):
        return problem
    if right < 0.92:
        return (
            f"Test accuracy {right:.4f}, wanted 0.92. Full batches, few epochs or a small learning "
            "rate are not enough: choose smaller batches or a larger rate, on the held-out part, "
            "and train the final model on many pictures."
        )
    return ""


def _settings(choice: Any) -> Any:
    """The settings as a key, also where they were given as a list."""
    return tuple(choice) if isinstance(choice, list | np.ndarray) else choice


@cache
def _labels() -> tuple[Array, Array]:
    """The labels of the training and the test pictures; the pictures are not kept."""
    (_, T_train), (_, T_test) = load_mnist()
    return T_train, T_test


def _accuracy(digits: Any) -> float:
    return float((np.asarray(digits) == _labels()[1]).mean())


def _judge_held(held: Any) -> str:
    if not isinstance(held, dict):
        return f"my_held is {in_words(held)}; a dictionary from settings to accuracy is wanted."
    if len(held) < 3:
        return f"my_held has {len(held)} settings; try at least three, or nothing was chosen."
    for settings, score in held.items():
        if not isinstance(settings, tuple) or len(settings) != 3:
            return f"A key of my_held is {in_words(settings)}; (batch_size, learning_rate, epochs)."
        said = f"my_held says {in_words(score)} for {settings}"
        if not isinstance(score, float | int | np.number) or not score >= 0:
            return f"{said}; an accuracy is wanted."
        if score > 1:
            return f"{said}: an accuracy is a share, not per cent and not a cost."
        if score > 0.96:
            return (
                f"{said}. No linear model reads so many unseen digits; was it scored on pictures "
                "it was trained on, or on the targets?"
            )
    return ""


def _judge_choice(held: Any, choice: Any, right: float) -> str:
    if choice not in list(held):  # a list can be asked for what cannot be hashed
        return f"my_choice is {in_words(choice)}, which is no key of my_held."
    chosen, best = float(held[choice]), float(max(held.values()))
    if chosen < right - 0.3:  # a model of only 100 training pictures comes nearer
        return (
            f"my_held says {in_words(chosen)} for the setting you chose, but your model reads "
            f"{100 * right:.0f} % of the test pictures: are these error rates or costs? Store the "
            "accuracy, a share near 0.9."
        )
    if chosen < best:
        got, other = both_in_words(chosen, best)
        said = f"my_choice reached {got} on the held-out part, another setting {other}"
        return f"{said}: take the best one there."
    return ""


def _judge_predictions(digits: Any) -> str:
    T_train, shape = _labels()[0], np.shape(digits)
    if shape == (10_000, 10):
        return "my_digits has a column for each class; take the argmax over the classes, axis 1."
    if shape != (10_000,):
        said = f"my_digits has shape {shape}, expected (10000,), a digit for each test picture."
        if len(shape) == 1 and 0 < shape[0] <= len(T_train):
            return f"{said} Are these predictions for training or held-out pictures?"
        return said
    if np.asarray(digits).dtype.kind not in "iuf" or not np.isin(digits, range(10)).all():
        return "my_digits holds something that is no digit from 0 to 9."
    right = _accuracy(digits)
    if right == 1.0:
        return "All 10,000 are right: these are the targets themselves, not predictions."
    if right > 0.96:
        return f"Test accuracy {right:.4f}, more than a linear model has: was it trained on them?"
    if right < 0.2 and (np.asarray(digits) == T_train[:10_000]).mean() > 0.8:
        return "These are predictions for the first training pictures, not for the test pictures."
    if right < 0.2:
        return (
            f"Test accuracy {right:.3f}, about that of guessing. Are the pictures in their order, "
            "and were they predicted by the trained weights?"
        )
    return ""


EXERCISE = _DigitsExercise(
    id="7.5",
    names=("my_held", "my_choice", "my_digits"),
    judge=_judge_digits,
    meaning="It is an honest forecast only if my_held was scored on training pictures.",
    typed={
        # The earlier cells (BEFORE) stand for an answer with a model that is too weak.
        "try at least three": "my_held = {(100, 0.5, 2): 0.917}",
        "take the best one there": "my_choice = (100, 5.0, 2)",
        "my_held says 0.126 for the setting you chose": """
my_held = {settings: 1 - score for settings, score in my_held.items()}
my_choice = max(my_held, key=my_held.get)
""",
        "my_held says 0.083": "my_held = {key: 1 - score for key, score in my_held.items()}",
        "my_held says 0 for the setting you chose": "my_held = dict.fromkeys(my_held, 0.0)",
        "my_held says 0.5 for the setting you chose": """
my_held = dict(zip(my_held, [0.5, 0.4, 0.3]))
my_digits = np.where(np.arange(10_000) < 9200, T_digits_test, 0)  # a good model's
""",
        "no key of my_held": "my_choice = [100, 0.5, 3]",
        "my_held says 1.7 for": "my_held = dict(zip(my_held, [0.31, 0.46, 1.7]))",
        "my_held says 91.7 for": "my_held = {key: 100 * score for key, score in my_held.items()}",
        "scored on pictures it was trained on": "my_held = {**my_held, (9, 1.0, 50): 0.991}",
        "Full batches, few epochs": "",
        "take the argmax over the classes": "my_digits = model.predict_proba(X_digits_test)",
        "predictions for training or held-out pictures": "my_digits = T_digits[55_000:]",
        "these are the targets themselves": "my_digits = T_digits_test",
        "more than a linear model has": "my_digits = np.append(T_digits_test[:-1], 0)",
        "predictions for the first training pictures": "my_digits = T_digits[:10_000]",
        "(batch_size, learning_rate, epochs)": "my_held = {(9, 0.5): 1, (9, 1): 1, (1, 1): 0}",
    },
)
