"""Rules about the code cells."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from itertools import pairwise

from nbformat import NotebookNode

from tests.book.rules import HYGIENE, rule
from tests.support.books import Book, images, printed, tags

LINES_AT_MOST = 15
LINES_OF_A_FIGURE = 25

# What requirements.txt installs and a chapter may import; the rest is standard library.
PACKAGES = {"lazyutils", "numpy", "pandas", "matplotlib", "tqdm", "ipywidgets", "IPython"}
# Standard library that needs a network, starts threads or processes, or draws random
# numbers without the generator that the chapter passes on.
UNWANTED = {
    *("http", "urllib", "socket", "ssl", "ftplib", "smtplib", "webbrowser", "xmlrpc"),
    *("subprocess", "threading", "multiprocessing", "concurrent", "asyncio"),
    *("random", "secrets"),
}
# A path from the top of a file system or from someone's home: /home/..., ~/..., C:\...
ABSOLUTE = re.compile(
    r"""(?<![\w.:/<)}\]\\$*^])/[A-Za-z][\w.-]*/|["'(]/[A-Za-z]|(?<!\w)~/|(?<!\w)[A-Z]:\\(?![nrt])"""
)


def trees(book: Book) -> Iterator[tuple[NotebookNode, ast.Module]]:
    """Each code cell with its syntax tree; `code_is_plain_python` tells of the others."""
    for cell in book.code:
        try:
            yield cell, ast.parse(cell.source)
        except SyntaxError:
            continue


def nodes(book: Book) -> Iterator[tuple[NotebookNode, ast.AST]]:
    for cell, tree in trees(book):
        for node in ast.walk(tree):
            yield cell, node


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


@rule(HYGIENE)
def code_is_plain_python(book: Book) -> Iterator[str]:
    """No `%` or `!` lines: the code means the same outside Jupyter."""
    for cell in book.code:
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            yield f"{cell.id}, line {error.lineno} is not plain Python: {error.text}"
        if "get_ipython" in cell.source:
            yield f"{cell.id} talks to IPython"


@rule(HYGIENE)
def first_cell_sets_up(book: Book) -> Iterator[str]:
    """The first code cell imports lazyutils, makes the generator, and its neighbourhood
    says what to run when lazyutils is missing."""
    first = book.code[0]
    modules = [name for node in ast.walk(ast.parse(first.source)) for name in imported(node)]
    if not any(name.split(".")[0] == "lazyutils" for name in modules):
        yield f"{first.id} does not import lazyutils"
    if not re.search(r"^rng = np\.random\.default_rng\(", first.source, re.MULTILINE):
        yield f"{first.id} does not make rng = np.random.default_rng(<seed>)"
    before = book.cells[: book.cells.index(first) + 1]
    if not any("run.py lab" in cell.source or "pip install" in cell.source for cell in before):
        yield "no cell up to the set-up says what to run when lazyutils is not installed"


@rule(HYGIENE)
def imports_are_installed(book: Book) -> Iterator[str]:
    """Only what requirements.txt installs, and nothing that needs a network."""
    for cell, node in nodes(book):
        for name in imported(node):
            top = name.split(".")[0]
            if top in UNWANTED or top not in PACKAGES | sys.stdlib_module_names:
                yield f"{cell.id} imports {name}"


@rule(HYGIENE)
def no_network(book: Book) -> Iterator[str]:
    for cell, node in nodes(book):
        if isinstance(node, ast.Constant) and re.search(r"\w://", str(node.value)):
            yield f"{cell.id} holds the address {node.value}"


@rule(HYGIENE)
def no_global_generator(book: Book) -> Iterator[str]:
    """Random numbers come from a seeded generator that is passed on."""
    for cell, node in nodes(book):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {
            "np.random",
            "numpy.random",
        }:
            if node.attr not in {"default_rng", "Generator"}:
                yield f"{cell.id} uses numpy's global generator: np.random.{node.attr}"
        if any(name.startswith("numpy.random") for name in imported(node)):
            yield f"{cell.id} imports from numpy.random; write np.random.default_rng(seed)"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("default_rng"):
            if not node.args and not node.keywords:
                yield f"{cell.id} makes a generator without a seed"


@rule(HYGIENE)
def no_absolute_paths(book: Book) -> Iterator[str]:
    """Nothing that holds on one machine only, in the code or in what it shows."""
    for cell in book.cells:
        shown = printed(cell) if cell.cell_type == "code" else ""
        for match in ABSOLUTE.finditer(f"{cell.source}\n{shown}"):
            yield f"{cell.id} has an absolute path: {match[0]}"


@rule(HYGIENE)
def figures_go_through_show(book: Book) -> Iterator[str]:
    """Only lazyutils.plotting.show draws; it adds alt text, caption and description."""
    for cell, node in nodes(book):
        if isinstance(node, ast.Attribute) and node.attr == "show":
            owner = ast.unparse(node.value)
            if owner in {"plt", "fig"} or owner.endswith("pyplot"):
                yield f"{cell.id} calls {owner}.show; call show(fig, alt=...)"


@rule(HYGIENE)
def cells_are_short(book: Book) -> Iterator[str]:
    """At most 15 lines of code a cell, 25 where it draws; blank and comment lines are free."""
    for cell in book.code:
        lines = [line.strip() for line in cell.source.splitlines()]
        count = sum(bool(line) and not line.startswith("#") for line in lines)
        limit = LINES_OF_A_FIGURE if images(cell) else LINES_AT_MOST
        if count > limit:
            yield f"{cell.id} has {count} lines of code, at most {limit}"


@rule(HYGIENE)
def prose_between_code(book: Book) -> Iterator[str]:
    """A text stands between two code cells, but not between an exercise and its check."""
    for cell, following in pairwise(book.cells):
        pair = (cell.cell_type, following.cell_type)
        if pair == ("code", "code") and (tags(cell), tags(following)) != (["exercise"], ["check"]):
            yield f"no text between {cell.id} and {following.id}"
