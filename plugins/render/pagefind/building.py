"""Search records to Pagefind's index, part by part: what was made of a part before is taken up again."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from plugins.memory import name_of
from plugins.model import File
from plugins.render.pagefind.index import Merging
from plugins.render.pagefind.naming import short_names
from plugins.render.pagefind.service import Engine
from plugins.render.pagefind.shards import Frame, Shard, frame_of, shard_of
from plugins.render.pagefind.spill import Spill
from plugins.search import Record, Records
from plugins.search.parts import in_order
from plugins.workshop import KnownFile, Workshop

_encoder = msgspec.msgpack.Encoder()
_record = msgspec.msgpack.Decoder(Record)


def index_files(found: Records, workshop: Workshop) -> Iterator[File | KnownFile]:
    """Give the index with the engine's scripts.

    Raises:
        BriefingError: the engine fails, or its files are not those of the version that this knows.
    """
    folder = workshop.folder / "search"
    folder.mkdir()
    urls = sorted(url for part in found.parts for url in part.urls)
    names = dict(zip(urls, short_names(urls), strict=True))
    with ExitStack() as held:
        merging = Merging(held.enter_context(Spill(folder / "words")))
        engine = held.enter_context(Engine(found.language))
        missing = []
        for number in range(len(found.parts)):
            shard = _remembered(found, number, workshop)
            if shard is None:
                missing.append(number)
            else:
                yield from merging.take(number, shard, found.parts[number].urls, names)
        for number, shard in _made(found, missing, folder, engine, workshop):
            yield from merging.take(number, shard, found.parts[number].urls, names)
        names.clear()  # Every page has its own by now.
        yield from merging.files(_frame(found.language, engine, workshop))


def _remembered(found: Records, number: int, workshop: Workshop) -> Shard | None:
    """Give the shard of a part where the memory holds it."""
    name = _name(found, number)
    return workshop.memory.get_many([name], Shard).get(name)


def _made(
    found: Records, missing: Sequence[int], folder: Path, engine: Engine, workshop: Workshop
) -> Iterator[tuple[int, Shard]]:
    """Give the shards of some parts, made by the engine; the records wait on the disk for their turn."""
    if not missing:
        return
    with Spill(folder / "records") as records:
        for number, record in found.of(frozenset(missing)):
            records.put(number, _encoder.encode(record))
        for number in missing:
            part = sorted(map(_record.decode, records.get(number)), key=lambda record: in_order(record.url))
            shard = shard_of(part, engine.files(part))
            workshop.memory.put_many([(_name(found, number), shard)])
            yield number, shard


def _frame(language: str, engine: Engine, workshop: Workshop) -> Frame:
    name = name_of("frame", language)
    frame = workshop.memory.get_many([name], Frame).get(name)
    if frame is None:
        frame = frame_of(engine.files(()))
        workshop.memory.put_many([(name, frame)])
    return frame


def _name(found: Records, number: int) -> bytes:
    return name_of("shard", found.language, found.parts[number].name)
