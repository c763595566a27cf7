"""Which donor a name stands for: a minister's country, a ministry's government, a body of its own."""

import re
from functools import lru_cache

from plugins.model import Dated, Entity, Mention
from plugins.registry import Knowledge

GOVERNMENTAL = re.compile(
    r"(?i)\b(ministr\w*|department|government|congress|parliament|senate|commission|council|treasury|cabinet|"
    r"foreign office|office of the|office for|initiative|authority|programme|program|white house|house of|"
    r"bundestag|bundeswehr|army|armed forces|agency|directorate|presidency|export finance|duma|kremlin)\b"
)
"""Names of bodies that act for their country or union; banks, funds and charities act for themselves."""
OWN = re.compile(r"(?i)\b(bank|fund|facility|cross|foundation|corporation|committee of|aid agency)\b")
AGGRESSORS = frozenset(["russia", "belarus", "north-korea", "iran"])
"""Countries whose spending is never support for Ukraine."""
UKRAINE = "ukraine"
NEIGHBOURS = "ukraine-and-its-neighbours"
UKRAINIAN = frozenset([UKRAINE, NEIGHBOURS])


class Parties:
    """Donors and recipients, seen from one document on one day."""

    def __init__(self, knowledge: Knowledge, published: Dated) -> None:
        self.knowledge = knowledge
        self.day = published.date
        self._union = _union(knowledge)
        self._cache: dict[tuple[str, str], str | None] = {}

    def donor_of(self, mention: Mention) -> str | None:
        """Give the donor's id that a name stands for, or None: "Blinken" gives "united-states"."""
        return self.donor_by_id(mention.kind, mention.id)

    def donor_by_id(self, kind: str, ident: str) -> str | None:
        """Give the donor's id that an entity of a kind stands for."""
        key = (kind, ident)
        if key not in self._cache:
            self._cache[key] = self._donor(kind, ident)
        return self._cache[key]

    def _donor(self, kind: str, ident: str) -> str | None:
        if kind == "person":
            return self._of_person(ident)
        if kind not in ("donor", "organisation"):
            return None
        entity = self.knowledge.donors.get(ident) or self.knowledge.organisations.get(ident)
        return self._of_body(entity) if entity else None

    def _of_body(self, body: Entity) -> str:
        if body.kind == "country" or not body.country:
            return body.id
        polity = self._union if body.country == "EU" else self.knowledge.country_id(body.country)
        if polity and (body.country == "UA" or (_acts_for(body) and not OWN.search(body.name))):
            return polity
        return body.id

    def _of_person(self, ident: str) -> str | None:
        role = self.knowledge.role_on(ident, self.day)
        person = self.knowledge.people.get(ident)
        of = role.of if role else None
        if of is None and person:
            of = next((r.of for r in reversed(person.roles) if r.of), None)
        if of is None:
            return self.knowledge.country_id(person.country) if person and person.country else None
        body = self.knowledge.donors.get(of) or self.knowledge.organisations.get(of)
        return self._of_body(body) if body else None

    def is_country(self, donor: str) -> bool:
        """Tell whether a donor is a country."""
        entity = self.knowledge.donors.get(donor)
        return entity is not None and entity.kind == "country"

    def name(self, donor: str) -> str:
        """Give a donor's own name."""
        entity = self.knowledge.donors.get(donor) or self.knowledge.organisations.get(donor)
        return entity.name if entity else donor

    def is_fund(self, donor: str) -> bool:
        """Tell whether a donor is a fund, into which others pay."""
        entity = self.knowledge.donors.get(donor)
        return entity is not None and entity.kind == "fund"

    def is_company(self, donor: str) -> bool:
        """Tell whether a donor is a firm."""
        entity = self.knowledge.donors.get(donor)
        return entity is not None and entity.kind == "company"

    def in_union(self, donor: str) -> bool:
        """Tell whether a donor is a member of the European Union."""
        union = self.knowledge.donors.get(self._union or "")
        return union is not None and donor in union.members

    @property
    def union(self) -> str | None:
        """Give the European Union's id."""
        return self._union

    def currency(self, donor: str) -> str | None:
        """Give the currency that a donor counts in."""
        return self.knowledge.currency(donor)


@lru_cache(maxsize=2)
def _union(knowledge: Knowledge) -> str | None:
    """Give the id of the European Union itself, among the donors that act for it."""
    return next(
        (
            donor.id
            for donor in knowledge.registry.donors
            if donor.country == "EU" and not _acts_for(donor) and not OWN.search(donor.name)
        ),
        None,
    )


def _acts_for(body: Entity) -> bool:
    return any(GOVERNMENTAL.search(name) for name in (body.name, *body.aliases))
