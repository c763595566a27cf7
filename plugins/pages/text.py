"""An article's text as a page shows it: blocks with claims, quotes and names marked in place."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal
from urllib.parse import urlsplit

from plugins.model import Block, Entry, Mention, Value
from plugins.pages.links import claim_url, role_on
from plugins.pages.lookalikes import mixed_words, scripts_said
from plugins.pages.lookup import Lookup
from plugins.pages.spans import Span, Stretch, nested
from plugins.words import Words

WEB_SCHEMES = ("http", "https")
"""A scraped link may lead nowhere else: "javascript:" and its like never reach a page."""

DEEPEST_LIST = 8
"""Lists within lists; what is deeper stands at this depth."""

PartKind = Literal["paragraph", "heading", "list", "quotation", "table", "preformatted"]


class TextBlock(Value, frozen=True):
    """One paragraph, heading, quotation, list item or table row."""

    anchor: str
    """ "p1", "p2", ... in order of the text."""
    spans: tuple[Span, ...] = ()
    cells: tuple[tuple[Span, ...], ...] = ()
    """Only in table rows."""
    sublists: tuple["Part", ...] = ()
    """Only in list items."""


class Part(Value, frozen=True):
    """A block that stands alone, or the blocks of one list or table."""

    kind: PartKind
    blocks: tuple[TextBlock, ...]
    level: int = 0
    """Headings 2..6."""
    ordered: bool = False


def text_parts(lookup: Lookup, entry: Entry) -> tuple[Part, ...]:
    """Give an article's text in parts, every claim's and quote's anchor exactly once."""
    blocks = lookup.bodies[entry.document.path].blocks
    say = lookup.say
    marked = _by_block(blocks, (*_facts(lookup, entry), *_names(lookup, entry, blocks)))
    numbered = [
        (block, _shown(block, f"p{number}", marked[number - 1], say))
        for number, block in enumerate(blocks, start=1)
    ]
    parts: list[Part] = []
    for kind, group in groupby(numbered, key=lambda pair: pair[0].kind):
        parts.extend(_parts(kind, list(group)))
    return tuple(parts)


def fragment(url: str) -> str:
    """Give the anchor an address ends with.

    >>> fragment("articles/a.html#c1")
    'c1'
    """
    return url.rpartition("#")[2]


def _facts(lookup: Lookup, entry: Entry) -> Iterator[Stretch]:
    """Give the stretches of claims, their amounts, and quotes, with their anchors."""
    for ident, claim in zip(entry.claims, entry.facts.claims, strict=True):
        row = lookup.claims[ident]
        yield Stretch(row.start, row.end, "claim", id=fragment(row.url))
        yield Stretch(claim.stated_start, claim.stated_end, "amount", url=claim_url(ident))
    for ident in entry.quotes:
        quote = lookup.quotes[ident]
        yield Stretch(quote.start, quote.end, "quote", id=fragment(quote.url))


def _by_block(blocks: Sequence[Block], stretches: Iterable[Stretch]) -> list[list[Stretch]]:
    """Deal stretches out to the blocks they stand in, to each of them where they span several."""
    dealt: list[list[Stretch]] = [[] for _ in blocks]
    for stretch in stretches:
        at = max(bisect_right(blocks, stretch.start, key=lambda block: block.start) - 1, 0)
        while at < len(blocks) and blocks[at].start < stretch.end:
            dealt[at].append(stretch)
            at += 1
    return dealt


def _shown(block: Block, anchor: str, marked: Sequence[Stretch], say: Words) -> TextBlock:
    stretches = [*marked, *_marks(block), *_mixed(block, say)]
    if block.kind == "table-row" and " | ".join(block.cells) == block.text:
        return TextBlock(anchor, cells=tuple(_cells(block, stretches)))
    return TextBlock(anchor, nested(block.text, block.start, stretches))


def _cells(block: Block, stretches: Sequence[Stretch]) -> Iterator[tuple[Span, ...]]:
    at = block.start
    for cell in block.cells:
        yield nested(cell, at, stretches)
        at += len(cell) + len(" | ")


def _marks(block: Block) -> Iterator[Stretch]:
    for mark in block.marks:
        if mark.kind != "link":
            yield Stretch(block.start + mark.start, block.start + mark.end, mark.kind)
        elif mark.href and urlsplit(mark.href).scheme in WEB_SCHEMES:
            yield Stretch(block.start + mark.start, block.start + mark.end, "link", url=mark.href)


def _mixed(block: Block, say: Words) -> Iterator[Stretch]:
    for word in mixed_words(block.text):
        note = say("{scripts} letters in one word", scripts=scripts_said(word.scripts, say))
        yield Stretch(block.start + word.start, block.start + word.end, "mixed", note=note)


def _names(lookup: Lookup, entry: Entry, blocks: Sequence[Block]) -> Iterator[Stretch]:
    """Give links for the names that a section, from one heading to the next, mentions for the first time."""
    headings = [block for block in blocks if block.kind == "heading"]
    named: set[tuple[int, str, str]] = set()
    for mention in sorted(entry.facts.mentions, key=lambda mention: mention.start):
        section = bisect_right(headings, mention.start, key=lambda block: block.start)
        in_heading = section > 0 and mention.start < headings[section - 1].start + len(
            headings[section - 1].text
        )
        key = (section, mention.kind, mention.id)
        url = page_of(lookup, mention)
        if url is None or in_heading or key in named:
            continue
        named.add(key)
        role = role_on(lookup, mention.id, entry.row.published.date) if mention.kind == "person" else ""
        yield Stretch(mention.start, mention.end, "mention", url=url, note=role)


def page_of(lookup: Lookup, mention: Mention) -> str | None:
    """Give the address of what a mention names, None where it has no page."""
    row = lookup.table(mention.kind).get(mention.id)
    return row.url if row else None


def _parts(kind: str, blocks: Sequence[tuple[Block, TextBlock]]) -> Iterator[Part]:
    match kind:
        case "list-item":
            yield from _lists(blocks)
        case "table-row":
            yield Part("table", tuple(shown for _, shown in blocks))
        case "quotation":
            yield Part("quotation", tuple(shown for _, shown in blocks))
        case "heading":
            for block, shown in blocks:
                yield Part("heading", (shown,), level=min(max(block.level, 2), 6))
        case "preformatted":
            for _, shown in blocks:
                yield Part("preformatted", (shown,))
        case _:
            for _, shown in blocks:
                yield Part("paragraph", (shown,))


def _lists(items: Sequence[tuple[Block, TextBlock]]) -> Iterator[Part]:
    """Give list items as lists within lists, by their levels; numbered and plain ones apart."""
    outer = min(_level(block) for block, _ in items)
    tops: list[tuple[Block, TextBlock, list[tuple[Block, TextBlock]]]] = []
    for block, shown in items:
        if _level(block) == outer or not tops:
            tops.append((block, shown, []))
        else:
            tops[-1][2].append((block, shown))
    for ordered, run in groupby(tops, key=lambda top: top[0].ordered):
        yield Part("list", tuple(_with_sublists(shown, inner) for _, shown, inner in run), ordered=ordered)


def _level(item: Block) -> int:
    return min(item.level, DEEPEST_LIST)


def _with_sublists(shown: TextBlock, inner: Sequence[tuple[Block, TextBlock]]) -> TextBlock:
    return TextBlock(shown.anchor, shown.spans, (), tuple(_lists(inner)) if inner else ())
