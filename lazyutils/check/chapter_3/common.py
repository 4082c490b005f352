"""What several exercises of chapter 3 use: exact sums of the given numbers."""

from fractions import Fraction

from lazyutils.check.judge import Array

__all__ = ["centred", "dot", "fractions", "mean"]


def fractions(values: Array) -> list[Fraction]:
    return [Fraction(float(value)) for value in values]


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def centred(values: list[Fraction]) -> list[Fraction]:
    middle = mean(values)
    return [value - middle for value in values]


def dot(u: list[Fraction], v: list[Fraction]) -> Fraction:
    return sum((a * c for a, c in zip(u, v, strict=True)), Fraction(0))
