"""One scraped page in, one Document out: the whole stage in order."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec

from plugins.clean.bases import authors_basis, first_basis
from plugins.clean.bundles import BUNDLE_SUFFIXES, PACKED
from plugins.clean.bylines import authors_in, shown_byline
from plugins.clean.calendar_days import is_next_day
from plugins.clean.decoding import came, decode, legible, legible_page
from plugins.clean.derived_title import derived_title
from plugins.clean.document import SEPARATOR, blocks_of, pieces_of
from plugins.clean.formats import READABLE_SUFFIXES
from plugins.clean.header_fields import Field
from plugins.clean.html_metadata import Metadata, day_in_link, html_metadata, laid_over
from plugins.clean.html_page import sorted_html, sorted_markdown
from plugins.clean.html_segments import Beside, html_segments, parsed_html
from plugins.clean.json_record import read_record
from plugins.clean.language import language_of
from plugins.clean.pictures import pictures_of
from plugins.clean.recurring import without_recurring
from plugins.clean.segments import MAX_SEGMENTS, Segment, plain
from plugins.clean.text_lines import text_segments
from plugins.clean.text_page import Sorted, sorted_text
from plugins.clean.unseen import told_of, unseen_marks
from plugins.clean.web_address import web_address
from plugins.errors import BriefingError
from plugins.lazily import Lazily
from plugins.model import Bases, Dated, Document, FieldBasis, Picture, Raw, Recurring, Sidecar, TitleBasis

saved_page = Lazily("plugins.clean.mhtml", "saved_page")
front_matter = Lazily("plugins.clean.markdown", "front_matter")
markdown_tree = Lazily("plugins.clean.markdown", "markdown_tree")
read_sidecar = Lazily("plugins.clean.sidecar", "read_sidecar")

NO_TITLE = "Untitled"
"""What an article is called that states no word a reader could see."""

MAX_TEXT = 3_000_000
"""Characters of words that one page may have: as many as the longest novels. Five times as many take 1 GiB."""
MAX_WORD = 50_000
"""Characters without a blank, as many as whole articles in Chinese have: browsers take minutes to lay out a
million quotation marks, or one letter under a million accents."""

MAX_MARKDOWN = 1_000_000
"""Characters of a page in Markdown, whose parser keeps a hundred times as many bytes."""

NOTHING: Recurring = frozenset()
"""What the archive has taught about an article that is cleaned alone."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as its format's reader understands it."""

    segments: Sequence[Segment]
    done: Sorted
    stated: Metadata
    unseen: Counter[str]
    """Invisible marks among its words."""
    pictures: tuple[Picture, ...] = ()


def _bounded(segments: Sequence[Segment], where: str) -> Sequence[Segment]:
    """Give the segments back where a page may have them.

    Raises:
        BriefingError: there are none, or too many.
    """
    if not segments:
        raise BriefingError("the page holds no words", where=where, mend="remove it, or scrape it again")
    if len(segments) > MAX_SEGMENTS:
        raise BriefingError(
            f"the page has more than the {MAX_SEGMENTS:,} paragraphs that one may have",
            where=where,
            mend="cut it to the article",
        )
    _bounded_text(sum(len(segment.text) for segment in segments), where)
    long = (segment.text for segment in segments if len(segment.text) > MAX_WORD)
    if any(len(word) > MAX_WORD for text in long for word in text.split()):
        raise BriefingError(
            f"the page has more than {MAX_WORD:,} characters without a blank",
            where=where,
            mend="cut it to the article",
        )
    return segments


def _bounded_text(characters: int, where: str, most: int = MAX_TEXT) -> None:
    """Let a page pass that has no more words than one may have.

    Raises:
        BriefingError: it has more.
    """
    if characters > most:
        raise BriefingError(
            f"the page has more than the {most:,} characters of text that one may have",
            where=where,
            mend="cut it to the article",
        )


def _read_text(raw: Raw) -> _Read:
    text = came(raw.data, where=raw.path, charset=raw.charset)
    _bounded_text(len(text), raw.path)
    segments = _bounded(text_segments(legible_page(text, where=raw.path)), raw.path)
    return _Read(segments, sorted_text(segments), Metadata(), unseen_marks(text))


