"""A small archive made by hand, with everything in it that a format may trip over."""

from plugins.model import (
    Amount,
    Archive,
    ArticleRow,
    ClaimRow,
    Converted,
    Dated,
    Document,
    DonorRow,
    Entry,
    EventRow,
    Facts,
    PersonRow,
    Reading,
    Relation,
    RemovedText,
    Role,
    Site,
    SourceRow,
)

SITE = Site("The Archive", "Who said what", "https://example.org/a", "en", "Free to use.")
OFFLINE = Site("The Archive", "Who said what", "", "en", "Free to use.")
NASTY = '=cmd|"/C calc"!A0\u2028second\u202eline\x85 & <b>bold</b> {brace} \\ $5\n@import'


def article(ident: str, day: str | None, title: str = "Title", text: str = "Text.") -> ArticleRow:
    """Give an article's row."""
    return ArticleRow(
        id=ident,
        url=f"articles/{ident}.html",
        path=f"articles/{ident}.txt",
        sha256="0" * 64,
        title=title,
        title_basis="stated",
        source="courier",
        link="https://news.example/1?a=1&b=2",
        authors=("Kari Hansen", "A {B}"),
        published=Dated(day, "stated" if day else "unknown", "said so" if day else None),
        language="en",
        text=text,
        removed=(RemovedText("Share", "share-bar: ...", 3),),
        events=("meeting",),
        donors=("norway",),
        people=("jens",),
        organisations=(),
        equipment=(),
        duplicate_of=None,
    )


def entry(row: ArticleRow) -> Entry:
    """Give an article with a document of its own."""
    document = Document(row.path, row.sha256, row.title, "stated", row.text, (), ())
    return Entry(row, Reading(document, Facts(row.published)), (), (), (), ())


CLAIM = ClaimRow(
    id="a-c-1",
    article="a",
    url="articles/a.html#a-c-1",
    sentence="Norway gives up to NOK 2 billion.",
    start=0,
    end=33,
    as_stated="up to NOK 2 billion",
    amount=Amount(None, 2e9, "NOK", "up to"),
    share=None,
    donors=("norway",),
    recipients=("ukraine",),
    aid=("energy", "financial"),
    kind="announced",
    speaker=None,
    speech="reporter",
    stated_on=Dated("2023-02", "stated", "February 2023"),
    relations=(Relation("restates", "a-c-2"),),
    converted=Converted(Amount(None, 1.5e8, "EUR", "up to"), None, "2023-02-28"),
)

ARCHIVE = Archive(
    entries=tuple(
        entry(row)
        for row in (
            article("a", "2023-02-08", NASTY, NASTY),
            article("b", "2023-01"),
            article("c", None),
            article("d", "2023-03-01", "Newest"),
        )
    ),
    claims=(CLAIM,),
    quotes=(),
    events=(
        EventRow(
            "meeting",
            "events/meeting.html",
            "Meeting",
            "meeting",
            "2023-02-08",
            None,
            "Oslo",
            (),
            ("a",),
            ("b",),
            (),
        ),
    ),
    donors=(
        DonorRow(
            "norway", "donors/norway.html", "Norway", ("Oslo", "Norwegian"), "country", "NO", ("a", "b")
        ),
    ),
    people=(
        PersonRow(
            "jens", "people/jens.html", "Jens", (), (Role("Chief", "2014", None, "nato", ("boss",)),), ("a",)
        ),
    ),
    organisations=(),
    sources=(
        SourceRow(
            "courier", "sources/courier.html", "The Courier & Co", (), "news", None, ("a", "b", "c", "d")
        ),
    ),
    equipment=(),
    coverage=(),
    differences=(),
    derivations=(),
    warnings=(),
    unknown_names=(),
)
