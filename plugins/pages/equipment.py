"""Equipment: announced, delivered, discussed or refused, article by article, with the words that say so."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from plugins.bodies import outline
from plugins.model import Entry, EquipmentRow, EquipmentStatus, Page, Site, Value
from plugins.pages.dates import undated_last
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import dated_when
from plugins.pages.links import article_link, other_language, party_links, source_link
from plugins.pages.lookup import Lookup
from plugins.pages.names import NameItem, names_page
from plugins.pages.places import paragraph_anchor, sentence_around
from plugins.pages.sections import aliases_fact, articles_newest_first, more
from plugins.pages.views import ArticleItem, Fact, Head, Json, Link, Tag, When
from plugins.pages.words import ARTICLES, counted, worded
from plugins.words import Words, told, told_many

INDEX = Link(told("Equipment"), "equipment/index.html")
KINDS = told_many("{n} kind of equipment that articles name", "{n} kinds of equipment that articles name")
Status = Literal["announced", "delivered", "discussed", "refused"]

SPOKEN_OF: dict[Status, tuple[str, str]] = {
    "delivered": told_many("reported as delivered in {n} article", "reported as delivered in {n} articles"),
    "announced": told_many("announced in {n} article", "announced in {n} articles"),
    "discussed": told_many("only discussed in {n} article", "only discussed in {n} articles"),
    "refused": told_many("refused in {n} article", "refused in {n} articles"),
}
STATUSES: tuple[tuple[Status, str, str], ...] = (
    (
        "delivered",
        told("Reported as delivered"),
        told("An article says that it has been handed over."),
    ),
    (
        "announced",
        told("Announced"),
        told("An article says that somebody will give it. That is not yet a delivery."),
    ),
    (
        "discussed",
        told("Only discussed"),
        told("Asked for, considered, re-examined: nobody is said to give it."),
    ),
    ("refused", told("Refused"), told("An article says that somebody will not give it.")),
)


class Mentioned(Value, frozen=True):
    """How one article speaks of it, with the words."""

    words: tuple[str, str, str]
    """The sentence parted around the name: before, the name as written, after."""
    lang: str | None
    place: str
    """The paragraph in the article."""
    donors: tuple[Link, ...]
    """Who gives, refuses or discusses, as far as the sentence says."""
    article: Link
    source: Link
    published: When


class StatusGroup(Value, frozen=True):
    """All articles that speak of it in one way."""

    tag: Tag
    meaning: str
    count: str
    mentions: tuple[Mentioned, ...]


class EquipmentView(Value, frozen=True):
    """One kind of equipment."""

    head: Head
    lead: str
    """The answer in one sentence: "Only discussed, in 1 article."."""
    facts: tuple[Fact, ...]
    groups: tuple[StatusGroup, ...]
    articles: tuple[ArticleItem, ...]
    more_articles: str


class Found(NamedTuple):
    """One place where an article speaks of a kind of equipment."""

    entry: Entry
    status: EquipmentStatus


Place = tuple[str, int]
"""An article's id, and the number of the status among its own."""


def equipment_pages(lookup: Lookup, site: Site) -> Iterable[Page | Draft]:
    """Give the list of equipment and a page for each kind."""
    yield _index(lookup, site)
    found = _by_equipment(lookup)
    for row in lookup.archive.equipment:
        yield Draft(row.url, "equipment.html", _view, (row.id, found.get(row.id, ())))


def _by_equipment(lookup: Lookup) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, list[tuple[tuple[bool, str], str, int, Place]]] = {}
    for entry in lookup.archive.entries:
        row = entry.row
        for number, status in enumerate(outline(entry.reading).equipment):
            order = (undated_last(row.published.date), row.id, status.start)
            found.setdefault(status.equipment, []).append((*order, (row.id, number)))
    return {equipment: tuple(place for *_, place in sorted(places)) for equipment, places in found.items()}


def _index(lookup: Lookup, site: Site) -> Page:
    rows, say = lookup.archive.equipment, lookup.say
    return names_page(
        site,
        "equipment/index.html",
        kind="Equipment",
        title=say("Equipment"),
        description=say.many(
            "{n} kind of equipment: what is announced, delivered, only discussed or refused, and which "
            "article says so.",
            "{n} kinds of equipment: what is announced, delivered, only discussed or refused, and which "
            "article says so.",
            len(rows),
        ),
        lead=counted(len(rows), KINDS, say),
        names=(
            (
                row.name,
                NameItem(
                    Link(row.name, row.url), status_words(row, say), counted(len(row.articles), ARTICLES, say)
                ),
            )
            for row in rows
        ),
    )


def status_words(row: EquipmentRow, say: Words) -> str:
    """Give the ways in which articles speak of it, each with its number of articles.

    Nothing is ranked: "announced" in one article does not undo "only discussed" in another.
    """
    known = [
        counted(len(articles), SPOKEN_OF[status], say)
        for status, _, _ in STATUSES
        if (articles := {place.article for place in row.statuses if place.status == status})
    ]
    return "; ".join(known) or say("named only")


def _view(lookup: Lookup, site: Site, equipment: str, at: tuple[Place, ...]) -> EquipmentView:
    say, row = lookup.say, lookup.equipment[equipment]
    entries = ((lookup.entries[article], number) for article, number in at)
    places = tuple(Found(entry, entry.facts.equipment[number]) for entry, number in entries)
    groups = tuple(
        StatusGroup(
            tag=Tag(status, say(title)),
            meaning=say(meaning),
            count=say.many(
                "In {n} article.", "In {n} articles.", len({place.entry.row.id for place in chosen})
            ),
            mentions=tuple(_mention(lookup, site, place) for place in chosen),
        )
        for status, title, meaning in STATUSES
        if (chosen := tuple(place for place in places if place.status.status == status))
    )
    described: dict[str, Json] = {"@type": "DefinedTerm", "name": row.name}
    if row.aliases:
        described["alternateName"] = list(row.aliases)
    words = status_words(row, say)
    head = page_head(
        site,
        row.url,
        title=row.name,
        description=say("{name}: {words}. With the sentence that says so.", name=row.name, words=words),
        kind="Equipment",
        section="equipment",
        crumbs=worded(say, INDEX),
        json_ld=described,
    )
    return EquipmentView(
        head=head,
        lead=f"{words[:1].upper()}{words[1:]}.",
        facts=aliases_fact(row.aliases, say),
        groups=groups,
        articles=articles_newest_first(lookup, site, row.articles),
        more_articles=more(len(row.articles), ARTICLES, say),
    )


def _mention(lookup: Lookup, site: Site, place: Found) -> Mentioned:
    row, status = place.entry.row, place.status
    body = lookup.bodies[place.entry.document.path]
    return Mentioned(
        words=sentence_around(body.text, status.start, status.end),
        lang=other_language(row.language, site.language),
        place=f"{row.url}#{paragraph_anchor(body.blocks, status.start)}",
        donors=party_links(lookup, status.donors),
        article=article_link(lookup, row.id, site),
        source=source_link(lookup, row.id),
        published=dated_when(lookup, row.published, site),
    )
