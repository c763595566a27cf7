"""What of an article only its own pages and its row in the tables show: read when it is asked for."""

import hashlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

import msgspec

from plugins.model import (
    Archive,
    Body,
    ClaimMark,
    Document,
    Entry,
    EquipmentMark,
    EquipmentStatus,
    Facts,
    Happening,
    Mention,
    Outline,
    Piece,
    QuoteMark,
    Reading,
    RemovedText,
    Sum,
    Tally,
)

_encode = msgspec.msgpack.Encoder().encode
_Ruled = TypeVar("_Ruled", Mention, Happening, EquipmentStatus, Sum)
LEAD = 600
"""Code points of a text that are held: lists show no more."""
MARK = 8
"""Hexadecimal digits that tell an article's claims and quotes apart."""


class RowBody(msgspec.Struct, frozen=True, array_like=True):
    """What an article's row in the tables holds of its body, as JSON: encoded once, when the page is read."""

    text: bytes
    removed: bytes


class Bodies(Mapping[str, Body]):
    """The bodies of a site's articles, by the path of the article's file."""

    @abstractmethod
    def digest(self, path: str) -> bytes:
        """Give what differs where a body does, without reading it where that can be told."""

    def reading(self, _path: str) -> bytes | None:
        """Give what differs where an article's document does, or its facts as they are of its own date.

        None where nothing but the values themselves can tell.
        """
        return None

    def readings(self, paths: Sequence[str]) -> Sequence[bytes | None]:
        """Give the same of many articles."""
        return [self.reading(path) for path in paths]

    def in_turn(self, paths: Sequence[str]) -> Iterator[Body]:
        """Give the bodies of many articles, few of them at a time."""
        return (self[path] for path in paths)

    def rows(self, articles: Sequence[tuple[str, str]]) -> Iterator[RowBody]:
        """Give for the path and title of each article what its row holds of its body."""
        titles = [title for _, title in articles]
        bodies = self.in_turn([path for path, _ in articles])
        return (row_body(title, body) for title, body in zip(titles, bodies, strict=True))

    def texts(self, articles: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Give the whole text of each article."""
        return (msgspec.json.decode(row.text, type=str) for row in self.rows(articles))


class HeldBodies(Bodies):
    """Bodies that are held in memory."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies

    def __getitem__(self, path: str) -> Body:
        return self._bodies[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def digest(self, path: str) -> bytes:
        """Give the digest of a body."""
        return hashlib.blake2b(_encode(self._bodies[path]), digest_size=16).digest()


def bodies_of(archive: Archive) -> Bodies:
    """Give the bodies of an archive's articles, wherever they are."""
    if archive.bodies is not None:
        return cast("Bodies", archive.bodies)
    return HeldBodies(
        {entry.document.path: body_of(entry.document, entry.facts) for entry in archive.entries}
    )


def body_of(document: Document, facts: Facts) -> Body:
    """Give the body of a whole reading."""
    return Body(document.text, document.blocks, document.pieces, document.pictures, facts)


def facts_of(entry: Entry, bodies: Bodies) -> Facts:
    """Give all that an article says, with the rules; what was read again, with an event's day, is whole."""
    read_again = entry.row.published.basis == "event"
    return entry.facts if read_again else bodies[entry.document.path].facts


def parted(reading: Reading) -> tuple[Reading, Body]:
    """Give a reading as it is held, and its body."""
    document, facts = reading.document, reading.facts
    lean = msgspec.structs.replace(document, text=document.text[:LEAD], blocks=(), pieces=(), pictures=())
    held = Reading(lean, without_rules(facts), tally_of(document), outline_of(facts))
    return held, body_of(document, facts)


class KeptReading(msgspec.Struct, frozen=True, array_like=True):
    """A reading as it is kept: its facts stand apart, and are read where somebody asks for them."""

    document: Document
    tally: Tally
    outline: Outline


def kept(lean: Reading) -> KeptReading:
    """Give a reading without its body as it is kept, but its facts."""
    return KeptReading(lean.document, lean.tally or tally_of(lean.document), outline(lean))


def outline(reading: Reading) -> Outline:
    """Give a reading's outline, made of its facts where it comes without one."""
    return reading.outline or outline_of(reading.facts)


def outline_of(facts: Facts) -> Outline:
    """Give what tables and lists are made of."""
    claims = part_marks((claim.sentence, claim.as_stated) for claim in facts.claims)
    quotes = part_marks((quote.quote, "") for quote in facts.quotes)
    return Outline(
        published=facts.published,
        names=names_in(facts),
        claims=tuple(
            ClaimMark(
                mark, one.start, one.kind, one.donors, one.speaker, one.stated_on.date, one.stated_on.basis
            )
            for mark, one in zip(claims, facts.claims, strict=True)
        ),
        quotes=tuple(
            QuoteMark(mark, one.start, one.speaker, len(one.quote))
            for mark, one in zip(quotes, facts.quotes, strict=True)
        ),
        equipment=tuple(
            EquipmentMark(one.equipment, one.status, one.start, one.donors) for one in facts.equipment
        ),
        unknown_names="\n".join({" ".join(one.name.split()): None for one in facts.unknown_names}),
    )


def names_in(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Give the ids that facts name, by kind, in order of first mention."""
    places: list[tuple[int, str, str]]
    places = [(m.start, m.kind, m.id) for m in facts.mentions if m.kind != "source"]
    places += [(c.stated_start, "donor", donor) for c in facts.claims for donor in c.donors]
    places += [(e.start, "equipment", e.equipment) for e in facts.equipment]
    found: dict[str, dict[str, None]] = {}
    for _, kind, ident in sorted(places):
        found.setdefault(kind, {})[ident] = None
    return {kind: tuple(idents) for kind, idents in found.items()}


def part_marks(parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Give for each (sentence, words) of an article, in order, eight digits made of its own words.

    The same pair again gets others by its number, so an edit elsewhere in the article changes none.
    """
    seen: dict[tuple[str, str], int] = {}
    marks = []
    for part in parts:
        seen[part] = number = seen.get(part, 0) + 1
        marks.append(text_digest(*part, str(number))[:MARK])
    return tuple(marks)


def text_digest(*texts: str) -> str:
    """Give the SHA-256 of some texts, in hexadecimal digits."""
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def without_rules(facts: Facts) -> Facts:
    """Give what the archive is linked by: rules tell readers of an article's own pages why."""
    replace = msgspec.structs.replace
    gist = facts.gist and replace(
        facts.gist,
        sums=_unruled(facts.gist.sums),
        background=_unruled(facts.gist.background),
        rules=(),
    )
    return replace(
        facts,
        mentions=_unruled(facts.mentions),
        dates=(),
        claims=tuple(replace(claim, rules=()) for claim in facts.claims),
        quotes=tuple(replace(quote, rules=()) for quote in facts.quotes),
        happenings=_unruled(facts.happenings),
        equipment=_unruled(facts.equipment),
        unknown_names=(),
        passed_over=(),
        gist=gist,
    )


def _unruled(values: tuple[_Ruled, ...]) -> tuple[_Ruled, ...]:
    return tuple(msgspec.structs.replace(value, rule="") for value in values)


def whole(document: Document, body: Body) -> Document:
    """Give a document with its body."""
    return msgspec.structs.replace(
        document, text=body.text, blocks=body.blocks, pieces=body.pieces, pictures=body.pictures
    )


def tally_of(document: Document) -> Tally:
    """Count what was cut."""
    cut = [piece for piece in document.pieces if piece.role == "removed"]
    words = sum(len(piece.text.split()) for piece in cut)
    return Tally(len(cut), words, len(document.text.split()))


def removed_texts(title: str, pieces: tuple[Piece, ...]) -> tuple[RemovedText, ...]:
    """Give all that cleaning took out of the body, in page order; what became metadata says so.

    Captions are among it as "metadata:caption", and the page's own title where the article is called
    otherwise: no word of the page is missing from the row.
    """
    shown = " ".join(piece.text for piece in pieces if piece.role == "title")
    kept = ("body", "title") if shown.split() == title.split() else ("body",)
    return tuple(
        RemovedText(piece.text, _reason(piece.role, piece.reason), piece.line)
        for piece in pieces
        if piece.role not in kept
    )


def row_body(title: str, body: Body) -> RowBody:
    """Give what an article's row holds of its body."""
    removed = removed_texts(title, body.pieces)
    return RowBody(msgspec.json.encode(body.text), msgspec.json.encode(removed))


def _reason(role: str, reason: str) -> str:
    """Give why a piece is no body: the rule that cut it, or the field that it states ("metadata:caption")."""
    return reason if role == "removed" else f"metadata:{reason.removeprefix('metadata:')}"
