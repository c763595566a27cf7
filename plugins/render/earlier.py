"""The tree of the previous site, with which the next one begins: known from an earlier build, or listed."""

import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from plugins.render.folders import Folders, looked_at, quiet
from plugins.render.listing import FileList
from plugins.render.new_listing import Listing
from plugins.render.tree import Published

NO_FILES = FileList()


class Earlier(msgspec.Struct, frozen=True):
    """How a site differs from the one that took its place."""

    name: str
    """The site's name."""
    folders: Folders
    """As they looked when it was seen that all of the site is in them, and nothing else."""
    anew: tuple[bytes, ...]
    """Keys of those bundles of the other site that were not taken over whole from this one."""
    without: tuple[str, ...]
    """Paths of the other site that this one has not."""
    besides: dict[str, int]
    """Paths that only this site has, or where it has another file; with their inodes."""


def earlier_site(published: Published, listing: Listing, gone: list[str]) -> Earlier | None:
    """Give the published site as the one that is about to be replaced; None where not all of it is known.

    `listing` is that of the new site; `gone` are the paths that it has not.
    """
    known = bool(published.folders) and None not in published.folders.values()
    if published.site is None or not known or not published.is_intact:
        return None
    before = published.files
    without: list[str] = []
    besides: dict[str, int] = {}
    for path, inode in listing.inodes():
        if path not in before:
            without.append(path)
        elif before[path].inode != inode:
            besides[path] = before[path].inode
    besides |= {path: before[path].inode for path in gone}
    return Earlier(published.site.name, published.folders, listing.anew(), tuple(without), besides)


class Tree:
    """What is in the folder that a site is made in, and was not taken over or removed yet."""

    def __init__(
        self,
        files: dict[str, int],
        folders: set[str],
        published: FileList = NO_FILES,
        whole: Iterable[bytes] = (),
    ) -> None:
        """`whole`: keys of published bundles whose files are all there, none of them among `files`."""
        self.files = files
        """Files with their inodes."""
        self.folders = folders
        """The root is the folder ''."""
        self._published = published
        self._whole = {*whole}

    def open_but(self, keys: AbstractSet[bytes]) -> None:
        """List the files of all whole bundles but these: each may be asked for, or has to go."""
        self.open(self._whole - keys)

    def open_all(self) -> bool:
        """List the files of all whole bundles; say whether there were any."""
        had_any = bool(self._whole)
        self.open_but(frozenset())
        return had_any

    def open(self, keys: AbstractSet[bytes]) -> None:
        """List the files of some bundles, where they are whole."""
        published = self._published
        for run in map(published.bundles.__getitem__, self._whole & keys):
            self.files.update(zip(published.paths(run), published.inodes(run), strict=True))
        self._whole -= keys

    def take(self, key: bytes) -> bool:
        """Take over the files of a bundle as they are published; False where they are not all there."""
        if key in self._whole:
            self._whole.remove(key)
            return True
        run = self._published.bundles[key]
        paths, there = self._published.paths(run), self.files
        if [there.get(path) for path in paths] != self._published.inodes(run):
            return False
        for path in paths:
            del there[path]
        return True


def tree_of(root: Path, name: str | None, earlier: Earlier | None, files: FileList) -> Tree:
    """Give what is in the tree of a site called `name`; `files` are those of the site that took its place."""
    if earlier is not None and earlier.name == name and files.bundles.keys() >= {*earlier.anew}:
        folders = looked_at(root, earlier.folders)
        if len(quiet(earlier.folders, folders)) == len(earlier.folders):
            top, inside = _listed(root, "")
            if {*inside} == {folder for folder in folders if "/" not in folder}:
                return _known(earlier, files, top, {"", *folders})
    return Tree(*_walked(root), files)


def _known(earlier: Earlier, files: FileList, top: dict[str, int], folders: set[str]) -> Tree:
    """Give what is in the site's folders; `top` are the files at the root, whose times do not tell."""
    tree = Tree({}, folders, files, files.bundles)
    tree.open(files.at_root.union(earlier.anew))
    found = tree.files
    for path in earlier.without:
        found.pop(path, None)
    found |= earlier.besides
    for path in [path for path in found if "/" not in path]:
        del found[path]
    found |= top
    return tree


def _walked(root: Path) -> tuple[dict[str, int], set[str]]:
    found: dict[str, int] = {}
    folders: set[str] = set()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        folders.add(folder)
        own, inside = _listed(root, folder)
        found |= own
        waiting += inside
    return found, folders


def _listed(root: Path, folder: str) -> tuple[dict[str, int], list[str]]:
    """Give the files in a folder with their inodes, and the folders in it."""
    files: dict[str, int] = {}
    folders: list[str] = []
    inside = f"{folder}/" if folder else ""
    with os.scandir(root / folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(inside + entry.name)
            else:
                files[inside + entry.name] = entry.inode()
    return files, folders
