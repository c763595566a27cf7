"""The registry made ready for finding: all names at once in a text, and who held which office when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from plugins.model import Entity, EntityKind, Registry, Role, Value

from .countries import cities, countries
from .forms import Sense, cased_forms, folded_forms, plain, small
from .name_tables import name_tables

TABLE_OF: dict[EntityKind, str] = {
    "donor": "donors",
    "person": "people",
    "organisation": "organisations",
    "source": "sources",
    "equipment": "equipment",
    "event": "events",
}
VOWELS = frozenset("aeiouyаеєиіїоуюяыйё")
"""What an ending takes the place of: Ukrain-a, Ukrain-y."""


class Spot(Value, frozen=True, gc=False):
    """A wording in a text and all that it may mean."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Holder(NamedTuple):
    """A person in an office."""

    person: str
    role: Role


class Names:
    """Many wordings, all found in one pass over a text; the longest at each place wins."""

    def __init__(self, wordings: Iterable[tuple[str, Sense]], *, stems: bool) -> None:
        # Lists, and no set of senses: most wordings have one, and to hash it costs more than all the rest.
        found: dict[str, list[Sense]] = {}
        whole: set[str] = set()
        for wording, sense in wordings:
            _note(found, wording, sense)
            whole.add(wording)
            if stems and len(wording) > MIN_STEM:
                _note(found, _stem(wording), sense)
        self._senses = tuple(map(tuple, found.values()))
        self._whole = tuple(wording in whole for wording in found)
        self._machine = ahocorasick_rs.AhoCorasick(
            list(found), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def spots(self, text: str, endings: frozenset[str] = frozenset()) -> tuple[Spot, ...]:
        """Give what stands in `text` as whole words, longest first at each place, none overlapping.

        `endings` are what the text's language adds to names.
        """
        size, hits = len(text), []
        openers = _openers(endings)
        for which, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
            if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                continue
            if end < size and (text[end].isalnum() or text[end] == "_"):
                if text[end] not in openers:
                    continue
                stop = _word_end(text, end)
                if text[end:stop] not in endings:
                    continue
                hits.append((start, -stop, end != stop, which))
            elif self._whole[which]:
                hits.append((start, -end, False, which))
        hits.sort()
        return tuple(self._longest(hits))

    def _longest(self, hits: list[tuple[int, int, bool, int]]) -> Iterator[Spot]:
        last = 0
        for start, minus_end, _, which in hits:
            if start >= last:
                last = -minus_end
                yield Spot(start, last, self._senses[which])


def _note(found: dict[str, list[Sense]], wording: str, sense: Sense) -> None:
    senses = found.get(wording)
    if senses is None:
        found[wording] = [sense]
    elif sense not in senses:
        senses.append(sense)


def _stem(wording: str) -> str:
    """Give what stays when a name takes an ending: "Ukrain", "Зеленськ"; the name itself if all does."""
    if wording.endswith(("ий", "ый", "ій")):
        return wording[:-2]
    return wording[:-1] if wording[-1] in VOWELS else wording


MIN_STEM = 4
LONGEST_ENDING = 5


@lru_cache(maxsize=64)
def _openers(endings: frozenset[str]) -> frozenset[str]:
    """Give the letters that an ending may begin with: by them most longer words are told at once."""
    return frozenset(ending[0] for ending in endings)


def _word_end(text: str, at: int) -> int:
    for stop in range(at, min(len(text), at + LONGEST_ENDING)):
        if not text[stop].isalpha():
            return stop
    return min(len(text), at + LONGEST_ENDING)


class Knowledge:
    """Compiled look-ups over one registry; make it with `compile_knowledge`."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.donors = {entity.id: entity for entity in registry.donors}
        self.people = {entity.id: entity for entity in registry.people}
        self.organisations = {entity.id: entity for entity in registry.organisations}
        self.sources = {entity.id: entity for entity in registry.sources}
        self.equipment = {entity.id: entity for entity in registry.equipment}
        self.events = {entity.id: entity for entity in registry.events}
        # Of two entities with one id, the first table's is meant where no kind is said.
        self._tables: dict[EntityKind | None, dict[str, Entity]] = {
            kind: getattr(self, table) for kind, table in TABLE_OF.items()
        }
        self._tables[None] = {
            ident: entity for table in reversed(self._tables.values()) for ident, entity in table.items()
        }
        # A document's title and text are each looked up by several finders.
        self._name_spots = lru_cache(maxsize=8)(lambda text, of: self._names.spots(plain(text), endings(of)))
        self._word_spots = lru_cache(maxsize=8)(lambda text: self._words.spots(plain(small(text))))
        self._offices, self._titles = _holders(registry.people)
        self._country_ids = {d.country: d.id for d in registry.donors if d.kind == "country" and d.country}
        self._sources = {
            small(name).removeprefix("the ").removeprefix("www."): source.id
            for source in registry.sources
            for name in (source.id, *_hosts(source.home), source.name, *source.aliases)
        }

    @cached_property
    def _names(self) -> Names:
        """Of use where articles are read alone: a build that only links them asks for none."""
        return Names(cased_forms(self.registry), stems=True)

    @cached_property
    def _words(self) -> Names:
        return Names(folded_forms(self.registry), stems=False)

    def entity(self, ident: str, kind: EntityKind | None = None) -> Entity | None:
        """Give the entity of this id, of this kind if one is said; None where there is none."""
        return self._tables[kind].get(ident)

    def name_spots(self, text: str, language: str = "en") -> Sequence[Spot]:
        """Give names of donors, people, organisations, sources and events in the text."""
        return self._name_spots(text, language)

    def word_spots(self, text: str) -> Sequence[Spot]:
        """Give equipment, offices, titles and foreign adjectives in the text, whatever their case."""
        return self._word_spots(text)

    def office_holders(self, office: str, of: str, day: str | None) -> tuple[str, ...]:
        """Give who held an office ("Prime Minister") of a country or body on a day; ever, without a day."""
        return _on(self._offices.get((office, of), ()), day)

    def title_holders(self, title: str, day: str | None) -> tuple[str, ...]:
        """Give whom a title ("nato chief", in small letters) meant on a day."""
        return _on(self._titles.get(title, ()), day)

    def role_on(self, person: str, day: str | None) -> Role | None:
        """Give the person's role on a day, the latest where there are several; None where none is known."""
        entity = self.people.get(person)
        if entity is None or day is None:
            return None
        held = [role for role in entity.roles if covers(role, day)]
        return max(held, key=lambda role: role.start or "", default=None)

    def country_id(self, iso: str) -> str | None:
        """Give the donor id of an ISO country code: "NO" gives "norway"."""
        return self._country_ids.get(iso)

    def is_country(self, ident: str) -> bool:
        """Say whether this is a country's donor id."""
        donor = self.donors.get(ident)
        return donor is not None and donor.kind == "country"

    def currency(self, ident: str) -> str | None:
        """Give the currency of a country, or of the country that a body or a person belongs to."""
        entity = self.entity(ident)
        if entity is None:
            return None
        if entity.currency:
            return entity.currency
        country = countries().get(entity.country or "")
        return country.currency if country else None

    def place(self, name: str) -> str | None:
        """Give the ISO code of the country that a city or country stands for; None for other names."""
        return _places().get(name)

    def source_id(self, stated: str) -> str | None:
        """Give the id of a source by its id, a name or a host, with or without "www.": "reuters.com"."""
        return self._sources.get(small(stated).removeprefix("the ").removeprefix("www."))


@cache
def _places() -> dict[str, str]:
    lands = {name: c.iso for c in countries().values() for name in (c.name, *c.capitals)}
    return lands | cities()


@lru_cache(maxsize=1)
def compile_knowledge(registry: Registry) -> Knowledge:
    """Give the look-ups over a registry; cheap enough for every worker to make its own, once."""
    return Knowledge(registry)


def endings(language: str) -> frozenset[str]:
    """Give what a language adds to names; Slavic endings in Cyrillic are safe in any text."""
    return _ENDINGS.get(language.partition("-")[0].lower(), _CYRILLIC)


_CYRILLIC = frozenset(e for code in ("uk", "ru") for e in name_tables()[code].name_endings)
_ENDINGS = {code: _CYRILLIC | frozenset(table.name_endings) for code, table in name_tables().items()}


def covers(role: Role, day: str) -> bool:
    """Say whether a role was held on a day, or in a month or year that is all that is known."""
    start, end = role.start or "", role.end or "9999"
    return start[: len(day)] <= day[: len(start)] and day[: len(end)] <= end[: len(day)]


@cache
def office_of(role: str) -> str:
    """Give the office's key: "Secretary of State" of "Secretary of State of the United States"."""
    fitting = (office for office in OFFICES if role == office or role.startswith(f"{office} of "))
    return max(fitting, key=len, default=role)


OFFICES = frozenset(office for table in name_tables().values() for office in table.offices)


def _holders(
    people: Iterable[Entity],
) -> tuple[dict[tuple[str, str], list[Holder]], dict[str, list[Holder]]]:
    offices: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    titles: dict[str, list[Holder]] = defaultdict(list)
    for person in people:
        for role in person.roles:
            if role.of:
                offices[office_of(role.role), role.of].append(Holder(person.id, role))
            for title in role.titles:
                titles[small(plain(title))].append(Holder(person.id, role))
    return dict(offices), dict(titles)


def _on(holders: Iterable[Holder], day: str | None) -> tuple[str, ...]:
    held = (h.person for h in holders if day is None or covers(h.role, day))
    return tuple(dict.fromkeys(held))


def _hosts(home: str | None) -> tuple[str, ...]:
    if not home:
        return ()
    return (home.partition("://")[2].partition("/")[0] or home,)
