"""Every amount of money in a text: its bounds, its hedge, its currency as far as its own words tell.

One walk over the tokens of each sentence that holds a figure or a scale. Then small passes over the few sums
found: two that make a range are joined, words around them become bounds, and a sum in another currency right
behind one ("$2.8bn (£2.4bn)") is kept as the same sum stated twice.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from plugins.extract.heads import Heads
from plugins.extract.languages import words_of
from plugins.model import Value
from plugins.registry.forms import small

from .grammar import Sum, read_sum
from .lexicon import Bound, Lexicon, Unit, lexicon
from .tokens import Token, tokenise

REACH = 6
"""Tokens looked back or ahead for what ties two sums: "raised from $5bn to", "(or about"."""
RAISED = words_of("turns", "raised")
"""Words before "from X to Y" that make it a change of one sum into another, no range."""
TYING = words_of("turns", "tying")
"""Words between a sum and its conversion: "or about", "equivalent to"."""
OPENING = ("(", "[")
STRONG_TIES = words_of("turns", "strong_tie")


class Money(Value, frozen=True):
    """One amount as a text states it."""

    start: int
    """Where the amount with its hedge begins."""
    end: int
    core: int
    """Where its figure or currency begins, without the hedge."""
    low: float | None
    high: float | None
    unit: Unit | None
    """None for a bare figure ("another 500 million"), whose currency its neighbours tell."""
    hedge: str | None
    value: float
    """The figure itself, whatever the bounds; the upper one of a range."""
    restated: tuple["Money", ...] = ()
    """The same sum in other currencies: "(£2.4bn)"."""
    vague: bool = False


class _Found(Value, frozen=True):
    """A sum, or two joined into a range, on its way to Money."""

    first: int
    end: int
    low: float | None
    high: float | None
    sum: Sum
    hedge: tuple[str, ...] = ()
    begin: int = 0
    """The token where its hedge begins."""


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
    yield from _without_restated(tokens, found)


def _sums(tokens: Sequence[Token], lex: Lexicon) -> Iterator[_Found]:
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind != "figure" and token.norm not in lex.openers:
            i += 1
            continue
        one = read_sum(tokens, i, lex) or _half_a_range(tokens, i, lex)
        if one is None:
            i += 1
            continue
        value = one.value
        yield _Found(i, one.end, value, value, one, begin=i)
        i = one.end


def _half_a_range(tokens: Sequence[Token], i: int, lex: Lexicon) -> Sum | None:
    """Read the first figure of "between 5 and 7 billion euros", which has neither scale nor currency."""
    if tokens[i].kind != "figure" or i + 2 >= len(tokens):
        return None
    if tokens[i + 1].norm not in lex.range | lex.between_and:
        return None
    if tokens[i + 1].norm in lex.between_and and (i == 0 or tokens[i - 1].norm not in lex.between):
        return None
    step = i + 2 + (tokens[i + 2].norm == "-" and i + 3 < len(tokens))
    upper = read_sum(tokens, step, lex)
    plain = tokens[i].text.replace(",", ".")
    if upper is None or upper.vague or plain.count(".") > 1 or not plain.replace(".", "").isdigit():
        return None
    if float(plain) >= upper.number or (
        i and tokens[i - 1].end == tokens[i].start and tokens[i - 1].norm == "-"
    ):
        return None
    return Sum(i, i + 1, float(plain), upper.scale, upper.scaled, upper.unit)


def join_ranges(tokens: Sequence[Token], found: list[_Found], lex: Lexicon) -> list[_Found]:
    """Join "X to Y", "X-Y" and "between X and Y" into one amount with two bounds."""
    joined: list[_Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and _is_range(tokens, before, one, lex):
            low, scale = before.low or 0.0, one.sum.scale
            if not before.sum.scaled and one.sum.scaled and low < one.sum.number:
                low = round(low * scale, 2)
            whole = replace(one.sum, unit=one.sum.unit or before.sum.unit)
            begin, words = _range_words(tokens, before, lex)
            joined[-1] = _Found(begin, one.end, low, one.high, whole, words, begin)
        else:
            joined.append(one)
    return joined


def _is_range(tokens: Sequence[Token], low: _Found, high: _Found, lex: Lexicon) -> bool:
    between = tokens[low.end : high.first]
    if (
        not between
        or len(between) > 3
        or low.low is None
        or high.high is None
        or low.sum.vague
        or high.sum.vague
    ):
        return False
    units = {one.sum.unit for one in (low, high)} - {None}
    if len(units) > 1:
        return False
    ties = [token.norm for token in between]
    before = [token.norm for token in tokens[max(0, low.first - REACH) : low.first]]
    rises = low.high is not None and (low.low < high.high or not low.sum.scaled)
    if ties[0] in lex.between_and and len(ties) == 1:
        return rises and any(word in lex.between for word in before[-3:])
    if not all(tie in lex.range for tie in ties):
        return False
    if ties[0] == "or":
        return False
    complete = low.sum.unit is not None and (low.sum.scaled == high.sum.scaled) and low.end > low.first + 1
    if complete and ties != ["-"]:
        return rises and not any(word in RAISED for word in before)
    return rises


def _range_words(tokens: Sequence[Token], low: _Found, lex: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Give the token where a range begins, and its words: "between", "from … to", none for a hyphen."""
    tie = tokens[low.end].norm
    opener = tokens[low.first - 1].norm if low.first else ""
    if tie in lex.between_and and opener in lex.between:
        return low.first - 1, (opener,)
    return low.first, (tie,) if tie != "-" else ()


