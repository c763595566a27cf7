"""Work in a pool of processes that goes on when some of it kills its process."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from plugins.render.workers import ExecutorMaker, process_pool, submitted

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], list[R]]
AHEAD = 4
"""Batches under way for every process."""


def results_in_pools(
    work: Work[T, R], batches: Sequence[Sequence[T]], executor: ExecutorMaker, workers: int
) -> Iterator[R | None]:
    """Give every task's result, in order; None for one that ended its process (memory ran out).

    A worker that dies takes its whole pool along. The first batch without results is then done task by task,
    which finds the one that kills; a new pool does those after it, except for what was done.
    """
    done: dict[int, list[R]] = {}
    at = 0
    while at < len(batches):
        with executor(workers) as pool:
            todo = iter([number for number in range(at, len(batches)) if number not in done])
            futures: dict[int, Future[list[R]]] = {}
            while at < len(batches):
                # Few under way at a time: results that nobody has asked for yet would fill memory.
                for number in islice(todo, AHEAD * workers - len(futures)):
                    futures[number] = submitted(pool, work, batches[number])
                found = done.pop(at) if at in done else _result(futures.pop(at))
                if found is None:
                    break
                yield from found
                at += 1
        if at < len(batches):
            done |= {number: found for number, one in futures.items() if (found := _result(one)) is not None}
            yield from _one_by_one(work, batches[at])
            at += 1


def _one_by_one(work: Work[T, R], tasks: Sequence[T]) -> Iterator[R | None]:
    """Give each task's result from one process, and a new one after each task that ends it."""
    at = 0
    while at < len(tasks):
        with process_pool(1) as alone:
            while at < len(tasks) and (found := _result(submitted(alone, work, tasks[at : at + 1]))):
                yield from found
                at += 1
        if at < len(tasks):
            yield None
            at += 1


def _result(future: "Future[list[R]]") -> list[R] | None:
    """Give a batch's results; None where a process died before they were there."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None
