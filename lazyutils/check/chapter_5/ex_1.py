"""5.1 The sigmoid far out on both sides, without a warning; the truth is decimal arithmetic."""

from collections.abc import Iterator

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.chapter_5.common import QuietExercise, entrywise, exact_sigmoid
from lazyutils.check.judge import Array
from lazyutils.check.mistakes import clipped


def _activations() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(51)
    yield (np.array([-2.0, 0.0, 1.0, 3.0]),)
    yield (rng.normal(0, 4, (3, 4)),)
    yield (np.array([-1000.0, 0.5, 1000.0]),)
    yield (np.array([[-50.0], [-40.0]]),)
    # Each small probability alone: beside a larger one its error would count as rounding.
    for a in (-60.0, -100.0, -300.0, -705.0, -1000.0):
        yield (np.array([a]),)
    yield (np.array([60.0, 705.0]),)
    yield (np.array([-1e5, 1e5]),)  # too far for the exp of the widest float


_CLIPS = (*range(20, 101), *range(150, 701, 50), 708, 709)
_CUTS = (45, 55, 80, 200, 500)  # where 0 may stand for what is below: between the inputs
_LOUD = (
    "You silenced the warnings, so an exp that overflows stays hidden. Leave them on, and take exp "
    "of numbers that are never positive."
)
_SILENCERS = ("errstate", "seterr", "catch_warnings", "filterwarnings", "simplefilter")
_LIBRARY = ("sigmoid", "log_sigmoid", "softmax", "log_softmax", "expit", "log_expit", "logistic")

EXERCISE = QuietExercise(
    id="5.1",
    name="stable_sigmoid",
    parameters=("a",),
    inputs=_activations,
    expected=entrywise(exact_sigmoid),
    meaning="The values are right far out on both sides, and nothing warned.",
    shape_hint="The answer has the shape of a: work on the whole array, with np.where or masks.",
    errors={
        "truth value of an array": "`if` can only ask about one number; a is an array.",
        "OverflowError": "A float ends at exp(709): take exp of numbers that are never positive.",
    },
    ruled_out={
        **dict.fromkeys(_SILENCERS, _LOUD),
        **dict.fromkeys(_LIBRARY, "Write it with numpy only, not with a ready-made sigmoid."),
    },
    mistakes={
        "The sign in the exponent is wrong: this is the sigmoid of -a.": lambda a: sigmoid(-a),
        "For a >= 0 the numerator is 1: this is the sigmoid of -|a|.": lambda a: sigmoid(-abs(a)),
        "For a < 0 the numerator is z: this is the sigmoid of |a|.": lambda a: sigmoid(abs(a)),
        "For large a exp(a) is inf, and inf / inf is nan.": lambda a: np.exp(a) / (1 + np.exp(a)),
        "This is tanh, which runs from -1 to 1.": np.tanh,
        "The small probabilities are lost: the difference of two almost equal numbers, such as 1 - "
        "y, keeps none of their digits. "
        "For a < 0 use z / (1 + z).": lambda a: np.where(a >= 0, sigmoid(a), 1 - sigmoid(-a)),
        "Clipping makes all large |a| equal, but the sigmoid still falls there: sigma(-60) is "
        "8.8e-27, sigma(-705) is 6.6e-307.": [
            *clipped(sigmoid, 0, _CLIPS),
            *(lambda a, end=end: np.where(a < -end, 0, sigmoid(a)) for end in _CUTS),
        ],
    },
    typed={
        "An exponential overflows on the way": "stable_sigmoid = lambda a: 1 / (1 + np.exp(-a))",
        "np.where computes both branches": (
            "np.where(a >= 0, 1.0, z) / (1 + z)",
            "np.where(a >= 0, 1 / (1 + z), np.exp(a) / (1 + np.exp(a)))",
        ),
        "`if` can only ask about one number": ("np.where(a >= 0, 1.0, z)", "(1 if a >= 0 else z)"),
        "changes the input": ("    z =", "    a[...] = np.abs(a)\n    z ="),
        "You silenced the warnings": ("    z =", "    np.seterr(all='ignore')\n    z ="),
        "Write it with numpy only": "stable_sigmoid = lambda a: sigmoid(a)",
    },
)
