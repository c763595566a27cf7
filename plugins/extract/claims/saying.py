"""When a sum was stated: on the day its sentence names, else on the day of the article."""

from collections.abc import Sequence

from plugins.model import Dated, DateMention

from .scene import Place


def stated_on(place: Place, dates: Sequence[DateMention], published: Dated) -> Dated:
    """Give the day of the nearest date before the amount in its sentence, else the article's.

    A date behind the amount is more often when the money will flow than when it was promised.
    """
    scene = place.scene
    before = [d for d in dates if scene.start <= d.start < place.money.start and d.date and d.until is None]
    opening = [d for d in before if not _since(place, d)]
    if opening:
        return Dated(opening[0].date, "stated", opening[0].as_stated)
    return published


def _since(place: Place, day: DateMention) -> bool:
    """Tell "since February 2022" and "in the 2023 budget" from the day of an announcement."""
    at = place.scene.token_at(day.start)
    return bool(place.turn("since_a_day") & set(place.norms(at - 2, at))) or len(day.date or "") == 4
