"""What can be wrong in the registry, one rule a mistake."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, get_args

from plugins.errors import BriefingError
from plugins.model import DonorKind, Entity, EventKind, SourceKind

from .countries import countries

_NAMED = ("id", "name", "aliases")
TABLES: dict[str, tuple[str, ...]] = {
    "donors": (*_NAMED, "kind", "country", "currency", "members"),
    "people": (*_NAMED, "country", "roles"),
    "organisations": (*_NAMED, "kind", "country", "currency", "members"),
    "sources": (*_NAMED, "kind", "country", "language", "home"),
    "equipment": (*_NAMED, "category"),
    "events": (*_NAMED, "kind", "start", "end", "place", "participants", "cues"),
}
"""The tables and the fields that an entry of each may have."""

KINDS: dict[str, tuple[str, ...]] = {
    "donors": get_args(DonorKind),
    "organisations": get_args(DonorKind),
    "sources": get_args(SourceKind),
    "events": get_args(EventKind),
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Entry(NamedTuple):
    """One entry of a file, before it goes into its table."""

    table: str
    entity: Entity
    file: str
    line: int
    lines: dict[str, int]
    """Line of each field by its path: ".roles[0].from"."""

    def wrong(self, what: str, mend: str, path: str = "") -> BriefingError:
        """Give an error that points at a field of this entry."""
        return BriefingError(what, where=f"{self.file}, line {self.lines.get(path, self.line)}", mend=mend)


class Known(NamedTuple):
    """All ids and names of the registry, to check one entry against."""

    ids: dict[tuple[str, str], Entry]
    """The first entry of each id, by table and id."""
    names: dict[tuple[str, str], Entry]
    """The first entry that claims a name, by table and name."""
    countries: dict[str, Entry]
    """The first entry of each country, by its code."""
    actors: frozenset[str]
    """Ids that may be members or participants or have offices: donors, organisations, people."""


Rule = Callable[[Entry, Known], Iterator[BriefingError]]


def problems(entries: Sequence[Entry]) -> list[BriefingError]:
    """Give all that is wrong, in the order of the entries."""
    ids: dict[tuple[str, str], Entry] = {}
    names: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        ids.setdefault((entry.table, entry.entity.id), entry)
        for name in (entry.entity.name, *entry.entity.aliases):
            names.setdefault((entry.table, name), entry)
    lands: dict[str, Entry] = {}
    for entry in entries:
        if entry.entity.kind == "country":
            lands.setdefault(entry.entity.country or "", entry)
    actors = {e.entity.id for e in entries if e.table in ("donors", "organisations", "people")}
    known = Known(ids, names, lands, frozenset(actors | {country.id for country in countries().values()}))
    return [error for entry in entries for rule in RULES for error in rule(entry, known)]


def id_is_plain(entry: Entry, known: Known) -> Iterator[BriefingError]:  # noqa: ARG001
    """Hold ids to what an address takes: small letters, digits, hyphens."""
    if not _ID.fullmatch(entry.entity.id):
        mend = "write an id of small letters a to z, digits and hyphens"
        yield entry.wrong(f"'{entry.entity.id}' can't be an id", mend, ".id")


def id_is_single(entry: Entry, known: Known) -> Iterator[BriefingError]:
    """Let no two entries of a table share an id."""
    first = known.ids[entry.table, entry.entity.id]
    if first is not entry:
        there = f"{first.file}, line {first.line}"
        yield entry.wrong(f"'{entry.entity.id}' is there twice", f"join it with the entry in {there}", ".id")


def name_is_single(entry: Entry, known: Known) -> Iterator[BriefingError]:
    """Let a name mean one thing within a table."""
    seen: set[str] = set()
    for i, name in enumerate((entry.entity.name, *entry.entity.aliases)):
        path = f".aliases[{i - 1}]" if i else ".name"
        first = known.names[entry.table, name]
        if name in seen:
            yield entry.wrong(f"'{name}' is said twice of one entry", "delete one of the two", path)
        elif first is not entry and first.entity.id != entry.entity.id:
            there = f"'{first.entity.id}' in {first.file}, line {first.line}"
            yield entry.wrong(f"'{name}' already means {there}", "leave it to one of the two", path)
        elif not name.strip():
            yield entry.wrong("this name is empty", "write a name or delete the line", path)
        seen.add(name)


def kind_is_known(entry: Entry, known: Known) -> Iterator[BriefingError]:  # noqa: ARG001
    """Hold kinds to the table's own."""
    kinds = KINDS.get(entry.table)
    if kinds and entry.entity.kind not in kinds:
        what = (
            f"'{entry.entity.kind}' is no kind of {entry.table}"
            if entry.entity.kind
            else "the kind is missing"
        )
        yield entry.wrong(what, f"write one of {', '.join(kinds)}", ".kind")


