"""What a line looks like and what stands around it, in numbers: the line model's eyes."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import ne
from statistics import median

from plugins.clean.header_fields import Field, field_of
from plugins.clean.language import detected_language, stop_words
from plugins.clean.removal import removal_reason
from plugins.clean.segments import CLOSING, Segment

FEATURES = (
    # the line by itself
    "chars", "words", "ends", "starts", "capitalised", "upper", "digits", "signs", "commas", "little-words",
    "sentences", "copies", "furniture", "kind",
    # running text around it
    "mass-near", "mass-far", "mass-before", "mass-after", "run", "in-stretch", "past-stretch", "sentences-near",
    "length-ratio", "usual-length", "sentence-before",
    # its wording, and its neighbours'
    "wording", "wording-before", "wording-next", "wording-second", "wording-5-before", "wording-5-after",
    "wording-12-before", "wording-12-after", "worded-before", "worded-after", "worded-above", "worded-below",
    "from-worded-begin", "to-worded-end",
    # signs of what is near
    "furniture-near", "markers-above", "biographies-above", "pointers-above", "fields-above", "fields-below",
    "topic", "words-before", "ends-before", "words-next", "ends-next", "like-next",
    # the page
    "first-lines", "page-lines", "page-sentences", "page-mass",
)  # fmt: skip
"""Names of the numbers in a row, in order."""

CAP = 30
"""Distances in lines beyond this are alike."""

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d")
LINE_ENDS = {".": 1, "!": 1, "?": 1, "。": 1, ":": 2, ",": 3, ";": 3, "…": 4}
"""What a line's last sign counts as; any other is 0."""
_QUOTES = '"“”„«»'
_KINDS = ("paragraph", "list-item", "heading", "quotation", "table-row", "preformatted")
_BIOGRAPHY = re.compile(
    r"\b(?:(?:is|was|ist) (?:an?|the|our|eine?) [^.]{0,80}\b(?:writer|reporter|editor|journalist|correspondent|columnist"
    r"|contributor|author|producer|photographer|professor|fellow|analyst|host|critic|staff|redakteur\w*)\b"
    r"|covers\b|(?:follow|reach|contact|email) (?:him|her|me|them|us)\b)|(?:^|\s)@\w+",
    re.I,
)
# One of these words stands in every biography: looking for them first keeps long lines fast.
_BIOGRAPHY_WORDS = frozenset(
    [
        "writer",
        "reporter",
        "editor",
        "journalist",
        "correspondent",
        "columnist",
        "contributor",
        "author",
        "producer",
        "photographer",
        "professor",
        "fellow",
        "analyst",
        "host",
        "critic",
        "staff",
        "redakteur",
        "redakteurin",
        "covers",
        "him",
        "her",
        "me",
        "them",
        "us",
    ]
)
_POINTER = re.compile(
    r"(?:read|see|watch|listen|more|related|also|recommended|next|click|follow|check out|don.t miss|view)\b",
    re.I,
)
_MARKERS = frozenset(("comment-form", "related-list", "legal-line", "subscription-call"))
_LOOSE_LINE_COST = 40  # characters of running text that one loose line outweighs in the densest stretch
_ODD_WORDING_COST = 8
_MIN_TOPIC_LETTERS = 5
_HEAD = 160
"""Characters by which a line's wording and signs are judged: more cost time and tell nothing."""
_WORDING_WORDS = 24
_LONG_LINE, _SAMPLE = 60, 1200
_CASE_HEAD = 80  # characters that tell whether a line is set in capitals
_STOPS = (". ", "? ", "! ", ".” ", '." ')


def wording_marks(folded: Sequence[str]) -> Collection[str]:
    """Give what a line's wording is weighed by: its words and pairs, how it begins and ends, and short lines whole.

    >>> list(wording_marks(["read", "more"]))
    ['read', 'more', 'read more', '^read', 'more$', '^read more', '=read more']

    Each once, and in the same order in every process: the sum of their weights depends on it in its last digits.
    """
    marks = [*folded, *[f"{one} {two}" for one, two in pairwise(folded)]]
    if folded:
        marks += ("^" + folded[0], folded[-1] + "$")
        if len(folded) > 1:
            marks.append(f"^{folded[0]} {folded[1]}")
        if len(folded) <= 3:
            marks.append("=" + " ".join(folded))
    return dict.fromkeys(marks)


def folded_words(text: str) -> list[str]:
    """Give a line's words without case, every digit a 0."""
    words = _WORD.findall(text.casefold())
    return [word if word.isalpha() else _DIGITS.sub("0", word) for word in words]


