"""How rare words, names and phrases are: learned from a sample of the archive, so that it rarely changes.

If every article were counted, each new one would change what every other weighs, and no group that was found
once could be kept.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from operator import mul

from plugins.extract.gist import checksums
from plugins.memory import Memory, remembered
from plugins.model import Value
from plugins.registry import Knowledge

from .stories import Story

SAMPLE = 500
"""Articles that rarity is learned from; in a smaller archive all are."""
BACKGROUND_ARTICLES = 200
"""Articles that a small archive is thought to stand among, so that five pages don't make every word rare."""
WORD_AT_LARGE, PERSON_AT_LARGE, DONOR_AT_LARGE = 0.005, 0.02, 0.1
TITLE_WEIGHT, LEAD_WEIGHT, NAME_WEIGHT = 1.0, 0.45, 1.2
RARE = 12
"""A phrase that more articles share than this is nobody's in particular."""


class Counted(Value, frozen=True):
    """What a sample holds, and how often."""

    articles: int
    terms: dict[str, int]
    """By stem, or name with its mark."""
    common: frozenset[int]
    """Checksums of phrases that many articles have."""


class Rarity:
    """The weight of every stem and name, the rarer the heavier; which phrases are common."""

    def __init__(self, counted: Counted, knowledge: Knowledge) -> None:
        self._counts = counted.terms
        self._number = counted.articles + BACKGROUND_ARTICLES
        self._knowledge = knowledge
        self._known: dict[str, tuple[str, float]] = {}
        self.common = counted.common

    def vector(self, story: Story) -> dict[str, float]:
        """Give the weights of stems and names in title and lead; their squares add up to 1."""
        # One text for all its like: what is compared often stays near, and is equal at a glance.
        gist, weights = story.gist, dict[str, float]()
        for word in gist.lead_words.split():
            term, weight = self._weight(word)
            weights[term] = LEAD_WEIGHT * weight
        for word in gist.title_words.split():
            term, weight = self._weight(word)
            weights[term] = TITLE_WEIGHT * weight
        for name in gist.names:
            share = NAME_WEIGHT if name in gist.title_names else NAME_WEIGHT * LEAD_WEIGHT
            term, weight = self._weight(_term(name, self._knowledge))
            weights[term] = share * weight
        every = list(weights.values())
        norm = math.sqrt(sum(map(mul, every, every))) or 1.0
        return {term: weight / norm for term, weight in weights.items()}

    def _weight(self, term: str) -> tuple[str, float]:
        """Give a term's one text with its weight.

        How often a country or a person is named at large counts too: few articles don't make them rare.
        """
        known = self._known.get(term)
        if known is None:
            count = self._counts.get(term, 0) + BACKGROUND_ARTICLES * _at_large(term)
            known = self._known[term] = (term, max(math.log(self._number / count), 0.0))
        return known


def rarity_of(stories: Sequence[Story], knowledge: Knowledge, memory: Memory | None) -> tuple[Rarity, object]:
    """Give how rare things are in an archive, and what tells this rarity from another one."""
    least = sorted([story.lot for story in stories])[:SAMPLE]
    drawn = [story for story in stories if story.lot <= least[-1]] if least else []
    sample = sorted(drawn, key=lambda story: (story.lot, story.item.path))[:SAMPLE]
    most = max(RARE * len(sample) // max(len(stories), 1), 1)
    made_of = ([story.told for story in sample], most)
    (counted,) = remembered(
        memory, [("rarity", *made_of)], Counted, lambda _: _counted(sample, most, knowledge)
    )
    return Rarity(counted, knowledge), made_of


def _counted(sample: Sequence[Story], most: int, knowledge: Knowledge) -> Counted:
    terms: Counter[str] = Counter()
    for story in sample:
        gist = story.gist
        words = (*gist.title_words.split(), *gist.lead_words.split())
        terms.update({*words, *(_term(n, knowledge) for n in gist.names)})
    phrases = Counter(chain.from_iterable(checksums(story.gist.phrases) for story in sample))
    return Counted(len(sample), dict(terms), frozenset(p for p, count in phrases.items() if count > most))


def _at_large(term: str) -> float:
    """Give the share of articles anywhere that a term may be thought to stand in."""
    return {"@": DONOR_AT_LARGE, "%": PERSON_AT_LARGE}.get(term[0], WORD_AT_LARGE)


def _term(name: str, knowledge: Knowledge) -> str:
    """Give a name as a term: "%" for a person or a kind of equipment, "@" for a country or a body."""
    return f"%{name}" if name in knowledge.people or name in knowledge.equipment else f"@{name}"
