"""Each data set is what its card says: shape, types, and figures known from elsewhere."""

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lazyutils import datasets

DATA = Path(__file__).resolve().parents[2] / "data"


def kinds(table: pd.DataFrame) -> dict[str, str]:
    return {column: table[column].dtype.name for column in table}


# --- census ------------------------------------------------------------------------------------


def test_census_shape_types_and_ranges() -> None:
    table = datasets.load_census()
    assert table.shape == (29501, 6)
    assert list(table) == ["state", "puma", "educ", "lweekinc", "exper", "expersq"]
    assert set(map(type, table.pop("state"))) == {str}
    assert kinds(table) == dict.fromkeys(table, "int64") | {"lweekinc": "float64"}
    assert not table.isna().any(axis=None)
    assert (table["educ"].min(), table["educ"].max()) == (9, 16)
    age = table["educ"] + table["exper"] + 6
    assert (age.min(), age.max()) == (25, 64)
    assert (table["expersq"] == table["exper"] ** 2).all()


def test_census_class_counts_match_the_card() -> None:
    table = datasets.load_census()
    counts = table["educ"].value_counts().to_dict()
    assert counts == {9: 374, 10: 621, 11: 601, 12: 12433, 13: 5424, 14: 2625, 16: 7423}
    assert table["state"].nunique() == 51
    assert table.duplicated().sum() == 29


def test_census_scores() -> None:
    table = datasets.load_census()
    X, T = table[["educ", "exper", "expersq"]].to_numpy(float), table["lweekinc"].to_numpy()
    schooling = LinearRegression().fit(X[:, :1], T)
    assert schooling.coef_[0] == pytest.approx(0.1083, abs=5e-5)
    assert schooling.score(X[:, :1], T) == pytest.approx(0.0716, abs=5e-5)
    assert LinearRegression().fit(X, T).score(X, T) == pytest.approx(0.0959, abs=5e-5)


# --- wages -------------------------------------------------------------------------------------


def test_wages_shape_types_and_ranges() -> None:
    table = datasets.load_wages()
    assert table.shape == (526, 24)
    floats = {"wage": "float64", "lwage": "float64"}
    assert kinds(table) == dict.fromkeys(table, "int64") | floats
    np.testing.assert_allclose(np.log(table["wage"]), table["lwage"], rtol=0, atol=2e-7)
    assert (table["expersq"] == table["exper"] ** 2).all()
    assert (table["tenursq"] == table["tenure"] ** 2).all()
    assert (table["wage"].min(), table["wage"].max()) == pytest.approx((0.53, 24.98))
    assert table["female"].sum() == 252


def test_wages_cross_validated_score_is_near_one_half() -> None:
    table = datasets.load_wages()
    X, T = table.drop(columns=["wage", "lwage"]).to_numpy(float), table["lwage"].to_numpy()
    folds = KFold(10, shuffle=True, random_state=0)
    assert 0.44 < cross_val_score(LinearRegression(), X, T, cv=folds).mean() < 0.58


# --- Longley -----------------------------------------------------------------------------------


def test_longley_in_exact_fractions_gives_the_certified_coefficients() -> None:
    rows = datasets.load_longley()
    assert rows.shape == (16, 7)
    assert set(kinds(rows).values()) == {"float64"}
    table = [[Fraction(str(value)) for value in row] for row in rows.to_numpy().tolist()]
    X = [[Fraction(1), *row[1:]] for row in table]
    equations = [
        [sum(x[i] * x[j] for x in X) for j in range(7)]
        + [sum(x[i] * row[0] for x, row in zip(X, table, strict=True))]
        for i in range(7)
    ]
    for i in range(7):
        equations[i] = [value / equations[i][i] for value in equations[i]]
        for j in range(7):
            if j != i:
                factor = equations[j][i]
                equations[j] = [
                    a - factor * b for a, b in zip(equations[j], equations[i], strict=True)
                ]
    exact = {
        name: float(row[7])
        for name, row in zip(["bias", *rows.columns[1:]], equations, strict=True)
    }
    assert exact == pytest.approx(datasets.LONGLEY_CERTIFIED, rel=1e-14, abs=0)


# --- MNIST -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mnist() -> tuple[datasets.pictures.Pair, datasets.pictures.Pair]:
    return datasets.load_mnist()


