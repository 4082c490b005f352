"""Whatever is passed: a right answer, or an error that names the argument and what is wanted.

A right answer is one that another route gives: scipy, scikit-learn, plain Python. No warning,
no changed input. A short run belongs to the suite; the long one is

    python -m tests.package.test_fuzz 10000
"""

from __future__ import annotations

import contextlib
import math
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.special
import sklearn.metrics
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lazyutils import (
    ConvergenceWarning,
    LinearRegression,
    LogisticRegression,
    cross_entropy,
    gradient_descent,
    log_sigmoid,
    log_softmax,
    numerical_gradient,
    sigmoid,
    softmax,
    squared_error,
)
from lazyutils.datasets import make_clouds, make_donut, make_moons, make_shop, make_xor
from lazyutils.metrics import accuracy, confusion_matrix, mean_squared_error, r_squared
from tests.support.fuzz import (
    anything,
    containers,
    label_lists,
    same,
    samples,
    sane,
    scalars,
    snapshot,
    twins,
)

REFUSALS = (ValueError, TypeError, FloatingPointError)
WORDS = re.compile(r"wanted|rescale|not fitted|try a learning_rate smaller", re.IGNORECASE)
TALLY: Counter[tuple[str, str]] = Counter()


class Refused(Exception):
    """The function said no, in words that help."""


def ask(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """The answer, after the checks that hold for every call; `Refused` for a good error."""
    before = [snapshot(a) for a in (*arguments, *named.values())]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ConvergenceWarning)
        try:
            answer = function(*arguments, **named)
        except REFUSALS as error:
            assert WORDS.search(str(error)), f"{type(error).__name__}: {error}"
            assert len(str(error)) < 600
            TALLY[function.__qualname__, "refused"] += 1
            raise Refused from None
        finally:
            after = (*arguments, *named.values())
            assert all(same(a, b) for a, b in zip(before, after, strict=True)), "an input changed"
    TALLY[function.__qualname__, "answered"] += 1
    return answer


def numbers(a: Any) -> tuple[Any, Any]:
    """The values as float64 and the float type of the answer, by a route of its own."""
    given = np.asarray(a)
    if isinstance(a, pd.DataFrame | pd.Series) and given.dtype.kind != "f":
        given = a.to_numpy(dtype=float)
    values = np.array([float(v) for v in given.ravel().tolist()]).reshape(given.shape)
    return values, given.dtype if given.dtype.kind == "f" else np.dtype(float)


def close(got: Any, wanted: Any, dtype: Any, slack: float = 0.0) -> None:
    """Equal up to the rounding of the type that the answer came in, and of the oracle."""
    info = np.finfo(dtype)
    eps, tiny = max(float(info.eps), 2.3e-16), max(float(info.tiny), 1e-307)
    wanted = np.asarray(wanted)
    with np.errstate(all="ignore"):
        wanted = wanted.astype(dtype).astype(float)  # beyond the type's range is inf there
    np.testing.assert_allclose(
        np.asarray(got, float), wanted, rtol=30 * eps, atol=30 * tiny + slack
    )


# --- the functions -------------------------------------------------------------------------------


def fuzz_elementwise(a: Any) -> None:
    for ours, theirs in ((sigmoid, scipy.special.expit), (log_sigmoid, scipy.special.log_expit)):
        with contextlib.suppress(Refused):
            answer = ask(ours, a)
            values, dtype = numbers(a)
            close(answer, theirs(values), dtype)


def fuzz_along_an_axis(a: Any, axis: Any) -> None:
    for ours, theirs in (
        (softmax, scipy.special.softmax),
        (log_softmax, scipy.special.log_softmax),
    ):
        with contextlib.suppress(Refused):
            answer = ask(ours, a, axis=axis)
            values, dtype = numbers(a)
            assert np.shape(answer) == values.shape
            if values.size == 0:
                continue
            with np.errstate(all="ignore"):
                expected = theirs(values, axis=axis if values.ndim else None)
            # Of what is next to 0 scipy's log_softmax has only absolute digits.
            close(answer, expected, dtype, slack=1e-15 * (ours is log_softmax))


def fuzz_squares(T: Any, Y: Any) -> None:
    def total(T: Any, Y: Any) -> float:
        differences = (numbers(T)[0] - numbers(Y)[0]).ravel().tolist()
        try:
            return math.fsum(d**2 for d in differences)
        except OverflowError:  # only a long double holds it
            return math.inf

    for function in (squared_error, mean_squared_error):
        with contextlib.suppress(Refused):
            answer = float(ask(function, T, Y))
            share = 1 if function is squared_error else numbers(T)[0].size
            eps = max(float(np.finfo(numbers(x)[1]).eps) for x in (T, Y))
            assert answer == pytest.approx(total(T, Y) / share, rel=100 * max(eps, 1e-16))


