"""Exercises of chapter 1. BEFORE is what earlier cells define, for typed answers."""

BEFORE = """
rng = np.random.default_rng(1)
"""
