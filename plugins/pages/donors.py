"""The list of donors: who gives, in alphabetical order, never ranked by summed money."""

from collections.abc import Mapping
from itertools import chain

from plugins.model import ClaimRow, DonorKind, DonorRow, Page, Site, Value
from plugins.pages.dates import date_text
from plugins.pages.head import page_head
from plugins.pages.links import claim_url, other_language
from plugins.pages.lookup import Lookup
from plugins.pages.money import figure
from plugins.pages.views import Cell, Column, Head, Link, Table
from plugins.pages.words import headed
from plugins.words import told

PATH = "donors/index.html"
HEADINGS: tuple[tuple[DonorKind, str], ...] = (
    ("country", told("Countries")),
    ("organisation", told("Organisations")),
    ("group", told("Groups, as the sources name them")),
    ("fund", told("Funds")),
    ("company", told("Companies")),
)
COLUMNS = (
    Column(told("Donor")),
    Column(told("Figures"), numeric=True),
    Column(told("Articles"), numeric=True),
    Column(told("Latest figure")),
    Column(told("Said on")),
)


class DonorGroup(Value, frozen=True):
    """All donors of one kind."""

    heading: str
    table: Table


class DonorsView(Value, frozen=True):
    """Every donor, in one table a kind."""

    head: Head
    groups: tuple[DonorGroup, ...]
    others: tuple[Link, ...]
    """Countries, bodies and groups that articles name without a figure."""


def donors_page(lookup: Lookup, site: Site) -> tuple[Page, ...]:
    """Give the list of donors."""
    rows, say = lookup.archive.donors, lookup.say
    giving = tuple(row for row in rows if row.id in lookup.claims_by_donor)
    others = sorted((row for row in rows if row.id not in lookup.claims_by_donor), key=_by_name)
    latest = _latest(lookup)
    groups = tuple(
        DonorGroup(say(heading), _table(lookup, site, kind, say(heading), _of_kind(giving, kind), latest))
        for kind, heading in HEADINGS
        if _of_kind(giving, kind)
    )
    head = page_head(
        site,
        PATH,
        title=say("Donors"),
        description=say.many(
            "{n} donor of support for Ukraine, with what each is reported to have announced, given and "
            "planned, and who says so.",
            "{n} donors of support for Ukraine, with what each is reported to have announced, given and "
            "planned, and who says so.",
            len(giving),
        ),
        kind="List",
        section="donors",
        json_ld={"@type": "CollectionPage"},
    )
    return (
        Page(PATH, "donors.html", DonorsView(head, groups, tuple(Link(row.name, row.url) for row in others))),
    )


def _of_kind(rows: tuple[DonorRow, ...], kind: DonorKind) -> tuple[DonorRow, ...]:
    return tuple(row for row in rows if row.kind == kind)


def _table(
    lookup: Lookup,
    site: Site,
    kind: DonorKind,
    heading: str,
    rows: tuple[DonorRow, ...],
    latest: Mapping[str, ClaimRow],
) -> Table:
    return Table(
        id=f"donors-{kind}",
        caption=lookup.say("{kind}, in alphabetical order, with the latest figure of each", kind=heading),
        columns=headed(lookup.say, COLUMNS),
        rows=tuple(_row(lookup, site, donor, latest) for donor in sorted(rows, key=_by_name)),
    )


def _by_name(donor: DonorRow) -> str:
    return donor.name.casefold()


def _latest(lookup: Lookup) -> Mapping[str, ClaimRow]:
    """Give the latest figure of each donor, of the latest day the first by id."""
    found: dict[str, ClaimRow] = {}
    missing = set(lookup.claims_by_donor)
    for claim in chain.from_iterable(lookup.orders.claims.values()):
        if missing.isdisjoint(claim.donors):
            continue
        for donor in missing.intersection(claim.donors):
            found[donor] = lookup.claims[claim.id]
            missing.discard(donor)
        if not missing:
            break
    return found


def _row(
    lookup: Lookup, site: Site, donor: DonorRow, latest_by_donor: Mapping[str, ClaimRow]
) -> tuple[Cell, ...]:
    claims, latest = lookup.claims_by_donor.get(donor.id, ()), latest_by_donor[donor.id]
    name = Cell(links=(Link(donor.name, donor.url),), sort=donor.name)
    counts = (Cell(str(len(claims))), Cell(str(len(donor.articles))))
    shown = figure(latest, lookup.say)
    day = latest.stated_on.date
    lang = other_language(lookup.entries[latest.article].row.language, site.language)
    return (
        name,
        *counts,
        Cell(links=(Link(shown.quoted, claim_url(latest.id), lang),), note=shown.bounds),
        Cell(date_text(day, lookup.say) if day else lookup.say("Date unknown"), iso=day, sort=day or ""),
    )
