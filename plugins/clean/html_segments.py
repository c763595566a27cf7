"""A saved page's elements become segments: every visible word, block by block, with what its markup says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Literal

import lxml.etree
import lxml.html

from plugins.clean.decoding import legible
from plugins.clean.segments import MAX_SEGMENTS, BlockKind, Markup, Place, Segment
from plugins.clean.web_address import web_address
from plugins.errors import BriefingError
from plugins.model import Mark

MAX_DEPTH = 400
"""Elements within elements; real pages stay below 100."""

UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "datalist",
        "frameset",
    ]
)
"""Elements whose text no reader sees as words of the page."""

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "picture",
        "source",
        "input",
    ]
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
MarkKind = Literal["link", "strong", "emphasis", "code", "sub", "sup"]
_MARKS: dict[str, MarkKind] = {
    "a": "link", "b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup",
}  # fmt: skip
_MAIL = re.compile(r"mailto:[^\s<>\"?@]{1,64}@[A-Za-z0-9.-]{1,250}", re.I)
_HIDDEN_STYLE = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")


def parsed_html(text: str, *, where: str) -> lxml.html.HtmlElement:
    """Give the page's tree.

    Raises:
        BriefingError: there is no element in it, or it is nested deeper than any page.
    """
    parser = lxml.html.HTMLParser(huge_tree=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except lxml.etree.LxmlError as problem:
        raise BriefingError(
            f"the HTML can't be read ({problem})",
            where=where,
            mend="save the page again, or its text as .txt",
        ) from problem
    if any("Excessive depth" in entry.message for entry in parser.error_log) or _depth(root) > MAX_DEPTH:
        raise BriefingError(
            f"elements are nested more than {MAX_DEPTH} deep",
            where=where,
            mend="save the page's text as .txt",
        )
    return root


def _depth(root: lxml.html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


@dataclass(slots=True)
class _Open:
    """A segment under construction."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    line: int = 0
    linked: int = 0
    marks: list[Mark] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    day: str | None = None


def html_segments(root: lxml.html.HtmlElement) -> tuple[Segment, ...]:
    """Give the page's segments in reading order; together they hold every word a reader could see."""
    body = root.find("body")
    found = _Walk().segments(body if body is not None else root)
    return tuple(islice(found, MAX_SEGMENTS + 1))


class _Walk:
    """One pass over a tree, without recursion: text is gathered until a block begins or ends."""

    def __init__(self) -> None:
        self._open = _Open()
        self._place = Place("body", (), None, 0, hidden=False)
        self._preformatted = 0
        self._data_tables = 0
        self._row: _Row | None = None
        self._links = 0
        self._inline: list[tuple[lxml.html.HtmlElement, int]] = []

    def segments(self, body: lxml.html.HtmlElement) -> Iterator[Segment]:
        """Give the segments of everything in the body."""
        skipping: lxml.html.HtmlElement | None = None
        for event, element in lxml.etree.iterwalk(body, events=("start", "end", "comment")):
            if skipping is None and event == "start":
                if element.tag in UNSEEN:
                    skipping = element
                else:
                    yield from self._begin(element)
                continue
            if skipping is None and event == "end":
                yield from self._end(element)
            elif skipping is element:
                skipping = None
            elif skipping is not None:
                continue
            if element is not body:
                self._add(element.tail, element)
        yield from self._flush()

    def _begin(self, element: lxml.html.HtmlElement) -> Iterator[Segment]:
        tag = element.tag
        if tag == "br":
            yield from self._line_break()
            return
        if tag in _INLINE:
            self._links += tag == "a"
            self._see_inline(element)
            self._inline.append((element, self._open.length))
        elif self._row is not None:
            self._append(" ")
            if tag in _CELLS:
                self._row.begin_cell(self._open.length)
        else:
            yield from self._flush()
            self._place = _place(element, self._place)
            self._preformatted += tag == "pre"
            if tag == "table" and is_data_table(element):
                self._data_tables += 1
            elif tag == "tr" and self._data_tables:
                self._row = _Row(element)
        self._add(element.text, element)

    def _end(self, element: lxml.html.HtmlElement) -> Iterator[Segment]:
        tag = element.tag
        if tag in _INLINE:
            opened, at = self._inline.pop()
            self._mark(opened, at)
            self._links -= tag == "a"
        elif self._row is not None and element is not self._row.element:
            self._append(" ")
        elif tag != "br":
            yield from self._flush()
            self._row = None
            self._data_tables -= tag == "table" and self._data_tables > 0
            self._place = self._place.parent or self._place
            self._preformatted -= tag == "pre"

    def _add(self, text: str | None, element: lxml.html.HtmlElement) -> None:
        # Character references can stand for what decoding has dropped.
        text = legible(text or "")
        if not text:
            return
        if not text.strip():
            if self._open.length and not self._open.parts[-1].endswith((" ", "\n")):
                self._append(" ")
            return
        if not self._open.line:
            self._open.line = element.sourceline or 1
        if self._links:
            self._open.linked += len(text.strip())
        self._append(text)

    def _append(self, text: str) -> None:
        """Add text with blanks squeezed, so that a mark's place is a place in the final text."""
        if not self._preformatted:
            squeezed = " ".join(text.split())
            before = text[:1].isspace() and self._open.length and not self._open.parts[-1].endswith(" ")
            text = f"{' ' if before else ''}{squeezed}{' ' if squeezed and text[-1:].isspace() else ''}"
        if text:
            self._open.parts.append(text)
            self._open.length += len(text)

    def _line_break(self) -> Iterator[Segment]:
        """End the segment at a second <br>; a single one is a blank."""
        if self._preformatted:
            self._append("\n")
        elif self._open.parts and self._open.parts[-1] == "\n":
            yield from self._flush()
        elif self._open.length:
            self._open.parts.append("\n")
            self._open.length += 1

    def _see_inline(self, element: lxml.html.HtmlElement) -> None:
        self._open.inner.append(element.tag)
        if names := element.get("class"):
            self._open.inner += names.casefold().split()[:_MAX_NAMES]
        if element.tag == "time" and (stated := element.get("datetime")):
            self._open.day = stated

    def _mark(self, element: lxml.html.HtmlElement, start: int) -> None:
        kind = _MARKS.get(element.tag)
        end = self._open.length
        if kind is None or end <= start:
            return
        href = _link(element) if kind == "link" else None
        if kind == "link" and href is None:
            return
        self._open.marks.append(Mark(start, end, kind, href))

    def _flush(self) -> Iterator[Segment]:
        opened, self._open = self._open, _Open()
        text = "".join(opened.parts)
        if not text.strip():
            return
        if self._row is not None:
            yield self._table_row(opened, text)
            return
        kind, level, ordered = _kind(self._place)
        if kind != "preformatted":
            text = text.replace("\n", " ")
        squeezed, marks = _trimmed(text, opened.marks, kind == "preformatted")
        markup = Markup(self._place, tuple(opened.inner), min(opened.linked, len(squeezed)), opened.day)
        yield Segment(
            squeezed,
            opened.line,
            ((opened.line, squeezed),),
            kind=kind,
            level=level,
            ordered=ordered,
            marks=marks,
            markup=markup,
        )

    def _table_row(self, opened: _Open, text: str) -> Segment:
        assert self._row is not None  # noqa: S101 - asked by the caller
        cells = self._row.cells(text)
        words = " ".join(text.split())
        markup = Markup(self._place, tuple(opened.inner), min(opened.linked, len(words)), opened.day)
        return Segment(
            " | ".join(cells),
            opened.line,
            ((opened.line, words),),
            kind="table-row",
            cells=cells,
            markup=markup,
        )


