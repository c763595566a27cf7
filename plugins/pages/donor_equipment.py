"""What the articles say of a donor and equipment: announced and delivered kept apart from only discussed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plugins.bodies import outline
from plugins.model import DonorRow, Site
from plugins.pages.links import article_link
from plugins.pages.lookup import Lookup
from plugins.pages.views import Cell, Column, Link, Table, Tag
from plugins.words import told

MOST_ARTICLES = 12

STATUSES = {
    "announced": told("Announced"),
    "delivered": told("Delivered"),
    "discussed": told("Only discussed"),
    "refused": told("Refused"),
}


def equipment_by_donor(lookup: Lookup) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Give, by donor, (equipment, status, article), each once."""
    found: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for entry in lookup.archive.entries:
        for status in outline(entry.reading).equipment:
            for donor in status.donors:
                found[donor].add((status.equipment, status.status, entry.row.id))
    return {donor: tuple(sorted(rows)) for donor, rows in found.items()}


def equipment_table(
    lookup: Lookup, site: Site, row: DonorRow, found: Iterable[tuple[str, str, str]]
) -> Table | None:
    """Give the table of a donor's equipment, None where no article speaks of any."""
    grouped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for equipment, status, article in found:
        if equipment in lookup.equipment:
            grouped[equipment, status].append(article)
    if not grouped:
        return None
    say = lookup.say
    return Table(
        id="equipment-table",
        caption=say("What the articles say of {donor} and equipment", donor=row.name),
        columns=(Column(say("Equipment")), Column(say("How it is spoken of")), Column(say("In"))),
        rows=tuple(
            (
                Cell(links=(Link(lookup.equipment[equipment].name, lookup.equipment[equipment].url),)),
                Cell(tag=Tag(status, say(STATUSES[status]))),
                Cell(
                    links=tuple(article_link(lookup, article, site) for article in articles[:MOST_ARTICLES])
                ),
            )
            for (equipment, status), articles in sorted(grouped.items())
        ),
    )
