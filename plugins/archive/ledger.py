"""All claims with what it takes to hold them against each other: article, events, day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plugins.model import Amount, Claim, Dated, Relation, RelationReason, RelationType

from .likeness import same_money
from .stories import Money, Story, money_of


@dataclass(frozen=True)
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
    def order(self) -> tuple[str, bool, str, int]:
        """Sorts claims by day, those without one last; whose day is borrowed comes after its lender."""
        return (self.day or "9999", self.borrowed, self.path, self.number)


@dataclass(frozen=True)
class Bond:
    """One claim's relation to another, with its reason for readers."""

    one: str
    type: RelationType
    other: str
    reason: str


def ledger_of(
    stories: Sequence[Story], dates: Mapping[str, Dated], events: Mapping[str, tuple[str, ...]]
) -> tuple[Entry, ...]:
    """Give every claim of the archive, in order of articles and of their texts."""
    return tuple(
        _entry(story, number, ident, dates[story.id], frozenset(events.get(story.id, ())))
        for story in stories
        for number, ident in enumerate(story.item.claim_ids)
    )


def _entry(story: Story, number: int, ident: str, published: Dated, events: frozenset[str]) -> Entry:
    claim = story.item.reading.facts.claims[number]
    day = claim.stated_on.date or published.date
    money = money_of(claim.amount, day)
    is_news = any(same_money(money, news) for news in story.money) if money and story.money else None
    borrowed = published.basis == "event"
    return Entry(ident, story.id, story.item.path, number, claim, events, day, money, is_news, borrowed)


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
