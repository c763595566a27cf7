"""What is fuzzed: the input of each target, and what must hold for it.

Inputs are mixed of the pieces that the grammars look for and of any bytes or letters, so that parts of them
nearly match. A refusal that names reason and mend is a right answer; any other exception is a finding.
"""

# Tables of pieces, and refusals that are right answers.
# ruff: noqa: E501, PT017

import io
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from plugins.archive import build_archive
from plugins.clean import clean, records
from plugins.clean.bylines import authors_in, house_in
from plugins.clean.calendar_days import find_day, is_calendar_date
from plugins.clean.web_address import web_address
from plugins.errors import BriefingError, CombinedError
from plugins.export.citations import citation_files, citations
from plugins.export.feeds import feed_files, feeds
from plugins.extract import extract
from plugins.extract.money.amounts import find_amounts
from plugins.extract.sentences import sentences
from plugins.model import Document, Reading, Registry
from plugins.pages import site_pages
from plugins.pages.lookalikes import mixed_words
from plugins.registry import read_registry
from plugins.render.handwritten import handwritten_pages, sanitised
from plugins.render.messages import plain
from tests.clean.pages import raw_page
from tests.export.archives import SITE
from tests.export.workshop import data_of
from tests.extract.readers import REGISTRY, document, knowledge
from tests.hostile.vectors import EVERY, MARKDOWN

SECONDS = 5
"""Of processor time for one input of at most a few kilobytes: a hundred times what the slowest takes."""

PLAIN = st.text(st.characters(codec=None), max_size=12)
MARKS = st.sampled_from(
    ["“", "”", '"', "'", "«", "»", "„", " – ", ", ", ". ", "\n", "\n\n", ": ", " ", "(", ")", "…", "-"]
)
WORDS = st.sampled_from(
    [
        "Norway", "Germany’s", "NATO", "Jens Stoltenberg", "the minister said", "Secretary General", "he added",
        "F-16s", "Leopard 2 tanks", "pledged", "will give", "up to", "more than", "of which", "including", "half",
        "$5bn", "€1,2 Mrd.", "1.5 billion", "NOK", "US$", "млн грн", "50%", "3 May 2023", "on Wednesday", "yesterday",
        "2022-02-30", "31/12/99", "last week", "met in Kyiv", "visited", "By Ann Bell", "Source:", "Published:",
        "Share on Facebook", "https://example.org/a", "and", "the", "Ukraine", "Україна", "заявив", "\u202e", "\u0301",
    ]
)  # fmt: skip
TEXT = st.lists(st.one_of(WORDS, WORDS, MARKS, MARKS, PLAIN), max_size=60).map("".join) | st.lists(
    st.one_of(WORDS, MARKS), max_size=60
).map(" ".join)
TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<div class='share x'>", "</div>", "<a href='https://example.org/'>", "</a>", "<b>", "<i>", "</b>",
        "<ul><li>", "<li>", "</ul>", "<table><tr><td>", "<td>", "<tr>", "</table>", "<h1>", "</h1>", "<br>", "<pre>",
        "<blockquote>", "</blockquote>", "<script>", "</script>", "<!--", "-->", "<svg>", "<title>", "<head>", "<body>",
        "<time datetime='2023-05-03T10:00Z'>", "<meta name=author content='", "'>", "<article>", "<img alt='x'>", "&#0;",
        "<img src='https://example.org/a.jpg' alt='", "<img data-src=", "<figure>", "<figcaption>", "</figure>", "<base href='",
        "&#x202e;", "&amp;", "<![CDATA[", "<template>", "<select><option>", "<math><mi>", "<form>", "\x00", "<", ">",
    ]
)  # fmt: skip
MARKUP = st.lists(st.one_of(TAGS, TAGS, TEXT, st.sampled_from(EVERY)), max_size=25).map("".join)
SIGNS = st.sampled_from(
    [
        "# ",
        "> ",
        "- ",
        "1. ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "![",
        "|",
        "|---|\n",
        "---\n",
        "<",
        "&",
    ]
)
MARKDOWNS = st.lists(st.one_of(SIGNS, SIGNS, TEXT, st.sampled_from(MARKDOWN)), max_size=25).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | MARKUP,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=6,
)
RECORDS = st.dictionaries(
    st.sampled_from(["title", "text", "html", "date", "url", "author", "authors", "source", "x"]), VALUES
)
YAMLS = st.lists(
    st.tuples(
        st.sampled_from(
            ["title", "published", "authors", "link", "donors", "language", "events", "- ", "&a", "x"]
        ),
        st.sampled_from([": ", ":", "\n", ": [", ": {", ": !!python/name:os.system ", ": *a ", ": |\n  "]),
        TEXT,
    ).map("".join),
    max_size=6,
).map(lambda lines: "\n".join(lines).encode("utf-8", "replace").decode())


@dataclass(frozen=True)
class Target:
    """One thing to fuzz."""

    inputs: st.SearchStrategy[Any]
    hold: Callable[[Any], None]


def timely(hold: Callable[[Any], None]) -> Callable[[Any], None]:
    """Have a check fail that takes too long."""

    def timed(given: Any) -> None:
        began = time.process_time()
        hold(given)
        assert time.process_time() - began < SECONDS

    return timed


def cleaned(data: str | bytes, name: str, sidecar: str | None = None) -> None:
    """Clean a page: it is refused by name, or gives a whole document."""
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    try:
        found = clean(raw_page(data, name, sidecar))
    except BriefingError as refused:
        assert refused.where.startswith("articles/page")
        assert refused.mend
    except CombinedError as refused:
        assert refused.errors
    else:
        whole(found)


