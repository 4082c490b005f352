"""Exercises of chapter 5, logistic regression."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = """
from lazyutils import sigmoid, softmax
"""
