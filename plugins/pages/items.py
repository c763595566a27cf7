"""One thing as it stands in a list: a claim, a quote, an article, an event."""

from plugins.model import ClaimRow, Dated, Site
from plugins.pages.dates import event_when, when
from plugins.pages.directions import undirected
from plugins.pages.event_titles import event_link
from plugins.pages.head import shortened
from plugins.pages.links import (
    article_link,
    claim_url,
    other_language,
    party_link,
    party_links,
    reporter_link,
    source_link,
    speaker_link,
)
from plugins.pages.lookup import Lookup
from plugins.pages.money import figure
from plugins.pages.places import in_marks
from plugins.pages.reasons import reason_words
from plugins.pages.views import ArticleItem, ClaimItem, EventItem, Link, QuoteItem, Tag, When
from plugins.pages.words import EVENT_KINDS, SPEECH, aid_words, claim_tag

SUMMARY_LENGTH = 220


def dated_when(lookup: Lookup, dated: Dated, site: Site) -> When:
    """Give a date with its basis, and the sibling article where the date was taken from one."""
    sibling = lookup.entries.get(dated.evidence or "") if dated.basis == "event" else None
    return when(dated, article_link(lookup, sibling.row.id, site) if sibling else None, lookup.say)


def claim_item(lookup: Lookup, claim: str, site: Site) -> ClaimItem:
    """Give a claim as it stands in a list."""
    row = lookup.claims[claim]
    language = lookup.entries[row.article].row.language
    before, words, after = map(undirected, row.sentence.partition(row.as_stated))
    restated = {relation.claim for relation in row.relations if relation.type == "restates"}
    restated |= {
        other.id
        for other, relation in lookup.claims_pointing_at.get(claim, ())
        if relation.type == "restates"
    }
    return ClaimItem(
        id=row.id,
        url=claim_url(row.id),
        place=row.url,
        figure=figure(row, lookup.say),
        sentence=(before, words, after),
        lang=other_language(language, site.language),
        kind=claim_tag(row.kind, lookup.say),
        aid=aid_words(row.aid, lookup.say),
        donors=party_links(lookup, row.donors),
        recipients=party_links(lookup, row.recipients),
        speaker=speaker_link(lookup, row.speaker, row.stated_on.date) if row.speaker else None,
        speech=lookup.say(SPEECH[row.speech]),
        said=dated_when(lookup, row.stated_on, site),
        article=article_link(lookup, row.article, site),
        source=source_link(lookup, row.article),
        restated=len(restated),
        part_of=_whole(lookup, row, site),
    )


def _whole(lookup: Lookup, row: ClaimRow, site: Site) -> Link | None:
    wholes = (lookup.claims.get(relation.claim) for relation in row.relations if relation.type == "part-of")
    whole = next((claim for claim in wholes if claim is not None), None)
    if whole is None:
        return None
    lang = other_language(lookup.entries[whole.article].row.language, site.language)
    return Link(in_marks(undirected(whole.as_stated)), claim_url(whole.id), lang)


def quote_item(lookup: Lookup, quote: str, site: Site) -> QuoteItem:
    """Give a quote as it stands in a list."""
    row = lookup.quotes[quote]
    entry = lookup.entries[row.article]
    speaker = None
    if row.speaker is not None:
        speaker = speaker_link(lookup, row.speaker, entry.row.published.date)
    elif row.speaker_as_stated:
        speaker = Link(row.speaker_as_stated)
    return QuoteItem(
        id=row.id,
        text=undirected(row.quote),
        url=row.url,
        lang=other_language(entry.row.language, site.language),
        speaker=speaker,
        said=dated_when(lookup, entry.row.published, site),
        article=article_link(lookup, row.article, site),
        source=source_link(lookup, row.article),
        also_in=tuple(
            reporter_link(lookup, lookup.quotes[other].article, lookup.quotes[other].url, site)
            for other in row.also_in
            if other in lookup.quotes
        ),
    )


def article_item(lookup: Lookup, article: str, site: Site, reason: str = "") -> ArticleItem:
    """Give an article as it stands in a list."""
    entry, because = lookup.entries[article], reason_words(reason, lookup.say)
    return ArticleItem(
        link=article_link(lookup, article, site),
        source=source_link(lookup, article),
        published=dated_when(lookup, entry.row.published, site),
        summary=shortened(undirected(entry.row.text), SUMMARY_LENGTH),
        claims=len(entry.claims),
        quotes=len(entry.quotes),
        reason=because[:1].upper() + because[1:],
    )


def event_item(lookup: Lookup, event: str, site: Site) -> EventItem:  # noqa: ARG001 - the call of every item
    """Give an event as it stands in a list."""
    row = lookup.events[event]
    sources = {source_link(lookup, article): None for article in row.articles}
    return EventItem(
        link=event_link(row, lookup.say),
        kind=Tag(kind="event", text=lookup.say(EVENT_KINDS[row.kind])),
        when=event_when(row.start, row.end, lookup.say),
        place=row.place or "",
        participants=tuple(party_link(lookup, party) for party in row.participants),
        articles=len(row.articles),
        sources=tuple(sources),
        mentions=len(row.mentioned_in),
    )