_CELLS = frozenset(("td", "th"))
_MAX_CELL_CHARACTERS = 200


class _Row:
    """Where the cells of a table's row begin in its text."""

    def __init__(self, element: lxml.html.HtmlElement) -> None:
        self.element = element
        self._starts: list[int] = []

    def begin_cell(self, at: int) -> None:
        """Note that a cell begins here."""
        self._starts.append(at)

    def cells(self, text: str) -> tuple[str, ...]:
        """Give the row's cells; words before the first belong to it."""
        bounds = [0, *self._starts[1:], len(text)]
        return tuple(" ".join(text[a:b].split()) for a, b in pairwise(bounds))


def is_data_table(table: lxml.html.HtmlElement) -> bool:
    """Tell a table of facts (short cells, several in several rows) from one that only places things."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = 0
    for row in table.iterdescendants("tr"):
        cells = [child for child in row if child.tag in _CELLS]
        rows += len(cells) > 1
        if any(len("".join(cell.itertext())) > _MAX_CELL_CHARACTERS for cell in cells):
            return False
    return rows > 1


def _link(element: lxml.html.HtmlElement) -> str | None:
    """Give where a link leads, if a reader can safely follow it."""
    stated = element.get("href", "").strip()
    return stated if _MAIL.fullmatch(stated) else web_address(stated)


_MAX_NAMES = 12  # of one element; pages with more were made by a machine for itself


def _place(element: lxml.html.HtmlElement, parent: Place) -> Place:
    names = " ".join(v for k in ("class", "id", "role", "itemprop") if (v := element.get(k)))
    hidden = (
        parent.hidden
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
    )
    return Place(element.tag, tuple(names.casefold().split()[:_MAX_NAMES]), parent, parent.depth + 1, hidden)


_STRUCTURE = frozenset(("article", "main", "section", "table", "td", "aside", "body"))


def _kind(place: Place) -> tuple[BlockKind, int, bool]:
    """Give what a segment at this place is, its level, and for list items whether the list is numbered."""
    for around in place.upward():
        tag = around.tag
        if tag in _HEADINGS:
            return "heading", max(2, _HEADINGS[tag]), False
        if tag == "li":
            lists = [p.tag for p in around.upward() if p.tag in ("ul", "ol")]
            return "list-item", max(1, len(lists)), lists[:1] == ["ol"]
        if tag == "blockquote":
            return "quotation", 0, False
        if tag == "pre":
            return "preformatted", 0, False
        if tag in _STRUCTURE:
            break
    return "paragraph", 0, False


def _trimmed(text: str, marks: list[Mark], preformatted: bool) -> tuple[str, tuple[Mark, ...]]:
    """Strip the text, squeeze blanks that met, and move the marks along with it."""
    if preformatted:
        return text.strip("\n"), ()
    if not marks:
        return " ".join(text.split()), ()
    places: list[int] = []
    kept: list[str] = []
    blank = True
    for character in text:
        places.append(len(kept))
        if character != " " or not blank:
            kept.append(character)
        blank = character == " "
    places.append(len(kept))
    squeezed = "".join(kept).rstrip()
    moved = []
    for mark in marks:
        start, end = places[mark.start], min(places[mark.end], len(squeezed))
        while start < end and squeezed[start] == " ":
            start += 1
        while end > start and squeezed[end - 1] == " ":
            end -= 1
        if end > start:
            moved.append(Mark(start, end, mark.kind, mark.href))
    return squeezed, tuple(sorted(moved, key=lambda m: (m.start, -m.end)))
