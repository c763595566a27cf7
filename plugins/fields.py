"""What every field of the public tables holds, in words: the data package and the data page say it."""

from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "articles": "One scraped page, cleaned.",
    "claims": "One statement about an amount of support, as one article makes it.",
    "quotes": "Words that an article puts in someone's mouth.",
    "events": "One occasion and the articles that report it.",
    "donors": "Who gives, promises or plans support, as the articles name them.",
    "people": "Everybody whom an article names and the registry knows.",
    "organisations": "Bodies that articles name, other than as donors.",
    "sources": "Who published the articles.",
    "equipment": "Kinds of equipment, and how each article speaks of them.",
}

_ID = "Permanent identifier; never changes once published."
_URL = "The page's path relative to the site's root."
_NAME = "Name as readers know it."
_ALIASES = "Other ways it is written."
_ARTICLES = "Ids of the articles that name it."
_DATED = (
    "{date, basis, evidence}: ISO 8601 as precise as known or null; stated, metadata, event or unknown; the "
    "wording, or the sibling article's id."
)
_KIND_OF_BODY = "country, organisation, group, company or fund."
_COUNTRY = "ISO 3166-1 alpha-2 code, or null."

FIELDS: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "id": _ID,
        "url": _URL,
        "path": "The file it came from, relative to the content folder.",
        "sha256": "SHA-256 of the file's bytes, hexadecimal.",
        "title": "Its headline.",
        "title_basis": "stated; metadata; derived (the page states none: cut from its lead).",
        "source": "Id in sources, or null where the page does not say.",
        "link": "The address it was published at, or null.",
        "authors": "Names as stated.",
        "published": _DATED,
        "language": "BCP 47.",
        "text": "The cleaned body; paragraphs and list items parted by a blank line.",
        "removed": "[{text, reason, line}]: all that cleaning took out, in order.",
        "events": "Ids of the events it reports or refers to, in order of first mention.",
        "donors": "Ids of donors named, in order of first mention.",
        "people": "Ids of people named, in order of first mention.",
        "organisations": "Ids of organisations named, in order of first mention.",
        "equipment": "Ids of equipment named, in order of first mention.",
        "duplicate_of": "Id of the article that this one reprints, or null.",
    },
    "claims": {
        "id": _ID,
        "article": "Id of the article that makes it.",
        "url": "The article's page with the anchor of the highlighted sentence.",
        "sentence": "The sentence it stands in.",
        "start": "Where the sentence begins in the article's text, in code points.",
        "end": "Where the sentence ends in the article's text, in code points.",
        "as_stated": "The exact words of the amount, with its hedge.",
        "amount": "{low, high, currency, hedge}: bounds in whole units of an ISO 4217 currency; null for a "
        "share.",
        "share": "{low, high, of}: a part of something, 0.5 for half; else null.",
        "donors": "Ids of those who give; a group is a donor of its own, never its members.",
        "recipients": "Ids of those who receive.",
        "aid": "Any of military, humanitarian, financial, energy, reconstruction, refugee, unspecified.",
        "kind": "announced, cumulative (a total to date), delivered, planned, estimate (a third party's) or "
        "share.",
        "speaker": "Id of the person or body that says it, or null.",
        "speech": "direct, indirect or reporter.",
        "stated_on": "When it was said. " + _DATED,
        "relations": "[{type, claim}]: part-of, restates, differs-in-scope, contradicts or supersedes "
        "another claim.",
        "converted": "{EUR, USD, rate_date}: at the European Central Bank's reference rate of that day; null "
        "where unknown.",
    },
    "quotes": {
        "id": _ID,
        "article": "Id of the article.",
        "url": "The article's page with the anchor of the words.",
        "quote": "The exact words, without the quotation marks.",
        "start": "Where they begin in the article's text, in code points.",
        "end": "Where they end in the article's text, in code points.",
        "speaker": "Id of the person or body, or null.",
        "speaker_as_stated": "The speaker in the article's words, or null.",
        "also_in": "Ids of the same words quoted elsewhere.",
    },
    "events": {
        "id": _ID,
        "url": _URL,
        "title": "Its name, or a plain one made of kind, place and day.",
        "kind": "press-conference, meeting, summit, visit, call, announcement, attack or other.",
        "start": "First day, ISO 8601 as precise as known, or null.",
        "end": "Last day, or null.",
        "place": "Where, or null.",
        "participants": "Ids of those who took part.",
        "articles": "Ids of the articles that report it.",
        "mentioned_in": "Ids of the articles that only refer to it.",
        "why": "What tied the articles together.",
    },
    "donors": {
        "id": _ID,
        "url": _URL,
        "name": _NAME,
        "aliases": _ALIASES,
        "kind": _KIND_OF_BODY,
        "country": _COUNTRY,
        "articles": _ARTICLES,
    },
    "people": {
        "id": _ID,
        "url": _URL,
        "name": _NAME,
        "aliases": _ALIASES,
        "roles": "[{role, from, to}]: offices held, with dates as precise as known.",
        "articles": _ARTICLES,
    },
    "organisations": {
        "id": _ID,
        "url": _URL,
        "name": _NAME,
        "aliases": _ALIASES,
        "kind": _KIND_OF_BODY,
        "country": _COUNTRY,
        "articles": _ARTICLES,
    },
    "sources": {
        "id": _ID,
        "url": _URL,
        "name": _NAME,
        "aliases": _ALIASES,
        "kind": "official, news, state-media, ngo, broadcaster or other.",
        "home": "Address of its own site, or null.",
        "articles": "Ids of its articles.",
    },
    "equipment": {
        "id": _ID,
        "url": _URL,
        "name": _NAME,
        "aliases": _ALIASES,
        "articles": _ARTICLES,
        "statuses": "[{article, status}]: announced, delivered, discussed or refused.",
    },
}

