"""The archive by id: what page builders ask instead of searching tuples."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from plugins.bodies import Bodies, bodies_of
from plugins.model import (
    Archive,
    ClaimRow,
    Coverage,
    Difference,
    DonorRow,
    EntityKind,
    Entry,
    EquipmentRow,
    EventRow,
    OrganisationRow,
    PersonRow,
    QuoteRow,
    Relation,
    SourceRow,
)
from plugins.pages.country_names import named_for_readers
from plugins.pages.orders import Orders
from plugins.rows import ClaimLine, L, Made, QuoteLine, Rows, claim_table, quote_table
from plugins.words import Words, words

Row = DonorRow | OrganisationRow | PersonRow | SourceRow | EquipmentRow | EventRow
_T = TypeVar("_T", EventRow, DonorRow, PersonRow, OrganisationRow, SourceRow, EquipmentRow)


@dataclass(frozen=True, slots=True)
class Lookup:
    """An archive with its rows by id, and the ways back from one table to another."""

    archive: Archive
    bodies: Bodies
    """By article path."""
    entries: Mapping[str, Entry]
    """By article id, as everywhere an article is asked for."""
    claims: Mapping[str, ClaimRow]
    quotes: Mapping[str, QuoteRow]
    events: Mapping[str, EventRow]
    donors: Mapping[str, DonorRow]
    people: Mapping[str, PersonRow]
    organisations: Mapping[str, OrganisationRow]
    sources: Mapping[str, SourceRow]
    equipment: Mapping[str, EquipmentRow]
    coverage: Mapping[str, Coverage]
    """By event id."""
    claims_by_donor: Mapping[str, Rows[ClaimRow, ClaimLine]]
    claims_by_speaker: Mapping[str, Rows[ClaimRow, ClaimLine]]
    quotes_by_speaker: Mapping[str, Rows[QuoteRow, QuoteLine]]
    claims_pointing_at: Mapping[str, tuple[tuple[ClaimRow, Relation], ...]]
    """By claim id: the claims that have a relation to it."""
    differences_of: Mapping[str, tuple[Difference, ...]]
    """By claim id."""
    by_url: Mapping[str, ClaimRow | QuoteRow]
    """The claim or quote that an address with its anchor leads to."""
    reasons: Mapping[tuple[str, str, str], str]
    """Why a claim stands to another as it does: by claim, type of relation, other claim."""
    orders: Orders
    """Its rows in the orders that lists need."""
    say: Words
    """The interface's words."""

    def table(self, kind: EntityKind) -> Mapping[str, Row]:
        """Give the table of a kind of thing that names in a text lead to."""
        tables: dict[EntityKind, Mapping[str, Row]] = {
            "donor": self.donors,
            "person": self.people,
            "organisation": self.organisations,
            "source": self.sources,
            "equipment": self.equipment,
            "event": self.events,
        }
        return tables[kind]


class ByUrl(Mapping[str, ClaimRow | QuoteRow]):
    """Claims and quotes by address: a row's id is the anchor that its address ends with."""

    def __init__(self, claims: Mapping[str, ClaimRow], quotes: Mapping[str, QuoteRow]) -> None:
        self._tables: tuple[Mapping[str, ClaimRow | QuoteRow], ...] = (quotes, claims)

    def __getitem__(self, url: str) -> ClaimRow | QuoteRow:
        ident = url.rpartition("#")[2]
        for table in self._tables:
            row = table.get(ident)
            if row is not None and row.url == url:
                return row
        raise KeyError(url)

    def __iter__(self) -> Iterator[str]:
        return (row.url for table in self._tables for row in table.values())

    def __len__(self) -> int:
        return sum(map(len, self._tables))


def _pointing(claims: Rows[ClaimRow, ClaimLine]) -> Mapping[str, tuple[tuple[ClaimRow, Relation], ...]]:
    """Give, by claim id, the claims that have a relation to it, each with that relation."""
    found: defaultdict[str, list[tuple[ClaimLine, Relation]]] = defaultdict(list)
    for line in claims.linked:
        for relation in line.relations:
            found[relation.claim].append((line, relation))
    return Made(dict(found), lambda told: tuple((claims.make(line), relation) for line, relation in told))


def look_up(archive: Archive, language: str = "en") -> Lookup:
    """Give the archive by id, with the words of the site's language."""
    archive = replace(archive, donors=named_for_readers(archive.donors, language))
    claims, quotes = claim_table(archive.claims), quote_table(archive.quotes)
    differing: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in archive.differences:
        for ident in difference.claims:
            differing[ident].append(difference)
    return Lookup(
        archive=archive,
        bodies=bodies_of(archive),
        entries={entry.row.id: entry for entry in archive.entries},
        claims=claims.by_id,
        quotes=quotes.by_id,
        events=_by_id(archive.events),
        donors=_by_id(archive.donors),
        people=_by_id(archive.people),
        organisations=_by_id(archive.organisations),
        sources=_by_id(archive.sources),
        equipment=_by_id(archive.equipment),
        coverage={coverage.event: coverage for coverage in archive.coverage},
        claims_by_donor=claims.grouped([(donor, line) for line in claims.lines for donor in line.donors]),
        claims_by_speaker=claims.grouped(_with_speaker(claims.lines)),
        quotes_by_speaker=quotes.grouped(_with_speaker(quotes.lines)),
        differences_of={key: tuple(rows) for key, rows in differing.items()},
        by_url=ByUrl(claims.by_id, quotes.by_id),
        reasons={(row.claim, row.type, row.other): row.reason for row in archive.reasons},
        claims_pointing_at=_pointing(claims),
        orders=Orders(archive),
        say=words(language),
    )


def _with_speaker(lines: Sequence[L]) -> list[tuple[str, L]]:
    return [(line.speaker, line) for line in lines if line.speaker is not None]


def _by_id(rows: Iterable[_T]) -> dict[str, _T]:
    return {row.id: row for row in rows}
