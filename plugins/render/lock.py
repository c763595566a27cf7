"""One build at a time for one output folder."""

import contextlib
import fcntl
import os
from pathlib import Path
from typing import Self

from plugins.errors import BriefingError


class BuildLock:
    """Held while a build works on an output folder; the system lets go of it where a build is killed."""

    def __init__(self, output: Path) -> None:
        self.path = output.with_name(f".{output.name}.lock")
        self._handle: int | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def take(self) -> None:
        """Hold it.

        Raises:
            BriefingError: another build holds it.
        """
        while self._handle is None:
            handle = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                os.close(handle)
                raise BriefingError(
                    "another build is at work on this site",
                    where=str(self.path),
                    mend="wait until it is done, or give this one another folder with -o",
                ) from fault
            if self._is_still_there(handle):
                self._handle = handle
            else:  # Its last holder removed the file between our opening and locking it.
                os.close(handle)

    def release(self) -> None:
        """Let go of it and leave nothing behind."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                self.path.unlink()
            os.close(self._handle)
            self._handle = None

    def __del__(self) -> None:
        self.release()

    def _is_still_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except FileNotFoundError:
            return False
