"""When a feed is due again."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.schedule import Bounds, after_failures, next_poll

BOUNDS = Bounds(shortest=300, longest=86_400)
NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)


def test_the_interval_doubles_with_each_failure_up_to_the_longest() -> None:
    """A feed is never given up: after any number of failures it is still polled."""
    assert [after_failures(BOUNDS, failures) for failures in (0, 1, 2, 5, 9, 10_000)] == [
        300, 600, 1200, 9600, 86_400, 86_400,
    ]  # fmt: skip


@given(st.integers(1, 90_000), st.randoms(use_true_random=False))
def test_polls_are_spread(interval: int, chance: Random) -> None:
    """A tenth earlier or later, and never the same for all."""
    wait = next_poll(NOW, interval, chance) - NOW
    assert timedelta(seconds=0.89 * interval) <= wait <= timedelta(seconds=1.11 * interval)