@dataclass(frozen=True, slots=True)
class Note:
    """What the named rules say of one line."""

    reason: str | None
    """Why it is furniture, or None."""
    field: Field | None
    """What it states about the article, or None."""


def notes_on(segments: Sequence[Segment]) -> list[Note]:
    """Give what the named rules say of each line."""
    notes = []
    for segment in segments:
        reason = removal_reason(segment)
        notes.append(Note(reason, None if reason else field_of(segment)))
    return notes


def line_features(
    segments: Sequence[Segment], notes: Sequence[Note], weights: Mapping[str, float]
) -> list[list[float]]:
    """Give one row of numbers for each segment, in the order of FEATURES.

    `weights` says how much each mark of wording speaks for running text (above 0) or for furniture.
    """
    little = stop_words(detected_language(_sample(segments)) or "en")
    lines = [_Line(s, note, little, weights) for s, note in zip(segments, notes, strict=True)]
    page = _Page(lines)
    return [page.row(i) for i in range(len(lines))]


def _sample(segments: Sequence[Segment]) -> str:
    """Give enough of the longer lines to tell their language by."""
    return " ".join([s.text for s in segments if len(s.text) > _LONG_LINE])[:_SAMPLE]


class _Line:
    """One line by itself."""

    __slots__ = (
        "biography", "chars", "ends", "field", "furniture", "key", "marker", "mass", "pointer", "row", "topic",
        "wording", "words",
    )  # fmt: skip

    def __init__(
        self, segment: Segment, note: Note, little: frozenset[str], weights: Mapping[str, float]
    ) -> None:
        text = segment.text
        head = text[:_HEAD]
        folded = folded_words(head)[:_WORDING_WORDS]
        reason = note.reason
        get = weights.get
        self.chars = len(text)
        self.words = text.count(" ") + 1
        self.key = text.casefold()
        self.ends = LINE_ENDS.get(text.rstrip(CLOSING)[-1:], 0)
        self.furniture = reason is not None
        self.marker = reason is not None and reason.partition(":")[0] in _MARKERS
        self.field = note.field is not None
        self.mass = self.chars if self.words >= 8 and self.ends == 1 else 0
        self.topic = frozenset([w for w in folded if len(w) >= _MIN_TOPIC_LETTERS])
        self.wording = sum([get(mark, 0.0) for mark in wording_marks(folded)], weights[""])
        self.biography = _is_biography(head, folded)
        self.pointer = bool(_POINTER.match(text))
        joined = "".join(folded)
        digits = joined.count("0")
        tokens = head.split()
        capitals = head[:_CASE_HEAD]
        self.row: list[float] = [
            self.chars,
            self.words,
            self.ends,
            _start(text[0]),
            sum([token[0].isupper() for token in tokens]) / len(tokens),
            sum(map(ne, capitals, capitals.lower())) / len(capitals),
            digits / len(head),
            max(0, len(head) - len(joined) - len(tokens) + 1) / len(head),
            text.count(",") / self.words,
            sum([word in little for word in folded]) / max(1, len(folded)),
            sum([text.count(stop) for stop in _STOPS]) + (self.ends == 1),
            0,
            self.furniture,
            _KINDS.index(segment.kind),
        ]


_COPIES = FEATURES.index("copies")


def _is_biography(text: str, folded: Sequence[str]) -> bool:
    """Tell whether a line says who the author is, as below an article."""
    return (not _BIOGRAPHY_WORDS.isdisjoint(folded) or "@" in text) and bool(_BIOGRAPHY.search(text))


def _start(first: str) -> int:
    if first.isupper():
        return 0
    if first.islower():
        return 1
    return 2 if first.isdigit() else 3 if first in _QUOTES else 4


def _sums(values: Sequence[float]) -> list[float]:
    return [0, *accumulate(values)]


