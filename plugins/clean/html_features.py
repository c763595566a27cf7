"""What stands around each segment of a saved page, in numbers: its elements, its neighbours, its region."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp

from plugins.clean.html_marks import Weights
from plugins.clean.line_features import LINE_ENDS, Note, densest
from plugins.clean.segments import CLOSING, Place, Segment, plain

HTML_FEATURES = (
    # the segment by itself
    "chars", "words", "ends", "starts", "capitalised", "digits", "commas", "linked", "copies", "furniture", "field",
    "kind", "hidden", "depth", "wording", "stated-body", "described",
    # how much it, its neighbours and what is near look like running text
    "likely", "likely-before", "likely-next", "likely-second", "likely-5-before", "likely-5-after", "likely-12-before",
    "likely-12-after", "words-before", "words-next", "ends-before", "ends-next", "furniture-near",
    # where it stands in the page
    "in-stretch", "from-begin", "to-end", "above", "below", "above-mass", "below-mass", "from-title",
    "mass-from-title", "from-description", "fields-above", "first-segments",
    # the elements it stands in
    "own-share", "parent-share", "grandparent-share", "own-mean", "parent-mean", "grandparent-mean", "parent-mass",
    "grandparent-mass", "own-count", "parent-count", "parent-linked", "from-region", "region-depth", "region-gain",
    "region-mass", "body-name", "furniture-name", "in-article",
    # others of its kind on the page
    "kind-share", "kind-mean", "kind-count",
    # the page
    "page-mass", "page-segments",
)  # fmt: skip
"""Names of the numbers in a row, in order."""

_KINDS = {"paragraph": 0, "list-item": 1, "heading": 2, "quotation": 3, "table-row": 4, "preformatted": 5}
_CAP = 30
_LONG = 400
"""Characters of one segment that count; longer ones would drown all others."""
_LOOSE_COST = 8  # characters of running text that one unlikely segment outweighs in a stretch or region
_NONE = -9.0  # what stands for a neighbour that there isn't
_HEAD_WORDS = 32
_PLAIN, _PLAIN_PARAGRAPH = -6.0, -12.0
"""Log-odds below which no surroundings make a segment body; a paragraph needs more, since it may be all there is."""
_PARAGRAPH = 100  # characters
_FEW_LINKS = 0.3
_PLAIN_MARKUP = -8.0
"""Weight of markup below which the wording isn't asked."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What the page itself says of the article."""

    body: str | None
    """JSON-LD's articleBody."""
    descriptions: tuple[str, ...]
    """What meta tags say that the page is about: as often as not its first words."""
    title: int | None
    """Position of the segment that holds the title."""


def html_features(
    segments: Sequence[Segment], notes: Sequence[Note], voices: Voices, weights: Weights
) -> list[list[float]]:
    """Give one row of numbers for each segment of a saved page, in the order of HTML_FEATURES.

    A segment that is plainly furniture has none: its row is empty.
    """
    page = _Page(segments, notes, voices, weights)
    return [[] if page.is_plain(i) else page.row(i) for i in range(len(segments))]


def stated_in(body: str | None, segments: Sequence[Segment]) -> list[int]:
    """Tell for each segment whether the body that the page's JSON-LD states holds it: 1 yes, -1 no, 0 not stated."""
    if not body:
        return [0] * len(segments)
    whole = f" {plain(body)} "
    return [1 if f" {plain(segment.text)} " in whole else -1 for segment in segments]


_DESCRIBED = 60
"""Characters that an article's beginning and its description share at least, or all where one is shorter."""
_SHORTEST = 20


def described_in(descriptions: Sequence[str], segments: Sequence[Segment]) -> list[bool]:
    """Tell for each segment whether it begins like what the page's head says the page is about."""
    said = [d for d in map(plain, descriptions) if len(d) >= _SHORTEST]
    if not said:
        return [False] * len(segments)
    beginnings = tuple({d[:_DESCRIBED] for d in said})
    found = []
    for segment in segments:
        text = plain(segment.text[: 2 * _DESCRIBED]) if len(segment.text) >= _SHORTEST else ""
        found.append(
            len(text) >= _SHORTEST
            and (text.startswith(beginnings) or any(text[:_DESCRIBED] in d for d in said))
        )
    return found


def element_kind(place: Place) -> tuple[str, ...]:
    """Give what tells this sort of element from others on the page: its tag and its parent's tag and names."""
    parent = place.parent
    return (place.tag, parent.tag, *parent.names) if parent else (place.tag,)


def sums(values: Sequence[float]) -> list[float]:
    """Give the running sums of the values, from 0 on."""
    return [0.0, *accumulate(values)]


