"""The seam between a build and whatever runs its work: processes of this machine, or a cluster."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from plugins.render.processes import Processes

R = TypeVar("R")
ExecutorMaker = Callable[[int], Executor]
"""Gives an executor for a number of workers: the seam where a cluster takes the pool's place."""
LARGE = 400 << 20
"""Bytes from which a process is too large to be forked."""


def worker_count() -> int:
    """Give how many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def process_pool(workers: int, held: object = None) -> "Processes":
    """Give processes of this machine; a build that ends before they do, or is killed, takes them with it.

    What is `held` stands ready in those that are forked: see `processes.with_held`.
    """
    # Only here: a build with nothing to do has no use for it.
    from multiprocessing import get_all_start_methods  # noqa: PLC0415

    from plugins.render.processes import Processes  # noqa: PLC0415

    # A fork holds all that its parent holds, and copies what it touches: beside a large parent a process that
    # begins anew is smaller by far, and costs a second.
    anew = _most_memory() > LARGE and "forkserver" in get_all_start_methods()
    return Processes(workers, "forkserver" if anew else None, held)


def submitted(pool: Executor, work: Callable[..., R], *given: object) -> "Future[R]":
    """Hand some work to a pool; if it is broken already, that shows with the result, as if it broke then."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        return pool.submit(work, *given)
    except BrokenProcessPool as fault:
        broken: Future[R] = Future()
        broken.set_exception(fault)
        return broken


def in_a_thread(work: Callable[[], R]) -> "Future[R]":
    """Begin some work that waits for the disk, in a thread of its own."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    thread = ThreadPoolExecutor(1)
    begun = thread.submit(work)
    thread.shutdown(wait=False)
    return begun


def _most_memory() -> int:
    """Give the most memory that this process has held, in bytes."""
    import resource  # noqa: PLC0415

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
