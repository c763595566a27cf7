"""Search records to Pagefind's index, part by part: what was made of a part before is taken up again."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from plugins.memory import name_of
from plugins.model import File
from plugins.render.pagefind.index import FOLDER, Merging, named
from plugins.render.pagefind.merging import merged
from plugins.render.pagefind.service import Engine
from plugins.render.pagefind.shards import Blocks, Fragments, Frame, Shard, frame_of, in_blocks, shard_of
from plugins.render.pagefind.spill import Spill
from plugins.search import Pages, Record, Records
from plugins.search.parts import Part, in_order
from plugins.workshop import KnownFile, Workshop

TOGETHER = 8
"""About so many parts in a row have their words put together once, and kept so; never twice as many."""

T = TypeVar("T")
_encoder = msgspec.msgpack.Encoder()
_record = msgspec.msgpack.Decoder(Record)


def index_files(found: Records | Pages, workshop: Workshop) -> Iterator[File | KnownFile]:
    """Give the index with the engine's scripts, or the files of one part's pages.

    Raises:
        BriefingError: the engine fails, or its files are not those of the version that this knows.
    """
    if isinstance(found, Pages):
        return _page_files(Shards(found.records, workshop), found.number)
    return _index_files(found, workshop)


def _page_files(shards: "Shards", number: int) -> Iterator[KnownFile]:
    fragments = shards.fragments(number)
    pages = named(shards.shard(number), shards.found.parts[number])
    for (name, page), fragment in zip(pages, fragments, strict=True):
        yield KnownFile(f"{FOLDER}/fragment/{name}", page.sha256, fragment)


def _index_files(found: Records, workshop: Workshop) -> Iterator[File]:
    shards = Shards(found, workshop)
    with Spill(shards.folder / "words") as spill:
        merging = Merging(spill)
        for number, part in enumerate(found.parts):
            merging.take(number, shards.shard(number), part)
        for some in in_groups(found.parts):
            merging.take_words(some, _words(shards, some, merging))
        yield from merging.files(shards.frame())


def in_groups(parts: Sequence[Part]) -> Iterator[range]:
    """Give parts that stand in a row in groups; which part ends one is told by its place.

    So a part more parts its own group at most, but where a long one ends before it is told.
    """
    begin = 0
    for number, part in enumerate(parts, 1):
        last = hashlib.blake2b(part.place.encode(), digest_size=1).digest()[0] % TOGETHER == 0
        if last or number == len(parts) or number - begin == 2 * TOGETHER - 1:
            yield range(begin, number)
            begin = number


def _words(shards: "Shards", some: range, merging: Merging) -> Blocks:
    """Give the words of some parts as those of one."""
    if len(some) == 1:
        return shards.words(some.start)
    memory = shards.workshop.memory
    name = name_of("words together", shards.found.language, [shards.found.parts[one].name for one in some])
    blocks = memory.get_many([name], Blocks).get(name)
    if blocks is None:
        numbering = merging.numbering(some)
        blocks = tuple(in_blocks(merged((numbering.moves(one), iter(shards.words(one))) for one in some)))
        memory.put_many([(name, blocks)])
    return blocks


class Shards:
    """What the engine made of each part: kept in the memory, and in the workshop where it is made now."""

    def __init__(self, found: Records, workshop: Workshop) -> None:
        self.found = found
        self.workshop = workshop
        self.folder = workshop.folder / "search"
        self.folder.mkdir(exist_ok=True)

    def shard(self, number: int) -> Shard:
        """Give a part's shard."""
        return self._value("shard", number, Shard)

    def fragments(self, number: int) -> Fragments:
        """Give the files of a part's pages."""
        return self._value("fragments", number, Fragments)

    def words(self, number: int) -> Blocks:
        """Give a part's words."""
        return self._value("words", number, Blocks)

    def frame(self) -> Frame:
        """Give what every index has."""
        name = name_of("frame", self.found.language)
        frame = self.workshop.memory.get_many([name], Frame).get(name)
        if frame is None:
            with Engine(self.found.language) as engine:
                frame = frame_of(engine.files(()))
            self.workshop.memory.put_many([(name, frame)])
        return frame

    def _value(self, kind: str, number: int, of: type[T]) -> T:
        path = self._path(kind, number)
        if not path.exists():
            kept = self._kept(kind, number, of)
            if kept is not None:
                return kept
            others = (one for one in range(len(self.found.parts)) if self._is_missing(one))
            self._make(sorted({number, *others}))
        return msgspec.msgpack.decode(path.read_bytes(), type=of)

    def _kept(self, kind: str, number: int, of: type[T]) -> T | None:
        name = self._name(kind, number)
        return self.workshop.memory.get_many([name], of).get(name)

    def _is_missing(self, number: int) -> bool:
        return not self._path("shard", number).exists() and self._kept("shard", number, Shard) is None

    def _make(self, missing: Sequence[int]) -> None:
        """Have the engine make the shards of some parts; the records wait on the disk for their turn."""
        with Spill(self.folder / "records") as records, Engine(self.found.language) as engine:
            for number, record in self.found.of(frozenset(missing)):
                records.put(number, _encoder.encode(record))
            for number in missing:
                part = sorted(map(_record.decode, records.get(number)), key=lambda one: in_order(one.url))
                made = shard_of(part, engine.files(part))
                for kind, value in zip(("shard", "fragments", "words"), made, strict=True):
                    self.workshop.memory.put_many([(self._name(kind, number), value)])
                    self._path(kind, number).write_bytes(_encoder.encode(value))

    def _name(self, kind: str, number: int) -> bytes:
        return name_of(kind, self.found.language, self.found.parts[number].name)

    def _path(self, kind: str, number: int) -> Path:
        return self.folder / f"{kind}-{number}"
