"""The values that several kinds of page show: what a template finds under `page`.

A view holds everything its page shows, sorted, counted and worded: a template only places it. Addresses are
relative to the site's root ("donors/norway.html"); a template writes `{{ page.head.root }}{{ url }}`.
"""

from typing import Literal

from plugins.model import Page, Value

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


class Link(Value, frozen=True):
    """Words that lead somewhere, or only words where there is no page."""

    text: str
    url: str | None = None
    lang: str | None = None
    """BCP 47, only where the words are in another language than the page."""
    note: str = ""
    """A few words beside the link: an office held that day, a reason."""


class Filter(Value, frozen=True):
    """One fact that search narrows by."""

    name: Literal["kind", "source", "donor", "person", "event", "year"]
    value: str
    """As a reader sees it: "Norway", not "norway"."""


class Head(Value, frozen=True):
    """What a page says of itself, the same for every kind of page."""

    title: str
    """The page's one h1; the browser's tab adds the site's name."""
    description: str
    """One sentence of at most about 160 characters, without markup."""
    path: str
    """Relative to the site's root."""
    root: str
    """What leads from the page to the site's root: "", "../", ..."""
    canonical: str | None
    """Absolute address; None where the site's own address is not known."""
    language: str
    kind: str
    """The kind of page in English, in every language: "Article", "Donor"."""
    label: str
    """The same as a reader sees it. Search tells results apart by it."""
    section: str
    """The entry of the main menu this page belongs to: "events", "donors", ... or ""."""
    crumbs: tuple[Link, ...]
    """The way here from the home page, without the page itself."""
    json_ld: dict[str, Json]
    """schema.org, ready to be written as JSON."""
    filters: tuple[Filter, ...]
    published: str | None = None
    """ISO 8601, only where the page is an article with a known day."""
    feeds: tuple[Link, ...] = ()
    """Feeds of this very page (a donor's, an event's) besides the site's, without ".xml" or ".json"."""
    moved_to: str | None = None
    """Relative to the site's root: the page that took this one's place, and its canonical address."""
    csp: str = ""
    """What this page may do beyond the rest: added to `script-src`."""
    lang: str | None = None
    """Of the title and the description, only where it is not the page's."""
    robots: str = ""
    """"noindex" for pages that are not for search engines."""


class Shown(Value, frozen=True):
    """What the whole site is told of one of its pages: for its search and its sitemap."""

    path: str
    title: str = ""
    description: str = ""
    kind: str = ""
    """As `Head.kind`; "" where the page says nothing of itself."""
    label: str = ""
    hidden: bool = False
    """Whether it asks search engines to leave it out."""
    filters: tuple[Filter, ...] = ()


def shown(page: Page) -> Shown:
    """Give what a page says of itself."""
    head = getattr(page.view, "head", None)
    if not isinstance(head, Head):
        return Shown(page.path)
    hidden = "noindex" in head.robots
    return Shown(page.path, head.title, head.description, head.kind, head.label, hidden, head.filters)


class When(Value, frozen=True):
    """A date as readers see it, with where it is known from."""

    text: str
    """ "8 February 2023", "October 2022", "2022" or "Date unknown"."""
    iso: str | None
    basis: Literal["stated", "metadata", "event", "unknown"]
    label: str
    """One or two words for the basis: "stated", "inferred"."""
    why: str
    """The basis as a sentence, with the wording it rests on."""
    evidence: Link | None = None
    """The sibling article it was taken from, for basis "event"."""


class Tag(Value, frozen=True):
    """A kind, as a word with a look of its own."""

    kind: str
    """The suffix of its CSS class: "announced"."""
    text: str


class Figure(Value, frozen=True):
    """An amount or a share told honestly: the source's words, the bounds, the conversion."""

    as_stated: str
    quoted: str
    """The same in quotation marks, unless it brings its own."""
    bounds: str
    """ "at most USD 30 billion"; "at least 50% of the overall assistance"."""
    converted: str
    """ "about EUR 28 billion at the ECB rate of 8 February 2023", or why there is none."""


class ClaimItem(Value, frozen=True):
    """One claim wherever it is listed."""

    id: str
    url: str
    """The claim's own page."""
    place: str
    """The highlighted sentence in the article."""
    figure: Figure
    sentence: tuple[str, str, str]
    """The sentence parted around the amount's words: before, the words, after."""
    lang: str | None
    kind: Tag
    aid: str
    """ "military, humanitarian"; "" where the article does not say."""
    donors: tuple[Link, ...]
    recipients: tuple[Link, ...]
    speaker: Link | None
    speech: str
    """How the words reach us: "quoted", "reported", "the article’s own words"."""
    said: When
    article: Link
    source: Link
    restated: int
    """How many other claims say the same."""
    part_of: Link | None = None
    """The figure that this one is a part of, so that nobody adds the two."""


class QuoteItem(Value, frozen=True):
    """One quote wherever it is listed."""

    id: str
    text: str
    url: str
    """The highlighted words in the article."""
    lang: str | None
    speaker: Link | None
    """None where the article names nobody; without an address where the registry does not know the name."""
    said: When
    article: Link
    source: Link
    also_in: tuple[Link, ...]
    """Other articles with the same words, named by their source."""


class ArticleItem(Value, frozen=True):
    """One article wherever it is listed."""

    link: Link
    source: Link
    published: When
    summary: str
    """The beginning of the text, cut at a word."""
    claims: int
    quotes: int
    reason: str = ""
    """Why it is listed here, where that needs saying."""


class EventItem(Value, frozen=True):
    """One event wherever it is listed."""

    link: Link
    kind: Tag
    when: When
    place: str
    """ "" where unknown."""
    participants: tuple[Link, ...]
    articles: int
    """How many report it."""
    sources: tuple[Link, ...]
    mentions: int = 0
    """How many only refer to it."""


class Column(Value, frozen=True):
    """One column of a table."""

    label: str
    numeric: bool = False
    sort: bool = True
    """Whether sorting by it makes sense."""


class Wording(Value, frozen=True):
    """How one article words something."""

    link: Link
    """Who, and in a note how far the words are the same."""
    words: str
    lang: str | None


class Cell(Value, frozen=True):
    """One cell of a table: words, links, or both."""

    text: str = ""
    links: tuple[Link, ...] = ()
    """Written after `text`, parted by commas."""
    note: str = ""
    """In smaller type below."""
    tag: Tag | None = None
    iso: str | None = None
    """The date it shows, for `time datetime`."""
    sort: str = ""
    """What to sort by where that is not what is written: ISO dates, bare numbers."""
    wordings: tuple[Wording, ...] = ()
    """Written last, each on a line of its own."""


class Table(Value, frozen=True):
    """A table with its caption; the first cell of a row is its heading."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "Nothing yet."
    """What to say where there is no row."""


class Fact(Value, frozen=True):
    """One line of a docket: what is known of the page's subject."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    stacked: bool = False
    """Whether the links stand one below another."""
    when: When | None = None
    note: str = ""
    web: str | None = None
    """An address beyond the site that `text` leads to."""
