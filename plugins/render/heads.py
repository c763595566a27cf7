"""What every build asks of every reading, kept for some articles at a time.

Where nothing is new in a stretch of the desk, one name is worked out and one value read, not one for each
article. A stretch ends where an article's path says so: an article more leaves the others as they are.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from plugins.bodies import KeptReading
from plugins.model import Raw, Registry
from plugins.render.cache import Cache
from plugins.render.digests import digest, encoded, reading_code
from plugins.render.one_reading import Task
from plugins.render.tabled import in_stretches


class Stretch(msgspec.Struct, frozen=True, array_like=True):
    """Some articles that follow each other, all of them read."""

    names: tuple[bytes, ...]
    """Of their readings."""
    heads: tuple[KeptReading, ...]


class Heads:
    """The heads of some articles' readings, by the readings' names."""

    def __init__(self, tasks: Sequence[Task], registry: Registry, cache: Cache) -> None:
        """Take what the cache has of them."""
        stretches = [*in_stretches(tasks, _path)]
        named = [_stretch_name(some, registry) for some in stretches]
        found = cache.get_many(named, Stretch)
        self.stretches = tuple(named)
        """Names of what the cache keeps of all of them together."""
        self.names: list[bytes] = []
        """Of the readings, in the order of the tasks."""
        self.known: dict[bytes, KeptReading] = {}
        self._new: list[tuple[bytes, list[bytes]]] = []
        """Stretches that the cache has not, each with the names of its readings."""
        for name, some in zip(named, stretches, strict=True):
            stretch = found.get(name)
            if stretch is not None and len(stretch.names) == len(stretch.heads) == len(some):
                self.names += stretch.names
                self.known.update(zip(stretch.names, stretch.heads, strict=True))
            else:
                own = [reading_name(task, registry) for task in some]
                self.names += own
                self._new.append((name, own))
        alone = [own for _, some in self._new for own in some]
        self.known |= cache.get_many(alone, KeptReading)

    def rows(self, done: Mapping[bytes, KeptReading]) -> Iterator[tuple[bytes, object]]:
        """Give what the cache is to hold of stretches that it had not, where all of one is read."""
        for name, own in self._new:
            if all(one in done for one in own):
                yield name, Stretch(tuple(own), tuple(done[one] for one in own))


def reading_name(task: Task, registry: Registry) -> bytes:
    """Give the name under which the cache keeps what this article says."""
    raw = task.raw
    return digest(
        reading_code(),
        registry.digest,
        raw.path,
        raw.format,
        raw.sha256,
        raw.link or "",
        raw.charset or "",
        raw.sidecar or "",
        str(raw.sidecar is None),
        *sorted(task.recurring),
    )


def _stretch_name(tasks: Sequence[Task], registry: Registry) -> bytes:
    told = [(*_told(task.raw), *sorted(task.recurring)) for task in tasks]
    return digest("stretch", reading_code(), registry.digest, encoded(told))


def _told(raw: Raw) -> tuple[str | None, ...]:
    return raw.path, raw.format, raw.sha256, raw.link, raw.charset, raw.sidecar


def _path(task: Task) -> str:
    return task.raw.path
