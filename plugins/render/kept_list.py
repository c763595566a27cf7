"""The list of a site's files as the cache keeps it: in parts, of which a build writes those that are new.

None is encoded or decoded as a whole, which would take the room of a large site's list three times.
"""

from collections.abc import Sequence

import msgspec

from plugins.render.cache import Cache
from plugins.render.digests import digest
from plugins.render.folders import Folders
from plugins.render.listing import FileList, FileTable
from plugins.render.new_listing import Listing, joined

AT_ONCE = 64
"""Parts that are encoded or decoded together."""


class ListParts(msgspec.Struct, frozen=True, array_like=True):
    """Which parts make up the list of a site."""

    names: tuple[bytes, ...]
    """Names of tables in the cache, in their order."""
    folders: Folders
    """As they looked when all files were in their places; none where that is not known."""


def keep_list(listing: Listing, folders: Folders, cache: Cache) -> ListParts:
    """Keep a new site's list, once every file is placed, and give its parts.

    What comes to nothing in the cache shows when the list is asked for: a part of it is lost then.
    """
    names: list[bytes] = []
    fresh: list[tuple[bytes, msgspec.Raw]] = []
    for part in listing.parts():
        if isinstance(part, bytes):
            names.append(part)
            continue
        encoded = msgspec.msgpack.encode(part)
        names.append(digest("files", encoded))
        fresh.append((names[-1], msgspec.Raw(encoded)))
        if len(fresh) == AT_ONCE:
            cache.put_many(fresh)
            fresh = []
    cache.put_many(fresh)
    return ListParts(tuple(names), folders)


def list_as_it_was(files: FileList) -> ListParts:
    """Give the parts of a list that the cache keeps."""
    return ListParts((*files.parts.values(),), files.table.folders)


def kept_list(parts: ListParts, cache: Cache) -> FileList | None:
    """Give the list that is kept in these parts; None where one of them is lost."""
    tables: list[FileTable] = []
    for begin in range(0, len(parts.names), AT_ONCE):
        names = parts.names[begin : begin + AT_ONCE]
        found = cache.get_many(names, FileTable)
        if not all(name in found for name in names):
            return None
        tables += [found[name] for name in names]
    return FileList(_whole(tables, parts.folders), _by_keys(tables, parts.names))


def _whole(tables: Sequence[FileTable], folders: Folders) -> FileTable:
    bundles, counts = b"".join([one.bundles for one in tables]), b"".join([one.counts for one in tables])
    return joined(tables, bundles, counts, folders)


def _by_keys(tables: Sequence[FileTable], names: Sequence[bytes]) -> dict[bytes, bytes]:
    return dict(zip((one.bundles for one in tables), names, strict=True))
