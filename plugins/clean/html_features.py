"""What the markup says of each segment of a saved page, in numbers beside those of its words."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from plugins.clean.line_features import FEATURES, Note, line_features
from plugins.clean.segments import Markup, Place, Segment, plain

HTML_FEATURES = (
    *FEATURES,
    "markup", "markup-before", "markup-next", "markup-near", "linked", "linked-near", "depth", "parent-mass",
    "grandparent-mass", "in-container", "from-container", "kind-mass", "kind-count", "hidden", "in-article",
    "stated-body", "heard", "heard-before", "heard-next", "heard-near", "in-heard", "heard-mass",
)  # fmt: skip
"""Names of the numbers in a row, in order: those of a dump's line, then those of the markup."""

_SURE_BLANKS = 3  # a shorter text can stand inside another by chance
_HALF = 0.5
"""Share of a page's running text that its main element must hold."""


@lru_cache(maxsize=65536)
def _parts(name: str) -> tuple[str, ...]:
    """Give a class name and the words it is made of, every digit a 0."""
    name = "".join("0" if c.isdigit() else c for c in name)
    words = name.replace("_", "-").split("-")
    return (name, *words) if len(words) > 1 else (name,)


def place_marks(place: Place) -> list[str]:
    """Give what an element's markup is weighed by, for all that stands in it.

    >>> place_marks(Place("div", ("entry-content",), None, 0, hidden=False))
    ['in <div', 'in .entry-content', 'in .entry', 'in .content']
    """
    return [f"in <{place.tag}", *(f"in .{part}" for name in place.names for part in _parts(name))]


def own_marks(markup: Markup) -> list[str]:
    """Give what a segment's own element, its parent and the inline elements in it are weighed by."""
    place = markup.place
    parent = place.parent
    marks = [f"<{place.tag}", f"<{parent.tag if parent else ''}<{place.tag}"]
    marks += [f".{part}" for name in place.names for part in _parts(name)]
    if parent:
        marks += [f"^{part}" for name in parent.names for part in _parts(name)]
    return marks + [f"~{name}" for name in dict.fromkeys(markup.inner)]


@dataclass(frozen=True, slots=True)
class Voices:
    """What others take for the article's body."""

    stated: str | None
    """JSON-LD's articleBody."""
    heard: str
    """What trafilatura extracts."""


def html_features(
    segments: Sequence[Segment],
    notes: Sequence[Note],
    voices: Voices,
    word_weights: Mapping[str, float],
    markup_weights: Mapping[str, float],
) -> list[list[float]]:
    """Give one row of numbers for each segment of a saved page, in the order of HTML_FEATURES."""
    rows = line_features(segments, notes, word_weights)
    tree = _Tree([s.markup for s in segments if s.markup], rows, markup_weights)
    texts = [plain(segment.text) for segment in segments]
    heard = _heard(texts, [len(s.text) for s in segments], voices.heard)
    stated = _stated(texts, voices.stated)
    return [[*row, *tree.row(i), stated[i], *heard[i]] for i, row in enumerate(rows)]


def _stated(texts: Sequence[str], stated: str | None) -> list[int]:
    """Tell for each segment whether the body that the page's JSON-LD states holds it: 1 yes, -1 no, 0 not stated."""
    if not stated:
        return [0] * len(texts)
    body = f" {plain(stated)} "
    return [1 if f" {text} " in body else -1 for text in texts]


def _heard(texts: Sequence[str], lengths: Sequence[int], heard: str) -> list[list[float]]:
    """Give for each segment whether the other extractor kept it, and its neighbours."""
    lines = {plain(line) for line in heard.splitlines()}
    body = f" {plain(heard)} "
    kept = [text in lines or (text.count(" ") >= _SURE_BLANKS and f" {text} " in body) for text in texts]
    first = kept.index(True) if True in kept else len(kept)
    last = len(kept) - 1 - kept[::-1].index(True) if True in kept else -1
    sums = [0, *accumulate(kept)]
    mass = sum([length for length, keep in zip(lengths, kept, strict=True) if keep])
    rows: list[list[float]] = []
    for i, keep in enumerate(kept):
        begin, end = max(0, i - 3), min(len(kept), i + 4)
        near = (sums[end] - sums[begin]) / (end - begin)
        before, following = i > 0 and kept[i - 1], i + 1 < len(kept) and kept[i + 1]
        rows.append([keep, before, following, near, first <= i <= last, mass])
    return rows


