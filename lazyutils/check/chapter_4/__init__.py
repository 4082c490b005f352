"""Exercises of chapter 4, linear classification."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = "from lazyutils.datasets import load_mnist"
