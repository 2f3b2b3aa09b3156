"""When a feed is due again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract.feed import Asks
from pipeline.feeds.schedule import (
    Bounds,
    Pace,
    after_failures,
    by_count,
    by_dates,
    interval,
    next_poll,
    overdue,
)

BOUNDS = Bounds(shortest=300, longest=86_400)
NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)  # a Tuesday

HOURS = st.sets(st.integers(0, 23), max_size=23).map(lambda hours: tuple(sorted(hours)))
DAYS = st.sets(st.integers(0, 6), max_size=6).map(lambda days: tuple(sorted(days)))
ASKS = st.builds(Asks, seconds=st.none() | st.integers(0, 10**8), skip_hours=HOURS, skip_days=DAYS)
SITES = st.builds(Bounds, shortest=st.integers(1, 90_000), longest=st.integers(1, 90_000))
PACES = st.builds(Pace, daily=st.floats(0.01, 1000), lately=st.floats(0, 10**6), entries=st.integers(0, 5000))
CHANCE = st.randoms(use_true_random=False)


def skipped(time: datetime, asks: Asks) -> bool:
    """Tell whether a feed does not want to be read then."""
    return time.hour in asks.skip_hours or time.weekday() in asks.skip_days


# ── the interval ──


@pytest.mark.parametrize(
    ("daily", "seconds"),
    [(1000, 300), (36, 300), (25, 360), (4, 900), (1, 1800), (1 / 4, 3600), (0.01, 18_000)],
)
def test_a_feed_that_brings_more_is_polled_sooner(daily: float, seconds: int) -> None:
    """By the square root of its articles a day."""
    assert interval(BOUNDS, Pace(daily), ()) == seconds


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [((), 900), ((None, None), 900), ((60,), 900), ((3600,), 3600), ((3600, 7200), 7200), ((10**9,), 86_400)],
)
def test_server_and_document_are_heard_when_they_ask_for_longer(asked: tuple[int | None, ...], seconds: int) -> None:
    """The longest counts, up to the site's longest."""
    assert interval(BOUNDS, Pace(4.0, entries=1000), asked) == seconds


@pytest.mark.parametrize(
    ("pace", "seconds"),
    [
        (Pace(100.0, entries=20), 4320),
        (Pace(1.0, lately=100.0, entries=20), 4320),
        (Pace(500.0, entries=1), 300),
        (Pace(1.0, entries=20), 86_400),
        (Pace(100.0, entries=0), 86_400),
    ],
)
def test_nobody_is_heard_where_articles_would_be_lost(pace: Pace, seconds: int) -> None:
    """A quarter of the feed may be new by then, as it was before or of late; an empty one loses nothing."""
    assert interval(BOUNDS, pace, (86_400,)) == seconds


@given(SITES, PACES, st.lists(st.none() | st.integers(0, 10**9)))
def test_the_interval_is_within_the_sites_bounds(bounds: Bounds, pace: Pace, asked: list[int | None]) -> None:
    """Five minutes to a day, unless the site says otherwise; the shortest wins where they contradict each other."""
    assert bounds.shortest <= interval(bounds, pace, asked) <= max(bounds.shortest, bounds.longest)


def test_the_interval_doubles_with_each_failure_up_to_the_longest() -> None:
    """A feed is never given up: after any number of failures it is still polled."""
    assert [after_failures(BOUNDS, failures) for failures in (0, 1, 2, 5, 9, 10_000)] == [
        300, 600, 1200, 9600, 86_400, 86_400,
    ]  # fmt: skip


# ── articles a day ──


def test_the_first_estimate_is_by_the_dates_in_the_feed() -> None:
    """Half of the entries are younger than the median; one old entry that stays on top changes little."""
    hourly = [NOW - timedelta(hours=hours) for hours in range(1, 24)]
    assert by_dates(hourly, NOW) == pytest.approx(23.0, abs=1)
    assert by_dates([*hourly, NOW - timedelta(days=900)], NOW) == pytest.approx(23.0, abs=1)


