"""Tables that a reader brings: the good ones are read, each bad one is refused with its line."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lazyutils import datasets
from lazyutils.datasets import load_fer2013, load_mnist_csv, load_shop, make_shop

rng = np.random.default_rng(7)
FACES = rng.integers(0, 256, size=(4, 2304))
FACES[-1, -1] = 254
DIGITS = rng.integers(0, 256, size=(3, 784))
DIGITS[-1, -1] = 254
VISITS = make_shop(5, seed=3)
USAGES = ["Training", "PublicTest", "PrivateTest", "Training"]

FER = ["emotion,pixels,Usage"] + [
    f"{emotion},{' '.join(map(str, pixels))},{usage}"
    for emotion, pixels, usage in zip([6, 0, 3, 1], FACES, USAGES, strict=True)
]
MNIST = ["label," + ",".join(f"pixel{i}" for i in range(784))] + [
    f"{label},{','.join(map(str, pixels))}" for label, pixels in zip([9, 0, 3], DIGITS, strict=True)
]
SHOP = VISITS.to_csv(index=False).splitlines()

Flat = list[np.ndarray[Any, Any]]


def fer(path: Path) -> Flat:
    return [array for pair in load_fer2013(path) for array in pair]


def mnist(path: Path) -> Flat:
    return list(load_mnist_csv(path))


def shop(path: Path) -> Flat:
    return [load_shop(path)[column].to_numpy() for column in VISITS]


KINDS: dict[str, tuple[list[str], Callable[[Path], Flat]]] = {
    "fer": (FER, fer),
    "mnist": (MNIST, mnist),
    "shop": (SHOP, shop),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def text(lines: list[str], end: str = "\n") -> bytes:
    return "".join(line + end for line in lines).encode()


def same(first: Flat, second: Flat) -> bool:
    return all(
        a.dtype == b.dtype and np.array_equal(a, b) for a, b in zip(first, second, strict=True)
    )


# --- what is fine ------------------------------------------------------------------------------


def test_fer2013_comes_back_in_its_three_parts(tmp_path: Path) -> None:
    path = tmp_path / "fer2013.csv"
    path.write_bytes(text(FER))
    (X, T), (X_public, T_public), (X_private, T_private) = load_fer2013(path)
    assert (X.shape, X_public.shape, X_private.shape) == ((2, 2304), (1, 2304), (1, 2304))
    assert X.dtype == np.float32 and T.dtype == np.intp
    assert (T.tolist(), T_public.tolist(), T_private.tolist()) == ([6, 1], [0], [3])
    np.testing.assert_array_equal(X, (FACES[[0, 3]] / 255).astype(np.float32))
    np.testing.assert_array_equal(X_private[0], (FACES[2] / 255).astype(np.float32))


def test_mnist_csv_comes_back_as_load_mnist_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "train.csv"
    path.write_bytes(text(MNIST))
    X, T = load_mnist_csv(path)
    assert X.dtype == np.float32 and T.dtype == np.intp
    assert T.tolist() == [9, 0, 3]
    np.testing.assert_array_equal(X, (DIGITS / 255).astype(np.float32))


def test_shop_comes_back_as_the_shipped_table_does(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_bytes(text(SHOP))
    pd.testing.assert_frame_equal(load_shop(path), VISITS)
    shipped = load_shop()
    shipped.to_csv(path, index=False)
    pd.testing.assert_frame_equal(load_shop(path), shipped)


@every_kind
@pytest.mark.parametrize(
    "change",
    [
        lambda lines: text(lines, "\r\n"),
        lambda lines: b"\xef\xbb\xbf" + text(lines),
        lambda lines: gzip.compress(text(lines)),
        lambda lines: gzip.compress(b"\xef\xbb\xbf" + text(lines, "\r\n")),
        lambda lines: text([lines[0], "", *lines[1:], "", "  ", ""]),
        lambda lines: text(lines) + b"   ",
        lambda lines: text([lines[0].replace(",", " , "), *lines[1:]]),
        lambda lines: text(["", " ", *lines]),
        lambda lines: text(lines).decode().encode("utf-16"),
        lambda lines: gzip.compress(text(lines, "\r\n").decode().encode("utf-32-be")),
    ],
    ids=[
        "CRLF", "BOM", "gz", "gz BOM CRLF", "blank lines", "blank end", "spaces in header",
        "blank begin", "UTF-16", "gz UTF-32-BE CRLF",
    ],
)  # fmt: skip
def test_harmless_differences_change_nothing(
    tmp_path: Path, kind: str, change: Callable[[list[str]], bytes]
) -> None:
    lines, load = KINDS[kind]
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    plain.write_bytes(text(lines))
    other.write_bytes(change(lines))
    assert same(load(other), load(plain))


@every_kind
def test_reordered_columns_are_read_by_name(tmp_path: Path, kind: str) -> None:
    lines, load = KINDS[kind]
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    plain.write_bytes(text(lines))
    other.write_bytes(text([",".join(line.split(",")[::-1]) for line in lines]))
    assert same(load(other), load(plain))


def test_fer2013_with_quotes_and_double_spaces_is_read(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain.csv", tmp_path / "other.csv"
    plain.write_bytes(text(FER))
    rows = [line.split(",") for line in FER[1:]]
    quoted = [f'{e},"{p.replace(" ", "  ", 3)} ",{u}' for e, p, u in rows]
    other.write_bytes(text([FER[0], *quoted]))
    assert same(fer(other), fer(plain))


def test_fer2013_may_end_without_a_line_end_after_its_last_word(tmp_path: Path) -> None:
    path = tmp_path / "fer2013.csv"
    path.write_bytes(text(FER)[:-1])
    assert [len(part) for part in fer(path)] == [2, 2, 1, 1, 1, 1]


# --- what is refused ---------------------------------------------------------------------------


@every_kind
def test_truncated_anywhere_is_refused_or_whole(tmp_path: Path, kind: str) -> None:
    lines, load = KINDS[kind]
    path = tmp_path / "cut.csv"
    content = text(lines)
    path.write_bytes(content)
    whole = load(path)
    last_line = len(text(lines[:-1]))
    end = len(content)
    inside = range(last_line + 1, end - 12, 1 + (end - last_line) // 150)
    for cut in [1, last_line // 2, *inside, *range(end - 12, end)]:
        path.write_bytes(content[:cut])
        try:
            found = load(path)
        except ValueError as error:
            assert str(path) in str(error)
        else:
            assert same(found, whole), f"half a table came back from the first {cut} bytes"
    path.write_bytes(content[:-2])
    with pytest.raises(ValueError, match=f"line {len(lines)}: "):
        load(path)


@every_kind
def test_truncated_gzip_is_refused(tmp_path: Path, kind: str) -> None:
    lines, load = KINDS[kind]
    path = tmp_path / "cut.csv.gz"
    packed = gzip.compress(text(lines))
    for cut in (5, 20, len(packed) // 2, len(packed) - 1):
        path.write_bytes(packed[:cut])
        with pytest.raises(ValueError, match="damaged or cut short"):
            load(path)
    path.write_bytes(packed[:-8] + bytes(8))
    with pytest.raises(ValueError, match="damaged or cut short"):
        load(path)


@every_kind
def test_missing_file_is_named(tmp_path: Path, kind: str) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(FileNotFoundError, match="is not a file") as caught:
            KINDS[kind][1](path)
        assert str(path) in str(caught.value)


@every_kind
@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (lambda lines: b"", 1, "empty"),
        (lambda lines: b"\n\n", 1, "empty"),
        (lambda lines: b"\xef\xbb\xbf", 1, "empty"),
        (lambda lines: text(lines[:1]), 1, "no row"),
        (lambda lines: text([line.split(",", 1)[1] for line in lines]), 1, "the header lacks"),
        (lambda lines: text([line + ",x" for line in lines]), 1, "has the unknown 'x'"),
        (lambda lines: text([f"{line},{line.split(',')[0]}" for line in lines]), 1, "twice"),
        (lambda lines: text([*lines[:2], lines[2] + ",0", *lines[3:]]), 3, "columns;"),
        (lambda lines: text([*lines[:2], lines[2].split(",", 1)[1], *lines[3:]]), 3, "columns;"),
        (lambda lines: text([*lines[:2], "", "", "nonsense", *lines[2:]]), 5, "1 columns;"),
        (lambda lines: text([*lines[:2], '"' + lines[2], *lines[3:]]), 3, "columns;|CSV"),
        (lambda lines: text([*lines[:2], "\x00" + lines[2], *lines[3:]]), 3, "whole number|CSV"),
        (lambda lines: text(lines[:2]) + b"\xff\xfe" + text(lines[2:]), 3, "whole number"),
    ],
    ids=[
        "empty", "only blank", "only BOM", "only header", "column missing",
        "column unknown", "column twice", "row long", "row short", "nonsense",
        "quote never closed", "NUL bytes", "bytes that are no text",
    ],
)  # fmt: skip
def test_bad_table_is_refused_with_its_line(
    tmp_path: Path,
    kind: str,
    change: Callable[[list[str]], bytes],
    line: int,
    reason: str,
) -> None:
    lines, load = KINDS[kind]
    path = tmp_path / "bad.csv"
    path.write_bytes(change(lines))
    with pytest.raises(ValueError, match=reason) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}, line {line}: ")


@pytest.mark.parametrize("kind", ["fer", "shop"])
def test_missing_header_is_refused(tmp_path: Path, kind: str) -> None:
    lines, load = KINDS[kind]
    refused(tmp_path, load, lines[1:], "the header lacks .* If it has no header", 1)


def put(lines: list[str], column: int, value: str) -> list[str]:
    """The third line with another value in one column."""
    row = lines[2].split(",")
    row[column] = value
    return [*lines[:2], ",".join(row), *lines[3:]]


WRONG_NUMBERS = [
    "x",
    "",
    "-1",
    "3.0",
    "1e1",
    "½",
    "²",
    "٣",
    "99999999999999999999999",
    "nan",
    "0x3",
]


@pytest.mark.parametrize("value", [*WRONG_NUMBERS, "7"])
def test_unknown_emotion_is_refused(tmp_path: Path, value: str) -> None:
    refused(tmp_path, load_fer2013, put(FER, 0, value), "emotion is")


@pytest.mark.parametrize("value", ["", "train", "Trai", "Test"])
def test_unknown_usage_is_refused(tmp_path: Path, value: str) -> None:
    refused(tmp_path, load_fer2013, put(FER, 2, value), "Usage is")


@pytest.mark.parametrize("value", [*(v for v in WRONG_NUMBERS if v), "256", "1,2"])
def test_bad_pixel_of_a_face_is_refused(tmp_path: Path, value: str) -> None:
    pixels = FER[2].split(",")[1].split(" ")
    pixels[17] = value.replace(",", ";")
    refused(tmp_path, load_fer2013, put(FER, 1, " ".join(pixels)), "pixel 17 is")


@pytest.mark.parametrize("number", [0, 1, 2303, 2305, 5000])
def test_short_and_long_faces_are_refused(tmp_path: Path, number: int) -> None:
    lines = put(FER, 1, " ".join(["7"] * number))
    refused(tmp_path, load_fer2013, lines, f"{number} pixels; 2304 are wanted")


@pytest.mark.parametrize("usage", USAGES[:3])
def test_fer2013_without_one_of_its_parts_is_refused(tmp_path: Path, usage: str) -> None:
    lines = [line for line in FER if not line.endswith(usage)]
    refused(tmp_path, load_fer2013, lines, f"without a row of Usage {usage}", len(lines))


@pytest.mark.parametrize("value", [*WRONG_NUMBERS, "10"])
def test_unknown_digit_is_refused(tmp_path: Path, value: str) -> None:
    refused(tmp_path, load_mnist_csv, put(MNIST, 0, value), "label is")


@pytest.mark.parametrize("value", [*WRONG_NUMBERS, "256", "1 2"])
@pytest.mark.parametrize("pixel", [0, 300, 783])
def test_bad_pixel_of_a_digit_is_refused(tmp_path: Path, pixel: int, value: str) -> None:
    refused(tmp_path, load_mnist_csv, put(MNIST, 1 + pixel, value), f"pixel {pixel} is")


@pytest.mark.parametrize(
    ("column", "bad"), [(0, "2"), (1, ""), (3, "2"), (4, "4"), (5, "4"), (5, "yes")]
)
def test_impossible_visit_is_refused(tmp_path: Path, column: int, bad: str) -> None:
    name = list(VISITS)[column]
    refused(tmp_path, load_shop, put(SHOP, column, bad), f"{name} is '{bad}'")


@pytest.mark.parametrize("column", [0, 1, 3, 4, 5])
@pytest.mark.parametrize("value", WRONG_NUMBERS)
def test_bad_number_in_a_visit_is_refused(tmp_path: Path, column: int, value: str) -> None:
    refused(tmp_path, load_shop, put(SHOP, column, value), f"{list(VISITS)[column]} is")


@pytest.mark.parametrize("value", ["", "x", "-0.5", "nan", "inf", "1_0", "1,5", "٣", "1e999"])
def test_bad_duration_of_a_visit_is_refused(tmp_path: Path, value: str) -> None:
    reason = "7 columns" if "," in value else "visit_duration is"
    refused(tmp_path, load_shop, put(SHOP, 2, value), reason)


def refused(
    tmp_path: Path,
    load: Callable[[Path], object],
    lines: list[str],
    reason: str,
    line: int = 3,
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(text(lines))
    with pytest.raises(ValueError, match=reason) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}, line {line}: ")


# --- where FER2013 is looked for ---------------------------------------------------------------


def test_fer2013_is_found_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAZYUTILS_DATA", str(tmp_path))
    (tmp_path / "SHA256SUMS").touch()
    with pytest.raises(FileNotFoundError, match="not shipped") as caught:
        datasets.load_fer2013()
    assert str(tmp_path / "fer2013.csv") in str(caught.value)
    (tmp_path / "fer2013.csv.gz").write_bytes(gzip.compress(text(FER)))
    assert load_fer2013()[0][0].shape == (2, 2304)
    (tmp_path / "fer2013.csv").write_bytes(text(FER[:4]))
    with pytest.warns(UserWarning, match=r"fer2013\.csv is taken; there are also fer2013\.csv\.gz"):
        assert load_fer2013()[0][0].shape == (1, 2304)
