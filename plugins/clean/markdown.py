"""Pages in Markdown: front matter states the fields, the rest is the body; HTML in it stays text."""

import re

from markdown_it import MarkdownIt

from plugins.clean.calendar_days import find_day, is_calendar_date
from plugins.clean.html_metadata import Metadata
from plugins.clean.sidecar import flat_yaml
from plugins.model import Dated

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_NAMES = {
    "title": ("title",),
    "published": ("published", "date", "pubdate"),
    "authors": ("authors", "author"),
    "site": ("source", "site", "publisher"),
    "link": ("link", "url", "canonical"),
    "language": ("language", "lang"),
}


def front_matter(text: str, *, where: str) -> tuple[Metadata, str]:
    """Give what the front matter states, and the text with its lines blanked, so that line numbers stay.

    Raises:
        BriefingError: the front matter is no list of fields.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return Metadata(), text
    fields = {key.casefold(): value for key, value, _ in flat_yaml(match[1] or "", where)}

    def first(name: str) -> str | None:
        values = (fields[key] for key in _NAMES[name] if fields.get(key))
        value = next(values, None)
        return value if isinstance(value, str) or value is None else ", ".join(value)

    authors = next((fields[key] for key in _NAMES["authors"] if fields.get(key)), None)
    stated = Metadata(
        title=first("title"),
        site=first("site"),
        authors=(authors,) if isinstance(authors, str) else tuple(authors or ()),
        published=_published(first("published")),
        link=first("link"),
        language=first("language"),
    )
    return stated, "\n" * match[0].count("\n") + text[match.end() :]


def _published(stated: str | None) -> Dated:
    if not stated:
        return Dated()
    if is_calendar_date(stated):
        return Dated(stated, "metadata", stated)
    found = find_day(stated)
    return Dated(found[0], "metadata", stated) if found else Dated()


def markdown_html(text: str) -> str:
    """Give Markdown as a page's HTML; tags in it stay visible text."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return f"<html><body>{body}</body></html>"
