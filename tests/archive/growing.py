"""An archive of any size, made by rule: articles that overlap as a real press does.

Some 15 happenings a day, each told by 1 to 12 outlets in their own words, with shared amounts, quotations and
agency phrases; one report in eight is a reprint, one article in five stands alone.
"""

import random
from datetime import date, timedelta

from plugins.extract.gist import find_gist
from plugins.model import (
    Amount,
    Claim,
    Dated,
    Document,
    Entity,
    Facts,
    Happening,
    Mention,
    Quote,
    Reading,
    Registry,
)
from plugins.registry import Knowledge, compile_knowledge

COUNTRIES = "norway sweden denmark finland germany france italy spain poland estonia latvia lithuania".split()  # noqa: SIM905
SYLLABLES = "ka lo mi ren ta vos per dun sel bra qui nor fen gal hur jas".split()  # noqa: SIM905
CURRENCIES = ("EUR", "USD", "NOK", "SEK")
PER_DAY = 40


def registry() -> Registry:
    """Give a registry of some donors, two hundred people and fifty sources."""
    rng = random.Random(1)  # noqa: S311 (nothing secret)
    return Registry(
        donors=tuple(Entity(c, c.capitalize(), kind="country") for c in COUNTRIES),
        people=tuple(
            Entity(f"person-{n}", f"{_word(rng).capitalize()} {_word(rng).capitalize()}") for n in range(200)
        ),
        sources=tuple(Entity(f"outlet-{n}", f"Outlet {n}", kind="news") for n in range(50)),
    )


def readings(number: int, known: Registry) -> list[Reading]:
    """Give `number` articles, the same for the same number; twice as many take twice as many days."""
    rng = random.Random(7)  # noqa: S311 (nothing secret)
    knowledge = compile_knowledge(known)
    words = [_word(rng) for _ in range(4000)]
    made: list[Reading] = []
    while len(made) < number:
        day = date(2022, 3, 1) + timedelta(days=len(made) // PER_DAY)
        happening = _Happening(rng, words, known)
        outlets = 1 if rng.random() < 0.2 else rng.randint(2, 12)
        for _ in range(min(outlets, number - len(made))):
            made.append(happening.told(len(made), day, knowledge))
    return made


class _Happening:
    """One thing that happened, to be told in several ways."""

    def __init__(self, rng: random.Random, words: list[str], known: Registry) -> None:
        self.rng, self.words = rng, words
        self.donor = rng.choice(COUNTRIES)
        self.person = rng.choice(known.people)
        self.value = float(rng.randint(2, 900)) * 1e6
        self.currency = rng.choice(CURRENCIES)
        self.terms = [rng.choice(words) for _ in range(12)]
        self.agency = " ".join(rng.choice(words) for _ in range(40))
        self.said = " ".join(rng.choice(words) for _ in range(14))
        self.reprint = ""

    def told(self, number: int, day: date, knowledge: Knowledge) -> Reading:
        """Give one outlet's report of it."""
        rng = self.rng
        stated = f"{self.value / 1e6:g} million {self.currency}"
        lead = f"{self.donor.capitalize()} gives {stated} for {' '.join(rng.sample(self.terms, 6))}."
        own = " ".join(rng.choice(self.words) for _ in range(200))
        text = self.reprint or f"{lead} “{self.said},” {self.person.name} said. {self.agency}. {own}."
        if rng.random() < 0.12:
            self.reprint = text
        title = f"{self.donor.capitalize()} {' '.join(rng.sample(self.terms, 5))} {stated}"
        published = Dated(day.isoformat(), "metadata", day.isoformat())
        document = Document(f"articles/{number:06}.txt", f"{number:064x}", title, "stated", text, (), (),
                            source=f"Outlet {rng.randrange(50)}", published=published)  # fmt: skip
        names = _mentions(text, self.donor, self.person)
        facts = Facts(
            published=published,
            mentions=names,
            claims=(self._claim(text, stated, published),),
            quotes=(_quote(text, self.said, self.person.id),),
            happenings=(
                Happening("announcement", 0, 5, "gives", Dated(), None, None, (self.donor,), reported=True),
            ),
            gist=find_gist(document, names, knowledge),
        )
        return Reading(document, facts)

    def _claim(self, text: str, stated: str, day: Dated) -> Claim:
        at = text.index(stated)
        sentence = text[: text.index(".") + 1]
        return Claim(sentence, 0, len(sentence), stated, at, at + len(stated),
                     Amount(self.value, self.value, self.currency, None), None, (self.donor,), ("ukraine",),
                     ("military",), "announced", None, "reporter", day)  # fmt: skip


def _mentions(text: str, donor: str, person: Entity) -> tuple[Mention, ...]:
    at = text.index(person.name)
    return (
        Mention("donor", donor, 0, len(donor)),
        Mention("person", person.id, at, at + len(person.name)),
    )


def _quote(text: str, said: str, speaker: str) -> Quote:
    at = text.index(said)
    return Quote(said, at, at + len(said), speaker, None)


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 4)))
