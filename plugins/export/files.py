"""The files of the data folder while they grow on the disk."""

import errno
import hashlib
import os
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Self

from plugins.export.package import Measured

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

    def copy(self, name: str, source: IO[bytes], size: int) -> None:
        """Put the next bytes of another file into a file.

        Raises:
            OSError: there are not so many.
        """
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
