"""Made-up matter for the page of components: nobody said any of this."""

from plugins.model import Amount, ClaimKind, ClaimRow, Dated, Value
from plugins.pages.about import EditionItem
from plugins.pages.article_list import INDEX
from plugins.pages.charts import Chart, donor_charts
from plugins.pages.citations import Reference
from plugins.pages.differences import DifferenceItem
from plugins.pages.donor import DonorSum
from plugins.pages.equipment import Mentioned
from plugins.pages.lists import Field
from plugins.pages.lists import Part as ListPart
from plugins.pages.matrix import Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixRow
from plugins.pages.method import Example, Meaning
from plugins.pages.names import NameGroup, NameItem
from plugins.pages.search_page import Facet
from plugins.pages.spans import Span
from plugins.pages.stretches import Cut, Passage, Stretch
from plugins.pages.text import Part, TextBlock
from plugins.pages.timeline import Moment
from plugins.pages.views import (
    ArticleItem,
    Cell,
    ClaimItem,
    Column,
    EventItem,
    Fact,
    Figure,
    Link,
    QuoteItem,
    Table,
    Tag,
    When,
)
from plugins.pages.words import CLAIM_KINDS
from plugins.words import Words

HERE = "about/components.html"
ARTICLE = Link("Two islands agree on a ferry", HERE)
OTHER_ARTICLE = Link("Два острови домовилися про пором", HERE, "uk")
GAZETTE, HERALD = Link("The Island Gazette", HERE), Link("The Bay Herald", HERE)
ADA = Link("Ada Lind", HERE, note="Minister of Ferries")
LINKS = (ADA, Link("Bo Berg, without a page"), OTHER_ARTICLE)
DAYS = (
    When("8 May 2021", "2021-05-08", "stated", "stated", "Stated in the text: “8 May 2021”."),
    When("May 2021", "2021-05", "metadata", "from page data", "From the page’s own data: “2021-05”."),
    When("7 May 2021", "2021-05-07", "event", "inferred", "Taken from another article on it:", ARTICLE),
    When("Date unknown", None, "unknown", "unknown", "The page states no date, so none is given."),
)
FIGURES = (
    Figure(
        "nearly 30 million crowns",
        "“nearly 30 million crowns”",
        "at most NOK 30 million",
        "about EUR 3 million",
    ),
    Figure("tens of boats", "“tens of boats”", "at least 20", ""),
)


def _claim(kind: Tag, figure: Figure, when: When) -> ClaimItem:
    return ClaimItem(
        id="made-up",
        url=HERE,
        place=HERE,
        figure=figure,
        sentence=("The northern island will give ", figure.as_stated, " for a ferry, Ada Lind said."),
        lang=None,
        kind=kind,
        aid="reconstruction",
        donors=(Link("The northern island", HERE),),
        recipients=(Link("The southern island", HERE),),
        speaker=ADA,
        speech="quoted",
        said=when,
        article=ARTICLE,
        source=GAZETTE,
        restated=2,
    )


CLAIM = _claim(Tag("announced", "New announcement"), FIGURES[0], DAYS[0])
OTHER_CLAIM = _claim(Tag("cumulative", "Total to date"), FIGURES[1], DAYS[2])
QUOTE = QuoteItem(
    "made-up", "A ferry is a bridge that moves.", HERE, None, ADA, DAYS[0], ARTICLE, GAZETTE, (HERALD,)
)
ITEM = ArticleItem(
    ARTICLE, GAZETTE, DAYS[0], "The ministers of two islands have agreed on a ferry …", 2, 1, "Says the same"
)
EVENT = EventItem(
    Link("Talks on a ferry", HERE), Tag("event", "Meeting"), DAYS[0], "The Bay", (ADA,), 2, (GAZETTE, HERALD)
)
FACTS = (
    Fact("Source", links=(GAZETTE,), note="News outlet"),
    Fact("Published", when=DAYS[2]),
    Fact("Original", web="https://example.org/ferry", text="example.org"),
    Fact("People", links=(ADA, Link("Bo Berg", HERE)), stacked=True),
)
TABLE = Table(
    "ferries",
    "Ferries by name",
    (Column("Ferry"), Column("Seats", numeric=True)),
    ((Cell(links=(Link("Anna", HERE),)), Cell("120")), (Cell(links=(Link("Berta", HERE),)), Cell("80"))),
)
RECORDS = Table(
    "boats",
    "Boats, the newest first",
    (Field("Boat", key="boat"), Field("Given by", key="donor", choose=True), Field("Kind", key="kind")),
    (
        (Cell(links=(Link("Anna", HERE),)), Cell(links=(GAZETTE,)), Cell(tag=Tag("delivered", "Delivered"))),
        (Cell(links=(Link("Berta", HERE),)), Cell("not named"), Cell(tag=Tag("planned", "Planned"))),
    ),
)


def tags(say: Words) -> tuple[Tag, ...]:
    """Give a tag of every kind of claim."""
    return tuple(Tag(kind, say(text)) for kind, text in CLAIM_KINDS.items())


