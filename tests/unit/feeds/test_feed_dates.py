"""Times of publication in the forms that feeds use."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.dates import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-07T09:15:00Z", "2023-03-07T09:15:00"),
        ("2023-03-07T09:15:00.5+01:00", "2023-03-07T08:15:00.500000"),
        ("2023-03-07T09:15:00+0100", "2023-03-07T08:15:00"),
        ("2023-03-07 09:15:00", "2023-03-07T09:15:00"),
        ("2023-03-07", "2023-03-07T00:00:00"),
        ("20230307", "2023-03-07T00:00:00"),
        ("Tue, 07 Mar 2023 09:15:00 +0100", "2023-03-07T08:15:00"),
        ("Tue, 07 Mar 2023 09:15:00 EST", "2023-03-07T14:15:00"),
        ("Tue, 07 Mar 2023 09:15:00 CET", "2023-03-07T08:15:00"),
        ("Tue, 07 Mar 2023 09:15:00 GMT+0200", "2023-03-07T07:15:00"),
        ("Tue, 7 Mar 23 1:2:3 +0530", "2023-03-06T19:32:03"),
        ("  Tue,\n 07 Mar 2023\n 09:15:00 GMT ", "2023-03-07T09:15:00"),
        ("Tue, 07 Mar 2023 9:15 PM", "2023-03-07T21:15:00"),
        ("mar., 07 mars 2023 09:15:00 +0100", "2023-03-07T08:15:00"),
        ("7 марта 2023, 10:15", "2023-03-07T10:15:00"),
        ("Tuesday, March 7, 2023 - 10:11", "2023-03-07T10:11:00"),
    ],
)
def test_forms_that_are_read(text: str, expected: str) -> None:
    """ISO 8601, RFC 822 and month names of other languages, to UTC; no zone is UTC."""
    assert parse(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("", "1678176900", "1678176900000", "44992.5", "2023", "yesterday", "in 3 days", "soon", "x" * 200),
        None,
        *("Tue, 31 Feb 2023 10:00:00 GMT", "03/07/2023 10:00", "Mar 2023", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_what_is_no_certain_date_is_none(text: str | None) -> None:
    """Numbers, impossible days, ambiguous days and words that hang on today give no date."""
    assert parse(text) is None


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - hypothesis asks for a naive bound
def test_every_iso_time_is_read_as_the_same_instant(time: datetime) -> None:
    """What RFC 3339 writes is read back as the same instant, in UTC."""
    text = time.replace(second=0, microsecond=0).isoformat()
    assert parse(text) == datetime.fromisoformat(text)
