"""Every way a name of the registry is written: spelling variants, plurals, capitals, adjectives."""

from collections.abc import Iterable, Iterator
from typing import Literal

from plugins.model import Entity, EntityKind, Registry, Value

from .countries import Country, countries
from .name_tables import name_tables

Form = Literal["name", "demonym", "capital", "foreign", "adjective", "surname", "office", "title"]


class Sense(Value, frozen=True, gc=False):
    """One thing that a wording may mean."""

    kind: EntityKind | Literal["office"]
    id: str
    """Of the entity; of an office its key ("Prime Minister"), of a title its words in small letters."""
    form: Form
    """How the wording names it: "Oslo" is Norway's capital, "Norwegian" its demonym,
    "Norwegen" foreign: safe only where the text isn't English."""


SPELLINGS = (("efence", "efense"), ("rmoured", "rmored"), ("entre", "enter"), ("rganisation", "rganization"))
"""British and American: a name with one is found with the other."""
PARTICLES = frozenset(
    (
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "ter",
        "ten",
        "zu",
        "af",
        "bin",
    )
)
"""Small words that belong to the surname after them."""
MIN_SHOUTED = 5
"""Letters a name needs to be found in all capitals too: "Chad" would be found in "CHAD" the acronym."""
MIN_WORDLIKE = 4
"""Letters an acronym needs to be written like a word ("Nato"): "Eu" and "Who" are other words."""


def plain(text: str) -> str:
    """Give the text with one kind of apostrophe, hyphen and space; nothing moves."""
    if text.isascii() and "`" not in text and "\n" not in text:
        return text
    for odd, usual in _PLAIN:
        text = text.replace(odd, usual)
    return text


