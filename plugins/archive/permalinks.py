"""What was published, row by row, and where addresses lead that hold nothing of their own any more."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import filterfalse, islice
from operator import attrgetter, lt
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


def by_kind(permalinks: Iterable[Permalink]) -> dict[str, list[Permalink]]:
    """Give the rows of each kind: of an archive that has grown, few kinds are few."""
    found: dict[str, list[Permalink]] = {kind: [] for kind in KINDS}
    for row in permalinks:
        found[row.kind].append(row)
    return found


def published_rows(
    articles: Iterable[ArticleRow],
    events: Iterable[EventRow],
    tables: Mapping[str, Sequence[str]],
    given: Mapping[str, Sequence[Permalink]],
    editions: Iterable[tuple[str, str]] = (),
) -> dict[str, list[Permalink]]:
    """Give all rows to keep by kind, sorted: those given, and one for every address that is published now.

    `tables` holds the ids of each kind in TABLES, `editions` keys and numbers. A redirect is rewritten where
    its event has moved on.
    """
    paths = {row.id: row.path for row in articles}
    events = tuple(events)
    members = ((f"{paths[article]}#{event.id}", event.id) for event in events for article in event.articles)
    made: dict[str, tuple[Sequence[str], Sequence[str]]] = {kind: (ids, ids) for kind, ids in tables.items()}
    made["article"] = ([*paths.values()], [*paths])
    made["event"] = _columns(members)
    made["edition"] = _columns(editions)
    rows: dict[str, list[Permalink]]
    rows = {
        kind: _with_new(kind, given[kind], *made.get(kind, ((), ()))) for kind in KINDS if kind != "redirect"
    }
    redirects = event_redirects(events, paths, given)
    rows["redirect"] = [Permalink("redirect", old, redirects[old]) for old in sorted(redirects)]
    return rows


def _columns(rows: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    keys: list[str] = []
    ids: list[str] = []
    for key, ident in rows:
        keys.append(key)
        ids.append(ident)
    return keys, ids


def _with_new(
    kind: PermalinkKind, given: Sequence[Permalink], keys: Sequence[str], ids: Sequence[str]
) -> list[Permalink]:
    """Give the rows of a kind with those for new keys, sorted; what is given stays as it is.

    The larger tables have a hundred thousand rows, of which a build adds few: none is looked at by itself.
    """
    held = [row.key for row in given]
    known = {*held}
    new = {key: Permalink(kind, key, ids[at]) for at, key in enumerate(keys) if key not in known}
    if not all(map(lt, held, islice(held, 1, None))):
        given = [*{row.key: row for row in given}.values()]
    return sorted([*given, *new.values()], key=attrgetter("key"))


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
    tables: Mapping[str, Iterable[str]],
    rows: Mapping[str, Sequence[Permalink]],
) -> tuple[Moved, ...]:
    """Give the published addresses that hold nothing of their own any more, sorted by address."""
    living = {row.id for row in articles}
    by_path = {row.path: row for row in articles}
    found = [Moved(f"articles/{row.id}.html", None) for row in rows["article"] if row.id not in living]
    found += _moved_events(events, by_path, rows)
    for kind, folder in TABLES.items():
        here = {*tables[kind]}
        for ident in filterfalse(here.__contains__, map(attrgetter("id"), rows[kind])):
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
