"""Amounts that an article states and that are no support, each with the reason in words."""

from collections.abc import Sequence

from plugins.model import PassedOver, Value

REASONS = {
    "too-small": "a small sum: a price, a fee or a wage",
    "unit-price": "the price of one unit",
    "price-of-one": "what one of many is worth",
    "denied": "somebody denies or rules it out",
    "polled": "asked in a poll",
    "loss": "a loss, damage, a debt or seized assets",
    "holding": "what somebody owns or owes",
    "company": "a firm’s own money",
    "company-invests": "a firm’s own investment",
    "need": "a need or a cost",
    "borrowed": "borrowed money",
    "trade": "trade, revenue or an order",
    "trade_from_russia": "trade with Russia",
    "bare-price": "a price",
    "price": "the price of what is bought or sold",
    "change": "by how much a sum changes",
    "withheld": "withheld or stopped",
    "budget": "a budget of one’s own",
    "for-somebody-else": "for somebody other than Ukraine",
    "for-many": "for several countries together",
    "aggressor-pays": "paid by Russia or its allies",
    "ukraine-pays": "paid by Ukraine itself",
    "same-sum-refused-before": "the same sum as one above",
    "part-of-a-refused": "a part of such a sum",
    "compared-with-a-refused": "compared with such a sum",
    "no-support": "no word of giving or aid beside it",
}
"""What each rule that turns an amount down is called."""


class Passed(Value, frozen=True):
    """One amount that is no claim."""

    as_stated: str
    reason: str
    """In words: "a need or a cost"."""
    words: str
    """The words that tell so."""


def passed_over(amounts: Sequence[PassedOver]) -> tuple[Passed, ...]:
    """Give the amounts in their order; a rule without words of its own is named as it is."""
    found = []
    for amount in amounts:
        rule, _, words = amount.rule.partition(" - ")
        found.append(Passed(amount.as_stated, REASONS.get(rule, rule), words))
    return tuple(found)
