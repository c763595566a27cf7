"""Who is who in one text: the speaker that a name, a pronoun or an office means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from plugins.extract.languages import Gender
from plugins.model import Mention, Value

from .frame import Sentence, Token
from .full_names import FullNames, untitled
from .phrases import Phrase
from .registered import Registered, Speaker
from .words import SpeechWords

LOOK_BACK = 12
"""How many sentences a pronoun may stand behind its name."""
NEAR = 2
"""Within this many sentences any name will do for a pronoun; further back only a subject."""
MAX_CANDIDATES = 60
"""How many names a pronoun is held against, so that no text costs more than linear time."""
MAX_PHRASE = 4
"""Longest phrase that can stand for an office named before: "the former foreign minister"."""


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

    def __init__(self, text: str, registered: Registered, names: FullNames, speech: SpeechWords) -> None:
        self._text = text
        self._speech = speech
        self._names = names
        self._registered = registered
        self.known: Mapping[int, int] = registered.names
        self._references: list[Reference] = []
        self._by_start: dict[int, Reference] = {}
        self._offices: dict[str, Reference] = {}
        self._issuers: dict[str, Speaker] = {}
        self._last: Speaker | None = None

    def read(self, index: int, sentence: Sentence, subjects: Sequence[Phrase]) -> None:
        """Take in the names of a sentence; those in `subjects` are its subjects."""
        starts = {phrase.start for phrase in subjects} | {phrase.name_start for phrase in subjects}
        for first, last in sentence.runs:
            start, end = sentence.tokens[first].start, sentence.tokens[last].end
            mention = self._registered.named_by(start, end)
            if mention is not None and mention.kind != "person":
                continue
            tokens = sentence.tokens[first : last + 1]
            subject = any(token.start in starts for token in tokens)
            person = (
                self._registered.known_person(mention) if mention else self._unknown(tokens, speaks=subject)
            )
            if person is not None:
                reference = Reference(start, *person, index, subject)
                self._add(reference)
                self._note_offices(sentence.tokens, first, last, reference)
        for mention in self._registered.holders(sentence.start, sentence.end):
            subject = any(phrase.start <= mention.start < phrase.end for phrase in subjects)
            holder = Reference(mention.start, *self._registered.known_person(mention), index, subject)
            self._add(holder)
            self._note_office(self._text[mention.start : mention.end].lower().split()[-1], holder)

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
        mention = self._registered.mention(phrase)
        if mention is None or mention.kind != "person":
            apposed = self._apposed(phrase, self._text[phrase.start : phrase.end])
            if apposed is not None:
                return apposed
        stated = self._text[phrase.name_start : phrase.end]
        if mention is not None and not self._speaks_for(mention, phrase):
            return self._registered.of_mention(mention, stated, "name")
        if mention is not None:
            stated = self._text[phrase.start : phrase.end]
            return Speaker(None, stated, None, None, False, f"called {stated!r}")
        words = untitled(stated.split(), self._speech)
        if not words:
            return self._noun(phrase, index)
        name = " ".join(words)
        if len(words) == 1:
            name = self._names.full(name, phrase.end) or stated
        anonymous = name.lower() in self._speech.people
        return Speaker(None, name, name, self._names.gender(" ".join(words)), anonymous, f"named {stated!r}")

    def _speaks_for(self, mention: Mention, phrase: Phrase) -> bool:
        """Tell "Rzecznik Ministerstwa Obrony", who has an office of the body, from the body itself."""
        if mention.kind == "person" or self._speech.articles:
            return False
        ahead = self._text[phrase.start : mention.start].lower().split()
        return any(self._speech.titles.get(word) in ("m", "f") for word in ahead)

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
        glued = self._speech.compounds or self._speech.definite
        for token in around:
            if glued or token.low in self._speech.titles:
                self._note_office(token.low, reference)

    def _note_office(self, word: str, reference: Reference) -> None:
        for office in self._speech.offices(word):
            if office in self._speech.titles:
                self._offices[office] = reference

    # --- pronouns and offices ------------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, index: int) -> Speaker:
        stated = self._text[phrase.start : phrase.end]
        low = stated.lower()
        gender = self._speech.pronouns.get(low) or self._speech.possessives.get(low)
        if gender is None:
            return self._unspoken(phrase, low, index)
        last = self._last
        if gender in ("n", "p") and last is not None and last.gender not in ("m", "f"):
            return replace(last, stated=stated, name=last.name or last.stated, evidence=f"{stated!r} goes on")
        found = self._antecedent(gender, index, phrase.start) if gender in ("m", "f") else None
        if found is None or gender is None:
            return Speaker(None, stated, None, gender, gender == "p", f"pronoun {stated!r}")
        self._add(replace(found, start=phrase.start, sentence=index, subject=True))
        return Speaker(found.id, stated, found.name, gender, False, f"{stated!r} is {found.name}")

    def _unspoken(self, phrase: Phrase, verb: str, index: int) -> Speaker:
        """Give whom a verb without any subject speaks of ("– zapewniła."): nobody, unless one fits."""
        gender = self._speech.verb_gender(verb)
        found = self._antecedent(gender, index, phrase.start)
        if found is None:
            return Speaker(None, "", None, gender, True, f"verb {verb!r} alone")
        evidence = f"{verb!r} speaks of {found.name}"
        return Speaker(found.id, found.name, found.name, found.gender, False, evidence)

    def _antecedent(self, gender: Gender | None, index: int, start: int) -> Reference | None:
        fitting = []
        for reference in reversed(self._references[-MAX_CANDIDATES:]):
            if index - reference.sentence > LOOK_BACK:
                break
            if reference.start < start and (gender == "x" or reference.gender in (gender, None)):
                fitting.append(reference)
        near = [r for r in fitting if index - r.sentence <= NEAR]
        for group in ([r for r in near if r.subject], near, [r for r in fitting if r.subject], fitting):
            if group:
                # In one sentence the first name is the likelier subject.
                return min(group, key=lambda r: (-r.sentence, r.start))
        return None

    def _noun(self, phrase: Phrase, index: int) -> Speaker:
        stated = self._text[phrase.start : phrase.end]
        apposed = self._apposed(phrase, stated)
        if apposed is not None:
            return apposed
        for mention in self._registered.between(phrase.start, phrase.end):
            lead = self._text[phrase.start : mention.start].split()
            rest = self._text[mention.end : phrase.end].split()
            if len(lead) <= 1 and (not rest or (len(rest) == 1 and rest[0] in self._speech.bodies)):
                return self._registered.of_mention(mention, stated, "office" if mention.role else "name")
        words = stated.lower().split()
        head = words[-1]
        if head in self._speech.texts or (len(words) > 1 and words[1] in self._speech.texts):
            return self._text_speaks(
                stated, next(word for word in (head, *words) if word in self._speech.texts)
            )
        if self._is_definite(words) and len(words) <= MAX_PHRASE:
            found = self._stands_for(head, stated, phrase.start, index)
            if found is not None:
                return found
        plural = head.endswith("s") and not any(word[0].isupper() for word in stated.split()[1:])
        anonymous = len(words) == 1 or head in self._speech.people or plural
        return Speaker(None, stated, None, None, anonymous, f"called {stated!r}")

    def _apposed(self, phrase: Phrase, stated: str) -> Speaker | None:
        """Give the person whose name follows an office: "le ministre des Armées, Sébastien Lecornu"."""
        if self._text[phrase.end : phrase.end + 2] != ", ":
            return None
        found = self._by_start.get(phrase.end + 2)
        if found is None or self._speech.titles.keys().isdisjoint(
            office for word in stated.lower().split() for office in self._speech.offices(word)
        ):
            return None
        return Speaker(found.id, stated, found.name, found.gender, False, f"{stated!r} is {found.name}")

    def _is_definite(self, words: Sequence[str]) -> bool:
        """Tell whether a noun phrase means somebody named before: its article says so, or there is none."""
        if words[0] in self._speech.articles:
            return words[0] not in self._speech.indefinite
        return not self._speech.articles or (
            len(words) == 1 and bool(self._speech.definite) and words[0].endswith(self._speech.definite)
        )

    def _text_speaks(self, stated: str, kind: str) -> Speaker:
        """Give the body or person behind "the statement": who issued one before, else who spoke last."""
        last = self._issuers.get(kind, self._last)
        if last is None:
            return Speaker(None, stated, None, "n", False, f"called {stated!r}")
        name = last.name or last.stated
        return Speaker(last.id, stated, name, "n", False, f"{stated!r} is by {name}")

    def _stands_for(self, head: str, stated: str, at: int, index: int) -> Speaker | None:
        """Give the person or body whom "the mayor" or "the ministry" was said of before."""
        offices = self._speech.offices(head)
        found = next((self._offices[office] for office in offices if office in self._offices), None)
        if found is not None:
            self._add(replace(found, start=at, sentence=index, subject=True))
            return Speaker(found.id, stated, found.name, found.gender, False, f"{stated!r} is {found.name}")
        body = self._registered.body(head, at)
        return self._registered.of_mention(body, stated, "body") if body is not None else None
