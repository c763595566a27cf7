"""Where large files are made: a folder beside the site, a memory of earlier builds, a process aside."""

import shutil
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from plugins.lazily import made_ready
from plugins.render.memory import StageMemory
from plugins.render.processes import Processes, with_held
from plugins.render.staging import workshop_folder
from plugins.render.tree import Differing, Published
from plugins.render.workers import process_pool, submitted, worker_count

T = TypeVar("T")


class BuildWorkshop:
    """The workshop of one build."""

    def __init__(self, output: Path, memory: StageMemory, published: Published) -> None:
        self.memory = memory
        self._output = output
        self._published = published
        self._pool: Processes | None = None

    @cached_property
    def folder(self) -> Path:
        """The folder, empty at first."""
        folder = workshop_folder(self._output)
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        return folder

    def published(self, path: str) -> tuple[Path, bytes] | None:
        """Give where a file of the published site stands, and its SHA-256, if it is as it was published."""
        if path not in self._published.same:
            return None
        return self._output / path, self._published.files[path].sha256

    @property
    def is_begun(self) -> bool:
        """Say whether the process aside is there already."""
        return self._pool is not None

    def begin(self, *likely: object) -> None:
        """Begin the process aside while this one is small: it then holds little, and waits for its work.

        It makes itself ready for functions that it is likely to be asked for.
        """
        if worker_count() > 1:
            self._begun().submit(made_ready, *likely)

    def look(self) -> None:
        """Have the process aside see what of the published site is as it was, where it holds its list."""
        if self.is_begun:
            self._published.ask_first(self.aside(with_held, _looked, Published))

    def aside(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
        """Begin some work in a process of its own, or do it when it is waited for.

        Whatever it finds of an earlier attempt, it begins anew.
        """
        if worker_count() == 1:
            return lambda: work(*given)
        begun = submitted(self._begun(), work, *given)

        def result() -> T:
            try:
                return begun.result()
            except BrokenProcessPool:
                return work(*given)  # That process died, perhaps for want of memory: it is done here.

        return result

    def close(self) -> None:
        """Leave nothing behind."""
        if self._pool is not None:
            self._pool.abandon()
            self._pool = None
        shutil.rmtree(workshop_folder(self._output), ignore_errors=True)

    def _begun(self) -> Processes:
        if self._pool is None:
            # It works on this machine's disk: a cluster's executor would not do.
            self._pool = process_pool(1, self._published)
        return self._pool


def _looked(published: Published) -> Differing:
    return published.look()
