"""Two wordings for one thing, side by side as they stand, without a judgement."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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


def contrasts_with(knowledge: Knowledge) -> Callable[[Sequence[Item]], tuple[Contrast, ...]]:
    """Give the finder of contrasts among articles of one event."""

    def contrasts(items: Sequence[Item]) -> tuple[Contrast, ...]:
        """Give a contrast for each thing that articles describe or spell in ways of their own."""
        if len(items) < 2:
            return ()
        used = [(item, tuple(_wordings(item, knowledge))) for item in items]
        topics = sorted({wording.topic for _, wordings in used for wording in wordings})
        made = [(topic, _cells(topic, form, used)) for topic in topics for form in FORMS]
        return tuple(Contrast(topic, cells) for topic, cells in made if len({c.article for c in cells}) > 1)

    return contrasts


def _cells(
    topic: str, form: str, used: Sequence[tuple[Item, tuple[Wording, ...]]]
) -> tuple[CoverageCell, ...]:
    """Give each article's own wordings of a form; a description stands against the others' plain names."""
    own = {
        item.id: [text for text in _texts(topic, wordings, form) if not _elsewhere(text, item, topic, used)]
        for item, wordings in used
    }
    if not any(own.values()):
        return ()
    cells = []
    for item, wordings in used:
        texts = own[item.id]
        if not texts and form == "epithet":
            texts = list(_texts(topic, wordings, "plain"))[:1]
        cells += [CoverageCell(item.id, "verbatim", text, item.url) for text in texts]
    return tuple(cells)


def _texts(topic: str, wordings: Iterable[Wording], form: str) -> Iterable[str]:
    """Give an article's wordings for a thing, the most frequent first, each once whatever its case."""
    counted = Counter(w.text for w in wordings if w.topic == topic and w.form == form)
    first: dict[str, str] = {}
    for text in sorted(counted, key=lambda text: (-counted[text], text)):
        first.setdefault(text.casefold(), text)
    return first.values()


def _elsewhere(text: str, item: Item, topic: str, used: Iterable[tuple[Item, tuple[Wording, ...]]]) -> bool:
    return any(
        wording.topic == topic and wording.text.casefold() == text.casefold()
        for other, wordings in used
        if other is not item
        for wording in wordings
    )


def _wordings(item: Item, knowledge: Knowledge) -> Iterable[Wording]:
    """Give what an article calls each country and body, in order."""
    text = item.reading.document.text
    for mention in item.reading.facts.mentions:
        entity = knowledge.entity(mention.id) if mention.kind in ("donor", "organisation") else None
        if entity is not None:
            wording = re.sub(r"(?i)^the |[’']s?$", "", text[mention.start : mention.end])
            yield Wording(_topic(entity, knowledge), wording, _form(wording, entity, mention, knowledge))


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