def test_mnist_shape_types_and_official_split(mnist) -> None:
    (X, T), (X_test, T_test) = mnist
    assert (X.shape, T.shape, X_test.shape, T_test.shape) == (
        (60000, 784), (60000,), (10000, 784), (10000,)
    )  # fmt: skip
    assert {X.dtype, X_test.dtype} == {np.dtype(np.float32)}
    assert {T.dtype, T_test.dtype} == {np.dtype(np.intp)}
    assert (X.min(), X.max(), X_test.min(), X_test.max()) == (0, 1, 0, 1)
    assert np.bincount(T).tolist() == [
        5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949
    ]  # fmt: skip
    assert np.bincount(T_test).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_mnist_mean_and_spread_of_the_pixels(mnist) -> None:
    X = mnist[0][0].astype(np.float64)
    assert X.mean() == pytest.approx(0.1307, abs=5e-5)
    assert X.std() == pytest.approx(0.3081, abs=5e-5)


def test_mnist_pictures_stand_upright(mnist) -> None:
    """The first digit is the well-known 5: its top stroke lies above its belly, ink is 1."""
    picture = mnist[0][0][0].reshape(28, 28)
    assert mnist[0][1][0] == 5
    assert picture[5:8, 16:24].mean() > 0.5 > picture[22:25, 16:24].mean()


# The full run takes a minute; 30 steps on a part are enough to see the level.
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_mnist_score_of_softmax_regression_on_10_000(mnist) -> None:
    (X, T), (X_test, T_test) = mnist
    model = LogisticRegression(max_iter=30).fit(X[:10000], T[:10000])
    assert 0.895 < model.score(X_test, T_test) < 0.92


# --- thyroid -----------------------------------------------------------------------------------


def test_thyroid_shape_types_and_class_counts() -> None:
    table = datasets.load_thyroid()
    assert list(table) == ["TSH", "T3", "TT4", "T4U", "FTI", "diagnosis", "hypothyroid"]
    assert table.shape == (4757, 7)
    assert table["diagnosis"].value_counts().to_dict() == {
        "-": 4296, "G": 221, "F": 169, "GK": 47, "GI": 10, "H|K": 7, "FK": 6, "GKJ": 1
    }  # fmt: skip
    ill = table["diagnosis"].str.contains("[EFGH]")
    assert (table["hypothyroid"] == ill).all()
    assert 1 - ill.mean() == pytest.approx(0.903, abs=5e-4)
    floats = kinds(table.drop(columns=["diagnosis", "hypothyroid"]))
    assert set(floats.values()) == {"float64"}
    assert kinds(table)["hypothyroid"] == "int64"
    assert table[list(floats)].gt(0).all(axis=None)
    # The index is thyroxine over uptake, which is how the units of the card were checked.
    assert (table["TT4"] / table["T4U"] / table["FTI"]).median() == pytest.approx(1, abs=0.01)


def test_thyroid_scores() -> None:
    table = datasets.load_thyroid()
    X, T = table.iloc[:, :5].to_numpy(), table["hypothyroid"].to_numpy()
    model = make_pipeline(StandardScaler(), LogisticRegression(C=100, max_iter=1000))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    accuracy = cross_val_score(model, X, T, cv=folds).mean()
    area = cross_val_score(model, X, T, cv=folds, scoring="roc_auc").mean()
    assert accuracy == pytest.approx(0.974, abs=0.004)
    assert area == pytest.approx(0.995, abs=0.003)


# --- reviews -----------------------------------------------------------------------------------


def test_reviews_shapes_types_and_split_by_review() -> None:
    (X, rating), (X_test, rating_test), words = datasets.load_reviews()
    assert (X.shape, X_test.shape) == ((2795, 2291), (913, 2291))
    assert X.dtype == X_test.dtype == np.float32
    assert len(words) == 2291 and words == sorted(set(words))
    table = datasets.reviews_table()
    assert table["rating"].tolist() == [*rating, *rating_test]
    assert table["part"].tolist() == ["train"] * 2795 + ["test"] * 913
    sides = table.groupby("review")["part"].nunique()
    assert len(sides) == 300 and sides.max() == 1
    assert not table.duplicated(["review", "sentence"]).any()
    assert (table["rating"].min(), table["rating"].max()) == (-3.7, 3.85)
    assert (table["rating"] >= 0.5).sum() == 1750
    assert (table["rating"] <= -0.5).sum() == 1235


@pytest.mark.parametrize(("min_count", "D"), [(1, 4330), (2, 2291), (5, 1086)])
def test_reviews_vocabulary_is_decided_on_the_training_sentences(min_count: int, D: int) -> None:
    (X, _), (X_test, _), words = datasets.load_reviews(min_count)
    assert X.shape[1] == X_test.shape[1] == len(words) == D
    assert (X > 0).sum(axis=0).min() == min_count


def test_reviews_counts_of_known_words() -> None:
    """Counted once in the source text with other tools (tr, grep)."""
    (X, _), (X_test, _), words = datasets.load_reviews(1)
    whole = np.vstack([X, X_test]).sum(axis=0)
    counts = {word: int(whole[words.index(word)]) for word in ("the", "great", "not")}
    assert counts == {"the": 3428, "great": 224, "not": 448}


