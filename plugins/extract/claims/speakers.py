"""Who states a sum, and how: in a quotation, in reported speech, or the reporter alone."""

from collections.abc import Sequence

from plugins.extract.quotes import SpeechSpan
from plugins.model import Speech, Value

from .naming import Named
from .parties import UKRAINE
from .scene import Place


class Stated(Value, frozen=True, gc=False):
    """Who says it, how, and what tells so."""

    speaker: str | None
    speech: Speech
    evidence: str


def stated_by(place: Place, speech: Sequence[SpeechSpan]) -> Stated:
    """Give who states an amount: the innermost stretch of speech around it, else who announces it."""
    at = place.money.core
    around = [span for span in speech if span.start <= at < span.end]
    for span in sorted(around, key=lambda span: -span.start):
        if span.speaker or span.speaker_as_stated:
            return Stated(
                span.speaker, span.speech, f"speaker: {span.rule} - {span.speaker_as_stated or span.speaker}"
            )
    quoted = any(span.speech == "direct" for span in around)
    if quoted:
        return Stated(None, "direct", "speaker: quoted, not named")
    announcer = _announcer(place)
    if announcer:
        return Stated(announcer.mention.id, "indirect", f"speaker: announces - {announcer.mention.id}")
    return Stated(None, "reporter", "speaker: the reporter")


def _announcer(place: Place) -> Named | None:
    """Give the subject of "announced" before the amount."""
    tokens = place.scene.tokens
    for i in range(place.first - 1, place.left - 1, -1):
        if tokens[i].norm in place.turn("says"):
            before = [n for n in place.scene.names if n.end <= i and i - n.end <= 6 and n.donor != UKRAINE]
            people = [n for n in before if n.mention.kind == "person"]
            return (people or before)[-1] if before else None
    return None
