"""Whatever is done to an archive, building on top of what stands there gives what a fresh build gives."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.site.articles import CHESS, OSLO, VILNIUS
from tests.site.builds import Folder, tree

TEXTS = {
    "oslo": OSLO,
    "oslo more": OSLO.replace("1.5 billion", "2.5 billion"),
    "oslo undated": OSLO.replace("3 March 2023\n", ""),
    "oslo renamed": OSLO.replace("pledges winter aid", "gives more"),
    "vilnius": VILNIUS,
    "vilnius elsewhere": VILNIUS.replace("The Baltic Desk", "The Northern Courier"),
    "chess": CHESS,
}
NAMES = ("a", "b", "c")
SIDECARS = ("published: 2023-03-04\n", "title: Another title\n", "source: The Northern Courier\n")
DONOR = "donors:\n  - id: norway\n    name: {name}\n    kind: country\n    country: NO\n"


class Archive(RuleBasedStateMachine):
    """A folder that somebody works on, built after every step."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="dossier-"))
        self.folder = Folder(self.root / "site")
        self.folder.add("a.txt", OSLO)
        self.folder.build()
        self.steps = 0

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(sorted(TEXTS)))
    def write_an_article(self, name: str, text: str) -> None:
        self.folder.add(f"{name}.txt", TEXTS[text])
        self.build()

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(SIDECARS))
    def set_something_by_hand(self, name: str, text: str) -> None:
        self.folder.add(f"{name}.yaml", text)
        self.build()

    @rule(name=st.sampled_from(NAMES))
    def remove_an_article(self, name: str) -> None:
        for suffix in (".txt", ".yaml"):
            (self.folder.content / "articles" / f"{name}{suffix}").unlink(missing_ok=True)
        self.build()

    @rule(name=st.sampled_from(("Norway", "Kingdom of Norway")))
    def call_a_donor(self, name: str) -> None:
        (self.folder.content / "registry").mkdir(exist_ok=True)
        (self.folder.content / "registry" / "donors.yaml").write_text(DONOR.format(name=name))
        self.build()

    @rule()
    def spoil_a_page(self) -> None:
        (self.folder.output / "index.html").write_text("spoilt")
        self.build()

    @rule()
    def build(self) -> None:
        self.folder.build()
        self.steps += 1
        assert tree(self.folder.output) == self.folder.fresh(self.root / f"fresh{self.steps}")

    def teardown(self) -> None:
        shutil.rmtree(self.root)


TestWhateverIsDone = Archive.TestCase
TestWhateverIsDone.settings = settings(
    max_examples=4, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
)
