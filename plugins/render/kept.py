"""What the cache keeps of readings beside them: facts and bodies, each read when it is asked for.

What the cache has lost is made again: the article is read once more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from plugins.bodies import Bodies, RowBody, body_of, parted, row_body
from plugins.model import Body, Facts, Raw, Reading
from plugins.render.cache import Cache
from plugins.render.one_reading import Task, Work, read_one

AT_ONCE = 200
"""Bodies in memory at a time."""
MOST_FACTS = 1 << 14
"""Articles whose facts are held once they were asked for: those of a large archive would fill memory."""

WithBytes = Callable[[Raw], Raw]


def facts_name(name: bytes) -> bytes:
    """Give the name under which the cache keeps the facts of a reading."""
    return name + b" facts"


def row_name(name: bytes) -> bytes:
    """Give the name under which the cache keeps what an article's row holds of its body."""
    return name + b" row"


def body_name(name: bytes) -> bytes:
    """Give the name under which the cache keeps the body of a reading."""
    return name + b" body"


class Anew:
    """Reads an article once more."""

    def __init__(self, work: Work, with_bytes: WithBytes) -> None:
        self._work = work
        self._with_bytes = with_bytes

    def __call__(self, task: Task) -> Reading:
        """Give the whole reading.

        Raises:
            BriefingError: it can't be read any more.
        """
        result = read_one(replace(task, raw=self._with_bytes(task.raw)), self._work)
        if isinstance(result, Reading):
            return result
        raise result[0]


class KeptFacts:
    """Facts that the cache keeps."""

    def __init__(self, kept: Cache, anew: Anew) -> None:
        self._kept = kept
        self._anew = anew
        self._held: dict[bytes, Facts] = {}

    def asker(self, name: bytes, task: Task) -> Callable[[], Facts]:
        """Give what gives the facts of the reading of this name."""
        return partial(self._facts, name, task)

    def _facts(self, name: bytes, task: Task) -> Facts:
        found = self._held.get(name)
        if found is None:
            found = self._kept.get(facts_name(name), Facts)
            if found is None:
                found = parted(self._anew(task))[0].facts
            if len(self._held) >= MOST_FACTS:
                # The one asked for longest ago: what is put in order of time is asked for in that order.
                del self._held[next(iter(self._held))]
            self._held[name] = found
        return found


class KeptBodies(Bodies):
    """Bodies that the cache keeps; one that it has lost is made again."""

    def __init__(
        self,
        kept: Cache,
        names: Mapping[str, bytes],
        tasks: Mapping[str, Task],
        anew: Anew,
    ) -> None:
        self._kept = kept
        self._names = names
        self._tasks = tasks
        self._anew = anew
        self._last: tuple[str, Body] | None = None
        """The one last asked for: an article's pages ask for theirs one after the other."""

    def __getitem__(self, path: str) -> Body:
        if self._last is None or self._last[0] != path:
            (body,) = self.in_turn([path])
            self._last = (path, body)
        return self._last[1]

    def __contains__(self, path: object) -> bool:
        return path in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def digest(self, path: str) -> bytes:
        """Give the name of the reading: it is made of all that the body comes from."""
        return self._names[path]

    def reading(self, path: str) -> bytes:
        """Give the name of the reading."""
        return self._names[path]

    def readings(self, paths: Sequence[str]) -> Sequence[bytes]:
        """Give the names of many readings."""
        names = self._names
        return [names[path] for path in paths]

    def in_turn(self, paths: Sequence[str]) -> Iterator[Body]:
        """Give the bodies of many articles, few of them at a time."""
        for begin in range(0, len(paths), AT_ONCE):
            names = [body_name(self._names[path]) for path in paths[begin : begin + AT_ONCE]]
            found = self._kept.get_many(names, Body)
            for path, name in zip(paths[begin : begin + AT_ONCE], names, strict=True):
                yield found[name] if name in found else self._made_again(path)

    def rows(self, articles: Sequence[tuple[str, str]]) -> Iterator[RowBody]:
        """Give what each row holds of its body, as it was kept when the page was read."""
        for begin in range(0, len(articles), AT_ONCE):
            some = articles[begin : begin + AT_ONCE]
            names = [row_name(self._names[path]) for path, _ in some]
            found = self._kept.get_many(names, RowBody)
            lost = {
                name: row_body(title, self[path])
                for (path, title), name in zip(some, names, strict=True)
                if name not in found
            }
            self._kept.put_many(lost.items())
            yield from ((lost if name in lost else found)[name] for name in names)

    def _made_again(self, path: str) -> Body:
        reading = self._anew(self._tasks[path])
        return body_of(reading.document, reading.facts)
