"""Every amount of money in a text: its bounds, its hedge, its currency as far as its own words tell.

One walk over the tokens of each sentence that holds a figure or a scale. Then small passes over the few sums
found: two that make a range are joined (ranges.py), words around them become bounds (hedges.py), and a sum in
another currency right behind one ("$2.8bn (£2.4bn)") is kept as the same sum stated twice (restated.py).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from plugins.extract.heads import Heads
from plugins.registry.forms import small

from .found import Found, Money
from .grammar import read_sum
from .hedges import read_hedges
from .lexicon import Lexicon, lexicon
from .ranges import half_a_range, join_ranges
from .restated import without_restated
from .tokens import Token, tokenise

__all__ = ["Money", "find_amounts"]

Step = Callable[[Sequence[Token], list[Found], Lexicon], list[Found]]
STEPS: tuple[Step, ...] = (join_ranges, read_hedges)
"""What is done to the sums of a sentence, in order."""


@lru_cache(maxsize=8)
def find_amounts(text: str, language: str, spans: tuple[tuple[int, int], ...]) -> tuple[Money, ...]:
    """Give the amounts in the sentences at `spans`, in order.

    >>> text = "Over $2.8bn (£2.4bn) for Ukraine."
    >>> [(text[m.start:m.end], m.low, m.high) for m in find_amounts(text, "en", ((0, len(text)),))]
    [('Over $2.8bn', 2800000000.0, None)]
    """
    lex = lexicon(language)
    worth = _heads(language).sentences(text, spans)
    scaled, counted = frozenset(worth.get("scale", ())), frozenset(worth.get("unit", ()))
    found: list[Money] = []
    for number, (start, end) in enumerate(spans):
        # Every amount has a long scale's word, or a digit with a currency or a short scale.
        if number in scaled or (
            _DIGIT.search(text, start, end)
            and (number in counted or any(code[0] in lex.codes for code in _CODE.finditer(text, start, end)))
        ):
            found.extend(_in_sentence(tokenise(text, start, end), lex))
    return tuple(found)


_DIGIT = re.compile(r"\d")
_CODE = re.compile(r"[A-Z]{3}")
LONG = 4
"""Letters of a scale's word that makes an amount without a figure: "half a million", not "mn"."""


@cache
def _heads(language: str) -> Heads[str]:
    """Find the words for scales, and what a figure may count: a currency, or a scale of few letters."""
    lex = lexicon(language)
    words = {*lex.symbols, *lex.scaled_units, "kr", "eur", "euro", "euros"}
    words |= {max(phrase, key=len) for phrase in lex.units.all()}
    words |= {word for word in lex.scales if len(word) < LONG}
    scales = [(word, "scale") for word in lex.scales if len(word) >= LONG]
    return Heads([*scales, *((small(word), "unit") for word in words)])


def _in_sentence(tokens: Sequence[Token], lex: Lexicon) -> Iterator[Money]:
    found = list(_sums(tokens, lex))
    for step in STEPS:
        found = step(tokens, found, lex)
    yield from without_restated(tokens, found)


def _sums(tokens: Sequence[Token], lex: Lexicon) -> Iterator[Found]:
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind != "figure" and token.norm not in lex.openers:
            i += 1
            continue
        one = read_sum(tokens, i, lex) or half_a_range(tokens, i, lex)
        if one is None:
            i += 1
            continue
        value = one.value
        yield Found(i, one.end, value, value, one, begin=i)
        i = one.end
