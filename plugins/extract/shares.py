"""Parts of all support: "over half of the overall assistance"."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from plugins.model import Value

from .heads import Heads
from .languages import language_tables, own_language
from .money.figures import figure_value
from .money.lexicon import Lexicon, Phrases, lexicon
from .money.tokens import Token, tokenise, words

REACH = 7
"""Words from "of" to the word for aid: "of the overall economic and military assistance"."""
ENDS = frozenset([",", ";", ".", ":", "(", "with"])
"""What no whole goes on behind: "two thirds of the needs with a loan" has no share of a loan."""
QUOTES = frozenset("\"'“”‘’„«»")


class Portion(Value, frozen=True, gc=False):
    """A part of something, as a text states it."""

    start: int
    end: int
    core: int
    part_end: int
    """Where the fraction ends and its whole begins."""
    low: float | None
    high: float | None
    of: str
    hedge: str | None


class _Words(Value, frozen=True, gc=False):
    fractions: Phrases[float]
    majorities: Phrases[bool]
    percent: Phrases[bool]
    of: frozenset[str]
    openers: frozenset[str]
    """Every word that a part may begin with, besides figures."""
    heads: Heads[str]


def find_portions(
    text: str, spans: Sequence[tuple[int, int]], language: str, is_aid: Callable[[str], bool]
) -> tuple[Portion, ...]:
    """Give the parts of support in the sentences at `spans`; `is_aid` tells the words for aid.

    >>> from .sentences import sentences
    >>> text = "Europe gave over half of the overall assistance."
    >>> found = find_portions(text, sentences(text), "en", lambda word: word == "assistance")
    >>> [(text[p.start:p.end], p.low) for p in found]
    [('over half of the overall assistance', 0.5)]
    """
    known, lex = _words(language), lexicon(language)
    found: list[Portion] = []
    for number in known.heads.sentences(text, spans).get("part", ()):
        found.extend(_in_sentence(text, tokenise(text, *spans[number]), known, lex, is_aid))
    return tuple(found)


def _in_sentence(
    text: str, tokens: Sequence[Token], known: _Words, lex: Lexicon, is_aid: Callable[[str], bool]
) -> Iterator[Portion]:
    i = 0
    while i < len(tokens):
        if tokens[i].norm not in known.openers and tokens[i].kind != "figure":
            i += 1
            continue
        part = _part(tokens, i, known, lex)
        whole = _whole(tokens, part[1], known, is_aid) if part else None
        if part is None or whole is None:
            i += 1
            continue
        value, at, majority = part
        begin, low, high, hedge = _hedged(tokens, i, value, lex)
        if majority:
            low, high, hedge = 0.5, None, text[tokens[i].start : tokens[at - 1].end].lower()
        of = text[tokens[whole[0]].start : tokens[whole[1] - 1].end]
        start = tokens[begin].start
        if begin and tokens[begin - 1].norm in QUOTES and any(t.norm in QUOTES for t in tokens[i : whole[0]]):
            start = tokens[begin - 1].start
        yield Portion(
            start, tokens[whole[1] - 1].end, tokens[i].start, tokens[at - 1].end, low, high, of, hedge
        )
        i = whole[1]


def _part(tokens: Sequence[Token], i: int, known: _Words, lex: Lexicon) -> tuple[float, int, bool] | None:
    """Read a fraction, a percentage or "most": its value, the token after it, whether it is "most"."""
    if tokens[i].kind == "figure":
        percent = known.percent.at(tokens, i + 1)
        if percent is None:
            return None
        value = figure_value(tokens[i].text, decimal_comma=lex.decimal_comma, scaled=True) / 100
        return (round(value, 4), i + 1 + percent[1], False) if value <= 1 else None
    if fraction := known.fractions.at(tokens, i):
        return fraction[0], i + fraction[1], False
    if majority := known.majorities.at(tokens, i):
        return 0.5, i + majority[1], True
    return None


def _whole(
    tokens: Sequence[Token], at: int, known: _Words, is_aid: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Give the tokens of "the overall assistance" behind "of", if it is support that is parted."""
    while at < len(tokens) and tokens[at].norm in QUOTES:
        at += 1
    if known.of:
        if at >= len(tokens) or tokens[at].norm not in known.of:
            return None
        at += 1
    for end in range(at, min(len(tokens), at + REACH)):
        if tokens[end].kind == "figure" or tokens[end].norm in ENDS:
            return None
        if is_aid(tokens[end].norm):
            return at, end + 1
    return None


def _hedged(
    tokens: Sequence[Token], first: int, value: float, lex: Lexicon
) -> tuple[int, float | None, float | None, str | None]:
    found = lex.hedges.before(tokens, first)
    if found is None:
        return first, value, value, None
    hedge, length = found
    begin = first - length
    stated = " ".join(token.text for token in tokens[begin:first]).lower()
    low = None if hedge.bound == "at_most" else value
    high = None if hedge.bound == "at_least" else value
    return begin, low, high, stated


@cache
def _words(language: str) -> _Words:
    tables = language_tables()
    own = own_language(language)
    near = [tables[code] for code in dict.fromkeys((own, "en")) if code in tables]
    fractions = {
        words(w): float(v) for table in reversed(near) for w, v in table.get("fractions", {}).items()
    }
    majorities = {words(w): True for table in near for w in table.get("majorities", ())}
    percent = {words(w): True for table in near for w in table.get("percent", ())}
    last = {phrase[-1] for phrase in (*fractions, *majorities, *percent)}
    return _Words(
        fractions=Phrases(fractions),
        majorities=Phrases(majorities),
        percent=Phrases(percent),
        of=frozenset(w for table in near[:1] for w in table.get("fraction_of", ())),
        openers=frozenset(phrase[0] for phrase in (*fractions, *majorities)),
        heads=Heads((word, "part") for word in last),
    )
