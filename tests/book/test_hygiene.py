"""Every notebook keeps to the rules, and every rule can tell when it is broken.

Needs no git and runs no notebook, so it passes in a plain copy of the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from tests.book.rules import EXERCISES, FORMULAS, HYGIENE, Rule
from tests.support.books import CHAPTERS, Book, written
from tests.support.sample import figure_outputs, sample, stream

RULES = HYGIENE | EXERCISES | FORMULAS
Break = Callable[[Book], object]


def test_there_are_chapters() -> None:
    names = [path.stem for path in written()]
    assert names, "notebooks/ holds no notebook"
    assert set(names) <= set(CHAPTERS)


@pytest.mark.parametrize("rule", HYGIENE.values(), ids=HYGIENE)
def test_notebook(path: Path, rule: Rule) -> None:
    assert list(rule(Book.read(path))) == []


def get(book: Book, id: str) -> NotebookNode:
    cell = book.cell(id)
    assert cell is not None
    return cell


def put(id: str, /, **values: object) -> Break:
    """Give a cell other values: `put("setup", source="")`."""
    return lambda book: get(book, id).update(values)


def swap(id: str, old: str, new: str) -> Break:
    """Replace a piece of a cell's source, which has to be there."""

    def change(book: Book) -> None:
        cell = get(book, id)
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def write(text: str) -> Break:
    """Add a paragraph to a markdown cell."""
    return swap("count-misses", "With (2.1) we count.", f"With (2.1) we count.\n\n{text}\n")


def code(line: str) -> Break:
    """Add a line to a code cell."""
    return swap("look-code", "print(2 * 4)", f"print(2 * 4)\n{line}")


def tag(id: str, *tags: str) -> Break:
    return lambda book: get(book, id).metadata.update(tags=list(tags))


def figure(change: Callable[[list[NotebookNode]], object]) -> Break:
    return lambda book: change(get(book, "line-figure").outputs)


def drop(id: str) -> Break:
    return lambda book: book.nb.cells.remove(get(book, id))


def ignore(ids: list[str], reason: str) -> Break:
    def change(book: Book) -> None:
        for id in ids:
            cell = get(book, id)
            cell.source += f"\n# NBVAL_IGNORE_OUTPUT\n{reason}"

    return change


def rebind(book: Book) -> None:
    """A name of the first cell is read by the second and is something else after the third."""
    get(book, "line-figure").source += "\nprint(rng.integers(10))"
    get(book, "look-code").source += "\nrng = 10"


def fail(book: Book) -> None:
    get(book, "look-code").outputs = [new_output("error", ename="E", evalue="", traceback=[])]


def result(book: Book) -> None:
    get(book, "look-code").outputs = [
        new_output("execute_result", data={"text/plain": "8"}, execution_count=77)
    ]


WHY = "# nbval: times differ from machine to machine"

