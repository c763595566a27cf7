"""Bundle files on the desk, taken apart into one Raw a record, within limits."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from plugins.clean import BUNDLE_SUFFIXES, records
from plugins.errors import BriefingError
from plugins.model import Raw

MAX_RECORDS = 100_000
UNPACKED_TIMES = 20
"""How many times its limit on disk a bundle may hold unpacked: news text packs to about a sixth."""


def is_bundle(path: str) -> bool:
    """Tell whether a file of this name holds several pages, or one in an envelope."""
    return path.lower().endswith(BUNDLE_SUFFIXES)


def opened(raw: Raw, max_bytes: int, problems: list[BriefingError]) -> Iterator[Raw]:
    """Give a bundle's pages in its order, each with the bundle's sidecar; note what ends it early.

    `max_bytes` is the limit of one file; all pages together may be UNPACKED_TIMES as large.
    """
    left = max_bytes * UNPACKED_TIMES
    seen: Counter[str] = Counter()
    try:
        for number, record in enumerate(records(raw.path, raw.data), 1):
            left -= len(record.data)
            if number > MAX_RECORDS or left < 0:
                problems.append(_too_much(raw.path, number))
                return
            seen[record.path] += 1
            again = seen[record.path]
            path = record.path if again == 1 else f"{record.path}~{again}"
            yield msgspec.structs.replace(record, path=path, sidecar=raw.sidecar)
    except BriefingError as problem:
        problems.append(problem)


def _too_much(path: str, number: int) -> BriefingError:
    return BriefingError(
        f"it holds more than a build takes from one file; records from number {number} on are left out",
        where=path,
        mend="split it into smaller files",
    )
