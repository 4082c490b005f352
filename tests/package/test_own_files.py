"""Files as people have them: read where nothing is in doubt, else named with what to do."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import pickle
import re
import sqlite3
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.io
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lazyutils
from lazyutils import datasets
from lazyutils.datasets import find_fer2013, load_fer2013, load_mnist_csv, load_shop, unpack
from tests.support.books import Book, written

draw = np.random.default_rng(11)
FACES = draw.integers(0, 256, size=(6, 2304))
EMOTIONS = [3, 0, 6, 1, 5, 2]
USAGES = ["Training", "PublicTest", "PrivateTest", "Training", "PublicTest", "PrivateTest"]
INK = draw.integers(0, 256, size=(4, 784))
INK[:, [0, 783]] = 0  # corners of the paper
DIGITS = [7, 0, 7, 4]
VISITS = pd.DataFrame(
    {
        "is_mobile": [1, 0, 1],
        "n_products_viewed": [4, 0, 11],
        "visit_duration": [0.75, 2.5, 12.0],
        "is_returning_visitor": [0, 0, 1],
        "time_of_day": [3, 0, 2],
        "user_action": [1, 0, 3],
    }
)
HEAD = ",".join(VISITS)
SHOP = f"{HEAD}\n1,4,0.75,0,3,1\n0,0,2.5,0,0,0\n1,11,12,1,2,3\n"
PIXELS = [f"pixel{i}" for i in range(784)]


def faces(columns: str = "emotion,pixels,Usage", quote: str = "", gap: str = "") -> str:
    """A table of faces with these columns, its pixels in quotes, a gap after each comma."""
    rows = [columns.replace(",", "," + gap)]
    for n, pixels in enumerate(FACES.tolist()):
        row = {
            "emotion": str(EMOTIONS[n]),
            "pixels": quote + " ".join(map(str, pixels)) + quote,
            "Usage": USAGES[n],
        }
        rows.append(("," + gap).join(row[name] for name in columns.split(",")))
    return "\n".join(rows) + "\n"


def digits(names: list[str] | None, at: int | None = 0, ink: Any = INK, label: Any = DIGITS) -> str:
    """A table of digits under `names`, the label in column `at`."""
    rows = [] if names is None else [",".join(names)]
    for t, pixels in zip(label, ink.tolist(), strict=True):
        if at is not None:
            pixels.insert(at, t)
        rows.append(",".join(map(str, pixels)))
    return "\n".join(rows) + "\n"


def zipped(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def tarred(files: dict[str, str], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return out.getvalue()


def saved(save: Callable[..., Any], *arguments: Any, **named: Any) -> bytes:
    out = io.BytesIO()
    save(out, *arguments, **named)
    return out.getvalue()


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def right_faces(path: Path) -> None:
    for (X, T), usage in zip(
        load_fer2013(path), ("Training", "PublicTest", "PrivateTest"), strict=True
    ):
        at = [n for n in range(6) if USAGES[n] == usage]
        np.testing.assert_array_equal(X, (FACES[at] / 255).astype(np.float32))
        assert T.tolist() == [EMOTIONS[n] for n in at]


def right_digits(path: Path) -> None:
    X, T = load_mnist_csv(path)
    np.testing.assert_array_equal(X, (INK / 255).astype(np.float32))
    assert T.tolist() == DIGITS
    np.testing.assert_array_equal(load_mnist_csv(path, labels=False), X)


def right_shop(path: Path) -> None:
    pd.testing.assert_frame_equal(load_shop(path), VISITS)


def refused(load: Callable[[Any], object], path: Path, *words: str) -> str:
    """The message: it names the file first, then says all of `words`, in letters people read."""
    with pytest.raises(ValueError, match=r"\S") as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.isprintable() and "\ufffd" not in message
    assert [word for word in words if word not in message] == []
    assert len(message) < 1500
    return message


def follow(message: str, number: int = 0) -> dict[str, Any]:
    """Run the line of code that the message advises."""
    names: dict[str, Any] = {"load_mnist_csv": load_mnist_csv}
    exec(re.findall(r"`((?:import|X =).*?)`", message)[number], names)
    return names


def converted(message: str, number: int = 0) -> Path:
    """Follow the message; the new file that it writes."""
    code = re.findall(r"`(import.*?)`", message)[number]
    follow(message, number)
    return Path(re.findall(r"'([^']*\.csv)'", code)[-1])


# --- faces -------------------------------------------------------------------------------------

ICML = faces("emotion,Usage,pixels", gap=" ")
FACE_FILES: dict[str, str | bytes] = {
    "icml.csv": ICML,
    "quoted after a space.csv": faces("emotion,Usage,pixels", '"', " "),
    "quoted.csv": faces(quote='"'),
    "quoted, no line end.csv": faces("emotion,Usage,pixels", '"')[:-1],
    "semicolons.csv": faces().replace(",", ";"),
    "small letters.csv": faces().replace("Training", "training").replace("Usage", "usage"),
    "utf16.csv": faces().encode("utf-16"),
    "utf16 without mark.csv": faces().encode("utf-16-be"),
    "utf32.csv": faces().encode("utf-32"),
    "a.csv.bz2": bz2.compress(faces().encode()),
    "a.csv.xz": lzma.compress(faces().encode()),
    "a.csv.zip": zipped(fer2013_dot_csv=faces()),
    "mac.zip": zipped(**{"faces.csv": faces(), "sub__._faces.csv": "macOS"}),
    "gz in zip.zip": zipped(a=gzip.compress(faces().encode())),
    "a.tar": tarred({"fer2013/fer2013.csv": faces(), "fer2013/README": "hello"}, "w:"),
    "a.tgz": tarred({"fer2013/README": "hello", "fer2013/fer2013.csv": faces()}),
    "a.tar.bz2": tarred({"x.csv": faces()}, "w:bz2"),
    "a.tar.xz": tarred({"x.csv": faces()}, "w:xz"),
    "challenge.zip": zipped(
        train_dot_csv=faces("emotion,pixels"),
        icml_face_data_dot_csv=ICML,
        test_dot_csv=faces("pixels"),
    ),
    "tar in zip.zip": zipped(fer2013_dot_tar_dot_gz=tarred({"fer2013/fer2013.csv": faces()})),
}


@pytest.mark.parametrize("name", FACE_FILES)
def test_faces_are_read(tmp_path: Path, name: str) -> None:
    right_faces(put(tmp_path, name, FACE_FILES[name]))


def test_faces_without_usage_get_no_split_in_silence(tmp_path: Path) -> None:
    head, *rows = faces("emotion,pixels", '"').splitlines()
    path = put(tmp_path, "train.csv", "\n".join([head, *rows, *rows, ""]))
    message = refused(load_fer2013, path, "no official split", "icml_face_data.csv", "your own")
    (_, T), (_, T_public), (_, T_private) = load_fer2013(converted(message))
    said = EMOTIONS * 2
    assert T.tolist() == said[:8] + said[10:]
    assert (T_public.tolist(), T_private.tolist()) == (said[8:9], said[9:10])


def test_faces_without_labels_are_named(tmp_path: Path) -> None:
    path = put(tmp_path, "test.csv", faces("pixels"))
    refused(load_fer2013, path, "lacks 'emotion', 'Usage'", "without a label", "fer2013.tar.gz")


def test_faces_without_header_are_mended(tmp_path: Path) -> None:
    path = put(tmp_path, "faces.csv", faces().split("\n", 1)[1])
    right_faces(converted(refused(load_fer2013, path, "If it has no header")))


# --- digits ------------------------------------------------------------------------------------

ONES = [f"pixel{i}" for i in range(1, 785)]
SQUARE = [f"{r}x{c}" for r in range(1, 29) for c in range(1, 29)]
NUMBERS = [str(i) for i in range(785)]


def indexed(text: str, start: int = 0, name: str = "") -> str:
    head, *rows = text.splitlines()
    return "\n".join([f"{name},{head}", *(f"{n},{r}" for n, r in enumerate(rows, start)), ""])


DIGIT_FILES: dict[str, str | bytes] = {
    "kaggle.csv": digits(["label", *PIXELS]),
    "class last.csv": digits([*ONES, "class"], 784),
    "1x1.csv": digits(["label", *SQUARE]),
    "0x0.csv": digits(["Digit", *(f"{r}x{c}" for r in range(28) for c in range(28))]),
    "plain numbers.csv": digits(["target", *NUMBERS[:784]]),
    "plain numbers from 1.csv": digits([*NUMBERS[1:], "label"], 784),
    "no header.csv": digits(None),
    "no header, label last.csv": digits(None, 784),
    "no header, semicolons.csv": digits(None).replace(",", ";"),
    "frame's own numbers.csv": digits(NUMBERS),
    "frame's own numbers, label last.csv": digits(NUMBERS, 784),
    "frame with index.csv": indexed(digits(NUMBERS)),
    "index.csv": indexed(digits(["label", *PIXELS])),
    "index from 1.csv": indexed(digits(["label", *PIXELS]), 1, '""'),
    "Unnamed.csv": indexed(digits(["label", *PIXELS]), 0, "Unnamed: 0"),
    "trailing commas.csv": digits(["label", *PIXELS]).replace("\n", ",,\n"),
    "zip.zip": zipped(train_dot_csv=digits(["label", *PIXELS])),
    "last digit ends.csv": digits([*ONES, "class"], 784)[:-1],
}


@pytest.mark.parametrize("name", DIGIT_FILES)
def test_digits_are_read(tmp_path: Path, name: str) -> None:
    right_digits(put(tmp_path, name, DIGIT_FILES[name]))


@pytest.mark.parametrize("names", [PIXELS, ONES, SQUARE, NUMBERS[:784], NUMBERS[1:], None])
def test_digits_without_labels_are_read_alone(tmp_path: Path, names: list[str] | None) -> None:
    path = put(tmp_path, "test.csv", digits(names, None))
    X = follow(refused(load_mnist_csv, path, "X alone", "labels=False"))["X"]
    np.testing.assert_array_equal(X, (INK / 255).astype(np.float32))


def test_pixels_in_another_order_are_put_in_place(tmp_path: Path) -> None:
    names = digits(["label", *PIXELS]).splitlines()
    backwards = "\n".join(",".join(line.split(",")[::-1]) for line in names) + "\n"
    right_digits(put(tmp_path, "backwards.csv", backwards))


def test_squares_in_another_order_are_refused(tmp_path: Path) -> None:
    """1x1, 2x1, ... may be columns and rows, or pixels down the columns: two pictures."""
    down = [f"{r}x{c}" for c in range(1, 29) for r in range(1, 29)]
    refused(load_mnist_csv, put(tmp_path, "down.csv", digits(["label", *down])), "unknown '1x1'")


NOISE = INK.copy()
NOISE[:, 783] = [3, 0, 9, 1]
BRIGHT = INK.copy()
BRIGHT[:, [0, 783]] = 255


def test_bright_corners_are_no_labels(tmp_path: Path) -> None:
    for at in (0, 784):
        X, T = load_mnist_csv(put(tmp_path, "bright.csv", digits(None, at, BRIGHT)))
        np.testing.assert_array_equal(X, (BRIGHT / 255).astype(np.float32))
        assert T.tolist() == DIGITS


@pytest.mark.parametrize(
    ("ink", "label"),
    [(NOISE, DIGITS), (INK, [0, 0, 0, 0]), (INK, [5, 5, 5, 5]), (BRIGHT, [5, 5, 5, 5])],
    ids=["both ends could be labels", "all labels 0", "all labels 5", "one label, bright"],
)
def test_digits_that_do_not_tell_are_refused_and_mended(
    tmp_path: Path, ink: Any, label: list[int]
) -> None:
    path = put(tmp_path, "noise.csv", digits(None, 0, ink, label))
    message = refused(load_mnist_csv, path, "line 1", "785 numbers", "first", "last")
    X, T = load_mnist_csv(converted(message, 0))
    np.testing.assert_array_equal(X, (ink / 255).astype(np.float32))
    assert T.tolist() == label
    ink = ink[:, ::-1]
    put(tmp_path, "noise.csv", digits(NUMBERS, 784, ink, label))
    message = refused(load_mnist_csv, path)
    X, T = load_mnist_csv(converted(message, 1))
    np.testing.assert_array_equal(X, (ink / 255).astype(np.float32))
    assert T.tolist() == label


def test_a_label_of_another_name_and_a_column_too_many_are_mended(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", digits(["y", *PIXELS]))
    right_digits(converted(refused(load_mnist_csv, path, "lacks 'label'", "unknown 'y'", "rename")))
    path = put(tmp_path, "b.csv", indexed(digits(["label", *PIXELS]), 17, "id"))
    right_digits(converted(refused(load_mnist_csv, path, "unknown 'id'", "take it out")))
    path = put(tmp_path, "c.csv.gz", gzip.compress(digits(["y", *PIXELS]).encode("utf-16")))
    right_digits(converted(refused(load_mnist_csv, path, "unknown 'y'", "rename")))


@pytest.mark.parametrize("start", [2, -1])
def test_a_nameless_column_that_counts_no_rows_is_refused(tmp_path: Path, start: int) -> None:
    path = put(tmp_path, "a.csv", indexed(digits(["label", *PIXELS]), start))
    refused(load_mnist_csv, path, "line 2", "no name")
    path = put(tmp_path, "b.csv", indexed(digits(["label", *PIXELS])).replace("\n2,", "\n7,"))
    refused(load_mnist_csv, path, "line 4", "'7' does not count")


def test_archive_of_two_tables_is_unpacked_by_its_advice(tmp_path: Path) -> None:
    tables = {
        "mnist_train.csv": digits(["label", *PIXELS]),
        "mnist_test.csv": digits(["label", *PIXELS]),
    }
    both = {f"{name}".replace(".", "_dot_"): text for name, text in tables.items()}
    for name, content in {
        "a.zip": zipped(**both),
        "b.tar.gz": tarred(tables),
        "c.tar": tarred(tables, "w:"),
    }.items():
        message = refused(load_mnist_csv, put(tmp_path, name, content), "2 files", "mnist_test.csv")
        follow(message)
        right_digits(tmp_path / f"{name[0]}_unpacked" / "mnist_train.csv")


# --- the shop ----------------------------------------------------------------------------------


def comma(text: str, delimiter: str = ";") -> str:
    return text.replace(",", delimiter).replace(".", ",")


SHOP_FILES: dict[str, str | bytes] = {
    "plain.csv": SHOP,
    "no line end.csv": SHOP[:-1],
    "semicolons.csv": comma(SHOP),
    "semicolons and points.csv": SHOP.replace(",", ";"),
    "tabs.csv": comma(SHOP, "\t"),
    "bars.csv": SHOP.replace(",", "|"),
    "sep.csv": "sep=;\r\n" + comma(SHOP).replace("\n", "\r\n"),
    "sep comma.csv": "sep=,\n" + SHOP,
    "sep with commas behind.csv": "sep=,,,,,,\n" + SHOP,
    "sep tab.csv": '"sep=\t"\n' + comma(SHOP, "\t"),
    "utf16.csv": comma(SHOP, "\t").encode("utf-16"),
    "utf16 without mark.csv": SHOP.encode("utf-16-le"),
    "utf32 without mark.csv": SHOP.encode("utf-32-le"),
    "trailing.csv": SHOP.replace("\n", ",,\n"),
    "trailing below only.csv": SHOP.replace("\n", ",,\n").replace("action,,", "action"),
    "empty rows.csv": SHOP + ",,,,,\n ,,,,,\n\n",
    "empty column in front.csv": "," + SHOP.rstrip().replace("\n", "\n,") + "\n",
    "index.csv": indexed(SHOP),
    "index from 1.csv": indexed(SHOP, 1, '""'),
    "true.csv": SHOP.replace("\n1,", "\nTRUE,").replace("\n0,", "\nFalse,"),
    "capitals.csv": SHOP.replace(HEAD, HEAD.title().replace("_", " ")),
    "spaces.csv": SHOP.replace(",", " , "),
    "quotes.csv": re.sub(r"[^,\n]+", r'"\g<0>"', SHOP),
    "decimal commas in quotes.csv": SHOP.replace("0.75", '"0,75"').replace("2.5", '"2,5"'),
    "three decimals.csv": comma(SHOP.replace("0.75", "0.750").replace("2.5", "2.500")),
}


@pytest.mark.parametrize("name", SHOP_FILES)
def test_visits_are_read(tmp_path: Path, name: str) -> None:
    right_shop(put(tmp_path, name, SHOP_FILES[name]))


def test_a_thousand_and_a_fraction_are_never_confused(tmp_path: Path) -> None:
    """1.120 in a table with semicolons may be either; so may 1,120 in quotes."""
    for text in (
        SHOP.replace("0.75", "1.120").replace("2.5", "12").replace(",", ";"),
        SHOP.replace("0.75", "1.120").replace("2.5", "12").replace(",", ";").replace(".", ","),
        SHOP.replace("0.75", '"1,120"').replace("2.5", "12"),
    ):
        path = put(tmp_path, "shop.csv", text)
        message = refused(load_shop, path, "line 2", "may be 1120 or 1.120")
        assert load_shop(converted(message, 0))["visit_duration"].tolist() == [1120, 12, 12]
        assert load_shop(converted(message, 1))["visit_duration"].tolist() == [1.12, 12, 12]


def test_both_signs_are_named_and_mended(tmp_path: Path) -> None:
    path = put(tmp_path, "shop.csv", comma(SHOP).replace("2,5", "1.002,5"))
    message = refused(load_shop, path, "line 3", "'1.002,5'", "thousands")
    assert load_shop(converted(message))["visit_duration"].tolist() == [0.75, 1002.5, 12]
    path = put(tmp_path, "shop.csv", comma(SHOP).replace("2,5", "2.5"))
    refused(load_shop, path, "others have not")


def test_visits_without_header_are_mended(tmp_path: Path) -> None:
    path = put(tmp_path, "shop.csv", SHOP.split("\n", 1)[1])
    right_shop(converted(refused(load_shop, path, "the header lacks", "If it has no header")))


def test_a_column_too_many_is_taken_out_below_a_sep_line(tmp_path: Path) -> None:
    more = "\n".join(line + (",shop" if n == 0 else ",x") for n, line in enumerate(SHOP.split()))
    path = put(tmp_path, "shop.csv", "sep=,\n" + more + "\n")
    right_shop(converted(refused(load_shop, path, "line 2", "unknown 'shop'")))


def test_a_value_without_a_name_and_a_number_half_in_quotes_are_refused(tmp_path: Path) -> None:
    inner = (
        SHOP.replace("is_mobile,", "is_mobile,,").replace("\n1,", "\n1,,").replace("\n0,", "\n0,,")
    )
    right_shop(put(tmp_path, "inner.csv", inner))
    path = put(tmp_path, "inner.csv", inner.replace("0,,0", "0,9,0"))
    refused(load_shop, path, "line 3", "value in a column without a name")
    path = put(tmp_path, "half.csv", SHOP.replace(",11,", ',"1"1,'))
    refused(load_shop, path, "line 4", "this is no CSV")


def test_a_number_may_be_cut_but_not_where_it_has_one_digit(tmp_path: Path) -> None:
    columns = [*list(VISITS)[1:], "is_mobile", "n_products_viewed"]
    table = VISITS[columns[1:]]
    path = put(tmp_path, "shop.csv", table.to_csv(index=False)[:-1])
    message = refused(load_shop, path, "line 4", "no line end")
    follow(message)
    right_shop(path)


# --- something else under the name -------------------------------------------------------------

SECRET = "\x93\x94 no junk"
ARRAY = np.arange(6, dtype=np.uint8).reshape(2, 3)
IDX = struct.pack(">IIII", 2051, 4, 28, 28) + INK.astype(np.uint8).tobytes()
FLOATS = struct.pack(">HBBI", 0, 13, 1, 2) + struct.pack(">ff", 0.5, 2)


def database() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        VISITS.to_sql("visits", connection, index=False)
        content = connection.serialize()
    connection.close()
    return content


STRANGERS: dict[str, tuple[str | bytes, str, str]] = {
    "empty": ("", "empty", ""),
    "zeros": (bytes(5000), "only zeros", "Download it again"),
    "npy": (saved(np.save, ARRAY), "numpy array", "np.load"),
    "npz": (saved(np.savez, x=ARRAY), "numpy arrays (.npz)", "np.load"),
    "idx": (IDX, "IDX", "np.frombuffer"),
    "idx of floats": (FLOATS, "IDX", "np.frombuffer"),
    "idx.gz": (gzip.compress(IDX), "IDX", "gzip.decompress"),
    "idx in zip": (zipped(images=IDX), "IDX", "Unpack it first"),
    "xlsx": (zipped(**{"[Content_Types]_dot_xml": "x", "xl__a": "x"}), "workbook", "CSV (UTF-8)"),
    "ods": (zipped(mimetype="application/vnd.oasis", content="x"), "workbook", "CSV (UTF-8)"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel", "CSV (UTF-8)"),
    "parquet": (b"PAR1\x15\x04\x15" + bytes(50) + b"PAR1", "Parquet", "pd.read_parquet"),
    "feather": (b"ARROW1\0\0" + bytes(50), "Arrow", "pd.read_feather"),
    "pickle": (pickle.dumps(VISITS), "pickle", "pd.read_pickle"),
    "old pickle": (pickle.dumps({"a": [1]}, protocol=0), "pickle", "run code"),
    "mat": (saved(scipy.io.savemat, {"X": ARRAY}), "MATLAB", "scipy.io.loadmat"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(600), "HDF5", "h5py"),
    "new mat": (b"MATLAB 7.3 MAT-file".ljust(512) + b"\x89HDF\r\n\x1a\n", "HDF5", "h5py"),
    "sqlite": (database(), "SQLite", "pd.read_sql"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(60), "picture", "row of numbers"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(60), "picture", "row of numbers"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "document to print", "CSV"),
    "rtf": ("{\\rtf1 hello}", "RTF", "CSV"),
    "zst": (b"\x28\xb5\x2f\xfd" + bytes(20), "zstd", "Unpack it"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z", "Unpack it"),
    "rar": (b"Rar!\x1a\x07\x01" + bytes(20), "rar", "Unpack it"),
    "pointer": (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 301072766\n",
        "pointer of Git LFS",
        "`git lfs pull`",
    ),
    "page": ("\n <!doctype HTML>\n<html><body>Log in</body></html>", "web page", "browser"),
    "page utf16": ("<html><body>Log in</body></html>".encode("utf-16"), "web page", "browser"),
    "xml": ('<?xml version="1.0"?><rows/>', "XML", "CSV"),
    "message": ('{"code": 401, "message": "Unauthorized"}', "JSON", "log in"),
    "records": (VISITS.to_json(orient="records"), "JSON", "pd.read_json"),
    "noise": (b"\x07\x81" + draw.bytes(300), "binary", ""),
    "no text": (bytes(range(128, 256)) * 4, "binary", ""),
    "empty zip": (zipped(), "empty zip", "Download it again"),
    "empty tar": (tarred({"a/": ""}, "w:"), "header lacks", ""),
    "locked": (b"", "locked", "password"),
    "zip in gz": (gzip.compress(zipped(a=SHOP)), "packed once more", ""),
    "matryoshka": (b"", "five times", ""),
}
once = gzip.compress(b"hello")
for _ in range(5):
    once = gzip.compress(once)
STRANGERS["matryoshka"] = (once, *STRANGERS["matryoshka"][1:])
locked = bytearray(zipped(a=SHOP))
for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
    locked[locked.find(mark) + at] |= 1
STRANGERS["locked"] = (bytes(locked), *STRANGERS["locked"][1:])
del STRANGERS["empty tar"]


@pytest.mark.parametrize("load", [load_fer2013, load_mnist_csv, load_shop])
@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_is_named_with_what_to_do(
    tmp_path: Path, load: Callable[[Any], object], name: str
) -> None:
    content, kind, remedy = STRANGERS[name]
    refused(load, put(tmp_path, f"a table {name}.csv", content), kind, remedy)


def test_advice_on_strangers_leads_to_what_is_in_them(tmp_path: Path) -> None:
    def advised(name: str) -> str:
        return refused(load_shop, put(tmp_path, f"{name}.csv", STRANGERS[name][0]))

    np.testing.assert_array_equal(follow(advised("npy"))["array"], ARRAY)
    np.testing.assert_array_equal(follow(advised("npz"))["arrays"]["x"], ARRAY)
    for name in ("idx", "idx.gz"):
        np.testing.assert_array_equal(follow(advised(name))["array"], INK.reshape(-1, 28, 28))
    assert follow(advised("idx of floats"))["array"].tolist() == [0.5, 2]
    np.testing.assert_array_equal(follow(advised("mat"))["arrays"]["X"], ARRAY)
    right_shop(converted(advised("pickle")))
    right_shop(converted(advised("records")))
    packed = put(tmp_path, "packed.csv", gzip.compress(pickle.dumps(VISITS)))
    right_shop(converted(refused(load_shop, packed)))


def test_arff_is_converted_by_its_advice(tmp_path: Path) -> None:
    names = [f"@ATTRIBUTE '{name}' real" for name in PIXELS]
    head = ["% digits", "", "@RELATION mnist", *names, "@ATTRIBUTE class {0,4,7}", "@DATA"]
    path = put(tmp_path, "mnist.arff", "\n".join([*head, digits(None, 784)]))
    right_digits(converted(refused(load_mnist_csv, path, "ARFF")))


def test_a_folder_an_address_and_an_unreadable_file_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "fer2013.csv/inside.csv", faces())
    for path, words in {
        str(
            tmp_path / "fer2013.csv"
        ): "but a folder. Pass the path of the file in it: 'inside.csv'",
        "https://example.org/fer2013.csv": "but an address",
        str(tmp_path / "fer2014.csv"): "spelling",
    }.items():
        with pytest.raises(FileNotFoundError, match=re.escape(words)):
            load_fer2013(path)

    def denied(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path, "shop.csv", SHOP)
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(PermissionError, match=r"shop\.csv cannot be read: Permission denied"):
        load_shop(path)


@pytest.mark.parametrize("thing", [5, b"shop.csv", VISITS, 2.5, ["shop.csv"]])
@pytest.mark.parametrize("load", [load_fer2013, load_mnist_csv, load_shop])
def test_what_is_no_path_is_named(load: Callable[[Any], object], thing: object) -> None:
    with pytest.raises(ValueError, match="the path of a file is wanted"):
        load(thing)


def test_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    put(tmp_path, "shop.csv", SHOP)
    right_shop(Path("~/shop.csv"))


# --- what would fill the memory or leave the file ----------------------------------------------


def peak(load: Callable[[], object]) -> int:
    """Bytes that Python holds at most while it loads."""
    import tracemalloc

    tracemalloc.start()
    try:
        load()
    finally:
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return used


@pytest.mark.parametrize("content", [b"7", b"7,", b'"7\n'], ids=repr)
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lambda b: zipped(a=b)])
def test_a_bomb_stays_small(tmp_path: Path, pack: Callable[[bytes], bytes], content: bytes) -> None:
    path = put(
        tmp_path,
        "bomb.csv.gz",
        pack(HEAD.encode() + b"\n" + content * (16 * 10**6 // len(content))),
    )
    assert peak(lambda: refused(load_shop, path)) < 8e6


def test_what_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = bytearray(zipped(fer2013_dot_csv=faces()))
    claim[claim.find(b"PK\1\2") + 24 :][:4]
    at = claim.find(b"PK\1\2") + 24
    claim[at : at + 4] = struct.pack("<I", 2**32 - 2)
    refused(load_fer2013, put(tmp_path, "claim.zip", bytes(claim)), "4,294,967,294 bytes")

    info = tarfile.TarInfo("fer2013.csv")
    info.size = 10**12
    path = put(tmp_path, "claim.tar", info.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    refused(load_fer2013, path, "1,000,000,000,512 bytes")

    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.XHDTYPE, 2**30
    path = put(tmp_path, "claim.tar.gz", gzip.compress(info.tobuf() + bytes(4096)))
    refused(load_fer2013, path, "absurd size")

    monkeypatch.setattr(unpack, "LARGEST", 30_000)
    refused(load_fer2013, put(tmp_path, "a.zip", zipped(a=faces())), "at most 30,000")


def test_links_and_paths_in_a_tar_lead_nowhere(tmp_path: Path) -> None:
    put(tmp_path, "secret.csv", faces())
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            info = tarfile.TarInfo("fer2013.csv")
            info.type, info.linkname = kind, str(tmp_path / "secret.csv")
            archive.addfile(info)
    refused(load_fer2013, put(tmp_path, "links.tgz", out.getvalue()), "empty tar archive")
    before = sorted(tmp_path.parent.iterdir())
    right_faces(put(tmp_path, "up.tgz", tarred({"../../up.csv": faces()})))
    assert sorted(tmp_path.parent.iterdir()) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["links.tgz", "secret.csv", "up.tgz"]


def test_a_tar_is_checked_to_its_end(tmp_path: Path) -> None:
    """The checksum of gzip stands behind the archive, far behind the table's last row."""
    whole = tarred({"fer2013/fer2013.csv": faces()})
    refused(load_fer2013, put(tmp_path, "a.tgz", whole[:-8] + bytes(8)), "damaged or cut short")
    refused(load_fer2013, put(tmp_path, "b.tgz", whole[:-9]), "damaged or cut short")


