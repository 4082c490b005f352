"""Rows of a reader's own table, whole and in order, or a fault with the file and the line."""

import csv
import io
import itertools
import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from lazyutils.datasets.sniff import HEAD, Found, NotATable, delimiter_of, encoding_of, shown
from lazyutils.datasets.unpack import DAMAGE, LARGEST, to_the_end, unpack

__all__ = ["Table", "open_table"]

_LONGEST = 2**20  # characters of a line; FER2013's have 10,000


class Table:
    """A CSV file from its second line on; `open_table` makes it.

    `columns` has the first line's names as a program compares them (`Is mobile` is `is_mobile`).
    A column without a name is not among them: it has to be empty, or the first one, with row
    numbers that count up from 0 or 1.
    """

    def __init__(self, found: Found, streams: list[IO[bytes]]) -> None:
        self.found = found
        self.line = 1  # where the row begins that is being read
        self._read = 0  # lines read so far
        self._last = ""  # the last line that is not blank
        self._streams = streams
        head = streams[-1].read(HEAD)
        streams[-1].seek(0)
        self.encoding = encoding_of(head)
        # "replace" puts a sign that no number has in the place of bytes that are no text.
        self._text = io.TextIOWrapper(streams[-1], self.encoding, errors="replace", newline="")

    def start(self) -> None:
        """Read the first line that is not blank."""
        self.delimiter, self._lines = ",", self._counted()
        self._first = next(self._lines, "")
        self._skip = 0  # lines above the header
        if named := re.fullmatch(r'"?sep=(.)\1*"?[\r\n]*', self._first, re.IGNORECASE):
            self.delimiter, self._skip = named[1], self._read
            self._first = next(self._lines, "")
        else:
            self.delimiter = delimiter_of(self._first)
        if not self._first:
            raise self.fault("the file is empty")
        self.line = self._read
        self.names = [name.strip() for name in self._fields(self._first)]
        self._at = [i for i, name in enumerate(self.names) if name and (i or name != "Unnamed: 0")]
        self.columns = [_plain(self.names[i]) for i in self._at]

    def fault(self, reason: str) -> ValueError:
        return ValueError(f"{self.found.path}, line {self.line}: {reason}")

    def line_of_code(self, code: str) -> str:
        """As `Found.line`; READ is the begin of pandas' call that reads this table."""
        options = ""
        if self.delimiter != ",":
            options += f", sep={self.delimiter!r}"
        if not self.encoding.startswith("utf-8"):
            options += f", encoding={self.encoding!r}"
        if self._skip:
            options += f", skiprows={self._skip}"
        return self.found.line(code.replace("READ", f"pd.read_csv(FILE{options}"))

    def _counted(self) -> Iterator[str]:
        """Lines that hold something, each of a length that memory can take."""
        size = 0
        while line := self._text.readline(_LONGEST):
            self._read += 1
            size += len(line)
            if len(line) == _LONGEST or size > LARGEST:
                self.line = self._read
                raise self.fault("the line or the file is absurdly long; this is no such table")
            if line.strip(" \t\r\n" + self.delimiter):
                self._last = line
                yield line

    def _fields(self, line: str) -> list[str]:
        if '"' not in line:
            return line.rstrip("\r\n").split(self.delimiter)  # ten times as fast
        lines = itertools.chain([line], self._lines)  # a quote may take in more of them
        return next(csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True, strict=True))

    def rows(
        self, order: Sequence[int], *, first: bool = False, one_digit: Collection[int] = ()
    ) -> Iterator[list[str]]:
        """Fields of each row, of the columns `order`. With `first` the first line is one of them.

        `one_digit` are columns whose numbers have one digit, so that none of them can be cut.
        """
        at = [self._at[i] for i in order]
        pick = itemgetter(*at) if len(at) > 1 else lambda row: (row[at[0]],)
        width = self._at[-1] + 1
        empty = sorted(set(range(width)) - set(self._at))
        start: int | None = None
        count = 0
        for line in itertools.chain([self._first] if first else [], self._lines):
            self.line = self._read  # a row begins here, even if a quote stretches it over lines
            row = self._fields(line)
            if len(row) != width and (len(row) < width or any(map(str.strip, row[width:]))):
                raise self.fault(f"{len(row)} columns; {width} are wanted")
            if empty:
                if empty[0] == 0 and row[0].strip():
                    start = _row_number(row[0], (0, 1)) if not count else start
                    if start is None or _row_number(row[0], (start + count,)) is None:
                        raise self.fault(
                            f"the first column has no name, and {shown(row[0])} does not count "
                            "the rows from 0 or 1: give it a name, or take it out"
                        )
                if any(row[i].strip() for i in empty[1 if start is not None else 0 :]):
                    raise self.fault("there is a value in a column without a name")
            count += 1
            yield list(pick(row))
        if not count:
            raise self.fault("there is no row below the header")
        to_the_end(self._streams)
        self._check_end(width - 1 in [self._at[i] for i in one_digit])

    def _check_end(self, one_digit: bool) -> None:
        # Without its line end the last number may be the front part of a longer one.
        end = self._last[-1]
        if end.isalpha() or end in '\r\n"' + self.delimiter or one_digit:
            return
        remedy = "fetch it again, or add a line end if you know that it is whole"
        if not self.found.packed and not self.found.member and self.encoding == "utf-8-sig":
            code = "p = pathlib.Path(FILE); p.write_bytes(p.read_bytes() + b'\\n')"
            remedy += f": {self.found.line(code)}"
        raise self.fault(f"the last line has no line end, so the file may be cut short; {remedy}")

    def order(self, wanted: Sequence[str]) -> list[int]:
        """Where each of the columns `wanted` is, and no other is there."""
        names = [_plain(name) for name in wanted]
        missing = [name for name in wanted if _plain(name) not in self.columns]
        pairs = zip(self._at, self.columns, strict=True)
        unknown = [self.names[i] for i, name in pairs if name not in names]
        if missing or unknown:
            faults = [f"lacks {_some(missing)}"] if missing else []
            faults += [f"has the unknown {_some(unknown)}"] if unknown else []
            raise self.fault(
                f"the header {' and '.join(faults)}; wanted are the columns {_some(wanted)}"
                + self._advice(wanted, missing, unknown)
            )
        if len(self.columns) != len(wanted):
            raise self.fault("the header has a column twice")
        return [self.columns.index(name) for name in names]

    def _advice(self, wanted: Sequence[str], missing: list[str], unknown: list[str]) -> str:
        """The line of code that mends a header, where one can be told."""
        save = ".to_csv(CSV, index=False)"
        if len(missing) == len(wanted) == len(unknown) and any(n.isdigit() for n in unknown):
            code = f"READ, dtype=str, header=None, names={list(wanted)}){save}"
            return f". If it has no header and its columns are these: {self.line_of_code(code)}"
        if any("\ufffd" in name or len(name) > 40 or not name.isprintable() for name in unknown):
            return ""
        if len(missing) == len(unknown) == 1:
            code = f"READ, dtype=str).rename(columns={{{unknown[0]!r}: {missing[0]!r}}}){save}"
            same = f"{shown(unknown[0])} is {shown(missing[0])}"
            return f". If {same}, rename it: {self.line_of_code(code)}"
        if unknown and not missing and len(unknown) < 10:
            code = f"READ, dtype=str).drop(columns={unknown}){save}"
            return f". If it is not needed, take it out: {self.line_of_code(code)}"
        return ""

    # --- values --------------------------------------------------------------------------------

    def whole(self, text: str, name: str, top: int | None) -> int:
        """`text` as a whole number from 0 to `top`."""
        plain = text.strip()
        if not (plain.isascii() and plain.isdigit()):
            raise self.fault(f"{name} is {shown(text)}; a whole number is wanted")
        if len(plain) > 18 or (top is not None and int(plain) > top):
            raise self.fault(f"{name} is {shown(text)}; at most {top or 10**18} is wanted")
        return int(plain)

    def yes(self, text: str, name: str) -> int:
        """`text` as 1 or 0; True and False are these too."""
        known = {"true": 1, "false": 0}.get(text.strip().casefold())
        return self.whole(text, name, 1) if known is None else known

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


