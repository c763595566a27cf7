"""The words beside an amount that tell what it is: aid or price, promised or paid, a part or a total."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from plugins.extract.languages import language_tables, own_language
from plugins.extract.money.tokens import Token, words
from plugins.extract.remembered import Remembered
from plugins.model import Value

SHORTEST_STEM = 3


class Tag(Value, frozen=True, gc=False):
    """One cue in a sentence."""

    kind: str
    first: int
    end: int
    """The token after its last."""


class _Word(Value, frozen=True, gc=False):
    text: str
    stem: bool
    """Whether any ending may follow."""


class Cues:
    """One language's cues with English behind them, ready to look up."""

    def __init__(self, tables: Iterable[Mapping[str, Sequence[str]]]) -> None:
        self._exact: dict[str, dict[str, None]] = {}
        self._stems: dict[str, dict[str, None]] = {}
        self._tails: dict[str, dict[str, None]] = {}
        self._phrases: dict[str, list[tuple[str, tuple[_Word, ...]]]] = {}
        self._phrase_stems: dict[str, list[tuple[str, tuple[_Word, ...]]]] = {}
        for table in tables:
            for kind, cues in table.items():
                for cue in cues:
                    self._add(kind, cue)
        self.kinds_of = lru_cache(maxsize=20_000)(self._kinds_of)
        self._meaning = Remembered(self._meaning_of)

    def _add(self, kind: str, cue: str) -> None:
        if cue.startswith("*"):
            self._tails.setdefault(cue[1:], {})[kind] = None
            return
        parts = []
        for chunk in cue.split():
            tokens = words(chunk.rstrip("*"))
            parts += [_Word(norm, chunk.endswith("*") and norm == tokens[-1]) for norm in tokens]
        head = parts[0]
        if len(parts) == 1:
            (self._stems if head.stem else self._exact).setdefault(head.text, {})[kind] = None
        else:
            (self._phrase_stems if head.stem else self._phrases).setdefault(head.text, []).append(
                (kind, tuple(parts))
            )

    def _kinds_of(self, norm: str) -> tuple[str, ...]:
        kinds = dict(self._exact.get(norm, {}))
        for size in range(min(SHORTEST_STEM, len(norm)), len(norm) + 1):
            kinds |= self._stems.get(norm[:size], {})
        for tail, more in self._tails.items():
            if norm.endswith(tail):
                kinds |= more
        return tuple(kinds)

    def _meaning_of(self, norm: str) -> tuple[tuple[str, ...], "_Phrases | None"] | None:
        """Give the kinds that a word is by itself, and the phrases that begin with it; None for neither."""
        stems = (self._phrase_stems.get(norm[:size], ()) for size in range(SHORTEST_STEM, len(norm) + 1))
        phrases = (*self._phrases.get(norm, ()), *(phrase for several in stems for phrase in several))
        kinds = self.kinds_of(norm)
        return (kinds, _Phrases(phrases) if phrases else None) if kinds or phrases else None

    def tags(self, tokens: Sequence[Token]) -> tuple[Tag, ...]:
        """Give every cue in the sentence, in order; a word may be several."""
        found = []
        meaning, last = self._meaning, len(tokens) - 1
        for i, token in enumerate(tokens):
            told = meaning[token.norm]
            if told is None or token.kind == "figure":
                continue
            kinds, phrases = told
            if kinds:
                found += [Tag(kind, i, i + 1) for kind in kinds]
            if phrases is not None and i < last and phrases.may_go_on(tokens[i + 1].norm):
                found += [Tag(kind, i, end) for kind, end in phrases.at(tokens, i)]
        return tuple(found)


class _Phrases:
    """The phrases that begin with one word, by their second."""

    def __init__(self, phrases: Sequence[tuple[str, tuple[_Word, ...]]]) -> None:
        self._order = phrases
        self._seconds = frozenset(parts[1].text for _, parts in phrases if not parts[1].stem)
        self._stems = tuple(parts[1].text for _, parts in phrases if parts[1].stem)

    def may_go_on(self, second: str) -> bool:
        """Tell whether any of them has this for its second word."""
        return second in self._seconds or second.startswith(self._stems)

    def at(self, tokens: Sequence[Token], i: int) -> Iterator[tuple[str, int]]:
        """Give the kind of each phrase that begins at token `i`, with the token after its last."""
        size = len(tokens)
        for kind, parts in self._order:
            end = i + len(parts)
            if end > size:
                continue
            # Most fail at the second word: asked by a loop, it is over then.
            for k, part in enumerate(parts, i):
                norm = tokens[k].norm
                if not (norm.startswith(part.text) if part.stem else norm == part.text):
                    break
            else:
                yield kind, end


@cache
def cues(language: str) -> Cues:
    """Give the cues for a text's language: its own table and the English one."""
    tables = language_tables()
    own = own_language(language)
    return Cues(tables[code].get("cues", {}) for code in dict.fromkeys((own, "en")) if code in tables)
