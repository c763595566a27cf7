"""Put a site together beside the published one, then exchange the two in one step.

    .output.staging     the new site while it is made
    output              the published site
    .output.previous    the site before it, kept until the next build
    .output.workshop    where large files are made

Unchanged files are hard links to the published ones; the staging tree begins as the previous site, which has
nearly all of these links already. Everything is on disk before the exchange
(`renameat2`, which Linux has on all usual file systems); so a reader, a crash or a full disk sees the old
site or the new one. Where the system can't exchange, two renames follow each other, and a build that finds
the site missing between them puts it back.
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from plugins.errors import OURS_TO_MEND, BriefingError
from plugins.render.columns import Placed
from plugins.render.disk import exchanged, remove_tree, sync, synced_at_once
from plugins.render.earlier import NO_FILES, Earlier, Tree, tree_of
from plugins.render.folders import Folders, looked_at
from plugins.render.listing import FileList
from plugins.render.tree import MARKER, file_digest, marker_bytes, published_name
from plugins.render.workers import in_a_thread

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

SYNC_ONE_BY_ONE = 200
"""Up to so many new files are synced one by one; beyond, the whole file system at once is quicker."""
FILE_MODE = 0o644
FOLDER_MODE = 0o755
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
OUT_OF_PLACE = {"", ".", ".."}


class Staging:
    """A site in the making."""

    def __init__(
        self,
        output: Path,
        mtime: int,
        earlier: Earlier | None = None,
        published: FileList = NO_FILES,
    ) -> None:
        """`mtime`: seconds, given to every file written. `earlier` tells of the site before the published."""
        self.output = output
        self.root = output.with_name(f".{output.name}.staging")
        self.previous = output.with_name(f".{output.name}.previous")
        self.written: list[str] = []
        self._mtime = mtime
        self._folders: set[str] = set()
        self._touched = {""}
        """Folders with a new name in them."""
        remove_tree(self.root)
        self._tree = self._begin_with_previous(earlier, published)
        self._folders |= self._tree.folders
        self.root.mkdir(mode=FOLDER_MODE, exist_ok=True)
        self.root.chmod(FOLDER_MODE)
        self._handle: int | None = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._source: int | None = None
        self._synced: Future[None] | None = None

    def write(self, path: str, key: bytes, data: bytes) -> Placed:
        """Put a new file in its place.

        Raises:
            BriefingError: the path leads out of the site.
        """
        handle = self._in_its_place(path, lambda: os.open(path, NEW_FILE, FILE_MODE, dir_fd=self._handle))
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(handle, FILE_MODE)
            os.utime(handle, (self._mtime, self._mtime))
            status = os.fstat(handle)
        self.written.append(path)
        return Placed(key, file_digest(data), status.st_size, status.st_mtime_ns, status.st_ino)

    def take(self, path: str, key: bytes, source: Path, sha256: bytes) -> Placed:
        """Move a file that was made elsewhere on the same disk into its place.

        Raises:
            BriefingError: the path leads out of the site.
        """
        if self._tree.files.pop(path, None) is not None:
            # The old one goes from beside the new one: large files take the disk a while to forget.
            old = source.with_name(f"{source.name}.old")
            os.rename(path, old, src_dir_fd=self._handle)
            in_a_thread(partial(old.unlink, missing_ok=True))
        self._make_room(path)
        source.chmod(FILE_MODE)
        os.utime(source, (self._mtime, self._mtime))
        os.rename(source, path, dst_dir_fd=self._handle)
        status = os.stat(path, dir_fd=self._handle, follow_symlinks=False)
        self.written.append(path)
        return Placed(key, sha256, status.st_size, status.st_mtime_ns, status.st_ino)

    def begin(self, keys: AbstractSet[bytes]) -> None:
        """Hear the keys of those bundles, as far as they are known, that the site will consist of."""
        self._tree.open_but(keys)

    def has(self, key: bytes) -> bool:
        """Take over a bundle of the published site, if all of it is in the staging tree already."""
        return self._tree.take(key)

    def open(self, key: bytes) -> None:
        """Hear of a bundle that it will not be taken over whole after all."""
        self._tree.open({key})

    def keep(self, path: str, placed: Placed, key: bytes) -> Placed:
        """Take a file over from the published site, where it is as `placed` says."""
        if self._tree.files.get(path) == placed.inode:
            del self._tree.files[path]
            return Placed(key, placed.sha256, placed.size, placed.mtime, placed.inode)

        def link() -> None:
            os.link(path, path, src_dir_fd=self._published(), dst_dir_fd=self._handle, follow_symlinks=False)

        try:
            self._in_its_place(path, link)
        except OSError as fault:
            if fault.errno not in {errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP}:
                raise
            shutil.copy2(self.output / path, self.root / path, follow_symlinks=False)
            status = (self.root / path).stat()
            self.written.append(path)
            return Placed(key, placed.sha256, status.st_size, status.st_mtime_ns, status.st_ino)
        return Placed(key, placed.sha256, placed.size, placed.mtime, placed.inode)

    def seal(self, name: str) -> None:
        """Name the finished site, and begin to write all of it to the disk, which `publish` waits for."""
        self.write(MARKER, b"", marker_bytes(name))
        self._clear_leftovers()
        # All that this thread does is wait for the disk.
        self._synced = in_a_thread(self._sync_all)

    def _sync_all(self) -> None:
        if len(self.written) > SYNC_ONE_BY_ONE and synced_at_once(self.root):
            return
        for path in self.written:
            sync(self.root / path)
        for folder in sorted(self._touched, reverse=True):
            sync(self.root / folder)

    def folders(self) -> Folders:
        """Give the folders as they look now."""
        return looked_at(self.root, sorted(self._folders - {""}))

    def publish(self) -> None:
        """Put the site in its place once it is on disk; the one that stood there becomes the previous one."""
        if self._synced is not None:
            self._synced.result()
        self._close()
        remove_tree(self.previous)
        if not self.output.exists():
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self.root.rename(self.output)
        elif exchanged(self.root, self.output):
            # What is called staging now is the old site.
            self.root.rename(self.previous)
        else:
            self.output.rename(self.previous)
            self.root.rename(self.output)
        sync(self.output.parent)
        if self.previous.is_dir() and not any(self.previous.iterdir()):
            self.previous.rmdir()

    def discard(self) -> None:
        """Leave no trace of a site that was not published."""
        if self._synced is not None:
            self._synced.exception()  # Waited for: it must not find its files gone.
        self._close()
        with contextlib.suppress(OSError):
            remove_tree(self.root)

    def _begin_with_previous(self, earlier: Earlier | None, published: FileList) -> Tree:
        """Begin with the tree of the previous site, and give what is in it.

        Nearly all of it are links to files that the published site has too: they need not be made again.
        """
        name = None if self.previous.is_symlink() else published_name(self.previous)
        if name is None:
            return Tree({}, set(), published)
        self.previous.rename(self.root)
        return tree_of(self.root, name, earlier, published)

    def _clear_leftovers(self) -> None:
        """Remove what the previous site had and this one has not."""
        self._tree.open_but(frozenset())
        for path in self._tree.files:
            os.unlink(path, dir_fd=self._handle)
            self._touched.add(path.rpartition("/")[0])
        self._tree.files = {}
        for folder in sorted(self._folders - {""}, reverse=True):
            # Not empty is what nearly all of them are.
            with contextlib.suppress(OSError):
                os.rmdir(folder, dir_fd=self._handle)
                self._folders.discard(folder)
                self._touched.discard(folder)
                self._touched.add(folder.rpartition("/")[0])

    def _in_its_place(self, path: str, put: Callable[[], T]) -> T:
        """Put something at a path once there is room for it."""
        try:
            self._make_room(path)
            return put()
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            # What stands there may be of a bundle that was not heard of yet, whether it stays or goes.
            if not self._tree.open_all():
                raise
            self._make_room(path)
            return put()

    def _make_room(self, path: str) -> None:
        """See that a path's folder is there and its name is free."""
        folder, _, name = path.rpartition("/")
        if not path or path.startswith("/") or name in OUT_OF_PLACE or "\0" in path:
            raise _no_place(path)
        if folder not in self._folders:
            self._make_folder(folder, path)
        if path in self._folders:
            self._drop_folder(path)
        elif self._tree.files.pop(path, None) is not None:
            os.unlink(path, dir_fd=self._handle)
        self._touched.add(folder)

    def _drop_folder(self, folder: str) -> None:
        """Remove a folder of the previous site where this one has a file."""
        self._tree.open_all()
        shutil.rmtree(self.root / folder)
        inside = f"{folder}/"
        there = self._tree.files
        self._tree.files = {path: inode for path, inode in there.items() if not path.startswith(inside)}
        gone = {one for one in self._folders if one == folder or one.startswith(inside)}
        self._folders -= gone
        self._touched -= gone

    def _make_folder(self, folder: str, path: str) -> None:
        if folder in self._folders:
            return
        above, _, name = folder.rpartition("/")
        if name in OUT_OF_PLACE and folder:
            raise _no_place(path)
        if folder:
            self._make_folder(above, path)
            if self._tree.files.pop(folder, None) is not None:
                os.unlink(folder, dir_fd=self._handle)
            os.mkdir(folder, FOLDER_MODE, dir_fd=self._handle)
            (self.root / folder).chmod(FOLDER_MODE)
            self._touched.add(above)
        self._folders.add(folder)

    def _published(self) -> int:
        if self._source is None:
            self._source = os.open(self.output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        return self._source

    def _close(self) -> None:
        for handle in (self._handle, self._source):
            if handle is not None:
                os.close(handle)
        self._handle = self._source = None


def _no_place(path: str) -> BriefingError:
    return BriefingError(
        f"'{path}' is no place inside the site",
        where="the pages stage",
        mend=OURS_TO_MEND,
    )


def recover(output: Path) -> None:
    """Put right what a build that was killed left behind."""
    previous = output.with_name(f".{output.name}.previous")
    if not output.exists() and previous.is_dir():
        previous.rename(output)
    remove_tree(output.with_name(f".{output.name}.staging"))
    remove_tree(workshop_folder(output))


def workshop_folder(output: Path) -> Path:
    """Give the folder in which a build makes large files."""
    return output.with_name(f".{output.name}.workshop")
