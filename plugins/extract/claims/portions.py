"""Shares of all support as claims of their own: they have bounds, a giver and a speaker, but no amount."""

from collections.abc import Iterator, Sequence

from plugins.extract.money import Money
from plugins.extract.quotes import SpeechSpan
from plugins.extract.shares import Portion
from plugins.model import Claim, Dated, DateMention, Quote, Share

from . import aid, donors
from .cues import Cues
from .parties import UKRAINE
from .saying import stated_on
from .scene import Place, Setting, scenes
from .speakers import stated_by


def portion_places(
    setting: Setting, portions: Sequence[Portion], quotes: Sequence[Quote], language: Cues
) -> Iterator[tuple[Place, Portion]]:
    """Give each share in its sentence, as the rules for amounts see one."""
    by_start = {portion.start: portion for portion in portions}
    stand_ins = [Money(p.start, p.part_end, p.core, p.low, p.high, None, p.hedge, 0.0) for p in portions]
    for scene in scenes(setting, stand_ins, quotes, language):
        for place in scene.places:
            yield place, by_start[place.money.start]


def share_of(
    place: Place,
    portion: Portion,
    setting: Setting,
    speech: Sequence[SpeechSpan],
    dates: Sequence[DateMention],
    published: Dated,
) -> Claim | None:
    """Give the claim that a share makes; None where nobody is said to give it."""
    giver = donors.find_donors(place, setting, donors.Past((), (), ()))
    text = setting.document.text
    if not giver.donors or giver.rule in WEAK:
        return None
    what = aid.find_aid(place, setting, aid.Past((), (), giver.donors, is_part=False))
    said = stated_by(place, speech)
    return Claim(
        sentence=place.scene.text,
        start=place.scene.start,
        end=place.scene.end,
        as_stated=text[portion.start : portion.end],
        stated_start=portion.start,
        stated_end=portion.end,
        amount=None,
        share=Share(portion.low, portion.high, portion.of),
        donors=giver.donors,
        recipients=(UKRAINE,),
        aid=what.aid,
        kind="share",
        speaker=said.speaker,
        speech=said.speech,
        stated_on=stated_on(place, dates, published),
        rules=(
            f"support: share-of-aid - {portion.of}",
            f"donor: {giver.rule} - {giver.evidence}",
            f"aid: {what.rule} - {what.evidence}",
            said.evidence,
            f"share: {portion.hedge or 'no hedge'} - {text[portion.core : portion.part_end]}",
        ),
    )


WEAK = frozenset(["only-donor", "in-title", "official-source"])
"""Rules for donors that look beyond the sentence: too far for a share."""
