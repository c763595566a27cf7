"""The questions in the book, with their answers: by owner, so that whole records are passed over."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Protocol
from zlib import crc32

import msgspec

Number = "I"
OPEN = 1000
"""Records that are open at once: each takes five times the room that it takes closed."""
OWNER = "\x1e"
"""Stands for an owner's id in what is kept."""
ANSWER = 16
"""Bytes of an answer's digest."""


class Oracle(Protocol):
    """Whoever is asked."""

    def owner(self, question: str) -> str:
        """Give whose state stands for the answer, or "" where there is nobody."""

    def state(self, owner: str) -> bytes:
        """Give what differs where any answer does that is an owner's."""

    def answer(self, question: str) -> bytes:
        """Give what differs where the answer to a question does, in 16 bytes."""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """The questions whose answers are one owner's."""

    state: bytes
    """What differs where any of the answers does."""
    numbers: bytes
    """Of the questions, four bytes each."""
    answers: bytes
    questions: msgspec.Raw
    """A tuple of texts, each in its short form, decoded only where somebody asks."""


class OpenRecord:
    """A record that questions are looked for in, and added to."""

    def __init__(self, owner: str, state: bytes, kept: Record | None = None) -> None:
        """`kept` is the record as it was when it was closed, None where it is new."""
        self._owner = owner
        self.state = state
        self._kept = kept
        """None where it is not as it was."""
        lines = _lines(owner, kept) if kept is not None else ()
        self.questions = {text: (number, answer) for text, number, answer in lines}
        """Number and answer of each: changed by `put` alone."""

    def put(self, question: str, number: int, answer: bytes) -> None:
        """Add a question, or another answer to one."""
        self.questions[question] = (number, answer)
        self._kept = None

    def closed(self) -> Record:
        """Give the record as it is kept."""
        if self._kept is not None:
            return self._kept
        numbers = array(Number, [number for number, _ in self.questions.values()])
        answers = b"".join([answer for _, answer in self.questions.values()])
        questions = tuple(shortened(question, self._owner) for question in self.questions)
        return Record(self.state, numbers.tobytes(), answers, msgspec.Raw(_encode(questions)))


def shortened(question: str, owner: str) -> str:
    r"""Give a question with a sign for its owner: most hold the owner's id, which is most of them.

    >>> shortened("=\x1fclaims\x1faid-c1", "aid")
    '=\x1fclaims\x1f\x1e-c1'
    """
    if not owner:
        return question
    if OWNER in question or question.startswith(owner):
        return OWNER + question
    return question.replace(owner, OWNER)


def whole(short: str, owner: str) -> str:
    r"""Give a question that was shortened.

    >>> whole(shortened("=\x1fclaims\x1faid-c1", "aid"), "aid") == "=\x1fclaims\x1faid-c1"
    True
    """
    if not owner:
        return short
    return short[1:] if short.startswith(OWNER) else short.replace(OWNER, owner)


_encode = msgspec.msgpack.Encoder().encode
_questions = msgspec.msgpack.Decoder(tuple[str, ...])


States = Sequence[dict[str, bytes]]
"""By part, then by owner: what differs where any of an owner's answers does."""


class LostRecordError(Exception):
    """A part of the records can not be read, though its states can."""