def fuzz_r_squared(T: Any, Y: Any) -> None:
    with contextlib.suppress(Refused):
        answer = ask(r_squared, T, Y)
        t, y = numbers(T)[0], numbers(Y)[0]
        scale = np.abs(t).max()
        single = max(float(np.finfo(numbers(x)[1]).eps) for x in (T, Y)) > 1e-10
        if single or np.ptp(t / scale, axis=0).min() < 1e-6:
            return  # rounding decides
        oracle = sklearn.metrics.r2_score(t / scale, y / scale, multioutput="uniform_average")
        assert answer == pytest.approx(oracle, rel=1e-6, abs=1e-6)


def fuzz_cross_entropy(T: Any, Y: Any, mean: Any) -> None:
    for form in ("Y", "logits"):
        with contextlib.suppress(Refused):
            answer = float(ask(cross_entropy, T, **{form: Y, "mean": mean}))
            t, y = numbers(T)[0], numbers(Y)[0]
            if form == "logits":
                two = y.ndim == 1 or y.shape[1] == 1
                y = scipy.special.expit(y) if two else scipy.special.softmax(y, axis=1)
                if ((y > 1 - 1e-4) | (y < 1e-300)).any():
                    continue  # the probabilities have lost the digits
            with np.errstate(all="ignore"):
                cost = -scipy.special.xlogy(t, y).sum()
                if t.ndim == 1 or t.shape[1] == 1:
                    cost -= scipy.special.xlog1py(1 - t, -y).sum()
            eps = max(float(np.finfo(numbers(x)[1]).eps) for x in (T, Y))
            cost /= len(t) if mean else 1
            assert answer == pytest.approx(cost, rel=1e3 * max(eps, 1e-16), abs=1e-12 + 10 * eps)


def plain_labels(T: Any) -> list[Any]:
    return [t.item() if isinstance(t, np.generic) else t for t in list(T)]


def fuzz_label_metrics(T: Any, Y: Any) -> None:
    with contextlib.suppress(Refused):
        answer = ask(accuracy, T, Y)
        t, y = plain_labels(T), plain_labels(Y)
        assert answer == sum(a == b for a, b in zip(t, y, strict=True)) / len(t)
    with contextlib.suppress(Refused):
        C = ask(confusion_matrix, T, Y)
        t, y = plain_labels(T), plain_labels(Y)
        names = sorted({*t, *y})
        pairs = Counter(zip(t, y, strict=True))
        assert C.tolist() == [[pairs[a, b] for b in names] for a in names]


def fuzz_classes(T: Any, classes: Any) -> None:
    if classes is None:  # then they are found
        return
    with contextlib.suppress(Refused):
        C = ask(confusion_matrix, T, T, classes)
        t = plain_labels(T)
        assert C.tolist() == np.diag([t.count(c) for c in plain_labels(classes)]).tolist()


def fuzz_descent(w: Any, option: str, value: Any) -> None:
    options: dict[str, Any] = {"learning_rate": 0.125, "epochs": 4}
    if option in ("cost", "callback") and callable(value):
        return  # what it raises is the caller's own
    if option == "epochs" and isinstance(value, int | float) and value > 1000:
        return  # as long as was asked for
    if option != "none":
        options[option] = value
    with contextlib.suppress(Refused):
        result = ask(gradient_descent, lambda w: 2 * w, w, **options)
        if option in ("none", "learning_rate", "epochs") and not isinstance(w, tuple):
            start, dtype = numbers(w)
            factor = (1 - 2 * float(options["learning_rate"])) ** int(options["epochs"])
            eps = max(float(np.finfo(dtype).eps), 1e-15)
            tiny = float(np.finfo(dtype).tiny)
            np.testing.assert_allclose(
                np.asarray(result.w, float), start * factor, rtol=100 * eps, atol=100 * tiny
            )


def fuzz_gradient_and_cost(gradient: Any, cost: Any) -> None:
    with contextlib.suppress(Refused):
        start = np.array([1.0, 2.0])
        result = ask(gradient_descent, lambda w: gradient, start, 0.5, 1, cost=lambda w: cost)
        close(result.w, start - 0.5 * numbers(gradient)[0], float)
        assert result.costs == [float(numbers(cost)[0])]


