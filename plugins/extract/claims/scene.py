"""A sentence with amounts, as the rules see it: its words, names, cues, and which words go with which amount."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from plugins.model import Document, Mention, Quote

from ..languages import language_tables
from ..money import Money
from ..money.lexicon import Phrases
from ..money.tokens import Token, tokenise, words
from .cues import Cues, Tag
from .parties import Parties

BOUNDARIES = frozenset([",", ";", ":", "(", "and", "while", "but", "whereas", "plus", "including", "with", "und", "sowie", "et", "i", "oraz", "a", "och",
                        "та", "і", "й", "и", "а", "while", "after", "och", "samt", "en", "y", "e", "og"])  # fmt: skip
"""Words and marks at which the words about one amount end and those about the next begin."""


@dataclass(frozen=True)
class Named:
    """A name in a sentence, by its tokens."""

    mention: Mention
    first: int
    end: int
    donor: str | None
    """The donor it stands for: a minister's country, a ministry's government."""


@dataclass(frozen=True)
class Scene:
    """One sentence that states amounts."""

    start: int
    end: int
    text: str
    """The sentence."""
    tokens: Sequence[Token]
    tags: tuple[Tag, ...]
    names: tuple[Named, ...]
    amounts: tuple[Money, ...]
    paragraph: int
    number: int
    """The sentence's place in the text."""
    quotes: tuple[Quote, ...] = ()
    """Quotations that touch the sentence."""
    groups: tuple[Named, ...] = ()
    """Words for donors as a body: "partners"."""
    kinds_before: frozenset[str] = frozenset()
    """Kinds of cues in the sentence before, where it stands in the same paragraph."""

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def token_at(self, offset: int) -> int:
        """Give the first token that begins at or behind an offset of the text."""
        return bisect_left(self._starts, offset)

    @cached_property
    def places(self) -> tuple["Place", ...]:
        """Give each amount with the words that are about it."""
        firsts = [self.token_at(money.start) for money in self.amounts]
        ends = [self.token_at(max([money.end, *(r.end for r in money.restated)])) for money in self.amounts]
        cuts = [0, *(self._cut(ends[k], firsts[k + 1]) for k in range(len(firsts) - 1)), len(self.tokens)]
        return tuple(
            Place(self, k, money, firsts[k], ends[k], cuts[k], max(cuts[k + 1], ends[k]))
            for k, money in enumerate(self.amounts)
        )

    def _cut(self, start: int, end: int) -> int:
        for i in range(end - 1, start - 1, -1):
            if self.tokens[i].norm in BOUNDARIES and not self._in_name(i):
                return i
        return end

    def _in_name(self, i: int) -> bool:
        return any(name.first < i < name.end for name in self.names)


@dataclass(frozen=True)
class Place:
    """One amount in its sentence."""

    scene: Scene
    index: int
    money: Money
    first: int
    """Its first token, hedge included."""
    end: int
    """The token after its last, conversions included."""
    left: int
    """Where the words about it begin."""
    right: int
    """Where they end."""

    def tags(self, kind: str, start: int | None = None, end: int | None = None) -> tuple[Tag, ...]:
        """Give the cues of a kind in the words about it, or from one token up to another."""
        low = self.left if start is None else start
        high = self.right if end is None else end
        return tuple(
            tag
            for tag in self.scene.tags
            if tag.kind == kind
            and low <= tag.first
            and tag.end <= high
            and not (self.first <= tag.first < self.end)
        )

    def before(self, kind: str) -> tuple[Tag, ...]:
        """Give its cues of a kind before it."""
        return self.tags(kind, end=self.first)

    def after(self, kind: str) -> tuple[Tag, ...]:
        """Give its cues of a kind behind it."""
        return self.tags(kind, start=self.end)

    def close_after(self, kind: str, reach: int = 4) -> tuple[Tag, ...]:
        """Give its cues of a kind that begin within a few words behind it."""
        return tuple(tag for tag in self.after(kind) if tag.first < self.end + reach)

    def close_before(self, kind: str, reach: int = 4) -> tuple[Tag, ...]:
        """Give its cues of a kind that end within a few words before it."""
        return tuple(tag for tag in self.before(kind) if tag.end > self.first - reach)

    def words(self, tag: Tag) -> str:
        """Give a cue as the text has it."""
        tokens = self.scene.tokens
        start = self.scene.start
        return self.scene.text[tokens[tag.first].start - start : tokens[tag.end - 1].end - start]

    def norms(self, start: int, end: int) -> list[str]:
        """Give the words from one token up to another."""
        return [token.norm for token in self.scene.tokens[max(0, start) : end]]

    @property
    def names(self) -> tuple[Named, ...]:
        """Give the names in the words about it."""
        return tuple(name for name in self.scene.names if self.left <= name.first and name.end <= self.right)


