"""3.3 The design matrix; the truth is built row by row."""

from collections.abc import Iterator

import numpy as np

from lazyutils.check.judge import Array, FunctionExercise


def _features() -> Iterator[tuple[Array]]:
    rng = np.random.default_rng(33)
    yield (np.array([[2.0, 3.0], [4.0, 5.0], [6.0, 7.0]]),)
    yield (rng.normal(size=(4, 1)),)
    yield (rng.normal(size=(1, 3)),)
    yield (rng.normal(size=(3, 3)),)
    yield (np.zeros((2, 2)),)


EXERCISE = FunctionExercise(
    id="3.3",
    name="design_matrix",
    parameters=("X",),
    inputs=_features,
    expected=lambda X: np.array([[1.0, *row] for row in X.tolist()]),
    meaning="With the ones in front, w[0] is the bias and one product gives all predictions.",
    shape_hint="From N x D it must become N x (D + 1): one column more, as many rows.",
    mistakes={
        "The column of ones stands at the end; it belongs in front, so that w[0] is the "
        "bias.": lambda X: np.column_stack([X, np.ones(len(X))]),
        "You added a row of ones, not a column: ones go beside the features, one per "
        "sample.": lambda X: np.vstack([np.ones(X.shape[1]), X]),
        "The new column is all zeros; a weight times 0 can carry no bias.": lambda X: (
            np.column_stack([np.zeros(len(X)), X])
        ),
        "The features are unchanged: the column of ones is missing.": lambda X: X,
        "The first feature is replaced by ones; put the ones in front of it.": lambda X: (
            np.column_stack([np.ones(len(X)), X[:, 1:]])
        ),
        "A feature divided by itself is 1 only where it is not 0: take "
        "np.ones(len(X)).": lambda X: np.column_stack([X[:, 0] / X[:, 0], X]),
    },
    typed={
        "changes the input": ("return", "X[:, 0] = 1\n    return"),
        "the transpose of the answer": ("X])", "X]).T"),
        "one column more, as many rows": ("X])", "X, X])"),
    },
)
