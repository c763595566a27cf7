"""A saved page's segments get their verdicts: main text by several voices, the rest by rule."""

from collections import defaultdict
from collections.abc import Sequence
from math import log

from plugins.clean.header_fields import Field, is_caption
from plugins.clean.html_features import Voices, element_kind, html_features
from plugins.clean.html_marks import weights_of
from plugins.clean.html_metadata import Metadata
from plugins.clean.line_features import Note, notes_on
from plugins.clean.line_model import Judge, trained
from plugins.clean.second_voice import reconsidered
from plugins.clean.segments import Segment, Verdict, plain, shortened
from plugins.clean.text_page import Sorted

_MODEL = "html_segments"
_FURNITURE_TAGS = {
    "button": "button", "nav": "navigation", "form": "form", "aside": "related-list", "footer": "footer-link",
}  # fmt: skip
_COMPANY = 0.3
"""Weight of what an element's like on the page are taken for: paragraphs of one article share their markup."""
_LEADERS = 5
_LEAD = 1.0
"""Where even the likeliest segments are doubtful, those within this many log-odds of them are kept."""


def voices_on(segments: Sequence[Segment], stated: Metadata) -> Voices:
    """Give what the page's head and its headings say of the article."""
    return Voices(stated.body, stated.descriptions, title_position(segments, stated))


def sorted_html(segments: Sequence[Segment], stated: Metadata, source: str) -> Sorted:
    """Give every segment of a saved page its verdict; `source` is the page's HTML."""
    notes = notes_on(segments)
    voices = voices_on(segments, stated)
    rows = html_features(segments, notes, voices, weights_of(_MODEL))
    odds = reconsidered(segments, odds_of(rows, trained(_MODEL)), source)
    return sorted_by_odds(segments, notes, odds, voices.title, stated)


def odds_of(rows: Sequence[Sequence[float]], judge: Judge) -> list[float]:
    """Give for each segment how likely it is body, 0 to 1; one without a row is not."""
    asked = iter(judge.odds([row for row in rows if row]))
    return [next(asked) if row else 0.0 for row in rows]


def sorted_by_odds(
    segments: Sequence[Segment],
    notes: Sequence[Note],
    odds: Sequence[float],
    title: int | None,
    stated: Metadata,
) -> Sorted:
    """Give every segment its verdict, from how likely each is body (0 to 1) and where the title stands."""
    kept = _shown(segments, _kept(segments, odds))
    named = plain(segments[title].text) if title is not None else plain(stated.title or "")
    verdicts: list[Verdict] = []
    for i, (segment, note) in enumerate(zip(segments, notes, strict=True)):
        if i == title:
            verdicts.append(Verdict("title", "title"))
        elif named and plain(segment.text) == named:
            verdicts.append(Verdict("removed", "repeated-title: says the title again"))
        elif kept[i]:
            verdicts.append(Verdict("body"))
        elif _stands_in(segment, "figcaption") or is_caption(segment.text):
            verdicts.append(Verdict("caption", "caption"))
        elif note.field:
            verdicts.append(Verdict("metadata", note.field.name))
        else:
            reason = _by_markup(segment) or note.reason
            model = f"line-model: “{shortened(segment.text)}” {odds[i]:.0%} like the article's text"
            verdicts.append(Verdict("removed", reason or model))
    return Sorted(
        tuple(verdicts),
        _own_fields(segments, notes, verdicts, title),
        segments[title].text if title is not None else None,
    )


_HEAD, _TAIL = 12, 6
"""Segments above the title or text, and below the text, whose fields are this article's; others are its neighbours'."""


def _own_fields(
    segments: Sequence[Segment], notes: Sequence[Note], verdicts: Sequence[Verdict], title: int | None
) -> tuple[Field, ...]:
    """Give the fields that stand by the article, not those in a sidebar or a list of others."""
    body = [i for i, verdict in enumerate(verdicts) if verdict.role == "body"]
    ends = [i for i in (title, *body[:1], *body[-1:]) if i is not None]
    if not ends:
        return ()
    return tuple(
        field
        for i in range(max(0, min(ends) - _HEAD), min(len(segments), max(ends) + _TAIL + 1))
        if (field := notes[i].field)
        and verdicts[i].role == "metadata"
        and not (_stands_in(segments[i], "aside") or _stands_in(segments[i], "nav"))
    )


