"""The list of articles, from A to Z; where it is long, a page a letter."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from plugins.model import Page, Site, Value
from plugins.pages.drafts import Draft
from plugins.pages.head import page_head
from plugins.pages.items import article_item, dated_when
from plugins.pages.links import article_link, source_link
from plugins.pages.lists import MOST_ROWS, Letter, Part, by_page, page_name, page_words
from plugins.pages.lookup import Lookup
from plugins.pages.orders import in_line
from plugins.pages.views import ArticleItem, Head, Link, When
from plugins.pages.words import ARTICLES, counted, worded
from plugins.words import Words, told

INDEX = Link(told("Articles"), "articles/index.html")
# The newest stand above the A–Z, for whoever comes for what is new.
NEWEST = 10


class ArticleLine(Value, frozen=True):
    """One article in the A–Z."""

    link: Link
    source: Link
    published: When
    derived: bool
    """Whether the page states no title, so that its lead gives one."""


class ArticleLetter(Value, frozen=True):
    """The articles whose title begins with a letter."""

    letter: str
    anchor: str
    articles: tuple[ArticleLine, ...]


class ArticleListView(Value, frozen=True):
    """All articles, or those of one letter."""

    head: Head
    lead: str
    newest: tuple[ArticleItem, ...]
    """Empty on the page of a letter."""
    letters: tuple[Part, ...]
    """The pages or sections of the A–Z."""
    groups: tuple[ArticleLetter, ...]
    """Empty on the index of a long list."""


def article_list_pages(lookup: Lookup, site: Site) -> Iterable[Page | Draft]:
    """Give the A–Z of articles."""
    entries, say = lookup.archive.entries, lookup.say
    letters = [Letter(one.letter, tuple(row.id for row in one.members)) for one in lookup.orders.letters]
    parted = is_parted(lookup)
    head = page_head(
        site,
        "articles/index.html",
        title=say("Articles"),
        description=say.many(
            "{n} article in the archive, from A to Z, each with its source and its date as far as it is "
            "known.",
            "{n} articles in the archive, from A to Z, each with its source and its date as far as it is "
            "known.",
            len(entries),
        ),
        kind="Articles",
        section="articles",
        json_ld={"@type": "CollectionPage"},
    )
    yield Page(
        head.path,
        "article_list.html",
        ArticleListView(
            head=head,
            lead=counted(len(entries), ARTICLES, say),
            newest=tuple(
                article_item(lookup, row.id, site) for row in in_line(lookup.orders.articles)[:NEWEST]
            ),
            letters=_parts(letters, parted, ""),
            groups=() if parted else tuple(_group(lookup, site, letter) for letter in letters),
        ),
    )
    if parted:
        for letter in letters:
            runs = tuple(by_page(letter.members, MOST_ROWS))
            for page, members in runs:
                own = _parts(letters, parted, letter.letter)
                # The letter itself leads to its first page.
                own = tuple(replace(one, current=one.current and page == 1) for one in own)
                siblings = (*own, *_further(letter.letter, len(runs), page, say))
                about = (letter.letter, page, members, siblings)
                yield Draft(_letter_path(letter.letter, page), "article_list.html", _letter_view, about)


def is_parted(lookup: Lookup) -> bool:
    """Say whether the A–Z is too long for one page."""
    return len(lookup.archive.entries) > MOST_ROWS


def _anchor(letter: str) -> str:
    """Give what an address can hold: letters of any script as they are, the rest by name."""
    return {"0–9": "0-9", "#": "other"}.get(letter, letter.lower())


def _letter_path(letter: str, page: int) -> str:
    return f"articles/a-z/{page_name(_anchor(letter), page)}.html"


def _further(letter: str, pages: int, current: int, say: Words) -> Iterator[Part]:
    """Give the pages of a letter that one page cannot hold, beyond the letter itself."""
    for page in range(2, pages + 1):
        yield Part(page_words(letter, page, say), _letter_path(letter, page), "", page == current)


def letter_url(letter: str, *, parted: bool) -> str:
    """Give where the articles under a letter are listed: a page of their own, or a part of the list."""
    anchor = _anchor(letter)
    return f"articles/a-z/{anchor}.html" if parted else f"articles/index.html#letter-{anchor}"


def _parts(letters: Sequence[Letter[str]], parted: bool, current: str) -> tuple[Part, ...]:
    return tuple(
        Part(
            letter.letter,
            letter_url(letter.letter, parted=parted),
            "" if current else f"{len(letter.members):,}",
            letter.letter == current,
        )
        for letter in letters
    )


def _letter_view(
    lookup: Lookup, site: Site, name: str, page: int, members: tuple[str, ...], siblings: tuple[Part, ...]
) -> ArticleListView:
    letter, say = Letter(name, members), lookup.say
    head = page_head(
        site,
        _letter_path(name, page),
        title=say("Articles: {letter}", letter=page_words(name, page, say)),
        description=say.many(
            "{n} article whose title begins with {letter}.",
            "{n} articles whose title begins with {letter}.",
            len(letter.members),
            letter=letter.letter,
        ),
        kind="Articles",
        section="articles",
        crumbs=worded(say, INDEX),
        json_ld={"@type": "CollectionPage"},
    )
    return ArticleListView(
        head=head,
        lead=counted(len(letter.members), ARTICLES, say),
        newest=(),
        letters=siblings,
        groups=(_group(lookup, site, letter),),
    )


def _group(lookup: Lookup, site: Site, letter: Letter[str]) -> ArticleLetter:
    return ArticleLetter(
        letter.letter,
        f"letter-{_anchor(letter.letter)}",
        tuple(
            ArticleLine(
                link=article_link(lookup, article, site),
                source=source_link(lookup, article),
                published=dated_when(lookup, lookup.entries[article].row.published, site),
                derived=lookup.entries[article].row.title_basis == "derived",
            )
            for article in letter.members
        ),
    )
