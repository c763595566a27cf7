"""The lines around an article that state its source, day, author and tags."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.clean.calendar_days import find_day
from plugins.clean.segments import Segment, holds_any, is_sentence
from plugins.clean.web_address import web_address

MAX_WORDS = 24
"""A line of fields is short; a longer one is text that happens to hold a date."""


@dataclass(frozen=True, slots=True)
class Field:
    """What one line states, under the name that its piece carries as reason."""

    name: str
    source: str | None = None
    link: str | None = None
    """Where the page was published, where it is named by its address."""
    authors: tuple[str, ...] = ()
    day: str | None = None
    evidence: str | None = None
    update: bool = False
    """Whether the day is that of a later change, which is no day of publication."""


_LABELLED_SOURCE = re.compile(
    r"(?:source|sources|джерело|источник|quelle|fuente|fonte|źródło|källa|zdroj|forrás|sursa)\s?[:：]\s?(?P<name>\S.*)",
    re.I,
)
_LABELLED_TAG = re.compile(
    r"(?:tags?|topics?|categor(?:y|ies)|filed under|keywords|labels?|теги?|рубрика|schlagwörter|schlagworte|tagi)\s?[:：].*",
    re.I,
)
_HASHTAGS = re.compile(r"(?:#\w+[\s,;]*)+")
_BYLINE = re.compile(
    r"(?:(?:written |posted |reported )?by|authors?|автори?|авторы?|von|par|por|autor(?:en|zy)?|av)(?:\s?[:：]\s?|\s)(?P<names>\S.*)",
    re.I,
)
_NAME = re.compile(r"(?:[^\W\d_]\.|[^\W\d_][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?)")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "van",
        "von",
        "der",
        "den",
        "del",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ter",
        "ten",
        "dos",
        "du",
    ]
)
_NAME_BREAK = re.compile(r"\s?(?:,|;|&|/|\||\band\b|\bund\b|\bet\b|\by\b|\bта\b|\bі\b|\bи\b)\s?")
_UPDATE = re.compile(
    r"\b(?:updated?|modified|edited|revised|оновлено|обновлено|aktualisiert|mis à jour|zaktualizowano|uppdaterad)\b",
    re.I,
)
# A clock's "a.m." closes a line as a sentence's full stop does.
_DAY_LABEL = re.compile(r"(?:published|posted|updated|last updated|created|released|date)\b\s?:?", re.I)
# What may stand beside the day without making the line a sentence: labels, times, weekdays, counters.
_BESIDE_DAY = re.compile(
    r"""\b(?:published|posted|updated?|last|first|modified|created|released|date|issued|on|at|by|in|from|the|of|am|pm|a\.m\.|p\.m\.
    |gmt|utc|est|edt|et|cet|cest|eet|eest|pst|pdt|ist|bst|msk|hrs?|uhr|h|min|mins|minutes?|read(?:ing)?(?:\stime)?|ago|views?|shares?|comments?
    |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?
    |опубліковано|опубликовано|оновлено|обновлено|переглядів|просмотров|veröffentlicht|am|um|stand|publié|le|à|mis|jour|opublikowano|dodano|publicerad|klockan|kl)\b\.?""",
    re.I | re.X,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|[+-]\d{2}:?\d{2}\b")
_COUNT = re.compile(r"\b\d[\d,.]*[kKmM]?\b")
_LETTERS = re.compile(r"[^\W\d_]+")


def field_of(segment: Segment) -> Field | None:
    """Give what the line states about the article, or None where it is something else.

    >>> field_of(Segment("November 30,2022 330", 8, ((8, "November 30,2022 330"),))).name
    'date and view count'
    """
    text = segment.text
    if text.count(" ") >= MAX_WORDS:
        return None
    return next((field for rule in RULES if (field := rule(text))), None)


def _source(text: str) -> Field | None:
    match = _LABELLED_SOURCE.fullmatch(text)
    if match is None or len(match["name"].split()) > 8 or is_sentence(text):
        return None
    name = match["name"].rstrip(" .")
    parts = urlsplit(web_address(name) or "")
    # An address of one page names its host as the source: each page would else be a source of its own.
    if parts.hostname and (parts.path.strip("/") or parts.query):
        return Field("source", source=parts.hostname, link=name)
    return Field("source", source=name)


def _tag(text: str) -> Field | None:
    return Field("tag") if _HASHTAGS.fullmatch(text) or _LABELLED_TAG.fullmatch(text) else None


def _day(text: str) -> Field | None:
    found = None if is_sentence(text) and not _DAY_LABEL.match(text) else find_day(text)
    if not found:
        return None
    day, start, end = found
    rest = f"{text[:start]} | {text[end:]}"
    byline = next((b for part in re.split(r"[|·•–—]|\s-\s", rest) if (b := names_in(part.strip()))), ())
    for name in byline:
        rest = rest.replace(name, " ")
    rest = _CLOCK.sub(" ", rest)
    counts = _COUNT.search(_BESIDE_DAY.sub(" ", rest)) is not None
    left = _LETTERS.findall(_COUNT.sub(" ", _BESIDE_DAY.sub(" ", rest)))
    again = find_day(rest)
    if len(left) > (6 if again else 2):
        return None
    name = "date and view count" if counts and not again else "byline and date" if byline else "date"
    update = bool(_UPDATE.search(text[:start]))
    return Field(name, authors=byline, day=day, evidence=text, update=update)


def _author(text: str) -> Field | None:
    names = names_in(text)
    return Field("byline", authors=names) if names else None


def names_in(text: str) -> tuple[str, ...]:
    """Give the names of a byline such as "By Ada Byron and Karl Marx"; none where it is no byline."""
    match = _BYLINE.fullmatch(text)
    if not match:
        return ()
    names = tuple(part.strip(" .") for part in _NAME_BREAK.split(match["names"]) if part.strip(" ."))
    return names if names and all(map(is_name, names)) else ()


def is_credit(text: str) -> bool:
    """Tell whether a line names nothing but who wrote, be it by one word: "By Reuters"."""
    match = _BYLINE.fullmatch(text)
    parts = match["names"].split() if match else []
    return bool(names_in(text)) or (0 < len(parts) <= 2 and all(part[0].isupper() for part in parts))


def is_name(text: str) -> bool:
    """Tell whether a text looks like a person's name: two to five words, each with a capital."""
    parts = text.split()
    return 2 <= len(parts) <= 5 and all(
        _NAME.fullmatch(part) and (part[0].isupper() or part.casefold() in _PARTICLES) for part in parts
    )


