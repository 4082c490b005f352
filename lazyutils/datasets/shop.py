"""A made-up web shop whose truth is known: visits drawn from a multinomial logit.

A model that learns from these visits can be held against the weights that made them, and its
accuracy against the best that any model can have.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lazyutils.activations import softmax
from lazyutils.arrays import whole

__all__ = [
    "SHOP_ACTIONS",
    "SHOP_COLUMNS",
    "SHOP_FEATURES",
    "ShopTruth",
    "kinds",
    "make_shop",
    "shop_arrays",
    "shop_truth",
]


SHOP_ACTIONS = ("bounce", "add to cart", "begin checkout", "finish checkout")
"""Names of the classes 0 to 3 of `user_action`."""

SHOP_FEATURES = (
    "is_mobile",
    "n_products_viewed",
    "visit_duration",
    "is_returning_visitor",
    "night",
    "morning",
    "afternoon",
    "evening",
)
"""Names of the 8 columns of X in `shop_arrays`; the last four are `time_of_day` 0 to 3."""

SHOP_COLUMNS = (*SHOP_FEATURES[:4], "time_of_day", "user_action")

# One row a feature, one column an action. Bounce and night are the zero that the others are
# measured from. Units: change of the log-odds against bounce for one product more, one minute more.
_W = np.array(
    [
        [0.0, -0.5, -1.2, -2.0],  # is_mobile
        [0.0, 0.8, 1.1, 1.2],  # n_products_viewed
        [0.0, 0.2, 0.6, 0.8],  # visit_duration
        [0.0, 1.2, 1.6, 2.4],  # is_returning_visitor
        [0.0, 0.0, 0.0, 0.0],  # night
        [0.0, 0.2, 0.4, 0.5],  # morning
        [0.0, 0.3, 0.5, 0.6],  # afternoon
        [0.0, 0.6, 0.9, 1.2],  # evening
    ]
)
_b = np.array([0.0, -4.2, -8.6, -10.8])


@dataclass(frozen=True)
class ShopTruth:
    """What made the visits. W (8 x 4) and b (4) as in A = XW + b, Y = softmax(A).

    `bayes_accuracy` is the accuracy of always choosing the truly most probable of the 4 actions:
    no model does better on new visits, but by luck. `bayes_accuracy_binary` is the same for
    bounce (0) against add to cart (1) among the visits that did one of these. Both are means over
    4,000,000 drawn visits, with a standard error of 0.0001.
    """

    W: NDArray[np.float64]
    b: NDArray[np.float64]
    features: tuple[str, ...]
    actions: tuple[str, ...]
    bayes_accuracy: float
    bayes_accuracy_binary: float

    def predict_proba(self, X: NDArray[np.float64]) -> NDArray[np.float64]:
        """True probabilities of the 4 actions, N x 4, for X of `shop_arrays`, N x 8."""
        return np.asarray(softmax(X @ self.W + self.b))


def shop_truth() -> ShopTruth:
    """The weights that made the shop table, and the best accuracy that is possible.

    Only differences between actions matter to softmax, so bounce has weights 0; to compare
    learned weights, subtract their column of bounce, and their row `night` after adding it to b.
    For bounce against add to cart alone the true model is logistic with w = W[:, 1], b = b[1].

    >>> truth = shop_truth()
    >>> truth.W.shape, truth.b.shape
    ((8, 4), (4,))
    >>> print(f"returning multiplies the odds of adding to the cart by {np.exp(truth.W[3, 1]):.1f}")
    returning multiplies the odds of adding to the cart by 3.3
    """
    return ShopTruth(_W.copy(), _b.copy(), SHOP_FEATURES, SHOP_ACTIONS, 0.766, 0.831)


def make_shop(n: int = 5000, seed: int = 0) -> pd.DataFrame:
    """Draw `n` visits; the shipped table is `make_shop(5000, seed=0)`.

        is_mobile             Bernoulli(0.55)
        is_returning_visitor  Bernoulli(0.40)
        time_of_day           0 to 3 with probabilities 0.10, 0.25, 0.30, 0.35
        n_products_viewed     Poisson(r d), r = 3.0 returning, else 1.8; d = 0.8 mobile, else 1.2
        visit_duration        Gamma(shape 2, scale 0.5 + 0.4 n_products_viewed), to 0.01 minutes
        user_action           one draw from softmax(XW + b) of `shop_truth`

    Columns, units and errors: as `load_shop`. `ValueError` for n below 1.

    >>> make_shop(3, seed=1).columns.tolist() == list(SHOP_COLUMNS)
    True
    """
    n = whole("n", n, least=1)
    rng = np.random.default_rng(whole("seed", seed))
    mobile = rng.random(n) < 0.55
    returning = rng.random(n) < 0.40
    time_of_day = np.searchsorted([0.10, 0.35, 0.65], rng.random(n), side="right")
    products = rng.poisson(np.where(returning, 3.0, 1.8) * np.where(mobile, 0.8, 1.2))
    duration = np.round(rng.gamma(2.0, 0.5 + 0.4 * products), 2)
    columns = (mobile, products, duration, returning, time_of_day, np.zeros(n))
    visits = pd.DataFrame(dict(zip(SHOP_COLUMNS, columns, strict=True))).astype(kinds())
    Y = shop_truth().predict_proba(shop_arrays(visits)[0])
    visits["user_action"] = (rng.random(n)[:, None] > Y[:, :3].cumsum(axis=1)).sum(axis=1)
    return visits.astype(kinds())


def shop_arrays(visits: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """X (N x 8, float64, columns `SHOP_FEATURES`) and T (N, np.intp) of a table of visits.

    The time of day becomes four indicator columns; nothing is scaled.

    Errors: `ValueError` for anything but a DataFrame with the columns of `load_shop`, and for a
    time of day or an action that is not one of 0 to 3.

    >>> X, T = shop_arrays(make_shop(100))
    >>> X.shape, T.shape, bool((X[:, 4:].sum(axis=1) == 1).all())
    ((100, 8), (100,), True)
    """
    missing = [name for name in SHOP_COLUMNS if name not in getattr(visits, "columns", ())]
    if missing:
        raise ValueError(f"visits lacks {', '.join(missing)}; a table as of load_shop is wanted")
    for name in ("time_of_day", "user_action"):
        if not np.isin(visits[name], range(4)).all():
            raise ValueError(f"{name} has other values than 0, 1, 2 and 3, which are wanted")
    numbers = visits[list(SHOP_COLUMNS[:4])].to_numpy(np.float64)
    bins = np.eye(4)[visits["time_of_day"].to_numpy().astype(np.intp)]
    return np.hstack([numbers, bins]), visits["user_action"].to_numpy().astype(np.intp)


def kinds() -> dict[str, str]:
    """The dtype of each column."""
    return {c: "float64" if c == "visit_duration" else "int64" for c in SHOP_COLUMNS}
