"""Where files are made that are too large to be held: the one door through which a pure stage writes.

A stage that makes such files is given a workshop, and writes into its folder and nowhere else.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from plugins.memory import Memory

T = TypeVar("T")
Finished = Callable[[], tuple[Path, bytes]]


@dataclass(frozen=True)
class FileOnDisk:
    """A file of the site that is made on the disk, since it is too large to be held."""

    path: str
    finished: Finished
    """Waits until it is finished; gives where it stands until it is published, and its SHA-256."""


@dataclass(frozen=True)
class KnownFile:
    """A file of the site that an earlier build may have made: its SHA-256 is known before it is looked at."""

    path: str
    sha256: bytes
    data: bytes


def copy_published(published: Path, target: Path) -> None:
    """Copy a published file into the workshop, however large it is.

    Raises:
        OSError: the disk is full or fails.
    """
    shutil.copyfile(published, target)


class Workshop(Protocol):
    """What the making of large files has at hand."""

    @property
    def memory(self) -> Memory:
        """What earlier builds made."""

    @property
    def folder(self) -> Path:
        """An empty folder on the disk that the site stands on."""

    def published(self, path: str) -> tuple[Path, bytes] | None:
        """Give where a file of the published site stands, and its SHA-256; to be read, never changed.

        None where the site has no such file, or where it is not as it was published.
        """

    def aside(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
        """Begin some work in a process of its own; give what waits for its result.

        The work is a top-level function, and what it is given can cross to another process.
        """
