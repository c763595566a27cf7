from plugins.archive.rates import converted
from plugins.model import Amount


def test_a_weekend_takes_the_last_banking_day() -> None:
    found = converted(Amount(1e9, 1e9, "EUR", None), "2023-02-12")
    assert found is not None
    assert found.rate_date == "2023-02-10"
    assert Amount(1e9, 1e9, "EUR", None) == found.EUR


def test_bounds_stay_bounds() -> None:
    found = converted(Amount(None, 30e9, "USD", "nearly"), "2023-02-08")
    assert found is not None
    assert found.EUR is not None
    assert found.EUR.low is None
    assert 27e9 < (found.EUR.high or 0) < 29e9


def test_there_is_no_rate_without_a_day_or_without_a_publisher() -> None:
    assert converted(Amount(1e9, 1e9, "USD", None), "2023-02") is None
    assert converted(Amount(1e9, 1e9, "USD", None), None) is None
    assert converted(Amount(1e9, 1e9, "UAH", None), "2023-02-08") is None
    assert converted(Amount(1e9, 1e9, "RUB", None), "2023-02-08") is None
    assert converted(Amount(1e9, 1e9, None, None), "2023-02-08") is None
    assert converted(Amount(1e9, 1e9, "USD", None), "1990-02-08") is None
