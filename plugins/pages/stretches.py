"""A scraped page's passages in stretches: what is long folds, what was cut says why in words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from plugins.model import Piece, Value
from plugins.pages.directions import with_marks_shown
from plugins.pages.words import PASSAGES, WORDS, counted
from plugins.words import Words, told, words

EN = words("en")

ROLES = {
    "body": "",
    "title": told("Title"),
    "caption": told("Caption"),
    "metadata": told("Page data"),
    "removed": told("Cut"),
}

CUTS: dict[str, tuple[str, str]] = {
    "navigation": (told("navigation"), told("Menus, and ways to other parts of the site.")),
    "share-bar": (told("share bar"), told("Buttons to pass the page on, and their counters.")),
    "player-control": (told("player"), told("The labels of a video or sound player.")),
    "image-placeholder": (told("image placeholder"), told("What stands in for a picture.")),
    "cookie-notice": (told("cookie notice"), told("Questions about cookies and privacy.")),
    "subscription-call": (told("subscription call"), told("Calls to subscribe, to sign up or to pay.")),
    "advertisement": (told("advertisement"), told("Advertising, and the words that mark it.")),
    "related-list": (
        told("related list"),
        told("Headlines of other pages: related, most read, more of the same."),
    ),
    "comment-form": (told("comments"), told("Readers’ comments, and the form for them.")),
    "footer-link": (
        told("site footer"),
        told("What stands at the foot of every page: about, contact, terms."),
    ),
    "legal-line": (told("legal line"), told("Copyright, and terms of use.")),
    "form": (told("form"), told("The labels of a form.")),
    "button": (told("button"), told("The label of a button.")),
    "hidden": (told("hidden"), told("The page holds it, but does not show it.")),
    "no-words": (told("no words"), told("Signs and numbers alone: rulers, arrows, counters, clocks.")),
    "invisible-mark": (
        told("invisible marks"),
        told("Signs that nobody sees and that can turn words around or part them; no word is missing."),
    ),
    "recurring-line": (told("recurring line"), told("It stands on most pages of this source.")),
    "repeated-title": (told("title again"), told("The title said once more.")),
    "line-model": (
        told("unlike the article"),
        told(
            "No rule names it. By its wording, looks and surroundings it is not like an article’s text; "
            "the percentage says how much it is."
        ),
    ),
}
"""What each rule that cuts is called beside a line, and what it cuts."""

FOLD_LINES, FOLD_WORDS = 5, 90
"""A cut of so many passages, or words, folds."""
LONG = 150
"""Passages that a page may show; of a longer one only the beginning stands open."""
SHOWN, CHUNK = 60, 100
"""Passages of a long page that stand open, and those that fold together after them."""
_PREVIEW = 90
"""Characters of a folded stretch that its head shows."""


class Passage(Value, frozen=True):
    """One stretch of the scraped page."""

    line: int
    begins: bool
    """Whether it is the first one of its line: saved pages have many passages in one."""
    text: str
    role: str
    """The model's word for it: "body", "title", "caption", "metadata", "removed"."""
    label: str
    """What to call it beside the text; "" for the body."""
    reason: str
    """In words: what was cut, or which field it states."""


class Stretch(Value, frozen=True):
    """Passages in a row that are shown or folded together."""

    passages: tuple[Passage, ...]
    cut: bool
    """Whether all of it was cut."""
    head: str
    """What is said of it while it is folded: "17 passages cut, 60 words"; "" where it isn't."""
    place: str
    """"lines 4–20"."""
    preview: str
    """How it begins."""
    reasons: str
    """Why it was cut, or how much of it was: "navigation, share bar"."""


class Cut(Value, frozen=True):
    """One reason for cuts on this page."""

    name: str
    meaning: str
    """"" where the rule speaks for itself."""
    extent: str
    """"12 passages, 40 words"."""


