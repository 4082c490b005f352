"""What several exercises of chapter 5 use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Try, in_words, same

__all__ = ["QuietExercise", "entrywise", "exact_sigmoid"]


def entrywise(function: Callable[[float], float]) -> Callable[[Array], Array]:
    """The function of one number as a function of an array of any shape."""
    return lambda a: np.array([function(x) for x in a.ravel().tolist()]).reshape(a.shape)


def exact_sigmoid(x: float) -> float:
    with localcontext(prec=50):
        return float(1 / (1 + (-Decimal(x)).exp()))


@dataclass(frozen=True)
class QuietExercise(FunctionExercise):
    """An exercise in which a right value is not enough: nothing may warn."""

    def attempt(self, answer: Callable[..., Any], inputs: tuple[Any, ...], seconds: float) -> Try:
        with np.errstate(over="warn", invalid="warn", divide="warn"):  # whatever np.seterr did
            one = super().attempt(answer, inputs, seconds)
        if one.problem or " encountered in " not in one.outcome.warned:
            return one
        why = (
            "A nan arises on the way and is thrown away: np.where computes both branches for all "
            "entries, np.nan_to_num hides it. Take exp of numbers that are never positive."
            if "invalid value" in one.outcome.warned
            else "An exponential overflows on the way; take it of a number that is never positive."
        )
        where = f"For {self.parameters[0]} = {in_words(inputs[0])}"
        return replace(one, problem=f"{where} the values are right. {why}")

    def hint(self, tries: Sequence[Try]) -> str:
        """A hint on wrong values; where the first problem is a warning, that says enough."""
        first = next(one for one in tries if one.problem)
        warned = same(first.outcome.value, first.expected, self.tolerance)
        return "" if warned else super().hint(tries)