def _read_html(raw: Raw) -> _Read:
    text = decode(raw.data, where=raw.path, charset=raw.charset, markup=True)
    root = parsed_html(text, where=raw.path)
    beside = Beside()
    segments = _bounded(html_segments(root, beside), raw.path)
    stated = html_metadata(root, raw.link)
    done = sorted_html(segments, stated, text)
    pictures = pictures_of(beside.images, done.verdicts, stated.link or raw.link or "")
    return _Read(segments, done, stated, beside.unseen, pictures)


def _read_markdown(raw: Raw) -> _Read:
    text = came(raw.data, where=raw.path)
    _bounded_text(len(text), raw.path, MAX_MARKDOWN)
    unseen = unseen_marks(text)
    front, text = front_matter(legible_page(text, where=raw.path), where=raw.path)
    beside = Beside()
    segments = _bounded(html_segments(markdown_tree(text, where=raw.path), beside), raw.path)
    _bounded((*front.segments, *segments), raw.path)
    done = sorted_markdown(segments, front.stated)
    pictures = pictures_of(beside.images, done.verdicts, front.stated.link or "")
    done = replace(done, verdicts=front.verdicts + done.verdicts)
    return _Read((*front.segments, *segments), done, front.stated, unseen, pictures)


def _read_mhtml(raw: Raw) -> _Read:
    page: Raw = saved_page(raw)
    read = _read_html(page)
    return replace(read, stated=replace(read.stated, link=read.stated.link or page.link))


def _refuse_packed(raw: Raw) -> _Read:
    raise BriefingError(
        "the record is packed in a way that is not read here (brotli, zstd)",
        where=raw.path,
        mend="install the Python package brotli, or write the archive with its pages unpacked",
    )


def _read_json_record(raw: Raw) -> _Read:
    record = read_record(raw)
    if record.html:
        read = _read_html(Raw(path=raw.path, data=record.html.encode(), sha256=raw.sha256, format="html"))
        return replace(read, stated=laid_over(record.stated, read.stated))
    read = _read_text(
        Raw(path=raw.path, data=record.text.encode("utf-8", "replace"), sha256=raw.sha256, format="txt")
    )
    return replace(read, stated=record.stated)


READERS: dict[str, Callable[[Raw], _Read]] = {
    "txt": _read_text,
    "html": _read_html,
    "htm": _read_html,
    "xhtml": _read_html,
    "md": _read_markdown,
    "jsonl": _read_json_record,
    "mhtml": _read_mhtml,
    "mht": _read_mhtml,
    PACKED: _refuse_packed,
}
"""One reader a format."""


def clean(raw: Raw, recurring: Recurring = NOTHING) -> Document:
    """Give the page cleaned: every word kept as body or set aside with its reason.

    `recurring` holds the lines that the archive has shown to be furniture of this article's source.

    Raises:
        BriefingError: the page can't be read.
        CombinedError: the sidecar has mistakes; all of them.
    """
    sidecar: Sidecar | None = read_sidecar(raw) if raw.sidecar is not None else None
    read = READERS.get(raw.format)
    if read is None:
        raise BriefingError(
            f"'{raw.format}' is no format of an article",
            where=raw.path,
            mend=f"use one of {', '.join(READABLE_SUFFIXES + BUNDLE_SUFFIXES)}",
        )
    page = read(raw)
    if recurring:
        verdicts = without_recurring(page.segments, page.done.verdicts, recurring)
        page = replace(page, done=replace(page.done, verdicts=verdicts))
    return _document(raw, page, sidecar or Sidecar(), has_sidecar=sidecar is not None)


