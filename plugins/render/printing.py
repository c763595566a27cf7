"""Many pages to HTML, in several processes: the work that a first build has most of after reading.

It goes through the same `concurrent.futures.Executor` as reading does. Only a few batches are under way at a
time, each packed, so that the pages' views never fill memory.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from plugins.errors import BriefingError
from plugins.model import Site
from plugins.render.plan import Single
from plugins.render.templates import Templates
from plugins.render.workers import ExecutorMaker, submitted, worker_count

POOL_FROM = 400
"""Pages that make several processes worth their start: half a second, where the templates are compiled."""
POOL_FROM_BYTES = 12 << 20
"""Bytes of views that do as well: as much work as so many pages, and all that is held to find that out."""
BATCH = 32
"""Pages handed to a process at once, at most."""
BATCH_BYTES = 1 << 20
"""Bytes of views from which fewer are: one donor's page can have more than those of a hundred articles."""
AHEAD = 3
"""Batches under way for every process."""


@dataclass(frozen=True)
class Press:
    """What it takes to make a page's HTML in any process: sent with every batch."""

    name: bytes
    """Tells it from any other."""
    folders: tuple[Path, ...]
    site: Site
    options: dict[str, Any]
    filters: dict[str, Any]
    tests: dict[str, Any]
    names: dict[str, Any]
    """Jinja's globals."""

    def templates(self) -> Templates:
        """Give the theme's templates."""
        environment = Environment(**self.options)  # noqa: S701 - autoescape is among the options
        environment.filters.update(self.filters)
        environment.tests.update(self.tests)
        environment.globals.update(self.names)
        return Templates(environment, self.folders, self.site)


OPTIONS = (
    "autoescape",
    "undefined",
    "trim_blocks",
    "lstrip_blocks",
    "keep_trailing_newline",
    "newline_sequence",
)


def press_of(environment: Environment, folders: tuple[Path, ...], site: Site) -> Press:
    """Give what another process needs to render as this environment does."""
    options = {name: getattr(environment, name) for name in OPTIONS}
    options["extensions"] = list(environment.extensions)
    return Press(
        os.urandom(16),
        folders,
        site,
        options,
        dict(environment.filters),
        dict(environment.tests),
        dict(environment.globals),
    )


Batch = list[Single]
Printed = tuple[str, bytes, bytes]
"""A page's path, its key and its HTML."""


def printed(singles: Iterable[Single], press: Press, executor: ExecutorMaker) -> Iterator[Printed]:
    """Give pages with their HTML, in their order.

    Raises:
        BriefingError: a template is wrong.
    """
    workers = worker_count()
    todo = iter(singles)
    first, is_much = _looked_ahead(todo) if workers > 1 else (deque(), False)
    # Nothing else may hold them: the views of so many pages are let go of as they are handed on.
    pages = chain(_let_go(first), todo)
    if not is_much:
        yield from ((single.path, single.key, single.make()) for single in pages)
        return
    waiting: deque[_Waiting] = deque()
    with executor(workers) as pool:
        for batch in _batches(pages):
            waiting.append(_handed_over(batch, pool, press))
            if len(waiting) > AHEAD * workers:
                yield from _outcome(waiting.popleft(), press)
        while waiting:
            yield from _outcome(waiting.popleft(), press)


def _looked_ahead(todo: Iterator[Single]) -> tuple[deque[Single], bool]:
    """Give the first pages, and whether they are enough for several processes."""
    first: deque[Single] = deque()
    weight = 0
    for single in todo:
        first.append(single)
        weight += single.weight
        if len(first) >= POOL_FROM or weight >= POOL_FROM_BYTES:
            return first, True
    return first, False


def _let_go(first: deque[Single]) -> Iterator[Single]:
    while first:
        yield first.popleft()


def _batches(singles: Iterable[Single]) -> Iterator[Batch]:
    batch: Batch = []
    weight = 0
    for single in singles:
        batch.append(single)
        weight += single.weight
        if len(batch) >= BATCH or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A batch under way."""

    names: list[tuple[str, bytes]]
    """Path and key of each page."""
    pages: bytes
    """Packed: as bytes they take a fraction of the room, and leave no holes among what stays."""
    html: "Future[list[bytes | BriefingError]]"


def _handed_over(batch: Batch, pool: Executor, press: Press) -> _Waiting:
    pages = pickle.dumps([single.page() for single in batch if single.page is not None])
    names = [(single.path, single.key) for single in batch]
    return _Waiting(names, pages, submitted(pool, print_pages, pages, press))


def _outcome(waiting: _Waiting, press: Press) -> Iterator[Printed]:
    try:
        done = waiting.html.result()
    except BrokenProcessPool:
        done = _html(waiting.pages, press)  # A process died: its pages are rendered here.
    for (path, key), data in zip(waiting.names, done, strict=True):
        if isinstance(data, BriefingError):
            raise data
        yield path, key, data


_known: dict[bytes, Templates] = {}
"""The templates of the press last used: compiled once a process."""


def print_pages(pages: bytes, press: Press) -> list[bytes | BriefingError]:
    """Give the HTML of some pages, or what is wrong with their template: what a worker does."""
    return _html(pages, press)


def _html(pages: bytes, press: Press) -> list[bytes | BriefingError]:
    if press.name not in _known:
        _known.clear()
        _known[press.name] = press.templates()
    templates = _known[press.name]
    found: list[bytes | BriefingError] = []
    for page in pickle.loads(pages):  # noqa: S301 - packed by this build, and kept nowhere
        try:
            found.append(templates.html(page))
        except BriefingError as error:
            found.append(error)
    return found
