"""What a stage may take up again from the build before: rows of the cache."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from plugins.render.cache import Cache
from plugins.render.digests import all_code, digest

T = TypeVar("T")


class StageMemory:
    """The cache, as a stage sees it: another stage, or other code, never finds what this one kept."""

    def __init__(self, cache: Cache, stage: str, readings: Mapping[str, bytes]) -> None:
        """Take the names of all readings by path: the digest of the registry is part of each."""
        self._stage = stage
        self.readings = readings
        self.asked: set[bytes] = set()
        """The cache's names of all that was asked for or kept: what the next build may ask for too."""
        self._cache = cache

    def get_many(self, names: Sequence[bytes], kind: type[T]) -> dict[bytes, T]:
        """Give those of the values that are there and whole."""
        rows = {self._row(name): name for name in names}
        self.asked |= rows.keys()
        return {rows[row]: value for row, value in self._cache.get_many(list(rows), kind).items()}

    def put_many(self, values: Iterable[tuple[bytes, object]]) -> None:
        """Keep values under their names."""
        rows = [(self._row(name), value) for name, value in values]
        self.asked |= {row for row, _ in rows}
        self._cache.put_many(rows)

    def _row(self, name: bytes) -> bytes:
        return digest(self._stage, all_code(), name)
