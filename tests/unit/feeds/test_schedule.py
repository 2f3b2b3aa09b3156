"""When a feed is due again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.schedule import Bounds, after_failures, after_request, next_poll

BOUNDS = Bounds(shortest=300, longest=86_400)
NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)


def test_the_interval_doubles_with_each_failure_up_to_the_longest() -> None:
    """A feed is never given up: after any number of failures it is still polled."""
    assert [after_failures(BOUNDS, failures) for failures in (0, 1, 2, 5, 9, 10_000)] == [
        300, 600, 1200, 9600, 86_400, 86_400,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("1200", 1200),
        (" 1200 ", 1200),
        ("0", 300),
        ("99999999999999999999", 86_400),
        ("Tue, 19 Sep 2023 04:30:00 GMT", 1800),
        ("Tue, 19 Sep 2023 04:30:00", 1800),
        ("Mon, 18 Sep 2023 04:30:00 GMT", 300),
        ("Wed, 19 Sep 2029 04:30:00 GMT", 86_400),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: int | None) -> None:
    """Within the site's bounds; what is neither is as if it were not there."""
    assert after_request(BOUNDS, header, NOW) == seconds


@given(st.integers(1, 90_000), st.randoms(use_true_random=False))
def test_polls_are_spread(interval: int, chance: Random) -> None:
    """A tenth earlier or later, and never the same for all."""
    wait = next_poll(NOW, interval, chance) - NOW
    assert timedelta(seconds=0.89 * interval) <= wait <= timedelta(seconds=1.11 * interval)


@given(st.text())
def test_any_header_is_read(header: str) -> None:
    """Nothing that a server sends is an error."""
    assert after_request(BOUNDS, header, NOW) is None or 300 <= (after_request(BOUNDS, header, NOW) or 0) <= 86_400
