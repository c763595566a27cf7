"""Who wrote it: names from bylines as readers see them and as metadata hold them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.clean.calendar_days import find_day
from plugins.clean.header_fields import is_name
from plugins.clean.segments import Segment

_BY = re.compile(
    r"^(?:(?:written|posted|reported|words|story|text|article|analysis|opinion|review(?:ed)?|interview)\s)?"
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
_MAX_LINE_CHARACTERS = 300
_MAX_CHARACTERS = 1000
"""Of a field of names; what is longer is none."""
_AUTHOR_NAMES = re.compile(r"author(?!i[tz])|byline|(?:^|[-_])(?:writer|contributor|creator)(?:$|[-_s])")


_ROLE = re.compile(
    r"[,\s]+(?:(?:senior|junior|staff|contributing|chief|deputy|political|opinion|news|sports?|guest|special|freelance)\s)*"
    r"(?:writer|reporter|editor|contributor|correspondent|columnist|journalist|producer|author|critic)s?$",
    re.I,
)
_HOUSE = re.compile(r"(?:the|die|der|das|le|la)\s", re.I)
_HANDLE = re.compile(r"https?:|www\.|[@/\\]|^\W|\d{3}")


def authors_in(text: str) -> tuple[str, ...]:
    """Give the names in a field that holds names and little else.

    >>> authors_in("By Ada Byron and Karl Marx, Staff Writer")
    ('Ada Byron', 'Karl Marx')
    """
    names: list[str] = []
    for part in _BREAK.split(_BY.sub("", _ASIDE.sub(" ", text[:_MAX_CHARACTERS]).strip())):
        name = _DEGREE.sub("", part.strip(" ,;:()"))
        bare = _ROLE.sub("", name)
        name = bare if " " in bare else name
        fits = 0 < len(name.split()) <= _MAX_WORDS and name[:1].isalpha()
        if fits and not _NO_NAME.search(name) and name not in names:
            names.append(name)
    people = [name for name in names if not _HOUSE.match(name)]
    return tuple(people or names)


def house_in(text: str) -> str | None:
    """Give the newsroom or agency that a field of authors names where it names no person.

    >>> house_in("Field Level Media"), house_in("https://www.example.org/staff")
    ('Field Level Media', None)
    """
    name = " ".join(_BY.sub("", text[:_MAX_CHARACTERS].strip()).split())
    return name if 0 < len(name.split()) <= _MAX_WORDS and not _HANDLE.search(name) else None


@dataclass(frozen=True, slots=True)
class Byline:
    """What the page shows its readers as the article's authors."""

    names: tuple[str, ...] = ()
    text: str = ""
    """The words it was read from."""
    sure: bool = False
    """Whether it stands where an article's byline does: by the title or the beginning of the text."""


def shown_byline(segments: Sequence[Segment], title: int | None, first: int) -> Byline:
    """Give the byline that the page's wording or markup calls one.

    `title` and `first` are the positions of the title and of the first body segment. Looked for between the two and
    a few segments around them, then farther off, the nearest first.
    """
    begin = title if title is not None and title <= first else max(0, first - _REACH)
    for i in range(max(0, begin - _AROUND), min(len(segments), first + _AROUND)):
        if names := _names_of(segments[i]):
            return Byline(_with_neighbours(segments, i, names), segments[i].text, sure=True)
    far = sorted(
        range(max(0, first - _REACH), min(len(segments), first + _REACH)), key=lambda i: abs(i - first)
    )
    return Byline(
        next((names for i in far if _is_byline(segments[i]) and (names := _names_of(segments[i]))), ())
    )


_AROUND = 4
_REACH = 30
"""Segments between a byline and the text; what is farther belongs to other articles."""
_MAX_GAP = 3


def _with_neighbours(segments: Sequence[Segment], i: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """Add the names of the bylines right below that stand in the same sort of element: one element an author."""
    found, last = list(names), i
    for k in range(i + 1, len(segments)):
        if k - last > _MAX_GAP:
            break
        if (
            _sort(segments[k]) == _sort(segments[i])
            and _is_byline(segments[k])
            and (more := _names_of(segments[k]))
        ):
            found += [name for name in more if name not in found]
            last = k
    return tuple(found)


def _sort(segment: Segment) -> tuple[str, tuple[str, ...]] | None:
    return (segment.markup.place.tag, segment.markup.place.names) if segment.markup else None


def _names_of(segment: Segment) -> tuple[str, ...]:
    """Give the names in a byline; none where the segment is no byline."""
    text = segment.text
    if len(text) > _MAX_LINE_CHARACTERS or len(text.split()) > _MAX_LINE_WORDS:
        return ()
    marked, worded = _is_byline(segment), _WRITTEN_BY.match(text) is not None
    if not marked and not worded and not find_day(text):
        return ()
    links = [mark for mark in segment.marks if mark.kind == "link" and (marked or worded or mark.start == 0)]
    names = tuple(name for m in links for name in authors_in(text[m.start : m.end]) if is_name(name))
    if names or not (marked or worded):
        return tuple(dict.fromkeys(names))
    if found := find_day(text):
        text = text[: found[1]]
    text = _ENDS_BYLINE.split(text)[0]
    read = authors_in(text)
    if people := tuple(name for name in read if is_name(name)):
        return people
    house = house_in(text) if worded else None
    return read[:1] or ((house,) if house else ()) if worded else ()


_WRITTEN_BY = re.compile(
    r"(?:(?:written|posted|reported|words|story|text|article|analysis|review(?:ed)?)\s)?by[:\s]", re.I
)
_ENDS_BYLINE = re.compile(r"\s(?:on|for|in|at|[|·•–—-])\s|\b(?:published|updated|posted)\b", re.I)


def _is_byline(segment: Segment) -> bool:
    markup = segment.markup
    if markup is None:
        return False
    place = markup.place
    names = (*markup.inner, *place.names, *(place.parent.names if place.parent else ()))
    return any(_AUTHOR_NAMES.search(name) for name in names)
