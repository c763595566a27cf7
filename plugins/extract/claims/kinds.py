"""Whether a sum is newly announced, a total to date, paid out, only planned, or somebody's estimate."""

from collections.abc import Callable

from msgspec.structs import replace

from plugins.model import ClaimKind, Value

from .cues import Tag
from .scene import Place, Setting

REACH_BEHIND = 14
"""Words behind an amount within which a verb is still its own: "$5bn was approved by the House"."""


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


Rule = Callable[[Place, Setting, Past], Found | None]


def estimated(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "estimated that the West had provided $97bn": somebody else's reckoning."""
    tags = [tag for tag in place.before("estimate") if tag.end <= place.first]
    named = [
        tag
        for tag in tags
        if place.words(tag).casefold() != "estimated"
        or place.norms(tag.end, tag.end + 1) in (["that"], ["the"])
    ]
    return _found("estimate", "estimated", place, named)


def planned_before(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the first deciding verb before it: "asked Congress to approve", not "approved the proposal"."""
    tags = sorted(
        [*place.before("planned"), *_decided(place, place.left, place.first)],
        key=lambda tag: (tag.first, tag.kind),
    )
    if not tags or tags[0].kind != "planned" or _undone(place, tags[0]):
        return None
    return _found("planned", "planned-before", place, tags)


def planned_behind(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the first deciding word behind it, where none stands before: "$5bn is being blocked"."""
    end = _clause_end(place)
    if (
        _decided(place, place.left, place.first)
        or place.before("new")
        or place.before("given")
        or place.before("delivered")
    ):
        return None
    if not _only_total(place, _since(place)):
        return None
    tags = sorted(
        [*place.tags("planned", place.end, end), *_decided(place, place.end, end)],
        key=lambda tag: (tag.first, tag.kind),
    )
    if not tags or tags[0].kind != "planned" or _of_a_purpose(place, tags[0]):
        return None
    return _found("planned", "planned-behind", place, tags)


def _of_a_purpose(place: Place, tag: Tag) -> bool:
    """Tell "$5bn to help it seek peace", a purpose, from "a $5bn bill for Ukraine is stuck"."""
    names = {name.first for name in place.scene.names}
    for i in range(place.end, tag.first):
        if place.scene.tokens[i].norm == "to" and i + 1 not in names and place.norms(i + 1, i + 2) != ["the"]:
            return True
    return False


def whole_of_a_part(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Take "a €1.2bn package" for announced where only a part "out of" it is spoken of."""
    if place.index == 0:
        return None
    before = place.scene.places[place.index - 1]
    gap = place.norms(before.end, place.first)
    if before.right <= place.first or not gap:
        return None
    return Found("announced", "whole-of-a-part", " ".join(gap))


def already_paid(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "already disbursed", "received", "was transferred": money that has arrived."""
    tags = [
        tag
        for tag in place.tags("delivered", end=_clause_end(place))
        if not _in_future(place, tag) and _near(place, tag)
    ]
    if not tags or _since(place):
        return None
    if place.tags("total") and not _received(place, tags):
        return None
    return _found("delivered", "already-paid", place, tags)


def _received(place: Place, tags: list[Tag]) -> bool:
    return any(tag.end <= place.first for tag in tags)


def to_date(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "since the invasion", "so far", "now totals": a total to date."""
    tags = _since(place)
    if (
        not tags
        or (place.tags("package") and _only_total(place, tags) and place.before("package"))
        or _new_right_by(place)
    ):
        return None
    if _only_total(place, tags) and (place.close_after("period", 4) or _ahead(place)):
        return None
    return _found("cumulative", "to-date", place, tags)


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
    if _new_right_by(place):
        return None
    for have in place.before("have"):
        for given in place.before("given"):
            if have.end <= given.first <= have.end + 3:
                already = place.turn("already") & set(place.norms(have.first, given.end + 1))
                kind: ClaimKind = "delivered" if already else "cumulative"
                return _found(kind, "has-given", place, [have, given])
    return None


def part_of_a_whole(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take the kind of the whole: "of which £7.1bn is for military assistance"."""
    return replace(past.whole, rule="part-of-a-whole") if past.whole else None


def announced_itself(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read its own "new", "announced", "will provide"."""
    tags = [*_decided(place, place.left, place.first), *place.tags("new", end=_clause_end(place))]
    return _found("announced", "announced-itself", place, tags)


def as_the_amount_before(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take that of the amount before: "requested $8.5bn in economic aid and $3bn in relief"."""
    return replace(past.in_sentence[-1], rule="as-the-amount-before") if past.in_sentence else None


def gave(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the plain past: "The Netherlands gave Ukraine €2.5bn", "was donated by Finland"."""
    tags = [tag for tag in place.tags("gave", end=_clause_end(place)) if not _in_future(place, tag)]
    return _found("delivered", "gave", place, tags) if not _decided(place, place.left, place.first) else None


def announced_around(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read an announcing word anywhere in its sentence."""
    tags = _decided(place, 0, len(place.scene.tokens))
    return _found("announced", "announced-around", place, tags)


def announced(_place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Take a sum of support for an announcement where nothing else is said."""
    return Found("announced", "nothing-else-said", "")


RULES: tuple[Rule, ...] = (
    whole_of_a_part,
    estimated,
    planned_before,
    brought_to,
    planned_behind,
    already_paid,
    to_date,
    has_given,
    part_of_a_whole,
    announced_itself,
    as_the_amount_before,
    gave,
    announced_around,
    announced,
)


def find_kind(place: Place, setting: Setting, past: Past) -> Found:
    """Give the kind of one claim, with the rule that found it."""
    return next(found for rule in RULES if (found := rule(place, setting, past)))


def _found(kind: ClaimKind, rule: str, place: Place, tags: list[Tag] | tuple[Tag, ...]) -> Found | None:
    if not tags:
        return None
    return Found(kind, rule, " … ".join(dict.fromkeys(place.words(tag) for tag in tags[:3])))


def _decided(place: Place, start: int, end: int) -> list[Tag]:
    """Give the announcing verbs, without mere "new" and "additional"."""
    new = {(tag.first, tag.end) for tag in place.tags("new", start, end)}
    return [tag for tag in place.tags("announced", start, end) if (tag.first, tag.end) not in new]


def _undone(place: Place, tag: Tag) -> bool:
    """Tell "has discussed"-like cues that belong to another matter: the cue ends in a new sum's clause."""
    return place.norms(tag.end, tag.end + 1) == ["response"]


def _since(place: Place) -> list[Tag]:
    return [tag for tag in place.tags("since") if _near(place, tag) and not _of_something_else(place, tag)]


def _of_something_else(place: Place, tag: Tag) -> bool:
    """Tell "of the total, $3bn will go…" and "its largest to date" from totals to date."""
    before = place.norms(tag.first - 3, tag.first)
    return before[-1:] == ["of"] or bool(place.turn("superlative") & set(before))


def _near(place: Place, tag: Tag) -> bool:
    return tag.end <= place.first or tag.first < place.end + REACH_BEHIND


def _only_total(place: Place, tags: list[Tag]) -> bool:
    totals = {(tag.first, tag.end) for tag in place.tags("total")}
    return all(any(low >= tag.first and high <= tag.end for low, high in totals) for tag in tags)


def _new_right_by(place: Place) -> bool:
    """Tell "a new $5bn package" and "$5bn in new aid"."""
    return bool(place.close_before("new", 4) or place.close_after("new", 3))


def _in_future(place: Place, tag: Tag) -> bool:
    return bool(place.turn("undone") & set(place.norms(tag.first - 2, tag.first)))


def _ahead(place: Place) -> bool:
    """Tell "will exceed SEK 100 billion": a total of days to come."""
    return bool(place.turn("ahead") & set(place.norms(place.first - 5, place.first)))


def _clause_end(place: Place) -> int:
    for i in range(place.end, place.right):
        if place.scene.tokens[i].norm in (",", ";", ":") and i > place.end:
            return i
    return place.right
