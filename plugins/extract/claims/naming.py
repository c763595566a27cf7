"""The names in a sentence, with the donor that each stands for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from plugins.extract.languages import language_tables
from plugins.extract.money.lexicon import Phrases
from plugins.extract.money.tokens import Token, words
from plugins.model import Mention, Value

from .parties import Parties


class Named(Value, frozen=True):
    """A name in a sentence, by its tokens."""

    mention: Mention
    first: int
    end: int
    donor: str | None
    """The donor it stands for: a minister's country, a ministry's government."""


def named(mentions: Iterable[Mention], tokens: Sequence[Token], parties: Parties) -> tuple[Named, ...]:
    """Give the names among the tokens; of two on one span, and one within another of its kind, the first."""
    starts = [token.start for token in tokens]
    found: list[Named] = []
    for mention in mentions:
        if mention.kind in ("equipment", "event", "source"):
            continue
        first = bisect_right(starts, mention.start) - 1
        end = bisect_left(starts, mention.end)
        inside = any(o.first <= first and end <= o.end and o.mention.kind != "person" for o in found)
        if not inside:
            found.append(Named(mention, first, end, parties.donor_of(mention)))
    return tuple(found)


def with_institutions(
    names: Sequence[Named], tokens: Sequence[Token], parties: Parties, language: str
) -> tuple[Named, ...]:
    """Give the names and the bodies that the registry lacks: "the House", "Brussels" for the union."""
    more = list(_institutions(tokens, names, parties, language))
    others = [name for name in names if not any(m.first <= name.first and name.end <= m.end for m in more)]
    return tuple(sorted((*others, *more), key=lambda name: name.first))


@cache
def _phrases(section: str, language: str | None = None) -> Phrases[str]:
    """Give a section's phrases, of all languages or of one, with the id or code that each stands for."""
    tables = language_tables()
    wanted = tables.values() if language is None else [tables.get(language, {})]
    return Phrases(
        {
            words(phrase): key
            for table in wanted
            for key, phrases in table.get(section, {}).items()
            for phrase in phrases
        }
    )


def _institutions(
    tokens: Sequence[Token], names: Sequence[Named], parties: Parties, language: str
) -> Iterator[Named]:
    bodies, home = _phrases("institutions"), _phrases("home", language)
    openers, at_home = bodies.openers, home.openers
    for i, token in enumerate(tokens):
        if token.kind != "word" or (token.norm not in openers and token.norm not in at_home):
            continue
        found = bodies.at(tokens, i)
        if found and not tokens[i + found[1] - 1].text[0].isupper():
            found = None
        # "norska regeringen" is Norway's: a name right before it says whose.
        if found is None and not any(name.end == i for name in names):
            found = home.at(tokens, i)
        if found is None or any(
            n.first < i or n.end > i + found[1] for n in names if _touches(n, i, i + found[1])
        ):
            continue
        donor = parties.union if found[0] == "EU" else parties.knowledge.country_id(found[0])
        if donor:
            end = i + found[1]
            yield Named(Mention("donor", donor, token.start, tokens[end - 1].end), i, end, donor)


def groups(tokens: Sequence[Token], names: Sequence[Named]) -> tuple[Named, ...]:
    """Give the words for donors as a body, by the registry's id: "partners", "donor countries"."""
    found = []
    bodies = _phrases("groups")
    openers = bodies.openers
    for i, token in enumerate(tokens):
        group = bodies.at(tokens, i) if token.norm in openers else None
        if group and not _taken(i, i + group[1], names):
            end = i + group[1]
            found.append(
                Named(Mention("donor", group[0], token.start, tokens[end - 1].end), i, end, group[0])
            )
    return tuple(found)


def _taken(first: int, end: int, names: Sequence[Named]) -> bool:
    return any(_touches(name, first, end) for name in names)


def _touches(name: Named, first: int, end: int) -> bool:
    return name.first < end and first < name.end
