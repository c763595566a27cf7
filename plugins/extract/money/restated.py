"""One sum in two currencies: "$2.8bn (£2.4bn)" is one amount, stated twice."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plugins.extract.languages import words_of

from .found import Found, Money
from .lexicon import Unit
from .tokens import Token

REACH = 6
"""Tokens between a sum and its conversion, at most: "(or about"."""
TYING = words_of("turns", "tying")
"""Words between a sum and its conversion: "or about", "equivalent to"."""
OPENING = ("(", "[")
STRONG_TIES = words_of("turns", "strong_tie")


def without_restated(tokens: Sequence[Token], found: list[Found]) -> Iterator[Money]:
    """Hang every conversion on the sum that it restates."""
    kept: list[Money] = []
    last = 0
    for one in found:
        money = _money(tokens, one)
        gap = [token.norm for token in tokens[last : min(one.first, last + REACH + 1)]]
        if kept and _restates(gap, kept[-1], money):
            kept[-1] = replace(kept[-1], restated=(*kept[-1].restated, money))
        else:
            kept.append(money)
        last = one.end
    return iter(kept)


def _restates(gap: list[str], whole: Money, other: Money) -> bool:
    """Tell whether a sum in another currency, in brackets or after "or", says the one before it again.

    `gap` are the words between the two.
    """
    if other.unit is None or whole.unit is None or not _other_currency(whole.unit, other.unit):
        return False
    if whole.vague or other.vague or not gap or len(gap) > REACH:
        return False
    if gap[-1] in OPENING and gap[0].isalpha():
        # "$500m in loans (£316m)": a few words may stand before the bracket.
        return not set(gap) & {"and", "or", "to", "for", "plus"}
    if gap[0] in OPENING or (whole.restated and gap[0] in ("/", ";", ",")):
        return True
    hedge = (other.hedge or "").split()
    ties = all(word in TYING or word in hedge for word in gap if word.isalnum())
    return ties and bool(STRONG_TIES & set(gap))


def _other_currency(a: Unit, b: Unit) -> bool:
    return a.code != b.code if a.code and b.code else a.family != b.family


def _money(tokens: Sequence[Token], one: Found) -> Money:
    start, end = tokens[one.begin].start, tokens[one.end - 1].end
    value = one.high if one.high is not None else one.low
    return Money(
        start=start,
        end=end,
        core=tokens[one.first].start,
        low=one.low,
        high=one.high,
        unit=one.sum.unit,
        hedge=" ".join(one.hedge) or None,
        value=value or 0.0,
        vague=one.sum.vague > 0,
    )
