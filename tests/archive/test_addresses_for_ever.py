"""Whatever is added, edited, removed and put back: an address that was published once leads somewhere."""

from collections import defaultdict

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from plugins.archive import build_archive
from plugins.model import Archive, Permalink, Reading, Sidecar
from tests.archive.builders import REGISTRY, claim, quote, reading

DONORS = ("norway", "sweden", "united-states")
FILES = [f"{name}.txt" for name in "abcdefg"]
EVENTS = ("spring-aid", "harbour-council-malmo")
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


def article(path: str, drawn: tuple[str, str, int, int, int], event: str | None = None) -> Reading:
    """Give an article; where the desk says its event, its sidecar does."""
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
        sidecar=Sidecar(events=(event,)) if event else None,
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


def content(archive: Archive) -> object:
    """Give what an archive says, by files and words: all but ids."""
    files = {entry.row.id: entry.row.path for entry in archive.entries}
    claims = {row.id: (files[row.article], row.start, row.as_stated) for row in archive.claims}
    told = [event for event in archive.events if event.articles or event.mentioned_in]
    return (
        {path: (e.row.title, e.row.published.date) for e in archive.entries for path in [e.row.path]},
        sorted((e.title, e.start or "", sorted(files[a] for a in e.articles)) for e in told),
        sorted((d.why, sorted(claims[c] for c in d.claims)) for d in archive.differences),
        sorted((claims[r.claim], r.type) for r in archive.reasons if r.type != "restates"),
        {(d.donor, d.currency, d.low, d.high) for d in archive.derivations},
    )


class Desk(RuleBasedStateMachine):
    """A maintainer who changes her mind."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, Reading] = {}
        self.removed: dict[str, Reading] = {}
        self.permalinks: tuple[Permalink, ...] = ()
        self.published: set[str] = set()
        self.addresses_of: dict[str, str] = {}
        self.paths_of: defaultdict[str, set[str]] = defaultdict(set)
        self.archive: Archive | None = None

    def build(self) -> None:
        self.archive, self.permalinks = build_archive(list(self.files.values()), REGISTRY, self.permalinks)
        self.published |= addresses(self.archive)
        paths = {entry.row.id: entry.row.path for entry in self.archive.entries}
        for entry in self.archive.entries:
            self.addresses_of.setdefault(entry.row.path, entry.row.url)
        for event in self.archive.events:
            self.paths_of[event.url] |= {paths[ident] for ident in event.articles}

    @rule(path=st.sampled_from(FILES), drawn=readings())
    def add_or_edit(self, path: str, drawn: tuple[str, str, int, int, int]) -> None:
        self.files[path] = article(path, drawn)
        self.build()

    @rule(path=st.sampled_from(FILES), drawn=readings(), event=st.sampled_from(EVENTS))
    def say_the_event(self, path: str, drawn: tuple[str, str, int, int, int], event: str) -> None:
        self.files[path] = article(path, drawn, event)
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
    def an_article_keeps_its_address(self) -> None:
        for entry in self.archive.entries if self.archive else ():
            assert entry.row.url == self.addresses_of[entry.row.path]

    @invariant()
    def an_old_address_leads_to_what_stood_there(self) -> None:
        if self.archive is None:
            return
        paths = {entry.row.url: {entry.row.path} for entry in self.archive.entries}
        paths |= {
            event.url: {entry.row.path for entry in self.archive.entries if entry.row.id in event.articles}
            for event in self.archive.events
        }
        here = {entry.row.path for entry in self.archive.entries}
        for row in self.archive.moved:
            stood = self.paths_of.get(row.url, set())
            if row.url.startswith("events/") and row.to is None:
                assert stood.isdisjoint(here)
            elif row.url.startswith("events/") and not stood.isdisjoint(here):
                assert not stood.isdisjoint(paths[row.to])
            elif row.url.startswith("claims/") and row.to is not None:
                assert row.url.startswith(row.to.replace("articles/", "claims/").removesuffix(".html"))

    @invariant()
    def history_decides_addresses_alone(self) -> None:
        # What the desk calls by a published id is what was published there: that alone needs the history.
        by_id = [r.document.sidecar for r in self.files.values() if r.document.sidecar]
        if self.archive is None or any("spring-aid" in (sidecar.events or ()) for sidecar in by_id):
            return
        from_scratch, _ = build_archive(list(self.files.values()), REGISTRY, ())
        assert content(from_scratch) == content(self.archive)

    @invariant()
    def no_two_things_share_an_id(self) -> None:
        articles = [row.id for row in self.permalinks if row.kind == "article"]
        assert len(articles) == len(set(articles))


TestAddressesForEver = Desk.TestCase
TestAddressesForEver.settings = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
