"""Amounts and shares in words: bounds first, conversions in second place, never a bare number."""

from functools import lru_cache

from plugins.model import Amount, ClaimRow, Converted, Share
from plugins.pages.dates import date_text
from plugins.pages.directions import undirected
from plugins.pages.places import in_marks
from plugins.pages.views import Figure
from plugins.words import Words, told, words

NBSP = "\u00a0"
SCALES = ((1e12, told("trillion")), (1e9, told("billion")), (1e6, told("million")))
EN = words("en")
HEDGED = ("about", "around", "approximately", "roughly", "some", "circa", "almost exactly", "estimated")
"""Hedges under which both bounds are the same number without being exact."""


def number_text(value: float, say: Words = EN) -> str:
    r"""Give a number of whole units in words, to three digits beyond which no briefing speaks.

    >>> number_text(120e9), number_text(2.8e9), number_text(675e6), number_text(1234.0)
    ('120\xa0billion', '2.8\xa0billion', '675\xa0million', '1,234')
    """
    for scale, word in SCALES:
        if value >= scale:
            return f"{say.number(_digits(value / scale))}{NBSP}{say(word)}"
    return say.number(f"{value:,.0f}")


def money_text(value: float, currency: str | None, say: Words = EN) -> str:
    """Give one amount with its currency's ISO code."""
    return f"{currency}{NBSP}{number_text(value, say)}" if currency else number_text(value, say)


@lru_cache(
    maxsize=50_000
)  # A figure stands on its own page, its article's, its donor's, and among its likes.
def bounds_text(amount: Amount, say: Words = EN) -> str:
    """Give what an amount claims, in plain words.

    >>> bounds_text(Amount(None, 30e9, "USD", "nearly")).replace(NBSP, " ")
    'at most USD 30 billion'
    """
    low, high, currency = amount.low, amount.high, amount.currency
    if low is None and high is None:
        return say("no number given")
    if low is None:
        stated = say("at most {amount}", amount=money_text(high or 0.0, currency, say))
    elif high is None:
        stated = say("at least {amount}", amount=money_text(low, currency, say))
    elif low != high:
        ends = (money_text(low, currency, say), money_text(high, currency, say))
        stated = say("between {low} and {high}", low=ends[0], high=ends[1])
    else:
        stated = money_text(low, currency, say)
        stated = say("about {amount}", amount=stated) if (amount.hedge or "").lower() in HEDGED else stated
    return stated if currency else say("{amount}, currency not stated", amount=stated)


def share_text(share: Share, say: Words = EN) -> str:
    """Give what a share claims, in plain words.

    >>> share_text(Share(0.5, None, "the overall assistance"))
    'at least 50% of the overall assistance'
    """
    low, high = share.low, share.high
    if low is None and high is None:
        words = say("a share without a number")
    elif low is None:
        words = say("at most {amount}", amount=_percent(high or 0.0, say))
    elif high is None:
        words = say("at least {amount}", amount=_percent(low, say))
    elif low == high:
        words = _percent(low, say)
    else:
        words = say("{low} to {high}", low=_percent(low, say), high=_percent(high, say))
    return say("{share} of {whole}", share=words, whole=share.of.removeprefix("of ")) if share.of else words


def converted_text(amount: Amount, converted: Converted | None, *, dated: bool, say: Words = EN) -> str:
    """Give the amount in euros and dollars with rate and day, or why that cannot be had."""
    if converted is None:
        if amount.currency is None:
            return say("Not converted: no currency is stated")
        return (
            say(
                "Not converted: the European Central Bank gives no {currency} rate for that day",
                currency=amount.currency,
            )
            if dated
            else say("Not converted: the date is unknown")
        )
    others = [
        bounds_text(value, say)
        for value in (converted.EUR, converted.USD)
        if value is not None and value.currency != amount.currency
    ]
    if not others:
        return ""
    return say(
        "{amounts} at the European Central Bank’s rate of {day}",
        amounts=" · ".join(others),
        day=date_text(converted.rate_date, say),
    )


def figure(claim: ClaimRow, say: Words = EN) -> Figure:
    """Give a claim's figure: the source's words, what they bound, what that is in other money."""
    words = undirected(claim.as_stated)
    bounds, converted = say("no number given"), ""
    if claim.amount is not None:
        dated = claim.stated_on.date is not None
        bounds = bounds_text(claim.amount, say)
        converted = converted_text(claim.amount, claim.converted, dated=dated, say=say)
    elif claim.share is not None:
        bounds = share_text(claim.share, say)
    return Figure(words, in_marks(words), bounds, converted)


def _digits(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value >= 100 else f"{value:.3g}"


def _percent(share: float, say: Words) -> str:
    return say("{number}%", number=say.number(f"{share * 100:.3g}"))
