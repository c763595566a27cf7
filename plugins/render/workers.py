"""The seam between a build and whatever runs its work: processes of this machine, or a cluster."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TypeVar

R = TypeVar("R")
ExecutorMaker = Callable[[int], Executor]
"""Gives an executor for a number of workers: the seam where a cluster takes the pool's place."""
LARGE = 400 << 20
"""Bytes from which a process is too large to be forked."""


def worker_count() -> int:
    """Give how many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def process_pool(workers: int) -> Executor:
    """Give processes of this machine; a build that is killed takes them with it."""
    # Only here: a build with nothing to do has no use for it.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415

    # A fork holds all that its parent holds, and copies what it touches: beside a large parent a process that
    # begins anew is smaller by far, and costs a second.
    anew = _most_memory() > LARGE and "forkserver" in get_all_start_methods()
    context = get_context("forkserver") if anew else None
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin_worker)


def submitted(pool: Executor, work: Callable[..., R], *given: object) -> "Future[R]":
    """Hand some work to a pool; if it is broken already, that shows with the result, as if it broke then."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        return pool.submit(work, *given)
    except BrokenProcessPool as fault:
        broken: Future[R] = Future()
        broken.set_exception(fault)
        return broken


def _most_memory() -> int:
    """Give the most memory that this process has held, in bytes."""
    import resource  # noqa: PLC0415

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _begin_worker() -> None:
    """Set this process up: it ends when the one that began it does, in whatever way that ends.

    A worker waits for work on a pipe whose other end it holds itself, so it would wait for ever. An interrupt
    from the keyboard reaches every process: this one has nothing to say of it. And its parent's collector may
    rest (`render/collector.py`), but what a worker makes of one article does lead back to itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.freeze()
    gc.enable()
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415
    from multiprocessing.connection import wait  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
