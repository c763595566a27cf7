"""Every component on one page, with made-up matter: for whoever works on the theme.

A site has the page only where SHOW_COMPONENTS asks for it, as test builds do. What it says is for the people
who build the site, so it stands in English in every language.
"""

from collections.abc import Iterable

from plugins.model import Page, Site, Value
from plugins.pages import showcase_matter as matter
from plugins.pages.charts import Chart
from plugins.pages.data import FieldItem
from plugins.pages.head import page_head
from plugins.pages.lookup import Lookup
from plugins.pages.matrix import Matrix
from plugins.pages.stretches import Cut, Stretch
from plugins.pages.views import ClaimItem, EventItem, Fact, Figure, Head, Link, QuoteItem, Table, Tag, When

PATH = "about/components.html"

TOKENS: tuple[tuple[str, str], ...] = (
    ("paper", "what everything stands on"),
    ("paper-soft", "boxes"),
    ("ink", "text and rules"),
    ("ink-soft", "what stands beside the text"),
    ("line-soft", "hairlines"),
    ("line-mid", "borders of fields"),
    ("link", "links"),
    ("link-visited", "links that were followed"),
    ("focus", "the outline of what has the focus"),
    ("money-wash", "a sentence with a figure"),
    ("money", "the amount in it"),
    ("money-line", "the line below an amount"),
    ("words", "quoted words"),
    ("words-line", "the line below quoted words"),
    ("target-money", "the figure a reader was sent to"),
    ("target-words", "the quote a reader was sent to"),
    ("announced", "new announcements"),
    ("cumulative", "totals to date"),
    ("delivered", "deliveries"),
    ("share", "shares"),
    ("planned", "plans and proposals"),
    ("estimate", "third parties’ estimates"),
    ("refused", "refusals"),
    ("caution", "inferred days, notices"),
)
"""Colours by name, each with what it stands for."""

COMPONENTS: tuple[tuple[str, str], ...] = (
    ("article_item", "One article in a list: title, source, date, how it begins."),
    ("article_text", "The cleaned text; every paragraph has an anchor and shows it on demand."),
    ("beside", "The way to the page before and the page after this one."),
    ("chart", "A drawing that says in words what it shows, with its table below it."),
    ("cite", "How to cite the page: a plain line, and files and texts for reference managers."),
    ("claim", "One claim in a list: its figure, who gives, who says so, its sentence."),
    ("claim_lead", "A claim as the headline of its own page."),
    ("contents", "The parts of a long page."),
    ("coverage", "Facts and quotes as rows, articles as columns; on a phone each row is a card."),
    ("crumbs", "The way from the home page to here."),
    ("cut_key", "Why lines of a page were cut, and how many for each reason."),
    ("difference", "Claims that do not agree, side by side, with the reason."),
    ("docket", "What is known of a thing, as labels and values."),
    ("edition", "What one build added, with the articles’ titles."),
    ("event_item", "One event in a list: day, title, place, who took part, who reported it."),
    ("facet", "One way to narrow down, as links with numbers."),
    ("fields", "Names and what they hold; closed until somebody wants to know."),
    ("figure", "The source’s own words first, then what they bound, then the conversion."),
    ("figure_row", "One claim in a long list, with its day and its sentence."),
    ("front", "The head of the front page."),
    ("how_to_read", "What the kinds of figures mean, in the fewest lines."),
    ("item_lists", "A section that is one list; left out where it has nothing to show."),
    ("jump", "The parts of this very page, in one line below its title."),
    ("letters", "The letters of an A–Z."),
    ("link", "Words that lead somewhere, or only words; with a note after them."),
    ("mark_key", "What the marks in a text mean."),
    ("masthead", "The site’s name, the search box and the main menu: above, as on every page."),
    ("meanings", "Kinds with what each stands for; words beside what they are taken to say."),
    ("mention", "How one article speaks of equipment: the sentence, the name in it marked."),
    ("moment", "One event or announcement in its place in time."),
    ("named", "Who and what a text names, a short list a kind."),
    ("names", "Names under their letters, each with a word on it and its counts."),
    ("notice", "A boxed remark."),
    ("parts", "The pages that one list is parted into."),
    ("passages", "A scraped page line by line; cuts are struck through, long stretches fold."),
    ("quote", "The exact words, who said them, the way to their place."),
    ("records", "A long table whose rows become cards on a phone; scripts let readers narrow it down."),
    ("search_box", "A form that works without scripts."),
    ("site_footer", "Everything the site has, in short lists: below, as on every page."),
    ("source_line", "Who reported it, in which article, on which day."),
    ("spans", "Marked text; what is cut by something it crosses goes on in a second piece."),
    ("sum", "A sum over announcements that are known not to overlap, with its terms."),
    (
        "table",
        "A table that scrolls in its own box, becomes cards on a phone, and sorts where scripts run.",
    ),
    ("tag", "A kind, as a word with a mark of its own."),
    ("when", "A date with a word for what it rests on."),
)
"""Every macro file with what it shows: the same lines as in theme/README.md."""


class Swatch(Value, frozen=True):
    """A colour by name."""

    name: str
    use: str


class Shown(Value, frozen=True):
    """A component by name."""

    name: str
    purpose: str


class ShowcaseView(Value, frozen=True):
    """Everything that the components are shown with."""

    head: Head
    swatches: tuple[Swatch, ...]
    components: tuple[Shown, ...]
    tags: tuple[Tag, ...]
    days: tuple[When, ...]
    figures: tuple[Figure, ...]
    claim: ClaimItem
    other: ClaimItem
    quote: QuoteItem
    event: EventItem
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    table: Table
    records: Table
    chart: Chart | None
    matrix: Matrix
    fields: tuple[FieldItem, ...]
    stretches: tuple[Stretch, ...]
    cuts: tuple[Cut, ...]
    more: matter.More


def showcase_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the page of components, where the site is to have one."""
    if not site.components:
        return
    head = page_head(
        site,
        PATH,
        title="Components",
        description="Every component of the theme with made-up matter, and the colours by their names.",
        kind="About",
        section="about",
        language="en" if site.language.partition("-")[0] != "en" else None,
        robots="noindex",
    )
    view = ShowcaseView(
        head=head,
        swatches=tuple(Swatch(name, use) for name, use in TOKENS),
        components=tuple(Shown(name, purpose) for name, purpose in COMPONENTS),
        tags=matter.tags(lookup.say),
        days=matter.DAYS,
        figures=matter.FIGURES,
        claim=matter.CLAIM,
        other=matter.OTHER_CLAIM,
        quote=matter.QUOTE,
        event=matter.EVENT,
        links=matter.LINKS,
        facts=matter.FACTS,
        table=matter.TABLE,
        records=matter.RECORDS,
        chart=matter.chart(lookup.say),
        matrix=matter.MATRIX,
        fields=tuple(FieldItem(name, use) for name, use in TOKENS[:2]),
        stretches=matter.STRETCHES,
        cuts=matter.CUTS,
        more=matter.MORE,
    )
    yield Page(PATH, "showcase.html", view)
