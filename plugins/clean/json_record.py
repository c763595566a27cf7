"""One line of a JSONL bundle: the common fields of trafilatura, newspaper and news-please."""

from collections.abc import Mapping

import msgspec

from plugins.clean.bylines import authors_in
from plugins.clean.calendar_days import find_day, is_calendar_date
from plugins.clean.decoding import MAX_BYTES
from plugins.clean.html_metadata import Metadata
from plugins.errors import BriefingError
from plugins.model import Dated, Raw

_TEXT = ("text", "maintext", "raw_text", "raw-text", "article_text", "content", "body", "cleaned_text")
_HTML = ("html", "raw_html", "article_html")
_TITLE = ("title", "headline", "meta_title")
_SITE = ("sitename", "site_name", "source_name", "publisher", "source_domain", "hostname", "source")
_LINK = ("url", "link", "canonical_link", "original_url", "source_url")
_DAY = ("date", "date_publish", "publish_date", "published", "date_published", "datePublished", "pub_date")
_AUTHORS = ("authors", "author", "byline")
_LANGUAGE = ("language", "lang", "meta_lang")


class Record(msgspec.Struct, frozen=True):
    """An article as another tool has written it down."""

    text: str
    html: str
    stated: Metadata


def read_record(raw: Raw) -> Record:
    """Give the record's text or HTML, and what it states about the article.

    Raises:
        BriefingError: the line is no JSON object, or holds neither text nor HTML.
    """
    if len(raw.data) > MAX_BYTES:
        raise BriefingError(
            f"the line is longer than {MAX_BYTES:,} bytes", where=raw.path, mend="cut it to the article"
        )
    try:
        fields = msgspec.json.decode(raw.data, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise BriefingError(
            f"this is no JSON object ({problem})", where=raw.path, mend="write one article a line"
        ) from problem
    text, html = _first(fields, _TEXT) or "", _first(fields, _HTML) or ""
    if not text.strip() and not html.strip():
        raise BriefingError(
            "the record holds no text",
            where=raw.path,
            mend=f"put the article into '{_TEXT[0]}' or '{_HTML[0]}'",
        )
    return Record(text=text, html=html, stated=_stated(fields))


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((v.strip() for n in names if isinstance(v := fields.get(n), str) and v.strip()), None)


def _stated(fields: Mapping[str, object]) -> Metadata:
    link = _first(fields, _LINK)
    is_address = link is not None and link.startswith(("http://", "https://"))
    site = _first(fields, _SITE)
    return Metadata(
        title=_first(fields, _TITLE),
        site=None if site and site.startswith("http") else site,
        authors=_authors(fields),
        published=_published(_first(fields, _DAY)),
        link=link if is_address else None,
        language=_first(fields, _LANGUAGE),
    )


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    for name in _AUTHORS:
        value = fields.get(name)
        if isinstance(value, str) and (found := authors_in(value)):
            return found
        if isinstance(value, list) and value:
            return tuple(dict.fromkeys(n for v in value if isinstance(v, str) for n in authors_in(v)))
    return ()


def _published(stated: str | None) -> Dated:
    if stated and is_calendar_date(stated):
        return Dated(stated, "metadata", stated)
    found = find_day(stated) if stated else None
    return Dated(found[0], "metadata", stated) if found else Dated()
