"""Let templates speak the site's language: Jinja's i18n extension, with the words of the pages stage."""

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment
from markupsafe import Markup, escape

from plugins.words import Words

_ALONE = re.compile(r'\{\{ _\("([^"%{}]+)"\) \}\}')
"""A text that stands for itself, with nothing to fill in."""
_WITHIN = re.compile(r'\b_\("([^"%{}]+)"\)')
"""The same inside an expression."""
_NO_LITERAL = re.compile(r"[<>&'\"\\]")
"""What would have to be escaped."""


class Translated(BaseLoader):
    """Templates whose plain texts are said before they are compiled, and so cost no page anything."""

    def __init__(self, loader: BaseLoader, say: Words) -> None:
        self._loader = loader
        self._say = say

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Give a template with its plain texts in the site's language."""
        source, name, is_fresh = self._loader.get_source(environment, template)
        source = _ALONE.sub(lambda found: self._say(found[1]), source)
        return _WITHIN.sub(self._literal, source), name, is_fresh

    def _literal(self, found: re.Match[str]) -> str:
        text = self._say(found[1])
        return found[0] if _NO_LITERAL.search(text) else f'"{text}"'


def speak(environment: Environment, say: Words) -> None:
    """Give an environment that has the i18n extension the words of a language.

    What the catalogue holds is markup, as the templates are; whatever is put into it is escaped.
    """
    known: dict[str, Markup] = {}

    def gettext(text: str, /, **values: object) -> Markup:
        if values:
            return _filled(say.catalogue.gettext(text), values)
        found = known.get(text)
        if found is None:
            found = known[text] = _filled(say.catalogue.gettext(text), values)
        return found

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        return _filled(say.catalogue.ngettext(one, many, number), values)

    # Values are filled in by these functions, so that nothing in a text is taken for a place to fill.
    vars(environment)["newstyle_gettext"] = True  # `extend` would leave the extension's own setting.
    environment.globals = {**environment.globals, "_": gettext, "gettext": gettext, "ngettext": ngettext}
    if environment.loader is not None:
        environment.loader = Translated(environment.loader, say)


def _filled(text: str, values: dict[str, object]) -> Markup:
    # Markup's own % looks every value up one by one: ten times as slow.
    inside = {name: escape(value) for name, value in values.items()}
    return Markup(text % inside)  # noqa: S704 - the text is the catalogue's, the rest is escaped
