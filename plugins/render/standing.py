"""The site that stands there and the desk it was made from: what tells that there is nothing to do."""

import os
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.errors import BriefingError
from plugins.render.cache import Cache
from plugins.render.digests import all_code, digest, value_digest
from plugins.render.earlier import Earlier
from plugins.render.folders import looked_at
from plugins.render.glance import Stamp, changed_between, digest_of, glance
from plugins.render.kept_articles import articles_of
from plugins.render.kept_list import ListParts, kept_list
from plugins.render.permalinks import NAME as PERMALINKS
from plugins.render.settings import Settings
from plugins.render.tabled import Table, differing_rows, rows_of
from plugins.render.tree import (
    DeskRecord,
    Listed,
    Published,
    SiteFacts,
    differing,
    published_name,
)

if TYPE_CHECKING:
    from plugins.render.inputs import Desk

FOREIGN_SHOWN = 20
Row = tuple[bytes, object]
"""A name and what the cache keeps under it."""


def told_again(problems: Sequence[tuple[str, str, str]]) -> tuple[BriefingError, ...]:
    """Give what an earlier build noted as what, where and mend."""
    return tuple(BriefingError(what, where=where, mend=mend) for what, where, mend in problems)


class Standing:
    """What stands there as a build begins."""

    def __init__(self, settings: Settings, stages: Sequence[str], cache: Cache) -> None:
        """`stages` says what the build makes."""
        self._settings = settings
        self._stages = stages
        self._cache = cache
        # Before anything is read: what is written from now on looks different to the next build.
        self._stamps = glance(self._read_from(), code=self._themes())
        self._addresses = glance((settings.content / PERMALINKS,))
        """Of the one file there that a build writes."""
        self.published = self._find_published()
        self.named: tuple[bytes, ...] = ()
        """Names of what the cache holds for the record that was given last."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Say which files the build will leave behind."""
        name = self._settings.output.name
        return tuple(
            f"{name}/{path} is not part of the site: the build leaves it behind"
            for path in sorted(self.published.foreign)[:FOREIGN_SHOWN]
        )

    def problems(self) -> tuple[BriefingError, ...] | None:
        """Give what could not be used, where a glance tells that all is as it was; else None."""
        record = self._record
        if record is None or self._changed is None or self._changed:
            return None
        # Only now: where something is to be done, the files are looked at beside it.
        return told_again(record.problems) if self.published.is_intact and self.is_listed else None

    @cached_property
    def articles(self) -> tuple[Listed, ...] | None:
        """The articles of the published site, newest first; None where they are not known."""
        site = self.published.site
        return articles_of(site.listing, self._cache) if site else None

    @property
    def is_listed(self) -> bool:
        """Say whether it is known which articles the published site has."""
        return self.articles is not None

    def sums(self) -> dict[str, str]:
        """Give the SHA-256 of every article's file that has the bytes that it had, by its path."""
        record = self._record
        if record is None or self._changed is None:
            return {}
        known = rows_of(record.sums, str, self._cache)
        root = f"{self._settings.content}{os.sep}"
        for path in self._changed:
            known.pop(path.removeprefix(root), None)
        return known

    @cached_property
    def _changed(self) -> set[str] | None:
        """The paths of all that is not as it was when the record was made; None where that is not known."""
        record, addresses = self._record, self._addresses
        if record is None or self._stamps is None or addresses is None:
            return None
        then, now = differing_rows(record.stamps, self._seen, Stamp, self._cache)
        return changed_between(then, now | addresses)

    @cached_property
    def _seen(self) -> Table:
        """How everything looks that a build reads, but for the file that a build writes."""
        return Table(self._stamps or {})

    @cached_property
    def _record(self) -> DeskRecord | None:
        site = self.published.site
        record = self._cache.get(self._record_name(site.name), DeskRecord) if site else None
        return record if record is not None and record.rest == self.rest() else None

    def rest(self) -> bytes:
        """Give the digest of what decides what the site is, and is no file that a build reads."""
        settings = self._settings
        return digest(
            all_code(),
            value_digest(settings.site),
            str(self._stages),
            str(settings.epoch),
            str(settings.max_bytes),
            str(settings.max_seconds),
        )

    def rows(
        self, site: SiteFacts, files: ListParts, desk: "Desk", tables: Iterable[tuple[bytes, object]]
    ) -> list[Row]:
        """Give what is kept of a site and its desk, by which the next build knows it.

        `tables` are what the site's facts name of its articles and the cache may lack.
        """
        return [
            *tables,
            (self._facts_name(site.name), site),
            (self._files_name(site.name), files),
            *self.record(site, desk),
        ]

    def record(self, site: SiteFacts, desk: "Desk") -> list[Row]:
        """Give what tells the next build at a glance that nothing changed."""
        told = (*((one.what, one.where, one.mend) for one in desk.problems), *site.problems)
        is_seen = self._stamps is not None and self._addresses is not None
        seen, own = (
            (self._seen if is_seen else Table({})),
            Table((self._addresses if is_seen else None) or {}),
        )
        sums = Table({raw.path: raw.sha256 for raw in desk.articles})
        record = DeskRecord(self.rest(), (*seen.names, *own.names), told, sums.names)
        self.named = (*record.stamps, *record.sums)
        before = self._record
        known = (*before.stamps, *before.sums) if before is not None else ()
        new = chain.from_iterable(table.new(known) for table in (seen, own, sums))
        return [*new, (self._record_name(site.name), record)]

    def stamp_permalinks(self, data: bytes) -> None:
        """Note that what stands in permalinks.tsv now is what this build wrote there."""
        path = self._settings.content / PERMALINKS
        written = glance((path,))
        self._addresses = written if written and written[str(path)].sha256 == digest_of(data) else None

    def _read_from(self) -> tuple[Path, ...]:
        """Give every file and folder that a build reads, but the code and what it wrote itself."""
        settings, content = self._settings, self._settings.content
        own = content / "registry"
        return (
            content / "articles",
            own if own.is_dir() else settings.registry,
            content / "pages",
        )

    def _themes(self) -> tuple[Path, ...]:
        """Give the folders of templates, styles and scripts."""
        settings = self._settings
        return (
            settings.theme,
            *(folder for folder in settings.templates if settings.theme not in folder.parents),
        )

    def _find_published(self) -> Published:
        name = published_name(self._settings.output)
        if name is None:
            return Published()
        site = self._cache.get(self._facts_name(name), SiteFacts)
        parts = self._cache.get(self._files_name(name), ListParts)
        files = kept_list(parts, self._cache) if parts else None
        if site is None or files is None:
            return Published()
        # Looked at before what is in them: what comes in meanwhile looks different to the next build.
        folders = looked_at(self._settings.output, files.folders)
        look = partial(differing, self._settings.output, files, folders)
        return Published(site, files, look, folders)

    def earlier(self) -> Earlier | None:
        """Give the site before the published one, as far as the build that replaced it told of it."""
        site = self.published.site
        return self._cache.get(self._earlier_name(site.name), Earlier) if site else None

    def earlier_row(self, site: SiteFacts, earlier: Earlier) -> Row:
        """Give what is kept of the site that another one is about to replace."""
        return self._earlier_name(site.name), earlier

    def _earlier_name(self, site_name: str) -> bytes:
        return digest("earlier", str(self._settings.output), site_name)

    def _facts_name(self, site_name: str) -> bytes:
        return digest("site", str(self._settings.output), site_name)

    def _files_name(self, site_name: str) -> bytes:
        return digest("bundles", str(self._settings.output), site_name)

    def _record_name(self, site_name: str) -> bytes:
        return digest("desk", str(self._settings.output), site_name)
