"""What speaks for or against a segment before its surroundings are heard: its wording, markup and shape, weighed."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import ahocorasick_rs

from plugins.clean.line_features import folded_words, wording_marks
from plugins.clean.line_model import markup_weights, word_weights
from plugins.clean.segments import CLOSING, Segment

_MAX_KNOWN = 50_000
"""Elements whose weights are remembered; sites repeat their class names on every page."""

# Parts of class names and ids that publishing systems give to what they say; any of them may stand inside a longer
# name ("relatedPostsTitle"), which is why they are looked for anywhere in it.
_STEMS = (
    "relate recirc share sharing social newslett subscri signup sign-up comment disqus respond promo "
    "sponsor advert outbrain taboola sidebar rail aside widget author bio byline meta tag breadcrumb "
    "caption credit galler carousel slide menu nav footer header masthead toolbar cookie consent gdpr "
    "popup modal overlay paywall recommend trending popular most- latest more teaser list card feed pagin "
    "copyright disclaim correction notice hidden screenreader screen-reader sr-only print login account "
    "search donat support member poll quiz embed tweet twitter facebook instagram youtube video player "
    "audio photo image img figure media time date button btn link icon logo brand cta form input article "
    "story entry post content body text copy rich paragraph main single wysiwyg prose lead lede intro dek "
    "deck standfirst summary subtitle subhead excerpt description abstract title headline quote pull faq "
    "recipe ingredient product review rating price box block module section column grid container wrapper "
    "inner item topic categor label kicker eyebrow live blog update table toc infobox transcript reading "
    "read- ad- ad_ -ad _ad ads"
).split()
_BODY_NAME = re.compile(
    r"(?:^|[-_])(?:article|story|entry|post|news|content|page|main|single|blog|text|td)[-_]*"
    r"(?:body|content|text|copy|entry|contents|full|detail|main|inner|article)|articlebody|bodytext|maintext|fulltext"
    r"|^(?:body|content|copy|entry|article|story|post)$|rich-?text|text-?block|paragraph|prose|wysiwyg|mw-parser"
)
_FURNITURE_STEMS = frozenset(
    "relate recirc share sharing social newslett subscri signup sign-up comment disqus promo sponsor advert outbrain "
    "taboola sidebar widget byline breadcrumb caption credit galler carousel slide menu nav footer header masthead "
    "toolbar cookie consent gdpr popup modal overlay paywall recommend trending popular latest teaser list card feed "
    "pagin copyright disclaim correction notice hidden screenreader screen-reader sr-only print login account search "
    "donat support member poll quiz embed tweet twitter facebook instagram ad- ad_ ads".split()
)
_STOPS = ".!?…"


@lru_cache(maxsize=65536)
def _parts(name: str) -> tuple[str, ...]:
    """Give a class name and the words it is made of, every digit a 0."""
    name = "".join("0" if c.isdigit() else c for c in name)
    words = name.replace("_", "-").split("-")
    return (name, *words) if len(words) > 1 else (name,)


@cache
def _machine() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_STEMS)


@lru_cache(maxsize=65536)
def _stems(name: str) -> tuple[str, ...]:
    """Give what a class name or id holds of what publishing systems call things."""
    return tuple(_machine().find_matches_as_strings(name, overlapping=True))


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
    links = 0 if not linked else 1 if linked < 0.2 else 2 if linked < 0.5 else 3 if linked < 0.9 else 4  # noqa: PLR2004
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
            furniture = not body and any(not _FURNITURE_STEMS.isdisjoint(_stems(name)) for name in names)
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