PARTS: Mapping[str, str] = {
    "published_date": "Day, month or year of publication, ISO 8601, or empty.",
    "published_basis": "Where the date is known from: stated, metadata, event or unknown.",
    "published_evidence": "The wording, or the id of the sibling article.",
    "amount_low": "At least so much, in whole units; empty where no lower bound is stated.",
    "amount_high": "At most so much, in whole units; empty where no upper bound is stated.",
    "amount_currency": "ISO 4217.",
    "amount_hedge": "The words that bound the amount: nearly, up to, more than.",
    "share_low": "At least this part of the whole, 0.5 for half.",
    "share_high": "At most this part of the whole.",
    "share_of": "What it is a part of, as stated.",
    "stated_on_date": "When it was said, ISO 8601, or empty.",
    "stated_on_basis": "Where that date is known from: stated, metadata, event or unknown.",
    "stated_on_evidence": "The wording, or the id of the sibling article.",
    "converted_rate_date": "The day whose reference rates were used.",
} | {
    f"converted_{currency}_{part}": f"The amount's {part} in {currency}: {meaning}"
    for currency in ("EUR", "USD")
    for part, meaning in (
        ("low", "at least so much."),
        ("high", "at most so much."),
        ("currency", "the currency itself."),
        ("hedge", "the words that bound it."),
    )
}
"""What the flat view's columns hold where a field has parts."""

FOREIGN_KEYS: Mapping[str, Mapping[str, str]] = {
    "articles": {"source": "sources", "duplicate_of": "articles"},
    "claims": {"article": "articles"},
    "quotes": {"article": "articles"},
}
"""Fields that hold one id of another table. A speaker may be a person or a body, so it is none of these."""

LISTS: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "events": "events",
        "donors": "donors",
        "people": "people",
        "organisations": "organisations",
        "equipment": "equipment",
    },
    "claims": {"donors": "donors", "recipients": "donors"},
    "quotes": {"also_in": "quotes"},
    "events": {"articles": "articles", "mentioned_in": "articles"},
}
"""Fields that hold many ids of one other table."""
