"""An event: when, where, who, and who reported what of it in which words."""

from collections.abc import Callable, Mapping, Sequence

from plugins.model import EventRow, Site, Value
from plugins.pages.dates import span_text, undated_last, year_of
from plugins.pages.drafts import Draft
from plugins.pages.event_titles import event_title, title_language
from plugins.pages.head import page_head
from plugins.pages.items import article_item, event_item
from plugins.pages.links import article_link, feed_forms, own_feed, party_link, role_on, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.matrix import Matrix, matrix
from plugins.pages.reasons import reason_words
from plugins.pages.views import ArticleItem, EventItem, Fact, Filter, Head, Json, Link
from plugins.pages.words import ARTICLES, EVENT_KINDS, counted, worded
from plugins.words import told

MOST_ARTICLES = 12
"""As many as are shown with how they begin."""
CRUMB = Link(told("Events"), "events/index.html")


class EventView(Value, frozen=True):
    """One event."""

    head: Head
    kind: str
    lead: str
    """When and where, in one line."""
    docket: tuple[Fact, ...]
    coverage: Matrix | None
    why: tuple[str, ...]
    articles: tuple[ArticleItem, ...]
    more_articles: tuple[Link, ...]
    """Those beyond the first few, as titles with their source."""
    mentioned_in: tuple[ArticleItem, ...]
    more_mentions: tuple[Link, ...]
    """Those beyond the first few."""
    before: EventItem | None
    after: EventItem | None


def event_pages(lookup: Lookup, _site: Site) -> tuple[Draft, ...]:
    """Give the page of every event."""
    neighbours = _neighbours(lookup)
    return tuple(
        Draft(row.url, "event.html", _view, (row.id, *neighbours.get(row.id, (None, None))))
        for row in lookup.archive.events
    )


def _neighbours(lookup: Lookup) -> Mapping[str, tuple[str | None, str | None]]:
    """Give, for each dated event, the one before and the one after it."""
    dated = sorted(
        (row for row in lookup.archive.events if row.start), key=lambda row: (undated_last(row.start), row.id)
    )
    ids = [None, *(row.id for row in dated), None]
    return {row.id: (ids[at], ids[at + 2]) for at, row in enumerate(dated)}


def _view(lookup: Lookup, site: Site, event: str, before: str | None, after: str | None) -> EventView:
    row = lookup.events[event]
    coverage = lookup.coverage.get(row.id)
    known, referring = (
        sorted((article for article in articles if article in lookup.entries), key=_by_day(lookup))
        for articles in (row.articles, row.mentioned_in)
    )
    when = span_text(row.start, row.end, lookup.say)
    return EventView(
        head=_head(lookup, row, site),
        kind=lookup.say(EVENT_KINDS[row.kind]),
        lead=f"{when}, {row.place}" if row.place else when,
        docket=_docket(lookup, row),
        # Of an event that nobody reports yet there is nothing to lay side by side.
        coverage=matrix(lookup, coverage, site) if coverage is not None and known else None,
        why=tuple(reason_words(reason, lookup.say) for reason in row.why),
        articles=tuple(article_item(lookup, article, site) for article in known[:MOST_ARTICLES]),
        more_articles=_as_links(lookup, known[MOST_ARTICLES:], site),
        mentioned_in=tuple(article_item(lookup, article, site) for article in referring[:MOST_ARTICLES]),
        more_mentions=_as_links(lookup, referring[MOST_ARTICLES:], site),
        before=event_item(lookup, before, site) if before else None,
        after=event_item(lookup, after, site) if after else None,
    )


def _as_links(lookup: Lookup, articles: Sequence[str], site: Site) -> tuple[Link, ...]:
    return tuple(
        article_link(lookup, article, site, source_link(lookup, article).text) for article in articles
    )


def _by_day(lookup: Lookup) -> Callable[[str], tuple[tuple[bool, str], str]]:
    """Order articles by day, those without one last."""
    return lambda article: (undated_last(lookup.entries[article].row.published.date), article)


def _head(lookup: Lookup, row: EventRow, site: Site) -> Head:
    say = site.say
    title = event_title(row.title, say)
    when = span_text(row.start, row.end, say)
    body: dict[str, Json] = {"@type": "Event", "name": title}
    if row.start:
        body["startDate"] = row.start
        body["endDate"] = row.end or row.start
    if row.place:
        body["location"] = {"@type": "Place", "name": row.place}
    people = [party for party in row.participants if party in lookup.people]
    sources = {
        source_link(lookup, article).text: None for article in row.articles if article in lookup.entries
    }
    others = [party_link(lookup, party).text for party in row.participants if party not in lookup.people]
    attendees: list[Json] = []
    attendees += [{"@type": "Person", "name": lookup.people[person].name} for person in people]
    attendees += [{"@type": "Organization", "name": name} for name in others]
    if attendees:
        body["attendee"] = attendees
    about = (
        say("{title}, {day} in {place}", title=title, day=when, place=row.place)
        if row.place
        else f"{title}, {when}"
    )
    return page_head(
        site,
        row.url,
        title=title,
        description=say(
            "{event}: reported by {sources}. Figures and quotes side by side.",
            event=about,
            sources=", ".join(sources) or say("no article yet"),
        ),
        kind="Event",
        section="events",
        crumbs=worded(say, CRUMB),
        json_ld=body,
        language=title_language(title, say),
        feeds=(own_feed("events", row.id, title),) if row.articles else (),
        filters=(
            Filter("event", title),
            Filter("year", year_of(row.start, say)),
            *(Filter("source", source) for source in sources),
            *(Filter("person", lookup.people[person].name) for person in people),
            *(Filter("donor", lookup.donors[p].name) for p in row.participants if p in lookup.donors),
        ),
    )


def _docket(lookup: Lookup, row: EventRow) -> tuple[Fact, ...]:
    who = tuple(party_link(lookup, party, role_on(lookup, party, row.start)) for party in row.participants)
    say = lookup.say
    facts = (
        Fact(
            say("When"),
            text=span_text(row.start, row.end, say),
            note="" if row.start else say("No article dates it."),
        ),
        Fact(say("Where"), text=row.place or say("Not stated")),
        Fact(say("Who"), links=who, stacked=True, text="" if who else say("Nobody named")),
        Fact(say("Kind"), text=say(EVENT_KINDS[row.kind])),
        Fact(say("Reported in"), text=counted(len(row.articles), ARTICLES, say)),
    )
    if not row.articles:
        return facts
    return (*facts, Fact(say("Follow"), links=feed_forms(own_feed("events", row.id, row.title), say)))
