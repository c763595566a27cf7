"""People in a text: full names, then surnames, told apart from strangers of the same surname."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.model import Mention, Value
from plugins.registry.name_tables import name_tables
from plugins.tables import table as read_table

from .languages import given_names
from .names_context import NameContext, is_capitalised, previous_word, spot_over, title_roles, word_lists
from .names_namesakes import is_namesake

if TYPE_CHECKING:
    from plugins.registry import Knowledge, Spot

LONG = 5
"""Letters from which the last may be an ending."""
FEMININE = ("a", "а", "я")
"""Last letters of a woman's surname where a man's has another."""
MIN_SHARED = 3
"""First letters by which two spellings of a given name are one: "Jens", "Jensa"."""


class Named(Value, frozen=True):
    """One place where somebody may be named."""

    start: int
    end: int
    people: tuple[str, ...]
    """Whom the words may mean, by the registry."""
    how: str
    """`full` with the given name, `title`, `bare`, `stranger` where another given name stands before it,
    or `namesake` where another calling is told."""


def people_mentions(context: NameContext) -> Iterator[Mention]:
    """Give the people named by their names; who can't be told apart is left out."""
    found = [_named(context, spot) for spot in context.spots if _may_be_a_person(spot)]
    introduced = {n.people[0] for n in found if n.how in ("full", "title") and len(n.people) == 1}
    introduced |= _introduced_by_title(context)
    strangers: set[str] = set()
    namesakes: set[str] = set()
    for named in found:
        if named.how in ("stranger", "namesake"):
            strangers.update(named.people)
            namesakes.update(named.people if named.how == "namesake" else ())
            continue
        if named.how == "full" and namesakes.intersection(named.people) and not _has_title(context, named):
            continue
        who, rule = _who(context, named, introduced, strangers)
        if who is not None:
            yield Mention("person", who, named.start, named.end, rule=rule)


def _has_title(context: NameContext, named: Named) -> bool:
    return context.word_before(named.start).lower() in title_roles()


def _may_be_a_person(spot: Spot) -> bool:
    # A loop, not any(): this is asked of every name of every text.
    for sense in spot.senses:  # noqa: SIM110
        if sense.kind == "person":
            return True
    return False


def administration_mentions(context: NameContext, people: list[Mention]) -> Iterator[Mention]:
    """Give the country for "the Biden administration"."""
    for person in people:
        after = context.word_after(person.end).replace("’", "'")
        if after.lower() not in word_lists()["administrations"]:
            continue
        roles = context.knowledge.people[person.id].roles
        countries = {role.of for role in roles if role.of and context.knowledge.is_country(role.of)}
        if len(countries) == 1:
            end = person.end + 1 + len(after.removesuffix("'s"))
            yield Mention("donor", countries.pop(), person.start, end, rule=f"administration of {person.id}")


def _who(
    context: NameContext, named: Named, introduced: set[str], strangers: set[str]
) -> tuple[str | None, str]:
    """Give who is meant, None where it is open, and what told it."""
    if named.how in ("full", "title"):
        rule = "full name" if named.how == "full" else "title before the surname"
        return (named.people[0] if len(named.people) == 1 else None), rule
    if strangers.intersection(named.people):
        return None, ""
    known = [person for person in named.people if person in introduced]
    if known:
        return (known[0] if len(known) == 1 else None), "surname of somebody introduced"
    active = _active(context, named.people)
    if len(active) != 1 or not _is_distinct(context, named):
        return None, ""
    return active[0], "surname of one alone who held an office then"


def _named(context: NameContext, spot: Spot) -> Named:
    """Sort one wording: what stands before it tells who may be meant."""
    full = tuple(s.id for s in spot.senses if s.kind == "person" and s.form == "name")
    if full and is_namesake(context, full, spot.start, spot.end):
        return Named(spot.start, spot.end, full, "namesake")
    if full:
        return Named(spot.start, spot.end, _active(context, full) or full, "full")
    people = _of_gender(context, spot, tuple(s.id for s in spot.senses if s.kind == "person"))
    before = context.word_before(spot.start)
    start = spot.start - 1 - len(before)
    if _is_initial(before):
        earlier = context.word_before(start)
        if is_capitalised(earlier) and earlier.isalpha():
            before, start = earlier, start - 1 - len(earlier)
    given = tuple(person for person in people if before and _fits(context.knowledge, person, before))
    if given:
        return Named(start, spot.end, _active(context, given) or given, "full")
    titled = _titled(context, people, before.lower())
    if titled is not None:
        return Named(spot.start, spot.end, titled, "title" if titled else "stranger")
    if _is_strangers(context, before, start) and not _is_noun_of(context, spot, people, start):
        return Named(spot.start, spot.end, people, "stranger")
    return Named(spot.start, spot.end, people, "bare")


def _of_gender(context: NameContext, spot: Spot, people: tuple[str, ...]) -> tuple[str, ...]:
    """Tell "Зеленському" from "Зеленською" by the ending, where a man and a woman share the stem."""
    table = name_tables().get(context.language)
    if len(people) < 2 or table is None:
        return people
    wording = context.text[spot.start : spot.end]
    mens, womens = set(table.masculine_endings), set(table.feminine_endings)
    fit = []
    for person in people:
        for last in {name.split()[-1] for name in _names(context.knowledge, person)}:
            ending = wording[_shared(last, wording) :]
            others = mens - womens if last.endswith(FEMININE) else womens - mens
            if last[:MIN_SHARED] == wording[:MIN_SHARED] and ending not in others:
                fit.append(person)
                break
    return tuple(fit) or people


