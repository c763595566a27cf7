"""The values that every stage speaks in.

One way through: Raw -> Document -> Facts -> Archive -> Page -> file. A value is made once and never
patched. Every public table of a built site (see the data page) has its row type here. Offsets are code
points into `Document.text`. Dates are ISO 8601 strings, as precise as what is known ("2023-02-08",
"2022-10", "2022"). Money is in whole units of an ISO 4217 currency. None means "unknown": never guessed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from plugins.words import Words, words


class Value(msgspec.Struct, frozen=True, omit_defaults=False, forbid_unknown_fields=True):
    """A frozen value; its fields are its identity."""


# --- what stands on the desk: files and the registry ---------------------------------------------------


class Raw(Value, frozen=True):
    """One scraped page as it came, or one record of a bundle."""

    path: str
    """Relative to the content folder, "articles/x.txt"; a bundle's record is "articles/x.jsonl#3"."""
    data: bytes
    """The bytes as they came, never changed."""
    sha256: str
    """Hexadecimal digest of `data`."""
    format: str
    """The reader that fits: "txt", "html", "md", ..."""
    sidecar: str | None = None
    """The text of NAME.yaml beside the file, unparsed."""
    link: str | None = None
    """The address it was scraped from, where the file or bundle says so outside the page itself."""
    charset: str | None = None
    """The encoding as a server named it, outside the page itself; it may be wrong."""


EntityKind = Literal["donor", "person", "organisation", "source", "equipment", "event"]
DonorKind = Literal["country", "organisation", "group", "company", "fund"]
SourceKind = Literal["official", "news", "state-media", "ngo", "broadcaster", "other"]
EventKind = Literal[
    "press-conference", "meeting", "summit", "visit", "call", "announcement", "attack", "other"
]


class Role(Value, frozen=True):
    """An office somebody held; `start` and `end` as precise as known, None where open."""

    role: str
    """As a reader would print it: "Secretary General of NATO"."""
    start: str | None = msgspec.field(name="from", default=None)
    end: str | None = msgspec.field(name="to", default=None)
    of: str | None = None
    """Id of the country or organisation the office belongs to."""
    titles: tuple[str, ...] = ()
    """Words that mean whoever holds this office: "Secretary General", "NATO chief"."""


class Entity(Value, frozen=True):
    """One thing the registry knows, whatever its kind."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    """Every other way it is written, demonyms and metonyms too ("Norwegian", "Oslo")."""
    kind: str | None = None
    """DonorKind for donors and organisations, SourceKind for sources, EventKind for events."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    currency: str | None = None
    """ISO 4217: what a bare "$" or "crowns" means in this country."""
    roles: tuple[Role, ...] = ()
    members: tuple[str, ...] = ()
    """Ids of a group's members: for showing context, never for counting."""
    home: str | None = None
    """A source's own site."""
    language: str | None = None
    category: str | None = None
    """Equipment: the wider thing it is one of ("fighter jets" for the F-16)."""
    start: str | None = None
    """Events: first day."""
    end: str | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    """Events: phrases that name this kind of occasion ("joint press conference")."""


class Registry(Value, frozen=True):
    """What the desk knows, with what libraries know of countries and currencies laid under it."""

    donors: tuple[Entity, ...] = ()
    people: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    sources: tuple[Entity, ...] = ()
    equipment: tuple[Entity, ...] = ()
    events: tuple[Entity, ...] = ()
    digest: str = ""
    """Changes whenever anything above does; part of the key of every cached reading."""


# --- clean: one scraped page, sorted ----------------------------------------------------------------


DateBasis = Literal["stated", "metadata", "event", "unknown"]


class Dated(Value, frozen=True):
    """A day, month or year with where it is known from."""

    date: str | None = None
    basis: DateBasis = "unknown"
    evidence: str | None = None
    """The wording; for basis "event" the id of the sibling article."""


PieceRole = Literal["body", "title", "caption", "metadata", "removed"]


class Piece(Value, frozen=True):
    """A stretch of the scraped page, in page order; all pieces together hold every word of it."""

    text: str
    line: int
    """1-based line of the decoded source where it begins."""
    role: PieceRole
    reason: str = ""
    """The rule and what it saw, for all but body: "cookie-notice: ...", or the metadata field's name."""


