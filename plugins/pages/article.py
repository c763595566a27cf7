"""An article: its text with claims and quotes marked in place, and everything known about it."""

from plugins.model import Entry, Site, Value
from plugins.pages.citations import citation_files, citation_pieces
from plugins.pages.dates import year_of
from plugins.pages.directions import undirected
from plugins.pages.drafts import Draft
from plugins.pages.event_titles import event_link, event_title
from plugins.pages.head import page_head, shortened
from plugins.pages.items import article_item, claim_item, dated_when, event_item, quote_item
from plugins.pages.links import article_link, evidence_url, other_language, role_on, source_link
from plugins.pages.lookalikes import said_of
from plugins.pages.lookup import Lookup
from plugins.pages.text import Part, text_parts
from plugins.pages.views import (
    ArticleItem,
    ClaimItem,
    EventItem,
    Fact,
    Filter,
    Head,
    Json,
    Link,
    QuoteItem,
    When,
)
from plugins.pages.words import SOURCE_KINDS, WORDS, counted, language_name, worded
from plugins.words import told

CRUMB = Link(told("Articles"), "articles/index.html")
WORDS_A_MINUTE = 230
"""What adults read silently in English, words a minute: Brysbaert 2019, rounded down."""
TITLE_NOTES = {
    "stated": "",
    "metadata": told("The title comes from the page’s own data."),
    "derived": told("The page states no title. This one is cut from its first sentence."),
}


class PictureItem(Value, frozen=True):
    """A picture of the scraped page, in words."""

    caption: str
    web: str
    """Where it was published."""
    host: str


class ArticleView(Value, frozen=True):
    """One article."""

    head: Head
    language: str
    lang: str | None
    """Where the article's language is not the page's."""
    source: Link
    published: When
    title_note: str
    original: Link | None
    """The article this one reprints."""
    parts: tuple[Part, ...]
    pictures: tuple[PictureItem, ...]
    docket: tuple[Fact, ...]
    claims: tuple[ClaimItem, ...]
    quotes: tuple[QuoteItem, ...]
    events: tuple[EventItem, ...]
    named: tuple[Fact, ...]
    related: tuple[ArticleItem, ...]
    evidence: Link
    citation: tuple[Link, ...]
    """One line, in pieces that may be in different languages."""
    citation_files: tuple[Link, ...]


def article_page(entry: Entry) -> Draft:
    """Give the page of an article."""
    return Draft(entry.row.url, "article.html", _view, (entry.row.id,))


def _view(lookup: Lookup, site: Site, article: str) -> ArticleView:
    entry = lookup.entries[article]
    row = entry.row
    source = source_link(lookup, row.id)
    title_note = TITLE_NOTES[row.title_basis]
    return ArticleView(
        head=_head(lookup, entry, site, source),
        language=row.language,
        lang=other_language(row.language, site.language),
        source=source,
        published=dated_when(lookup, row.published, site),
        title_note=title_note and lookup.say(title_note),
        original=_original(lookup, row.duplicate_of, site),
        parts=text_parts(lookup, entry),
        pictures=_pictures(lookup, entry),
        docket=_docket(lookup, entry, site, source),
        claims=tuple(claim_item(lookup, claim, site) for claim in entry.claims),
        quotes=tuple(quote_item(lookup, quote, site) for quote in entry.quotes),
        events=tuple(event_item(lookup, event, site) for event in row.events if event in lookup.events),
        named=_named(lookup, entry),
        related=tuple(
            article_item(lookup, other.article, site, other.reason)
            for other in entry.related
            if other.article in lookup.entries
        ),
        evidence=Link(
            lookup.say("See the page as it was scraped, with everything that was cut"), evidence_url(row.url)
        ),
        citation=citation_pieces(site, row, source.text if row.source else None),
        citation_files=citation_files(row.url),
    )


def _pictures(lookup: Lookup, entry: Entry) -> tuple[PictureItem, ...]:
    return tuple(
        PictureItem(
            undirected(one.caption),
            one.address,
            one.address.partition("//")[2].partition("/")[0],
        )
        for one in lookup.bodies[entry.document.path].pictures
    )


def _original(lookup: Lookup, original: str | None, site: Site) -> Link | None:
    return (
        article_link(lookup, original, site) if original is not None and original in lookup.entries else None
    )


