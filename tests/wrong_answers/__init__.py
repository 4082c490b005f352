"""Wrong answers that students give, one module a chapter: `chapter_3.py` and so on.

A module holds

- `SETUP`, the code that stands for the notebook's earlier cells (np and pd are there), such
  as `table = datasets.load_census()`;
- `WRONG`, for each exercise's id at least three `Wrong`, each another mistake.

`tests/test_exercises.py` runs `SETUP`, then a wrong answer as if it had been typed into the
exercise's cell, then the check with the names that the check cell hands over.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """A mistake: its name, a phrase of the hint that the check must give, the student's code."""

    name: str
    hint: str
    code: str
