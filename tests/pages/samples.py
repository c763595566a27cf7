"""A small archive made by hand, with everything in it that pages must cope with.

Two articles report one press conference and differ; a third has no date, no source and no title of its own;
a fourth, in Ukrainian, reprints nothing and says little.
"""

from plugins.bodies import tally_of
from plugins.model import (
    Aid,
    Amount,
    Archive,
    ArticleRow,
    Block,
    Claim,
    ClaimKind,
    ClaimRow,
    Contrast,
    Converted,
    Coverage,
    CoverageCell,
    CoverageRow,
    Dated,
    Derivation,
    Difference,
    Document,
    DonorRow,
    Edition,
    EntityKind,
    Entry,
    EquipmentRow,
    EquipmentStatus,
    EventRow,
    Facts,
    Mark,
    Mention,
    Moved,
    OrganisationRow,
    PersonRow,
    Piece,
    Quote,
    QuoteRow,
    Reading,
    Related,
    Relation,
    RelationReason,
    RemovedText,
    Role,
    Share,
    Site,
    SourceRow,
    StatusIn,
)

SITE = Site(
    components=True,
    name="Dossier",
    tagline="Who pledged what to Ukraine, when, and according to whom",
    url="https://briefings.example.org/ukraine",
    language="en",
    licence="The articles belong to their publishers.",
)
OFFLINE = Site(SITE.name, SITE.tagline, "", SITE.language, SITE.licence)

OSLO = tuple(
    """\
Norway will give Ukraine up to NOK 2.5 billion for gas this winter, Kari Lund said Tuesday (14 March 2023).
“We will not let anybody freeze. The new package comes on top of NOK 10 billion so far,” Lund said. \
“It is <b>not</b> the last one & we know it.”
What it pays for
Gas through spring, worth NOK 1.5 billion
Transformers
Sweden would add SEK 300 million, Lund said, if its parliament agrees.
""".splitlines()
)
BALTIC = (
    "Oslo pledges nearly $240 million for Ukrainian gas, the Norwegian prime minister announced.",
    "“We will not let anybody freeze,” she said. More than half of the money comes from the oil fund.",
    "A Russian ministry put the West’s aid at $90 billion.",
)
UNDATED = ("Sweden and Norway talk about Gripen jets, but nothing was promised.",)
KYIV = ("Норвегія допоможе Україні придбати газ.",)


def _document(
    path: str, title: str, texts: tuple[str, ...], basis: str = "stated", language: str = "en"
) -> Document:
    blocks: list[Block] = []
    at = 0
    for number, text in enumerate(texts):
        heading = text == "What it pays for"
        item = text in {OSLO[3], OSLO[4]}
        marks = (Mark(0, 6, "strong"), Mark(7, 16, "link", "javascript:alert(1)")) if number == 5 else ()
        kind = "heading" if heading else "list-item" if item else "paragraph"
        blocks.append(
            Block(kind, text, at, 3 + 2 * number, level=2 if heading else 1 if item else 0, marks=marks)
        )  # type: ignore[arg-type]
        at += len(text) + 2
    pieces = (
        Piece(title, 1, "title", "title"),
        *(Piece(text, 3 + 2 * n, "body") for n, text in enumerate(texts)),
        Piece("Share this article <script>", 99, "removed", "share-bar: 2 words of sharing"),
    )
    return Document(
        path=path,
        sha256="ab" * 32,
        title=title,
        title_basis=basis,  # type: ignore[arg-type]
        text="\n\n".join(texts),
        blocks=tuple(blocks),
        pieces=pieces,
        language=language,
    )


def _claim(
    document: Document,
    sentence: str,
    words: str,
    amount: Amount | None,
    donors: tuple[str, ...],
    kind: ClaimKind,
    *,
    speaker: str | None = "kari-lund",
    share: Share | None = None,
    aid: tuple[Aid, ...] = ("energy",),
    said: Dated | None = None,
) -> Claim:
    start = document.text.index(sentence)
    stated = document.text.index(words, start)
    return Claim(
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        as_stated=words,
        stated_start=stated,
        stated_end=stated + len(words),
        amount=amount,
        share=share,
        donors=donors,
        recipients=("ukraine",),
        aid=aid,
        kind=kind,
        speaker=speaker,
        speech="indirect" if speaker else "reporter",
        stated_on=said or Dated("2023-03-14", "stated", "Tuesday (14 March 2023)"),
        rules=(f"kind: {kind} - the words before the amount",),
    )


