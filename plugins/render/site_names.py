"""The name of a site: it tells which bytes stand at which paths."""

import hashlib

from plugins.render.columns import FileTable, sums_of

NAME_BYTES = 40
"""Of a site's name."""


def site_name(table: FileTable) -> str:
    """Give the name of a site: the sum of digests of each path with its bytes, whatever their order.

    A sum, since that of a site where a few files differ is known from the sum before.
    """
    return named(sum(share_of(*told) for told in sums_of(table)))


def named(total: int) -> str:
    """Give the name of a site whose files add up to a number."""
    return (total % (1 << 8 * NAME_BYTES)).to_bytes(NAME_BYTES, "big").hex()


def share_of(path: str, sha256: bytes) -> int:
    """Give what one file adds to its site's name."""
    # No path holds the sign that parts them here.
    told = path.encode("utf-8", "surrogatepass") + b"\0" + sha256
    return int.from_bytes(hashlib.blake2b(told, digest_size=NAME_BYTES).digest(), "big")
