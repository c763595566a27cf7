"""Facts of several articles that are one: the rows of a coverage matrix."""

import math
from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from plugins.model import Claim, Quote

from .wording import joined

REWORDED = 0.6
"""Share of words two quotations have in common, in order, to be the same words passed on differently."""
LEAST_WORDS = 4
"""A shorter quotation is only the same if it is equal or stands within the other."""
MAX_QUOTES = 400
"""Quotations of one event that are held against each other; those beyond get rows of their own."""


@dataclass(frozen=True)
class Fact:
    """One claim or quote of one article."""

    article: str
    url: str
    words: tuple[str, ...]
    text: str
    claim: Claim | None = None
    quote: Quote | None = None

    @cached_property
    def joined(self) -> str:
        """Its words as one text in which only whole words are found."""
        return joined(self.words)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)


class _Row:
    """Facts that are one, at most one of each article."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.facts: dict[str, Fact] = {}
        self.wordings: dict[tuple[str, ...], Fact] = {}
        for fact in facts:
            self.add(fact)

    def says(self, fact: Fact) -> bool:
        """Say whether a quotation is one of its wordings, or nearly."""
        return fact.words in self.wordings or any(_same_quote(one, fact) for one in self.wordings.values())

    def add(self, fact: Fact) -> None:
        self.facts[fact.article] = fact
        self.wordings.setdefault(fact.words, fact)


def _most_told(rows: Iterable[_Row]) -> list[tuple[Fact, ...]]:
    """Give what most articles have first; sorting is stable, so the order of the texts decides the rest."""
    return [tuple(row.facts.values()) for row in sorted(rows, key=lambda row: -len(row.facts))]


def same_quotes(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """Align quotations: each goes to the first row with such a wording, once for each article.

    What an article quotes again, whole or in part, adds nothing; what it quotes twice in other words does.
    """
    rows: list[_Row] = []
    for number, fact in enumerate(facts):
        for row in rows if number < MAX_QUOTES else ():
            held = row.facts.get(fact.article)
            if held is not None and (fact.joined in held.joined or held.joined in fact.joined):
                break
            if held is None and row.says(fact):
                row.add(fact)
                break
        else:
            rows.append(_Row((fact,)))
    return _most_told(rows)


def _same_quote(a: Fact, b: Fact) -> bool:
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    shared = len(short.kinds & long.kinds)
    if shared < REWORDED * len(short.kinds):
        return False
    if shared == len(short.kinds) and short.joined in long.joined:
        return len(short.words) > 1 or short.words == long.words
    if len(short.words) < LEAST_WORDS:
        return False
    matcher = SequenceMatcher(None, short.words, long.words, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= REWORDED * len(short.words)


def same_claims(facts: Sequence[Fact], countries: Container[str]) -> list[tuple[Fact, ...]]:
    """Align claims: those of one value first, then other values for the same donors, kind and aid.

    Where an article gives several values for the same, another article's goes to the nearest. What an
    article gives again adds nothing. `countries` are donors that never stand for one another.
    """
    rows, before = _same_values(facts, countries), math.inf
    while len(rows) < before:
        # A row that took in another may now fit a third.
        rows, before = _same_scopes(rows), len(rows)
    return _most_told(rows)


def _same_scopes(rows: Sequence[_Row]) -> list[_Row]:
    kept: list[_Row] = []
    shelves: defaultdict[Hashable, list[_Row]] = defaultdict(list)
    for row in rows:
        scopes = {scope for fact in row.facts.values() if (scope := _scope(fact)) is not None}
        beside = [other for scope in scopes for other in shelves[scope]]
        fitting = [other for other in beside if other.facts.keys().isdisjoint(row.facts)]
        if not fitting:
            kept.append(row)
            for scope in scopes:
                shelves[scope].append(row)
            continue
        nearest = min(fitting, key=lambda other: _apart(other, row))
        for fact in row.facts.values():
            nearest.add(fact)
    return kept


def _same_values(facts: Sequence[Fact], countries: Container[str]) -> list[_Row]:
    rows: list[_Row] = []
    shelves: defaultdict[Hashable, list[_Row]] = defaultdict(list)
    for fact in facts:
        shelf = shelves[value_of(fact.claim)]
        fitting = next(
            (
                row
                for row in shelf
                if all(_may_be_one(fact, other, countries) for other in row.facts.values())
            ),
            None,
        )
        if fitting is None:
            rows.append(_Row((fact,)))
            shelf.append(rows[-1])
        elif fact.article not in fitting.facts:
            fitting.add(fact)
    return rows


def _may_be_one(a: Fact, b: Fact, countries: Container[str]) -> bool:
    """Say whether two claims of one value may be one: one article's two donors, or two countries, aren't."""
    ours, theirs = (fact.claim.donors if fact.claim else () for fact in (a, b))
    if not ours or not theirs or not {*ours}.isdisjoint(theirs):
        return True
    return a.article != b.article and not all(donor in countries for donor in (*ours, *theirs))


def _scope(fact: Fact) -> Hashable | None:
    """Give what two values for one thing have in common, None where no donor is named."""
    claim = fact.claim
    if claim is None or not claim.donors:
        return None
    return claim.share is not None, claim.kind, frozenset(claim.donors), frozenset(claim.aid)


def value_of(claim: Claim | None) -> Hashable:
    """Give the bounds of a claim's share or amount."""
    if claim is None or (claim.share is None and claim.amount is None):
        return id(claim)
    if claim.share is not None:
        return "share", claim.share.low, claim.share.high
    return claim.amount and (claim.amount.low, claim.amount.high, claim.amount.currency)


def _apart(one: _Row, other: _Row) -> float:
    """Give how far apart two rows' values are: the logarithm of their ratio, by the first article of each."""
    figures = [_figure(next(iter(row.facts.values())).claim) for row in (one, other)]
    return abs(math.log(figures[0] / figures[1])) if all(figure > 0 for figure in figures) else math.inf


def _figure(claim: Claim | None) -> float:
    amount = None if claim is None else claim.share or claim.amount
    return 0.0 if amount is None else amount.high or amount.low or 0.0
