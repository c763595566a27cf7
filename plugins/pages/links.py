"""Links to everything that has a page, by id; words alone where it has none."""

from collections.abc import Iterable

from plugins.model import Site
from plugins.pages.directions import undirected
from plugins.pages.lookup import Lookup
from plugins.pages.views import Link
from plugins.pages.words import SOURCE_UNKNOWN
from plugins.words import Words


def root_of(path: str) -> str:
    """Give what leads from a page to the site's root.

    >>> root_of("index.html"), root_of("donors/norway.html")
    ('', '../')
    """
    return "../" * path.count("/")


def absolute(site: Site, url: str) -> str | None:
    """Give the absolute address of a page, None where the site's own address is not known."""
    return f"{site.url}/{url}" if site.url else None


def claim_url(claim: str) -> str:
    """Give the address of a claim's own page."""
    return f"claims/{claim}.html"


def evidence_url(article_url: str) -> str:
    """Give the address of the page that shows an article as it was scraped."""
    return f"{article_url.removesuffix('.html')}.raw.html"


def download_url(article_url: str) -> str:
    """Give the address of the scraped file itself, gzipped so that no browser runs it."""
    return f"{article_url.removesuffix('.html')}.raw.gz"


def own_feed(folder: str, ident: str, title: str) -> Link:
    """Give the feed of one donor, event or source, without the suffix of either form."""
    return Link(title, f"feeds/{folder}/{ident}")


def feed_forms(feed: Link, say: Words) -> tuple[Link, ...]:
    """Give the links a reader follows to subscribe."""
    return (Link(say("Atom feed"), f"{feed.url}.xml"), Link(say("JSON feed"), f"{feed.url}.json"))


def other_language(language: str, page_language: str) -> str | None:
    """Give the language to mark words with, None where the page's own holds for them."""
    return None if language == page_language else language


def article_link(lookup: Lookup, article: str, site: Site, note: str = "") -> Link:
    """Give the link to an article."""
    row = lookup.entries[article].row
    return Link(undirected(row.title), row.url, other_language(row.language, site.language), note)


def source_link(lookup: Lookup, article: str) -> Link:
    """Give the link to an article's source, or words that none is stated."""
    source = lookup.entries[article].row.source
    if source is None:
        return Link(lookup.say(SOURCE_UNKNOWN))
    row = lookup.sources.get(source)
    return Link(row.name, row.url) if row else Link(name_from_id(source))


def reporter_link(lookup: Lookup, article: str, url: str | None, site: Site, note: str = "") -> Link:
    """Give a link named by an article's source, or by the article's title where its page does not say."""
    source = source_link(lookup, article)
    if source.url:
        return Link(source.text, url, note=note)
    row = lookup.entries[article].row
    return Link(undirected(row.title), url, other_language(row.language, site.language), note)


def party_link(lookup: Lookup, party: str, note: str = "") -> Link:
    """Give the link to whoever gives, receives or speaks: a donor, an organisation, a person or a source."""
    for table in (lookup.donors, lookup.organisations, lookup.people, lookup.sources):
        row = table.get(party)
        if row is not None:
            return Link(row.name, row.url, note=note)
    return Link(name_from_id(party), note=note)


def speaker_link(lookup: Lookup, speaker: str, day: str | None = None) -> Link:
    """Give the link to a person or body that says something, with the office held on that day."""
    person = lookup.people.get(speaker)
    if person is not None:
        return Link(person.name, person.url, note=role_on(lookup, speaker, day))
    for table in (lookup.organisations, lookup.sources, lookup.donors):
        row = table.get(speaker)
        if row is not None:
            return Link(row.name, row.url)
    return Link(name_from_id(speaker))


def party_links(lookup: Lookup, parties: Iterable[str]) -> tuple[Link, ...]:
    """Give the links to several parties, in their order."""
    return tuple(party_link(lookup, party) for party in parties)


def role_on(lookup: Lookup, person: str, day: str | None) -> str:
    """Give the office somebody held on a day, "" where no day or no office is known."""
    row = lookup.people.get(person)
    if row is None or day is None:
        return ""
    for role in row.roles:
        if _not_after(role.start, day) and _not_after(day, role.end):
            return role.role
    return ""


def name_from_id(thing: str) -> str:
    """Give a name for something without a row of its own.

    >>> name_from_id("ukraine-and-its-neighbours")
    'Ukraine and its neighbours'
    """
    words = thing.replace("-", " ")
    return words[:1].upper() + words[1:]


def _not_after(earlier: str | None, later: str | None) -> bool:
    """Say whether a date is not after another; an open end never is, and a bare year covers all its days."""
    if earlier is None or later is None:
        return True
    size = min(len(earlier), len(later))
    return earlier[:size] <= later[:size]
