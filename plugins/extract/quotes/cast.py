"""Who is who in one text: full names for surnames, and people for "he", "she" and "the minister"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plugins.model import Mention

from .frame import Sentence, Token
from .phrases import Phrase
from .words import Gender, SpeechWords, given_names

if TYPE_CHECKING:
    from plugins.registry import Knowledge

LOOK_BACK = 12
"""How many sentences a pronoun may stand behind its name."""
NEAR = 2
"""Within this many sentences any name will do for a pronoun; further back only a subject."""
JUST_BEFORE = 300
"""Code points within which a full name tells two people of one surname apart: about a paragraph."""
SPEAKERS = frozenset(["person", "organisation", "donor"])


_TITLE_NAME = re.compile(r"(?:[^\W\d_a-z][\w’'-]+ ){1,3}[^\W\d_a-z][\w’'-]+")


class Speaker(NamedTuple):
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
        """The article's words; where they leave open who it is and the registry too, with the name behind them.

        "he [David Plouffe]", "the mayor [Anna Bell]", but "David Plouffe" for "Plouffe".
        """
        if self.id is not None or self.name is None or self.name == self.stated:
            return self.stated
        last = self.name.split()[-1]
        return self.name if last in self.stated.replace("’s", "").split() else f"{self.stated} [{self.name}]"


class Reference(NamedTuple):
    """A place where the text names a person."""

    start: int
    key: str
    """The id, or the fullest name."""
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
        title: str,
        frame: Sequence[Sentence],
        mentions: Sequence[Mention],
        knowledge: Knowledge,
        speech: SpeechWords,
    ) -> None:
        self._text = text
        self._speech = speech
        self._knowledge = knowledge
        self._mentions = [mention for mention in mentions if mention.kind in SPEAKERS]
        self._starts = [mention.start for mention in self._mentions]
        self.known: Mapping[int, int] = {m.end: m.start for m in self._mentions if m.role is None}
        self._full: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._alone_at: dict[str, int] = {}
        self._titled: dict[str, Gender] = {}
        self._described: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._references: list[Reference] = []
        self._last: Speaker | None = None
        for written in _TITLE_NAME.findall(title):
            words = _untitled([_bare(word) for word in written.split()], speech)
            if len(words) > 1 and _gender(words[0]):
                self._note_name(words, -1)
        self._read_names(frame)

    def read(self, index: int, sentence: Sentence, subjects: Sequence[Phrase]) -> None:
        """Take in the names of a sentence; those in `subjects` are its subjects."""
        for first, last in _runs(sentence.tokens, self._speech):
            tokens = sentence.tokens[first : last + 1]
            at = tokens[0].start
            subject = any(phrase.start <= at < phrase.end or phrase.name_start == at for phrase in subjects)
            person = self._person(tokens, speaks=subject)
            if person is None:
                continue
            ident, name, gender = person
            self._references.append(Reference(at, ident or name, ident, name, gender, index, subject))

    def speaker(self, phrase: Phrase, index: int) -> Speaker:
        """Give whom a phrase of sentence `index` means."""
        found = {"name": self._named, "pronoun": self._pronoun, "noun": self._noun}[phrase.head](
            phrase, index
        )
        self._last = found
        return found

    def person_at(self, start: int) -> Speaker | None:
        """Give the person whom the text names at `start`; None for other words."""
        for reference in reversed(self._references[-8:]):
            if reference.start == start:
                stated = reference.name
                return Speaker(
                    reference.id, stated, reference.name, reference.gender, False, f"named {stated!r}"
                )
        return None

    # --- names ---------------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase, index: int) -> Speaker:
        mention = self._mention(phrase)
        stated = self._text[phrase.name_start : phrase.end]
        if mention is not None:
            return self._of_mention(mention, stated, "name")
        words = _untitled(stated.split(), self._speech)
        if not words:
            return self._noun(phrase, index)
        name = " ".join(words)
        if len(words) == 1:
            name = self._fullest(name, phrase.end) or name
        gender = self._titled.get(words[-1]) or _gender(name)
        anonymous = name.lower() in self._speech.people
        return Speaker(None, name, name, gender, anonymous, f"named {stated!r}")

    def _mention(self, phrase: Phrase) -> Mention | None:
        """Give the mention that the phrase's head stands for: one that ends where the phrase ends."""
        best: Mention | None = None
        for mention in self._between(phrase.start, phrase.end):
            if mention.end >= phrase.end and (
                best is None or (mention.kind == "person") > (best.kind == "person")
            ):
                best = mention
        return best

    def _between(self, start: int, end: int) -> Iterator[Mention]:
        at = max(0, bisect_left(self._starts, start) - 1)
        while at < len(self._mentions) and self._mentions[at].start < end:
            if self._mentions[at].end > start:
                yield self._mentions[at]
            at += 1

    def _of_mention(self, mention: Mention, stated: str, how: str) -> Speaker:
        entity = self._knowledge.entity(mention.id, mention.kind)
        name = entity.name if entity is not None else stated
        gender = _gender(name) if mention.kind == "person" else "n"
        return Speaker(mention.id, stated, name, gender, False, f"{how} {stated!r} is {mention.id}")

    def _person(
        self, tokens: Sequence[Token], *, speaks: bool
    ) -> tuple[str | None, str, Gender | None] | None:
        """Give id, name and gender of the person that a run of capital words names; None for other names."""
        mention = next((m for m in self._between(tokens[0].start, tokens[-1].end)), None)
        if mention is not None:
            if mention.kind != "person":
                return None
            entity = self._knowledge.entity(mention.id, "person")
            name = entity.name if entity is not None else self._text[mention.start : mention.end]
            return mention.id, name, _gender(name)
        written = [_bare(self._text[t.start : t.end]) for t in tokens]
        words = _untitled(written, self._speech)
        if not words:
            return None
        if len(words) == 1:
            full = self._fullest(words[0], tokens[-1].end)
            titled = self._titled.get(words[0])
            return (None, full or words[0], titled or _gender(full or "")) if full or titled else None
        name = " ".join(words)
        gender = self._titled.get(words[-1]) or _gender(name)
        sure = gender is not None or len(words) < len(written)
        likely = speaks and len(words) <= 3 and not any(t.low in self._speech.body_words for t in tokens)
        return (None, name, gender) if sure or likely else None

    def _note_name(self, words: Sequence[str], start: int) -> None:
        name = " ".join(words)
        self._full[words[-1]].append((start, name))
        if _gender(words[0]):
            self._full[words[0]].append((start, name))

    def _fullest(self, word: str, at: int) -> str | None:
        """Give the full name that a surname or first name stands for.

        Where two people share it, the one named just before; the headline's else; neither where that is open too.
        """
        known = self._full.get(word)
        if not known:
            return None
        if self._alone_at.get(word, at) < min((start for start, _ in known)):
            return None  # a surname that comes first belongs to somebody whom readers know
        names = {name for _, name in known}
        if len(names) > 1 and any(a in b and a != b for a in names for b in names):
            names = {max(names, key=len)} if len({n.split()[0] for n in names}) == 1 else names
        if len(names) == 1:
            return next(iter(names))
        near = {name for start, name in known if at - JUST_BEFORE < start < at}
        if len(near) == 1:
            return next(iter(near))
        headline = {name for start, name in known if start < 0}
        return next(iter(headline)) if len(headline) == 1 else None

    def _read_names(self, frame: Sequence[Sentence]) -> None:
        for sentence in frame:
            for first, last in _runs(sentence.tokens, self._speech):
                tokens = sentence.tokens[first : last + 1]
                written = [_bare(self._text[t.start : t.end]) for t in tokens]
                words = _untitled(written, self._speech)
                for title in written[: len(written) - len(words)]:
                    gender = self._speech.titles.get(title.casefold().rstrip("."))
                    if gender in ("m", "f") and words:
                        self._titled[words[-1]] = gender
                if 2 <= len(words) <= 4 and (
                    len(words) < len(written) or _gender(words[0]) or self._speaks(sentence, first, last)
                ):
                    self._note_name(words, tokens[0].start)
                if len(words) == 1:
                    self._alone_at.setdefault(words[0], tokens[0].start)
                if words:
                    self._describe(sentence.tokens, first, last)

    def _speaks(self, sentence: Sentence, first: int, last: int) -> bool:
        """Tell whether a verb of speech stands right beside the name."""
        beside = [sentence.tokens[at].low for at in (first - 1, last + 1) if 0 <= at < len(sentence.tokens)]
        return any(low in self._speech.verbs for low in beside) or "," in beside

    def _describe(self, tokens: Sequence[Token], first: int, last: int) -> None:
        """Note the offices that stand around a name: "defence minister Ann Bell", "Bell, the mayor of Leeds"."""
        around = list(tokens[max(0, first - 3) : last + 1])
        if last + 1 < len(tokens) and tokens[last + 1].low == ",":
            for token in tokens[last + 2 : last + 10]:
                if not token.is_word:
                    break
                around.append(token)
        for token in around:
            if token.is_word and (token.low in self._speech.titles or not token.capital):
                self._described[token.low].append((tokens[first].start, tokens[last].end))

    # --- pronouns and offices --------------------------------------------------------------------------------

    def _pronoun(self, phrase: Phrase, index: int) -> Speaker:
        stated = self._text[phrase.start : phrase.end]
        low = stated.casefold()
        gender = self._speech.pronouns.get(low) or self._speech.possessives.get(low)
        if gender in ("n", "p"):
            last = self._last
            if last is not None and last.gender not in ("m", "f"):
                return Speaker(
                    last.id,
                    stated,
                    last.name or last.stated,
                    last.gender,
                    last.anonymous,
                    f"{stated!r} is the last speaker",
                )
            return Speaker(None, stated, None, gender, gender == "p", f"pronoun {stated!r}")
        if gender in ("m", "f"):
            found = self._antecedent(gender, index, phrase.start)
            if found is not None:
                self._references.append(found._replace(start=phrase.start, sentence=index, subject=True))
                return Speaker(found.id, stated, found.name, gender, False, f"{stated!r} is {found.name}")
        return Speaker(None, stated, None, gender, False, f"pronoun {stated!r}")

    def _antecedent(self, gender: Gender, index: int, start: int) -> Reference | None:
        fitting = []
        for reference in reversed(self._references):
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
        words = stated.split()
        for mention in self._between(phrase.start, phrase.end):
            lead = self._text[phrase.start : mention.start].split()
            rest = self._text[mention.end : phrase.end].split()
            if len(lead) <= 1 and (not rest or (len(rest) == 1 and rest[0] in self._speech.bodies)):
                return self._of_mention(mention, stated, "office" if mention.role else "name")
        head = words[-1].casefold()
        definite = words[0].casefold() in self._speech.articles and words[0].casefold() not in ("a", "an")
        if head in self._speech.texts or (len(words) > 1 and words[1].casefold() in self._speech.texts):
            return self._text_speaks(stated)
        if definite and len(words) <= 4:
            found = self._by_office(head, phrase.start, index)
            if found is not None:
                ident, name, gender = found
                return Speaker(ident, stated, name, gender, False, f"{stated!r} is {name}")
            body = self._by_noun(head, phrase.start)
            if body is not None:
                return self._of_mention(body, stated, "body")
        anonymous = (
            len(words) == 1
            or head in self._speech.people
            or head.endswith("s")
            and not any(w[0].isupper() for w in words[1:])
        )
        return Speaker(None, stated, None, None, anonymous, f"called {stated!r}")

    def _text_speaks(self, stated: str) -> Speaker:
        last = self._last
        if last is None:
            return Speaker(None, stated, None, "n", False, f"called {stated!r}")
        return Speaker(
            last.id,
            stated,
            last.name or last.stated,
            "n",
            False,
            f"{stated!r} is by {last.name or last.stated}",
        )

    def _by_office(self, head: str, at: int, index: int) -> tuple[str | None, str, Gender | None] | None:
        for start, _end in reversed(self._described.get(head, ())):
            if start < at:
                for reference in reversed(self._references):
                    if reference.start == start:
                        self._references.append(reference._replace(start=at, sentence=index, subject=True))
                        return reference.id, reference.name, reference.gender
        return None

    def _by_noun(self, head: str, at: int) -> Mention | None:
        for mention in reversed(self._mentions[: bisect_left(self._starts, at)]):
            if (
                mention.kind == "organisation"
                and head in self._text[mention.start : mention.end].casefold().split()
            ):
                return mention
        return None


