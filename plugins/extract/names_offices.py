"""People named by their office: "the Secretary General", "Norway's prime minister", on the article's day."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugins.model import Mention

from .names_context import NameContext, is_capitalised, word_lists

if TYPE_CHECKING:
    from plugins.registry import Spot

OWNER_BEFORE = re.compile(r"(?:['’]s?)?[ \u00a0-](?:new |current |then |own )?")
"""Between a country and its office: "Norway's prime minister", "US-Präsident"."""
OWNER_AFTER = re.compile(r" (?:of|for|de la|de l['’]|du|de|d['’]|von|der|des|för|i) ?(?:the )?| ")
"""Between an office and its country: "prime minister of Norway", "premier Norwegii"."""
LONGEST_JOINT = 12


def office_mentions(
    context: NameContext, named: Sequence[Mention], bodies: Sequence[Mention]
) -> Iterator[Mention]:
    """Give the people whom words for an office name, beside those `named` already.

    `bodies` are the countries and bodies found. Each mention's role holds the words.
    """
    return _Offices(context, named, bodies).mentions()


class _Offices:
    """One text's people and bodies in order, and who has been named so far."""

    def __init__(self, context: NameContext, named: Sequence[Mention], bodies: Sequence[Mention]) -> None:
        self.context = context
        self.owners = sorted(bodies, key=lambda body: body.start)
        self.people = sorted(named, key=lambda person: person.start)
        self.starts = frozenset(person.start for person in named)
        self.here = frozenset(person.id for person in named)
        self.seen: dict[str, None] = {}
        """People named before the words in hand, in order."""
        self.held: dict[tuple[str, str], bool] = {}

    def mentions(self) -> Iterator[Mention]:
        """Give a mention for every office whose one holder is known."""
        upcoming = 0
        for spot in self.context.words:
            while upcoming < len(self.people) and self.people[upcoming].start < spot.start:
                self.seen[self.people[upcoming].id] = None
                upcoming += 1
            mention = self.read(spot)
            if mention is not None:
                self.seen[mention.id] = None
                yield mention

    def read(self, spot: Spot) -> Mention | None:
        """Give whom these words mean, if they are an office's."""
        offices = [sense for sense in spot.senses if sense.kind == "office"]
        if not offices or self.is_meant_otherwise(spot):
            return None
        for sense in offices:
            read = self.by_title if sense.form == "title" else self.by_office
            mention = read(spot, sense.id)
            if mention is not None:
                return mention
        return None

    def by_title(self, spot: Spot, title: str) -> Mention | None:
        """Read "the NATO chief"."""
        who = self.context.knowledge.title_holders(title, self.context.day)
        return self.mention(self.only_here(who), spot.start, spot.end, f"title {self.held_when()}: {title}")

    def held_when(self) -> str:
        """Give the day on which a holder is asked for, as rules tell it."""
        return f"held on {self.context.day}" if self.context.day else "held by somebody named"

    def by_office(self, spot: Spot, office: str) -> Mention | None:
        """Read "Norway's prime minister"; "the prime minister" is who held it among those named."""
        owner = self.owner(spot)
        if owner is not None:
            end = max(owner.end, spot.end)
            if end + 1 in self.starts:
                return None
            who = self.context.knowledge.office_holders(office, owner.id, self.context.day)
            rule = f"office {self.held_when()}: {office}, {owner.id}"
            return self.mention(self.only_here(who), min(owner.start, spot.start), end, rule)
        if not _is_definite(self.context, spot):
            return None
        rule = f"office of somebody or some country named before: {office}"
        return self.mention(self.holder_in_text(spot, office), spot.start, spot.end, rule)

    def only_here(self, who: tuple[str, ...]) -> tuple[str, ...]:
        """Where several held it, give those whom the text names."""
        return who if len(who) == 1 else tuple(person for person in who if person in self.here)

    def owner(self, spot: Spot) -> Mention | None:
        """Give the country or body whose office it is: right before or right after it."""
        text = self.context.text
        at = bisect.bisect_left(self.owners, spot.start, key=lambda owner: owner.start)
        for owner in reversed(self.owners[max(0, at - 3) : at]):
            gap = text[owner.end : spot.start]
            if len(gap) <= LONGEST_JOINT and OWNER_BEFORE.fullmatch(gap):
                return owner
        for owner in self.owners[at : at + 2]:
            gap = text[spot.end : owner.start]
            genitive = gap == " " and self.context.language != "en"
            if len(gap) <= LONGEST_JOINT and OWNER_AFTER.fullmatch(gap) and (genitive or gap != " "):
                return owner
        return None

    def holder_in_text(self, spot: Spot, office: str) -> tuple[str, ...]:
        """Give who holds the office: of the people named before, else of the paragraph's last country."""
        held = tuple(person for person in self.seen if self.holds(person, office))
        if held:
            return held
        paragraph = self.context.text.rfind("\n", 0, spot.start) + 1
        at = bisect.bisect_left(self.owners, spot.start, key=lambda owner: owner.start)
        for owner in reversed(self.owners[max(0, at - NEAR) : at]):
            if owner.start < paragraph:
                break
            who = self.context.knowledge.office_holders(office, owner.id, self.context.day)
            if who:
                return who
        return ()

    def holds(self, person: str, office: str) -> bool:
        """Say whether somebody holds an office, of whatever country, on the article's day."""
        key = (person, office)
        if key not in self.held:
            knowledge, day = self.context.knowledge, self.context.day
            owners = {role.of for role in knowledge.people[person].roles if role.of}
            self.held[key] = any(person in knowledge.office_holders(office, of, day) for of in owners)
        return self.held[key]

    def is_meant_otherwise(self, spot: Spot) -> bool:
        """Say whether a name stands beside the office, or a word that keeps its holder out."""
        text = self.context.text
        before = _last_word(text[max(0, spot.start - 20) : spot.start])
        if before.lower() in word_lists()["office_apart"]:
            return True
        if text[spot.end : spot.end + 2] == ", " and spot.end + 2 in self.starts:
            return True
        word = self.context.word_after(spot.end)
        if is_capitalised(word):
            body = self.context.spot_at.get(spot.end + 1)
            return body is None or any(sense.kind == "person" for sense in body.senses)
        return self.is_apposition(spot)

    def is_apposition(self, spot: Spot) -> bool:
        """Say whether the name is there already: "Jens Stoltenberg, the secretary general of NATO"."""
        at = bisect.bisect_left(self.people, spot.start, key=lambda person: person.start)
        if not at or self.people[at - 1].end > spot.start:
            return at > 0
        gap = self.context.text[self.people[at - 1].end : spot.start]
        return (
            len(gap) <= MAX_APPOSITION
            and gap.startswith((", ", " ("))
            and not set(gap[2:]) & set(',.;:”"')
            and gap[2:].split(" ", 1)[0].lower() not in word_lists()["joining"]
        )

    def mention(self, who: tuple[str, ...], start: int, end: int, rule: str) -> Mention | None:
        """Give the mention, where exactly one is meant."""
        if len(who) != 1:
            return None
        return Mention("person", who[0], start, end, self.context.text[start:end], rule)


NEAR = 6
"""Countries looked back at for an office that names none."""
MAX_APPOSITION = 30


def _last_word(before: str) -> str:
    """Give the letters before the blank or hyphen that ends these words; "" where none does."""
    before = before.removesuffix("\n")
    if not before.endswith((" ", "-")):
        return ""
    start = end = len(before) - 1
    while start and before[start - 1].isalpha():
        start -= 1
    return before[start:end]


def _is_definite(context: NameContext, spot: Spot) -> bool:
    before = context.word_before(spot.start).lower()
    if before in ("the", "its", "their", "our", "le", "la", "der", "die"):
        return True
    return (
        context.language in ("pl", "uk", "ru", "sv", "nb", "da")
        and before not in word_lists()["office_apart"]
    )
