"""Occasions that no registry knows: from groups of articles, or from one that says day, place and people."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from plugins.model import EventKind, Happening
from plugins.registry import Knowledge

from .likeness import amount_text, may_be_one, same_money
from .occasions import Occasion
from .stories import Money, Story, day_text, day_words, giver_of, money_of
from .titles import SHOWN, name_of, occasion_title, topic_title

ALONE: frozenset[EventKind] = frozenset(("press-conference", "meeting", "summit", "visit", "call"))
"""Kinds of occasions that one article alone may make an event of: whoever was there can be named."""
AHEAD: frozenset[EventKind] = frozenset(("meeting", "summit", "visit", "other"))
"""Kinds of occasions that are reported before they take place."""
HALF = 0.5
MAX_PARTICIPANTS = 8


def occasion_of(
    stories: Sequence[Story], why: tuple[str, ...], theme: frozenset[str], knowledge: Knowledge
) -> Occasion:
    """Give the occasion that a group of articles reports, with a plain title made of what they share."""
    money = announced_sum(stories)
    new = money is not None and not _is_total(money, stories)
    kind = "announcement" if new else _common_kind(stories)
    place = _common_place(stories, kind)
    names = _common_names(stories)
    start, day_why = _day(stories, kind)
    givers = [name for name in _givers(stories, knowledge) if name not in theme]
    telling = [name for name in names if name not in theme]
    who = givers if givers and kind == "announcement" else _people_first(telling, knowledge)
    title = occasion_title(kind, place, who, knowledge)
    giver = (_stated_giver(money, stories) or next(iter(givers), None)) if money else None
    if money is not None and giver:
        stated = amount_text(_in_own_currency(money, giver, stories, knowledge))
        title = f"{name_of(giver, knowledge)}: {stated} {'announced' if new else 'in all'}"
    return Occasion(
        members=tuple(sorted(story.id for story in stories)),
        kind=kind,
        why=(*why, *_shared_names_why(names, knowledge), *day_why),
        start=start,
        place=place,
        participants=tuple(name for name in names if name not in knowledge.equipment),
        title=title or topic_title(stories, telling, start, knowledge),
        slug_words=_slug_words(kind, givers, place, telling or names),
    )


def lone_occasion(story: Story, knowledge: Knowledge) -> Occasion | None:
    """Give the occasion that one article reports with its day, place and a participant, or None."""
    for one in story.occasions:
        day = one.when.date
        people = [name for name in one.participants if name in knowledge.people]
        if (
            one.kind in ALONE
            and one.place
            and people
            and day
            and _can_be_the_day(day, one.kind, story.item.day)
        ):
            return Occasion(
                members=(story.id,),
                kind=one.kind,
                why=(f"one article reports it: “{one.as_stated}”",),
                start=day,
                place=one.place,
                participants=tuple(people),
                title=occasion_title(one.kind, one.place, people, knowledge),
                slug_words=(one.kind, one.place),
            )
    return None


def _slug_words(
    kind: EventKind, givers: Sequence[str], place: str | None, names: Sequence[str]
) -> tuple[str, ...]:
    """Give what an event is told by: its kind, and its giver, place or people."""
    told = (givers[0],) if givers and kind == "announcement" else (place,) if place else tuple(names[:2])
    return told if kind == "other" and told else (kind, *told)


def _shared_names_why(names: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    shown = ", ".join(name_of(name, knowledge) for name in names[:SHOWN])
    return (f"titles and first sentences name {shown}",) if shown else ()


def with_lone(found: Iterable[Occasion], lone: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Give all occasions, those of single articles put to the one of their day, place and people."""
    made: list[Occasion] = list(found)
    shelves: defaultdict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for number, occasion in enumerate(made):
        shelves[occasion.start, occasion.place].append(number)
    for one in lone:
        shelf = shelves[one.start, one.place]
        people = {*one.participants}
        fitting = [n for n in shelf if made[n].kind in ALONE and people & {*made[n].participants}]
        if not fitting:
            shelf.append(len(made))
            made.append(one)
            continue
        held = made[fitting[0]]
        why = f"the same day, place and people: {one.place}"
        made[fitting[0]] = replace(
            held,
            members=tuple(sorted((*held.members, *one.members))),
            why=tuple(dict.fromkeys((*held.why, why))),
        )
    return tuple(made)


def _main(story: Story, kind: EventKind) -> Iterable[Happening]:
    return (one for one in story.occasions if one.kind == kind)


