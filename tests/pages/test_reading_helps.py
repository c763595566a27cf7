"""What helps a reader beyond the text: citing, linking to a paragraph, sharing."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from bs4 import BeautifulSoup

from plugins.pages.citations import claim_references, plain_citation
from plugins.pages.lookup import look_up
from tests.pages.conftest import THEME
from tests.pages.samples import OFFLINE, SITE, archive


def test_a_single_figure_is_cited_with_its_words_in_every_format() -> None:
    lookup = look_up(archive())
    claim = lookup.claims["oslo-gas-c1"]
    article = lookup.entries["oslo-gas"].row
    texts = {one.label: one.text for one in claim_references(SITE, article, "Government of Norway", claim)}
    (item,) = json.loads(texts["CSL-JSON"])
    assert item["id"] == "oslo-gas-c1"
    assert item["archive_location"] == f"{SITE.url}/claims/oslo-gas-c1.html"
    assert claim.as_stated in item["note"]
    assert texts["BibTeX"].startswith("@article{oslo-gas-c1,")
    assert re.search(r"^N1  - “up to NOK 2\.5 billion”: ", texts["RIS"], re.M)
    assert f"UR  - {SITE.url}/claims/oslo-gas-c1.html" in texts["RIS"]


def test_the_plain_citation_of_a_figure_begins_with_its_words_and_ends_at_its_address() -> None:
    lookup = look_up(archive())
    article, claim = lookup.entries["oslo-gas"].row, lookup.claims["oslo-gas-c1"]
    told = plain_citation(OFFLINE, article, "Government of Norway", claim)
    assert "“up to NOK 2.5 billion”" in told.partition(article.title)[0]
    assert "claims/oslo-gas-c1.html" in told


def test_a_plain_citation_reads_as_a_reader_would_paste_it() -> None:
    lookup = look_up(archive())
    article = lookup.entries["oslo-gas"].row
    told = plain_citation(OFFLINE, article, "Government of Norway")
    assert told.startswith(
        "A. Reporter, “Norway buys gas for Ukraine & pays”, Government of Norway, 14 March 2023. "
        "In: Dossier, articles/oslo-gas.html. SHA-256 of the scraped page: "
    )
    assert "”, 14 March 2023. In:" in plain_citation(OFFLINE, article, None)


def test_bibtex_escapes_what_tex_would_run() -> None:
    lookup = look_up(archive())
    claim = lookup.claims["baltic-gas-c1"]
    article = lookup.entries["baltic-gas"].row
    texts = {one.label: one.text for one in claim_references(SITE, article, None, claim)}
    assert r"nearly \$240 million" in texts["BibTeX"]
    assert not re.search(r"(?<!\\)\$", texts["BibTeX"])


def test_every_paragraph_and_list_item_links_to_itself(html: Mapping[str, str]) -> None:
    text = BeautifulSoup(html["articles/oslo-gas.html"], "lxml").select_one(".article-text")
    assert text is not None
    blocks = text.select("p[id], li[id]")
    assert blocks
    for block in blocks:
        assert block.find("a", href=f"#{block['id']}", recursive=False), block


def test_a_shared_page_has_a_card_only_where_its_address_is_known(
    html: Mapping[str, str], offline: Mapping[str, str]
) -> None:
    card = BeautifulSoup(html["donors/norway.html"], "lxml").select_one('meta[property="og:image"]')
    assert card is not None
    address = str(card["content"])
    assert address.startswith(f"{SITE.url}/theme/")
    picture = (THEME / "static" / Path(address).name).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert "og:image" not in offline["donors/norway.html"]
