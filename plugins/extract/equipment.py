"""How a text speaks of equipment: announced, delivered, discussed or refused, by named rules."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import ahocorasick_rs

from plugins.model import Document, EquipmentStatus, Mention, Value
from plugins.tables import table as read_table

from .heads import lowered
from .sentences import sentences

if TYPE_CHECKING:
    from plugins.registry import Knowledge

Status = Literal["announced", "delivered", "discussed", "refused"]
_CLAUSE = re.compile(
    r"[;:–—]\s|,\s(?:but|while|although|though|whereas|which|who|after|before|aber|während|mais|tandis|ale|men|але|но|а)\s"
)
"""Where what is said of one thing ends and of another begins."""


class Signal(NamedTuple):
    """A word or phrase of equipment.yaml in the text."""

    start: int
    end: int
    kind: str
    """Its list: `refused`, `discussed`, `announced`, `delivered`, `unfinished`, `kept_open`, `hostile`."""


class Clause(Value, frozen=True, gc=False):
    """The stretch of a sentence in which equipment stands."""

    signals: tuple[Signal, ...]
    at: int
    """Where the equipment begins in the text."""

    def of(self, kind: str) -> list[Signal]:
        """Give the signals of one kind."""
        return [signal for signal in self.signals if signal.kind == kind]

    def nearest(self, kind: str) -> Signal | None:
        """Give the signal of this kind that stands nearest to the equipment."""
        return min(self.of(kind), key=self.distance, default=None)

    def distance(self, signal: Signal) -> int:
        """Give how far off it stands; one after the equipment counts as farther than one before it."""
        return self.at - signal.end if signal.end <= self.at else AFTER + signal.start - self.at


AFTER = 40
Rule = Callable[[Clause], Status | None]


def is_kept_open(clause: Clause) -> Status | None:
    """'has not ruled out sending F-16s'."""
    return "discussed" if clause.of("kept_open") else None


def is_refused(clause: Clause) -> Status | None:
    """'ruled out sending F-16s', 'will not provide tanks'."""
    return "refused" if clause.of("refused") else None


def is_discussed(clause: Clause) -> Status | None:
    """'is re-examining the idea of giving MiG-29s', 'asked for tanks'."""
    return "discussed" if clause.of("discussed") else None


def is_delivered(clause: Clause) -> Status | None:
    """'has sent 14 tanks', but not 'has yet to send', 'will be delivered' or 'announced 14 tanks'."""
    verb = clause.nearest("delivered")
    if verb is None or any(0 <= verb.start - s.start <= UNFINISHED_WITHIN for s in clause.of("unfinished")):
        return None
    promise = clause.nearest("announced")
    if promise is not None and clause.distance(promise) < clause.distance(verb):
        return None
    return "delivered"


UNFINISHED_WITHIN = 22


def is_announced(clause: Clause) -> Status | None:
    """'will provide Patriots', 'a package of howitzers', 'to be delivered'."""
    return "announced" if clause.of("announced") or clause.of("delivered") else None


RULES: tuple[Rule, ...] = (is_kept_open, is_refused, is_discussed, is_delivered, is_announced)
"""In this order: what is only talked about must never appear as given."""


def equipment_statuses(
    document: Document,
    mentions: Sequence[Mention],
    knowledge: Knowledge,
    spans: Sequence[tuple[int, int]] | None = None,
) -> tuple[EquipmentStatus, ...]:
    """Give how the text speaks of each kind of equipment it names, in order; what it only names has none.

    Each status names the donors of the same sentence; the recipient is none of them. `spans` are the
    text's sentences, if they are read already.
    """
    if not any(mention.kind == "equipment" for mention in mentions):
        return ()
    spans = sentences(document.text) if spans is None else spans
    starts = [start for start, _ in spans]
    found = []
    for mention in mentions:
        if mention.kind != "equipment":
            continue
        start, end = spans[bisect.bisect_right(starts, mention.start) - 1]
        signals = _signals(document.text, start, end)
        start, end = max(start, mention.start - REACH), min(end, mention.start + REACH)
        clause = _clause(document.text, signals, start, end, mention.start)
        status = _status(clause)
        if status is not None:
            donors = _donors(mentions, knowledge, start, end)
            rule = _told(document.text, clause, status)
            found.append(EquipmentStatus(mention.id, status, mention.start, mention.end, donors, rule))
    return tuple(found)


def _status(clause: Clause) -> Status | None:
    if any(0 <= clause.at - signal.start <= HOSTILE_WITHIN for signal in clause.of("hostile")):
        return None
    return next((status for rule in RULES if (status := rule(clause)) is not None), None)


def _told(text: str, clause: Clause, status: Status) -> str:
    """Give the status with the words that tell it: "discussed: 'not ruled out'"."""
    kinds = {"discussed": ("kept_open", "discussed"), "announced": ("announced", "delivered")}
    signals = (clause.nearest(kind) for kind in kinds.get(status, (status,)))
    words = next((text[signal.start : signal.end] for signal in signals if signal), "")
    return f"{status}: {words!r}"


HOSTILE_WITHIN = 40


def _clause(text: str, signals: Sequence[Signal], start: int, end: int, at: int) -> Clause:
    """Cut the sentence down to the part that holds the equipment, if that part has a verb of its own."""
    left, right = start, end
    for match in _CLAUSE.finditer(text, start, end):
        if match.end() <= at:
            left = match.end()
        else:
            right = match.start()
            break
    part = _between(signals, left, right)
    says = any(signal.kind in SAYING for signal in part)
    return Clause(part if says else _between(signals, start, end), at)


SAYING = frozenset({"refused", "discussed", "announced", "delivered"})


def _between(signals: Sequence[Signal], start: int, end: int) -> tuple[Signal, ...]:
    first = bisect.bisect_left(signals, start, key=lambda signal: signal.start)
    last = bisect.bisect_left(signals, end, key=lambda signal: signal.start)
    return tuple(signal for signal in signals[first:last] if signal.end <= end)


@lru_cache(maxsize=1)
def _signals(text: str, first: int, last: int) -> list[Signal]:
    """Give the words of equipment.yaml in a sentence, in order; a `*` at a word's end is any ending."""
    machine, meanings = _machine()
    letters = lowered(text)
    found = []
    for which, begins, ends in machine.find_matches_as_indexes(letters[first:last], overlapping=True):
        start, end = first + begins, first + ends
        kinds, open_ended = meanings[which]
        if start and (letters[start - 1].isalnum() or letters[start - 1] in "-_"):
            continue
        after = letters[end : end + 1]
        if open_ended or not (after.isalnum() or after in ("-", "_")):
            found += [Signal(start, end, kind) for kind in kinds]
    return sorted(found)


