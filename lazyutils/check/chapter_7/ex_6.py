"""7.6 Early stopping; the truth asks of each epoch in turn whether it ends the run."""

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
    yield [250.0, 240.0, 260.0, 230.0, 270.0, 280.0], 2  # all above any guess at a best cost
    yield [0.5, 0.4999, 0.4998, 0.49975, 0.5, 0.5], 2  # lower by less than a tolerance
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


def _last_lowest(costs: list[float], patience: int) -> int:
    """As if an equal cost were lower."""
    best = 0
    for epoch, cost in enumerate(costs):
        if cost <= costs[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best


def _rises_in_a_row(costs: list[float], patience: int) -> int:
    """Compares with the epoch before instead of with the best."""
    rises, best = 0, 0
    for epoch in range(1, len(costs)):
        rises = rises + 1 if costs[epoch] >= costs[epoch - 1] else 0
        if costs[epoch] < costs[best]:
            best = epoch
        if rises >= patience:
            break
    return best


def _from(start: float, tolerance: float = 0.0) -> Wrong:
    """Starts from a guess at the best cost, or wants it lower by more than a tolerance."""

    def stop(costs: list[float], patience: int) -> int:
        best, kept, waited = start, 0, 0
        for epoch, cost in enumerate(costs):
            if cost < best - tolerance:
                best, kept, waited = cost, epoch, 0
                continue
            waited += 1
            if waited >= patience:
                break
        return kept

    return stop


def _never_reset(costs: list[float], patience: int) -> int:
    """Counts all epochs that were not lower, whatever came between them."""
    best, bad = 0, 0
    for epoch in range(1, len(costs)):
        if costs[epoch] < costs[best]:
            best = epoch
        else:
            bad += 1
        if bad >= patience:
            break
    return best


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
        "counting again at every new best.": _never_reset,
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
        "one, or from np.inf.": [_from(start) for start in (0.0, 1.0, 10.0, 100.0)],
        "Lower is lower, by however little: compare without a tolerance.": [
            _from(np.inf, tolerance) for tolerance in (1e-2, 1e-3, 1e-4)
        ],
        "An equal cost is not lower: keep the first of equals.": _last_lowest,
        "You looked at costs after the stop: in real life they were never "
        "computed.": lambda costs, patience: costs.index(min(costs)),
        "You stop at the first cost that is not lower; wait for patience of them in a "
        "row.": with_input(_kept, 1, lambda patience: 1),
    },
)
