"""A pool of this machine's processes that ends with the build, whatever ends that."""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import Pipe, get_context, parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
_held: object = None
"""What this process was given to hold when it was forked."""


class Processes(ProcessPoolExecutor):
    """A pool that waits for its work where all goes well, and drops it where the build ends otherwise.

    Its workers leave interrupts to the build. One that an interrupt ended might hold the lock of the queue
    that the others wait for; a pool that shuts down at that moment would wait for those for ever.
    """

    def __init__(self, workers: int, method: str | None, held: object = None) -> None:
        """Begin no process yet; each is begun by this way of `multiprocessing` (None is the usual one).

        What is `held` here stands ready there too, where processes are forked: it does not cross.
        """
        self._told, self._end = Pipe(duplex=False)
        context = get_context(method)
        given = self._told, held if context.get_start_method() == "fork" else None
        super().__init__(workers, mp_context=context, initializer=_begin_worker, initargs=given)

    def submit(self, work: Callable[P, R], /, *given: P.args, **named: P.kwargs) -> "Future[R]":
        """Hand some work over."""
        with _interrupts_held():
            return super().submit(work, *given, **named)

    def abandon(self) -> None:
        """End all workers now, whatever they do."""
        if not self._end.closed:
            self._end.send_bytes(b"")  # Nobody takes it out, so each of them sees it.
        self.shutdown(cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all workers once they have done their work."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._end.close()
            self._told.close()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers: at once where the build goes no further."""
        if kind is None:
            self.shutdown()
        else:
            self.abandon()


def with_held(work: Callable[[T], R], kind: type[T]) -> R | None:
    """Do some work with what this process was given to hold; None where it holds nothing of this kind."""
    return work(_held) if isinstance(_held, kind) else None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back while processes begin, which would have something to say of them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker(end: "Connection", held: object) -> None:
    """Set this process up: it ends when the one that began it does, in whatever way that ends.

    A worker waits for work on a pipe whose other end it holds itself, so it would wait for ever. An interrupt
    from the keyboard reaches every process: the build tells its workers what it means. And the collector of
    its parent may rest (`render/collector.py`), but what a worker makes of one article leads back to itself.
    """
    global _held  # noqa: PLW0603
    _held = held
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.freeze()
    gc.enable()
    threading.Thread(target=_wait_for_end, args=(end,), daemon=True).start()


def _wait_for_end(end: "Connection") -> None:
    parent = parent_process()
    wait([end] if parent is None else [end, parent.sentinel])
    os._exit(1)
