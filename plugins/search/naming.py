"""Names that the files of pages keep in every index, whatever engine writes it.

They are short, since an engine that lists all pages has its list loaded before the first search.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator

NAME = 6
"""Letters of a page's name."""
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
