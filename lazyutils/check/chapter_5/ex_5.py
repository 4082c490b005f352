"""5.5 tanh by the sigmoid; the truth is Python's own tanh."""

import math
from collections.abc import Iterator

import numpy as np

from lazyutils.activations import sigmoid
from lazyutils.check.chapter_5.common import entrywise
from lazyutils.check.judge import Array, FunctionExercise


def _numbers() -> Iterator[tuple[Array]]:
    yield (np.array([-1.0, 0.0, 2.0]),)
    yield (np.random.default_rng(55).normal(0, 2, (4, 3)),)
    yield (np.array([-800.0, 0.25, 800.0]),)


_OTHERS = ("tanh", "exp", "exp2", "expm1", "sinh", "cosh", "e", "power", "pow", "tan", "softmax")

EXERCISE = FunctionExercise(
    id="5.5",
    name="tanh_by_sigmoid",
    parameters=("a",),
    inputs=_numbers,
    expected=entrywise(math.tanh),
    meaning="tanh is a sigmoid half as wide, twice as high and one lower.",
    shape_hint="The answer has the shape of a.",
    ruled_out=dict.fromkeys(_OTHERS, "Use sigmoid only."),
    mistakes={
        "Half as steep, tanh(a / 2): double a inside the sigmoid.": lambda a: 2 * sigmoid(a) - 1,
        "A quarter as steep: double a inside the sigmoid.": lambda a: 2 * sigmoid(a / 2) - 1,
        "This is the definition of tanh, and exp overflows at 800, where inf / inf is nan: use the "
        "sigmoid.": lambda a: (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a)),
        "It runs from 0 to 1: stretch it by 2 and subtract 1.": lambda a: sigmoid(2 * a),
        "The -1 stands outside the sigmoid.": lambda a: 2 * sigmoid(2 * a - 1),
        "It runs from 0 to 2: subtract 1.": lambda a: 2 * sigmoid(2 * a),
        "It runs from -1 to 0: double it before you subtract 1.": lambda a: sigmoid(2 * a) - 1,
        "This is the sigmoid itself, from 0 to 1.": sigmoid,
    },
    typed={
        "The sign is the other way round": ("2 * sigmoid(2 * a) - 1", "1 - 2 * sigmoid(2 * a)"),
        "Use sigmoid only": ("2 * sigmoid(2 * a) - 1", "np.tanh(a)"),
    },
)