class Mark(Value, frozen=True):
    """Inline structure the page had: kept as typed spans, so no scraped HTML ever reaches a page."""

    start: int
    """Code points from the beginning of the block's text."""
    end: int
    kind: Literal["link", "strong", "emphasis", "code", "sub", "sup"]
    href: str | None = None


class Block(Value, frozen=True):
    """One paragraph, heading, list item, quotation or table row of the cleaned body."""

    kind: Literal["paragraph", "heading", "list-item", "quotation", "table-row", "preformatted"]
    text: str
    start: int
    """Where `text` begins in Document.text."""
    line: int
    level: int = 0
    """Headings 2..6; list items 1 for the outermost list."""
    ordered: bool = False
    """List items: whether the list was numbered."""
    marks: tuple[Mark, ...] = ()
    cells: tuple[str, ...] = ()
    """Table rows: the cells; `text` is the cells joined by " | "."""


class Picture(Value, frozen=True):
    """A picture of the scraped page: where it is kept, never the picture itself."""

    address: str
    """On the web: http or https."""
    caption: str
    """The words under it, else those for readers who can't see it."""


class Sidecar(Value, frozen=True):
    """What the desk sets for one article in NAME.yaml; it wins over everything read from the page."""

    title: str | None = None
    source: str | None = None
    """An id or a name; a name that the registry lacks becomes a source of its own."""
    link: str | None = None
    published: str | None = None
    authors: tuple[str, ...] | None = None
    language: str | None = None
    events: tuple[str, ...] | None = None
    donors: tuple[str, ...] | None = None
    people: tuple[str, ...] | None = None
    organisations: tuple[str, ...] | None = None
    equipment: tuple[str, ...] | None = None
    duplicate_of: str | None = None


TitleBasis = Literal["stated", "metadata", "derived"]


FieldBasis = Literal["desk", "stated", "shown", "crawler", "text", "unknown"]
"""Who says so: the desk; the page's head or record; a line that readers see; the crawl; the words."""


class Bases(Value, frozen=True):
    """How the fields are known that carry no basis of their own."""

    authors: FieldBasis = "unknown"
    source: FieldBasis = "unknown"
    link: FieldBasis = "unknown"
    language: FieldBasis = "unknown"


class Document(Value, frozen=True):
    """One scraped page, cleaned: every word kept as body, or set aside with its reason."""

    path: str
    sha256: str
    title: str
    title_basis: TitleBasis
    text: str
    """The blocks' texts joined by a blank line; only its beginning where it comes without its body."""
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...] = ()
    source: str | None = None
    """As the page or the sidecar states it: a name, an id or a host."""
    link: str | None = None
    authors: tuple[str, ...] = ()
    published: Dated = Dated()
    """From metadata lines, meta tags or the sidecar; `extract` may find a better one in the text."""
    language: str = "en"
    sidecar: Sidecar | None = None
    bases: Bases = Bases()


# --- extract: one document, understood -----------------------------------------------------------------


class Mention(Value, frozen=True):
    """A name in the text and what the registry takes it for."""

    kind: EntityKind
    id: str
    start: int
    end: int
    role: str | None = None
    """The words of the office where somebody is named by it ("the Secretary General")."""
    rule: str = ""
    """How the words came to mean it: "full name", "office held on 2023-02-08: Prime Minister, norway"."""


class Amount(Value, frozen=True):
    """Money with bounds: "nearly X" has no low, "more than X" no high, "around X" has both alike."""

    low: float | None
    high: float | None
    currency: str | None
    hedge: str | None


class Share(Value, frozen=True):
    """A part of something: 0.5 for "half"; `of` is what it is a part of, as stated."""

    low: float | None
    high: float | None
    of: str | None


Aid = Literal["military", "humanitarian", "financial", "energy", "reconstruction", "refugee", "unspecified"]
ClaimKind = Literal["announced", "cumulative", "delivered", "planned", "estimate", "share"]
Speech = Literal["direct", "indirect", "reporter"]
RelationType = Literal["part-of", "restates", "differs-in-scope", "contradicts", "supersedes"]


