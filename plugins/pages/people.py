"""People: offices by date, words in order, events and articles."""

from collections.abc import Iterable, Sequence

from plugins.model import Page, PersonRow, Site
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.lists import family_name
from plugins.pages.lookup import Lookup
from plugins.pages.names import NameItem, names_page
from plugins.pages.sections import (
    PartyView,
    aliases_fact,
    events_by_party,
    latest_office,
    party_counts,
    party_view,
    role_facts,
)
from plugins.pages.views import Filter, Json, Link
from plugins.pages.words import worded
from plugins.words import told

INDEX = Link(told("People"), "people/index.html")


def people_pages(lookup: Lookup, site: Site) -> Iterable[Page | Draft]:
    """Give the list of people and a page for each."""
    yield _index(lookup, site)
    events = events_by_party(lookup)
    for row in lookup.archive.people:
        yield Draft(row.url, "party.html", _view, (row.id, tuple(events.get(row.id, ()))))


def _index(lookup: Lookup, site: Site) -> Page:
    people, say = lookup.archive.people, lookup.say
    return names_page(
        site,
        "people/index.html",
        kind="People",
        title=say("People"),
        description=say.many(
            "{n} person named in the archive, with their offices by date, their words and the articles "
            "that name them.",
            "{n} people named in the archive, with their offices by date, their words and the articles "
            "that name them.",
            len(people),
        ),
        lead=say.many("{n} person, by family name", "{n} people, by family name", len(people)),
        names=(
            (
                family_name(row.name),
                NameItem(Link(row.name, row.url), latest_office(lookup, row), party_counts(lookup, row)),
            )
            for row in people
        ),
    )


def _lead(lookup: Lookup, row: PersonRow, office: str) -> str:
    """Say in which office somebody speaks here, and how much there is."""
    counts, say = party_counts(lookup, row), lookup.say
    if not office:
        return counts
    if any(role.start is not None and role.role != office for role in row.roles if role.end is None):
        return say("{office} when last named here. {counts}.", office=office, counts=counts)
    return say("{office}. {counts}.", office=office, counts=counts)


def _view(lookup: Lookup, site: Site, person: str, events: Sequence[str]) -> PartyView:
    row = lookup.people[person]
    office = latest_office(lookup, row)
    described: dict[str, Json] = {"@type": "Person", "name": row.name}
    if office:
        described["jobTitle"] = office
    if row.aliases:
        described["alternateName"] = list(row.aliases)
    head = page_head(
        site,
        row.url,
        title=row.name,
        description=f"{row.name}{f', {office}' if office else ''}: {party_counts(lookup, row)}.",
        kind="Person",
        section="people",
        crumbs=worded(lookup.say, INDEX),
        json_ld=described,
        filters=(Filter("person", row.name),),
    )
    return party_view(
        lookup,
        site,
        head,
        _lead(lookup, row, office),
        (*role_facts(row.roles, lookup.say), *aliases_fact(row.aliases, lookup.say)),
        row,
        events,
    )
