"""A quotation's words in another article's running text, where no quotation marks give them away."""

import re
from collections.abc import Sequence

TELLING = 5
"""Letters that a telling word has at least; its first ones are looked for before anything is read closely."""
PRESENT = 0.7
"""Share of a quotation's telling words that must stand in the text at all."""
IN_PASSAGE = 0.7
"""Share of all its words that must stand in one passage not much longer than itself."""
LEAST_WORDS = 4
"""A shorter quotation is only looked for word for word."""
STRETCH = 1.4
"""How much longer than the quotation the passage may be."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def passage(words: Sequence[str], text: str) -> str | None:
    """Give the stretch of a text that says some plain words, the same or nearly, or None.

    >>> passage(("over", "half"), "Europe gave over half of it.")
    'over half'
    """
    low = text.casefold()
    telling = {word[:TELLING] for word in words if len(word) >= TELLING}
    if sum(stem in low for stem in telling) < PRESENT * len(telling):
        return None
    spans = [match.span() for match in _WORD.finditer(text)]
    stems = [_stem(text[start:end]) for start, end in spans]
    wanted = [_stem(word) for word in words]
    size = len(wanted)
    for at in range(len(stems) - size + 1):
        if stems[at : at + size] == wanted:
            return text[spans[at][0] : spans[at + size - 1][1]]
    if size < LEAST_WORDS or not telling:
        return None
    return _nearest(wanted, stems, spans, text)


def _nearest(
    wanted: Sequence[str], stems: Sequence[str], spans: Sequence[tuple[int, int]], text: str
) -> str | None:
    """Give the window that holds most of the wanted words, cut to them, if it holds enough."""
    places = [number for number, stem in enumerate(stems) if stem in set(wanted)]
    reach = round(len(wanted) * STRETCH)
    best: tuple[int, int, int] = (0, 0, 0)
    for at, first in enumerate(places):
        inside = [place for place in places[at : at + reach] if place < first + reach]
        held = len({stems[place] for place in inside})
        if held > best[0]:
            best = (held, first, inside[-1])
    held, first, last = best
    if held < IN_PASSAGE * len(set(wanted)):
        return None
    return text[spans[first][0] : spans[last][1]]


def _stem(word: str) -> str:
    """Give a word's beginning without case, in one spelling of "defence"."""
    return re.sub(r"['’]", "", word.casefold())[: TELLING + 1].replace("defens", "defenc")