# --- where the faces are looked for ------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAZYUTILS_DATA", str(tmp_path))
    put(tmp_path, "SHA256SUMS", "")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("fer2013.csv", faces()),
        ("FER2013.CSV", faces()),
        ("fer-2013.csv", faces()),
        ("fer2013 (1).csv", faces()),
        ("fer2013.csv.gz", gzip.compress(faces().encode())),
        ("fer2013.csv.zip", FACE_FILES["a.csv.zip"]),
        ("fer2013.zip", FACE_FILES["a.csv.zip"]),
        ("fer2013.tar.gz", FACE_FILES["a.tgz"]),
        ("icml_face_data.csv", ICML),
        ("icml_face_data.csv.zip", zipped(icml_face_data_dot_csv=ICML)),
        (
            "challenges-in-representation-learning-facial-expression.zip",
            FACE_FILES["challenge.zip"],
        ),
        ("train.csv", faces()),
        ("fer2013/fer2013.csv", faces()),
        ("Fer2013.csv/FER2013.csv", faces()),
        ("fer2013/fer2013/fer2013.csv", faces()),
        ("fer2013/train.csv", faces()),
    ],
)
def test_faces_are_found_by_any_name(data: Path, name: str, content: str | bytes) -> None:
    path = put(data, name, content)
    put(data, "shop.csv", SHOP)
    assert find_fer2013() == path
    right_faces(path)
    assert [len(X) for X, _ in load_fer2013()] == [2, 2, 2]


