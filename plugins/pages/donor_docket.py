"""What stands at the top of a donor's page: its newest figures, its names, who reports on it."""

from collections.abc import Iterator, Sequence

from plugins.model import ClaimRow, DonorRow
from plugins.pages.links import feed_forms, own_feed, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.views import ClaimItem, Fact, Link
from plugins.words import Words, told

LATEST = {
    "announced": told("Latest announcement"),
    "delivered": told("Latest delivery"),
    "cumulative": told("Latest total to date"),
    "share": told("Latest share"),
    "planned": told("Latest plan"),
    "estimate": told("Latest estimate"),
}
"""By kind of claim."""
MOST_LATEST = 2
"""Kinds whose latest figure is told: what was given goes before what is only planned."""


def donor_docket(
    lookup: Lookup, row: DonorRow, claims: Sequence[ClaimRow], newest: Sequence[ClaimItem]
) -> tuple[Fact, ...]:
    """Give what is known of a donor; `newest` is the latest claim of each kind, in the page's order."""
    say = lookup.say
    facts = [*_latest(newest[:MOST_LATEST], say)]
    if row.kind == "group":
        note = say("As the sources name it. Its members’ own figures are not part of it.")
        facts.append(Fact(say("Kind"), text=say("Group"), note=note))
    if row.aliases:
        facts.append(Fact(say("Also written"), text=", ".join(row.aliases)))
    sources: dict[Link, None] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        sources.setdefault(source_link(lookup, claim.article))
    if sources:
        by_name = sorted(sources, key=lambda link: link.text.casefold())
        facts.append(Fact(say("Figures reported by"), links=tuple(by_name)))
    if row.articles:
        facts.append(Fact(say("Follow"), links=feed_forms(own_feed("donors", row.id, row.name), say)))
    return tuple(facts)


def _latest(newest: Sequence[ClaimItem], say: Words) -> Iterator[Fact]:
    """Give figures in few words: what they mean, their day, who says and who reports them."""
    for item in newest:
        speaker = item.speaker.text if item.speaker else item.speech
        told_by = dict.fromkeys((item.figure.bounds, item.said.text, speaker, item.source.text))
        figure = Link(item.figure.quoted, item.url, item.lang)
        yield Fact(say(LATEST[item.kind.kind]), links=(figure,), note="\xa0· ".join(told_by))