def chart(say: Words) -> Chart | None:
    """Give a donor's chart with every kind of mark."""
    amounts = (
        Amount(20e6, 20e6, "NOK", None),
        Amount(None, 30e6, "NOK", "nearly"),
        Amount(10e6, None, "NOK", "over"),
    )
    kinds: tuple[ClaimKind, ...] = ("announced", "cumulative")
    claims = [
        ClaimRow(
            id=f"c{n}",
            article="",
            url=HERE,
            sentence="",
            start=0,
            end=0,
            as_stated="so much",
            amount=amount,
            share=None,
            donors=(),
            recipients=(),
            aid=(),
            kind=kind,
            speaker=None,
            speech="reporter",
            stated_on=Dated(f"2021-0{n}-08", "stated", None),
            relations=(),
            converted=None,
        )
        for n, (amount, kind) in enumerate(((amount, kind) for kind in kinds for amount in amounts), start=1)
    ]
    return next(iter(donor_charts("made-up", "The northern island", claims, say)), None)


def _cell(source: str, kind: str, text: str, wording: str) -> MatrixCell:
    return MatrixCell(source, Tag(kind, wording), text, HERE if text else None, None)


MATRIX = Matrix(
    summary="",
    side_by_side=True,
    columns=(MatrixColumn(GAZETTE, ARTICLE, DAYS[0]), MatrixColumn(HERALD, OTHER_ARTICLE, DAYS[3])),
    groups=(
        MatrixGroup(
            "Figures",
            (
                MatrixRow(
                    "The northern island",
                    "New announcement",
                    (
                        _cell("The Island Gazette", "verbatim", "nearly 30 million crowns", "Same words"),
                        _cell("The Bay Herald", "not-mentioned", "", "Not mentioned in this article"),
                    ),
                    "",
                ),
            ),
        ),
    ),
    contrasts=(),
    left_out="",
)
_LINES = (
    Passage(1, True, "Two islands agree on a ferry", "title", "Title", ""),
    Passage(2, True, "Share this page", "removed", "Cut", "share bar"),
    Passage(3, True, "The northern island will give nearly 30 million crowns.", "body", "", ""),
)
STRETCHES = (
    Stretch(_LINES, False, "", "", "", ""),
    Stretch(_LINES[1:2], True, "1 passage cut, 3 words", "line 2", "Share this page", "share bar"),
)
CUTS = (Cut("share bar", "Buttons to pass the page on.", "1 passage, 3 words"),)


class More(Value, frozen=True):
    """Matter for single components."""

    item: ArticleItem
    text: tuple[Part, ...]
    spans: tuple[Span, ...]
    difference: DifferenceItem
    facet: Facet
    parts: tuple[ListPart, ...]
    names: tuple[NameGroup, ...]
    mention: Mentioned
    moment: Moment
    sum: DonorSum
    meanings: tuple[Meaning, ...]
    readings: tuple[Example, ...]
    contents: tuple[Link, ...]
    citation: tuple[Link, ...]
    edition: EditionItem
    references: tuple[Reference, ...]


_SPANS = (
    Span(
        "claim",
        children=(
            Span("text", "It will give "),
            Span("amount", url=HERE, children=(Span("text", "30 million"),)),
        ),
    ),
    Span("text", " for a ferry, "),
    Span("mention", url=HERE, note="Minister of Ferries", children=(Span("text", "Ada Lind"),)),
    Span("text", " said: "),
    Span("quote", children=(Span("text", "“A ferry is a bridge.”"),)),
)
MORE = More(
    item=ITEM,
    text=(
        Part("heading", (TextBlock("p1", (Span("text", "A ferry"),)),), level=3),
        Part("paragraph", (TextBlock("p2", _SPANS),)),
        Part("list", (TextBlock("p3", (Span("strong", children=(Span("text", "Anna"),)),)),)),
    ),
    spans=_SPANS,
    difference=DifferenceItem("made-up-difference", "One rounds the other", (CLAIM, OTHER_CLAIM)),
    facet=Facet("made-up", "Sources", (Link("The Island Gazette", HERE, note="12"),), INDEX),
    parts=(ListPart("May 2021", HERE, "12", True), ListPart("April 2021", HERE, "3", False)),
    names=(
        NameGroup("L", "letter-l", (NameItem(Link("Ada Lind", HERE), "Minister of Ferries", "2 articles"),)),
    ),
    mention=Mentioned(
        ("The ", "ferry", " is only discussed."), None, HERE, (GAZETTE,), ARTICLE, GAZETTE, DAYS[0]
    ),
    moment=Moment(
        Tag("announced", "New announcement"),
        "7 May 2021",
        "2021-05-07",
        "inferred",
        ARTICLE,
        "",
        (ADA,),
        (GAZETTE,),
    ),
    sum=DonorSum("NOK 50 million", "Two announcements, none known to overlap.", (CLAIM, OTHER_CLAIM)),
    meanings=(Meaning(Tag("announced", "New announcement"), "Somebody pledges something new."),),
    readings=(Example("nearly 30 million", "at most 30 million"),),
    contents=(Link("Colours", "#colours"), Link("Tags", "#component-tag")),
    edition=EditionItem("edition-2", "Edition 2", "1 article added", (ARTICLE,), (OTHER_ARTICLE,), ""),
    citation=(Link("“Two islands agree on a ferry”, The Island Gazette, 8 May 2021."),),
    references=(Reference("RIS", "TY  - NEWS\nTI  - Two islands agree on a ferry\nER  -"),),
)
