"""Articles held against those of the days before: each day by itself, so that what a day gave can be kept.

Only articles that share something rare are compared. What a day gives depends on its own articles, on those
of the days before that are near enough, and on what is rare in the archive, and on nothing else.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import msgspec

from plugins.extract.gist import checksums
from plugins.memory import Memory, name_of, remembered_together
from plugins.model import Value

from .days import Day, Window, spells_of
from .groups import LIKE
from .likeness import Likeness, Seen, likeness
from .rarity import Rarity
from .stories import Money, Story

TERMS = 7
"""How many of its heaviest words and names an article is looked up by."""
NEWEST = 25
"""How many articles of a day each of these leads to: the newest, so that a long list costs no more."""
CANDIDATES = 24
MARK = 2
"""What a rare phrase or a quotation counts: as much as two words."""
CHANCE = 0.25
"""Share of the most look-ups in common that a candidate must have too."""
UNDATED = 0.6
"""Points for a pair without a day on both sides."""
SUM_STEP = math.log(1.05)
MOST_PHRASES = 1_000_000
"""Phrases of articles without a day that are held at once."""


LookUps = Iterable[tuple[Hashable, int]]


class Edge(Value, frozen=True, array_like=True):
    """Two articles of a window by their places in it, in the order of their paths, and how alike they are."""

    one: int
    other: int
    likeness: Likeness


class Compared(Value, frozen=True, array_like=True):
    """The pairs of one window."""

    alike: tuple[Edge, ...]
    """Those that may be joined."""
    others: bytes
    """Those that are not alike enough, packed: of most articles nobody asks for them."""


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[Edge, ...]).decode


def edges_of(
    stories: Sequence[Story],
    theme: frozenset[str],
    rarity: Rarity,
    made_of: object,
    memory: Memory | None,
) -> dict[tuple[int, int], Likeness]:
    """Give the pairs that may report one happening, the smaller number first, with how alike they are.

    Pairs that are less alike are among them where each of the two is alike another article. `stories` are
    sorted by path; `made_of` tells this rarity from another one.
    """
    sight = _Sight(stories, theme, rarity)
    spells = [*spells_of(stories)]
    common = name_of(made_of, sorted(theme))
    found = remembered_together(
        memory,
        [("spell", common, spell.told) for spell in spells],
        lambda number: [("window", common, *window.made_of) for window in spells[number].windows],
        Compared,
        lambda spell, window: sight.compared(spells[spell].windows[window]),
    )
    pairs: dict[tuple[int, int], Likeness] = {}
    for spell, of_windows in zip(spells, found, strict=True):
        if any(compared.alike for compared in of_windows):
            for window, compared in zip(spell.windows, of_windows, strict=True):
                numbers = window.numbers if compared.alike else ()
                pairs |= {(numbers[e.one], numbers[e.other]): e.likeness for e in compared.alike}
    inside = {number for pair in pairs for number in pair}
    days = {stories[number].day for number in inside}
    for spell, of_windows in zip(spells, found, strict=True):
        if not days.isdisjoint(spell.days):
            for window, compared in zip(spell.windows, of_windows, strict=True):
                if compared.others and not inside.isdisjoint(window.own.numbers):
                    numbers = window.numbers
                    every = ((numbers[e.one], numbers[e.other], e) for e in sight.others(window, compared))
                    pairs |= {(a, b): e.likeness for a, b, e in every if a in inside and b in inside}
    return pairs


class _Sight:
    """Articles ready to be compared: those of the days that the last window was about, and no others."""

    def __init__(self, stories: Sequence[Story], theme: frozenset[str], rarity: Rarity) -> None:
        self._stories = stories
        self._theme = theme
        self._rarity = rarity
        self._shelves: dict[int, _Shelf] = {}
        """Those of whole days, by their first article."""

    def compared(self, window: Window) -> Compared:
        """Give the pairs of a window, parted by whether they are alike."""
        edges = [*self._edges(window)]
        others = [edge for edge in edges if edge.likeness.score < LIKE]
        return Compared(
            tuple(edge for edge in edges if edge.likeness.score >= LIKE), _pack(others) if others else b""
        )

    def others(self, window: Window, compared: Compared) -> Sequence[Edge]:
        """Give the pairs of a window that are not alike enough to be joined."""
        try:
            return _unpack(compared.others)
        except (msgspec.DecodeError, ValueError):
            # As with all that was kept: what cannot be read is made anew.
            return _unpack(self.compared(window).others)

    def _edges(self, window: Window) -> Iterator[Edge]:
        """Give the pairs of a window, each with how alike they are."""
        self._shelves = {day.numbers[0]: self._shelf(day, dated=window.dated) for day in window.before}
        own = _Shelf(dated=window.dated)
        shelves = (*self._shelves.values(), own)
        for number in window.own.numbers:
            seen = self._see(number)
            found = [other for shelf in shelves for other in shelf.met(seen)]
            for other in _likely(found):
                beside = next(shelf.seen[other] for shelf in shelves if other in shelf.seen)
                # Numbers differ, so it is by them that the two are put in order.
                (one, first), (last, second) = sorted([(number, seen), (other, beside)])
                alike = likeness(first, second, self._theme)
                if window.dated or (alike.firm and alike.score >= UNDATED):
                    yield Edge(window.place(one), window.place(last), alike)
            if window.dated or not window.before:
                own.put(number, seen)
        if window.dated:
            self._shelves[window.own.numbers[0]] = own

    def _shelf(self, day: Day, *, dated: bool) -> "_Shelf":
        """Give the shelf of a day, or of all articles without one."""
        held = self._shelves.get(day.numbers[0])
        if held is None:
            every = [(number, self._see(number)) for number in day.numbers]
            phrases = sum(len(seen.phrases) for _, seen in every)
            held = _Shelf(dated=dated, every=1 if dated else phrases // MOST_PHRASES + 1)
            for number, seen in every:
                held.put(number, seen)
        return held

    def _see(self, number: int) -> Seen:
        """Give an article as it is held against others."""
        story = self._stories[number]
        vector = self._rarity.vector(story)
        claims = story.known.reading.facts.claims
        return Seen(
            day=story.day,
            happening_days=story.happening_days,
            title_givers=story.title_givers,
            givers=story.givers,
            money=story.money,
            background=story.background,
            aid=frozenset(aid for claim in claims for aid in claim.aid if aid != "unspecified"),
            occasions=story.occasions,
            quotes=story.quotes,
            vector=vector,
            bodies=tuple([term for term in vector if term[0] == "@"]),
            phrases=frozenset(checksums(story.gist.phrases)) - self._rarity.common,
            look_ups=_look_ups(vector, story.money),
        )


def _likely(found: Iterable[int]) -> Iterator[int]:
    """Give those that were met often enough, the most often met first."""
    # One look-up in common is chance; so are few where another article shares many.
    shared = Counter(found)
    least = max(2, CHANCE * max(shared.values(), default=0))
    likely = sorted((-count, number) for number, count in shared.items() if count >= least)
    return (number for _, number in likely[:CANDIDATES])


class _Shelf:
    """The articles of one day so far, to be found by what is rare in them.

    Where days are not known, only what hardly anybody else says leads to an article: phrases and quotations.
    """

    def __init__(self, *, dated: bool, every: int = 1) -> None:
        self._dated = dated
        self._every = every
        """Of very many phrases one in so many is enough to find an article that shares dozens."""
        self.seen: dict[int, Seen] = {}
        self._words: defaultdict[Hashable, list[int]] = defaultdict(list)
        # Nearly every phrase is one article's alone: a list for each would take most of the time.
        self._first: dict[int, int] = {}
        self._others: defaultdict[int, list[int]] = defaultdict(list)

    def put(self, number: int, seen: Seen) -> None:
        """Take an article in."""
        self.seen[number] = seen
        for one, _ in self._look_ups(seen):
            self._words[one].append(number)
        phrases = seen.phrases
        if self._every > 1:
            phrases = frozenset(phrase for phrase in phrases if phrase % self._every == 0)
        again = self._first.keys() & phrases
        for phrase in again:
            self._others[phrase].append(number)
        self._first |= dict.fromkeys(phrases - again, number)

    def met(self, seen: Seen) -> list[int]:
        """Give the newest articles under each of an article's look-ups, as often as these count."""
        found: list[int] = []
        for one, weight in self._look_ups(seen):
            held = self._words.get(one)
            if held is not None:
                found += weight * held[-NEWEST:]
        for phrase in self._first.keys() & seen.phrases:
            found += MARK * [self._first[phrase], *self._others.get(phrase, ())]
        return found

    def _look_ups(self, seen: Seen) -> LookUps:
        quotes = [(quote, MARK) for quote in seen.quotes]
        return (*seen.look_ups, *quotes) if self._dated else quotes


def _look_ups(vector: Mapping[str, float], sums: Iterable[Money]) -> tuple[tuple[str, int], ...]:
    """Give the terms to look an article up by, each with its weight: a sum is as good as two words."""
    heaviest = sorted(vector, key=vector.__getitem__, reverse=True)[:TERMS]
    steps = {
        f"sum {step + near}"
        for money in sums
        if money.euros
        for step in (math.floor(math.log(money.euros) / SUM_STEP),)
        for near in (0, 1)
    }
    return (*((term, 1) for term in heaviest), *((one, 2) for one in sorted(steps)))