def test_nothing_is_found_where_nothing_is(data: Path) -> None:
    assert find_fer2013() is None
    put(data, "train.csv", digits(["label", *PIXELS]))  # the digits of another chapter
    put(data, "test.csv.gz", gzip.compress(digits(PIXELS, None).encode()))
    assert find_fer2013() is None
    with pytest.raises(FileNotFoundError, match="not shipped"):
        load_fer2013()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("fer2013.csv", STRANGERS["pointer"][0], "git lfs pull"),
        ("fer2013.csv", STRANGERS["page"][0], "web page"),
        ("fer2013.csv", "", "empty"),
        ("fer2013.7z", STRANGERS["7z"][0], "7z"),
        ("train.csv", faces("emotion,pixels"), "no official split"),
        ("train.csv", STRANGERS["message"][0], "JSON"),
        ("test.csv", faces("pixels"), "without a label"),
        ("fer2013/train/angry/1.jpg", b"\xff\xd8\xff", "but a folder. .*'train'"),
        ("fer2013new.csv", "Usage,Image name,neutral\nTraining,fer0.png,4\n", "lacks 'emotion'"),
    ],
)
def test_what_is_found_but_wrong_is_never_passed_over(
    data: Path, name: str, content: str | bytes, word: str
) -> None:
    put(data, name, content)
    for look in (find_fer2013, load_fer2013):
        with pytest.raises((ValueError, FileNotFoundError), match=word) as caught:
            look()
        assert str(data / name.split("/")[0]) in str(caught.value)


