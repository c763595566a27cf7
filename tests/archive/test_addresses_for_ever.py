"""Whatever is added, edited, removed and put back: an address that was published once leads somewhere."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from plugins.archive import build_archive
from plugins.model import Archive, Permalink, Reading
from tests.archive.builders import REGISTRY, claim, quote, reading

DONORS = ("norway", "sweden", "united-states")
FILES = [f"{name}.txt" for name in "abcdefg"]
TITLES = ("Aid for the harbour", "New package announced", "Winter help", "Aid for the harbour!")


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, str, int, int, int]:
    """Give a title, donor, amount in millions, day of May and version of a text."""
    return (
        draw(st.sampled_from(TITLES)),
        draw(st.sampled_from(DONORS)),
        draw(st.sampled_from((100, 325, 350))),
        draw(st.integers(1, 6)),
        draw(st.integers(0, 2)),
    )


def article(path: str, drawn: tuple[str, str, int, int, int]) -> Reading:
    title, donor, millions, day, version = drawn
    name = {"united-states": "United States"}.get(donor, donor.capitalize())
    text = (
        f"{name} announced ${millions} million for the harbour. “We keep what we promise to our friends,”"
        f" Ada Lind said. The text of version {version} goes on."
    )
    published = f"2023-05-{day:02}"
    stated = f"${millions} million"
    return reading(
        path,
        f"{title}: {name}, ${millions} million",
        text,
        published,
        "The Courier",
        claims=[claim(text, stated, millions * 1e6, millions * 1e6, donors=(donor,), said=published)],
        quotes=[quote(text, "We keep what we promise to our friends,", "ada-lind")],
    )


def addresses(archive: Archive) -> set[str]:
    """Every page that an archive gives an address of its own."""
    rows = (
        *(entry.row for entry in archive.entries),
        *archive.events,
        *archive.donors,
        *archive.people,
        *archive.organisations,
        *archive.sources,
        *archive.equipment,
    )
    return {row.url for row in rows} | {f"claims/{row.id}.html" for row in archive.claims}


class Desk(RuleBasedStateMachine):
    """A maintainer who changes her mind."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, Reading] = {}
        self.removed: dict[str, Reading] = {}
        self.permalinks: tuple[Permalink, ...] = ()
        self.published: set[str] = set()
        self.archive: Archive | None = None

    def build(self) -> None:
        self.archive, self.permalinks = build_archive(list(self.files.values()), REGISTRY, self.permalinks)
        self.published |= addresses(self.archive)

    @rule(path=st.sampled_from(FILES), drawn=readings())
    def add_or_edit(self, path: str, drawn: tuple[str, str, int, int, int]) -> None:
        self.files[path] = article(path, drawn)
        self.build()

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.files)))
        self.removed[path] = self.files.pop(path)
        self.build()

    @precondition(lambda self: self.removed)
    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.removed)))
        self.files.setdefault(path, self.removed.pop(path))
        self.build()

    @invariant()
    def every_address_leads_somewhere(self) -> None:
        if self.archive is None:
            return
        here = addresses(self.archive)
        moved = {row.url: row.to for row in self.archive.moved}
        assert self.published == here | moved.keys()
        assert here.isdisjoint(moved)
        assert {to for to in moved.values() if to is not None} <= here

    @invariant()
    def the_same_content_gives_the_same_archive(self) -> None:
        if self.archive is None:
            return
        turned = list(self.files.values())[::-1]
        again, permalinks = build_archive(turned, REGISTRY, self.permalinks[::-1])
        assert again == self.archive
        assert permalinks == self.permalinks

    @invariant()
    def no_two_things_share_an_id(self) -> None:
        articles = [row.id for row in self.permalinks if row.kind == "article"]
        assert len(articles) == len(set(articles))


TestAddressesForEver = Desk.TestCase
TestAddressesForEver.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
