"""What several exercises of chapter 5 use."""

from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np

from lazyutils.check.judge import Array

__all__ = ["entrywise", "exact_sigmoid"]


def entrywise(function: Callable[[float], float]) -> Callable[[Array], Array]:
    """The function of one number as a function of an array of any shape."""
    return lambda a: np.array([function(x) for x in a.ravel().tolist()]).reshape(a.shape)


def exact_sigmoid(x: float) -> float:
    with localcontext(prec=50):
        return float(1 / (1 + (-Decimal(x)).exp()))