class Claim(Value, frozen=True):
    """One statement about an amount of support, as one article makes it."""

    sentence: str
    start: int
    """Where `sentence` begins in the document's text."""
    end: int
    as_stated: str
    """The exact words of the amount with its hedge."""
    stated_start: int
    """Where `as_stated` begins in the document's text."""
    stated_end: int
    amount: Amount | None
    share: Share | None
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    aid: tuple[Aid, ...]
    kind: ClaimKind
    speaker: str | None
    speech: Speech
    stated_on: Dated
    part_of: int | None = None
    """Index, among the same article's claims, of the whole that this is a part of."""
    restates: int | None = None
    """Index of an earlier claim of the same article that says the same."""
    rules: tuple[str, ...] = ()
    """Which rules decided what, on what evidence: "kind: announced - 'new' before the amount"."""


class Quote(Value, frozen=True):
    """Words an article puts in someone's mouth."""

    quote: str
    """Exact words, without the quotation marks."""
    start: int
    end: int
    speaker: str | None
    """Id of a person or body; None where the article names nobody the registry knows."""
    speaker_as_stated: str | None
    rules: tuple[str, ...] = ()


class DateMention(Value, frozen=True):
    """A day, month, year or weekday in the text."""

    as_stated: str
    start: int
    end: int
    date: str | None
    """None where it needs an anchor that this article does not have ("on Wednesday")."""
    until: str | None = None
    """Last day of a range."""
    weekday: int | None = None
    """0 for Monday: kept so that an event's day can resolve it."""
    rule: str = ""
    """How the date came out: "stated", "the last such day up to 2023-02-10"."""


class Recalled(Value, frozen=True):
    """A day or month, with the sentence that names an occasion beside it."""

    date: str
    sentence: str


class Happening(Value, frozen=True):
    """An occasion that a text reports or refers to, before it is matched with other articles'."""

    kind: EventKind
    start: int
    end: int
    as_stated: str
    when: Dated
    weekday: int | None
    place: str | None
    participants: tuple[str, ...]
    reported: bool
    """True where the article reports it; False where it only refers to it ("the 2008 Bucharest summit")."""
    event: str | None = None
    """Id of the registry's event where its own name stands in the text."""
    rule: str = ""
    """The cue, and why it counts as reported or not: "meeting: 'met'; in the lead"."""


class EquipmentStatus(Value, frozen=True):
    """How a text speaks of a kind of equipment."""

    equipment: str
    status: Literal["announced", "delivered", "discussed", "refused"]
    start: int
    end: int
    donors: tuple[str, ...] = ()
    rule: str = ""
    """The rule that told the status, with its words: "refused: 'ruled out'"."""


class UnknownName(Value, frozen=True):
    """A capitalised name the registry lacks."""

    name: str
    start: int
    rule: str = ""
    """Why it counts as a name: "capitalised in a row, 3 words"."""


class PassedOver(Value, frozen=True):
    """An amount of money that is no support: a price, a need, a budget, a loan to somebody else."""

    as_stated: str
    """The exact words of the amount with its hedge."""
    start: int
    """Where they begin in the document's text."""
    end: int
    rule: str
    """The rule that turned it down, with its evidence: "need - financing gap"."""


class Sum(Value, frozen=True):
    """An amount in a headline or a lead, whatever it is for."""

    low: float | None
    high: float | None
    value: float
    """The figure itself, whatever the bounds."""
    currency: str
    """ISO 4217, or the family of currencies that the words leave open: "dollar"."""
    rule: str = ""
    """Why it counts as news or as background, with the words: "background: 'after' - $5bn"."""


class Gist(Value, frozen=True):
    """What an article can be recognised by when another tells of the same thing."""

    title_names: tuple[str, ...] = ()
    """Ids of people, donors, organisations and equipment in its title."""
    names: tuple[str, ...] = ()
    """The same for its title and lead."""
    sums: tuple[Sum, ...] = ()
    """Amounts that are its news, from title and lead."""
    background: tuple[Sum, ...] = ()
    """Amounts that title and lead only look back on or hold beside it ("part of", "after ...")."""
    title_words: str = ""
    """Stems of its title's words, names and figures too, with a blank between: one text takes little room."""
    lead_words: str = ""
    phrases: bytes = b""
    """Every second word 4-gram of the text, as a checksum: rare ones give reprints and shared quotes away.
    Four bytes each, in order, each once: an archive holds millions of them. `extract.gist` unpacks them."""
    beginnings: bytes = b""
    """The first five letters of every word of the text that has them, as checksums, packed like `phrases`:
    where most of a quotation's are missing, nobody need look for its words."""
    length: int = 0
    """Number of words of the text."""
    rules: tuple[str, ...] = ()
    """Where each part of it was read: "lead: 2 sentences - code points 0 to 312"."""


