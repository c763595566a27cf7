"""The interface's words for the kinds of things, in one place."""

from babel import Locale, UnknownLocaleError

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
from plugins.pages.views import Tag

CLAIM_KINDS: dict[ClaimKind, str] = {
    "announced": "New announcement",
    "cumulative": "Total to date",
    "delivered": "Delivered",
    "share": "Share",
    "planned": "Planned or proposed",
    "estimate": "Third party’s estimate",
}

AID: dict[Aid, str] = {
    "military": "military",
    "humanitarian": "humanitarian",
    "financial": "financial",
    "energy": "energy",
    "reconstruction": "reconstruction",
    "refugee": "refugees",
    "unspecified": "not specified",
}

SPEECH: dict[Speech, str] = {
    "direct": "quoted",
    "indirect": "reported speech",
    "reporter": "the article’s own words",
}

BASES: dict[DateBasis, str] = {
    "stated": "stated",
    "metadata": "from page data",
    "event": "inferred",
    "unknown": "unknown",
}

EVENT_KINDS: dict[EventKind, str] = {
    "press-conference": "Press conference",
    "meeting": "Meeting",
    "summit": "Summit",
    "visit": "Visit",
    "call": "Call",
    "announcement": "Announcement",
    "attack": "Attack",
    "other": "Event",
}

DONOR_KINDS: dict[DonorKind, str] = {
    "country": "Country",
    "organisation": "Organisation",
    "group": "Group",
    "company": "Company",
    "fund": "Fund",
}

SOURCE_KINDS: dict[SourceKind, str] = {
    "official": "Official body",
    "news": "News outlet",
    "state-media": "State media",
    "ngo": "Non-governmental organisation",
    "broadcaster": "Public broadcaster",
    "other": "Other",
}

RELATIONS: dict[RelationType, str] = {
    "part-of": "Part of",
    "restates": "Says the same as",
    "differs-in-scope": "Covers something else than",
    "contradicts": "Does not agree with",
    "supersedes": "Replaces",
}

RELATIONS_REVERSED: dict[RelationType, str] = {
    "part-of": "Includes",
    "restates": "Said again in",
    "differs-in-scope": "Covers something else than",
    "contradicts": "Does not agree with",
    "supersedes": "Replaced by",
}

WORDINGS: dict[CellWording, str] = {
    "verbatim": "Same words",
    "shortened": "Shortened",
    "reworded": "Reworded",
    "another-value": "Another value",
    "not-mentioned": "Not mentioned in this article",
}

DIFFERENCES: dict[DifferenceWhy, str] = {
    "rounding": "Rounding",
    "bound": "Bound",
    "scope": "Scope",
    "period": "Period",
    "currency": "Currency",
    "attribution": "Attribution",
    "contradiction": "Contradiction",
}

SOURCE_UNKNOWN = "Source not stated"


def language_name(language: str, reader: str) -> str:
    """Give a language's name in the reader's, or its code where nobody has a name for it.

    >>> language_name("uk", "en"), language_name("zz-nowhere", "en")
    ('Ukrainian', 'zz-nowhere')
    """
    try:
        name = Locale.parse(language, sep="-").get_display_name(Locale.parse(reader, sep="-"))
    except (ValueError, UnknownLocaleError):
        return language
    return name or language


def claim_tag(kind: ClaimKind) -> Tag:
    """Give the tag of a kind of claim."""
    return Tag(kind=kind, text=CLAIM_KINDS[kind])


def aid_words(aid: tuple[Aid, ...]) -> str:
    """Give the kinds of aid as a list in words, "" where none is specified.

    >>> aid_words(("military", "unspecified"))
    'military'
    """
    return ", ".join(AID[kind] for kind in aid if kind != "unspecified")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Give a number with its noun.

    >>> counted(1, "article"), counted(1200, "article"), counted(2, "country", "countries")
    ('1 article', '1,200 articles', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
