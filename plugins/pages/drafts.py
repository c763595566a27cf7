"""Pages before their views are made, and the questions that making a view asks the archive.

A view is made of what its page is about and of what the archive answers on the way. Where all the questions
that were asked last time get the same answers, the same view would come of it, so it need not be made: a new
article then costs the views that show something new, not those of the whole site. Nobody has to declare what
a page shows; the look-ups note it by themselves.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from plugins.model import Archive, ClaimRow, Entry, Page, QuoteRow, RelationReason, Site
from plugins.pages.lookup import Lookup, look_up

_T = TypeVar("_T")
PART = "\x1f"
"""Between the parts of a question: how it asks, which table, which key."""
VALUE, CORE, LISTS, PRESENCE, WHOLE, FIELD = "=", "-", "+", "?", "*", "."
"""How a question asks: for a row, for a row but its lists, for its lists, whether there is one, for all rows,
for a field of the archive."""
GROWING = frozenset({"articles", "statuses"})
"""Fields that grow with the archive: whoever wants a source's name does not care what else it published."""
BESIDE = frozenset({"archive", "say"})
"""What a look-up holds beside tables: the words are the site's own, and in every page's name."""
WITH_LISTS = frozenset({"donors", "people", "organisations", "sources", "equipment"})
OF_ROWS = frozenset({VALUE, PRESENCE})
OF_CLAIMS = frozenset({"claims", "claims_pointing_at", "differences_of", "reasons"})
"""Tables whose keys begin with a claim's id."""
DIGEST = 16
THERE, ABSENT = b"+" * DIGEST, b"-" * DIGEST


@dataclass(frozen=True, slots=True)
class Draft:
    """A page whose view is not made yet."""

    path: str
    template: str
    view: Callable[..., msgspec.Struct]
    """A top-level function of a Lookup, the Site, and what the page is about."""
    about: tuple[Any, ...]
    """Ids, and small values worked out from the whole archive: made of texts, numbers, tuples and structs."""


@dataclass(frozen=True, slots=True)
class Family:
    """Pages that ask much the same, so that they are looked at together: listed only to be made."""

    pages: Callable[..., Sequence[Draft]]
    """A top-level function of a Lookup, the Site, and what the pages are about; what it gives is decided by
    these and by what the look-up answers."""
    about: tuple[Any, ...]


