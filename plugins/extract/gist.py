"""The gist of an article: what title and lead are about, and phrases by which a reprint is known."""

import re
import zlib
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from plugins.clean.word_runs import words_in
from plugins.model import Document, Gist, Mention, Sum
from plugins.registry import Knowledge, Spot
from plugins.tables import table as read_table

from .language import text_language
from .money import find_amounts
from .sentences import sentences

LEAD_SENTENCES = 2
MAX_LEAD = 500
"""Code points of the lead: a longer second sentence is cut, headlines of feeds have no more anyway."""
LEAD_END = 40
"""Code points of a lead's end that its rule shows."""
STEM = 6
"""Letters that a word keeps, so that "announced", "announces" and their Slavic kin count as one."""
PHRASE = 4
TELLING = 5
"""Letters that a telling word has at least: by these it is known whatever its ending."""
NAMED = frozenset(("donor", "person", "organisation", "equipment", "event"))
_MARKUP = re.compile(r"<[^<>]*>")
_CLAUSE = re.compile(r"[,;:–—(]|\s-\s|\b(?:as|after|while|with|and|but)\b", re.IGNORECASE)
_TABLE = read_table(Path(__file__).with_name("gist.yaml"))
_LITTLE = frozenset(word for words in _TABLE["little_words"].values() for word in words.split())
# The words before an amount that make it the background of the news, not the news.
_BACKGROUND = re.compile(rf"\b(?:{'|'.join(_TABLE['background'])})\b", re.IGNORECASE)
_BACKGROUND_AFTER = re.compile(rf"^\W*(?:{'|'.join(_TABLE['background_after'])})\b", re.IGNORECASE)


def find_gist(document: Document, mentions: Sequence[Mention], knowledge: Knowledge) -> Gist:
    """Give what an article can be recognised by; `mentions` are those of its text, in order."""
    language = text_language(document)
    lead = _lead(document.text or _set_aside(document))
    title_spots = _spots(document.title, language, knowledge)
    whole = document.text if _is_read(document.text, lead) else lead
    lead_spots = [spot for spot in _spots(whole, language, knowledge) if spot.end <= len(lead)]
    title_names = tuple(dict.fromkeys(_names(title_spots)))
    in_lead = [m.id for m in mentions if m.start < MAX_LEAD and m.kind in NAMED]
    sums = (*_sums(document.title, document.title, language), *_sums(lead, whole, language))
    news = _once(money for money, is_news in sums if is_news)
    background = _once(money for money, is_news in sums if not is_news)
    words = words_in(document.text.casefold())
    return Gist(
        title_names=title_names,
        names=tuple(dict.fromkeys((*title_names, *in_lead, *_names(lead_spots)))),
        sums=news,
        background=background,
        title_words=" ".join(stems(_without(document.title, title_spots))),
        lead_words=" ".join(stems(_without(lead, lead_spots))),
        phrases=_phrases(words),
        beginnings=beginnings(words),
        length=len(words),
        rules=(
            f"lead: the first {LEAD_SENTENCES} sentences, {MAX_LEAD} letters at most - {lead[-LEAD_END:]}",
            f"names: of the title, the lead, and those that begin in the first {MAX_LEAD} letters",
            f"words: those of title and lead that are no names, cut to {STEM} letters",
            f"phrases: every second run of {PHRASE} words - {len(words)} words",
        ),
    )


def stems(text: str) -> Iterable[str]:
    """Give the stems of a text's words, each once, without those that say nothing of what it is about.

    >>> list(stems("The US will send $400 million more to Ukraine"))
    ['us', 'send', '400', 'millio', 'ukrain']
    """
    words = (word for word in words_in(text.casefold()) if word not in _LITTLE)
    return dict.fromkeys(word[:STEM] for word in words if len(word) > 1)


def _set_aside(document: Document) -> str:
    """Give the longest stretch beside the body: all that there is of a feed's item that has none."""
    return max((p.text for p in document.pieces if p.role in ("caption", "removed")), key=len, default="")


