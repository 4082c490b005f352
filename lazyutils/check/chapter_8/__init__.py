"""Exercises of chapter 8. BEFORE is what earlier cells define, for typed answers."""

BEFORE = """
from lazyutils import LogisticRegression, sigmoid
from lazyutils.datasets import make_donut, make_moons, make_xor, words_of

rng = np.random.default_rng(0)
"""
