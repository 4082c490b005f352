"""From a file to the bytes of the one table in it: gzip, bzip2, xz, zip and tar, in any nesting.

Nothing is written to the disk, and a file that would unpack to something huge is refused.
"""

import importlib
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from lazyutils.datasets.sniff import HEAD, Found, NotATable, refuse, shown

__all__ = ["DAMAGE", "LARGEST", "to_the_end", "unpack"]

try:
    from lzma import LZMAError
except ImportError:  # some builds of Python come without it

    class LZMAError(Exception):  # type: ignore[no-redef]
        pass


DAMAGE = (
    *(EOFError, zlib.error, LZMAError, tarfile.TarError, zipfile.BadZipFile),
    NotImplementedError,  # a way to pack that zipfile does not know
)
LARGEST = 2 * 10**9  # bytes of one table; FER2013, the largest known, has 0.3 * 10**9
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\0": "lzma"}
_CLASSES = {"gzip": "GzipFile", "bz2": "BZ2File", "lzma": "LZMAFile"}


def unpack(file: IO[bytes], found: Found, prefer: Sequence[str]) -> list[IO[bytes]]:
    """Streams, each read from the one before; the last one is text and stands at its begin.

    Of several tables in an archive the first of the names `prefer` is taken, or else none.
    `found` is told what was unpacked. Errors: `NotATable`, and what the unpackers raise.
    """
    streams = [file]
    for _ in range(5):
        stream = streams[-1]
        head = stream.read(HEAD)
        stream.seek(0)
        module = next((name for magic, name in _PACKED.items() if head.startswith(magic)), None)
        if module:
            found.packed = found.packed or module
            streams.append(_opened(module, stream))
        elif head.startswith((b"PK\3\4", b"PK\5\6")):
            if stream is not file:
                raise NotATable("it is a zip archive that is packed once more. Unpack it by hand")
            streams.append(_from_zip(stream, found, prefer))
        elif _is_tar(head):
            streams.append(_from_tar(stream, found, prefer))
        else:
            refuse(head, found)
            return streams
    raise NotATable("it is packed five times over. Unpack it by hand")


def _opened(module: str, stream: IO[bytes]) -> IO[bytes]:
    try:
        opener = getattr(importlib.import_module(module), _CLASSES[module])
    except ImportError:
        raise NotATable(f"this Python has no {module} to unpack it with. Do it by hand") from None
    unpacked: IO[bytes] = opener(fileobj=stream, mode="rb") if module == "gzip" else opener(stream)
    return unpacked


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever an archive's reader stumbles over, in its own or another's error, is damage."""
    try:
        yield
    except (NotATable, MemoryError):
        raise
    except Exception as error:
        raise EOFError(str(error)) from None


def _from_zip(stream: IO[bytes], found: Found, prefer: Sequence[str]) -> IO[bytes]:
    with _damage():
        archive = zipfile.ZipFile(stream)
        files = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        if "[Content_Types].xml" in files or "mimetype" in files or "Index/Document.iwa" in files:
            raise NotATable(
                "it is a workbook (Excel, LibreOffice, Numbers) or another document, not a CSV "
                "table. Open it in its program, save it as CSV (UTF-8), and pass that file."
            )
        if files and all(name.endswith(".npy") for name in files):
            line = found.line("arrays = dict(np.load(FILE))")
            raise NotATable(f"it holds numpy arrays (.npz), no CSV table. Read them with {line}.")
        info = files[_pick(list(files), "zip", found, prefer)]
        if info.flag_bits & 1:
            raise NotATable("it is a zip archive locked with a password. Unpack it by hand.")
        _check_size(info.file_size)
        return archive.open(info)


class _Careful:
    """A stream for `tarfile`, which else reads a header's claim of any size into memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.seek, self.tell, self._read = stream.seek, stream.tell, stream.read
        self.seekable = stream.seekable

    def read(self, size: int) -> bytes:
        if not 0 <= size <= 2**20:
            raise NotATable("it is a tar archive with a header of absurd size")
        return self._read(size)


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "replace")  # it has a checksum
    except tarfile.TarError:
        return False
    return True


def _from_tar(stream: IO[bytes], found: Found, prefer: Sequence[str]) -> IO[bytes]:
    with _damage():
        archive = tarfile.TarFile(fileobj=_Careful(stream))  # type: ignore[arg-type]
        files = {}
        for count, member in enumerate(archive):
            _check_size(member.offset_data + member.size)
            if count == 10_000:
                raise NotATable("it is an archive of more than 10,000 files, not of one table")
            if member.isreg() and not member.issparse():
                files[member.name] = member
                if prefer and _base(member.name) == prefer[0]:
                    break  # to list the rest would unpack it all
        inner = archive.extractfile(files[_pick(list(files), "tar", found, prefer)])
        assert inner is not None  # only links have no content
        return inner


def _pick(names: list[str], kind: str, found: Found, prefer: Sequence[str]) -> str:
    """The one file that is meant."""
    names = [name for name in names if not _base(name).startswith(".")]  # macOS adds such
    tables = [name for name in names if _base(name).endswith((".csv", ".tsv"))] or names
    first = [name for wanted in prefer for name in tables if _base(name) == wanted]
    if len(tables) == 1 or first:
        found.member = (first or tables)[0]
        return found.member
    what = f"it is a {kind} archive of {len(names)} files" if names else f"an empty {kind} archive"
    if not names:
        raise NotATable(f"it is {what}. Download it again.")
    folder = str(found.path.with_name(found.path.name.split(".")[0] + "_unpacked"))
    form = {"gzip": "gztar", "bz2": "bztar", "lzma": "xztar"}.get(found.packed, kind)
    options = f"{form!r}" + (", filter='data'" if kind == "tar" else "")
    line = f"`import shutil; shutil.unpack_archive({str(found.path)!r}, {folder!r}, {options})`"
    listed = ", ".join(shown(_base(name)) for name in tables[:6])
    raise NotATable(
        f"{what}: {listed}{', ...' if len(tables) > 6 else ''}. Unpack it, with {line}, and pass "
        "the path of the one you mean."
    )


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name.casefold()


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise NotATable(
            f"it would unpack to {size:,} bytes, and at most {LARGEST:,} are taken. "
            "If that is true, unpack it by hand and pass a part of it."
        )


def to_the_end(streams: list[IO[bytes]]) -> None:
    """Reads what is left, so that an unpacker compares its checksum behind the last byte."""
    for stream in reversed(streams[1:]):
        while stream.read(2**20):
            if stream.tell() > LARGEST:
                _check_size(stream.tell())
