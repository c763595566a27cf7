"""What lies on the desk: articles with their sidecars, registry, permalinks, hand-written pages.

Only regular files inside the content folder are read, each opened so that neither a link nor a pipe nor a
device can take its place, and none beyond the limit. Order is by name, so that it is the same everywhere.
"""

import errno
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from plugins.clean import BUNDLE_SUFFIXES, MAX_BYTES, READABLE_SUFFIXES
from plugins.errors import BriefingError
from plugins.lazily import Lazily
from plugins.model import Raw
from plugins.render.bundles import is_bundle, name_of, opened, suffix_of

SIDECAR = ".yaml"
_characters = Lazily("plugins.clean", "characters")
"""Only a sidecar that is new is read."""
ENVELOPES = (".mhtml", ".mht")
"""Files that hold pictures too: they may be larger than the page in them."""
ARTICLE_SUFFIXES = READABLE_SUFFIXES + BUNDLE_SUFFIXES
MOST_HIDDEN = 10_000
"""Files of a hidden folder that are looked at."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
OUT_OF_REACH = {errno.EACCES, errno.EPERM, errno.ENOENT, errno.ELOOP, errno.ENAMETOOLONG, errno.ENXIO}
"""Faults of one file; any other (a failing disk) stops the build, lest articles vanish silently."""


@dataclass(frozen=True)
class Desk:
    """Everything a build reads, as bytes and texts."""

    articles: tuple[Raw, ...]
    """Without their bytes where a file of its own holds them: see `whole`."""
    registry: dict[str, str]
    """File name to YAML text."""
    permalinks: bytes
    handwritten: tuple[Raw, ...]
    problems: tuple[BriefingError, ...] = field(default=())
    """Files that could not be read, each with its mend."""


EMPTY = hashlib.sha256().hexdigest()
NO_SUMS: Mapping[str, str] = {}


def whole(raw: Raw, content: Path, max_bytes: int) -> Raw:
    """Give an article with its bytes: nearly all were read long ago, and nobody asks for theirs.

    Raises:
        BriefingError: they are not what they were when the desk was read.
    """
    if raw.data or raw.sha256 == EMPTY:
        return raw
    data = _Files(content, max_bytes, []).read(raw.path)
    if data is None or hashlib.sha256(data).hexdigest() != raw.sha256:
        raise BriefingError(
            "it was changed while the site was built", where=raw.path, mend="build again once it is written"
        )
    return msgspec.structs.replace(raw, data=data)


def read_desk(
    content: Path, fallback_registry: Path, max_bytes: int, sums: Mapping[str, str] = NO_SUMS
) -> Desk:
    """Read a content folder; `sums` are the SHA-256 of files that are known to be as they were, by path.

    Raises:
        BriefingError: there is no articles/ in it.
        OSError: the disk fails.
    """
    if not (content / "articles").is_dir():
        raise BriefingError(
            "there is no folder articles/", where=str(content), mend="make it and put scraped pages into it"
        )
    problems: list[BriefingError] = []
    files = _Files(content, max_bytes, problems)
    own = content / "registry"
    registry_files = files if own.is_dir() else _Files(fallback_registry.parent, max_bytes, problems)
    registry_name = "registry" if own.is_dir() else fallback_registry.name
    articles = tuple(_articles(files, problems, sums))
    registry = {
        Path(path).name: text_of(path, data)
        for path, data in registry_files.under(registry_name)
        if path.endswith(SIDECAR)
    }
    handwritten = tuple(
        Raw(path, data, hashlib.sha256(data).hexdigest(), "md")
        for path, data in files.under("pages")
        if path.endswith(".md")
    )
    # Dossier writes this one itself, a line for every address: it grows beyond what an article may have.
    own_files = _Files(content, sys.maxsize - 1, problems)
    permalinks = own_files.read("permalinks.tsv") if (content / "permalinks.tsv").exists() else b""
    return Desk(articles, registry, permalinks or b"", handwritten, tuple(problems))


def text_of(path: str, data: bytes) -> str:
    """Give the text of a file that the desk itself writes.

    Raises:
        BriefingError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise BriefingError(
            "this is not UTF-8", where=f"{path}, line {line}", mend="save the file as UTF-8"
        ) from fault


def _articles(files: "_Files", problems: list[BriefingError], sums: Mapping[str, str]) -> Iterator[Raw]:
    """Pair every article with its sidecar."""
    paths = files.paths("articles")
    sidecars = {path.removesuffix(SIDECAR): path for path in paths if path.endswith(SIDECAR)}
    used: set[str] = set()
    for path in paths:
        if path.endswith(SIDECAR):
            continue
        sidecar = sidecars.get(name_of(path)) if sidecars else None
        text = None
        if sidecar is not None:
            used.add(sidecar)
            if (written := files.read(sidecar)) is not None:
                text = _characters(written)
        if is_bundle(path):
            if bundle := files.open(path):
                with bundle:
                    yield from opened(path, bundle, text, files.max_bytes, problems)
        elif (sha256 := sums.get(path) or files.sha256(path)) is not None:
            yield Raw(path, b"", sha256, suffix_of(path).lower().removeprefix("."), text)
    problems.extend(
        BriefingError(
            "there is no article of this name beside it",
            where=sidecar,
            mend="rename it after its article, or remove it",
        )
        for sidecar in sorted(set(sidecars.values()) - used)
    )


