"""Organisations: what they said, who holds their offices, events and articles."""

from collections.abc import Iterable, Mapping, Sequence

from plugins.model import Page, Site
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.lookup import Lookup
from plugins.pages.names import NameItem, names_page
from plugins.pages.sections import (
    PartyView,
    aliases_fact,
    events_by_party,
    party_counts,
    party_view,
    span_of_role,
)
from plugins.pages.views import Fact, Json, Link
from plugins.pages.words import DONOR_KINDS, worded
from plugins.words import Words, told

INDEX = Link(told("Organisations"), "organisations/index.html")


def organisation_pages(lookup: Lookup, site: Site) -> Iterable[Page | Draft]:
    """Give the list of organisations and a page for each."""
    yield _index(lookup, site)
    events, offices = events_by_party(lookup), _offices(lookup, lookup.say)
    for row in lookup.archive.organisations:
        about = (row.id, tuple(events.get(row.id, ())), offices.get(row.id, ()))
        yield Draft(row.url, "party.html", _view, about)


def _index(lookup: Lookup, site: Site) -> Page:
    rows, say = lookup.archive.organisations, lookup.say
    return names_page(
        site,
        "organisations/index.html",
        kind="Organisations",
        title=say("Organisations"),
        description=say.many(
            "{n} organisation named in the archive, with what they said.",
            "{n} organisations named in the archive, with what they said.",
            len(rows),
        ),
        lead=say.many("{n} organisation", "{n} organisations", len(rows)),
        names=(
            (
                row.name,
                NameItem(Link(row.name, row.url), say(DONOR_KINDS[row.kind]), party_counts(lookup, row)),
            )
            for row in rows
        ),
    )


def _offices(lookup: Lookup, say: Words) -> Mapping[str, tuple[Fact, ...]]:
    """Give, by organisation, who held its offices, the latest first."""
    found: dict[str, list[tuple[str, Fact]]] = {}
    for person in lookup.archive.people:
        for role in person.roles:
            if role.of is not None:
                holder = Fact(role.role, links=(Link(person.name, person.url),), note=span_of_role(role, say))
                found.setdefault(role.of, []).append((role.start or "", holder))
    return {
        body: tuple(holder for _, holder in sorted(pairs, key=lambda pair: pair[0], reverse=True))
        for body, pairs in found.items()
    }


def _view(
    lookup: Lookup, site: Site, body: str, events: Sequence[str], offices: tuple[Fact, ...]
) -> PartyView:
    row = lookup.organisations[body]
    described: dict[str, Json] = {"@type": "Organization", "name": row.name}
    if row.aliases:
        described["alternateName"] = list(row.aliases)
    # The page's kind says "Organisation" already; only a group, a fund or a company is worth a word.
    kind = "" if row.kind == "organisation" else lookup.say(DONOR_KINDS[row.kind])
    head = page_head(
        site,
        row.url,
        title=row.name,
        description=f"{row.name}: {party_counts(lookup, row)}.",
        kind="Organisation",
        section="organisations",
        crumbs=worded(lookup.say, INDEX),
        json_ld=described,
    )
    donor = lookup.donors.get(row.id)
    say = lookup.say
    gives = (
        (Fact(say("As a donor"), links=(Link(say("What {donor} gives", donor=donor.name), donor.url),)),)
        if donor
        else ()
    )
    facts = (*gives, *offices, *aliases_fact(row.aliases, say))
    counts = party_counts(lookup, row)
    lead = say("{office}. {counts}.", office=kind, counts=counts) if kind else counts
    return party_view(lookup, site, head, lead, facts, row, events)
