"""Find, read and run the notebooks."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"

# All chapters of the book in order; those that are not written yet have no file.
CHAPTERS = (
    "01_what_is_machine_learning",
    "02_classification_and_regression",
    "03_linear_regression",
    "04_linear_classification",
    "05_logistic_regression",
    "06_maximum_likelihood",
    "07_gradient_descent",
    "08_xor_and_donut",
)


@dataclass(frozen=True)
class Book:
    """A notebook and the place of its file, which its relative links start from."""

    path: Path
    nb: NotebookNode

    @classmethod
    def read(cls, path: Path) -> Book:
        # Not nbformat.read: it repairs some of what the hygiene tests look for.
        return cls(path, nbformat.v4.reads(path.read_text(encoding="utf-8")))

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def chapter(self) -> str:
        """The chapter's number as it stands in ids and tags: "3"."""
        return self.name.split("_")[0].lstrip("0")

    @property
    def cells(self) -> list[NotebookNode]:
        return list(self.nb.cells)

    @property
    def code(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def markdown(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "markdown"]

    def cell(self, id: str) -> NotebookNode | None:
        return next((cell for cell in self.cells if cell.get("id") == id), None)


def written() -> list[Path]:
    """The chapters' files, in order. A notebook of another name counts too."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def outputs(cell: NotebookNode) -> list[NotebookNode]:
    return list(cell.get("outputs", []))


def images(cell: NotebookNode) -> list[NotebookNode]:
    """The cell's outputs that hold a picture."""
    return [out for out in outputs(cell) if any(m.startswith("image/") for m in mimes(out))]


def mimes(output: NotebookNode) -> dict[str, Any]:
    return dict(output.get("data", {}))


def printed(cell: NotebookNode) -> str:
    """All that a reader sees as text: what the cell prints, displays and writes under figures."""
    texts = []
    for out in outputs(cell):
        texts.append(out.get("text", ""))
        if out not in images(cell):
            texts += [mimes(out).get(mime, "") for mime in ("text/plain", "text/markdown")]
    return "\n".join(filter(None, texts))


def ignored(cell: NotebookNode) -> bool:
    """True if nbval runs the cell but does not compare its output."""
    comments = [line.strip().lstrip("#").strip() for line in cell.source.splitlines()]
    return "nbval-ignore-output" in tags(cell) or "NBVAL_IGNORE_OUTPUT" in comments


def execute(nb: NotebookNode, seconds: int = 120) -> None:
    """Run the notebook in place, in a fresh kernel that sees this tree's lazyutils."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {"LAZYUTILS_DATA": str(ROOT / "data"), **os.environ, "PYTHONPATH": path}
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(nb, timeout=seconds, kernel_name="python3")
        client.execute(cwd=folder, env=environment)
