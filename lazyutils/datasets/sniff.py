"""What a file is, told by its first bytes, and what to do with one that is no table."""

import codecs
import re
import struct
from dataclasses import dataclass
from pathlib import Path

__all__ = ["HEAD", "Found", "NotATable", "delimiter_of", "encoding_of", "refuse", "shown"]

HEAD = 4096  # bytes that are looked at


class NotATable(Exception):
    """What a file is instead of a table, and what to do. Who catches it names the path."""


@dataclass
class Found:
    """Where bytes come from, for messages and for the lines of code in them."""

    path: Path
    packed: str = ""  # the module that unpacks the file: gzip, bz2 or lzma
    member: str = ""  # the file's name inside an archive

    def line(self, code: str) -> str:
        """`code` with its imports, ready to be run.

        FILE stands for the file, BYTES for its content, CSV for a new file beside it.
        """
        path = self.member.rpartition("/")[2] if self.member else str(self.path)
        content = f"pathlib.Path({path!r}).read_bytes()"
        if self.packed and not self.member:
            content = f"{self.packed}.decompress({content})"
            code = code.replace("FILE", "io.BytesIO(BYTES)")
        fresh = self.path.with_name(self.path.name.split(".")[0] + "_read.csv")
        code = code.replace("FILE", repr(path)).replace("BYTES", content)
        code = code.replace("CSV", repr(str(fresh)))
        modules = ("bz2", "gzip", "io", "lzma", "pathlib", "re", "scipy.io", "shutil", "sqlite3")
        short = {"np": "numpy as np", "pd": "pandas as pd"}
        used = [m for m in (*modules, *short) if re.search(rf"(?<![\w.]){re.escape(m)}\.", code)]
        return f"`import {', '.join(short.get(m, m) for m in used)}; {code}`"


_SAVE = "Open it in its program, save it as CSV (UTF-8), and pass that file"
_UNPACK = "Unpack it with its program (zstd, 7-Zip, unrar ...) and pass the file that comes out"
_AGAIN = "Open its address in a browser, log in or accept the rules if asked, and download the file"
_TO_CSV = ".to_csv(CSV, index=False)`"

# How the content begins, what that is, and what to do; a line of code stands between ` and `.
_BINARY = (
    (rb"\x93NUMPY", "a numpy array", "Read it with `array = np.load(FILE)`"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook or Office document", _SAVE),
    (rb"PAR1[^\w,]", "a Parquet table", f"Convert it: `pd.read_parquet(FILE){_TO_CSV}"),
    (rb"ARROW1\0", "an Arrow table", f"Convert it: `pd.read_feather(FILE){_TO_CSV}"),
    (
        rb"\x80[\x02-\x05]|c(copy_?reg|numpy|pandas|collections)|\(?[dl]p\d",
        "a Python pickle, which can run code when it is opened",
        f"If you made it yourself, convert it: `pd.DataFrame(pd.read_pickle(FILE)){_TO_CSV}",
    ),
    (
        rb"MATLAB 5",
        "a MATLAB file",
        "Read its arrays with `arrays = scipy.io.loadmat(FILE)`",
    ),
    (
        rb"\x89HDF\r\n|MATLAB 7",
        "an HDF5 file, as Keras and newer MATLAB write",
        "Read its arrays with the package h5py",
    ),
    (
        rb"SQLite format 3\0",
        "an SQLite database",
        "Save one of its tables as CSV, with "
        "`pd.read_sql('select * from NAME', sqlite3.connect(FILE)).to_csv(CSV, index=False)`",
    ),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\0{4}|RIFF.{4}WEBP|II\*\0|MM\0\*",
        "a picture",
        "A table is wanted that has a row of numbers for each picture",
    ),
    (rb"%PDF|%!PS", "a document to print", "Get the table itself, as CSV"),
    (
        rb"\x28\xb5\x2f\xfd|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x04\x22\x4d\x18|\x1f\x9d",
        "a compressed file (zstd, 7z, rar, lz4 or compress)",
        _UNPACK,
    ),
)
_TEXT = (
    (r"<!doctype html|<html|<head|<body", "a web page", _AGAIN),
    (r"<\?xml|<\w+[ >]", "an XML text", _SAVE),
    (r"\{\\rtf", "a text document (RTF)", _SAVE),
    (
        r"version https://git-lfs",
        "a pointer of Git LFS, a few bytes in place of the file",
        "Run `git lfs pull` where you cloned it, or download the file from its web page",
    ),
    (
        r"[{\[]",
        "a JSON text, and if it is short, a server's message in place of the file",
        f"{_AGAIN}; if it is the table, convert it: `pd.read_json(FILE){_TO_CSV}",
    ),
    (
        r"(%.*\s+|\s+)*@relation",
        "an ARFF table, as Weka and OpenML write",
        "Put names above its rows: `head, rows = re.split(r'(?im)^@data\\s+', BYTES.decode(), "
        "maxsplit=1); names = re.findall(r'(?im)^@attribute\\s+[\\'\"]?([^\\s\\'\"]+)', head); "
        "pathlib.Path(CSV).write_text(','.join(names) + '\\n' + rows)`",
    ),
)