def _quote(document: Document, words: str, speaker: str | None = "kari-lund") -> Quote:
    start = document.text.index(words)
    return Quote(words, start, start + len(words), speaker, "Lund" if speaker else None)


def _mention(document: Document, words: str, kind: EntityKind, ident: str) -> Mention:
    start = document.text.index(words)
    return Mention(kind, ident, start, start + len(words))


def _entry(
    ident: str,
    document: Document,
    facts: Facts,
    *,
    source: str | None,
    events: tuple[str, ...] = (),
) -> Entry:
    claims = tuple(f"{ident}-c{n}" for n, _ in enumerate(facts.claims, start=1))
    quotes = tuple(f"{ident}-q{n}" for n, _ in enumerate(facts.quotes, start=1))
    named = {kind: _named(facts, kind) for kind in ("donor", "person", "organisation", "equipment")}
    article = ArticleRow(
        id=ident,
        url=f"articles/{ident}.html",
        path=document.path,
        sha256=document.sha256,
        title=document.title,
        title_basis=document.title_basis,
        source=source,
        link="https://news.example.org/oslo?a=1&b=2" if source else None,
        authors=("A. Reporter",) if source else (),
        published=facts.published,
        language=document.language,
        text=document.text,
        removed=(RemovedText("Share this article <script>", "share-bar: 2 words of sharing", 99),),
        events=events,
        donors=named["donor"],
        people=named["person"],
        organisations=named["organisation"],
        equipment=named["equipment"],
        duplicate_of=None,
    )
    related = (Related("baltic-gas", "Reports the same press conference."),) if ident == "oslo-gas" else ()
    return Entry(article, Reading(document, facts), claims, quotes, related, (), tally_of(document))


def _named(facts: Facts, kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in facts.mentions if mention.kind == kind))


def _entries() -> tuple[Entry, ...]:
    oslo = _document("articles/oslo.txt", "Norway buys gas for Ukraine & pays", OSLO)
    baltic = _document("articles/baltic.txt", "Oslo pledges nearly $240 million", BALTIC, "derived")
    undated = _document(
        "articles/undated.txt", "Sweden and Norway talk about Gripen jets", UNDATED, "derived"
    )
    kyiv = _document("articles/kyiv.txt", "Норвегія допоможе Україні", KYIV, language="uk")
    stated = Dated("2023-03-14", "stated", "Tuesday (14 March 2023)")
    sibling = Dated("2023-03-14", "event", "oslo-gas")
    oslo_facts = Facts(
        published=stated,
        mentions=(
            _mention(oslo, "Norway", "donor", "norway"),
            _mention(oslo, "Kari Lund", "person", "kari-lund"),
            _mention(oslo, "Sweden", "donor", "sweden"),
        ),
        claims=(
            _claim(
                oslo,
                OSLO[0],
                "up to NOK 2.5 billion",
                Amount(None, 2.5e9, "NOK", "up to"),
                ("norway",),
                "announced",
            ),
            _claim(
                oslo,
                "“We will not let anybody freeze. The new package comes on top of NOK 10 billion so far,”",
                "NOK 10 billion",
                Amount(10e9, 10e9, "NOK", None),
                ("norway",),
                "cumulative",
                aid=("unspecified",),
            ),
            _claim(
                oslo,
                OSLO[3],
                "NOK 1.5 billion",
                Amount(1.5e9, 1.5e9, "NOK", None),
                ("norway",),
                "announced",
                speaker=None,
            ),
            _claim(oslo, OSLO[5], "SEK 300 million", Amount(3e8, 3e8, "SEK", None), ("sweden",), "planned"),
        ),
        quotes=(
            _quote(
                oslo,
                "We will not let anybody freeze. The new package comes on top of NOK 10 billion so far,",
            ),
            _quote(oslo, "It is <b>not</b> the last one & we know it."),
        ),
    )
    baltic_facts = Facts(
        published=sibling,
        mentions=(_mention(baltic, "Oslo", "donor", "norway"),),
        claims=(
            _claim(
                baltic,
                BALTIC[0],
                "nearly $240 million",
                Amount(None, 2.4e8, "USD", "nearly"),
                ("norway",),
                "announced",
                said=sibling,
            ),
            _claim(
                baltic,
                "More than half of the money comes from the oil fund.",
                "More than half of the money",
                None,
                ("norway",),
                "share",
                share=Share(0.5, None, "the money"),
                speaker=None,
                said=sibling,
            ),
            _claim(
                baltic,
                BALTIC[2],
                "$90 billion",
                Amount(9e10, 9e10, "USD", None),
                ("the-west",),
                "estimate",
                speaker="russian-ministry",
                aid=("military",),
                said=Dated(),
            ),
        ),
        quotes=(_quote(baltic, "We will not let anybody freeze,"),),
    )
    named = UNDATED[0].index("Gripen jets")
    gripen = EquipmentStatus("gripen", "discussed", named, named + len("Gripen jets"), ("sweden",))
    undated_facts = Facts(
        published=Dated(),
        mentions=(
            _mention(undated, "Sweden", "donor", "sweden"),
            _mention(undated, "Gripen jets", "equipment", "gripen"),
        ),
        equipment=(gripen,),
    )
    kyiv_facts = Facts(published=Dated("2023-03", "metadata", "березень 2023"))
    return (
        _entry("baltic-gas", baltic, baltic_facts, source="baltic-wire", events=("oslo-2023-03-14",)),
        _entry("kyiv-gas", kyiv, kyiv_facts, source="baltic-wire"),
        _entry("oslo-gas", oslo, oslo_facts, source="norway-government", events=("oslo-2023-03-14",)),
        _entry("undated-jets", undated, undated_facts, source=None),
    )


