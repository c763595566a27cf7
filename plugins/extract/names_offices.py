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
_LAST_WORD = re.compile(r"([^\W\d_]+)[ -]$")


def office_mentions(
    context: NameContext, named: Sequence[Mention], bodies: Sequence[Mention]
) -> Iterator[Mention]:
    """Give the people whom words for an office name, beside those `named` already.

    `bodies` are the countries and bodies found. Each mention's role holds the words.
    """
    owners = sorted(bodies, key=lambda body: body.start)
    people = sorted(named, key=lambda person: person.start)
    found: list[Mention] = []
    for spot in context.words:
        for sense in spot.senses:
            if sense.kind != "office" or _meant_otherwise(context, spot, people):
                continue
            mention = _by_title(context, spot, sense.id, people) if sense.form == "title" else None
            if sense.form == "office":
                mention = _by_office(context, spot, sense.id, owners, [*people, *found])
            if mention is not None:
                found.append(mention)
                yield mention
                break


def _by_title(context: NameContext, spot: Spot, title: str, people: Sequence[Mention]) -> Mention | None:
    who = context.knowledge.title_holders(title, context.day)
    if len(who) > 1:
        here = {person.id for person in people}
        who = tuple(person for person in who if person in here)
    return _mention(context, who, spot.start, spot.end)


def _by_office(
    context: NameContext, spot: Spot, office: str, owners: Sequence[Mention], people: Sequence[Mention]
) -> Mention | None:
    owner = _owner(context, spot, owners)
    if owner is not None:
        who = context.knowledge.office_holders(office, owner.id, context.day)
        if len(who) > 1:
            here = {person.id for person in people}
            who = tuple(person for person in who if person in here)
        end = max(owner.end, spot.end)
        if any(person.start == end + 1 for person in people):
            return None
        return _mention(context, who, min(owner.start, spot.start), end)
    if not _is_definite(context, spot):
        return None
    return _mention(context, _holder_in_text(context, spot, office, owners, people), spot.start, spot.end)


def _owner(context: NameContext, spot: Spot, owners: Sequence[Mention]) -> Mention | None:
    """Give the country or body whose office it is: right before or right after it."""
    at = bisect.bisect_left(owners, spot.start, key=lambda owner: owner.start)
    for owner in reversed(owners[max(0, at - 3) : at]):
        gap = context.text[owner.end : spot.start]
        if len(gap) <= LONGEST_JOINT and OWNER_BEFORE.fullmatch(gap):
            return owner
    for owner in owners[at : at + 2]:
        gap = context.text[spot.end : owner.start]
        spaced = gap == " "
        if (
            len(gap) <= LONGEST_JOINT
            and OWNER_AFTER.fullmatch(gap)
            and not (spaced and context.language == "en")
        ):
            return owner
    return None


def _is_definite(context: NameContext, spot: Spot) -> bool:
    before = context.word_before(spot.start).lower()
    if before in ("the", "its", "their", "our", "le", "la", "der", "die"):
        return True
    return (
        context.language in ("pl", "uk", "ru", "sv", "nb", "da")
        and before not in word_lists()["office_apart"]
    )


def _holder_in_text(
    context: NameContext, spot: Spot, office: str, owners: Sequence[Mention], people: Sequence[Mention]
) -> tuple[str, ...]:
    """Give who holds the office: of the people named before, else of the paragraph's last country."""
    earlier = [p.id for p in people if p.start < spot.start]
    held = [p for p in dict.fromkeys(earlier) if _holds(context, p, office)]
    if held:
        return tuple(held)
    paragraph = context.text.rfind("\n", 0, spot.start) + 1
    near = [owner for owner in owners if paragraph <= owner.start < spot.start]
    for owner in reversed(near):
        who = context.knowledge.office_holders(office, owner.id, context.day)
        if who:
            return who
    return ()


def _holds(context: NameContext, person: str, office: str) -> bool:
    roles = context.knowledge.people[person].roles
    return any(
        role.of is not None and person in context.knowledge.office_holders(office, role.of, context.day)
        for role in roles
    )


def _meant_otherwise(context: NameContext, spot: Spot, people: Sequence[Mention]) -> bool:
    """Say whether a name stands beside the office, or a word that keeps its holder out."""
    before = _LAST_WORD.search(context.text[max(0, spot.start - 20) : spot.start])
    if before and before[1].lower() in word_lists()["office_apart"]:
        return True
    rest = context.text[spot.end : spot.end + 40]
    after = rest[1:] if rest[:1] in (" ", "\u00a0") else rest[2:] if rest[:2] == ", " else ""
    word = after.split(" ", 1)[0].strip(".,:;'’\"”“")
    if rest[:1] in (" ", "\u00a0") and is_capitalised(word):
        at = spot.end + 1
        body = any(b.start == at and all(s.kind != "person" for s in b.senses) for b in context.spots)
        return not body
    at = spot.end + 2
    if rest[:2] == ", " and any(p.start == at for p in people):
        return True
    return _is_apposition(context, spot, people)


def _is_apposition(context: NameContext, spot: Spot, people: Sequence[Mention]) -> bool:
    """'Jens Stoltenberg, the secretary general of NATO, said': the name is there already."""
    at = bisect.bisect_left(people, spot.start, key=lambda person: person.start)
    if not at or people[at - 1].end > spot.start:
        return at > 0
    gap = context.text[people[at - 1].end : spot.start]
    return len(gap) <= MAX_APPOSITION and gap.startswith((", ", " (")) and not set(gap[2:]) & set(',.;:”"')


MAX_APPOSITION = 30


def _mention(context: NameContext, who: tuple[str, ...], start: int, end: int) -> Mention | None:
    if len(who) != 1:
        return None
    return Mention("person", who[0], start, end, context.text[start:end])
