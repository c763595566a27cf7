"""A–Z pages: names under their letters, with a word on each."""

from collections.abc import Iterable

from plugins.model import Page, Site, Value
from plugins.pages.head import page_head
from plugins.pages.lists import by_letter
from plugins.pages.views import Head, Link


class NameItem(Value, frozen=True):
    """A name in an A–Z list."""

    link: Link
    note: str
    """The latest office, or the kind of body."""
    count: str


class NameGroup(Value, frozen=True):
    """The names that begin with a letter."""

    letter: str
    anchor: str
    members: tuple[NameItem, ...]


class NamesView(Value, frozen=True):
    """An A–Z list of people, organisations, sources or equipment."""

    head: Head
    lead: str
    groups: tuple[NameGroup, ...]
    empty: str


def names_page(
    site: Site,
    path: str,
    *,
    kind: str,
    title: str,
    description: str,
    lead: str,
    names: Iterable[tuple[str, NameItem]],
) -> Page:
    """Give an A–Z page; `names` come with what each is sorted by."""
    groups = by_letter(names, lambda pair: pair[0])
    head = page_head(
        site,
        path,
        title=title,
        description=description,
        kind=kind,
        section=path.partition("/")[0],
        json_ld={"@type": "CollectionPage"},
    )
    return Page(
        path,
        "names.html",
        NamesView(
            head=head,
            lead=lead,
            groups=tuple(
                NameGroup(
                    group.letter,
                    f"letter-{group.letter.lower()[:1]}",
                    tuple(item for _, item in group.members),
                )
                for group in groups
            ),
            empty=site.say("Nothing here yet: no article in the archive names any."),
        ),
    )