@cache
def _machine() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[tuple[str, ...], bool], ...]]:
    table = read_table(Path(__file__).with_name("equipment.yaml"))
    kinds: dict[str, list[str]] = {}
    for kind, words in table.items():
        for word in words:
            kinds.setdefault(word.lower(), []).append(kind)
    machine = ahocorasick_rs.AhoCorasick(
        [word.rstrip("*") for word in kinds], matchkind=ahocorasick_rs.MatchKind.Standard
    )
    return machine, tuple((tuple(of), word.endswith("*")) for word, of in kinds.items())


def _donors(mentions: Sequence[Mention], knowledge: Knowledge, start: int, end: int) -> tuple[str, ...]:
    """Give the donors named in a sentence, in order, without the country that the aid is for."""
    first = bisect.bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect.bisect_left(mentions, end, key=lambda mention: mention.start)
    named = (mention.id for mention in mentions[first:last] if mention.kind == "donor")
    return tuple(
        dict.fromkeys(donor for donor in named if donor not in RECIPIENTS and donor in knowledge.donors)
    )


REACH = 600
"""Code points around equipment that may speak of it: longer than any sentence a newspaper prints."""
RECIPIENTS = frozenset({"ukraine", "russia", "belarus"})
"""Ids that are never donors of equipment to Ukraine."""
