"""One part of the records as the engine indexed it, in the form in which it is remembered and merged."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from plugins.errors import BriefingError
from plugins.render.cbor import OutOfStepError, decode
from plugins.render.pagefind.numbering import section_starts
from plugins.render.pagefind.postings import Word, read_words
from plugins.render.pagefind.service import FIELDS, LAST
from plugins.search import Record

ENTRY = "pagefind-entry.json"
MAGIC = b"pagefind_dcd"
VERSION, PAGES, CHUNKS, FACETS, SORTS, TOLD = range(6)
"""Where the engine's list of its files has its version, its pages, its words, its facets and its fields."""
BLOCK = 32_000
"""Bytes of words in one block: of every part one block is held while all are merged."""
FAST = 1
"""How much is done to make a block smaller: it is read more often than it is written."""

_encoder = msgspec.msgpack.Encoder()
_words = msgspec.msgpack.Decoder(tuple[Word, ...])


class ShardPage(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A page of the index."""

    url: str
    day: str
    """ISO 8601 as precise as known, "" where unknown."""
    words: int
    """How many it has, as the engine counts them."""
    sha256: bytes
    """Of the engine's file of it."""


class Shard(msgspec.Struct, frozen=True, array_like=True):
    """The index of one part of the records, but its words and its pages' files."""

    pages: tuple[ShardPage, ...]
    """In the order of their part; a record without a word has none."""
    facets: tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]
    """Name, values and the numbers of the pages that have each; all sorted."""


Fragments = tuple[bytes, ...]
"""The engine's files of a shard's pages: what it shows of each when it is found."""
Blocks = tuple[bytes, ...]
"""Words in blocks, sorted."""


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """What every index has whatever stands in it."""

    version: str
    code: str
    """The language as the engine names it."""
    entry: bytes
    """The file by which the engine finds all others."""
    files: dict[str, bytes]
    """The engine's scripts, by path."""


def shard_of(records: Sequence[Record], files: Mapping[str, bytes]) -> tuple[Shard, Fragments, Blocks]:
    """Give the shard that the engine's files of some records are, its pages' files and its words.

    Raises:
        BriefingError: the files are not those of the engine's version that this knows.
    """
    try:
        _, meta = _language(files)
        found = list(_pages(records, meta[PAGES], files))
        pages = tuple(page for page, _ in found)
        if meta[TOLD] != list(FIELDS):
            raise OutOfStepError(f"its fields are {meta[TOLD]}")
        starts = section_starts([page.url for page in pages])
        words = (
            word
            for _, _, name in meta[CHUNKS]
            for word in read_words(unpacked(files[f"index/{name}.pf_index"]), starts)
        )
        facets = [decode(unpacked(files[f"filter/{facet[1]}.pf_filter"])) for facet in meta[FACETS]]
        told = sorted((name, tuple(sorted((v, tuple(n)) for v, n in values))) for name, values in facets)
        return Shard(pages, tuple(told)), tuple(fragment for _, fragment in found), tuple(in_blocks(words))
    except (KeyError, IndexError, TypeError, ValueError, OSError) as fault:
        raise _unknown(fault) from fault


def frame_of(files: Mapping[str, bytes]) -> Frame:
    """Give what the files of an index without records hold.

    Raises:
        BriefingError: the files are not those of the engine's version that this knows.
    """
    try:
        code, meta = _language(files)
        named = {ENTRY, *(path for path in files if "/" in path or path.endswith(".pf_meta"))}
        common = {path: data for path, data in files.items() if path not in named}
        return Frame(meta[VERSION], code, files[ENTRY], common)
    except (KeyError, IndexError, TypeError, ValueError, OSError) as fault:
        raise _unknown(fault) from fault


def words_of(block: bytes) -> tuple[Word, ...]:
    """Give the words of a block."""
    return _words.decode(zlib.decompress(block))


def unpacked(data: bytes) -> bytes:
    """Give what stands in one of the engine's files."""
    return gzip.decompress(data).removeprefix(MAGIC)


def _language(files: Mapping[str, bytes]) -> tuple[str, Any]:
    """Give the one language of an index, and its list of files."""
    ((code, language),) = json.loads(files[ENTRY])["languages"].items()
    return code, decode(unpacked(files[f"pagefind.{language['hash']}.pf_meta"]))


def _pages(
    records: Iterable[Record], pages: Iterable[Sequence[Any]], files: Mapping[str, bytes]
) -> Iterator[tuple[ShardPage, bytes]]:
    """Give the pages with their files, but the last, which is no record's.

    The engine passes over records without a word.
    """
    days = ((record.url, record.day or "") for record in records)
    url = ""
    for name, words in pages:
        fragment = files[f"fragment/{name}.pf_fragment"]
        url = json.loads(unpacked(fragment))["url"]
        if url == LAST:
            break
        day = next((day for known, day in days if known == url), None)
        if day is None:
            raise OutOfStepError(f"{url} does not stand in the order of the records")
        yield ShardPage(url, day, words, hashlib.sha256(fragment).digest()), fragment
    if url != LAST:
        raise OutOfStepError("its last page is another")


def in_blocks(words: Iterable[Word]) -> Iterator[bytes]:
    """Give words in blocks of about the same size."""
    block: list[Word] = []
    size = 0
    for word in words:
        block.append(word)
        size += len(word.word) + sum(len(one.rest) for one in word.postings)
        if size >= BLOCK:
            yield zlib.compress(_encoder.encode(block), FAST)
            block, size = [], 0
    if block:
        yield zlib.compress(_encoder.encode(block), FAST)


def _unknown(fault: Exception) -> BriefingError:
    return BriefingError(
        f"the index is not as this version of the engine writes it ({fault})",
        where="Pagefind",
        mend="install the version in requirements.lock",
    )
