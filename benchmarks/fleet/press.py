"""Publishers: when each brings an article, what its server and its feed say, and how it fails.

The rates are our own guess at what a site follows: half of the feeds bring six articles a day or fewer, one in a
hundred more than a hundred, by day more than by night.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Final

from pipeline.contract import FeedSpec
from pipeline.contract.feed import Asks
from pipeline.feeds.fetch import FetchFailed
from pipeline.feeds.identity import feed_id

DAY: Final = 86_400.0
_MEDIAN: Final = 6.0
"""Articles a day."""
_SPREAD: Final = 1.3
_BY_DAY: Final = 0.8
"""By how much there is more at noon than in the mean, and less at midnight."""

_FAULTS: Final = {"none": 0.94, "dead": 0.02, "flaky": 0.02, "silent": 0.01, "gone": 0.01}


@dataclass(frozen=True, slots=True)
class Publisher:
    """A feed as its publisher runs it."""

    spec: FeedSpec
    host: str
    times: tuple[float, ...]
    """When its articles appear, in seconds of the day; those below 0 are there when it begins."""
    shows: int
    size: int
    dated: bool
    conditional: bool
    max_age: int | None
    asks: Asks
    fault: str
    seconds: float
    """That its server takes."""

    @property
    def asks_for_more(self) -> bool:
        """Tell whether it asks for longer intervals than a quarter of an hour, or for none at night."""
        return max(self.asks.seconds or 0, self.max_age or 0) > 900 or bool(self.asks.skip_hours)

    def number(self, now: float) -> int:
        """Give how many articles have appeared."""
        return bisect_right(self.times, now)

    def failure(self, chance: Random) -> FetchFailed | None:
        """Give what goes wrong with a request, if something does."""
        match self.fault:
            case "dead":
                return FetchFailed("HTTP 404", status=404)
            case "gone":
                return FetchFailed("HTTP 410", status=410)
            case "silent":
                return FetchFailed("it took too long")
            case "flaky" if chance.random() < 0.3:
                return FetchFailed("HTTP 502", status=502)
            case "busy" if chance.random() < 0.1:
                return FetchFailed("HTTP 429", status=429, retry_after=1800)
        return None


def press(feeds: int, seed: int) -> list[Publisher]:
    """Give so many publishers, the same for a seed; a third as many hosts, some with very many feeds."""
    chance = Random(seed)
    hosts = list(accumulate(1 / (number + 10) for number in range(max(1, feeds // 3))))
    return [
        _publisher(number, chance.choices(range(len(hosts)), cum_weights=hosts)[0], chance) for number in range(feeds)
    ]


def _publisher(number: int, host: int, chance: Random) -> Publisher:
    url = f"https://host-{host}.example/feed-{number}"
    daily, shows = chance.lognormvariate(math.log(_MEDIAN), _SPREAD), chance.choice((10, 15, 20, 25, 30, 50, 100))
    fault = "busy" if _is_busy(host) else chance.choices(list(_FAULTS), weights=list(_FAULTS.values()))[0]
    return Publisher(
        spec=FeedSpec(feed_id=feed_id(url), url=url),
        host=f"host-{host}.example",
        times=tuple(sorted([*_before(daily, shows, chance), *_day(daily, chance)])),
        shows=shows,
        size=shows * chance.randint(600, 3000),
        dated=chance.random() < 0.95,
        conditional=chance.random() < 0.7,
        max_age=chance.choice((None, None, None, 60, 300, 300, 900, 3600)),
        asks=_asks(chance),
        fault=fault,
        seconds=60.0 if fault == "silent" else chance.uniform(0.05, 3.0),
    )


def _is_busy(host: int) -> bool:
    """Tell whether a host refuses requests now and then: one in a hundred, for it is hosts that do, not feeds."""
    return host % 100 == 42


def _asks(chance: Random) -> Asks:
    seconds = chance.choice((None, None, None, 900, 3600, 3600, 86_400))
    return Asks(seconds=seconds, skip_hours=tuple(range(6)) if chance.random() < 0.02 else ())


def _before(daily: float, shows: int, chance: Random) -> Iterator[float]:
    at = 0.0
    for _ in range(shows):
        at -= chance.expovariate(daily / DAY)
        yield at


def _day(daily: float, chance: Random) -> Iterator[float]:
    """Give the times of a day by thinning: as many as at noon, of which those that are too many are left out."""
    at, noon = 0.0, chance.uniform(0, DAY)
    while (at := at + chance.expovariate(daily * (1 + _BY_DAY) / DAY)) < DAY:
        now = 1 + _BY_DAY * math.cos(2 * math.pi * (at - noon) / DAY)
        if chance.random() * (1 + _BY_DAY) < now:
            yield at
