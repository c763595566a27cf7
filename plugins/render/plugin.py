"""The one generator that builds the site inside Pelican's run."""

import logging
import os
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator, Generator
from pelican.log import console
from pelican.plugins import signals

from plugins.errors import BriefingError, CombinedError
from plugins.model import Site
from plugins.pipeline import SIGNAL, stages_from
from plugins.render.build import Build
from plugins.render.messages import plain, unusable
from plugins.render.progress import progress_on
from plugins.render.settings import Outcome, Settings
from plugins.render.workers import process_pool

log = logging.getLogger(__name__)


class BriefingGenerator(Generator):  # type: ignore[misc]
    """Runs the stages, tells what can't be used, and publishes."""

    counted: Any = None
    """Pelican's own generator of articles, whose count its last line tells."""

    def generate_context(self) -> None:
        """Read everything; fill `articles` in the context, where themes and other plugins look for them."""
        stages = stages_from(offer for _, offer in signals.signal(SIGNAL).send(self))
        self.build = Build(build_settings(self.settings), stages, self.env, progress_on(console))
        try:
            self.problems = self.build.begin()
            tell_problems(self.problems)
        except BaseException:
            self.build.abandon()
            raise
        self.context["articles"] = list(self.build.articles())

    def generate_output(self, _writer: object) -> None:
        """Publish the site and say what was done."""
        outcome = self.build.publish(self.problems)
        for warning in outcome.warnings:
            log.warning("%s", plain(warning))
        self.settings["DOSSIER_OUTCOME"] = outcome
        tell(outcome, Path(self.output_path))
        # Only now: what it finds there earlier, it writes pages for.
        self.counted.articles = self.context["articles"]


def build_settings(settings: dict[str, Any]) -> Settings:
    """Read Pelican's settings, once."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    theme = Path(settings["THEME"])
    return Settings(
        content=Path(settings["PATH"]),
        registry=Path(settings["REGISTRY_PATH"]),
        theme=theme,
        templates=(*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), theme / "templates"),
        output=Path(settings["OUTPUT_PATH"]),
        cache=Path(settings["CACHE_PATH"]),
        site=Site(
            name=settings["SITENAME"],
            tagline=settings["SITESUBTITLE"],
            url=settings["SITEURL"],
            language=settings["DEFAULT_LANG"],
            licence=settings["LICENCE"],
            editions=tuple(sorted((name, url.rstrip("/")) for name, url in settings["EDITIONS"].items())),
            components=settings["SHOW_COMPONENTS"],
        ),
        max_bytes=settings["ARTICLE_MAX_BYTES"],
        max_seconds=settings["ARTICLE_MAX_SECONDS"],
        epoch=int(epoch) if epoch.isdigit() else None,
        executor=settings.get("EXECUTOR", process_pool),
    )


def tell_problems(problems: tuple[BriefingError, ...]) -> None:
    """Name everything that can't be used, in one error.

    Raises:
        BriefingError: `--fatal errors` asks to stop.
    """
    if not problems:
        return
    lines = "\n".join(f"  {plain(str(problem))}" for problem in problems)
    try:
        log.error("%s can't be used; the rest is built:\n%s", unusable(problems), lines)
    except RuntimeError as stop:  # What Pelican's logger does under --fatal.
        raise BriefingError(
            f"{unusable(problems)} can't be used",
            where="the content folder",
            mend="see above, or build without --fatal errors; the published site is as it was",
        ) from stop


def tell(outcome: Outcome, output: Path) -> None:
    """Print the summary of a build."""
    for line in outcome.summary:
        console.print(f"  {plain(line)}", markup=False, highlight=False, soft_wrap=True)
    if outcome.problems:
        console.print(
            f"  {unusable(outcome.problems)} can't be used, named above", markup=False, highlight=False
        )
    if outcome.published:
        done = f"{len(outcome.written)} of {outcome.files} files written, {len(outcome.removed)} removed"
    else:
        done = f"nothing to write, {outcome.files} files stand"
    where = output / "index.html"
    console.print(f"{done}, {outcome.seconds:.1f} s: {where}", markup=False, highlight=False, soft_wrap=True)


class WithoutTraceback(logging.Filter):
    """Shows an error that says how to mend it without the traceback, which says nothing more."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass, shortened where the error speaks for itself."""
        if record.exc_info and isinstance(record.exc_info[1], BriefingError | CombinedError | OSError):
            record.exc_info = None
            record.msg, record.args = plain_lines(record.getMessage()), ()
        return True


def plain_lines(text: str) -> str:
    """Give several lines, each plain."""
    return "\n".join(plain(line) for line in text.split("\n"))


def generators(_pelican: object) -> type[BriefingGenerator]:
    """Offer the generator."""
    return BriefingGenerator


def count_articles(found: list[Any]) -> None:
    """Let Pelican's own last line count our articles."""
    ours = next(one for one in found if isinstance(one, BriefingGenerator))
    ours.counted = next(one for one in found if isinstance(one, ArticlesGenerator))


def register() -> None:
    """Offer the generator to Pelican."""
    signals.get_generators.connect(generators)
    signals.all_generators_finalized.connect(count_articles)
    logging.getLogger("pelican").addFilter(WithoutTraceback())
