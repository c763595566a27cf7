"""Claims: every statement about an amount of support, with who gives what to whom, and who says so.

Sentence by sentence and amount by amount: is it support (support.py), who gives (donors.py), in which
currency (currency.py), to whom (recipients.py), for what (aid.py), promised or paid (kinds.py), a part or a
repetition (parts.py), and by whose word (speakers.py). Each decision names its rule and its evidence in
`Claim.rules`.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from plugins.extract.languages import own_language
from plugins.extract.money import Money, find_amounts
from plugins.extract.money.tokens import tokenise
from plugins.extract.quotes import SpeechSpan
from plugins.extract.shares import find_portions
from plugins.model import Amount, Claim, Dated, DateMention, Document, Mention, PassedOver, Quote
from plugins.registry import Knowledge

from . import aid, donors, kinds
from .cues import cues
from .currency import currency_of
from .giving import may_give
from .naming import named
from .parties import UKRAINE, Parties
from .parts import part_before, restated, whole_of
from .portions import portion_places, share_of
from .recipients import recipients
from .refusal import Refusal, Seen
from .saying import stated_on
from .scene import Place, Scene, Setting, scenes
from .speakers import stated_by
from .support import REMEMBERED, verdict

__all__ = ["find_claims"]

NEIGHBOURS = 30
"""Amounts on either side that may tell what a bare "$" means."""
UKRAINE_STEM = re.compile(r"(?i)ukrain|україн|украин")
"""Compounds ("Ukrainastödet") and sources name the country too."""


def find_claims(
    document: Document,
    mentions: Sequence[Mention],
    title_mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    published: Dated,
    quotes: Sequence[Quote],
    speech: Sequence[SpeechSpan],
    spans: Sequence[tuple[int, int]],
    language: str,
    knowledge: Knowledge,
) -> tuple[tuple[Claim, ...], tuple[PassedOver, ...]]:
    """Give the claims of a document, in order, and the amounts that are none.

    `mentions` and `title_mentions` are the names in text and title, `spans` its sentences, `speech` its
    stretches of speech, `language` what the text is written in.
    """
    words = cues(language)
    amounts = find_amounts(document.text, language, spans)
    portions = find_portions(document.text, spans, language, lambda word: "aid_noun" in words.kinds_of(word))
    if not amounts and not portions:
        return (), ()
    setting = _setting(document, mentions, title_mentions, published, spans, language, knowledge)
    reader = _Reader(setting, amounts, speech, dates, published)
    told = tuple(scenes(setting, amounts, quotes, words))
    for scene in told:
        reader.read(scene)
    if reader.contradicted():
        # A sum that a headline gives, and a later sentence gives to another country: read again, knowing it.
        reader = _Reader(setting, amounts, speech, dates, published, reader.elsewhere)
        for scene in told:
            reader.read(scene)
    shares = [
        share_of(place, portion, setting, speech, dates, published)
        for place, portion in portion_places(setting, portions, quotes, words)
    ]
    return (*reader.claims, *(share for share in shares if share)), tuple(reader.passed_over)


def _setting(
    document: Document,
    mentions: Sequence[Mention],
    title_mentions: Sequence[Mention],
    published: Dated,
    spans: Sequence[tuple[int, int]],
    language: str,
    knowledge: Knowledge,
) -> Setting:
    parties = Parties(knowledge, published)
    title = tokenise(document.title, 0, len(document.title))
    everyone = (*mentions, *title_mentions)
    return Setting(
        document=document,
        parties=parties,
        spans=spans,
        mentions=mentions,
        title_names=named(title_mentions, title, parties),
        title_tags=frozenset(tag.kind for tag in cues(language).tags(title)),
        cues=cues(language),
        language=own_language(language),
        names_ukraine=any(parties.donor_of(mention) == UKRAINE for mention in everyone)
        or any(UKRAINE_STEM.search(part or "") for part in (document.source, document.title, document.text)),
    )


class _Reader:
    """The walk over a text's sentences, with what the earlier ones left behind."""

    def __init__(
        self,
        setting: Setting,
        amounts: Sequence[Money],
        speech: Sequence[SpeechSpan],
        dates: Sequence[DateMention],
        published: Dated,
        elsewhere: Mapping[tuple[float, str | None], tuple[int, str]] = MappingProxyType({}),
    ) -> None:
        self.setting = setting
        self.known_elsewhere = elsewhere
        self.elsewhere: dict[tuple[float, str | None], tuple[int, str]] = {}
        self.accepted: dict[tuple[float, str | None], int] = {}
        """Sums taken for support, with where each first stands."""
        self.amounts = amounts
        self.speech = speech
        self.dates = dates
        self.published = published
        self.claims: list[Claim] = []
        self.passed_over: list[PassedOver] = []
        self.refused: set[tuple[float, str | None]] = set()
        self.last_paragraph = -1

    def read(self, scene: Scene) -> None:
        """Add the claims of one sentence."""
        spoken_of = self._spoken_of(scene)
        given: list[donors.Found] = []
        aids: list[aid.Found] = []
        found_kinds: list[kinds.Found] = []
        no: Refusal | None = None
        for place in scene.places:
            accepted = len(given) > 0 and no is None
            near = self._near_claim(scene)
            seen = Seen(frozenset(self.refused), near, no, accepted, self.known_elsewhere)
            why = verdict(place, self.setting, seen)
            no = why if isinstance(why, Refusal) else None
            unit = place.money.unit
            key = (place.money.value, unit.code or unit.family if unit else None)
            if no:
                if no.rule in REMEMBERED and unit:
                    self.refused.add(key)
                if no.rule == "for-somebody-else" and unit:
                    self.elsewhere[key] = (place.money.start, no.evidence)
                if place.money.unit:
                    self.passed_over.append(_passed_over(place, no))
                continue
            self.accepted.setdefault(key, place.money.start)
            past = donors.Past(tuple(self.claims), spoken_of, tuple(given))
            giver = donors.find_donors(place, self.setting, past)
            code, why_currency = currency_of(place.money, giver.donors, self.setting, self._known(place))
            if code is None:
                continue
            amount = Amount(place.money.low, place.money.high, code, place.money.hedge)
            whole = whole_of(place, amount, self.claims, giver.donors)
            aid_past = aid.Past(tuple(self.claims), tuple(aids), giver.donors, whole is not None)
            what = aid.find_aid(place, self.setting, aid_past)
            whole_kind = self._kind_of(whole[0]) if whole else None
            kind = kinds.find_kind(place, self.setting, kinds.Past(tuple(found_kinds), whole_kind))
            given.append(giver)
            aids.append(what)
            found_kinds.append(kind)
            to, why_to = recipients(place, self.setting)
            said = stated_by(place, self.speech)
            again = restated(amount, self.claims, giver.donors, kind.kind)
            rules = (
                f"support: {why.rule} - {why.evidence}",
                f"donor: {giver.rule} - {giver.evidence}",
                why_currency,
                why_to,
                f"aid: {what.rule} - {what.evidence}",
                f"kind: {kind.kind}, {kind.rule} - {kind.evidence}",
                said.evidence,
                _amount_rule(place.money),
                *((f"part-of: {whole[1]}",) if whole else ()),
                *(
                    (f"restates: same sum, kind and donors - {self.claims[again].as_stated}",)
                    if again is not None
                    else ()
                ),
            )
            self.last_paragraph = scene.paragraph
            if part := part_before(place, amount, self.claims):
                self._tie(part)
            self.claims.append(
                Claim(
                    sentence=scene.text,
                    start=scene.start,
                    end=scene.end,
                    as_stated=self.setting.document.text[place.money.start : place.money.end],
                    stated_start=place.money.start,
                    stated_end=place.money.end,
                    amount=amount,
                    share=None,
                    donors=giver.donors,
                    recipients=to,
                    aid=what.aid,
                    kind=kind.kind,
                    speaker=said.speaker,
                    speech=said.speech,
                    stated_on=stated_on(place, self.dates, self.published),
                    part_of=whole[0] if whole else None,
                    restates=again,
                    rules=rules,
                )
            )

    def contradicted(self) -> bool:
        """Tell whether a sum was taken for support that a later sentence gives to another country."""
        return any(self.accepted.get(key, at) < at for key, (at, _) in self.elsewhere.items())

    def _tie(self, part: tuple[int, str]) -> None:
        """Make a claim told already a part of the one that comes next."""
        index, why = part
        told = self.claims[index]
        self.claims[index] = replace(
            told, part_of=len(self.claims), rules=(*told.rules, f"part-of: {why}, told before its whole")
        )

    def _near_claim(self, scene: Scene) -> bool:
        """Tell whether the sentence's paragraph already has a claim."""
        return bool(self.claims) and self.last_paragraph == scene.paragraph

    def _kind_of(self, index: int) -> kinds.Found:
        whole = self.claims[index]
        return kinds.Found(whole.kind, "part-of-a-whole", whole.as_stated)

    def _known(self, place: Place) -> list[Money]:
        """Give the text's amounts, those before this one first, nearest first."""
        at = bisect_left(self.amounts, place.money.start, key=lambda money: money.start)
        return [
            *reversed(self.amounts[max(0, at - NEIGHBOURS) : at]),
            *self.amounts[at + 1 : at + NEIGHBOURS],
        ]

    def _spoken_of(self, scene: Scene) -> tuple[str, ...]:
        """Give the donors that the two sentences before this one name, nearest sentence first."""
        found: list[str | None] = []
        for number in range(scene.number - 1, max(-1, scene.number - 3), -1):
            start, end = self.setting.spans[number]
            donors_there = (
                self.setting.parties.donor_of(m)
                for m in self.setting.between(start, end)
                if m.kind != "equipment"
            )
            found += [donor for donor in donors_there if may_give(donor)]
        return tuple(dict.fromkeys(donor for donor in found if donor))


def _passed_over(place: Place, no: Refusal) -> PassedOver:
    start, end = place.money.start, place.money.end
    stated = place.scene.text[start - place.scene.start : end - place.scene.start]
    return PassedOver(stated, start, end, f"{no.rule} - {no.evidence}")


def _amount_rule(money: Money) -> str:
    """Tell how the bounds came about, with the words that make them."""
    if money.vague:
        how = "least that the words mean"
    elif money.low is None:
        how = "at most"
    elif money.high is None:
        how = "at least"
    else:
        how = "as stated" if money.low == money.high else "range"
    again = "".join(
        f", said again as {other.value:g} {other.unit.code or other.unit.family}"
        for other in money.restated
        if other.unit
    )
    return f"amount: {how} - {money.hedge or 'no hedge'}{again}"
