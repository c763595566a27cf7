"""A saved page's segments get their verdicts: main text by several voices, the rest by rule."""

from collections.abc import Sequence

import lxml.html
import trafilatura

from plugins.clean.header_fields import Field, field_of, is_caption
from plugins.clean.html_metadata import Metadata
from plugins.clean.removal import removal_reason
from plugins.clean.segments import Segment, Verdict, plain, shortened
from plugins.clean.text_page import Sorted

_FURNITURE_TAGS = {
    "nav": "navigation", "footer": "footer-link", "aside": "related-list", "form": "form", "button": "button",
}  # fmt: skip


def sorted_html(root: lxml.html.HtmlElement, segments: Sequence[Segment], stated: Metadata) -> Sorted:
    """Give every segment of a saved page its verdict."""
    voice = _trafilatura_words(root)
    title = _title(segments, stated)
    named = plain(segments[title].text) if title is not None else plain(stated.title or "")
    verdicts: list[Verdict] = []
    fields: list[Field] = []
    for i, segment in enumerate(segments):
        words = plain(segment.text)
        reason = _by_markup(segment) or removal_reason(segment)
        field = None if reason else field_of(segment)
        if i == title:
            verdicts.append(Verdict("title", "title"))
        elif named and words == named:
            verdicts.append(Verdict("removed", "repeated-title: says the title again"))
        elif field:
            verdicts.append(Verdict("metadata", field.name))
            fields.append(field)
        elif "figcaption" in (segment.markup.path if segment.markup else ()) or (
            is_caption(segment.text) and f" {words} " not in voice
        ):
            verdicts.append(Verdict("caption", "caption"))
        elif f" {words} " in voice and not reason:
            verdicts.append(Verdict("body"))
        else:
            verdicts.append(Verdict("removed", reason or f"outside-article: “{shortened(segment.text)}”"))
    stated_title = segments[title].text if title is not None else None
    return Sorted(tuple(verdicts), tuple(fields), stated_title)


def _trafilatura_words(root: lxml.html.HtmlElement) -> str:
    text = trafilatura.extract(root, include_comments=False, favor_precision=True, fast=True) or ""
    return " ".join(["", *(plain(line) for line in text.splitlines()), ""])


def _by_markup(segment: Segment) -> str | None:
    markup = segment.markup
    if markup is None:
        return None
    tag = next((t for t in markup.path if t in _FURNITURE_TAGS), None)
    if tag:
        return f"{_FURNITURE_TAGS[tag]}: stands in <{tag}>"
    return "hidden: the page does not show it" if markup.hidden else None


def _title(segments: Sequence[Segment], stated: Metadata) -> int | None:
    """Give the position of the segment that holds the title: a heading the metadata agree with, else the first h1."""
    headings = [i for i, s in enumerate(segments) if s.markup and "h1" in s.markup.path]
    wanted = plain(stated.title or "")
    for i in headings:
        if (words := plain(segments[i].text)) and wanted and (words in wanted or wanted in words):
            return i
    for i, segment in enumerate(segments):
        if wanted and plain(segment.text) == wanted:
            return i
    return headings[0] if headings and not wanted else None
