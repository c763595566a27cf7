"""A claim: where one number comes from, what it bounds, and how it stands to others."""

from collections.abc import Iterator

from plugins.bodies import facts_of
from plugins.model import ClaimRow, Difference, Entry, Relation, Site, Value
from plugins.pages.citations import Reference, citation_pieces, claim_references
from plugins.pages.dates import year_of
from plugins.pages.drafts import Draft
from plugins.pages.event_titles import event_title
from plugins.pages.head import page_head
from plugins.pages.items import claim_item
from plugins.pages.links import claim_url, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.reasons import reason_words
from plugins.pages.views import ClaimItem, Fact, Filter, Head, Json, Link
from plugins.pages.words import CLAIM_KINDS, DIFFERENCES, RELATIONS, RELATIONS_REVERSED, worded
from plugins.words import Words, told

CRUMB = Link(told("Every figure"), "claims/index.html")
MOST_RELATED = 24
"""A figure that everybody repeats has hundreds of relatives; these are enough to see how it is told."""
MEANINGS = {
    "announced": told("Newly promised on the day it was said. A promise is not a delivery."),
    "cumulative": told(
        "A running total as stated on a day. It may hold announcements: it is never added to them."
    ),
    "delivered": told("Said to have arrived or been paid out."),
    "planned": told("Asked for, proposed or considered. Nobody has given it."),
    "estimate": told("Somebody else’s estimate of what others gave."),
    "share": told("A part of a whole, told without an amount."),
}


class RelatedClaim(Value, frozen=True):
    """Another claim, with what ties it to this one."""

    how: str
    reason: str
    """Why, in plain words; "" where nothing is to be said."""
    item: ClaimItem


class ClaimDifference(Value, frozen=True):
    """Why this claim and others do not agree."""

    why: str
    reason: str
    others: tuple[ClaimItem, ...]


class ClaimView(Value, frozen=True):
    """One claim."""

    head: Head
    item: ClaimItem
    meaning: str
    docket: tuple[Fact, ...]
    related: tuple[RelatedClaim, ...]
    more_related: str
    """How many more there are than are shown; "" for none."""
    differences: tuple[ClaimDifference, ...]
    rules: tuple[str, ...]
    citation: tuple[Link, ...]
    """One line, in pieces that may be in different languages."""
    references: tuple[Reference, ...]
    """The same for reference managers."""


def claim_pages(lookup: Lookup, entry: Entry) -> Iterator[Draft]:
    """Give the page of every claim of an article."""
    for ident in entry.claims:
        yield Draft(claim_url(ident), "claim.html", _view, (ident, lookup.differences_of.get(ident, ())))


def _view(lookup: Lookup, site: Site, claim: str, differing: tuple[Difference, ...]) -> ClaimView:
    row = lookup.claims[claim]
    item = claim_item(lookup, row.id, site)
    entry = lookup.entries[row.article]
    article = entry.row
    source = item.source.text if article.source else None
    related = _related(lookup, row, site)
    return ClaimView(
        head=_head(lookup, row, site, item),
        item=item,
        meaning=lookup.say(MEANINGS[row.kind]),
        docket=_docket(item, lookup.say),
        related=related[:MOST_RELATED],
        more_related=lookup.say.many("{n} more figure", "{n} more figures", len(related) - MOST_RELATED)
        if len(related) > MOST_RELATED
        else "",
        differences=tuple(_difference(lookup, row, difference, site) for difference in differing),
        rules=facts_of(entry, lookup.bodies).claims[entry.claims.index(claim)].rules,
        citation=citation_pieces(site, article, source, row),
        references=claim_references(site, article, source, row),
    )


def _head(lookup: Lookup, row: ClaimRow, site: Site, item: ClaimItem) -> Head:
    donors = ", ".join(link.text for link in item.donors) or site.say("Donor not named")
    title = f"{donors}: {item.figure.quoted}"
    entry = lookup.entries[row.article].row
    body: dict[str, Json] = {
        "@type": "Claim",
        "text": row.sentence,
        "inLanguage": entry.language,
        "appearance": {"@type": "NewsArticle", "headline": entry.title},
    }
    if item.speaker:
        body["author"] = {
            "@type": "Person" if row.speaker in lookup.people else "Organization",
            "name": item.speaker.text,
        }
    if row.stated_on.date:
        body["datePublished"] = row.stated_on.date
    return page_head(
        site,
        claim_url(row.id),
        title=title,
        description=f"{site.say(CLAIM_KINDS[row.kind])}: {item.figure.bounds}. {row.sentence}",
        kind="Figure",
        section="claims",
        crumbs=worded(site.say, CRUMB),
        json_ld=body,
        filters=(
            Filter("source", source_link(lookup, row.article).text),
            Filter("year", year_of(row.stated_on.date, site.say)),
            *(Filter("donor", link.text) for link in item.donors),
            *(
                (Filter("person", item.speaker.text),)
                if row.speaker in lookup.people and item.speaker
                else ()
            ),
            *(
                Filter("event", event_title(lookup.events[event].title, site.say))
                for event in entry.events
                if event in lookup.events
            ),
        ),
    )


def _docket(item: ClaimItem, say: Words) -> tuple[Fact, ...]:
    return (
        Fact(say("Given by"), links=item.donors, text="" if item.donors else say("Not named")),
        Fact(say("Given to"), links=item.recipients, text="" if item.recipients else say("Not named")),
        Fact(say("For"), text=item.aid or say("Not specified")),
        Fact(
            say("Said by"),
            links=(item.speaker,) if item.speaker else (),
            text="" if item.speaker else say("Nobody named"),
            note=item.speech,
        ),
        Fact(say("Said on"), when=item.said),
        Fact(say("Reported by"), links=(item.source,)),
        Fact(say("In"), links=(item.article,)),
    )


def _related(lookup: Lookup, row: ClaimRow, site: Site) -> tuple[RelatedClaim, ...]:
    """Give the claims this one points at, then those that point at it; one that does both stands once."""
    there = [
        (lookup.say(RELATIONS[relation.type]), relation.claim, (row.id, relation.type, relation.claim))
        for relation in row.relations
    ]
    back = [
        (lookup.say(RELATIONS_REVERSED[relation.type]), other.id, (other.id, relation.type, row.id))
        for other, relation in lookup.claims_pointing_at.get(row.id, ())
        if not _mutual(row, other.id, relation)
    ]
    return tuple(
        RelatedClaim(
            how, reason_words(lookup.reasons.get(key, ""), lookup.say), claim_item(lookup, claim, site)
        )
        for how, claim, key in (*there, *back)
        if claim in lookup.claims
    )


def _mutual(row: ClaimRow, other: str, relation: Relation) -> bool:
    return any(own.claim == other and own.type == relation.type for own in row.relations)


def _difference(lookup: Lookup, row: ClaimRow, difference: Difference, site: Site) -> ClaimDifference:
    return ClaimDifference(
        why=lookup.say(DIFFERENCES[difference.why]),
        reason=reason_words(difference.reason, lookup.say),
        others=tuple(claim_item(lookup, claim, site) for claim in difference.claims if claim != row.id),
    )