def _head(lookup: Lookup, entry: Entry, site: Site, source: Link) -> Head:
    row = entry.row
    body: dict[str, Json] = {
        "@type": "NewsArticle",
        "headline": shortened(undirected(row.title), 110),
        "inLanguage": row.language,
        "isAccessibleForFree": True,
    }
    if row.published.date:
        body["datePublished"] = row.published.date
    if row.source:
        body["publisher"] = {"@type": "Organization", "name": source.text}
    if row.authors:
        body["author"] = [{"@type": "Person", "name": author} for author in row.authors]
    if row.link:
        body["isBasedOn"] = row.link
    about = [link.text for link in _links(lookup, entry, "donor")]
    if about:
        body["about"] = [{"@type": "Thing", "name": name} for name in about]
    return page_head(
        site,
        row.url,
        title=row.title,
        description=lookup.bodies[entry.document.path].text or row.title,
        kind="Article",
        section="articles",
        crumbs=worded(site.say, CRUMB),
        json_ld=body,
        filters=(
            Filter("source", source.text),
            Filter("year", year_of(row.published.date, site.say)),
            *(
                Filter("donor", lookup.donors[donor].name)
                for donor in row.donors
                if donor in lookup.donors and donor in lookup.claims_by_donor
            ),
            *(Filter("person", link.text) for link in _links(lookup, entry, "person")),
            *(
                Filter("event", event_title(lookup.events[event].title, site.say))
                for event in row.events
                if event in lookup.events
            ),
        ),
        published=row.published.date,
        language=other_language(row.language, site.language),
    )


def _docket(lookup: Lookup, entry: Entry, site: Site, source: Link) -> tuple[Fact, ...]:
    row, say = entry.row, lookup.say
    source_row = lookup.sources.get(row.source or "")
    facts = [
        Fact(say("Source"), links=(source,), note=say(SOURCE_KINDS[source_row.kind]) if source_row else ""),
        Fact(say("Published"), when=dated_when(lookup, row.published, site)),
    ]
    if row.authors:
        facts.append(Fact(say("By"), text=", ".join(row.authors)))
    if row.link:
        facts.append(Fact(say("Original"), web=row.link, text=row.link.partition("//")[2].partition("/")[0]))
    if row.language != site.language:
        facts.append(Fact(say("Language"), text=language_name(row.language, site.language)))
    text = lookup.bodies[entry.document.path].text
    words = len(text.split())
    minutes = max(1, round(words / WORDS_A_MINUTE))
    length = say.many(
        "{words}, about {n} minute", "{words}, about {n} minutes", minutes, words=counted(words, WORDS, say)
    )
    facts.append(Fact(say("Length"), text=length))
    mixed, why = said_of(f"{row.title}\n{text}", say)
    if mixed:
        facts.append(Fact(say("Look-alikes"), text=mixed, note=why))
    cut = entry.tally.cuts
    facts.append(
        Fact(
            say("Evidence"),
            links=(Link(say("The page as it was scraped"), evidence_url(row.url)),),
            note=say.many("{n} passage cut", "{n} passages cut", cut) if cut else say("Nothing was cut"),
        )
    )
    return tuple(facts)


def _links(lookup: Lookup, entry: Entry, kind: str) -> tuple[Link, ...]:
    """Give links to the donors, people, organisations or equipment an article names, in that order."""
    row, day = entry.row, entry.row.published.date
    match kind:
        case "donor":
            return tuple(Link(d.name, d.url) for i in row.donors if (d := lookup.donors.get(i)))
        case "person":
            return tuple(
                Link(p.name, p.url, note=role_on(lookup, i, day))
                for i in row.people
                if (p := lookup.people.get(i))
            )
        case "organisation":
            return tuple(Link(o.name, o.url) for i in row.organisations if (o := lookup.organisations.get(i)))
        case _:
            return tuple(Link(e.name, e.url) for i in row.equipment if (e := lookup.equipment.get(i)))


def _named(lookup: Lookup, entry: Entry) -> tuple[Fact, ...]:
    shown = (
        (told("People"), "person"),
        (told("Countries and donors"), "donor"),
        (told("Organisations"), "organisation"),
        (told("Equipment"), "equipment"),
    )
    facts = []
    seen: set[str] = set()
    for label, kind in shown:
        # A body that is a donor as well stands once.
        links = tuple(link for link in _links(lookup, entry, kind) if link.text not in seen)
        seen |= {link.text for link in links}
        facts.append(Fact(lookup.say(label), links=links, stacked=True))
    mentioned = tuple(
        event_link(lookup.events[event], lookup.say)
        for event in entry.mentioned_events
        if event in lookup.events
    )
    facts.append(Fact(lookup.say("Events referred to"), links=mentioned, stacked=True))
    return tuple(fact for fact in facts if fact.links)
