"""Bundle files on the desk, taken apart into one Raw a record, within limits."""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from plugins.clean import BUNDLE_SUFFIXES, records
from plugins.errors import BriefingError
from plugins.model import Raw

MAX_RECORDS = 100_000
UNPACKED_TIMES = 20
"""How many times the limit of one file the pages of a bundle may have together: all are in memory at once."""


def is_bundle(path: str) -> bool:
    """Tell whether a file of this name holds several pages, or one in an envelope."""
    return path.lower().endswith(BUNDLE_SUFFIXES)


def name_of(path: str) -> str:
    """Give a file's path without what says its format, the whole of it: its sidecar is called so.

    >>> name_of("articles/crawl.warc.gz"), name_of("articles/a.b.txt")
    ('articles/crawl', 'articles/a.b')
    """
    small = path.lower()
    longest = max(map(len, filter(small.endswith, BUNDLE_SUFFIXES)), default=len(suffix_of(path)))
    return path[: len(path) - longest]


def suffix_of(path: str) -> str:
    """Give what pathlib calls the suffix, without making a path of each of many files.

    >>> suffix_of("articles/a.b.txt"), suffix_of("articles.d/.a"), suffix_of("articles/a.")
    ('.txt', '', '')
    """
    stem, dot, last = path.rpartition("/")[2].rpartition(".")
    return dot + last if stem and last else ""


def opened(
    path: str, file: BinaryIO, sidecar: str | None, max_bytes: int, problems: list[BriefingError]
) -> Iterator[Raw]:
    """Give a bundle's pages in its order, each with the bundle's sidecar; note what ends it early.

    The file is read as it goes, however large. `max_bytes` is the limit of one page's file; the pages of a
    bundle may be UNPACKED_TIMES as large together.
    """
    left = max_bytes * UNPACKED_TIMES
    seen: Counter[str] = Counter()
    try:
        for number, record in enumerate(records(path, file), 1):
            left -= len(record.data)
            if number > MAX_RECORDS or left < 0:
                problems.append(_too_much(path, number))
                return
            seen[record.path] += 1
            again = seen[record.path]
            own = record.path if again == 1 else f"{record.path}~{again}"
            yield msgspec.structs.replace(record, path=own, sidecar=sidecar)
    except BriefingError as problem:
        problems.append(problem)
    else:
        if not seen:
            problems.append(
                BriefingError("it holds no page", where=path, mend="remove it, or download it again")
            )


def _too_much(path: str, number: int) -> BriefingError:
    return BriefingError(
        f"it holds more than a build takes from one file; records from number {number} on are left out",
        where=path,
        mend="split it into smaller files",
    )
