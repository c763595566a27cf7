"""What a site consists of: each file with its key, and how to make it where the key is new."""

import gzip
import io
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from plugins.errors import OURS_TO_MEND, BriefingError
from plugins.model import Archive, File, Page, Raw, Site
from plugins.pages.kin import HeldPages, SitePages, parts_for, place_of
from plugins.pipeline import Output
from plugins.render.digests import COMPILED, all_code, digest, value_digest
from plugins.render.listing import FileList
from plugins.render.styles import bundled, without_remarks
from plugins.workshop import FileOnDisk, KnownFile, Workshop

STATIC = "theme"
"""Where the theme's own files stand in a site."""
MAIN_SHEET = "css/main.css"
DOWNLOADS = 16
"""Scraped pages that are looked at together, at most and as a rule."""


Made = Iterable[File | FileOnDisk | KnownFile]


@dataclass(frozen=True, slots=True)
class Single:
    """One file and how to make it."""

    path: str
    key: bytes
    make: Callable[[], bytes]
    page: Callable[[], Page] | None = None
    """The page that it is, where it is one."""
    weight: int = 0
    """Bytes of the page's view, where it is held."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that are as they were, all of them, where their key is."""

    key: bytes | None
    """None where it shows only when they are made."""
    paths: Callable[[], Sequence[str]]
    make: Callable[[], tuple[bytes, Sequence[Single]]]
    """Gives the key too."""


def bundle_of(*singles: Single) -> Bundle:
    """Give some files as a bundle."""
    key = digest("bundle", *(part for one in singles for part in (one.path, one.key)))
    return Bundle(key, lambda: [one.path for one in singles], lambda: (key, singles))


@dataclass(frozen=True)
class Group:
    """The files of one output stage, made together."""

    name: str
    key: bytes
    make: Callable[[], Made]
    """One file after the other, so that none is held longer than it takes to write it."""


def static_files(theme: Path) -> Bundle:
    """Give the theme's style sheets, scripts and pictures."""
    return bundle_of(*_static_files(theme))


def _static_files(theme: Path) -> Iterator[Single]:
    root = theme / "static"
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".css" and name != MAIN_SHEET:
            continue  # It stands in the one sheet.
        parts = name.split("/")
        if path.is_file() and COMPILED not in parts and not any(part.startswith(".") for part in parts):
            data = _static(path, whole=name == MAIN_SHEET)
            yield Single(f"{STATIC}/{name}", digest("static", data), partial(bytes, data))


def _static(path: Path, *, whole: bool) -> bytes:
    if whole:
        return bundled(path)
    return without_remarks(path.read_text("utf-8")).encode() if path.suffix == ".js" else path.read_bytes()


def downloads(archive: Archive, articles: Mapping[str, Raw], whole: Callable[[Raw], Raw]) -> Iterator[Bundle]:
    """Give every scraped page as it came, packed, so that no browser takes it for a page of this site.

    `whole` gives an article with its bytes.
    """
    number = parts_for(len(archive.entries), DOWNLOADS)
    parts: defaultdict[int, list[tuple[str, Raw]]] = defaultdict(list)
    for entry in archive.entries:
        url = entry.row.url
        parts[place_of(url) % number].append(
            (f"{url.removesuffix('.html')}.raw.gz", articles[entry.row.path])
        )
    for some in parts.values():
        key = digest("downloads", *chain.from_iterable([(name, raw.sha256) for name, raw in some]))
        yield Bundle(key, partial(_names, some), partial(_downloads, key, some, whole))


def _names(some: Sequence[tuple[str, Raw]]) -> list[str]:
    return [name for name, _ in some]


def _downloads(
    key: bytes, some: Sequence[tuple[str, Raw]], whole: Callable[[Raw], Raw]
) -> tuple[bytes, list[Single]]:
    return key, [Single(name, digest("gzip", raw.sha256), partial(_packed, raw, whole)) for name, raw in some]


def _packed(raw: Raw, whole: Callable[[Raw], Raw]) -> bytes:
    return packed(whole(raw).data)


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
            for name, value in output.gather(archive, site, HeldPages(())).items():
                yield _group(output, name, value, partial(output.make, value, workshop))


def groups(
    outputs: Iterable[Output], archive: Archive, site: Site, pages: SitePages, workshop: Workshop
) -> Iterator[Group]:
    """Give what all other output stages make."""
    for output in outputs:
        if not output.is_large:
            given = (workshop,) if output.in_workshop else ()
            for name, value in output.gather(archive, site, pages).items():
                yield _group(output, name, value, partial(output.make, value, *given))


def begun(group: Group) -> Group:
    """Give a group whose making has begun, up to its first file: what is made aside is under way then."""
    made = iter(group.make())
    first = [*islice(made, 1)]
    return replace(group, make=lambda: chain(first, made))


def _group(output: Output, name: str, value: object, make: Callable[[], Made]) -> Group:
    full = f"{output.name}: {name}"
    return Group(full, digest(all_code(), full, value_digest(value)), make)


def check_paths(bundles: Sequence[Bundle], published: FileList) -> None:
    """See that no two files want the same place, in any spelling that a file system takes for one.

    Raises:
        BriefingError: two of them do.
    """
    known = published.bundles
    new = [one for one in bundles if one.key is None or one.key not in known]

    def coming() -> Iterator[str]:
        return chain.from_iterable(one.paths() for one in new)

    def every() -> Iterator[str]:
        runs = ((one, known.get(one.key) if one.key else None) for one in bundles)
        return chain.from_iterable(one.paths() if run is None else published.paths(run) for one, run in runs)

    # No two files of the published site do. So what comes is held against itself, and a path that is in none
    # of the bundles that go against all others.
    published.open(known.keys() - {one.key for one in bundles} - published.late)
    if spelt_twice(coming) is None and not (known and any(map(published.has_like, coming()))):
        return
    twice = spelt_twice(every)
    if twice is not None:
        raise BriefingError(
            f"two files of the site want the address '{twice}'",
            where="the pages stage",
            mend=f"rename one of the things, or {OURS_TO_MEND}",
        )


def spelt_twice(paths: Callable[[], Iterable[str]]) -> str | None:
    """Give a path that another one is the same as, in any spelling that a file system takes for one.

    Of a million paths none is held: where their hashes differ, they do.
    """
    hashes = array("q", map(hash, map(str.casefold, paths())))
    if len({*hashes}) == len(hashes):
        return None
    spelt: set[str] = set()
    for path in paths():
        if path.casefold() in spelt:
            return path
        spelt.add(path.casefold())
    return None
