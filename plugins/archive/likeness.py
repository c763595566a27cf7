"""How much two articles look like reports of one happening, and what says so."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from plugins.model import Aid, Happening, Value

from .stories import Money

SAME_SUM, SAME_QUOTE, SAME_PHRASES, SAME_OCCASION = 0.42, 0.4, 0.35, 0.25
ONE_SIDED = 0.5
"""Share of a sum's weight where one of the two names no giver."""
RARE_PHRASES = 3
"""Shared word 4-grams that chance doesn't bring; two reports of one press conference share a dozen."""
BODIES_AT_MOST = 0.25
"""What shared countries and bodies can count: a topic never makes one happening of two."""
DAY_COST = 0.04
OTHER_DAY = -0.15
TOLD_ALIKE = 0.65
"""Share of words and names in common from which two articles of a day tell one thing, whatever its figure."""
OTHER_SUM, OTHER_GIVER, ANOTHER_OCCASION = -0.6, -0.6, -0.6
WITHIN = 1.2
"""How far beyond the limit that somebody gives for it a sum may lie, as a ratio."""
EXACT, CONVERTED, ROUNDED = 0.005, 0.035, 0.04
"""How far apart two figures for one sum may be: as stated, across currencies, one of them rounded."""


class Evidence(Value, frozen=True, gc=False):
    """One reason for or against two articles reporting the same; `words` are for readers, "" for none."""

    points: float
    words: str = ""


class Likeness(Value, frozen=True):
    """All that speaks for and against one pair."""

    score: float
    why: tuple[str, ...]
    firm: bool
    """True where more than wording and names tie them: a quotation, rare phrases, the same occasion."""


OF_ONE_DAY = frozenset(("call", "meeting", "press-conference"))
"""Kinds that don't go on for days."""
NO_OCCASION = frozenset(("other", "announcement"))
"""Kinds that a giver has several of in a day: they tie nothing together by themselves."""


class Seen(NamedTuple):
    """One article as it is held against others: only while those of its days are, for the room."""

    day: int | None
    """Day of publication as a number, None where unknown."""
    happening_days: frozenset[int]
    """Days that it states for what it reports."""
    title_givers: frozenset[str]
    """Countries and bodies in its title; a body of one country stands for that country."""
    givers: frozenset[str]
    """The same for title and lead."""
    money: tuple[Money, ...]
    background: tuple[Money, ...]
    aid: frozenset[Aid]
    """What its claims are for, as far as they say."""
    occasions: tuple[Happening, ...]
    """What it reports, main occasion first."""
    quotes: frozenset[tuple[str, ...]]
    """The words of its long quotations."""
    vector: Mapping[str, float]
    """Weights of stems and names in title and lead; their squares add up to 1."""
    bodies: tuple[str, ...]
    """Those of them that stand for countries and bodies."""
    phrases: frozenset[int]
    """Checksums of those phrases that are not common."""
    look_ups: tuple[tuple[str, int], ...]
    """The terms that it is looked up by, each with its weight."""


Rule = Callable[[Seen, Seen, frozenset[str]], Evidence | None]


def same_wording(one: Seen, other: Seen, _theme: frozenset[str]) -> Evidence | None:
    """Weigh the names and words that title and lead share, rare ones most."""
    ours, theirs = one.vector, other.vector
    shared = _shared(one, other)
    if shared <= BODIES_AT_MOST:
        return Evidence(shared)
    bodies = sum([ours[term] * theirs[term] for term in one.bodies if term in theirs])
    return Evidence(shared - max(bodies - BODIES_AT_MOST, 0))


def _shared(one: Seen, other: Seen) -> float:
    """Give the weight of the names and words that two articles share, from 0 to 1."""
    theirs = other.vector
    return sum([weight * theirs[term] for term, weight in one.vector.items() if term in theirs])


