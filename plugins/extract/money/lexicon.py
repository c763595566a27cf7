"""The words of money: currencies from library data, scales, numbers and hedges from the language tables."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Generic, Literal, TypeVar

from plugins.extract.languages import language_tables, own_language
from plugins.model import Value

from .tokens import Token, tokenise, words

Bound = Literal["about", "at_most", "at_least"]
V = TypeVar("V")

WORDLIKE_CODES = frozenset(
    ["ALL", "AMD", "ANG", "BAM", "COP", "CUP", "DOP", "GEL", "LAK", "MAD", "MOP", "MUR",
     "PEN", "SOS", "TOP", "TRY"]
)  # fmt: skip
"""Currency codes that an upper-case headline may mean as words: read only after a figure with its scale."""
EXTRA_SYMBOLS = {
    "C$": "CAD", "CAN$": "CAD", "Can$": "CAD", "CDN$": "CAD", "CAD$": "CAD", "US$": "USD", "USD$": "USD",
    "AUD$": "AUD", "NZ$": "NZD", "NZD$": "NZD", "S$": "SGD", "zł": "PLN", "Kč": "CZK", "Ft": "HUF",
    "Rs": "INR", "Hr": "UAH",
}  # fmt: skip
"""Symbols of newspapers that CLDR lacks."""


class Unit(Value, frozen=True, gc=False):
    """What a currency word means: one currency, or a family whose member the context tells."""

    code: str | None
    family: str | None
    cent: bool = False


class Hedge(Value, frozen=True, gc=False):
    """Words beside an amount that make it a bound."""

    bound: Bound
    preposition: bool
    """Whether the words are also a preposition: "over", "about"."""


class Phrases(Generic[V]):
    """Phrases of one or more words, looked up where they begin or where they end."""

    def __init__(self, table: Mapping[tuple[str, ...], V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in sorted(table.items(), key=lambda item: -len(item[0])):
            self._by_first.setdefault(phrase[0], []).append((phrase, value))
            self._by_last.setdefault(phrase[-1], []).append((phrase, value))

    def all(self) -> Iterator[tuple[str, ...]]:
        """Give every phrase."""
        return (phrase for several in self._by_first.values() for phrase, _ in several)

    @property
    def openers(self) -> AbstractSet[str]:
        """Give the words that a phrase may begin with."""
        return self._by_first.keys()

    def at(self, tokens: Sequence[Token], i: int) -> tuple[V, int] | None:
        """Give the longest phrase's value and length in tokens, where it begins at `i`."""
        if i >= len(tokens) or tokens[i].norm not in self._by_first:
            return None
        for phrase, value in self._by_first[tokens[i].norm]:
            if _stands_at(phrase, tokens, i):
                return value, len(phrase)
        return None

    def before(self, tokens: Sequence[Token], i: int) -> tuple[V, int] | None:
        """Give the longest phrase's value and length in tokens, where it ends just before `i`."""
        if i <= 0 or tokens[i - 1].norm not in self._by_last:
            return None
        for phrase, value in self._by_last[tokens[i - 1].norm]:
            start = i - len(phrase)
            if start >= 0 and _stands_at(phrase, tokens, start):
                return value, len(phrase)
        return None


