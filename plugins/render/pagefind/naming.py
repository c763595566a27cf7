"""Names that files of the index keep from build to build.

The engine names files by their digests, so that adding a page takes other files away. Here a file is named by
what it is of, and asked for with its digest as a query ("filter/donor?1a2.pf_filter"): no static host minds
it, every cache does. Names are short, since the list of all pages is loaded before the first search.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator

NAME, VERSION = 6, 3
"""Letters of a page's file and of its digest."""
# Small letters alone: on some disks "A" and "a" are one file.
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]
"""By ten bits: the two letters that base32 has for them."""


def short_names(urls: Iterable[str]) -> Iterator[str]:
    """Give each address a name that it has in every index; one that is taken grows until it is not."""
    taken: set[str] = set()
    for url in urls:
        digest = hashlib.sha256(url.encode()).digest()
        bits = int.from_bytes(digest[:4]) >> 2
        name = _PAIRS[bits >> 20] + _PAIRS[bits >> 10 & 1023] + _PAIRS[bits & 1023]
        if name in taken:
            whole = base64.b32encode(digest).decode().lower()
            name = next(name for end in range(NAME, len(whole)) if (name := whole[:end]) not in taken)
        taken.add(name)
        yield name


def asked_for(name: str, sha256: bytes) -> str:
    """Give what a file is asked for by."""
    return f"{name}?{base64.urlsafe_b64encode(sha256[:VERSION]).decode()[:VERSION]}"
