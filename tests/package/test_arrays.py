"""What is refused, and that a hint, followed to the letter, leads to the right result."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse

import lazyutils
from lazyutils import (
    LinearRegression,
    LogisticRegression,
    arrays,
    cross_entropy,
    gradient_descent,
    numerical_gradient,
    sigmoid,
    softmax,
    squared_error,
)
from lazyutils.datasets import load_census
from lazyutils.metrics import accuracy, confusion_matrix, mean_squared_error, r_squared

X3 = np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 3.0], [3.0, 1.0]])
ONE_HOT = np.eye(3, dtype=int)[[0, 2, 1, 2]]
P = np.array([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3], [0.4, 0.6]])


def message(call: Any) -> str:
    with pytest.raises((ValueError, TypeError, FloatingPointError)) as caught:
        call()
    return str(caught.value)


def fitted(D: int = 2) -> LinearRegression:
    return LinearRegression().fit(np.vstack([np.zeros(D), np.eye(D)]), np.arange(D + 1))


# A call that is refused; the code in the message; the names that it needs; what is then right.
HINTS: list[tuple[str, Any, str, dict[str, Any], Any]] = [
    (
        "a column of labels",
        lambda: accuracy([[1], [2], [2]], [1, 2, 1]),
        r"np\.ravel\(T\)",
        {"T": [[1], [2], [2]]},
        lambda T: accuracy(T, [1, 2, 1]) == pytest.approx(2 / 3),
    ),
    (
        "a column of labels in a table",
        lambda: LogisticRegression().fit(X3, pd.DataFrame({"t": ["a", "b", "b", "a"]})),
        r"np\.ravel\(T\)",
        {"T": pd.DataFrame({"t": ["a", "b", "b", "a"]})},
        lambda T: T.tolist() == ["a", "b", "b", "a"],
    ),
    (
        "an indicator matrix",
        lambda: LogisticRegression().fit(X3, ONE_HOT),
        r"np\.argmax\(T, axis=1\)",
        {"T": ONE_HOT},
        lambda T: T.tolist() == [0, 2, 1, 2],
    ),
    (
        "an indicator matrix as lists",
        lambda: confusion_matrix([0, 1], [[1, 0], [0, 1]]),
        r"np\.argmax\(Y, axis=1\)",
        {"Y": [[1, 0], [0, 1]]},
        lambda Y: confusion_matrix([0, 1], Y).tolist() == [[1, 0], [0, 1]],
    ),
    (
        "probabilities for labels that are no numbers",
        lambda: accuracy(["no", "yes", "no", "no"], P),
        r"np\.asarray\(classes\)\[np\.argmax\(Y, axis=1\)\]",
        {"Y": P, "classes": ["no", "yes"]},
        lambda Y: accuracy(["no", "yes", "no", "no"], Y) == 0.75,
    ),
    (
        "a single feature",
        lambda: LinearRegression().fit([0.0, 1.0, 2.0], [1, 3, 5]),
        r"np\.reshape\(X, \(-1, 1\)\)",
        {"X": [0.0, 1.0, 2.0]},
        lambda X: LinearRegression().fit(X, [1, 3, 5]).w == pytest.approx([2]),
    ),
    (
        "a single sample",
        lambda: fitted().predict([5.0, 7.0]),
        r"np\.reshape\(X, \(1, -1\)\)",
        {"X": [5.0, 7.0]},
        lambda X: fitted().predict(X) == pytest.approx([19]),
    ),
    (
        "several samples of the single feature",
        lambda: fitted(1).predict(np.array([5.0, 7.0])),
        r"np\.reshape\(X, \(-1, 1\)\)",
        {"X": np.array([5.0, 7.0])},
        lambda X: fitted(1).predict(X) == pytest.approx([5, 7]),
    ),
    (
        "pictures",
        lambda: LogisticRegression().fit(np.arange(16.0).reshape(4, 2, 2) % 5, [0, 1, 0, 1]),
        r"np\.reshape\(X, \(len\(X\), -1\)\)",
        {"X": np.arange(16.0).reshape(4, 2, 2) % 5},
        lambda X: X.tolist() == [[0, 1, 2, 3], [4, 0, 1, 2], [3, 4, 0, 1], [2, 3, 4, 0]],
    ),
    (
        "a sparse table",
        lambda: fitted().predict(scipy.sparse.csr_array([[5.0, 7.0]])),
        r"X\.toarray\(\)",
        {"X": scipy.sparse.csr_array([[5.0, 7.0]])},
        lambda X: fitted().predict(X) == pytest.approx([19]),
    ),
    (
        "masked entries",
        lambda: squared_error(np.ma.array([1.0, 5.0], mask=[0, 1]), [1.0, 2.0]),
        r"np\.ma\.array\(T\)\.filled\(value\)",
        {"T": np.ma.array([1.0, 5.0], mask=[0, 1]), "value": 2.0},
        lambda T: squared_error(T, [1.0, 2.0]) == 0,
    ),
    (
        "labels of two kinds",
        lambda: LogisticRegression().fit(X3, [1, "a", 1, "a"]),
        r"\[str\(t\) for t in T\]",
        {"T": [1, "a", 1, "a"]},
        lambda T: LogisticRegression(l2=1.0).fit(X3, T).classes.tolist() == ["1", "a"],
    ),
    (
        "classes that are named by fractions",
        lambda: accuracy([0.5, 1.5], [0.5, 1.0]),
        r"np\.asarray\(T\)\.astype\(str\)",
        {"T": [0.5, 1.5]},
        lambda T: accuracy(T, ["0.5", "1.0"]) == 0.5,
    ),
    (
        "a great many numbers as classes",
        lambda: LogisticRegression().fit(np.arange(300.0)[:, None], np.arange(300)),
        r"np\.asarray\(T\)\.astype\(str\)",
        {"T": np.arange(300)},
        lambda T: len(arrays.indicator(arrays.labels(T))[0]) == 300,
    ),
    (
        "a column against a list",
        lambda: squared_error([[1.0], [2.0]], [1.0, 4.0]),
        r"np\.ravel\(T\)",
        {"T": [[1.0], [2.0]]},
        lambda T: squared_error(T, [1.0, 4.0]) == 4,
    ),
    (
        "columns in another order",
        lambda: _named().predict(pd.DataFrame({"b": [7.0], "a": [5.0]})),
        r"X\[model\.feature_names_in_\]",
        {"X": pd.DataFrame({"b": [7.0], "a": [5.0]}), "model": None},
        lambda X: _named().predict(X) == pytest.approx([19]),
    ),
]


def _named() -> LinearRegression:
    return LinearRegression().fit(pd.DataFrame({"a": [0.0, 1, 0], "b": [0.0, 0, 1]}), [0, 1, 2])


@pytest.mark.parametrize(
    ("call", "code", "names", "is_right"), [h[1:] for h in HINTS], ids=[h[0] for h in HINTS]
)
def test_a_hint_that_is_followed_leads_to_the_right_result(
    call: Any, code: str, names: dict[str, Any], is_right: Any
) -> None:
    said = message(call)
    found = re.search(code, said)
    assert found, said
    followed = eval(
        found[0], {"np": np} | names | ({"model": _named()} if "model" in names else {})
    )
    assert is_right(followed)


def test_every_code_in_a_message_of_the_core_is_followed_above() -> None:
    """Code is what a caller may copy: np.something(...), a method, an index."""
    known = " ".join(code.replace("\\", "") for _, _, code, _, _ in HINTS)
    pattern = re.compile(r"np\.\w+\(|\.\w+\(\w*\)|\w\[model|classes\[|\bfor t in\b")
    missing = []
    for path in sorted(Path(lazyutils.__file__).parent.glob("*.py")):
        if path.stem in ("artists", "describe", "plotting"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                text = " ".join(
                    n.value
                    for n in ast.walk(node)
                    if isinstance(n, ast.Constant) and isinstance(n.value, str)
                )
                missing += [m for m in pattern.findall(text) if m not in known]
    assert missing == []


def test_features_that_are_too_close_are_refused_and_the_hint_mends_them() -> None:
    """A spread at the rounding of the size: J/N ended above its start, with no word of it."""
    X, T = np.array([[693331531272401.2], [693331531272401.2], [693331531272401.4]]), list("aab")
    said = message(lambda: LogisticRegression().fit(X, T))
    assert said.startswith("feature 0 of X runs from 693331531272401.25 to 693331531272401.38;")
    X[:, 0] -= float(re.search(r"subtract (\S+) from", said)[1])  # type: ignore[index]
    model = LogisticRegression(0.1, epochs=20000).fit(X, T)
    assert model.converged and model.costs[-1] < np.log(2)


def test_close_features_in_float32_are_trained_in_float64() -> None:
    x = np.float32(16e6) + np.arange(40, dtype=np.float32)
    T = (x > x.mean()).astype(int)
    model = LogisticRegression(1.0).fit(x[:, None], T)
    assert model.W.dtype == np.float64 and model.score(x[:, None], T) == 1.0


def test_no_hint_where_none_leads_to_a_right_number() -> None:
    for call in (
        lambda: accuracy([1, 2], [1, 2, 3]),  # only N differs
        lambda: accuracy([], []),
        lambda: LogisticRegression().fit(X3, [0, 1, 0]),
        lambda: accuracy([[1, 2], [3, 4]], [[1, 2], [3, 4]]),  # neither indicator nor distribution
        lambda: fitted().predict(np.zeros((0, 2))),
        lambda: fitted().predict(np.zeros((2, 2, 3))),
        lambda: fitted().predict([1.0, 2.0, 3.0]),
        lambda: squared_error([1, 2, 3], [1, 2]),
    ):
        assert "np." not in message(call)


def test_scales_beyond_squares_are_refused_with_a_divisor_that_helps() -> None:
    rng = np.random.default_rng(1)
    X, T = rng.standard_normal((40, 2)), [0, 1] * 20
    best = LogisticRegression(l2=0.0).fit(X, T)
    for scale in (1e200, 1e-200):
        Z = X * [scale, 1]
        said = message(lambda Z=Z: LogisticRegression().fit(Z, T))
        assert said.startswith("feature 0 of X has sizes up to")
        divisor = float(re.search(r"divide that column by (\S+)", said)[1])  # type: ignore[index]
        Z[:, 0] /= divisor
        model = LogisticRegression().fit(Z, T)
        np.testing.assert_allclose(model.predict_proba(Z), best.predict_proba(X), atol=1e-4)
    model = LogisticRegression().fit(np.float32(X) * np.float32([1e25, 1e-25]), T)
    assert model.W.dtype == np.float64  # too wide for squares in float32
    assert model.score(np.float32(X) * np.float32([1e25, 1e-25]), T) == best.score(X, T)


# Values that came out wrong once


@pytest.mark.parametrize("degree", range(2, 9))
def test_powers_of_a_year_explain_more_with_each_column(degree: int) -> None:
    x = np.arange(1900.0, 2021)
    T = np.sin(x / 20)

    def score(d: int) -> float:
        powers = x[:, None] ** np.arange(1, d + 1)
        return LinearRegression().fit(powers, T).score(powers, T)

    assert score(degree) >= score(degree - 1) - 1e-9
    if degree == 5:
        exact = np.polynomial.Polynomial.fit(x, T, 5)  # on x scaled to -1 to 1
        assert score(5) == pytest.approx(r_squared(T, exact(x)), abs=1e-4)


def test_features_of_unlike_units_are_all_used() -> None:
    rng = np.random.default_rng(2)
    X = rng.standard_normal((50, 3))
    T = X @ [1.0, 2, 3] + 0.1 * rng.standard_normal(50)
    plain = LinearRegression().fit(X, T)
    scaled = LinearRegression().fit(X * [1e9, 1, 1e-9], T)
    np.testing.assert_allclose(scaled.w * [1e9, 1, 1e-9], plain.w, rtol=1e-9)


@pytest.mark.parametrize("size", [1e308, 1e-300])
def test_targets_of_any_size(size: float) -> None:
    X, t = np.arange(6.0)[:, None], np.array([0.1, -0.9, 0.5, 0.2, -0.3, 1.0])
    model, plain = LinearRegression().fit(X, t * size), LinearRegression().fit(X, t)
    np.testing.assert_allclose(model.w / size, plain.w, rtol=1e-12)
    assert model.score(X, t * size) == pytest.approx(plain.score(X, t), rel=1e-9)


def test_cross_entropy_keeps_the_digits_of_a_nearly_certain_answer() -> None:
    for gap in (20.0, 30.0, 40.0):
        binary = float(cross_entropy([1], logits=[gap]))
        assert float(cross_entropy([[1, 0]], logits=[[0.0, -gap]])) == pytest.approx(
            binary, rel=1e-14
        )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: accuracy(["0", "1"], [0, 1]), "T holds text ('0') and Y numbers (0), which can"),
        (lambda: confusion_matrix([0, 1], ["0", "1"]), "can never be equal"),
        (lambda: confusion_matrix([0, 1], [0, 1], ["0", "1"]), "classes text ('0')"),
        (lambda: confusion_matrix([0, 1], [0, 1], [0, 0, 1]), "wanted each class once"),
        (lambda: accuracy([0, 1], [0.2, 0.9]), "Y holds fractions such as 0.2; wanted the labels"),
        (lambda: accuracy([0, np.nan], [0, np.nan]), "T holds nan or inf; wanted a label"),
        (
            lambda: LogisticRegression().fit(X3, pd.Series([1, pd.NA, 0, 1], dtype="Int64")),
            "wanted a label for each sample",
        ),
        (
            lambda: LogisticRegression().fit(X3, [1, "a", 1, "a"]),
            "T holds labels of the types int, str",
        ),
        (lambda: LogisticRegression().fit(*_census()), "measured targets are for LinearRegression"),
        (lambda: cross_entropy([[1, 0]], [[0.5, 0.6]]), "row 0 of Y sums to 1.1; wanted rows of Y"),
        (lambda: cross_entropy([[1, 1]], [[0.5, 0.5]]), "row 0 of T sums to 2; wanted rows of T"),
        (lambda: cross_entropy([1.0], [1 + 4e-16]), "Y[0] is 1.0000000000000004; wanted"),
        (
            lambda: cross_entropy(np.ma.array([1, 0], mask=[1, 0]), [0.5, 0.5], mean=True),
            "T is a masked",
        ),
        (lambda: accuracy(np.ma.array([1, 0], mask=[1, 0]), [1, 0]), "T is a masked array"),
        (
            lambda: mean_squared_error(np.ma.array([1, 0], mask=[1, 0]), [1, 0]),
            "T is a masked array",
        ),
        (lambda: LinearRegression().fit(np.ma.array(X3), [1, 2, 3, 4]), "X is a masked array"),
        (lambda: softmax([1.0, 2.0], axis=1), "axis is 1; wanted a whole number from -1 to 0"),
        (lambda: softmax([[1.0]], axis=(0, -2)), "axis is (0, -2); wanted each axis once"),
        (lambda: sigmoid([np.ma.masked, 1.0]), "a is a masked array"),
        (
            lambda: accuracy([2.0**60, 1.0], [2.0**60, 1.0]),
            "floats no longer tell neighbours apart",
        ),
        (lambda: LogisticRegression().fit(X3, [1, "1", 1, "1"]), "wanted all numbers or all text"),
        (lambda: sigmoid(None), "a is None, which is not a number"),
        (lambda: softmax([None, 1]), "A[0] is None"),
        (lambda: sigmoid(10**400), "too large for a float"),
        (lambda: sigmoid(np.array([1, "2"], dtype=object)), "a[1] is '2', which"),
        (lambda: sigmoid([[1, 2], [3]]), "rows of unequal lengths"),
        (lambda: sigmoid({"a": 1}), "a is {'a': 1}, which is not a number"),
        (lambda: mean_squared_error([1e200], [0.0]), "too large for a float: rescale"),
        (lambda: gradient_descent([1.0], lambda w: w), "grad is [1.0], which is no function"),
        (lambda: gradient_descent(lambda w: w, None), "w is None, which is not a number"),
        (
            lambda: gradient_descent(lambda w: w, [np.ones(2), 1.0]),
            "(several arrays go into a tuple",
        ),
        (
            lambda: gradient_descent(lambda w: w, 1.0, cost=lambda w: None),
            "cost(w) is None; wanted one",
        ),
        (
            lambda: gradient_descent(lambda w: w, 1.0, cost=lambda w: [w, w]),
            "cost(w) has shape (2,)",
        ),
        (lambda: gradient_descent(lambda w: w[0], (1.0, 2.0)), "wanted a tuple, an array for each"),
        (
            lambda: gradient_descent(lambda w: w, 1.0, "0.1"),
            "learning_rate is '0.1'; wanted a finite",
        ),
        (lambda: gradient_descent(lambda w: w, 1.0, epochs=True), "epochs is True; wanted a whole"),
        (lambda: numerical_gradient(np.log, 1e-6), "f(w) is nan with"),
        (
            lambda: LogisticRegression(l2="1").fit(X3, [0, 1, 0, 1]),
            "l2 is '1'; wanted 0 <= l2",
        ),
        (lambda: LogisticRegression(batch_size=2.5).fit(X3, [0, 1, 0, 1]), "batch_size is 2.5"),
    ],
)
def test_refused_with_the_reason(call: Any, said: str) -> None:
    assert said in message(call)


def _census() -> tuple[Any, Any]:
    census = load_census()
    return census[["educ", "exper"]].to_numpy(float), census["lweekinc"]


def test_whole_numbers_may_come_as_floats() -> None:
    X, T = np.arange(6.0)[:, None], [0, 1, 0, 1, 1, 0]
    options = {"epochs": 5.0, "batch_size": 2.0, "learning_rate": 0.01}
    model = LogisticRegression(**options).fit(X, T)  # type: ignore[arg-type]
    assert len(model.costs) == 5
    assert gradient_descent(lambda w: w, 1.0, epochs=1e1).epochs == 10  # type: ignore[arg-type]


def test_named_tuples_of_weights_stay_named_tuples() -> None:
    from typing import NamedTuple

    class Weights(NamedTuple):
        W: Any
        b: Any

    start = Weights(np.ones(2), 3.0)
    result = gradient_descent(lambda w: Weights(2 * w.W, 2 * w.b), start, 0.1, 2)
    assert isinstance(result.w, Weights)
    gradient = numerical_gradient(lambda w: (w.W**2).sum() + w.b**2, start)
    assert isinstance(gradient, Weights)
    assert np.ndim(gradient.b) == 0 and not isinstance(gradient.b, np.ndarray)


def test_a_confusion_matrix_of_many_classes() -> None:
    from sklearn import metrics as theirs

    rng = np.random.default_rng(3)
    T, Y = rng.integers(1000, size=(2, 100_000))
    np.testing.assert_array_equal(confusion_matrix(T, Y), theirs.confusion_matrix(T, Y))


def test_float16_and_small_integers_are_trained_in_float32() -> None:
    X, T = np.array([[0], [100], [200], [255]]), [0, 0, 1, 1]
    for dtype in (np.uint8, np.int16, np.float16, np.float32):
        assert LogisticRegression(l2=1.0).fit(X.astype(dtype), T).W.dtype == np.float32
    for dtype in (np.int32, np.float64, np.longdouble):
        assert LogisticRegression(l2=1.0).fit(X.astype(dtype), T).W.dtype in (np.float64, dtype)


def test_labels_are_compared_without_rounding() -> None:
    near = [2**60, 2**60 + 1, 7]
    assert accuracy(near, near[1:] + near[:1]) == 0
    assert accuracy(np.array(near, np.uint64), np.array(near)) == 1
    assert accuracy([1.0, 2.0], np.array([1, 2], np.uint64)) == 1
    assert "makes text" not in message(lambda: LogisticRegression().fit(X3, [1, "1", 1, "1"]))


def test_r_squared_of_numbers_that_are_near_to_each_other() -> None:
    T = 1e9 + np.array([0.0, 1e-6, 2e-6, 3e-6])
    Y = T[[0, 0, 2, 2]]
    exact = [float(Fraction(t) - Fraction(T[0])) for t in T.tolist()]
    assert r_squared(T, Y) == pytest.approx(
        r_squared(exact, np.array(exact)[[0, 0, 2, 2]]), rel=1e-9
    )


def test_the_edge_of_the_floats() -> None:
    assert "of w; wanted a finite number" in message(
        lambda: numerical_gradient(np.sum, [1.7976931348623157e308])
    )
    result = gradient_descent(lambda w: w, np.float32(1e-30), tol=1e-60, epochs=3)
    assert not result.converged
