"""An amount of money: as the steps hand it on, and as it is given."""

from plugins.model import Value

from .grammar import Sum
from .lexicon import Unit


class Money(Value, frozen=True):
    """One amount as a text states it."""

    start: int
    """Where the amount with its hedge begins."""
    end: int
    core: int
    """Where its figure or currency begins, without the hedge."""
    low: float | None
    high: float | None
    unit: Unit | None
    """None for a bare figure ("another 500 million"), whose currency its neighbours tell."""
    hedge: str | None
    value: float
    """The figure itself, whatever the bounds; the upper one of a range."""
    restated: tuple["Money", ...] = ()
    """The same sum in other currencies: "(£2.4bn)"."""
    vague: bool = False


class Found(Value, frozen=True):
    """A sum, or two joined into a range, on its way to Money."""

    first: int
    end: int
    low: float | None
    high: float | None
    sum: Sum
    hedge: tuple[str, ...] = ()
    begin: int = 0
    """The token where its hedge begins."""