def _document(raw: Raw, page: _Read, desk: Sidecar, *, has_sidecar: bool) -> Document:
    segments, done, stated = page.segments, page.done, page.stated
    blocks = blocks_of(segments, done.verdicts)
    text = SEPARATOR.join(block.text for block in blocks)
    title, basis = _title(desk, done, stated, segments, text)
    shown_source = next((f.source for f in done.fields if f.source), None)
    shown_link = next((f.link for f in done.fields if f.link), None)
    stated_link, found_link = web_address(stated.link), web_address(raw.link)
    authors = desk.authors if desk.authors is not None else _read_authors(segments, done, stated)
    language, language_basis = _language(desk, stated, text or segments[0].text)
    return Document(
        path=raw.path,
        sha256=raw.sha256,
        title=_line(title) or NO_TITLE,
        title_basis=basis,
        text=text,
        blocks=blocks,
        pieces=pieces_of(segments, done.verdicts)
        + told_of(page.unseen | unseen_marks(stated.title or ""), segments[-1].line),
        pictures=page.pictures,
        source=_line(desk.source or shown_source or stated.site),
        link=desk.link or stated_link or shown_link or found_link,
        authors=authors,
        published=_published(desk, done.fields, stated),
        language=language,
        sidecar=desk if has_sidecar else None,
        bases=Bases(
            authors=authors_basis(authors, stated.authors, by_desk=desk.authors is not None),
            source=first_basis((desk.source, "desk"), (shown_source, "shown"), (stated.site, "stated")),
            link=first_basis(
                (desk.link, "desk"), (stated_link, "stated"), (shown_link, "shown"), (found_link, "crawler")
            ),
            language=language_basis,
        ),
    )


def _language(desk: Sidecar, stated: Metadata, text: str) -> tuple[str, FieldBasis]:
    if desk.language:
        return desk.language, "desk"
    return language_of(stated.language, text)


def _title(
    desk: Sidecar, done: Sorted, stated: Metadata, segments: Sequence[Segment], text: str
) -> tuple[str, TitleBasis]:
    if desk.title:
        return desk.title, "stated"
    if done.title:
        return done.title, "stated"
    if stated.title:
        return stated.title, "metadata"
    return derived_title(text.partition(SEPARATOR)[0] or segments[0].text), "derived"


def _read_authors(segments: Sequence[Segment], done: Sorted, stated: Metadata) -> tuple[str, ...]:
    """Give the authors: those that the head states, as far as the byline that readers see agrees; else who is shown."""
    roles = [verdict.role for verdict in done.verdicts]
    first = roles.index("body") if "body" in roles else 0
    byline = shown_byline(segments, roles.index("title") if "title" in roles else None, first)
    site = plain(stated.site or "")
    shown = tuple(name for name in byline.names if plain(name) != site)
    if byline.sure and _agree(shown, stated.authors) and not _all_in(byline.text, stated.authors):
        names = shown
    else:
        near, far = (shown, ()) if byline.sure else ((), shown)
        house = (stated.house,) if stated.house else ()
        names = stated.authors or near or _authors(done.fields) or house or far
    return tuple(line for name in names if (line := _line(name)))


def _agree(some: Sequence[str], others: Sequence[str]) -> bool:
    return not frozenset(map(plain, some)).isdisjoint(map(plain, others))


def _all_in(text: str, names: Sequence[str]) -> bool:
    held = plain(text)
    return len(names) > 1 and all(plain(name) in held for name in names)


def _line(text: str | None) -> str | None:
    """Give one line of what the page's head or a record states, whose escapes can stand for anything."""
    return " ".join(legible(text or "").split()) or None


def _authors(fields: Sequence[Field]) -> tuple[str, ...]:
    stated = (
        (name for one in field.authors for name in authors_in(one)) for field in fields if field.authors
    )
    return next((found for names in stated if (found := tuple(names))), ())


def _published(desk: Sidecar, fields: Sequence[Field], stated: Metadata) -> Dated:
    """Give the day of publication: the desk's, the head's, else the first header line's that is no update."""
    if desk.published:
        return Dated(desk.published, "stated", "set by the desk")
    dated = [field for field in fields if field.day and not field.update]
    shown = Dated(dated[0].day, "stated", dated[0].evidence) if dated else Dated()
    if stated.published.date is None:
        return shown
    # An instant in universal time falls on the day before or after for many a newsroom: what the page
    # shows its readers says on which.
    if (
        stated.universal
        and shown.date
        and is_next_day(shown.date, stated.published.date)
        and day_in_link(stated.link) != stated.published.date
    ):
        return shown
    return msgspec.structs.replace(stated.published, evidence=_line(stated.published.evidence))
