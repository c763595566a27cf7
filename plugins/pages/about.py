"""Pages about the site itself: what it holds and lacks, how it can be used by everybody, dead addresses."""

from collections.abc import Iterable, Sequence
from typing import TypedDict
from urllib.parse import urlsplit

from msgspec.structs import replace

from plugins.model import Edition, Moved, Notice, Page, Site, Value
from plugins.pages.head import page_head
from plugins.pages.items import article_item
from plugins.pages.links import article_link, claim_url, name_from_id
from plugins.pages.lookup import Lookup
from plugins.pages.orders import in_line
from plugins.pages.reasons import reason_words
from plugins.pages.views import ArticleItem, Head, Link
from plugins.pages.words import ARTICLES, EVENTS, FIGURES, QUOTES, SOURCES, counted
from plugins.words import Words

CHANGES = "about/changes.html"
ACCESSIBILITY = "about/accessibility.html"
MISSING = "404.html"
# The desk's next entries for the registry: names beyond these are rarer still.
MOST_NAMES = 30
MOST_EDITIONS = 12
LATEST = 10
NO_DAY = "the day of publication is not known"
# What a first build of a large archive added is told by number; its names stand in the lists.
MOST_NAMED = 20
# Of long lists the beginning stands here: what is left is told by number.
MOST_LISTED = 100


class ProseView(Value, frozen=True):
    """A page that is written, not counted: its words stand in its template."""

    head: Head


class OpenQuestion(Value, frozen=True):
    """Something the archive does not know."""

    what: str
    where: Link
    """The figure it is about, named by its article; words alone where it is about no figure."""


class EditionItem(Value, frozen=True):
    """What one build added."""

    anchor: str
    title: str
    counts: str
    """ "2 articles added, with 7 figures and 12 quotes; 1 article changed"."""
    added: tuple[Link, ...]
    changed: tuple[Link, ...]
    more: str
    """How many are not named here; "" for none."""


class ChangesView(Value, frozen=True):
    """What the archive holds now, what came last, what it does not know."""

    head: Head
    holdings: tuple[Link, ...]
    """Counts in words, each leading to its list."""
    editions: tuple[EditionItem, ...]
    """The newest first."""
    latest: tuple[ArticleItem, ...]
    """By day of publication: no build knows the day it runs on."""
    undated: tuple[Link, ...]
    more_undated: str
    questions: tuple[OpenQuestion, ...]
    more_questions: str
    names: tuple[str, ...]
    """Names the registry lacks, with their number of articles."""
    withdrawn: tuple[Link, ...]
    """Articles that were published once and are not here any more; all that is left of one is its address."""
    more_withdrawn: str
    taken_back: str
    """How many figures are no longer read from the articles, in words; "" for none."""


class Withdrawals(TypedDict):
    """What was published once and is not here any more: fields of `ChangesView`."""

    withdrawn: tuple[Link, ...]
    more_withdrawn: str
    taken_back: str


