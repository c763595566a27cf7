"""Ids and addresses that never change once published."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from unidecode import unidecode

from plugins.bodies import text_digest
from plugins.model import Permalink

MAX_SLUG = 60
HEX = 6
"""Hexadecimal digits of a path's digest that tell two articles with one title apart."""
# Names that a page of the site or an old file system keeps for itself.
RESERVED = frozenset({"index", "differences", "con", "prn", "aux", "nul", "com1", "lpt1"})


def slug(text: str, otherwise: str) -> str:
    """Give a text in ASCII letters, digits and hyphens, cut at a word's end at about 60 characters.

    >>> slug("Zelenskyy praises Germany’s €2.7bn pledge", "article")
    'zelenskyy-praises-germanys-eur2-7bn-pledge'
    >>> slug("!!!", "article")
    'article'
    """
    plain = unidecode(text.replace("’", "").replace("'", "")).lower()
    words = re.findall(r"[a-z0-9]+", plain)
    made = words[0][:MAX_SLUG] if words else ""
    for word in words[1:]:
        if len(made) + 1 + len(word) > MAX_SLUG:
            break
        made += "-" + word
    return otherwise if not made or made in RESERVED else made


def article_ids(titles: Mapping[str, str], permalinks: Iterable[Permalink]) -> dict[str, str]:
    """Give every path its id: the one it has, else the slug of its title, the same whatever the order.

    An id that was given once is never given to another path, even when its own article is gone.
    """
    given = {row.key: row.id for row in permalinks if row.kind == "article"}
    ids = {path: given[path] for path in titles if path in given}
    taken = set(given.values())
    for path in sorted(titles.keys() - given.keys()):
        ids[path] = _free(slug(titles[path], "article"), path, taken)
        taken.add(ids[path])
    return ids


def event_ids(
    wanted: Sequence[tuple[str, frozenset[str]]], reserved: Iterable[str], permalinks: Iterable[Permalink]
) -> tuple[str, ...]:
    """Give found events their ids: the one that most of their articles were published under, else a new one.

    `wanted` holds for each event the slug it would like and the paths of its articles; `reserved` are the ids
    of the registry's events. An id goes to the event that holds most of the articles it was published with.
    """
    history = event_history(permalinks)
    published_in = events_by_path(history)
    counted = Counter(
        (ident, number)
        for number, (_, members) in enumerate(wanted)
        for path in members
        for ident in published_in.get(path, ())
    )
    votes = sorted((-count, ident, number) for (ident, number), count in counted.items())
    taken = set(reserved)
    ids: dict[int, str] = {}
    for _, ident, number in votes:
        if number not in ids and ident not in taken:
            ids[number] = ident
            taken.add(ident)
    taken |= history.keys()
    for number in sorted(range(len(wanted)), key=lambda n: (wanted[n][0], min(wanted[n][1]))):
        if number not in ids:
            ids[number] = _free(wanted[number][0], min(wanted[number][1]), taken)
            taken.add(ids[number])
    return tuple(ids[number] for number in range(len(wanted)))


def event_history(permalinks: Iterable[Permalink]) -> dict[str, set[str]]:
    """Give every event id that was published, with the paths of the articles it was published with."""
    history: defaultdict[str, set[str]] = defaultdict(set)
    for row in permalinks:
        if row.kind == "event":
            history[row.id].add(row.key.rpartition("#")[0])
    return dict(history)


def events_by_path(history: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Give for each path the events that it was published in, of events with their paths."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for ident in sorted(history):
        for path in history[ident]:
            found[path].append(ident)
    return dict(found)


def _free(wanted: str, path: str, taken: set[str]) -> str:
    ident, salt = wanted, 0
    while ident in taken:
        ident = f"{wanted}-{text_digest(path, *[str(salt)] * bool(salt))[:HEX]}"
        salt += 1
    return ident
