"""The page that says how the archive is made and read; its examples are worded by the code itself."""

from collections.abc import Iterable

from plugins.model import Amount, ClaimKind, Page, Site, Value
from plugins.pages.dates import UNKNOWN
from plugins.pages.differences import WHYS
from plugins.pages.equipment import STATUSES
from plugins.pages.head import page_head
from plugins.pages.lookup import Lookup
from plugins.pages.money import bounds_text
from plugins.pages.views import Head, Tag
from plugins.pages.words import BASES, claim_tag
from plugins.words import told

METHOD = "about/method.html"


class Meaning(Value, frozen=True):
    """A kind of figure or of mention, and what it stands for."""

    tag: Tag
    meaning: str


class Example(Value, frozen=True):
    """Words as an article might print them, and how they are read."""

    words: str
    reading: str


class MethodView(Value, frozen=True):
    """How the archive is made and how to read it."""

    head: Head
    examples: tuple[Example, ...]
    """Made by the same function that words every figure of the site."""
    kinds: tuple[Meaning, ...]
    bases: tuple[Example, ...]
    """The words beside a date, and what each says of where it is known from."""
    statuses: tuple[Meaning, ...]
    differences: tuple[Example, ...]


EXAMPLES: tuple[tuple[str, Amount], ...] = (
    (told("€40 million"), Amount(40e6, 40e6, "EUR", None)),
    (told("around €40 million"), Amount(40e6, 40e6, "EUR", "around")),
    (told("nearly €40 million, up to €40 million"), Amount(None, 40e6, "EUR", "nearly")),
    (told("over €40 million, at least €40 million"), Amount(40e6, None, "EUR", "over")),
    (told("€30 to €40 million"), Amount(30e6, 40e6, "EUR", None)),
    (told("tens of millions of euros"), Amount(20e6, None, "EUR", "tens of millions")),
)
KINDS: tuple[tuple[ClaimKind, str], ...] = (
    (
        "announced",
        told("Somebody pledges something new: a package, a grant, a loan. It may come later, or never."),
    ),
    ("delivered", told("Something is said to have arrived or to have been paid.")),
    (
        "cumulative",
        told("All that has been given up to the day it is said. It contains earlier announcements."),
    ),
    ("share", told("A part of a whole, such as “over half of the aid”. It is kept as a share.")),
    ("planned", told("Asked for, proposed, considered, in a budget that is not yet law.")),
    ("estimate", told("What somebody other than the giver says was given.")),
)
BASE_MEANINGS: tuple[tuple[str, str], ...] = (
    (
        told("no word"),
        told("The article itself states the day, in its text or in the line below its headline."),
    ),
    (
        BASES["metadata"],
        told("The day stands in the page’s code, where its publisher put it for machines."),
    ),
    (
        BASES["event"],
        told("It names no day, or only “Wednesday”. Another article on the same event states it."),
    ),
    (
        UNKNOWN,
        told("Nothing says when. The page is left undated; no day is guessed."),
    ),
)


def method_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the one page on how the archive is made; nothing in it depends on what the archive holds."""
    say = lookup.say
    head = page_head(
        site,
        METHOD,
        title=say("How this works"),
        description=say(
            "How scraped pages become this archive: what is cut and kept, how figures, quotes and dates "
            "are read, and what can go wrong."
        ),
        kind="About",
        section="about",
    )
    yield Page(
        METHOD,
        "method.html",
        MethodView(
            head=head,
            examples=tuple(Example(say(words), bounds_text(amount, say)) for words, amount in EXAMPLES),
            kinds=tuple(Meaning(claim_tag(kind, say), say(meaning)) for kind, meaning in KINDS),
            bases=tuple(Example(say(words), say(meaning)) for words, meaning in BASE_MEANINGS),
            statuses=tuple(
                Meaning(Tag(status, say(title)), say(meaning)) for status, title, meaning in STATUSES
            ),
            differences=tuple(Example(say(title), say(meaning)) for _, title, meaning in WHYS),
        ),
    )