@pytest.mark.parametrize(
    ("times", "daily"),
    [([], None), ([NOW] * 9, 1000), ([NOW + timedelta(days=1)], 1000), ([NOW - timedelta(days=9000)], 0.01)],
)
def test_absurd_dates_give_an_estimate_within_reason(times: list[datetime], daily: float | None) -> None:
    """All of this moment, in the future, of another century; none at all gives none."""
    assert by_dates(times, NOW) == daily


def test_the_estimate_follows_what_comes() -> None:
    """After two days two thirds of it are what was seen."""
    assert by_count(10.0, 0, 2.0) == pytest.approx(3.68, abs=0.01)
    assert by_count(0.01, 48, 2.0) == pytest.approx(15.2, abs=0.1)
    assert by_count(10.0, 5, 0.0) == 10.0


@given(st.floats(0.01, 1000), st.lists(st.tuples(st.integers(0, 5000), st.floats(0, 100)), max_size=20))
def test_the_estimate_stays_within_reason(before: float, polls: list[tuple[int, float]]) -> None:
    """Whatever a feed does, it can be reckoned with."""
    for new, days in polls:
        before = by_count(before, new, days)
        assert 0.01 <= before <= 1000


# ── the time ──


@given(SITES, st.integers(1, 100_000), CHANCE)
def test_polls_are_spread_and_never_sooner_than_asked(bounds: Bounds, wanted: int, chance: Random) -> None:
    """Up to a tenth later; at the longest interval a tenth sooner, for there is nothing longer."""
    seconds = bounds.within(wanted)
    wait = (next_poll(NOW, seconds, bounds, Asks(), chance) - NOW).total_seconds()
    longest = max(bounds.shortest, bounds.longest)
    assert bounds.shortest - 1e-6 <= wait <= longest + 1e-6
    assert min(seconds, 0.9 * longest) - 1e-6 <= wait <= 1.1 * seconds + 1e-6


def test_feeds_that_began_together_do_not_stay_together() -> None:
    """At either end of the interval's range too."""
    chance = Random(1)
    for seconds in (300, 3600, 86_400):
        times = {next_poll(NOW, seconds, BOUNDS, Asks(), chance) for _ in range(100)}
        assert max(times) - min(times) > timedelta(seconds=seconds * 0.08)


@given(st.integers(300, 86_400), ASKS, st.floats(0, 10_000), CHANCE)
def test_no_poll_is_in_hours_or_days_that_a_feed_skips(seconds: int, asks: Asks, hours: float, chance: Random) -> None:
    """It comes at the first time that is not skipped, later by some minutes; no more than that."""
    now = NOW + timedelta(hours=hours)
    time = next_poll(now, seconds, BOUNDS, asks, chance)
    assert not skipped(time, asks)
    # Every hour between the longest interval and the hour of the poll is one to skip.
    at = now + timedelta(seconds=86_400)
    while at < time - timedelta(hours=1):
        assert skipped(at, asks)
        at += timedelta(hours=1)


@pytest.mark.parametrize(
    ("asks", "first"),
    [
        (Asks(skip_hours=(4, 5)), datetime(2023, 9, 19, 6, tzinfo=UTC)),
        (Asks(skip_days=(1, 2)), datetime(2023, 9, 21, 0, tzinfo=UTC)),
        (Asks(skip_hours=(0, 1), skip_days=(1,)), datetime(2023, 9, 20, 2, tzinfo=UTC)),
    ],
)
def test_a_skipped_time_is_waited_out(asks: Asks, first: datetime) -> None:
    """And not all come in its first second."""
    time = next_poll(NOW, 300, BOUNDS, asks, Random(1))
    assert first < time < first + timedelta(minutes=10)


@given(st.integers(-100_000, 1_000_000), ASKS, CHANCE)
def test_after_an_outage_feeds_come_back_spread(late: int, asks: Asks, chance: Random) -> None:
    """Within as long as they are late, and five minutes at most; one that is not due yet keeps its time."""
    due = NOW - timedelta(seconds=late)
    time = overdue(due, NOW, BOUNDS, asks, chance)
    if late <= 0:
        assert time == due
    else:
        assert not skipped(time, asks)
        assert skipped(time - timedelta(hours=1), asks) or time - NOW <= timedelta(seconds=min(late, 300))