def three_times_the_sum(w: Any) -> Any:
    return 3 * sum(map(np.sum, w if isinstance(w, tuple) else (w,)))


def fuzz_numerical_gradient(w: Any, answer: Any) -> None:
    with contextlib.suppress(Refused):
        gradient = ask(numerical_gradient, three_times_the_sum, w)
        if not isinstance(w, tuple) and np.abs(numbers(w)[0]).max(initial=0) < 1e4:
            np.testing.assert_allclose(gradient, np.full(np.shape(gradient), 3.0), rtol=1e-4)
    with contextlib.suppress(Refused):
        assert ask(numerical_gradient, lambda w: answer, 1.0) == 0


# --- the models ----------------------------------------------------------------------------------


def fuzz_linear(X: Any, T: Any, r: Any, l2: Any) -> None:
    model = LinearRegression(l2=l2)
    with contextlib.suppress(Refused):
        ask(model.fit, X, T, r)
        x, t = numbers(X)[0], numbers(T)[0]
        weight = np.ones(len(x)) if r is None else numbers(r)[0]
        y = ask(model.predict, X)
        assert y.shape == t.shape
        size = np.abs(t).max()
        if not 1e-100 < size < 1e100 or np.abs(x).max() > 1e100 or l2 > 0:
            return
        # Not worse than the mean of T, nor than numpy's own least squares.
        design = np.column_stack([x, np.ones(len(x))]) * np.sqrt(weight)[:, None]
        target = (np.sqrt(weight) * t.T).T
        theirs = design @ np.linalg.lstsq(design, target, rcond=None)[0]
        ours = np.sqrt(weight) * (t - y).T
        best = ((theirs - target) ** 2).sum()
        assert (ours**2).sum() <= best * (1 + 1e-6) + 1e-12 * size**2 * weight.max()


def fuzz_logistic(X: Any, T: Any, r: Any, option: str, value: Any) -> None:
    options: dict[str, Any] = {"epochs": 5} | ({} if option == "none" else {option: value})
    if option == "epochs" and isinstance(value, int | float) and value > 100:
        return
    model = LogisticRegression(**options)
    with contextlib.suppress(Refused):
        ask(model.fit, X, T, r)
        P = ask(model.predict_proba, X)
        x = numbers(X)[0]
        assert P.shape == (len(x), len(model.classes))
        np.testing.assert_allclose(P.sum(axis=1), 1, rtol=1e-3)
        assert set(ask(model.predict, X).tolist()) <= set(model.classes.tolist())
        assert np.isfinite(model.costs).all()
        if option in ("none", "tol", "seed") and r is None:
            K = len(model.classes)
            assert model.costs[-1] <= np.log(K) * (1 + 1e-3)
            k = [model.classes.tolist().index(t) for t in plain_labels(T)]
            with np.errstate(divide="ignore"):
                cost = -np.log(P[np.arange(len(x)), k].astype(float)).mean()
            assert model.costs[-1] == pytest.approx(cost, rel=1e-2, abs=1e-3)


def fuzz_new_rows(X: Any) -> None:
    table = np.arange(12.0).reshape(6, 2) % 5
    for model in (LinearRegression(), LogisticRegression(epochs=3)):
        with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
            model.fit(table, [0, 1, 0, 1, 1, 0])
        with contextlib.suppress(Refused):
            Y = ask(model.predict, X)
            assert len(Y) == len(numbers(X)[0])
            if isinstance(model, LinearRegression):
                x = numbers(X)[0]
                slack = 1e-9 * np.abs(x).max()
                np.testing.assert_allclose(Y, x @ model.w + model.b, rtol=1e-9, atol=slack)


def fuzz_options(name: str, value: Any) -> None:
    model = LogisticRegression()
    with contextlib.suppress(Refused):
        assert ask(model.set_params, **{name: value}) is model
        assert model.get_params()[name] is value


# --- what draws data -----------------------------------------------------------------------------


def fuzz_makers(make: Any, n: Any, seed: Any, noise: Any) -> None:
    options = {"n": n, "seed": seed} | (
        {"noise": noise} if make not in (make_clouds, make_shop) else {}
    )
    if isinstance(n, int | float) and n > 1000:
        return
    with contextlib.suppress(Refused):
        made = ask(make, **options)
        assert len(made if make is make_shop else made[0]) == n
        if make is not make_shop:
            assert made[1].shape == (n,)


def fuzz_clouds(means: Any, covariance: Any) -> None:
    with contextlib.suppress(Refused):
        X, _ = ask(make_clouds, 30, means=means, covariance=covariance)
        assert X.shape == (30, np.asarray(means).shape[1]) and np.isfinite(X).all()