class Records:
    """All questions; those whose owner is "" are asked in every build.

    Their parts are read only where some owner's state differs, or where a question is new.
    """

    def __init__(
        self, oracle: Oracle, parts: int, kept: Callable[[int], Mapping[str, Record] | None]
    ) -> None:
        """`kept` gives a part as it was kept, None where it is lost."""
        self._oracle = oracle
        self._kept = kept
        self._states: list[dict[str, bytes]] = [{} for _ in range(parts)]
        self._parts: dict[int, dict[str, Record]] = {}
        """The parts that were read; what is open may be otherwise by now."""
        self._opened: dict[str, OpenRecord] = {}
        """The longest open first."""
        self.is_lost = False
        """Whether a part was lost that something had to be looked up in."""
        self.count = 0
        """Numbers given."""
        self.changed: set[int] = set()
        """Parts that are not as they are kept."""

    def open(self, states: States, count: int) -> set[int]:
        """Take over what was kept, and give the numbers of the questions whose answers differ.

        Raises:
            LostRecordError: it can't be told.
        """
        self._states, self.count = [dict(part) for part in states], count
        state = self._oracle.state
        stale = [
            owner for part in states for owner, before in part.items() if not owner or state(owner) != before
        ]
        records = [(owner, self._drop(owner)) for owner in stale]
        if self.is_lost:
            raise LostRecordError
        return {number for owner, record in records for number in self._asked_anew(owner, record)}

    def number(self, question: str) -> int:
        """Give a question's number; one that is new is asked."""
        owner = self._oracle.owner(question)
        record = self._open(owner)
        known = record.questions.get(question)
        if known is None:
            number = self.count
            record.put(question, number, self._oracle.answer(question))
            self.count += 1
            self.changed.add(self._part(owner))
            return number
        return known[0]

    def table(self, part: int) -> dict[str, Record]:
        """Give one part as it is kept."""
        opened = {owner: record for owner, record in self._opened.items() if self._part(owner) == part}
        return self._read(part) | {owner: record.closed() for owner, record in opened.items()}

    def states(self) -> States:
        """Give the states of all owners."""
        states = [dict(part) for part in self._states]
        for owner, record in self._opened.items():
            states[self._part(owner)][owner] = record.state
        return states

    def renumber(self, new: Mapping[int, int]) -> None:
        """Leave out all questions but some, and give those another number each."""
        self._close([*self._opened])
        for part, states in enumerate(self._states):
            records = ((owner, _renumbered(owner, record, new)) for owner, record in self._read(part).items())
            self._parts[part] = {owner: record for owner, record in records if record.numbers}
            self._states[part] = {owner: states[owner] for owner in self._parts[part]}
        self.count = len(new)
        self.changed = set(range(len(self._states)))

    def _asked_anew(self, owner: str, record: Record) -> Iterable[int]:
        """Ask all questions of a record, and give the numbers of those that are answered otherwise."""
        for question, number, before in _lines(owner, record):
            answer = self._oracle.answer(question)
            # What was another article's once may be this one's now, or nobody's.
            now = self._oracle.owner(question)
            self._open(now).put(question, number, answer)
            if answer != before or now != owner:
                self.changed |= {self._part(owner), self._part(now)}
            if answer != before:
                yield number
        if owner:
            self.changed.add(self._part(owner))

    def _open(self, owner: str) -> OpenRecord:
        found = self._opened.get(owner)
        if found is None:
            if len(self._opened) >= OPEN:
                # Nearly every page asks some question that is nobody's.
                self._close([one for one in islice(self._opened, OPEN // 2) if one])
            part = self._part(owner)
            kept = self._read(part).get(owner)
            self.is_lost |= kept is None and owner in self._states[part]
            state = kept.state if kept else self._oracle.state(owner) if owner else b""
            found = self._opened[owner] = OpenRecord(owner, state, kept)
        return found

    def _close(self, owners: Iterable[str]) -> None:
        for owner in owners:
            record, part = self._opened.pop(owner).closed(), self._part(owner)
            self._read(part)[owner] = record
            self._states[part][owner] = record.state

    def _drop(self, owner: str) -> Record:
        part = self._part(owner)
        record = self._read(part).pop(owner, None)
        del self._states[part][owner]
        if record is None:
            self.is_lost = True
            return OpenRecord(owner, b"").closed()
        return record

    def _read(self, part: int) -> dict[str, Record]:
        """Give a part without what was dropped."""
        if part not in self._parts:
            kept = self._kept(part) if self._states[part] else {}
            self.is_lost |= kept is None
            self._parts[part] = dict(kept or {})
        return self._parts[part]

    def _part(self, owner: str) -> int:
        return crc32(owner.encode("utf-8", "surrogatepass")) % len(self._states)


def _renumbered(owner: str, record: Record, new: Mapping[int, int]) -> Record:
    """Give a record without the questions that have no new number."""
    left = OpenRecord(owner, record.state)
    for question, number, answer in _lines(owner, record):
        if number in new:
            left.put(question, new[number], answer)
    return left.closed()


def _lines(owner: str, record: Record) -> Iterable[tuple[str, int, bytes]]:
    """Give each question with its number and answer."""
    answers = record.answers
    parted = (answers[begin : begin + ANSWER] for begin in range(0, len(answers), ANSWER))
    questions = [whole(short, owner) for short in _questions.decode(record.questions)]
    return zip(questions, array(Number, record.numbers), parted, strict=True)