def same_sum(one: Seen, other: Seen, theme: frozenset[str]) -> Evidence | None:
    """Weigh an amount that is the news in both, from the same giver; less where one gives only a limit."""
    if not one.money or not other.money:
        return None
    pair = matching(one.money, other.money)
    limited = None if pair else _limiting(one.money, other.money)
    if pair is None and limited is None:
        return None
    givers, others = one.givers - theme, other.givers - theme
    if givers and others and givers.isdisjoint(others):
        return None
    share = 1.0 if givers and others else ONE_SIDED
    if pair is not None:
        return Evidence(SAME_SUM * share, f"the amount {amount_text(pair[0])}")
    words = " and ".join(
        limited_text(money) for money in sorted(limited or (), key=lambda money: money.value)
    )
    return Evidence(SAME_SUM * share * ONE_SIDED, f"amounts that leave room for each other, {words}")


def other_sum(one: Seen, other: Seen, theme: frozenset[str]) -> Evidence | None:
    """Count against another amount from the same giver: two packages are two events, more so of other aid."""
    if not one.money or not other.money or matching(one.money, other.money):
        return None
    if matching(one.money, other.background) or matching(other.money, one.background):
        return None
    if _limiting(one.money, other.money):
        return None
    if not (one.title_givers & other.title_givers) - theme:
        return None
    ours, theirs = one.aid, other.aid
    if ours and theirs and ours.isdisjoint(theirs):
        return Evidence(1.5 * OTHER_SUM)
    # What is told alike on one day, but for the figure, is one package with two values for it.
    told_alike = one.day is not None and one.day == other.day and _shared(one, other) >= TOLD_ALIKE
    return Evidence(OTHER_SUM / 2 if told_alike else OTHER_SUM)


def other_giver(one: Seen, other: Seen, theme: frozenset[str]) -> Evidence | None:
    """Count against titles that name other countries or bodies, each some of its own."""
    ours, theirs = one.title_givers - theme, other.title_givers - theme
    if ours and theirs and ours.isdisjoint(other.givers) and theirs.isdisjoint(one.givers):
        return Evidence(OTHER_GIVER)
    return None


def same_quotation(one: Seen, other: Seen, _theme: frozenset[str]) -> Evidence | None:
    """Weigh the same words, six or more, in quotation marks."""
    if one.quotes.isdisjoint(other.quotes):
        return None
    shared = one.quotes & other.quotes
    return Evidence(SAME_QUOTE, f"the quotation “{' '.join(min(shared)[:8])} …”")


def same_phrases(one: Seen, other: Seen, _theme: frozenset[str]) -> Evidence | None:
    """Weigh phrases of four words that hardly any other article has; the caller leaves only rare ones."""
    shared = len(one.phrases & other.phrases)
    if shared < RARE_PHRASES:
        return None
    return Evidence(SAME_PHRASES, "rare phrases, word for word")


def same_occasion(one: Seen, other: Seen, theme: frozenset[str]) -> Evidence | None:
    """Weigh an occasion of one kind at one place or with two shared participants, on days that fit."""
    for mine in one.occasions:
        for theirs in other.occasions:
            if mine.kind != theirs.kind or mine.kind in NO_OCCASION:
                continue
            days_fit = mine.when.date == theirs.when.date or not (mine.when.date and theirs.when.date)
            weekdays_fit = mine.weekday is None or theirs.weekday is None or mine.weekday == theirs.weekday
            shared = (set(mine.participants) & set(theirs.participants)) - theme
            place = mine.place is not None and mine.place == theirs.place
            if days_fit and weekdays_fit and (len(shared) >= 2 or (place and shared)):
                where = f" in {mine.place}" if place else ""
                article = "an" if mine.kind[0] in "aeiou" else "a"
                return Evidence(SAME_OCCASION, f"{article} {mine.kind.replace('-', ' ')}{where}")
    return None


def days_apart(one: Seen, other: Seen, _theme: frozenset[str]) -> Evidence | None:
    """Count against each day between two publications."""
    if one.day is None or other.day is None or one.day == other.day:
        return None
    return Evidence(-DAY_COST * abs(one.day - other.day))


def other_day(one: Seen, other: Seen, _theme: frozenset[str]) -> Evidence | None:
    """Count against happenings that both date, on different days."""
    if one.happening_days and other.happening_days and one.happening_days.isdisjoint(other.happening_days):
        return Evidence(OTHER_DAY)
    return None