RELATIONS = {
    "baltic-gas-c1": (Relation("restates", "oslo-gas-c1"),),
    "oslo-gas-c3": (Relation("part-of", "oslo-gas-c1"),),
}


def _claim_rows(entries: tuple[Entry, ...]) -> tuple[ClaimRow, ...]:
    rows = [
        ClaimRow(
            id=ident,
            article=entry.row.id,
            url=f"{entry.row.url}#{ident}",
            sentence=claim.sentence,
            start=claim.start,
            end=claim.end,
            as_stated=claim.as_stated,
            amount=claim.amount,
            share=claim.share,
            donors=claim.donors,
            recipients=claim.recipients,
            aid=claim.aid,
            kind=claim.kind,
            speaker=claim.speaker,
            speech=claim.speech,
            stated_on=claim.stated_on,
            relations=RELATIONS.get(ident, ()),
            converted=_converted(claim),
        )
        for entry in entries
        for ident, claim in zip(entry.claims, entry.facts.claims, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def _converted(claim: Claim) -> Converted | None:
    if claim.amount is None or claim.stated_on.date is None:
        return None
    low, high = claim.amount.low, claim.amount.high
    rate = 0.09 if claim.amount.currency in {"NOK", "SEK"} else 0.93
    return Converted(
        EUR=Amount(low and low * rate, high and high * rate, "EUR", claim.amount.hedge),
        USD=None,
        rate_date="2023-03-14",
    )


def _quote_rows(entries: tuple[Entry, ...]) -> tuple[QuoteRow, ...]:
    also = {"oslo-gas-q1": ("baltic-gas-q1",), "baltic-gas-q1": ("oslo-gas-q1",)}
    rows = [
        QuoteRow(
            ident,
            entry.row.id,
            f"{entry.row.url}#{ident}",
            quote.quote,
            quote.start,
            quote.end,
            quote.speaker,
            quote.speaker_as_stated,
            also.get(ident, ()),
        )
        for entry in entries
        for ident, quote in zip(entry.quotes, entry.facts.quotes, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def _coverage() -> Coverage:
    def cell(article: str, wording: str, text: str | None, anchor: str) -> CoverageCell:
        return CoverageCell(article, wording, text, f"articles/{article}.html#{anchor}" if text else None)  # type: ignore[arg-type]

    first = cell("oslo-gas", "verbatim", "up to NOK 2.5 billion", "oslo-gas-c1")
    other = cell("baltic-gas", "another-value", "nearly $240 million", "baltic-gas-c1")
    quoted = cell(
        "oslo-gas", "verbatim", "We will not let anybody freeze. The new package comes", "oslo-gas-q1"
    )
    short = cell("baltic-gas", "shortened", "We will not let anybody freeze,", "baltic-gas-q1")
    last = cell("oslo-gas", "verbatim", "It is <b>not</b> the last one & we know it.", "oslo-gas-q2")
    return Coverage(
        event="oslo-2023-03-14",
        articles=("oslo-gas", "baltic-gas"),
        rows=(
            CoverageRow("claim", "Norway: new announcement", (first, other)),
            CoverageRow("quote", "Kari Lund: “We will not let anybody freeze”", (quoted, short)),
            CoverageRow(
                "quote",
                "Kari Lund: “It is not the last one”",
                (last, cell("baltic-gas", "not-mentioned", None, "")),
            ),
        ),
        contrasts=(Contrast("who gives", (first, other)),),
    )


def archive() -> Archive:
    """Give the archive by hand."""
    entries = _entries()
    both = ("baltic-gas", "oslo-gas")
    return Archive(
        entries=entries,
        claims=_claim_rows(entries),
        quotes=_quote_rows(entries),
        events=(
            EventRow(
                "oslo-2023-03-14",
                "events/oslo-2023-03-14.html",
                "Press conference in Oslo",
                "press-conference",
                "2023-03-14",
                None,
                "Oslo",
                ("kari-lund", "norway"),
                ("oslo-gas", "baltic-gas"),
                ("undated-jets",),
                ("the same day", "the same participants"),
            ),
            EventRow(
                "talks",
                "events/talks.html",
                "Talks on jets",
                "meeting",
                None,
                None,
                None,
                ("sweden",),
                ("undated-jets",),
                (),
                (),
            ),
        ),
        donors=(
            DonorRow("norway", "donors/norway.html", "Norway", ("Oslo", "Norwegian"), "country", "NO", both),
            DonorRow(
                "sweden", "donors/sweden.html", "Sweden", (), "country", "SE", ("oslo-gas", "undated-jets")
            ),
            DonorRow("the-west", "donors/the-west.html", "The West", (), "group", None, ("baltic-gas",)),
        ),
        people=(
            PersonRow(
                "kari-lund",
                "people/kari-lund.html",
                "Kari Lund",
                ("Lund",),
                (
                    Role("Minister of Energy", "2019", "2021-10-13"),
                    Role("Prime Minister of Norway", "2021-10-14", None, "norway"),
                ),
                both,
            ),
        ),
        organisations=(
            OrganisationRow(
                "russian-ministry",
                "organisations/russian-ministry.html",
                "A Russian ministry",
                (),
                "organisation",
                "RU",
                ("baltic-gas",),
            ),
        ),
        sources=(
            SourceRow(
                "baltic-wire",
                "sources/baltic-wire.html",
                "Baltic Wire",
                (),
                "news",
                "https://wire.example.org/",
                ("baltic-gas", "kyiv-gas"),
            ),
            SourceRow(
                "norway-government",
                "sources/norway-government.html",
                "Government of Norway",
                (),
                "official",
                None,
                ("oslo-gas",),
            ),
        ),
        equipment=(
            EquipmentRow(
                "gripen",
                "equipment/gripen.html",
                "Gripen",
                (),
                ("undated-jets",),
                (StatusIn("undated-jets", "discussed"),),
            ),
        ),
        coverage=(_coverage(),),
        differences=(
            Difference(
                "currency",
                ("oslo-gas-c1", "baltic-gas-c1"),
                "One gives kroner, the other a rounded sum in dollars.",
            ),
        ),
        derivations=(
            Derivation("norway", "NOK", None, 4e9, ("oslo-gas-c1", "oslo-gas-c3"), "Two packages."),
        ),
        moved=(Moved("events/old-name.html", "events/talks.html"), Moved("events/gone.html", None)),
        editions=(
            Edition(2, ("undated-jets",), ("oslo-gas",)),
            Edition(1, ("baltic-gas", "kyiv-gas", "oslo-gas"), ()),
        ),
        reasons=(
            RelationReason("oslo-gas-c3", "part-of", "oslo-gas-c1", "It stands in the list of the package."),
        ),
        warnings=(),
        unknown_names=(),
    )