def stretches(pieces: Sequence[Piece], say: Words = EN) -> tuple[Stretch, ...]:
    """Give the page's passages in their order, in stretches; together they hold every one."""
    runs = [(cut, list(run)) for cut, run in groupby(pieces, lambda piece: piece.role == "removed")]
    found: list[Stretch] = []
    shown = done = 0
    opened = SHOWN if sum(len(run) for cut, run in runs if not _folds(cut, run)) > LONG else len(pieces)
    for cut, run in runs:
        if shown >= opened:
            break
        folded = _folds(cut, run)
        part = run if folded else run[: opened - shown]
        found.append(_stretch(part, say, folded=folded))
        done += len(part)
        shown += 0 if folded else len(part)
    found += [_stretch(pieces[i : i + CHUNK], say, folded=True) for i in range(done, len(pieces), CHUNK)]
    return tuple(found)


def cuts(pieces: Iterable[Piece], say: Words = EN) -> tuple[Cut, ...]:
    """Give every reason for which this page was cut, those that cut most first."""
    removed: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.role == "removed":
            removed.setdefault(_rule(piece), []).append(piece)
    ordered = sorted(removed.items(), key=lambda item: (-_words(item[1]), item[0]))
    return tuple(
        Cut(_name(rule, say), say(CUTS[rule][1]) if rule in CUTS else "", _extent(of_rule, say))
        for rule, of_rule in ordered
    )


def _folds(cut: bool, run: Sequence[Piece]) -> bool:
    return cut and (len(run) >= FOLD_LINES or _words(run) >= FOLD_WORDS)


def _words(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)


def _extent(pieces: Sequence[Piece], say: Words) -> str:
    return f"{counted(len(pieces), PASSAGES, say)}, {counted(_words(pieces), WORDS, say)}"


def _stretch(run: Sequence[Piece], say: Words, *, folded: bool) -> Stretch:
    removed = [piece for piece in run if piece.role == "removed"]
    cut = len(removed) == len(run)
    if not folded:
        return Stretch(_passages(run, say), cut, "", "", "", "")
    passages = (
        say.many("{n} passage cut", "{n} passages cut", len(run)) if cut else counted(len(run), PASSAGES, say)
    )
    head = f"{passages}, {counted(_words(run), WORDS, say)}"
    first, last = run[0].line, run[-1].line
    reasons = ", ".join(dict.fromkeys(_name(_rule(piece), say) for piece in run)) if cut else ""
    return Stretch(
        _passages(run, say),
        cut,
        head,
        say("lines {first}–{last}", first=first, last=last)
        if last > first
        else say("line {number}", number=first),
        with_marks_shown(_shortened(" · ".join(piece.text for piece in run[:8] if piece.text))),
        reasons or (say.many("{n} of them cut", "{n} of them cut", len(removed)) if removed else ""),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _PREVIEW else f"{text[:_PREVIEW].rsplit(' ', 1)[0]} …"


def _passages(run: Sequence[Piece], say: Words) -> tuple[Passage, ...]:
    before = (0, *(piece.line for piece in run))
    return tuple(
        _passage(piece, say, begins=piece.line != line) for piece, line in zip(run, before, strict=False)
    )


def _passage(piece: Piece, say: Words, *, begins: bool) -> Passage:
    reason = {"removed": _cut_reason, "metadata": _field}.get(piece.role, _none)(piece, say)
    label = ROLES[piece.role]
    return Passage(piece.line, begins, with_marks_shown(piece.text), piece.role, label and say(label), reason)


def _none(_piece: Piece, _say: Words) -> str:
    return ""


def _field(piece: Piece, say: Words) -> str:
    return say(piece.reason.removeprefix("metadata:").replace("-", " "))


def _rule(piece: Piece) -> str:
    return piece.reason.partition(":")[0]


def _name(rule: str, say: Words) -> str:
    return say(CUTS[rule][0]) if rule in CUTS else rule.replace("-", " ")


def _cut_reason(piece: Piece, say: Words) -> str:
    """Give the rule's name and what it saw, without the words that stand struck through above it."""
    seen = piece.reason.partition(":")[2].strip()
    if seen.startswith("“"):
        quoted, _, rest = seen[1:].partition("”")
        if quoted.rstrip("…").strip() in " ".join(piece.text.split()):
            seen = rest.strip()
    if _rule(piece) == "repeated-title":
        seen = ""
    name = _name(_rule(piece), say)
    return f"{name} ({with_marks_shown(seen)})" if seen else name
