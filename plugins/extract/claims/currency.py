"""What "$", "crowns" and "francs" mean here: told by who gives, by the text, by its language and source."""

from collections import Counter
from collections.abc import Sequence

from plugins.extract.money import Money, Unit, family_of

from .scene import Setting

DEFAULT = {"dollar": "USD", "pound": "GBP", "franc": "CHF", "crown": None, "krona": "SEK", "krone": "NOK"}
"""What a bare word means where nothing tells."""
WRITTEN_US = frozenset(
    ["TWD", "JMD", "LRD", "NAD", "GYD", "SRD", "TTD", "BBD", "BZD", "FJD", "SBD", "KYD", "BND", "XCD",
     "BMD", "BSD", "EGP", "LBP", "SYP", "SDG", "SSP", "FKP", "GIP", "SHP", "XAF", "XOF", "XPF", "CDF",
     "RWF", "BIF", "DJF", "GNF", "KMF"]
)  # fmt: skip
"""Currencies that no newspaper of other countries means by a bare "$", "£" or "francs"."""
OF_LANGUAGE = {"sv": "SEK", "nb": "NOK", "no": "NOK", "nn": "NOK", "da": "DKK", "cs": "CZK", "is": "ISK"}


def currency_of(
    money: Money, donors: Sequence[str], setting: Setting, known: Sequence[Money]
) -> tuple[str | None, str]:
    """Give the ISO code and the evidence; a bare figure takes its neighbours' currency.

    `known` are the text's amounts, nearest before first.
    """
    unit = money.unit
    if unit is None:
        unit = next((other.unit for other in known if other.unit), None)
        if unit is None:
            return None, "currency: none named"
        code, _ = _resolved(unit, donors, setting, known)
        return code, "currency: of the amount before"
    return _resolved(unit, donors, setting, known)


def _means_american(setting: Setting) -> bool:
    """Tell whether a text's readers take a bare "$" for the American one: none of their own has that name."""
    return (
        setting.language != "en" and setting.document.language.partition("-")[2].upper() not in HAVE_DOLLARS
    )


HAVE_DOLLARS = frozenset(["CA", "AU", "NZ", "SG", "HK", "TW"])
"""Regions whose own money is called dollar: "fr-CA"."""


def _resolved(
    unit: Unit, donors: Sequence[str], setting: Setting, known: Sequence[Money]
) -> tuple[str | None, str]:
    if unit.code:
        return unit.code, "currency: named"
    family = family_of()[unit.family or "dollar"] - WRITTEN_US
    language = setting.document.language.split("-")[0].lower()
    if OF_LANGUAGE.get(language) in family:
        return OF_LANGUAGE[language], f"currency: a text in {language}"
    told = Counter(o.unit.code for o in known if o.unit and o.unit.code in family)
    if unit.family == "dollar" and _means_american(setting):
        # "$500 млн" from Canada: whoever writes for readers without dollars of their own would say so.
        own = next((code for donor in donors if (code := setting.parties.currency(donor)) in told), None)
        why = "named elsewhere in the text" if own else f"a text in {setting.language}"
        return own or DEFAULT["dollar"], f"currency: {why}"
    for donor in donors:
        if (code := setting.parties.currency(donor)) in family:
            return code, f"currency: {donor} gives"
    if told:
        return told.most_common(1)[0][0], "currency: named elsewhere in the text"
    if unit.family != "dollar":
        named = [setting.parties.currency(m.id) for m in setting.mentions if m.kind == "donor"]
        code = next((code for code in named if code in family), None)
        if code:
            return code, "currency: of a country in the text"
    return DEFAULT[unit.family or "dollar"], "currency: by default"
