"""The list of a site's files as the cache keeps it: in parts, of which a build writes those that are new.

None is encoded or decoded as a whole, which would take the room of a large site's list three times.
"""

from collections.abc import Callable

import msgspec

from plugins.render.cache import Cache
from plugins.render.columns import Part
from plugins.render.digests import digest
from plugins.render.folders import Folders
from plugins.render.listing import FileList
from plugins.render.new_listing import Listing

AT_ONCE = 64
"""Parts that are kept together."""


class ListParts(msgspec.Struct, frozen=True, array_like=True):
    """Which parts make up the list of a site."""

    names: tuple[bytes, ...]
    """Names of parts in the cache, in their order."""
    folders: Folders
    """As they looked when all files were in their places; none where that is not known."""
    at_root: tuple[bytes, ...]
    """Keys of the bundles that have files at the site's root."""
    late: tuple[bytes, ...]
    """Keys of the bundles that are made of pages."""


def keep_list(listing: Listing, folders: Callable[[], Folders], cache: Cache) -> ListParts:
    """Keep a new site's list, once every file is placed, and give its parts.

    `folders` gives the site's as they look: asked for last, since those that rested a moment tell more.
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
    return ListParts(tuple(names), folders(), listing.at_root(), tuple(listing.late))


def list_as_it_was(files: FileList) -> ListParts:
    """Give the parts of a list that the cache keeps."""
    at_root, late = tuple(sorted(files.at_root)), tuple(sorted(files.late))
    return ListParts((*files.names.values(),), files.folders, at_root, late)


def kept_list(told: ListParts, cache: Cache) -> FileList | None:
    """Give the list that is kept in these parts; None where one of them is lost."""
    found = cache.get_many(told.names, Part)
    if not all(name in found for name in told.names):
        return None
    return FileList([found[name] for name in told.names], told.folders, told.names, told.at_root, told.late)
