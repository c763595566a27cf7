"""A sentence with amounts, as the rules see it: its words, names and cues, and whose words are whose."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, partial

from plugins.extract.languages import turns
from plugins.extract.money import Money
from plugins.extract.money.tokens import Token, tokenise
from plugins.model import Quote

from .cues import Cues, Tag
from .naming import Named, groups, named, with_institutions
from .setting import GOES_ON, Setting

__all__ = ["GOES_ON", "OUT_OF", "Place", "Scene", "Setting", "scenes"]

OUT_OF = frozenset(
    ["out", "of", "from", "a", "an", "the", "its", "their", "this", "that", "total",
     "z", "из", "з", "av", "von", "de"]
)  # fmt: skip
"""Words between a part and its whole."""


@dataclass(frozen=True, eq=False)
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
    turns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Small words of the text's language, by what they do."""
    before: Callable[[], frozenset[str]] = frozenset
    """Tells the kinds of cues in the sentence before, where it stands in the same paragraph."""

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def token_at(self, offset: int) -> int:
        """Give the first token that begins at or behind an offset of the text."""
        return bisect_left(self._starts, offset)

    @cached_property
    def kinds_before(self) -> frozenset[str]:
        """Give the kinds of cues in the sentence before: only few rules ask for them."""
        return self.before()

    @cached_property
    def words(self) -> frozenset[str]:
        """Give the sentence's words: most rules are over where a word of theirs is missing."""
        return frozenset([token.norm for token in self.tokens])

    @cached_property
    def by_kind(self) -> dict[str, list[Tag]]:
        """Give the sentence's cues by their kind, each kind in order."""
        kinds: dict[str, list[Tag]] = {}
        for tag in self.tags:
            kinds.setdefault(tag.kind, []).append(tag)
        return kinds

    @property
    def kinds(self) -> AbstractSet[str]:
        """Give the kinds of cues in the sentence."""
        return self.by_kind.keys()

    def of(self, *kinds: str) -> Sequence[Tag]:
        """Give the sentence's cues of some kinds, in order of the kinds."""
        return [tag for kind in kinds for tag in self.by_kind.get(kind, ())]

    @cached_property
    def places(self) -> tuple["Place", ...]:
        """Give each amount with the words that are about it."""
        firsts = [self.token_at(money.start) for money in self.amounts]
        ends = [self.token_at(_end(money)) for money in self.amounts]
        cuts = [0, *(self._cut(ends[k], firsts[k + 1]) for k in range(len(firsts) - 1)), len(self.tokens)]
        rights = cuts[1:]
        for k in range(len(firsts) - 1):
            gap = {token.norm for token in self.tokens[ends[k] : firsts[k + 1]]}
            if gap and gap <= OUT_OF:
                # "€500m out of a €1.2bn package has arrived": what follows the whole is said of its part.
                cuts[k + 1] = ends[k]
                rights[k] = len(self.tokens) if k + 2 == len(firsts) else cuts[k + 2]
        return tuple(
            Place(self, k, money, firsts[k], ends[k], cuts[k], max(rights[k], ends[k]))
            for k, money in enumerate(self.amounts)
        )

    def _cut(self, start: int, end: int) -> int:
        boundary = self.turns.get("boundary", NONE)
        # "; Poland joined with $100m": a preposition of the amount's own parts nothing.
        own = end - 1 if end - 1 > start and self.tokens[end - 1].norm == "with" else end
        for i in range(own - 1, start - 1, -1):
            if self.tokens[i].norm in boundary and not self._in_name(i):
                return self._with_antecedent(i, start)
        # "of $98m it brings the total to $3bn": the verb begins what is about the second.
        brings = next(
            (i for i in range(start, end) if self.tokens[i].norm in self.turns.get("bring", NONE)), end
        )
        if brings < end:
            return brings
        # "185bn of the immobilised 210bn": where nothing else parts two amounts, the second's article does.
        articles = self.turns.get("article", NONE)
        return next(
            (
                i
                for i in range(end - 1, max(start, end - ARTICLE_REACH), -1)
                if self.tokens[i].norm in articles
            ),
            end,
        )

    def _with_antecedent(self, i: int, start: int) -> int:
        """Step back before "the EU, which gave $61m": who is spoken of stands before the comma."""
        relative = i + 1 < len(self.tokens) and self.tokens[i + 1].norm in self.turns.get("relative", NONE)
        return max(start, i - ANTECEDENT) if relative and i > start else i

    def _in_name(self, i: int) -> bool:
        return any(name.first < i < name.end for name in self.names)


