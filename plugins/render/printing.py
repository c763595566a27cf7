"""Many pages to HTML, in several processes: the work that a first build has most of after reading.

It goes through the same `concurrent.futures.Executor` as reading does. Only a few batches are under way at a
time, so that the pages' views never fill memory.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from jinja2 import Environment

from plugins.errors import BriefingError
from plugins.model import Page, Site
from plugins.render.plan import Single
from plugins.render.templates import Templates
from plugins.render.workers import ExecutorMaker, submitted, worker_count

POOL_FROM = 400
"""Pages that make several processes worth their start: half a second, where the templates are compiled."""
BATCH = 32
"""Pages handed to a process at once."""
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


def printed(
    singles: Iterable[Single], press: Press, executor: ExecutorMaker
) -> Iterator[tuple[Single, bytes]]:
    """Give pages with their HTML, in their order.

    Raises:
        BriefingError: a template is wrong.
    """
    workers = worker_count()
    todo = iter(singles)
    first = list(islice(todo, POOL_FROM)) if workers > 1 else []
    if len(first) < POOL_FROM:
        yield from ((single, single.make()) for single in chain(first, todo))
        return
    waiting: deque[tuple[list[Single], Future[list[bytes | BriefingError]]]] = deque()
    with executor(workers) as pool:
        for batch in _batches(first, todo):
            pages = [single.page() for single in batch if single.page is not None]
            waiting.append((batch, submitted(pool, print_pages, pages, press)))
            if len(waiting) > AHEAD * workers:
                yield from _outcome(*waiting.popleft())
        while waiting:
            yield from _outcome(*waiting.popleft())


def _batches(first: list[Single], more: Iterator[Single]) -> Iterator[list[Single]]:
    while first:
        batch, first = first[:BATCH], first[BATCH:]
        yield batch
    while batch := list(islice(more, BATCH)):
        yield batch


def _outcome(
    batch: list[Single], future: "Future[list[bytes | BriefingError]]"
) -> Iterator[tuple[Single, bytes]]:
    try:
        done = future.result()
    except BrokenProcessPool:
        done = []  # A process died: its pages are rendered here.
    for number, single in enumerate(batch):
        data = done[number] if number < len(done) else single.make()
        if isinstance(data, BriefingError):
            raise data
        yield single, data


_known: dict[bytes, Templates] = {}
"""The templates of the press last used: compiled once a process."""


def print_pages(pages: list[Page], press: Press) -> list[bytes | BriefingError]:
    """Give the HTML of some pages, or what is wrong with their template: what a worker does."""
    if press.name not in _known:
        _known.clear()
        _known[press.name] = press.templates()
    templates = _known[press.name]
    found: list[bytes | BriefingError] = []
    for page in pages:
        try:
            found.append(templates.html(page))
        except BriefingError as error:
            found.append(error)
    return found