def test_of_two_the_first_is_taken_and_said(data: Path) -> None:
    put(data, "train.csv", faces("emotion,pixels"))
    right = put(data, "icml_face_data.csv", ICML)
    assert find_fer2013() == right
    better = put(data, "fer2013.csv", faces())
    with pytest.warns(UserWarning, match=r"fer2013\.csv is taken; .* icml_face_data\.csv"):
        assert find_fer2013() == better
    put(data, "fer2013.csv", STRANGERS["page"][0])
    assert find_fer2013() == right


# --- the chapters' own cells -------------------------------------------------------------------


def cells(chapter: str) -> dict[str, str]:
    path = next((path for path in written() if path.name.startswith(chapter)), None)
    if path is None:
        pytest.skip(f"chapter {chapter} is not there")
    return {cell.id: cell.source for cell in Book.read(path).cells if cell.cell_type == "code"}


@pytest.mark.parametrize("name", ["fer2013.csv", "fer2013.tar.gz", "fer2013/icml_face_data.csv"])
def test_chapter_8_takes_the_readers_file_and_names_it(
    data: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    put(data, name, FACE_FILES["a.tgz"] if name.endswith("gz") else ICML)
    names: dict[str, Any] = {}
    exec(cells("08")["faces"], names)
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("photographs of FER2013: 2 to train, 2 to test, 2 in a third part")
    assert first.endswith(f"from {Path(name).name}")
    assert names["X_face"].shape == (2, 2304)


def test_chapter_8_passes_no_file_over(data: Path) -> None:
    put(data, "train.csv", faces("emotion,pixels"))
    with pytest.raises(ValueError, match="no official split"):
        exec(cells("08")["faces"], {})


OWN_CELLS = ["own-table", "own-text", "neg-own-thousands", "own-clean", "own-fit"]
PEOPLE = "region;years_of_school;weekly_income\n"
PEOPLE += "Süden;12;640,50\nnorth;16;1.120,25\nwest;10;1.055\neast;9;480\n"
INCOMES = [640.5, 1120.25, 1055, 480]


def run_own_table(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes, **lines: str
) -> Any:
    """The numbers of chapter 3's cells on a file, with some of its four lines changed."""
    put(folder, "my_table.csv", content)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {"pd": pd, "np": np, "LinearRegression": lazyutils.LinearRegression}
    for id in OWN_CELLS:
        code = cells("03")[id]
        for name, value in lines.items() if id == "own-table" else ():
            [line] = [line for line in code.splitlines() if line.startswith(f"{name} = ")]
            code = code.replace(line, f"{name} = {value!r}")
        exec(code, names)
    return names["numbers"]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (PEOPLE, {}),
        (PEOPLE.encode("utf-8-sig"), {}),
        (PEOPLE.replace("\n", "\r\n"), {}),
        ("sep=;\n" + PEOPLE, {}),
        (PEOPLE.encode("cp1252"), {"encoding": "cp1252"}),
        (PEOPLE.encode("utf-16"), {"encoding": "utf-16"}),
        (PEOPLE.replace(";", "\t"), {"sep": "\t"}),
        (
            PEOPLE.replace(".", "").replace(",", ".").replace(";", ","),
            {"sep": ",", "decimal": ".", "thousands": ""},
        ),
        (
            PEOPLE.replace(",", "x").replace(".", ",").replace("x", "."),
            {"decimal": ".", "thousands": ","},
        ),
        (PEOPLE.replace(".", " "), {"thousands": " "}),
    ],
)
def test_chapter_3_reads_the_readers_table(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str | bytes,
    lines: dict[str, str],
) -> None:
    numbers = run_own_table(tmp_path, monkeypatch, content, **lines)
    assert numbers["weekly_income"].tolist() == INCOMES
    said = capsys.readouterr().out
    assert "weekly_income: 480.00 to 1120.25, no numbers: []" in said
    assert "4 rows read, 0 without a number dropped" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PEOPLE.encode("cp1252"), "not written in utf-8-sig: change `encoding`"),
        (PEOPLE.encode("utf-16"), "not written in utf-8-sig: change `encoding`"),
        (PEOPLE.encode("utf-16-le"), "change `encoding`|change `sep`, `encoding`"),
        (PEOPLE.replace(";", "\t"), "no column 'weekly_income' in .*: change `sep`"),
        (PEOPLE.replace(",", ".").replace(";", ","), "no column .*: change `sep`"),
        (PEOPLE.replace("weekly", "monthly"), "no column 'weekly_income' in .*the name"),
        ("", "no column"),
    ],
)
def test_chapter_3_names_what_it_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        run_own_table(tmp_path, monkeypatch, content)


