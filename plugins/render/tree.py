"""A published site as a list of its files, and the check that it is still as it was published."""

import hashlib
import os
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from plugins.errors import BriefingError
from plugins.render.folders import Folders, quiet
from plugins.render.listing import FileList
from plugins.render.tabled import Names

MARKER = ".dossier"
"""A file at the site's root that says whose folder this is, and which site stands in it."""
MARKER_TEXT = "This folder is written by Dossier and replaced whole by every build.\nsite {name}\n"


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """An article as other plugins and themes see it in Pelican's context."""

    title: str
    date: str | None
    url: str
    summary: str
    source_path: str


class SiteFacts(msgspec.Struct, frozen=True):
    """What is known of one published site, but its files."""

    inputs: bytes
    """Digest of all that went in, the addresses it gave included."""
    listing: Names
    """Its articles by path, a table of Listed: read where nothing is to be done, other builds list theirs."""
    sources: Names
    """The name under which the cache holds the reading of each article, by path: a table of bytes."""
    standing: tuple[str, ...]
    """Lines of the build's summary that hold until something changes."""
    problems: tuple[tuple[str, str, str], ...]
    """What, where, mend of every article that was read and could not be used."""
    addresses: bytes
    """Digest of the addresses that its build gave, as it wrote them."""
    name: str = ""
    """The site's name: see `site_names.site_name`."""


class Untouched(AbstractSet[str]):
    """The files of a site but those that somebody changed or took away: nearly all."""

    def __init__(self, files: FileList, changed: AbstractSet[str]) -> None:
        self._files = files
        self._changed = changed

    def __contains__(self, path: object) -> bool:
        return path in self._files and path not in self._changed

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._files if path not in self._changed)

    def __len__(self) -> int:
        return len(self._files) - len(self._changed)


class Differing(NamedTuple):
    """What of a site is not as it was published."""

    changed: AbstractSet[str]
    """Paths of files that somebody changed or took away."""
    foreign: AbstractSet[str]
    """Paths of files that are no part of it."""


def _no_difference() -> Differing:
    return Differing(frozenset(), frozenset())


@dataclass
class Published:
    """The site that stands there, and what of it is as it was published."""

    site: SiteFacts | None = None
    files: FileList = field(default_factory=FileList)
    look: Callable[[], Differing] = _no_difference
    """Looks at every file: done once, when somebody first asks what of it is as it was."""
    folders: Folders = field(default_factory=dict)
    """As they looked before it was seen what is in them; none where that is not known."""

    def ask_first(self, elsewhere: Callable[[], Differing | None]) -> None:
        """Have asked first who has looked at the files elsewhere; who gives None has not."""
        here = self.look

        def look() -> Differing:
            found = elsewhere()
            return here() if found is None else found

        self.look = look

    @cached_property
    def apart(self) -> Differing:
        """Give what of it is not as it was published."""
        return self.look()

    @cached_property
    def same(self) -> AbstractSet[str]:
        """Paths of files that nobody touched."""
        return Untouched(self.files, self.apart.changed)

    @property
    def foreign(self) -> AbstractSet[str]:
        """Paths of files that are no part of it."""
        return self.apart.foreign

    @property
    def is_intact(self) -> bool:
        """Say whether it is as it was published."""
        return self.site is not None and not self.apart.changed and not self.foreign


class DeskRecord(msgspec.Struct, frozen=True):
    """What a build saw on the desk, so that the next one can tell at a glance that it is as it was."""

    rest: bytes
    """Digest of everything else that decides what the site is."""
    stamps: Names
    """How everything looked that the build read, by path: a table of stamps."""
    problems: tuple[tuple[str, str, str], ...]
    """What, where, mend of everything that could not be used."""
    sums: Names
    """SHA-256 of every article by path: a table of texts."""


def marker_bytes(name: str) -> bytes:
    """Give what stands in the marker file."""
    return MARKER_TEXT.format(name=name).encode()


def published_name(root: Path) -> str | None:
    """Give the name of the site that stands in a folder, or None where none does."""
    try:
        text = (root / MARKER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    last = text.splitlines()[-1:] or [""]
    return last[0].removeprefix("site ") if last[0].startswith("site ") else None


def differing(root: Path, files: FileList, folders: Folders | None = None) -> Differing:
    """Look at every file of the site in a folder.

    `folders` are the site's as they look now. Where none are known, all of it is listed.
    """
    if folders:
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            changed = files.changed(handle)
        finally:
            os.close(handle)
        silent = quiet(files.folders, folders)
        return Differing(changed, files.without(_names(root, folders, silent)) - {MARKER})
    changed, foreign = set(), set()
    found = 0
    for path, status in _walk(root) if root.is_dir() else ():
        same = files.looks_like(path, status.st_size, status.st_mtime_ns, status.st_ino)
        if same is None:
            foreign.add(path)
        else:
            found += 1
            if not same:
                changed.add(path)
    if found < len(files):
        changed |= {path for path in files if not os.path.lexists(root / path)}
    return Differing(changed, foreign - {MARKER})


def _names(root: Path, folders: Folders, silent: AbstractSet[str]) -> Iterator[str]:
    """Give every file in the root, in those folders that are not silent, and in all that are new."""
    waiting = ["", *(folder for folder in folders if folder not in silent)]
    while waiting:
        folder = waiting.pop()
        inside = f"{folder}/" if folder else ""
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = inside + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    yield path
                elif path not in folders:
                    waiting.append(path)


def _walk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Give every file under a folder; links are not followed."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        # By handle: the system then looks up a name in its folder, not a whole path.
        handle = os.open(root / folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            with os.scandir(handle) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(path + "/")
                    else:
                        yield path, entry.stat(follow_symlinks=False)
        finally:
            os.close(handle)


def check_output(output: Path, read: tuple[Path, ...]) -> None:
    """See that the output folder may be replaced; `read` are the folders that a build reads.

    Raises:
        BriefingError: it holds what a build did not write, or what a build reads.
    """
    real = Path(os.path.realpath(output))
    for folder in read:
        kept = Path(os.path.realpath(folder))
        if kept == real or real in kept.parents or kept in real.parents:
            relation = "lies inside" if kept in real.parents else "holds"
            raise BriefingError(
                f"the output folder {relation} {kept.name}/, which a build reads",
                where=str(output),
                mend="name another folder with -o: a build replaces it whole",
            )
    if output.is_dir() and published_name(output) is None and any(output.iterdir()):
        raise BriefingError(
            "the output folder holds files that no build of this project wrote",
            where=str(output),
            mend="empty it, or name another folder with -o: a build replaces it whole",
        )
    if output.exists() and not output.is_dir():
        raise BriefingError("it is no folder", where=str(output), mend="name a folder with -o")


def file_digest(data: bytes) -> bytes:
    """Give the digest that the marker's site name is made of."""
    return hashlib.sha256(data).digest()
