"""The named rules that see more than a line: what stands among readers' comments, in a list of stories, at the end."""

import re
from collections.abc import Callable, Mapping, Sequence

from plugins.clean.segments import Segment, shortened

Reasons = dict[int, str]
"""Why a segment is set aside, by its position."""

_COMMENTS_BEGIN = re.compile(
    r"\d+ (?:comments?|replies|responses|thoughts)(?: (?:on|to) .*)?|(?:comments?|discussion) ?\(\d+\)"
    r"|(?:коментарі|комментарии|kommentare|commentaires|komentarze|kommentarer|comentarios|commenti) ?\(\d+\)"
    r"|\d+ (?:коментар\w*|комментари\w*|kommentare?|commentaires?|komentarz\w*|kommentarer|comentarios?|commenti)",
    re.I,
)
_ANSWER = re.compile(
    r"(?:reply|log in to reply|report|відповісти|ответить|antworten|répondre|odpowiedz|svara|responder|rispondi)",
    re.I,
)
_MIN_ANSWERS = 2
"""Buttons to answer with: one alone may belong to the form below the article."""

_WRITES = r"(?:writer|reporter|editor|journalist|correspondent|columnist|contributor|producer|photographer|freelancer?)"
_NAME = r"(?:[A-ZÀ-ŽА-ЯЄІЇҐ][\w.’'-]+\s){1,3}[A-ZÀ-ŽА-ЯЄІЇҐ][\w’'-]+"
_BIOGRAPHY = re.compile(
    rf"{_NAME},? (?:is|was) (?:an?|the|our)\b[^.]{{0,90}}\b{_WRITES}\b"
    rf"|{_NAME} (?:covers|writes about|reports on|reports for|writes for)\b"
)
_FOLLOW = re.compile(r"\b[Ff]ollow (?:him|her|me|them|the author)\b(?: on| at|:)")
_LAST_LINES = 2
"""Lines of text that may follow a biography; further up it is about somebody in the story."""
_BIOGRAPHY_HEAD = 300


def comment_thread(
    segments: Sequence[Segment], odds: Sequence[float], reasons: Sequence[str | None]
) -> Reasons:
    """Set readers' comments aside: from the line that counts them to the last button to answer with.

    The count can stand above the article too; so the text above it must outweigh what is set aside.
    """
    answers = [i for i, segment in enumerate(segments) if _ANSWER.fullmatch(segment.text)]
    if len(answers) < _MIN_ANSWERS:
        return {}
    size = [len(s.text) if odd > 0.5 else 0 for s, odd in zip(segments, odds, strict=True)]
    end = max([answers[-1], *(i for i, r in enumerate(reasons) if r and r.startswith("comment-form"))])
    for i, segment in enumerate(segments[: answers[0]]):
        if _COMMENTS_BEGIN.fullmatch(segment.text) and sum(size[:i]) > sum(size[i : end + 1]):
            reason = f"comment: stands below “{shortened(segment.text)}”"
            return {j: reason for j in range(i + 1, end + 1) if not reasons[j]}
    return {}


def listed_story(
    segments: Sequence[Segment], odds: Sequence[float], reasons: Sequence[str | None]
) -> Reasons:
    """Set the items of a list aside that a heading calls related, most read, or the like."""
    del odds
    found: Reasons = {}
    heading: str | None = None
    for i, segment in enumerate(segments):
        reason = reasons[i]
        if segment.kind == "list-item":
            if heading and not reason:
                found[i] = f"related-list: stands below “{heading}”"
        else:
            heading = shortened(segment.text) if reason and reason.startswith("related-list") else None
    return found


def closing_biography(
    segments: Sequence[Segment], odds: Sequence[float], reasons: Sequence[str | None]
) -> Reasons:
    """Set aside who the author is, as told below an article."""
    found: Reasons = {}
    below = 0
    for i in range(len(segments) - 1, -1, -1):
        if odds[i] <= 0.5 or reasons[i]:
            continue
        head = segments[i].text[:_BIOGRAPHY_HEAD]
        if _BIOGRAPHY.match(head) or _FOLLOW.search(head):
            found[i] = f"author-biography: “{shortened(segments[i].text)}”"
            continue
        below += 1
        if below > _LAST_LINES:
            break
    return found


Rule = Callable[[Sequence[Segment], Sequence[float], Sequence[str | None]], Reasons]

RULES: tuple[Rule, ...] = (comment_thread, listed_story, closing_biography)


def stretch_reasons(
    segments: Sequence[Segment], odds: Sequence[float], reasons: Sequence[str | None]
) -> Mapping[int, str]:
    """Give for each segment that stands in such a stretch why it is set aside; `reasons` are those of lines alone."""
    found: Reasons = {}
    for rule in RULES:
        found = rule(segments, odds, reasons) | found
    return found
