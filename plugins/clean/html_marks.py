"""What speaks for or against a segment before its surroundings are heard: its wording, markup and shape, weighed."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import ahocorasick_rs

from plugins.clean.line_features import folded_words, wording_marks
from plugins.clean.line_model import markup_weights, word_weights
from plugins.clean.segments import CLOSING, Segment
from plugins.tables import table as read_table

_MAX_KNOWN = 50_000
"""Elements whose weights are remembered; sites repeat their class names on every page."""

_BODY_NAME = re.compile(
    r"(?:^|[-_])(?:article|story|entry|post|news|content|page|main|single|blog|text|td)[-_]*"
    r"(?:body|content|text|copy|entry|contents|full|detail|main|inner|article)|articlebody|bodytext|maintext|fulltext"
    r"|^(?:body|content|copy|entry|article|story|post)$|rich-?text|text-?block|paragraph|prose|wysiwyg|mw-parser"
)
_STOPS = ".!?…"


@lru_cache(maxsize=65536)
def _parts(name: str) -> tuple[str, ...]:
    """Give a class name and the words it is made of, every digit a 0."""
    name = "".join("0" if c.isdigit() else c for c in name)
    words = name.replace("_", "-").split("-")
    return (name, *words) if len(words) > 1 else (name,)


@cache
def _known_names() -> tuple[frozenset[str], ahocorasick_rs.AhoCorasick]:
    """Give the parts of names that say furniture, and the machine that finds all known parts."""
    table = read_table(Path(__file__).with_name("element_names.yaml"))
    furniture, others = table["furniture"].split(), table["others"].split()
    return frozenset(furniture), ahocorasick_rs.AhoCorasick([*furniture, *others])


@lru_cache(maxsize=65536)
def _stems(name: str) -> tuple[str, ...]:
    """Give what a class name or id holds of what publishing systems call things."""
    return tuple(_known_names()[1].find_matches_as_strings(name, overlapping=True))


@lru_cache(maxsize=65536)
def _is_body_name(name: str) -> bool:
    return _BODY_NAME.search(name) is not None


def element_marks(tag: str, names: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Give what an element is weighed by: for its own text, for its children's, and for all that stands in it.

    >>> element_marks("div", ("entry-content",))[2]
    ['in <div', 'in .entry-content', 'in .entry', 'in .content', 'in *content', 'in *entry']
    """
    parts = [part for name in names for part in _parts(name)]
    stems = sorted({stem for name in names for stem in _stems(name)})
    own = [f"<{tag}", *(f".{p}" for p in parts), *(f"*{s}" for s in stems)]
    above = [f"^<{tag}", *(f"^{p}" for p in parts), *(f"^*{s}" for s in stems)]
    return own, above, [f"in <{tag}", *(f"in .{p}" for p in parts), *(f"in *{s}" for s in stems)]


def shape_marks(segment: Segment) -> list[str]:
    """Give what a segment is weighed by beside its words: length, share of links, end, kind, inline elements."""
    markup = segment.markup
    text = segment.text
    linked = markup.linked / len(text) if markup else 0.0
    links = 0 if not linked else 1 if linked < 0.2 else 2 if linked < 0.5 else 3 if linked < 0.9 else 4
    size = min(10, len(text).bit_length())
    end = int(text.rstrip(CLOSING)[-1:] in _STOPS)
    marks = [
        f"#{size}", f"#links {links}", f"#{size} end {end}", f"#{size} links {links}", f"#{segment.kind} end {end}"
    ]  # fmt: skip
    if markup:
        if markup.place.hidden:
            marks.append("#hidden")
        if markup.inner:
            marks += [f"~{name}" for name in dict.fromkeys(markup.inner)]
    return marks


class Weights:
    """What each mark speaks for running text (above 0) or for furniture."""

    def __init__(self, words: Mapping[str, float], markup: Mapping[str, float]) -> None:
        self._words = words
        self._markup = markup
        self._elements: dict[tuple[str, tuple[str, ...]], tuple[float, float, float, bool, bool]] = {}

    def element(self, tag: str, names: tuple[str, ...]) -> tuple[float, float, float, bool, bool]:
        """Give an element's weights for its own text, its children's and all in it; whether its name says body, furniture."""
        key = (tag, names)
        known = self._elements.get(key)
        if known is None:
            get = self._markup.get
            own, above, within = (sum([get(m, 0.0) for m in marks]) for marks in element_marks(tag, names))
            body = any(map(_is_body_name, names))
            furniture = not body and any(not _known_names()[0].isdisjoint(_stems(name)) for name in names)
            known = own, above, within, body, furniture
            if len(self._elements) >= _MAX_KNOWN:
                self._elements.clear()
            self._elements[key] = known
        return known

    def wording(self, text: str) -> float:
        """Give the weight of a text's words."""
        get = self._words.get
        return sum([get(mark, 0.0) for mark in wording_marks(folded_words(text))], self._words[""])

    def shape(self, segment: Segment) -> float:
        """Give the weight of a segment's shape."""
        get = self._markup.get
        return sum([get(mark, 0.0) for mark in shape_marks(segment)])


@cache
def weights_of(model: str) -> Weights:
    """Give the weights that lie beside this file."""
    return Weights(word_weights(model), markup_weights(model))
