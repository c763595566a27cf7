"""Put a site's files into the staging tree: what is as it was as a link, the rest anew."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plugins.render.plan import Group, Pending, Single, kept_group
from plugins.render.staging import Staging
from plugins.render.tree import Placed, Published, file_digest
from plugins.workshop import FileOnDisk, KnownFile

Printer = Callable[[Iterable[Single]], Iterable[tuple[Single, bytes]]]


def is_made_of(
    published: Published, singles: Mapping[str, Single | Pending], groups: Iterable[Group]
) -> bool:
    """Say whether the site that stands there is the very one that would be made of these."""
    if not all(isinstance(one, Single) and _has(published, one) for one in singles.values()):
        return False
    paths = set(singles)
    for group in groups:
        kept = kept_group(group, published.site, published.same)
        if kept is None:
            return False
        paths.update(kept)
    return published.is_intact and paths == published.files.keys()


def _has(published: Published, single: Single) -> bool:
    return single.path in published.files and published.files[single.path].key == single.key


@dataclass
class Placing:
    """Files on their way into the staging tree."""

    staging: Staging
    published: Published
    files: dict[str, Placed] = field(default_factory=dict)
    groups: dict[str, tuple[bytes, tuple[str, ...]]] = field(default_factory=dict)
    """By name: key and paths."""
    _unfinished: list[tuple[FileOnDisk, bytes]] = field(default_factory=list)

    def place_singles(self, singles: Iterable[Single | Pending], printer: Printer) -> None:
        """Put files in their places; `printer` gives the pages among them with their HTML."""
        for single, data in printer(self._changed_pages(singles)):
            self._put(single.path, single.key, data)

    def _changed_pages(self, singles: Iterable[Single | Pending]) -> Iterator[Single]:
        """Put everything in its place but the pages that must be rendered, and give those."""
        for one in singles:
            single = one.settle() if isinstance(one, Pending) else one
            if self._is_same(single.path, single.key):
                self._keep(single.path, single.key)
            elif single.page is None:
                self._put(single.path, single.key, single.make())
            else:
                yield single

    def place_group(self, group: Group) -> None:
        """Put the files of one output stage in their places; those made on the disk may wait for `finish`."""
        paths = kept_group(group, self.published.site, self.published.same)
        if paths is None:
            paths = tuple(self._written(group))
        else:
            for path in paths:
                self._keep(path, group.key)
        self.groups[group.name] = (group.key, paths)

    def finish(self) -> None:
        """Put the files that were made on the disk in their places."""
        for file, key in self._unfinished:
            source, sha256 = file.finished()
            if self._is_published(file.path, sha256):
                self._keep(file.path, key)
            else:
                self.files[file.path] = self.staging.take(file.path, key, source, sha256)
        self._unfinished.clear()

    def _written(self, group: Group) -> Iterator[str]:
        for file in group.make():
            if isinstance(file, FileOnDisk):
                self._unfinished.append((file, group.key))
            elif isinstance(file, KnownFile) and self._is_published(file.path, file.sha256):
                self._keep(file.path, group.key)
            else:
                self._put(file.path, group.key, file.data)
            yield file.path

    @property
    def is_news(self) -> bool:
        """Say whether any file came, went or changed."""
        return bool(self.staging.written) or self.files.keys() != self.published.files.keys()

    def _is_same(self, path: str, key: bytes) -> bool:
        return path in self.published.same and self.published.files[path].key == key

    def _is_published(self, path: str, sha256: bytes) -> bool:
        return path in self.published.same and self.published.files[path].sha256 == sha256

    def _keep(self, path: str, key: bytes) -> None:
        self.files[path] = self.staging.keep(path, self.published.files[path], key)

    def _put(self, path: str, key: bytes, data: bytes) -> None:
        # Made anew, but maybe no byte of it is new.
        if self._is_published(path, file_digest(data)):
            self._keep(path, key)
        else:
            self.files[path] = self.staging.write(path, key, data)
