"""Both models as scikit-learn's tools use them, and what of its rules they break on purpose."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
import sklearn.linear_model
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_breast_cancer, load_diabetes, load_wine
from sklearn.ensemble import BaggingClassifier, VotingClassifier
from sklearn.inspection import DecisionBoundaryDisplay, permutation_importance
from sklearn.metrics import get_scorer
from sklearn.model_selection import (
    GridSearchCV,
    cross_val_predict,
    cross_val_score,
    learning_curve,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from lazyutils import LinearRegression, LogisticRegression
from lazyutils.estimator import NotFittedError

BOTH = [LogisticRegression, LinearRegression]
TABLE, CANCER = load_breast_cancer(return_X_y=True, as_frame=True)


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


@pytest.mark.parametrize("Model", BOTH)
def test_clone_copies_the_options_and_nothing_that_was_learnt(Model):
    model = Model(l2=3.0).fit([[0.0], [1.0], [2.0]], [0, 1, 1])
    copied = clone(model)
    assert copied.get_params() == model.get_params()
    assert copied.l2 == 3
    assert not hasattr(copied, "b")
    assert not hasattr(copied, "n_features_in_")


def test_set_params_changes_options_and_refuses_others():
    model = LogisticRegression().set_params(l2=2.0, epochs=7)
    assert (model.l2, model.epochs) == (2.0, 7)
    with pytest.raises(ValueError, match=r"C is no option of LogisticRegression; wanted .*'l2'"):
        model.set_params(C=1)
    with pytest.raises(ValueError, match="W is no option"):
        model.set_params(W=1)


def test_folds_give_the_scores_of_scikit_learns_model():
    X = standardised(TABLE.to_numpy())
    ours = cross_val_score(LogisticRegression(l2=1.0), X, CANCER)
    theirs = cross_val_score(sklearn.linear_model.LogisticRegression(tol=1e-8), X, CANCER)
    np.testing.assert_allclose(ours, theirs)
    X, T = load_diabetes(return_X_y=True)
    ours = cross_val_score(LinearRegression(l2=0.5), X, T)
    theirs = cross_val_score(sklearn.linear_model.Ridge(alpha=0.5), X, T)
    np.testing.assert_allclose(ours, theirs, rtol=1e-9)


@pytest.mark.parametrize("scoring", ["neg_log_loss", "roc_auc", "accuracy", "balanced_accuracy"])
def test_scorers_of_classifiers(scoring):
    X = standardised(TABLE.to_numpy())
    model = LogisticRegression(l2=1.0).fit(X, CANCER)
    theirs = sklearn.linear_model.LogisticRegression(tol=1e-8).fit(X, CANCER)
    scorer = get_scorer(scoring)
    assert scorer(model, X, CANCER) == pytest.approx(scorer(theirs, X, CANCER), abs=1e-4)


def test_scorers_of_regressors():
    X, T = load_diabetes(return_X_y=True)
    model, theirs = LinearRegression().fit(X, T), sklearn.linear_model.LinearRegression().fit(X, T)
    for scoring in ("r2", "neg_mean_squared_error"):
        scorer = get_scorer(scoring)
        assert scorer(model, X, T) == pytest.approx(scorer(theirs, X, T), rel=1e-9)


def test_a_search_over_a_pipeline_finds_scikit_learns_strength():
    X, T = load_wine(return_X_y=True)
    grid = [0.01, 1.0, 100.0, 10_000.0]
    ours = GridSearchCV(
        make_pipeline(StandardScaler(), LogisticRegression()),
        {"logisticregression__l2": grid},
        scoring="neg_log_loss",
    ).fit(X, T)
    theirs = GridSearchCV(
        make_pipeline(StandardScaler(), sklearn.linear_model.LogisticRegression(tol=1e-8)),
        {"logisticregression__C": [1 / l2 for l2 in grid]},
        scoring="neg_log_loss",
    ).fit(X, T)
    best = ours.best_params_["logisticregression__l2"]
    assert best == 1 / theirs.best_params_["logisticregression__C"]
    assert ours.best_score_ == pytest.approx(theirs.best_score_, abs=1e-3)
    assert ours.predict(X[:3]).tolist() == [0, 0, 0]
    assert ours.predict_proba(X).shape == (178, 3)


def test_tables_through_a_column_transformer():
    shop = pd.DataFrame({"day": ["mo", "tu", "mo", "we"] * 10, "minutes": np.arange(40.0)})
    T = np.where(shop["minutes"] > 20, "buys", "leaves")
    parts = ColumnTransformer(
        [("day", OneHotEncoder(sparse_output=False), ["day"])], remainder=StandardScaler()
    ).set_output(transform="pandas")
    model = make_pipeline(parts, LogisticRegression(l2=0.1)).fit(shop, T)
    assert model.score(shop, T) > 0.95
    assert model[-1].feature_names_in_.tolist()[-1] == "remainder__minutes"


def test_other_tools_take_the_models():
    X, T = load_wine(return_X_y=True)
    X = standardised(X)
    model = LogisticRegression(l2=1.0)
    assert is_classifier(model) and is_regressor(LinearRegression())
    assert not is_regressor(model) and not is_classifier(LinearRegression())
    assert cross_val_predict(model, X, T, method="predict_proba").shape == (178, 3)
    assert CalibratedClassifierCV(model, cv=3).fit(X, T).score(X, T) > 0.95
    votes = VotingClassifier([("a", model), ("b", LogisticRegression(l2=10.0))], voting="soft")
    assert votes.fit(X, T).score(X, T) > 0.95
    assert BaggingClassifier(model, n_estimators=3, random_state=0).fit(X, T).score(X, T) > 0.95
    importances = permutation_importance(model.fit(X, T), X, T, n_repeats=2, random_state=0)
    assert importances.importances_mean.max() > 0
    sizes, _, scores = learning_curve(model, X, T, train_sizes=[60, 100], shuffle=True)
    assert scores.shape == (2, 5) and sizes.tolist() == [60, 100]
    plane = LogisticRegression(l2=1.0).fit(X[:, :2], T)
    DecisionBoundaryDisplay.from_estimator(plane, X[:, :2], response_method="predict")


# Names of columns


@pytest.mark.parametrize("Model", BOTH)
def test_a_table_with_its_columns_in_another_order_is_refused(Model):
    frame = pd.DataFrame({"age": [20.0, 30, 40, 50], "income": [4.0, 2, 3, 1]})
    model = Model(l2=1.0).fit(frame, [0, 1, 0, 1])
    assert model.feature_names_in_.tolist() == ["age", "income"]
    assert model.n_features_in_ == 2
    swapped = frame[["income", "age"]]
    with pytest.raises(ValueError, match="in another order than in fit: pass") as caught:
        model.predict(swapped)
    advice = str(caught.value).rsplit("pass ", 1)[1]
    followed = eval(advice, {"X": swapped, "model": model})
    np.testing.assert_array_equal(model.predict(followed), model.predict(frame))
    with pytest.raises(ValueError, match=r"unseen \['rent'\], missing \['income'\]"):
        model.predict(frame.rename(columns={"income": "rent"}))
    with pytest.raises(ValueError, match="another order"):
        model.score(swapped, [0, 1, 0, 1])
    # Rows without names are taken by their place.
    np.testing.assert_array_equal(model.predict(frame.to_numpy()), model.predict(frame))


@pytest.mark.parametrize("Model", BOTH)
def test_names_are_those_of_the_last_fit_and_only_text_counts(Model):
    frame = pd.DataFrame({"a": [0.0, 1, 2], "b": [1.0, 0, 1]})
    model = Model(l2=1.0).fit(frame, [0, 1, 1]).fit(frame.to_numpy(), [0, 1, 1])
    assert not hasattr(model, "feature_names_in_")
    model.predict(frame[["b", "a"]])  # fitted without names: nothing to compare
    numbered = pd.DataFrame([[0.0, 1], [1, 0], [2, 1]])
    assert not hasattr(model.fit(numbered, [0, 1, 1]), "feature_names_in_")


def test_names_that_stand_twice_get_no_advice_that_would_copy_columns():
    frame = pd.DataFrame([[0.0, 1, 2], [1, 0, 1], [2, 2, 0]], columns=["a", "b", "a"])
    model = LinearRegression(l2=1.0).fit(frame, [0, 1, 1])
    with pytest.raises(ValueError, match=r"in another order than in fit$"):
        model.predict(frame.iloc[:, [1, 0, 2]])


# Weights of samples


@pytest.mark.parametrize("K", [2, 3])
@pytest.mark.parametrize("options", [{}, {"learning_rate": 0.2, "epochs": 50}])
def test_a_weight_counts_as_so_many_copies(K, options):
    rng = np.random.default_rng(3)
    X, T, r = rng.standard_normal((40, 3)), np.arange(40) % K, rng.integers(0, 4, 40)
    for model in (LinearRegression(l2=0.7), LogisticRegression(l2=0.7, **options)):
        weighted = clone(model).fit(X, T, sample_weight=r)
        copied = clone(model).fit(np.repeat(X, r, axis=0), np.repeat(T, r))
        np.testing.assert_allclose(weighted.predict(X), copied.predict(X), rtol=1e-6)
        np.testing.assert_allclose(weighted.b, copied.b, rtol=1e-5, atol=1e-7)


def test_weights_are_scikit_learns():
    rng = np.random.default_rng(4)
    X, T, r = rng.standard_normal((60, 3)), rng.integers(2, size=60), rng.uniform(0, 3, 60)
    ours = LogisticRegression(l2=2.0, tol=1e-9).fit(X, T, sample_weight=r)
    theirs = sklearn.linear_model.LogisticRegression(C=0.5, tol=1e-10).fit(X, T, sample_weight=r)
    np.testing.assert_allclose(ours.W, theirs.coef_[0], atol=1e-6)
    ours = LinearRegression(l2=2.0).fit(X, X @ [1.0, 2, 3] + T, sample_weight=r)
    theirs = sklearn.linear_model.Ridge(alpha=2.0).fit(X, X @ [1.0, 2, 3] + T, sample_weight=r)
    np.testing.assert_allclose(ours.w, theirs.coef_, rtol=1e-9)
    np.testing.assert_allclose(ours.b, theirs.intercept_, rtol=1e-9)


def test_equal_say_of_each_class_finds_the_rare_one():
    rng = np.random.default_rng(5)
    T = np.repeat([0, 1], [950, 50])
    X = rng.standard_normal((1000, 2)) + 1.5 * T[:, None]
    plain = LogisticRegression().fit(X, T)
    weighted = LogisticRegression().fit(X, T, sample_weight=1 / np.bincount(T)[T])
    found = [(model.predict(X)[T == 1] == 1).mean() for model in (plain, weighted)]
    assert found[0] < 0.5 < 0.8 < found[1]


@pytest.mark.parametrize("Model", BOTH)
@pytest.mark.parametrize("r", [[1, -1, 1], [0, 0, 0], [1, np.nan, 1], [1, 1], 1.0, [["a"] * 3]])
def test_bad_weights_are_refused(Model, r):
    with pytest.raises(ValueError, match=r"sample_weight .*wanted"):
        Model().fit([[0.0], [1.0], [2.0]], [0, 1, 1], sample_weight=r)


def test_a_class_without_any_weight_is_left_out():
    with pytest.raises(ValueError, match="single class 1; wanted two or more"):
        LogisticRegression().fit([[0.0], [1.0], [2.0]], [0, 1, 1], sample_weight=[0, 1, 1])


# The rules


SHAPES = "our message names the shape that came and the one that is wanted, in our words"
ON_PURPOSE = {
    "check_fit_score_takes_y": "the targets are T, as in the book",
    "check_sample_weight_equivalence_on_dense_data": "calls fit(X, y=...); tested above by place",
    "check_dont_overwrite_parameters": "what is learnt is W, b, w, as in the book, without _",
    "check_estimators_unfitted": "NotFittedError is our own: lazyutils does not import theirs",
    "check_n_features_in_after_fitting": SHAPES,
    "check_all_zero_sample_weights_error": SHAPES,
    "check_complex_data": SHAPES,
    "check_dtype_object": "raises the ValueError; a TypeError is wanted for dicts as entries",
    "check_estimators_empty_data_messages": SHAPES,
    "check_estimators_nan_inf": "our message names the entry, and writes nan as numpy does",
    "check_requires_y_none": "T = None is refused as what it is, not a number or label",
    "check_supervised_y_2d": "a column as T is refused with np.ravel(T), not flattened in silence",
    "check_fit2d_1sample": "refused as a single class, in our words",
}


@pytest.mark.filterwarnings("ignore:Estimator .* does not inherit:UserWarning")
@pytest.mark.filterwarnings("ignore::lazyutils.ConvergenceWarning")  # on pure noise
def test_what_of_scikit_learns_rules_does_not_hold_is_listed_with_its_reason():
    failed = set()
    for model in (LogisticRegression(), LinearRegression()):
        results = check_estimator(model, on_fail=None, on_skip=None)
        assert sum(result["status"] == "passed" for result in results) >= 45
        failed |= {r["check_name"] for r in results if r["status"] not in ("passed", "skipped")}
    assert failed == set(ON_PURPOSE)


def test_lazyutils_does_not_import_scikit_learn():
    code = (
        "import sys, lazyutils, lazyutils.metrics\n"
        "model = lazyutils.LogisticRegression().fit([[0.0], [1.0], [0.5], [0.2]], [0, 1, 0, 1])\n"
        "model.get_params(), model.score([[0.0]], [0]), repr(model)\n"
        "print([name for name in sys.modules if name.startswith(('sklearn', 'scipy'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("Model", BOTH)
def test_a_subclass_says_that_it_is_not_fitted(Model):
    class Mine(Model):
        pass

    with pytest.raises(NotFittedError, match="Mine is not fitted"):
        Mine().predict([[1.0]])