def test_chapter_3_shows_what_is_written_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Points where commas are declared: 2.5 is no grouped number, and nothing is made of it."""
    odd = PEOPLE + "east;11;2.5\neast;11;1.0555\neast;11;11.05\n"
    numbers = run_own_table(tmp_path, monkeypatch, odd)
    assert numbers["weekly_income"].dropna().tolist() == INCOMES
    assert "no numbers: ['2.5', '1.0555', '11.05']" in capsys.readouterr().out


# --- other arguments ---------------------------------------------------------------------------


@pytest.mark.parametrize("value", [0, -1, 2.0, "2", None, True, [2], 10**6, np.nan])
def test_min_count_is_a_whole_number(value: Any) -> None:
    with pytest.raises(ValueError, match="min_count is"):
        datasets.load_reviews(value)


@pytest.mark.parametrize("value", ["no", 0, None])
def test_labels_is_true_or_false(tmp_path: Path, value: Any) -> None:
    with pytest.raises(ValueError, match="labels is"):
        load_mnist_csv(put(tmp_path, "a.csv", digits(None)), labels=value)


def test_words_are_strings() -> None:
    for sentences, words in ((["good", 5], ["good"]), (["good"], "good"), (["good"], [1])):
        with pytest.raises(ValueError, match=r"strings|list of"):
            datasets.count_words(sentences, words)  # type: ignore[arg-type, list-item]


def test_visits_have_their_columns_and_times() -> None:
    X, T = datasets.shop_arrays(VISITS)
    assert X[:, 4:].tolist() == [[0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 1, 0]] and T.tolist() == [
        1,
        0,
        3,
    ]
    for wrong in (VISITS.drop(columns="user_action"), 5, VISITS.to_numpy()):
        with pytest.raises(ValueError, match="visits lacks"):
            datasets.shop_arrays(wrong)  # type: ignore[arg-type]
    for value in (-1, 4, 0.5, np.nan):
        with pytest.raises(ValueError, match="time_of_day has other values"):
            datasets.shop_arrays(VISITS.assign(time_of_day=value))


def test_labels_have_numpys_index_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has 32 bits in a browser; here it is told to."""
    monkeypatch.setattr(np, "intp", np.int32)
    labels = [T for _, T in load_fer2013(put(tmp_path, "a.csv", faces()))]
    labels += [load_mnist_csv(put(tmp_path, "b.csv", digits(None)))[1]]
    labels += [T for _, T in (*datasets.load_mnist(), *datasets.load_faces())]
    assert {T.dtype for T in labels} == {np.dtype(np.int32)}


