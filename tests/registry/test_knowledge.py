from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model import Role
from plugins.registry import Knowledge, compile_knowledge, read_registry
from plugins.registry.forms import equipment_wordings, surname
from plugins.registry.knowledge import covers, office_of

PEOPLE = """
people:
- name: Ann Lee
  aliases: [Ann B. Lee, Annlee]
  roles:
  - {role: Prime Minister of Norway, of: norway, from: "2021-10-14", to: "2023-05-01", titles: [the boss]}
- name: Bo von Zee
  roles:
  - {role: Prime Minister of Norway, of: norway, from: "2023-05-01", titles: [the boss]}
sources:
- {name: The Daily Planet, id: planet, kind: news, home: "https://www.planet.example", aliases: [Planet]}
equipment:
- {name: rockets, aliases: [rocket]}
- {name: Q-17, category: rockets}
donors:
- {name: Happy Fund, kind: fund, currency: EUR, country: NO}
"""


@cache
def knowledge() -> Knowledge:
    return compile_knowledge(read_registry({"all.yaml": PEOPLE}))


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    spots = knowledge().name_spots(text, language)
    return [(text[s.start : s.end], s.senses[0].id) for s in spots]


def test_the_longest_name_at_each_place_wins():
    assert found("Ann B. Lee and Ann Lee") == [("Ann B. Lee", "ann-lee"), ("Ann Lee", "ann-lee")]


def test_names_are_whole_words():
    assert found("Norwayish Polandia preNorway Norway_x") == []


def test_an_ending_counts_only_in_its_language():
    assert found("Norwegens Hilfe", "de") == [("Norwegens", "norway")]
    assert found("Norwegens Hilfe", "fr") == []
    assert found("pomoc Norwegii", "pl") == [("Norwegii", "norway")]
    assert found("допомога Норвегії") == [("Норвегії", "norway")]


def test_an_office_has_one_holder_a_day():
    assert knowledge().office_holders("Prime Minister", "norway", "2022-03-01") == ("ann-lee",)
    assert knowledge().office_holders("Prime Minister", "norway", "2024") == ("bo-von-zee",)
    assert knowledge().office_holders("Prime Minister", "norway", "2023-05") == ("ann-lee", "bo-von-zee")
    assert knowledge().office_holders("Prime Minister", "norway", None) == ("ann-lee", "bo-von-zee")
    assert knowledge().office_holders("Prime Minister", "norway", "2019-01-01") == ()


def test_a_title_means_its_holder_of_the_day():
    assert knowledge().title_holders("the boss", "2022-03-01") == ("ann-lee",)


def test_a_role_is_told_for_a_day():
    role = knowledge().role_on("ann-lee", "2022-03-01")
    assert role is not None
    assert role.role == "Prime Minister of Norway"
    assert knowledge().role_on("ann-lee", "2019-01-01") is None
    assert knowledge().role_on("ann-lee", None) is None
    assert knowledge().role_on("nobody", "2022-03-01") is None


@pytest.mark.parametrize(
    "stated", ["planet", "Planet", "The Daily Planet", "daily planet", "planet.example", "www.planet.example"]
)
def test_a_source_is_found_by_id_name_and_host(stated):
    assert knowledge().source_id(stated) == "planet"


def test_an_unknown_source_is_none():
    assert knowledge().source_id("Daily Bugle") is None


def test_a_body_counts_in_its_own_currency_or_its_countrys():
    assert knowledge().currency("happy-fund") == "EUR"
    assert knowledge().currency("norway") == "NOK"
    assert knowledge().currency("nobody") is None


def test_entities_are_found_by_id_and_kind():
    assert knowledge().entity("norway", "donor") is knowledge().donors["norway"]
    assert knowledge().entity("norway", "person") is None
    assert knowledge().entity("q-17") is knowledge().equipment["q-17"]
    assert knowledge().country_id("NO") == "norway"
    assert knowledge().is_country("norway")
    assert not knowledge().is_country("happy-fund")


@pytest.mark.parametrize(
    ("role", "office"),
    [
        ("Prime Minister of Norway", "Prime Minister"),
        ("Secretary of State of the United States", "Secretary of State"),
        ("Juggler", "Juggler"),
    ],
)
def test_an_office_is_the_role_without_its_country(role, office):
    assert office_of(role) == office


def test_particles_belong_to_the_surname():
    assert surname("Bo von Zee") == "von Zee"
    assert surname("Ann Lee") == "Lee"


def test_equipment_is_spelt_with_hyphen_space_or_neither():
    assert {"Q-17", "Q 17", "Q17", "Q-17s"} <= set(equipment_wordings("Q-17"))
    assert "air-defense systems" not in set(equipment_wordings("air defence battery"))
    assert {"air defense batteries", "air defence battery"} <= set(equipment_wordings("air defence battery"))


@settings(deadline=None, max_examples=150)
@given(
    st.text(alphabet="Norway Slovakia’Ann Lee-Zée Нор вегіяQ17$\n", max_size=80),
    st.sampled_from(["en", "pl", "uk"]),
)
def test_spots_stand_apart_in_order_inside_the_text(text, language):
    for spots in (knowledge().name_spots(text, language), knowledge().word_spots(text)):
        last = 0
        for spot in spots:
            assert last <= spot.start < spot.end <= len(text)
            assert spot.senses
            last = spot.end


DAYS = st.dates().map(lambda day: day.isoformat()[:10])


@given(DAYS, DAYS, DAYS, st.sampled_from([4, 7, 10]))
def test_who_holds_an_office_on_a_day_holds_it_in_that_months_and_year(start, end, day, width):
    role = Role(role="x", start=min(start, end), end=max(start, end))
    if covers(role, day):
        assert covers(role, day[:width])
    assert covers(role, day) == (min(start, end) <= day <= max(start, end))
