"""The site of the project's own articles, held against what a careful reader finds in them."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.site.builds import PROJECT, SEEDS, Folder

GOLD = PROJECT.parent / "shared" / "gold" / "seeds.json"
if not GOLD.is_file():
    pytest.skip("the careful reader's notes are not at hand", allow_module_level=True)
NOTES: Mapping[str, Mapping[str, Any]] = json.loads(GOLD.read_text("utf-8"))
NAMES = sorted(NOTES)
CLAIMS = [(name, index) for name in NAMES for index in range(len(NOTES[name]["claims"]))]
SHARES = [(name, index) for name in NAMES for index in range(len(NOTES[name]["shares"]))]


class Data:
    """The public tables of a built site."""

    def __init__(self, root: Path) -> None:
        tables = (
            "articles",
            "claims",
            "quotes",
            "events",
            "donors",
            "people",
            "organisations",
            "sources",
            "equipment",
        )
        self.rows = {
            table: {row["id"]: row for row in map(json.loads, _lines(root / "data" / f"{table}.jsonl"))}
            for table in tables
        }
        self.articles = {Path(row["path"]).name: row for row in self.rows["articles"].values()}

    def of(self, table: str, article: str) -> list[dict[str, Any]]:
        """Give an article's rows of a table, in the order of its text."""
        ident = self.articles[article]["id"]
        found = [row for row in self.rows[table].values() if row["article"] == ident]
        return sorted(found, key=lambda row: row["start"])

    def called(self, ident: str | None) -> set[str]:
        """Give every name of whoever has an id, in lower case."""
        for table in ("people", "organisations", "donors", "sources", "equipment"):
            row = self.rows[table].get(ident)
            if row is not None:
                return {name.casefold() for name in (row["name"], *row["aliases"])}
        return set() if ident is None else {ident.replace("-", " ").casefold()}

    def is_called(self, ident: str | None, name: str | None) -> bool:
        """Say whether an id is that of somebody of this name; a government speaks for its country."""
        if name is None:
            return ident is None
        return name.casefold().removesuffix(" government") in self.called(ident)

    def are_called(self, idents: list[str], names: list[str]) -> bool:
        """Say whether ids and names are of the same things, whatever their order."""
        return len(idents) == len(names) and all(
            any(self.is_called(ident, name) for ident in idents) for name in names
        )


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def data(seeds_site: Folder) -> Data:
    return Data(seeds_site.output)


def bare(text: str) -> str:
    """Give a wording without quotation marks and the punctuation at its end."""
    return re.sub(r"[“”\"]", "", text).strip(" ,.")