class _Elements:
    """The page's block elements, parents first, each with the sums of all segments in it."""

    def __init__(self, segments: Sequence[Segment], weights: Weights) -> None:
        self.parents: list[int] = []
        self.places: list[Place] = []
        self.within: list[float] = []
        self.own: list[float] = []
        self.above: list[float] = []
        self.body_name: list[int] = []
        self.furniture_name: list[int] = []
        self.article: list[bool] = []
        self._number: dict[Place, int] = {}
        self._weights = weights
        self.at = [self._numbered(s.markup.place) if s.markup else 0 for s in segments]

    def _numbered(self, place: Place) -> int:
        number = self._number
        if (known := number.get(place)) is not None:
            return known
        unknown = []
        at: Place | None = place
        while at is not None and at not in number:
            unknown.append(at)
            at = at.parent
        for inner in reversed(unknown):
            self._append(inner, number[inner.parent] if inner.parent is not None else -1)
        return number[place]

    def _append(self, place: Place, parent: int) -> None:
        own, above, within, body, furniture = self._weights.element(place.tag, place.names)
        self._number[place] = len(self.places)
        self.places.append(place)
        self.parents.append(parent)
        self.own.append(own)
        self.above.append(above)
        if parent < 0:
            self.within.append(within)
            self.body_name.append(0 if body else -1)
            self.furniture_name.append(0 if furniture else -1)
            self.article.append(place.tag == "article")
            return
        self.within.append(within + self.within[parent])
        self.body_name.append(0 if body else _farther(self.body_name[parent]))
        self.furniture_name.append(0 if furniture else _farther(self.furniture_name[parent]))
        self.article.append(place.tag == "article" or self.article[parent])

    def weight(self, i: int) -> float:
        """Give how much the markup speaks for the i-th segment."""
        a = self.at[i]
        parent = self.parents[a]
        return self.within[a] + self.own[a] + (self.above[parent] if parent >= 0 else 0.0)

    def gathered(self, values: Sequence[float]) -> list[float]:
        """Give each element's sum of its segments' values."""
        held = [0.0] * len(self.places)
        for a, value in zip(self.at, values, strict=True):
            held[a] += value
        parents = self.parents
        for a in range(len(held) - 1, 0, -1):
            held[parents[a]] += held[a]
        return held

    def steps_from(self, region: int) -> list[int]:
        """Give how far below the region each element is, -1 for those outside of it."""
        steps = [-1] * len(self.places)
        for a, parent in enumerate(self.parents):
            steps[a] = 0 if a == region else _farther(steps[parent]) if parent >= 0 else -1
        return steps


def _farther(steps: int) -> int:
    return steps + 1 if steps >= 0 else -1


