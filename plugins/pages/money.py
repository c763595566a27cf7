"""Amounts and shares in words: bounds first, conversions in second place, never a bare number."""

from plugins.model import Amount, ClaimRow, Converted, Share
from plugins.pages.dates import date_text
from plugins.pages.directions import undirected
from plugins.pages.places import in_marks
from plugins.pages.views import Figure

NBSP = "\u00a0"
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
HEDGED = ("about", "around", "approximately", "roughly", "some", "circa", "almost exactly", "estimated")
"""Hedges under which both bounds are the same number without being exact."""


def number_text(value: float) -> str:
    r"""Give a number of whole units in words, to three digits beyond which no briefing speaks.

    >>> number_text(120e9), number_text(2.8e9), number_text(675e6), number_text(1234.0)
    ('120\xa0billion', '2.8\xa0billion', '675\xa0million', '1,234')
    """
    for scale, word in SCALES:
        if value >= scale:
            return f"{_digits(value / scale)}{NBSP}{word}"
    return f"{value:,.0f}"


def money_text(value: float, currency: str | None) -> str:
    """Give one amount with its currency's ISO code."""
    return f"{currency}{NBSP}{number_text(value)}" if currency else number_text(value)


def bounds_text(amount: Amount) -> str:
    """Give what an amount claims, in plain words.

    >>> bounds_text(Amount(None, 30e9, "USD", "nearly")).replace(NBSP, " ")
    'at most USD 30 billion'
    """
    low, high, currency = amount.low, amount.high, amount.currency
    if low is None and high is None:
        return "no number given"
    if low is None:
        words = f"at most {money_text(high or 0.0, currency)}"
    elif high is None:
        words = f"at least {money_text(low, currency)}"
    elif low != high:
        words = f"between {money_text(low, currency)} and {money_text(high, currency)}"
    else:
        words = money_text(low, currency)
        words = f"about {words}" if (amount.hedge or "").lower() in HEDGED else words
    return words if currency else f"{words}, currency not stated"


def share_text(share: Share) -> str:
    """Give what a share claims, in plain words.

    >>> share_text(Share(0.5, None, "the overall assistance"))
    'at least 50% of the overall assistance'
    """
    low, high = share.low, share.high
    if low is None and high is None:
        words = "a share without a number"
    elif low is None:
        words = f"at most {_percent(high or 0.0)}"
    elif high is None:
        words = f"at least {_percent(low)}"
    else:
        words = _percent(low) if low == high else f"{_percent(low)} to {_percent(high)}"
    if not share.of:
        return words
    return f"{words} of {share.of.removeprefix('of ')}"


def converted_text(amount: Amount, converted: Converted | None, *, dated: bool) -> str:
    """Give the amount in euros and dollars with rate and day, or why that cannot be had."""
    if converted is None:
        if amount.currency is None:
            return "Not converted: no currency is stated"
        return (
            f"Not converted: the European Central Bank gives no {amount.currency} rate for that day"
            if dated
            else "Not converted: the date is unknown"
        )
    others = [
        bounds_text(value)
        for value in (converted.EUR, converted.USD)
        if value is not None and value.currency != amount.currency
    ]
    if not others:
        return ""
    return f"{' · '.join(others)} at the European Central Bank’s rate of {date_text(converted.rate_date)}"


def figure(claim: ClaimRow) -> Figure:
    """Give a claim's figure: the source's words, what they bound, what that is in other money."""
    words = undirected(claim.as_stated)
    bounds, converted = "no number given", ""
    if claim.amount is not None:
        dated = claim.stated_on.date is not None
        bounds = bounds_text(claim.amount)
        converted = converted_text(claim.amount, claim.converted, dated=dated)
    elif claim.share is not None:
        bounds = share_text(claim.share)
    return Figure(words, in_marks(words), bounds, converted)


def _digits(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value >= 100 else f"{value:.3g}"


def _percent(share: float) -> str:
    return f"{share * 100:.3g}%"
