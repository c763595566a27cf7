"""Turn a page's view into HTML, and say which templates that takes.

A template sees `page` and `site` and nothing else: what a page shows is then its view, the closure of its
template and the site's facts, and their digest is the page's key.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemLoader, meta

from plugins.errors import BriefingError
from plugins.memory import Memory, name_of
from plugins.model import Page, Site
from plugins.render.compiled import keep_compiled
from plugins.render.culprits import NOT_THEIRS, unmakeable
from plugins.render.digests import COMPILED, code_digest, digest, library_versions, value_digest
from plugins.render.interface import speak

Included = tuple[str | None, ...]
"""Names of templates that one includes, imports or extends; None for a name that is worked out."""
HIDDEN_INPUTS = ("lipsum",)
"""Jinja globals that give something else every time."""


class Templates:
    """The theme's templates."""

    def __init__(
        self, environment: Environment, folders: Sequence[Path], site: Site, memory: Memory | None = None
    ) -> None:
        """`memory`: what earlier builds found that templates include, so that none is parsed for that."""
        # An overlay keeps the filters and settings of the environment; the loader sees the theme alone, so a
        # template that is missing is told, not taken from somewhere else.
        self._loader = FileSystemLoader([str(folder) for folder in folders])
        # A build's templates stay as they are: to ask every file anew at each page is a sixth of its time.
        # Optimized or not, ours become the same code; to look for what to fold takes a tenth of compiling.
        self._environment = environment.overlay(loader=self._loader, auto_reload=False, optimized=False)
        self._environment.globals = {
            name: value for name, value in environment.globals.items() if name not in HIDDEN_INPUTS
        }
        speak(self._environment, site.say)
        keep_compiled(self._environment, site.language)
        self._site = site
        self._closures: dict[str, bytes] = {}
        self._commons: dict[tuple[str, ...], bytes] = {}
        self._sources: dict[str, tuple[str, list[str]]] = {}
        self._memory = memory

    @cached_property
    def _common(self) -> bytes:
        return digest(
            library_versions(),
            code_digest(("render", "words.py", "locales")),
            value_digest(self._site),
        )

    def key(self, template: str, path: str, view: bytes) -> bytes:
        """Give what changes whenever a page's bytes may change; `view` is its view's digest."""
        return digest(self._common, self._closure(template), path, view)

    def common_key(self, templates: tuple[str, ...]) -> bytes:
        """Give what changes whenever the bytes of pages of some templates may change, their views aside."""
        if templates not in self._commons:
            self._commons[templates] = digest(self._common, *map(self._closure, templates))
        return self._commons[templates]

    def html(self, page: Page) -> bytes:
        """Give the page as HTML in UTF-8.

        Raises:
            BriefingError: the template is missing, or asks for what the view does not have.
        """
        try:
            template = self._environment.get_template(page.template)
            text = template.render(page=page.view, site=self._site)
        except jinja2.TemplateError as fault:
            raise _template_fault(page, fault) from fault
        except NOT_THEIRS:
            raise
        except Exception as fault:
            raise unmakeable(fault, page.path) from fault
        # A lone surrogate has no UTF-8 form.
        return text.encode("utf-8", "replace")

    def _closure(self, name: str) -> bytes:
        """Give the digest of a template with everything it includes, imports or extends."""
        if name not in self._closures:
            seen: dict[str, str] = {}
            waiting = [name]
            while waiting:
                current = waiting.pop()
                if current in seen:
                    continue
                if current not in self._sources:
                    self._sources[current] = self._source(current)
                seen[current], more = self._sources[current]
                waiting += more
            self._closures[name] = digest(*(part for item in sorted(seen.items()) for part in item))
        return self._closures[name]

    def _source(self, name: str) -> tuple[str, list[str]]:
        try:
            source, _, _ = self._loader.get_source(self._environment, name)
            known = self._included.get(_included_name(source))
            named = self._parsed(source, name) if known is None else known
        except jinja2.TemplateNotFound as fault:
            raise BriefingError(
                f"there is no template '{fault.name}'",
                where=f"theme/templates/{name}",
                mend="add it to theme/templates/, or correct the name",
            ) from fault
        except jinja2.TemplateSyntaxError as fault:
            raise BriefingError(
                fault.message or "it is no template",
                where=f"theme/templates/{name}, line {fault.lineno}",
                mend="correct the template",
            ) from fault
        if None in named:
            raise BriefingError(
                "it includes a template whose name is worked out while rendering",
                where=f"theme/templates/{name}",
                mend="write the name as a literal, so that a change of it is noticed",
            )
        return source, [other for other in named if other is not None]

    @cached_property
    def _included(self) -> Mapping[bytes, Included]:
        """What the templates include, as far as it is known before one is asked for."""
        if self._memory is None:
            return {}
        sources = {}
        for name in self._loader.list_templates():
            if COMPILED in name.split("/"):
                continue
            with suppress(jinja2.TemplateNotFound, UnicodeDecodeError):
                sources[name] = self._loader.get_source(self._environment, name)[0]
        names = {_included_name(source): name for name, source in sources.items()}
        found = dict(self._memory.get_many([*names], Included))
        made: dict[bytes, Included] = {}
        for key, name in names.items():
            # One that is wrong is told where a page needs it.
            with suppress(jinja2.TemplateError):
                if key not in found:
                    made[key] = self._parsed(sources[name], name)
        self._memory.put_many(made.items())
        return found | made

    def _parsed(self, source: str, name: str) -> Included:
        return tuple(meta.find_referenced_templates(self._environment.parse(source, name)))


def _included_name(source: str) -> bytes:
    return name_of("included", source)


def _template_fault(page: Page, fault: jinja2.TemplateError) -> BriefingError:
    line, where = 0, page.template
    trace = fault.__traceback__
    while trace is not None:
        if "templates" in trace.tb_frame.f_code.co_filename:
            where, line = Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno
        trace = trace.tb_next
    return BriefingError(
        str(fault.message),
        where=f"{page.path}, theme template {where}" + (f", line {line}" if line else ""),
        mend="give the view that field, or take it out of the template",
    )
