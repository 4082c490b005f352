"""Exercises of chapter 1, what is machine learning."""

# What the notebook's earlier cells have defined, for the typed answers of the tests.
BEFORE = """
rng = np.random.default_rng(1)
"""
