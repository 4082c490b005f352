"""The metrics against scikit-learn and against small cases counted by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as theirs

from lazyutils.metrics import accuracy, confusion_matrix, mean_squared_error, r_squared

LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


@given(LABELS)
@settings(deadline=None)
def test_label_metrics_are_scikit_learns(pairs):
    T, Y = zip(*pairs, strict=True)
    assert accuracy(T, Y) == theirs.accuracy_score(T, Y)
    counts = confusion_matrix(T, Y, classes=["c", "a", "b"])
    np.testing.assert_array_equal(counts, [[pairs.count((t, y)) for y in "cab"] for t in "cab"])
    np.testing.assert_array_equal(counts, theirs.confusion_matrix(T, Y, labels=["c", "a", "b"]))
    seen = [[pairs.count((t, y)) for y in sorted({*T, *Y})] for t in sorted({*T, *Y})]
    np.testing.assert_array_equal(confusion_matrix(T, Y), seen)
    assert counts.dtype == np.int64


@pytest.mark.parametrize("shape", [(20,), (20, 3)])
def test_error_metrics_are_scikit_learns(shape):
    T, Y = np.random.default_rng(5).standard_normal((2, *shape))
    assert mean_squared_error(T, Y) == pytest.approx(theirs.mean_squared_error(T, Y), rel=1e-13)
    assert r_squared(T, Y) == pytest.approx(theirs.r2_score(T, Y), rel=1e-13)


def test_r_squared_of_perfect_mean_and_bad_predictions():
    T = np.array([1.0, 2.0, 3.0, 6.0])
    assert r_squared(T, T) == 1
    assert r_squared(T, np.full(4, 3.0)) == 0
    assert r_squared(T, T[::-1]) < 0


@pytest.mark.parametrize("metric", [accuracy, confusion_matrix])
@pytest.mark.parametrize(
    ("T", "Y"), [([1, 2], [1, 2, 3]), ([], []), ([[1], [2]], [[1], [2]]), ([1, 2], [[1], [2]])]
)
def test_label_metrics_refuse_shapes_that_do_not_fit(metric, T, Y):
    message = r"wanted labels of shape \(N,\), not empty|T has 2 labels and Y 3; wanted one of each"
    with pytest.raises(ValueError, match=message):
        metric(T, Y)


def test_confusion_matrix_refuses_unknown_labels():
    with pytest.raises(
        ValueError, match=r"hold the labels \[7\]; wanted those of classes, \[0, 1\]"
    ):
        confusion_matrix([0, 1], [0, 7], classes=[0, 1])


@pytest.mark.parametrize("metric", [mean_squared_error, r_squared])
def test_error_metrics_refuse_what_squared_error_refuses(metric):
    with pytest.raises(ValueError, match="wanted equal shapes"):
        metric([1, 2], [[1], [2]])
    with pytest.raises(ValueError, match="holds nan"):
        metric([1, np.nan], [1, 2])


@pytest.mark.parametrize("T", [[5, 5, 5], [1], [[1, 5], [2, 5]]])
def test_r_squared_needs_targets_that_vary(T):
    with pytest.raises(ValueError, match="wanted T that varies"):
        r_squared(T, T)


@pytest.mark.skipif(np.finfo(np.longdouble).maxexp < 2000, reason="longdouble is float64 here")
@pytest.mark.parametrize("metric", [mean_squared_error, r_squared])
def test_a_metric_beyond_the_floats_of_python_is_refused(metric):
    with pytest.raises(FloatingPointError, match="too large for a float"):
        metric([0, 1, 2], np.array([0, 1, 1e300], np.longdouble))
