"""A day of five thousand feeds in minutes: the poller as it is, on a clock that jumps, and publishers that we made up.

press      publishers: how often each brings something, what its server and its feed say, how it fails
played     a poller follows them, and everything is counted
virtual    the loop whose time jumps
"""

from collections.abc import Iterator
from statistics import median, quantiles

from benchmarks.fleet.played import Day, played
from benchmarks.fleet.press import press
from benchmarks.row import Row

FEEDS = 5_000
SEED = 20_230_919


def rows() -> Iterator[Row]:
    """Give the figures of a day; nobody else publishes such ones."""
    yield from told(played(press(FEEDS, SEED), SEED))


def told(day: Day) -> Iterator[Row]:
    """Tell a day."""
    requests, megabyte = day.requests, 1e-6
    yield Row("requests", "a day", requests)
    yield Row("requests, a feed", "a day", requests / day.feeds)
    yield Row("requests answered 304", "%", 100 * day.unmodified / requests)
    yield Row("requests that failed", "%", 100 * day.failed / requests)
    yield Row("read", "MB", day.read * megabyte)
    yield Row("saved by conditional GET", "MB", day.saved * megabyte)
    yield Row("saved by conditional GET", "% of all", 100 * day.saved / (day.read + day.saved))
    yield Row("articles", "a day", len(day.delays))
    yield Row("articles lost, of feeds that answer at any time", "a day", day.lost)
    yield Row("articles lost, of feeds that fail or skip hours", "a day", day.lost_by_others)
    for whose, delays in (("all feeds", day.delays), ("feeds that ask for no more than 15 min", day.unasked)):
        yield Row(f"delay to `articles`, {whose}: median", "s", median(delays))
        yield Row(f"delay to `articles`, {whose}: 95 %", "s", quantiles(delays, n=20)[-1])
    yield Row("requests to one host at once, most", "", day.most_at_once)
    yield Row("requests to one host in a minute, most", "", day.most_a_minute)
    yield Row("requests in the busiest second", "", day.busiest)
    yield Row("states written", "MB", day.states * megabyte)
    yield Row("CPU of the poller without HTTP and parsing", "s", day.cpu)