def whole(found: Document) -> None:
    """Hold a document to what every later stage trusts in."""
    assert found.title
    for block in found.blocks:
        assert found.text[block.start : block.start + len(block.text)] == block.text
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)
            assert mark.kind != "link" or mark.href
    assert all(picture.address == web_address(picture.address) for picture in found.pictures)
    msgspec.msgpack.encode(found)
    str(msgspec.to_builtins(found)).encode("utf-8")


def read(text: str, language: str = "en") -> None:
    """Extract facts: each has its place in the text."""
    facts = extract(document(text.encode("utf-8", "replace").decode(), language=language), knowledge())
    for fact in (*facts.mentions, *facts.dates, *facts.quotes, *facts.claims):
        assert 0 <= fact.start <= fact.end <= len(text)
    msgspec.msgpack.encode(facts)


def amounts(text: str) -> None:
    """Find amounts in every language that has a grammar of its own."""
    text = text.encode("utf-8", "replace").decode()
    for language in ("en", "de", "fr", "uk"):
        find_amounts(text, language, sentences(text))


def lines(text: str) -> None:
    """Read what lines say of authors, days and addresses."""
    authors_in(text)
    house_in(text)
    assert is_calendar_date(text) in {True, False}
    assert (found := find_day(text)) is None or is_calendar_date(found[0])
    assert web_address(text) in {None, text.strip()}
    assert "\x1b" not in plain(text)
    at = 0
    for word in mixed_words(text):
        assert at <= word.start < word.end <= len(text)
        at = word.end


def archived(data: bytes) -> None:
    """Take a bundle apart."""
    for name in ("articles/page.warc", "articles/page.warc.gz", "articles/page.jsonl"):
        try:
            for raw in records(name, io.BytesIO(data)):
                cleaned(raw.data, f"page.{raw.format}#1")
        except BriefingError as refused:
            assert refused.where.startswith("articles/page")


@cache
def desk() -> Registry:
    """Give the project's own registry."""
    return read_registry({path.name: path.read_text("utf-8") for path in sorted(REGISTRY.glob("*.yaml"))})


def whole_site(pages: list[tuple[str, str]]) -> None:
    """Make a site of a few pages: whatever they say, no stage after reading fails."""
    readings = []
    for number, (form, text) in enumerate(pages):
        raw = raw_page(text.encode("utf-8", "replace"), f"{number}.{form}")
        try:
            found = clean(raw)
        except (BriefingError, CombinedError):
            continue
        readings.append(Reading(found, extract(found, knowledge())))
    archive, permalinks = build_archive(readings, desk(), ())
    assert len(permalinks) >= len(readings)
    shown = site_pages(archive, SITE)
    assert len({page.path.casefold() for page in shown}) == len(shown)
    assert all(data_of(archive, SITE))
    for gather, make in ((feeds, feed_files), (citations, citation_files)):
        for value in gather(archive, SITE, ()).values():
            assert all(file.path for file in make(value))


def registry(text: str) -> None:
    """Read a registry."""
    try:
        read_registry({"donors.yaml": text})
    except (BriefingError, CombinedError) as refused:
        assert "donors.yaml" in str(refused)


def by_hand(text: str) -> None:
    """Render a hand-written page."""
    try:
        handwritten_pages(
            [raw_page(f"---\ntitle: x\n---\n{text}".encode("utf-8", "replace"), "page.md")], SITE
        )
    except CombinedError as refused:
        assert refused.errors
    shown = str(sanitised(text.encode("utf-8", "replace").decode())).casefold()
    assert "<script" not in shown
    assert " on" not in shown.partition("<a ")[2].partition(">")[0].replace(" on ", "")


TARGETS = {
    "html": Target(MARKUP, timely(lambda text: cleaned(text, "page.html"))),
    "bytes": Target(st.binary(max_size=600), timely(lambda data: cleaned(data, "page.html"))),
    "text": Target(TEXT, timely(lambda text: cleaned(text, "page.txt"))),
    "markdown": Target(MARKDOWNS, timely(lambda text: cleaned(text, "page.md"))),
    "front-matter": Target(
        YAMLS, timely(lambda text: cleaned(f"---\n{text}\n---\n\nKyiv gets help.", "page.md"))
    ),
    "fields": Target(
        YAMLS | TEXT, timely(lambda text: cleaned(f"Title: {text}\n\nKyiv gets help.", "page.md"))
    ),
    "sidecar": Target(YAMLS, timely(lambda text: cleaned("Kyiv gets help.", "page.txt", text))),
    "record": Target(RECORDS, timely(lambda fields: cleaned(json.dumps(fields), "page.jsonl#1"))),
    "archive": Target(st.binary(max_size=600), timely(archived)),
    "registry": Target(YAMLS, timely(registry)),
    "facts": Target(TEXT, timely(read)),
    "facts-uk": Target(TEXT, timely(lambda text: read(text, "uk"))),
    "amounts": Target(TEXT, timely(amounts)),
    "lines": Target(TEXT | PLAIN, timely(lines)),
    "site": Target(
        st.lists(
            st.tuples(st.just("txt"), TEXT)
            | st.tuples(st.just("html"), MARKUP)
            | st.tuples(st.just("md"), MARKDOWNS),
            max_size=4,
        ),
        whole_site,
    ),
    "by-hand": Target(MARKDOWNS | MARKUP, timely(by_hand)),
}
"""By name."""
