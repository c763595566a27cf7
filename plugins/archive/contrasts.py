"""Two wordings for one thing, side by side as they stand, without a judgement."""

import re
from collections.abc import Callable, Sequence

from plugins.model import Contrast, CoverageCell, Entity
from plugins.registry import Knowledge

from .desk import Item

SAME_BEGINNING = 4
"""Letters after which an adjective is its name's own: Norway, Norwegian."""


def contrasts_with(knowledge: Knowledge) -> Callable[[Sequence[Item]], tuple[Contrast, ...]]:
    """Give the finder of contrasts among articles of one event."""

    def contrasts(items: Sequence[Item]) -> tuple[Contrast, ...]:
        """Give for each thing the wordings of single articles, where two have their own."""
        found = []
        forms = [(item, _forms(item, knowledge)) for item in items]
        for ident in sorted({ident for _, own in forms for ident in own}):
            cells = _own_wordings(ident, forms)
            if len({cell.article for cell in cells}) > 1:
                entity = knowledge.entity(ident)
                found.append(Contrast(entity.name if entity else ident, cells))
        return tuple(found)

    return contrasts


def _own_wordings(ident: str, forms: Sequence[tuple[Item, dict[str, list[str]]]]) -> tuple[CoverageCell, ...]:
    """Give each article's wordings that no other article uses for the same thing."""
    cells = []
    for item, own in forms:
        others = {
            form.casefold() for other, theirs in forms if other is not item for form in theirs.get(ident, ())
        }
        cells += [
            CoverageCell(item.id, "verbatim", form, item.url)
            for form in own.get(ident, ())
            if form.casefold() not in others
        ]
    return tuple(cells)


def _forms(item: Item, knowledge: Knowledge) -> dict[str, list[str]]:
    """Give what an article calls each body and country, but for its plain name and that name's own kin."""
    text = item.reading.document.text
    found: dict[str, list[str]] = {}
    for mention in item.reading.facts.mentions:
        if mention.kind not in ("donor", "organisation"):
            continue
        entity = knowledge.entity(mention.id, mention.kind)
        form = re.sub(r"(?i)^the |[’']s?$", "", text[mention.start : mention.end])
        if entity is not None and not _is_plain(form, entity):
            forms = found.setdefault(mention.id, [])
            if form.casefold() not in [held.casefold() for held in forms]:
                forms.append(form)
    return found


def _is_plain(form: str, entity: Entity) -> bool:
    """Say whether a wording is the name itself, its short form in capitals, or begins like it."""
    letters = re.sub(r"\W", "", form)
    begins_alike = form[:SAME_BEGINNING].casefold() == entity.name[:SAME_BEGINNING].casefold()
    return begins_alike or (letters.isupper() and len(letters) <= SAME_BEGINNING + 1)
