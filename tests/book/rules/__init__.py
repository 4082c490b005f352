"""What a notebook has to keep to, one small function a rule.

A rule takes a `Book` and yields a complaint, a sentence, for each place that breaks
it. `@rule(GROUP)` adds it to a group of rules, and the tests go through the groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.support.books import Book

Rule = Callable[[Book], Iterator[str]]
Group = dict[str, Rule]

HYGIENE: Group = {}
EXERCISES: Group = {}
FORMULAS: Group = {}


def rule(group: Group) -> Callable[[Rule], Rule]:
    def add(function: Rule) -> Rule:
        group[function.__name__] = function
        return function

    return add


from tests.book.rules import (  # noqa: E402
    code,  # noqa: F401
    exercises,  # noqa: F401
    formulas,  # noqa: F401
    names,  # noqa: F401
    numbers,  # noqa: F401
    pace,  # noqa: F401
    structure,  # noqa: F401
    text,  # noqa: F401
)
