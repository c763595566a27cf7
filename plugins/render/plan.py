"""What a site consists of: each file with its key, and how to make it where the key is new."""

import gzip
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.errors import OURS_TO_MEND, BriefingError
from plugins.model import Archive, File, Page, Raw, Site
from plugins.pages.views import Shown
from plugins.pipeline import Output
from plugins.render.digests import all_code, digest, value_digest
from plugins.render.styles import bundled, without_remarks
from plugins.render.tree import SiteFacts
from plugins.workshop import FileOnDisk, KnownFile, Workshop

STATIC = "theme"
"""Where the theme's own files stand in a site."""
MAIN_SHEET = "css/main.css"


Made = Iterable[File | FileOnDisk | KnownFile]


@dataclass(frozen=True, slots=True)
class Single:
    """One file and how to make it."""

    path: str
    key: bytes
    make: Callable[[], bytes]
    page: Callable[[], Page] | None = None
    """The page that it is, where it is one."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One file whose key shows only when what it shows is made."""

    path: str
    settle: Callable[[], Single]


@dataclass(frozen=True)
class Group:
    """The files of one output stage, made together."""

    name: str
    key: bytes
    make: Callable[[], Made]
    """One file after the other, so that none is held longer than it takes to write it."""


def static_files(theme: Path) -> Iterator[Single]:
    """Give the theme's style sheets, scripts and pictures."""
    root = theme / "static"
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".css" and name != MAIN_SHEET:
            continue  # It stands in the one sheet.
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            data = _static(path, whole=name == MAIN_SHEET)
            yield Single(f"{STATIC}/{name}", digest("static", data), partial(bytes, data))


def _static(path: Path, *, whole: bool) -> bytes:
    if whole:
        return bundled(path)
    return without_remarks(path.read_text("utf-8")).encode() if path.suffix == ".js" else path.read_bytes()


def downloads(archive: Archive, articles: Mapping[str, Raw]) -> Iterator[Single]:
    """Give every scraped page as it came, packed, so that no browser takes it for a page of this site."""
    for entry in archive.entries:
        raw = articles[entry.row.path]
        name = f"{entry.row.url.removesuffix('.html')}.raw.gz"
        yield Single(name, digest("gzip", raw.sha256), partial(packed, raw.data))


def packed(data: bytes) -> bytes:
    """Give gzip's form of some bytes, the same every time: without name and time."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0, compresslevel=6) as file:
        file.write(data)
    return buffer.getvalue()


def large_groups(
    outputs: Iterable[Output], archive: Archive, site: Site, workshop: Workshop
) -> Iterator[Group]:
    """Give what those output stages make that need none of the pages."""
    for output in outputs:
        if output.is_large:
            for name, value in output.gather(archive, site, ()).items():
                yield _group(output, name, value, partial(output.make, value, workshop))


def groups(
    outputs: Iterable[Output], archive: Archive, site: Site, pages: Iterable[Shown], workshop: Workshop
) -> Iterator[Group]:
    """Give what all other output stages make; `pages` can be gone through more than once."""
    for output in outputs:
        if not output.is_large:
            given = (workshop,) if output.in_workshop else ()
            for name, value in output.gather(archive, site, pages).items():
                yield _group(output, name, value, partial(output.make, value, *given))


def _group(output: Output, name: str, value: object, make: Callable[[], Made]) -> Group:
    full = f"{output.name}: {name}"
    return Group(full, digest(all_code(), full, value_digest(value)), make)


def unique(files: Iterable[Single | Pending]) -> dict[str, Single | Pending]:
    """Give files by path.

    Raises:
        BriefingError: two of them want the same place, in any spelling that a file system takes for one.
    """
    found: dict[str, Single | Pending] = {}
    folded: dict[str, str] = {}
    for file in files:
        before = folded.setdefault(file.path.casefold(), file.path)
        if file.path in found or before != file.path:
            raise BriefingError(
                f"two files of the site want the address '{file.path}'",
                where="the pages stage",
                mend=f"rename one of the things, or {OURS_TO_MEND}",
            )
        found[file.path] = file
    return found


def kept_group(group: Group, before: SiteFacts | None, same: AbstractSet[str]) -> tuple[str, ...] | None:
    """Give the paths of a group that is as it was, or None where it must be made."""
    if before is None or group.name not in before.groups:
        return None
    key, paths = before.groups[group.name]
    return paths if key == group.key and all(path in same for path in paths) else None
