"""A text dump's segments get their verdicts: title, fields, captions, body, furniture."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.clean.header_fields import Field, as_name, field_of, is_caption
from plugins.clean.removal import removal_reason
from plugins.clean.segments import Segment, Verdict, is_sentence, plain, shortened

_MAX_TITLE_WORDS = 30
_MAX_MASTHEAD_WORDS = 6
_MAX_HEADER = 40  # segments; a page that opens with more menu than this has its title found by the body alone
_QUESTION = re.compile(r"[?!][\s\"'”’»)]*$")


@dataclass(frozen=True, slots=True)
class Sorted:
    """One verdict a segment, with the fields that were read on the way."""

    verdicts: tuple[Verdict, ...]
    fields: tuple[Field, ...]
    title: str | None
    """None where the page states none."""


def sorted_text(segments: Sequence[Segment]) -> Sorted:
    """Give every segment of a text dump its verdict."""
    reasons = [removal_reason(segment) for segment in segments]
    fields = [
        None if reason else field_of(segment) for segment, reason in zip(segments, reasons, strict=True)
    ]
    open_ = [i for i, reason in enumerate(reasons) if not reason and not fields[i]]
    sentences = [i for i in open_ if _opens_body(segments, i)]
    first = sentences[0] if sentences else len(segments)
    title = _title(segments, [i for i in open_ if i < first])
    first = _after_repeated_title(segments, title, first, sentences)
    last = max((i for i in sentences if i >= first), default=first - 1)
    verdicts: list[Verdict] = []
    read: list[Field] = []
    named = plain(segments[title].text) if title is not None else None
    masthead = _masthead(segments, open_, title)
    for i, segment in enumerate(segments):
        field = fields[i]
        if i == title:
            verdicts.append(Verdict("title", "title"))
        elif i == masthead:
            verdicts.append(Verdict("metadata", "source"))
            read.append(Field("source", source=as_name(segment.text)))
        elif named and plain(segment.text) == named:
            verdicts.append(Verdict("removed", "repeated-title: says the title again"))
        elif reason := reasons[i]:
            verdicts.append(Verdict("removed", reason))
        elif field and (i < first or i > last or field.name != "byline"):
            verdicts.append(Verdict("metadata", field.name))
            read.append(field)
        else:
            verdicts.append(_placed(segment, i, title, first, last))
    return Sorted(tuple(verdicts), tuple(read), segments[title].text if title is not None else None)


def _opens_body(segments: Sequence[Segment], i: int) -> bool:
    text = segments[i].text
    if not is_sentence(text) or is_caption(text):
        return False
    # A short question or call before the text is a headline.
    return not (_QUESTION.search(text) and len(text.split()) <= 20 and i < 3)


def _title(segments: Sequence[Segment], candidates: Sequence[int]) -> int | None:
    """Give the position of the page's title: a repeated line above the body first, then the one of most words."""
    copies = Counter(plain(segment.text) for segment in segments)
    best, most = None, 0.0
    for i in candidates[:_MAX_HEADER]:
        text = segments[i].text
        length = len(text.split())
        if not 2 <= length <= _MAX_TITLE_WORDS or is_caption(text) or segments[i].kind == "list-item":
            continue
        points = (
            min(length, 8)
            + (8 if copies[plain(text)] > 1 else 0)
            + (3 if segments[i].kind == "heading" else 0)
        )
        if text == text.upper() and length <= 3:
            points -= 4
        if points > most:
            best, most = i, points
    return best


def _after_repeated_title(
    segments: Sequence[Segment], title: int | None, first: int, sentences: Sequence[int]
) -> int:
    """Give where the body begins: after the title's repetition, where one follows within a few lines."""
    if title is None:
        return first
    named = plain(segments[title].text)
    again = [i for i in range(title + 1, min(len(segments), title + 8)) if plain(segments[i].text) == named]
    if not again or again[-1] < first:
        return first
    return next((i for i in sentences if i > again[-1]), first)


def _masthead(segments: Sequence[Segment], open_: Sequence[int], title: int | None) -> int | None:
    """Give the position of the publisher's name: the page's first line, in capitals, above the title."""
    if title is None or not open_ or open_[0] >= title:
        return None
    text = segments[open_[0]].text
    capitals = text == text.upper() and text != text.lower()
    return open_[0] if capitals and len(text.split()) <= _MAX_MASTHEAD_WORDS else None


def _placed(segment: Segment, i: int, title: int | None, first: int, last: int) -> Verdict:
    """Judge a line that no rule knows by where it stands."""
    if is_caption(segment.text) and i < first:
        return Verdict("caption", "caption")
    if i < first:
        if title is not None and i > title and is_sentence(segment.text):
            return Verdict("metadata", "summary")
        return Verdict("removed", f"before-the-article: “{shortened(segment.text)}”")
    if i > last:
        return Verdict("removed", f"after-the-article: “{shortened(segment.text)}”")
    return Verdict("body")