@pytest.mark.parametrize("value", [2**k + 7 for k in (8, 16, 31, 32, 63, 64, 128)])
def test_no_size_of_number_wraps_round_to_a_grey_value(tmp_path: Path, value: int) -> None:
    text = digits(["label", *PIXELS]).replace(",0\n", f",{value}\n", 1)
    refused(load_mnist_csv, put(tmp_path, "a.csv", text), "line 2", "pixel 783 is")


# --- any bytes ---------------------------------------------------------------------------------

WHOLE: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    f"{load.__name__} {name}": (content.encode() if isinstance(content, str) else content, load)
    for files, load in (
        (FACE_FILES, load_fer2013),
        (DIGIT_FILES, load_mnist_csv),
        (SHOP_FILES, load_shop),
    )
    for name, content in files.items()
    if name != "a.tar"  # it has no checksum
} | {
    f"stranger {name}": (content.encode() if isinstance(content, str) else content, load_shop)
    for name, (content, _, _) in STRANGERS.items()
}


def as_text(content: bytes) -> str:
    """The text of a table that is not packed, by another way than the package's."""
    marks = {b"\xff\xfe\0\0": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    for mark, encoding in marks.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    return content.replace(b"\0", b"").decode("utf-8-sig", "replace")


def readings(text: str) -> list[list[dict[str, str]]]:
    """The rows by each of the delimiters, as csv reads them."""
    found = []
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip(' ,;\t|"')]
    for start in (0, 1):
        for delimiter in ",;\t|":
            reader = csv.DictReader(
                lines[start:], delimiter=delimiter, skipinitialspace=True, restkey="", restval=""
            )
            try:
                rows = [
                    {
                        re.sub(r"[\s_-]+", "_", str(k).strip()).lower(): str(v).strip()
                        for k, v in row.items()
                    }
                    for row in reader
                ]
            except csv.Error:
                continue
            found.append(rows)
    return found


