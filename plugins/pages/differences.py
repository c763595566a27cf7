"""Differences: claims that do not agree, sorted by why, with no winner picked."""

from collections.abc import Iterable
from typing import NamedTuple

from plugins.model import Difference, DifferenceWhy, Site, Value
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import claim_item
from plugins.pages.lists import Part, by_page, page_name, page_words
from plugins.pages.lookup import Lookup
from plugins.pages.reasons import reason_words
from plugins.pages.views import ClaimItem, Head, Link
from plugins.pages.words import worded
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


SHOWN = 20
"""Differences of one kind on the first page; more of them have pages of their own."""
MOST = 60
"""Differences on one of those pages."""
INDEX = Link(told("Where sources differ"), "claims/differences.html")


class DifferenceItem(Value, frozen=True):
    """Claims that do not agree, side by side."""

    anchor: str
    reason: str
    claims: tuple[ClaimItem, ...]
    """In order of date, every one with its speaker and its reporter."""


class WhyGroup(Value, frozen=True):
    """Differences of one kind."""

    anchor: str
    title: str
    meaning: str
    count: str
    differences: tuple[DifferenceItem, ...]
    more: Link | None
    """Where all of them are, if these are only the first."""


class DifferencesView(Value, frozen=True):
    """Where sources differ."""

    head: Head
    lead: str
    groups: tuple[WhyGroup, ...]
    parts: tuple[Part, ...]
    """The pages of one kind that is longer than a page."""


class Run(NamedTuple):
    """Some of the differences of one kind."""

    why: DifferenceWhy
    first: int
    """The number of the first of them among all of that kind, from 1."""
    members: tuple[Difference, ...]
    total: int
    """Of that kind."""


def differences_pages(lookup: Lookup, _site: Site) -> Iterable[Draft]:
    """Give the page of differences, and further ones for each kind of which there are many."""
    differences, say = lookup.archive.differences, lookup.say
    by_why = {why: tuple(one for one in differences if one.why == why) for why, _, _ in WHYS}
    first = tuple(Run(why, 1, of[:SHOWN], len(of)) for why, of in by_why.items() if of)
    url = INDEX.url or ""
    yield Draft(url, "differences.html", _view, (url, "", len(differences), first, ()))
    for why, title, _ in WHYS:
        runs = tuple(by_page(by_why[why], MOST)) if len(by_why[why]) > SHOWN else ()
        for page, members in runs:
            name = page_words(say("Where sources differ: {reason}", reason=say(title)), page, say)
            parts = tuple(
                Part(say("Page {number}", number=number), _url(why, number), "", number == page)
                for number, _ in runs
                if len(runs) > 1
            )
            run = Run(why, (page - 1) * MOST + 1, members, len(by_why[why]))
            yield Draft(
                _url(why, page), "differences.html", _view, (_url(why, page), name, run.total, (run,), parts)
            )


def _url(why: DifferenceWhy, page: int) -> str:
    return f"claims/{page_name(f'differences-{why}', page)}.html"


def _view(
    lookup: Lookup,
    site: Site,
    path: str,
    name: str,
    total: int,
    runs: tuple[Run, ...],
    parts: tuple[Part, ...],
) -> DifferencesView:
    """Give one page; `name` is "" for the first, which shows the beginning of every kind."""
    say = site.say
    head = page_head(
        site,
        path,
        title=name or say(INDEX.text),
        description=say(
            "Figures that do not agree, side by side and sorted by the reason. Every value stays; no "
            "winner is picked."
        ),
        kind="Differences",
        section="differences",
        crumbs=worded(say, INDEX) if name else (),
        json_ld={"@type": "CollectionPage"},
    )
    lead = say.many("{n} difference between figures", "{n} differences between figures", total)
    groups = tuple(_group(lookup, site, run, whole=bool(name)) for run in runs)
    return DifferencesView(head, lead if total else "", groups, parts)


def _group(lookup: Lookup, site: Site, run: Run, *, whole: bool) -> WhyGroup:
    say = lookup.say
    title, meaning = next((title, meaning) for why, title, meaning in WHYS if why == run.why)
    count = say.many("{n} difference", "{n} differences", run.total)
    left = not whole and run.total > len(run.members)
    return WhyGroup(
        anchor=run.why,
        title=say(title),
        meaning=say(meaning),
        count=count,
        differences=tuple(
            _item(lookup, site, f"{run.why}-{number}", difference)
            for number, difference in enumerate(run.members, start=run.first)
        ),
        more=Link(say("All of this kind: {count}", count=count), _url(run.why, 1)) if left else None,
    )


def _item(lookup: Lookup, site: Site, anchor: str, difference: Difference) -> DifferenceItem:
    """Give a difference under who gives and the reason: many have the same reason."""
    claims = tuple(claim_item(lookup, claim, site) for claim in difference.claims)
    reason = reason_words(difference.reason, lookup.say)
    donors = list(dict.fromkeys(link.text for item in claims for link in item.donors))
    if donors and not all(donor in reason for donor in donors):
        reason = lookup.say("{donors}: {reason}", donors=", ".join(donors), reason=reason)
    return DifferenceItem(anchor, reason[:1].upper() + reason[1:], claims)
