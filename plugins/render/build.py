"""One build, from the desk to the published site.

begin()     lock, read the desk; nothing changed? then that is all
read()      articles -> readings -> archive; what can't be used is told here, before anything is published
publish()   pages and files into a staging tree, then one exchange
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
from jinja2 import Environment

from plugins.errors import BriefingError
from plugins.model import Archive, Permalink, Registry, Site
from plugins.pipeline import Stages
from plugins.registry import read_registry
from plugins.render.cache import Cache
from plugins.render.collector import resting_collector
from plugins.render.digests import all_code, digest, tree_digest, value_digest
from plugins.render.glance import Stamps, digest_of, glance, is_as_recorded
from plugins.render.handwritten import handwritten_pages, sanitised
from plugins.render.inputs import read_desk
from plugins.render.lock import BuildLock
from plugins.render.permalinks import NAME as PERMALINKS
from plugins.render.permalinks import parse_permalinks, permalinks_text, write_permalinks
from plugins.render.placing import Placing, Printer, Published
from plugins.render.plan import Group, Pending, Single, downloads, groups, static_files, unique
from plugins.render.printing import press_of, printed
from plugins.render.readings import Readings, Work, read_articles
from plugins.render.sheets import Sheets
from plugins.render.staging import Staging, recover
from plugins.render.summary import change_lines, listed, newest_day_seconds, standing_lines
from plugins.render.templates import Templates
from plugins.render.tree import (
    DeskRecord,
    Listed,
    SiteList,
    check_output,
    published_name,
    site_name,
    untouched,
)
from plugins.render.workers import ExecutorMaker

SLACK = 1000
"""Readings kept beyond those in use: an edit taken back is read from the cache."""


@dataclass(frozen=True)
class Settings:
    """Where things are, and the site's own facts."""

    content: Path
    registry: Path
    """Used where the content folder brings none of its own."""
    theme: Path
    templates: tuple[Path, ...]
    output: Path
    cache: Path
    site: Site
    max_bytes: int
    max_seconds: int
    epoch: int | None
    """SOURCE_DATE_EPOCH: seconds; None for the newest article's day."""
    executor: ExecutorMaker = ProcessPoolExecutor


@dataclass
class Outcome:
    """What a build did."""

    published: bool
    """False where nothing had changed."""
    written: tuple[str, ...] = ()
    """Paths of new or changed files."""
    removed: tuple[str, ...] = ()
    files: int = 0
    articles: tuple[Listed, ...] = ()
    problems: tuple[BriefingError, ...] = ()
    warnings: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass
