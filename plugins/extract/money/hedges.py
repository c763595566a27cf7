"""Words beside an amount that make it a bound: "nearly", "up to", "or more"."""

from collections.abc import Sequence

from msgspec.structs import replace

from .found import Found
from .lexicon import Bound, Lexicon
from .tokens import Token


def read_hedges(tokens: Sequence[Token], found: list[Found], lex: Lexicon) -> list[Found]:
    """Turn "nearly", "up to", "or more" and their kin into bounds."""
    return [_hedged(tokens, one, lex, found[k - 1].end if k else 0) for k, one in enumerate(found)]


def _hedged(tokens: Sequence[Token], one: Found, lex: Lexicon, floor: int) -> Found:
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
            if start and tokens[start].norm == "up" and tokens[start - 1].norm in lex.adds_up:
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
    if tokens[at].norm == "plus" and at + 1 < len(tokens) and _sum_follows(tokens[at + 1], lex):
        return None
    if tokens[at].norm == "+" and at + 1 < len(tokens) and tokens[at + 1].norm != ",":
        return None
    return found[0], at + found[1], (" ".join(token.text for token in tokens[at : at + found[1]]).lower(),)


def _sum_follows(token: Token, lex: Lexicon) -> bool:
    """Tell "€110m, plus €200m for energy", two sums, from "€110m-plus"."""
    return token.kind == "figure" or token.text in lex.symbol_openers or token.text in lex.codes
