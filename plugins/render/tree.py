"""A published site as a list of its files, and the check that it is still as it was published."""

import hashlib
import os
from pathlib import Path

import msgspec

from plugins.errors import BriefingError
from plugins.render.digests import digest
from plugins.render.glance import Stamps

MARKER = ".dossier"
"""A file at the site's root that says whose folder this is, and which site stands in it."""
MARKER_TEXT = "This folder is written by Dossier and replaced whole by every build.\nsite {name}\n"


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """One file of a site."""

    key: bytes
    """Of what it was made."""
    sha256: bytes
    size: int
    mtime: int
    """Nanoseconds, as the file system gives it back."""
    inode: int


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """An article as other plugins and themes see it in Pelican's context."""

    title: str
    date: str | None
    url: str
    summary: str
    source_path: str


class SiteList(msgspec.Struct, frozen=True):
    """Everything that is known of one published site."""

    inputs: bytes
    """Digest of all that went in, the addresses it gave included."""
    files: dict[str, Placed]
    groups: dict[str, tuple[bytes, tuple[str, ...]]]
    """Output stage by name: its key and the paths of its files."""
    articles: tuple[Listed, ...]
    sources: dict[str, bytes]
    """Every article's path, and the name under which the cache holds its reading."""
    standing: tuple[str, ...]
    """Lines of the build's summary that hold until something changes."""
    problems: tuple[tuple[str, str, str], ...]
    """What, where, mend of every article that was read and could not be used."""


class DeskRecord(msgspec.Struct, frozen=True):
    """What a build saw on the desk, so that the next one can tell at a glance that it is as it was."""

    rest: bytes
    """Digest of everything else that decides what the site is."""
    stamps: Stamps
    problems: tuple[tuple[str, str, str], ...]
    """What, where, mend of everything that could not be used."""


def site_name(files: dict[str, Placed]) -> str:
    """Give the name of a site: the digest of all paths and bytes in it."""
    parts: list[bytes | str] = []
    for path in sorted(files):
        parts += [path, files[path].sha256]
    return digest(*parts).hex()


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


def files_of(root: Path) -> dict[str, os.stat_result]:
    """Give every file under a folder, by its path; links are not followed."""
    found: dict[str, os.stat_result] = {}
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
                        found[path] = entry.stat(follow_symlinks=False)
        finally:
            os.close(handle)
    return found


def untouched(root: Path, files: dict[str, Placed]) -> tuple[set[str], set[str]]:
    """Give the paths that still are as they were published, and those that are foreign."""
    there = files_of(root) if root.is_dir() else {}
    same = {path for path, placed in files.items() if path in there and _is_same(there[path], placed)}
    return same, there.keys() - files.keys() - {MARKER}


def _is_same(status: os.stat_result, placed: Placed) -> bool:
    return (status.st_size, status.st_mtime_ns, status.st_ino) == (placed.size, placed.mtime, placed.inode)


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
