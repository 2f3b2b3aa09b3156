"""A day of a small fleet on a virtual clock; `python -m benchmarks fleet` plays the large one."""

import pytest

from benchmarks.fleet.played import BOUNDS, Day, played
from benchmarks.fleet.press import DAY, press
from pipeline.feeds import hosts

FEEDS = 60
OUTAGE = 7200


@pytest.fixture(scope="module")
def day() -> Day:
    """Give a day."""
    return played(press(FEEDS, seed=1), seed=1)


def test_no_article_is_lost(day: Day) -> None:
    """Whatever publishers ask, and though their feeds are short."""
    assert day.lost == 0
    assert len(day.delays) > 5 * FEEDS


def test_articles_come_within_minutes_unless_their_publisher_asks_for_more(day: Day) -> None:
    """Half of them, of feeds that bring a few a day."""
    assert sorted(day.unasked)[len(day.unasked) // 2] < 600


def test_publishers_are_not_pressed(day: Day) -> None:
    """A few dozen requests a feed, most of them answered by 304 where the server can, never many at one host."""
    assert 20 * FEEDS < day.requests < 100 * FEEDS
    assert day.unmodified > day.requests / 3
    assert day.saved > day.read
    assert day.most_at_once <= hosts.AT_ONCE
    assert day.most_a_minute <= 60 / hosts.PAUSE.total_seconds()


def test_after_an_outage_not_all_come_at_once() -> None:
    """They come within the shortest interval, spread over it."""
    day = played(press(FEEDS, seed=1), seed=1, outage=OUTAGE)
    again = int(DAY / 2 + OUTAGE)
    seconds = [day.seconds[second] for second in range(again, again + BOUNDS.shortest)]
    assert sum(seconds) > FEEDS / 2
    assert max(seconds) <= FEEDS / 15


def test_states_stay_small(day: Day) -> None:
    """A few thousand bytes for each poll."""
    assert day.states / day.requests < 4000


def test_the_same_seed_gives_the_same_day() -> None:
    """So that a change of a figure is a change of the poller."""
    assert played(press(10, seed=2), seed=2).delays == played(press(10, seed=2), seed=2).delays
