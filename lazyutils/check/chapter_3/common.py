"""What several exercises of chapter 3 use."""

from fractions import Fraction

from lazyutils.check.judge import Array

__all__ = ["fractions", "mean"]


def fractions(values: Array) -> list[Fraction]:
    return [Fraction(float(value)) for value in values]


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
