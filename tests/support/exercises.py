"""The four neighbouring cells of an exercise: task, stub, check, solution."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from nbformat import NotebookNode

from tests.support.books import Book, tags

TASK = re.compile(r"\*\*Exercise (?P<id>\d+\.\d+)\.\*\* \S")
HINT = re.compile(
    r"^<details><summary>Hint</summary>\n\n(?P<hint>\S.*?)\n\n</details>$",
    re.MULTILINE | re.DOTALL,
)
SOLUTION = re.compile(
    r"<details><summary>Solution</summary>\n\n"
    r"```python\n(?P<code>.*?)\n```\n\n"
    r"(?P<why>\S.*?[.!?])\n\n"
    r"</details>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Exercise:
    """An exercise of a notebook, found by its stub: the cell tagged `exercise`."""

    task: NotebookNode
    stub: NotebookNode
    check: NotebookNode
    solution: NotebookNode

    @property
    def id(self) -> str:
        """The number in the task, "" if it has none."""
        match = TASK.match(self.task.source)
        return match["id"] if match else ""

    @property
    def answer(self) -> str:
        """The solution's code, "" if the cell has not the agreed form."""
        match = SOLUTION.fullmatch(self.solution.source)
        return match["code"] if match else ""

    @property
    def arguments(self) -> list[str]:
        """What the check cell hands over, as code: the names after the id."""
        call = ast.parse(self.check.source, mode="eval").body
        assert isinstance(call, ast.Call)
        return [ast.unparse(argument) for argument in call.args[1:]]

    @property
    def is_function(self) -> bool:
        """True if the answer is a function, False if it is one or more values."""
        return bool(functions(self.stub.source))


def exercises(book: Book) -> list[Exercise]:
    """The notebook's exercises in their order, sound or not."""
    nothing = NotebookNode(cell_type="raw", source="", metadata={})
    cells = [nothing, *book.cells, nothing, nothing]
    return [
        Exercise(*cells[place - 1 : place + 3])
        for place, cell in enumerate(cells)
        if "exercise" in tags(cell)
    ]


def functions(code: str) -> dict[str, ast.FunctionDef]:
    """The functions that the code defines at its top level."""
    body = ast.parse(code).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


def values(code: str) -> dict[str, ast.expr]:
    """The names that the code assigns at its top level."""
    found = {}
    for node in ast.parse(code).body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        found[name.id] = node.value
    return found
