"""Lists that pages on people, organisations, equipment and sources have in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from plugins.model import ClaimRow, OrganisationRow, PersonRow, QuoteRow, Role, Site, Value
from plugins.pages.dates import newest_first, span_text, undated_last
from plugins.pages.items import article_item, claim_item, event_item, quote_item
from plugins.pages.links import role_on
from plugins.pages.lists import MOST_ITEMS
from plugins.pages.lookup import Lookup
from plugins.pages.views import ArticleItem, ClaimItem, EventItem, Fact, Head, Link, QuoteItem, When
from plugins.pages.words import ARTICLES, EVENTS, FIGURES, QUOTES, counted
from plugins.words import Words

T = TypeVar("T")


class SaidIn(Value, frozen=True):
    """What somebody is quoted with in one article."""

    article: Link
    source: Link
    published: When
    role: str
    """The office held on that day; "" where none is known."""
    quotes: tuple[QuoteItem, ...]


class PartyView(Value, frozen=True):
    """One person or organisation: what it said, in order, and where it turns up."""

    head: Head
    lead: str
    """The latest office, or what kind of body it is."""
    facts: tuple[Fact, ...]
    said: tuple[SaidIn, ...]
    """In order of the day, the undated last."""
    more_quotes: str
    """How many are shown of how many; "" where all are."""
    claims: tuple[ClaimItem, ...]
    """What it says about support, whoever gives it."""
    more_claims: str
    events: tuple[EventItem, ...]
    more_events: str
    articles: tuple[ArticleItem, ...]
    more_articles: str


def party_view(
    lookup: Lookup,
    site: Site,
    head: Head,
    lead: str,
    facts: tuple[Fact, ...],
    row: PersonRow | OrganisationRow,
    events: Sequence[str],
) -> PartyView:
    """Give the page of a person or organisation; `events` are the ids of those it took part in."""
    quotes = quotes_in_order(lookup, lookup.quotes_by_speaker.get(row.id, ()))
    claims = lookup.claims_by_speaker.get(row.id, ())
    shown = latest(quotes, lambda quote: lookup.entries[quote.article].row.published.date)
    met = latest(events, lambda event: lookup.events[event].start)
    return PartyView(
        head=head,
        lead=lead,
        facts=facts,
        said=tuple(said_by_article(quote_item(lookup, quote.id, site) for quote in shown)),
        more_quotes=more(len(quotes), QUOTES, lookup.say),
        claims=claims_in_order(lookup, site, claims),
        more_claims=more(len(claims), FIGURES, lookup.say),
        events=tuple(event_item(lookup, event, site) for event in met),
        more_events=more(len(events), EVENTS, lookup.say),
        articles=articles_newest_first(lookup, site, row.articles),
        more_articles=more(len(row.articles), ARTICLES, lookup.say),
    )


def said_by_article(quotes: Iterable[QuoteItem]) -> Iterator[SaidIn]:
    """Give quotes of one speaker under the articles they stand in, so that none is named at each of them."""
    for article, group in groupby(quotes, key=lambda quote: quote.article):
        held = tuple(group)
        first = held[0]
        role = first.speaker.note if first.speaker else ""
        yield SaidIn(article, first.source, first.said, role, held)


def party_counts(lookup: Lookup, row: PersonRow | OrganisationRow) -> str:
    """Give what the archive holds of somebody: "3 quotes, 1 figure, 2 articles", but never "0 quotes"."""
    held = (
        (len(lookup.quotes_by_speaker.get(row.id, ())), QUOTES),
        (len(lookup.claims_by_speaker.get(row.id, ())), FIGURES),
        (len(row.articles), ARTICLES),
    )
    return ", ".join(counted(number, noun, lookup.say) for number, noun in held if number or noun == ARTICLES)


def aliases_fact(aliases: tuple[str, ...], say: Words) -> tuple[Fact, ...]:
    """Give the other ways a name is written, or nothing."""
    return (Fact(say("Also written"), text=", ".join(aliases)),) if aliases else ()


def latest_office(lookup: Lookup, row: PersonRow) -> str:
    """Give the office held on the day of the latest article that names somebody.

    An office taken up after all that is reported here would puzzle readers. Where no article has a day, or no
    office covers it, the one that began last is given.
    """
    days = [lookup.entries[article].row.published.date for article in row.articles]
    last = max((day for day in days if day is not None), default=None)
    ordered = sorted(row.roles, key=lambda role: (role.start or "", role.end or "9999"))
    return role_on(lookup, row.id, last) or (ordered[-1].role if ordered else "")


def role_facts(roles: Iterable[Role], say: Words) -> tuple[Fact, ...]:
    """Give offices with their days, the latest first."""
    ordered = sorted(roles, key=lambda role: (role.start or "", role.end or "9999"), reverse=True)
    return tuple(Fact(span_of_role(role, say), text=role.role) for role in ordered)


def span_of_role(role: Role, say: Words) -> str:
    """Give the days somebody held an office."""
    if role.start is None and role.end is None:
        return say("Office, days not known")
    if role.end is None:
        return say("Since {day}", day=span_text(role.start, None, say))
    if role.start is None:
        return say("Until {day}", day=span_text(role.end, None, say))
    return span_text(role.start, role.end, say)


def quotes_in_order(lookup: Lookup, quotes: Iterable[QuoteRow]) -> tuple[QuoteRow, ...]:
    """Give quotes by the day of their article, the undated last, in one article as they stand in it."""
    return tuple(
        sorted(
            quotes,
            key=lambda quote: (
                undated_last(lookup.entries[quote.article].row.published.date),
                quote.article,
                quote.start,
            ),
        )
    )


def more(total: int, noun: tuple[str, str], say: Words) -> str:
    """Say how many are shown of how many, "" where that is all."""
    if total <= MOST_ITEMS:
        return ""
    return say("The latest {shown} of {all}.", shown=MOST_ITEMS, all=counted(total, noun, say))


def latest(ordered: Sequence[T], day: Callable[[T], str | None]) -> tuple[T, ...]:
    """Give as many as a page holds of what is in order of date: the latest, then the undated."""
    dated = [one for one in ordered if day(one) is not None][-MOST_ITEMS:]
    undated = [one for one in ordered if day(one) is None]
    return tuple((dated + undated)[:MOST_ITEMS])


def articles_newest_first(lookup: Lookup, site: Site, articles: Iterable[str]) -> tuple[ArticleItem, ...]:
    """Give articles with the newest first and the undated last, as many as a page holds."""
    ordered = sorted(
        articles, key=lambda article: (newest_first(lookup.entries[article].row.published.date), article)
    )
    return tuple(article_item(lookup, article, site) for article in ordered[:MOST_ITEMS])


def claims_in_order(lookup: Lookup, site: Site, claims: Iterable[ClaimRow]) -> tuple[ClaimItem, ...]:
    """Give claims by the day they were stated, the undated last, as many as a page holds."""
    ordered = sorted(claims, key=lambda claim: (undated_last(claim.stated_on.date), claim.id))
    shown = latest(ordered, lambda claim: claim.stated_on.date)
    return tuple(claim_item(lookup, claim.id, site) for claim in shown)


def events_by_party(lookup: Lookup) -> Mapping[str, tuple[str, ...]]:
    """Give the events that each person or body took part in, in order of date, the undated last."""
    found: dict[str, list[str]] = {}
    for row in sorted(lookup.archive.events, key=lambda row: (undated_last(row.start), row.id)):
        for party in dict.fromkeys(row.participants):
            found.setdefault(party, []).append(row.id)
    return {party: tuple(events) for party, events in found.items()}