def refuse(head: bytes, found: Found) -> None:
    """Raises `NotATable` if `head` begins something else than text that may be a table."""
    if head and not any(head):
        raise NotATable("it holds only zeros, as after a broken download. Download it again")
    if idx := _idx(head):
        raise NotATable(_said("an IDX file, MNIST's first format", idx, found))
    for binary, what, remedy in _BINARY:
        if re.match(binary, head, re.DOTALL):
            raise NotATable(_said(what, remedy, found))
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    for pattern, what, remedy in _TEXT:
        if re.match(pattern, text, re.IGNORECASE):
            raise NotATable(_said(what, remedy, found))
    line = re.split(r"[\r\n]", text[:1000])[0]
    if re.search(r"[\0-\x08\x0e-\x1f]", line) or 3 * line.count("\ufffd") > len(line):
        raise NotATable(_said("a binary file of a kind unknown here, no text", _SAVE, found))


def _said(what: str, remedy: str, found: Found) -> str:
    inside = f" ({shown(found.member)} in it)" if found.member else ""
    if found.member and "`" in remedy:
        remedy = f"Unpack it first. {remedy}"
    if "git lfs" not in remedy:
        remedy = re.sub(r"`(.*)`", lambda match: found.line(match[1]), remedy)
    return f"it is {what}{inside}, not a CSV table. {remedy}."


def _idx(head: bytes) -> str:
    """The line that reads an IDX file: 0, 0, the kind of number, how many sizes, the sizes."""
    kinds = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4", 13: ">f4", 14: ">f8"}
    if head[:2] != b"\0\0" or len(head) < 8 or head[2] not in kinds or not 1 <= head[3] <= 4:
        return ""
    end = 4 + 4 * head[3]
    sizes = struct.unpack(f">{head[3]}I", head[4:end].ljust(4 * head[3], b"\0"))
    code = f"array = np.frombuffer(BYTES, '{kinds[head[2]]}', offset={end}).reshape{sizes}"
    return f"Read it with `{code}`"


def encoding_of(head: bytes) -> str:
    """UTF-8, or UTF-16 and UTF-32 with their mark or by where the zeros of Latin letters stand."""
    marks = {
        codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
        codecs.BOM_UTF32_BE: "utf-32",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
    for mark, name in marks.items():
        if head.startswith(mark):
            return name
    filled = "".join("x" if any(head[:64][k::4]) else "0" for k in range(4))
    wide = {"x000": "utf-32-le", "000x": "utf-32-be", "x0x0": "utf-16-le", "0x0x": "utf-16-be"}
    return wide.get(filled, "utf-8-sig")


def delimiter_of(line: str) -> str:
    """The sign that parts the columns: comma, semicolon, tab or bar, whichever is most."""
    return max(",;\t|", key=line.count)


def shown(text: str) -> str:
    """`text` for a message: short, in quotes, and without signs that are no letters."""
    short = text if len(text) <= 20 else text[:20] + "..."
    return repr(short.replace("\ufffd", "?"))
