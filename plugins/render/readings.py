"""Read articles: each through clean and extract, from the cache, here, or in a pool of processes.

The two stages see one article alone, so any `concurrent.futures.Executor` can do the work. An article that
can't be used is named with its reason; it never takes the others with it. What all articles together teach
(lines that a source puts on most of its pages) is learned from these readings, and the few articles that hold
such lines are read once more, knowing them.
"""

import contextlib
import signal
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import FrameType

from plugins.bodies import Bodies, body_of, parted, removed_json, whole
from plugins.errors import OURS_TO_MEND, BriefingError, CombinedError, told_fault
from plugins.model import Body, Document, Raw, Reading, Recurring, Registry
from plugins.pipeline import Clean, Extract, House, Recall
from plugins.registry import Knowledge, compile_knowledge
from plugins.render.cache import Cache
from plugins.render.digests import digest, reading_code
from plugins.render.survivors import results_in_pools
from plugins.render.workers import ExecutorMaker, worker_count

POOL_FROM = 24
"""Articles that make a pool of processes worth its start."""
MAX_FACTS = 1_500
"""Claims and quotes of one article: each gets rows, lines in lists and, if a claim, a page of its own."""
BATCH = 16
"""Articles handed to a process at once."""
AT_ONCE = 200
"""Bodies in memory at a time."""


@dataclass(frozen=True)
class Work:
    """How to read an article: what every worker needs, sent once with every batch."""

    clean: Clean
    house: House
    recurring: Recall
    extract: Extract
    registry: Registry
    seconds: int
    """Longest processor time for one article: what else the machine does must not change what is refused."""


@dataclass(frozen=True)
class Readings:
    """All readings, in the order of their articles."""

    readings: tuple[Reading, ...]
    """Without their bodies."""
    bodies: Bodies
    problems: tuple[BriefingError, ...]
    fresh: int
    """How many were not in the cache."""
    names: dict[str, bytes]
    """Every article's path, and the name under which the cache holds its reading."""
    kept: frozenset[bytes]
    """Names of all readings in the cache that the next build asks for."""


WithBytes = Callable[[Raw], Raw]


@dataclass(frozen=True)
class Task:
    """One article to read."""

    raw: Raw
    recurring: Recurring = frozenset()
    """What the archive has taught about it."""


def reading_name(task: Task, registry: Registry) -> bytes:
    """Give the name under which the cache keeps what this article says."""
    raw = task.raw
    return digest(
        reading_code(),
        registry.digest,
        raw.path,
        raw.format,
        raw.sha256,
        raw.link or "",
        raw.charset or "",
        raw.sidecar or "",
        str(raw.sidecar is None),
        *sorted(task.recurring),
    )


def read_articles(
    articles: Sequence[Raw],
    work: Work,
    kept: Cache,
    executor: ExecutorMaker,
    tick: Callable[[int], None],
    with_bytes: WithBytes,
) -> Readings:
    """Give what all articles say; `tick` hears how many more are done.

    `with_bytes` gives an article its bytes, which only few must have.
    """
    tasks = {raw.path: Task(raw) for raw in articles}
    alone = _read([*tasks.values()], work, kept, executor, tick, with_bytes)
    taught = _taught(alone, work, kept, KeptBodies(kept, alone.names, tasks, work, with_bytes))
    again = {path: Task(tasks[path].raw, lines) for house in taught.values() for path, lines in house.items()}
    knowing = _read([*again.values()], work, kept, executor, lambda _more: None, with_bytes)
    names = alone.names | knowing.names
    found = alone.found | knowing.found
    problems = alone.problems + knowing.problems
    return Readings(
        tuple(found[raw.path] for raw in articles if raw.path in found),
        KeptBodies(kept, {path: names[path] for path in found}, tasks | again, work, with_bytes),
        # A bundle's sidecar is read with each of its records; what is wrong with it is told once.
        tuple({(p.what, p.where, p.mend): p for p in problems}.values()),
        alone.fresh + knowing.fresh,
        names,
        frozenset(
            (
                *taught,
                *(
                    name
                    for one in (alone, knowing)
                    for own in one.names.values()
                    for name in (own, body_name(own), removed_name(own))
                ),
            )
        ),
    )


def removed_name(name: bytes) -> bytes:
    """Give the name under which the cache keeps what was removed from a page."""
    return digest("removed", name)


def body_name(name: bytes) -> bytes:
    """Give the name under which the cache keeps the body of a reading."""
    return digest("body", name)


