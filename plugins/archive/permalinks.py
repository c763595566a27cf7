"""What was published, row by row, and where addresses lead that hold nothing of their own any more."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import lt
from typing import get_args

from plugins.model import ArticleRow, EventRow, Moved, Permalink, PermalinkKind

from .addresses import event_history, events_by_path

KINDS: tuple[PermalinkKind, ...] = tuple(sorted(get_args(PermalinkKind)))
TABLES = {
    "claim": "claims",
    "donor": "donors",
    "person": "people",
    "organisation": "organisations",
    "source": "sources",
    "equipment": "equipment",
}
"""The folder of each kind of page whose id is its key."""
STRETCH = 512
"""Rows that are compared at once."""


def by_kind(permalinks: Iterable[Permalink]) -> dict[str, list[Permalink]]:
    """Give the rows of each kind: of an archive that has grown, few kinds are few."""
    found: dict[str, list[Permalink]] = {kind: [] for kind in KINDS}
    for row in permalinks:
        found[row.kind].append(row)
    return found


def published_rows(
    articles: Sequence[ArticleRow],
    events: Iterable[EventRow],
    tables: Mapping[str, Sequence[str]],
    given: Mapping[str, Sequence[Permalink]],
    editions: Iterable[tuple[str, str]] = (),
) -> dict[str, list[Permalink]]:
    """Give all rows to keep by kind, sorted: those given, and one for every address that is published now.

    `tables` holds the ids of each kind in TABLES, sorted, `editions` keys and numbers. A redirect is
    rewritten where its event has moved on.
    """
    paths = {row.id: row.path for row in articles}
    events = tuple(events)
    made: dict[str, Mapping[str, str]] = {
        "article": {row.path: row.id for row in articles},
        "event": {f"{paths[article]}#{event.id}": event.id for event in events for article in event.articles},
        "edition": dict(editions),
    }
    rows: dict[str, list[Permalink]] = {}
    for kind in KINDS:
        if kind in made:
            rows[kind] = _with_new(kind, given[kind], sorted(made[kind]), made[kind].__getitem__)
        elif kind != "redirect":
            rows[kind] = _with_new(kind, given[kind], tables.get(kind, ()), str)
    redirects = event_redirects(events, paths, given)
    rows["redirect"] = [Permalink("redirect", old, redirects[old]) for old in sorted(redirects)]
    return rows


def _with_new(
    kind: PermalinkKind, given: Sequence[Permalink], keys: Sequence[str], ident: Callable[[str], str]
) -> list[Permalink]:
    """Give the rows of a kind with those for new keys, sorted; what is given stays as it is.

    `keys` are sorted; `ident` gives the id of a key.
    """
    held = [row.key for row in given]
    alone, new = apart(held, keys)
    if alone and not _in_order(held):
        by_key = {row.key: row for row in given}
        held = sorted(by_key)
        given = [by_key[key] for key in held]
        _, new = apart(held, keys)
    rows: list[Permalink] = []
    at = 0
    for key in new:
        until = bisect_left(held, key, at)
        rows += given[at:until]
        rows.append(Permalink(kind, key, ident(key)))
        at = until
    return [*rows, *given[at:]]


def _in_order(texts: Sequence[str]) -> bool:
    return all(map(lt, texts, islice(texts, 1, None)))


def apart(ours: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give what only the first, and what only the second, of two sorted lists holds.

    Most of a hundred thousand rows is in both, so whole stretches are compared at once. Where all of the
    first is in the second, it need not be known to be in order: it is met in turn.

    >>> apart(["a", "b", "d"], ["b", "c", "d"])
    (['a'], ['c'])
    """
    alone: list[str] = []
    beside: list[str] = []
    one = other = 0
    while one < len(ours) and other < len(theirs):
        stretch, facing = ours[one : one + STRETCH], theirs[other : other + STRETCH]
        same = len(stretch)
        if stretch != facing:
            pairs = zip(stretch, facing, strict=False)
            same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(same, len(facing)))
        one, other = one + same, other + same
        while one < len(ours) and other < len(theirs) and ours[one] != theirs[other]:
            if ours[one] < theirs[other]:
                alone.append(ours[one])
                one += 1
            else:
                beside.append(theirs[other])
                other += 1
    return [*alone, *ours[one:]], [*beside, *theirs[other:]]


def event_redirects(
    events: Iterable[EventRow], paths: Mapping[str, str], rows: Mapping[str, Sequence[Permalink]]
) -> dict[str, str]:
    """Give for every event id that is no event any more the one that holds most of its articles.

    Where none of its articles is in an event, the redirect that was given stays, led on to a living event.
    """
    given = {row.key: row.id for row in rows["redirect"]}
    members = {event.id: [paths[article] for article in event.articles] for event in events}
    now_in = events_by_path(members)
    history = event_history(rows["event"])
    found: dict[str, str] = {}
    for old in sorted((history.keys() | given.keys()) - members.keys()):
        shared = Counter(ident for path in history.get(old, ()) for ident in now_in.get(path, ()))
        best = max(shared, key=lambda ident: (shared[ident], ident), default=None)
        target = best if best is not None else _last(old, given)
        if target != old:
            found[old] = target
    return found


def moved(
    articles: Sequence[ArticleRow],
    events: Sequence[EventRow],
    tables: Mapping[str, Sequence[str]],
    rows: Mapping[str, Sequence[Permalink]],
) -> tuple[Moved, ...]:
    """Give the published addresses that hold nothing of their own any more, sorted by address."""
    living = {row.id for row in articles}
    by_path = {row.path: row for row in articles}
    found = [Moved(f"articles/{row.id}.html", None) for row in rows["article"] if row.id not in living]
    found += _moved_events(events, by_path, rows)
    for kind, folder in TABLES.items():
        ids = [row.id for row in rows[kind]]
        gone, _ = apart(ids, tables[kind])
        if gone and not _in_order(ids):
            gone = sorted({*ids}.difference(tables[kind]))
        for ident in gone:
            article = ident.rpartition("-c-")[0] if kind == "claim" else ""
            found.append(
                Moved(f"{folder}/{ident}.html", f"articles/{article}.html" if article in living else None)
            )
    return tuple(sorted(found, key=lambda one: one.url))


def _moved_events(
    events: Sequence[EventRow], by_path: Mapping[str, ArticleRow], rows: Mapping[str, Sequence[Permalink]]
) -> list[Moved]:
    urls = {event.id: event.url for event in events}
    members = {event.id: {*event.articles} for event in events}
    given = {row.key: row.id for row in rows["redirect"]}
    history = event_history(rows["event"])
    found = []
    for old in sorted((history.keys() | given.keys()) - urls.keys()):
        left = sorted(
            (by_path[path] for path in history.get(old, ()) if path in by_path), key=lambda a: a.url
        )
        new = _last(old, given)
        # An event that took its articles in once and holds none of them now is another one.
        held = not left or not members.get(new, set()).isdisjoint(article.id for article in left)
        to = urls.get(new) if held else None
        found.append(Moved(f"events/{old}.html", to or (left[0].url if left else None)))
    return found


def _last(old: str, given: Mapping[str, str]) -> str:
    """Follow redirects to their end; a circle ends where it closes."""
    seen = {old}
    while old in given and given[old] not in seen:
        old = given[old]
        seen.add(old)
    return old
