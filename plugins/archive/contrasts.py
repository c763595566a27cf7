"""Two wordings for one thing, side by side as they stand, without a judgement."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from plugins.model import Contrast, CoverageCell, Entity, Mention
from plugins.registry import Knowledge

from .desk import Item

SAME_BEGINNING = 4
"""Letters after which a wording is the name's own kin: Norway, Norwegian."""
Form = Literal["plain", "capital", "epithet"]
FORMS: tuple[Form, ...] = ("epithet", "capital")
"""Forms in which articles differ on purpose or by habit; a plain name is no choice of words."""


class Wording(NamedTuple):
    """How one article writes one thing."""

    topic: str
    text: str
    form: Form
    """The name or its kin; a capital that stands for its country; or a description ("the military bloc")."""


def contrasts_with(
    knowledge: Knowledge, text_of: Callable[[Item], str]
) -> Callable[[Sequence[Item]], tuple[Contrast, ...]]:
    """Give the finder of contrasts among articles of one event; `text_of` gives an article's text."""
    words = _Words(knowledge, text_of)

    def contrasts(items: Sequence[Item]) -> tuple[Contrast, ...]:
        """Give a contrast for each thing that sources describe or spell in ways of their own.

        What two articles of one source write, or of none that is known, is no contrast between sources.
        """
        if len({item.source for item in items}) < 2:
            return ()
        used = [_Used(item, words.wordings(item)) for item in items]
        told = _telling(used)
        things = {(wording.topic, wording.form) for wording in told}
        ordered = sorted(things, key=lambda thing: (thing[0], FORMS.index(thing[1])))
        found = ((topic, _wordings(topic, form, used, told)) for topic, form in ordered)
        return tuple(Contrast(topic, _cells(shown)) for topic, shown in found if _differ(shown))

    return contrasts


class _Used:
    """How often one article uses each wording."""

    def __init__(self, item: Item, wordings: Iterable[Wording]) -> None:
        self.item = item
        self.wordings = Counter(wordings)
        self._by_use: defaultdict[tuple[str, Form], list[Wording]] = defaultdict(list)
        for wording in self.wordings:
            self._by_use[wording.topic, wording.form].append(wording)

    def texts(self, topic: str, form: Form) -> Iterable[str]:
        """Give its wordings for a thing, the most frequent first, each once whatever its case."""
        fitting = self._by_use.get((topic, form))
        if fitting is None:
            return ()
        first: dict[str, str] = {}
        for wording in sorted(fitting, key=lambda wording: (-self.wordings[wording], wording.text)):
            first.setdefault(wording.text.casefold(), wording.text)
        return first.values()


Shown = Sequence[tuple[Item, str]]
"""Articles with a wording of theirs."""


def _telling(used: Sequence[_Used]) -> frozenset[Wording]:
    """Give the wordings that are a choice of words: one source's description, any capital."""
    sources: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
    for one in used:
        for wording in one.wordings:
            if wording.form != "plain":
                sources[_key(wording)].add(one.item.source)
    return frozenset(
        wording
        for one in used
        for wording in one.wordings
        if wording.form == "capital" or (wording.form == "epithet" and len(sources[_key(wording)]) == 1)
    )


def _key(wording: Wording) -> tuple[str, str]:
    return wording.topic, wording.text.casefold()


def _wordings(topic: str, form: Form, used: Sequence[_Used], told: Container[Wording]) -> Shown:
    """Give each source's telling wordings of a form; a description stands against the others' plain names."""
    found: dict[tuple[str | None, str], tuple[Item, str]] = {}
    for one in used:
        texts = [text for text in one.texts(topic, form) if Wording(topic, text, form) in told]
        shown = texts or (list(one.texts(topic, "plain"))[:1] if form == "epithet" else [])
        for text in shown:
            found.setdefault((one.item.source, text.casefold()), (one.item, text))
    return list(found.values())


def _differ(shown: Shown) -> bool:
    """Say whether two sources have no wording in common."""
    texts: defaultdict[str | None, set[str]] = defaultdict(set)
    for item, text in shown:
        texts[item.source].add(text.casefold())
    kinds = {frozenset(held) for held in texts.values()}
    return any(a.isdisjoint(b) for a in kinds for b in kinds)


def _cells(shown: Shown) -> tuple[CoverageCell, ...]:
    return tuple(CoverageCell(item.id, "verbatim", text, item.url) for item, text in shown)


class _Words:
    """What names stand for, each wording of each name looked up once."""

    def __init__(self, knowledge: Knowledge, text_of: Callable[[Item], str]) -> None:
        self.knowledge = knowledge
        self._text_of = text_of
        self._known: dict[tuple[str, str, str], Wording | None] = {}

    def wordings(self, item: Item) -> Iterator[Wording]:
        """Give what an article calls each country and body, in order."""
        text = self._text_of(item)
        for mention in item.reading.facts.mentions:
            if mention.kind not in ("donor", "organisation"):
                continue
            key = (mention.kind, mention.id, text[mention.start : mention.end])
            if key not in self._known:
                self._known[key] = self._wording(mention, key[2])
            if (wording := self._known[key]) is not None:
                yield wording

    def _wording(self, mention: Mention, stated: str) -> Wording | None:
        entity = self.knowledge.entity(mention.id)
        if entity is None:
            return None
        wording = re.sub(r"(?i)^the |[’']s?$", "", stated)
        form = _form(wording, entity, mention, self.knowledge)
        return Wording(_topic(entity, self.knowledge), wording, form)


def _topic(entity: Entity, knowledge: Knowledge) -> str:
    """Give what a wording is about: a group of a body's members ("NATO Allies") is about the body."""
    body = knowledge.organisations.get(entity.id.partition("-")[0])
    return body.name if body is not None and entity.kind == "group" else entity.name


def _form(wording: str, entity: Entity, mention: Mention, knowledge: Knowledge) -> Form:
    """Tell a description, which has a small letter's word beside another, from a capital and a name."""
    senses = {s.form for spot in knowledge.name_spots(wording) for s in spot.senses if s.id == mention.id}
    if "capital" in senses:
        return "capital"
    words = wording.split()
    begins_alike = wording[:SAME_BEGINNING].casefold() == entity.name[:SAME_BEGINNING].casefold()
    described = len(words) > 1 and any(word[:1].islower() for word in words)
    return "epithet" if described and not begins_alike else "plain"
