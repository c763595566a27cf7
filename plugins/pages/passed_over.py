"""Amounts that an article states and that are no support, each with the reason in words."""

from collections.abc import Sequence

from plugins.model import PassedOver, Value
from plugins.words import Words, told, words

EN = words("en")

REASONS = {
    "too-small": told("a small sum: a price, a fee or a wage"),
    "unit-price": told("the price of one unit"),
    "price-of-one": told("what one of many is worth"),
    "denied": told("somebody denies or rules it out"),
    "polled": told("asked in a poll"),
    "loss": told("a loss, damage, a debt or seized assets"),
    "holding": told("what somebody owns or owes"),
    "company": told("a firm’s own money"),
    "company-invests": told("a firm’s own investment"),
    "need": told("a need or a cost"),
    "borrowed": told("borrowed money"),
    "trade": told("trade, revenue or an order"),
    "trade_from_russia": told("trade with Russia"),
    "bare-price": told("a price"),
    "price": told("the price of what is bought or sold"),
    "change": told("by how much a sum changes"),
    "withheld": told("withheld or stopped"),
    "own-arms": told("arms for an army of one’s own"),
    "budget": told("a budget of one’s own"),
    "for-somebody-else": told("for somebody other than Ukraine"),
    "for-many": told("for several countries together"),
    "aggressor-pays": told("paid by Russia or its allies"),
    "ukraine-pays": told("paid by Ukraine itself"),
    "same-sum-refused-before": told("the same sum as one above"),
    "part-of-a-refused": told("a part of such a sum"),
    "compared-with-a-refused": told("compared with such a sum"),
    "no-support": told("no word of giving or aid beside it"),
}
"""What each rule that turns an amount down is called."""


class Passed(Value, frozen=True):
    """One amount that is no claim."""

    as_stated: str
    reason: str
    """In words: "a need or a cost"."""
    words: str
    """The words that tell so."""


def passed_over(amounts: Sequence[PassedOver], say: Words = EN) -> tuple[Passed, ...]:
    """Give the amounts in their order; a rule without words of its own is named as it is."""
    found = []
    for amount in amounts:
        rule, _, evidence = amount.rule.partition(" - ")
        reason = say(REASONS[rule]) if rule in REASONS else rule
        found.append(Passed(amount.as_stated, reason, evidence))
    return tuple(found)
