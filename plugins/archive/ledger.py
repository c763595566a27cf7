"""All claims with what it takes to hold them against each other: article, events, day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, repeat
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

from plugins.memory import Memory, name_of, remembered, remembered_together
from plugins.model import Amount, Claim, ClaimKind, Dated, Relation, RelationReason, RelationType

from .likeness import same_money
from .shelves import Shelves
from .stories import Money, Story, money_of, ordinal

T = TypeVar("T")
Order = tuple[str, bool, str, int]
"""Sorts claims by day, those without one last; whose day is borrowed comes after its lender."""
SPELL = 64
"""Days of claims that are held against each other, and against those before them, at a time."""
AT_ONCE = 10_000
"""Articles whose claims are held ready at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of the archive."""

    id: str
    article: str
    path: str
    """The article's file."""
    number: int
    """Its place among its article's claims."""
    claim: Claim
    events: frozenset[str]
    day: str | None
    """When it was said, as precise as known; else when it was published."""
    money: Money | None
    is_news: bool | None
    """Whether title or lead give the same amount as the article's news; None where they give none at all."""
    borrowed: bool
    """Whether its article has its day from another."""

    @property
    def amount(self) -> Amount:
        """The amount of a claim that is known to have one."""
        return self.claim.amount or Amount(None, None, None, None)

    @property
    def order(self) -> Order:
        """Where it stands among all claims."""
        return (self.day or "9999", self.borrowed, self.path, self.number)


@dataclass(frozen=True)
class Bond:
    """One claim's relation to another, with its reason for readers."""

    one: str
    type: RelationType
    other: str
    reason: str


class Scope(NamedTuple):
    """Articles some of whose claims have to be held against each other."""

    kind: Literal["donors", "event", "shelf"]
    key: tuple[str, ...]
    articles: Sequence[str]
    of: ClaimKind | None = None
    """The kind of the claims of some donors: others tell nothing of these."""
    days: tuple[int, int] | None = None
    """The first and the last day of its claims, where it is one spell of many."""

    def holds(self, entry: Entry) -> bool:
        """Say whether a claim of these articles belongs to it."""
        if self.kind != "donors":
            return True
        claim = entry.claim
        return claim.donors == self.key and claim.kind == self.of and (not self.days or self._in_time(entry))

    def _in_time(self, entry: Entry) -> bool:
        day = ordinal(entry.day)
        return self.days is not None and day is not None and self.days[0] <= day <= self.days[1]


def article_of_claim(ident: str) -> str:
    """Give the id of the article that a claim's id begins with."""
    return ident.rpartition("-c-")[0]


