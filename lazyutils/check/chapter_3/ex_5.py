"""3.5 The best degree; the truth is fitted in Legendre polynomials instead of powers."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Try, Wrong, same
from lazyutils.check.mistakes import off_by


def _waves() -> Iterator[tuple[Array, Array, Array, Array, int]]:
    rng = np.random.default_rng(35)
    truths: dict[int, Callable[[Array], Array]] = {
        5: lambda x: 1 - 2 * x**2,
        8: lambda x: np.sin(4 * x),
        6: lambda x: 3 * x,
        4: lambda x: np.cos(7 * x),
    }
    for max_degree, truth in truths.items():
        x_train, x_held = rng.uniform(-1, 1, 25), rng.uniform(-1, 1, 60)
        t_train = truth(x_train) + rng.normal(0, 0.3, 25)
        t_held = truth(x_held) + rng.normal(0, 0.3, 60)
        yield x_train, t_train, x_held, t_held, max_degree
    # The held-out line falls where the other rises: a constant would do best, but is not asked.
    rng = np.random.default_rng(0)
    x_train, x_held = np.linspace(-1, 1, 25), np.linspace(-1, 1, 60)
    t_train = 1 + 0.6 * x_train + 0.2 * rng.normal(size=25)
    yield x_train, t_train, x_held, 1 - 0.6 * x_held + 0.2 * rng.normal(size=60), 6
    # All errors are tiny; the third degree has the right shape, but lies too high everywhere.
    x_held = np.linspace(0.7, 1, 60)
    yield x_train, 1e-6 * (x_train**2 + x_train**3), x_held, 1e-6 * (x_held**2 + x_held**3 - 0.2), 3


def _legendre(x: Array, t: Array, degree: int) -> Wrong:
    return np.polynomial.Legendre.fit(x, t, degree, [-1, 1])


def _without_constant(x: Array, t: Array, degree: int) -> Wrong:
    w = np.linalg.lstsq(np.vander(x, degree + 1)[:, :-1], t, rcond=None)[0]
    return lambda x: np.polyval([*w, 0.0], x)


def _best(
    degrees: Callable[[int], range] = lambda top: range(1, top + 1),
    parts: Wrong = lambda *parts: parts,
    fit: Wrong = _legendre,
    error: Wrong = lambda residuals: (residuals**2).mean(),
    choose: Wrong = lambda degrees, errors: degrees[np.argmin(errors)],
) -> Wrong:
    """The chosen degree; what is not given is right. `parts` changes the four arrays."""

    def best(*given: Any) -> Any:
        x, t, x_held, t_held = parts(*given[:4])
        tried = degrees(given[4])
        return choose(tried, [error(t_held - fit(x, t, degree)(x_held)) for degree in tried])

    return best


def _to_own_range(x: Array) -> Array:
    return np.interp(x, [x.min(), x.max()], [-1.0, 1.0])


class _DegreeExercise(FunctionExercise):
    """An exercise whose answer is a degree: quotients and signs of it say nothing."""

    def hint_from_values(self, tries: Sequence[Try]) -> str:
        failed = [one for one in tries if one.problem]
        if all(same(one.outcome.value, one.inputs[-1]) for one in failed):
            return (
                "You returned the highest degree, although a lower one has a smaller held-out "
                "error. Which part judges, and is the best error so far kept?"
            )
        if all(same(one.expected, one.inputs[-1]) for one in failed):
            return (
                "The best degree here is max_degree itself: was it tried, and did you take the "
                "lowest error on all of the held-out part?"
            )
        return ""


EXERCISE = _DegreeExercise(
    id="3.5",
    name="best_degree",
    parameters=("x_train", "t_train", "x_held", "t_held", "max_degree"),
    inputs=_waves,
    expected=_best(),
    meaning="The held-out part chose; for an honest error of the winner you need a third part.",
    shape_hint="Return one whole number, the degree.",
    mistakes={
        "Degree 0 is not among the candidates: start the loop at 1.": _best(
            lambda top: range(top + 1)
        ),
        "It is one too low: position 0 in a list of errors belongs to degree 1.": off_by(
            _best(), -1
        ),
        "It is one too high: if degree 0 is tried first, position 0 belongs to degree 0. Start at "
        "degree 1.": off_by(_best(lambda top: range(top + 1)), 1),
        "range(max_degree) runs from 0 to max_degree - 1; the degrees run from 1 to "
        "max_degree.": _best(range),
        "You tried max_degree + 1 too; range(1, max_degree + 1) ends at max_degree.": _best(
            lambda top: range(1, top + 2)
        ),
        "The weights must come from the training part; here they come from the held-out "
        "part.": _best(parts=lambda x, t, x_held, t_held: (x_held, t_held, x, t)),
        "The held-out part took part in the fit; fit on x_train, t_train only.": _best(
            parts=lambda x, t, *held: (np.append(x, held[0]), np.append(t, held[1]), *held)
        ),
        "The best error so far is never updated: keep it together with the best degree.": _best(
            choose=lambda degrees, errors: [
                degree for degree, e in zip(degrees, errors, strict=True) if e <= errors[0]
            ][-1]
        ),
        "x_train and x_held are scaled in two ways, so one x means two things. They lie between "
        "-1 and 1 already: leave them as they are.": _best(
            parts=lambda x, t, x_held, t_held: (_to_own_range(x), t, _to_own_range(x_held), t_held)
        ),
        "The constant column is missing: powers(x, degree) starts with x to the power 0.": _best(
            fit=_without_constant
        ),
        "This is the lowest error; return the degree that reaches it.": _best(
            choose=lambda degrees, errors: np.sqrt(min(errors))
        ),
        "The standard deviation subtracts the mean of the residuals first; the RMSE does "
        "not.": _best(error=np.std),
    },
    typed={
        "Which part judges": ("rmse(t_held, powers(x_held", "rmse(t_train, powers(x_train"),
        "The best degree here is max_degree itself": ("max_degree + 1", "max_degree"),
    },
)