class _Files:
    """The regular files under one folder."""

    def __init__(self, root: Path, max_bytes: int, problems: list[BriefingError]) -> None:
        self.root = root
        self.inside = os.path.realpath(root) + os.sep
        self.max_bytes = max_bytes
        self.problems = problems

    def under(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """Give path (relative to the root) and bytes of every file, in order of path."""
        for path in self.paths(folder):
            data = self.read(path)
            if data is not None:
                yield path, data

    def paths(self, folder: str) -> list[str]:
        """Give the path (relative to the root) of every file, in order."""
        return sorted(self._paths(folder))

    def _paths(self, folder: str) -> Iterator[str]:
        # A list of folders still to see, not recursion: folders may be nested deeper than Python's stack.
        waiting = [folder]
        while waiting:
            folder = waiting.pop()
            for entry in self._entries(folder):
                path = f"{folder}/{entry.name}"
                if entry.is_symlink() and not self._leads_inside(path):
                    self._problem(
                        path, "it is a link that leads out of the content folder", "copy the file here"
                    )
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif entry.is_symlink() and entry.is_dir():
                    continue  # What it leads to is inside, so it is read there.
                else:
                    yield path

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            entries = list(os.scandir(self.root / folder))
        except OSError as fault:
            if fault.errno not in {errno.ENOENT, errno.ENOTDIR}:
                self._refuse(folder, fault)
            return []
        for entry in entries:
            # What systems and editors leave about is nobody's article; what looks like one is told.
            if entry.name.startswith(".") and (hidden := _looks_like_an_article(entry)):
                path = os.path.relpath(hidden, self.root)
                self._problem(path, "a name in its path begins with a dot, so it is hidden", "rename that")
        return [entry for entry in entries if not entry.name.startswith(".")]

    def _leads_inside(self, path: str) -> bool:
        real = os.path.realpath(self.root / path)
        return real.startswith(self.inside) and Path(real).exists()

    def read(self, path: str) -> bytes | None:
        """Give a file's bytes, or note why it can not be read and give None."""
        file = self.open(path)
        if file is None:
            return None
        with file:
            size = os.fstat(file.fileno()).st_size
            if size <= self.max_bytes:
                # Not up to the limit: what a read sets aside and doesn't fill stays torn from the rest.
                return file.read(size + 1)
        self._problem(
            path,
            f"it has {size:,} bytes, more than {self.max_bytes:,}",
            "cut it, or raise ARTICLE_MAX_BYTES in pelican.conf.py"
            if size <= MAX_BYTES or path.lower().endswith(ENVELOPES)
            else "cut it to the article",
        )
        return None

    def sha256(self, path: str) -> str | None:
        """Give the digest of a file's bytes, or note why it can not be read and give None."""
        data = self.read(path)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def open(self, path: str) -> BinaryIO | None:
        """Give a regular file to read from, or note why it can not be read and give None."""
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            self._problem(path, "its name is not UTF-8", "rename it")
            return None
        if _CONTROL.search(path):
            self._problem(path, "its name holds control characters", "rename it")
            return None
        real = os.path.realpath(self.root / path)
        try:
            # Non-blocking: opening a pipe must not wait for whoever writes to it.
            handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as fault:
            self._refuse(path, fault)
            return None
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            self._problem(path, "it is no regular file", "put an ordinary file here")
            return None
        return os.fdopen(handle, "rb")

    def _refuse(self, path: str, fault: OSError) -> None:
        if fault.errno not in OUT_OF_REACH:
            raise fault
        self._problem(
            path, f"it can not be read ({fault.strerror})", "give the build leave to read it, or remove it"
        )

    def _problem(self, path: str, what: str, mend: str) -> None:
        # A name that is not UTF-8 has no place in what is kept of a build.
        told = path.encode("utf-8", "backslashreplace").decode()
        self.problems.append(BriefingError(what, where=told, mend=mend))


def _looks_like_an_article(entry: os.DirEntry[str]) -> str | None:
    """Give the path of what looks like an article: the file itself, or the first such one in the folder."""
    if not entry.is_dir(follow_symlinks=False):
        return entry.path if entry.name.endswith(ARTICLE_SUFFIXES) else None
    inside = (f"{top}/{name}" for top, _, names in os.walk(entry.path) for name in sorted(names))
    return next((path for path in islice(inside, MOST_HIDDEN) if path.endswith(ARTICLE_SUFFIXES)), None)
