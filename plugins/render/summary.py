"""What a build tells the maintainer at its end."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from plugins.model import Archive
from plugins.render.kept_articles import newest_first
from plugins.render.tree import Listed
from plugins.rows import claim_table

SHOWN = 8
"""Names in one line; the rest is counted."""
SUMMARY_CHARACTERS = 280
NO_DAY = 315_532_800
"""1 January 1980: the earliest time that every archive format can hold, for a site without a known day."""


def listed(archive: Archive) -> tuple[Listed, ...]:
    """Give the articles, newest first, undated ones last."""
    rows = (entry.row for entry in archive.entries)
    return newest_first(
        Listed(row.title, row.published.date, row.url, row.text[:SUMMARY_CHARACTERS], row.path)
        for row in rows
    )


def newest_day_seconds(archive: Archive) -> int:
    """Give the newest article's day in seconds since 1970, UTC."""
    days = [entry.row.published.date for entry in archive.entries if entry.row.published.date]
    if not days:
        return NO_DAY
    year, *rest = (int(part) for part in max(days).split("-"))
    month, day = (*rest, 1, 1)[:2]
    return max(NO_DAY, int(datetime(year, month, day, tzinfo=UTC).timestamp()))


def change_lines(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> tuple[str, ...]:
    """Say which articles are new, changed or gone since the last build."""
    groups = (
        ("new", sorted(now.keys() - before.keys())),
        ("changed", sorted(path for path in now.keys() & before.keys() if now[path] != before[path])),
        ("gone", sorted(before.keys() - now.keys())),
    )
    return tuple(f"{len(paths)} {word}: {some(paths)}" for word, paths in groups if paths)


def standing_lines(archive: Archive) -> tuple[str, ...]:
    """Say what the archive holds, and what the desk may want to look at."""
    return tuple(_standing_lines(archive))


def _standing_lines(archive: Archive) -> Iterator[str]:
    yield (
        f"{len(archive.entries)} articles, {len(archive.claims)} claims, {len(archive.quotes)} quotes, "
        f"{len(archive.events)} events"
    )
    undated = [entry.row.path for entry in archive.entries if entry.row.published.date is None]
    if undated:
        yield f"{len(undated)} with unknown date: {some(undated)}"
    nobody = [claim.article for claim in claim_table(archive.claims).lines if not claim.donors]
    if nobody:
        yield f"{len(nobody)} claims without a donor, in: {some(sorted(dict.fromkeys(nobody)))}"
    if archive.unknown_names:
        names = [f"{name} ({count})" for name, count in archive.unknown_names if count > 1]
        if names:
            yield f"names seen often that the registry lacks: {some(names)}"
    told = {*undated}
    notices = [notice for notice in archive.warnings if notice.where not in told]
    for notice in notices[:SHOWN]:
        yield f"{notice.where}: {notice.what}"


def some(names: list[str]) -> str:
    """Give the first few names, and how many more there are.

    >>> some(["a", "b"])
    'a, b'
    """
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
