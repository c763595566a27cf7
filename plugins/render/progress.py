"""How far a build is: a bar on a terminal, nothing anywhere else.

Short work has no bar: it would be gone before it is read.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
LEAST = 100
"""Articles or files that are worth a bar."""


class Progress:
    """Hears how far a build is, and keeps it to itself."""

    def begin(self, what: str, total: int) -> None:
        """Begin some work on a number of things."""

    def tick(self, more: int) -> None:
        """Hear that more of them are done."""

    def end(self) -> None:
        """Hear that nothing of it is going on any more, whatever came of it."""

    def counted(self, what: str, things: Iterable[T], total: int) -> Iterator[T]:
        """Give things one after the other; each is done when the next one is asked for."""
        self.begin(what, total)
        for one in things:
            yield one
            self.tick(1)
        self.end()


class TerminalProgress(Progress):
    """Shows a bar with the time that is left, and leaves nothing of it."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._bar: Any = None
        self._task: Any = None

    def begin(self, what: str, total: int) -> None:
        """Show a bar, in place of the one before."""
        self.end()
        if total < LEAST:
            return
        # Only here: a build that shows no bar has no use for it.
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
        from rich.progress import Progress as Bars  # noqa: PLC0415

        columns = (
            TextColumn("  {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._bar = Bars(*columns, console=self._console, transient=True)
        self._task = self._bar.add_task(what, total=total)
        self._bar.start()

    def tick(self, more: int) -> None:
        """Move the bar on."""
        if self._bar is not None:
            self._bar.advance(self._task, more)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def progress_on(console: "Console") -> Progress:
    """Give what shows how far a build is where this console is a terminal."""
    return TerminalProgress(console) if console.is_terminal else Progress()
