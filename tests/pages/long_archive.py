"""The archive by hand, grown to any length: one article again and again, on other days, in other words."""

from datetime import date, timedelta

from msgspec.structs import replace

from plugins.model import Archive, ClaimRow, Dated, Entry, EventRow, QuoteRow, Reading
from tests.pages.samples import archive

FIRST_DAY = date(2022, 3, 1)
KINDS = ("announced", "cumulative", "planned", "delivered")


def long_archive(articles: int) -> Archive:
    """Give an archive with this many more articles, each with two claims, a quote and an event of its own."""
    short = archive()
    entry = next(entry for entry in short.entries if entry.row.id == "oslo-gas")
    claims = [row for row in short.claims if row.article == "oslo-gas" and row.kind != "planned"][:2]
    quote = next(row for row in short.quotes if row.article == "oslo-gas")
    numbers = range(articles)
    grown = tuple(_entry(entry, number) for number in numbers)
    return replace(
        short,
        entries=tuple(sorted((*short.entries, *grown), key=lambda one: one.row.id)),
        claims=tuple(
            sorted(
                (*short.claims, *(_claim(row, n, k) for n in numbers for k, row in enumerate(claims, 1))),
                key=lambda row: row.id,
            )
        ),
        quotes=tuple(
            sorted((*short.quotes, *(_quote(quote, number) for number in numbers)), key=lambda row: row.id)
        ),
        events=tuple(
            sorted((*short.events, *(_event(number) for number in numbers)), key=lambda row: row.id)
        ),
        donors=tuple(
            replace(row, articles=(*row.articles, *(one.row.id for one in grown)))
            if row.id == "norway"
            else row
            for row in short.donors
        ),
        sources=tuple(
            replace(
                row,
                articles=(
                    *row.articles,
                    *(one.row.id for number, one in enumerate(grown) if number % 2 == place),
                ),
            )
            for place, row in enumerate(short.sources)
        ),
        people=tuple(
            replace(row, articles=(*row.articles, *(one.row.id for one in grown))) for row in short.people
        ),
    )


def day_of(number: int) -> str | None:
    """Give the day of an article; every seventh is known to the month only, every eleventh not at all."""
    day = (FIRST_DAY + timedelta(days=number * 37 % 1000)).isoformat()
    if number % 11 == 0:
        return None
    return day[:7] if number % 7 == 0 else day


def _dated(number: int) -> Dated:
    day = day_of(number)
    return Dated(day, "stated", day) if day else Dated()


def _entry(entry: Entry, number: int) -> Entry:
    ident = f"more-{number:05d}"
    source = ("baltic-wire", "norway-government")[number % 2]
    row = replace(
        entry.row,
        id=ident,
        url=f"articles/{ident}.html",
        path=f"articles/{ident}.txt",
        title=f"{chr(65 + number % 26)} report number {number} on gas & light",
        source=source,
        published=_dated(number),
        events=(f"event-{number:05d}",),
    )
    return replace(
        entry,
        row=row,
        reading=Reading(replace(entry.document, path=row.path, title=row.title), entry.facts),
        claims=(*(f"{ident}-c{n}" for n in (1, 2)), *entry.claims[2:]),
        quotes=(f"{ident}-q1", *entry.quotes[1:]),
        related=(),
    )


def _claim(row: ClaimRow, number: int, place: int) -> ClaimRow:
    ident = f"more-{number:05d}"
    amount = row.amount
    if amount is not None:
        grown = {
            name: value and value * (1 + number % 9)
            for name in ("low", "high")
            for value in (getattr(amount, name),)
        }
        amount = replace(amount, **grown)
    return replace(
        row,
        id=f"{ident}-c{place}",
        article=ident,
        url=f"articles/{ident}.html#{ident}-c{place}",
        amount=amount,
        donors=(("norway", "sweden", "the-west")[number % 3],),
        kind=KINDS[(number + place) % len(KINDS)],
        stated_on=_dated(number),
        relations=(),
    )


def _quote(row: QuoteRow, number: int) -> QuoteRow:
    ident = f"more-{number:05d}"
    return replace(row, id=f"{ident}-q1", article=ident, url=f"articles/{ident}.html#{ident}-q1", also_in=())


def _event(number: int) -> EventRow:
    ident = f"event-{number:05d}"
    return EventRow(
        ident,
        f"events/{ident}.html",
        f"Meeting number {number}",
        "meeting",
        day_of(number),
        None,
        "Oslo",
        ("kari-lund", "norway"),
        (f"more-{number:05d}",),
        (),
        (),
    )
