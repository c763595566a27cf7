"""A saved page's elements become segments: every visible word, block by block, with what its markup says."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import lxml.etree

from plugins.clean.decoding import legible
from plugins.clean.segments import MAX_SEGMENTS, TELLING, BlockKind, Markup, Place, Segment
from plugins.clean.unseen import unseen_marks
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
_Kind = tuple[BlockKind, int, bool]
"""What a segment is, its level, and for list items whether the list is numbered."""
_PARAGRAPH: _Kind = ("paragraph", 0, False)
_LISTS = frozenset(("ul", "ol"))
_KINDS: dict[str, _Kind] = {
    **{f"h{n}": ("heading", max(2, n), False) for n in range(1, 7)},
    "blockquote": ("quotation", 0, False),
    "pre": ("preformatted", 0, False),
    # What begins afresh: a paragraph in a section in a quotation is the section's.
    **dict.fromkeys(("article", "main", "section", "table", "tr", "td", "aside"), _PARAGRAPH),
}
_TELLING = frozenset((*_KINDS, *_LISTS, "li"))
MarkKind = Literal["link", "strong", "emphasis", "code", "sub", "sup"]
_MARKS: dict[str, MarkKind] = {
    "a": "link", "b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup",
}  # fmt: skip
_MAIL = re.compile(r"mailto:[^\s<>\"?@]{1,64}@[A-Za-z0-9.-]{1,250}", re.I)
_HIDDEN_STYLE = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")


_DEEPER = lxml.etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")

MAX_TAGS = 250_000
"""Of one page; real ones stay below 30,000. Two million take 1.7 GB of memory."""
MAX_ATTRIBUTES = 512
"""Attributes of one element; real ones stay below 60. The parser's time grows with their square."""
# As many attributes in a row as no element of an article has: a start tag, or more often a script. What is in
# quotes may hold anything, and a tag may begin wherever a bracket stands before a letter, so that no comment
# and no script can hide one. Names and values are cut where no honest one is as long: the cut counts as one
# more, and a search from every bracket stays short.
_CROWD = re.compile(
    r"<[a-zA-Z](?:[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]{0,99}+"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]{0,999}+|))?+){128}"
)


class _CrowdedError(Exception):
    """An element has more attributes than any page's."""


class _Attributes:
    """Counts attributes as the parser reads them, in time that grows with their number alone."""

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        """Look at one element."""
        if len(attributes) > MAX_ATTRIBUTES:
            raise _CrowdedError

    def close(self) -> None:
        """Have nothing to give."""


def _is_crowded(text: str) -> bool:
    """Tell whether an element has so many attributes that building its tree would take too long."""
    if not _CROWD.search(text):
        return False
    counting = lxml.etree.HTMLParser(target=_Attributes(), huge_tree=True, encoding="utf-8")
    try:
        lxml.etree.fromstring(text.encode("utf-8", "replace"), parser=counting)
    except _CrowdedError:
        return True
    except lxml.etree.LxmlError:
        return False
    return False


def parsed_html(text: str, *, where: str) -> lxml.etree._Element:
    """Give the page's tree, without comments and instructions.

    Raises:
        BriefingError: there is no element in it, too many, or too many within each other, or one has too
            many attributes.
    """
    if text.count("<") > MAX_TAGS:
        raise BriefingError(
            f"it has more than {MAX_TAGS:,} tags", where=where, mend="save the page's text as .txt"
        )
    if _is_crowded(text):
        raise BriefingError(
            f"an element has more than {MAX_ATTRIBUTES} attributes",
            where=where,
            mend="save the page's text as .txt",
        )
    # Plain elements: lxml.html looks up a Python class for each, at a third of the walk's cost.
    parser = lxml.etree.HTMLParser(huge_tree=True, remove_pis=True, remove_comments=True, encoding="utf-8")
    problem: lxml.etree.LxmlError | None = None
    try:
        root = lxml.etree.fromstring(_XML_DECLARATION.sub("", text).encode("utf-8", "replace"), parser=parser)
    except lxml.etree.LxmlError as error:
        root, problem = None, error
    if root is None:
        raise BriefingError(
            f"the HTML can't be read ({problem or 'it holds no element'})",
            where=where,
            mend="save the page again, or its text as .txt",
        ) from problem
    if any("Excessive depth" in entry.message for entry in parser.error_log) or _DEEPER(root):
        raise BriefingError(
            f"elements are nested more than {MAX_DEPTH} deep",
            where=where,
            mend="save the page's text as .txt",
        )
    return root


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