def test_reviews_refuse_a_min_count_below_one() -> None:
    with pytest.raises(ValueError, match="min_count is 0"):
        datasets.load_reviews(0)


def test_reviews_score_by_unseen_reviews() -> None:
    (X, rating), (X_test, rating_test), _ = datasets.load_reviews()
    clear, clear_test = np.abs(rating) >= 0.5, np.abs(rating_test) >= 0.5
    model = LogisticRegression(C=0.3, max_iter=1000).fit(X[clear], rating[clear] > 0)
    truth = rating_test[clear_test] > 0
    score = balanced_accuracy_score(truth, model.predict(X_test[clear_test]))
    assert score == pytest.approx(0.74, abs=0.025)
    assert truth.mean() == pytest.approx(0.561, abs=5e-4)


def test_words_are_small_letters_with_apostrophes_inside() -> None:
    assert datasets.words_of("It’s 'not' GOOD; it's well-made, naïve & 10x!") == [
        "it's", "not", "good", "it's", "well", "made", "na", "ve", "x"
    ]  # fmt: skip
    assert datasets.words_of("") == []


def test_count_words_counts_known_words_only() -> None:
    X = datasets.count_words(["good good bad", "unheard of", ""], ["bad", "good", "of"])
    assert X.dtype == np.float32
    assert X.tolist() == [[1, 2, 0], [0, 0, 1], [0, 0, 0]]
    with pytest.raises(ValueError, match="list of sentences"):
        datasets.count_words("good", ["good"])  # type: ignore[arg-type]


# --- drawn faces -------------------------------------------------------------------------------


def test_faces_shapes_types_and_classes() -> None:
    pairs = datasets.load_faces()
    assert [X.shape for X, _ in pairs] == [(1440, 2304), (480, 2304), (800, 2304)]
    assert {X.dtype.name for X, _ in pairs} == {"float32"}
    assert {T.dtype for _, T in pairs} == {np.dtype(np.intp)}
    assert [np.bincount(T, minlength=7).tolist() for _, T in pairs] == [
        [240, 0, 240, 240, 240, 240, 240],
        [80, 0, 80, 80, 80, 80, 80],
        [160, 0, 80, 160, 160, 80, 160],
    ]
    whole = np.vstack([X for X, _ in pairs])
    assert (whole.min(), whole.max()) == (0, 1)
    assert len(np.unique(whole, axis=0)) == len(whole), "an exact duplicate"


def test_faces_nobody_stands_on_both_sides() -> None:
    table = datasets.faces_table()
    names = [datasets.EXPRESSIONS[t] for _, T in datasets.load_faces() for t in T]
    assert table["expression"].tolist() == names
    assert table["part"].tolist() == ["train"] * 1440 + ["test"] * 480 + ["unseen"] * 800
    parts = table.groupby(["style", "identity"])["part"].nunique()
    assert len(parts) == 480 and parts.max() == 1
    assert table.groupby("style")["part"].unique().map(list).to_dict() == {
        "dylan": ["unseen"], "micah": ["unseen"], "open-peeps": ["train", "test"]
    }  # fmt: skip


def test_faces_identity_tells_nothing_of_the_expression() -> None:
    """Every identity has every expression of its style exactly once."""
    table = datasets.faces_table()
    for _, style in table.groupby("style"):
        times = style.groupby(["identity", "expression"]).size().unstack()
        assert (times == 1).all(axis=None)


def test_faces_scores_for_unseen_people_and_unseen_styles() -> None:
    (X, T), (X_test, T_test), (X_unseen, T_unseen) = datasets.load_faces()
    # The first 200 principal components keep nearly all of the pictures and train much faster.
    mean = X.mean(axis=0)
    V = np.linalg.svd(X - mean, full_matrices=False)[2][:200].T
    model = LogisticRegression(C=0.01, max_iter=1000).fit((X - mean) @ V, T)
    assert model.score((X_test - mean) @ V, T_test) == pytest.approx(0.87, abs=0.03)
    assert model.score((X_unseen - mean) @ V, T_unseen) < 0.35


# --- shop --------------------------------------------------------------------------------------


def test_shop_shape_types_and_class_counts() -> None:
    visits = datasets.load_shop()
    assert visits.shape == (5000, 6)
    assert kinds(visits) == dict.fromkeys(visits, "int64") | {"visit_duration": "float64"}
    assert np.bincount(visits["user_action"]).tolist() == [3404, 1025, 266, 305]
    assert set(visits["is_mobile"]) == set(visits["is_returning_visitor"]) == {0, 1}
    assert set(visits["time_of_day"]) == {0, 1, 2, 3}
    assert visits["visit_duration"].between(0, 29).all()


