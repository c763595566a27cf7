"""One outlet's report of one happening, as a text with every name, figure and quotation where it stands."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from plugins.extract.gist import find_gist
from plugins.model import (
    Amount,
    Block,
    Claim,
    ClaimKind,
    Dated,
    DateMention,
    Document,
    Entity,
    EntityKind,
    Facts,
    Mention,
    Quote,
    Reading,
)
from plugins.model import Happening as Occasion
from plugins.registry import Knowledge

from .press import Happening, Press

HEDGES = ("", "", "", "", "nearly ", "more than ", "around ", "up to ")
OPENINGS = {
    "announcement": "announced", "meeting": "met", "visit": "visited", "call": "spoke by telephone with",
    "press-conference": "held a joint press conference", "summit": "opened a summit",
    "attack": "was attacked", "other": "said",
}  # fmt: skip


@dataclass
class _Text:
    """A text while it is written, with the place of everything in it."""

    rng: random.Random
    text: str = ""
    paragraphs: list[int] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)

    def add(self, words: str) -> int:
        """Put words at the end and give where they begin."""
        self.text += words
        return len(self.text) - len(words)

    def paragraph(self) -> None:
        """Begin a paragraph."""
        if self.text:
            self.text += "\n\n"
        self.paragraphs.append(len(self.text))

    def name(self, kind: EntityKind, entity: Entity) -> None:
        """Name somebody or something in one of its wordings."""
        wording = self.rng.choice((entity.name, entity.name, entity.name, *entity.aliases[:3]))
        at = self.add(wording)
        self.mentions.append(Mention(kind, entity.id, at, at + len(wording)))


class Reporter:
    """Writes reports; all of them draw from one press."""

    def __init__(self, press: Press, knowledge: Knowledge) -> None:
        self.press, self.rng, self.knowledge = press, press.rng, knowledge

    def report(self, happening: Happening, number: int, day: date | None) -> Reading:
        """Give one outlet's report: three in ten are briefs, the others some 350 words long."""
        said = Dated(day.isoformat(), "metadata", day.isoformat()) if day else Dated()
        text = _Text(self.rng)
        self._lead(text, happening, said)
        if self.rng.random() > 0.3:
            for _ in range(self.rng.choice((2, 3, 4, 5, 8))):
                text.paragraph()
                self._paragraph(text, happening, said)
        title = self._title(happening)
        return self._reading(text, title, number, said, [happening])

    def liveblog(self, happenings: Sequence[Happening], number: int, day: date) -> Reading:
        """Give an article that touches on all that happened on a day."""
        said = Dated(day.isoformat(), "metadata", day.isoformat())
        text = _Text(self.rng)
        for happening in happenings:
            text.paragraph()
            self._lead(text, happening, said)
            text.paragraph()
            self._paragraph(text, happening, said)
        return self._reading(text, "War in Ukraine: what we know today", number, said, happenings)

    def reprint(self, original: Reading, number: int, day: date) -> Reading:
        """Give an article again with a word changed and a line added, at another outlet."""
        said = Dated(day.isoformat(), "metadata", day.isoformat())
        document = msgspec.structs.replace(
            original.document,
            path=f"articles/{number:06}.txt",
            sha256=f"{number:064x}",
            text=f"{original.document.text}\n\n{self.press.prose(6, 9)}.",
            source=self.press.one(self.press.sources).name,
            published=said,
        )
        gist = find_gist(document, original.facts.mentions, self.knowledge)
        return Reading(document, msgspec.structs.replace(original.facts, published=said, gist=gist))

    def _title(self, happening: Happening) -> str:
        words = [*self.rng.sample(happening.terms, 4)]
        if self.rng.random() < 0.7:
            words.insert(0, happening.donor.name)
        if self.rng.random() < 0.4:
            words.append(happening.people[0].name)
        if happening.kind == "announcement" and self.rng.random() < 0.6:
            words.append(f"{happening.value / 1e6:g} million {happening.currency}")
        return " ".join(words).capitalize() if self.rng.random() < 0.5 else " ".join(words)

    def _lead(self, text: _Text, happening: Happening, said: Dated) -> None:
        if not text.paragraphs:
            text.paragraph()
        start = len(text.text)
        text.name("donor", happening.donor)
        text.add(f" {OPENINGS[happening.kind]} in {happening.place} ")
        if happening.kind == "announcement":
            self._figure(text, happening, start, said, "announced")
            text.add(" for ")
        text.name("donor", self.press.ukraine)
        text.add(f" {' '.join(self.rng.sample(happening.terms, 6))}, ")
        text.name("person", self.rng.choice(happening.people))
        text.add(f" said. {self.rng.choice(happening.agency)}.")

    def _paragraph(self, text: _Text, happening: Happening, said: Dated) -> None:
        """Add one paragraph: a quotation, a figure, an agency's words, or the outlet's own."""
        at, start = self.rng.random(), len(text.text)
        if at < 0.4:
            self._quotation(text, happening)
            text.add(" ")
            self._quotation(text, happening)
        elif at < 0.6:
            self._figure(text, happening, start, said, "cumulative")
            text.add(f" in all came from the country. {self.press.prose(8, 20)}.")
        elif at < 0.7 and happening.before is not None:
            self._figure(text, happening.before, start, said, "announced")
            text.add(f" came in {happening.before.day:%B}. {self.press.prose(8, 20)}.")
        elif at < 0.82:
            text.add(". ".join(self.rng.sample(happening.agency, 2)) + ".")
        else:
            text.add(
                f"{self.press.prose(8, 25)}. {self.rng.choice(self.press.stock)}. {self.press.prose(8, 25)}. "
            )
        for _ in range(self.rng.randint(2, 6)):
            text.add(" ")
            self._someone(text, happening)
            text.add(f" {self.press.prose(5, 14)}.")

    def _someone(self, text: _Text, happening: Happening) -> None:
        at = self.rng.random()
        if at < 0.35:
            text.name("donor", self.rng.choice((happening.donor, self.press.ukraine, self.press.ukraine)))
        elif at < 0.6:
            text.name("person", self.rng.choice((*happening.people, self.press.one(self.press.people))))
        elif at < 0.8 and happening.equipment:
            text.name("equipment", self.rng.choice(happening.equipment))
        else:
            text.name(
                "organisation",
                self.rng.choice((*happening.bodies, self.press.one(self.press.organisations))),
            )

    def _quotation(self, text: _Text, happening: Happening) -> None:
        """Quote somebody whole or in part, or pass the words on without quotation marks."""
        words, speaker = self.rng.choice(happening.said)
        split = words.split()
        if self.rng.random() < 0.25:
            words = " ".join(split[: max(4, len(split) * 2 // 3)])
        if self.rng.random() < 0.15:
            text.add(f"{words}, ")
            text.name("person", speaker)
            text.add(" made clear.")
            return
        text.add("“")
        at = text.add(words)
        text.add(",” ")
        text.name("person", speaker)
        text.add(" said.")
        text.quotes.append(Quote(words, at, at + len(words), speaker.id, speaker.name))

    def _figure(self, text: _Text, happening: Happening, start: int, said: Dated, kind: ClaimKind) -> None:
        """Give a sum as this outlet does: as it was said, hedged, or rounded."""
        value = happening.value if kind == "announced" else happening.total
        hedge = self.rng.choice(HEDGES)
        if self.rng.random() < 0.15:
            value = float(f"{value:.1e}")
        stated = f"{hedge}{value / 1e6:g} million {happening.currency}"
        at = text.add(stated)
        low = None if hedge in ("nearly ", "up to ") else value
        high = None if hedge == "more than " else value
        text.claims.append(
            Claim(
                text.text[start:],
                start,
                len(text.text),
                stated,
                at,
                at + len(stated),
                Amount(low, high, happening.currency, hedge.strip() or None),
                None,
                (happening.donor.id,),
                ("ukraine",),
                (happening.aid,),
                kind,
                None,
                "reporter",
                said,
            )
        )

    def _reading(
        self, text: _Text, title: str, number: int, said: Dated, happenings: Sequence[Happening]
    ) -> Reading:
        ends = [start - 2 for start in text.paragraphs[1:]] + [len(text.text)]
        document = Document(
            path=f"articles/{number:06}.txt",
            sha256=f"{number:064x}",
            title=title,
            title_basis="stated",
            text=text.text,
            blocks=tuple(
                Block("paragraph", text.text[start:end], start, line)
                for line, (start, end) in enumerate(zip(text.paragraphs, ends, strict=True), 1)
            ),
            pieces=(),
            source=self.press.one(self.press.sources).name,
            published=said,
        )
        facts = Facts(
            published=said,
            mentions=tuple(sorted(text.mentions, key=lambda mention: mention.start)),
            dates=(DateMention(f"{happenings[0].day:%A}", 0, 0, None, weekday=happenings[0].day.weekday()),),
            claims=tuple(text.claims),
            quotes=tuple(text.quotes),
            happenings=tuple(self._occasion(happening) for happening in happenings),
            gist=find_gist(document, text.mentions, self.knowledge),
        )
        return Reading(document, facts)

    def _occasion(self, happening: Happening) -> Occasion:
        """Give what the article reports; half of all articles say the day, the others the weekday."""
        exact = self.rng.random() < 0.5
        when = Dated(happening.day.isoformat(), "stated", f"{happening.day:%A}") if exact else Dated()
        people = tuple(dict.fromkeys(person.id for person in happening.people))
        place = happening.place if self.rng.random() < 0.7 else None
        return Occasion(happening.kind, 0, 5, OPENINGS[happening.kind], when, happening.day.weekday(), place,
                        (happening.donor.id, *people), reported=True)  # fmt: skip
