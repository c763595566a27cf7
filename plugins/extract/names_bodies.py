"""Countries, bodies, sources and events in a text: what a wording means, and when it means nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from plugins.model import EntityKind, Mention
from plugins.registry.forms import plain

from .names_context import NameContext, is_capitalised, spot_over, word_lists

if TYPE_CHECKING:
    from plugins.registry import Knowledge, Spot
    from plugins.registry.forms import Sense

BODIES: frozenset[EntityKind | str] = frozenset({"donor", "organisation", "source", "event"})


def body_mentions(context: NameContext) -> Iterator[Mention]:
    """Give donors, organisations, sources and events named; one that is two things gives one mention each."""
    kept = [
        (spot, sense, _is_description(context, spot))
        for spot in context.spots
        for sense in _bodies(context, spot)
    ]
    named = {sense.id for _, sense, described in kept if not described}
    for spot, sense, described in kept:
        if sense.id in named or not described:
            rule = "description of a body named" if described else sense.form
            yield Mention(sense.kind, sense.id, spot.start, spot.end, None, rule)  # type: ignore[arg-type]
            yield from _country_of(context, spot, sense)
    for spot in context.words:
        for sense in spot.senses:
            if sense.form == "adjective" and context.language != "en":
                yield Mention("donor", sense.id, spot.start, spot.end, rule=sense.form)


def _country_of(context: NameContext, spot: Spot, sense: Sense) -> Iterator[Mention]:
    """Give the country that a body's name begins with: Sweden of "Swedish government"."""
    owner = _owner(context.knowledge, sense.id)
    if owner is None:
        return
    donor, names = owner
    wording = plain(context.text[spot.start : spot.end])
    for name in names:
        if wording.startswith((name + " ", name + "'")):
            rule = f"country of {sense.id}"
            yield Mention("donor", donor, spot.start, spot.start + len(name), rule=rule)
            return


@lru_cache(maxsize=4096)
def _owner(knowledge: Knowledge, ident: str) -> tuple[str, tuple[str, ...]] | None:
    """Give the country that a body belongs to, and its names; None where it is a country or nobody's."""
    body = knowledge.entity(ident)
    donor = knowledge.country_id(body.country) if body and body.country else None
    if donor is None or donor == ident:
        return None
    country = knowledge.donors[donor]
    return donor, (country.name, *country.aliases)


def _bodies(context: NameContext, spot: Spot) -> list[Sense]:
    meant = [sense for sense in spot.senses if sense.kind in BODIES and _is_meant(context, spot, sense)]
    if len(meant) < 2:
        return meant
    # "NATO said" names the body, not the web site of that name.
    bodies = [sense for sense in meant if sense.kind != "source"]
    return bodies or meant


def _is_meant(context: NameContext, spot: Spot, sense: Sense) -> bool:
    # A loop, not any(): this is asked of every name of every text.
    for rule in NOT_THIS.get((sense.kind, sense.form), ()):  # noqa: SIM110
        if rule(context, spot, sense):
            return False
    return True


def _is_description(context: NameContext, spot: Spot) -> bool:
    """Say whether these are words like "the alliance", which is NATO only where the text also says NATO."""
    if context.text[spot.start : spot.start + 4] not in THE:
        return False
    wording = context.text[spot.start : spot.end]
    return wording.split()[-1].islower() or wording[4:].lower() in word_lists()["descriptions"]


THE = frozenset(["the ", "The ", "THE "])


def place_of_an_event(context: NameContext, spot: Spot, sense: Sense) -> bool:  # noqa: ARG001
    """'met in Berlin', 'BERLIN, March 3': a capital that is a place, not a government."""
    if context.word_before(spot.start).lower() in word_lists()["locatives"]:
        return True
    after = context.text[spot.end : spot.end + 3]
    opens = spot.start == 0 or context.text[spot.start - 1] == "\n"
    if opens and (
        after[:1] in (",", "(", ":", ".") or after[:2] == " (" or after.strip()[:1] in ("–", "—", "-")
    ):
        return True
    return after[:2] == ", " and _country_starts(context, spot.end + 2)


