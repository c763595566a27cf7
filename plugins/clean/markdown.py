"""Pages in Markdown: front matter states the fields, the rest is the body; HTML in it stays text.

Front matter is YAML between rules, or plain "Key: value" lines at the very top, as Pelican's own Markdown has it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.html
import yaml

from plugins.clean.calendar_days import find_day, is_calendar_date
from plugins.clean.html_metadata import Metadata
from plugins.clean.html_segments import parsed_html
from plugins.clean.segments import Segment, Verdict
from plugins.clean.sidecar import Value, flat_yaml, yaml_error
from plugins.clean.web_address import web_address
from plugins.model import Dated

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_MAPPING = re.compile(r"^[^\s#:\[\]{}\"'-][^:\n]*:(?:\s|$)|^[\"'][^\"'\n]+[\"']\s*:(?:\s|$)|^\s*#", re.M)
_NAMES = {
    "title": ("title", "headline"),
    "date": ("published", "date", "pubdate", "publishdate"),
    "byline": ("authors", "author", "byline"),
    "source": ("source", "site", "publisher"),
    "link": ("link", "url", "canonical"),
    "language": ("language", "lang"),
}
"""What a piece of front matter is called, and the keys that state it, the surest first."""
_FIELDS = {key: name for name, keys in _NAMES.items() for key in keys}
_OTHER = "front-matter"
_PLAIN_KEY = re.compile(r" {0,3}([A-Za-z][A-Za-z0-9_-]{0,60}):(?:[ \t]+(.*))?")
_GOES_ON = "    "
"""What a line begins with that goes on with the value above it."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a page in Markdown."""

    stated: Metadata
    segments: tuple[Segment, ...]
    """Its lines, as they came."""
    verdicts: tuple[Verdict, ...]
    """The field that each line states."""


def front_matter(text: str, *, where: str) -> tuple[FrontMatter, str]:
    """Give what the front matter states, and the text with its lines blanked, so that line numbers stay.

    Two rules with prose between them are no front matter, nor is a paragraph with a line that states no field.
    Keys that no article has are passed over, whatever they hold.

    Raises:
        BriefingError: it is no YAML, or a field of an article holds what it can't.
    """
    match = _FRONT_MATTER.match(text)
    if not match or (match["fields"].strip() and not _MAPPING.search(match["fields"])):
        return _plain_header(text)
    # Blank lines before it, so that mistakes are told by the file's own lines.
    before = "\n" * text.count("\n", 0, match.start("fields"))
    try:
        found = [
            (key.casefold(), value, line)
            for key, value, line in flat_yaml(before + match["fields"], where, _FIELDS)
        ]
    except yaml.YAMLError as problem:
        raise yaml_error(problem, where) from problem
    starts = {line: _FIELDS.get(key, _OTHER) for key, _, line in found}
    segments, verdicts = _pieces(match[0], starts)
    stated = _stated({key: value for key, value, _ in found})
    return FrontMatter(stated, segments, verdicts), "\n" * match[0].count("\n") + text[match.end() :]


def _plain_header(text: str) -> tuple[FrontMatter, str]:
    """Give what "Key: value" lines at the top state, where one of the keys is an article's; and the rest."""
    found: list[tuple[str, list[str], int]] = []
    lines = text.split("\n")
    end = len(lines)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            if not found:
                continue
            end = number - 1
            break
        if match := _PLAIN_KEY.fullmatch(line):
            found.append((match[1].casefold(), [(match[2] or "").strip()], number))
        elif found and line.startswith(_GOES_ON):
            found[-1][1].append(line.strip())
        else:
            return FrontMatter(Metadata(), (), ()), text
    if not any(key in _FIELDS for key, _, _ in found):
        return FrontMatter(Metadata(), (), ()), text
    segments, verdicts = _pieces(
        "\n".join(lines[:end]), {line: _FIELDS.get(key, _OTHER) for key, _, line in found}
    )
    stated = _stated({key: _plain_value(key, " ".join(parts)) for key, parts, _ in found})
    return FrontMatter(stated, segments, verdicts), "\n" * end + "\n".join(lines[end:])


def _plain_value(key: str, text: str) -> Value:
    """Give a plain field's value: of several authors a list."""
    if key != "authors":
        return text
    return [name for one in text.split(";" if ";" in text else ",") if (name := one.strip())]


def _pieces(text: str, starts: Mapping[int, str]) -> tuple[tuple[Segment, ...], tuple[Verdict, ...]]:
    """Give each line as a segment that is metadata, under the name of the key that it belongs to."""
    segments: list[Segment] = []
    verdicts: list[Verdict] = []
    name = _OTHER
    for number, line in enumerate(text.split("\n"), 1):
        name = starts.get(number, _OTHER if line.startswith(("---", "...")) else name)
        if words := line.strip():
            segments.append(Segment(words, number, ((number, words),)))
            verdicts.append(Verdict("metadata", name))
    return tuple(segments), tuple(verdicts)


def _stated(fields: Mapping[str, Value]) -> Metadata:
    def first(name: str) -> Value:
        return next((value for key in _NAMES[name] if (value := fields.get(key))), None)

    def line(name: str) -> str | None:
        value = first(name)
        return value if isinstance(value, str) or value is None else ", ".join(value)

    authors, source, link = first("byline"), line("source"), line("link")
    if web_address(source):
        # Where it was published says more than the bare address would as a source's name.
        source, link = None, link or source
    return Metadata(
        title=line("title"),
        site=source,
        authors=(authors,) if isinstance(authors, str) else tuple(authors or ()),
        published=_published(line("date")),
        link=link,
        language=line("language"),
    )


def _published(stated: str | None) -> Dated:
    if not stated:
        return Dated()
    if is_calendar_date(stated):
        return Dated(stated, "metadata", stated)
    found = find_day(stated)
    return Dated(found[0], "metadata", stated) if found else Dated()


_LINE = "data-line"


def markdown_tree(text: str, *, where: str) -> lxml.html.HtmlElement:
    """Give Markdown as a page's tree; tags in it stay visible text, and elements know their line in it.

    Raises:
        BriefingError: it is nested deeper than any page.
    """
    # Only here: most pages are in no Markdown.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    _number(tokens)
    body = markdown.renderer.render(tokens, markdown.options, {})
    root = parsed_html(f"<html><body>{body}</body></html>", where=where)
    for element in root.iter():
        parent = element.getparent()
        line = element.attrib.pop(_LINE, None)
        # The tree has room for two bytes of it.
        element.sourceline = (
            min(int(line), 0xFFFF) if line else parent.sourceline if parent is not None else 1
        )
    return root


def _number(tokens: "Sequence[Token]") -> None:
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet(_LINE, str(token.map[0] + 1))