def numbered_lines(name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate((SEEDS / name).read_text("utf-8").splitlines(), 1):
        if line.strip():
            yield number, " ".join(line.split())


# --- claims -------------------------------------------------------------------------------------------


def claim_for(data: Data, name: str, noted: Mapping[str, Any]) -> dict[str, Any]:
    """Give the one claim of an article with the amount that the reader noted."""
    found = [
        claim
        for claim in data.of("claims", name)
        if claim["amount"] == noted["amount"] and bare(claim["as_stated"]) in bare(noted["as_stated"])
    ]
    stated = [(claim["as_stated"], claim["amount"]) for claim in data.of("claims", name)]
    assert len(found) == 1, f"{noted['as_stated']} among {stated}"
    return found[0]


@pytest.mark.parametrize(("name", "index"), CLAIMS)
def test_each_claim_is_found_with_all_its_terms(data: Data, name: str, index: int) -> None:
    noted = NOTES[name]["claims"][index]
    claim = claim_for(data, name, noted)
    assert claim["kind"] == noted["kind"]
    assert set(claim["aid"]) == set(noted["aid"])
    assert data.are_called(claim["donors"], noted["donors"]), claim["donors"]
    assert data.are_called(claim["recipients"], noted["recipients"]), claim["recipients"]
    assert data.is_called(claim["speaker"], noted["speaker"]), claim["speaker"]


@pytest.mark.parametrize(("name", "index"), SHARES)
def test_each_share_is_found_with_all_its_terms(data: Data, name: str, index: int) -> None:
    noted = NOTES[name]["shares"][index]
    (claim,) = (claim for claim in data.of("claims", name) if claim["share"] is not None)
    assert claim["kind"] == "share"
    assert claim["amount"] is None
    assert claim["share"]["low"] == noted["low"]
    assert bare(claim["as_stated"]) in bare(noted["as_stated"])
    assert data.are_called(claim["donors"], noted["donors"]), claim["donors"]
    assert data.is_called(claim["speaker"], noted["speaker"]), claim["speaker"]


def test_nothing_else_is_taken_for_a_claim(data: Data) -> None:
    assert len(data.rows["claims"]) == len(CLAIMS) + len(SHARES)


def test_the_675_million_are_part_of_the_2_8_billion(data: Data) -> None:
    parts = {
        (claim["amount"]["low"], data.rows["claims"][relation["claim"]]["amount"]["low"])
        for claim in data.rows["claims"].values()
        for relation in claim["relations"]
        if relation["type"] == "part-of" and claim["amount"]
    }
    assert (675e6, 2.8e9) in parts


# --- quotes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_found_with_its_speaker(data: Data, name: str) -> None:
    found = [(bare(quote["quote"]), quote["speaker"]) for quote in data.of("quotes", name)]
    # The reader notes the beginning of some long quotes.
    missed = [
        quote
        for quote in NOTES[name]["quotes"]
        if not any(
            words.startswith(bare(quote["quote"])) and data.is_called(ident, quote["speaker"])
            for words, ident in found
        )
    ]
    assert missed == []


@pytest.mark.parametrize("name", NAMES)
def test_only_quoted_words_are_quotes(data: Data, name: str) -> None:
    text = data.articles[name]["text"]
    quotes = data.of("quotes", name)
    assert [quote for quote in quotes if text[quote["start"] - 1] not in '“"'] == []
    assert not {bare(quote["quote"]) for quote in quotes} & set(NOTES[name].get("not_quotes", ()))


# --- dates, titles, sources ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_day_is_known_from_where_the_reader_knows_it(data: Data, name: str) -> None:
    noted, published = NOTES[name]["published"], data.articles[name]["published"]
    assert (published["date"], published["basis"]) == (noted["date"], noted["basis"])
    if noted["basis"] == "event":
        assert published["evidence"] == data.articles[noted["sibling"]]["id"]
    elif noted["evidence"]:
        assert published["evidence"] in noted["evidence"]


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_the_readers(data: Data, name: str) -> None:
    row = data.articles[name]
    assert (row["title"], row["title_basis"]) == (NOTES[name]["title"], NOTES[name]["title_basis"])


@pytest.mark.parametrize("name", NAMES)
def test_the_source_is_the_readers(data: Data, name: str) -> None:
    assert data.is_called(data.articles[name]["source"], NOTES[name]["source"])


# --- lines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_where_the_reader_puts_it(data: Data, name: str) -> None:
    row, noted = data.articles[name], NOTES[name]
    kept = {" ".join(block.split()) for block in row["text"].split("\n\n")}
    removed = {entry["line"]: entry["reason"] for entry in row["removed"]}
    places: dict[int, str] = {}
    for number, line in numbered_lines(name):
        if removed.get(number) == "metadata:caption":
            places[number] = "title or caption"
        elif number in removed:
            places[number] = "metadata" if removed[number].startswith("metadata:") else "removed"
        else:
            places[number] = "body" if line.lstrip("•- ") in kept else "title or caption"
    wanted = dict.fromkeys(noted["body_lines"], "body") | dict.fromkeys(noted["removed_lines"], "removed")
    for number, field in noted["metadata_lines"].items():
        wanted[int(number)] = "title or caption" if field in {"title", "caption"} else "metadata"
    assert places == wanted


# --- names, events, equipment -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_person_is_found_and_no_other(data: Data, name: str) -> None:
    row = data.articles[name]
    people = {data.rows["people"][ident]["name"] for ident in row["people"]}
    # The reader notes names; who is meant by an office alone ("the defence minister") comes on top.
    named = {person for person in people if person.rpartition(" ")[2] in row["text"]}
    assert named == set(NOTES[name]["people"])


@pytest.mark.parametrize("name", NAMES)
def test_it_is_tied_to_the_events_that_it_reports_or_mentions(data: Data, name: str) -> None:
    ident = data.articles[name]["id"]
    reports = {event["id"] for event in data.rows["events"].values() if ident in event["articles"]}
    mentions = {event["id"] for event in data.rows["events"].values() if ident in event["mentioned_in"]}
    assert reports == set(NOTES[name]["events"])
    assert mentions == set(NOTES[name].get("mentioned_events", ()))


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_equipment_is_found(data: Data, name: str) -> None:
    found = data.articles[name]["equipment"]
    assert [
        thing for thing in NOTES[name]["equipment"] if not any(data.is_called(i, thing) for i in found)
    ] == []


@pytest.mark.parametrize("name", [name for name in NAMES if "equipment_note" in NOTES[name]])
def test_what_is_only_discussed_is_never_given(data: Data, name: str) -> None:
    ident = data.articles[name]["id"]
    statuses = {
        (thing, status["status"])
        for thing in NOTES[name]["equipment"]
        for row in data.rows["equipment"].values()
        if data.is_called(row["id"], thing)
        for status in row["statuses"]
        if status["article"] == ident
    }
    assert statuses == {(thing, "discussed") for thing in NOTES[name]["equipment"]}