def another_occasion(one: Seen, other: Seen, theme: frozenset[str]) -> Evidence | None:
    """Count against two calls or meetings of the same people that take place on two days."""
    for mine in one.occasions[:1]:
        for theirs in other.occasions[:1]:
            if mine.kind != theirs.kind or mine.kind not in OF_ONE_DAY:
                continue
            dates = (mine.when.date, theirs.when.date)
            if None in dates or dates[0] == dates[1] or len(dates[0] or "") != len(dates[1] or ""):
                continue
            if len((set(mine.participants) & set(theirs.participants)) - theme) >= 2:
                return Evidence(ANOTHER_OCCASION)
    return None


RULES: tuple[Rule, ...] = (
    same_wording,
    same_sum,
    other_sum,
    other_giver,
    same_quotation,
    same_phrases,
    same_occasion,
    days_apart,
    other_day,
    another_occasion,
)
FIRM = frozenset((same_quotation, same_phrases, same_occasion))
_RULES = tuple((rule, rule in FIRM) for rule in RULES)


def likeness(one: Seen, other: Seen, theme: frozenset[str]) -> Likeness:
    """Give how much two articles look like reports of one happening.

    `theme` are names that tie nothing together, because the whole archive is about them.
    """
    score, why, firm = 0.0, [], False
    for rule, is_firm in _RULES:
        evidence = rule(one, other, theme)
        if evidence is not None:
            score += evidence.points
            firm = firm or is_firm
            if evidence.words:
                why.append(evidence.words)
    return Likeness(score, tuple(why), firm)


def matching(ours: tuple[Money, ...], theirs: tuple[Money, ...]) -> tuple[Money, Money] | None:
    """Give the first two sums that may be one and the same."""
    for a in ours:
        for b in theirs:
            if same_money(a, b):
                return a, b
    return None


def _limiting(ours: tuple[Money, ...], theirs: tuple[Money, ...]) -> tuple[Money, Money] | None:
    """Give the first two sums of which one is only a limit and the other lies a little way within it."""
    for a in ours:
        for b in theirs:
            if _lies_within(a, b) or _lies_within(b, a):
                return a, b
    return None


def may_be_one(a: Money, b: Money) -> bool:
    """Say whether two sums may be one, the same or one the limit of the other."""
    return same_money(a, b) or _lies_within(a, b) or _lies_within(b, a)


def _lies_within(limit: Money, money: Money) -> bool:
    """Say whether a limit may have been given for a sum: "more than 300 million" for 325."""
    if limit.bound is None or money.bound is not None or limit.euros is None or money.euros is None:
        return False
    low, high = (1, WITHIN) if limit.bound == "least" else (1 / WITHIN, 1)
    return low * limit.euros <= money.euros <= high * limit.euros


def same_money(a: Money, b: Money) -> bool:
    """Say whether two sums may be one: equal, one the rounding of the other, or equal at the day's rate."""
    if a.currency == b.currency:
        gap = abs(a.value - b.value) / max(a.value, b.value, 1)
        if gap <= EXACT or gap > ROUNDED:
            return gap <= EXACT
        return not (a.exact and b.exact) or _rounds_to(a.value, b.value) or _rounds_to(b.value, a.value)
    if a.euros is None or b.euros is None:
        return False
    return abs(a.euros - b.euros) / max(a.euros, b.euros, 1) <= CONVERTED


def _rounds_to(fine: float, coarse: float) -> bool:
    """Say whether `coarse` is `fine` with fewer digits: 15.6 billion and 16 billion."""
    digits = len(f"{coarse:.0f}".rstrip("0"))
    return float(f"{fine:.{max(digits - 1, 0)}e}") == coarse


def limited_text(money: Money) -> str:
    """Give a sum for readers with what it limits: "at least USD 300 million"."""
    return f"{f'at {money.bound} ' if money.bound else ''}{amount_text(money)}"


def amount_text(money: Money) -> str:
    """Give a sum for readers: "USD 400 million".

    >>> amount_text(Money(15.6e9, "USD", None, True))
    'USD 15.6 billion'
    """
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if money.value >= size:
            return f"{money.currency} {money.value / size:g} {word}"
    return f"{money.currency} {money.value:,.0f}"
