"""The work of a build that has something to do.

read()      articles -> readings -> archive; what can't be used is told here, before anything is published
publish()   pages and files into a staging tree, then one exchange
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain

import msgspec
from jinja2 import Environment

from plugins.errors import BriefingError
from plugins.lazily import made_ready
from plugins.model import Archive, Permalink, Raw
from plugins.pipeline import Stages
from plugins.render.ahead import Ahead
from plugins.render.cache import Cache
from plugins.render.collector import resting_collector
from plugins.render.culprits import NOT_THEIRS, linked_without_culprits, unmakeable
from plugins.render.digests import digest, tree_digest, value_digest
from plugins.render.earlier import earlier_site
from plugins.render.handwritten import handwritten_pages, sanitised
from plugins.render.inputs import read_desk, whole
from plugins.render.keeping import Addresses
from plugins.render.kept_articles import kept_articles
from plugins.render.kept_list import keep_list, list_as_it_was
from plugins.render.known import known_registry
from plugins.render.memory import StageMemory
from plugins.render.one_reading import Work
from plugins.render.placing import Placing, Printer, is_made_of
from plugins.render.plan import (
    Bundle,
    Group,
    begun,
    check_paths,
    downloads,
    groups,
    large_groups,
    static_files,
)
from plugins.render.printing import press_of, printed
from plugins.render.progress import Progress
from plugins.render.readings import Readings, begin_ahead, read_articles
from plugins.render.settings import Outcome, Settings
from plugins.render.sheets import Sheets
from plugins.render.staging import Staging
from plugins.render.standing import Row, Standing, told_again
from plugins.render.summary import change_lines, listed, newest_day_seconds, standing_lines
from plugins.render.tabled import Table, differing_rows
from plugins.render.templates import Templates
from plugins.render.tree import MARKER, Listed, SiteFacts
from plugins.render.workshop import BuildWorkshop

LARGE = 1000
"""Articles from which the process aside is begun before reading: later this one is too large to be forked."""
ROOM = 64 << 20
"""Bytes that the cache keeps beyond those in use: an edit taken back is read from it."""


class Making:
    """A site in the making."""

    def __init__(
        self,
        settings: Settings,
        stages: Stages,
        environment: Environment,
        standing: Standing,
        cache: Cache,
        progress: Progress,
    ) -> None:
        self._settings = settings
        self._stages = stages
        self._environment = environment
        self._standing = standing
        self._cache = cache
        self._progress = progress
        self._template_memory = StageMemory(cache, "templates", {})
        memory = StageMemory(cache, "outputs", {})
        self._workshop = BuildWorkshop(settings.output, memory, standing.published)
        self._warnings: list[str] = []
        self._addresses = Addresses(b"")
        self._archive: Archive
        self._permalinks: tuple[Permalink, ...]
        self.is_due = True
        """False once it shows that everything has the bytes that it had."""

    def read(self) -> tuple[BriefingError, ...]:
        """Read the desk, and everything up to the archive; give the problems with single articles."""
        with resting_collector():
            return self._read()

    def _read(self) -> tuple[BriefingError, ...]:
        settings, published = self._settings, self._standing.published
        sums = self._standing.sums()
        if len(sums) >= LARGE:
            self._begin_aside()
        self._desk = read_desk(settings.content, settings.registry, settings.max_bytes, sums)
        self._addresses = Addresses(self._desk.permalinks)
        before = published.site
        if (
            before is not None
            and before.inputs == self._inputs(self._addresses.before)
            and published.is_intact
            and self._standing.is_listed
        ):
            # Written again, moved or touched, but with the bytes that it had: a glance could not tell.
            self._cache.put_many(self._standing.record(before, self._desk))
            self.is_due = False
            return self._desk.problems + told_again(before.problems)
        if len(self._desk.articles) >= LARGE and not self._workshop.is_begun:
            self._begin_aside()
        return self._desk.problems + self._link(sums)

    def _begin_aside(self) -> None:
        self._workshop.begin(self._stages.clean, self._stages.extract)

    def _link(self, before: Mapping[str, str]) -> tuple[BriefingError, ...]:
        """Read every article, and link all of them to one archive.

        `before` has the SHA-256 of each article's file that is as the last build read it, by its path.
        """
        desk, stages = self._desk, self._stages
        self._registry_name, registry = known_registry(desk.registry, self._cache)
        work = Work(
            stages.clean, stages.house, stages.recurring, stages.extract, registry, self._settings.max_seconds
        )
        ahead = Ahead(self._workshop.aside if self._workshop.is_begun else None)
        begin_ahead(desk.articles, before, work, self._cache, ahead, self._whole)
        # After these articles: it is asked for later.
        self._workshop.look()
        permalinks = self._addresses.given()
        desk = self._desk = replace(desk, permalinks=b"")
        # While the process aside reads what is new.
        made_ready(stages.archive, stages.pages)
        self._progress.begin("reading articles", len(desk.articles))
        self._readings: Readings = read_articles(
            desk.articles, work, self._cache, self._settings.executor, self._progress.tick, self._whole, ahead
        )
        self._progress.end()
        self._memory = StageMemory(self._cache, "archive", self._readings.names)
        bodies, memory = self._readings.bodies, self._memory
        (self._archive, self._permalinks), linked, problems = linked_without_culprits(
            self._readings.readings,
            lambda readings: stages.archive(readings, registry, permalinks, bodies, memory),
        )
        self._readings = replace(self._readings, readings=linked, problems=self._readings.problems + problems)
        return self._readings.problems

    def _whole(self, raw: Raw) -> Raw:
        """Give an article with its bytes."""
        return whole(raw, self._settings.content, self._settings.max_bytes)

    def _inputs(self, addresses: bytes) -> bytes:
        """Give the digest of everything that decides what the site is; `addresses` is theirs."""
        return digest(self._came_in, addresses)

    @cached_property
    def _came_in(self) -> bytes:
        """The digest of everything but the addresses, which a build adds to."""
        settings, desk = self._settings, self._desk
        told = (
            sorted(desk.registry.items()),
            [(page.path, page.sha256) for page in desk.handwritten],
            [(raw.path, raw.sha256, raw.sidecar) for raw in desk.articles],
            [str(problem) for problem in desk.problems],
        )
        return digest(
            self._standing.rest(),
            tree_digest(settings.theme),
            *(tree_digest(folder) for folder in settings.templates),
            value_digest(told),
        )

    @cached_property
    def articles(self) -> tuple[Listed, ...]:
        """The articles, newest first, as other plugins and themes expect them."""
        return listed(self._archive)

    @cached_property
    def _listed(self) -> Table:
        return kept_articles(self.articles)

    @cached_property
    def _sources(self) -> Table:
        return Table(self._readings.names)

    def _tables(self, before: SiteFacts | None) -> Iterator[tuple[bytes, object]]:
        """Give what the site's facts name of its articles, but what they named `before`."""
        known = (*before.listing, *before.sources) if before else ()
        return chain(self._sources.new(known), self._listed.new(known))

    def close(self) -> None:
        """Let go of everything; to be called in the end, however it ends."""
        self._addresses.end()
        self._workshop.close()

    # --- publish ---------------------------------------------------------------------------------------

    def publish(self) -> Outcome:
        """Put the site in its place, unless it already stands there; to be called where it is due.

        Raises:
            BriefingError: a page can't be made.
            OSError: the disk fails or is full; the published site is as it was.
        """
        try:
            outcome = self._publish(self._archive)
        except NOT_THEIRS:
            raise
        except Exception as fault:
            raise unmakeable(fault, "the site") from fault
        outcome.warnings = tuple(self._warnings)
        return outcome

    def _publish(self, archive: Archive) -> Outcome:
        published = self._standing.published
        before = published.site
        with resting_collector():
            # First, since a process aside makes the largest file while this one plans the pages.
            large = [
                group if group.key in published.files.bundles else begun(group)
                for group in large_groups(self._stages.outputs, archive, self._settings.site, self._workshop)
            ]
            is_ours = before is not None and before.addresses == self._addresses.before
            stamp, content = self._standing.stamp_permalinks, self._settings.content
            self._addresses.keep(content, self._permalinks, stamp, is_ours=is_ours)
            self._permalinks = ()
            bundles, sheets = self._plan(archive)
            sets = self._groups(archive, sheets) if sheets.are_known else None
        self._warnings += self._addresses.warnings()
        after = self._facts(archive)
        changes = change_lines(
            *differing_rows(before.sources if before else (), self._sources, bytes, self._cache)
        )
        if before is not None and sets is not None and is_made_of(published, bundles, (*large, *sets)):
            after = msgspec.structs.replace(after, name=before.name)
            files = list_as_it_was(published.files)
            self._cache.put_many(self._standing.rows(after, files, self._desk, self._tables(None)))
            return Outcome(published=False, files=len(published.files), summary=changes + after.standing)
        staging = Staging(
            self._settings.output, self._mtime(archive), self._standing.earlier(), published.files
        )
        try:
            placing = Placing(staging, published)
            placing.begin(bundles, large)
            for group in large:
                placing.place_group(group)
            placing.place_bundles(
                self._progress.counted("making pages", bundles, len(bundles)), self._printer()
            )
            placing.place_late(sets or self._groups(archive, sheets))
            placing.finish()
            return self._exchange(staging, placing, after, changes, sheets)
        except BaseException:
            staging.discard()
            raise

    def _exchange(
        self,
        staging: Staging,
        placing: Placing,
        after: SiteFacts,
        changes: tuple[str, ...],
        sheets: Sheets,
    ) -> Outcome:
        """Put the finished site in its place; `sheets` are the pages in it."""
        published, listing = self._standing.published, placing.listing
        gone = listing.gone()
        after = msgspec.structs.replace(
            after, name=listing.name(published.site.name if published.site else "")
        )
        if not (staging.written or gone) and published.is_intact:
            # What went in is new, but nothing of it shows.
            staging.discard()
            self._cache.put_many(sheets.rows())
            files = keep_list(listing, lambda: published.files.folders, self._cache)
            self._cache.put_many(self._standing.rows(after, files, self._desk, self._tables(None)))
            return Outcome(published=False, files=len(listing), summary=changes + after.standing)
        staging.seal(after.name)
        # While the disk writes.
        self._cache.put_many(sheets.rows())
        files = keep_list(listing, staging.folders, self._cache)
        tables = self._tables(published.site)
        rows: list[Row] = self._standing.rows(after, files, self._desk, tables)
        if earlier := earlier_site(published, listing, gone):
            rows.append(self._standing.earlier_row(after, earlier))
        # Kept before the exchange, by the new site's name: after a crash, whichever site stands is known.
        self._cache.put_many(rows)
        staging.publish()

        def kept() -> set[bytes]:
            return {
                self._registry_name,
                *self._readings.kept(),
                *self._memory.asked,
                *self._workshop.memory.asked,
                *self._template_memory.asked,
                *sheets.names,
                *(name for name, _ in rows),
                *files.names,
                *after.listing,
                *after.sources,
                *self._standing.named,
            }

        self._cache.keep_only(kept, ROOM)
        return Outcome(
            published=True,
            written=tuple(path for path in staging.written if path != MARKER),
            removed=tuple(gone),
            files=len(listing),
            summary=changes + after.standing,
        )

    def _facts(self, archive: Archive) -> SiteFacts:
        """Give what the next build is told of this site, but what its files are."""
        readings = self._readings
        told = tuple((one.what, one.where, one.mend) for one in readings.problems)
        addresses = self._addresses.digest()
        return SiteFacts(
            addresses=addresses,
            inputs=self._inputs(addresses),
            listing=self._listed.names,
            sources=self._sources.names,
            standing=standing_lines(archive),
            problems=told,
        )

    def _mtime(self, archive: Archive) -> int:
        """Give the time of every file, in seconds."""
        epoch = self._settings.epoch
        return epoch if epoch is not None else newest_day_seconds(archive)

    def _plan(self, archive: Archive) -> tuple[tuple[Bundle, ...], Sheets]:
        """Give every file of the site but those of the output stages, and the pages among them."""
        settings = self._settings
        self._environment.filters["sanitised"] = sanitised
        templates = Templates(self._environment, settings.templates, settings.site, self._template_memory)
        drafts = self._stages.pages(archive, settings.site)
        written = handwritten_pages(self._desk.handwritten, settings.site)
        sheets = Sheets(drafts, written, templates, self._cache)
        articles = {raw.path: raw for raw in self._desk.articles}
        bundles = (
            *sheets.bundles(),
            static_files(settings.theme),
            *downloads(archive, articles, self._whole),
        )
        check_paths(bundles, self._standing.published.files)
        return bundles, sheets

    def _printer(self) -> Printer:
        settings = self._settings
        press = press_of(self._environment, settings.templates, settings.site)
        return partial(printed, press=press, executor=settings.executor)

    def _groups(self, archive: Archive, sheets: Sheets) -> list[Group]:
        """Give what the output stages make."""
        outputs, site = self._stages.outputs, self._settings.site
        return list(groups(outputs, archive, site, sheets.told(), self._workshop))
