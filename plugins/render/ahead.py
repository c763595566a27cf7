"""Read the few new articles in the process aside, while the build takes all others out of the cache."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol, TypeVar

from plugins.errors import BriefingError
from plugins.render.kept import WithBytes
from plugins.render.one_reading import Result, Task, Work, read_batch

FEW = 24
"""Articles that make a pool of processes worth its start: fewer are read in one."""
T = TypeVar("T")


class Aside(Protocol):
    """Begins some work in another process, and does it here where that dies."""

    def __call__(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
        """Begin it; give what waits for its result."""


class Ahead:
    """Results of articles whose reading was begun before it was asked for, by their readings' names."""

    def __init__(self, aside: Aside | None = None) -> None:
        """Take what begins some work in the process aside; without one, nothing is begun."""
        self._aside = aside
        self._names: tuple[bytes, ...] = ()
        self._wait: Callable[[], list[Result]] = list

    def begin(self, tasks: Mapping[bytes, Task], work: Work, with_bytes: WithBytes) -> None:
        """Begin to read some articles, by their readings' names; none if they are many."""
        if self._aside is not None and 0 < len(tasks) < FEW:
            self._names = tuple(tasks)
            batch = [whole_task(task, with_bytes) for task in tasks.values()]
            self._wait = self._aside(read_batch, batch, work)

    def __contains__(self, name: bytes) -> bool:
        return name in self._names

    def __getitem__(self, name: bytes) -> Result:
        return self._results[name]

    def read(self, batch: Sequence[Task | BriefingError], work: Work) -> list[Result]:
        """Read other articles: aside, where the stages are at work already, else here."""
        if self._aside is not None and self._names:
            return self._aside(read_batch, batch, work)()
        return read_batch(batch, work)

    @cached_property
    def _results(self) -> dict[bytes, Result]:
        return dict(zip(self._names, self._wait(), strict=True))


def whole_task(task: Task, with_bytes: WithBytes) -> Task | BriefingError:
    """Give a task whose article has its bytes, or why it can't be read."""
    try:
        return replace(task, raw=with_bytes(task.raw))
    except BriefingError as problem:
        return problem
