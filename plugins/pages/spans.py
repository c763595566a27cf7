"""Marked text as a tree: what overlaps in the text is nested in the page, and nothing is lost or doubled.

Claims, quotes, names, links and emphasis are stretches of the same text and may overlap at will; HTML's
elements may not. `nested` opens the stretch that begins first (of two, the longer) outermost, and cuts a
stretch that crosses its parent's end into pieces. An id stands on the first piece only.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plugins.model import Value
from plugins.pages.directions import undirected

SpanKind = Literal[
    "text", "claim", "amount", "quote", "mention", "link", "strong", "emphasis", "code", "sub", "sup", "mixed"
]


class Span(Value, frozen=True):
    """A piece of text, or a marked stretch with pieces inside."""

    kind: SpanKind
    text: str = ""
    """Only for kind "text"."""
    children: tuple["Span", ...] = ()
    id: str | None = None
    url: str | None = None
    """Relative to the site's root; for kind "link" an address of the web."""
    note: str = ""
    continued: bool = False
    """Whether this goes on from the piece right before it."""
    cut: bool = False
    """Whether it goes on in the next piece."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a part of the text is, before it is nested."""

    start: int
    end: int
    kind: SpanKind
    id: str | None = None
    url: str | None = None
    note: str = ""


RANK: tuple[SpanKind, ...] = (
    "claim",
    "quote",
    "amount",
    "mention",
    "link",
    "strong",
    "emphasis",
    "sup",
    "sub",
    "code",
    "mixed",
    "text",
)
"""Which of two stretches over the same words goes outside."""

LOOKS: frozenset[SpanKind] = frozenset({"strong", "emphasis", "code", "sub", "sup"})
"""Kinds that say nothing more where one stands inside another of the same."""

DEEPEST = 16
"""Marks inside marks; beyond that only their anchors stand. A sentence with 400 figures is in 400 claims, and
neither templates nor browsers go as deep."""

ANCHORS: frozenset[SpanKind] = frozenset({"amount", "mention", "link"})
"""Kinds that become an `a` element: HTML forbids one inside another."""


def nested(text: str, offset: int, stretches: Iterable[Stretch]) -> tuple[Span, ...]:
    """Give the text as nested spans; `offset` is where `text` begins, stretches beyond it are clipped.

    Of overlapping stretches that would be links, the one of higher rank stays.
    """
    end = offset + len(text)
    inside = [stretch for stretch in stretches if stretch.start < end and stretch.end > offset]
    ordered = sorted(
        _joined(_without_links_in_links(inside)),
        key=lambda s: (s.start, -s.end, RANK.index(s.kind), s.id or ""),
    )
    return _Nesting(text, offset, ordered).between(
        offset, end, tuple(_Open(s, s.start < offset) for s in ordered)
    )


@dataclass(frozen=True, slots=True)
class _Open:
    """A stretch still to be placed, and whether a piece of it stands already."""

    stretch: Stretch
    continued: bool


class _Nesting:
    def __init__(self, text: str, offset: int, ordered: Sequence[Stretch]) -> None:
        self.text = text
        self.offset = offset
        self.ordered = ordered

    def between(self, start: int, end: int, todo: Sequence[_Open], depth: int = 0) -> tuple[Span, ...]:
        """Give the spans from `start` to `end`; every stretch of `todo` reaches into that range."""
        if depth == DEEPEST:
            return self._anchors(start, end, todo)
        spans: list[Span] = []
        at = start
        queue = deque(todo)
        while queue:
            first = queue.popleft()
            begin = max(first.stretch.start, at)
            stop = min(first.stretch.end, end)
            if begin >= stop:
                continue
            self._add_text(spans, at, begin)
            # In order of their starts: what begins inside stands in front. A page may hold 50,000 links.
            inner: list[_Open] = []
            while queue and queue[0].stretch.start < stop:
                inner.append(queue.popleft())
            spans.append(
                Span(
                    kind=first.stretch.kind,
                    children=self.between(begin, stop, inner, depth + 1),
                    id=None if first.continued else first.stretch.id,
                    url=first.stretch.url,
                    note=first.stretch.note,
                    continued=first.continued,
                    cut=first.stretch.end > stop,
                )
            )
            queue.extendleft(_Open(o.stretch, True) for o in reversed(inner) if o.stretch.end > stop)
            at = stop
        self._add_text(spans, at, end)
        return tuple(spans)

    def _anchors(self, start: int, end: int, todo: Sequence[_Open]) -> tuple[Span, ...]:
        """Give the text with nothing but the places where these stretches begin."""
        spans: list[Span] = []
        at = start
        for one in todo:
            if one.stretch.id and not one.continued:
                begin = max(one.stretch.start, at)
                self._add_text(spans, at, begin)
                spans.append(Span(one.stretch.kind, id=one.stretch.id, cut=True))
                at = begin
        self._add_text(spans, at, end)
        return tuple(spans)

    def _add_text(self, spans: list[Span], start: int, end: int) -> None:
        if end > start:
            spans.append(Span("text", undirected(self.text[start - self.offset : end - self.offset])))


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Make one of those that overlap and only look the same."""
    kept: list[Stretch] = []
    last: dict[SpanKind, int] = {}
    for stretch in sorted(stretches, key=lambda s: s.start):
        at = last.get(stretch.kind)
        if at is not None and stretch.start < kept[at].end:
            kept[at] = replace(kept[at], end=max(kept[at].end, stretch.end))
            continue
        if stretch.kind in LOOKS:
            last[stretch.kind] = len(kept)
        kept.append(stretch)
    return kept


def _without_links_in_links(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Drop a stretch that would be a link and overlaps one of higher rank, or an earlier one of the same."""
    links = [s for s in stretches if s.kind in ANCHORS]
    kept: list[Stretch] = []
    for stretch in sorted(links, key=lambda s: (RANK.index(s.kind), s.start, -s.end)):
        place = bisect_left(kept, stretch.start, key=lambda s: s.start)
        free_before = place == 0 or kept[place - 1].end <= stretch.start
        free_after = place == len(kept) or kept[place].start >= stretch.end
        if free_before and free_after:
            kept.insert(place, stretch)
    return [*(s for s in stretches if s.kind not in ANCHORS), *kept]