_CHARS, _WORDS, _ENDS = (FEATURES.index(name) for name in ("chars", "words", "ends"))


class _Tree:
    """The page's elements with the running text that each holds."""

    def __init__(
        self, markups: Sequence[Markup], rows: Sequence[Sequence[float]], weights: Mapping[str, float]
    ) -> None:
        self.markups = markups
        self.count = len(markups)
        self._weights = weights
        self._above: dict[Place | None, float] = {None: 0.0}
        self.chars = [row[_CHARS] for row in rows]
        self.masses = [row[_CHARS] if row[_WORDS] >= 8 and row[_ENDS] == 1 else 0 for row in rows]
        self.total = max(1.0, sum(self.masses))
        self.held: dict[Place, float] = defaultdict(float)
        self.kinds: dict[tuple[str, ...], float] = defaultdict(float)
        self.kind_counts: Counter[tuple[str, ...]] = Counter()
        for markup, mass in zip(markups, self.masses, strict=True):
            kind = element_kind(markup.place)
            self.kinds[kind] += mass
            self.kind_counts[kind] += 1
            if mass:
                for place in markup.place.upward():
                    self.held[place] += mass
        self.container = self._container()
        self.scores = [self._score(markup) for markup in markups]
        self.score_sums = [0.0, *accumulate(self.scores)]
        self.linked = [0.0, *accumulate(m.linked for m in markups)]
        self.lengths = [0.0, *accumulate(self.chars)]

    def _container(self) -> Place | None:
        """Give the deepest element that holds most of the running text."""
        holders = [place for place, mass in self.held.items() if mass >= _HALF * self.total]
        return max(holders, key=lambda place: place.depth, default=None)

    def _score(self, markup: Markup) -> float:
        weigh = self._weights.get
        return self._weight_above(markup.place) + sum([weigh(mark, 0.0) for mark in own_marks(markup)])

    def _weight_above(self, place: Place) -> float:
        """Give the summed weight of the element's marks and of all that it stands in."""
        known, unknown = self._above, []
        at: Place | None = place
        while at not in known:
            assert at is not None  # noqa: S101 - None is known from the start
            unknown.append(at)
            at = at.parent
        for inner in reversed(unknown):
            known[inner] = known[inner.parent] + sum(
                [self._weights.get(mark, 0.0) for mark in place_marks(inner)]
            )
        return known[place]

    def row(self, i: int) -> list[float]:
        """Give the segment's numbers."""
        markup = self.markups[i]
        place = markup.place
        parent = place.parent
        held, total = self.held, self.total
        kind = element_kind(place)
        around = max(0, i - 3), min(self.count, i + 4)
        steps = next((n for n, p in enumerate(place.upward()) if p is self.container), -1)
        length = self.lengths[around[1]] - self.lengths[around[0]]
        return [
            self.scores[i],
            self.scores[i - 1] if i else 0,
            self.scores[i + 1] if i + 1 < self.count else 0,
            (self.score_sums[around[1]] - self.score_sums[around[0]]) / (around[1] - around[0]),
            markup.linked / max(1, self.chars[i]),
            (self.linked[around[1]] - self.linked[around[0]]) / max(1, length),
            place.depth,
            held.get(parent, 0) / total if parent else 1,
            held.get(parent.parent, 0) / total if parent and parent.parent else 1,
            steps >= 0,
            steps,
            self.kinds[kind] / total,
            self.kind_counts[kind],
            place.hidden,
            any(p.tag == "article" for p in place.upward()),
        ]


def element_kind(place: Place) -> tuple[str, ...]:
    """Give what tells this sort of element from others on the page: its tag and its parent's tag and names."""
    parent = place.parent
    return (place.tag, parent.tag, *parent.names) if parent else (place.tag,)
