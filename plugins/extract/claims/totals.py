"""Which sums are totals to date: "since the invasion", "has provided", "now stands at"."""

from plugins.model import ClaimKind, Value

from .cues import Tag
from .scene import Place, Setting

REACH_BEHIND = 14
"""Words behind an amount within which a verb is still its own: "$5bn was approved by the House"."""


SUPERLATIVE_REACH = 8
"""Words from "largest" to "so far": "its largest package of military aid so far"."""


class Found(Value, frozen=True, gc=False):
    """A kind with the rule that found it and its evidence."""

    kind: ClaimKind
    rule: str
    evidence: str


class Past(Value, frozen=True, gc=False):
    """What was decided before."""

    in_sentence: tuple[Found, ...]
    whole: Found | None
    """The kind of the whole that this amount is a part of."""


def counted(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "has committed $5bn" in a tracker's words, or "has now pledged": a count, no announcement."""
    if not place.before("have") or new_right_by(place) or place.close_after("period", 4):
        return None
    counts = place.scene.of("tracker") or ("tracker" in place.scene.kinds_before and place.scene.of("have"))
    for have in place.before("have"):
        for given in place.tags("committed", have.end, place.first):
            now = place.turn("now") & set(place.norms(have.first, given.end))
            if given.first <= have.end + 2 and (counts or now):
                return found_by("cumulative", "counted", place, [have, given])
    return None


def stands_at(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "assistance now exceeds $130m", "support has reached €5bn", "aid amounts to": a total to date."""
    if place.scene.words.isdisjoint(place.turn("stands")) or not place.before("aid_noun"):
        return None
    core = place.scene.token_at(place.money.core)
    norms = place.norms(max(place.left, place.first - 3), core)
    verbs = [i for i, norm in enumerate(norms) if norm in place.turn("stands")]
    # "passed a $61bn package": a law, no mark.
    if (
        not verbs
        or new_right_by(place)
        or {"a", "an"} & set(norms[verbs[0] :])
        or _passed_a_law(place, norms[verbs[0] :])
        or _ahead(place)
        or place.close_after("period", 4)
    ):
        return None
    return Found("cumulative", "stands-at", " ".join(norms[verbs[0] :]))


def _passed_a_law(place: Place, words: list[str]) -> bool:
    """Tell "since Congress passed the $61bn bill" from "aid has passed the $61bn mark"."""
    return "the" in words and place.norms(place.end, place.end + 1)[:1] not in ([m] for m in MARKS)


MARKS = ("mark", "threshold", "level")


def to_date(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "since the invasion", "so far", "now totals": a total to date."""
    tags = since_when(place)
    if (
        not tags
        or (place.tags("package") and only_total(place, tags) and place.before("package"))
        or new_right_by(place)
    ):
        return None
    if only_total(place, tags) and (place.close_after("period", 4) or _ahead(place)):
        return None
    return found_by("cumulative", "to-date", place, tags)


def brought_to(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "takes Australia's contributions to $116m", "bringing the total to £3bn"."""
    norms = place.norms(place.left, place.first)
    brings = [i for i, norm in enumerate(norms) if norm in place.turn("bring")]
    if not brings or "to" not in norms[brings[-1] :]:
        return None
    if place.close_after("period", 4):
        return Found("announced", "total-for-a-period", " ".join(norms[brings[-1] :]))
    return Found("cumulative", "brought-to", " ".join(norms[brings[-1] :]))


def has_given(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the perfect: "has provided", "have together contributed"."""
    if new_right_by(place):
        return None
    for have in place.before("have"):
        for given in place.before("given"):
            # "has extended a loan of $5m": one gift too.
            if {"a", "an"} & set(place.norms(given.end, place.first)):
                continue
            # "has been given $5bn": who is spoken of receives, at one time.
            if have.end <= given.first <= have.end + 3 and "been" not in place.norms(have.end, given.first):
                already = place.turn("already") & set(place.norms(have.first, given.end + 1))
                kind: ClaimKind = "delivered" if already else "cumulative"
                return found_by(kind, "has-given", place, [have, given])
    return None


def found_by(kind: ClaimKind, rule: str, place: Place, tags: list[Tag] | tuple[Tag, ...]) -> Found | None:
    """Give a kind with the cues that tell it, or nothing where there are none."""
    if not tags:
        return None
    return Found(kind, rule, " … ".join(dict.fromkeys(place.words(tag) for tag in tags[:3])))


def since_when(place: Place) -> list[Tag]:
    """Give the cues of a time up to now that are about the amount."""
    return [tag for tag in place.tags("since") if near(place, tag) and not _of_something_else(place, tag)]


def _of_something_else(place: Place, tag: Tag) -> bool:
    """Tell "of the total, $3bn will go…" and "its largest to date" from totals to date."""
    # "since Congress passed the $61bn bill": the sum is in the clause, and nothing is counted since then.
    clause = place.norms(tag.first, place.first)
    if clause[:1] == ["since"] and "," not in clause and place.tags("announced", tag.end, place.first):
        return True
    before = place.norms(tag.first - SUPERLATIVE_REACH, tag.first)
    for i in range(len(before) - 1, -1, -1):
        if before[i] in (",", ";", ":"):
            before = before[i + 1 :]
            break
    return before[-1:] == ["of"] or bool(place.turn("superlative") & set(before))


def near(place: Place, tag: Tag) -> bool:
    """Tell whether a cue stands before the amount or little behind it."""
    return tag.end <= place.first or tag.first < place.end + REACH_BEHIND


def only_total(place: Place, tags: list[Tag]) -> bool:
    """Tell whether cues are but words for a sum, and name no time."""
    totals = {(tag.first, tag.end) for tag in place.tags("total")}
    return all(any(low >= tag.first and high <= tag.end for low, high in totals) for tag in tags)


def new_right_by(place: Place) -> bool:
    """Tell "a new $5bn package" and "$5bn in new aid"."""
    return bool(place.close_before("new", 4) or place.close_after("new", 3))


def _ahead(place: Place) -> bool:
    """Tell "will exceed SEK 100 billion": a total of days to come."""
    return bool(place.turn("ahead") & set(place.norms(place.first - 5, place.first)))