def about_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the pages about the site, and the page for addresses that lead nowhere."""
    yield _changes(lookup, site)
    yield _prose(
        site,
        ACCESSIBILITY,
        site.say("Accessibility"),
        site.say("How this site is made to be read by everybody, and what still falls short."),
        "accessibility.html",
    )
    yield _missing(site)


def edition_item(lookup: Lookup, site: Site, edition: Edition, named: int = MOST_NAMED) -> EditionItem:
    """Give what one build added, in words, with the first of its articles by name."""
    say = lookup.say
    entries = [lookup.entries[article] for article in edition.added]
    counts = []
    if entries:
        counts.append(
            say.many(
                "{n} article added, with {figures} and {quotes}",
                "{n} articles added, with {figures} and {quotes}",
                len(entries),
                figures=counted(sum(len(entry.claims) for entry in entries), FIGURES, say),
                quotes=counted(sum(len(entry.quotes) for entry in entries), QUOTES, say),
            )
        )
    if edition.changed:
        counts.append(say.many("{n} article changed", "{n} articles changed", len(edition.changed)))
    left = max(len(edition.added) - named, 0) + max(len(edition.changed) - named, 0)
    return EditionItem(
        anchor=f"edition-{edition.number}",
        title=say("Edition {number}", number=edition.number),
        counts="; ".join(counts),
        added=tuple(article_link(lookup, article, site) for article in edition.added[:named]),
        changed=tuple(article_link(lookup, article, site) for article in edition.changed[:named]),
        more=say.many("and {n} more article", "and {n} more articles", left) if left else "",
    )


def _prose(site: Site, path: str, title: str, description: str, template: str) -> Page:
    head = page_head(site, path, title=title, description=description, kind="About", section="about")
    return Page(path, template, ProseView(head))


def _missing(site: Site) -> Page:
    """Give the page that a server shows instead of one that is not there.

    It is shown at any depth, so its links begin at the host's root where the site's address is known.
    """
    head = page_head(
        site,
        MISSING,
        title=site.say("There is no such page"),
        description=site.say("The address leads nowhere."),
        kind="About",
        robots="noindex",
    )
    root = f"{urlsplit(site.url).path}/" if site.url else head.root
    return Page(MISSING, "missing.html", ProseView(replace(head, root=root)))


def _withdrawals(moved: Sequence[Moved], say: Words) -> Withdrawals:
    """Give what was published once and is not in the archive any more."""
    articles = [row for row in moved if row.to is None and row.url.startswith("articles/")]
    figures = sum(row.url.startswith("claims/") for row in moved)
    left = len(articles) - MOST_LISTED
    return Withdrawals(
        withdrawn=tuple(
            Link(name_from_id(row.url.removeprefix("articles/").removesuffix(".html")), row.url)
            for row in articles[:MOST_LISTED]
        ),
        more_withdrawn=say.many("and {n} more article", "and {n} more articles", left) if left > 0 else "",
        taken_back=say.many(
            "{n} figure is no longer read from its article: its address leads to the article, or says that "
            "it is gone.",
            "{n} figures are no longer read from their articles: their addresses lead to the articles, or "
            "say that they are gone.",
            figures,
        )
        if figures
        else "",
    )


def _question(lookup: Lookup, site: Site, notice: Notice) -> OpenQuestion:
    what, claim = reason_words(notice.what, lookup.say), lookup.claims.get(notice.where)
    where = (
        replace(article_link(lookup, claim.article, site), url=claim_url(claim.id))
        if claim
        else Link(notice.where)
    )
    return OpenQuestion(what[:1].upper() + what[1:], where)


def _changes(lookup: Lookup, site: Site) -> Page:
    archive, say = lookup.archive, lookup.say
    head = page_head(
        site,
        CHANGES,
        title=say("What changed"),
        description=say(
            "What each edition added or changed, what was taken out, what the archive holds now, and what it "
            "does not know."
        ),
        kind="About",
        section="about",
    )
    holdings = (
        Link(counted(len(archive.entries), ARTICLES, say), "articles/index.html"),
        Link(counted(len(archive.events), EVENTS, say), "events/index.html"),
        Link(counted(len(archive.claims), FIGURES, say), "claims/index.html"),
        Link(counted(len(archive.quotes), QUOTES, say), "quotes/index.html"),
        Link(counted(len(archive.sources), SOURCES, say), "sources/index.html"),
    )
    undated = lookup.orders.articles.get(None, ())
    # Articles without a day stand in a list of their own.
    open_questions = [notice for notice in archive.warnings if notice.what != NO_DAY]
    left, unanswered = len(undated) - MOST_LISTED, len(open_questions) - MOST_LISTED
    return Page(
        CHANGES,
        "changes.html",
        ChangesView(
            head=head,
            holdings=holdings,
            editions=tuple(edition_item(lookup, site, one) for one in archive.editions[:MOST_EDITIONS]),
            latest=tuple(
                article_item(lookup, row.id, site)
                for row in in_line(lookup.orders.articles)[:LATEST]
                if row.published.date is not None
            ),
            undated=tuple(article_link(lookup, row.id, site) for row in undated[:MOST_LISTED]),
            more_undated=say.many("and {n} more article", "and {n} more articles", left) if left > 0 else "",
            questions=tuple(_question(lookup, site, notice) for notice in open_questions[:MOST_LISTED]),
            more_questions=say.many("and {n} more question", "and {n} more questions", unanswered)
            if unanswered > 0
            else "",
            **_withdrawals(archive.moved, say),
            names=tuple(
                f"{name} ({counted(number, ARTICLES, say)})"
                for name, number in archive.unknown_names[:MOST_NAMES]
            ),
        ),
    )
