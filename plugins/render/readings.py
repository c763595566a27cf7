"""Read articles: each through clean and extract, from the cache, here, or in a pool of processes.

The two stages see one article alone, so any `concurrent.futures.Executor` can do the work. An article that
can't be used is named with its reason; it never takes the others with it.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import FrameType

from plugins.errors import BriefingError, CombinedError
from plugins.model import Raw, Reading, Registry
from plugins.pipeline import Clean, Extract
from plugins.registry import Knowledge, compile_knowledge
from plugins.render.cache import Cache
from plugins.render.digests import digest, reading_code

POOL_FROM = 24
"""Articles that make a pool of processes worth its start."""
BATCH = 16
"""Articles handed to a process at once."""

ExecutorMaker = Callable[[int], Executor]
"""Gives an executor for a number of workers: the seam where a cluster takes the pool's place."""


@dataclass(frozen=True)
class Work:
    """How to read an article: what every worker needs, sent once with every batch."""

    clean: Clean
    extract: Extract
    registry: Registry
    seconds: int
    """Longest time for one article."""


@dataclass(frozen=True)
class Readings:
    """All readings, in the order of their articles."""

    readings: tuple[Reading, ...]
    problems: tuple[BriefingError, ...]
    fresh: int
    """How many were not in the cache."""
    names: dict[str, bytes]
    """Every article's path, and the name under which the cache holds its reading."""


def reading_name(raw: Raw, registry: Registry) -> bytes:
    """Give the name under which the cache keeps what this article says."""
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
    )


def read_articles(
    articles: Sequence[Raw], work: Work, kept: Cache, executor: ExecutorMaker, tick: Callable[[int], None]
) -> Readings:
    """Give what all articles say; `tick` hears how many more are done."""
    names = [reading_name(raw, work.registry) for raw in articles]
    done: dict[bytes, Reading] = kept.get_many(names, Reading)
    todo = [(name, raw) for name, raw in zip(names, articles, strict=True) if name not in done]
    problems: list[BriefingError] = []
    tick(len(articles) - len(todo))
    fresh: list[tuple[bytes, object]] = []
    for (name, _), result in zip(todo, _results([raw for _, raw in todo], work, executor), strict=True):
        tick(1)
        if isinstance(result, Reading):
            done[name] = result
            fresh.append((name, result))
        else:
            problems += result
    kept.put_many(fresh)
    readings = tuple(done[name] for name in names if name in done)
    return Readings(
        readings,
        # A bundle's sidecar is read with each of its records; what is wrong with it is told once.
        tuple({(p.what, p.where, p.mend): p for p in problems}.values()),
        len(fresh),
        {raw.path: name for raw, name in zip(articles, names, strict=True)},
    )


Result = Reading | tuple[BriefingError, ...]


def _results(articles: list[Raw], work: Work, executor: ExecutorMaker) -> Iterator[Result]:
    """Give the results in order, few here, many in a pool."""
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(articles) < POOL_FROM or workers == 1:
        for raw in articles:
            yield read_one(raw, work)
        return
    batches = [articles[begin : begin + BATCH] for begin in range(0, len(articles), BATCH)]
    with executor(workers) as pool:
        futures = [pool.submit(read_batch, batch, work) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            yield from _outcome(future, batch, work)


def _outcome(future: "Future[list[Result]]", batch: list[Raw], work: Work) -> Iterator[Result]:
    """Give a batch's results; where a worker died over it, find the article that killed it."""
    try:
        done = future.result()
    except BrokenProcessPool:
        done = []
    yield from done
    for raw in batch[len(done) :]:
        with ProcessPoolExecutor(1) as alone:
            try:
                yield alone.submit(read_one, raw, work).result()
            except BrokenProcessPool:
                yield (
                    BriefingError(
                        "reading it ended the process (out of memory?)",
                        where=raw.path,
                        mend="shorten it or take it out of articles/",
                    ),
                )


def read_batch(batch: Sequence[Raw], work: Work) -> list[Result]:
    """Give the results of several articles: what a worker does."""
    return [read_one(raw, work) for raw in batch]


def read_one(raw: Raw, work: Work) -> Result:
    """Give what one article says, or why it can't be used."""
    knowledge = _knowledge(work.registry)
    try:
        with _time_limit(work.seconds):
            document = work.clean(raw)
            return Reading(document, work.extract(document, knowledge))
    except BriefingError as problem:
        return (problem,)
    except CombinedError as problem:
        return problem.errors
    except _TooSlowError:
        what, mend = (
            f"reading it takes more than {work.seconds} seconds",
            "shorten it, or raise ARTICLE_MAX_SECONDS",
        )
    # The stages read only what ships with them: where that fails it is the disk, not the article.
    except OSError:
        raise
    # A fault of ours in one article must not take the others down: it is told, and the rest builds.
    except Exception as fault:  # noqa: BLE001
        what = f"reading it failed ({type(fault).__name__}: {str(fault)[:200]})"
        mend = "report this as a fault of Dossier, and take the file out of articles/ for now"
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
    """Stop what runs inside after some seconds; without effect where signals don't reach (other threads)."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
