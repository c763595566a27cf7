"""What every field of the public tables holds, in words: the data package and the data page say it."""

from collections.abc import Mapping

from plugins.words import told

TABLES: Mapping[str, str] = {
    "articles": told("One scraped page, cleaned."),
    "claims": told("One statement about an amount of support, as one article makes it."),
    "quotes": told("Words that an article puts in someone's mouth."),
    "events": told("One occasion and the articles that report it."),
    "donors": told("Who gives, promises or plans support, as the articles name them."),
    "people": told("Everybody whom an article names and the registry knows."),
    "organisations": told("Bodies that articles name, other than as donors."),
    "sources": told("Who published the articles."),
    "equipment": told("Kinds of equipment, and how each article speaks of them."),
}

_ID = told("Permanent identifier; never changes once published.")
_URL = told("The page's path relative to the site's root.")
_NAME = told("Name as readers know it.")
_ALIASES = told("Other ways it is written.")
_ARTICLES = told("Ids of the articles that name it.")
_DATED = told(
    "{date, basis, evidence}: ISO 8601 as precise as known or null; stated, metadata, event or unknown; the "
    "wording, or the sibling article's id."
)
_KIND_OF_BODY = told("country, organisation, group, company or fund.")
_COUNTRY = told("ISO 3166-1 alpha-2 code, or null.")

FIELDS: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "id": _ID,
        "url": _URL,
        "path": told("The file it came from, relative to the content folder."),
        "sha256": told("SHA-256 of the file's bytes, hexadecimal."),
        "title": told("Its headline."),
        "title_basis": told("stated; metadata; derived (the page states none: cut from its lead)."),
        "source": told("Id in sources, or null where the page does not say."),
        "link": told("The address it was published at, or null."),
        "authors": told("Names as stated."),
        "published": _DATED,
        "language": told("BCP 47."),
        "text": told("The cleaned body; paragraphs and list items parted by a blank line."),
        "removed": told("[{text, reason, line}]: all that cleaning took out, in order."),
        "events": told("Ids of the events it reports or refers to, in order of first mention."),
        "donors": told("Ids of donors named, in order of first mention."),
        "people": told("Ids of people named, in order of first mention."),
        "organisations": told("Ids of organisations named, in order of first mention."),
        "equipment": told("Ids of equipment named, in order of first mention."),
        "duplicate_of": told("Id of the article that this one reprints, or null."),
    },
    "claims": {
        "id": _ID,
        "article": told("Id of the article that makes it."),
        "url": told("The article's page with the anchor of the highlighted sentence."),
        "sentence": told("The sentence it stands in."),
        "start": told("Where the sentence begins in the article's text, in code points."),
        "end": told("Where the sentence ends in the article's text, in code points."),
        "as_stated": told("The exact words of the amount, with its hedge."),
        "amount": told(
            "{low, high, currency, hedge}: bounds in whole units of an ISO 4217 currency; null for a share."
        ),
        "share": told("{low, high, of}: a part of something, 0.5 for half; else null."),
        "donors": told("Ids of those who give; a group is a donor of its own, never its members."),
        "recipients": told("Ids of those who receive."),
        "aid": told(
            "Any of military, humanitarian, financial, energy, reconstruction, refugee, unspecified."
        ),
        "kind": told(
            "announced, cumulative (a total to date), delivered, planned, estimate (a third party's) or "
            "share."
        ),
        "speaker": told("Id of the person or body that says it, or null."),
        "speech": told("direct, indirect or reporter."),
        "stated_on": told(
            "When it was said. {date, basis, evidence}: ISO 8601 as precise as known or null; stated, "
            "metadata, event or unknown; the wording, or the sibling article's id."
        ),
        "relations": told(
            "[{type, claim}]: part-of, restates, differs-in-scope, contradicts or supersedes another claim."
        ),
        "converted": told(
            "{EUR, USD, rate_date}: at the European Central Bank's reference rate of that day; null "
            "where unknown."
        ),
    },
    "quotes": {
        "id": _ID,
        "article": told("Id of the article."),
        "url": told("The article's page with the anchor of the words."),
        "quote": told("The exact words, without the quotation marks."),
        "start": told("Where they begin in the article's text, in code points."),
        "end": told("Where they end in the article's text, in code points."),
        "speaker": told("Id of the person or body, or null."),
        "speaker_as_stated": told("The speaker in the article's words, or null."),
        "also_in": told("Ids of the same words quoted elsewhere."),
    },
    "events": {
        "id": _ID,
        "url": _URL,
        "title": told("Its name, or a plain one made of kind, place and day."),
        "kind": told("press-conference, meeting, summit, visit, call, announcement, attack or other."),
        "start": told("First day, ISO 8601 as precise as known, or null."),
        "end": told("Last day, or null."),
        "place": told("Where, or null."),
        "participants": told("Ids of those who took part."),
        "articles": told("Ids of the articles that report it."),
        "mentioned_in": told("Ids of the articles that only refer to it."),
        "why": told("What tied the articles together."),
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
        "roles": told("[{role, from, to}]: offices held, with dates as precise as known."),
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
        "kind": told("official, news, state-media, ngo, broadcaster or other."),
        "home": told("Address of its own site, or null."),
        "articles": told("Ids of its articles."),
    },
    "equipment": {
        "id": _ID,
        "url": _URL,
        "name": _NAME,
        "aliases": _ALIASES,
        "articles": _ARTICLES,
        "statuses": told("[{article, status}]: announced, delivered, discussed or refused."),
    },
}

