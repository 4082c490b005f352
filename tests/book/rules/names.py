"""A name keeps its meaning, so that a cell can be run again after the cells below it."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator

from tests.book.rules import HYGIENE, rule
from tests.support.books import Book

# Names that stand for the picture at hand: each cell that draws binds them before it reads them.
AT_HAND = {"fig", "ax", "axes"}


class _Bindings(ast.NodeVisitor):
    """The names that statements bind at the top level of a cell."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        self.names.add(node.name)

    visit_ClassDef = visit_FunctionDef

    def visit_ListComp(self, node: ast.AST) -> None:
        """What is bound in here is not seen outside."""

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Lambda = visit_ListComp

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.names.add(node.id)

    def visit_alias(self, node: ast.alias) -> None:
        self.names.add((node.asname or node.name).split(".")[0])


def bound(*statements: ast.stmt) -> set[str]:
    bindings = _Bindings()
    for statement in statements:
        bindings.visit(statement)
    return bindings.names


def read(source: str) -> set[str]:
    """The names that a cell takes from the cells above: read before it binds them itself."""
    found: set[str] = set()
    before: set[str] = set()
    for statement in ast.parse(source).body:
        own = bound(statement)
        if isinstance(statement, ast.AugAssign):
            own = set()
        elif isinstance(statement, ast.Assign):  # x = x + 1 reads what it binds
            own -= {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
        found |= loaded(ast.unparse(statement)) - own - before
        before |= bound(statement)
    return found


def loaded(source: str) -> set[str]:
    """All global names that are read somewhere in the code, in its functions too."""
    tables = [symtable.symtable(source, "cell", "exec")]
    names: set[str] = set()
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        at_top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (at_top or symbol.is_global()):
                names.add(symbol.get_name())
    return names


@rule(HYGIENE)
def names_keep_their_meaning(book: Book) -> Iterator[str]:
    """A name that a cell reads from above is not bound again below it."""
    cells = [(cell.id, cell.source, bound(*ast.parse(cell.source).body)) for cell in book.code]
    for place, (id_, source, _) in enumerate(cells):
        above = set().union(*(names for _, _, names in cells[:place]))
        for name in sorted(read(source) & above - AT_HAND):
            later = [other for other, _, names in cells[place + 1 :] if name in names]
            if later:
                yield f"{id_} reads {name}, which {', '.join(later)} binds again"