@contextmanager
def open_table(path: str | os.PathLike[str], prefer: Sequence[str] = ()) -> Iterator[Table]:
    """The one table in the file `path`, open while the block runs. `prefer` is `unpack`'s.

    Takes plain text and what `unpack` takes, UTF-8, UTF-16 and UTF-32, any line ends, blank
    lines, comma, semicolon, tab or bar between the columns, a first line such as `sep=;`.

    Errors: `FileNotFoundError`; `OSError` if the file may not be read; `ValueError` that begins
    with the path, and with the line where there is one.
    """
    path = _file_of(path)
    table = None
    try:
        with path.open("rb") as file:
            found = Found(path)
            table = Table(found, unpack(file, found, prefer))
            table.start()
            yield table
    except NotATable as reason:
        raise ValueError(f"{path}: {reason}") from None
    except csv.Error as error:
        where = f"{path}, line {table.line if table else 1}"
        raise ValueError(f"{where}: this is no CSV: {_words(error)}") from None
    except (*DAMAGE, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # an unpacker's has no number
            raise type(error)(f"{path} cannot be read: {error.strerror}") from None
        where = f"{path}, line {table.line if table else 1}"
        raise ValueError(f"{where}: the file is damaged or cut short: {_words(error)}") from None


def _file_of(path: str | os.PathLike[str]) -> Path:
    """`path` with `~` for the home folder, if a file is there."""
    if not isinstance(path, str | os.PathLike):
        raise ValueError(f"path is {path!r}; the path of a file is wanted")
    place = Path(os.path.expanduser(path))
    if place.is_file():
        return place
    if place.is_dir():
        inside = sorted(entry.name for entry in place.iterdir())
        hint = f"but a folder. Pass the path of the file in it: {_some(inside)}"
    elif re.match(r"https?:", str(path)):
        hint = "but an address. Download the file, and pass the path where you put it"
    else:
        hint = f"(seen from {Path.cwd()}). Check the path's spelling"
    raise FileNotFoundError(f"{place} is not a file {hint}.")


def _words(error: Exception) -> str:
    return re.sub(r"[^ -~]", "?", str(error))


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name).casefold()


def _some(names: Sequence[str]) -> str:
    return ", ".join(map(shown, names[:6])) + (", ..." if len(names) > 6 else "")


def _row_number(text: str, wanted: Collection[int]) -> int | None:
    plain = text.strip()
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None
    return number if number in wanted else None


def _fast_pixels(text: str, separator: str, wanted: int) -> NDArray[np.uint8] | None:
    """The numbers when nothing is amiss, else None."""
    if text.encode("utf-8", "replace").translate(None, b"0123456789" + separator.encode()):
        return None
    if separator * 2 in text or not (text[:1].isdigit() and text[-1:].isdigit()):
        return None
    values = np.fromstring(text, dtype=np.int64, sep=separator)  # too large ones stop at its top
    if len(values) != wanted or values.max() > 255:
        return None
    return values.astype(np.uint8)