def read_hedges(tokens: Sequence[Token], found: list[_Found], lex: Lexicon) -> list[_Found]:
    """Turn "nearly", "up to", "or more" and their kin into bounds."""
    return [_hedged(tokens, one, lex, found[k - 1].end if k else 0) for k, one in enumerate(found)]


def _hedged(tokens: Sequence[Token], one: _Found, lex: Lexicon, floor: int) -> _Found:
    begin, bound, words = _hedge_before(tokens, one.first, lex, floor)
    end = one.end
    if one.sum.vague:
        low = one.low if bound != "at_most" else None
        vague = " ".join(token.norm for token in tokens[one.first : one.sum.vague])
        return replace(one, low=low, high=None, hedge=(*words, vague), begin=begin)
    if bound is None and (after := _hedge_after(tokens, one.end, lex)):
        bound, end, words = after
    if bound is None:
        return one
    words = (*words, *one.hedge)
    is_range = one.low != one.high
    low = one.low if bound != "at_most" or is_range else None
    high = one.high if bound != "at_least" or is_range else None
    return replace(one, low=low, high=high, hedge=words, begin=begin, end=end)


def _hedge_before(
    tokens: Sequence[Token], first: int, lex: Lexicon, floor: int
) -> tuple[int, Bound | None, tuple[str, ...]]:
    """Give the first token, the bound and the words of the hedges that stand before token `first`."""
    begin, bound = first, None
    words: tuple[str, ...] = ()
    at, skipped = first, 0
    while at > floor:
        found = lex.hedges.before(tokens, at)
        if found and at - found[1] >= floor:
            hedge, length = found
            start = at - length
            if hedge.preposition and (skipped or _governed(tokens, start, lex)):
                break
            bound = hedge.bound if bound in (None, "about") else bound
            words = (" ".join(token.text for token in tokens[start:at]).lower(), *words)
            begin = at = start
            skipped = 0
        elif (tokens[at - 1].norm in lex.fillers and skipped < 2) or (
            tokens[at - 1].norm == "'" and skipped < 2
        ):
            at, skipped = at - 1, skipped + 1
        else:
            break
    return begin, bound, words


def _governed(tokens: Sequence[Token], start: int, lex: Lexicon) -> bool:
    """Tell "a dispute over $60bn" from "over $60bn": a preposition that belongs to the word before it."""
    return start > 0 and tokens[start - 1].norm in lex.not_hedge_before


def _hedge_after(
    tokens: Sequence[Token], end: int, lex: Lexicon
) -> tuple[Bound, int, tuple[str, ...]] | None:
    """Read "or more", "-plus", "+" behind an amount."""
    at = end + (end < len(tokens) and tokens[end].norm in ("-", ","))
    found = lex.hedges_after.at(tokens, at)
    if found is None or (tokens[at].norm == "plus" and at == end):
        return None
    if tokens[at].norm == "+" and at + 1 < len(tokens) and tokens[at + 1].norm != ",":
        return None
    return found[0], at + found[1], (" ".join(token.text for token in tokens[at : at + found[1]]).lower(),)


Step = Callable[[Sequence[Token], list[_Found], Lexicon], list[_Found]]
STEPS: tuple[Step, ...] = (join_ranges, read_hedges)


def _money(tokens: Sequence[Token], one: _Found) -> Money:
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


def _without_restated(tokens: Sequence[Token], found: list[_Found]) -> Iterator[Money]:
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