class Ledger:
    """Every claim of the archive, made ready when it is asked for: most stand as they stood."""

    def __init__(
        self,
        stories: Sequence[Story],
        dates: Mapping[str, Dated],
        events: Mapping[str, tuple[str, ...]],
        shelves: Shelves,
        memory: Memory | None,
    ) -> None:
        self._stories = {story.id: story for story in stories}
        self._dates = dates
        self._events = events
        self._shelves = shelves
        self._memory = memory
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._known: dict[object, bytes] = {}
        """What tells each scope from others, by all but its articles."""

    def __getitem__(self, ident: str) -> Entry:
        article = article_of_claim(ident)
        return self._of(article)[self._stories[article].item.claim_ids.index(ident)]

    def donors_of(self, ident: str) -> tuple[str, ...]:
        """Give the donors of a claim."""
        item = self._stories[article_of_claim(ident)].item
        return item.outline.claims[item.claim_ids.index(ident)].donors

    def each(
        self,
        scopes: Sequence[Scope],
        kind: type[T],
        make: Callable[[Sequence[Entry]], T],
        beside: Iterable[object] = repeat(None),
    ) -> tuple[T, ...]:
        """Give what `make` gives for the claims of each scope, which depends on them and what is `beside`."""
        made_of = [
            (kind.__name__, self._told(scope), also) for scope, also in zip(scopes, beside, strict=False)
        ]
        return remembered(self._memory, made_of, kind, lambda number: make(self.entries(scopes[number])))

    def each_in_time(
        self, reach: Callable[[ClaimKind], int], kind: type[T], make: Callable[[Sequence[Entry], int], T]
    ) -> Iterator[T]:
        """Give what `make` gives for the claims of all donors, a spell of days at a time.

        It is given the claims of one kind from `reach` days before the spell on, and its first day. Claims
        whose day is not known are none of these.
        """
        groups = [[*scopes] for _, scopes in groupby(self.donors, attrgetter("key"))]
        spells: dict[int, list[Scope]] = {}

        def made_of(group: int) -> Sequence[tuple[object, ...]]:
            spells[group] = [one for scope in groups[group] for one in self._spells(scope, reach)]
            return [(kind.__name__, self._told(scope)) for scope in spells[group]]

        def made(group: int, number: int) -> T:
            scope = spells[group][number]
            days = scope.days or (0, 0)
            return make(self.entries(scope), days[1] - SPELL + 1)

        told = [(kind.__name__, *map(self._told, scopes)) for scopes in groups]
        return chain.from_iterable(remembered_together(self._memory, told, made_of, kind, made))

    def _spells(self, scope: Scope, reach: Callable[[ClaimKind], int]) -> Iterator[Scope]:
        """Give the claims of some donors in parts, each with those that its own may reach back to."""
        days: defaultdict[int, dict[str, None]] = defaultdict(dict)
        for ident in scope.articles:
            published = self._dates[ident].date
            for claim in self._stories[ident].item.outline.claims:
                if claim.donors == scope.key and claim.kind == scope.of:
                    day = ordinal(claim.day or published)
                    if day is not None:
                        days[day][ident] = None
        for first in sorted({day - day % SPELL for day in days}):
            span = first - (reach(scope.of) if scope.of else 0), first + SPELL - 1
            inside = (days[day] for day in sorted(days) if span[0] <= day <= span[1])
            articles = {*chain.from_iterable(inside)}
            # In the order of the scope, which is that of the files.
            held = tuple([ident for ident in scope.articles if ident in articles])
            yield scope._replace(articles=held, days=span)

    def entries(self, scope: Scope) -> tuple[Entry, ...]:
        """Give the claims of a scope, in order of articles and of their texts."""
        return tuple(entry for article in scope.articles for entry in self._of(article) if scope.holds(entry))

    @cached_property
    def donors(self) -> tuple[Scope, ...]:
        """All donors, alone or together, that claims of a kind name, each with its articles."""
        found: defaultdict[tuple[tuple[str, ...], ClaimKind], list[str]] = defaultdict(list)
        for ident, story in self._stories.items():
            for claim in story.item.outline.claims:
                if claim.donors:
                    articles = found[claim.donors, claim.kind]
                    if not articles or articles[-1] is not ident:
                        articles.append(ident)
        return tuple(Scope("donors", one[0], tuple(found[one]), one[1]) for one in sorted(found))

    @cached_property
    def events(self) -> tuple[Scope, ...]:
        """All events, each with the articles that report it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for ident in filter(self._events.__contains__, self._stories):
            for event in self._events[ident]:
                found[event].append(ident)
        return tuple(Scope("event", (event,), tuple(found[event])) for event in sorted(found))

    @cached_property
    def shelves(self) -> tuple[Scope, ...]:
        """All articles, where claims are held against those of their own article alone."""
        every = enumerate(self._shelves.articles)
        return tuple(Scope("shelf", (str(number),), articles) for number, articles in every)

    def _of(self, article: str) -> tuple[Entry, ...]:
        if article not in self._entries:
            if len(self._entries) >= AT_ONCE:
                self._entries.clear()
            story, date = self._stories[article], self._dates[article]
            events = frozenset(self._events.get(article, ()))
            claims = zip(story.item.claim_ids, story.item.reading.facts.claims, strict=True)
            self._entries[article] = tuple(
                _entry(story, number, ident, claim, date, events)
                for number, (ident, claim) in enumerate(claims)
            )
        return self._entries[article]

    def _told(self, scope: Scope) -> bytes:
        """Give what tells a scope, with the claims of its articles, from others."""
        if self._memory is None:
            return b""
        which = (scope.kind, scope.key, scope.of, scope.days)
        known = self._known.get(which)
        if known is None:
            states = map(self._states.__getitem__, scope.articles)
            known = self._known[which] = name_of(which, b"".join(states))
        return known

    @cached_property
    def _states(self) -> Mapping[str, bytes]:
        states = {ident: story.told for ident, story in self._stories.items()}
        own = {ident: story.known.published for ident, story in self._stories.items()}
        borrowed = {ident for ident, date in self._dates.items() if date is not own[ident]}
        for ident in sorted(borrowed | self._events.keys()):
            # A tab stands in no id.
            states[ident] += b"\t" + name_of(self._dates[ident], self._events.get(ident, ()))
        return states


def _entry(
    story: Story, number: int, ident: str, claim: Claim, published: Dated, events: frozenset[str]
) -> Entry:
    day = claim.stated_on.date or published.date
    money = money_of(claim.amount, day)
    is_news = any(same_money(money, news) for news in story.money) if money and story.money else None
    borrowed = published.basis == "event"
    return Entry(ident, story.id, story.item.path, number, claim, events, day, money, is_news, borrowed)


def in_time(a: Entry, b: Entry) -> tuple[str, str]:
    """Give the ids of two claims, the earlier one first."""
    return (a.id, b.id) if a.order < b.order else (b.id, a.id)


def same_value(a: Entry, b: Entry) -> bool:
    """Say whether two claims give one amount with the same bounds."""
    x, y = a.claim.amount, b.claim.amount
    return x is not None and y is not None and (x.low, x.high, x.currency) == (y.low, y.high, y.currency)


def near_value(a: Entry, b: Entry) -> bool:
    """Say whether two amounts may be one, rounded or converted."""
    return a.money is not None and b.money is not None and same_money(a.money, b.money)


def same_aid(a: Entry, b: Entry) -> bool:
    """Say whether two claims may count the same aid; military and humanitarian aid add up."""
    ours, theirs = {*a.claim.aid}, {*b.claim.aid}
    return not ours.isdisjoint(theirs) or "unspecified" in ours | theirs


def relations_by_claim(bonds: Sequence[Bond]) -> dict[str, tuple[Relation, ...]]:
    """Give each claim's relations, sorted by type and claim."""
    found: dict[str, set[tuple[RelationType, str]]] = {}
    for bond in bonds:
        found.setdefault(bond.one, set()).add((bond.type, bond.other))
    return {one: tuple(Relation(*pair) for pair in sorted(pairs)) for one, pairs in found.items()}


def reasons_of(bonds: Sequence[Bond]) -> tuple[RelationReason, ...]:
    """Give the reasons of all relations, sorted by claim, type and other claim; one for each."""
    first: dict[tuple[str, RelationType, str], str] = {}
    for bond in bonds:
        first.setdefault((bond.one, bond.type, bond.other), bond.reason)
    return tuple(RelationReason(*key, reason) for key, reason in sorted(first.items()))
