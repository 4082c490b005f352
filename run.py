#!/usr/bin/env python3
"""From Line to Neuron, on this machine.

    python3 run.py lab [...]      open the chapters in JupyterLab
    python3 run.py test [...]     check the code, then test everything
    python3 run.py execute [...]  run all notebooks, or the named ones, and store their outputs
    python3 run.py check          lint, format and types only

The first call makes the folder .venv and installs into it; later calls start at once. More
words go to JupyterLab (--no-browser) or to pytest, which then runs alone:
    python3 run.py test notebooks/03_linear_regression.ipynb
"""

# Standard library only. The lines above the version check have to work on any Python 3, and
# the rest has to parse there (no newer syntax), so that an old one gets a sentence instead of
# a traceback.
import os
import sys

if __name__ == "__main__":
    # Python looks for modules in a script's folder first: a random.py that a reader keeps here
    # would be imported in place of Python's own. These two are loaded before it looks there.
    here = os.path.realpath(os.path.dirname(__file__))
    sys.path = [folder for folder in sys.path if os.path.realpath(folder) != here]

import contextlib
import hashlib
import importlib.util
import json
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

OLDEST = (3, 11)
if sys.version_info[:2] < OLDEST:
    sys.exit(
        f"From Line to Neuron needs Python {OLDEST[0]}.{OLDEST[1]} or newer and this is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}: call run.py with a newer one."
    )

ROOT = Path(__file__).resolve().parent
LEARNER = ["requirements.txt"]
TESTER = ["requirements.txt", "requirements-test.txt"]


