"""Read articles: each through clean and extract, from the cache, here, or in a pool of processes.

The two stages see one article alone, so any `concurrent.futures.Executor` can do the work. An article that
can't be used is named with its reason; it never takes the others with it. What all articles together teach
(lines that a source puts on most of its pages) is learned from these readings, and the few articles that hold
such lines are read once more, knowing them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import msgspec

from plugins.bodies import Bodies, KeptReading, whole
from plugins.errors import BriefingError
from plugins.model import Document, Raw, Reading, Recurring
from plugins.render.ahead import FEW, Ahead, whole_task
from plugins.render.cache import Cache
from plugins.render.digests import digest
from plugins.render.heads import Heads, reading_name
from plugins.render.kept import (
    AT_ONCE,
    Anew,
    KeptBodies,
    KeptFacts,
    WithBytes,
    body_name,
    facts_name,
    row_name,
)
from plugins.render.one_reading import Encoded, Result, Task, Work, read_batch
from plugins.render.survivors import results_in_pools
from plugins.render.workers import ExecutorMaker, worker_count

BATCH = 16
"""Articles handed to a process at once."""


@dataclass(frozen=True)
class Readings:
    """All readings, in the order of their articles."""

    readings: tuple[Reading, ...]
    """Without their bodies."""
    bodies: Bodies
    problems: tuple[BriefingError, ...]
    names: dict[str, bytes]
    """Every article's path, and the name under which the cache holds its reading."""
    _asked: tuple[Iterable[bytes], ...]
    """Names of all that were asked for, those among them that were read once more knowing more."""
    _more: tuple[bytes, ...]

    def kept(self) -> set[bytes]:
        """Give the names of all in the cache that the next build asks for."""
        parts = (bytes, facts_name, body_name, row_name)
        return {*self._more, *(part(name) for name in chain(*self._asked) for part in parts)}


def begin_ahead(
    articles: Sequence[Raw],
    before: Mapping[str, str],
    work: Work,
    kept: Cache,
    ahead: Ahead,
    with_bytes: WithBytes,
) -> None:
    """Begin to read the articles that seem to be new.

    `before` has the SHA-256 of each article that the last build read, by its path.
    """
    new = [Task(raw) for raw in articles if before.get(raw.path) != raw.sha256]
    if len(new) < FEW:
        named = {reading_name(task, work.registry): task for task in new}
        known = kept.get_many([*named], msgspec.Raw)
        ahead.begin({name: task for name, task in named.items() if name not in known}, work, with_bytes)


def read_articles(
    articles: Sequence[Raw],
    work: Work,
    kept: Cache,
    executor: ExecutorMaker,
    tick: Callable[[int], None],
    with_bytes: WithBytes,
    ahead: Ahead,
) -> Readings:
    """Give what all articles say; `tick` hears how many more are done.

    `with_bytes` gives an article its bytes, which only few must have; `ahead` has what was begun already.
    """
    anew = Anew(work, with_bytes)
    facts = KeptFacts(kept, anew)
    tasks = {raw.path: Task(raw) for raw in articles}
    alone = _read([*tasks.values()], work, facts, kept, executor, tick, with_bytes, ahead)
    taught = _taught(alone, work, kept, KeptBodies(kept, alone.names, tasks, anew))
    again = {path: Task(tasks[path].raw, lines) for house in taught.values() for path, lines in house.items()}
    knowing = _read([*again.values()], work, facts, kept, executor, lambda _more: None, with_bytes, ahead)
    names = alone.names | knowing.names
    found = alone.found | knowing.found
    problems = alone.problems + knowing.problems
    return Readings(
        tuple(found[raw.path] for raw in articles if raw.path in found),
        KeptBodies(kept, {path: names[path] for path in found}, tasks | again, anew),
        # A bundle's sidecar is read with each of its records; what is wrong with it is told once.
        tuple({(p.what, p.where, p.mend): p for p in problems}.values()),
        names,
        tuple(one.names.values() for one in (alone, knowing)),
        (*taught, *alone.stretches, *knowing.stretches),
    )


