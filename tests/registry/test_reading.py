from pathlib import Path

import pytest

from plugins.errors import CombinedError
from plugins.registry import compile_knowledge, read_registry
from plugins.registry.checks import is_date
from plugins.registry.countries import cities, countries, slug

CASES = sorted((Path(__file__).parent / "cases").iterdir())
PROJECT = Path(__file__).parents[2] / "content" / "registry"


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistakes(case, file_regression):
    with pytest.raises(CombinedError) as told:
        read_registry(files(case))
    file_regression.check(str(told.value) + "\n", fullpath=case / "expected.txt")


def test_the_projects_own_registry_is_without_mistakes():
    registry = read_registry(files(PROJECT))
    assert len(registry.people) > 300
    assert len(registry.sources) > 150
    assert len(registry.equipment) > 150


def test_every_country_is_there_without_a_line_of_yaml():
    donors = {donor.id: donor for donor in read_registry({}).donors}
    assert len(donors) == len(countries())
    norway = donors["norway"]
    assert (norway.name, norway.country, norway.currency, norway.kind) == ("Norway", "NO", "NOK", "country")
    assert {"Norwegian", "Oslo"} <= set(norway.aliases)
    assert {"united-states", "turkey", "south-korea", "kosovo", "vietnam"} <= set(donors)


def test_an_entry_for_a_country_corrects_the_librarys():
    text = "donors:\n- {country: CZ, kind: country, name: Czech Republic, aliases: [Czechs]}\n"
    donors = {donor.id: donor for donor in read_registry({"donors.yaml": text}).donors}
    assert "czechia" not in donors
    assert donors["czech-republic"].currency == "CZK"
    assert {"Czechia", "Czechs", "Czech", "Prague"} <= set(donors["czech-republic"].aliases)


def test_a_donor_that_is_an_organisation_is_in_both_tables():
    text = "donors:\n- {name: Happy Fund, kind: fund}\n- {name: The Two, kind: group, members: [norway]}\n"
    registry = read_registry({"donors.yaml": text})
    assert [entity.id for entity in registry.organisations] == ["happy-fund"]
    assert {"happy-fund", "the-two"} <= {donor.id for donor in registry.donors}


def test_no_and_on_are_words_not_booleans():
    text = "sources:\n- {name: On, kind: news, country: NO, language: no}\n"
    (source,) = read_registry({"sources.yaml": text}).sources
    assert (source.name, source.country, source.language) == ("On", "NO", "no")


def test_the_digest_changes_with_any_entry_and_with_nothing_else():
    one = "sources:\n- {name: Daily Planet, kind: news}\n"
    other = "sources:\n# a comment\n- {kind: news, name: Daily Planet}\n"
    changed = one.replace("news", "ngo")
    digests = [read_registry({"sources.yaml": text}).digest for text in (one, other, changed)]
    assert digests[0] == digests[1] != digests[2]


def test_tables_are_sorted_by_id_whatever_the_order_of_the_files():
    one = "sources:\n- {name: Zebra Post, kind: news}\n"
    two = "sources:\n- {name: Ant Post, kind: news}\n"
    assert read_registry({"a": one, "b": two}) == read_registry({"b": one, "a": two})


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("2022", True),
        ("2022-02", True),
        ("2022-02-28", True),
        ("2022-02-30", False),
        ("2022-13", False),
        ("22", False),
    ],
)
def test_dates_stand_in_the_calendar(text, real):
    assert is_date(text) is real


@pytest.mark.parametrize(
    ("name", "ident"),
    [("Jonas Gahr Støre", "jonas-gahr-store"), ("Türkiye", "turkiye"), ("Côte d'Ivoire", "cote-divoire")],
)
def test_ids_are_plain_letters(name, ident):
    assert slug(name) == ident


def test_cities_tell_their_country():
    assert cities()["Kharkiv"] == "UA"
    assert compile_knowledge(read_registry({})).place("Oslo") == "NO"


def test_shared_demonyms_are_left_to_the_country_that_dwarfs_the_others():
    by_demonym = {d: c.iso for c in countries().values() for d in c.demonyms}
    assert by_demonym["French"] == "FR"
    assert by_demonym["American"] == "US"
    assert "Congolese" not in by_demonym