# --- how often each is asked ----------------------------------------------------------------------

PAIRS = st.one_of(twins(), st.tuples(anything(), anything()))
LABELS = st.one_of(
    st.tuples(label_lists(), label_lists()),
    label_lists().map(lambda t: (t, list(t)[::-1])),
    st.tuples(anything(), anything()),
)
ROWS = st.one_of(samples(), samples(), samples(), st.tuples(anything(), anything()))
SHARES = st.one_of(st.none(), st.none(), st.none(), st.just([1, 2]), containers(), anything())
OPTIONS = ["l2", "l1", "learning_rate", "epochs", "batch_size", "momentum", "seed", "tol"]
DESCENT = ["learning_rate", "epochs", "momentum", "cost", "tol", "callback"]
NONE = st.just("none")
TWO = st.tuples(anything(), anything())  # weights such as (W, b)

FUZZ: dict[Callable[..., None], tuple[Any, ...]] = {
    fuzz_elementwise: (anything(),),
    fuzz_along_an_axis: (anything(), st.sampled_from([-1, 0, None])),
    fuzz_squares: (PAIRS,),
    fuzz_r_squared: (PAIRS,),
    fuzz_cross_entropy: (PAIRS, st.one_of(st.booleans(), scalars())),
    fuzz_label_metrics: (LABELS,),
    fuzz_classes: (LABELS,),
    fuzz_descent: (
        st.one_of(containers(), anything(), TWO),
        st.one_of(NONE, st.sampled_from(DESCENT)),
        scalars(),
    ),
    fuzz_gradient_and_cost: (st.one_of(sane(st.just((2,))), anything()), anything()),
    fuzz_numerical_gradient: (st.one_of(containers(), anything(), TWO), anything()),
    fuzz_linear: (ROWS, SHARES, st.one_of(st.just(0.0), st.just(0.5), scalars())),
    fuzz_logistic: (ROWS, SHARES, st.one_of(NONE, NONE, st.sampled_from(OPTIONS)), scalars()),
    fuzz_new_rows: (st.one_of(containers(st.tuples(st.integers(1, 4), st.just(2))), anything()),),
    fuzz_options: (st.sampled_from([*OPTIONS, "C", "W"]), anything()),
    fuzz_makers: (
        st.sampled_from([make_xor, make_donut, make_moons, make_clouds, make_shop]),
        st.one_of(st.integers(4, 60), scalars()),
        st.one_of(st.integers(0, 9), scalars()),
        st.one_of(st.just(0.1), scalars()),
    ),
    fuzz_clouds: (
        st.one_of(sane(st.just((3, 2))), anything()),
        st.one_of(st.just([[2, 1], [1, 2]]), st.just(np.zeros((2, 2))), anything()),
    ),
}


def run(fuzz: Callable[..., None], examples: int) -> None:
    """Ask `examples` times; pairs of strategies are handed over one by one."""

    def one(values: tuple[Any, ...]) -> None:
        flat: list[Any] = []
        for value, strategy in zip(values, FUZZ[fuzz], strict=True):
            flat += value if strategy in (PAIRS, LABELS, ROWS) else [value]
        fuzz(*flat)

    checks = list(HealthCheck)
    limits = settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=checks,
    )  # fmt: skip
    limits(given(st.tuples(*FUZZ[fuzz]))(one))()


@pytest.mark.parametrize("fuzz", FUZZ, ids=lambda fuzz: fuzz.__name__)
def test_a_right_answer_or_a_good_error(fuzz: Callable[..., None]) -> None:
    run(fuzz, 120)


def main() -> None:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    names = sys.argv[2:]
    for fuzz in FUZZ:
        if names and fuzz.__name__ not in names:
            continue
        TALLY.clear()
        start = time.perf_counter()
        try:
            run(fuzz, examples)
            end = "no fault"
        except Exception as error:
            faults = error.exceptions if isinstance(error, ExceptionGroup) else [error]
            end = "".join(
                f"\n    FAULT {type(e).__name__}: {str(e)[:700]} "
                + " ".join(getattr(e, "__notes__", []))[:700]
                for e in faults
            )
        counts = ", ".join(f"{name} {how} {n}" for (name, how), n in sorted(TALLY.items()))
        print(
            f"{fuzz.__name__:24} {time.perf_counter() - start:6.1f} s  {end}\n    {counts}",
            flush=True,
        )


if __name__ == "__main__":
    main()
