"""Exercises of chapter 4. BEFORE is what earlier cells define, for typed answers."""

BEFORE = "from lazyutils.datasets import load_mnist"
