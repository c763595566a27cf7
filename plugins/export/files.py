"""The files of the data folder while they grow on the disk."""

import errno
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Self

from plugins.export.package import Measured
from plugins.workshop import Workshop

PIECE = 1 << 20
"""Bytes copied at a time."""


class TableFiles:
    """Files that grow on the disk, with their measures."""

    def __init__(self, folder: Path) -> None:
        """Make the folder that they stand in."""
        folder.mkdir()
        self._folder = folder
        self._open: dict[str, tuple[IO[bytes], Any]] = {}
        self.sizes: dict[str, int] = {}
        """How many bytes each has so far."""
        self._held = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._held.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Give their names."""
        return tuple(sorted(self._open))

    def write(self, name: str, data: bytes) -> None:
        """Put more into a file."""
        if name not in self._open:
            opened = self._held.enter_context((self._folder / name).open("xb"))
            self._open[name] = (opened, hashlib.sha256())
            self.sizes[name] = 0
        file, found = self._open[name]
        file.write(data)
        found.update(data)
        self.sizes[name] += len(data)

    def copy(self, name: str, source: IO[bytes], begin: int, size: int) -> None:
        """Put some bytes of another file into a file.

        Raises:
            OSError: there are not so many.
        """
        source.seek(begin)
        while size:
            piece = source.read(min(size, PIECE))
            if not piece:
                raise OSError(errno.EIO, os.strerror(errno.EIO), name)
            self.write(name, piece)
            size -= len(piece)

    def finished(self, name: str) -> tuple[Path, bytes]:
        """Give where a file stands, and its SHA-256."""
        return self._folder / name, self._open[name][1].digest()

    def measured(self, name: str) -> Measured:
        """Give what the description says of a file."""
        return Measured(self.sizes[name], self._open[name][1].hexdigest())


Piece = bytes | tuple[int, int]
"""What comes next in a file: new bytes, or where they begin in a file that stands, and how many."""


class PlannedFiles:
    """Files of which nearly all is copied, with their measures: another process writes them."""

    def __init__(self, folder: Path, sources: Mapping[str, Path]) -> None:
        """Take where the files stand that each is copied from."""
        self._folder = folder
        self._sources = sources
        self._pieces: dict[str, list[Piece]] = {}
        self._written: Callable[[], Mapping[str, bytes]]
        self.sizes: dict[str, int] = {}
        """How many bytes each has so far."""

    @property
    def names(self) -> tuple[str, ...]:
        """Give their names."""
        return tuple(sorted(self.sizes))

    def write(self, name: str, data: bytes) -> None:
        """Put more into a file."""
        self._pieces.setdefault(name, []).append(data)
        self.sizes[name] = self.sizes.get(name, 0) + len(data)

    def copy(self, name: str, _source: IO[bytes], begin: int, size: int) -> None:
        """Put some bytes of the file that it is copied from into a file."""
        pieces = self._pieces.setdefault(name, [])
        last = pieces[-1] if pieces else b""
        if isinstance(last, tuple) and sum(last) == begin:
            pieces[-1] = (last[0], last[1] + size)
        else:
            pieces.append((begin, size))
        self.sizes[name] = self.sizes.get(name, 0) + size

    def begin(self, workshop: Workshop) -> None:
        """Have them written, now that all is said."""
        self._written = workshop.aside(write_pieces, self._folder, self._pieces, self._sources)

    def finished(self, name: str) -> tuple[Path, bytes]:
        """Give where a file stands, and its SHA-256, once it is written."""
        return self._folder / name, self._sums[name]

    def measured(self, name: str) -> Measured:
        """Give what the description says of a file, once it is written."""
        return Measured(self.sizes[name], self._sums[name].hex())

    @cached_property
    def _sums(self) -> Mapping[str, bytes]:
        return self._written()


def write_pieces(
    folder: Path, pieces: Mapping[str, Sequence[Piece]], sources: Mapping[str, Path]
) -> dict[str, bytes]:
    """Write files, and give the SHA-256 of each.

    Raises:
        OSError: the disk is full or fails, or a file that is copied from is too short.
    """
    if folder.is_dir():  # Another process began, and died.
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    with TableFiles(folder) as files, ExitStack() as opened:
        for name, some in pieces.items():
            source = opened.enter_context(sources[name].open("rb", buffering=0)) if name in sources else None
            for piece in some:
                if isinstance(piece, bytes):
                    files.write(name, piece)
                elif source is not None:
                    files.copy(name, source, *piece)
    return {name: files.finished(name)[1] for name in files.names}
