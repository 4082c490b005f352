"""Exercises of chapter 6, maximum likelihood."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = """
from lazyutils import cross_entropy, numerical_gradient, sigmoid, softmax
"""
