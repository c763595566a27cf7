"""Amounts that are no support stand on the evidence page, each with its reason in plain words."""

import pytest

from plugins.extract import extract
from plugins.model import PassedOver
from plugins.pages.passed_over import REASONS, passed_over
from tests.extract.readers import cases, knowledge, read_case


@pytest.mark.parametrize("case", cases("claims"), ids=lambda case: case.name)
def test_every_rule_that_turns_an_amount_down_has_words(case):
    found = extract(read_case(case), knowledge()).passed_over
    assert {amount.rule.partition(" - ")[0] for amount in found} <= REASONS.keys()


def test_an_amount_shows_what_it_is_and_which_words_tell_so():
    (shown,) = passed_over([PassedOver("$38 billion", 10, 21, "need - financing gap")])
    assert (shown.as_stated, shown.reason, shown.words) == (
        "$38 billion",
        "a need or a cost",
        "financing gap",
    )
