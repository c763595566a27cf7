"""The tree of the previous site, with which the next one begins: known from an earlier build, or listed."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from plugins.render.folders import Folders, looked_at, quiet
from plugins.render.listing import FileList
from plugins.render.tree import Published

Tree = tuple[dict[str, int], set[str]]
"""Files with their inodes, and folders, by path; the root is the folder ''."""


class Earlier(msgspec.Struct, frozen=True):
    """How a site differs from the one that took its place."""

    name: str
    """The site's name."""
    folders: Folders
    """As they looked when it was seen that all of the site is in them, and nothing else."""
    without: tuple[str, ...]
    """Paths of the other site that this one has not."""
    besides: dict[str, int]
    """Paths that only this site has, or where it has another file; with their inodes."""


def earlier_site(published: Published, placed: Iterable[tuple[str, int]], gone: list[str]) -> Earlier | None:
    """Give the published site as the one that is about to be replaced; None where not all of it is known.

    `placed` are all files of the new site that may be others than before, with their inodes; `gone` are those
    that it has not.
    """
    known = bool(published.folders) and None not in published.folders.values()
    if published.site is None or not known or not published.is_intact:
        return None
    before = published.files
    without: list[str] = []
    besides: dict[str, int] = {}
    for path, inode in placed:
        if path not in before:
            without.append(path)
        elif before[path].inode != inode:
            besides[path] = before[path].inode
    besides |= {path: before[path].inode for path in gone}
    return Earlier(published.site.name, published.folders, tuple(without), besides)


def tree_of(root: Path, name: str | None, earlier: Earlier | None, files: FileList) -> Tree:
    """Give what is in the tree of a site called `name`; `files` are those of the site that took its place."""
    if earlier is not None and earlier.name == name:
        folders = looked_at(root, earlier.folders)
        if len(quiet(earlier.folders, folders)) == len(earlier.folders):
            top, inside = _listed(root, "")
            if {*inside} == {folder for folder in folders if "/" not in folder}:
                return _known(earlier, files) | top, {"", *folders}
    return _walked(root)


def _known(earlier: Earlier, files: FileList) -> dict[str, int]:
    """Give the files in the site's folders with their inodes."""
    every = range(len(files))
    found = dict(zip(files.paths(every), files.inodes(every), strict=True))
    for path in earlier.without:
        found.pop(path, None)
    found |= earlier.besides
    # Those at the root are listed: its times do not tell.
    for path in [path for path in found if "/" not in path]:
        del found[path]
    return found


def _walked(root: Path) -> Tree:
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
