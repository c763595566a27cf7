"""The grammar of a sum of money: currency, figure and scale in every order that newspapers use.

    sum     = [currency] number [[of] currency] [scale ...] [[of] currency] [sum of a smaller scale]
    number  = figure | number words | vague words ("tens of") | nothing, before "billions"

Each rule reads forward from one token and looks at a few: the time is linear in the number of tokens.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from plugins.model import Value

from .figures import figure_value, is_day
from .lexicon import WORDLIKE_CODES, Lexicon, Unit
from .tokens import Token

Tokens = Sequence[Token]
BILLION = 1e9
HUNDRED, THOUSAND = 100, 1000


class Sum(Value, frozen=True, gc=False):
    """One sum as read: what it says, and which tokens say it."""

    first: int
    end: int
    """The token after its last."""
    number: float
    scale: float
    scaled: bool
    unit: Unit | None
    """None for a bare figure with a scale, whose currency another sum tells."""
    vague: int = 0
    """For words that give no figure ("tens of billions"): the token after them, without the currency."""

    @property
    def value(self) -> float:
        """The amount in whole units."""
        return round(self.number * self.scale * (0.01 if self.unit and self.unit.cent else 1), 2)


class _Number(Value, frozen=True, gc=False):
    value: float
    end: int
    vague: bool
    words: bool


def read_sum(tokens: Tokens, i: int, lex: Lexicon) -> Sum | None:
    """Read the sum that begins at token `i`, or nothing."""
    unit, at = _prefix(tokens, i, lex)
    number = _number(tokens, at, lex)
    if number is None:
        return None
    at = number.end
    if unit is None:
        unit, at = _infix(tokens, at, lex)
    scale, at, scaled = _scales(tokens, at, lex, loose=unit is not None)
    value, worded = number.value, at
    if scaled and (half := lex.and_half.at(tokens, at)):
        value, at = value + 0.5, at + half[1]
    if scaled and tokens[at - 1].norm in lex.scaled_units and unit is None:
        unit = lex.scaled_units[tokens[at - 1].norm][1]
    unit, at, refined = _suffix(tokens, at, lex, unit, scaled)
    if not scaled and not refined:
        scale, at, scaled = _scales(tokens, at, lex, loose=unit is not None)
    if unit is None and (not scaled or tokens[at - 1].norm in lex.glued):
        return None
    if number.vague and not scaled:
        return None
    if tokens[number.end - 1].kind == "figure":
        figure = tokens[number.end - 1].text
        value += figure_value(figure, decimal_comma=lex.decimal_comma, scaled=scaled) - number.value
        if scale >= BILLION and "," in figure and value >= THOUSAND:
            # "1,415bn": nobody counts in thousands of billions, so the comma is a decimal one.
            value /= THOUSAND
    return _with_smaller(tokens, Sum(i, at, value, scale, scaled, unit, worded if number.vague else 0), lex)


def _prefix(tokens: Tokens, i: int, lex: Lexicon) -> tuple[Unit | None, int]:
    """Read a currency before its figure: "$", "US$", "US $", "EUR", "kr"."""
    best: tuple[Unit | None, int] = (None, i)
    if i >= len(tokens):
        return best
    text = ""
    opens = tokens[i].text.replace(".", "") in lex.symbol_openers
    for k in range(i, min(i + 3, len(tokens)) if opens else i):
        # "US $" and "CAD $" are symbols too, but not "A $5 million loan".
        apart = k > i and tokens[k - 1].end != tokens[k].start
        if apart and not (tokens[k].text == "$" and len(text) > 1 and text.isupper()):
            break
        text += tokens[k].text.replace(".", "")
        # "2,17 Md$." ends a sentence: the full stop is no part of the sign.
        if text in lex.symbols and tokens[k].text != ".":
            best = lex.symbols[text], k + 1
    if best[0] is None:
        token = tokens[i]
        if token.text in lex.codes and token.text not in WORDLIKE_CODES:
            best = Unit(token.text, None), i + 1
        elif token.norm in ("kr", "euro", "euros", "eur"):
            best = (Unit("EUR", None) if token.norm != "kr" else Unit(None, "crown")), i + 1
        if (
            best[0]
            and best[1] < len(tokens)
            and tokens[best[1]].norm == "."
            and tokens[best[1] - 1].norm == "kr"
        ):
            best = best[0], best[1] + 1
    return best


def _number(tokens: Tokens, i: int, lex: Lexicon) -> _Number | None:
    """Read a figure, number words, vague words, or the nothing before a plural scale."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == "figure":
        if (i and tokens[i - 1].end == token.start and _glued_name(tokens, i, lex)) or is_day(token.text):
            return None
        return _Number(
            figure_value(token.text, decimal_comma=lex.decimal_comma, scaled=True), i + 1, False, False
        )
    if vague := lex.vague.at(tokens, i):
        at = i + vague[1]
        if at < len(tokens) and (tokens[at].norm in lex.scales or tokens[at].norm in lex.of):
            at += tokens[at].norm not in lex.scales
            return _Number(vague[0], at, True, True)
    if token.norm in lex.plurals:
        return _Number(2, i, True, True)
    return _number_words(tokens, i, lex)


