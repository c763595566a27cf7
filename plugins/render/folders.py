"""Tell that nothing was put into a folder or taken out of it, without listing it.

A folder's own times change with every name in it that comes, goes, or is given to another file. Of the files
themselves they tell nothing. They are only as fine as the file system keeps them, so a folder that changed
just before it was looked at does not tell: it could change once more without a trace.
"""

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from plugins.render.glance import RACY_NS

TELLING_NS = 40_000_000
"""How old a folder's times must be to tell: four ticks of the slowest clock with fractions of a second."""
SECOND = 1_000_000_000


class FolderStamp(msgspec.Struct, frozen=True, array_like=True):
    """What a folder looked like, without its names."""

    mtime: int
    """Nanoseconds, as is `ctime`: set by the system, whatever a program does to `mtime`."""
    ctime: int
    inode: int


Folders = dict[str, FolderStamp | None]
"""By path: all folders of a site but its root, whose times change with its place; None where none tell."""


def looked_at(root: Path, folders: Iterable[str], now: int | None = None) -> Folders:
    """Give the stamps of folders under a root; none at all where one of them is no folder."""
    now = time.time_ns() if now is None else now
    try:
        seen = {folder: os.lstat(root / folder) for folder in folders}
    except OSError:
        return {}
    if not all(stat.S_ISDIR(status.st_mode) for status in seen.values()):
        return {}
    return {folder: _stamp(status, now) for folder, status in seen.items()}


def quiet(before: Folders, now: Folders) -> set[str]:
    """Give those folders that hold the names that they held."""
    return {folder for folder, stamp in before.items() if stamp is not None and now.get(folder) == stamp}


def _stamp(status: os.stat_result, now: int) -> FolderStamp | None:
    mtime, ctime = status.st_mtime_ns, status.st_ctime_ns
    is_coarse = mtime % SECOND == 0 or ctime % SECOND == 0
    if max(mtime, ctime) > now - (RACY_NS if is_coarse else TELLING_NS):
        return None
    return FolderStamp(mtime, ctime, status.st_ino)