def test_shop_table_is_what_its_generator_makes() -> None:
    pd.testing.assert_frame_equal(datasets.load_shop(), datasets.make_shop(5000, seed=0))


def test_shop_arrays_hold_the_named_columns() -> None:
    visits = datasets.load_shop()
    X, T = datasets.shop_arrays(visits)
    assert X.shape == (5000, 8) and X.dtype == np.float64 and T.dtype == np.intp
    frame = pd.DataFrame(X, columns=list(datasets.SHOP_FEATURES))
    for name in datasets.SHOP_FEATURES[:4]:
        assert (frame[name] == visits[name]).all()
    for code, name in enumerate(["night", "morning", "afternoon", "evening"]):
        assert (frame[name] == (visits["time_of_day"] == code)).all()
    assert (T == visits["user_action"]).all()


def test_shop_probabilities_are_the_formula() -> None:
    truth = datasets.shop_truth()
    X, _ = datasets.shop_arrays(datasets.load_shop())
    A = np.exp(X @ truth.W + truth.b)
    np.testing.assert_allclose(truth.predict_proba(X), A / A.sum(axis=1, keepdims=True), rtol=1e-12)


def test_shop_bayes_accuracy_is_that_of_new_visits() -> None:
    truth = datasets.shop_truth()
    X, T = datasets.shop_arrays(datasets.make_shop(300_000, seed=11))
    Y = truth.predict_proba(X)
    two = T < 2
    # Five standard errors of a share of 300,000 and of 266,000.
    assert (Y.argmax(axis=1) == T).mean() == pytest.approx(truth.bayes_accuracy, abs=0.004)
    assert (Y[two, :2].argmax(axis=1) == T[two]).mean() == pytest.approx(
        truth.bayes_accuracy_binary, abs=0.004
    )
    assert np.bincount(T) / len(T) == pytest.approx([0.681, 0.206, 0.053, 0.060], abs=0.005)


def test_shop_weights_are_found_again() -> None:
    """With many visits scikit-learn learns the true weights, so the generator uses them."""
    truth = datasets.shop_truth()
    X, T = datasets.shop_arrays(datasets.make_shop(100_000, seed=5))
    model = LogisticRegression(C=1e6, max_iter=2000, tol=1e-8).fit(X[:, [0, 1, 2, 3, 5, 6, 7]], T)
    W = (model.coef_ - model.coef_[0]).T
    b = model.intercept_ - model.intercept_[0]
    np.testing.assert_allclose(W, np.delete(truth.W, 4, axis=0), atol=0.2)
    np.testing.assert_allclose(b, truth.b, atol=0.3)


def test_shop_scores_lie_between_base_rate_and_best() -> None:
    X, T = datasets.shop_arrays(datasets.load_shop())
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(X[:4000], T[:4000])
    base, best = (T[4000:] == 0).mean(), datasets.shop_truth().bayes_accuracy
    assert base + 0.05 < model.score(X[4000:], T[4000:]) < best + 0.03


def test_shop_refuses_an_empty_draw() -> None:
    with pytest.raises(ValueError, match="n is 0"):
        datasets.make_shop(0)


def test_shop_truth_cannot_be_spoilt() -> None:
    datasets.shop_truth().W[:] = 0
    assert datasets.shop_truth().W[3, 1] == 1.2


# --- every table -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("census_income.csv", datasets.load_census),
        ("wages_1976.csv", datasets.load_wages),
        ("longley.csv", datasets.load_longley),
        ("thyroid.csv", datasets.load_thyroid),
        ("shop.csv", datasets.load_shop),
    ],
)
def test_numbers_are_the_doubles_nearest_to_the_text(name, load) -> None:
    """pandas 2's own parser may be one unit in the last place off."""
    table = load()
    with open(DATA / name, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for column in table.select_dtypes("number"):
        assert table[column].tolist() == [float(row[column]) for row in rows]


def test_loading_twice_gives_separate_tables() -> None:
    first = datasets.load_longley()
    first.loc[:, "GNP"] = 0.0
    assert datasets.load_longley()["GNP"].min() > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["good", "good"], "words holds 'good' twice; wanted each word once"),
        (["Good"], "words holds 'Good'; wanted words as words_of gives them"),
        (["very good"], "words holds 'very good'; wanted words as"),
    ],
)
def test_words_that_would_never_be_counted_are_refused(words: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        datasets.count_words(["Good good"], words)
    with pytest.raises(ValueError, match="sentence is None; wanted one string"):
        datasets.words_of(None)  # type: ignore[arg-type]