def _shared(one: str, other: str) -> int:
    """Give how many letters two words have in common at their beginning."""
    size = min(len(one), len(other))
    return next((at for at in range(size) if one[at] != other[at]), size)


def _titled(context: NameContext, people: tuple[str, ...], before: str) -> tuple[str, ...] | None:
    """Give who of them has the office of the title before the name; None where there is no such title."""
    wanted = title_roles().get(before)
    if wanted is None:
        return None
    fit = tuple(person for person in people if _has_role(context.knowledge, person, wanted))
    return _active(context, fit) or fit


@lru_cache(maxsize=4096)
def _has_role(knowledge: Knowledge, person: str, wanted: tuple[str, ...]) -> bool:
    roles = " ".join(role.role for role in knowledge.people[person].roles).lower()
    return any(word in roles for word in wanted)


def _active(context: NameContext, people: tuple[str, ...]) -> tuple[str, ...]:
    """Give those who held any office on the article's day; all, where the day is unknown."""
    if context.day is None:
        return people
    return tuple(person for person in people if context.knowledge.role_on(person, context.day))


def _is_strangers(context: NameContext, before: str, start: int) -> bool:
    """Say whether the word before a surname is somebody else's given name."""
    if not is_capitalised(before) or not before.replace("-", "").isalpha():
        return False
    if before.lower() in word_lists()["not_given"] or before.lower() in word_lists()["honorifics"]:
        return False
    end = start + len(before)
    return not spot_over(context.spots, start, end) and not spot_over(context.words, start, end)


def _is_noun_of(context: NameContext, spot: Spot, people: tuple[str, ...], start: int) -> bool:
    """Tell "Spotkanie Zełenskiego", where a noun opens the sentence, from a stranger's given name.

    A Slavic given name takes an ending as its surname does; a surname that stands in another case than the
    registry's, behind a first word that no given name begins like, hangs on that word.
    """
    table = name_tables().get(context.language)
    begins = context.text[max(0, start - 3) : start].rstrip(" \u00a0«„“”\"'—–-")
    if table is None or not table.masculine_endings or (begins and begins[-1] not in ".!?\n"):
        return False
    first = context.text[start : start + MIN_SHARED].lower()
    surnames = (name.split()[-1] for p in people for name in _names(context.knowledge, p))
    return context.text[spot.start : spot.end] not in set(surnames) and not any(
        name.startswith(first) for name in given_names()
    )


def _is_distinct(context: NameContext, named: Named) -> bool:
    """Say whether a surname alone may name somebody the text has not introduced."""
    wording = context.text[named.start : named.end]
    if wording.lower() in word_lists()["common_surnames"] or context.knowledge.place(wording):
        return False
    after = context.word_after(named.end)
    return wording.isalpha() or "-" in wording or " " in wording or not is_capitalised(after)


def _introduced_by_title(context: NameContext) -> set[str]:
    """Give the people whom the document's title names in full."""
    found = set()
    for spot in context.title_spots:
        full = tuple(s.id for s in spot.senses if s.kind == "person" and s.form == "name")
        if not full:
            people = tuple(s.id for s in spot.senses if s.kind == "person")
            before = previous_word(context.document.title, spot.start)
            full = tuple(p for p in people if before and _fits(context.knowledge, p, before))
        if len(full) == 1:
            found.add(full[0])
    return found


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _fits(knowledge: Knowledge, person: str, given: str) -> bool:
    """Say whether a word is the person's given name: spelt otherwise, shortened, or an initial."""
    if not given[:1].isupper():
        return False
    return any(same_given_name(given, own) for own in _given_names(knowledge, person))


@lru_cache(maxsize=4096)
def _given_names(knowledge: Knowledge, person: str) -> tuple[str, ...]:
    entity = knowledge.people[person]
    names = (name.split()[0] for name in (entity.name, *entity.aliases) if " " in name)
    return tuple(dict.fromkeys(names))


def _names(knowledge: Knowledge, person: str) -> tuple[str, ...]:
    entity = knowledge.people[person]
    return (entity.name, *entity.aliases)


def same_given_name(one: str, other: str) -> bool:
    """Say whether two words may be one given name.

    >>> same_given_name("Volodymyr", "Wolodymyr"), same_given_name("J.", "Jens")
    (True, True)
    >>> same_given_name("Anna", "Jens")
    False
    """
    if _is_initial(one):
        return one[0] == other[:1]
    # Inflected names differ in their last letter: "Ursuli".
    shared = min(len(one), len(other)) - (len(one) > LONG)
    if shared >= MIN_SHARED and one[:shared].casefold() == other[:shared].casefold():
        return True
    group = _equivalents().get(other)
    return group is not None and _equivalents().get(one) == group


@cache
def _equivalents() -> dict[str, int]:
    """Give the number of the group of names that a name belongs to."""
    rows = read_table(Path(__file__).with_name("given_names.yaml"))
    return {name: i for i, row in enumerate(rows) for name in row}
