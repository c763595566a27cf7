"""Marked text: whatever overlaps, every letter stands once, in order, and every anchor once."""

import time
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from plugins.pages.spans import ANCHORS, DEEPEST, Span, SpanKind, Stretch, nested

TEXT = "“That holds $675 million. It goes on,” said Lund."
KINDS: tuple[SpanKind, ...] = ("claim", "quote", "amount", "mention", "link", "strong", "emphasis", "sup")


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(-5, len(TEXT)))
        end = draw(st.integers(start + 1, len(TEXT) + 6))
        kind = draw(st.sampled_from(KINDS))
        found.append(Stretch(start, end, kind, id=f"s{number}" if kind in {"claim", "quote"} else None))
    return found


def letters(spans: tuple[Span, ...]) -> str:
    return "".join(span.text + letters(span.children) for span in spans)


def walk(spans: tuple[Span, ...], above: tuple[Span, ...] = ()) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    for span in spans:
        yield span, above
        yield from walk(span.children, (*above, span))


@given(stretches())
def test_nothing_is_lost_or_doubled(marked: list[Stretch]) -> None:
    assert letters(nested(TEXT, 0, marked)) == TEXT


@given(stretches())
def test_an_anchor_stands_once_where_its_stretch_begins_in_the_text(marked: list[Stretch]) -> None:
    ids = [span.id for span, _ in walk(nested(TEXT, 0, marked)) if span.id]
    inside = [s.id for s in marked if s.id and 0 <= s.start < len(TEXT)]
    assert sorted(ids) == sorted(inside)


@given(stretches())
def test_a_link_never_stands_in_a_link(marked: list[Stretch]) -> None:
    for span, above in walk(nested(TEXT, 0, marked)):
        assert not (span.kind in ANCHORS and any(outer.kind in ANCHORS for outer in above))


@given(stretches())
def test_every_stretch_that_is_no_link_marks_exactly_its_own_letters(marked: list[Stretch]) -> None:
    for kind in ("claim", "quote", "strong"):
        covered = {
            at for s in marked if s.kind == kind for at in range(max(s.start, 0), min(s.end, len(TEXT)))
        }
        at = 0
        shown = set()
        for span, above in walk(nested(TEXT, 0, marked)):
            if span.kind == "text":
                if any(outer.kind == kind for outer in above):
                    shown |= set(range(at, at + len(span.text)))
                at += len(span.text)
        assert shown == covered


def test_a_quote_that_goes_on_after_the_figures_sentence_is_cut_there_and_continued() -> None:
    quote = Stretch(1, 36, "quote", id="q")
    claim, rest, after = nested(TEXT, 0, [Stretch(0, 25, "claim", id="c"), quote])
    assert (claim.kind, claim.id, claim.cut) == ("claim", "c", False)
    assert (claim.children[1].kind, claim.children[1].id, claim.children[1].cut) == ("quote", "q", True)
    assert (rest.kind, rest.id, rest.continued) == ("quote", None, True)
    assert after.kind == "text"


def test_a_figure_is_the_link_where_a_name_stands_within_it() -> None:
    spans = nested(
        "NATO gave NATO $1", 10, [Stretch(20, 27, "amount", url="a"), Stretch(20, 24, "mention", url="m")]
    )
    assert [span.url for span, _ in walk(spans) if span.url] == ["a"]


def test_marks_of_direction_never_turn_a_page_around() -> None:
    assert (
        letters(nested("give \u202e$5\u202c to NATO", 0, [Stretch(5, 9, "amount", url="a")]))
        == "give $5 to NATO"
    )


def deepest(spans: tuple[Span, ...]) -> int:
    return max((len(above) for _, above in walk(spans)), default=0)


def test_a_sentence_in_hundreds_of_claims_keeps_every_anchor_and_stays_shallow() -> None:
    spans = nested(TEXT, 0, [Stretch(0, 29, "claim", id=f"c{number}") for number in range(400)])
    assert sorted(span.id or "" for span, _ in walk(spans) if span.id) == sorted(f"c{n}" for n in range(400))
    assert letters(spans) == TEXT
    assert deepest(spans) <= DEEPEST


def test_emphasis_in_emphasis_is_emphasis() -> None:
    spans = nested(TEXT, 0, [Stretch(number, 29, "strong") for number in range(29)])
    assert [(span.kind, letters((span,))) for span in spans] == [("strong", TEXT[:29]), ("text", TEXT[29:])]
    assert deepest(spans) == 1


def test_a_paragraph_of_links_takes_time_that_grows_with_their_number() -> None:
    def seconds(links: int) -> float:
        marked = [
            Stretch(3 * number, 3 * number + 2, "link", url="https://example.org/") for number in range(links)
        ]
        took = []
        for _ in range(3):
            began = time.process_time()
            nested("l1 " * links, 0, marked)
            took.append(time.process_time() - began)
        return min(took)

    seconds(100)
    # Sixteen times the links: a search of all for each would take 256 times as long.
    assert seconds(40_000) < 60 * max(seconds(2_500), 0.02)