def _stands_at(phrase: tuple[str, ...], tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a phrase begins at a token."""
    if start + len(phrase) > len(tokens):
        return False
    # A loop, not all(): most phrases are one word, and this is asked of most words of an amount's sentence.
    for at, word in enumerate(phrase, start):  # noqa: SIM110
        if tokens[at].norm != word:
            return False
    return True


class Lexicon(Value, frozen=True, gc=False):
    """All tables for one language, with every other language's behind it."""

    decimal_comma: bool
    scales: Mapping[str, float]
    glued: Mapping[str, float]
    plurals: frozenset[str]
    scaled_units: Mapping[str, tuple[float, Unit]]
    numbers: Phrases[float]
    articles: frozenset[str]
    and_half: Phrases[bool]
    vague: Phrases[float]
    of: frozenset[str]
    between: frozenset[str]
    between_and: frozenset[str]
    range: frozenset[str]
    from_: frozenset[str]
    hedges: Phrases[Hedge]
    hedges_after: Phrases[Bound]
    fillers: frozenset[str]
    not_hedge_before: frozenset[str]
    adds_up: frozenset[str]
    """Verbs whose "up to" is no bound: "adds up to $5bn"."""
    units: Phrases[Unit]
    symbols: Mapping[str, Unit]
    symbol_openers: frozenset[str]
    """The first token of every symbol: "C" of "C$"."""
    codes: frozenset[str]
    openers: frozenset[str]
    """Every word and mark that an amount may begin with, besides figures."""


@cache
def currency_table() -> dict[str, dict[str, str]]:
    """Give the digested library data: codes, families, names, symbols."""
    table: dict[str, dict[str, str]] = json.loads(
        (Path(__file__).parent / "currencies.json").read_text("utf-8")
    )
    return table


@cache
def family_of() -> dict[str, frozenset[str]]:
    """Give the currencies that a bare word may mean: {"dollar": {"USD", "AUD", ...}, "crown": ...}."""
    families: dict[str, frozenset[str]] = {
        name: frozenset(codes) for name, codes in currency_table()["families"].items()
    }
    families["crown"] = families["krona"] | families["krone"] | families["koruna"]
    return families


@cache
def lexicon(language: str) -> Lexicon:
    """Give the tables for a document's language: its own words first, then English, then all others'."""
    tables = language_tables()
    own = own_language(language)
    near = [tables[code] for code in dict.fromkeys((own, "en")) if code in tables]
    every = near + [table for code, table in tables.items() if code not in (own, "en")]
    scales = _merged_numbers(every, "scales")
    return Lexicon(
        decimal_comma=own in tables and own != "en",
        scales=scales,
        glued=_merged_numbers(every, "glued_scales"),
        plurals=_merged_words(every, "plural_scales"),
        scaled_units={
            word: (float(scale), Unit(None, family))
            for table in every
            for word, (scale, family) in table.get("scaled_units", {}).items()
        },
        numbers=Phrases({words(k): v for k, v in _merged_numbers(near, "numbers").items()}),
        articles=_merged_words(near, "articles"),
        and_half=Phrases({words(phrase): True for table in near for phrase in table.get("and_half", ())}),
        vague=Phrases({words(k): v for k, v in _merged_numbers(near, "vague").items()}),
        of=_merged_words(every, "of"),
        between=_merged_words(near, "between"),
        between_and=_merged_words(near, "between_and"),
        range=_merged_words(near, "range") | {"-", "to"},
        from_=_merged_words(near, "from"),
        hedges=Phrases(_hedges(near)),
        hedges_after=Phrases(_hedges_after(near)),
        fillers=frozenset(word for table in near for word in table["hedges"].get("fillers", ())),
        not_hedge_before=_merged_words(near, "not_hedge_before"),
        adds_up=_merged_words(near, "adds_up"),
        units=Phrases(_units(every)),
        symbols=_symbols(),
        symbol_openers=frozenset(tokenise(symbol, 0, len(symbol))[0].text for symbol in _symbols()),
        codes=frozenset(currency_table()["codes"]),
        openers=_openers(near),
    )


def _openers(tables: Iterable[Mapping[str, Mapping[str, str]]]) -> frozenset[str]:
    phrases = [*_symbols(), *currency_table()["codes"], "kr", "euro", "euros", "eur", "us"]
    for table in tables:
        for section in ("numbers", "vague", "articles", "plural_scales"):
            phrases += table.get(section, ())
    return frozenset(words(phrase)[0] for phrase in phrases)


def _merged_numbers(tables: Iterable[Mapping[str, Mapping[str, str]]], section: str) -> dict[str, float]:
    merged: dict[str, float] = {}
    for table in tables:
        for word, value in table.get(section, {}).items():
            merged.setdefault(word.casefold(), float(value))
    return merged


def _merged_words(tables: Iterable[Mapping[str, Iterable[str]]], section: str) -> frozenset[str]:
    return frozenset(word.casefold() for table in tables for word in table.get(section, ()))


def _hedges(tables: Iterable[Mapping[str, Mapping[str, Iterable[str]]]]) -> dict[tuple[str, ...], Hedge]:
    hedges: dict[tuple[str, ...], Hedge] = {}
    bounds: tuple[Bound, ...] = ("about", "at_most", "at_least")
    for table in tables:
        prepositions = set(table["hedges"].get("prepositions", ()))
        for bound in bounds:
            for phrase in table["hedges"].get(bound, ()):
                hedges.setdefault(words(phrase), Hedge(bound, phrase in prepositions))
    return hedges


def _hedges_after(
    tables: Iterable[Mapping[str, Mapping[str, Iterable[str]]]],
) -> dict[tuple[str, ...], Bound]:
    bounds: tuple[Bound, ...] = ("about", "at_most", "at_least")
    return {
        words(phrase): bound
        for table in tables
        for bound in bounds
        for phrase in table["hedges"].get(f"after_{bound}", ())
    }


def _units(tables: Sequence[Mapping[str, Mapping[str, Sequence[str]]]]) -> dict[tuple[str, ...], Unit]:
    units: dict[tuple[str, ...], Unit] = {}
    for table in tables:
        for word, code in table.get("currency_words", {}).items():
            units.setdefault(words(word), Unit(str(code), None))
        for family, forms in table.get("units", {}).items():
            for form in forms:
                units.setdefault(words(form), _family_unit(family))
    for name, code in currency_table()["names"].items():
        units.setdefault(words(name), Unit(code, None))
    units.update(_by_demonym())
    return units


def _family_unit(family: str) -> Unit:
    return {"euro": Unit("EUR", None), "cent": Unit(None, None, cent=True), "koruna": Unit("CZK", None)}.get(
        family, Unit(None, family)
    )


def _by_demonym() -> dict[tuple[str, ...], Unit]:
    """Give "Norwegian crowns" and "Czech crowns", from the library's "Norwegian krone" and "Czech koruna"."""
    crowns = ("crown", "crowns", "krona", "kronas", "kronor", "krone", "kroner")
    found: dict[tuple[str, ...], Unit] = {
        ("us", ".", "dollars"): Unit("USD", None),
        ("us", ".", "dollar"): Unit("USD", None),
        ("american", "dollars"): Unit("USD", None),
        ("american", "dollar"): Unit("USD", None),
    }
    for family in ("crown", "dollar"):
        for name, code in currency_table()["names"].items():
            demonym, _, unit = name.rpartition(" ")
            if code in family_of()[family] and unit in ("krone", "krona", "króna", "koruna", "dollar"):
                endings = crowns if family == "crown" else ("dollar", "dollars")
                found |= {(*words(demonym), ending): Unit(code, None) for ending in endings}
    return found


@cache
def _symbols() -> dict[str, Unit]:
    symbols = {
        symbol: Unit(code, None) for symbol, code in (currency_table()["symbols"] | EXTRA_SYMBOLS).items()
    }
    return symbols | {"$": Unit(None, "dollar"), "＄": Unit(None, "dollar"), "£": Unit(None, "pound")}
