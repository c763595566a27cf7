"""What the desk writes beside an article wins, and mistakes are told by line."""

import pytest

from plugins.clean import clean
from plugins.clean.calendar_days import without_clock
from plugins.errors import CombinedError
from plugins.model import Document, Raw

PAGE = (
    b"Some title\n\nBy A. Reporter\n\nThe ministry said on Monday that it would send more aid to the east.\n"
)


def read(sidecar: str) -> Document:
    return clean(Raw(path="articles/a.txt", data=PAGE, sha256="0", format="txt", sidecar=sidecar))


@pytest.mark.parametrize("stated", ["2023-02-08", "2023-02", "2023"])
def test_a_date_is_as_precise_as_the_desk_writes_it(stated: str) -> None:
    assert read(f"published: {stated}\n").published.date == stated


@pytest.mark.parametrize(
    "moment",
    ["2023-11-03T07:15:16", "2023-11-03 07:15:16", "2023-11-03T23:15:16.250Z", "2023-11-03T00:15+02:00"],
)
def test_a_moment_counts_as_the_day_that_it_writes(moment: str) -> None:
    assert read(f"published: {moment}\n").published.date == "2023-11-03"


@pytest.mark.parametrize("text", ["2023-11-03Tea", "2023-11-03 around noon", "03-11-2023 07:15:16"])
def test_only_a_moment_loses_its_clock(text: str) -> None:
    assert without_clock(text) == text


def test_every_mistake_is_told_at_once_with_its_line_and_mend() -> None:
    with pytest.raises(CombinedError) as caught:
        read("titel: A\npublished: 2023-02-30\nlink: example\n")
    told = [(error.where, error.what.split(":")[0]) for error in caught.value.errors]
    assert told == [
        ("articles/a.yaml, line 1", "no article has a field 'titel'"),
        ("articles/a.yaml, line 2", "published"),
        ("articles/a.yaml, line 3", "link"),
    ]
    assert caught.value.errors[0].mend == "write 'title'"


def test_a_value_may_be_given_as_a_list_or_alone() -> None:
    assert read("authors: A. Writer\n").authors == read("authors: [A. Writer]\n").authors == ("A. Writer",)
