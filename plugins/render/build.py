"""One build, from the desk to the published site.

begin()     lock, read the desk; nothing changed? then that is all
read()      articles -> readings -> archive; what can't be used is told here, before anything is published
publish()   pages and files into a staging tree, then one exchange
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
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
from plugins.render.plan import Group, Single, downloads, groups, kept_group, page_files, static_files, unique
from plugins.render.readings import ExecutorMaker, Readings, Work, read_articles
from plugins.render.sheets import sheets_of
from plugins.render.staging import Staging, recover
from plugins.render.summary import change_lines, listed, newest_day_seconds, standing_lines
from plugins.render.templates import Templates
from plugins.render.tree import (
    DeskRecord,
    Listed,
    Placed,
    SiteList,
    check_output,
    file_digest,
    published_name,
    site_name,
    untouched,
)

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
        self._before: SiteList | None = None
        self._same: set[str] = set()
        self._foreign: set[str] = set()
        self._stamps: Stamps | None = None
        self._memos: frozenset[bytes] = frozenset()

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
        self._before = self._published()
        if self._is_intact() and (problems := self._problems_as_recorded()) is not None:
            self._unchanged = True
            return problems
        self._desk = read_desk(settings.content, settings.registry, settings.max_bytes)
        before = self._before
        if before is not None and self._is_intact() and before.inputs == self._inputs(self._desk.permalinks):
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

    def _is_intact(self) -> bool:
        """Say whether the published site is as it was published."""
        return self._before is not None and len(self._same) == len(self._before.files) and not self._foreign

    def _problems_as_recorded(self) -> tuple[BriefingError, ...] | None:
        """Give what could not be used, where a glance tells that all is as it was; else None."""
        if self._stamps is None or self._before is None:
            return None
        record = self._cache.get(self._record_name(site_name(self._before.files)), DeskRecord)
        if record is None or record.rest != self._rest() or not is_as_recorded(record.stamps, self._stamps):
            return None
        return tuple(made_problem(*one) for one in record.problems)

    def _desk_record(self, name: str, problems: Sequence[tuple[str, str, str]]) -> tuple[bytes, DeskRecord]:
        """Give what tells the next build at a glance that nothing changed, under the name of a site."""
        told = (*((one.what, one.where, one.mend) for one in self._desk.problems), *problems)
        return self._record_name(name), DeskRecord(self._rest(), self._stamps or {}, told)

    def _published(self) -> SiteList | None:
        settings, name = self.settings, published_name(self.settings.output)
        before = None if name is None else self._cache.get(self._list_name(name), SiteList)
        if before is not None:
            self._same, self._foreign = untouched(settings.output, before.files)
            self._warnings += [
                f"{settings.output.name}/{path} is not part of the site: the build leaves it behind"
                for path in sorted(self._foreign)[:20]
            ]
        return before

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
            return self._before.articles if self._before else ()
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
        before = self._before
        if self._unchanged or self._archive is None or self._readings is None:
            standing = before.standing if before else ()
            return Outcome(published=False, files=len(before.files) if before else 0, summary=standing)
        archive, settings = self._archive, self.settings
        known = before.files if before else {}
        permalinks = permalinks_text(self._permalinks)
        self._keep_permalinks(permalinks)
        with resting_collector():
            singles, sets = self._plan(archive)
        changes = change_lines(before.sources if before else {}, self._readings.names)
        standing = standing_lines(archive)
        told = tuple((one.what, one.where, one.mend) for one in self._readings.problems)
        after = SiteList(
            self._inputs(permalinks), {}, {}, listed(archive), self._readings.names, standing, told
        )
        if before is not None and self._stands(singles, sets, before):
            after = msgspec.structs.replace(after, files=known, groups=before.groups)
            name = site_name(known)
            self._cache.put_many([(self._list_name(name), after), self._desk_record(name, told)])
            return Outcome(published=False, files=len(known), summary=changes + standing)
        mtime = settings.epoch if settings.epoch is not None else newest_day_seconds(archive)
        staging = Staging(settings.output, mtime)
        try:
            files, made = self._place(staging, singles, sets, known)
            name = staging.seal(files)
            after = msgspec.structs.replace(after, files=files, groups=made)
            # Kept before the exchange, by the new site's name: after a crash, whichever site stands is known.
            self._cache.put_many([(self._list_name(name), after), self._desk_record(name, told)])
            staging.publish()
        except BaseException:
            staging.discard()
            raise
        names = {self._list_name(name), self._record_name(name)}
        self._cache.keep_only({*self._readings.kept, *self._memos, *names}, SLACK)
        return Outcome(
            published=True,
            written=tuple(path for path in staging.written if path in files),
            removed=tuple(sorted(known.keys() - files.keys())),
            files=len(files),
            summary=changes + standing,
        )

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

    def _plan(self, archive: Archive) -> tuple[dict[str, Single], list[Group]]:
        """Give everything the site consists of."""
        settings = self.settings
        self.environment.filters["sanitised"] = sanitised
        templates = Templates(self.environment, settings.templates, settings.site)
        drafts = self.stages.pages(archive, settings.site)
        written = handwritten_pages(self._desk.handwritten, settings.site)
        sheets = sheets_of(drafts, written, templates, self._cache)
        self._memos = sheets.kept
        articles = {raw.path: raw for raw in self._desk.articles}
        singles = unique(
            [
                *page_files(sheets.found, drafts, templates),
                *static_files(settings.theme),
                *downloads(archive, articles),
            ]
        )
        told = tuple(sheet.shown for sheet in sheets.found)
        return singles, list(groups(self.stages.outputs, archive, settings.site, told))

    def _stands(self, singles: Mapping[str, Single], sets: Sequence[Group], before: SiteList) -> bool:
        """Say whether the published site is what this build would make."""
        paths = set(singles)
        for group in sets:
            kept = kept_group(group, before, self._same)
            if kept is None:
                return False
            paths.update(kept)
        return (
            paths == before.files.keys() == self._same
            and not self._foreign
            and all(before.files[path].key == single.key for path, single in singles.items())
        )

    def _place(
        self,
        staging: Staging,
        singles: Mapping[str, Single],
        sets: Sequence[Group],
        known: Mapping[str, Placed],
    ) -> tuple[dict[str, Placed], dict[str, tuple[bytes, tuple[str, ...]]]]:
        """Put every file into the staging tree: what is as it was as a link, the rest anew."""
        files: dict[str, Placed] = {}

        def put(path: str, key: bytes, data: bytes) -> None:
            # Made anew, but no byte of it is new.
            if path in self._same and known[path].sha256 == file_digest(data):
                files[path] = staging.keep(path, known[path], key)
            else:
                files[path] = staging.write(path, key, data)

        for path, single in singles.items():
            if path in self._same and known[path].key == single.key:
                files[path] = staging.keep(path, known[path], single.key)
            else:
                put(path, single.key, single.make())
        made: dict[str, tuple[bytes, tuple[str, ...]]] = {}
        for group in sets:
            paths = kept_group(group, self._before, self._same)
            if paths is None:
                fresh = group.make()
                paths = tuple(path for path, _ in fresh)
                for path, data in fresh:
                    put(path, group.key, data)
            else:
                files.update({path: staging.keep(path, known[path], group.key) for path in paths})
            made[group.name] = (group.key, paths)
        return files, made


def made_problem(what: str, where: str, mend: str) -> BriefingError:
    """Give a problem that an earlier build noted."""
    return BriefingError(what, where=where, mend=mend)
