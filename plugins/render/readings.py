"""Read articles: each through clean and extract, from the cache, here, or in a pool of processes.

The two stages see one article alone, so any `concurrent.futures.Executor` can do the work. An article that
can't be used is named with its reason; it never takes the others with it. What all articles together teach
(lines that a source puts on most of its pages) is learned from these readings, and the few articles that hold
such lines are read once more, knowing them.
"""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import FrameType

from plugins.errors import BriefingError, CombinedError
from plugins.model import Raw, Reading, Recurring, Registry
from plugins.pipeline import Clean, Extract, Recall
from plugins.registry import Knowledge, compile_knowledge
from plugins.render.cache import Cache
from plugins.render.digests import digest, reading_code
from plugins.render.workers import ExecutorMaker, worker_count

POOL_FROM = 24
"""Articles that make a pool of processes worth its start."""
MAX_FACTS = 1_500
"""Claims and quotes of one article: each gets rows, lines in lists and, if a claim, a page of its own."""
BATCH = 16
"""Articles handed to a process at once."""


@dataclass(frozen=True)
class Work:
    """How to read an article: what every worker needs, sent once with every batch."""

    clean: Clean
    recurring: Recall
    extract: Extract
    registry: Registry
    seconds: int
    """Longest processor time for one article: what else the machine does must not change what is refused."""


@dataclass(frozen=True)
class Readings:
    """All readings, in the order of their articles."""

    readings: tuple[Reading, ...]
    problems: tuple[BriefingError, ...]
    fresh: int
    """How many were not in the cache."""
    names: dict[str, bytes]
    """Every article's path, and the name under which the cache holds its reading."""
    kept: frozenset[bytes]
    """Names of all readings in the cache that the next build asks for."""


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
        raw.data,
        raw.link or "",
        raw.charset or "",
        raw.sidecar or "",
        str(raw.sidecar is None),
        *sorted(task.recurring),
    )


def read_articles(
    articles: Sequence[Raw], work: Work, kept: Cache, executor: ExecutorMaker, tick: Callable[[int], None]
) -> Readings:
    """Give what all articles say; `tick` hears how many more are done."""
    alone = _read([Task(raw) for raw in articles], work, kept, executor, tick)
    taught = work.recurring([reading.document for reading in alone.found.values()])
    again = [Task(raw, taught[raw.path]) for raw in articles if raw.path in taught]
    knowing = _read(again, work, kept, executor, lambda _more: None)
    names = alone.names | knowing.names
    found = alone.found | knowing.found
    problems = alone.problems + knowing.problems
    return Readings(
        tuple(found[raw.path] for raw in articles if raw.path in found),
        # A bundle's sidecar is read with each of its records; what is wrong with it is told once.
        tuple({(p.what, p.where, p.mend): p for p in problems}.values()),
        alone.fresh + knowing.fresh,
        names,
        frozenset((*alone.names.values(), *knowing.names.values())),
    )


@dataclass(frozen=True)
class _Pass:
    """What one pass over articles gives, by their paths."""

    found: dict[str, Reading]
    names: dict[str, bytes]
    problems: tuple[BriefingError, ...]
    fresh: int


def _read(
    tasks: Sequence[Task], work: Work, kept: Cache, executor: ExecutorMaker, tick: Callable[[int], None]
) -> _Pass:
    names = [reading_name(task, work.registry) for task in tasks]
    done: dict[bytes, Reading] = kept.get_many(names, Reading)
    todo = [(name, task) for name, task in zip(names, tasks, strict=True) if name not in done]
    problems: list[BriefingError] = []
    tick(len(tasks) - len(todo))
    fresh: list[tuple[bytes, object]] = []
    for (name, _), result in zip(todo, _results([task for _, task in todo], work, executor), strict=True):
        tick(1)
        if isinstance(result, Reading):
            done[name] = result
            fresh.append((name, result))
        else:
            problems += result
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
    with executor(workers) as pool:
        futures = [pool.submit(read_batch, batch, work) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            yield from _outcome(future, batch, work)


def _outcome(future: "Future[list[Result]]", batch: list[Task], work: Work) -> Iterator[Result]:
    """Give a batch's results; where a worker died over it, find the article that killed it."""
    try:
        done = future.result()
    except BrokenProcessPool:
        done = []
    yield from done
    for task in batch[len(done) :]:
        with ProcessPoolExecutor(1) as alone:
            try:
                yield alone.submit(read_one, task, work).result()
            except BrokenProcessPool:
                yield (
                    BriefingError(
                        "reading it ended the process (out of memory?)",
                        where=task.raw.path,
                        mend="shorten it or take it out of articles/",
                    ),
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
        what = f"reading it failed ({type(fault).__name__}: {str(fault)[:200]})"
        mend = "report this as a fault of Dossier, and take the file out of articles/ for now"
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
