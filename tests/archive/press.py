"""A press: whom and what it writes about, and what happens for it to tell."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plugins.model import Aid, Entity, EventKind

PLACES = (
    "Kyiv",
    "Brussels",
    "Berlin",
    "Washington",
    "Warsaw",
    "Ramstein",
    "Oslo",
    "Vilnius",
    "Paris",
    "London",
)
AID: tuple[Aid, ...] = ("military", "military", "humanitarian", "financial", "energy", "unspecified")


@dataclass(frozen=True)
class Press:
    """Whom and what the press writes about, most frequent first, and the words it has for it."""

    rng: random.Random
    words: list[str]
    common: list[float]
    """Running sums of how often each word is used."""
    stock: list[str]
    donors: list[Entity]
    people: list[Entity]
    organisations: list[Entity]
    equipment: list[Entity]
    sources: list[Entity]
    ukraine: Entity

    def one(self, entities: Sequence[Entity]) -> Entity:
        """Give one of a list: the second half as often as the first, as names in news are."""
        return entities[int(len(entities) * self.rng.random() ** 3)]

    def prose(self, least: int, most: int) -> str:
        """Give running words, common ones most."""
        return " ".join(
            self.rng.choices(self.words, cum_weights=self.common, k=self.rng.randint(least, most))
        )


class Happening:
    """One thing that happened: what all that tell of it may share."""

    def __init__(self, press: Press, kind: EventKind, day: date, earlier: Sequence["Happening"]) -> None:
        rng = press.rng
        self.kind, self.day = kind, day
        self.donor = press.one(press.donors)
        self.people = [press.one(press.people) for _ in range(rng.randint(1, 3))]
        self.bodies = [press.one(press.organisations) for _ in range(rng.randint(0, 2))]
        self.equipment = [press.one(press.equipment) for _ in range(rng.randint(0, 3))]
        self.place = rng.choice(PLACES)
        self.value = (
            float(rng.choice((50, 100, 200, 250, 400, 500, rng.randint(2, 900), rng.randint(2, 900)))) * 1e6
        )
        self.currency = rng.choice((self.donor.currency or "EUR", "USD", "EUR"))
        self.aid = rng.choice(AID)
        self.terms = rng.choices(press.words, k=14)
        self.agency = [press.prose(12, 22) for _ in range(6)]
        self.said = [(press.prose(7, 30), rng.choice(self.people)) for _ in range(rng.randint(1, 7))]
        self.total = float(rng.randint(2, 60)) * 1e8
        before = [other for other in earlier if other.donor is self.donor and other.kind == "announcement"]
        self.before = rng.choice(before) if before and rng.random() < 0.4 else None
