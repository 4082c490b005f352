"""7.6 Early stopping; the truth asks of each epoch in turn whether it ends the run."""

import operator
from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import FunctionExercise, Wrong
from lazyutils.check.mistakes import off_by, with_input


def _curves() -> Iterator[tuple[list[float], int]]:
    rng = np.random.default_rng(76)
    yield [5.0, 4.0, 4.5, 4.6, 3.0], 2
    yield [5.0, 6.0, 4.0, 6.0, 3.0], 2  # two are not lower, but not in a row
    yield [1.0], 3
    yield [1.0, 2.0, 3.0], 1
    yield [9.0, 8.0, 7.0, 6.0], 2
    yield [3.0, 2.0, 2.0, 2.0, 1.0], 2
    yield [3.0, 2.0, 2.5, 1.0, 1.5, 1.6, 1.7, 0.5], 3
    yield [3.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 0.5], 2
    yield [3.0, 2.0, 2.0, 2.0, 2.5, 2.6, 1.0], 2
    yield [2.0, 4.0, 3.0, 3.5, 2.5, 3.0, 1.0], 2
    yield [9e9, 8e9, 7e9, 9e9], 2  # all above any guess at a best cost
    yield [0.5, 0.5 - 1e-9, 0.5 - 2e-9, 0.5 - 3e-9, 0.6], 2  # lower by less than a tolerance
    yield [2.0, 0.0, 1.0, 1.0, 1.0], 3  # a best cost that `if best` takes for none
    yield [4.0, 2.0, 3.0, 3.0, 1.0, 2.0], 3  # neither stops nor ends with the best
    for patience in (2, 5):
        hill = 2 + np.cos(np.linspace(0, 9, 30)) - np.linspace(0, 1, 30) + rng.normal(0, 0.1, 30)
        yield hill.tolist(), patience


def _stop_epoch(costs: list[float], patience: int) -> int:
    """The last epoch that is computed, by asking of each in turn whether it ends the run."""
    for epoch in range(patience, len(costs)):
        earlier, recent = costs[: epoch - patience + 1], costs[epoch - patience + 1 : epoch + 1]
        if min(recent) >= min(earlier):
            return epoch
    return len(costs) - 1


def _kept(costs: list[float], patience: int) -> int:
    seen = costs[: _stop_epoch(costs, patience) + 1]
    return seen.index(min(seen))


def _rises_in_a_row(costs: list[float], patience: int) -> int:
    """Compares with the epoch before instead of with the best."""
    rises, epoch = 0, 0
    for epoch in range(1, len(costs)):
        rises = rises + 1 if costs[epoch] >= costs[epoch - 1] else 0
        if rises >= patience:
            break
    return costs.index(min(costs[: epoch + 1]))


def _run(lower: Wrong = operator.lt, start: float = np.inf, reset: bool = True) -> Wrong:
    """The run with another meaning of lower, a first best cost or a counter without a reset."""

    def stop(costs: list[float], patience: int) -> int:
        best, kept, waited = start, 0, 0
        for epoch, cost in enumerate(costs):
            if lower(cost, best):
                best, kept, waited = cost, epoch, 0 if reset else waited
            else:
                waited += 1
            if waited >= patience:
                break
        return kept

    return stop


def _before_patience(costs: list[float], patience: int) -> int:
    """The epoch `patience` before the stop, or the last one if there is no stop."""
    stop, best = _stop_epoch(costs, patience), _kept(costs, patience)
    return best if stop - best >= patience else len(costs) - 1


EXERCISE = FunctionExercise(
    id="7.6",
    name="early_stop",
    parameters=("held_costs", "patience"),
    inputs=_curves,
    expected=_kept,
    meaning="The weights of that epoch are kept, so a program has to keep a copy of the best.",
    shape_hint="Return one whole number, the epoch.",
    mistakes={
        "This is the epoch at which the run stops; keep the best one seen.": _stop_epoch,
        "Your counter is never set back to 0: only `patience` epochs in a row stop the run. Start "
        "counting again at every new best.": _run(reset=False),
        "You never look at the last cost: the loop ends one epoch too early.": with_input(
            _kept, 0, lambda costs: costs[:-1] or costs
        ),
        "The run stops one epoch too late: stop as soon as patience epochs were not "
        "lower.": with_input(_kept, 1, lambda patience: patience + 1),
        "The run stops one epoch too early: it goes on until patience epochs were not "
        "lower.": with_input(_kept, 1, lambda patience: max(1, patience - 1)),
        "Compare with the best cost so far, not with the epoch before.": _rises_in_a_row,
        "Epochs are counted from 0; yours are one too high.": off_by(_kept, 1),
        "This is the lowest cost; return the epoch that reached it.": lambda costs, patience: costs[
            _kept(costs, patience)
        ],
        "Your best cost starts from a guess, which may be below all costs: start from the first "
        "one, or from np.inf.": [_run(start=start) for start in (0, *(10**k for k in range(10)))],
        "A cost of 0 is a cost, too: compare `best is None`, not `not best`.": _run(
            lambda cost, best: best == 0 or cost < best
        ),
        "Without a stop, too, the best epoch is kept, not the last one.": _before_patience,
        "Lower is lower, by however little: compare without a tolerance.": [
            _run(lambda cost, best, tolerance=10**-k: cost < best - tolerance) for k in range(2, 9)
        ],
        "An equal cost is not lower: keep the first of equals.": _run(operator.le),
        "You looked at costs after the stop: in real life they were never "
        "computed.": lambda costs, patience: costs.index(min(costs)),
        "You stop at the first cost that is not lower; wait for patience of them in a "
        "row.": with_input(_kept, 1, lambda patience: 1),
    },
)
