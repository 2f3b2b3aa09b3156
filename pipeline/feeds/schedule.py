"""When a feed is due again. Pure: the time and the chance are given.

The interval follows the number of articles a day by a square root, which is what brings articles soonest for a number
of requests: of feeds with rates r polled every t, the delays sum to r·t/2 and the requests to 1/t, and the sum of
delays is least where t is in proportion to 1/√r. One article a day is half an hour; 36 are five minutes, 4 a quarter
of an hour, one a month is two hours and three quarters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, sqrt
from random import Random
from statistics import median
from typing import Final

from pipeline.contract.feed import Asks

DAY: Final = 86_400.0
ONE_A_DAY: Final = 1800.0
"""Seconds: the interval of a feed with one article a day."""
UNKNOWN: Final = 12.0
"""Articles a day of a feed that has no dates, until it was seen for some time: rather too many than too few."""
_MOST: Final = 1000.0
_LEAST: Final = 0.01
_MEMORY: Final = 2.0
"""Days after which what a feed did counts for a third."""
_JITTER: Final = 0.1
"""Part of an interval by which polls are spread, so that feeds that began together do not stay together."""
_SPREAD: Final = 600.0
"""Seconds over which feeds come back after hours in which they are not to be read."""
_MOST_DOUBLINGS: Final = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The site's shortest and longest interval, in seconds."""

    shortest: int
    longest: int

    def within(self, seconds: float) -> int:
        """Give an interval that the site allows."""
        return round(min(max(seconds, self.shortest), max(self.shortest, self.longest)))


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a feed brings something: articles a day as a habit and of late, and how many it shows at a time."""

    daily: float
    lately: float = 0.0
    entries: int = 0

    @property
    def renewed(self) -> float:
        """Give the seconds in which a quarter of it is new: at noon it is half, and who comes late may miss some."""
        return DAY * self.entries / 4 / max(self.daily, self.lately) if self.entries else float("inf")


def by_dates(times: Iterable[datetime], now: datetime) -> float | None:
    """Estimate articles a day from the times of a feed's entries, half of which are younger than the median."""
    ages = [max(0.0, (now - time).total_seconds()) for time in times]
    return _bounded(len(ages) / 2 * DAY / max(median(ages), 1.0)) if ages else None


def by_count(before: float, new: int, days: float) -> float:
    """Estimate articles a day from what was thought before and the articles of some days."""
    kept = exp(-days / _MEMORY)
    return _bounded(before * kept + (new * (1 - kept) / days if days else 0.0))


def _bounded(daily: float) -> float:
    return min(max(daily, _LEAST), _MOST)


def interval(bounds: Bounds, pace: Pace, asked: Iterable[int | None]) -> int:
    """Give the seconds to the next poll: by the rate, or what server and document ask, the longest of them.

    But no longer than until a part of the feed is new: many say "daily" of feeds that are not, and articles would be
    lost.
    """
    wanted = max([ONE_A_DAY / sqrt(pace.daily), *(seconds for seconds in asked if seconds)])
    return bounds.within(min(wanted, pace.renewed))


def after_failures(bounds: Bounds, failures: int) -> int:
    """Double the interval with each failure in a row, up to the longest: a feed is never given up for ever."""
    return bounds.within(bounds.shortest * 2.0 ** min(failures, _MOST_DOUBLINGS))


def next_poll(now: datetime, seconds: int, bounds: Bounds, asks: Asks, chance: Random) -> datetime:
    """Give the time after an interval, a little later by chance, out of the hours and days that the feed names."""
    latest = max(bounds.longest, bounds.shortest)
    earliest = min(seconds, max(bounds.shortest, latest * (1 - _JITTER)))
    wait = chance.uniform(earliest, min(seconds * (1 + _JITTER), latest))
    return _permitted(now + timedelta(seconds=wait), asks, chance)


def _permitted(time: datetime, asks: Asks, chance: Random) -> datetime:
    if not _skipped(time, asks):
        return time
    time = time.replace(minute=0, second=0, microsecond=0)
    while _skipped(time, asks):
        time += timedelta(hours=1)
    return time + timedelta(seconds=chance.uniform(0, _SPREAD))


def _skipped(time: datetime, asks: Asks) -> bool:
    return time.hour in asks.skip_hours or time.weekday() in asks.skip_days


def overdue(due: datetime, now: datetime, bounds: Bounds, asks: Asks, chance: Random) -> datetime:
    """Give the time for a feed that was due while nobody followed it.

    The later it is the longer it may take, up to the shortest interval: after an outage not all come at once, and
    after a change of hands each comes soon.
    """
    late = (now - due).total_seconds()
    if late <= 0:
        return due
    return _permitted(now + timedelta(seconds=chance.uniform(0, min(late, bounds.shortest))), asks, chance)
