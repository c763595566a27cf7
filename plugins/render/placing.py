"""Put a site's files into the staging tree: what is as it was as a link, the rest anew."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plugins.render.new_listing import Listing
from plugins.render.plan import Bundle, Group, Single
from plugins.render.staging import Staging
from plugins.render.tree import Published, file_digest
from plugins.workshop import FileOnDisk, KnownFile

Printer = Callable[[Iterable[Single]], Iterable[tuple[str, bytes, bytes]]]
"""Gives of each page its path, its key and its HTML."""


def is_made_of(published: Published, bundles: Sequence[Bundle], groups: Sequence[Group]) -> bool:
    """Say whether the site that stands there is the very one that would be made of these."""
    keys = {*(one.key for one in bundles), *(one.key for one in groups)}
    return published.is_intact and keys == published.files.bundles.keys()


@dataclass
class Placing:
    """Files on their way into the staging tree."""

    staging: Staging
    published: Published
    _unfinished: list[tuple[FileOnDisk, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listing = Listing(self.published.files)

    def begin(self, bundles: Iterable[Bundle], groups: Iterable[Group]) -> None:
        """Hear what the site will consist of, but for what is made of pages."""
        keys = {one.key for one in bundles if one.key is not None} | {one.key for one in groups}
        self.staging.begin(keys | self.published.files.late)

    def place_bundles(self, bundles: Iterable[Bundle], printer: Printer) -> None:
        """Put files in their places; `printer` gives the pages among them with their HTML."""
        for path, key, data in printer(self._changed_pages(bundles)):
            self._put(path, key, data)

    def _changed_pages(self, bundles: Iterable[Bundle]) -> Iterator[Single]:
        """Put everything in its place but the pages that must be rendered, and give those."""
        for bundle in bundles:
            if bundle.key is None or not self._keep_whole(bundle.key):
                key, singles = bundle.make()
                self.listing.add(key, [single.path for single in singles])
                for single in singles:
                    if self._is_same(single.path, single.key):
                        self._keep(single.path, single.key)
                    elif single.page is None:
                        self._put(single.path, single.key, single.make())
                    else:
                        yield single

    def place_late(self, groups: Sequence[Group]) -> None:
        """Put files in their places that output stages make of pages, which are known by now."""
        keys = {one.key for one in groups}
        self.published.files.open(self.published.files.late - keys)
        self.staging.begin(keys)
        for group in groups:
            self.listing.late.append(group.key)
            self.place_group(group)

    def place_group(self, group: Group) -> None:
        """Put the files of one output stage in their places; those made on the disk may wait for `finish`."""
        if not self._keep_whole(group.key):
            self.listing.add(group.key, [*self._written(group)])

    def finish(self) -> None:
        """Put the files that were made on the disk in their places."""
        for file, key in self._unfinished:
            source, sha256 = file.finished()
            if self._is_published(file.path, sha256):
                self._keep(file.path, key)
            else:
                self.listing.place(file.path, self.staging.take(file.path, key, source, sha256))
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

    def _keep_whole(self, key: bytes) -> bool:
        """Keep the files of a bundle that is as it was and that nobody touched; say whether it is."""
        files, same = self.published.files, self.published.same
        run = files.bundles.get(key)
        if run is None:
            return False
        if not (self.published.is_intact or all(path in same for path in files.paths(run))):
            self.staging.open(key)
            return False
        if not self.staging.has(key):
            paths, placed = files.paths(run), files.placed(run)
            linked = [self.staging.keep(path, one, one.key) for path, one in zip(paths, placed, strict=True)]
            if linked != placed:  # Some could not be linked, and are copies.
                self.listing.add(key, paths)
                for path, one in zip(paths, linked, strict=True):
                    self.listing.place(path, one)
                return True
        self.listing.keep(key, run)
        return True

    def _is_same(self, path: str, key: bytes) -> bool:
        return path in self.published.same and self.published.files[path].key == key

    def _is_published(self, path: str, sha256: bytes) -> bool:
        return path in self.published.same and self.published.files[path].sha256 == sha256

    def _keep(self, path: str, key: bytes) -> None:
        self.listing.place(path, self.staging.keep(path, self.published.files[path], key))

    def _put(self, path: str, key: bytes, data: bytes) -> None:
        # Made anew, but maybe no byte of it is new.
        if self._is_published(path, file_digest(data)):
            self._keep(path, key)
        else:
            self.listing.place(path, self.staging.write(path, key, data))
