"""Do the book's claims hold for other seeds?

    python -m tests.claims                 all chapters that have claims, 20 other seeds each
    python -m tests.claims 1 2 --seeds 3   two chapters, three seeds

`tests/book/claims.toml` lists what an experiment with random numbers teaches: the cell, the claim
in words, and an expression over the chapter's names after that cell. A chapter is run with each
of its seeds moved by the same number. A claim that holds for fewer than nine in ten is a failure.
The full run writes the shares into `tests/book/claims.md`.
"""

from __future__ import annotations

import argparse
import copy
import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell

from tests.support.books import ROOT, Book, execute, tags, written

LIST = ROOT / "tests" / "book" / "claims.toml"
TABLE = ROOT / "tests" / "book" / "claims.md"
WANTED = 0.9
STEP = 1000  # from one move to the next: larger than any seed of the book that could meet another

Claim = dict[str, Any]


def claims() -> list[Claim]:
    found: list[Claim] = tomllib.loads(LIST.read_text(encoding="utf-8"))["claim"]
    return found


def moved(source: str, by: int) -> str:
    """The cell with each seed that is written as a number moved."""
    pattern = re.compile(r"(default_rng\(|\bseed=)(\d+)")
    return pattern.sub(lambda match: f"{match[1]}{int(match[2]) + by}", source)


def hold(path: Path, mine: list[Claim], by: int) -> list[bool]:
    """Which of a chapter's claims hold with its seeds moved; a cell that fails ends the run."""
    with tempfile.TemporaryDirectory() as folder:
        return _hold(path, mine, by, Path(folder) / "answers.txt")


def _hold(path: Path, mine: list[Claim], by: int, answers: Path) -> list[bool]:
    book = copy.deepcopy(Book.read(path))
    cells = []
    last = max(place for place, cell in enumerate(book.cells) for c in mine if cell.id == c["cell"])
    for cell in book.cells[: last + 1]:
        if cell.cell_type == "code" and not {"exercise", "check"} & {*tags(cell)}:
            cell.source = moved(cell.source, by)
            cells.append(cell)
            for number, claim in enumerate(mine):
                if claim["cell"] == cell.id:
                    code = f"with open({str(answers)!r}, 'a') as answers_of_claims:\n"
                    code += f"    print({number}, bool({claim['holds']}), file=answers_of_claims)"
                    cells.append(new_code_cell(code, id=f"claim-{number}"))
    book.nb.cells = cells
    try:
        execute(book.nb)
    except Exception as error:  # an assert of the chapter, say
        print(f"    {path.stem}, seeds moved by {by}: {str(error).strip().splitlines()[-1]}")
    said = answers.read_text(encoding="utf-8").splitlines() if answers.exists() else []
    return [f"{number} True" in said for number in range(len(mine))]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("chapters", nargs="*")
    parser.add_argument("--seeds", type=int, default=20)
    options = parser.parse_args(words)
    rows, failed = [], 0
    for path in written():
        chapter = Book.read(path).chapter
        mine = [claim for claim in claims() if str(claim["chapter"]) == chapter]
        if not mine or (options.chapters and chapter not in options.chapters):
            continue
        runs = [hold(path, mine, STEP * (k + 1)) for k in range(options.seeds)]
        for claim, held in zip(mine, zip(*runs, strict=True), strict=True):
            share = sum(held) / len(held)
            failed += share < WANTED
            rows.append(f"| {chapter} | {claim['cell']} | {claim['claim']} | {share:.0%} |")
            print(rows[-1], flush=True)
    if not options.chapters:
        head = (
            "# Claims that survive other seeds\n\nWritten by `python -m tests.claims`: the share "
        )
        head += f"of {options.seeds} other seeds for which each claim of the book holds.\n\n"
        head += "| chapter | cell | claim | holds |\n| --- | --- | --- | --- |\n"
        TABLE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