@dataclass(slots=True)
class Beside:
    """What a walk over a page comes across beside its words."""

    unseen: Counter[str] = field(default_factory=Counter)
    """Invisible marks among the words, and how often each stood there."""
    images: list[tuple[int, lxml.etree._Element]] = field(default_factory=list)
    """Every <img>, with the number of segments before it."""


def html_segments(root: lxml.etree._Element, beside: Beside | None = None) -> tuple[Segment, ...]:
    """Give the page's segments in reading order; together they hold every word a reader could see.

    Of more than MAX_SEGMENTS only one more is given. `beside` is told of what else there is.
    """
    body = root.find("body")
    return tuple(_Walk(beside or Beside()).segments(body if body is not None else root))


class _Walk:
    """One pass over a tree, without recursion: text is gathered until a block begins or ends."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._found: list[Segment] = []
        self._open = _Open()
        self._place = Place("body", (), None, 0, hidden=False)
        self._kind = _PARAGRAPH
        self._around: list[tuple[Place, _Kind]] = []
        self._lists: list[str] = []
        self._preformatted = 0
        self._data_tables = 0
        self._row: _Row | None = None
        self._links = 0
        self._inline: list[int] = []

    def segments(self, body: lxml.etree._Element) -> list[Segment]:
        """Give the segments of everything in the body."""
        walk = lxml.etree.iterwalk(body, events=("start", "end"))
        begin, end, add = self._begin, self._end, self._add
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in UNSEEN:
                    walk.skip_subtree()
                    continue
                begin(tag, element)
                text = element.text
            else:
                if tag not in UNSEEN:
                    end(tag, element)
                if element is body:
                    break
                text = element.tail
            if text:
                add(text, element)
            if len(self._found) > MAX_SEGMENTS:
                return self._found
        self._flush()
        return self._found

    def _begin(self, tag: str, element: lxml.etree._Element) -> None:
        if tag == "br":
            self._line_break()
        elif tag in _INLINE:
            self._links += tag == "a"
            self._see_inline(tag, element)
            self._inline.append(self._open.length)
        elif self._row is not None:
            self._append(" ")
            if tag in _CELLS:
                self._row.begin_cell(self._open.length)
        else:
            if self._open.parts or self._open.inner:
                self._flush()
            self._around.append((self._place, self._kind))
            self._place = _place(tag, element, self._place)
            if tag in _TELLING:
                self._begin_telling(tag, element)

    def _begin_telling(self, tag: str, element: lxml.etree._Element) -> None:
        """Note what the text in a block of this kind is."""
        if tag in _LISTS:
            self._lists.append(tag)
        elif tag == "li":
            self._kind = ("list-item", max(1, len(self._lists)), self._lists[-1:] == ["ol"])
        else:
            self._kind = _KINDS[tag]
        self._preformatted += tag == "pre"
        if tag == "table" and is_data_table(element):
            self._data_tables += 1
        elif tag == "tr" and self._data_tables:
            self._row = _Row(element)

    def _end(self, tag: str, element: lxml.etree._Element) -> None:
        if tag in _INLINE:
            at = self._inline.pop()
            if tag in _MARKS and at < self._open.length:
                self._mark(element, at)
            self._links -= tag == "a"
        elif self._row is not None and element is not self._row.element:
            self._append(" ")
        elif tag != "br":
            if self._open.parts or self._open.inner:
                self._flush()
            self._row = None
            self._data_tables -= tag == "table" and self._data_tables > 0
            self._place, self._kind = self._around.pop()
            self._preformatted -= tag == "pre"
            if tag in _LISTS:
                self._lists.pop()

    def _add(self, text: str, element: lxml.etree._Element) -> None:
        opened = self._open
        if text.isspace():
            if opened.length and not opened.parts[-1].endswith((" ", "\n")):
                self._append(" ")
            return
        if not text.isprintable():
            self._beside.unseen.update(unseen_marks(text))
            # Character references can stand for what decoding has dropped.
            text = legible(text)
            if not text.strip():
                return
        if not opened.line:
            opened.line = element.sourceline or 1
        if self._links:
            opened.linked += len(text.strip())
        self._append(text)

    def _append(self, text: str) -> None:
        """Add text with blanks squeezed, so that a mark's place is a place in the final text."""
        opened = self._open
        if not self._preformatted:
            squeezed = " ".join(text.split())
            before = text[:1].isspace() and opened.length and not opened.parts[-1].endswith(" ")
            text = f"{' ' if before else ''}{squeezed}{' ' if squeezed and text[-1:].isspace() else ''}"
        if text:
            opened.parts.append(text)
            opened.length += len(text)

    def _line_break(self) -> None:
        """End the segment at a second <br>; a single one is a blank."""
        if self._preformatted:
            self._append("\n")
        elif self._open.parts and self._open.parts[-1] == "\n":
            self._flush()
        elif self._open.length:
            self._open.parts.append("\n")
            self._open.length += 1

    def _see_inline(self, tag: str, element: lxml.etree._Element) -> None:
        self._open.inner.append(tag)
        if tag == "img":
            self._beside.images.append((len(self._found), element))
        if names := element.get("class"):
            self._open.inner += names.casefold().split()[:_MAX_NAMES]
        if tag == "time" and (stated := element.get("datetime")):
            self._open.day = stated

    def _mark(self, element: lxml.etree._Element, start: int) -> None:
        kind = _MARKS[element.tag]
        # Where links lead is asked of those alone that a page shows: see followable().
        href = element.get("href") if kind == "link" else None
        if kind != "link" or href:
            self._open.marks.append(Mark(start, self._open.length, kind, href))

    def _flush(self) -> None:
        opened, self._open = self._open, _Open()
        text = "".join(opened.parts)
        if not text or text.isspace():
            return
        if self._row is not None:
            self._found.append(self._table_row(opened, text, self._row))
            return
        kind, level, ordered = self._kind
        if kind != "preformatted":
            text = text.replace("\n", " ")
        squeezed, marks = _trimmed(text, opened.marks, kind == "preformatted")
        markup = Markup(self._place, tuple(opened.inner), min(opened.linked, len(squeezed)), opened.day)
        self._found.append(
            Segment(
                squeezed,
                opened.line,
                ((opened.line, squeezed),),
                kind=kind,
                level=level,
                ordered=ordered,
                marks=marks,
                markup=markup,
            )
        )

    def _table_row(self, opened: _Open, text: str, row: "_Row") -> Segment:
        cells = row.cells(text)
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

    def __init__(self, element: lxml.etree._Element) -> None:
        self.element = element
        self._starts: list[int] = []

    def begin_cell(self, at: int) -> None:
        """Note that a cell begins here."""
        self._starts.append(at)

    def cells(self, text: str) -> tuple[str, ...]:
        """Give the row's cells; words before the first belong to it."""
        bounds = [0, *self._starts[1:], len(text)]
        return tuple(" ".join(text[a:b].split()) for a, b in pairwise(bounds))