RULES = (_source, _tag, _day, _author)

# On labelled pages, lines of up to 60 words with such a credit or such a place in the picture were body once in 15 times.
_CAPTION = re.compile(
    r"""^(?:photo|image|picture|photograph)s?\s?[:：/]|\b(?:foto|bild|фото|zdjęcie|kuva)\s?[:/]
    |\bfile\s(?:photo|picture|image)\b|\bgetty\simages\b|\bap\sphoto\b|\bhandout\s?(?:via|photo|image|/)
    |\b(?:photo|image|picture|photograph)s?(?:\s(?:by|credit|courtesy)\b|\s?:)|\bvia\s(?:ap|getty|reuters|afp)\b
    |/\s?(?:afp|reuters|ap|getty|epa|tass)\b
    |,\s(?:left|right|cent(?:er|re)|second\sfrom\s(?:left|right)|front|rear)[,.]|\((?:l|r|left|right|cent(?:er|re))\)[\s,.]""",
    re.I | re.X,
)
MAX_CAPTION_WORDS = 60
# One of these stands in every caption that the pattern knows: looking for them first keeps other lines fast.
_CAPTION_CUES = (
    "photo", "image", "picture", "foto", "bild", "фото", "zdj", "kuva", "getty", "handout", "via ", "/",
    ", left", ", right", ", cent", ", second", ", front", ", rear", "(l", "(r", "(c",
)  # fmt: skip


def is_caption(text: str) -> bool:
    """Tell whether a line speaks of a picture ("X, left, and Y", "File photo", an agency's credit)."""
    if text.count(" ") >= MAX_CAPTION_WORDS:
        return False
    line = text.casefold()
    return holds_any(line, _CAPTION_CUES) and bool(_CAPTION.search(line))


_MIN_CAPITALISED = 5  # shorter words in capitals are as often abbreviations


def as_name(masthead: str) -> str:
    """Give a masthead set in capitals as a name is written: "KYIV CITY COUNCIL" is "KYIV CITY Council" no more.

    >>> as_name("UKRAINIAN WORLD CONGRESS")
    'Ukrainian World Congress'
    """
    if masthead != masthead.upper() or not any(len(w) >= _MIN_CAPITALISED for w in masthead.split()):
        return masthead
    small = {"of", "the", "and", "for", "in", "on"}
    return " ".join(w.lower() if w.lower() in small else w.capitalize() for w in masthead.split())