@dataclass
class Setting:
    """What a document tells beyond the sentence."""

    document: Document
    parties: Parties
    spans: Sequence[tuple[int, int]]
    mentions: Sequence[Mention]
    title_names: tuple[Named, ...] = ()
    title_tags: frozenset[str] = frozenset()
    names_ukraine: bool = True
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Give the mentions that begin from one offset up to another."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def named(mentions: Iterable[Mention], tokens: Sequence[Token], parties: Parties) -> tuple[Named, ...]:
    """Give the names among the tokens; of two on one span, and one within another of its kind, the first."""
    starts = [token.start for token in tokens]
    found: list[Named] = []
    for mention in mentions:
        if mention.kind in ("equipment", "event", "source"):
            continue
        first = bisect_right(starts, mention.start) - 1
        end = bisect_left(starts, mention.end)
        inside = any(o.first <= first and end <= o.end and o.mention.kind != "person" for o in found)
        if not inside:
            found.append(Named(mention, first, end, parties.donor_of(mention)))
    return tuple(found)


def scenes(
    setting: Setting, amounts: Sequence[Money], quotes: Sequence[Quote], language: Cues
) -> Iterator[Scene]:
    """Give every sentence that states an amount, in order."""
    text = setting.document.text
    starts = [money.start for money in amounts]
    paragraphs = [block.start for block in setting.document.blocks] or [0]
    for number, (start, end) in enumerate(setting.spans):
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        if low == high:
            continue
        tokens = tokenise(text, start, end)
        names = named(setting.between(start, end), tokens, setting.parties)
        paragraph = bisect_right(paragraphs, start)
        yield Scene(
            start=start,
            end=end,
            text=text[start:end],
            tokens=tokens,
            tags=language.tags(tokens),
            names=tuple(
                sorted((*names, *institutions(tokens, names, setting.parties)), key=lambda name: name.first)
            ),
            amounts=tuple(amounts[low:high]),
            paragraph=paragraph,
            number=number,
            quotes=tuple(quote for quote in quotes if quote.start < end and quote.end > start),
            groups=groups(tokens, names),
            kinds_before=_kinds_before(setting, number, paragraph, paragraphs, language),
        )


def _kinds_before(
    setting: Setting, number: int, paragraph: int, paragraphs: Sequence[int], language: Cues
) -> frozenset[str]:
    if number == 0 or bisect_right(paragraphs, setting.spans[number - 1][0]) != paragraph:
        return frozenset()
    tokens = tokenise(setting.document.text, *setting.spans[number - 1])
    return frozenset(tag.kind for tag in language.tags(tokens))


@cache
def _phrases(section: str) -> Phrases[str]:
    """Give a section's phrases of all languages, with the id or code that each stands for."""
    return Phrases(
        {
            words(phrase): key
            for table in language_tables().values()
            for key, list_ in table.get(section, {}).items()
            for phrase in list_
        }
    )


def institutions(tokens: Sequence[Token], names: Sequence[Named], parties: Parties) -> Iterator[Named]:
    """Give the bodies that act for a country and that the registry lacks: "the House", "the Bundestag"."""
    for i, token in enumerate(tokens):
        found = _phrases("institutions").at(tokens, i) if token.kind == "word" else None
        if not found or not tokens[i + found[1] - 1].text[0].isupper() or _taken(i, i + found[1], names):
            continue
        donor = parties.knowledge.country_id(found[0])
        if donor:
            end = i + found[1]
            yield Named(Mention("donor", donor, token.start, tokens[end - 1].end), i, end, donor)


def groups(tokens: Sequence[Token], names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the words for donors as a body, by the registry's id: "partners", "donor countries"."""
    found = []
    for i, token in enumerate(tokens):
        group = _phrases("groups").at(tokens, i)
        if group and not _taken(i, i + group[1], names):
            end = i + group[1]
            found.append(
                Named(Mention("donor", group[0], token.start, tokens[end - 1].end), i, end, group[0])
            )
    return tuple(found)


def _taken(first: int, end: int, names: Sequence[Named]) -> bool:
    return any(name.first < end and first < name.end for name in names)
