"""Exercises of chapter 3, linear regression."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = """
from lazyutils import LinearRegression
from lazyutils.datasets import load_census

census = load_census()


def powers(x, degree):
    return np.column_stack([x**j for j in range(degree + 1)])


def rmse(t, y):
    return np.sqrt(((t - y) ** 2).mean())
"""
