"""Read one article, through clean and extract: what a worker of the pool does.

What can't be used is named with its reason, and it never takes the others with it.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import NamedTuple

import msgspec

from plugins.bodies import kept, parted, row_body
from plugins.errors import OURS_TO_MEND, BriefingError, CombinedError, told_fault
from plugins.model import Raw, Reading, Recurring, Registry
from plugins.pipeline import Clean, Extract, House, Recall
from plugins.registry import Knowledge, compile_knowledge

MAX_FACTS = 1_500
"""Claims and quotes of one article: each gets rows, lines in lists and, if a claim, a page of its own."""


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
class Task:
    """One article to read."""

    raw: Raw
    recurring: Recurring = frozenset()
    """What the archive has taught about it."""


class Encoded(NamedTuple):
    """A reading as the cache keeps it, in four parts: what a worker hands over."""

    reading: bytes
    """Without its facts and its body."""
    facts: bytes
    """Without what only the article's own pages show."""
    body: bytes
    row: bytes
    """What the article's row holds of the body."""


_encode = msgspec.msgpack.Encoder().encode
Result = Encoded | tuple[BriefingError, ...]


def read_batch(batch: Sequence[Task | BriefingError], work: Work) -> list[Result]:
    """Give the results of several articles, or why there is nothing to read: what a worker does."""
    return [(one,) if isinstance(one, BriefingError) else _encoded(read_one(one, work)) for one in batch]


def _encoded(result: Reading | tuple[BriefingError, ...]) -> Result:
    """Give a reading as the cache keeps it, problems as they are."""
    if not isinstance(result, Reading):
        return result
    lean, body = parted(result)
    return Encoded(
        _encode(kept(lean)),
        _encode(lean.facts),
        _encode(body),
        _encode(row_body(result.document.title, body)),
    )


def read_one(task: Task, work: Work) -> Reading | tuple[BriefingError, ...]:
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