def is_visit(row: dict[str, str], visit: dict[str, float]) -> bool:
    known = {"true": "1", "false": "0"}
    try:
        return all(
            float(known.get(row[name].lower(), row[name]).replace(",", ".")) == value
            for name, value in visit.items()
        )
    except (KeyError, ValueError):
        return False


def is_face(row: dict[str, str], x: Any, t: int) -> bool:
    try:
        grey = np.array(row["pixels"].split(), dtype=float)
        return int(row["emotion"]) == t and np.array_equal((grey / 255).astype(np.float32), x)
    except (KeyError, ValueError):
        return False


def is_digit(line: str, x: Any, t: int) -> bool:
    """The line is label and pixels or pixels and label, perhaps after the number of the row."""
    try:
        row = [
            int(entry) for entry in re.split("[,;\t|]", line.strip(',;\t| "')) if entry.strip(' "')
        ]
    except ValueError:
        return False
    pixels = (255 * x.astype(np.float64)).round().astype(int).tolist()
    wanted = ([t, *pixels], [*pixels, t])
    return row in wanted or row[1:] in wanted


def is_in(found: Any, text: str) -> bool:
    """The table is what one of the readings says, in the order of the rows."""
    if isinstance(found, tuple) and len(found) == 2:
        lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip(' ,;\t|"')]
        return any(
            len(lines) - header == len(found[1]) and all(map(is_digit, lines[header:], *found))
            for header in (0, 1)
        )
    for rows in readings(text):
        if isinstance(found, pd.DataFrame):
            visits = found.to_dict("records")
            if len(rows) == len(visits) and all(map(is_visit, rows, visits)):
                return True
        else:
            parts = [
                [row for row in rows if row.get("usage", "").lower() == usage.lower()]
                for usage in ("Training", "PublicTest", "PrivateTest")
            ]
            if all(
                len(part) == len(T) and all(map(is_face, part, X, T))
                for part, (X, T) in zip(parts, found, strict=True)
            ):
                return True
    return False