def _taught(alone: "_Pass", work: Work, kept: Cache, bodies: Bodies) -> dict[bytes, Mapping[str, Recurring]]:
    """Give what the archive teaches about single articles by their paths, a source's under one name.

    A source teaches about its own pages only, so what it taught is kept until one of them changes.
    """
    houses: defaultdict[str, list[Document]] = defaultdict(list)
    for path in sorted(alone.found):
        document = alone.found[path].document
        if house := work.house(document):
            houses[house].append(document)
    names = {
        house: digest("taught", *(alone.names[page.path] for page in pages))
        for house, pages in houses.items()
    }
    known: dict[bytes, dict[str, Recurring]] = kept.get_many([*names.values()], dict[str, Recurring])
    taught: dict[bytes, Mapping[str, Recurring]] = {**known}
    for house, pages in houses.items():
        if names[house] not in taught:
            whole_pages = zip(pages, bodies.in_turn([page.path for page in pages]), strict=True)
            taught[names[house]] = work.recurring([whole(*pair) for pair in whole_pages])
    kept.put_many((name, lines) for name, lines in taught.items() if name not in known)
    return taught


@dataclass(frozen=True)
class _Pass:
    """What one pass over articles gives, by their paths."""

    found: dict[str, Reading]
    names: dict[str, bytes]
    problems: tuple[BriefingError, ...]
    stretches: tuple[bytes, ...]
    """Names of what the cache keeps of many heads together."""


_reading = msgspec.msgpack.Decoder(KeptReading)


def _read(
    tasks: Sequence[Task],
    work: Work,
    facts: KeptFacts,
    kept: Cache,
    executor: ExecutorMaker,
    tick: Callable[[int], None],
    with_bytes: WithBytes,
    ahead: Ahead,
) -> _Pass:
    heads = Heads(tasks, work.registry, kept)
    names, done = heads.names, heads.known
    problems: list[BriefingError] = []
    todo = [(name, task) for name, task in zip(names, tasks, strict=True) if name not in done]
    tick(len(tasks) - len(todo))
    fresh: list[tuple[bytes, Encoded]] = []
    others = _results([task for name, task in todo if name not in ahead], work, executor, with_bytes, ahead)
    for name, _ in todo:
        result = ahead[name] if name in ahead else next(others)
        tick(1)
        if isinstance(result, Encoded):
            # Decoded from its own bytes, it holds nothing of the rest.
            done[name] = _reading.decode(result.reading)
            fresh.append((name, result))
        else:
            problems += result
        if len(fresh) >= AT_ONCE:
            # Few bodies in memory; and a build that is killed keeps what it has read.
            kept.put_many(_rows(fresh))
            fresh = []
    kept.put_many(chain(_rows(fresh), heads.rows(done)))
    by_path = {task.raw.path: name for task, name in zip(tasks, names, strict=True)}
    found = {
        task.raw.path: Reading(one.document, facts.asker(name, task), one.tally, one.outline)
        for task, name in zip(tasks, names, strict=True)
        if (one := done.get(name)) is not None
    }
    return _Pass(found, by_path, tuple(problems), heads.stretches)


def _rows(fresh: Sequence[tuple[bytes, Encoded]]) -> Iterator[tuple[bytes, object]]:
    """Give some readings as the cache keeps them: what every build asks for stands together."""
    yield from ((name, msgspec.Raw(one.reading)) for name, one in fresh)
    yield from ((facts_name(name), msgspec.Raw(one.facts)) for name, one in fresh)
    yield from ((row_name(name), msgspec.Raw(one.row)) for name, one in fresh)
    yield from ((body_name(name), msgspec.Raw(one.body)) for name, one in fresh)


class _Batches(Sequence[list[Task | BriefingError]]):
    """Tasks by the batch, whose articles get their bytes when a batch is asked for, and no earlier.

    A first build has to read all articles: their bytes together would fill memory.
    """

    def __init__(self, tasks: Sequence[Task], with_bytes: WithBytes) -> None:
        self._tasks = tasks
        self._with_bytes = with_bytes

    def __len__(self) -> int:
        return (len(self._tasks) + BATCH - 1) // BATCH

    def __getitem__(self, number: Any) -> Any:
        begin = range(0, len(self._tasks), BATCH)[number]
        return [whole_task(task, self._with_bytes) for task in self._tasks[begin : begin + BATCH]]


def _results(
    tasks: Sequence[Task], work: Work, executor: ExecutorMaker, with_bytes: WithBytes, ahead: Ahead
) -> Iterator[Result]:
    """Give the results in order, few here, many in a pool."""
    workers = worker_count()
    batches = _Batches(tasks, with_bytes)
    if len(tasks) < FEW or workers == 1:
        yield from chain.from_iterable(ahead.read(batch, work) for batch in batches)
        return
    found = results_in_pools(partial(read_batch, work=work), batches, executor, workers)
    for task, result in zip(tasks, found, strict=True):
        yield result if result is not None else (_ended(task),)


def _ended(task: Task) -> BriefingError:
    return BriefingError(
        "reading it ended the process (out of memory?)",
        where=task.raw.path,
        mend="shorten it or take it out of articles/",
    )