def _runs(tokens: Sequence[Token], speech: SpeechWords) -> Iterator[tuple[int, int]]:
    """Give first and last index of each run of capital words, without articles and days at its ends."""
    at = 0
    while at < len(tokens):
        if (
            not (tokens[at].is_word and tokens[at].capital)
            or tokens[at].low in speech.no_name
            or tokens[at].low in speech.calendar
        ):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(tokens)
            and not tokens[last].possessive
            and tokens[last + 1].is_word
            and tokens[last + 1].capital
            and tokens[last + 1].low not in speech.calendar
        ):
            last += 1
        yield at, last
        at = last + 1


def _untitled(words: Sequence[str], speech: SpeechWords) -> list[str]:
    """Give a name without the titles before it: from behind the last one that more words follow."""
    start = 0
    for index, word in enumerate(words):
        low = word.lower()
        if low in speech.titles or low.rstrip(".") in speech.titles or low in speech.articles:
            start = index + 1
    for index in range(start + 1, len(words) - 1):
        if words[index].lower() in given_names() and words[start].lower() not in given_names():
            return list(words[index:])  # "House Newt Gingrich", cut from "Speaker of the House Newt Gingrich"
    return list(words[start:])


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _gender(name: str) -> Gender | None:
    words = name.split()
    return given_names().get(words[0].casefold()) if words else None
