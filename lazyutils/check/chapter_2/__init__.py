"""Exercises of chapter 2, classification and regression."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = """
from lazyutils.datasets import load_thyroid

ill = load_thyroid()["hypothyroid"].to_numpy()
train_p, test_p = np.arange(2400), np.arange(2400, len(ill))
"""