# For each rule, ways to break it.
BREAKS: dict[str, list[Break]] = {
    # structure
    "format_is_valid": [
        lambda book: book.nb.update(nbformat_minor=4),
        put("look", cell_type="poem"),
        lambda book: get(book, "look-code").pop("outputs"),
    ],
    "ids_have_meaning": [
        put("look", id="title"),
        put("look", id="3f0a91bc"),
        put("look", id="cell-12"),
        put("look", id="Look_Here"),
    ],
    "cells_ran_in_order": [
        put("look-code", execution_count=None),
        put("look-code", execution_count=1),
        put("setup", source="\n"),
        result,
    ],
    "nothing_on_stderr": [put("setup", outputs=[stream("Warning: old", name="stderr")])],
    "nothing_failed": [fail],
    "tags_are_known": [tag("setup", "homework")],
    "nothing_escapes_nbval": [
        tag("setup", "nbval-ignore-output"),
        ignore(["setup"], "# nbval:"),
        ignore(["setup", "look-code", "line-figure", "ex-1"], WHY),
        code("# NBVAL_SKIP"),
        code("#NBVAL_RAISES_EXCEPTION"),
        code("# PYTEST_VALIDATE_IGNORE_OUTPUT"),
        tag("setup", "raises-exception"),
        tag("setup", "nbval-skip"),
    ],
    "most_cells_show_something": [put("look-code", outputs=[])],
    "file_is_small": [put("setup", outputs=[stream("8" * 1_000_000)])],
    "metadata_is_normalised": [
        lambda book: book.nb.metadata.update(widgets={}),
        lambda book: book.nb.metadata.pop("kernelspec"),
        lambda book: book.nb.metadata.kernelspec.update(name="mine"),
        lambda book: book.nb.metadata.language_info.update(version="3.11.2"),
        lambda book: get(book, "setup").metadata.update(execution={"at": "noon"}),
        figure(lambda outs: outs[1].metadata.update({"text/markdown": {"a": 1}})),
    ],
    "figures_have_alt_text": [
        figure(lambda outs: outs[0].metadata.clear()),
        figure(lambda outs: outs[0].metadata["image/png"].update(alt=" ")),
        figure(lambda outs: outs[0].metadata["image/png"].update(alt="One. Two. Three.")),
    ],
    "figures_are_described": [
        figure(lambda outs: outs[0].data.pop("text/plain")),
        figure(lambda outs: outs[0].data.update({"text/plain": "<Figure size\n 640x480>"})),
    ],
    "figures_have_captions": [
        figure(lambda outs: outs.pop()),
        figure(lambda outs: outs[1].data.update({"text/markdown": ""})),
        figure(lambda outs: outs.insert(1, figure_outputs()[0])),
    ],
    # code
    "code_is_plain_python": [
        code("%timeit 1"),
        code("!ls"),
        code('get_ipython().system("ls")'),
    ],
    "first_cell_sets_up": [
        swap("setup", "from lazyutils.plotting import show", ""),
        swap("setup", "rng =", "generator ="),
        swap("title", "pip install", "install"),
    ],
    "imports_are_installed": [
        code("import requests"),
        code("from urllib.request import urlopen"),
        code("import random"),
        code("import sklearn.linear_model as lm"),
        code("import threading"),
    ],
    "no_network": [code('pd.read_csv("https://example.org/a.csv")')],
    "no_global_generator": [
        code("np.random.seed(1)"),
        code("x = np.random.normal(size=3)"),
        code("from numpy.random import rand"),
        code("from numpy import random"),
        code("other = np.random.default_rng()"),
    ],
    "no_absolute_paths": [
        code('open("/data/a.csv")'),
        code('open("~/a.csv")'),
        code(r'open(r"C:\Users\a.csv")'),
        put("look-code", outputs=[stream("read /home/me/a.csv\n")]),
        write("Look into /home/me/a.csv."),
    ],
    "figures_go_through_show": [code("plt.show()"), code("fig.show()")],
    "cells_are_short": [
        code("\n".join(["x = 1"] * 15)),
        swap("line-figure", "ax.plot([0, 1])", "\n".join(["ax.plot([0, 1])"] * 24)),
    ],
    "prose_between_code": [drop("count-misses"), tag("ex-1-check")],
    # text
    "headings_in_order": [
        swap("count-misses", "## Count", "### Count"),
        swap("count-misses", "## Count", "# Count"),
        swap("title", "# Tell", "Tell"),
        swap("title", "# Tell", "Hello\n\n# Tell"),
        write("<h3>Another one</h3>"),
        write("Another one\n---"),
    ],
    "parts_are_there": [
        swap("title", "What you'll need", "What to have"),
        swap("closing", "In practice", "What you learned"),
        swap("check-yourself", "## Check yourself", "## Further reading\n\n## Check yourself"),
        swap("closing", "## Further reading", ""),
        swap("title", "0 minutes", "long"),
    ],
    "neighbours_are_linked": [
        swap("title", "03_linear_regression", "02_classification_and_regression"),
        swap("title", "(01_what_is_machine_learning.ipynb)", "(#Count-the-misses)"),
        swap("title", "ipynb#Look-up-the-symbols", "ipynb"),
    ],
    "pictures_have_alt_text": [
        write("![](../tests/support/books.py)"),
        write('<img src="../tests/support/books.py">'),
        write('<img src="../tests/support/books.py" alt="">'),
    ],
    "links_say_where": [
        write("Click [here](../tests)."),
        write("See [this page](../tests)."),
        write("See [https://example.org](https://example.org)."),
        write("See https://example.org."),
        write("See <https://example.org>."),
        write("See [the tests][1].\n\n[1]: ../tests"),
        write('See <a href="../tests">the tests</a>.'),
    ],
    "links_resolve": [
        write("See [a file](missing.md)."),
        write("See [a chapter](09_more.ipynb)."),
        write("See [a heading](#Missing)."),
        write("See [nothing]()."),
        write("See [a root](/tests)."),
        write("See [a folder](../..)."),
        write("See [a file](file:///tests)."),
        write("![A picture](attachment:line.png)"),
    ],
    "dollars_come_in_pairs": [
        write("It costs $5."),
        write("It costs $5 and then $6."),
        write("$$a = b"),
        write("$a = \n\n b$"),
    ],
    "no_numbering_environments": [write(r"$$\begin{align} a &= b \end{align}$$")],
    "numbers_are_shown": [write("It weighs 123.4 kilograms."), write("So 98 per cent are right.")],
    "names_keep_their_meaning": [rebind],
    "times_are_honest": [swap("title", "0 to work", "5 to work"), write("word " * 700)],
    "no_bars_in_tables": [swap("count-misses", r"$\vert e_n \vert", "$|e_n|")],
    # exercises
    "there_are_enough": [tag("ex-3")],
    "exercise_numbers_ascend": [swap("ex-3-task", "2.3", "2.2"), swap("ex-1-task", "2.1", "3.1")],
    "four_cells_together": [
        drop("ex-1-check"),
        drop("ex-1-task"),
        drop("ex-1"),
        tag("ex-1-solution"),
        tag("look", "solution"),
        tag("look-code", "check"),
        tag("ex-2", "exercise", "check"),
        swap("look", "### Look", "**Exercise 2.9.** Look"),
    ],
    "task_has_one_hint": [
        swap("ex-1-task", "**Exercise 2.1.**", "Exercise 2.1"),
        swap("ex-1-task", "Hint", "Help"),
        swap("ex-1-task", "</summary>\n\n", "</summary>\n"),
        swap("ex-1-task", "<details>", "  <details>"),
    ],
    "stub_is_empty": [
        swap("ex-1", "...", "return 2 * x"),
        swap("ex-1", '"""Two times x."""', ""),
        swap("ex-1", "twice_1", "twice"),
        put("ex-1", source="twice_1 = 3"),
    ],
    "check_is_one_call": [
        swap("ex-1-check", "2.1", "2.2"),
        swap("ex-1-check", 'check("2.1", twice_1)', 'check("2.1", twice_1(4))'),
        swap("ex-1-check", 'check("2.1", twice_1)', 'check("2.1", twice_1)\nprint(8)'),
    ],
    "solution_has_the_form": [
        swap("ex-1-solution", "</summary>\n\n", "</summary>\n"),
        swap("ex-1-solution", "```python", "```"),
        swap("ex-1-solution", "Two times x is x plus x.\n\n", ""),
        swap("ex-1-solution", "</details>", "  </details>"),
        swap("ex-1-solution", "Two times x is", "```python\n2 * x\n```\n\nThat is"),
        swap("ex-1-solution", "twice_1(x)", "twice_1(x, y)"),
        swap("ex-1-solution", "twice_1", "twice"),
    ],
    "stored_checks_are_untouched": [
        put("ex-1-check", outputs=[stream("Exercise 2.1: correct.\n")]),
        put("ex-1-check", outputs=[]),
        put("ex-1-check", outputs=[stream("Exercise 2.2: not attempted yet. \n")]),
    ],
    # formulas
    "formula_numbers_ascend": [
        swap("count-misses", "{2.1}", "{3.1}"),
        swap("count-misses", "{2.1}", "{2}"),
        write(r"$$a = b \tag{2.1}$$"),
    ],
    "tags_are_displayed": [
        write(r"$a = b \tag{2.2}$"),
        write(r"$$a = b \tag{2.2} \tag{2.3}$$"),
        write(r"As \tag{2.1} says."),
    ],
    "references_lead_somewhere": [write("See (2.7)."), code("# as in (1.99)")],
    "every_page_shows_the_formulas": [
        write(r"$\operatorname{softmax}(a)$"),
        write("It is *a times $b$*."),
    ],
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_sample_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(sample())) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        pytest.param(name, change, id=f"{name}-{number}")
        for name, changes in BREAKS.items()
        for number, change in enumerate(changes, start=1)
    ],
)
def test_broken_sample_is_caught(name: str, change: Break) -> None:
    book = sample()
    change(book)
    assert list(RULES[name](book)) != []


def test_every_rule_is_broken_once() -> None:
    assert set(BREAKS) == set(RULES)


def test_ignored_with_reason_is_allowed() -> None:
    book = sample()
    ignore(["setup", "look-code", "line-figure"], WHY)(book)
    assert list(HYGIENE["nothing_escapes_nbval"](book)) == []
