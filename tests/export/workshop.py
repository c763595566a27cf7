"""A workshop as a build has one, for tests: all work is done at once."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec

from plugins.export.data import data_files, tables
from plugins.model import Archive, File, Site

T = TypeVar("T")


class Shelf:
    """A memory as a build offers it: encoded values by name."""

    def __init__(self) -> None:
        self.readings: Mapping[str, bytes] = {}
        self.values: dict[bytes, bytes] = {}
        self.put: list[object] = []
        """All that was kept since the last look."""

    def get_many(self, names: Sequence[bytes], kind: type[T]) -> dict[bytes, T]:
        held = [name for name in names if name in self.values]
        return {name: msgspec.msgpack.decode(self.values[name], type=kind) for name in held}

    def put_many(self, values: Iterable[tuple[bytes, object]]) -> None:
        for name, value in values:
            self.values[name] = msgspec.msgpack.encode(value)
            self.put.append(value)


class Bench:
    """A workshop."""

    def __init__(self, folder: Path, memory: Shelf, before: Path | None = None) -> None:
        self.folder = folder
        self.memory = memory
        self.before = before

    def published(self, path: str) -> tuple[Path, bytes] | None:
        file = self.before / path if self.before is not None else None
        if file is None or not file.exists():
            return None
        return file, hashlib.sha256(file.read_bytes()).digest()

    def aside(self, work: Callable[..., T], *given: object) -> Callable[[], T]:
        done = work(*given)
        return lambda: done


def data_of(archive: Archive, site: Site) -> dict[str, bytes]:
    """Give the files of the data folder by path."""
    with TemporaryDirectory() as folder:
        return published(archive, site, Bench(Path(folder), Shelf()))


def published(archive: Archive, site: Site, workshop: Bench) -> dict[str, bytes]:
    """Give the files of the data folder by path, made in a workshop."""
    files = list(data_files(tables(archive, site, ())["tables"], workshop))
    return {
        file.path: file.data if isinstance(file, File) else file.finished()[0].read_bytes() for file in files
    }


def data_after(before: Archive, after: Archive, site: Site, spoilt: Sequence[str] = ()) -> dict[str, bytes]:
    """Give the files of the data folder where another archive's stand published, some of them emptied."""
    memory = Shelf()
    with TemporaryDirectory() as folder:
        output, first, second = (Path(folder) / name for name in ("output", "first", "second"))
        first.mkdir()
        second.mkdir()
        for path, data in published(before, site, Bench(first, memory)).items():
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(b"" if path in spoilt else data)
        return published(after, site, Bench(second, memory, output))
