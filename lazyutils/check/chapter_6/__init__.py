"""Exercises of chapter 6. BEFORE is what earlier cells define, for typed answers."""

BEFORE = "from lazyutils import cross_entropy, numerical_gradient, sigmoid, softmax"
