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
from plugins.rows import Rows, claim_table, quote_table

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
            owner = self._belongings.article_of(key.split(PART, 1)[0])
        elif table == "quotes":
            owner = self._belongings.article_of(key)
        elif table == "by_url":
            told = self._lookup.by_url.get(key)
            owner = told.article if told else ""
        else:
            owner = ""
        return owner if owner in self._lookup.entries else ""

    def state(self, owner: str) -> bytes:
        """Give what differs where any answer does that is an article's own, in 16 bytes."""
        entry = self._lookup.entries.get(owner)
        if entry is None:
            return ABSENT
        path, belongings = entry.row.path, self._belongings
        links, said = belongings.of(owner), belongings.said_of(owner)
        reading = self._lookup.bodies.reading(path)
        if reading is not None:
            # A reading's name tells its body too, and which claims and quotes there are.
            lent = (entry.related, entry.mentioned_events)
            return _digest((reading, article_links(entry.row), links, lent, said))
        return _digest((entry, links, self._body(path), said))

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
            value = getattr(self._lookup.archive, table)
            return _digest([*value] if isinstance(value, Rows) else value)
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
            articles = dict.fromkeys([line.article for line in row.lines])
            return [line.id for line in row.lines], [self._core(article) for article in articles]
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
        claims, quotes = claim_table(lookup.archive.claims), quote_table(lookup.archive.quotes)
        self._claims, self._quotes = claims.by_id.lines, quotes.by_id.lines
        for claim in claims.lines:
            if whole or claim.relations:
                self._rows[claim.article].append(claims.make(claim) if whole else claim_links(claim))
        for quote in quotes.lines:
            if whole or quote.also_in:
                self._rows[quote.article].append(quotes.make(quote) if whole else quote_links(quote))
        self._said: defaultdict[str, list[object]] = defaultdict(list)
        for line in claims.lines:
            for relation in line.relations:
                # What the claim itself says is told by its article's reading, or is in its row.
                row = claims.make(line) if whole else read(lookup.entries[line.article].row.path)
                self._add(relation.claim, (relation, line.id, row))
        for ident, told in lookup.differences_of.items():
            self._add(ident, (ident, told))
        for reason in lookup.archive.reasons:
            self._add(reason.claim, reason)

    def _add(self, claim: str, told: object) -> None:
        article = self.article_of(claim)
        if article:
            self._said[article].append(told)

    def article_of(self, ident: str) -> str:
        """Give the article of a claim or quote, "" where there is none."""
        line = self._claims.get(ident) or self._quotes.get(ident)
        return line.article if line is not None else ""

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
