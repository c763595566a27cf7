"""Who gives, told by what stands around a sentence: the claim before, the headline, the source."""

from collections.abc import Sequence

from plugins.model import Claim, Value

from .giving import is_recipient, may_give
from .scene import Place, Setting

NEXT = 400
"""Code points behind a claim within which a sentence may go on about it."""


class Found(Value, frozen=True, gc=False):
    """Donors with the rule that found them and its evidence."""

    donors: tuple[str, ...]
    rule: str
    evidence: str


class Past(Value, frozen=True, gc=False):
    """What the text said before: its claims, and the donors it last spoke of."""

    claims: tuple[Claim, ...]
    spoken_of: Sequence[str]
    """Donors of the sentences before, last first."""
    in_sentence: tuple[Found, ...]
    """What was found for the earlier amounts of this sentence."""


def goes_on(place: Place, setting: Setting, past: Past) -> Found | None:
    """Take the donor of the claim before where the sentence goes on about it: "The package includes…"."""
    if not past.claims or past.claims[-1].end < place.scene.start - NEXT:
        return None
    opening = place.norms(place.left, place.first)[:4]
    return last_claim(place, setting, past) if place.turn("goes_on") & set(opening) else None


def the_bank(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Read "The Bank has mobilised $54bn" as the bank that the text named last."""
    bodies = [tag for tag in place.before("bloc") if place.norms(tag.first - 1, tag.first) == ["the"]]
    if not bodies:
        return None
    noun = place.words(bodies[-1]).casefold()
    for mention in reversed(setting.between(0, place.scene.start)):
        donor = setting.parties.donor_of(mention) if mention.kind in ("donor", "organisation") else None
        if donor and may_give(donor) and noun in setting.parties.name(donor).casefold().split():
            return Found((donor,), "the-body-named-before", place.words(bodies[-1]))
    return None


def spoken_of(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take whom the sentences before last spoke of: "The government…", "It…"."""
    return Found((past.spoken_of[0],), "spoken-of", past.spoken_of[0]) if past.spoken_of else None


def last_claim(_place: Place, _setting: Setting, past: Past) -> Found | None:
    """Take the donor of the claim before, however far."""
    if not past.claims or not past.claims[-1].donors:
        return None
    return Found(past.claims[-1].donors, "last-claim", past.claims[-1].as_stated)


def in_title(_place: Place, setting: Setting, _past: Past) -> Found | None:
    """Take the donor that the headline names first."""
    donors = [name.donor for name in setting.title_names if name.donor and may_give(name.donor)]
    return Found((donors[0],), "in-title", setting.document.title) if donors else None


def official_source(_place: Place, setting: Setting, _past: Past) -> Found | None:
    """Take the country of the government that published the text itself."""
    knowledge = setting.parties.knowledge
    ident = knowledge.source_id(setting.document.source) if setting.document.source else None
    source = knowledge.sources.get(ident) if ident else None
    if source is None or source.kind != "official" or source.country in (None, "UA"):
        return None
    donor = setting.parties.union if source.country == "EU" else knowledge.country_id(source.country or "")
    return Found((donor,), "official-source", source.name) if donor else None


def only_donor(place: Place, setting: Setting, _past: Past) -> Found | None:
    """Take the one donor that the whole text names."""
    named = {
        donor
        for mention in setting.mentions
        if (donor := setting.parties.donor_of(mention)) and may_give(donor)
    }
    named -= {name.donor for name in place.scene.names if is_recipient(place, name) and name.donor}
    return Found(tuple(named), "only-donor", "the text names no other") if len(named) == 1 else None