def _end(money: Money) -> int:
    """Give where an amount ends, its conversions right behind it included: "$61bn (£49bn)"."""
    end = money.end
    for other in money.restated:
        # "$500m in loans (£316m)": the words in between are about the amount.
        end = other.end if other.start - end <= MARKS else end
    return end


ARTICLE_REACH = 6
"""Words from the article of an amount's own phrase to the amount: "a G7 plan for $50bn"."""
ANTECEDENT = 4
"""Words that a relative clause's subject may have: "two defence policy bills"."""
MARKS = 3
"""Code points between an amount and its conversion that are but marks: " ("."""


NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
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
        tags = self.scene.by_kind.get(kind)
        if tags is None:
            return ()
        low = self.left if start is None else start
        high = self.right if end is None else end
        first, last = self.first, self.end
        return tuple(
            [tag for tag in tags if low <= tag.first and tag.end <= high and not first <= tag.first < last]
        )

    def before(self, kind: str) -> tuple[Tag, ...]:
        """Give its cues of a kind before it."""
        if kind not in self.scene.by_kind:
            return ()
        return self.tags(kind, end=self.first)

    def after(self, kind: str) -> tuple[Tag, ...]:
        """Give its cues of a kind behind it."""
        if kind not in self.scene.by_kind:
            return ()
        return self.tags(kind, start=self.end)

    def close_after(self, kind: str, reach: int = 4) -> tuple[Tag, ...]:
        """Give its cues of a kind that begin within a few words behind it."""
        if kind not in self.scene.by_kind:
            return ()
        return tuple([tag for tag in self.tags(kind, self.end) if tag.first < self.end + reach])

    def close_before(self, kind: str, reach: int = 4) -> tuple[Tag, ...]:
        """Give its cues of a kind that end within a few words before it."""
        if kind not in self.scene.by_kind:
            return ()
        return tuple([tag for tag in self.tags(kind, None, self.first) if tag.end > self.first - reach])

    def words(self, tag: Tag) -> str:
        """Give a cue as the text has it."""
        tokens = self.scene.tokens
        start = self.scene.start
        return self.scene.text[tokens[tag.first].start - start : tokens[tag.end - 1].end - start]

    def turn(self, kind: str) -> frozenset[str]:
        """Give the small words of the text's language that do something: "from", "place", "couple"."""
        return self.scene.turns.get(kind, NONE)

    def norms(self, start: int, end: int) -> list[str]:
        """Give the words from one token up to another."""
        return [token.norm for token in self.scene.tokens[max(0, start) : end]]

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """Give the names in the words about it."""
        return tuple(name for name in self.scene.names if self.left <= name.first and name.end <= self.right)


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
        mentions = setting.between(start, end)
        if len(mentions) > 0:
            # "7 billion Norwegian crowns": a currency's country is no party.
            sums = [(money.core, _end(money)) for money in amounts[low:high]]
            mentions = [m for m in mentions if not any(core <= m.start < stop for core, stop in sums)]
        names = with_institutions(
            named(mentions, tokens, setting.parties),
            tokens,
            setting.parties,
            setting.language,
        )
        paragraph = bisect_right(paragraphs, start)
        yield Scene(
            start=start,
            end=end,
            text=text[start:end],
            tokens=tokens,
            tags=language.tags(tokens),
            names=names,
            amounts=tuple(amounts[low:high]),
            paragraph=paragraph,
            number=number,
            quotes=tuple(quote for quote in quotes if quote.start < end and quote.end > start),
            groups=groups(tokens, names),
            turns=turns(setting.language),
            before=partial(_kinds_before, setting, number, paragraph, paragraphs, language),
        )


def _kinds_before(
    setting: Setting, number: int, paragraph: int, paragraphs: Sequence[int], language: Cues
) -> frozenset[str]:
    if number == 0 or bisect_right(paragraphs, setting.spans[number - 1][0]) != paragraph:
        return frozenset()
    tokens = tokenise(setting.document.text, *setting.spans[number - 1])
    return frozenset(tag.kind for tag in language.tags(tokens))
