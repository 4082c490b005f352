"""What several exercises of chapter 7 use."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Try, Wrong

__all__ = ["EARLY_STOP", "OWN_LOOP", "FromZeroExercise", "early_stops"]

OWN_LOOP = {"gradient_descent": "But gradient_descent took the steps: write its loop yourself."}
EARLY_STOP = "You stop before the epochs are over. Walk all of them, wherever they lead."


class FromZeroExercise(FunctionExercise):
    """A walk that starts at zero: after no epochs at all, the last input, the start shows."""

    def hint_from_values(self, tries: Sequence[Try]) -> str:
        hint = super().hint_from_values(tries)
        if hint or not any(one.inputs[-1] == 0 and one.problem for one in tries):
            return hint
        return (
            "With epochs = 0 your answer is not zero: start at zero, not at random or other "
            "weights, or two runs end in different places."
        )


def early_stops(walk: Wrong, cost: Wrong) -> list[Wrong]:
    """Walks that end where the cost would rise, or where the slope is nearly zero."""

    def until(enough: Wrong) -> Wrong:
        def stopped(X: Array, T: Array, eta: float, epochs: int) -> Any:
            for epoch in range(epochs):
                here, there = walk(X, T, eta, epoch), walk(X, T, eta, epoch + 1)
                rise = cost(X, T, there) - cost(X, T, here)
                slope = np.abs(np.hstack(there) - np.hstack(here)).max() / eta
                if enough(rise, slope):
                    return here
            return walk(X, T, eta, epochs)

        return stopped

    zeros = (1e-3, 1e-4, 1e-5, 1e-6, 1e-8)
    return [
        until(lambda rise, slope: rise > 0),
        *(until(lambda rise, slope, zero=zero: slope < zero) for zero in zeros),
    ]
