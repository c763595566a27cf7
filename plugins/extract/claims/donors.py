"""Who gives: each rule reads the donor off one turn of phrase; the first that finds one wins."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plugins.model import Claim, Quote

from .parties import AGGRESSORS, UKRAINE
from .recipients import recipient_names
from .naming import Named
from .scene import Place, Setting

FROM = frozenset(
    [
        "from",
        "by",
        "von",
        "vom",
        "durch",
        "de",
        "par",
        "od",
        "przez",
        "från",
        "av",
        "від",
        "от",
        "fra",
        "af",
        "del",
        "da",
        "dal",
        "van",
        "door",
    ]
)
PLACES = frozenset(["in", "at", "against", "on", "near", "into", "between", "towards", "across", "via", "than", "like", "with", "without", "about", "meeting", "visit", "over", "through",
                    "im", "bei", "gegen", "w", "we", "pod", "på", "i", "mot", "à", "en", "dans", "у", "в", "проти", "против", "во", "under"])  # fmt: skip
"""Words before a name that make it a place, an opponent or a means, no giver."""
THE = frozenset(
    [
        "the",
        "a",
        "an",
        "die",
        "der",
        "das",
        "dem",
        "la",
        "le",
        "l",
        "'",
        "its",
        "“",
        '"',
        "president",
        "minister",
        "secretary",
        "house",
        "republican",
        "-",
        "led",
    ]
)
BLOCKS = frozenset(["block", "blocks", "blocked", "blocking", "veto", "vetoed", "vetoes", "vetoing", "oppose", "opposes", "opposed", "rejects", "rejected", "refused", "holding", "stalled", "stalling",
                    "blokuje", "zablokował", "zablokowały", "zawetowały", "blockiert", "bloque", "блокує", "заблокувала", "блокирует", "заблокировала", "blockerar", "unblock"])  # fmt: skip
COUPLES = frozenset(
    [
        ",",
        "and",
        "the",
        "&",
        "und",
        "et",
        "i",
        "oraz",
        "och",
        "та",
        "і",
        "й",
        "и",
        "as",
        "well",
        "along",
        "together",
        "with",
        "jointly",
        "both",
        "e",
        "y",
        "og",
    ]
)
WE = frozenset(
    [
        "we",
        "our",
        "us",
        "i",
        "my",
        "wir",
        "unser",
        "unsere",
        "nous",
        "notre",
        "my",
        "przekazujemy",
        "nasz",
        "nasze",
        "naszego",
        "vi",
        "vår",
        "vårt",
        "ми",
        "наш",
        "наша",
        "мы",
        "наша",
        "ми",
    ]
)
PRONOUNS = frozenset(
    [
        "it",
        "its",
        "he",
        "she",
        "they",
        "their",
        "his",
        "her",
        "er",
        "sie",
        "seine",
        "ihre",
        "il",
        "elle",
        "sa",
        "son",
        "on",
        "ona",
        "jego",
        "jej",
        "han",
        "hon",
        "den",
        "він",
        "вона",
        "його",
        "її",
        "он",
        "она",
        "его",
        "ее",
        "её",
    ]
)
SUBJECT_REACH = 12
"""Words from a name to the verb of giving that it may be the subject of."""


class Found(NamedTuple):
    """Donors with the rule that found them and its evidence."""

    donors: tuple[str, ...]
    rule: str
    evidence: str


class Past(NamedTuple):
    """What the text said before: its claims, and the donors it last spoke of."""

    claims: tuple[Claim, ...]
    spoken_of: Sequence[str]
    """Donors of the sentences before, last first."""
    in_sentence: tuple[Found, ...]
    """What was found for the earlier amounts of this sentence."""


Rule = Callable[[Place, Setting, Past], Found | None]


def respectively(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Pair "Germany, France and Italy pledged €1bn, €500m and €300m respectively"."""
    if not {
        "respectively",
        "jeweils",
        "respectivement",
        "odpowiednio",
        "respektive",
        "відповідно",
        "соответственно",
    } & set(place.norms(0, len(place.scene.tokens))):
        return None
    first = place.scene.places[0].first
    givers = [name for name in _givers(place, setting, 0, first) if name.donor]
    if len(givers) != len(place.scene.places):
        return None
    return _found((givers[place.index],), "respectively", place)