def codes_are_iso(entry: Entry, known: Known) -> Iterator[BriefingError]:  # noqa: ARG001
    """Hold countries to ISO 3166-1 and currencies to ISO 4217; a country entry says which it is."""
    country, currency = entry.entity.country, entry.entity.currency
    if country is not None and country not in countries() and country != "EU":
        yield entry.wrong(
            f"'{country}' is no country code", "write two capital letters of ISO 3166", ".country"
        )
    if entry.entity.kind == "country" and country is None:
        yield entry.wrong("a country needs its code", "add 'country: NO' or the like", ".kind")
    if currency is not None and currency not in {c.currency for c in countries().values()}:
        yield entry.wrong(
            f"'{currency}' is no currency", "write three capital letters of ISO 4217", ".currency"
        )


def country_is_single(entry: Entry, known: Known) -> Iterator[BriefingError]:
    """Let a country have one entry, and no other donor a country's id."""
    country = countries().get(entry.entity.country or "")
    if entry.table != "donors":
        return
    if entry.entity.kind == "country" and country is not None:
        first = known.countries[country.iso]
        if first is not entry:
            mend = f"join it with the entry in {first.file}, line {first.line}"
            yield entry.wrong(f"'{country.iso}' is there twice", mend, ".country")
    elif any(entry.entity.id == other.id for other in countries().values()):
        yield entry.wrong(f"'{entry.entity.id}' is a country's id", "write another id", ".id")


def references_are_known(entry: Entry, known: Known) -> Iterator[BriefingError]:
    """Let members, participants and the bodies of offices be entries themselves."""
    mend = "write the id of a donor, an organisation or a person, or add that entry"
    named = [(f".members[{i}]", member) for i, member in enumerate(entry.entity.members)]
    named += [(f".participants[{i}]", who) for i, who in enumerate(entry.entity.participants)]
    named += [(f".roles[{i}].of", role.of) for i, role in enumerate(entry.entity.roles) if role.of]
    for path, ident in named:
        if ident not in known.actors:
            yield entry.wrong(f"'{ident}' is no known id", mend, path)
    category = entry.entity.category
    if category is not None and ("equipment", category) not in known.ids:
        yield entry.wrong(f"'{category}' is no known equipment", "write the id of a wider kind", ".category")


def dates_are_real(entry: Entry, known: Known) -> Iterator[BriefingError]:  # noqa: ARG001
    """Hold dates to the calendar; nothing ends before it begins."""
    spans = [("", "start", "end", entry.entity.start, entry.entity.end)]
    spans += [(f".roles[{i}]", "from", "to", r.start, r.end) for i, r in enumerate(entry.entity.roles)]
    for path, first, last, start, end in spans:
        bad = False
        for field, date in ((first, start), (last, end)):
            if date is not None and not is_date(date):
                bad = True
                mend = "write a day, month or year: 2022-03-31, 2022-03 or 2022"
                yield entry.wrong(f"'{date}' is no date", mend, f"{path}.{field}")
        if start and end and not bad and end < start[: len(end)]:
            mend = "swap the two, or correct one"
            yield entry.wrong(f"it ends on {end}, before it begins on {start}", mend, f"{path}.{last}")


def is_date(text: str) -> bool:
    """Say whether this is a real day, month or year in ISO form."""
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


RULES: tuple[Rule, ...] = (
    id_is_plain,
    id_is_single,
    name_is_single,
    kind_is_known,
    codes_are_iso,
    country_is_single,
    references_are_known,
    dates_are_real,
)
