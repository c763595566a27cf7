"""What differs where the archive answers a question otherwise than before.

Nearly every question is about one article: one digest of all its rows tells whether any of these answers
differs.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec

from plugins.linked import article_links, claim_links, quote_links
from plugins.model import Entry
from plugins.pages.asking import FIELD, GROWING, LISTS, PART, PRESENCE, VALUE, WHOLE
from plugins.pages.lookup import Lookup

OF_ROWS = frozenset({VALUE, PRESENCE})
OF_CLAIMS = frozenset({"claims", "claims_pointing_at", "differences_of", "reasons"})
"""Tables whose keys begin with a claim's id."""
OF_MANY = frozenset({"claims_by_donor", "claims_by_speaker", "quotes_by_speaker"})
"""Tables whose rows are lists that hold much of the archive."""
DIGEST = 16
THERE, ABSENT = b"+" * DIGEST, b"-" * DIGEST


class Answers:
    """The archive's answers, as digests."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._cores: dict[str, bytes] = {}

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
        # A reading's name, which is in the core, tells its body too.
        known = self._lookup.bodies.reading(entry.row.path) is not None
        body = b"" if known else self._body(entry.document.path)
        return _digest((self._core(owner), body, *_beside_row(entry), self._belongings.said_of(owner)))

    def _core(self, owner: str) -> bytes:
        """Give what differs where an article's own rows do: its row, its claims, its quotes."""
        known = self._cores.get(owner)
        if known is None:
            entry = self._lookup.entries.get(owner)
            told = None if entry is None else self._told_in_short(entry)
            known = self._cores[owner] = _digest((told, self._belongings.of(owner)))
        return known

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
            return _digest(self._in_short(table, row))
        lists = {name: getattr(row, name) for name in row.__struct_fields__ if name in GROWING}
        return _digest(lists if how == LISTS else msgspec.structs.replace(row, **dict.fromkeys(lists, ())))

    def _in_short(self, table: str, row: Any) -> object:
        """Give what differs where a row does."""
        if table == "entries":
            return self._told_in_short(row), _beside_row(row)
        if table in OF_MANY:
            articles = dict.fromkeys([part.article for part in row])
            return [part.id for part in row], [self._core(article) for article in articles]
        return row

    def _told_in_short(self, entry: Entry) -> object:
        """Give what differs where an entry does: its reading's name stands for long texts and many facts.

        Facts that were found anew, with a date from an event, are told by that date, which is in the row.
        """
        reading = self._lookup.bodies.reading(entry.row.path)
        return entry if reading is None else (reading, article_links(entry.row))


_beside_row = attrgetter("claims", "quotes", "related", "mentioned_events")


class Belongings:
    """What an article's answers are made of, beside its entry and its body."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._rows: defaultdict[str, list[object]] = defaultdict(list)
        read = lookup.bodies.reading
        # Where readings have no names, rows themselves must tell; where they have, their links are enough.
        whole = any(read(entry.row.path) is None for entry in lookup.entries.values())
        for claim in lookup.claims.values():
            if whole or claim.relations:
                self._rows[claim.article].append(claim if whole else claim_links(claim))
        for quote in lookup.quotes.values():
            if whole or quote.also_in:
                self._rows[quote.article].append(quote if whole else quote_links(quote))
        self._said: defaultdict[str, list[object]] = defaultdict(list)
        for table in (lookup.claims_pointing_at, lookup.differences_of):
            for ident, told in table.items():
                self._add(ident, (ident, told))
        for reason in lookup.archive.reasons:
            self._add(reason.claim, reason)

    def _add(self, claim: str, told: object) -> None:
        row = self._lookup.claims.get(claim)
        if row is not None:
            self._said[row.article].append(told)

    @cached_property
    def at(self) -> Mapping[str, str]:
        """Article ids by the path of the article's file."""
        return {entry.document.path: ident for ident, entry in self._lookup.entries.items()}

    def of(self, article: str) -> list[object]:
        """Give an article's claims and quotes."""
        return self._rows.get(article, [])

    def said_of(self, article: str) -> list[object]:
        """Give all that is said of an article's claims."""
        return self._said.get(article, [])


_encode = msgspec.msgpack.Encoder().encode


def _digest(value: object) -> bytes:
    return hashlib.blake2b(_encode(value), digest_size=DIGEST).digest()
