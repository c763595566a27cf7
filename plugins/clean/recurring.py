"""What the archive teaches: lines that stand on most pages of one source are its furniture.

Each article is first cleaned alone. From all of these documents, whatever their order, comes which of its body
lines an article shares with most pages of its source; an article that has such lines is then cleaned again,
knowing them. So the same folder always gives the same result, and a new article can sharpen older ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from plugins.clean.segments import Segment, Verdict, is_sentence, shortened
from plugins.model import Document, Recurring

MIN_PAGES = 4
"""Pages of one source on which a line must stand; on fewer it can be chance."""
MIN_SHARE = 0.5
"""Part of the source's pages."""
MIN_PAGES_SENTENCE = 8
MIN_SHARE_SENTENCE = 0.6
"""The same for what reads like a sentence: a newsroom repeats its background paragraphs in story after story."""


def recurring_lines(documents: Sequence[Document]) -> dict[str, Recurring]:
    """Give for each article's path the body lines that most pages of its source hold; paths without any are left out.

    The documents are those of articles cleaned alone. Reprints and updates of one article count as one page.
    """
    by_source: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if source := source_key(document):
            by_source[source].append(document)
    found: dict[str, Recurring] = {}
    for pages in by_source.values():
        if len(pages) >= MIN_PAGES:
            habits = _habits(pages)
            for page in pages:
                if lines := habits.intersection(_body_lines(page)):
                    found[page.path] = lines
    return found


def source_key(document: Document) -> str | None:
    """Give what tells whose pages look alike: the host that published it, else the source's name; None where unknown."""
    host = (urlsplit(document.link).hostname or "") if document.link else ""
    return host.removeprefix("www.") or (document.source.casefold() if document.source else None)


def _body_lines(document: Document) -> Iterable[str]:
    # A heading such as "What happens next" belongs to a house's style, and to the article.
    return (block.text for block in document.blocks if block.kind != "heading")


def _habits(pages: Sequence[Document]) -> Recurring:
    """Give the lines that most of a source's articles hold."""
    lines = [{*_body_lines(page), *(p.text for p in page.pieces if p.role == "removed")} for page in pages]
    held = Counter(line for page in lines for line in page)
    common = frozenset(line for line, count in held.items() if count >= MIN_PAGES)
    if not common:
        return common
    # However often one article is reprinted or updated, its own text never counts as a habit of the source.
    versions = [_is_version(page, common) for page in pages]
    told = Counter(line for page, same in zip(lines, versions, strict=True) if not same for line in page)
    told.update({line for page, same in zip(lines, versions, strict=True) if same for line in page})
    total = versions.count(False) + (True in versions)
    return frozenset(line for line in common if _is_habit(line, told[line], total))


def _is_version(page: Document, common: Recurring) -> bool:
    """Tell whether most of what an article says stands in several others too."""
    sentences = {line for line in _body_lines(page) if is_sentence(line)}
    return 2 * sum(map(len, sentences & common)) > sum(map(len, sentences))


def _is_habit(line: str, stories: int, total: int) -> bool:
    if is_sentence(line):
        return stories >= MIN_PAGES_SENTENCE and stories >= MIN_SHARE_SENTENCE * total
    return stories >= MIN_PAGES and stories >= MIN_SHARE * total


def without_recurring(
    segments: Sequence[Segment], verdicts: Sequence[Verdict], recurring: Recurring
) -> tuple[Verdict, ...]:
    """Give the verdicts with the body lines that most pages of the source hold set aside."""
    return tuple(
        Verdict("removed", f"recurring-line: “{shortened(segment.text)}” stands on most pages of this source")
        if verdict.role == "body" and segment.kind != "heading" and segment.text in recurring
        else verdict
        for segment, verdict in zip(segments, verdicts, strict=True)
    )
