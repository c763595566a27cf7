"""What builds remember of a site's pages: what each showed, which questions that asked, and the answers.

Most pages ask what their neighbours ask too, so that questions stand in the book once, with their answers; a
family of pages has the numbers of its own. To know which pages a change reaches, every question is asked
anew, once, and the few whose answers differ are looked for among those numbers: far less work than to go
through each page's questions.

The book is kept in parts, so that none is a burden for the cache, and a part that is lost costs no more than
making its views anew.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence

import msgspec

from plugins.pages.views import Shown
from plugins.render.cache import Cache
from plugins.render.digests import digest

PARTS = 128
SLACK = 1.2
"""Questions in a part for each that is asked: beyond, it is worth the time to forget the others."""
DIGEST = 32
"""Bytes of a view's digest."""
ANSWER = 16
"""Bytes of an answer's."""
Answer = Callable[[str], bytes]
Number = "I"


class Memo(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the pages of one family."""

    views: bytes
    """Digests of their views, one after the other."""
    shown: msgspec.Raw
    """What the site is told of each, decoded only where somebody asks."""
    asked: bytes
    """Numbers of the questions that making the views asked, four bytes each."""

    def view(self, number: int) -> bytes:
        """Give the digest of one page's view."""
        return self.views[DIGEST * number : DIGEST * (number + 1)]

    def told(self) -> tuple[Shown, ...]:
        """Give what the site is told of each page."""
        return _shown.decode(self.shown)


class PartTable(msgspec.Struct, frozen=True, array_like=True):
    """One part of the book as it is kept."""

    questions: tuple[str, ...]
    answers: bytes
    families: dict[bytes, Memo]
    asked: int
    """How many questions were asked by some family when that was last looked at."""


_shown = msgspec.msgpack.Decoder(tuple[Shown, ...])
_encoder = msgspec.msgpack.Encoder()


class Part:
    """One part of the book: some families, their questions and answers."""

    def __init__(self, kept: PartTable | None, wanted: set[bytes], answer: Answer) -> None:
        """`wanted` names the families that the site has."""
        self._answer = answer
        self._numbers: dict[str, int] = {}
        self._answers: list[bytes] = []
        self.families: dict[bytes, Memo] = {}
        self._asked = kept.asked if kept else 0
        self.is_new = False
        """Whether anything was put into it: a part that only lost families may stay as it is kept."""
        if kept is not None:
            self._open(kept, wanted)

    def _open(self, kept: PartTable, wanted: set[bytes]) -> None:
        """Take over the families whose questions are all answered as they were."""
        self._numbers = {question: number for number, question in enumerate(kept.questions)}
        self._answers = [self._answer(question) for question in kept.questions]
        before = kept.answers
        changed = {
            number
            for number, answer in enumerate(self._answers)
            if before[ANSWER * number : ANSWER * (number + 1)] != answer
        }
        for name, memo in kept.families.items():
            if name in wanted and (not changed or changed.isdisjoint(array(Number, memo.asked))):
                self.families[name] = memo

    def put(self, name: bytes, views: Iterable[bytes], shown: Sequence[Shown], asked: Iterable[str]) -> Memo:
        """Note what was learned of a family."""
        numbers = array(Number, [self._number(question) for question in asked])
        raw = msgspec.Raw(_encoder.encode(tuple(shown)))
        self.is_new = True
        memo = self.families[name] = Memo(b"".join(views), raw, numbers.tobytes())
        return memo

    def _number(self, question: str) -> int:
        number = self._numbers.get(question)
        if number is None:
            number = self._numbers[question] = len(self._answers)
            self._answers.append(self._answer(question))
        return number

    def table(self) -> PartTable:
        """Give the part as it is kept."""
        if len(self._answers) > SLACK * self._asked:
            self._forget()
        return PartTable(tuple(self._numbers), b"".join(self._answers), self.families, self._asked)

    def _forget(self) -> None:
        """Leave out the questions that no family asks any more, and number the others anew."""
        asked = {number for memo in self.families.values() for number in array(Number, memo.asked)}
        questions = [question for question, number in self._numbers.items() if number in asked]
        new = {self._numbers[question]: place for place, question in enumerate(questions)}
        self._answers = [self._answers[self._numbers[question]] for question in questions]
        self._numbers = {question: place for place, question in enumerate(questions)}
        self._asked = len(questions)
        for name, memo in self.families.items():
            numbers = array(Number, [new[number] for number in array(Number, memo.asked)])
            self.families[name] = msgspec.structs.replace(memo, asked=numbers.tobytes())


class Book:
    """All parts."""

    def __init__(self, cache: Cache, common: bytes, names: Iterable[bytes], answer: Answer) -> None:
        """Open it: `common` is the digest of all that every view depends on, `names` are the families'."""
        wanted: list[set[bytes]] = [set() for _ in range(PARTS)]
        for name in names:
            wanted[_part_of(name)].add(name)
        self.names = tuple(digest("book", common, str(number)) for number in range(PARTS))
        """The names under which the cache keeps the parts."""
        self._parts = tuple(
            Part(cache.get(name, PartTable), own, answer)
            for name, own in zip(self.names, wanted, strict=True)
        )
        self.known = {name: memo for part in self._parts for name, memo in part.families.items()}
        """Families whose views would be as they were, and those that were put."""

    def put(self, name: bytes, views: Iterable[bytes], shown: Sequence[Shown], asked: Iterable[str]) -> None:
        """Note what was learned of a family."""
        self.known[name] = self._parts[_part_of(name)].put(name, views, shown, asked)

    def rows(self) -> Iterable[tuple[bytes, PartTable]]:
        """Give the parts that are not as they are kept, each with its name."""
        return (
            (name, part.table()) for name, part in zip(self.names, self._parts, strict=True) if part.is_new
        )


def _part_of(name: bytes) -> int:
    return name[0] % PARTS