def sorted_markdown(segments: Sequence[Segment], stated: Metadata) -> Sorted:
    """Give every segment of a page written in Markdown its verdict: nothing is furniture that a hand has typed."""
    title = next((i for i, s in enumerate(segments) if _stands_in(s, "h1")), None)
    said = plain(stated.title or "")
    if title is not None and said and plain(segments[title].text) != said:
        title = None
    verdicts = tuple(
        Verdict("title", "title") if i == title else Verdict("body") for i in range(len(segments))
    )
    return Sorted(verdicts, (), segments[title].text if title is not None else None)


def _kept(segments: Sequence[Segment], odds: Sequence[float]) -> list[bool]:
    """Tell which segments are body: by their own odds, their kind's on this page, and the page's best."""
    own = [log(p / (1 - p)) for p in (min(0.9999, max(0.0001, p)) for p in odds)]
    lengths = [min(400, len(segment.text)) for segment in segments]
    kinds = [element_kind(s.markup.place) if s.markup else () for s in segments]
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    for kind, value, length in zip(kinds, own, lengths, strict=True):
        sums[kind] += value * length
        weights[kind] += length
    mixed = [
        (1 - _COMPANY) * value + _COMPANY * sums[kind] / weights[kind]
        for kind, value in zip(kinds, own, strict=True)
    ]
    leaders = sorted(mixed, reverse=True)[:_LEADERS]
    bound = min(0.0, sum(leaders) / max(1, len(leaders)) - _LEAD)
    return [value > bound for value in mixed]


def _shown(segments: Sequence[Segment], kept: Sequence[bool]) -> list[bool]:
    """Take captions out of the body, and what the page hides, unless it hides most of it until a script has run."""
    hidden = [segment.markup is not None and segment.markup.place.hidden for segment in segments]
    size = [len(segment.text) if keep else 0 for segment, keep in zip(segments, kept, strict=True)]
    unseen = sum(n for n, hide in zip(size, hidden, strict=True) if hide)
    trust = 2 * unseen < sum(size)
    return [
        keep and not (hide and trust) and not _stands_in(segment, "figcaption")
        for segment, keep, hide in zip(segments, kept, hidden, strict=True)
    ]


def _by_markup(segment: Segment) -> str | None:
    if segment.markup is None:
        return None
    inside = segment.markup.place.inside
    tag = next((tag for tag in _FURNITURE_TAGS if tag in inside), None) if inside else None
    if tag:
        return f"{_FURNITURE_TAGS[tag]}: stands in <{tag}>"
    return "hidden: the page does not show it" if segment.markup.place.hidden else None


def _stands_in(segment: Segment, tag: str) -> bool:
    return segment.markup is not None and tag in segment.markup.place.inside


def title_position(segments: Sequence[Segment], stated: Metadata) -> int | None:
    """Give the position of the segment that holds the title.

    That is the page's main heading: among several the one that shares most words with what the head states;
    where there is none, a segment that says the stated title word by word.
    """
    wanted = frozenset(plain(stated.title or "").split())
    site = plain(stated.site or "")
    headings = [
        i
        for i, segment in enumerate(segments)
        if _stands_in(segment, "h1") and not _by_markup(segment) and plain(segment.text) not in ("", site)
    ]
    if headings:
        shared = [_agreement(segments[i], wanted) for i in headings]
        best = max(range(len(headings)), key=lambda n: (shared[n], -n))
        other = _better_heading(segments, wanted, shared[best])
        if shared[best] > 0 or not wanted:
            return headings[best] if other is None else other
    words = plain(stated.title or "")
    return next((i for i, segment in enumerate(segments) if words and plain(segment.text) == words), None)


_HALF = 0.5


def _better_heading(segments: Sequence[Segment], wanted: frozenset[str], than: float) -> int | None:
    """Give a lesser heading that says what the head states where the main one says little of it: a masthead."""
    if than >= _HALF:
        return None
    lesser = [i for i, s in enumerate(segments) if s.kind == "heading" and not _by_markup(s)]
    best = max(lesser, key=lambda i: (_agreement(segments[i], wanted), -i), default=None)
    return best if best is not None and _agreement(segments[best], wanted) > max(than, _HALF) else None


def _agreement(segment: Segment, wanted: frozenset[str]) -> float:
    """Give the share of words that two titles have in common."""
    words = frozenset(plain(segment.text).split())
    return len(words & wanted) / max(1, len(words | wanted))
