"""The small helpers that the notebooks import, each first built in the open in a chapter."""

from lazyutils.activations import log_sigmoid, log_softmax, sigmoid, softmax
from lazyutils.losses import cross_entropy, squared_error
from lazyutils.models import ConvergenceWarning, LinearRegression, LogisticRegression
from lazyutils.optimize import gradient_descent, numerical_gradient

__all__ = [
    "ConvergenceWarning",
    "LinearRegression",
    "LogisticRegression",
    "cross_entropy",
    "gradient_descent",
    "log_sigmoid",
    "log_softmax",
    "numerical_gradient",
    "sigmoid",
    "softmax",
    "squared_error",
]
