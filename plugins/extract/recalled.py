"""Sentences that name an occasion with its time: "last month's meeting at Ramstein"."""

import re
from collections.abc import Sequence

from plugins.model import DateMention, EventKind, Recalled

CALLED: dict[EventKind, str] = {
    "meeting": "meeting|talks|conference|session|treffen|réunion|spotkan|зустріч|встреч",
    "summit": "summit|gipfel|sommet|szczyt|саміт|саммит",
    "press-conference": "(?:press|news) conference|pressekonferenz",
    "visit": "visit|trip|besuch|visite|wizyt|візит|визит",
    "call": "call|phone|telefon|дзвін|звон",
}
"""What an occasion of each kind is called, as the words begin."""
WORDS = {kind: re.compile(rf"\b(?:{words})", re.IGNORECASE) for kind, words in CALLED.items()}
_ANY = re.compile(rf"\b(?:{'|'.join(CALLED.values())})", re.IGNORECASE)
MONTH = len("2023-02")
MAX_SENTENCE = 1000
"""Code points beyond which what stands between two full stops is no sentence."""


def find_recalled(text: str, dates: Sequence[DateMention]) -> tuple[Recalled, ...]:
    """Give each day and month whose sentence names an occasion, with that sentence; `dates` are in order."""
    found: list[Recalled] = []
    start = end = 0
    names_one = False
    for date in dates:
        if date.end > end:
            start, end = _sentence(text, date)
            names_one = end - start <= MAX_SENTENCE and bool(_ANY.search(text, start, end))
        if names_one and date.date is not None and len(date.date) >= MONTH:
            found.append(Recalled(date.date, text[start:end]))
    return tuple(found)


def _sentence(text: str, date: DateMention) -> tuple[int, int]:
    """Give where the sentence begins and ends that a date stands in, as far as full stops part sentences."""
    start = max(text.rfind(". ", 0, date.start) + 2, text.rfind("\n", 0, date.start) + 1)
    ends = [end for end in (text.find(". ", date.end), text.find("\n", date.end)) if end >= 0]
    return start, min(ends, default=len(text))
