"""Exercises of chapter 5. BEFORE is what earlier cells define, for typed answers."""

BEFORE = "from lazyutils import sigmoid, softmax"
