"""A country is named in the reader's language, as far as the desk has not named it in that already."""

import pytest
from msgspec.structs import replace

from plugins.model import DonorRow
from plugins.pages import site_pages
from plugins.pages.country_names import named_for_readers
from tests.pages.samples import SITE, archive


def donor(name: str, country: str | None, kind: str = "country") -> DonorRow:
    return DonorRow("x", "donors/x.html", name, ("Oslo",), kind, country, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "language", "name"),
    [
        (donor("Norway", "NO"), "uk", "Норвегія"),
        (donor("Norway", "NO"), "de", "Norwegen"),
        (donor("Norway", "NO"), "en", "Norway"),
        (donor("Czech Republic", "CZ"), "uk", "Чехія"),
        (donor("Королівство Норвегія", "NO"), "uk", "Королівство Норвегія"),
        (donor("Norwegens Regierung", "NO"), "de", "Norwegens Regierung"),
        (donor("The West", None, "group"), "uk", "The West"),
    ],
)
def test_a_country_has_the_name_that_its_readers_know(row: DonorRow, language: str, name: str) -> None:
    (named,) = named_for_readers((row,), language)
    assert named.name == name
    assert named.url == row.url


def test_the_registrys_name_stays_among_the_other_ways_it_is_written() -> None:
    (named,) = named_for_readers((donor("Norway", "NO"),), "uk")
    assert named.aliases == ("Norway", "Oslo")


def test_a_page_in_another_language_names_countries_in_it() -> None:
    pages = {page.path: page for page in site_pages(archive(), replace(SITE, language="uk"))}
    assert pages["donors/norway.html"].view.head.title == "Норвегія"  # type: ignore[attr-defined]
    assert "Норвегія" in str(pages["claims/oslo-gas-c1.html"].view)
