"""Articles are read few at a time, whatever their number; one that can't be read is told alone."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

from plugins.errors import BriefingError
from plugins.model import Dated, Document, Facts, Raw, Reading, Recurring, Registry
from plugins.registry import Knowledge
from plugins.render import readings
from plugins.render.ahead import FEW, Ahead
from plugins.render.cache import FILE_NAME, Cache
from plugins.render.one_reading import Task, Work
from plugins.render.readings import BATCH, Readings, begin_ahead, read_articles
from plugins.render.survivors import AHEAD

T = TypeVar("T")


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
    return read_articles(raws, work, Cache(folder), ThreadPoolExecutor, tick, with_bytes, Ahead())


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


class InTurn:
    """A process aside that does its work when it is waited for, and notes what it was given."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def __call__(self, work: Callable[..., T], *given: Any) -> Callable[[], T]:
        self.given.append([one.raw.path for one in given[0] if isinstance(one, Task)])
        return lambda: work(*given)


WORK = Work(clean, house, recurring, extract, Registry(), 60)


def raws_of(*paths: str) -> list[Raw]:
    return [Raw(path, b"", f"{number:064x}", "txt") for number, path in enumerate(paths)]


def with_path(raw: Raw) -> Raw:
    return Raw(raw.path, raw.path.encode(), raw.sha256, raw.format)


def read_ahead(
    raws: Sequence[Raw], before: dict[str, str], cache: Cache, aside: InTurn, whole: Callable[[Raw], Raw]
) -> Readings:
    ahead = Ahead(aside)
    begin_ahead(raws, before, WORK, cache, ahead, whole)
    return read_articles(raws, WORK, cache, ThreadPoolExecutor, lambda _more: None, whole, ahead)


def test_only_new_articles_are_read_ahead_and_once(tmp_path: Path) -> None:
    cache, aside, opened = Cache(tmp_path), InTurn(), list[str]()

    def whole(raw: Raw) -> Raw:
        opened.append(raw.path)
        return with_path(raw)

    old = raws_of("a.txt", "b.txt")
    first = read_articles(old, WORK, cache, ThreadPoolExecutor, lambda _more: None, with_path, Ahead())
    raws = raws_of("a.txt", "b.txt", "c.txt")
    second = read_ahead(raws, {raw.path: raw.sha256 for raw in old}, cache, aside, whole)
    assert aside.given == [["c.txt"]]
    assert opened == ["c.txt"]
    assert titled(first) == ["a.txt", "b.txt"]
    assert titled(second) == ["a.txt", "b.txt", "c.txt"]
    assert dict(second.bodies) == dict(
        read_articles(
            raws, WORK, Cache(tmp_path / "n"), ThreadPoolExecutor, lambda _more: None, with_path, Ahead()
        ).bodies
    )


def test_an_article_that_was_edited_and_put_back_is_not_read_ahead(tmp_path: Path) -> None:
    cache, aside = Cache(tmp_path), InTurn()
    raws = raws_of("a.txt", "b.txt")
    read_articles(raws, WORK, cache, ThreadPoolExecutor, lambda _more: None, with_path, Ahead())
    assert titled(read_ahead(raws, {"a.txt": "another"}, cache, aside, with_path)) == ["a.txt", "b.txt"]
    assert aside.given == []


def test_what_can_not_be_read_ahead_is_told_in_the_order_of_articles(tmp_path: Path) -> None:
    def whole(raw: Raw) -> Raw:
        if raw.path in {"a.txt", "c.txt"}:
            raise BriefingError("it was changed", where=raw.path, mend="build again")
        return with_path(raw)

    # To all appearance b is as it was, but the cache has lost it.
    raws = raws_of("a.txt", "b.txt", "c.txt")
    found = read_ahead(raws, {"b.txt": raws[1].sha256}, Cache(tmp_path), InTurn(), whole)
    assert titled(found) == ["b.txt"]
    assert [problem.where for problem in found.problems] == ["a.txt", "c.txt"]


def test_many_new_articles_are_left_to_the_pool(tmp_path: Path) -> None:
    aside = InTurn()
    raws = raws_of(*(f"{number:03}.txt" for number in range(FEW)))
    assert len(titled(read_ahead(raws, {}, Cache(tmp_path), aside, with_path))) == FEW
    assert aside.given == []


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