def from_whom(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "$5bn from the EU", "was given by Norway", "commitments from the U.S. to $65bn"."""
    for name in place.names:
        at = _head(place, name)
        if not name.donor or name.donor == UKRAINE or name.donor in AGGRESSORS or at < 0:
            continue
        if place.scene.tokens[at].norm not in FROM or at < place.left:
            continue
        given = any(
            tag.kind in ("aid_noun", "give") and tag.first < at
            for tag in place.scene.tags
            if place.left <= tag.first
        ) or (place.end <= at <= place.end + 3)
        if given and not _revenue(place, name):
            return _found(_coupled(place, setting, name), "from-whom", place)
    return None


def whose_aid(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "€18 billion in EU aid", "American assistance worth $5bn": a name right before the word for aid."""
    for name in place.names:
        if not may_give(name.donor) or name.mention.kind == "person" or _is_recipient(place, setting, name):
            continue
        nouns = [
            tag
            for tag in place.scene.tags
            if tag.kind == "aid_noun" and name.end <= tag.first <= name.end + 3
        ]
        between = nouns and place.norms(name.end, nouns[0].first)
        verbs = [
            tag
            for tag in place.scene.tags
            if tag.kind in ("give", "planned") and nouns and name.end <= tag.first < nouns[0].first
        ]
        plain = nouns and all(
            word.isalpha() and word not in ("and", "for", "to", "in", "has", "its", "an") for word in between
        )
        behind = name.first >= place.end
        if nouns and plain and not verbs and (behind or nouns[0].end <= place.first):
            return _found((name,), "whose-aid", place)
    return None


def we(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "we are sending $5bn" in a quotation as the speaker's own side."""
    quote = next(
        (q for q in place.scene.quotes if q.start <= place.money.start and place.money.end <= q.end), None
    )
    if quote is None or not quote.speaker or _givers(place, setting, place.left, place.first):
        return None
    first, end = place.scene.token_at(quote.start), place.scene.token_at(quote.end)
    if not WE & set(place.norms(first, end)):
        return None
    donor = speaker_donor(quote, setting)
    if donor is None or donor == UKRAINE:
        return None
    return Found((donor,), "we", quote.speaker_as_stated or quote.speaker)


def blocker(place: Place, setting: Setting, past: Past) -> Found | None:
    """Read "Hungary has vetoed €18bn" as the union's money, "the House blocks $60bn" as the country's."""
    for name in reversed(_before(place, place.left)):
        if name.donor and _blocks(place, name):
            others = [
                n
                for n in place.scene.names
                if n.donor and n.donor != name.donor and n.donor != UKRAINE and n.first > name.end
            ]
            if setting.parties.in_union(name.donor) and setting.parties.union:
                return Found((setting.parties.union,), "blocked-by-a-member", _text(place, name))
            pick = next((n for n in others if not _in_place(place, n)), name)
            return _found((pick,), "blocker", place)
    return None


def giver_before(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the nearest name before the amount that can give: "Norway will allocate NOK 2 billion"."""
    givers = _givers(place, setting, place.left, place.first)
    return _found(_coupled(place, setting, givers[-1]), "giver-before", place) if givers else None


def same_as_before(place: Place, setting: Setting, past: Past) -> Found | None:
    """Take the donor of the amount before in the same sentence: "…, including $300m"."""
    if not past.in_sentence:
        return None
    return Found(past.in_sentence[-1].donors, "same-as-before", past.in_sentence[-1].evidence)


def giver_earlier(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read the nearest name that can give anywhere before the amount in its sentence."""
    givers = _givers(place, setting, 0, place.first)
    return _found(_coupled(place, setting, givers[-1]), "giver-earlier", place) if givers else None


def group_before(place: Place, _setting: Setting, _past: Past) -> Found | None:
    """Read "partners have already disbursed": donors named as a body."""
    for group in place.scene.groups:
        near = [tag for tag in place.before("give") if group.end <= tag.first <= group.end + 3]
        source = FROM & set(place.norms(group.first - 3, group.first)) and place.left <= group.first < place.right
        if (group.end <= place.first and near) or source:
            return _found((group,), "group-before", place)
    return None


def giver_behind(place: Place, setting: Setting, past: Past) -> Found | None:
    """Read who announces behind the amount: "…, said the UK's defence secretary"."""
    names = [
        name for name in place.scene.names if name.first >= place.end and _can_give(place, setting, name)
    ]
    member = next(
        (
            n
            for n in names
            if setting.parties.in_union(n.donor or "") and BLOCKS & set(place.norms(n.end, n.end + 4))
        ),
        None,
    )
    if member and setting.parties.union:
        return Found((setting.parties.union,), "blocked-by-a-member", _text(place, member))
    official = [name for name in names if name.mention.kind == "person" or _speaks(place, name)]
    if past.spoken_of and not official:
        return None
    pick = (official or names)[:1]
    return _found(tuple(pick), "giver-behind", place) if pick else None


def last_claim(place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take the donor of the claim before: "The package is worth…", "Of this sum…"."""
    if past.claims and past.claims[-1].donors:
        last = past.claims[-1]
        return Found(last.donors, "last-claim", last.as_stated)
    return None


def spoken_of(place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take whom the sentences before last spoke of: "The government…", "It…"."""
    return Found((past.spoken_of[0],), "spoken-of", past.spoken_of[0]) if past.spoken_of else None


def in_title(_place: Place, setting: Setting, _past: Past) -> Found | None:
    """Take the donor that the headline names."""
    names = [
        name
        for name in setting.title_names
        if name.donor and name.donor != UKRAINE and name.donor not in AGGRESSORS
    ]
    if not names or not names[0].donor:
        return None
    return Found((names[0].donor,), "in-title", setting.document.title)


def official_source(_place: Place, setting: Setting, _past: Past) -> Found | None:
    """Take the country of the government that published the text itself."""
    knowledge = setting.parties.knowledge
    ident = knowledge.source_id(setting.document.source) if setting.document.source else None
    source = knowledge.sources.get(ident) if ident else None
    if source is None or source.kind != "official" or source.country in (None, "UA"):
        return None
    donor = knowledge.country_id(source.country or "") or (
        setting.parties.union if source.country == "EU" else None
    )
    return Found((donor,), "official-source", source.name) if donor else None


def only_donor(_place: Place, setting: Setting, _past: Past) -> Found | None:
    """Take the one donor that the whole text names."""
    named = Counter(
        donor for m in setting.mentions if (donor := setting.parties.donor_of(m)) and m.kind != "equipment"
    )
    named.pop(UKRAINE, None)
    for aggressor in AGGRESSORS:
        named.pop(aggressor, None)
    if len(named) != 1:
        return None
    donor, count = named.most_common(1)[0]
    return Found((donor,), "only-donor", f"named {count} times")


def goes_on(place: Place, setting: Setting, past: Past) -> Found | None:
    """Take the donor of the claim before where the sentence goes on about it: "The package includes…"."""
    if not past.claims or past.claims[-1].end < place.scene.start - NEXT:
        return None
    if {
        "package",
        "sum",
        "amount",
        "aid",
        "it",
        "this",
        "that",
        "tranche",
        "money",
        "which",
        "paket",
        "paketet",
        "kwota",
        "пакет",
        "сума",
        "сумма",
    } & set(place.norms(place.left, place.first)[:4]):
        return last_claim(place, setting, past)
    return None


NEXT = 400
"""Code points behind a claim within which a sentence may go on about it."""

RULES: tuple[Rule, ...] = (
    respectively,
    from_whom,
    whose_aid,
    we,
    blocker,
    giver_before,
    same_as_before,
    giver_earlier,
    group_before,
    goes_on,
    giver_behind,
    spoken_of,
    last_claim,
    in_title,
    official_source,
    only_donor,
)


def find_donors(place: Place, setting: Setting, past: Past) -> Found:
    """Give the donors of one amount, with the rule that found them; none where no rule does."""
    return next((found for rule in RULES if (found := rule(place, setting, past))), Found((), "no-donor", ""))


def may_give(donor: str | None) -> bool:
    """Tell whether a donor's id is anybody but Ukraine and the aggressors."""
    return donor is not None and donor != UKRAINE and donor not in AGGRESSORS


def speaker_donor(quote: Quote, setting: Setting) -> str | None:
    """Give the donor that a quotation's speaker stands for."""
    if quote.speaker is None:
        return None
    for kind in ("person", "donor", "organisation"):
        donor = setting.parties.donor_by_id(kind, quote.speaker)
        if donor:
            return donor
    return None


def _givers(place: Place, setting: Setting, start: int, end: int) -> list[Named]:
    names = [name for name in place.scene.names if start <= name.first and name.end <= end]
    able = [name for name in names if _can_give(place, setting, name)]
    plain = [name for name in able if not _in_place(place, name)]
    return plain or [name for name in able if name.mention.kind == "person"]


def _can_give(place: Place, setting: Setting, name: Named) -> bool:
    if not name.donor or name.donor == UKRAINE or name.donor in AGGRESSORS:
        return False
    follows = place.norms(name.end, name.end + 2)
    if follows[:1] == ["-"] and follows[1:2] in (
        ["led"],
        ["backed"],
        ["made"],
        ["supplied"],
        ["based"],
        ["built"],
    ):
        return False
    return not _is_recipient(place, setting, name)


def _is_recipient(place: Place, setting: Setting, name: Named) -> bool:
    return any(name in recipient_names(other) for other in place.scene.places)


def _head(place: Place, name: Named) -> int:
    """Give the token before a name and its articles."""
    i = name.first - 1
    while i >= 0 and place.scene.tokens[i].norm in THE:
        i -= 1
    return i


def _in_place(place: Place, name: Named) -> bool:
    at = _head(place, name)
    return at >= 0 and place.scene.tokens[at].norm in PLACES


def _before(place: Place, start: int) -> list[Named]:
    return [name for name in place.scene.names if start <= name.first and name.end <= place.first]


def _blocks(place: Place, name: Named) -> bool:
    return bool(BLOCKS & set(place.norms(name.end, min(name.end + SUBJECT_REACH, place.first))))


def _revenue(place: Place, name: Named) -> bool:
    return bool(
        {"revenues", "revenue", "tariff", "tariffs", "stocks", "stockpiles"}
        & set(place.norms(name.end, name.end + 4))
    )


def _speaks(place: Place, name: Named) -> bool:
    around = place.norms(name.first - 2, name.first) + place.norms(name.end, name.end + 2)
    return bool(
        {"said", "says", "announced", "according", "confirmed", "told", "stated", "reported"} & set(around)
    )


def _coupled(place: Place, setting: Setting, name: Named) -> tuple[Named, ...]:
    """Give a name with those coupled to it: "Canada and the European members"."""
    group, names = [name], list(place.scene.names)
    at = names.index(name)
    for other in reversed(names[:at]):
        between = place.norms(other.end, group[0].first)
        if other.end > group[0].first:
            continue
        if (
            not between
            or len(between) > 4
            or not all(word in COUPLES for word in between)
            or not {",", "and"} & set(between) | (COUPLES & set(between))
        ):
            break
        if not other.donor or other.donor == UKRAINE or other.mention.kind != name.mention.kind:
            break
        group.insert(0, other)
    if len(group) > 1 and not _list_of_names(place, group):
        return (name,)
    return tuple(group)


def _list_of_names(place: Place, group: list[Named]) -> bool:
    """Tell "Norway and Denmark" from "In Norway, Denmark…": a conjunction stands in the list, no comma alone."""
    last = place.norms(group[-2].end, group[-1].first)
    return any(word != "," and word != "the" for word in last)


def _found(names: Sequence[Named], rule: str, place: Place) -> Found:
    donors = tuple(dict.fromkeys(name.donor for name in names if name.donor))
    return Found(donors, rule, ", ".join(_text(place, name) for name in names))


def _text(place: Place, name: Named) -> str:
    start = place.scene.start
    return place.scene.text[name.mention.start - start : name.mention.end - start]
