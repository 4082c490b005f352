"""run.py: one set-up, repaired when it breaks; sentences, not tracebacks; notebooks kept whole.

pip is replaced by a stub that notes how it was called, and virtual environments are made without
pip, so that nothing here needs a network. One test uses the real ones with an empty index.
"""

import ast
import copy
import importlib.util
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from packaging.requirements import Requirement

from tools import check, execute

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "run.py"

STUB_PIP = """
import os, pathlib, sys, time
with open("pip-calls.txt", "a", encoding="utf-8") as file:
    file.write(" ".join(sys.argv[1:]) + "\\n")
if pathlib.Path(".venv/set-up.json").exists() and "--dry-run" not in sys.argv:
    sys.exit("ERROR: the stamp is there before the set-up is done")
time.sleep(float(os.getenv("STUB_SLEEP", "0")))
print(os.getenv("STUB_SAYS", ""))
sys.exit(int(os.getenv("STUB_CODE", "0")))
"""


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run = load()


@pytest.fixture(autouse=True)
def no_constraints(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may themselves run under the oldest versions; what they set up does not."""
    monkeypatch.delenv("PIP_CONSTRAINT", raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with an awkward name, the stub in pip's place."""
    root = tmp_path / "höhe mit leer" / "línea"
    root.mkdir(parents=True)
    for name in run.TESTER:
        (root / name).write_text(f"something-in-{name}\n", encoding="utf-8")
    shutil.copy(SCRIPT, root)
    stub = tmp_path / "stub" / "pip"
    stub.mkdir(parents=True)
    (stub / "__init__.py").touch()
    (stub / "__main__.py").write_text(STUB_PIP, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(stub.parent))
    really = subprocess.run

    def without_pip(command: list[str], **options: Any) -> Any:
        return really([*command, "--without-pip"] if "venv" in command else command, **options)

    monkeypatch.setattr(run.subprocess, "run", without_pip)
    return root


def pip_calls(root: Path) -> list[str]:
    """What pip was asked for since the last question."""
    path = root / "pip-calls.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return lines


def test_the_first_call_sets_up_and_the_second_does_nothing(folder: Path) -> None:
    run.Venv(folder).prepare(run.LEARNER)
    (call,) = pip_calls(folder)
    assert call.endswith("-r requirements.txt") and "--dry-run" not in call
    (folder / ".venv" / "a-package").touch()
    run.Venv(folder).prepare(run.LEARNER)
    assert pip_calls(folder) == []
    assert (folder / ".venv" / "a-package").exists()


def test_tests_need_more_than_the_lab(folder: Path) -> None:
    venv = run.Venv(folder)
    venv.prepare(run.LEARNER)
    pip_calls(folder)
    (folder / ".venv" / "a-package").touch()
    assert not venv.is_ready(run.TESTER)
    venv.prepare(run.TESTER)
    rehearsal, real = pip_calls(folder)
    assert "--dry-run" in rehearsal
    assert real.endswith("-r requirements.txt -r requirements-test.txt")
    assert (folder / ".venv" / "a-package").exists()
    assert venv.is_ready(run.LEARNER) and venv.is_ready(run.TESTER)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_a_changed_requirement_installs_again(folder: Path, name: str) -> None:
    venv = run.Venv(folder)
    venv.prepare(run.TESTER)
    pip_calls(folder)
    (folder / name).write_text("something-else\n", encoding="utf-8")
    assert venv.is_ready(run.LEARNER) == (name == "requirements-test.txt")
    venv.prepare(run.TESTER)
    assert len(pip_calls(folder)) == 2


def test_without_a_network_the_lab_still_opens(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = run.Venv(folder)
    venv.prepare(run.LEARNER)
    monkeypatch.setenv("STUB_CODE", "1")
    monkeypatch.setenv("STUB_SAYS", "ERROR: no such thing (from versions: none)")
    with pytest.raises(SystemExit, match="check the network"):
        venv.prepare(run.TESTER)
    assert venv.is_ready(run.LEARNER)


@pytest.mark.parametrize("stamp", [None, "", "[]", '{"place": "', "{}"])
def test_an_interrupted_set_up_starts_again_from_nothing(folder: Path, stamp: str | None) -> None:
    venv = run.Venv(folder)
    venv.prepare(run.LEARNER)
    pip_calls(folder)
    half = folder / ".venv" / "half-a-package"
    half.mkdir()
    (half / "module.py").touch()
    venv.stamp.unlink()
    if stamp is not None:
        venv.stamp.write_text(stamp, encoding="utf-8")
    venv.prepare(run.LEARNER)
    assert len(pip_calls(folder)) == 1
    assert not half.exists()
    assert venv.is_ready(run.LEARNER)


def test_a_failing_pip_leaves_no_stamp(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = run.Venv(folder)
    monkeypatch.setenv("STUB_CODE", "1")
    monkeypatch.setenv("STUB_SAYS", "ERROR: the disk is full")
    with pytest.raises(SystemExit, match="the disk is full"):
        venv.prepare(run.LEARNER)
    assert not venv.stamp.exists()
    monkeypatch.delenv("STUB_CODE")
    venv.prepare(run.LEARNER)
    assert venv.is_ready(run.LEARNER)


def test_a_moved_folder_is_set_up_again(folder: Path) -> None:
    run.Venv(folder).prepare(run.LEARNER)
    pip_calls(folder)
    moved = folder.rename(folder.parent / "à côté")
    venv = run.Venv(moved)
    assert not venv.is_ready(run.LEARNER)
    venv.prepare(run.LEARNER)
    (call,) = pip_calls(moved)
    assert "--dry-run" not in call
    config = (moved / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8")
    assert str(moved) in config or "command" not in config


def test_another_python_or_other_constraints_mean_another_set_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = run.Venv(folder)
    venv.prepare(run.LEARNER)
    with monkeypatch.context() as patch:
        patch.setattr(run.sys, "base_prefix", "/another/python")
        assert not venv.is_ready(run.LEARNER)
    with monkeypatch.context() as patch:
        patch.setattr(run.sys, "version_info", (3, 99, 0))
        assert not venv.is_ready(run.LEARNER)
    with monkeypatch.context() as patch:
        patch.setenv("PIP_CONSTRAINT", "requirements-floor.txt")
        assert not venv.is_ready(run.LEARNER)
    assert venv.is_ready(run.LEARNER)
    venv.python.unlink()
    assert not venv.is_ready(run.LEARNER)


def test_two_runs_at_once_set_up_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUB_SLEEP", "0.3")
    runs = [
        threading.Thread(target=run.Venv(folder).prepare, args=(run.LEARNER,)) for _ in range(2)
    ]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert len(pip_calls(folder)) == 1
    assert run.Venv(folder).is_ready(run.LEARNER)


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv_gets_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    really = importlib.util.find_spec
    monkeypatch.setattr(
        run.importlib.util, "find_spec", lambda name: None if name == module else really(name)
    )
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(SystemExit, match=f"no module {module}.*apt install python{version}-venv"):
        run.Venv(folder).prepare(run.LEARNER)
    assert not run.Venv(folder).is_ready(run.LEARNER)


def test_a_venv_that_fails_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(returncode=1, stdout="Error:\n  no space left\n", stderr="")
    monkeypatch.setattr(run.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(SystemExit, match=r"venv cannot make .*: Error: no space left"):
        run.Venv(folder).prepare(run.LEARNER)


def test_a_folder_that_cannot_be_written_says_so(folder: Path) -> None:
    (folder / ".venv").write_text("a file in its place", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"Cannot set up .*\.venv"):
        run.Venv(folder).prepare(run.LEARNER)


def test_run_without_the_project_says_so(folder: Path) -> None:
    (folder / "requirements.txt").unlink()
    with pytest.raises(SystemExit, match=r"Cannot set up .*requirements\.txt"):
        run.Venv(folder).prepare(run.LEARNER)


def test_a_missing_pip_gets_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH")  # takes the stub away, and --without-pip leaves no other
    with pytest.raises(SystemExit, match="pip is missing"):
        run.Venv(folder).prepare(run.LEARNER)


def test_an_unreachable_index_gets_one_sentence(folder: Path) -> None:
    """The real run.py, the real venv and the real pip; only the index is empty."""
    (folder / "requirements.txt").write_text("nothing-has-this-name\n", encoding="utf-8")
    hidden = ("PYTHONPATH", "PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}
    result = subprocess.run(
        [sys.executable, str(folder / "run.py"), "lab", "--no-browser"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("pip cannot reach its package index: check the network")
    assert not run.Venv(folder).stamp.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to another process")
def test_control_c_is_quiet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = run.Venv(folder)
    venv.prepare(run.LEARNER)
    pip_calls(folder)
    monkeypatch.setenv("STUB_SLEEP", "60")
    (folder / "requirements.txt").write_text("something-else\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(folder / "run.py"), "lab"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    limit = time.monotonic() + 20
    while not (folder / "pip-calls.txt").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors == ""


# Words on the command line


class Terminal:
    """Stands for `prepare` and `call`: notes what would be run, gives the wanted exit codes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.prepared: list[list[str]] = []
        self.commands: list[str] = []
        self.codes: dict[str, int] = {}
        monkeypatch.setattr(run.Venv, "prepare", lambda _, files: self.prepared.append(files))
        monkeypatch.setattr(run, "call", self.call)

    def call(self, python: Path, *words: str) -> int:
        assert python == run.Venv(ROOT).python
        command = " ".join(words)
        self.commands.append(command)
        return max([code for part, code in self.codes.items() if part in command], default=0)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(monkeypatch)


def test_lab_opens_the_chapters_and_passes_words_on(terminal: Terminal) -> None:
    assert run.main(["lab", "--no-browser", "--port", "8901"]) == 0
    assert terminal.prepared == [run.LEARNER]
    (command,) = terminal.commands
    assert command == f"{ROOT / 'tools' / 'lab.py'} --no-browser --port 8901"


def test_test_checks_and_then_runs_pytest(terminal: Terminal) -> None:
    assert run.main(["test"]) == 0
    assert terminal.prepared == [run.TESTER]
    assert terminal.commands == [str(ROOT / "tools" / "check.py"), "-m pytest"]


def test_test_with_words_is_pytest_alone(terminal: Terminal) -> None:
    assert run.main(["test", "notebooks/03.ipynb", "-x"]) == 0
    assert terminal.commands == ["-m pytest notebooks/03.ipynb -x"]


@pytest.mark.parametrize("part", ["check.py", "pytest"])
def test_any_failure_is_the_failure_of_test(terminal: Terminal, part: str) -> None:
    terminal.codes[part] = 1
    assert run.main(["test"]) == 1
    assert len(terminal.commands) == 2


@pytest.mark.parametrize("part", ["check", "format", "mypy"])
def test_check_lets_all_three_speak(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    called: list[list[str]] = []

    def call(words: list[str]) -> int:
        called.append(words)
        return int(part in words[3:5])

    monkeypatch.setattr(check.subprocess, "call", call)
    assert check.check() == 1
    assert [words[1:4] for words in called] == [
        ["-P", "-m", name] for name in ("ruff", "ruff", "mypy")
    ]


@pytest.mark.parametrize(("words", "code"), [([], 0), (["help"], 0), (["-h"], 0), (["tset"], 2)])
def test_help_and_unknown_words(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    assert run.main(words) == code
    out, err = capsys.readouterr()
    assert "python3 run.py lab" in out
    assert ("does not know the word tset" in err) == bool(code)
    assert terminal.prepared == [] and terminal.commands == []


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_an_old_python_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", version)
    wanted = rf"needs Python 3\.11 or newer and this is Python 3\.{version[1]}: "
    with pytest.raises(SystemExit, match=wanted):
        runpy.run_path(str(SCRIPT))


def test_run_imports_nothing_but_the_standard_library_at_the_top() -> None:
    top = ast.parse(SCRIPT.read_text(encoding="utf-8")).body
    names = [alias.name for node in top if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in top if isinstance(node, ast.ImportFrom)]
    assert len(names) > 5
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.skipif(os.name == "nt", reason="a negative exit code is POSIX's word for a signal")
def test_a_child_that_a_signal_ended_gives_the_shells_code() -> None:
    end = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert run.call(Path(sys.executable), "-c", end) == 128 + signal.SIGKILL
        assert run.call(Path(sys.executable), "-c", "raise SystemExit(3)") == 3
    finally:
        signal.signal(signal.SIGTERM, before)


# A reader's own files

# Python's own modules, and packages, that the tools below import after they have started.
SHADOWS = ("random", "json", "tempfile", "pip", "tqdm", "venv", "ruff", "mypy")


def plant(folder: Path) -> None:
    for name in SHADOWS:
        text = f'raise RuntimeError("{name}.py of the root is imported")\n'
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def test_a_readers_files_do_not_hinder_the_set_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(folder)
    monkeypatch.chdir(folder)
    run.Venv(folder).prepare(run.LEARNER)
    assert len(pip_calls(folder)) == 1


@pytest.fixture
def shadowed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is set up, with files in its root that have the names of modules."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("lazyutils", "tests", "notebooks"):
        (folder / name).mkdir()
    shutil.copytree(ROOT / "tools", folder / "tools")
    (folder / "lazyutils" / "__init__.py").touch()
    (folder / "tests" / "test_one.py").write_text(
        "import tempfile\n\n\ndef test_one() -> None:\n    assert tempfile.tempdir is not None\n",
        encoding="utf-8",
    )
    book = notebook("import random\n\nrandom.Random(0).random()")
    (folder / "notebooks" / "01.ipynb").write_text(execute.dump(book), encoding="utf-8")
    venv = run.Venv(folder)
    venv.prepare(run.TESTER)
    # The stub stands for pip no longer; what these tests themselves run with is in .venv too.
    monkeypatch.delenv("PYTHONPATH")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(venv.folder)}))
    own = Path(pytest.__file__).parent.parent
    (packages / "own.pth").write_text(f"{own}\n", encoding="utf-8")
    plant(folder)
    return folder


@pytest.mark.parametrize(
    "words",
    ["lab --version", "check", "test tests/test_one.py", "execute 01", "help"],
    ids=lambda words: words.split()[0],
)
def test_a_readers_files_in_the_root_stand_in_for_no_module(shadowed: Path, words: str) -> None:
    done = subprocess.run(
        [sys.executable, "run.py", *words.split()],
        cwd=shadowed,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert "of the root is imported" not in done.stdout + done.stderr
    assert done.returncode == 0, done.stdout + done.stderr


# Notebooks


def notebook(*sources: str) -> dict[str, Any]:
    """A small notebook as an editor with all its habits would leave it."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "title", "metadata": {"scrolled": True}, "source": "# Höhe"}
    ]
    for number, source in enumerate(sources):
        cells.append(
            {
                "cell_type": "code",
                "execution_count": 41,
                "id": f"cell-{number}",
                "metadata": {
                    "tags": ["exercise"],
                    "execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"},
                    "ExecuteTime": {"duration": 3},
                    "collapsed": True,
                },
                "outputs": [
                    {
                        "data": {
                            "application/vnd.jupyter.widget-view+json": {"model_id": "f00"},
                            "image/png": "aGk=",
                            "text/plain": "<3>",
                        },
                        "metadata": {"image/png": {"alt": "A dot."}},
                        "output_type": "display_data",
                    }
                ],
                "source": source,
            }
        )
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "mine", "language": "python", "name": "mine"},
            "language_info": {"name": "python", "version": "3.11.7"},
            "widgets": {"state": {"f00": {}}},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def test_normalise_keeps_the_text_and_drops_the_noise() -> None:
    made = execute.normalise(notebook("x = 1"))
    assert made["metadata"]["kernelspec"]["name"] == "python3"
    assert made["metadata"]["language_info"] == {"name": "python"}
    assert set(made["metadata"]) == {"kernelspec", "language_info"}
    markdown, code = made["cells"]
    assert (markdown["id"], markdown["metadata"]) == ("title", {})
    assert (code["id"], code["metadata"]) == ("cell-0", {"tags": ["exercise"]})
    (output,) = code["outputs"]
    assert set(output["data"]) == {"image/png", "text/plain"}
    assert output["metadata"] == {"image/png": {"alt": "A dot."}}


def test_normalise_twice_is_normalise_once() -> None:
    once = execute.normalise(notebook("x = 1", "x"))
    assert execute.normalise(copy.deepcopy(once)) == once
    text = execute.dump(once)
    assert "Höhe" in text and text.endswith("}\n")
    assert execute.dump(json.loads(text)) == text


SLIDER = """\
import ipywidgets


def double(n: int) -> None:
    print(2 * n)


ipywidgets.interactive(double, n=(0, 5))
"""


def test_execute_stores_what_ran_and_keeps_what_did_not(tmp_path: Path) -> None:
    home = tmp_path / "höhe mit leer"
    home.mkdir()
    sources = {
        "good": ["x = 20\nprint( x ,'é')", "x + 1", SLIDER],
        "error": ["x = 1", "# divide\nx / 0", "x"],
        "warning": ["import warnings", "warnings.warn('Careful!')"],
        "broken": ["for x in"],
    }
    for name, cells in sources.items():
        (home / f"{name}.ipynb").write_text(execute.dump(notebook(*cells)), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    paths = [str(home / f"{name}.ipynb") for name in sources]

    result = subprocess.run(
        [sys.executable, "-P", str(ROOT / "tools" / "execute.py"), *paths],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )

    assert result.returncode == 1
    good, error, warning, broken = result.stdout.splitlines()[:4]
    assert good.startswith("good.ipynb: stored")
    wanted = "error.ipynb: cell 3 (id cell-1, '# divide'): ZeroDivisionError: division by zero"
    assert error.startswith(wanted)
    assert warning.startswith("warning.ipynb: cell 3 (id cell-1") and "Careful!" in warning
    assert broken.startswith("broken.ipynb: ruff cannot format it")
    after = {path.name: path.read_bytes() for path in home.iterdir()}
    assert [name for name in after if after[name] != before.get(name)] == ["good.ipynb"]

    text = after["good.ipynb"].decode("utf-8")
    stored = json.loads(text)
    assert text == execute.dump(execute.normalise(json.loads(text)))
    assert b"\r" not in after["good.ipynb"]
    first, second, slider = stored["cells"][1:]
    assert first["source"] == ["x = 20\n", 'print(x, "é")']
    assert first["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["20 é\n"]}]
    assert second["outputs"][0]["data"] == {"text/plain": ["21"]}
    assert [cell["execution_count"] for cell in (first, second, slider)] == [1, 2, 3]
    (output,) = slider["outputs"]
    assert (
        list(output["data"]) == ["text/plain"] and "interactive" in output["data"]["text/plain"][0]
    )


@pytest.fixture
def chapters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    (tmp_path / "notebooks").mkdir()
    for name in ("01_a.ipynb", "02_b.ipynb", "note.txt"):
        (tmp_path / "notebooks" / name).touch()
    monkeypatch.setattr(execute, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    return lambda *names: [path.name for path in execute.find_notebooks(list(names))]


def test_execute_takes_all_or_the_named_notebooks(chapters: Callable[..., list[str]]) -> None:
    assert chapters() == ["01_a.ipynb", "02_b.ipynb"]
    assert chapters("02") == ["02_b.ipynb"]
    assert chapters("notebooks/01_a.ipynb") == ["01_a.ipynb"]
    with pytest.raises(SystemExit, match="No notebook is called 09"):
        chapters("09")


# Packaging


def requirements(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def test_the_package_and_the_requirements_promise_the_same_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    learner = {str(one) for one in requirements("requirements.txt")}
    assert {str(Requirement(one)) for one in project["dependencies"]} <= learner
    assert project["requires-python"] == ">=" + ".".join(map(str, run.OLDEST))


def test_requirements_end_with_the_package_itself() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "-e ."


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_each_requirement_has_a_floor_and_a_ceiling(name: str) -> None:
    assert len(requirements(name)) > 5
    for one in requirements(name):
        assert {part.operator for part in one.specifier} == {">=", "<"}, str(one)


def test_each_floor_is_the_lowest_promised_version() -> None:
    pins = {one.name: one.specifier for one in requirements("requirements-floor.txt")}
    for one in requirements("requirements.txt"):
        (lowest,) = [part.version for part in one.specifier if part.operator == ">="]
        (pin,) = pins[one.name]
        assert pin.operator == "=="
        assert pin.version.removesuffix(".*") == lowest, str(one)


def test_ci_runs_the_documented_command() -> None:
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "exec python3 run.py test"
    assert "    python3 run.py test " in (run.__doc__ or "")
