from plugins.archive import build_archive
from tests.archive.builders import REGISTRY, claim, quote, reading

TEXT = "Norway gives Ukraine NOK 2 billion for gas. “We will not let go,” Ada Lind said."
ONE = reading(
    "one.txt",
    "Norway gives NOK 2 billion",
    TEXT,
    "2022-11-30",
    "courier.example",
    claims=[claim(TEXT, "NOK 2 billion", 2e9, 2e9, "NOK", said="2022-11-30")],
    quotes=[quote(TEXT, "We will not let go,", "ada-lind")],
)


def test_every_table_holds_what_the_readings_name():
    archive, rows = build_archive([ONE], REGISTRY, ())
    assert [e.row.url for e in archive.entries] == ["articles/norway-gives-nok-2-billion.html"]
    assert [d.id for d in archive.donors] == ["norway", "ukraine"]
    assert [p.url for p in archive.people] == ["people/ada-lind.html"]
    assert archive.sources[0].articles == ("norway-gives-nok-2-billion",)
    assert archive.entries[0].row.source == "the-courier"
    assert archive.claims[0].url == f"articles/norway-gives-nok-2-billion.html#{archive.claims[0].id}"
    assert archive.quotes[0].url.endswith(f"#{archive.quotes[0].id}")
    assert {row.kind for row in rows} == {"article", "claim", "donor", "edition", "person", "source"}


def test_a_claim_is_converted_at_the_rate_of_its_day():
    archive, _ = build_archive([ONE], REGISTRY, ())
    converted = archive.claims[0].converted
    assert converted is not None
    assert converted.rate_date == "2022-11-30"
    assert converted.EUR is not None
    assert 190e6 < (converted.EUR.low or 0) < 200e6


def test_a_source_that_the_registry_lacks_becomes_one_of_its_own():
    archive, _ = build_archive([reading("a.txt", "Title", source="Évening Gazette")], REGISTRY, ())
    assert [(s.id, s.name) for s in archive.sources] == [("evening-gazette", "Évening Gazette")]
