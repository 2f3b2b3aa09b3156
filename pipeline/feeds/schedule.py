"""When a feed is due again. Pure: the time and the chance are given."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

_JITTER: Final = 0.1
"""Part of an interval by which polls are spread, so that feeds that began together do not stay together."""
_MOST_DOUBLINGS: Final = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The site's shortest and longest interval, in seconds."""

    shortest: int
    longest: int

    def within(self, seconds: float) -> int:
        """Give an interval that the site allows."""
        return round(min(max(seconds, self.shortest), max(self.shortest, self.longest)))


def after_failures(bounds: Bounds, failures: int) -> int:
    """Double the interval with each failure in a row, up to the longest: a feed is never given up for ever."""
    return bounds.within(bounds.shortest * 2.0 ** min(failures, _MOST_DOUBLINGS))


def next_poll(now: datetime, interval: int, chance: Random) -> datetime:
    """Give the time after an interval, a little earlier or later."""
    return now + timedelta(seconds=interval * chance.uniform(1 - _JITTER, 1 + _JITTER))
