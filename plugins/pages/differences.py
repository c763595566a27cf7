"""Differences: claims that do not agree, sorted by why, with no winner picked."""

from collections.abc import Iterable

from plugins.model import Difference, DifferenceWhy, Page, Site, Value
from plugins.pages.head import page_head
from plugins.pages.items import claim_item
from plugins.pages.lookup import Lookup
from plugins.pages.reasons import reason_words
from plugins.pages.views import ClaimItem, Head
from plugins.words import told

WHYS: tuple[tuple[DifferenceWhy, str, str], ...] = (
    (
        "contradiction",
        told("The figures contradict each other"),
        told("Same giver, same aid, same kind of figure, same time: and yet the numbers exclude each other."),
    ),
    (
        "scope",
        told("Not the same thing is counted"),
        told(
            "One figure covers more than the other: all aid or military aid only, one giver or a whole group."
        ),
    ),
    (
        "period",
        told("Not the same span of time"),
        told("A total grows. Two totals stated on different days can both be right."),
    ),
    (
        "bound",
        told("One gives a limit, the other a figure"),
        told("“Over 100” and “around 120” can both hold: the first says only where the figure begins."),
    ),
    (
        "rounding",
        told("Rounded differently"),
        told("The figures are the same up to the last digit that somebody left out."),
    ),
    (
        "currency",
        told("Stated in different currencies"),
        told("A figure that was turned into another currency moves with the rate and the day."),
    ),
    (
        "attribution",
        told("Not the same speaker or giver"),
        told("The same figure, put into another mouth or said to come from somebody else."),
    ),
)


class DifferenceItem(Value, frozen=True):
    """Claims that do not agree, side by side."""

    anchor: str
    reason: str
    claims: tuple[ClaimItem, ...]
    """In order of date, every one with its speaker and its reporter."""


class WhyGroup(Value, frozen=True):
    """All differences of one kind."""

    anchor: str
    title: str
    meaning: str
    count: str
    differences: tuple[DifferenceItem, ...]


class DifferencesView(Value, frozen=True):
    """Where sources differ."""

    head: Head
    lead: str
    groups: tuple[WhyGroup, ...]


def differences_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the one page of differences."""
    differences, say = lookup.archive.differences, lookup.say
    groups = tuple(
        WhyGroup(
            anchor=why,
            title=say(title),
            meaning=say(meaning),
            count=say.many("{n} difference", "{n} differences", len(members)),
            differences=members,
        )
        for why, title, meaning in WHYS
        if (members := _members(lookup, site, differences, why))
    )
    head = page_head(
        site,
        "claims/differences.html",
        title=say("Where sources differ"),
        description=say(
            "Figures that do not agree, side by side and sorted by the reason. Every value stays; no "
            "winner is picked."
        ),
        kind="Differences",
        section="differences",
        json_ld={"@type": "CollectionPage"},
    )
    lead = say.many("{n} difference between figures", "{n} differences between figures", len(differences))
    yield Page(head.path, "differences.html", DifferencesView(head, lead if differences else "", groups))


def _members(
    lookup: Lookup, site: Site, differences: Iterable[Difference], why: DifferenceWhy
) -> tuple[DifferenceItem, ...]:
    return tuple(
        DifferenceItem(
            anchor=f"{why}-{number}",
            reason=reason[:1].upper() + reason[1:],
            claims=tuple(claim_item(lookup, claim, site) for claim in difference.claims),
        )
        for number, difference in enumerate((one for one in differences if one.why == why), start=1)
        for reason in (reason_words(difference.reason, lookup.say),)
    )
