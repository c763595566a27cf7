"""Let templates speak the site's language: Jinja's i18n extension, with the words of the pages stage."""

from jinja2 import Environment
from markupsafe import Markup

from plugins.words import Words


def speak(environment: Environment, say: Words) -> None:
    """Give an environment that has the i18n extension the words of a language.

    What the catalogue holds is markup, as the templates are; whatever is put into it is escaped.
    """
    known: dict[str, Markup] = {}

    def gettext(text: str, /, **values: object) -> Markup:
        found = known.get(text)
        if found is None:
            found = known[text] = Markup(say.catalogue.gettext(text))  # noqa: S704 - from the catalogue
        return found % values if values or "%" in found else found

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        return Markup(say.catalogue.ngettext(one, many, number)) % values  # noqa: S704 - as above

    # Values are filled in by these functions, so that nothing in a text is taken for a place to fill.
    vars(environment)["newstyle_gettext"] = True  # `extend` would leave the extension's own setting.
    environment.globals = {**environment.globals, "_": gettext, "gettext": gettext, "ngettext": ngettext}
