"""Two figures that make one amount: "X to Y", "X-Y", "between X and Y"."""

from collections.abc import Sequence

from msgspec.structs import replace

from plugins.extract.languages import words_of

from .found import Found
from .grammar import HUNDRED, Sum, read_sum
from .lexicon import Lexicon
from .tokens import Token

REACH = 6
"""Tokens looked back for what makes two sums a change: "raised from $5bn to"."""
RAISED = words_of("turns", "raised")
"""Words before "from X to Y" that make it a change of one sum into another, no range."""


def half_a_range(tokens: Sequence[Token], i: int, lex: Lexicon) -> Sum | None:
    """Read the first figure of "between 5 and 7 billion euros", which has neither scale nor currency."""
    if i + 2 >= len(tokens):
        return None
    if tokens[i].kind != "figure":
        return _in_words(tokens, i, lex)
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


def _in_words(tokens: Sequence[Token], i: int, lex: Lexicon) -> Sum | None:
    """Read "zwei" in "zwei bis drei Milliarden", and "zwei-" in "zwei- bis dreihundert Millionen"."""
    word = lex.numbers.at(tokens, i)
    if word is None or word[1] != 1:
        return None
    cut = tokens[i + 1].norm == "-" and tokens[i + 1].start == tokens[i].end
    tie = i + 1 + cut
    if tie + 1 >= len(tokens) or tokens[tie].kind != "word" or tokens[tie].norm not in lex.range:
        return None
    upper = read_sum(tokens, tie + 1, lex)
    if upper is None or upper.vague or not upper.scaled:
        return None
    low = word[0] * (HUNDRED if cut and _in_hundreds(tokens[tie + 1], lex) else 1)
    return Sum(i, tie, low, upper.scale, upper.scaled, upper.unit) if low < upper.number else None


def _in_hundreds(token: Token, lex: Lexicon) -> bool:
    """Tell "dreihundert", which ends in a word for a hundred, from "drei"."""
    endings = (replace(token, norm=token.norm[at:]) for at in range(1, len(token.norm)))
    return any(lex.numbers.at((ending,), 0) == (HUNDRED, 1) for ending in endings)


def join_ranges(tokens: Sequence[Token], found: list[Found], lex: Lexicon) -> list[Found]:
    """Join "X to Y", "X-Y" and "between X and Y" into one amount with two bounds."""
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and _is_range(tokens, before, one, lex):
            low, scale = before.low or 0.0, one.sum.scale
            if not before.sum.scaled and one.sum.scaled and low < one.sum.number:
                low = round(low * scale, 2)
            whole = replace(one.sum, unit=one.sum.unit or before.sum.unit)
            begin, words = _range_words(tokens, before, lex)
            joined[-1] = Found(begin, one.end, low, one.high, whole, words, begin)
        else:
            joined.append(one)
    return joined


def _is_range(tokens: Sequence[Token], low: Found, high: Found, lex: Lexicon) -> bool:
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


def _range_words(tokens: Sequence[Token], low: Found, lex: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Give the token where a range begins, and its words: "between", "from … to", none for a hyphen."""
    tie = tokens[low.end].norm
    opener = tokens[low.first - 1].norm if low.first else ""
    if tie in lex.between_and and opener in lex.between:
        return low.first - 1, (opener,)
    return low.first, (tie,) if tie != "-" else ()
