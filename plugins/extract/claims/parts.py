"""Which sums are parts of others, and which only say an earlier one again."""

from collections.abc import Sequence

from plugins.model import Amount, Claim

from .cues import Tag
from .scene import GOES_ON, OUT_OF, Place

REMEMBERED = 200
"""Claims looked back for one that says the same: more than any article makes."""
REACH = 900
"""Code points behind a whole within which its parts are told."""


def whole_of(
    place: Place, amount: Amount, claims: Sequence[Claim], donors: tuple[str, ...]
) -> tuple[int, str] | None:
    """Give the index of the claim that this amount is a part of, with the words that say so."""
    if _value(amount) is None:
        return None
    if _is_whole(place):
        return None
    cues = place.before("part") or _of_which_behind(place)
    if not cues:
        return _as_the_part_before(place, amount, claims) or _adds_up(place, amount, claims)
    if larger := _larger_than_its_whole(place, amount, claims):
        return larger
    cue = cues[-1]
    for index in range(len(claims) - 1, -1, -1):
        whole = claims[index]
        if (
            whole.amount is None
            or whole.stated_start > place.money.start
            or whole.end < place.scene.start - REACH
        ):
            continue
        if _larger(whole.amount, amount) and set(whole.donors) & set(donors or whole.donors):
            if whole.kind == "share" or whole.part_of == len(claims):
                continue
            root = whole.part_of if whole.part_of is not None and _sibling(place, whole, claims) else index
            return root, place.words(cue)
    return None


def part_before(place: Place, amount: Amount, claims: Sequence[Claim]) -> tuple[int, str] | None:
    """Give the index of the claim that is a part of this amount, though told before it, with what says so.

    "C$1bn of the C$2bn package", "€500m, part of a €5bn plan", "It is part of a €5bn plan" behind "€500m".
    """
    if not claims or claims[-1].part_of is not None:
        return None
    last = claims[-1]
    before = place.scene.places[place.index - 1] if place.index else None
    if before is not None:
        gap = place.norms(before.end, place.first)
        told = last.stated_start == before.money.start and (_is_whole(place) or _out_of(place, gap))
    else:
        gap = place.norms(place.left, place.first)
        near = last.end >= place.scene.start - NEXT
        told = near and _is_whole(place) and GOES_ON.match(place.scene.text) is not None
    larger = last.amount is not None and _larger(amount, last.amount)
    return (len(claims) - 1, " ".join(gap)) if told and larger else None


NEXT = 3
"""Code points between a sentence and the next."""


def _is_whole(place: Place) -> bool:
    """Tell "part of a €5bn package": what is named behind these words is the whole."""
    return any(
        tag.end >= place.first - 2 and place.words(tag).casefold() in WHOLE_BEHIND
        for tag in place.before("part")
    )


WHOLE_BEHIND = frozenset(["part of", "portion"])


def _out_of(place: Place, gap: Sequence[str]) -> bool:
    """Tell "€1bn of the €2bn", "out of a", "of its": only small words, "of" among them, stand between."""
    words = set(gap)
    # "to €5bn from €4bn" is a change; "€5bn from the €50bn facility" is a part.
    tied = words & {"of", "von", "de", "av", "z", "из", "з"} or ("from" in words and len(gap) > 1)
    return bool(tied) and words <= OUT_OF | place.turn("its")


def _of_which_behind(place: Place) -> tuple[Tag, ...]:
    """Read "€615m, €300m of which is for air defence": the words for a part may stand right behind."""
    return tuple([tag for tag in place.tags("part_behind", place.end) if tag.first == place.end])


def _adds_up(place: Place, amount: Amount, claims: Sequence[Claim]) -> tuple[int, str] | None:
    """Read "$16m: $8m for X, $4m for Y and $4m for Z": what adds up to the first sum is its parts."""
    if place.index == 0 or len(place.scene.places) < FEWEST:
        return None
    first, *others = [one.money.value for one in place.scene.places]
    if abs(sum(others) - first) > ROUNDING * first:
        return None
    for index in range(len(claims) - 1, -1, -1):
        whole = claims[index]
        if whole.start != place.scene.start:
            break
        if whole.amount and _value(whole.amount) == first and _larger(whole.amount, amount):
            return index, "adds up with its neighbours"
    return None


FEWEST = 3
"""Amounts of a sentence of which the first may be the sum of the others."""
ROUNDING = 0.005
"""How far the parts of a sum may be off it."""


def _larger_than_its_whole(place: Place, amount: Amount, claims: Sequence[Claim]) -> tuple[int, str] | None:
    """Read "$1bn, including $1.2bn for arms" as it stands: the archive says that it can't be."""
    before = place.scene.places[place.index - 1] if place.index else None
    held = [tag for tag in place.before("holds") if before and tag.first >= before.end]
    if before is None or not held or not claims or claims[-1].stated_start != before.money.start:
        return None
    whole = claims[-1]
    if whole.amount is None or whole.part_of is not None or whole.amount.currency != amount.currency:
        return None
    return (len(claims) - 1, place.words(held[0])) if _larger(amount, whole.amount) else None


def _as_the_part_before(place: Place, amount: Amount, claims: Sequence[Claim]) -> tuple[int, str] | None:
    """Read "including $2bn for X and $1bn for Y": what "and" couples with a part is a part too."""
    if place.index == 0 or not claims or place.before("new") or place.before("give"):
        return None
    last = claims[-1]
    couples = place.norms(place.left, place.left + 1)
    if last.start != place.scene.start or not set(couples) & (place.turn("couple") | {","}):
        return None
    if last.part_of is not None:
        whole = claims[last.part_of]
        return (last.part_of, couples[0]) if whole.amount and _larger(whole.amount, amount) else None
    before = place.scene.places[place.index - 1]
    cues = [tag for tag in place.scene.of("part") if before.end <= tag.first < place.first]
    if cues and last.amount and _larger(last.amount, amount):
        return len(claims) - 1, place.words(cues[-1])
    return None


def _sibling(place: Place, part: Claim, claims: Sequence[Claim]) -> bool:
    """Tell "$5bn, including $2bn for X and $1bn for Y": Y is a part of the whole, as X is."""
    return (
        part.part_of is not None
        and part.start == place.scene.start
        and part.stated_start >= claims[part.part_of].stated_start
    )


def restated(amount: Amount, claims: Sequence[Claim], donors: tuple[str, ...], kind: str) -> int | None:
    """Give the index of an earlier claim that states the same sum by the same donor."""
    for index, claim in enumerate(claims[-REMEMBERED:], start=max(0, len(claims) - REMEMBERED)):
        if claim.amount is None or claim.restates is not None or claim.kind != kind:
            continue
        same = _value(claim.amount) == _value(amount) and claim.amount.currency == amount.currency
        if same and (not donors or not claim.donors or set(donors) == set(claim.donors)):
            return index
    return None


def _value(amount: Amount) -> float | None:
    return amount.high if amount.high is not None else amount.low


def _larger(whole: Amount, part: Amount) -> bool:
    big, small = _value(whole), _value(part)
    return whole.currency == part.currency and big is not None and small is not None and big > small