PARTS: Mapping[str, str] = {
    "published_date": told("Day, month or year of publication, ISO 8601, or empty."),
    "published_basis": told("Where the date is known from: stated, metadata, event or unknown."),
    "published_evidence": told("The wording, or the id of the sibling article."),
    "amount_low": told("At least so much, in whole units; empty where no lower bound is stated."),
    "amount_high": told("At most so much, in whole units; empty where no upper bound is stated."),
    "amount_currency": told("ISO 4217."),
    "amount_hedge": told("The words that bound the amount: nearly, up to, more than."),
    "share_low": told("At least this part of the whole, 0.5 for half."),
    "share_high": told("At most this part of the whole."),
    "share_of": told("What it is a part of, as stated."),
    "stated_on_date": told("When it was said, ISO 8601, or empty."),
    "stated_on_basis": told("Where that date is known from: stated, metadata, event or unknown."),
    "stated_on_evidence": told("The wording, or the id of the sibling article."),
    "converted_rate_date": told("The day whose reference rates were used."),
    "converted_EUR_low": told("The amount's low in EUR: at least so much."),
    "converted_EUR_high": told("The amount's high in EUR: at most so much."),
    "converted_EUR_currency": told("The amount's currency in EUR: the currency itself."),
    "converted_EUR_hedge": told("The amount's hedge in EUR: the words that bound it."),
    "converted_USD_low": told("The amount's low in USD: at least so much."),
    "converted_USD_high": told("The amount's high in USD: at most so much."),
    "converted_USD_currency": told("The amount's currency in USD: the currency itself."),
    "converted_USD_hedge": told("The amount's hedge in USD: the words that bound it."),
}
"""What the flat view's columns hold where a field has parts."""

FOREIGN_KEYS: Mapping[str, Mapping[str, str]] = {
    "articles": {"source": "sources", "duplicate_of": "articles"},
    "claims": {"article": "articles"},
    "quotes": {"article": "articles"},
}
"""Fields that hold one id of another table. A speaker may be a person or a body, so it is none of these."""

LISTS: Mapping[str, Mapping[str, str | None]] = {
    "articles": {
        "events": "events",
        "donors": "donors",
        "people": "people",
        "organisations": "organisations",
        "equipment": "equipment",
    },
    "claims": {"donors": "donors", "recipients": None},
    "quotes": {"also_in": "quotes"},
    "events": {"articles": "articles", "mentioned_in": "articles"},
}
"""Fields that hold many ids of one other table; None where some are in none: Ukraine need be no donor."""