class _Page:
    """What stands around each line, from running sums over the page."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self.count = len(lines)
        copies = Counter(line.key for line in lines)
        for line in lines:
            line.row[_COPIES] = copies[line.key]
        masses = [line.mass for line in lines]
        likely = [1 / (1 + 2.718281828 ** -max(-30.0, min(30.0, line.wording))) for line in lines]
        self.mass = _sums(masses)
        self.sentences = _sums([line.mass > 0 for line in lines])
        self.wording = _sums([line.wording for line in lines])
        self.worded = _sums([p * min(400, line.chars) for p, line in zip(likely, lines, strict=True)])
        self.furniture = _sums([line.furniture for line in lines])
        self.markers = _sums([line.marker for line in lines])
        self.biographies = _sums([line.biography for line in lines])
        self.pointers = _sums([line.pointer for line in lines])
        self.fields = _sums([line.field for line in lines])
        self.stretch = densest([mass or -_LOOSE_LINE_COST for mass in masses])
        self.worded_stretch = densest(
            [
                (p - 0.5) * min(300, line.chars) - (_ODD_WORDING_COST if p < 0.5 else 0)
                for p, line in zip(likely, lines, strict=True)
            ]
        )
        self.runs = _runs(masses)
        self.topics = Counter(word for line in lines if line.mass for word in line.topic)
        self.usual = median([mass for mass in masses if mass] or [0])
        self.before = _last_seen(masses)

    def row(self, i: int) -> list[float]:
        """Give the line's numbers."""
        lines, count = self.lines, self.count
        line = lines[i]
        before = lines[i - 1] if i else None
        following = lines[i + 1] if i + 1 < count else None
        second = lines[i + 2] if i + 2 < count else None
        start, end = self.stretch
        first, last = self.worded_stretch
        mass, worded, sentences = self.mass, self.worded, self.sentences
        total, worded_total = max(1, mass[-1]), max(1, worded[-1])
        near = max(0, i - 4), min(count, i + 5)
        least = 2 if line.mass else 1
        topics = self.topics
        return [
            *line.row,
            self._around(mass, i, 3) - line.mass,
            self._around(mass, i, 10) - line.mass,
            mass[i] / total,
            (mass[-1] - mass[i + 1]) / total,
            self.runs[i],
            start <= i < end,
            max(0, min(CAP, i - end + 1)),
            (sentences[near[1]] - sentences[near[0]]) / (near[1] - near[0]),
            line.chars / max(1, self.usual),
            self.usual,
            self.before[i],
            line.wording,
            before.wording if before else 0,
            following.wording if following else 0,
            second.wording if second else 0,
            self._mean(i - 5, i),
            self._mean(i + 1, i + 6),
            self._mean(i - 12, i),
            self._mean(i + 1, i + 13),
            worded[i] / worded_total,
            (worded[-1] - worded[i + 1]) / worded_total,
            worded[i],
            worded[-1] - worded[i + 1],
            max(-CAP, min(CAP, i - first)),
            max(-CAP, min(CAP, last - 1 - i)),
            self._around(self.furniture, i, 5) - line.furniture,
            min(5, self.markers[i]),
            self.biographies[i + 1],
            self.pointers[i + 1],
            self.fields[i],
            self.fields[-1] - self.fields[i + 1],
            sum([topics[word] >= least for word in line.topic]) / len(line.topic) if line.topic else -1,
            before.words if before else 0,
            before.ends if before else 5,
            following.words if following else 0,
            following.ends if following else 5,
            _likeness(line, following) if following else -1,
            min(CAP, i),
            count,
            sentences[-1] / count,
            mass[-1],
        ]

    def _around(self, sums: Sequence[float], i: int, reach: int) -> float:
        return sums[min(self.count, i + reach + 1)] - sums[max(0, i - reach)]

    def _mean(self, begin: int, end: int) -> float:
        begin, end = max(0, begin), min(self.count, end)
        return (self.wording[end] - self.wording[begin]) / (end - begin) if end > begin else 0.0


def _likeness(one: _Line, other: _Line) -> float:
    """Give how alike two lines are in length: rows of a menu are."""
    return min(one.chars, other.chars) / max(one.chars, other.chars)


def densest(gains: Sequence[float]) -> tuple[int, int]:
    """Give begin and end of the stretch with the greatest sum."""
    best, start, total, span = 0.0, 0, 0.0, (0, 0)
    for i, gain in enumerate(gains):
        total += gain
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, span = total, (start, i + 1)
    return span


def _runs(masses: Sequence[int]) -> list[int]:
    """Give for each line how many sentences in a row it is one of; loose lines in a row count negative."""
    runs = [0] * len(masses)
    start = 0
    for i in range(1, len(masses) + 1):
        if i == len(masses) or bool(masses[i]) != bool(masses[start]):
            length = min(CAP, i - start)
            runs[start:i] = [length if masses[start] else -length] * (i - start)
            start = i
    return runs


def _last_seen(masses: Sequence[int]) -> list[int]:
    """Give for each line the length of the last sentence line above it, 0 where there is none."""
    seen, last = [], 0
    for mass in masses:
        seen.append(last)
        last = mass or last
    return seen
