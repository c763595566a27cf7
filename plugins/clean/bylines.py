"""Who wrote it: names from bylines as readers see them and as metadata hold them."""

import re
from collections.abc import Sequence

from plugins.clean.header_fields import is_name
from plugins.clean.segments import Segment

_BY = re.compile(
    r"^(?:(?:written|posted|reported|words|story|text|article|analysis|opinion)\s)?"
    r"(?:by|from|von|par|por|av|автор[иы]?|authors?|autor(?:en|zy)?)\b\s?[:：]?\s?",
    re.I,
)
_BREAK = re.compile(
    r"\s?(?:[;|/•·\n]|\s[–—-]\s)\s?|,?\s(?:and|und|et|y|та|і|и|i|och|og|with)\s|\s?&\s?|,\s?|\s(?=@)"
)
_NO_NAME = re.compile(
    r"https?|www\.|@|\.(?:com|org|net)\b|\d|^(?:for|special to|image|photo|picture|credit|sponsored|updated?|published|posted|last|is|more|read|about|see|contributor)\b"
    r"|\b(?:editor|reporter|writer|correspondent|officer|producer|columnist|journalist|staff|director|professor|chief|contributor"
    r"|manager|analyst|fellow|author|photographer|critic|min read|comments?|share|follow|advance media|opinion|head of|officer|president|news|network|media|times|staff|writers?)\b",
    re.I,
)
_DEGREE = re.compile(
    r"(?:^|[,\s]+)(?:ph\.?d|m\.?d|m\.?s|m\.?a|r\.?d|r\.?n|m\.?p\.?h|esq|cfp|cpa|ldn?|rdn)\.?$", re.I
)
_ASIDE = re.compile(r"\([^()]{0,80}\)|\S+://\S+|\S+@\S+")
_MAX_WORDS = 6
_MAX_LINE_WORDS = 20
_AUTHOR_NAMES = re.compile(
    r"(?:^|[-_])(?:author|authors|byline|bylines|writer|contributor|creator)(?:$|[-_s])"
)


def authors_in(text: str) -> tuple[str, ...]:
    """Give the names in a field that holds names and little else.

    >>> authors_in("By Ada Byron and Karl Marx, Staff Writer")
    ('Ada Byron', 'Karl Marx')
    """
    names: list[str] = []
    for part in _BREAK.split(_BY.sub("", _ASIDE.sub(" ", text).strip())):
        name = _DEGREE.sub("", part.strip(" ,;:()"))
        fits = 0 < len(name.split()) <= _MAX_WORDS and name[:1].isalpha()
        if fits and not _NO_NAME.search(name) and name not in names:
            names.append(name)
    return tuple(names)


def shown_authors(segments: Sequence[Segment], near: int) -> tuple[str, ...]:
    """Give the names of the byline that the page's markup calls one, the nearest to the article's beginning.

    `near` is the position of the first body segment.
    """
    best: tuple[int, tuple[str, ...]] | None = None
    for i, segment in enumerate(segments):
        if not _is_byline(segment) or len(segment.text.split()) > _MAX_LINE_WORDS:
            continue
        names = tuple(n for n in authors_in(segment.text) if is_name(n) or _BY.match(segment.text))
        distance = abs(near - i)
        if names and (best is None or distance < best[0]):
            best = (distance, names)
    return best[1] if best and best[0] <= _REACH else ()


_REACH = 30
"""Segments between a byline and the text; what is farther belongs to other articles."""


def _is_byline(segment: Segment) -> bool:
    markup = segment.markup
    if markup is None:
        return False
    place = markup.place
    names = (*markup.inner, *place.names, *(place.parent.names if place.parent else ()))
    return any(_AUTHOR_NAMES.search(name) for name in names)
