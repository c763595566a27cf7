"""Tell that nothing on the desk has changed without reading it, as git tells that a working tree is clean.

A file whose size, times and inode are those of its record has the bytes that it had then. Times are only as
fine as the file system keeps them, so a file touched just before the record was made could be written again
without a trace: of such a file the record holds the digest too, and its bytes are looked at.
"""

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec

from plugins.render.digests import COMPILED

RACY_NS = 2_000_000_000
"""How old a file must be for its times to tell: two seconds is the coarsest that file systems keep (FAT)."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What a file looked like, without its bytes."""

    size: int
    mtime: int
    """Nanoseconds, as is `ctime`: set by the system at every write, whatever a program does to `mtime`."""
    ctime: int
    inode: int
    mode: int
    sha256: bytes | None
    """Of the bytes, where the times are too fresh to tell."""


Stamps = dict[str, Stamp]
"""By path: every file and folder that a build reads."""


def glance(roots: tuple[Path, ...], now: int | None = None, *, code: tuple[Path, ...] = ()) -> Stamps | None:
    """Give the stamps of everything under some files and folders; of `code`, but what it compiled to.

    None where links or files that can't be read are among it: what those lead to can change without a trace.
    """
    before = time.time_ns() if now is None else now
    try:
        walks = chain(map(_walk, roots), (_walk(folder, COMPILED) for folder in code))
        return {path: _stamp(path, status, before) for path, status in chain.from_iterable(walks)}
    except (OSError, _UntoldError):
        return None


def changed_between(then: Stamps, now: Stamps) -> set[str]:
    """Give the paths of all that is new, gone, or has not the bytes that it had then."""
    return {path for path in then.keys() | now.keys() if not _is_there_as_it_was(path, then, now)}


def _is_there_as_it_was(path: str, then: Stamps, now: Stamps) -> bool:
    if path not in then or path not in now:
        return False
    try:
        return _is_same(path, then[path], now[path])
    except OSError:
        return False


def _is_same(path: str, recorded: Stamp, seen: Stamp) -> bool:
    if recorded == seen:
        return True
    if recorded.sha256 is None or _bare(recorded) != _bare(seen):
        return False
    return recorded.sha256 == (seen.sha256 or _digest(path))


def _bare(stamp: Stamp) -> tuple[int, ...]:
    return stamp.size, stamp.mtime, stamp.ctime, stamp.inode, stamp.mode


class _UntoldError(Exception):
    """Something is there whose stamp tells nothing."""


def _walk(root: Path, without: str | None = None) -> Iterator[tuple[str, os.stat_result]]:
    """Give every file and folder, but those called `without`."""
    try:
        top = root.lstat()
    except FileNotFoundError:
        return
    yield str(root), top
    waiting = [str(root)] if stat.S_ISDIR(top.st_mode) else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name == without:
                    continue
                # What has no name in UTF-8 can't be kept under it either.
                if entry.is_symlink() or not _is_utf8(entry.name):
                    raise _UntoldError
                yield entry.path, entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _is_utf8(name: str) -> bool:
    return name.isascii() or not re.search("[\ud800-\udfff]", name)


def _stamp(path: str, status: os.stat_result, now: int) -> Stamp:
    if not stat.S_ISREG(status.st_mode):
        # What is in a folder is listed anyway; its own times change with every file that a build puts there.
        return Stamp(0, 0, 0, status.st_ino, status.st_mode, None)
    racy = max(status.st_mtime_ns, status.st_ctime_ns) > now - RACY_NS
    return Stamp(
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_mode,
        _digest(path) if racy else None,
    )


def digest_of(data: bytes) -> bytes:
    """Give the digest that a stamp holds of a file's bytes."""
    return hashlib.sha256(data).digest()


def _digest(path: str) -> bytes:
    with open(path, "rb", opener=_without_waiting) as file:
        return hashlib.file_digest(file, "sha256").digest()


def _without_waiting(path: str, flags: int) -> int:
    """Open no link, and wait for nobody who writes to a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
