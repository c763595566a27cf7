"""How a text speaks of equipment: announced, delivered, discussed or refused, by named rules."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import yaml

from plugins.model import Document, EquipmentStatus, Mention, Value

from .sentences import sentences

if TYPE_CHECKING:
    from plugins.registry import Knowledge

Status = Literal["announced", "delivered", "discussed", "refused"]
_CLAUSE = re.compile(
    r"[;:–—]\s|,\s(?:but|while|although|though|whereas|which|who|after|before|aber|während|mais|tandis|ale|men|але|но|а)\s"
)
"""Where what is said of one thing ends and of another begins."""


class Clause(Value, frozen=True):
    """The stretch of a sentence in which equipment stands."""

    text: str
    at: int
    """Where the equipment begins in it."""

    @property
    def before(self) -> str:
        """Give what stands before the equipment."""
        return self.text[: self.at]


Rule = Callable[[Clause], Status | None]


@cache
def _words(kind: str) -> re.Pattern[str]:
    table = yaml.load(Path(__file__).with_name("equipment.yaml").read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506
    words = sorted(table[kind], key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.I)


def is_kept_open(clause: Clause) -> Status | None:
    """'has not ruled out sending F-16s'."""
    return "discussed" if _words("kept_open").search(clause.text) else None


def is_refused(clause: Clause) -> Status | None:
    """'ruled out sending F-16s', 'will not provide tanks'."""
    return "refused" if _words("refused").search(clause.text) else None


def is_discussed(clause: Clause) -> Status | None:
    """'is re-examining the idea of giving MiG-29s', 'asked for tanks'."""
    return "discussed" if _words("discussed").search(clause.text) else None


def is_delivered(clause: Clause) -> Status | None:
    """'has sent 14 tanks', but not 'has yet to send', 'will be delivered' or 'announced 14 tanks'."""
    verb = _nearest("delivered", clause)
    if verb is None or _words("unfinished").search(
        clause.text, max(0, verb.start() - UNFINISHED_WITHIN), verb.start()
    ):
        return None
    promise = _nearest("announced", clause)
    if promise is not None and _distance(promise, clause) < _distance(verb, clause):
        return None
    return "delivered"


def is_announced(clause: Clause) -> Status | None:
    """'will provide Patriots', 'a package of howitzers', 'to be delivered'."""
    said = _words("announced").search(clause.text) or _words("delivered").search(clause.text)
    return "announced" if said else None


UNFINISHED_WITHIN = 22
RULES: tuple[Rule, ...] = (is_kept_open, is_refused, is_discussed, is_delivered, is_announced)
"""In this order: what is only talked about must never appear as given."""


def _nearest(kind: str, clause: Clause) -> re.Match[str] | None:
    """Give the words of this kind that stand nearest to the equipment; before it rather than after it."""
    found = _words(kind).finditer(clause.text)
    return min(found, key=lambda match: _distance(match, clause), default=None)


def _distance(match: re.Match[str], clause: Clause) -> int:
    return clause.at - match.end() if match.end() <= clause.at else AFTER + match.start() - clause.at


AFTER = 40
"""Code points that a verb after the equipment counts as farther off than one before it."""


def equipment_statuses(
    document: Document, mentions: Sequence[Mention], knowledge: Knowledge
) -> tuple[EquipmentStatus, ...]:
    """Give how the text speaks of each kind of equipment it names, in order; what it only names has none.

    Each status names the donors of the same sentence; the recipient is none of them.
    """
    spans = sentences(document.text)
    starts = [start for start, _ in spans]
    found = []
    for mention in mentions:
        if mention.kind != "equipment":
            continue
        start, end = spans[bisect.bisect_right(starts, mention.start) - 1]
        status = _status(_clause(document.text, start, end, mention.start))
        if status is not None:
            donors = _donors(mentions, knowledge, start, end)
            found.append(EquipmentStatus(mention.id, status, mention.start, mention.end, donors))
    return tuple(found)


def _status(clause: Clause) -> Status | None:
    if _words("hostile").search(clause.before, max(0, clause.at - HOSTILE_WITHIN)):
        return None
    return next((status for rule in RULES if (status := rule(clause)) is not None), None)


HOSTILE_WITHIN = 40


def _clause(text: str, start: int, end: int, at: int) -> Clause:
    """Cut the sentence down to the part that holds the equipment, if that part has a verb of its own."""
    left, right = start, end
    for match in _CLAUSE.finditer(text, start, end):
        if match.end() <= at:
            left = match.end()
        else:
            right = match.start()
            break
    clause = Clause(text[left:right], at - left)
    return clause if _says_something(clause.text) else Clause(text[start:end], at - start)


def _says_something(text: str) -> bool:
    return any(_words(kind).search(text) for kind in ("refused", "discussed", "announced", "delivered"))


def _donors(mentions: Sequence[Mention], knowledge: Knowledge, start: int, end: int) -> tuple[str, ...]:
    """Give the donors named in a sentence, in order, without the country that the aid is for."""
    inside = (m for m in mentions if m.kind == "donor" and start <= m.start < end)
    return tuple(dict.fromkeys(m.id for m in inside if m.id not in RECIPIENTS and m.id in knowledge.donors))


RECIPIENTS = frozenset({"ukraine", "russia", "belarus"})
"""Ids that are never donors of equipment to Ukraine."""
