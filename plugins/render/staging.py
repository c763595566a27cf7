"""Put a site together beside the published one, then exchange the two in one step.

    .output.staging     the new site while it is made
    output              the published site
    .output.previous    the site before it, kept until the next build

Unchanged files are hard links to the published ones. Everything is on disk before the exchange
(`renameat2`, which Linux has on all usual file systems); so a reader, a crash or a full disk sees the old
site or the new one. Where the system can't exchange, two renames follow each other, and a build that finds
the site missing between them puts it back.
"""

import contextlib
import ctypes
import errno
import os
import shutil
from pathlib import Path

from plugins.errors import BriefingError
from plugins.render.tree import MARKER, Placed, file_digest, marker_bytes, site_name

RENAME_EXCHANGE = 2
AT_FDCWD = -100
SYNC_ONE_BY_ONE = 200
"""Up to so many new files are synced one by one; beyond, the whole file system at once is quicker."""
FILE_MODE = 0o644
FOLDER_MODE = 0o755


class Staging:
    """A site in the making."""

    def __init__(self, output: Path, mtime: int) -> None:
        """`mtime`: seconds, given to every file written."""
        self.output = output
        self.root = output.with_name(f".{output.name}.staging")
        self.previous = output.with_name(f".{output.name}.previous")
        self.written: list[str] = []
        self._mtime = mtime
        self._folders = {self.root}
        remove_tree(self.root)
        self.root.mkdir(mode=FOLDER_MODE)
        self.root.chmod(FOLDER_MODE)

    def write(self, path: str, key: bytes, data: bytes) -> Placed:
        """Put a new file in its place.

        Raises:
            BriefingError: the path leads out of the site.
        """
        target = self._target(path)
        handle = os.open(
            target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(handle, FILE_MODE)
        os.utime(target, (self._mtime, self._mtime))
        self.written.append(path)
        return self._placed(target, key, file_digest(data))

    def keep(self, path: str, placed: Placed, key: bytes) -> Placed:
        """Take a file over from the published site."""
        source, target = self.output / path, self._target(path)
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError as fault:
            if fault.errno not in {errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP}:
                raise
            shutil.copy2(source, target, follow_symlinks=False)
            return self._placed(target, key, placed.sha256)
        return Placed(key, placed.sha256, placed.size, placed.mtime, placed.inode)

    def seal(self, files: dict[str, Placed]) -> str:
        """Name the finished site, and see that all of it is on disk."""
        name = site_name(files)
        self.write(MARKER, b"", marker_bytes(name))
        if len(self.written) > SYNC_ONE_BY_ONE and _sync_file_system(self.root):
            return name
        for path in self.written:
            _sync(self.root / path)
        for folder in sorted(self._folders, reverse=True):
            _sync(folder)
        return name

    def publish(self) -> None:
        """Put the site in its place; the one that stood there becomes the previous one."""
        remove_tree(self.previous)
        if not self.output.exists():
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self.root.rename(self.output)
        elif _exchange(self.root, self.output):
            # What is called staging now is the old site.
            self.root.rename(self.previous)
        else:
            self.output.rename(self.previous)
            self.root.rename(self.output)
        _sync(self.output.parent)
        if self.previous.is_dir() and not any(self.previous.iterdir()):
            self.previous.rmdir()

    def discard(self) -> None:
        """Leave no trace of a site that was not published."""
        with contextlib.suppress(OSError):
            remove_tree(self.root)

    def _target(self, path: str) -> Path:
        parts = path.split("/")
        if not path or path.startswith("/") or any(part in {"", ".", ".."} or "\0" in part for part in parts):
            raise BriefingError(
                f"'{path}' is no place inside the site",
                where="the pages stage",
                mend="report this as a fault of Dossier",
            )
        target = self.root / path
        self._make_folder(target.parent)
        return target

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            self._make_folder(folder.parent)
            folder.mkdir(mode=FOLDER_MODE)
            folder.chmod(FOLDER_MODE)
            self._folders.add(folder)

    def _placed(self, target: Path, key: bytes, sha256: bytes) -> Placed:
        status = target.stat()
        return Placed(key, sha256, status.st_size, status.st_mtime_ns, status.st_ino)


def recover(output: Path) -> None:
    """Put right what a build that was killed left behind."""
    previous = output.with_name(f".{output.name}.previous")
    if not output.exists() and previous.is_dir():
        previous.rename(output)
    remove_tree(output.with_name(f".{output.name}.staging"))


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there; a link is removed, never followed."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _exchange(one: Path, other: Path) -> bool:
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


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_file_system(folder: Path) -> bool:
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
