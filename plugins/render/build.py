"""One build, from the desk to the published site.

begin()     lock; nothing changed, as a glance tells? then that is all; else read, up to the archive
publish()   pages and files into a staging tree, then one exchange

What a build with nothing to do needs stands here; the rest is imported where there is something to do.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plugins.errors import BriefingError
from plugins.lazily import Lazily
from plugins.pipeline import Stages
from plugins.render.cache import Cache
from plugins.render.collector import resting_collector
from plugins.render.lock import BuildLock
from plugins.render.progress import Progress
from plugins.render.settings import Outcome, Settings
from plugins.render.staging import recover
from plugins.render.standing import Standing
from plugins.render.tree import Listed, check_output

if TYPE_CHECKING:
    from plugins.render.making import Making

making = Lazily("plugins.render.making", "Making")


@dataclass
class Build:
    """One build on its way."""

    settings: Settings
    stages: Stages
    environment: Any
    """Jinja's."""
    progress: Progress = field(default_factory=Progress)

    def __post_init__(self) -> None:
        self._started = time.monotonic()
        self._lock = BuildLock(self.settings.output)
        self._cache: Cache | None = None
        self._making: Making | None = None
        """None where there is nothing to do."""

    def begin(self) -> tuple[BriefingError, ...]:
        """Read the desk, and everything up to the archive; give the problems with single articles.

        Raises:
            BriefingError, CombinedError: nothing can be built.
            OSError: the disk fails.
        """
        with resting_collector():
            return self._begin()

    def _begin(self) -> tuple[BriefingError, ...]:
        settings = self.settings
        own = (settings.content / name for name in ("articles", "registry", "pages"))
        check_output(settings.output, (*own, settings.registry, settings.theme))
        settings.output.parent.mkdir(parents=True, exist_ok=True)
        self._lock.take()
        recover(settings.output)
        self._cache = Cache(settings.cache)
        self._standing = Standing(settings, self.stages.names, self._cache)
        problems = self._standing.problems()
        if problems is not None:
            return problems
        self._making = making(
            settings, self.stages, self.environment, self._standing, self._cache, self.progress
        )
        return self._making.read()

    def articles(self) -> tuple[Listed, ...]:
        """Give the articles, newest first, as other plugins and themes expect them."""
        if self._making is not None and self._making.is_due:
            return self._making.articles
        return self._standing.articles or ()

    def publish(self, problems: Sequence[BriefingError]) -> Outcome:
        """Put the site in its place, unless it already stands there.

        Raises:
            BriefingError: a page can't be made.
            OSError: the disk fails or is full; the published site is as it was.
        """
        try:
            # Whoever looks at the published files does so before others take their place.
            warnings = self._standing.warnings
            outcome = self._publish()
        finally:
            self.abandon()
        outcome.problems = tuple(problems)
        outcome.articles = self.articles()
        outcome.warnings += warnings
        outcome.seconds = time.monotonic() - self._started
        return outcome

    def _publish(self) -> Outcome:
        if self._making is not None and self._making.is_due:
            return self._making.publish()
        published = self._standing.published
        lines = published.site.standing if published.site else ()
        return Outcome(published=False, files=len(published.files), summary=lines)

    def abandon(self) -> None:
        """Let go of everything; the published site stays as it is."""
        self.progress.end()
        if self._making is not None:
            self._making.close()
        if self._cache is not None:
            self._cache.close()
        self._lock.release()
