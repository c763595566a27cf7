"""The interface's words for the kinds of things, in one place."""

from typing import TypeVar

from msgspec.structs import replace

from plugins.model import (
    Aid,
    CellWording,
    ClaimKind,
    DateBasis,
    DifferenceWhy,
    DonorKind,
    EventKind,
    RelationType,
    SourceKind,
    Speech,
)
from plugins.pages.views import Column, Link, Tag
from plugins.words import Words, told, told_many

CLAIM_KINDS: dict[ClaimKind, str] = {
    "announced": told("New announcement"),
    "cumulative": told("Total to date"),
    "delivered": told("Delivered"),
    "share": told("Share"),
    "planned": told("Planned or proposed"),
    "estimate": told("Third party’s estimate"),
}

AID: dict[Aid, str] = {
    "military": told("military"),
    "humanitarian": told("humanitarian"),
    "financial": told("financial"),
    "energy": told("energy"),
    "reconstruction": told("reconstruction"),
    "refugee": told("refugees"),
    "unspecified": told("not specified"),
}

SPEECH: dict[Speech, str] = {
    "direct": told("quoted"),
    "indirect": told("reported speech"),
    "reporter": told("the article’s own words"),
}

BASES: dict[DateBasis, str] = {
    "stated": told("stated"),
    "metadata": told("from page data"),
    "event": told("inferred"),
    "unknown": told("unknown"),
}

EVENT_KINDS: dict[EventKind, str] = {
    "press-conference": told("Press conference"),
    "meeting": told("Meeting"),
    "summit": told("Summit"),
    "visit": told("Visit"),
    "call": told("Call"),
    "announcement": told("Announcement"),
    "attack": told("Attack"),
    "other": told("Event"),
}

DONOR_KINDS: dict[DonorKind, str] = {
    "country": told("Country"),
    "organisation": told("Organisation"),
    "group": told("Group"),
    "company": told("Company"),
    "fund": told("Fund"),
}

SOURCE_KINDS: dict[SourceKind, str] = {
    "official": told("Official body"),
    "news": told("News outlet"),
    "state-media": told("State media"),
    "ngo": told("Non-governmental organisation"),
    "broadcaster": told("Public broadcaster"),
    "other": told("Other"),
}

RELATIONS: dict[RelationType, str] = {
    "part-of": told("Part of"),
    "restates": told("Says the same as"),
    "differs-in-scope": told("Covers something else than"),
    "contradicts": told("Does not agree with"),
    "supersedes": told("Replaces"),
}

RELATIONS_REVERSED: dict[RelationType, str] = {
    "part-of": told("Includes"),
    "restates": told("Said again in"),
    "differs-in-scope": told("Covers something else than"),
    "contradicts": told("Does not agree with"),
    "supersedes": told("Replaced by"),
}

WORDINGS: dict[CellWording, str] = {
    "verbatim": told("Same words"),
    "shortened": told("Shortened"),
    "reworded": told("Reworded"),
    "another-value": told("Another value"),
    "not-mentioned": told("Not mentioned in this article"),
}

DIFFERENCES: dict[DifferenceWhy, str] = {
    "rounding": told("Rounding"),
    "bound": told("Bound"),
    "scope": told("Scope"),
    "period": told("Period"),
    "currency": told("Currency"),
    "attribution": told("Attribution"),
    "contradiction": told("Contradiction"),
}

SOURCE_UNKNOWN = told("Source not stated")


KINDS_OF_PAGE = (
    told("About"),
    told("Article"),
    told("Articles"),
    told("Briefing"),
    told("Briefings"),
    told("Data"),
    told("Differences"),
    told("Donor"),
    told("Equipment"),
    told("Event"),
    told("Events"),
    told("Evidence"),
    told("Figure"),
    told("Home"),
    told("Ledger"),
    told("List"),
    told("Notice"),
    told("Organisation"),
    told("Organisations"),
    told("Page"),
    told("People"),
    told("Person"),
    told("Quotes"),
    told("Search"),
    told("Source"),
    told("Sources"),
    told("Timeline"),
)
"""What `Head.kind` may be, for the catalogue."""

ARTICLES = told_many("{n} article", "{n} articles")
DONORS = told_many("{n} donor", "{n} donors")
EVENTS = told_many("{n} event", "{n} events")
FIGURES = told_many("{n} figure", "{n} figures")
PASSAGES = told_many("{n} passage", "{n} passages")
QUOTES = told_many("{n} quote", "{n} quotes")
SOURCES = told_many("{n} source", "{n} sources")
WORDS = told_many("{n} word", "{n} words")


def language_name(language: str, reader: str) -> str:
    """Give a language's name in the reader's, or its code where nobody has a name for it.

    >>> language_name("uk", "en"), language_name("zz-nowhere", "en")
    ('Ukrainian', 'zz-nowhere')
    """
    # Only here: most articles are in the site's language, of which nothing is said.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        name = Locale.parse(language, sep="-").get_display_name(Locale.parse(reader, sep="-"))
    except (ValueError, UnknownLocaleError):
        return language
    return name or language


def claim_tag(kind: ClaimKind, say: Words) -> Tag:
    """Give the tag of a kind of claim."""
    return Tag(kind=kind, text=say(CLAIM_KINDS[kind]))


def aid_words(aid: tuple[Aid, ...], say: Words) -> str:
    """Give the kinds of aid as a list in words, "" where none is specified.

    >>> from plugins.words import words
    >>> aid_words(("military", "unspecified"), words("en"))
    'military'
    """
    return ", ".join(say(AID[kind]) for kind in aid if kind != "unspecified")


def counted(number: int, noun: tuple[str, str], say: Words) -> str:
    """Give a number with its noun.

    >>> from plugins.words import words
    >>> counted(1, ARTICLES, words("en")), counted(1200, ARTICLES, words("en"))
    ('1 article', '1,200 articles')
    """
    return say.many(*noun, number)


def worded(say: Words, *links: Link) -> tuple[Link, ...]:
    """Give links to pages of the site's own, in the reader's words."""
    return tuple(
        replace(link, text=say(link.text), note=say(link.note) if link.note else "") for link in links
    )


ColumnT = TypeVar("ColumnT", bound=Column)


def headed(say: Words, columns: tuple[ColumnT, ...]) -> tuple[ColumnT, ...]:
    """Give columns with their labels in the reader's words."""
    return tuple(replace(column, label=say(column.label)) for column in columns)
