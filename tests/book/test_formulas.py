"""Every numbered formula has its test, and every formula can be drawn.

The tests of the formulas themselves are in `tests/book/formulas/`, one module a chapter.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.book.formulas import formula, registered
from tests.book.rules import FORMULAS, Rule
from tests.support.books import Book, written
from tests.support.prose import Formula, formulas

# One version, so that the verdict on a formula is the same everywhere.
KATEX = "0.16.47"
Parser = Callable[[list[Formula]], list[str]]


@pytest.mark.parametrize("rule", FORMULAS.values(), ids=FORMULAS)
def test_numbers(path: Path, rule: Rule) -> None:
    assert list(rule(Book.read(path))) == []


def numbered(book: Book) -> dict[str, str]:
    """Number and LaTeX of the notebook's numbered formulas."""
    return {
        number: one.latex
        for cell in book.markdown
        for one in formulas(cell.source)
        for number in one.numbers
    }


def test_every_numbered_formula_has_its_test() -> None:
    """Both ways: what the chapters say is what the tests evaluate, letter by letter."""
    in_chapters: dict[str, str] = {}
    for path in written():
        in_chapters |= numbered(Book.read(path))
    assert in_chapters == registered()


def install(npm: str, folder: Path) -> str:
    """Install KaTeX into the folder; what went wrong, "" if nothing."""
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=1"]
    command = [npm, "install", *options, "--prefix", str(folder), f"katex@{KATEX}"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120
        )
    except subprocess.TimeoutExpired:
        return "no answer within two minutes"
    return next(iter(done.stderr.splitlines()), "no reason given") if done.returncode else ""


@pytest.fixture(scope="session")
def katex(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Parser:
    """KaTeX in node, installed into pytest's cache the first time; skips where it cannot be."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("formulas are not parsed: node and npm are not installed")
    cache = getattr(request.config, "cache", None)  # absent under -p no:cacheprovider
    folder = cache.mkdir(f"katex-{KATEX}") if cache else tmp_path_factory.mktemp("katex")
    script = folder / "node_modules" / "katex" / "dist" / "katex.js"
    if not script.exists():
        problem = install(npm, folder)
        if problem:
            pytest.skip(f"formulas are not parsed: npm cannot install KaTeX: {problem}")

    def parse(formulas: list[Formula]) -> list[str]:
        """What KaTeX says against each formula, "" if nothing."""
        done = subprocess.run(
            [node, str(Path(__file__).with_name("formulas") / "parse.cjs"), str(script)],
            input=json.dumps([{"latex": f.source, "display": f.display} for f in formulas]),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=120,
            check=True,
        )
        problems: list[str] = json.loads(done.stdout)
        return problems

    return parse


def test_every_formula_parses(katex: Parser) -> None:
    """All formulas of all notebooks, in one process."""
    found = [
        (f"{path.stem}, {cell.id}", one)
        for path in written()
        for cell in Book.read(path).markdown
        for one in formulas(cell.source)
    ]
    problems = katex([one for _, one in found])
    places = zip(found, problems, strict=True)
    assert [(where, one.source, no) for (where, one), no in places if no] == []


def test_katex_refuses_what_is_wrong(katex: Parser) -> None:
    wrong = [
        Formula(r"\frac{1}", display=True),
        Formula(r"\left( a", display=True),
        Formula(r"\unknown", display=False),
        Formula(r"a_b_c", display=False),
        Formula(r"a \tag{3.1}", display=False),
        Formula(r"a % b", display=True),
        Formula(r"\begin{aligned} a &= b", display=True),
    ]
    assert [one.source for one, no in zip(wrong, katex(wrong), strict=True) if not no] == []


def test_formulas_are_found() -> None:
    text = (
        "It costs \\$5 or \\$6, `$x$`, and $a_1$ is\n\n$$b\n  = \\frac12 \\tag{3.4}$$\n\n"
        "```python\nprice = '$c$'\n```\n\n$\\text{\\$} + d$."
    )
    found = formulas(text)
    assert [one.latex for one in found] == ["a_1", r"b = \frac12", r"\text{\$} + d"]
    assert [one.display for one in found] == [False, True, False]
    assert [one.numbers for one in found] == [[], ["3.4"], []]


def test_a_formula_is_tested_once() -> None:
    def test_something() -> None: ...

    def helper() -> None: ...

    number = next(iter(registered()))
    with pytest.raises(ValueError, match="two tests"):
        formula(number, "a")(test_something)
    with pytest.raises(ValueError, match="does not run helper"):
        formula("0.1", "a")(helper)
