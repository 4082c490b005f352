"""Exercises of chapter 2. BEFORE is what earlier cells define, for typed answers."""

BEFORE = """
from lazyutils.datasets import load_thyroid

ill = load_thyroid()["hypothyroid"].to_numpy()
train_p, test_p = np.arange(2400), np.arange(2400, len(ill))
"""
