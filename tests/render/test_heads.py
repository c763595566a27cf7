"""Heads of many readings are kept together, and are those that each article alone would give."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bodies import KeptReading, kept
from plugins.model import Dated, Document, Facts, Raw, Reading, Registry
from plugins.render import tabled
from plugins.render.cache import Cache
from plugins.render.heads import Heads, Stretch, reading_name
from plugins.render.one_reading import Task

REGISTRY = Registry()
PATHS = [f"articles/{n}.txt" for n in range(12)]
desks = st.dictionaries(st.sampled_from(PATHS), st.integers(0, 2), min_size=1)


def tasks_of(desk: dict[str, int]) -> list[Task]:
    return [Task(Raw(path, b"", f"{desk[path]:064x}", "txt")) for path in sorted(desk)]


def head(task: Task) -> KeptReading:
    raw = task.raw
    return kept(Reading(Document(raw.path, raw.sha256, "Title", "stated", "", (), ()), Facts(Dated())))


def read(desk: dict[str, int], cache: Cache, unread: frozenset[str] = frozenset()) -> Heads:
    """Take the heads of a desk and have the others read, but for articles that can't be."""
    tasks = tasks_of(desk)
    found = Heads(tasks, REGISTRY, cache)
    names = [reading_name(task, REGISTRY) for task in tasks]
    assert found.names == names
    known = dict(found.known)
    done = {name: head(t) for name, t in zip(names, tasks, strict=True) if t.raw.path not in unread}
    assert {name: one for name, one in known.items() if done.get(name, one) != one} == {}
    cache.put_many([*((n, h) for n, h in done.items() if n not in known), *found.rows(done)])
    return found


@pytest.fixture(scope="module", autouse=True)
def short_stretches() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tabled, "ONE_IN", 3)
        yield


@given(desks, desks, st.sets(st.sampled_from(PATHS)))
def test_heads_are_those_of_the_articles_that_are_there_now(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, int], other: dict[str, int], unread: set[str]
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    read(one, cache, frozenset(unread))
    read(other, cache, frozenset(unread))
    again = Heads(tasks_of(other), REGISTRY, cache)
    expected = {reading_name(t, REGISTRY): head(t) for t in tasks_of(other) if t.raw.path not in unread}
    assert {name: one for name, one in again.known.items() if name in expected} == expected
    cache.close()


def test_an_article_more_leaves_the_other_stretches_as_they_are(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    desk = {f"articles/{n:02}.txt": 0 for n in range(40)}
    before = read(desk, cache)
    after = read(desk | {"articles/more.txt": 0, "articles/20.txt": 1}, cache)
    assert len({*after.stretches} - {*before.stretches}) == 2
    assert len(before.stretches) > 5
    cache.close()


def test_a_stretch_that_is_lost_or_too_short_is_read_one_by_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    desk = {f"articles/{n:02}.txt": 0 for n in range(20)}
    whole = read(desk, cache)
    cache.put_many([(whole.stretches[0], Stretch((), ())), (whole.stretches[1], 7)])
    assert read(desk, cache).known == Heads(tasks_of(desk), REGISTRY, cache).known
    assert len(read(desk, cache).known) == 20
    cache.close()