_PLAIN = (
    ("’", "'"),
    ("ʼ", "'"),
    ("`", "'"),
    ("‑", "-"),
    ("‐", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\n", " "),
)


def small(text: str) -> str:
    """Give the text in small letters, each letter in its place."""
    lowered = text.lower()
    # "İ" is the one letter whose small form is longer.
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


def cased_forms(registry: Registry) -> Iterator[tuple[str, Sense]]:
    """Give all wordings that are found by their exact letters, each with what it means."""
    for table, kind in _tables(registry):
        for entity in table:
            if kind == "person":
                yield from _person_forms(entity)
            elif kind == "donor" and entity.kind == "country" and entity.country in countries():
                yield from _country_forms(entity, countries()[entity.country])
            else:
                for name in (entity.name, *entity.aliases):
                    if kind != "source" or not _is_host(name):
                        yield from _spelt(name, Sense(kind, entity.id, "name"))
    yield from _equipment_forms(registry, cased=True)


def folded_forms(registry: Registry) -> Iterator[tuple[str, Sense]]:
    """Give all wordings that are found whatever their case: common nouns, offices, titles, adjectives."""
    yield from _equipment_forms(registry, cased=False)
    for table in name_tables().values():
        for office, words in table.offices.items():
            for word in words:
                yield plain(small(word)), Sense("office", office, "office")
    for person in registry.people:
        for role in person.roles:
            for title in role.titles:
                for spelling in _spellings(small(plain(title))):
                    yield spelling, Sense("office", small(plain(title)), "title")
    yield from _adjectives({d.country: d.id for d in registry.donors if d.country and d.kind == "country"})


def _is_host(name: str) -> bool:
    return " " not in name and "." in name[1:-1] and name.islower()


def _tables(registry: Registry) -> tuple[tuple[tuple[Entity, ...], EntityKind], ...]:
    return (
        (registry.donors, "donor"),
        (registry.organisations, "organisation"),
        (registry.people, "person"),
        (registry.sources, "source"),
        (registry.events, "event"),
    )


def surname(name: str) -> str:
    """Give the family name with its particles.

    >>> surname("Ursula von der Leyen"), surname("Boris Johnson")
    ('von der Leyen', 'Johnson')
    """
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _person_forms(person: Entity) -> Iterator[tuple[str, Sense]]:
    full, family = Sense("person", person.id, "name"), Sense("person", person.id, "surname")
    for name in (person.name, *person.aliases):
        if " " not in name:
            yield from _spelt(name, family)
            continue
        yield from _spelt(name, full)
        last = surname(name)
        yield from _spelt(last, family)
        if last[0].islower():
            yield from _spelt(last[0].upper() + last[1:], family)


def _country_forms(entity: Entity, country: Country) -> Iterator[tuple[str, Sense]]:
    # Luxembourg is its own capital: by that name it is the country.
    demonyms, capitals = set(country.demonyms), set(country.capitals) - {entity.name}
    for name in (entity.name, *entity.aliases):
        form: Form = "demonym" if name in demonyms else "capital" if name in capitals else "name"
        yield from _spelt(name, Sense("donor", entity.id, form))
        if form == "demonym" and name.endswith(("an", "i")):
            yield from _spelt(name + "s", Sense("donor", entity.id, form))
    for name in country.names.values():
        yield from _spelt(name, Sense("donor", entity.id, _foreign(name)))
    for table in name_tables().values():
        for name in table.countries.get(country.iso, []):
            yield from _spelt(name, Sense("donor", entity.id, _foreign(name)))
        for name in table.capitals.get(country.iso, []):
            yield from _spelt(name, Sense("donor", entity.id, "capital"))


def _foreign(name: str) -> Form:
    """Names in another alphabet are safe in any text; Latin ones ("Island") may be English words."""
    return "foreign" if any("a" <= letter <= "z" for letter in name.lower()) else "name"


def _spelt(name: str, sense: Sense) -> Iterator[tuple[str, Sense]]:
    name = plain(name)
    begins = name[:MIN_SHOUTED]
    # To count all of them is half the work, and most names begin with enough.
    letters = MIN_SHOUTED if len(begins) == MIN_SHOUTED and begins.isalpha() else sum(map(str.isalpha, name))
    for wording in _spellings(name):
        yield wording, sense
        if wording.startswith("the "):
            yield "T" + wording[1:], sense
        if wording.isupper():
            if letters >= MIN_WORDLIKE and wording.isalpha():
                yield wording.capitalize(), sense
        elif letters >= MIN_SHOUTED:
            yield wording.upper(), sense


def _spellings(name: str) -> Iterator[str]:
    yield name
    for one, other in SPELLINGS:
        for this, that in ((one, other), (other, one)):
            if this in name:
                yield name.replace(this, that)


def _equipment_forms(registry: Registry, *, cased: bool) -> Iterator[tuple[str, Sense]]:
    """Give the wordings of equipment: a name with a capital ("Hawk", "TOW") is found only with it."""
    for item in registry.equipment:
        for name in (item.name, *item.aliases):
            if name.islower() != cased:
                sense = Sense("equipment", item.id, "name")
                yield from ((wording, sense) for wording in equipment_wordings(name))


def equipment_wordings(name: str) -> Iterable[str]:
    """Give the spellings and plurals of a kind of equipment.

    >>> sorted(equipment_wordings("F-16"))
    ['F 16', "F 16's", 'F 16s', 'F-16', "F-16's", 'F-16s', 'F16', "F16's", 'F16s']
    """
    found: dict[str, None] = {}
    for spelling in _spellings(plain(name)):
        joints = ("-", " ", "") if any(map(str.isdigit, spelling)) else ("-", " ")
        for one in dict.fromkeys((spelling, *(spelling.replace("-", joint) for joint in joints))):
            found |= dict.fromkeys((one, *_plurals(one)))
    return found


def _plurals(name: str) -> tuple[str, ...]:
    if name[-1].isdigit():
        return (name + "s", name + "'s")
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return (name[:-1] + "ies",)
    if name.endswith(("s", "x", "ch", "sh")):
        return (name + "es",)
    return (name + "s",)


def _adjectives(donors: dict[str, str]) -> Iterator[tuple[str, Sense]]:
    for table in name_tables().values():
        for iso, stems in table.adjectives.items():
            if iso in donors:
                sense = Sense("donor", donors[iso], "adjective")
                yield from ((stem + ending, sense) for stem in stems for ending in table.adjective_endings)
