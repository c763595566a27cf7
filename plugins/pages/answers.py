"""What differs where the archive answers a question otherwise than before.

Nearly every question is about one article: one digest of all its rows tells whether any of these answers
differs.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec

from plugins.linked import article_links, claim_links, linked_articles, quote_links
from plugins.model import ClaimRow, Entry, QuoteRow
from plugins.pages.asking import FIELD, GROWING, LISTS, PART, PRESENCE, VALUE, WHOLE
from plugins.pages.lookup import Lookup
from plugins.rows import ClaimLine, QuoteLine, Rows, claim_table, quote_table

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
        if owner not in self._lookup.entries:
            return ABSENT
        belongings = self._belongings
        own, beside = belongings.own.get(owner), belongings.beside.get(owner)
        return _digest((owner, belongings.readings[owner], own, beside))

    def states(self, parts: int, parted: Callable[[Iterable[str]], Sequence[int]]) -> Sequence[bytes]:
        """Give for each part of the articles what differs where the state of any of them does.

        `parted` gives the number of each one's part.
        """
        belongings = self._belongings
        part_of = dict(zip(belongings.readings, parted(belongings.readings), strict=True))
        told: list[list[list[object]]] = [[[], [], []] for _ in range(parts)]
        columns: list[Mapping[str, object]] = [belongings.readings, belongings.own, belongings.beside]
        for number, column in enumerate(columns):
            for article, one in column.items():
                told[part_of[article]][number] += (article, one)
        return [*map(_digest, told)]

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
            # Which of an article's rows are among them is told by its reading.
            articles, belongings = dict.fromkeys([line.article for line in row.lines]), self._belongings
            readings, own = belongings.readings, belongings.own
            beside = [(article, own[article]) for article in articles if article in own]
            return [*articles], [readings[article] for article in articles], beside
        return row

    def _told_in_short(self, entry: Entry) -> object:
        """Give what differs where an entry does: its reading's name stands for long texts and many facts.

        Facts that were found anew, with a date from an event, are told by that date, which is in the row.
        """
        reading = self._lookup.bodies.reading(entry.row.path)
        return entry if reading is None else (reading, article_links(entry.row))


_beside_row = attrgetter("claims", "quotes", "related", "mentioned_events")


class Belongings:
    """What an article's answers are made of, by the article's id."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self.readings: dict[str, object] = self._readings()
        """What tells an article's document and facts: the name of its reading, or these themselves."""
        # Where readings have no names, rows themselves must tell; where they have, their links are enough.
        self._whole = not all(isinstance(one, bytes) for one in self.readings.values())
        claims, quotes = claim_table(lookup.archive.claims), quote_table(lookup.archive.quotes)
        self._claims, self._quotes = claims.by_id.lines, quotes.by_id.lines
        self._own: defaultdict[str, list[object]] = defaultdict(list)
        self._beside: defaultdict[str, list[object]] = defaultdict(list)
        self._note_rows(claims, quotes)
        self._note_what_is_said(claims)
        entries = lookup.entries
        self.own = {article: told for article, told in self._own.items() if article in entries}
        """What its rows have beside its reading, of those of which that does not tell all."""
        self.beside = {article: told for article, told in self._beside.items() if article in entries}
        """What other articles lend it, and all that is said of its claims."""

    def _readings(self) -> dict[str, object]:
        entries, bodies = self._lookup.entries, self._lookup.bodies
        names = bodies.readings([entry.row.path for entry in entries.values()])
        if None not in names:
            return dict(zip(entries, names, strict=True))
        return {
            article: (entry, bodies.digest(path) if (path := entry.row.path) in bodies else ABSENT)
            for article, entry in entries.items()
        }

    def _note_rows(self, claims: Rows[ClaimRow, ClaimLine], quotes: Rows[QuoteRow, QuoteLine]) -> None:
        own, whole = self._own, self._whole
        for row in linked_articles([entry.row for entry in self._lookup.entries.values()]):
            own[row.id].append(article_links(row))
        for claim in claims.lines if whole else claims.linked:
            own[claim.article].append(claims.make(claim) if whole else claim_links(claim))
        for quote in quotes.lines if whole else quotes.linked:
            own[quote.article].append(quotes.make(quote) if whole else quote_links(quote))

    def _note_what_is_said(self, claims: Rows[ClaimRow, ClaimLine]) -> None:
        for article, entry in self._lookup.entries.items():
            if entry.related or entry.mentioned_events:
                self._beside[article].append((entry.related, entry.mentioned_events))
        for line in claims.linked:
            for relation in line.relations:
                # What the claim itself says is told by its article's reading, or is in its row.
                row = claims.make(line) if self._whole else self.readings[line.article]
                self._add(relation.claim, (relation, line.id, row))
        for ident, told in self._lookup.differences_of.items():
            self._add(ident, (ident, told))
        for reason in self._lookup.archive.reasons:
            self._add(reason.claim, reason)

    def _add(self, claim: str, told: object) -> None:
        article = self.article_of(claim)
        if article:
            self._beside[article].append(told)

    def article_of(self, ident: str) -> str:
        """Give the article of a claim or quote, "" where there is none."""
        line = self._claims.get(ident) or self._quotes.get(ident)
        return line.article if line is not None else ""

    @cached_property
    def at(self) -> Mapping[str, str]:
        """Article ids by the path of the article's file."""
        return {entry.row.path: ident for ident, entry in self._lookup.entries.items()}


_encode = msgspec.msgpack.Encoder().encode


def _digest(value: object) -> bytes:
    return hashlib.blake2b(_encode(value), digest_size=DIGEST).digest()
