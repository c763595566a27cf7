"""Who gives how much to whom, as whose word: one folder a promise, and what holds for every text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.extract import extract
from plugins.model import Claim, Document

from .readers import cases, document, knowledge, read_case


def claims(read: Document) -> tuple[Claim, ...]:
    return extract(read, knowledge()).claims


def told(claim: Claim) -> dict[str, object]:
    """Give a claim as a reader of a case wants to see it."""
    if claim.amount:
        money = f"{claim.amount.low or '…'} to {claim.amount.high or '…'} {claim.amount.currency}"
    else:
        money = f"{claim.share.low or '…'} to {claim.share.high or '…'} of {claim.share.of}"
    shown = {
        "as_stated": claim.as_stated,
        "amount": money,
        "hedge": claim.amount.hedge if claim.amount else None,
        "gives": f"{', '.join(claim.donors) or 'nobody named'} to {', '.join(claim.recipients)}",
        "aid": ", ".join(claim.aid),
        "kind": claim.kind,
        "said": f"{claim.speech}, {claim.speaker}" if claim.speaker else claim.speech,
        "part_of": claim.part_of,
        "restates": claim.restates,
    }
    return {name: value for name, value in shown.items() if value is not None}


@pytest.mark.parametrize("case", cases("claims"), ids=lambda case: case.name)
def test_claims(case, file_regression):
    found = [told(claim) for claim in claims(read_case(case))]
    file_regression.check(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", fullpath=case / "expected.json"
    )


PIECES = st.sampled_from(
    [
        "Norway", "Germany’s government", "the EU", "President Biden", "it", "“We", "Ukraine", "to Kyiv",
        "for Israel", "will give", "has provided", "announced", "asked for", "€5 million", "NOK 2 billion",
        "$2.8bn (£2.4bn)", "up to 7", "between 5 and 7 billion euros", "tens of billions",
        "1 414 250 000 kronor", "half of the aid", "in military aid", "of damage", "including", "of which",
        "since the invasion", "a barrel", "respectively", ",", ".", ".”", "\n\n", "(", ")", "–", "млрд грн",
        "Mio. Euro",
    ]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["en", "de", "sv", "uk"]))
def test_every_claim_points_at_its_own_words(pieces, language):
    text = " ".join(pieces).strip()
    found = claims(document(text, language=language, published="2023-02-08"))
    for number, claim in enumerate(found):
        assert text[claim.start : claim.end] == claim.sentence
        assert text[claim.stated_start : claim.stated_end] == claim.as_stated
        assert claim.start <= claim.stated_start < claim.stated_end <= claim.end
        assert (claim.amount is None) == (claim.kind == "share")
        assert claim.part_of is None or (claim.part_of != number and claim.part_of < len(found))
        assert claim.restates is None or claim.restates < number
        assert claim.aid
        assert claim.rules


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_a_text_gives_the_same_claims_whatever_was_read_before(pieces):
    read = document(" ".join(pieces).strip())
    before = claims(read)
    claims(document("Norway gave Ukraine €5 million.", title="Sweden"))
    assert claims(read) == before


def test_each_claim_tells_the_rules_that_made_it():
    (claim,) = claims(document("Norway has pledged NOK 2 billion in humanitarian aid to Ukraine."))
    assert claim.rules == (
        "support: word-of-aid - aid",
        "donor: giver-before - Norway",
        "currency: named",
        "recipients: named",
        "aid: phrase-behind - humanitarian",
        "kind: announced, announced-itself - pledged",
        "speaker: 'pledge' - Norway",
        "amount: as stated - no hedge",
    )


def test_a_sum_in_two_currencies_is_one_claim():
    (claim,) = claims(document("The US sent Ukraine $2.8bn (£2.4bn, €2.6bn) in aid."))
    assert claim.amount.currency == "USD"


def test_a_sum_that_the_text_repeats_says_so():
    first, second = claims(
        document("Norway gave Ukraine €5 million in aid.\n\nThe €5 million in aid from Norway arrived.")
    )
    assert first.restates is None
    assert second.restates == 0