class Facts(Value, frozen=True):
    """All that one document says, each fact with its span."""

    published: Dated
    """The best of the document's own date and what its text states."""
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    recalled: tuple[Recalled, ...] = ()
    claims: tuple[Claim, ...] = ()
    quotes: tuple[Quote, ...] = ()
    happenings: tuple[Happening, ...] = ()
    equipment: tuple[EquipmentStatus, ...] = ()
    unknown_names: tuple[UnknownName, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    """Amounts that are no claims, in order."""
    gist: Gist | None = None
    """None where nobody took it down yet: the archive then does."""


Recurring = frozenset[str]
"""Lines of an article, as its blocks write them, that stand on most pages of its source."""


class Body(Value, frozen=True):
    """What of a reading only the article's own pages and its row in the tables show."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    pictures: tuple[Picture, ...]
    facts: Facts
    """With their rules, and with what was passed over."""


class Tally(Value, frozen=True):
    """How much of a page was cut."""

    cuts: int = 0
    """Pieces."""
    cut_words: int = 0
    kept_words: int = 0
    """Of the article's text."""


class ClaimMark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A claim in short: what lists are put in order by."""

    mark: str
    """Digits that tell it from the article's others."""
    start: int
    kind: ClaimKind
    donors: tuple[str, ...]
    speaker: str | None
    day: str | None
    """The day it was stated on, as precise as known."""
    basis: DateBasis


class QuoteMark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A quote in short."""

    mark: str
    start: int
    speaker: str | None
    length: int
    """Code points of its words."""


class EquipmentMark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How the article speaks of a kind of equipment, in short."""

    equipment: str
    status: Literal["announced", "delivered", "discussed", "refused"]
    start: int
    donors: tuple[str, ...]


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """What tables and lists are made of: all that most builds need of an article's facts."""

    published: Dated
    names: dict[str, tuple[str, ...]]
    """Ids by kind, in order of first mention; sources are not among them."""
    claims: tuple[ClaimMark, ...]
    """In the order of the facts, as all of these."""
    quotes: tuple[QuoteMark, ...]
    equipment: tuple[EquipmentMark, ...]
    unknown_names: str
    """The names that the registry lacks, each once, parted by line feeds."""


@dataclass(frozen=True)
class Reading:
    """One article after the two stages that see it alone."""

    document: Document
    """Whole, or without its body, where an archive is made of many."""
    told: Facts | Callable[[], Facts]
    """The facts: whole, or without what only its own pages show and then what gives them."""
    tally: Tally | None = None
    """None where the document is whole."""
    outline: Outline | None = None
    """None where it is not worked out yet."""

    @property
    def facts(self) -> Facts:
        """All that it says."""
        return self.told if isinstance(self.told, Facts) else self.told()


# --- archive: the public tables, field for field as published --------------------------------------------


class RemovedText(Value, frozen=True):
    """One stretch that cleaning took out."""

    text: str
    reason: str
    line: int


class ArticleRow(Value, frozen=True):
    """A row of articles.jsonl."""

    id: str
    url: str
    path: str
    sha256: str
    title: str
    title_basis: TitleBasis
    source: str | None
    link: str | None
    authors: tuple[str, ...]
    published: Dated
    language: str
    text: str
    """Only its beginning in an archive whose bodies stand apart."""
    removed: tuple[RemovedText, ...]
    """Empty there."""
    events: tuple[str, ...]
    donors: tuple[str, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    equipment: tuple[str, ...]
    duplicate_of: str | None


class Relation(Value, frozen=True):
    """How one claim stands to another."""

    type: RelationType
    claim: str


class Converted(Value, frozen=True):
    """The claim's amount at the European Central Bank's reference rate of `rate_date`."""

    EUR: Amount | None
    USD: Amount | None
    rate_date: str


class ClaimRow(Value, frozen=True):
    """A row of claims.jsonl."""

    id: str
    article: str
    url: str
    sentence: str
    start: int
    end: int
    as_stated: str
    amount: Amount | None
    share: Share | None
    donors: tuple[str, ...]
    recipients: tuple[str, ...]
    aid: tuple[Aid, ...]
    kind: ClaimKind
    speaker: str | None
    speech: Speech
    stated_on: Dated
    relations: tuple[Relation, ...]
    converted: Converted | None


class QuoteRow(Value, frozen=True):
    """A row of quotes.jsonl."""

    id: str
    article: str
    url: str
    quote: str
    start: int
    end: int
    speaker: str | None
    speaker_as_stated: str | None
    also_in: tuple[str, ...]


class EventRow(Value, frozen=True):
    """A row of events.jsonl."""

    id: str
    url: str
    title: str
    kind: EventKind
    start: str | None
    end: str | None
    place: str | None
    participants: tuple[str, ...]
    articles: tuple[str, ...]
    mentioned_in: tuple[str, ...]
    why: tuple[str, ...]


class DonorRow(Value, frozen=True):
    """A row of donors.jsonl."""

    id: str
    url: str
    name: str
    aliases: tuple[str, ...]
    kind: DonorKind
    country: str | None
    articles: tuple[str, ...]


class OrganisationRow(Value, frozen=True):
    """A row of organisations.jsonl."""

    id: str
    url: str
    name: str
    aliases: tuple[str, ...]
    kind: DonorKind
    country: str | None
    articles: tuple[str, ...]


class PersonRow(Value, frozen=True):
    """A row of people.jsonl."""

    id: str
    url: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    articles: tuple[str, ...]


class SourceRow(Value, frozen=True):
    """A row of sources.jsonl."""

    id: str
    url: str
    name: str
    aliases: tuple[str, ...]
    kind: SourceKind
    home: str | None
    articles: tuple[str, ...]


class StatusIn(Value, frozen=True):
    """How one article speaks of a kind of equipment."""

    article: str
    status: Literal["announced", "delivered", "discussed", "refused"]


class EquipmentRow(Value, frozen=True):
    """A row of equipment.jsonl."""

    id: str
    url: str
    name: str
    aliases: tuple[str, ...]
    articles: tuple[str, ...]
    statuses: tuple[StatusIn, ...]


# --- archive: what the pages need beyond the public tables ---------------------------------------------


CellWording = Literal["verbatim", "shortened", "reworded", "another-value", "not-mentioned"]


class CoverageCell(Value, frozen=True):
    """What one article of an event says of one row."""

    article: str
    wording: CellWording
    text: str | None = None
    """The article's own words, or None where it does not mention this."""
    url: str | None = None
    """The page with the anchor of those words."""


class CoverageRow(Value, frozen=True):
    """One fact or quote of an event, held against every article that reports it."""

    kind: Literal["claim", "quote"]
    label: str
    cells: tuple[CoverageCell, ...]


class Contrast(Value, frozen=True):
    """Two wordings for one thing, as they stand."""

    topic: str
    wordings: tuple[CoverageCell, ...]


class Coverage(Value, frozen=True):
    """The coverage matrix of one event."""

    event: str
    articles: tuple[str, ...]
    """The columns, in order."""
    rows: tuple[CoverageRow, ...]
    contrasts: tuple[Contrast, ...] = ()


DifferenceWhy = Literal["rounding", "bound", "scope", "period", "currency", "attribution", "contradiction"]


class Difference(Value, frozen=True):
    """Claims that do not agree, and why."""

    why: DifferenceWhy
    claims: tuple[str, ...]
    """Ids, in order of date."""
    reason: str
    """In plain words, for readers."""


class Related(Value, frozen=True):
    """Another article worth reading, with the reason in words."""

    article: str
    reason: str


class Derivation(Value, frozen=True):
    """A sum over new announcements of one donor in one currency with no known overlap."""

    donor: str
    currency: str
    low: float | None
    high: float | None
    claims: tuple[str, ...]
    reason: str


class Notice(Value, frozen=True):
    """Something the build reports that is no error: an unknown date, an impossible set."""

    what: str
    where: str


class Entry(Value, frozen=True):
    """One article with everything the pages need of it."""

    row: ArticleRow
    reading: Reading
    claims: tuple[str, ...]
    """Ids of its claims, in the order of `facts.claims`."""
    quotes: tuple[str, ...]
    """Ids of its quotes, in the order of `facts.quotes`."""
    related: tuple[Related, ...]
    mentioned_events: tuple[str, ...]
    tally: Tally = Tally()

    @property
    def document(self) -> Document:
        """The article, cleaned."""
        return self.reading.document

    @property
    def facts(self) -> Facts:
        """What it says."""
        return self.reading.facts


class Archive(Value, frozen=True):
    """All articles, linked. Every tuple is sorted by id unless its field says otherwise."""

    entries: tuple[Entry, ...]
    claims: Sequence[ClaimRow]
    """As a tuple, or made when they are asked for (see rows.py); so are quotes."""
    quotes: Sequence[QuoteRow]
    events: tuple[EventRow, ...]
    donors: tuple[DonorRow, ...]
    people: tuple[PersonRow, ...]
    organisations: tuple[OrganisationRow, ...]
    sources: tuple[SourceRow, ...]
    equipment: tuple[EquipmentRow, ...]
    coverage: tuple[Coverage, ...]
    differences: tuple[Difference, ...]
    derivations: tuple[Derivation, ...]
    warnings: tuple[Notice, ...]
    unknown_names: tuple[tuple[str, int], ...]
    """Names the registry lacks with the number of articles, most frequent first."""
    reasons: tuple["RelationReason", ...] = ()
    """Why claims stand to each other as `ClaimRow.relations` says, sorted by claim."""
    moved: tuple["Moved", ...] = ()
    """Addresses published once that hold nothing of their own any more, sorted by `url`."""
    editions: tuple["Edition", ...] = ()
    """What each build added, the newest first."""
    bodies: Any = None
    """The articles' bodies by path (see bodies.py); None where documents and rows are whole."""


class RelationReason(Value, frozen=True):
    """Why one claim stands to another as it does."""

    claim: str
    type: RelationType
    other: str
    reason: str
    """In plain words, for readers."""


class Edition(Value, frozen=True):
    """What one build added to the archive, as far as it is still there."""

    number: int
    """From 1; a build in which no article is new or changed is none of its own."""
    added: tuple[str, ...]
    """Ids of articles."""
    changed: tuple[str, ...]
    """Ids of articles whose file differs from the edition before."""


class Moved(Value, frozen=True):
    """An address that was published once: a page there leads on, or says that its content was withdrawn."""

    url: str
    """Relative to the site's root: "events/old-name.html"."""
    to: str | None
    """Where it leads, or None where what stood there was taken out of the archive."""


PermalinkKind = Literal[
    "article",
    "event",
    "redirect",
    "claim",
    "donor",
    "person",
    "organisation",
    "source",
    "equipment",
    "edition",
]


class Permalink(Value, frozen=True, gc=False):
    """One line of permalinks.tsv: which thing has which address, for ever."""

    kind: PermalinkKind
    key: str
    """Articles: the path of the file. Events: an article's path and the event's id, "articles/x.txt#id".
    Redirects: the old id of an event. Editions: a file's path and the beginning of its digest,
    "articles/x.txt@0123456789abcdef", with the edition's number for an id. All others: the id."""
    id: str


# --- pages and files ---------------------------------------------------------------------------------


class Site(Value, frozen=True):
    """The site's own facts, the same for every page."""

    name: str
    tagline: str
    url: str
    """Absolute address without a closing slash, or "" where it is not known: then nothing is absolute."""
    language: str
    """BCP 47: of the interface, not of the articles."""
    licence: str
    editions: tuple[tuple[str, str], ...] = ()
    """Languages that the same archive is published in, this one among them, with their absolute addresses."""
    components: bool = False
    """Whether there is a page that shows every component: in test builds."""

    @property
    def say(self) -> Words:
        """Give the interface's words in the site's language."""
        return words(self.language)


class Page(Value, frozen=True):
    """A page as data, before it is a file."""

    path: str
    """Relative to the site's root: "donors/norway.html"."""
    template: str
    view: msgspec.Struct
    """Everything the page shows."""


class File(Value, frozen=True):
    """A finished file of the site that is no page."""

    path: str
    data: bytes
