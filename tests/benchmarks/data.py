"""Time and memory of the big loaders; measures and asserts nothing. Linux and macOS.

    python tests/benchmarks/data.py

Writes tables of the size of the real FER2013 (300 MB) and of Kaggle's MNIST (42,000 rows) to a
temporary folder, also packed and in the layouts of others, and loads each in a process of its own.
"""

import contextlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import numpy as np

PROBE = """
import resource, sys, time
from lazyutils import datasets
begin = time.perf_counter()
parts = getattr(datasets, sys.argv[1])(*sys.argv[2:])
seconds = time.perf_counter() - begin
unit = 1024**2 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
file = sys.argv[2].rpartition("/")[2] if len(sys.argv) > 2 else ""
print(f"{sys.argv[1]:15s} {file:22s} {seconds:6.2f} s {peak:7.0f} MB at most, with Python itself")
"""


def write_fer2013(path: Path) -> None:
    rng = np.random.default_rng(0)
    # Mostly three digits a pixel: the real file's 300 MB.
    block = [" ".join(map(str, row)) for row in rng.integers(60, 256, size=(500, 2304))]
    with path.open("w") as file:
        file.write("emotion,pixels,Usage\n")
        for n in range(35887):
            usage = "Training" if n < 28709 else "PublicTest" if n < 32298 else "PrivateTest"
            file.write(f"{n % 7},{block[n % 500]},{usage}\n")


def write_mnist(path: Path) -> None:
    rng = np.random.default_rng(0)
    ink = rng.integers(0, 256, size=(500, 784)) * (rng.random((500, 784)) < 0.19)
    block = [",".join(map(str, row)) for row in ink]
    with path.open("w") as file:
        file.write("label," + ",".join(f"pixel{i}" for i in range(784)) + "\n")
        file.writelines(f"{n % 10},{block[n % 500]}\n" for n in range(42000))


def packed(path: Path) -> list[Path]:
    archive, other = path.with_name("fer2013.tar.gz"), path.with_name("fer2013.zip")
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        tar.add(path, "fer2013/fer2013.csv")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        pack.write(path, path.name)
    return [archive, other]


def in_other_layouts(path: Path) -> list[Path]:
    fresh = [path.with_name(name) for name in ("no_header.csv", "class_last.csv", "index.csv")]
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(path.open())
        no_header, class_last, index = (stack.enter_context(new.open("w")) for new in fresh)
        for n, line in enumerate(lines):
            label, _, pixels = line.strip().partition(",")
            class_last.write(f"{pixels},{label if n else 'class'}\n")
            index.write(f"{n - 1 if n else ''},{line}")
            no_header.write(line if n else "")
    return fresh


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        faces, digits = Path(folder) / "fer2013.csv", Path(folder) / "train.csv"
        write_fer2013(faces)
        write_mnist(digits)
        print(f"{faces.name} {faces.stat().st_size / 1e6:.0f} MB, ", end="")
        print(f"{digits.name} {digits.stat().st_size / 1e6:.0f} MB")
        for words in (
            ["load_census"],
            ["load_faces"],
            ["load_reviews"],
            ["load_mnist"],
            ["load_mnist_csv", str(digits)],
            *(["load_mnist_csv", str(path)] for path in in_other_layouts(digits)),
            ["load_fer2013", str(faces)],
            *(["load_fer2013", str(path)] for path in packed(faces)),
        ):
            subprocess.run([sys.executable, "-c", PROBE, *words], check=True)


if __name__ == "__main__":
    main()