def is_data_table(table: lxml.etree._Element) -> bool:
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


def followable(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Give the marks without links that a reader can't safely follow."""
    kept: list[Mark] = []
    for mark in marks:
        if mark.kind != "link":
            kept.append(mark)
        elif href := _link(mark.href or ""):
            kept.append(Mark(mark.start, mark.end, "link", href))
    return tuple(kept)


def _link(stated: str) -> str | None:
    stated = stated.strip()
    return stated if _MAIL.fullmatch(stated) else web_address(stated)


_MAX_NAMES = 12  # of one element; pages with more were made by a machine for itself


@lru_cache(maxsize=65536)
def _names(stated: str) -> tuple[str, ...]:
    return tuple(stated.casefold().split()[:_MAX_NAMES])


def _place(tag: str, element: lxml.etree._Element, parent: Place) -> Place:
    get = element.get
    stated = get("class") or ""
    for attribute in ("id", "role", "itemprop"):
        if value := get(attribute):
            stated = f"{stated} {value}"
    hidden = (
        parent.hidden
        or get("hidden") is not None
        or get("aria-hidden") == "true"
        or ((style := get("style")) is not None and _HIDDEN_STYLE.search(style) is not None)
    )
    inside = parent.inside | {tag} if tag in TELLING else parent.inside
    return Place(tag, _names(stated) if stated else (), parent, parent.depth + 1, hidden, inside)


def _trimmed(text: str, marks: list[Mark], preformatted: bool) -> tuple[str, tuple[Mark, ...]]:
    """Strip the text, squeeze blanks that met, and move the marks along with it."""
    if preformatted:
        return text.strip("\n"), ()
    if not marks:
        return " ".join(text.split()), ()
    if "  " not in text and text[:1] != " ":
        squeezed = text.rstrip()
        return squeezed, _sorted_marks(_within(squeezed, mark.start, mark.end, mark) for mark in marks)
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
    moved = (_within(squeezed, places[mark.start], places[mark.end], mark) for mark in marks)
    return squeezed, _sorted_marks(moved)


def _within(text: str, start: int, end: int, mark: Mark) -> Mark | None:
    """Give the mark for the words between two places of the text, without blanks on either side."""
    end = min(end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Mark(start, end, mark.kind, mark.href) if end > start else None


def _sorted_marks(marks: Iterable[Mark | None]) -> tuple[Mark, ...]:
    return tuple(sorted((m for m in marks if m), key=lambda m: (m.start, -m.end)))