class Build:
    """One build on its way."""

    settings: Settings
    stages: Stages
    environment: Environment
    tick: Callable[[int], None] = field(default=lambda _more: None)
    total: Callable[[int], None] = field(default=lambda _articles: None)

    def __post_init__(self) -> None:
        self._started = time.monotonic()
        self._lock = BuildLock(self.settings.output)
        self._warnings: list[str] = []
        self._archive: Archive | None = None
        self._readings: Readings | None = None
        self._permalinks: tuple[Permalink, ...] = ()
        self._unchanged = False
        self._published = Published(None, set(), set())
        self._stamps: Stamps | None = None

    # --- begin ---------------------------------------------------------------------------------------

    def begin(self) -> tuple[BriefingError, ...]:
        """Read the desk, and everything up to the archive; give the problems with single articles.

        Raises:
            BriefingError, CombinedError: nothing can be built.
            OSError: the disk fails.
        """
        settings = self.settings
        own = (settings.content / name for name in ("articles", "registry", "pages"))
        check_output(settings.output, (*own, settings.registry, settings.theme))
        settings.output.parent.mkdir(parents=True, exist_ok=True)
        self._lock.take()
        recover(settings.output)
        self._cache = Cache(settings.cache)
        with resting_collector():
            return self._begin()

    def _begin(self) -> tuple[BriefingError, ...]:
        settings = self.settings
        # Before anything is read: what is written from now on looks different to the next build.
        self._stamps = glance(self._read_from())
        self._published = self._find_published()
        if self._published.is_intact and (problems := self._problems_as_recorded()) is not None:
            self._unchanged = True
            return problems
        self._desk = read_desk(settings.content, settings.registry, settings.max_bytes)
        before = self._published.site
        if (
            before is not None
            and self._published.is_intact
            and before.inputs == self._inputs(self._desk.permalinks)
        ):
            self._unchanged = True
            self._cache.put_many([self._desk_record(site_name(before.files), before.problems)])
            return self._desk.problems + tuple(made_problem(*one) for one in before.problems)
        return self._desk.problems + self._read()

    def _read_from(self) -> tuple[Path, ...]:
        """Give every file and folder that a build reads, but the code."""
        settings, content = self.settings, self.settings.content
        own = content / "registry"
        return (
            content / "articles",
            own if own.is_dir() else settings.registry,
            content / "pages",
            content / PERMALINKS,
            settings.theme,
            *(folder for folder in settings.templates if settings.theme not in folder.parents),
        )

    def _problems_as_recorded(self) -> tuple[BriefingError, ...] | None:
        """Give what could not be used, where a glance tells that all is as it was; else None."""
        if self._stamps is None or self._published.site is None:
            return None
        record = self._cache.get(self._record_name(site_name(self._published.site.files)), DeskRecord)
        if record is None or record.rest != self._rest() or not is_as_recorded(record.stamps, self._stamps):
            return None
        return tuple(made_problem(*one) for one in record.problems)

    def _desk_record(self, name: str, problems: Sequence[tuple[str, str, str]]) -> tuple[bytes, DeskRecord]:
        """Give what tells the next build at a glance that nothing changed, under the name of a site."""
        told = (*((one.what, one.where, one.mend) for one in self._desk.problems), *problems)
        return self._record_name(name), DeskRecord(self._rest(), self._stamps or {}, told)

    def _find_published(self) -> Published:
        settings, name = self.settings, published_name(self.settings.output)
        site = None if name is None else self._cache.get(self._list_name(name), SiteList)
        if site is None:
            return Published(None, set(), set())
        same, foreign = untouched(settings.output, site.files)
        self._warnings += [
            f"{settings.output.name}/{path} is not part of the site: the build leaves it behind"
            for path in sorted(foreign)[:20]
        ]
        return Published(site, same, foreign)

    def _list_name(self, site_name: str) -> bytes:
        return digest("site", str(self.settings.output), site_name)

    def _record_name(self, site_name: str) -> bytes:
        return digest("desk", str(self.settings.output), site_name)

    def _rest(self) -> bytes:
        """Give the digest of what decides what the site is, and is no file that a build reads."""
        settings = self.settings
        return digest(
            all_code(),
            value_digest(settings.site),
            str(self.stages.names),
            str(settings.epoch),
            str(settings.max_bytes),
            str(settings.max_seconds),
        )

    def _inputs(self, permalinks: str) -> bytes:
        """Give the digest of everything that decides what the site is."""
        settings, desk = self.settings, self._desk
        return digest(
            self._rest(),
            tree_digest(settings.theme),
            *(tree_digest(folder) for folder in settings.templates),
            permalinks,
            *(part for name, text in sorted(desk.registry.items()) for part in (name, text)),
            *(part for page in desk.handwritten for part in (page.path, page.sha256)),
            *(
                part
                for raw in desk.articles
                for part in (raw.path, raw.sha256, raw.sidecar or "", str(raw.sidecar is None))
            ),
            *(str(problem) for problem in desk.problems),
        )

    def _read(self) -> tuple[BriefingError, ...]:
        desk, stages = self._desk, self.stages
        registry: Registry = read_registry(desk.registry)
        permalinks = parse_permalinks(desk.permalinks)
        work = Work(stages.clean, stages.recurring, stages.extract, registry, self.settings.max_seconds)
        self.total(len(desk.articles))
        self._readings = read_articles(desk.articles, work, self._cache, self.settings.executor, self.tick)
        self._archive, self._permalinks = stages.archive(self._readings.readings, registry, permalinks)
        return self._readings.problems

    # --- what Pelican's context shows ------------------------------------------------------------------

    def articles(self) -> tuple[Listed, ...]:
        """Give the articles, newest first, as other plugins and themes expect them."""
        if self._archive is None:
            return self._published.site.articles if self._published.site else ()
        return listed(self._archive)

    # --- publish ---------------------------------------------------------------------------------------

    def publish(self, problems: Sequence[BriefingError]) -> Outcome:
        """Put the site in its place, unless it already stands there.

        Raises:
            BriefingError: a page can't be made.
            OSError: the disk fails or is full; the published site is as it was.
        """
        try:
            outcome = self._publish()
        finally:
            self._cache.close()
            self._lock.release()
        outcome.problems = tuple(problems)
        outcome.articles = self.articles()
        outcome.warnings = tuple(self._warnings)
        outcome.seconds = time.monotonic() - self._started
        return outcome

    def abandon(self) -> None:
        """Let go of everything; the published site stays as it is."""
        if self._cache is not None:
            self._cache.close()
        self._lock.release()

    def _publish(self) -> Outcome:
        before = self._published.site
        if self._unchanged or self._archive is None or self._readings is None:
            standing = before.standing if before else ()
            return Outcome(published=False, files=len(before.files) if before else 0, summary=standing)
        archive, settings = self._archive, self.settings
        known = before.files if before else {}
        permalinks = permalinks_text(self._permalinks)
        self._keep_permalinks(permalinks)
        with resting_collector():
            singles, sheets = self._plan(archive)
            sets = self._groups(archive, sheets) if sheets.are_known else None
        changes = change_lines(before.sources if before else {}, self._readings.names)
        standing = standing_lines(archive)
        told = tuple((one.what, one.where, one.mend) for one in self._readings.problems)
        after = SiteList(
            self._inputs(permalinks), {}, {}, listed(archive), self._readings.names, standing, told
        )
        if before is not None and sets is not None and self._published.is_made_of(singles, sets):
            return self._leave(msgspec.structs.replace(after, files=known, groups=before.groups), changes)
        mtime = settings.epoch if settings.epoch is not None else newest_day_seconds(archive)
        staging = Staging(settings.output, mtime)
        try:
            placing = Placing(staging, self._published)
            placing.place_singles(singles.values(), self._printer())
            for group in sets or self._groups(archive, sheets):
                placing.place_group(group)
            files = placing.files
            after = msgspec.structs.replace(after, files=files, groups=placing.groups)
            if not placing.is_news and self._published.is_intact:
                staging.discard()
                return self._leave(after, changes)
            name = staging.seal(files)
            # Kept before the exchange, by the new site's name: after a crash, whichever site stands is known.
            self._cache.put_many([(self._list_name(name), after), self._desk_record(name, told)])
            staging.publish()
        except BaseException:
            staging.discard()
            raise
        names = {self._list_name(name), self._record_name(name)}
        self._cache.keep_only({*self._readings.kept, *sheets.names, *names}, SLACK)
        return Outcome(
            published=True,
            written=tuple(path for path in staging.written if path in files),
            removed=tuple(sorted(known.keys() - files.keys())),
            files=len(files),
            summary=changes + standing,
        )

    def _leave(self, after: SiteList, changes: tuple[str, ...]) -> Outcome:
        """Leave the published site as it is: what went in is new, but nothing of it shows."""
        name = site_name(after.files)
        self._cache.put_many([(self._list_name(name), after), self._desk_record(name, after.problems)])
        return Outcome(published=False, files=len(after.files), summary=changes + after.standing)

    def _keep_permalinks(self, text: str) -> None:
        if text == self._desk.permalinks:
            return
        try:
            write_permalinks(self.settings.content, text)
            self._stamp_permalinks(text)
        except OSError as fault:
            self._warnings.append(
                f"permalinks.tsv can not be written ({fault.strerror}): addresses may change with the next "
                "edit. To mend: let the build write to the content folder."
            )

    def _stamp_permalinks(self, text: str) -> None:
        """Note that what stands in permalinks.tsv now is what this build wrote there."""
        path = self.settings.content / PERMALINKS
        written = glance((path,))
        if self._stamps is None or not written or written[str(path)].sha256 != digest_of(text.encode()):
            self._stamps = None
        else:
            self._stamps |= written

    def _plan(self, archive: Archive) -> tuple[dict[str, Single | Pending], Sheets]:
        """Give every file of the site but those of the output stages, and the pages among them."""
        settings = self.settings
        self.environment.filters["sanitised"] = sanitised
        templates = Templates(self.environment, settings.templates, settings.site)
        drafts = self.stages.pages(archive, settings.site)
        written = handwritten_pages(self._desk.handwritten, settings.site)
        sheets = Sheets(drafts, written, templates, self._cache)
        articles = {raw.path: raw for raw in self._desk.articles}
        files = (*sheets.files(), *static_files(settings.theme), *downloads(archive, articles))
        return unique(files), sheets

    def _printer(self) -> Printer:
        settings = self.settings
        press = press_of(self.environment, settings.templates, settings.site)
        return partial(printed, press=press, executor=settings.executor)

    def _groups(self, archive: Archive, sheets: Sheets) -> list[Group]:
        """Give what the output stages make."""
        return list(groups(self.stages.outputs, archive, self.settings.site, sheets.told()))


def made_problem(what: str, where: str, mend: str) -> BriefingError:
    """Give a problem that an earlier build noted."""
    return BriefingError(what, where=where, mend=mend)
