"""What single articles bring to the table of events, before any two of them are held against each other."""

from collections import Counter
from collections.abc import Iterable, Sequence

from plugins.model import Registry, Value
from plugins.registry import Knowledge

from .anchors import Tie, anchored
from .found import lone_occasion
from .looking_back import Reference, references_of
from .occasions import Occasion
from .shelves import Shelves
from .stories import Story

RECIPIENT_SHARE = 0.1
COMMON_SHARE, COMMON_LEAST = 0.5, 4


class Traits(Value, frozen=True):
    """What the articles of one shelf bring."""

    articles: int
    ties: tuple[Tie, ...]
    """Bonds to the registry's events."""
    lone: tuple[Occasion, ...]
    """Occasions that one article alone reports well enough to be told."""
    references: tuple[Reference, ...]
    """Words that may refer to earlier occasions."""
    digests: tuple[str, ...]
    """Ids of articles that touch on many happenings and report none in particular."""
    received: dict[str, int]
    """How often claims name somebody as who receives."""
    given: dict[str, int]
    countries: dict[str, int]
    """How many articles name a country in title or lead."""


def traits_of(shelves: Shelves, registry: Registry, knowledge: Knowledge) -> tuple[Traits, ...]:
    """Give every shelf's traits."""
    return shelves.each("traits", Traits, lambda stories: _traits(stories, registry, knowledge))


def _traits(stories: Sequence[Story], registry: Registry, knowledge: Knowledge) -> Traits:
    claims = [claim for story in stories for claim in story.known.reading.facts.claims]
    lone = (lone_occasion(story, knowledge) for story in stories)
    return Traits(
        articles=len(stories),
        ties=anchored(stories, registry),
        lone=tuple(one for one in lone if one is not None),
        references=tuple(one for story in stories for one in references_of(story)),
        digests=tuple(story.id for story in stories if story.digest),
        received=Counter(ident for claim in claims for ident in claim.recipients),
        given=Counter(ident for claim in claims for ident in claim.donors),
        countries=Counter(name for story in stories for name in story.names if knowledge.is_country(name)),
    )


def theme_of(traits: Iterable[Traits]) -> frozenset[str]:
    """Give the names that the whole archive is about: who is supported, or else which countries are in most.

    People and bodies are none: a small archive may be all of one meeting. Nor is who gives more often than
    it receives.
    """
    received, given, held, articles = Counter[str](), Counter[str](), Counter[str](), 0
    for some in traits:
        received.update(some.received)
        given.update(some.given)
        held.update(some.countries)
        articles += some.articles
    if received:
        least = RECIPIENT_SHARE * received.total()
        return frozenset(i for i, count in received.items() if count >= least and count > given[i])
    common = COMMON_SHARE * articles
    return frozenset(n for n, count in held.items() if articles >= COMMON_LEAST and count > common)
