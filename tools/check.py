"""Lint, format and types; all three speak even if the first one fails."""

import subprocess
import sys

# Always -m, as the programs in .venv/bin have a fixed path in their first line; and always -P,
# as -m otherwise finds modules in the root first, where a reader may keep a random.py.
COMMANDS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict", "lazyutils"),
)


def check() -> int:
    """The largest of the three exit codes."""
    return max(subprocess.call([sys.executable, "-P", "-m", *words]) for words in COMMANDS)


if __name__ == "__main__":
    sys.exit(check())
