"""Where linking fails over single articles, these are named and left out; where over all, that is said."""

import pytest

from plugins.errors import BriefingError
from plugins.model import Dated, Document, Facts, Reading
from plugins.render.culprits import linked_without_culprits


def reading(name: str) -> Reading:
    document = Document(f"articles/{name}", "0", name, "stated", "", (), ())
    return Reading(document, Facts(published=Dated()))


ALL = tuple(reading(f"{number}.txt") for number in range(30))


class Linking:
    """Links articles, fails over some of them, and counts how many it was given in all."""

    def __init__(self, *over: str, together: bool = False) -> None:
        self.over = {f"articles/{name}" for name in over}
        self.together = together
        self.linked = 0

    def __call__(self, readings: tuple[Reading, ...]) -> int:
        self.linked += len(readings)
        paths = {one.document.path for one in readings}
        if self.over and (self.over <= paths if self.together else self.over & paths):
            raise IndexError("no such rate")
        return len(readings)


def test_without_a_fault_everything_is_linked_once() -> None:
    linking = Linking()
    assert linked_without_culprits(ALL, linking) == (30, ALL, ())
    assert linking.linked == 30


@pytest.mark.parametrize("over", [("0.txt",), ("29.txt",), ("3.txt", "4.txt", "17.txt")], ids=str)
def test_articles_over_which_linking_fails_are_named_and_the_rest_is_linked(over: tuple[str, ...]) -> None:
    count, left, problems = linked_without_culprits(ALL, Linking(*over))
    assert count == len(left) == 30 - len(over)
    assert sorted(problem.where for problem in problems) == sorted(f"articles/{name}" for name in over)
    assert all(
        "IndexError: no such rate, render/test_culprits.py line" in problem.what for problem in problems
    )


def test_finding_one_costs_about_as_much_as_linking_all_a_few_times() -> None:
    linking = Linking("17.txt")
    linked_without_culprits(ALL, linking)
    assert linking.linked < 5 * len(ALL)


@pytest.mark.parametrize(
    "linking",
    [Linking("3.txt", "20.txt", together=True), Linking(*(f"{n}.txt" for n in range(30)))],
    ids=["two-only-together", "all"],
)
def test_a_fault_that_is_nobodys_own_is_told_as_ours(linking: Linking) -> None:
    with pytest.raises(BriefingError) as told:
        linked_without_culprits(ALL, linking)
    assert "IndexError" in told.value.what
    assert "published site stays" in told.value.mend


def test_a_mistake_on_the_desk_is_no_articles_fault() -> None:
    def refuse(_readings: tuple[Reading, ...]) -> int:
        raise BriefingError("two events have one address", where="permalinks.tsv", mend="take one out")

    with pytest.raises(BriefingError, match="two events"):
        linked_without_culprits(ALL, refuse)
