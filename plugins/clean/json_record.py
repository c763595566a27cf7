"""One line of a JSONL bundle: the common fields of trafilatura, newspaper and news-please."""

import re
from collections.abc import Mapping

import msgspec

from plugins.clean.bylines import authors_in
from plugins.clean.byte_encodings import characters
from plugins.clean.calendar_days import find_day, is_calendar_date
from plugins.clean.formats import MAX_BYTES
from plugins.clean.html_metadata import Metadata
from plugins.clean.web_address import web_address
from plugins.errors import BriefingError
from plugins.model import Dated, Raw

_TEXT = ("text", "maintext", "raw_text", "raw-text", "article_text", "content", "body", "cleaned_text")
_HTML = ("html", "raw_html", "article_html")
_TITLE = ("title", "headline", "meta_title")
_SITE = (
    "sitename",
    "site_name",
    "source_name",
    "publisher",
    "source_domain",
    "source-hostname",
    "hostname",
    "source",
)
_LINK = ("url", "link", "canonical_link", "original_url", "source", "source_url")
_DAY = ("date", "date_publish", "publish_date", "published", "date_published", "datePublished", "pub_date")
_AUTHORS = ("authors", "author", "byline")
_MARKUP = re.compile(
    r"</(?:p|div|li|h[1-6]|article|section|blockquote|figure|table)\s?>|<(?:p|br)\s?/?>", re.I
)
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
        fields = msgspec.json.decode(_utf8(raw.data), type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise BriefingError(
            f"this is no JSON object ({problem})", where=raw.path, mend="write one article a line"
        ) from problem
    text, html = _first(fields, _TEXT) or "", _first(fields, _HTML) or ""
    if not html and _MARKUP.search(text):
        text, html = "", text
    if not text.strip() and not html.strip():
        raise BriefingError(
            "the record holds no text",
            where=raw.path,
            mend=f"put the article into '{_TEXT[0]}' or '{_HTML[0]}'",
        )
    return Record(text=text, html=html, stated=_stated(fields))


def _utf8(line: bytes) -> bytes | str:
    """Give a line as JSON has to be; one that an old tool wrote in another encoding is read by likelihood."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return characters(line)
    return line


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(fields.get(name)))), None)


def _text(value: object) -> str:
    """Give a field's text: its own, its paragraphs', or what it is called; "" where it holds something else."""
    if isinstance(value, dict):
        value = next((v for key in ("name", "$date", "value") if isinstance(v := value.get(key), str)), None)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value.strip() if isinstance(value, str) else ""


def _stated(fields: Mapping[str, object]) -> Metadata:
    link = next((a for name in _LINK if (a := web_address(_text(fields.get(name))))), None)
    site = next((s for name in _SITE if (s := _text(fields.get(name))) and not web_address(s)), None)
    return Metadata(
        title=_first(fields, _TITLE),
        site=site,
        authors=_authors(fields),
        published=_published(_first(fields, _DAY)),
        link=link,
        language=_first(fields, _LANGUAGE),
    )


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    for name in _AUTHORS:
        value = fields.get(name)
        if isinstance(value, str) and (found := authors_in(value)):
            return found
        if isinstance(value, list | dict) and value:
            people = value if isinstance(value, list) else [value]
            return tuple(dict.fromkeys(name for person in people for name in authors_in(_text(person))))
    return ()


def _published(stated: str | None) -> Dated:
    if stated and is_calendar_date(stated):
        return Dated(stated, "metadata", stated)
    found = find_day(stated) if stated else None
    return Dated(found[0], "metadata", stated) if found else Dated()
