"""The words beside an amount that tell what it is: aid or price, promised or paid, a part or a total."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from plugins.extract.languages import language_tables, own_language
from plugins.extract.money.tokens import Token, words

SHORTEST_STEM = 3


class Tag(NamedTuple):
    """One cue in a sentence."""

    kind: str
    first: int
    end: int
    """The token after its last."""


class _Word(NamedTuple):
    text: str
    stem: bool
    """Whether any ending may follow."""

    def fits(self, norm: str) -> bool:
        return norm.startswith(self.text) if self.stem else norm == self.text


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
        self.phrases_at = lru_cache(maxsize=20_000)(self._phrases_at)

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

    def _phrases_at(self, norm: str) -> tuple[tuple[str, tuple[_Word, ...]], ...]:
        stems = (self._phrase_stems.get(norm[:size], ()) for size in range(SHORTEST_STEM, len(norm) + 1))
        return (*self._phrases.get(norm, ()), *(phrase for several in stems for phrase in several))

    def tags(self, tokens: Sequence[Token]) -> tuple[Tag, ...]:
        """Give every cue in the sentence, in order; a word may be several."""
        found = []
        for i, token in enumerate(tokens):
            if token.kind == "figure":
                continue
            found += [Tag(kind, i, i + 1) for kind in self.kinds_of(token.norm)]
            for kind, parts in self.phrases_at(token.norm):
                end = i + len(parts)
                if end <= len(tokens) and all(p.fits(tokens[i + k].norm) for k, p in enumerate(parts)):
                    found.append(Tag(kind, i, end))
        return tuple(found)


@cache
def cues(language: str) -> Cues:
    """Give the cues for a text's language: its own table and the English one."""
    tables = language_tables()
    own = own_language(language)
    return Cues(tables[code].get("cues", {}) for code in dict.fromkeys((own, "en")) if code in tables)
