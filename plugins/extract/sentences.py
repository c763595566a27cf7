"""Where the sentences of a text stand.

A full stop is looked at once, with the few words around it, so the time is linear in the text's length.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from plugins.model import Value

from .languages import language_tables, words_of

CLOSERS = "\"'”’“»«›‹)]}*_"
"""Marks that may stand between the full stop and the space: quotes of all kinds, brackets, markdown."""

# One set of signs to leap to, then which it is: faster than to ask for two things at every sign.
_STOP = re.compile(r"[\n.!?…。](?:(?<!\n)[.!?…。]*+|(?<=\n)[^\S\n]*+\n)")
_SPACED_CLOSER = re.compile(r"[ \u00a0\u202f]»(?=\s|[,.;]|$)")
LONGEST = 1500
"""Code points of the longest sentence: a list without full stops is cut, or each rule's time would grow."""
_BEFORE = 24
"""Code points looked back for the word before a full stop: longer than any abbreviation."""


_STARTERS = frozenset(
    str(word).casefold()
    for table in language_tables().values()
    for word in table.get("sentence_starters", ())
)
_BEFORE_NAME = words_of("abbreviations", "before_name")
_MAY_END = words_of("abbreviations", "may_end")
_SHORT_FORMS = _BEFORE_NAME | _MAY_END
_BEFORE_ORDINAL = words_of("abbreviations", "before_ordinal")
_OPENERS = "\"'“„«»‘‹›([*_–—-"
_NEXT_WORD = re.compile(r"\s*[\"'“„«»‘‹›(\[*_–—•\- ]*([^\s,;:!?)\]”\"]*)")


class Stop(Value, frozen=True, gc=False):
    """One full stop (or its kin) before white space, with what stands around it."""

    mark: str
    before: str
    """The word before it, inner full stops included: "U.S", "Mio", "8"."""
    earlier: str
    """The word before that one."""
    closed: bool
    """Whether a closing quote or bracket follows it."""
    after: str
    """The next word, with any opening quote taken off; an initial keeps its full stop: "J."."""


def after_lower_case(stop: Stop) -> bool:
    """'"Really?" he asked', 'approx. five': a sentence doesn't begin with a small letter."""
    return stop.after[:1].islower()


def after_honorific(stop: Stop) -> bool:
    """'Gen. Zaluzhny': a short form that a name or number follows."""
    return stop.mark == "." and not stop.closed and stop.before.casefold() in _BEFORE_NAME


def after_short_form(stop: Stop) -> bool:
    """Go on after 'the U.S.' or '10 Mio.', unless a word that begins a sentence follows."""
    if stop.mark != "." or stop.closed or stop.before.casefold() not in _MAY_END:
        return False
    return bool(stop.after) and stop.after.casefold() not in _STARTERS


def after_initials(stop: Stop) -> bool:
    """Go on after the single capitals of 'J. Smith', unless a word that begins a sentence follows."""
    if stop.mark != "." or stop.closed:
        return False
    if len(stop.before) > 1 and stop.before[1] != ".":
        return False  # a word: most stops end here
    initials = all(len(letter) == 1 and letter.isupper() for letter in stop.before.split("."))
    return initials and stop.after.casefold() not in _STARTERS


def after_ordinal(stop: Stop) -> bool:
    """'am 8. Februar', 'der 4. Brigade': a number that an article or preposition opens."""
    if stop.mark != "." or stop.closed or len(stop.before) > 2 or not stop.before.isdigit():
        return False
    return stop.earlier.casefold() in _BEFORE_ORDINAL


NO_END: tuple[Callable[[Stop], bool], ...] = (
    after_lower_case,
    after_honorific,
    after_short_form,
    after_initials,
    after_ordinal,
)


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Give the span of every sentence, in order, without white space at its ends.

    >>> [text[a:b] for text in ["He met U.S. envoys. They left."] for a, b in sentences(text)]
    ['He met U.S. envoys.', 'They left.']

    Every word is in exactly one span. A blank line always ends a sentence.
    """
    spans = []
    start = 0
    for end in _ends(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST)
            cut = cut if cut > start else start + LONGEST
            spans.append(_trimmed(text, start, cut))
            start = cut
        spans.append(_trimmed(text, start, end))
        start = end
    return tuple(span for span in spans if span)


def _ends(text: str) -> Iterator[int]:
    for found in _STOP.finditer(text):
        if found[0][0] == "\n":
            yield found.start()
            continue
        end = found.end()
        while end < len(text) and text[end] in CLOSERS and not _opens(text, end):
            end += 1
        if text.startswith("»", end + 1) and (spaced := _SPACED_CLOSER.match(text, end)):
            end = spaced.end()
        if end < len(text) and not text[end].isspace():
            if _glued(text, found, end):
                yield end
            continue
        if _plainly_ends(text, found, end):
            yield end
            continue
        stop = _stop(text, found, end)
        for rule in NO_END:
            if rule(stop):
                break
        else:
            yield end
    yield len(text)


def _opens(text: str, at: int) -> bool:
    """Tell whether the quotation mark at `at` opens what follows: a letter right after it, none before."""
    return text[at] in "\"'“«»‘" and text[at + 1 : at + 2].isalnum() and text[at - 1] not in ".!?…"


def _plainly_ends(text: str, found: re.Match[str], end: int) -> bool:
    """Tell most ends at a glance: a word that is no short form, a full stop, a blank, a capital letter."""
    following = end + 2 if text.startswith("\n\n", end) else end + 1
    if not text[following : following + 1].isupper():
        return False
    if found[0] != "." or end != found.end():
        return True  # behind any other mark only a small letter goes on
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    if len(before) < 3 or not before[-3:].isalpha():
        return False  # it may be initials or an ordinal
    return before.rsplit(None, 1)[-1].lstrip(_OPENERS).casefold() not in _SHORT_FORMS


def _stop(text: str, found: re.Match[str], end: int) -> Stop:
    start = found.start()
    words = text[max(0, start - _BEFORE) : start].rsplit(None, 2)
    glued_left = start > 0 and text[start - 1].isspace()
    following = _NEXT_WORD.match(text, end)
    word = following[1] if following else ""
    return Stop(
        found[0],
        "" if glued_left or not words else words[-1].lstrip(_OPENERS),
        words[-2] if len(words) > 1 else "",
        end > found.end(),
        word if len(word) == 2 else word.rstrip("."),
    )


def _glued(text: str, found: re.Match[str], end: int) -> bool:
    """Tell whether two sentences lost the space between them: 'for Ukraine.It is worth'."""
    left, right = text[max(0, found.start() - 2) : found.start()], text[end : end + 2]
    if len(left) < 2 or not (left.islower() and left.isalpha()) or not right[:1].isupper():
        return False
    return right[1:].islower() or right[1:].isspace()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
