"""The archive's reasons in the reader's language: why articles stand together, why figures differ.

The archive gives them as English sentences, which the public data holds too. Here each is known by its shape,
and said anew with the same things in it; one of an unknown shape stays as it is.
"""

import re
from functools import cache

from plugins.pages.dates import date_text, iso_day
from plugins.pages.event_titles import event_title
from plugins.pages.words import EVENT_KINDS
from plugins.words import ENGLISH, Words, told

SHAPES = (
    # Differences between figures.
    told("one is a third party's estimate, the other is said by another speaker"),
    told("they count other donors"),
    told("one counts {one} aid, the other {other} aid"),
    told("they name other recipients"),
    told("totals as stated on different days, {one} and {other}"),
    told("the same value in two currencies, at the day's rate"),
    told("one rounds the other"),
    told("one gives only a bound, and the other lies within it"),
    told("the same donor, kind and aid, but values that can't both hold"),
    told("a part that is larger than its whole"),
    told("a later total of the same donor, {late} after {early}"),
    told("a total that falls between {early} and {late}"),
    # How figures stand to each other.
    told("the article gives it as a part of the other amount"),
    told("the article says the same amount again"),
    told("reported of the same event, with the same amount"),
    told("the same amount of the same donor, said again soon after"),
    told(
        "sum of {number} reported announcements from {first} to {last}, none known to overlap; not aid "
        "delivered"
    ),
    # What ties articles together.
    told("both articles share {what}"),
    told("all {number} articles share {what}"),
    told("{some} of {number} articles share {what}"),
    told("the day: {day}"),
    told("the place: {place}"),
    told("who is named: {names}"),
    told("the words “{words}”"),
    told("the amount {amount}"),
    told("the quotation “{words}”"),
    told("rare phrases, word for word"),
    told("one article reports it: “{words}”"),
    told("titles and first sentences name {names}"),
    told("the same day, place and people: {place}"),
    told("no article states the day: {day} is the day of the first report"),
    # What is related.
    told("this is a reprint of it"),
    told("a reprint of this"),
    told("reports the same event: {event}"),
    told("reports an event mentioned here: {event}"),
    told("looks back on {event}"),
    told("has the same quotation"),
    told("gives the same amount: “{words}”"),
    # What could not be settled.
    told("the day of publication is not known"),
    told("nobody is named who gives “{words}”"),
    told("a total that falls: “{one}”, later “{other}”"),
    told("a part larger than its whole: “{one}” of “{other}”"),
)


def reason_words(reason: str, say: Words) -> str:
    """Give a reason in the reader's language.

    >>> from plugins.words import words
    >>> reason_words("the place: Oslo", words("uk"))
    'місце: Oslo'
    """
    if say.language.partition("-")[0] == ENGLISH:
        return reason
    occasion = _OCCASION.fullmatch(reason)
    if occasion is not None:
        kind = say(OCCASIONS[occasion["kind"]]).lower()
        return f"{kind}, {occasion['place']}" if occasion["place"] else kind
    for shape, pattern in _patterns():
        found = pattern.fullmatch(reason)
        if found is not None:
            return say(
                shape, **{name: _inside(name, words, say) for name, words in found.groupdict().items()}
            )
    return reason


def _inside(name: str, words: str, say: Words) -> str:
    """Give what stands in a reason: another reason, a day, or words as they are."""
    if name == "what":
        return reason_words(words, say)
    if name == "event":
        return event_title(words, say)
    day = iso_day(words)
    return date_text(day, say) if day else words


OCCASIONS = {kind.replace("-", " "): text for kind, text in EVENT_KINDS.items()}
_OCCASION = re.compile(rf"an? (?P<kind>{'|'.join(OCCASIONS)})(?: (?:in|at) (?P<place>.+))?")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    parts = re.compile(r"\{(\w+)\}")
    return tuple(
        (
            shape,
            re.compile(
                "".join(f"(?P<{p}>.+)" if n % 2 else re.escape(p) for n, p in enumerate(parts.split(shape)))
            ),
        )
        for shape in SHAPES
    )