def _lead(text: str) -> str:
    """Give the first sentences of a text, from its very beginning, without what is left of markup."""
    if "<" in text[: 4 * MAX_LEAD]:
        text = _MARKUP.sub(" ", text[: 4 * MAX_LEAD])
    spans = sentences(text)[:LEAD_SENTENCES]
    return text[: min(spans[-1][1], MAX_LEAD)] if spans else ""


def _spots(text: str, language: str, knowledge: Knowledge) -> list[Spot]:
    """Give the wordings of a text that the registry knows, in order; most are looked up already."""
    found = (*knowledge.name_spots(text, language), *knowledge.word_spots(text))
    return sorted(found, key=lambda spot: spot.start)


def _names(spots: Iterable[Spot]) -> Iterable[str]:
    for spot in spots:
        ids = {sense.id for sense in spot.senses if sense.kind in NAMED}
        # A wording that may mean several things ties no articles together.
        if len(ids) == 1:
            yield ids.pop()


def _without(text: str, spots: Iterable[Spot]) -> str:
    """Give a text without its names: they count as names, not as words too."""
    parts, end = [], 0
    for spot in spots:
        parts.append(text[end : spot.start])
        end = max(end, spot.end)
    return " ".join((*parts, text[end:]))


def _is_read(text: str, lead: str) -> bool:
    """Tell whether the lead is whole sentences of the text: then all that is in it is found already."""
    return text.startswith(lead) and any(end == len(lead) for _, end in sentences(text)[:LEAD_SENTENCES])


def _sums(text: str, whole: str, language: str) -> list[tuple[Sum, bool]]:
    """Give every amount of a text that `whole` begins with, and whether it is the news there."""
    found = []
    for money in find_amounts(whole, language, sentences(whole)):
        if money.end > len(text):
            break
        if money.vague:
            continue
        clause = _clause_before(text, money.start)
        cue = _BACKGROUND.search(clause) or _BACKGROUND_AFTER.search(text[money.end :])
        told = f"background: '{cue[0].strip()}'" if cue else "news: no word looks back"
        for one in (money, *money.restated):
            if one.unit is not None:
                currency = one.unit.code or one.unit.family or ""
                rule = f"{told} - {text[one.start : one.end]}"
                found.append((Sum(one.low, one.high, one.value, currency, rule), cue is None))
    return found


def _once(sums: Iterable[Sum]) -> tuple[Sum, ...]:
    """Give each sum where it first stands, whatever the rule that told it there."""
    first: dict[tuple[float | None, float | None, float, str], Sum] = {}
    for money in sums:
        first.setdefault((money.low, money.high, money.value, money.currency), money)
    return tuple(first.values())


def _clause_before(text: str, end: int) -> str:
    """Give what stands between an amount and the beginning of its clause, with the clause's opening word."""
    start = max(text.rfind(stop, 0, end) for stop in ".!?\n") + 1
    opening = [match.start() for match in _CLAUSE.finditer(text, start, end)]
    return text[opening[-1] if opening else start : end]


def checksums(phrases: bytes) -> memoryview:
    """Give a gist's packed checksums as numbers, in order; none is made before it is asked for."""
    return memoryview(phrases).cast("I")


def beginnings(words: Iterable[str]) -> bytes:
    """Give the checksums of how the longer words begin, packed: `words` are without case."""
    found = {word[:TELLING] for word in words if len(word) >= TELLING}
    return array("I", sorted({zlib.crc32(one.encode("utf-8", "surrogatepass")) for one in found})).tobytes()


def _phrases(words: Sequence[str]) -> bytes:
    # All words are encoded at once: no word holds a blank.
    encoded = " ".join(words).encode("utf-8", "surrogatepass").split(b" ")
    phrases = zip(*(encoded[first:] for first in range(PHRASE)), strict=False)
    found = set(map(zlib.crc32, map(b" ".join, phrases)))
    return array("I", sorted([checksum for checksum in found if not checksum & 1])).tobytes()
