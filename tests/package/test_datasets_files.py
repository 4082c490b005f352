"""The data folder is found, its files are whole, and damage is named with its remedy."""

import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from lazyutils import datasets
from lazyutils.datasets import files, find_data, readers

DATA = Path(__file__).resolve().parents[2] / "data"
LISTED = [line.split(maxsplit=1) for line in (DATA / "SHA256SUMS").read_text().splitlines()]
LOADERS: dict[str, Callable[[], object]] = {
    "census_income.csv": datasets.load_census,
    "faces.npz": datasets.load_faces,
    "longley.csv": datasets.load_longley,
    "mnist.npz": datasets.load_mnist,
    "reviews.npz": datasets.load_reviews,
    "shop.csv": datasets.load_shop,
    "thyroid.csv": datasets.load_thyroid,
    "wages_1976.csv": datasets.load_wages,
}


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of a test's own, with no file but the checksums."""
    folder = tmp_path / "copied data"
    folder.mkdir()
    shutil.copy(DATA / "SHA256SUMS", folder)
    monkeypatch.setenv("LAZYUTILS_DATA", str(folder))
    return folder


@pytest.mark.parametrize(("digest", "name"), LISTED, ids=[name for _, name in LISTED])
def test_each_listed_file_has_its_checksum(digest: str, name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == digest


def test_every_data_file_is_listed_and_has_a_loader() -> None:
    others = {"README.md", "SHA256SUMS", "build.py", "make_faces.mjs"}
    others |= {"__pycache__", *(path.name for path in readers._face_files(DATA))}
    shipped = {path.name for path in DATA.iterdir()} - others
    assert shipped == {name for _, name in LISTED} == set(LOADERS)


def test_data_card_names_every_file() -> None:
    card = (DATA / "README.md").read_text(encoding="utf-8")
    assert [name for _, name in LISTED if f"`{name}`" not in card] == []


def test_whole_folder_stays_small() -> None:
    assert sum((DATA / name).stat().st_size for _, name in LISTED) < 24e6


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("damage", ["truncated", "altered", "empty", "swapped", "longer"])
def test_damaged_file_is_named_with_its_remedy(copy: Path, name: str, damage: str) -> None:
    content = (DATA / name).read_bytes()
    middle = len(content) // 2
    other = "wages_1976.csv" if name != "wages_1976.csv" else "longley.csv"
    (copy / name).write_bytes(
        {
            "truncated": content[:-1],
            "altered": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            "empty": b"",
            "swapped": (DATA / other).read_bytes(),
            "longer": content + b"\n",
        }[damage]
    )
    with pytest.raises(ValueError, match="damaged") as caught:
        LOADERS[name]()
    assert str(copy / name) in str(caught.value)
    assert f"`python data/build.py {name}`" in str(caught.value)


@pytest.mark.parametrize("name", [name for name in LOADERS if name.endswith(".npz")])
def test_pickled_objects_are_never_loaded(copy: Path, name: str) -> None:
    """Even from a file whose checksum is right: nothing in `data` may run code."""
    bomb = io.BytesIO()
    np.savez(bomb, **dict.fromkeys(["X_train", "part", "rating"], np.array([print], dtype=object)))
    (copy / name).write_bytes(bomb.getvalue())
    (copy / "SHA256SUMS").write_text(f"{hashlib.sha256(bomb.getvalue()).hexdigest()}  {name}\n")
    with pytest.raises(ValueError, match="allow_pickle"):
        LOADERS[name]()


@pytest.mark.parametrize("name", LOADERS)
def test_missing_file_is_named_with_its_remedy(copy: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError, match="missing") as caught:
        LOADERS[name]()
    assert str(copy / name) in str(caught.value)
    assert f"`python data/build.py {name}`" in str(caught.value)


def test_file_without_a_checksum_is_refused(copy: Path) -> None:
    (copy / "SHA256SUMS").write_bytes(b"\xff\xfe\x00 nonsense\n")
    with pytest.raises(ValueError, match=r"SHA256SUMS has no line for longley\.csv"):
        datasets.load_longley()


def test_variable_comes_first(copy: Path) -> None:
    assert find_data() == copy


def test_variable_that_leads_nowhere_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAZYUTILS_DATA", str(tmp_path / "nowhere"))
    monkeypatch.chdir(DATA.parent)
    with pytest.raises(FileNotFoundError, match="LAZYUTILS_DATA") as caught:
        find_data()
    assert str(tmp_path / "nowhere") in str(caught.value)
    assert str(DATA) not in str(caught.value)


def test_checkout_comes_before_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "SHA256SUMS").touch()
    monkeypatch.delenv("LAZYUTILS_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert find_data() == DATA


@pytest.mark.parametrize("inside", [".", "notebooks", "notebooks/deeper", "data"])
def test_package_installed_elsewhere_looks_upward(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    project = tmp_path / "projekt mit ü"
    (project / inside).mkdir(parents=True, exist_ok=True)
    (project / "data").mkdir(exist_ok=True)
    (project / "data" / "SHA256SUMS").touch()
    installed_apart(tmp_path, monkeypatch)
    monkeypatch.chdir(project / inside)
    assert find_data() == project / "data"


def test_data_folder_nowhere_says_where_it_looked_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()  # a folder of this name alone is somebody else's
    installed_apart(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as caught:
        find_data()
    message = str(caught.value)
    assert str(tmp_path / "data") in message
    assert str(tmp_path / "site" / "data") in message
    assert "Start Python inside the project's folder" in message
    assert "LAZYUTILS_DATA" in message


def installed_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a plain `pip install`: nothing beside the package."""
    elsewhere = tmp_path / "site" / "lazyutils" / "datasets" / "files.py"
    monkeypatch.setattr(files, "__file__", str(elsewhere))
    monkeypatch.delenv("LAZYUTILS_DATA", raising=False)
