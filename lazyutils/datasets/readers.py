"""Tables that a reader brings: read whole and checked, or refused with file, line and reason."""

import csv
import gzip
import io
import itertools
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lazyutils.datasets.files import find_data
from lazyutils.datasets.pictures import EXPRESSIONS, Pair, grey
from lazyutils.datasets.shop import SHOP_ACTIONS, SHOP_COLUMNS, kinds
from lazyutils.datasets.tables import read_csv

USAGES = ("Training", "PublicTest", "PrivateTest")


class _Table:
    """Rows of a CSV file, in the wanted order of columns, with the line each stands on.

    Takes gzip and plain text, a byte order mark, CRLF, blank lines, columns in any order.
    """

    def __init__(self, path: str | Path, columns: Sequence[str]) -> None:
        self.path = Path(path)
        self.columns = columns
        self.line = 1  # where the row begins that is being read
        self._read = 0  # lines read so far
        self._last = "\n"  # the last line that is not blank

    def fault(self, reason: str) -> ValueError:
        return ValueError(f"{self.path}, line {self.line}: {reason}")

    def rows(self) -> Iterator[list[str]]:
        """Errors: `FileNotFoundError`, or `ValueError` from `fault`."""
        if not self.path.is_file():
            raise FileNotFoundError(
                f"{self.path} is not a file (seen from {Path.cwd()}). Check the path's spelling."
            )
        with self.path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            stream = gzip.GzipFile(fileobj=raw) if zipped else raw
            # "replace" puts a sign that no number has in the place of bytes that are no text.
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
            try:
                yield from self._checked(text)
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise self.fault(f"the compressed file is damaged or cut short: {error}") from None
            except csv.Error as error:
                raise self.fault(f"this is no CSV: {error}") from None

    def _checked(self, text: io.TextIOWrapper) -> Iterator[list[str]]:
        lines = self._counted(text)
        header = [name.strip() for name in _fields(next(lines, ""), lines)]
        if header == [""]:
            raise self.fault("the file is empty, or its first line is")
        order = self._order(header)
        rows = 0
        for line in lines:
            if not line.strip():
                continue
            self.line = self._read  # a row begins here, even if a quote stretches it over lines
            row = _fields(line, lines)
            if len(row) != len(order):
                raise self.fault(f"{len(row)} columns; {len(order)} are wanted")
            rows += 1
            yield [row[i] for i in order]
        if not rows:
            raise self.fault("there is no row below the header")
        # Without its line end the last number may be the front part of a longer one.
        if not self._last.endswith(("\n", "\r")) and not self._last[-1].isalpha():
            raise self.fault(
                "the last line has no line end, so the file may be cut short; fetch it again, or "
                "add an empty line at the end if you know that it is whole"
            )

    def _counted(self, text: io.TextIOWrapper) -> Iterator[str]:
        for self._read, line in enumerate(text, start=1):
            self._last = line if line.strip() else self._last
            yield line

    def _order(self, header: list[str]) -> list[int]:
        missing = [name for name in self.columns if name not in header]
        unknown = [name for name in header if name not in self.columns]
        if missing or unknown:
            faults = [f"lacks {_some(missing)}"] if missing else []
            faults += [f"has the unknown {_some(unknown)}"] if unknown else []
            raise self.fault(
                f"the header {' and '.join(faults)}; wanted are the columns {_some(self.columns)}"
            )
        if len(header) != len(self.columns):
            raise self.fault("the header has a column twice")
        return [header.index(name) for name in self.columns]

    def whole(self, text: str, name: str, top: int | None) -> int:
        """`text` as a whole number from 0 to `top`."""
        plain = text.strip()
        if not (plain.isascii() and plain.isdigit()):
            raise self.fault(f"{name} is {_short(text)}; a whole number is wanted")
        if len(plain) > 18 or (top is not None and int(plain) > top):
            raise self.fault(f"{name} is {_short(text)}; at most {top or 10**18} is wanted")
        return int(plain)

    def minutes(self, text: str) -> float:
        """`text` as a finite number of 0 or more."""
        try:
            number = float(text if text.isascii() and "_" not in text else "nan")
        except ValueError:
            number = np.nan
        if not 0 <= number < np.inf:
            raise self.fault(f"visit_duration is {_short(text)}; minutes of 0 or more are wanted")
        return number

    def pixels(self, text: str, separator: str, wanted: int) -> NDArray[np.uint8]:
        """`wanted` whole numbers from 0 to 255, parted by `separator`."""
        values = _fast_pixels(text, separator, wanted)
        if values is None:  # something is wrong or unusual: look at one after another
            parts = text.split(separator) if separator.strip() else text.split()
            if len(parts) != wanted:
                raise self.fault(f"{len(parts)} pixels; {wanted} are wanted")
            numbers = [self.whole(part, f"pixel {i}", 255) for i, part in enumerate(parts)]
            return np.array(numbers, dtype=np.uint8)
        return values


def _fields(line: str, lines: Iterator[str]) -> list[str]:
    """Fields of the row that begins with `line`; a quote may take in more of `lines`."""
    if '"' in line:
        return next(csv.reader(itertools.chain([line], lines)))
    return line.rstrip("\r\n").split(",")  # ten times as fast


def _fast_pixels(text: str, separator: str, wanted: int) -> NDArray[np.uint8] | None:
    """The numbers when nothing is amiss, else None."""
    if text.encode("utf-8", "replace").translate(None, b"0123456789" + separator.encode()):
        return None
    if separator * 2 in text or not (text[:1].isdigit() and text[-1:].isdigit()):
        return None
    values = np.fromstring(text, dtype=np.int64, sep=separator)
    if len(values) != wanted or values.max() > 255:
        return None
    return values.astype(np.uint8)


