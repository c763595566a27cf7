"""The engine at work in tests: records in, the published files of the index out."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from plugins.render.cache import Cache
from plugins.render.memory import StageMemory
from plugins.render.pagefind import index_files
from plugins.render.tree import Published
from plugins.render.workshop import BuildWorkshop
from plugins.search import Record, Records
from plugins.search.parts import MOST, Found


def indexed(
    root: Path, records: Iterable[Record], most: int = MOST, language: str = "en"
) -> dict[str, bytes]:
    """Give the files of the index by path; what is kept for another time is kept in `root`."""
    held = tuple(records)
    found = Records(language, found_in(held), most)
    cache = Cache(root / "cache")
    workshop = BuildWorkshop(root / "output", StageMemory(cache, "outputs", {}), Published())
    try:
        values = (found, *found.pages)
        files = [(file.path, file.data) for value in values for file in index_files(value, workshop)]
    finally:
        workshop.close()
        cache.close()
    assert len(files) == len(dict(files))
    return dict(files)


def found_in(records: Sequence[Record]) -> Found:
    """Give what gives some records, or those that have some places."""
    return lambda places: [one for at, one in enumerate(records) if places is None or at in places]


def record(url: str, words: str = "Norway pays", day: str | None = None, **more: object) -> Record:
    """Give a record of an article."""
    given: Mapping[str, object] = {
        "title": url, "kind": "Article", "filters": (), "source": None, "period": day or "", **more
    }  # fmt: skip
    return Record(url=url, words=words, day=day, **given)  # type: ignore[arg-type]