class _Page:
    """What is known of a page before its segments' rows are made."""

    def __init__(
        self, segments: Sequence[Segment], notes: Sequence[Note], voices: Voices, weights: Weights
    ) -> None:
        self.segments, self.notes = segments, notes
        self.count = len(segments)
        self.title = voices.title
        self.stated = stated_in(voices.body, segments)
        self.described = described_in(voices.descriptions, segments)
        self.description = self.described.index(True) if True in self.described else None
        self.copies = Counter([s.text for s in segments])
        self.words = [len(s.text.split()) for s in segments]
        self.ends = [LINE_ENDS.get(s.text.rstrip(CLOSING)[-1:], 0) for s in segments]
        self.elements = elements = _Elements(segments, weights)
        marked = [elements.weight(i) + weights.shape(s) for i, s in enumerate(segments)]
        self.wording = [
            weights.wording(s.text) if weight > _PLAIN_MARKUP else 0.0
            for s, weight in zip(segments, marked, strict=True)
        ]
        self.likely = [word + weight for word, weight in zip(self.wording, marked, strict=True)]
        self.sizes = [float(min(_LONG, len(s.text))) for s in segments]
        odds = [1 / (1 + exp(-max(-_CAP, min(_CAP, value)))) for value in self.likely]
        self.masses = [p * size for p, size in zip(odds, self.sizes, strict=True)]
        gains = [
            (p - 0.5) * size - (_LOOSE_COST if p < 0.5 else 0)
            for p, size in zip(odds, self.sizes, strict=True)
        ]
        self.stretch = densest(gains)
        self._sum_up(gains)

    def _sum_up(self, gains: Sequence[float]) -> None:
        elements, segments = self.elements, self.segments
        self.mass_above = sums(self.masses)
        self.likely_above = sums(self.likely)
        self.size_above = sums(self.sizes)
        self.furniture_above = sums([note.reason is not None for note in self.notes])
        self.fields_above = sums([note.field is not None for note in self.notes])
        self.held = elements.gathered(self.masses)
        self.size = elements.gathered(self.sizes)
        self.sum = elements.gathered(self.likely)
        self.number = elements.gathered([1.0] * self.count)
        self.linked = elements.gathered([float(s.markup.linked) if s.markup else 0.0 for s in segments])
        gain = elements.gathered(gains)
        self.region = max(range(len(gain)), key=lambda a: (gain[a], elements.places[a].depth))
        self.region_gain = gain[self.region]
        self.from_region = elements.steps_from(self.region)
        self.kinds: dict[tuple[str, ...], list[float]] = {}
        for i, a in enumerate(elements.at):
            size = self.sizes[i]
            sums_of = self.kinds.setdefault(element_kind(elements.places[a]), [0.0, 0.0, 0.0, 0.0])
            sums_of[0] += self.masses[i]
            sums_of[1] += size
            sums_of[2] += self.likely[i] * size
            sums_of[3] += 1

    def is_plain(self, i: int) -> bool:
        """Tell whether the segment is furniture whatever stands around it."""
        segment = self.segments[i]
        chars = len(segment.text)
        loose = chars < _PARAGRAPH or (
            segment.markup is not None and segment.markup.linked > _FEW_LINKS * chars
        )
        return self.likely[i] < (_PLAIN if loose else _PLAIN_PARAGRAPH)

    def row(self, i: int) -> list[float]:
        """Give the segment's numbers."""
        return [*self._by_itself(i), *self._neighbours(i), *self._standing(i), *self._surroundings(i)]

    def _by_itself(self, i: int) -> list[float]:
        segment, note = self.segments[i], self.notes[i]
        text, markup = segment.text, segment.markup
        heads = text.split(None, _HEAD_WORDS)[:_HEAD_WORDS]
        chars = len(text)
        return [
            chars,
            self.words[i],
            self.ends[i],
            _start(text[0]),
            sum([word[0].isupper() for word in heads]) / max(1, len(heads)),
            sum(map(str.isdigit, text[:_LONG])) / min(_LONG, chars),
            text.count(",") / max(1, self.words[i]),
            markup.linked / chars if markup else 0.0,
            self.copies[text],
            note.reason is not None,
            note.field is not None,
            _KINDS[segment.kind],
            markup is not None and markup.place.hidden,
            markup.place.depth if markup else 0,
            self.wording[i],
            self.stated[i],
            self.described[i],
        ]

    def _neighbours(self, i: int) -> list[float]:
        likely, count = self.likely, self.count
        following = i + 1 < count
        near = self.furniture_above
        return [
            likely[i],
            likely[i - 1] if i else _NONE,
            likely[i + 1] if following else _NONE,
            likely[i + 2] if i + 2 < count else _NONE,
            self._mean(i - 5, i),
            self._mean(i + 1, i + 6),
            self._mean(i - 12, i),
            self._mean(i + 1, i + 13),
            self.words[i - 1] if i else 0,
            self.words[i + 1] if following else 0,
            self.ends[i - 1] if i else _NONE,
            self.ends[i + 1] if following else _NONE,
            near[min(count, i + 6)] - near[max(0, i - 5)],
        ]

    def _mean(self, begin: int, end: int) -> float:
        begin, end = max(0, begin), min(self.count, end)
        above = self.likely_above
        return (above[end] - above[begin]) / (end - begin) if end > begin else _NONE

    def _standing(self, i: int) -> list[float]:
        above, title = self.mass_above, self.title
        total = max(1.0, above[-1])
        start, end = self.stretch
        return [
            start <= i < end,
            max(-_CAP, min(_CAP, i - start)),
            max(-_CAP, min(_CAP, end - 1 - i)),
            above[i] / total,
            (above[-1] - above[i + 1]) / total,
            above[i],
            above[-1] - above[i + 1],
            i - title if title is not None else -99,
            self.size_above[i] - self.size_above[title] if title is not None else -999,
            max(-_CAP, min(_CAP, i - self.description)) if self.description is not None else -99,
            self.fields_above[i],
            min(_CAP, i),
        ]

    def _surroundings(self, i: int) -> list[float]:
        elements, held, size = self.elements, self.held, self.size
        total = max(1.0, self.mass_above[-1])
        own = elements.at[i]
        parent = elements.parents[own]
        grandparent = elements.parents[parent] if parent >= 0 else -1
        around = (own, parent, grandparent)
        kind = self.kinds[element_kind(elements.places[own])]
        others = kind[1] - self.sizes[i]
        return [
            *(self._share(a, i) for a in around),
            *(self._likely_in(a, i) for a in around),
            held[parent] / total if parent >= 0 else 1,
            held[grandparent] / total if grandparent >= 0 else 1,
            self.number[own],
            self.number[parent] if parent >= 0 else -1,
            self.linked[parent] / max(1.0, size[parent]) if parent >= 0 else -1,
            self.from_region[own],
            elements.places[self.region].depth,
            self.region_gain / total,
            held[self.region] / total,
            elements.body_name[own],
            elements.furniture_name[own],
            elements.article[own],
            (kind[0] - self.masses[i]) / others if others > 0 else -1,
            (kind[2] - self.likely[i] * self.sizes[i]) / others if others > 0 else -99,
            kind[3],
            total,
            self.count,
        ]

    def _share(self, a: int, i: int) -> float:
        """Give the share of running text among the element's other segments, -1 where there are none."""
        others = self.size[a] - self.sizes[i] if a >= 0 else 0.0
        return (self.held[a] - self.masses[i]) / others if others > 0 else -1.0

    def _likely_in(self, a: int, i: int) -> float:
        """Give how likely the element's other segments are on average."""
        others = self.number[a] - 1 if a >= 0 else 0.0
        return (self.sum[a] - self.likely[i]) / others if others > 0 else -99.0


def _start(first: str) -> int:
    return 0 if first.isupper() else 1 if first.islower() else 2 if first.isdigit() else 3
