"""Each target holds for a few examples here; `python -m tests.fuzz` goes on from there."""

import pytest

from tests.fuzz import __main__ as fuzz
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_examples_of_each_target_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "EXAMPLES", 15)
    fuzz.round_of(name, 1)