def _glued_name(tokens: Tokens, i: int, lex: Lexicon) -> bool:
    """Tell "F-16" and "M777" from "EUR76" and "A$8.7": a figure glued to letters that are no currency."""
    before = tokens[i - 1]
    if before.kind == "word":
        return (
            before.text not in lex.codes
            and before.text not in lex.symbols
            and before.norm not in ("kr", "eur", "euro")
        )
    if before.norm == "-" and i > 1 and tokens[i - 2].end == before.start:
        return (
            tokens[i - 2].kind == "word"
            and tokens[i - 2].norm not in lex.scales
            and tokens[i - 2].norm not in lex.range
        )
    return before.norm in ("/", "#", "_", "№")


def _number_words(tokens: Tokens, i: int, lex: Lexicon) -> _Number | None:
    """Read "two and a half", "five hundred", "half a", "twenty-five", "a" before a scale."""
    total, at = 0.0, i
    if tokens[at].norm in lex.articles:
        if at + 1 < len(tokens) and (tokens[at + 1].norm in lex.scales or lex.numbers.at(tokens, at + 1)):
            at += 1
            total = 1.0 if tokens[at].norm in lex.scales else 0.0
        else:
            return None
    while found := lex.numbers.at(tokens, at):
        value, length = found
        if value == HUNDRED or (value < 1 and total == 1):
            total = max(total, 1.0) * value  # "five hundred", "eine halbe"
        else:
            total += value
        at += length
        if at < len(tokens) and tokens[at].norm in ("-", "and") and lex.numbers.at(tokens, at + 1):
            at += 1
    if total == 0:
        return None
    if half := lex.and_half.at(tokens, at):
        total, at = total + 0.5, at + half[1]
    if total < 1 or (at < len(tokens) and tokens[at - 1].norm in ("quarter", "quarters")):
        at = _over_of_a(tokens, at, lex)
    if (
        at < len(tokens)
        and tokens[at].norm == "-"
        and at + 1 < len(tokens)
        and tokens[at + 1].norm in lex.scales
    ):
        at += 1
    return _Number(total, at, False, True)


def _over_of_a(tokens: Tokens, at: int, lex: Lexicon) -> int:
    """Step over the "a" of "half a billion" and the "of a" of "a quarter of a billion"."""
    k = at
    while k < len(tokens) and k < at + 5 and tokens[k].norm in ("-", "of", *lex.articles):
        k += 1
    return k if k < len(tokens) and tokens[k].norm in lex.scales else at


def _infix(tokens: Tokens, at: int, lex: Lexicon) -> tuple[Unit | None, int]:
    """Read the currency of "52 EUR million" and "5 € bn": between figure and scale."""
    unit, end = _prefix(tokens, at, lex)
    if unit and end < len(tokens) and tokens[end].norm in lex.scales:
        return unit, end
    return None, at


