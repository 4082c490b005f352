"""3.2 R squared of targets and outputs; the truth is taken exactly, in fractions."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.chapter_3.common import centred, dot, fractions
from lazyutils.check.judge import Array, FunctionExercise, Wrong
from lazyutils.check.mistakes import complement, with_answer


def _outputs() -> Iterator[tuple[Array, Array]]:
    rng = np.random.default_rng(32)
    yield np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 4.0])
    t = rng.normal(5, 2, 20)
    yield t, t.copy()
    yield t, np.full(20, t.mean())
    yield t, t + rng.normal(0.5, 1, 20)
    yield t, 10 - 3 * t


def _exact(t: Array, y: Array) -> float:
    ts, ys = fractions(t), fractions(y)
    model, baseline = [a - c for a, c in zip(ts, ys, strict=True)], centred(ts)
    return float(1 - dot(model, model) / dot(baseline, baseline))


def _r_squared(
    model: Wrong = lambda t, y: t - y, baseline: Wrong = lambda t, y: t - t.mean()
) -> Wrong:
    """R squared with other residuals of the model or of the baseline."""
    return lambda t, y: 1 - (model(t, y) ** 2).sum() / (baseline(t, y) ** 2).sum()


EXERCISE = FunctionExercise(
    id="3.2",
    name="r_squared_of",
    parameters=("t", "y"),
    inputs=_outputs,
    expected=_exact,
    meaning="1 is perfect, 0 is the mean, and a model worse than the mean is below 0.",
    shape_hint="R squared is one number for all samples: sum over them.",
    ruled_out=dict.fromkeys(("r_squared", "r2_score"), "But a library did it: write out (3.8)."),
    zero=1e-9,
    mistakes={
        "The value is right; return the number itself, not a list or array that holds "
        "it.": with_answer(_exact, lambda r2: [r2]),
        "The value is right; return the number itself, not a matrix that holds it.": with_answer(
            _exact, lambda r2: [[r2]]
        ),
        "This is the share of the error that is left; subtract it from 1.": complement(_exact),
        "The baseline predicts the mean of the targets t, not of the outputs y.": _r_squared(
            baseline=lambda t, y: t - y.mean()
        ),
        "The denominator is the spread of the targets around their mean, not of the "
        "outputs.": _r_squared(baseline=lambda t, y: y - y.mean()),
        "The quotient is upside down: the model's error belongs on top.": _r_squared(
            lambda t, y: t - t.mean(), lambda t, y: t - y
        ),
        "Sum the squares of the residuals, not their absolute values.": lambda t, y: (
            1 - np.abs(t - y).sum() / np.abs(t - t.mean()).sum()
        ),
        "R squared may be below 0, for a model worse than the mean: do not cut it off "
        "there.": with_answer(_exact, lambda r2: max(0.0, r2)),
        "R squared may be below 0: leave its sign as it is.": with_answer(_exact, abs),
        "np.var(t - y) subtracts the mean of the residuals first; (3.8) does not, so a constant "
        "error must count.": _r_squared(lambda t, y: t - y - (t - y).mean()),
        "Compare sums of squares, without the root.": with_answer(
            _exact, lambda r2: 1 - np.sqrt(1 - r2)
        ),
        "This compares the spread of the outputs with that of the targets; (3.8) counts the "
        "residuals t - y.": complement(_r_squared(lambda t, y: y - t.mean())),
        "The mean is missing: the baseline's residuals are t - t.mean(), not t.": _r_squared(
            baseline=lambda t, y: t
        ),
        "A column (N, 1) beside a row (N,) makes N x N differences: keep both of shape "
        "(N,).": _r_squared(lambda t, y: t[:, None] - y),
        "This is the correlation of targets and outputs; (3.8) compares two sums of "
        "squares.": lambda t, y: np.corrcoef(t, y)[0, 1],
        "This is the squared correlation. It forgives a wrong scale and sign; (3.8) does "
        "not.": lambda t, y: np.corrcoef(t, y)[0, 1] ** 2,
    },
    typed={
        "sum over them": ("((t - y) ** 2).sum()", "(t - y) ** 2"),
        "But a library did it": (
            "from lazyutils import metrics\nr_squared_of = lambda t, y: metrics.r_squared(t, y)"
        ),
    },
)
