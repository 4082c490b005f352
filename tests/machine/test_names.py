"""Names: shared ones are public and listed, private ones stay at home, one meaning a name."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from tests.support.books import ROOT

MODULES = sorted((ROOT / "lazyutils").rglob("*.py"))
OTHERS = [*sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "tools").glob("*.py"))]
# A chapter's checks: several chapters have a first exercise, a common helper of one name.
PACKAGE = [path for path in MODULES if not path.parent.name.startswith("chapter_")]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def defined(path: Path) -> set[str]:
    """What the module defines at its top level, imports left out."""
    names: set[str] = set()
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def listed(path: Path) -> set[str]:
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


@pytest.mark.parametrize("module", PACKAGE, ids=place)
def test_each_public_name_is_listed(module: Path) -> None:
    public = {name for name in defined(module) if not name.startswith("_")}
    assert public - listed(module) == set()


@pytest.mark.parametrize("module", [*MODULES, *OTHERS], ids=place)
def test_no_private_name_is_taken_from_another_module(module: Path) -> None:
    taken = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom):
            parts = [*(node.module or "").split("."), *(name.name for name in node.names)]
            if parts[0] in ("lazyutils", "tests", "tools"):
                taken += [part for part in parts if part.startswith("_") and part != "__version__"]
    assert taken == []


def test_a_public_name_has_one_meaning() -> None:
    homes = defaultdict(list)
    for path in PACKAGE:
        for name in defined(path):
            if not name.startswith("_"):
                homes[name].append(place(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
