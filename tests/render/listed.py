"""Lists of files as a build makes them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from plugins.render.columns import DIGEST, FileTable, Part, Placed, part_of
from plugins.render.folders import Folders, FolderStamp
from plugins.render.listing import FileList
from plugins.render.new_listing import Listing, NewFiles
from plugins.render.tree import MARKER

ONE_BUNDLE = b"1" * DIGEST


def file_table(files: Mapping[str, Placed]) -> FileTable:
    """Give some files by column."""
    new = NewFiles()
    new.add([*files])
    for path, placed in files.items():
        new.place(path, placed)
    return new.table(range(len(files)))


def file_list(files: Mapping[str, Placed], folders: Folders | None = None) -> FileList:
    """Give some files as a site that is one bundle."""
    at_root = [ONE_BUNDLE] if any("/" not in path for path in files) else []
    part = part_of(ONE_BUNDLE, len(files).to_bytes(4, "little"), file_table(files))
    return FileList([part], folders, at_root=at_root)


def list_of(listing: Listing) -> FileList:
    """Give a new list as the next build has it, of which no part is kept anywhere."""
    parts = [part for part in listing.parts() if isinstance(part, Part)]
    return FileList(parts, at_root=listing.at_root(), late=listing.late)


def aged(root: Path, folders: Iterable[str]) -> Folders:
    """Give folders' stamps as if they had been taken long after the folders changed."""
    found = {}
    for folder in sorted(folders):
        status = (root / folder).lstat()
        found[folder] = FolderStamp(status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return found


def contents(root: Path) -> dict[str, bytes]:
    """Give what is in a site, but the file that names it."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != MARKER
    }