class Venv:
    """The folder .venv and its stamp, which says what the folder was made for.

    The stamp is written last and removed before anything changes. So a set-up that was
    interrupted has none, a folder that was moved has another place in it, and both are made
    again from nothing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.stamp = self.folder / "set-up.json"
        self.lock = self.folder / "lock"
        self.log = self.folder / "pip.log"

    def prepare(self, files: list[str]) -> None:
        """Make .venv fit the requirements in ``files``, or exit with one sentence."""
        try:
            if self.is_ready(files):
                return
            self.folder.mkdir(exist_ok=True)
            with locked(self.lock):
                if not self.is_ready(files):  # another run may have done it meanwhile
                    self.set_up(files)
        except OSError as error:
            sys.exit(f"Cannot set up {self.folder}: {error}.")

    def is_ready(self, files: list[str]) -> bool:
        return self.python.exists() and self.facts(files).items() <= self.recorded().items()

    def facts(self, files: list[str]) -> dict[str, str]:
        """What the stamp has to say: the place, and each file's content as a hash."""
        # Packages and programs inside .venv know the folder's path and its Python by name.
        place = [self.root, sys.version_info[:2], sys.base_prefix, os.getenv("PIP_CONSTRAINT")]
        contents = {
            name: hashlib.sha256((self.root / name).read_bytes()).hexdigest() for name in files
        }
        return {"place": " | ".join(map(str, place)), **contents}

    def recorded(self) -> dict[str, str]:
        try:
            recorded = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return recorded if isinstance(recorded, dict) else {}

    def set_up(self, files: list[str]) -> None:
        print("Setting up .venv: once, and it takes a few minutes.", flush=True)
        facts = self.facts(files)
        if self.python.exists() and self.recorded().get("place") == facts["place"]:
            # Without a network this stops here, before it spoils a folder that works.
            self.pip(files, "--dry-run")
            self.stamp.unlink()
        else:
            self.stamp.unlink(missing_ok=True)
            self.create()
        self.pip(files)
        self.stamp.write_text(json.dumps(facts, indent=1), encoding="utf-8")

    def create(self) -> None:
        version = "{}.{}".format(*sys.version_info)
        for module in ("venv", "ensurepip"):
            if importlib.util.find_spec(module) is None:
                sys.exit(
                    f"This Python has no module {module}, which makes .venv: install it "
                    f"(on Debian and Ubuntu: sudo apt install python{version}-venv) "
                    "and run the same command again."
                )
        for item in self.folder.iterdir():
            if item.is_dir() and not item.is_symlink():
                shutil.rmtree(item)
            elif item != self.lock:
                item.unlink()
        # Called from inside .venv, sys.executable is one of the files just removed.
        python = getattr(sys, "_base_executable", sys.executable)
        made = subprocess.run(
            [python, "-P", "-m", "venv", str(self.folder)], capture_output=True, text=True
        )
        if made.returncode:
            lines = (made.stdout + made.stderr).split("\n")
            reason = " ".join(line.strip() for line in lines if line.strip())
            sys.exit(f"Python's venv cannot make {self.folder}: {reason}")

    def pip(self, files: list[str], *options: str) -> None:
        """Install ``files`` with pip in the root, where the line ``-e .`` points."""
        command = [str(self.python), "-P", "-m", "pip", "install", "--no-input", *options]
        command += ["--disable-pip-version-check", "--log", str(self.log)]
        for name in files:
            command += ["-r", name]
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env={**os.environ, "PIP_USER": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        output = []
        try:
            with process:
                for line in process.stdout or ():
                    output.append(line)
                    show_progress(line)
        except BaseException:
            process.terminate()
            raise
        if process.returncode:
            sys.exit(reason_of(output, self.log))


def show_progress(line: str) -> None:
    """One line that changes, on a terminal; nothing in a log."""
    if sys.stdout.isatty():
        word = line.split()[1:2] if line.startswith("Collecting ") else []
        if line.startswith("Installing collected packages"):
            word = ["installing"]
        for text in word:
            print("\r" + text[:60].ljust(60), end="\r", flush=True)


def reason_of(output: list[str], log: Path) -> str:
    """One sentence from what pip printed before it gave up."""
    text = "".join(output)
    if "No module named pip" in text:
        return "pip is missing from .venv: install Python's ensurepip, then run this again."
    if "(from versions: none)" in text or "Max retries exceeded" in text:
        return (
            "pip cannot reach its package index: check the network, then run the same "
            f"command again (details in {log})."
        )
    errors = [line.strip() for line in output if line.startswith("ERROR: ")] or ["no reason given"]
    return f"pip cannot install the requirements ({errors[0]}; details in {log})."


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One set-up at a time. The system drops the lock when its holder dies."""
    with open(path, "ab") as file:
        if not try_lock(file):
            print("Waiting for another set-up of this folder.", flush=True)
            while not try_lock(file):
                time.sleep(0.2)
        yield


def try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def call(python: Path, *words: str) -> int:
    """Run ``python -m ...`` in the root on this terminal; Ctrl-C is the child's to answer."""
    # Always -m: the programs in .venv/bin have a fixed path in their first line. And always
    # -P: otherwise -m finds modules in the root first, where a reader may keep a random.py.
    process = subprocess.Popen([str(python), "-P", *words], cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code


def tool(python: Path, name: str, *words: str) -> int:
    """Run one of the modules in tools, which do what a command says, inside .venv."""
    return call(python, str(ROOT / "tools" / f"{name}.py"), *words)


def main(words: list[str]) -> int:
    word, more = (words[0], words[1:]) if words else ("help", [])
    if word in ("help", "-h", "--help"):
        print(__doc__)
        return 0
    if word not in ("lab", "test", "execute", "check"):
        print(__doc__)
        print(
            f"run.py does not know the word {word}: use lab, test, execute or check.",
            file=sys.stderr,
        )
        return 2
    venv = Venv(ROOT)
    venv.prepare(LEARNER if word == "lab" else TESTER)
    if word == "test":
        checked = 0 if more else tool(venv.python, "check")
        return max(checked, call(venv.python, "-m", "pytest", *more))
    # The tools run in the root; a file is named from where the caller stands.
    return tool(venv.python, word, *(os.path.abspath(w) if os.path.isfile(w) else w for w in more))


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter of the folder's name shows a question mark.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
