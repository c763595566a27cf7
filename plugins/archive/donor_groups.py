"""Which donors may stand for one another, and who is a member of which group, as the registry has it."""

from collections.abc import Iterable, Sequence

from plugins.model import Entity, Registry

OVERLAP = 0.5
"""Share of the smaller group's members from which two groups are spoken of as one: "the West", NATO."""


class Groups:
    """The registry's groups of donors with their members."""

    def __init__(self, registry: Registry) -> None:
        entities: Iterable[Entity] = (*registry.donors, *registry.organisations)
        self._names = {entity.id: entity.name for entity in entities}
        self._members = {e.id: frozenset(e.members) for e in entities if e.members or e.kind == "group"}
        self._sums = frozenset(entity.id for entity in entities if entity.kind == "group")

    def related(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Say whether two lists of donors share one, or two groups most of whose members are the same."""
        return any(x == y or self._alike(x, y) for x in a for y in b)

    def belong(self, part: Sequence[str], whole: Sequence[str]) -> bool:
        """Say whether all donors of a list are members of the one group that the other list is."""
        members = self._members.get(whole[0], frozenset()) if len(whole) == 1 else frozenset()
        return bool(part) and members.issuperset(part)

    def adds_up(self, whole: Sequence[str]) -> bool:
        """Say whether what members give is a part of what a group gives: a body has its own budget."""
        return self._sums.issuperset(whole)

    def words(self, part: Sequence[str], whole: Sequence[str]) -> str:
        """Give for readers that some donors belong to a group: "Norway belongs to NATO Allies"."""
        names = [self._names.get(ident, ident) for ident in part]
        group = self._names.get(whole[0], whole[0])
        return f"{' and '.join(names)} belong{'s' if len(names) == 1 else ''} to {group}"

    def _alike(self, a: str, b: str) -> bool:
        if a not in self._members or b not in self._members:
            return False
        ours, theirs = self._members[a], self._members[b]
        # A group without a list ("the West") may be any of the others.
        return not ours or not theirs or len(ours & theirs) >= OVERLAP * min(len(ours), len(theirs))
