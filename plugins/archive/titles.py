"""Plain titles for events that no registry names: what their articles share, never one outlet's headline."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from plugins.extract.gist import stems
from plugins.model import EventKind
from plugins.registry import Knowledge

from .stories import Story, date_words

KIND_WORDS: dict[EventKind, str] = {
    "press-conference": "Press conference",
    "meeting": "Meeting",
    "summit": "Summit",
    "visit": "Visit",
    "call": "Call",
    "announcement": "Announcement",
    "attack": "Attack",
    "other": "Event",
}
SHOWN = 3
"""Names, and words, in a title."""
_WORD = re.compile(r"\w[\w’'-]*")


def occasion_title(kind: EventKind, place: str | None, names: Sequence[str], knowledge: Knowledge) -> str:
    """Give "Meeting in Oslo: Ada Lind, Bo Berg"; "" where too little is known for a title of its own."""
    if kind == "other" or not (place or names):
        return ""
    where = f" {'to' if kind == 'visit' else 'in'} {place}" if place else ""
    who = _listed(names, knowledge)
    return f"{KIND_WORDS[kind]}{where}{': ' if who else ''}{who}"


def topic_title(stories: Sequence[Story], names: Sequence[str], day: str | None, knowledge: Knowledge) -> str:
    """Give "Spain: tanks, training (12 April 2023)": the names and the words of most titles, and the day."""
    who, what = _listed(names, knowledge), ", ".join(_shared_words(stories))
    told = ": ".join(part for part in (who, what) if part) or "Event"
    return f"{told[0].upper()}{told[1:]}{f' ({date_words(day)})' if day else ''}"


def name_of(ident: str, knowledge: Knowledge) -> str:
    """Give the name that readers know somebody or something by."""
    entity = knowledge.entity(ident)
    return entity.name if entity else ident.replace("-", " ").capitalize()


def _listed(names: Sequence[str], knowledge: Knowledge) -> str:
    return ", ".join(name_of(name, knowledge) for name in names[:SHOWN])


def _shared_words(stories: Sequence[Story]) -> Iterable[str]:
    """Give the words that two titles, and at least half of all, have beside names, the most usual first."""
    counted = Counter(
        stem for story in stories for stem in story.gist.title_words.split() if not stem.isdecimal()
    )
    often = [stem for stem, count in counted.items() if count > 1 and count * 2 >= len(stories)]
    shown = sorted(often, key=lambda stem: (-counted[stem], stem))[:SHOWN]
    written: dict[str, Counter[str]] = {stem: Counter() for stem in shown}
    for story in stories:
        for word in _WORD.findall(story.item.reading.document.title):
            for stem in stems(word):
                if stem in written:
                    written[stem][word] += 1
    return [_usual(words) for words in written.values() if words]


def _usual(words: Counter[str]) -> str:
    """Give the form that most titles write; of two the one in small letters, as in running text."""
    return min(words, key=lambda word: (-words[word], word[:1].isupper(), word))
