"""Names in a document: who and what of the registry it speaks of, and which names the registry lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.model import Dated, Document, Mention, UnknownName

from .names_bodies import body_mentions
from .names_context import NameContext
from .names_equipment import equipment_mentions
from .names_offices import office_mentions
from .names_people import administration_mentions, people_mentions
from .names_unknown import unknown_names

if TYPE_CHECKING:
    from plugins.registry import Knowledge


def find_names(document: Document, knowledge: Knowledge, published: Dated) -> tuple[Mention, ...]:
    """Give every known name in the text, in order, and names within names ("Norwegian prime minister").

    A body in two tables, as NATO is, gives a mention of each kind on the same span. Offices are those
    held on the day of `published`.
    """
    context = NameContext(document, knowledge, published.date)
    bodies = list(body_mentions(context))
    people = list(people_mentions(context))
    bodies += administration_mentions(context, people)
    people += office_mentions(context, people, bodies)
    found: dict[tuple[int, int, str, str, str | None], Mention] = {}
    for mention in (*bodies, *people, *equipment_mentions(context)):
        found.setdefault((mention.start, -mention.end, mention.kind, mention.id, mention.role), mention)
    return tuple(sorted(found.values(), key=lambda m: (m.start, -m.end, m.kind, m.id)))


def find_unknown_names(
    document: Document, knowledge: Knowledge, mentions: tuple[Mention, ...]
) -> tuple[UnknownName, ...]:
    """Give the capitalised names of two words and more that are none of the registry's, each once."""
    return unknown_names(document.text, knowledge, mentions)
