"""Who is who in one text: the speaker that a name, a pronoun or an office means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plugins.model import Mention, Value

from .frame import Sentence, Token
from .full_names import FullNames, gender_of, untitled
from .phrases import Phrase
from .words import Gender, SpeechWords

if TYPE_CHECKING:
    from plugins.registry import Knowledge

LOOK_BACK = 12
"""How many sentences a pronoun may stand behind its name."""
NEAR = 2
"""Within this many sentences any name will do for a pronoun; further back only a subject."""
MAX_CANDIDATES = 60
"""How many names a pronoun is held against, so that no text costs more than linear time."""
MAX_PHRASE = 4
"""Longest phrase that can stand for an office named before: "the former foreign minister"."""
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


class Reference(Value, frozen=True, gc=False):
    """A place where the text names a person."""

    start: int
    id: str | None
    name: str
    gender: Gender | None
    sentence: int
    subject: bool


class Cast:
    """The people of one text, filled in the order of reading."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        knowledge: Knowledge,
        names: FullNames,
        speech: SpeechWords,
    ) -> None:
        self._text = text
        self._speech = speech
        self._knowledge = knowledge
        self._names = names
        self._mentions = [mention for mention in mentions if mention.kind in SPEAKERS]
        self._starts = [mention.start for mention in self._mentions]
        self.known: Mapping[int, int] = {m.end: m.start for m in self._mentions if m.role is None}
        self._references: list[Reference] = []
        self._by_start: dict[int, Reference] = {}
        self._offices: dict[str, Reference] = {}
        self._bodies: dict[str, Mention] = {}
        self._bodies_read = 0
        self._issuers: dict[str, Speaker] = {}
        self._last: Speaker | None = None

    def read(self, index: int, sentence: Sentence, subjects: Sequence[Phrase]) -> None:
        """Take in the names of a sentence; those in `subjects` are its subjects."""
        starts = {phrase.start for phrase in subjects} | {phrase.name_start for phrase in subjects}
        for first, last in sentence.runs:
            start, end = sentence.tokens[first].start, sentence.tokens[last].end
            mention = self._named_by(start, end)
            if mention is not None and mention.kind != "person":
                continue
            tokens = sentence.tokens[first : last + 1]
            subject = any(token.start in starts for token in tokens)
            person = self._known(mention) if mention else self._unknown(tokens, speaks=subject)
            if person is not None:
                reference = Reference(start, *person, index, subject)
                self._add(reference)
                self._note_offices(sentence.tokens, first, last, reference)

    def speaker(self, phrase: Phrase, index: int) -> Speaker:
        """Give whom a phrase of sentence `index` means."""
        if phrase.head == "pronoun":
            found = self._pronoun(phrase, index)
        else:
            found = self._named(phrase, index) if phrase.head == "name" else self._noun(phrase, index)
        self._last = found
        return found

    def note_texts(self, sentence: Sentence, subject: Phrase, index: int) -> None:
        """Note whose statement or report it is that a sentence about `subject` brings in."""
        kinds = [token.low for token in sentence.tokens if token.low in self._speech.texts]
        if kinds and not any(
            subject.start <= t.start < subject.end for t in sentence.tokens if t.low in kinds
        ):
            last = self._last
            issuer = self.speaker(subject, index)
            self._last = last or issuer
            self._issuers.update(dict.fromkeys(kinds, issuer))

    def person_at(self, start: int) -> Speaker | None:
        """Give the person whom the text names at `start`; None for other words."""
        found = self._by_start.get(start)
        if found is None:
            return None
        return Speaker(found.id, found.name, found.name, found.gender, False, f"named {found.name!r}")

    # --- names ---------------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase, index: int) -> Speaker:
        mention = self._mention(phrase)
        stated = self._text[phrase.name_start : phrase.end]
        if mention is not None:
            return self._of_mention(mention, stated, "name")
        words = untitled(stated.split(), self._speech)
        if not words:
            return self._noun(phrase, index)
        name = " ".join(words)
        if len(words) == 1:
            name = self._names.full(name, phrase.end) or stated
        anonymous = name.lower() in self._speech.people
        return Speaker(None, name, name, self._names.gender(" ".join(words)), anonymous, f"named {stated!r}")

    def _mention(self, phrase: Phrase) -> Mention | None:
        """Give the mention that the phrase's head stands for: one that ends where the phrase ends."""
        best: Mention | None = None
        for mention in self._between(phrase.start, phrase.end):
            if mention.end >= phrase.end and (best is None or best.kind != "person"):
                best = mention
        return best

    def _between(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that touch a stretch, in order."""
        first = max(0, bisect_left(self._starts, start) - 1)
        last = bisect_left(self._starts, end, first)
        return [mention for mention in self._mentions[first:last] if mention.end > start]

    def _of_mention(self, mention: Mention, stated: str, how: str) -> Speaker:
        name = self._entity_name(mention) or stated
        gender = gender_of(name) if mention.kind == "person" else "n"
        return Speaker(mention.id, stated, name, gender, False, f"{how} {stated!r} is {mention.id}")

    def _entity_name(self, mention: Mention) -> str | None:
        entity = self._knowledge.entity(mention.id, mention.kind)
        return entity.name if entity is not None else None

    def _named_by(self, start: int, end: int) -> Mention | None:
        """Give the mention that a run of capitals is: its person ("US President Joe Biden"), else its first.

        A person's name within another's ("the Biden administration") is none.
        """
        first: Mention | None = None
        for mention in self._between(start, end):
            if first is None or (mention.kind == "person" and mention.start >= first.end):
                first = mention
            if first.kind == "person":
                return first
        return first

    def _known(self, mention: Mention) -> tuple[str | None, str, Gender | None]:
        """Give id, name and gender of a person of the registry."""
        name = self._entity_name(mention) or self._text[mention.start : mention.end]
        return mention.id, name, gender_of(name)

    def _unknown(
        self, tokens: Sequence[Token], *, speaks: bool
    ) -> tuple[str | None, str, Gender | None] | None:
        """Give name and gender of the person that a run of capital words names; None for other names."""
        written, words = self._names.run(tokens[0].start)
        if not words:
            return None
        name = " ".join(words)
        if len(words) == 1:
            full = self._names.full(name, tokens[-1].end)
            if full is None and not (self._names.titled(name) or speaks):
                return None
            name = full or name
        gender = self._names.gender(name)
        sure = gender is not None or len(words) < len(written)
        likely = speaks and len(words) <= 3 and not any(t.low in self._speech.body_words for t in tokens)
        return (None, name, gender) if sure or likely else None

    def _add(self, reference: Reference) -> None:
        self._references.append(reference)
        self._by_start[reference.start] = reference

    def _note_offices(self, tokens: Sequence[Token], first: int, last: int, reference: Reference) -> None:
        """Note the offices that stand around a name: "defence minister Ann Bell", "Bell, mayor of Leeds"."""
        around = list(tokens[max(0, first - 3) : last + 1])
        if first > 1 and tokens[first - 1].low == ",":
            around += tokens[max(0, first - 9) : first - 1]  # "the mayor of Leeds, Ann Bell"
        if last + 1 < len(tokens) and tokens[last + 1].low == ",":
            for token in tokens[last + 2 : last + 10]:
                if not token.is_word:
                    break
                around.append(token)
        for token in around:
            if token.low in self._speech.titles:
                self._offices[token.low] = reference

    # --- pronouns and offices ------------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, index: int) -> Speaker:
        stated = self._text[phrase.start : phrase.end]
        low = stated.lower()
        gender = self._speech.pronouns.get(low) or self._speech.possessives.get(low)
        last = self._last
        if gender in ("n", "p") and last is not None and last.gender not in ("m", "f"):
            return replace(last, stated=stated, name=last.name or last.stated, evidence=f"{stated!r} goes on")
        found = self._antecedent(gender, index, phrase.start) if gender in ("m", "f") else None
        if found is None or gender is None:
            return Speaker(None, stated, None, gender, gender == "p", f"pronoun {stated!r}")
        self._add(replace(found, start=phrase.start, sentence=index, subject=True))
        return Speaker(found.id, stated, found.name, gender, False, f"{stated!r} is {found.name}")

    def _antecedent(self, gender: Gender | None, index: int, start: int) -> Reference | None:
        fitting = []
        for reference in reversed(self._references[-MAX_CANDIDATES:]):
            if index - reference.sentence > LOOK_BACK:
                break
            if reference.start < start and reference.gender in (gender, None):
                fitting.append(reference)
        near = [r for r in fitting if index - r.sentence <= NEAR]
        for group in ([r for r in near if r.subject], near, [r for r in fitting if r.subject], fitting):
            if group:
                # In one sentence the first name is the likelier subject.
                return min(group, key=lambda r: (-r.sentence, r.start))
        return None

    def _noun(self, phrase: Phrase, index: int) -> Speaker:
        stated = self._text[phrase.start : phrase.end]
        for mention in self._between(phrase.start, phrase.end):
            lead = self._text[phrase.start : mention.start].split()
            rest = self._text[mention.end : phrase.end].split()
            if len(lead) <= 1 and (not rest or (len(rest) == 1 and rest[0] in self._speech.bodies)):
                return self._of_mention(mention, stated, "office" if mention.role else "name")
        words = stated.lower().split()
        head = words[-1]
        if head in self._speech.texts or (len(words) > 1 and words[1] in self._speech.texts):
            return self._text_speaks(
                stated, next(word for word in (head, *words) if word in self._speech.texts)
            )
        if words[0] in self._speech.articles - self._speech.indefinite and len(words) <= MAX_PHRASE:
            found = self._stands_for(head, stated, phrase.start, index)
            if found is not None:
                return found
        plural = head.endswith("s") and not any(word[0].isupper() for word in stated.split()[1:])
        anonymous = len(words) == 1 or head in self._speech.people or plural
        return Speaker(None, stated, None, None, anonymous, f"called {stated!r}")

    def _text_speaks(self, stated: str, kind: str) -> Speaker:
        """Give the body or person behind "the statement": who issued one before, else who spoke last."""
        last = self._issuers.get(kind, self._last)
        if last is None:
            return Speaker(None, stated, None, "n", False, f"called {stated!r}")
        name = last.name or last.stated
        return Speaker(last.id, stated, name, "n", False, f"{stated!r} is by {name}")

    def _stands_for(self, head: str, stated: str, at: int, index: int) -> Speaker | None:
        """Give the person or body whom "the mayor" or "the ministry" was said of before."""
        found = self._offices.get(head)
        if found is not None:
            self._add(replace(found, start=at, sentence=index, subject=True))
            return Speaker(found.id, stated, found.name, found.gender, False, f"{stated!r} is {found.name}")
        for mention in self._mentions[self._bodies_read : bisect_left(self._starts, at)]:
            self._bodies_read += 1
            if mention.kind == "organisation":
                for word in self._text[mention.start : mention.end].lower().split():
                    self._bodies[word] = mention
        body = self._bodies.get(head)
        return self._of_mention(body, stated, "body") if body is not None else None