def announced_sum(stories: Sequence[Story]) -> Money | None:
    """Give the sum that at least half of the articles have as their news, as most of them state it."""
    alike = Counter(frozenset(story.money) for story in stories)
    every = Counter(one for sums, count in alike.items() for one in sums for _ in range(count))
    told = {
        one: sum(count for sums, count in alike.items() if any(may_be_one(one, other) for other in sums))
        for one in every
    }
    if not told:
        return None
    most = max(told, key=lambda one: (told[one], every[one], one.exact, one.currency, one.value))
    return most if told[most] >= HALF * len(stories) and told[most] > 1 else None


def _in_own_currency(money: Money, giver: str, stories: Sequence[Story], knowledge: Knowledge) -> Money:
    """Give a sum as the articles state it in its giver's own currency, if one of them does."""
    entity = knowledge.donors.get(giver)
    own = entity.currency if entity is not None else None
    stated = Counter(
        one for story in stories for one in story.money if one.currency == own and same_money(one, money)
    )
    return min(stated, key=lambda one: (-stated[one], not one.exact, one.value), default=money)


def _is_total(money: Money, stories: Sequence[Story]) -> bool:
    """Say whether all claims of a sum are totals to date or estimates: then nothing new was announced."""
    kinds = {
        claim.kind
        for story in stories
        for claim in story.item.reading.facts.claims
        if (stated := money_of(claim.amount, story.item.day)) is not None and same_money(stated, money)
    }
    return bool(kinds) and kinds <= {"cumulative", "estimate", "share"}


def _stated_giver(money: Money, stories: Sequence[Story]) -> str | None:
    """Give who gives a sum in most claims of it, None where no claim names one giver alone."""
    counted = Counter(
        claim.donors[0]
        for story in stories
        for claim in story.item.reading.facts.claims
        if len(claim.donors) == 1
        and (stated := money_of(claim.amount, story.item.day)) is not None
        and same_money(stated, money)
    )
    return min(counted, key=lambda donor: (-counted[donor], donor), default=None)


def _common_kind(stories: Sequence[Story]) -> EventKind:
    counted: Counter[EventKind] = Counter()
    for story in stories:
        counted.update({one.kind for one in story.occasions})
    named = [kind for kind in counted if kind != "other" and counted[kind] >= HALF * len(stories)]
    return min(named, key=lambda kind: (-counted[kind], kind), default="other")


def _common_place(stories: Sequence[Story], kind: EventKind) -> str | None:
    """Give the place that two articles or more give for such an occasion, else for any."""
    for kinds in ({kind}, ALONE):
        counted: Counter[str] = Counter()
        for story in stories:
            counted.update({one.place for one in story.occasions if one.kind in kinds and one.place})
        best = min(counted, key=lambda place: (-counted[place], place), default=None)
        if best is not None and counted[best] > 1:
            return best
    return None


def _common_names(stories: Sequence[Story]) -> tuple[str, ...]:
    """Give the names in at least half of the articles, the most frequent first."""
    counted = Counter(name for story in stories for name in story.names)
    often = [name for name in counted if counted[name] >= HALF * len(stories)]
    return tuple(sorted(often, key=lambda name: (-counted[name], name))[:MAX_PARTICIPANTS])


def _day(stories: Sequence[Story], kind: EventKind) -> tuple[str | None, tuple[str, ...]]:
    """Give the day that most articles state for the occasion, else that of the first report, saying so."""
    stated = Counter(
        one.when.date
        for story in stories
        for one in _main(story, kind)
        if one.when.date is not None and _can_be_the_day(one.when.date, kind, story.item.day)
    )
    if stated:
        return min(stated, key=lambda day: (-stated[day], day)), ()
    days = [story.day for story in stories if story.day is not None]
    if not days:
        return None, ()
    first = day_text(min(days))
    return first, (f"no article states the day: {day_words(min(days))} is the day of the first report",)


def _givers(stories: Sequence[Story], knowledge: Knowledge) -> tuple[str, ...]:
    """Give the countries and bodies in at least half of the titles; who is named first gives."""
    counted: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for story in stories:
        named = (giver_of(name, knowledge) for name in story.gist.title_names)
        for place, name in enumerate(dict.fromkeys(name for name in named if name)):
            counted[name] += 1
            places[name] += place
    often = [name for name in counted if counted[name] >= HALF * len(stories)]
    return tuple(sorted(often, key=lambda name: (places[name] / counted[name], -counted[name], name)))


def _can_be_the_day(day: str, kind: EventKind, published: str | None) -> bool:
    """Say whether a stated day can be the occasion's: what is told as done isn't of a later day."""
    if len(day) != len("2023-02-08"):
        return False
    return kind in AHEAD or published is None or day <= published


def _people_first(names: Sequence[str], knowledge: Knowledge) -> list[str]:
    """Give the people of a list, or, where it has none, its countries and bodies."""
    people = [name for name in names if name in knowledge.people]
    return people or [name for name in names if name not in knowledge.equipment]
