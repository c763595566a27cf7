"""What holds for every fact: it is explained, stands in what was kept, depends on its article alone."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.clean import clean
from plugins.extract import extract
from plugins.model import Document, Facts, Raw

from .readers import CASES, cases, document, knowledge, read_case

FOLDERS = [
    *cases("claims"),
    *cases("dates"),
    *cases("names"),
    *cases("equipment"),
    *sorted((CASES / "quotes" / "cases").iterdir()),
]
ASKED = ("support: ", "donor: ", "currency: ", "recipients: ", "aid: ", "kind: ", "speaker: ", "amount: ")
ASKED_OF_SHARES = ("support: ", "donor: ", "aid: ", "speaker: ", "share: ")


def facts(read: Document) -> Facts:
    return extract(read, knowledge())


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_every_fact_tells_the_rule_that_made_it_and_its_evidence(case):
    found = facts(read_case(case))
    for fact in (*found.mentions, *found.dates, *found.happenings, *found.equipment):
        assert fact.rule
    for unknown in found.unknown_names:
        assert unknown.rule.endswith(f" - {unknown.name}")
    for over in found.passed_over:
        assert over.rule.partition(" - ")[2]
        assert read_case(case).text[over.start : over.end] == over.as_stated
    assert [rule.partition(":")[0] for rule in found.gist.rules] == ["lead", "names", "words", "phrases"]
    for sums, told in ((found.gist.sums, "news: "), (found.gist.background, "background: ")):
        assert all(one.rule.startswith(told) and one.rule.partition(" - ")[2] for one in sums)
    for claim in found.claims:
        assert claim.rules[0].partition(" - ")[2]
        asked = ASKED if claim.amount else ASKED_OF_SHARES
        assert tuple(rule.partition(" ")[0] + " " for rule in claim.rules[: len(asked)]) == asked
        assert (claim.part_of is None) == (not any(rule.startswith("part-of: ") for rule in claim.rules))
        assert (claim.restates is None) == (not any(rule.startswith("restates: ") for rule in claim.rules))
        assert (claim.stated_on.date is None) == (claim.stated_on.basis == "unknown")
    for quote in found.quotes:
        assert quote.rules[0].startswith("speaker: ")
        assert (quote.speaker_as_stated is None) == (
            not any(rule.startswith("who: ") for rule in quote.rules)
        )


def test_the_rules_name_their_evidence():
    found = facts(
        document(
            "“We need more than $5bn,” said Jens Stoltenberg, the NATO chief. On Wednesday the Norwegian"
            " prime minister announced up to NOK 2 billion ($200m) for Ukraine and ruled out sending F-16s.",
            published="2023-02-08",
        )
    )
    assert {(m.id, m.rule) for m in found.mentions} >= {
        ("jens-stoltenberg", "full name"),
        ("norway", "demonym"),
        ("jonas-gahr-store", "office held on 2023-02-08: Prime Minister, norway"),
        ("f-16", "narrowest kind at this place"),
    }
    assert [day.rule for day in found.dates] == ["the last one up to 2023-02-08"]
    assert "amount: at most - up to, said again as 2e+08 dollar" in found.claims[-1].rules
    assert [status.rule for status in found.equipment] == ["refused: 'ruled out'"]
    assert [h.rule for h in found.happenings] == ["announcement: 'announced'; on 2023-02-08"]


def test_an_amount_that_is_no_claim_tells_why():
    found = facts(
        document(
            "Norway gave Ukraine NOK 2 billion in aid. The country’s financing gap is $38 billion. Hyundai"
            " won a contract worth $5.8 billion from Poland. Moldova will get €64 million."
        )
    )
    assert [(over.as_stated, over.rule.partition(" - ")[0]) for over in found.passed_over] == [
        ("$38 billion", "need"),
        ("$5.8 billion", "trade"),
        ("€64 million", "for-somebody-else"),
    ]


def test_a_sum_of_title_or_lead_tells_whether_it_is_the_news_and_by_which_word():
    gist = facts(
        document(
            "After giving $5bn in 2022, Norway announced NOK 2 billion for Ukraine.", title="Norway gives"
        )
    ).gist
    assert [one.rule for one in gist.sums] == ["news: no word looks back - NOK 2 billion"]
    assert [one.rule for one in gist.background] == ["background: 'After' - $5bn"]


SENTENCES = st.sampled_from(
    [
        "Norway gave Ukraine NOK 2 billion in military aid.", "It gave more than $5bn (£4bn).",
        "“We will help,” said Jens Stoltenberg.",
        "President Joe Biden met Olaf Scholz in Berlin on Wednesday.",
        "He said: “This is our duty.”", "Of this, €300 million is for energy.", "The prime minister agreed.",
        "On 3 March 2023 the alliance met.", "Germany will send 14 Leopard tanks.", "It was raining.",
        "Over half of the aid comes from Europe.", "The package includes HIMARS.",
        "Wartość pomocy to 7 mld zł.",
    ]
)  # fmt: skip
BOILERPLATE = st.sampled_from(
    [
        "We use cookies. Accept all cookies. By 1 May 2020 Sweden paid $77m.", "Subscribe to our newsletter",
        "Share on Facebook | Share on Twitter", "Advertisement", "Read more: Finland gives €99m to Ukraine",
        "Copyright 2023 Example Media. All rights reserved.", "Home | World | Business | Sport",
    ]
)  # fmt: skip
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS | BOILERPLATE, min_size=1, max_size=8))
def test_no_fact_overlaps_what_cleaning_removed(paragraphs):
    page = "\n\n".join(["Norway pledges aid", *paragraphs])
    read = clean(Raw("articles/page.txt", page.encode(), "", "txt", "published: 2023-03-03\n"))
    assert "".join(read.text.split()) == "".join("".join(b.text for b in read.blocks).split())
    found = facts(read)
    spans = [
        (f.start, f.end) for part in (found.mentions, found.dates, found.claims, found.quotes) for f in part
    ]
    spans += [(f.start, f.end) for part in (found.happenings, found.equipment) for f in part]
    spans += [(claim.stated_start, claim.stated_end) for claim in found.claims]
    for start, end in spans:
        # All removed text lies outside the blocks, so a fact within one of them overlaps none of it.
        assert any(b.start <= start < end <= b.start + len(b.text) for b in read.blocks)
        assert read.text[start:end].strip()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n\n".join),
    st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n\n".join),
    st.sampled_from(["en", "de", "pl"]),
)
def test_an_articles_facts_are_the_same_whatever_was_read_before(one, other, language):
    first = document(one, title="Norway pledges aid", published="2023-03-03")
    second = document(other, title="Biden: “We stay”", language=language, published="2022-05-05")
    alone = msgspec.json.encode(facts(first))
    facts(second)
    assert msgspec.json.encode(facts(first)) == alone
    # Nor does a text that begins or ends alike change it.
    facts(document(f"{one}\n\n{other}", title=first.title, published="2023-03-03"))
    assert msgspec.json.encode(facts(first)) == alone