class Watched(Mapping[str, _T]):
    """A table that notes what it is asked."""

    def __init__(self, name: str, rows: Mapping[str, _T], asked: dict[str, None]) -> None:
        self._rows = rows
        self._asked = asked
        self._name = name
        self._value = f"{VALUE}{PART}{name}{PART}"
        self._presence = f"{PRESENCE}{PART}{name}{PART}"
        self._whole = f"{WHOLE}{PART}{name}{PART}"

    def __getitem__(self, key: str) -> _T:
        self._asked[self._value + _told(key)] = None
        return self._rows[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Give a row, or something in its place."""
        self._asked[self._value + _told(key)] = None
        return self._rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked[self._presence + _told(key)] = None
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        self._asked[self._whole] = None
        return iter(self._rows)

    def __len__(self) -> int:
        self._asked[self._whole] = None
        return len(self._rows)


class WatchedRow:
    """A row that notes whether its growing lists are wanted."""

    def __init__(self, row: object, key: str, asked: dict[str, None]) -> None:
        self._row = row
        self._key = key
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        self._asked[f"{LISTS if name in GROWING else CORE}{PART}{self._key}"] = None
        return getattr(self._row, name)


class WatchedRows(Watched[Any]):
    """A table whose rows have lists that grow."""

    def __getitem__(self, key: str) -> Any:
        return self._watched(key, self._rows[key]) if key in self else self._rows[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Give a row, or something in its place."""
        return self._watched(key, self._rows[key]) if key in self else default

    def _watched(self, key: str, row: object) -> WatchedRow:
        return WatchedRow(row, f"{self._name}{PART}{key}", self._asked)


class WatchedArchive:
    """The archive itself, asked for a whole table."""

    def __init__(self, archive: Archive, asked: dict[str, None]) -> None:
        self._archive = archive
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        self._asked[f"{FIELD}{PART}{name}{PART}"] = None
        return getattr(self._archive, name)


def _told(key: Any) -> str:
    # No row is under "" or None; reasons are under three ids.
    return key if isinstance(key, str) else PART.join(key or ())


class Drafts:
    """All pages of a site, each made when it is asked for."""

    def __init__(self, archive: Archive, site: Site, kinds: Sequence[Callable[[Lookup, Site], Any]]) -> None:
        self.site = site
        self._lookup = look_up(archive, site.language)
        self._kinds = kinds
        self._asked: dict[str, None] = {}
        tables: dict[str, Any] = {
            field.name: (WatchedRows if field.name in WITH_LISTS else Watched)(
                field.name, getattr(self._lookup, field.name), self._asked
            )
            for field in fields(Lookup)
            if field.name not in BESIDE
        }
        watched: Any = WatchedArchive(archive, self._asked)
        self._watched = replace(self._lookup, archive=watched, **tables)

    def __iter__(self) -> Iterator[Page | Draft | Family]:
        """Give every page, finished, as a draft or with its family; the order means nothing."""
        return (page for pages in self._kinds for page in pages(self._lookup, self.site))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Give every page with its view."""
        return tuple(page for one in self for page in self.made(one))

    def listed(self, one: Draft | Family) -> Sequence[Draft]:
        """Give the drafts of a family."""
        return _listed(one, self._lookup, self.site)

    def made(self, one: Page | Draft | Family) -> tuple[Page, ...]:
        """Give a draft or a family as pages."""
        return pages_of(one, self._lookup, self.site)

    def observed(self, one: Draft | Family) -> tuple[tuple[Page, ...], tuple[str, ...]]:
        """Give a draft or a family as pages, and the questions that this asked, in their order."""
        self._asked.clear()
        return pages_of(one, self._watched, self.site), tuple(self._asked)

    # --- answers ---------------------------------------------------------------------------------------

    def owner(self, question: str) -> str:
        """Give the article whose `state` stands for the answer to a question, or "" where there is none."""
        how, table, key = question.split(PART, 2)
        if how not in OF_ROWS:
            return ""
        if table == "entries":
            owner = key
        elif table == "bodies":
            owner = self._belongings.at.get(key, "")
        elif table in OF_CLAIMS:
            row = self._lookup.claims.get(key.split(PART, 1)[0])
            owner = row.article if row else ""
        elif table in {"quotes", "by_url"}:
            told = getattr(self._lookup, table).get(key)
            owner = told.article if told else ""
        else:
            owner = ""
        return owner if owner in self._lookup.entries else ""

    def state(self, owner: str) -> bytes:
        """Give what differs where any answer does that is an article's own, in 16 bytes."""
        entry = self._lookup.entries.get(owner)
        if entry is None:
            return ABSENT
        return _digest(
            (self._told_in_short(entry), self._body(entry.document.path), *self._belongings.of(owner))
        )

    @cached_property
    def _belongings(self) -> "Belongings":
        return Belongings(self._lookup)

    def _body(self, path: str) -> bytes:
        # Told without reading it: most pages are as they were.
        bodies = self._lookup.bodies
        return bodies.digest(path)[:DIGEST] if path in bodies else ABSENT

    def answer(self, question: str) -> bytes:
        """Give what differs where the answer to a question does, in 16 bytes."""
        how, table, key = question.split(PART, 2)
        if how == FIELD:
            return _digest(getattr(self._lookup.archive, table))
        rows: Mapping[Any, Any] = getattr(self._lookup, table)
        if how == WHOLE:
            return _digest(sorted(rows.items()) if table == "reasons" else list(rows.items()))
        if table == "bodies":
            return self._body(key)
        sought = tuple(key.split(PART)) if table == "reasons" else key
        if sought not in rows:
            return ABSENT
        if how == PRESENCE:
            return THERE
        row = rows[sought]
        if how == VALUE:
            return _digest(self._told_in_short(row) if table == "entries" else row)
        lists = {name: getattr(row, name) for name in row.__struct_fields__ if name in GROWING}
        return _digest(lists if how == LISTS else msgspec.structs.replace(row, **dict.fromkeys(lists, ())))

    def _told_in_short(self, entry: Entry) -> object:
        """Give what differs where an entry does: its reading's name stands for long texts and many facts.

        Facts that were found anew, with a date from an event, are told by that date, which is in the row.
        """
        reading = self._lookup.bodies.reading(entry.row.path)
        if reading is None:
            return entry
        row = msgspec.structs.replace(entry.row, text="")
        return (reading, row, entry.claims, entry.quotes, entry.related, entry.mentioned_events)


class Belongings:
    """The rows of each article: what its answers are made of, beside its entry and its body."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._claims: defaultdict[str, list[ClaimRow]] = defaultdict(list)
        self._quotes: defaultdict[str, list[QuoteRow]] = defaultdict(list)
        self._reasons: defaultdict[str, list[RelationReason]] = defaultdict(list)
        for claim in lookup.claims.values():
            self._claims[claim.article].append(claim)
        for quote in lookup.quotes.values():
            self._quotes[quote.article].append(quote)
        for reason in lookup.archive.reasons:
            self._reasons[reason.claim].append(reason)

    @cached_property
    def at(self) -> Mapping[str, str]:
        """Article ids by the path of the article's file."""
        return {entry.document.path: ident for ident, entry in self._lookup.entries.items()}

    def of(self, article: str) -> tuple[object, ...]:
        """Give an article's claims with all that is said of them, and its quotes."""
        lookup, claims = self._lookup, self._claims.get(article, ())
        return (
            claims,
            [
                (
                    lookup.claims_pointing_at.get(claim.id),
                    lookup.differences_of.get(claim.id),
                    self._reasons.get(claim.id),
                )
                for claim in claims
            ],
            self._quotes.get(article, ()),
        )


def pages_of(one: Page | Draft | Family, lookup: Lookup, site: Site) -> tuple[Page, ...]:
    """Give a draft or a family as pages with their views."""
    if isinstance(one, Page):
        return (one,)
    return tuple(
        Page(draft.path, draft.template, draft.view(lookup, site, *draft.about))
        for draft in _listed(one, lookup, site)
    )


def _listed(one: Draft | Family, lookup: Lookup, site: Site) -> Sequence[Draft]:
    return one.pages(lookup, site, *one.about) if isinstance(one, Family) else (one,)


_encode = msgspec.msgpack.Encoder().encode


def _digest(value: object) -> bytes:
    return hashlib.blake2b(_encode(value), digest_size=DIGEST).digest()
