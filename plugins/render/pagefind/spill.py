"""What is too much to be held, on the disk until it is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self


class Spill:
    """Pieces of bytes in one file of their own, under numbers."""

    def __init__(self, path: Path) -> None:
        """Begin the file; its folder is there."""
        self._file = path.open("xb+")
        self._path = path
        self._places: dict[int, list[tuple[int, int]]] = {}
        """By number: where each of its pieces stands, and its length."""
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._file.close()
        self._path.unlink()

    def put(self, number: int, piece: bytes) -> None:
        """Put one more piece under a number."""
        self._file.seek(self._end)
        self._file.write(piece)
        self._places.setdefault(number, []).append((self._end, len(piece)))
        self._end += len(piece)

    def get(self, number: int) -> Iterator[bytes]:
        """Give the pieces of a number, in the order in which they came."""
        for place, length in self._places.get(number, ()):
            self._file.seek(place)
            yield self._file.read(length)
