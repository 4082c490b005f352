"""README, CONTRIBUTING, ERRATA and the data card say what is true: links, commands, example.

And the workflow runs what it names: no action of another repository can change unseen.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.book.rules.text import broken
from tests.support.books import CHAPTERS, ROOT, Book, written
from tests.support.prose import LINK, without_code

DOCUMENTS = [path for path in (*sorted(ROOT.glob("*.md")), ROOT / "data" / "README.md")]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_resolve(document: Path) -> None:
    text = without_code(document.read_text(encoding="utf-8"))
    place = Book(document, Book.read(written()[0]).nb)  # links start from the document's folder
    targets = [link["target"] for link in LINK.finditer(text)]
    targets += re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert [
        (target, broken(target, place, {})) for target in targets if broken(target, place, {})
    ] == []


def test_readme_links_each_chapter_that_is_there() -> None:
    """A chapter in the table is a link if it is written, and "being written" if not."""
    rows = re.findall(r"^\| (\d) \| (.*?) \| (.*?) \|$", README, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 9))
    names = {path.stem for path in written()}
    for (_, title, builds), name in zip(rows, CHAPTERS, strict=True):
        assert (f"(notebooks/{name}.ipynb)" in title) == (name in names), name
        assert ("being written" in builds) == (name not in names), name


def printed_by_example(which: int) -> list[list[float]]:
    """The numbers in each line that an example of the README prints, without any warning."""
    examples = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(examples) == 2
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", examples[which]],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    return [[float(n) for n in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", line)] for line in lines]


def test_example_of_the_readme_runs() -> None:
    """Its ten lines print what the comments beside them say."""
    numbers = printed_by_example(0)
    assert numbers[0] == pytest.approx([2, 1, 1])
    assert numbers[1] == pytest.approx([0, 0.5, 1])
    assert numbers[2] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1.3862944])
    assert numbers[3] == pytest.approx([-0.5])


def test_example_with_scikit_learn_runs() -> None:
    numbers = printed_by_example(1)
    assert numbers[0] == [0.1]
    assert numbers[1] == pytest.approx([-0.06], abs=0.005)


def test_example_exercise_of_contributing_is_one() -> None:
    """The right answer is right; each of its mistakes, and what is typed, gets its hint alone."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    exercise = names["EXERCISE"]
    assert f"`lazyutils/check/chapter_3/ex_{exercise.id.split('.')[1]}.py`" in text
    right = "def mean_absolute_error(t, y):\n    return np.abs(t - y).mean()\n"

    def message(code: str) -> str:
        exec(code, names)
        return str(exercise.evaluate([names[exercise.name]], 5.0).message)

    assert message(right) == f"correct. {exercise.meaning}"
    assert len(exercise.mistakes) == 4
    for hint, wrong in exercise.mistakes.items():
        assert exercise.evaluate([wrong], 5.0).message.endswith(hint)
    for hint, (part, instead) in exercise.typed.items():
        assert part in right and hint in message(right.replace(part, instead))


def test_ci_calls_the_command_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    command = lines[-1].removeprefix("exec ")
    assert command == "python3 run.py test"
    assert f"```\n{command}\n```" in README


PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} +# v\d+\.\d+\.\d+")


def unpinned(workflow: str) -> list[str]:
    """The actions of other repositories that are not named by commit, with the version beside."""
    used = re.findall(r"^ *-? *[\"']?uses[\"']? *: *(.*?) *$", workflow, re.MULTILINE)
    return [use for use in used if not use.startswith("./") and not PINNED.fullmatch(use)]


@pytest.mark.parametrize(
    ("line", "pinned"),
    [
        (f"- uses: actions/checkout@{'0a' * 20} # v6.0.2", True),
        (f"  uses: some/where/deeper@{'0a' * 20}  # v1.0.0", True),
        ("- uses: ./.github/actions/own", True),
        ("- uses: actions/checkout@v6", False),
        ("- uses: actions/checkout@main # v6.0.2", False),
        (f"- uses: actions/checkout@{'0a' * 19} # v6.0.2", False),
        (f"- uses: actions/checkout@{'0a' * 20}", False),
        (f"- uses: actions/checkout@{'0a' * 20} # v6", False),
        ("- uses: docker://alpine:3", False),
    ],
)
def test_an_action_is_pinned_by_commit_and_version(line: str, pinned: bool) -> None:
    assert (unpinned(f"    steps:\n      {line}\n") == []) == pinned


def test_actions_are_pinned() -> None:
    workflows = [*(ROOT / ".github").rglob("*.yml"), *(ROOT / ".github").rglob("*.yaml")]
    texts = [path.read_text(encoding="utf-8") for path in workflows]
    assert sum(text.count("uses:") for text in texts) >= 2
    assert [use for text in texts for use in unpinned(text)] == []
