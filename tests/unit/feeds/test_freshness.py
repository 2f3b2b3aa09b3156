"""What HTTP's headers ask of a next request."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.freshness import fresh_for, retry_after

NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=1800"}, 1800),
        ({"Cache-Control": 'public, Max-Age = "600", must-revalidate'}, 600),
        ({"Cache-Control": "max-age=1800", "Age": "600"}, 1200),
        ({"Cache-Control": "max-age=1800", "Age": "3600"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "s-maxage=900"}, None),
        ({"Cache-Control": "no-cache, max-age=900"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Cache-Control": "private, no-cache=Set-Cookie"}, None),
        ({"Cache-Control": "max-age=60", "Expires": "Tue, 19 Sep 2023 05:00:00 GMT"}, 60),
        ({"Expires": "Tue, 19 Sep 2023 05:00:00 GMT"}, 3600),
        ({"Expires": "Tue, 19 Sep 2023 05:00:00 GMT", "Date": "Tue, 19 Sep 2023 04:50:00 GMT"}, 600),
        ({"Expires": "Mon, 18 Sep 2023 05:00:00 GMT"}, None),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
    ],
)
def test_an_answer_is_fresh_as_long_as_its_headers_say(headers: dict[str, str], seconds: int | None) -> None:
    """Cache-Control before Expires, less the time in caches on the way; a server's clock may be wrong by itself."""
    assert fresh_for(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("1200", 1200),
        (" 1200 ", 1200),
        ("0", 0),
        ("99999999999999999999", 999_999_999),
        ("Tue, 19 Sep 2023 04:30:00 GMT", 1800),
        ("Tue, 19 Sep 2023 04:30:00", 1800),
        ("Mon, 18 Sep 2023 04:30:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: int | None) -> None:
    """What is neither is as if it were not there."""
    assert retry_after(header, NOW) == seconds


@given(st.text())
def test_any_header_is_read(text: str) -> None:
    """Nothing that a server sends is an error, and nothing asks for less than no time."""
    found = [retry_after(text, NOW), *(fresh_for({name: text}, NOW) for name in ("Cache-Control", "Expires", "Age"))]
    assert all(seconds is None or seconds >= 0 for seconds in found)
