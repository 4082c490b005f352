"""Exercises of chapter 8, XOR, the donut and the real world."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = """
from lazyutils import LogisticRegression, sigmoid
from lazyutils.datasets import make_donut, make_moons, make_xor, words_of

rng = np.random.default_rng(0)
"""
