"""A site's files by column, as the list of them is kept: a struct of each would take three times the room."""

import hashlib
import sys
from array import array
from collections.abc import Iterator

import msgspec

DIGEST = 32
"""Bytes of a key and of a SHA-256."""
FIGURES = 3
"""Size, mtime and inode of each file, in eight bytes each."""
ROW = 8 * FIGURES
MARK = 8
"""Bytes of a file's mark."""


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """One file of a site."""

    key: bytes
    """Of what it was made."""
    sha256: bytes
    size: int
    mtime: int
    """Nanoseconds, as the file system gives it back."""
    inode: int


class FileTable(msgspec.Struct, frozen=True, array_like=True):
    """Some files, by column."""

    paths: tuple[str, ...] = ()
    keys: bytes = b""
    sums: bytes = b""
    numbers: bytes = b""
    """Size, mtime and inode of each in eight bytes each, low byte first."""


class Part(msgspec.Struct, frozen=True, array_like=True):
    """Some bundles of a site, as they are kept."""

    bundles: bytes
    """Their keys."""
    counts: bytes
    """Files in each bundle, four bytes each, low byte first."""
    marks: bytes
    """See `mark_of`: one of each file."""
    files: msgspec.Raw
    """A FileTable, decoded only where somebody asks for a file in it."""

    def table(self) -> FileTable:
        """Give its files."""
        return _table.decode(self.files)

    def __len__(self) -> int:
        return len(self.marks) // MARK


_table = msgspec.msgpack.Decoder(FileTable)


def part_of(bundles: bytes, counts: bytes, table: FileTable) -> Part:
    """Give some bundles' files as they are kept."""
    marks = b"".join(map(mark_of, table.paths))
    return Part(bundles, counts, marks, msgspec.Raw(msgspec.msgpack.encode(table)))


def mark_of(path: str) -> bytes:
    """Give eight bytes that are the same for all spellings that a file system may take for one."""
    told = path.casefold().encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=MARK).digest()


def sums_of(table: FileTable) -> Iterator[tuple[str, bytes]]:
    """Give each path with the SHA-256 of its file."""
    starts = range(0, len(table.sums), DIGEST)
    return zip(table.paths, (table.sums[at : at + DIGEST] for at in starts), strict=True)


def numbers_in(kind: str, data: bytes) -> "array[int]":
    """Give numbers as they were before they were kept; `kind` as arrays name it."""
    numbers: array[int] = array(kind)
    numbers.frombytes(data)
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers


def little_endian(numbers: "array[int]") -> bytes:
    """Give numbers as they are kept; the array is spent."""
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers.tobytes()