@settings(
    max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_any_bytes_give_the_table_or_an_error_that_names_the_file(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(WHOLE)))
    whole, load = WHOLE[name]
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        how = data.draw(st.sampled_from(["cut", "flip", "insert", "double", "drop"]))
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        some = data.draw(st.binary(min_size=1, max_size=4))
        end = at + data.draw(st.integers(1, 50))
        if how == "cut":
            del content[at:]
        elif how == "flip" and content:
            content[at : at + len(some)] = some
        elif how == "insert":
            content[at:at] = some
        elif how == "double":
            content[at:at] = content[at:end]
        else:
            del content[at:end]
    path = put(tmp_path_factory.getbasetemp(), "any.csv", bytes(content))
    try:
        found = load(path)
    except (ValueError, FileNotFoundError) as error:
        assert str(error).startswith(str(path))
        assert str(error).isprintable()
        return
    if bytes(content) == whole or re.search(r"gz|bz2|xz|zip", name):  # these have checksums
        same(found, load(put(tmp_path_factory.getbasetemp(), "whole.csv", whole)))
    else:
        assert is_in(found, as_text(bytes(content)))


def same(found: object, wanted: object) -> None:
    if isinstance(found, pd.DataFrame):
        pd.testing.assert_frame_equal(found, wanted)
        return
    if isinstance(found, tuple) and len(found) == 2:  # of digits, one pair
        found, wanted = [found], [wanted]
    for (X, T), (X_wanted, T_wanted) in zip(found, wanted, strict=True):  # type: ignore[call-overload]
        np.testing.assert_array_equal(X, X_wanted)
        np.testing.assert_array_equal(T, T_wanted)


@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(
    content=st.binary(max_size=600)
    | st.text("0123456789,;.\t\n\"' sep=", max_size=300).map(str.encode)
)
def test_random_bytes_are_no_table(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = put(tmp_path_factory.getbasetemp(), "random.csv", content)
    for load in (load_fer2013, load_mnist_csv, load_shop):
        refused(load, path)
