"""A small notebook that keeps to every rule, for tests that break one rule at a time.

It is made here and never run: its outputs are written by hand.
"""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.support.books import NOTEBOOKS, Book

OPENING = """\
# Tell classes from numbers

**What you'll do**: sort. **About 0 minutes to read it quickly, 0 to work through it.**

**What you'll learn**: what a class is.

**What you'll need**: [chapter 1](01_what_is_machine_learning.ipynb), the
[table of symbols](01_what_is_machine_learning.ipynb#Look-up-the-symbols)
and `pip install -r requirements.txt`.
Then comes [linear regression](03_linear_regression.ipynb).
"""
SETUP = """\
import numpy as np
from lazyutils.plotting import show

rng = np.random.default_rng(2)
print(rng.integers(10))"""
FORMULA = """\
## Count the misses

An error rate costs \\$0 and is, see [what you learned](#What-you-learned) and [tests](../tests),

$$E = \\frac{1}{N} \\sum_{n=1}^{N} e_n \\tag{2.1}$$

where $e_n$ is 1 for a miss. With (2.1) we count.

| name | size |
|---|---|
| $e_n$ | $\\vert e_n \\vert \\le 1$ |
"""
FIGURE = """\
fig, ax = plt.subplots()
ax.plot([0, 1])
show(fig, alt="A line that rises from 0 to 1.")"""
TASK = """\
**Exercise 2.{n}.** Write `twice_{n}(x)`.

<details><summary>Hint</summary>

Two is enough.

</details>"""
STUB = '''\
def twice_{n}(x):
    """Two times x."""
    ...'''
SOLUTION = '''\
<details><summary>Solution</summary>

```python
def twice_{n}(x):
    """Two times x."""
    return 2 * x
```

Two times x is x plus x.

</details>'''
CLOSING = """\
## What you learned

- Misses can be counted.

## In practice

Libraries count faster.

## Further reading

- A. Author, *A Book*, 2001, with [its errata](https://example.org/errata).
"""


def stream(text: str, name: str = "stdout") -> NotebookNode:
    return new_output("stream", name=name, text=text)


def figure_outputs() -> list[NotebookNode]:
    alt = "A line that rises from 0 to 1."
    return [
        new_output(
            "display_data",
            data={"image/png": "aGVsbG8=", "text/plain": "figure\n  line: 2 points"},
            metadata={"image/png": {"alt": alt}},
        ),
        new_output("display_data", data={"text/markdown": f"*{alt}*", "text/plain": alt}),
    ]


def sample() -> Book:
    """A new copy each time, free to be broken."""
    cells = [
        new_markdown_cell(OPENING, id="title"),
        new_code_cell(SETUP, id="setup", outputs=[stream("8\n")]),
        new_markdown_cell(FORMULA, id="count-misses"),
        new_code_cell(FIGURE, id="line-figure", outputs=figure_outputs()),
        new_markdown_cell("## Check yourself\n\nFirst guess, then run.", id="check-yourself"),
    ]
    for n in (1, 2, 3):
        stored = f"Exercise 2.{n}: not attempted yet. Replace the ... in twice_{n}.\n"
        cells += [
            new_markdown_cell(TASK.format(n=n), id=f"ex-{n}-task"),
            new_code_cell(STUB.format(n=n), id=f"ex-{n}", metadata={"tags": ["exercise"]}),
            new_code_cell(
                f'check("2.{n}", twice_{n})',
                id=f"ex-{n}-check",
                metadata={"tags": ["check"]},
                outputs=[stream(stored)],
            ),
            new_markdown_cell(
                SOLUTION.format(n=n), id=f"ex-{n}-solution", metadata={"tags": ["solution"]}
            ),
        ]
    # Cells without a task of their own, so that stubs stay a third of the code.
    cells += [
        new_markdown_cell("### Look once more", id="look"),
        new_code_cell("print(2 * 4)", id="look-code", outputs=[stream("8\n")]),
        new_markdown_cell(CLOSING, id="closing"),
    ]
    for number, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
        cell.execution_count = number
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nb = new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
    )
    return Book(NOTEBOOKS / "02_classification_and_regression.ipynb", nb)
