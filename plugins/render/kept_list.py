"""The list of a site's files as the cache keeps it: in parts, of which a build writes those that are new."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from plugins.render.cache import Cache
from plugins.render.digests import digest
from plugins.render.folders import Folders
from plugins.render.listing import FileList, FileTable, Listing, joined


class ListParts(msgspec.Struct, frozen=True, array_like=True):
    """Which parts make up the list of a site."""

    names: tuple[bytes, ...]
    """Names of tables in the cache, in their order."""
    folders: Folders
    """As they looked when all files were in their places; none where that is not known."""


@dataclass(frozen=True)
class KeptList:
    """What is kept of a list."""

    parts: ListParts
    fresh: Mapping[bytes, Any]
    """The parts that the cache has not yet, by their names, as they stand there."""


def list_as_kept(listing: Listing, folders: Folders) -> KeptList:
    """Give a new site's list as it is to be kept, once every file is placed."""
    names: list[bytes] = []
    fresh: dict[bytes, Any] = {}
    for part in listing.parts():
        if isinstance(part, bytes):
            names.append(part)
        else:
            encoded = msgspec.msgpack.encode(part)
            names.append(digest("files", encoded))
            fresh[names[-1]] = msgspec.Raw(encoded)
    return KeptList(ListParts(tuple(names), folders), fresh)


def list_as_it_was(files: FileList) -> KeptList:
    """Give a list that the cache has as it is kept."""
    return KeptList(ListParts((*files.parts.values(),), files.table.folders), {})


def kept_list(parts: ListParts, cache: Cache) -> FileList | None:
    """Give the list that is kept in these parts; None where one of them is lost."""
    found = cache.get_many(parts.names, FileTable)
    if not all(name in found for name in parts.names):
        return None
    tables = [found[name] for name in parts.names]
    bundles, counts = b"".join([one.bundles for one in tables]), b"".join([one.counts for one in tables])
    by_keys = {found[name].bundles: name for name in parts.names}
    return FileList(joined(tables, bundles, counts, parts.folders), by_keys)
