"""One occasion with the articles that tell of it, before it has an address."""

from dataclasses import dataclass, field

from plugins.model import Entity, EventKind


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
    mentioned_in: tuple[str, ...] = ()
    entity: Entity | None = field(default=None)
    """The registry's event, where it is one."""
