"""Articles are read few at a time, whatever their number; one that can't be read is told alone."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from plugins.errors import BriefingError
from plugins.model import Dated, Document, Facts, Raw, Reading, Recurring, Registry
from plugins.registry import Knowledge
from plugins.render import readings
from plugins.render.cache import FILE_NAME, Cache
from plugins.render.one_reading import Work
from plugins.render.readings import BATCH, Readings, read_articles
from plugins.render.survivors import AHEAD


def clean(raw: Raw, _recurring: Recurring) -> Document:
    text = raw.data.decode()
    return Document(raw.path, raw.sha256, text, "stated", text, (), ())


def extract(_document: Document, _knowledge: Knowledge) -> Facts:
    return Facts(Dated())


def house(_document: Document) -> str | None:
    return None


def recurring(_pages: Sequence[Document]) -> dict[str, Recurring]:
    return {}


def read(
    number: int, folder: Path, with_bytes: Callable[[Raw], Raw], tick: Callable[[int], None]
) -> Readings:
    raws = [Raw(f"articles/{n:05}.txt", b"", f"{n:064x}", "txt") for n in range(number)]
    work = Work(clean, house, recurring, extract, Registry(), 60)
    return read_articles(raws, work, Cache(folder), ThreadPoolExecutor, tick, with_bytes)


def titled(found: Readings) -> list[str]:
    return [reading.document.title for reading in found.readings if isinstance(reading, Reading)]


@pytest.mark.parametrize("workers", [1, 2])
def test_bytes_are_read_a_few_batches_ahead(
    workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "worker_count", lambda: workers)
    opened: list[str] = []
    ahead: list[int] = []

    def with_bytes(raw: Raw) -> Raw:
        opened.append(raw.path)
        return Raw(raw.path, raw.path.encode(), raw.sha256, raw.format)

    def tick(more: int) -> None:
        done.append(more)
        ahead.append(len(opened) - sum(done))

    done: list[int] = []
    number = 20 * BATCH
    found = read(number, tmp_path, with_bytes, tick)
    assert titled(found) == [f"articles/{n:05}.txt" for n in range(number)]
    assert opened == titled(found)
    assert max(ahead) <= AHEAD * workers * BATCH < number


@pytest.mark.parametrize("number", [3, 5 * BATCH + 1])
def test_one_that_changes_meanwhile_is_told_alone(number: int, tmp_path: Path) -> None:
    def with_bytes(raw: Raw) -> Raw:
        if raw.path.endswith("00001.txt"):
            raise BriefingError("it was changed", where=raw.path, mend="build again")
        return Raw(raw.path, raw.path.encode(), raw.sha256, raw.format)

    found = read(number, tmp_path, with_bytes, lambda _more: None)
    assert titled(found) == [f"articles/{n:05}.txt" for n in range(number) if n != 1]
    assert [(one.what, one.where) for one in found.problems] == [("it was changed", "articles/00001.txt")]


def test_facts_that_the_cache_lost_or_spoilt_are_read_from_the_article_again(tmp_path: Path) -> None:
    def with_bytes(raw: Raw) -> Raw:
        return Raw(raw.path, raw.path.encode(), raw.sha256, raw.format)

    read(3, tmp_path, with_bytes, lambda _more: None)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as kept, kept:
        names = [name for (name,) in kept.execute("SELECT name FROM kept") if name.endswith(b" facts")]
        first, second, _ = sorted(names)
        kept.execute("DELETE FROM kept WHERE name = ?", [first])
        kept.execute("UPDATE kept SET value = x'00' WHERE name = ?", [second])
    found = read(3, tmp_path, with_bytes, lambda _more: None)
    assert [reading.facts for reading in found.readings] == 3 * [Facts(Dated())]
