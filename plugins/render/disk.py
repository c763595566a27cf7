"""What is asked of the system about files, beyond what Python offers."""

import ctypes
import errno
import os
import shutil
from pathlib import Path

RENAME_EXCHANGE = 2
AT_FDCWD = -100


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there; a link is removed, never followed."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system can't."""
    libc = ctypes.CDLL(None, use_errno=True)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is None:
        return False
    names = (os.fsencode(one), os.fsencode(other))
    if renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in {errno.ENOSYS, errno.EINVAL}:
        return False
    raise OSError(fault, os.strerror(fault), str(other))


def sync(path: Path) -> None:
    """Write a file or folder to the disk, and wait until it is there."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def synced_at_once(folder: Path) -> bool:
    """Write everything on the folder's file system to disk; False where there is no such call."""
    libc = ctypes.CDLL(None, use_errno=True)
    syncfs = getattr(libc, "syncfs", None)
    if syncfs is None:
        return False
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if syncfs(handle) != 0:
            fault = ctypes.get_errno()
            raise OSError(fault, os.strerror(fault), str(folder))
    finally:
        os.close(handle)
    return True
