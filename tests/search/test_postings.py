"""Words of several indexes as one: only the steps between their pages change."""

import zlib
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.render.cbor import OutOfStepError, decode, encode
from plugins.render.pagefind.merging import LARGEST, merged, parted
from plugins.render.pagefind.numbering import Numbering, section_starts
from plugins.render.pagefind.postings import read_words, word_bytes
from plugins.render.pagefind.shards import in_blocks

Places = tuple[list[int], list[int]]
"""Of a word on a page: places in the text and in the fields, with their weights as negative numbers."""
PLACES = st.lists(st.sampled_from((0, 1, 23, 24, 255, 256, 70_000, -1, -24, -25, -257)), max_size=30)
FOLDERS = ("", "articles/", "claims/")


@st.composite
def shards(draw: st.DrawFn) -> list[tuple[list[str], dict[str, dict[int, Places]]]]:
    """Give shards: their addresses in order, and for each word the pages that it stands on."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        sizes = [draw(st.sampled_from((0, 1, 2, 30, 300))) for _ in FOLDERS]
        urls = [
            f"{folder}{number}-{page:03}.html"
            for folder, size in zip(FOLDERS, sizes, strict=True)
            for page in range(size)
        ]
        pages = st.dictionaries(st.integers(0, len(urls)), st.tuples(PLACES, PLACES), max_size=6)
        found.append((urls, draw(st.dictionaries(st.sampled_from(("a", "b", "bé", "ж")), pages, max_size=4))))
    return found


def written(postings: dict[int, Places]) -> list[Any]:
    """Give postings as the engine writes them: pages told as steps."""
    numbers = sorted(postings)
    steps = [after - before for before, after in pairwise([0, *numbers])]
    return [[step, *map(list, postings[number])] for step, number in zip(steps, numbers, strict=True)]


@given(shards())
def test_joined_words_stand_on_the_pages_that_they_stood_on(
    given: Sequence[tuple[list[str], dict[str, dict[int, Places]]]],
) -> None:
    numbering = Numbering(dict(enumerate(urls for urls, _ in given)))
    runs, expected = [], {}
    for shard, (urls, words) in enumerate(given):
        # Each word is its own variant too; the page behind the last one is no record's.
        listed = [[word, written(on), [[word + "́", written(on)]]] for word, on in sorted(words.items())]
        read = list(read_words(encode([listed]), section_starts(urls)))
        runs.append((numbering.moves(shard), in_blocks(read)))
        for word, on in words.items():
            for page, places in on.items():
                if page < len(urls):
                    known = expected.setdefault(word, {})
                    known[numbering.number(shard, page)] = [list(one) for one in places]
    found = {}
    for word in merged(runs):
        name, pages, ((variant, again),) = decode(word_bytes(word))
        assert name.encode() == word.word
        assert variant == name + "́"
        assert pages == again
        found[name] = dict(
            zip(accumulate(step for step, *_ in pages), ([*p] for _, *p in pages), strict=True)
        )
    assert found == expected
    assert list(found) == sorted(found)


@given(shards(), st.integers(1, 4))
def test_words_put_together_in_groups_first_are_the_same(
    given: Sequence[tuple[list[str], dict[str, dict[int, Places]]]], size: int
) -> None:
    numbering = Numbering(dict(enumerate(urls for urls, _ in given)))
    words = [
        list(
            in_blocks(
                read_words(
                    encode(
                        [
                            [
                                [word, written(on), [[word + "́", written(on)]]]
                                for word, on in sorted(words.items())
                            ]
                        ]
                    ),
                    section_starts(urls),
                )
            )
        )
        for urls, words in given
    ]
    grouped = []
    for begin in range(0, len(given), size):
        some = range(begin, min(begin + size, len(given)))
        own = Numbering({shard: given[shard][0] for shard in some})
        together = tuple(in_blocks(merged((own.moves(shard), iter(words[shard])) for shard in some)))
        grouped.append((numbering.moves_of(own), iter(together)))
    at_once = merged((numbering.moves(shard), iter(blocks)) for shard, blocks in enumerate(words))
    assert list(map(word_bytes, merged(grouped))) == list(map(word_bytes, at_once))


def test_pages_of_one_folder_stand_together() -> None:
    shards = {0: ["x.html", "articles/a.html", "claims/a.html"], 1: ["articles/b.html", "claims/b.html"]}
    numbering = Numbering(shards)
    told = {url: numbering.number(shard, n) for shard, urls in shards.items() for n, url in enumerate(urls)}
    order = ["x.html", "articles/a.html", "articles/b.html", "claims/a.html", "claims/b.html"]
    assert sorted(told, key=lambda url: told[url]) == order
    assert sorted(told.values()) == list(range(5))


def test_words_in_many_blocks_come_in_one_order() -> None:
    names = [f"w{number:05}" for number in range(6000)]
    places = [[-25, *range(9)], []]
    runs = []
    for shard in range(3):
        own = [[name, [[0, *places]], []] for name in names[shard::2]]
        blocks = list(in_blocks(read_words(encode([own]), [0, 1])))
        assert len(blocks) > 1
        assert all(len(zlib.decompress(block)) < 200_000 for block in blocks)
        runs.append(([(0, shard)], iter(blocks)))
    found = list(merged(runs))
    assert [word.word.decode() for word in found] == names
    assert decode(word_bytes(found[2])) == ["w00002", [[0, *places], [2, *places]], []]
    parts = list(parted(found))
    assert [word for part in parts for word, *_ in decode(part.data)[0]] == names
    assert all(len(part.data) <= LARGEST + 10 for part in parts)


@pytest.mark.parametrize(
    "words",
    [
        [["a", [[0, [], []], [1, []]], []]],
        [["a", [[0, [], [], []]], []]],
        [["a", [[0, ["x"], []]], []]],
        [["a", [], []], ["b"]],
        [["a", [[0, [], []]]]],
        [[1, [], []]],
        ["a"],
    ],
)
def test_words_of_another_form_are_refused(words: list[Any]) -> None:
    with pytest.raises(OutOfStepError):
        list(read_words(encode([words]), [0, 9]))


def test_words_that_are_cut_off_are_refused() -> None:
    whole = encode([[["a", [[0, [-25, 300], []]], [["á", [[0, [1], []]]]]]]])
    assert list(read_words(whole, [0, 9]))
    for end in range(len(whole)):
        with pytest.raises(OutOfStepError):
            list(read_words(whole[:end], [0, 9]))
