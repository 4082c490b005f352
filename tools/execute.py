"""Run all notebooks, or those that are named, and store their outputs."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError

ROOT = Path(__file__).resolve().parents[1]


def find_notebooks(names: list[str]) -> list[Path]:
    """All chapters, or those that are named by path or by how their file name begins."""
    chapters = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not names:
        return chapters
    found = []
    for name in names:
        matches = [Path(name).resolve()] if Path(name).is_file() else []
        matches = matches or [path for path in chapters if path.name.startswith(name)]
        if not matches:
            sys.exit(f"No notebook is called {name}: give a path or how its name begins, as in 03.")
        found += matches
    return found


def execute(paths: list[Path]) -> int:
    """Run each notebook and store its outputs; a notebook that fails keeps its old file."""
    failures = 0
    for path in paths:
        started = time.monotonic()
        problem = execute_one(path)
        failures += bool(problem)
        seconds = f"{time.monotonic() - started:.1f} s"
        print(f"{path.name}: {problem or 'stored'} ({seconds})", flush=True)
    return min(failures, 1)


def execute_one(path: Path) -> str:
    """Format, run top to bottom in a fresh kernel, normalise, store; or say what went wrong."""
    ruff = [sys.executable, "-P", "-m", "ruff", "format", "--stdin-filename", str(path), "-"]
    source = path.read_text(encoding="utf-8")
    formatted = subprocess.run(ruff, input=source, capture_output=True, encoding="utf-8")
    if formatted.returncode:
        return "ruff cannot format it: " + formatted.stderr.strip()
    notebook = nbformat.reads(formatted.stdout, as_version=4)  # type: ignore[no-untyped-call]
    begun: list[int] = []
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        coalesce_streams=True,
        on_cell_start=lambda cell, cell_index: begun.append(cell_index),
    )
    try:
        client.execute()
    except (CellControlSignal, DeadKernelError, TimeoutError) as error:
        name = getattr(error, "ename", type(error).__name__)
        value = getattr(error, "evalue", str(error).splitlines()[0])
        return f"{describe_cell(notebook.cells, begun[-1])}: {name}: {value}"
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                text = output["text"].strip().split("\n")[0]
                return f"{describe_cell(notebook.cells, number)} printed to stderr: {text}"
    text = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    replace(path, dump(normalise(json.loads(text))))
    return ""


def describe_cell(cells: list[dict[str, Any]], number: int) -> str:
    first_line = cells[number]["source"].split("\n")[0]
    return f"cell {number + 1} (id {cells[number].get('id')}, {first_line!r})"


def normalise(notebook: dict[str, Any]) -> dict[str, Any]:
    """Keep what a reader sees and the tests compare; drop what changes from run to run."""
    notebook["metadata"] = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    for cell in notebook["cells"]:
        kept = ("tags", "jupyter", "slideshow")
        cell["metadata"] = {key: cell["metadata"][key] for key in kept if key in cell["metadata"]}
        for output in cell.get("outputs", []):
            # A widget lives only while its kernel does; its text/plain stays.
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return notebook


def dump(notebook: dict[str, Any]) -> str:
    """The text that Jupyter itself writes for this notebook."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def replace(path: Path, text: str) -> None:
    """Write beside the old file, then swap: a crash in between loses nothing."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    os.replace(fresh, path)


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(execute(find_notebooks(sys.argv[1:])))
