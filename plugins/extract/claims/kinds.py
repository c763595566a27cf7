"""Whether a sum is newly announced, a total to date, paid out, only planned, or somebody's estimate."""

from collections.abc import Callable

from msgspec.structs import replace

from .cues import Tag
from .refusal import within
from .scene import Place, Setting
from .totals import (
    REACH_BEHIND,
    Found,
    Past,
    brought_to,
    counted,
    found_by,
    has_given,
    near,
    only_total,
    since_when,
    stands_at,
    to_date,
)

__all__ = ["Found", "Past", "find_kind"]

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
    return found_by("estimate", "estimated", place, named)


def reckoned(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "the institute has estimated that the EU has committed €77bn", or "…, it estimates" behind."""
    nouns = [*place.scene.of("tracker"), *(tag for tag in place.scene.of("estimate") if _who(place, tag))]
    verbs = [tag for tag in place.tags("estimate") if not within(tag, tuple(nouns))]
    said = [tag for tag in verbs if tag.end <= place.first and _says_that(place, tag, nouns)]
    behind = [tag for tag in verbs if tag.first >= place.end and _is_theirs(place, tag, nouns)]
    return found_by("estimate", "reckoned", place, said or behind)


def _who(place: Place, tag: Tag) -> bool:
    return place.norms(tag.first, tag.end) == ["analysts"]


def _says_that(place: Place, tag: Tag, nouns: list[Tag]) -> bool:
    """Tell "estimated in July that" and "it estimates the EU has" from "an estimated cost"."""
    return "that" in place.norms(tag.end - 1, tag.end + CLAUSE_REACH) or _is_theirs(place, tag, nouns)


def _is_theirs(place: Place, tag: Tag, nouns: list[Tag]) -> bool:
    """Tell whether a name, or a word for who counts, says so right before: "the Kiel Institute estimates"."""
    if set(place.norms(tag.first - 3, tag.first)) & {"according"}:
        return True
    start = tag.first - bool(place.norms(tag.first - 1, tag.first) in (["has"], ["had"], ["have"]))
    ends = {noun.end for noun in nouns} | {name.end for name in place.scene.names}
    return start in ends


CLAUSE_REACH = 4
"""Words from a verb to its "that": "estimated in July that"."""


def planned_before(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the first deciding verb before it: "asked Congress to approve", not "approved the proposal"."""
    plans = set(place.norms(place.first - 1, place.first)) & place.turn("plans")
    if plans:
        return Found("planned", "planned-before", min(plans))
    tags = sorted(
        [*place.before("planned"), *_decided(place, place.left, place.first)],
        key=lambda tag: (tag.first, tag.kind),
    )
    if not tags or tags[0].kind != "planned" or _undone(place, tags[0]):
        return None
    return found_by("planned", "planned-before", place, tags)


def promised_behind(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the relative clause right behind: "the €3bn it had promised", "$5bn that the EU provides"."""
    subject = place.norms(place.end, place.end + 1)
    named = any(place.end <= name.first <= place.end + 2 for name in place.scene.names)
    if not (set(subject) & place.turn("pronoun") or (named and set(subject) & place.turn("relative"))):
        return None
    marks = (i for i in range(place.end, place.right) if place.scene.tokens[i].norm in CLAUSE_MARKS)
    tags = _decided(place, place.end, min(next(marks, place.right), place.end + REACH_BEHIND))
    return found_by("announced", "promised-behind", place, tags)


CLAUSE_MARKS = (",", ";", ":", "and", "but", "while")


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
    if not only_total(place, since_when(place)):
        return None
    tags = sorted(
        [
            *place.tags("planned", place.end, end),
            *_decided(place, place.end, end),
            *place.tags("delivered", place.end, end),
        ],
        key=lambda tag: (tag.first, tag.kind),
    )
    if not tags or tags[0].kind != "planned" or _of_a_purpose(place, tags[0]):
        return None
    return found_by("planned", "planned-behind", place, tags)


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
    of_its = len(gap) > 2 and gap[-2] == "of" and gap[-1] in place.turn("article") | place.turn("its")
    if (before.right <= place.first and not of_its) or not gap:
        return None
    return Found("announced", "whole-of-a-part", " ".join(gap))


def not_yet_paid(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "not a single euro of the $5bn has been paid", "has not yet delivered $5bn"."""
    if place.scene.words.isdisjoint(place.turn("still")):
        return None
    words = set(place.norms(place.left, _clause_end(place)))
    if not (words & place.turn("not") and words & place.turn("still")):
        return None
    return found_by("planned", "not-yet-paid", place, [*place.tags("delivered"), *place.tags("gave")])


def already_paid(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "already disbursed", "received", "was transferred": money that has arrived."""
    tags = [
        tag
        for tag in place.tags("delivered", end=_clause_end(place))
        if not (_in_future(place, tag) or _is_adjective(place, tag) or _receives_a_guest(place, tag))
        and near(place, tag)
    ]
    if not tags or since_when(place):
        return None
    if place.tags("total") and not _received(place, tags):
        return None
    return found_by("delivered", "already-paid", place, tags)


def _receives_a_guest(place: Place, tag: Tag) -> bool:
    """Tell "Sánchez received Zelensky" and "received pledges" from money that was received."""
    if place.turn("promises") & set(place.norms(tag.end, tag.end + 1)):
        return True
    return any(name.mention.kind == "person" and 0 <= name.first - tag.end <= 2 for name in place.scene.names)


def _received(place: Place, tags: list[Tag]) -> bool:
    return any(tag.end <= place.first for tag in tags)


def part_of_a_whole(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take the kind of the whole: "of which £7.1bn is for military assistance"."""
    return replace(past.whole, rule="part-of-a-whole") if past.whole else None


def announced_itself(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read its own "new", "announced", "will provide"."""
    own = _decided(place, place.left, place.first)
    tags = [*own, *place.tags("new", end=_clause_end(place))]
    return found_by("announced", "announced-itself", place, tags)


def more_of_the_same(place: Place, _setting: Setting, past: Past) -> Found | None:
    """Read "received $3bn from the EU and a further $450m": more of what arrived has arrived too."""
    before = past.in_sentence[-1] if past.in_sentence else None
    if before is None or before.kind != "delivered" or before.rule == "part-of-a-whole":
        return None
    coupled = set(place.norms(place.left, place.left + 1)) <= place.turn("couple")
    own = _decided(place, place.left, place.first) or place.before("gave") or place.before("give")
    return replace(before, rule="more-of-the-same") if coupled and not own else None


def as_the_amount_before(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take that of the amount before: "requested $8.5bn in economic aid and $3bn in relief"."""
    return replace(past.in_sentence[-1], rule="as-the-amount-before") if past.in_sentence else None


def gave(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read the plain past: "The Netherlands gave Ukraine €2.5bn", "was donated by Finland"."""
    if _decided(place, place.left, place.first):
        return None
    tags = [
        tag
        for tag in place.tags("gave", end=_clause_end(place))
        if not _in_future(place, tag) and not _is_adjective(place, tag)
    ]
    return found_by("delivered", "gave", place, tags)


def _is_adjective(place: Place, tag: Tag) -> bool:
    """Tell "repairing donated tanks" and "the delivered guns" from what somebody donated or delivered."""
    if tag.end > tag.first + 1 or not any(
        other.first == tag.end for other in place.scene.of("military", "aid_noun", "energy", "humanitarian")
    ):
        return False
    before = "".join(place.norms(tag.first - 1, tag.first))
    determined = before in place.turn("article") | place.turn("its") | ATTRIBUTIVE
    # "is delivering", but "repairing donated tanks": whoever repairs them has them already.
    return determined or (before.endswith("ing") and len(before) > SHORTEST_GERUND)


ATTRIBUTIVE = frozenset(["of", "for", "on", "with", "these", "those", "all", "any"])
SHORTEST_GERUND = 5
"""Letters; "being donated" and "going" are no work on what was given."""


def announced_around(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read an announcing word anywhere in its sentence."""
    tags = _decided(place, 0, len(place.scene.tokens))
    return found_by("announced", "announced-around", place, tags)


def announced(_place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Take a sum of support for an announcement where nothing else is said."""
    return Found("announced", "nothing-else-said", "")


RULES: tuple[Rule, ...] = (
    whole_of_a_part,
    reckoned,
    counted,
    estimated,
    planned_before,
    promised_behind,
    brought_to,
    stands_at,
    planned_behind,
    not_yet_paid,
    already_paid,
    to_date,
    has_given,
    part_of_a_whole,
    more_of_the_same,
    announced_itself,
    as_the_amount_before,
    gave,
    announced_around,
    announced,
)


def find_kind(place: Place, setting: Setting, past: Past) -> Found:
    """Give the kind of one claim, with the rule that found it."""
    return next(found for rule in RULES if (found := rule(place, setting, past)))


def _decided(place: Place, start: int, end: int) -> list[Tag]:
    """Give the announcing verbs, without mere "new" and "additional"."""
    new = {(tag.first, tag.end) for tag in place.tags("new", start, end)}
    return [tag for tag in place.tags("announced", start, end) if (tag.first, tag.end) not in new]


def _undone(place: Place, tag: Tag) -> bool:
    """Tell "has discussed"-like cues that belong to another matter: the cue ends in a new sum's clause."""
    return place.norms(tag.end, tag.end + 1) == ["response"]


def _in_future(place: Place, tag: Tag) -> bool:
    return bool(place.turn("undone") & set(place.norms(tag.first - 2, tag.first)))


def _clause_end(place: Place) -> int:
    for i in range(place.end, place.right):
        if place.scene.tokens[i].norm in (",", ";", ":") and i > place.end:
            return i
    return place.right
