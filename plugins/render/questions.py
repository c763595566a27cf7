"""The questions in the book, with their answers: by owner, so that whole records are passed over."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
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

    def states(self, parts: int, parted: Callable[[Iterable[str]], Sequence[int]]) -> Sequence[bytes]:
        """Give for each part of the owners what differs where the state of any of them does.

        `parted` gives the number of each one's part.
        """

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
        shorts = _questions.decode(kept.questions) if kept is not None else ()
        self._places = {short: place for place, short in enumerate(shorts)}
        self._questions: dict[str, tuple[int, bytes]] | None = None if kept is not None else {}
        """Number and answer of each, None while it is as it was: most are only looked at."""

    def number(self, question: str) -> int | None:
        """Give a question's number, None where it is new."""
        if self._questions is not None:
            known = self._questions.get(question)
            return known[0] if known is not None else None
        place = self._places.get(shortened(question, self._owner))
        if place is None or self._kept is None:
            return None
        return array(Number, self._kept.numbers)[place]

    def put(self, question: str, number: int, answer: bytes) -> None:
        """Add a question, or another answer to one."""
        if self._questions is None:
            lines = _lines(self._owner, self._kept) if self._kept is not None else ()
            self._questions = {text: (number, answer) for text, number, answer in lines}
        self._questions[question] = (number, answer)
        self._kept = None

    def closed(self) -> Record:
        """Give the record as it is kept."""
        if self._kept is not None:
            return self._kept
        told = self._questions or {}
        numbers = array(Number, [number for number, _ in told.values()])
        answers = b"".join([answer for _, answer in told.values()])
        questions = tuple(shortened(question, self._owner) for question in told)
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


Part = Mapping[str, Record]
NOBODY = ""
"""Owner of the questions that are asked in every build."""


class LostRecordError(Exception):
    """A part of the records can not be read."""


class Records:
    """All questions, in parts; those whose owner is NOBODY are asked in every build.

    A part is read only where the state of some owner in it differs, or where a question may be new.
    """

    def __init__(
        self, oracle: Oracle, parts: int, kept: Callable[[Sequence[int]], Mapping[int, Part | None]]
    ) -> None:
        """`kept` gives some parts as they were kept, None where one is lost."""
        self._oracle = oracle
        self._kept = kept
        self._number = parts
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

    @cached_property
    def states(self) -> Sequence[bytes]:
        """What differs, of each part, where the state of any owner does."""
        return self._oracle.states(self._number, self._parted)

    def open(self, states: Sequence[bytes], count: int) -> set[int]:
        """Take over what was kept, and give the numbers of the questions whose answers differ.

        `states` are those of the parts when they were kept.

        Raises:
            LostRecordError: it can't be told.
        """
        self.count = count
        differing = {part for part, before in enumerate(states) if before != self.states[part]}
        suspect = sorted({self._part(NOBODY), *differing})
        self._take(suspect)
        stale = [
            (owner, record)
            for part in suspect
            for owner, record in self._read(part).items()
            if not owner or self._oracle.state(owner) != record.state
        ]
        if self.is_lost:
            raise LostRecordError
        for owner, _ in stale:
            del self._parts[self._part(owner)][owner]
        return {number for owner, record in stale for number in self._asked_anew(owner, record)}

    def numbers(self, questions: Iterable[str]) -> Iterator[int]:
        """Give the numbers of some questions; one that is new is asked."""
        owned = [(question, self._oracle.owner(question)) for question in questions]
        self._read_all({owner for _, owner in owned if owner not in self._opened})
        return (self._number_of(*one) for one in owned)

    def _number_of(self, question: str, owner: str) -> int:
        record = self._open(owner)
        known = record.number(question)
        if known is None:
            known = self.count
            record.put(question, known, self._oracle.answer(question))
            self.count += 1
            self.changed.add(self._part(owner))
        return known

    def tables(self) -> Iterator[tuple[int, dict[str, Record]]]:
        """Give each part that is not as it is kept, as it is to be."""
        opened: dict[int, dict[str, OpenRecord]] = {}
        for owner, part in zip(self._opened, self._parted(self._opened), strict=True):
            opened.setdefault(part, {})[owner] = self._opened[owner]
        for part in sorted(self.changed):
            own = opened.get(part, {})
            yield part, self._read(part) | {owner: record.closed() for owner, record in own.items()}

    def renumber(self, new: Mapping[int, int]) -> None:
        """Leave out all questions but some, and give those another number each."""
        self._close([*self._opened])
        # What is empty by now may not have been when it was kept.
        self.changed |= {part for part in range(self._number) if self._read(part)}
        for part in self.changed:
            records = ((owner, _renumbered(owner, record, new)) for owner, record in self._read(part).items())
            self._parts[part] = {owner: record for owner, record in records if record.numbers}
        self.count = len(new)

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
            kept = self._read(self._part(owner)).get(owner)
            state = kept.state if kept else self._oracle.state(owner) if owner else b""
            found = self._opened[owner] = OpenRecord(owner, state, kept)
        return found

    def _close(self, owners: Iterable[str]) -> None:
        for owner in owners:
            record = self._opened.pop(owner).closed()
            self._read(self._part(owner))[owner] = record

    def _read(self, part: int) -> dict[str, Record]:
        """Give a part without what was dropped."""
        if part not in self._parts:
            self._take([part])
        return self._parts[part]

    def _read_all(self, owners: Iterable[str]) -> None:
        """Read the parts of some owners at once: one by one takes three times as long."""
        self._take(sorted({*self._parted(owners)} - self._parts.keys()))

    def _take(self, parts: Sequence[int]) -> None:
        for part, kept in self._kept(parts).items():
            self.is_lost |= kept is None
            self._parts[part] = dict(kept or {})

    def _part(self, owner: str) -> int:
        return self._parted([owner])[0]

    def _parted(self, owners: Iterable[str]) -> Sequence[int]:
        number = self._number
        return [crc32(owner.encode("utf-8", "surrogatepass")) % number for owner in owners]


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
