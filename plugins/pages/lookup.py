"""The archive by id: what page builders ask instead of searching tuples."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
from plugins.words import Words, words

Row = DonorRow | OrganisationRow | PersonRow | SourceRow | EquipmentRow | EventRow
_T = TypeVar(
    "_T", ClaimRow, QuoteRow, EventRow, DonorRow, PersonRow, OrganisationRow, SourceRow, EquipmentRow
)


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
    claims_by_donor: Mapping[str, tuple[ClaimRow, ...]]
    claims_by_speaker: Mapping[str, tuple[ClaimRow, ...]]
    quotes_by_speaker: Mapping[str, tuple[QuoteRow, ...]]
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


def look_up(archive: Archive, language: str = "en") -> Lookup:
    """Give the archive by id, with the words of the site's language."""
    archive = replace(archive, donors=named_for_readers(archive.donors, language))
    by_donor: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    by_speaker: defaultdict[str, list[ClaimRow]] = defaultdict(list)
    pointing: defaultdict[str, list[tuple[ClaimRow, Relation]]] = defaultdict(list)
    for claim in archive.claims:
        for donor in claim.donors:
            by_donor[donor].append(claim)
        if claim.speaker is not None:
            by_speaker[claim.speaker].append(claim)
        for relation in claim.relations:
            pointing[relation.claim].append((claim, relation))
    differing: defaultdict[str, list[Difference]] = defaultdict(list)
    for difference in archive.differences:
        for ident in difference.claims:
            differing[ident].append(difference)
    quotes: defaultdict[str, list[QuoteRow]] = defaultdict(list)
    for quote in archive.quotes:
        if quote.speaker is not None:
            quotes[quote.speaker].append(quote)
    claims_by_id, quotes_by_id = _by_id(archive.claims), _by_id(archive.quotes)
    return Lookup(
        archive=archive,
        bodies=bodies_of(archive),
        entries={entry.row.id: entry for entry in archive.entries},
        claims=claims_by_id,
        quotes=quotes_by_id,
        events=_by_id(archive.events),
        donors=_by_id(archive.donors),
        people=_by_id(archive.people),
        organisations=_by_id(archive.organisations),
        sources=_by_id(archive.sources),
        equipment=_by_id(archive.equipment),
        coverage={coverage.event: coverage for coverage in archive.coverage},
        claims_by_donor={key: tuple(rows) for key, rows in by_donor.items()},
        claims_by_speaker={key: tuple(rows) for key, rows in by_speaker.items()},
        quotes_by_speaker={key: tuple(rows) for key, rows in quotes.items()},
        differences_of={key: tuple(rows) for key, rows in differing.items()},
        by_url=ByUrl(claims_by_id, quotes_by_id),
        reasons={(row.claim, row.type, row.other): row.reason for row in archive.reasons},
        claims_pointing_at={key: tuple(pairs) for key, pairs in pointing.items()},
        orders=Orders(archive),
        say=words(language),
    )


def _by_id(rows: Iterable[_T]) -> dict[str, _T]:
    return {row.id: row for row in rows}
