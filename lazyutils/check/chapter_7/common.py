"""What several exercises of chapter 7 use."""

from collections.abc import Sequence

from lazyutils.check.judge import FunctionExercise, Try

__all__ = ["OWN_LOOP", "STOPS", "FromZeroExercise"]

OWN_LOOP = {"gradient_descent": "But gradient_descent took the steps: write its loop yourself."}
STOPS = "You stop before the epochs are over. Walk all of them, wherever they lead."


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
