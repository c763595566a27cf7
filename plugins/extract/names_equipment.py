"""Kinds of equipment in a text: the narrowest kind at each place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugins.model import Mention

from .names_context import NameContext, word_lists

if TYPE_CHECKING:
    from plugins.registry import Knowledge, Spot


def equipment_mentions(context: NameContext) -> Iterator[Mention]:
    """Give the equipment named; "Leopard tanks" and "F-16 fighter jets" are one kind each, the narrower."""
    last: Mention | None = None
    named = [(spot, kind) for spot in (*context.spots, *context.words) if (kind := _kind(spot))]
    for spot, kind in sorted(named, key=lambda one: (one[0].start, -one[0].end)):
        if _is_other(context, spot):
            continue
        if last is not None and (spot.start < last.end or _says_the_kind(context, last, spot, kind)):
            continue
        last = Mention("equipment", kind, spot.start, spot.end, rule="narrowest kind at this place")
        yield last


def _kind(spot: Spot) -> str | None:
    """Give the kind of equipment that a wording may mean."""
    # A loop, not next(): this is asked of every name of every text, and few are equipment.
    for sense in spot.senses:
        if sense.kind == "equipment":
            return sense.id
    return None


def _says_the_kind(context: NameContext, last: Mention, spot: Spot, kind: str) -> bool:
    """Say whether this wider kind only follows the narrower one: "M109 howitzers"."""
    return spot.start - last.end == 1 and kind in _wider(context.knowledge, last.id)


def _wider(knowledge: Knowledge, kind: str) -> Iterator[str]:
    for _ in range(MAX_DEPTH):
        category = knowledge.equipment[kind].category
        if category is None:
            return
        yield category
        kind = category


MAX_DEPTH = 5
"""Categories above a kind; a circle in the registry ends here."""


def _is_other(context: NameContext, spot: Spot) -> bool:
    """Say whether words for equipment mean something else: "missile attack", "think tank"."""
    # "anti-tank and anti-aircraft": no tank.
    if context.text[max(0, spot.start - 5) : spot.start].lower() == "anti-":
        return True
    if context.word_before(spot.start).lower().rstrip(",") in word_lists()["not_equipment_before"]:
        return True
    return context.word_after(spot.end).lower() in word_lists()["not_equipment_after"]
