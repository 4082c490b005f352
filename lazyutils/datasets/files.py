"""Find the data folder and read its files, whole and unaltered or not at all."""

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CHECKSUMS", "find_data", "read_bytes", "read_npz"]

CHECKSUMS = "SHA256SUMS"


def find_data() -> Path:
    """Folder of the shipped data files, known by the file `SHA256SUMS` in it.

    Looked for in this order: the environment variable `LAZYUTILS_DATA`; beside the package, as in
    a checkout that is installed with `pip install -e .`; `data/` in the working directory and in
    each folder above it.

    Errors: `FileNotFoundError` that says where it looked and what to do. A `LAZYUTILS_DATA` that
    leads nowhere is an error too; it is never passed over.
    """
    tried = list(dict.fromkeys(_candidates()))
    for folder in tried:
        if (folder / CHECKSUMS).is_file():
            return folder
    places = "\n".join(f"  {folder}" for folder in tried)
    raise FileNotFoundError(
        f"The data folder was not found. A folder with the file {CHECKSUMS} was looked for in\n"
        f"{places}\n"
        "Start Python inside the project's folder, or set the environment variable LAZYUTILS_DATA "
        "to the full path of the project's folder `data`."
    )


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("LAZYUTILS_DATA"):
        yield Path(named).expanduser()
        return
    yield Path(__file__).resolve().parents[2] / "data"
    here = Path.cwd()
    for folder in (here, *here.parents):
        yield folder / "data"


def read_bytes(name: str) -> bytes:
    """Content of the data file `name`, if its SHA-256 is the one written in `SHA256SUMS`.

    Errors: `FileNotFoundError` for a missing file, `ValueError` for a truncated, altered or
    swapped one. Both name the file and the command that rebuilds it.
    """
    path = find_data() / name
    wanted = _checksum(name, path.parent / CHECKSUMS)
    if not path.is_file():
        raise FileNotFoundError(f"The data file {path} is missing. {_remedy(name)}")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != wanted:
        raise ValueError(
            f"The data file {path} is damaged: it has {len(content):,} bytes, and its SHA-256 is "
            f"not the one in {CHECKSUMS}, so it was cut short, altered or swapped. {_remedy(name)}"
        )
    return content


def _checksum(name: str, listing: Path) -> str:
    for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, listed = line.partition("  ")
        if listed == name:
            return digest
    raise ValueError(
        f"{listing} has no line for {name}, so the file cannot be checked. Fetch {listing.name} "
        "again with `git checkout -- data`."
    )


def _remedy(name: str) -> str:
    return (
        "In the project's folder, fetch it again with `git checkout -- data`, or rebuild it with "
        f"`python data/build.py {name}` (needs the network)."
    )


def read_npz(name: str) -> dict[str, NDArray[Any]]:
    """Arrays of the data file `name`, checked as in `read_bytes`, and never unpickled."""
    with np.load(io.BytesIO(read_bytes(name)), allow_pickle=False) as arrays:
        return dict(arrays)
