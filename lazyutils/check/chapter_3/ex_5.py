"""Exercise 3.5: best_degree."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise, Try, same


def _waves() -> Iterator[tuple[Array, Array, Array, Array, int]]:
    rng = np.random.default_rng(35)
    shapes: list[Callable[[Array], Array]] = [
        lambda x: 1 - 2 * x**2,
        lambda x: np.sin(4 * x),
        lambda x: 3 * x,
        lambda x: np.cos(7 * x),
    ]
    for truth, max_degree in zip(shapes, (5, 8, 6, 4), strict=True):
        x_train, x_held = rng.uniform(-1, 1, 25), rng.uniform(-1, 1, 60)
        t_train = truth(x_train) + rng.normal(0, 0.3, 25)
        t_held = truth(x_held) + rng.normal(0, 0.3, 60)
        yield x_train, t_train, x_held, t_held, max_degree
    # The held-out line falls where the other rises: a constant would do best, but is not asked.
    rng = np.random.default_rng(0)
    x_train, x_held = np.linspace(-1, 1, 25), np.linspace(-1, 1, 60)
    t_train = 1 + 0.6 * x_train + 0.2 * rng.normal(size=25)
    yield x_train, t_train, x_held, 1 - 0.6 * x_held + 0.2 * rng.normal(size=60), 6


def _errors(x_fit: Array, t_fit: Array, x: Array, t: Array, degrees: range) -> list[float]:
    fits = [np.polynomial.Legendre.fit(x_fit, t_fit, degree, [-1, 1]) for degree in degrees]
    return [float(((t - fit(x)) ** 2).mean()) for fit in fits]


def _best(x_fit: Array, t_fit: Array, x: Array, t: Array, degrees: range) -> int:
    errors = _errors(x_fit, t_fit, x, t, degrees)
    return degrees[errors.index(min(errors))]


def _best_without_constant(x_fit: Array, t_fit: Array, x: Array, t: Array, top: int) -> int:
    def error(degree: int) -> float:
        powers_fit, powers = (np.vander(v, degree + 1)[:, :-1] for v in (x_fit, x))
        w = np.linalg.lstsq(powers_fit, t_fit, rcond=None)[0]
        return float(((t - powers @ w) ** 2).mean())

    return min(range(1, top + 1), key=error)


def _last_better_than_first(x_fit: Array, t_fit: Array, x: Array, t: Array, top: int) -> int:
    errors = _errors(x_fit, t_fit, x, t, range(1, top + 1))
    return max(k for k, error in enumerate(errors, 1) if k == 1 or error < errors[0])


def _to_own_range(x: Array) -> Array:
    return np.interp(x, [x.min(), x.max()], [-1.0, 1.0])


class DegreeExercise(FunctionExercise):
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


EXERCISE = DegreeExercise(
    id="3.5",
    name="best_degree",
    parameters=("x_train", "t_train", "x_held", "t_held", "max_degree"),
    inputs=_waves,
    expected=lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(1, top + 1)),
    meaning="The held-out part chose; for an honest error of the winner you need a third part.",
    shape_hint="Return one whole number, the degree.",
    mistakes={
        "Degree 0 is not among the candidates: start the loop at "
        "1.": lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(top + 1)),
        "It is one too low: position 0 in a list of errors belongs to degree "
        "1.": lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(1, top + 1)) - 1,
        "It is one too high: if degree 0 is tried first, position 0 belongs to degree 0. Start at "
        "degree "
        "1.": lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(top + 1)) + 1,
        "range(max_degree) runs from 0 to max_degree - 1; the degrees run from 1 to "
        "max_degree.": lambda x, t, x_held, t_held, top: _best(x, t, x_held, t_held, range(top)),
        "You tried max_degree + 1 too; "
        "range(1, max_degree + 1) ends at max_degree.": lambda x, t, x_held, t_held, top: _best(
            x, t, x_held, t_held, range(1, top + 2)
        ),
        "The weights must come from the training part; here they come from the held-out "
        "part.": lambda x, t, x_held, t_held, top: _best(x_held, t_held, x, t, range(1, top + 1)),
        "The held-out part took part in "
        "the fit; fit on x_train, t_train only.": lambda x, t, x_held, t_held, top: _best(
            np.append(x, x_held), np.append(t, t_held), x_held, t_held, range(1, top + 1)
        ),
        "The best error so far is never updated: keep it "
        "together with the best degree.": _last_better_than_first,
        "x_train and x_held are scaled in two ways, so one x means two things. They lie between "
        "-1 and 1 already: leave them as they are.": lambda x, t, x_held, t_held, top: _best(
            _to_own_range(x), t, _to_own_range(x_held), t_held, range(1, top + 1)
        ),
        "The constant column is missing: powers(x, degree) "
        "starts with x to the power 0.": _best_without_constant,
        "This is the lowest error; "
        "return the degree that reaches it.": lambda x, t, x_held, t_held, top: np.sqrt(
            min(_errors(x, t, x_held, t_held, range(1, top + 1)))
        ),
    },
    typed={
        "Which part judges": """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree + 1):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_train, powers(x_train, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
        "The best degree here is max_degree itself": """
def best_degree(x_train, t_train, x_held, t_held, max_degree):
    errors = []
    for degree in range(1, max_degree):
        w = np.linalg.lstsq(powers(x_train, degree), t_train, rcond=None)[0]
        errors.append(rmse(t_held, powers(x_held, degree) @ w))
    return 1 + int(np.argmin(errors))
""",
    },
)
