"""The build's own words: exact in what they count."""

import pytest

from plugins.errors import BriefingError
from plugins.render.messages import unusable


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["articles/a.yaml, line 1", "articles/a.yaml, line 2"], "1 file"),
        (["articles/a.yaml, line 1", "articles/b.txt"], "2 files"),
        (["articles/a, line up.txt"], "1 file"),
    ],
)
def test_files_are_counted_not_their_mistakes(places: list[str], said: str) -> None:
    assert unusable([BriefingError("it is wrong", where=place, mend="mend it") for place in places]) == said
