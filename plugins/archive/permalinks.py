"""What was published, row by row, and where addresses lead that hold nothing of their own any more."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from plugins.model import ArticleRow, EventRow, Moved, Permalink

from .addresses import event_history, events_by_path

TABLES = {
    "claim": "claims",
    "donor": "donors",
    "person": "people",
    "organisation": "organisations",
    "source": "sources",
    "equipment": "equipment",
}
"""The folder of each kind of page whose id is its key."""


def published_rows(
    articles: Iterable[ArticleRow],
    events: Iterable[EventRow],
    tables: Mapping[str, Iterable[str]],
    permalinks: Sequence[Permalink],
    editions: Iterable[Permalink] = (),
) -> tuple[Permalink, ...]:
    """Give all rows to keep, sorted: those given, and one for every address that this archive publishes.

    `tables` holds the ids of each kind in TABLES. A redirect is rewritten where its event has moved on.
    """
    paths = {row.id: row.path for row in articles}
    events = tuple(events)
    rows: dict[tuple[str, str], Permalink] = {
        (row.kind, row.key): row for row in permalinks if row.kind != "redirect"
    }
    made = [Permalink("article", path, ident) for ident, path in paths.items()]
    made += [
        Permalink("event", f"{paths[article]}#{event.id}", event.id)
        for event in events
        for article in event.articles
    ]
    for kind, idents in tables.items():
        made += [Permalink(kind, ident, ident) for ident in idents]  # type: ignore[arg-type]
    made += editions
    for row in made:
        rows.setdefault((row.kind, row.key), row)
    for old, new in event_redirects(events, paths, permalinks).items():
        rows["redirect", old] = Permalink("redirect", old, new)
    return tuple(sorted(rows.values(), key=lambda row: (row.kind, row.key)))


def event_redirects(
    events: Iterable[EventRow], paths: Mapping[str, str], permalinks: Iterable[Permalink]
) -> dict[str, str]:
    """Give for every event id that is no event any more the one that holds most of its articles.

    Where none of its articles is in an event, the redirect that was given stays, led on to a living event.
    """
    permalinks = tuple(permalinks)
    given = {row.key: row.id for row in permalinks if row.kind == "redirect"}
    members = {event.id: [paths[article] for article in event.articles] for event in events}
    now_in = events_by_path(members)
    history = event_history(permalinks)
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
    rows: Iterable[Permalink],
) -> tuple[Moved, ...]:
    """Give the published addresses that hold nothing of their own any more, sorted by address."""
    rows = tuple(rows)
    living = {row.id for row in articles}
    by_path = {row.path: row for row in articles}
    found = [
        Moved(f"articles/{row.id}.html", None)
        for row in rows
        if row.kind == "article" and row.id not in living
    ]
    found += _moved_events(events, by_path, rows)
    for kind, folder in TABLES.items():
        here = set(tables[kind])
        gone = [row.id for row in rows if row.kind == kind and row.id not in here]
        for ident in gone:
            article = ident.rpartition("-c-")[0] if kind == "claim" else ""
            found.append(
                Moved(f"{folder}/{ident}.html", f"articles/{article}.html" if article in living else None)
            )
    return tuple(sorted(found, key=lambda one: one.url))


def _moved_events(
    events: Sequence[EventRow], by_path: Mapping[str, ArticleRow], rows: Sequence[Permalink]
) -> list[Moved]:
    urls = {event.id: event.url for event in events}
    members = {event.id: {*event.articles} for event in events}
    given = {row.key: row.id for row in rows if row.kind == "redirect"}
    history = event_history(rows)
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