def country_after_its_city(context: NameContext, spot: Spot, sense: Sense) -> bool:
    """'in Brussels, Belgium': the country only says where the city is."""
    if (
        sense.kind != "donor"
        or sense.form != "name"
        or context.text[max(0, spot.start - 2) : spot.start] != ", "
    ):
        return False
    word = context.word_before(spot.start - 1 if context.text[spot.start - 1] != " " else spot.start).rstrip(
        ","
    )
    iso = context.knowledge.place(word)
    return iso is not None and iso == context.knowledge.donors[sense.id].country


def part_of_another_name(context: NameContext, spot: Spot, sense: Sense) -> bool:
    """'Paris Agreement', 'Latin American', 'New Jersey': another thing than the country."""
    if not context.knowledge.is_country(sense.id):
        return False
    lists = word_lists()
    before = context.word_before(spot.start)
    if before.lower() in lists["compound_before"] and is_capitalised(before):
        return True
    return sense.form == "capital" and context.word_after(spot.end).lower() in lists["place_followers"]


def persons_name(context: NameContext, spot: Spot, sense: Sense) -> bool:  # noqa: ARG001
    """'Michael Jordan', 'Chad Smith': a stranger's name that is also a country's."""
    wording = context.text[spot.start : spot.end]
    if wording not in word_lists()["also_people"]:
        return False
    before, after = context.word_before(spot.start), context.word_after(spot.end)
    return _is_stranger(context, before, spot.start - len(before) - 1) or _is_stranger(
        context, after, spot.end + 1
    )


def state_of_the_union(context: NameContext, spot: Spot, sense: Sense) -> bool:
    """'Georgia Republicans', 'Atlanta, Georgia': a state of the United States."""
    if sense.id != "georgia":
        return False
    if context.word_after(spot.end).lower() in word_lists()["us_state_followers"]:
        return True
    if context.text[max(0, spot.start - 2) : spot.start] != ", ":
        return False
    return context.knowledge.place(context.word_before(spot.start).rstrip(",")) == "US"


def name_in_another_language(context: NameContext, spot: Spot, sense: Sense) -> bool:  # noqa: ARG001
    """'Island' is no Iceland in an English text."""
    return context.language == "en"


def name_of_money(context: NameContext, spot: Spot, sense: Sense) -> bool:
    """'US$5', 'Czech crowns': the currency, not the country."""
    if context.text[spot.end : spot.end + 1] in ("$", "€", "£"):
        return True
    return sense.form == "demonym" and context.word_after(spot.end).lower() in word_lists()["money_words"]


def ordinary_words(context: NameContext, spot: Spot, sense: Sense) -> bool:  # noqa: ARG001
    """'Foreign Affairs', 'Time': a source's name that is as often something else."""
    return context.text[spot.start : spot.end] in word_lists()["not_sources"]


Rule = Callable[[NameContext, "Spot", "Sense"], bool]
NOT_THIS: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("donor", "name"): (
        country_after_its_city,
        part_of_another_name,
        persons_name,
        state_of_the_union,
        name_of_money,
    ),
    ("donor", "capital"): (place_of_an_event, part_of_another_name, persons_name),
    ("donor", "demonym"): (part_of_another_name, name_of_money),
    ("donor", "foreign"): (name_in_another_language,),
    ("source", "name"): (ordinary_words,),
}
"""By what a wording is: each rule says whether it means something else than this sense."""


def _country_starts(context: NameContext, at: int) -> bool:
    spot = context.spot_at.get(at)
    return spot is not None and any(s.kind == "donor" and s.form == "name" for s in spot.senses)


def _is_stranger(context: NameContext, word: str, at: int) -> bool:
    """Say whether a neighbour is the other half of a person's name."""
    if not is_capitalised(word) or not word.isalpha() or word.lower() in word_lists()["not_given"]:
        return False
    known = (spot_over(spots, at, at + len(word)) for spots in (context.spots, context.words))
    return all(sense.form == "surname" for spot in known if spot for sense in spot.senses)
