"""The seam between a build and whatever runs its work: processes of this machine, or a cluster."""

import os
from collections.abc import Callable
from concurrent.futures import Executor

ExecutorMaker = Callable[[int], Executor]
"""Gives an executor for a number of workers: the seam where a cluster takes the pool's place."""


def worker_count() -> int:
    """Give how many processes this machine can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
