"""Calendar arithmetic on dates that are a day, a month or a year: "2023-02-08", "2023-02", "2023"."""

import datetime as dt


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Give the date in ISO 8601, as precise as what is given; None where the calendar lacks it.

    >>> iso(2023, 2), iso(2023, 2, 30)
    ('2023-02', None)
    """
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def full_day(date: str | None) -> dt.date | None:
    """Give the day, where the date is as precise as one."""
    return dt.date.fromisoformat(date) if date and len(date) == len("2023-02-08") else None


def weekday_near(anchor: dt.date, weekday: int, *, future: bool) -> str:
    """Give the last such weekday up to the anchor, or the next one from it on; the anchor may be either.

    >>> friday = dt.date(2023, 2, 10)
    >>> weekday_near(friday, 2, future=False), weekday_near(friday, 2, future=True)
    ('2023-02-08', '2023-02-15')
    """
    if future:
        return (anchor + dt.timedelta((weekday - anchor.weekday()) % 7)).isoformat()
    return (anchor - dt.timedelta((anchor.weekday() - weekday) % 7)).isoformat()


def weekday_in_week(anchor: dt.date, weekday: int, weeks: int) -> str:
    """Give "Friday next week" from the anchor: weeks begin on Monday.

    >>> weekday_in_week(dt.date(2023, 2, 10), 0, -1)
    '2023-01-30'
    """
    return (anchor + dt.timedelta(weekday - anchor.weekday() + 7 * weeks)).isoformat()


def day_near(anchor: dt.date, month: int, day: int | None, *, future: bool) -> str | None:
    """Give a day or month without a year: the last one up to the anchor, or the next one from it on."""
    here = (anchor.month, anchor.day if day else 0)
    there = (month, day or 0)
    year = anchor.year
    if future and there < here:
        year += 1
    elif not future and there > here:
        year -= 1
    return iso(year, month, day)


def moved(anchor: dt.date, unit: str, count: int) -> str | None:
    """Give "yesterday", "last month", "next year" from the anchor; None for weeks, which are no date."""
    if unit == "day":
        return (anchor + dt.timedelta(count)).isoformat()
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        return iso(months // 12, months % 12 + 1)
    return iso(anchor.year + count) if unit == "year" else None
