"""Where a saved page leaves the model in doubt, a second voice is heard: what trafilatura extracts from it.

On labelled pages of sites that the model had not seen, hearing it on the most doubtful seventh brings as much as
hearing it on every page (F1 of word 4-grams 0.953 to 0.962 and 0.932 to 0.94).
"""

from collections.abc import Sequence
from math import exp, log

from plugins.clean.segments import Segment, plain

DOUBT = 0.2
"""Share of the text taken for body that rather is not, or is and was left out, from which on a page is doubtful."""
WEIGHT = 1.0
"""Log-odds that the second voice adds to what it keeps, and takes from what it leaves out."""
MAX_CHARACTERS = 500_000
"""Of a page's source: a larger one would take longer than all else that is done to it."""
_MAX_LENGTH = 400  # longer segments count no more
_SURE_BLANKS = 3  # a shorter text can stand inside another by chance


def reconsidered(segments: Sequence[Segment], odds: Sequence[float], source: str) -> list[float]:
    """Give how likely each segment is body, 0 to 1, after hearing the second voice where that is in doubt.

    `source` is the page's HTML.
    """
    if len(source) > MAX_CHARACTERS or doubt(segments, odds) < DOUBT:
        return list(odds)
    # Only here: its import takes a tenth of a second, and few pages are in doubt.
    import trafilatura  # noqa: PLC0415

    heard = trafilatura.extract(source, fast=True, include_comments=False) or ""
    if not heard:
        return list(odds)
    lines = {plain(line) for line in heard.splitlines()}
    body = f" {plain(heard)} "
    return [_moved(odd, _is_in(plain(s.text), lines, body)) for s, odd in zip(segments, odds, strict=True)]


def doubt(segments: Sequence[Segment], odds: Sequence[float]) -> float:
    """Give how much text the odds leave in doubt, as a share of what they take for body."""
    sizes = [min(_MAX_LENGTH, len(segment.text)) for segment in segments]
    unsure = sum([min(odd, 1 - odd) * size for odd, size in zip(odds, sizes, strict=True)])
    body = sum([odd * size for odd, size in zip(odds, sizes, strict=True)])
    return unsure / max(1.0, body)


def _is_in(text: str, lines: set[str], body: str) -> bool:
    return text in lines or (text.count(" ") >= _SURE_BLANKS and f" {text} " in body)


def _moved(odd: float, kept: bool) -> float:
    bounded = min(0.9999, max(0.0001, odd))
    return 1 / (1 + exp(-log(bounded / (1 - bounded)) - (WEIGHT if kept else -WEIGHT)))
