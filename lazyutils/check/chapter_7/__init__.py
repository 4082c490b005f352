"""Exercises of chapter 7. BEFORE is what earlier cells define, for typed answers."""

BEFORE = """
import warnings

from lazyutils import ConvergenceWarning, LogisticRegression, gradient_descent, sigmoid, softmax
from lazyutils.datasets import load_mnist

(X_digits, T_digits), (X_digits_test, T_digits_test) = load_mnist()
my_held = {(100, 0.5, 2): 0.917, (100, 0.05, 2): 0.893, (100, 5.0, 2): 0.874}
model = LogisticRegression(learning_rate=0.1, momentum=0.0, epochs=3)
with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
    model.fit(X_digits[:500], T_digits[:500])
my_choice, my_digits = (100, 0.5, 2), model.predict(X_digits_test)
"""
