"""What a document tells beyond a sentence with amounts: its names, its headline, how it goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plugins.extract.money.tokens import tokenise
from plugins.model import Document, Mention

from .cues import Cues
from .naming import Named
from .parties import Parties

if TYPE_CHECKING:
    from .scene import Scene

GOES_ON = re.compile(
    r"(?i)[\"“”'‘’]?(?:it|they|this|that|the (?:\w+ ){0,2}(?:package|money|aid|assistance|support|"
    r"funds?|funding|grant|loan|donation|sum|tranche|weapons|equipment)|"
    r"(?:das|die|der) (?:geld|paket|hilfe|mittel)|ils|elles|l'aide|le paquet|pakiet|"
    r"pomoc|środki|paketet|stödet|pengarna|пакет|допомога|кошти|помощь|средства)\b"
)
"""How a sentence begins that goes on about the money of the one before."""


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
    language: str = "en"
    cues: Cues = field(default_factory=lambda: Cues(()))
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [mention.start for mention in self.mentions]

    def following(self, scene: Scene) -> tuple[frozenset[str], str]:
        """Give the cues and the words of the next sentence, if it goes on about the money and adds none."""
        if scene.number + 1 >= len(self.spans):
            return frozenset(), ""
        start, end = self.spans[scene.number + 1]
        text = self.document.text[start:end]
        if start > scene.end + 2 or not GOES_ON.match(text) or any(char in text for char in "$€£"):
            return frozenset(), ""
        return frozenset(tag.kind for tag in self.cues.tags(tokenise(text, 0, len(text)))), text

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Give the mentions that begin from one offset up to another."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