class KeptBodies(Bodies):
    """Bodies that the cache keeps; one that it has lost is made again."""

    def __init__(
        self,
        kept: Cache,
        names: Mapping[str, bytes],
        tasks: Mapping[str, Task],
        work: Work,
        with_bytes: WithBytes,
    ) -> None:
        self._kept = kept
        self._names = names
        self._tasks = tasks
        self._work = work
        self._with_bytes = with_bytes
        self._last: tuple[str, Body] | None = None
        """The one last asked for: an article's pages ask for theirs one after the other."""

    def __getitem__(self, path: str) -> Body:
        if self._last is None or self._last[0] != path:
            (body,) = self.in_turn([path])
            self._last = (path, body)
        return self._last[1]

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def digest(self, path: str) -> bytes:
        """Give the name of the reading: it is made of all that the body comes from."""
        return self._names[path]

    def reading(self, path: str) -> bytes:
        """Give the name of the reading."""
        return self._names[path]

    def in_turn(self, paths: Sequence[str]) -> Iterator[Body]:
        """Give the bodies of many articles, few of them at a time."""
        for begin in range(0, len(paths), AT_ONCE):
            names = [body_name(self._names[path]) for path in paths[begin : begin + AT_ONCE]]
            found = self._kept.get_many(names, Body)
            for path, name in zip(paths[begin : begin + AT_ONCE], names, strict=True):
                yield found[name] if name in found else self._made_again(path)

    def removed(self, articles: Sequence[tuple[str, str]]) -> Iterator[bytes]:
        """Give what was removed from each page, as it was kept when the page was read."""
        for begin in range(0, len(articles), AT_ONCE):
            some = articles[begin : begin + AT_ONCE]
            names = [removed_name(self._names[path]) for path, _ in some]
            found = self._kept.get_many(names, bytes)
            lost = {
                name: removed_json(title, self[path])
                for (path, title), name in zip(some, names, strict=True)
                if name not in found
            }
            self._kept.put_many(lost.items())
            yield from ((lost if name in lost else found)[name] for name in names)

    def _made_again(self, path: str) -> Body:
        task = self._tasks[path]
        result = read_one(replace(task, raw=self._with_bytes(task.raw)), self._work)
        if isinstance(result, Reading):
            return body_of(result.document)
        raise result[0]


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
    fresh: int


def _read(
    tasks: Sequence[Task],
    work: Work,
    kept: Cache,
    executor: ExecutorMaker,
    tick: Callable[[int], None],
    with_bytes: WithBytes,
) -> _Pass:
    names = [reading_name(task, work.registry) for task in tasks]
    done: dict[bytes, Reading] = kept.get_many(names, Reading)
    problems: list[BriefingError] = []
    todo: list[tuple[bytes, Task]] = []
    for name, task in zip(names, tasks, strict=True):
        if name not in done:
            try:
                todo.append((name, replace(task, raw=with_bytes(task.raw))))
            except BriefingError as problem:
                problems.append(problem)
    tick(len(tasks) - len(todo))
    fresh: list[tuple[bytes, object]] = []
    for (name, _), result in zip(todo, _results([task for _, task in todo], work, executor), strict=True):
        tick(1)
        if isinstance(result, Reading):
            done[name], body = parted(result)
            removed = removed_json(result.document.title, body)
            fresh += [(name, done[name]), (body_name(name), body), (removed_name(name), removed)]
        else:
            problems += result
        if len(fresh) >= 3 * AT_ONCE:
            # Few bodies in memory; and a build that is killed keeps what it has read.
            kept.put_many(fresh)
            fresh = []
    kept.put_many(fresh)
    by_path = {task.raw.path: name for task, name in zip(tasks, names, strict=True)}
    found = {path: done[name] for path, name in by_path.items() if name in done}
    return _Pass(found, by_path, tuple(problems), len(fresh))


Result = Reading | tuple[BriefingError, ...]


def _results(tasks: list[Task], work: Work, executor: ExecutorMaker) -> Iterator[Result]:
    """Give the results in order, few here, many in a pool."""
    workers = worker_count()
    if len(tasks) < POOL_FROM or workers == 1:
        for task in tasks:
            yield read_one(task, work)
        return
    batches = [tasks[begin : begin + BATCH] for begin in range(0, len(tasks), BATCH)]
    read = partial(read_batch, work=work)
    found = results_in_pools(read, batches, executor, workers)
    for task, result in zip(tasks, found, strict=True):
        yield result if result is not None else (_ended(task),)


def _ended(task: Task) -> BriefingError:
    return BriefingError(
        "reading it ended the process (out of memory?)",
        where=task.raw.path,
        mend="shorten it or take it out of articles/",
    )


def read_batch(batch: Sequence[Task], work: Work) -> list[Result]:
    """Give the results of several articles: what a worker does."""
    return [read_one(task, work) for task in batch]


def read_one(task: Task, work: Work) -> Result:
    """Give what one article says, or why it can't be used."""
    raw = task.raw
    knowledge = _knowledge(work.registry)
    try:
        with _time_limit(work.seconds):
            document = work.clean(raw, task.recurring)
            facts = work.extract(document, knowledge)
    except BriefingError as problem:
        return (problem,)
    except CombinedError as problem:
        return problem.errors
    except _TooSlowError:
        what, mend = (
            f"reading it takes more than {work.seconds} seconds of processor time",
            "shorten it, or raise ARTICLE_MAX_SECONDS",
        )
    # The stages read only what ships with them: where that fails it is the disk, not the article.
    except OSError:
        raise
    # A fault of ours in one article must not take the others down: it is told, and the rest builds.
    except Exception as fault:  # noqa: BLE001
        what = f"reading it failed ({told_fault(fault)})"
        mend = f"{OURS_TO_MEND}, and take the file out of articles/ for now"
    else:
        if len(facts.claims) + len(facts.quotes) <= MAX_FACTS:
            return Reading(document, facts)
        what, mend = f"it has more than {MAX_FACTS:,} claims and quotes", "cut it to the article"
    return (BriefingError(what, where=raw.path, mend=mend),)


_compiled: dict[str, Knowledge] = {}


def _knowledge(registry: Registry) -> Knowledge:
    """Give the compiled registry, compiled once a process."""
    if registry.digest not in _compiled:
        _compiled.clear()
        _compiled[registry.digest] = compile_knowledge(registry)
    return _compiled[registry.digest]


class _TooSlowError(BaseException):
    """Time is up; no `except Exception` inside a stage swallows it."""


@contextlib.contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Stop what runs inside after some seconds of work; no effect in threads, which signals do not reach."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
