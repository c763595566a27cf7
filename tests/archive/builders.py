"""Readings made by hand: only what a test is about has to be said."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from plugins.extract.happenings import find_happenings
from plugins.extract.recalled import find_recalled
from plugins.model import (
    Amount,
    Block,
    Claim,
    ClaimKind,
    Dated,
    DateMention,
    Document,
    Entity,
    Facts,
    Happening,
    Mention,
    Quote,
    Reading,
    Registry,
    Sidecar,
)
from plugins.registry import compile_knowledge

REGISTRY = Registry(
    donors=(
        Entity("norway", "Norway", ("Norwegian",), "country", "NO", "NOK"),
        Entity("sweden", "Sweden", ("Swedish",), "country", "SE", "SEK"),
        Entity("germany", "Germany", ("Deutschland", "Berlin"), "country", "DE", "EUR"),
        Entity("ukraine", "Ukraine", ("Ukrainian", "Kyiv", "Kiev"), "country", "UA", "UAH"),
        Entity("united-states", "United States", ("US", "American"), "country", "US", "USD"),
        Entity("northern-donors", "Northern Donors", kind="group", members=("norway", "sweden")),
    ),
    people=(Entity("ada-lind", "Ada Lind"), Entity("bo-berg", "Bo Berg")),
    organisations=(
        Entity(
            "harbour-council", "Harbour Council", ("northern alliance", "bloc of the north"), "organisation"
        ),
    ),
    sources=(
        Entity("the-courier", "The Courier", ("courier.example",), "news", home="https://courier.example"),
    ),
    events=(
        Entity(
            "harbour-council-malmo",
            "Harbour Council in Malmö",
            kind="meeting",
            start="2023-05-03",
            end="2023-05-04",
            place="Malmö",
            participants=("ada-lind", "harbour-council"),
            cues=("meeting of the Harbour Council",),
        ),
    ),
)


def dated(date: str | None) -> Dated:
    return Dated(date, "metadata", date) if date else Dated()


def find_dates(text: str, stated: Sequence[Mapping[str, Any]]) -> tuple[DateMention, ...]:
    """Place the dates that a case lists: {as_stated, date, weekday}."""
    found = []
    for one in stated:
        at = text.index(one["as_stated"])
        end = at + len(one["as_stated"])
        found.append(DateMention(one["as_stated"], at, end, one.get("date"), weekday=one.get("weekday")))
    return tuple(found)


def read_case(case: Mapping[str, Any]) -> Reading:
    """Give the reading that one article of a golden case describes; its occasions are found in its text."""
    text, published = case.get("text", ""), case.get("published")
    plain = reading(
        case["file"],
        case["title"],
        text,
        published,
        case.get("source"),
        claims=[claim(text, **fields) for fields in case.get("claims", ())],
        quotes=[quote(text, **fields) for fields in case.get("quotes", ())],
        dates=find_dates(text, case.get("dates", ())),
        language=case.get("language", "en"),
        sidecar=msgspec.convert(case["sidecar"], Sidecar) if "sidecar" in case else None,
    )
    facts = plain.facts
    happenings = find_happenings(
        plain.document, facts.mentions, facts.dates, facts.published, compile_knowledge(REGISTRY)
    )
    return Reading(plain.document, msgspec.structs.replace(facts, happenings=happenings))


def mentions(text: str) -> tuple[Mention, ...]:
    """Every name of REGISTRY in a text."""
    found = []
    for kind, table in (
        ("donor", REGISTRY.donors),
        ("person", REGISTRY.people),
        ("organisation", REGISTRY.organisations),
    ):
        for entity in table:
            for name in (entity.name, *entity.aliases):
                found += [
                    Mention(kind, entity.id, m.start(), m.end()) for m in re.finditer(rf"\b{name}\b", text)
                ]
    return tuple(sorted(found, key=lambda m: m.start))


def claim(
    text: str,
    as_stated: str,
    low: float | None = None,
    high: float | None = None,
    currency: str = "USD",
    donors: Sequence[str] = ("norway",),
    kind: ClaimKind = "announced",
    said: str | None = None,
    **more: object,
) -> Claim:
    """Give a claim that stands in `text`."""
    at = text.index(as_stated)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(". ", at) + 1 or len(text)
    fields: dict[str, object] = {
        "sentence": text[start:end],
        "start": start,
        "end": end,
        "as_stated": as_stated,
        "stated_start": at,
        "stated_end": at + len(as_stated),
        "amount": Amount(low, high, currency, None),
        "share": None,
        "donors": tuple(donors),
        "recipients": ("ukraine",),
        "aid": ("military",),
        "kind": kind,
        "speaker": None,
        "speech": "reporter",
        "stated_on": dated(said),
    }
    return Claim(**(fields | {name: tuple(v) if isinstance(v, list) else v for name, v in more.items()}))  # type: ignore[arg-type]


def quote(text: str, words: str, speaker: str | None = None) -> Quote:
    at = text.index(words)
    return Quote(words, at, at + len(words), speaker, None)


def reading(
    path: str,
    title: str,
    text: str = "",
    published: str | None = None,
    source: str | None = None,
    claims: Sequence[Claim] = (),
    quotes: Sequence[Quote] = (),
    happenings: Sequence[Happening] = (),
    dates: Sequence[DateMention] = (),
    **more: object,
) -> Reading:
    """One reading; names of REGISTRY in its text are found by themselves."""
    document = Document(
        path=f"articles/{path}",
        sha256=hashlib.sha256((title + text).encode()).hexdigest(),
        title=title,
        title_basis="stated",
        text=text,
        blocks=(Block("paragraph", text, 0, 1),) if text else (),
        pieces=(),
        source=source,
        published=dated(published),
        **more,  # type: ignore[arg-type]
    )
    return Reading(
        document,
        Facts(
            published=dated(published),
            mentions=mentions(text),
            dates=tuple(dates),
            recalled=find_recalled(text, dates),
            claims=tuple(claims),
            quotes=tuple(quotes),
            happenings=tuple(happenings),
        ),
    )