def _short(text: str) -> str:
    return repr(text if len(text) <= 20 else text[:20] + "...")


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(_short(name) for name in names[:6])
    return shown + (", ..." if len(names) > 6 else "")


def load_fer2013(path: str | Path | None = None) -> tuple[Pair, Pair, Pair]:
    """The real FER2013: 35,887 photographs of faces with 7 expressions, 48 x 48 grey.

    It is not shipped. Get `fer2013.csv` from its makers' challenge and put it in the folder
    `data`, where it is looked for (also as `fer2013.csv.gz`) when no `path` is given.

    Format: columns `emotion,pixels,Usage`; emotion 0 to 6 as in `EXPRESSIONS`; pixels 2304 whole
    numbers from 0 to 255 parted by spaces; Usage Training, PublicTest or PrivateTest.

    Returns `(X_train, T_train), (X_public, T_public), (X_private, T_private)`:
        X  float32, N x 2304, from 0 (black) to 1 (white); `X[n].reshape(48, 48)`
        T  int64, N, 0 to 6

    Errors: `FileNotFoundError` if there is no such file; `ValueError` that reads
    `FILE, line N: reason` for anything that is not as above. All rows come back, or none.
    Source: Goodfellow et al., "Challenges in representation learning: a report on three machine
    learning contests" (2013).
    """
    table = _Table(_fer_path() if path is None else path, ("emotion", "pixels", "Usage"))
    X: dict[str, list[NDArray[np.uint8]]] = {usage: [] for usage in USAGES}
    T: dict[str, list[int]] = {usage: [] for usage in USAGES}
    for emotion, pixels, usage in table.rows():
        usage = usage.strip()
        if usage not in USAGES:
            raise table.fault(f"Usage is {_short(usage)}; one of {', '.join(USAGES)} is wanted")
        T[usage].append(table.whole(emotion, "emotion", len(EXPRESSIONS) - 1))
        X[usage].append(table.pixels(pixels.strip(), " ", 48 * 48))
    if absent := [usage for usage in USAGES if not T[usage]]:
        raise table.fault(f"the file ends without a row of Usage {absent[0]}; is it cut short?")
    train, public, private = (_pair(X.pop(usage), T[usage]) for usage in USAGES)
    return train, public, private


def _fer_path() -> Path:
    plain = find_data() / "fer2013.csv"
    packed = plain.with_name("fer2013.csv.gz")
    if not plain.is_file() and not packed.is_file():
        raise FileNotFoundError(
            f"{plain} is not there. FER2013 is not shipped with this project: get it from its "
            "makers' challenge and put it there, or pass its path to load_fer2013."
        )
    return plain if plain.is_file() else packed


def load_mnist_csv(path: str | Path) -> Pair:
    """Your own table of digits in Kaggle's format: columns `label,pixel0,...,pixel783`.

    The label is 0 to 9 and a pixel a whole number from 0 (paper) to 255 (ink), as in the file
    `train.csv` of Kaggle's digit recogniser. Plain or compressed with gzip.

    Returns X, float32, N x 784, from 0 to 1, and T, int64, N, as `load_mnist`.

    Errors: `FileNotFoundError` if there is no such file; `ValueError` that reads
    `FILE, line N: reason` for anything that is not as above. All rows come back, or none.
    """
    table = _Table(path, ("label", *(f"pixel{i}" for i in range(784))))
    X, T = [], []
    for label, *pixels in table.rows():
        T.append(table.whole(label, "label", 9))
        X.append(table.pixels(",".join(pixels), ",", 784))
    return _pair(X, T)


def _pair(X: list[NDArray[np.uint8]], T: list[int]) -> Pair:
    return grey(np.stack(X)), np.array(T, dtype=np.int64)


def load_shop(path: str | Path | None = None) -> pd.DataFrame:
    """5,000 made-up visits of a web shop, or with a `path` your own table of the same columns.

    Columns (units):
        is_mobile             int64    1 on a mobile device, else 0
        n_products_viewed     int64    products looked at (count), 0 or more
        visit_duration        float64  time on the site (minutes), 0 or more
        is_returning_visitor  int64    1 if here before, else 0
        time_of_day           int64    0 night (0 to 6 h), 1 morning (6 to 12 h),
                                       2 afternoon (12 to 18 h), 3 evening (18 to 24 h)
        user_action           int64    0 bounce, 1 add to cart, 2 begin checkout,
                                       3 finish checkout

    Visits are independent of each other, so any split of the rows is fair. Your own table may
    have its columns in another order, blank lines, and be compressed with gzip (`.gz`).

    Errors: `FileNotFoundError` for a path that leads nowhere; `ValueError` that reads
    `FILE, line N: reason` for a table that is not as above; else as `read_bytes`.
    Source: `make_shop`, documented there and in `data/README.md`. It is synthetic.

    >>> visits = load_shop()
    >>> visits.shape
    (5000, 6)
    """
    if path is None:
        return read_csv("shop.csv", floats=("visit_duration",))
    table = _Table(path, SHOP_COLUMNS)
    tops = (1, None, None, 1, 3, len(SHOP_ACTIONS) - 1)
    visits = []
    for row in table.rows():
        numbers: list[float] = []
        for text, name, top in zip(row, SHOP_COLUMNS, tops, strict=True):
            minutes = name == "visit_duration"
            numbers.append(table.minutes(text) if minutes else table.whole(text, name, top))
        visits.append(numbers)
    return pd.DataFrame(visits, columns=list(SHOP_COLUMNS)).astype(kinds())
