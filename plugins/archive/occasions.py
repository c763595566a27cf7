"""One occasion with the articles that tell of it, before it has an address."""

from dataclasses import dataclass

from plugins.model import EventKind


@dataclass(frozen=True)
class Occasion:
    """Articles that report one happening."""

    members: tuple[str, ...]
    """Ids of the articles that report it, sorted."""
    kind: EventKind
    why: tuple[str, ...]
    """What tied the articles together, in words for readers."""
    start: str | None = None
    end: str | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    title: str = ""
    slug_words: tuple[str, ...] = ()
    """What its id is made of, before the day."""
