"""The stages of a build, as the plugins that stand in PLUGINS offer them.

Every `plugin.py` answers the signal "dossier_stage" with a `Stage` or an `Output`; what no plugin offers
does not happen. Nothing here knows Pelican: the adapters carry the offers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from plugins.errors import BriefingError
from plugins.model import Archive, Document, Facts, File, Permalink, Raw, Recurring, Site
from plugins.workshop import FileOnDisk, KnownFile

if TYPE_CHECKING:
    from plugins.pages.drafts import Drafts
    from plugins.pages.kin import SitePages
    from plugins.registry import Knowledge

SIGNAL = "dossier_stage"
"""The name under which plugins are asked for what they do."""

Clean = Callable[[Raw, Recurring], Document]
Recall = Callable[[Sequence[Document]], Mapping[str, Recurring]]
"""Gives for the paths of those articles that have any what recurs in them."""
House = Callable[[Document], str | None]
"""Gives what tells whose pages look alike; what recurs is learned from the pages of one house."""
Extract = Callable[[Document, "Knowledge"], Facts]
Arrange = Callable[..., tuple[Archive, tuple[Permalink, ...]]]
"""Takes readings, registry, permalinks, the readings' bodies, and the memory of earlier builds."""
Compose = Callable[[Archive, Site], "Drafts"]


StepName = Literal["clean", "house", "recurring", "extract", "archive", "pages"]


@dataclass(frozen=True)
class Stage:
    """One step that every build needs."""

    name: StepName
    run: Callable[..., Any]
    """A top-level function, or its name: it can cross to another process."""


@dataclass(frozen=True)
class Output:
    """Files beside the pages, made anew only where what they are made of changed."""

    name: str
    gather: Callable[[Archive, Site, "SitePages"], Mapping[str, Any]]
    """Gives the values that files are made of, each under a name of its own: cheap, since the value's digest
    is the key of its files. The pages can be gone through more than once, also later, when files are made:
    what a value shows of them need not be held."""
    make: Callable[..., Iterable[File | FileOnDisk | KnownFile]]
    """Makes the files of one such value; one that `is_large` or works `in_workshop` is given that too."""
    is_large: bool = False
    """Whether it needs none of the pages, and so much time that it had better begin before them."""
    in_workshop: bool = False
    """Whether it makes files in the workshop, or takes up there what earlier builds made."""


@dataclass(frozen=True)
class Stages:
    """All steps of a build."""

    clean: Clean
    house: House
    recurring: Recall
    extract: Extract
    archive: Arrange
    pages: Compose
    outputs: tuple[Output, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Give what the build makes, with the settings it heeds: part of the key of a whole site."""
        return tuple(f"{output.name}{getattr(output.gather, 'args', '')}" for output in self.outputs)


STEPS: dict[StepName, str] = {
    "clean": "clean",
    "house": "clean",
    "recurring": "clean",
    "extract": "extract",
    "archive": "archive",
    "pages": "pages",
}
"""Steps that every build needs, in their order, each with the plugin that offers it."""

Offer = Stage | Output | tuple[Output, ...]


def stages_from(offers: Iterable[Offer]) -> Stages:
    """Put the plugins' offers together.

    Raises:
        BriefingError: a step that every build needs is offered by nobody.
    """
    offered = [one for offer in offers for one in (offer if isinstance(offer, tuple) else (offer,))]
    steps = {offer.name: offer.run for offer in offered if isinstance(offer, Stage)}
    for name, plugin in STEPS.items():
        if name not in steps:
            raise BriefingError(
                f"no plugin offers the stage '{name}'",
                where="pelican.conf.py, PLUGINS",
                mend=f"put 'plugins.{plugin}.plugin' back into the list",
            )
    outputs = tuple(offer for offer in offered if isinstance(offer, Output))
    return Stages(**steps, outputs=outputs)