def _scales(tokens: Tokens, at: int, lex: Lexicon, *, loose: bool) -> tuple[float, int, bool]:
    """Read "million", "-Milliarden", "mille milliards", a glued "m" or "bn"; loose: "m" may stand apart."""
    scale, found, k = 1.0, False, at
    while k < len(tokens):
        step = k + 1 if tokens[k].norm == "-" and k + 1 < len(tokens) else k
        norm = tokens[step].norm
        if norm in lex.scales and not (step > k and tokens[k].start > tokens[k - 1].end):
            scale *= lex.scales[norm]
        elif not found and norm in lex.scaled_units:
            return lex.scaled_units[norm][0], step + 1, True
        elif not found and norm in lex.glued and step == k and _is_glued(tokens, k, lex, loose=loose):
            scale *= lex.glued[norm]
        else:
            break
        found, k, at = True, step + 1, step + 1
        if (
            k < len(tokens)
            and tokens[k].norm == "."
            and tokens[k].start == tokens[k - 1].end
            and len(norm) < 5
        ):
            k += 1
    return scale, at, found


def _is_glued(tokens: Tokens, k: int, lex: Lexicon, *, loose: bool) -> bool:
    """Tell the "m" of "$25m", "£25 m" and "25 M€" from any other letter."""
    if tokens[k].start == tokens[k - 1].end:
        return True
    spaced = tokens[k].norm in ("m", "mm")
    if spaced and loose:
        return True
    if k + 1 >= len(tokens):
        return False
    following = tokens[k + 1]
    symbol = following.start == tokens[k].end and following.text in lex.symbols
    return symbol or (spaced and following.text in lex.codes)


def _suffix(
    tokens: Tokens, at: int, lex: Lexicon, unit: Unit | None, scaled: bool
) -> tuple[Unit | None, int, bool]:
    """Read a currency after its figure: "euros", "of dollars", "d'euros", "-dollar"; refine "$ … CAD"."""
    k = at
    if k < len(tokens) and tokens[k].norm == "." and scaled and len(tokens[k - 1].norm) < 5:
        k += 1
    if k < len(tokens) and tokens[k].norm == "-" and tokens[k].start == tokens[k - 1].end:
        k += 1
    while scaled and k < len(tokens) and k < at + 3 and (tokens[k].norm in lex.of or tokens[k].norm == "'"):
        k += 1
    found = lex.units.at(tokens, k)
    if found and not scaled and tokens[k].norm == "eur" and _opens_next(tokens, k + found[1], lex, scaled):
        return unit, at, False
    if found is None:
        code, end = _prefix(tokens, k, lex)
        if code is None and scaled and k < len(tokens) and tokens[k].text in lex.codes:
            code, end = Unit(tokens[k].text, None), k + 1
        if code is None or _opens_next(tokens, end, lex, scaled):
            return unit, at, False
        found = code, end - k
    word, length = found
    if unit is None:
        return word, k + length, True
    refines = unit.family is not None and word.code is not None and k + length <= len(tokens)
    same = word.family == unit.family if unit.family else word.code == unit.code
    if refines or same:
        return (word if refines else unit), k + length, True
    return unit, at, False


def _opens_next(tokens: Tokens, end: int, lex: Lexicon, scaled: bool) -> bool:
    """Tell whether a currency after one figure belongs to the next: "by 2025 EUR 5 million"."""
    if end >= len(tokens) or tokens[end].kind != "figure":
        return False
    if not scaled or end + 1 >= len(tokens):
        return not scaled
    glued = tokens[end + 1].norm in lex.glued and tokens[end + 1].start == tokens[end].end
    return glued or tokens[end + 1].norm in lex.scales


def _with_smaller(tokens: Tokens, whole: Sum, lex: Lexicon) -> Sum:
    """Add a sum of a smaller scale that follows at once: "$2 billion $980 million", "1 млрд 200 млн грн"."""
    if not whole.scaled or whole.vague or whole.end >= len(tokens):
        return whole
    if tokens[whole.end].kind != "figure" and not _prefix(tokens, whole.end, lex)[0]:
        return whole
    rest = read_sum(tokens, whole.end, lex)
    if (
        rest is None
        or rest.vague
        or not rest.scaled
        or rest.value >= whole.scale
        or rest.scale >= whole.scale
    ):
        return whole
    if whole.unit and rest.unit and whole.unit != rest.unit:
        return whole
    total = whole.number + rest.value / whole.scale
    return replace(whole, end=rest.end, number=total, unit=whole.unit or rest.unit)
