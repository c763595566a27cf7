"""Whom the registry knows of those whom a text names: its mentions, by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from plugins.extract.languages import Gender
from plugins.model import Mention, Value

from .full_names import gender_of
from .phrases import Phrase

if TYPE_CHECKING:
    from plugins.registry import Knowledge

SPEAKERS = frozenset(["person", "organisation", "donor"])


class Speaker(Value, frozen=True, gc=False):
    """Somebody or something that says."""

    id: str | None
    stated: str
    """The article's words for it."""
    name: str | None
    """The fullest name that the article or the registry has for it; None where it has none."""
    gender: Gender | None
    anonymous: bool
    """Whether it is nobody in particular: "officials", "many"."""
    evidence: str

    @property
    def as_stated(self) -> str:
        """The article's words, with the name behind them where neither they nor the registry tell it.

        "he [David Plouffe]", "the mayor [Anna Bell]", but "David Plouffe" for "Plouffe".
        """
        if self.id is not None or self.name is None or self.name == self.stated:
            return self.stated
        last = self.name.rsplit(" ", 1)[-1]
        return self.name if last in self.stated.replace("’s", "").split() else f"{self.stated} [{self.name}]"


class Registered:
    """The mentions of one text that may speak."""

    def __init__(self, text: str, mentions: Sequence[Mention], knowledge: Knowledge) -> None:
        self._text = text
        self._knowledge = knowledge
        self._mentions = [mention for mention in mentions if mention.kind in SPEAKERS]
        self._starts = [mention.start for mention in self._mentions]
        self.names: Mapping[int, int] = {m.end: m.start for m in self._mentions if m.role is None}
        """End of each name to its start."""
        self.people = frozenset(m.end for m in self._mentions if m.kind == "person" and m.role is None)
        """Where the name of each person ends."""
        self._holders = [m for m in self._mentions if m.kind == "person" and m.role is not None]
        self._bodies: dict[str, Mention] = {}
        self._bodies_read = 0

    def holders(self, start: int, end: int) -> Sequence[Mention]:
        """Give the people whom text[start:end] names by their office."""
        if not self._holders:
            return ()
        left, right = (bisect_left(self._holders, at, key=lambda m: m.start) for at in (start, end))
        return self._holders[left:right]

    def body(self, word: str, at: int) -> Mention | None:
        """Give the last body before `at` that has the word in its name: "the ministry"."""
        for mention in self._mentions[self._bodies_read : bisect_left(self._starts, at)]:
            self._bodies_read += 1
            if mention.kind == "organisation":
                for part in self._text[mention.start : mention.end].lower().split():
                    self._bodies[part] = mention
        return self._bodies.get(word)

    def between(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that touch text[start:end], in order."""
        first = max(0, bisect_left(self._starts, start) - 1)
        last = bisect_left(self._starts, end, first)
        return [mention for mention in self._mentions[first:last] if mention.end > start]

    def mention(self, phrase: Phrase) -> Mention | None:
        """Give the mention that the phrase's head stands for: one that ends where the phrase ends."""
        best: Mention | None = None
        for mention in self.between(phrase.start, phrase.end):
            if mention.end >= phrase.end and (best is None or best.kind != "person"):
                best = mention
        return best

    def named_by(self, start: int, end: int) -> Mention | None:
        """Give the mention that a run of capitals is: its person ("US President Joe Biden"), else its first.

        A person's name within another's ("the Biden administration") is none.
        """
        first: Mention | None = None
        for mention in self.between(start, end):
            if first is None or (mention.kind == "person" and mention.start >= first.end):
                first = mention
            if first.kind == "person":
                return first
        return first

    def of_mention(self, mention: Mention, stated: str, how: str) -> Speaker:
        """Give the speaker that a mention stands for; `how` goes into the evidence."""
        name = self._entity_name(mention) or stated
        gender = gender_of(name) if mention.kind == "person" else "n"
        return Speaker(mention.id, stated, name, gender, False, f"{how} {stated!r} is {mention.id}")

    def known_person(self, mention: Mention) -> tuple[str | None, str, Gender | None]:
        """Give id, name and gender of a person of the registry."""
        name = self._entity_name(mention) or self._text[mention.start : mention.end]
        return mention.id, name, gender_of(name)

    def _entity_name(self, mention: Mention) -> str | None:
        entity = self._knowledge.entity(mention.id, mention.kind)
        return entity.name if entity is not None else None
