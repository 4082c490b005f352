"""Rules about the form of exercises; whether their checks are right is tested elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.book.rules import EXERCISES, rule
from tests.support.books import Book, printed, tags
from tests.support.exercises import HINT, Exercise, exercises, functions, values

AT_LEAST = {"3": 6}  # a chapter that is not named has at least three


@rule(EXERCISES)
def there_are_enough(book: Book) -> Iterator[str]:
    wanted = AT_LEAST.get(book.chapter, 3)
    if len(exercises(book)) < wanted:
        yield f"{len(exercises(book))} exercises, at least {wanted} are wanted"


@rule(EXERCISES)
def exercise_numbers_ascend(book: Book) -> Iterator[str]:
    found = [exercise.id for exercise in exercises(book)]
    wanted = [f"{book.chapter}.{n}" for n in range(1, len(found) + 1)]
    if found != wanted:
        yield f"the exercises are numbered {found}, not {wanted}"


@rule(EXERCISES)
def four_cells_together(book: Book) -> Iterator[str]:
    """Task, stub, check and solution are neighbours, and none of them stands alone."""
    wanted = [("markdown", []), ("code", ["exercise"]), ("code", ["check"])]
    wanted.append(("markdown", ["solution"]))
    found = exercises(book)
    for one in found:
        four = (one.task, one.stub, one.check, one.solution)
        if [(cell.cell_type, tags(cell)) for cell in four] != wanted:
            yield f"{one.stub.id} is not amid a task, its check and its solution"
    for tag, known in (
        ("check", [one.check for one in found]),
        ("solution", [one.solution for one in found]),
    ):
        for cell in book.cells:
            if tag in tags(cell) and not any(cell is other for other in known):
                yield f"{cell.id} is tagged {tag} and belongs to no exercise"
    numbered = [cell for cell in book.markdown if cell.source.startswith("**Exercise")]
    if len(numbered) != len(found):
        yield f"{len(numbered)} texts start with **Exercise, {len(found)} cells are stubs"


@rule(EXERCISES)
def task_has_one_hint(book: Book) -> Iterator[str]:
    for one in exercises(book):
        if not one.id:
            yield f"{one.task.get('id')} does not start with '**Exercise 3.2.** ' and the task"
        if len(HINT.findall(one.task.source)) != 1 or one.task.source.count("<details") != 1:
            yield f"{one.task.get('id')} has not one hint, folded, with empty lines around it"


@rule(EXERCISES)
def stub_is_empty(book: Book) -> Iterator[str]:
    """A function with its docstring and `...`, or `name = ...` for each value."""
    for one in exercises(book):
        for statement in ast.parse(one.stub.source).body:
            if not is_stub(statement):
                yield f"{one.stub.id} holds more than a stub: {ast.unparse(statement)[:60]}"
        answers = functions(one.stub.source) | values(one.stub.source)
        if set(answers) != set(arguments(one)):
            yield f"{one.stub.id} defines {list(answers)}, its check wants {arguments(one)}"


def is_stub(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.FunctionDef):
        rest = statement.body[1:]
        return bool(ast.get_docstring(statement)) and [ast.unparse(line) for line in rest] == [
            "..."
        ]
    return isinstance(statement, ast.Assign) and ast.unparse(statement.value) == "..."


def arguments(one: Exercise) -> list[str]:
    try:
        return one.arguments
    except (AssertionError, SyntaxError):
        return []


@rule(EXERCISES)
def check_is_one_call(book: Book) -> Iterator[str]:
    """`check("3.2", name)` and nothing else."""
    for one in exercises(book):
        if not re.fullmatch(rf'check\("{re.escape(one.id)}"(, [a-zA-Z_]\w*)+\)', one.check.source):
            yield f'{one.check.get("id")} is not check("{one.id}", <names>)'


@rule(EXERCISES)
def solution_has_the_form(book: Book) -> Iterator[str]:
    """Folded, one fenced block of Python, then why; it answers what the stub asks."""
    for one in exercises(book):
        id_ = one.solution.get("id")
        if not one.answer or one.solution.source.count("```") != 2:
            yield f"{id_} is not a folded solution: one block of python and why it is right"
            continue
        asked, given = functions(one.stub.source), functions(one.answer)
        for name, stub in asked.items():
            if name not in given or ast.unparse(given[name].args) != ast.unparse(stub.args):
                yield f"{id_} does not define {name}({ast.unparse(stub.args)})"
        for name in set(values(one.stub.source)) - set(values(one.answer)):
            yield f"{id_} does not define {name}"


@rule(EXERCISES)
def stored_checks_are_untouched(book: Book) -> Iterator[str]:
    """The notebook shows the exercises as a learner finds them."""
    for one in exercises(book):
        stored = printed(one.check)
        if not stored.startswith(f"Exercise {one.id}: not attempted yet. "):
            yield f"{one.check.get('id')} shows {stored!r}, not that nothing was attempted"
