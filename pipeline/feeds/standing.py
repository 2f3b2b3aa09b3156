"""How each feed stands, for a person and for Prometheus: success, schedule, error, traffic. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from pipeline.contract import FeedSpec, FeedState
from pipeline.contract.feed import Pages
from pipeline.feeds import known
from pipeline.feeds.fetch import without_credentials


@dataclass(frozen=True, slots=True)
class Standing:
    """How a feed stands. Times are UTC's, intervals seconds, bytes those after decompression."""

    feed_id: str
    url: str
    title: str | None
    paused: bool
    pages: Pages
    moved_to: str | None
    """Where it is polled, if that is not where it is listed."""
    status: str
    error: str | None
    failures: int
    last_success: datetime | None
    last_attempt: datetime | None
    next_poll: datetime | None
    interval: int | None
    items_a_day: float | None
    entries: int
    known: int
    conditional: bool
    """Whether its server gave something to ask with."""
    polls: int
    unchanged: int
    """Polls that were answered by 304 Not Modified."""
    bytes: int
    bytes_saved: int


def standing(spec: FeedSpec, state: FeedState | None) -> Standing:
    """Tell how a feed stands; without a state nobody has polled it."""
    state = state or FeedState(feed_id=spec.feed_id)
    health, traffic = state.health, state.traffic
    return Standing(
        feed_id=spec.feed_id,
        url=without_credentials(spec.url),
        title=spec.title,
        paused=spec.paused,
        pages=spec.options.pages,
        moved_to=without_credentials(state.url) if state.url else None,
        status=health.status,
        error=health.error,
        failures=health.failures,
        last_success=health.last_success,
        last_attempt=health.last_attempt,
        next_poll=None if spec.paused else state.next_poll,
        interval=state.interval,
        items_a_day=None if state.daily is None else round(state.daily, 2),
        entries=state.entries,
        known=known.count(state.known),
        conditional=bool(state.etag or state.last_modified),
        polls=traffic.polls,
        unchanged=traffic.unchanged,
        bytes=traffic.bytes,
        bytes_saved=traffic.saved,
    )


def _seconds(time: datetime | None) -> float | None:
    return time.timestamp() if time else None


_GAUGES: Final[dict[str, tuple[str, Callable[[Standing], float | None]]]] = {
    "last_success_seconds": ("When it was last read, Unix time", lambda feed: _seconds(feed.last_success)),
    "next_poll_seconds": ("When it is due, Unix time", lambda feed: _seconds(feed.next_poll)),
    "interval_seconds": ("Seconds between polls", lambda feed: feed.interval),
    "items_a_day": ("Articles a day, as estimated", lambda feed: feed.items_a_day),
    "failures": ("Failed polls in a row", lambda feed: feed.failures),
}
_COUNTERS: Final[dict[str, tuple[str, Callable[[Standing], float | None]]]] = {
    "polls": ("Requests for it since it was listed", lambda feed: feed.polls),
    "unchanged": ("Requests that were answered by 304 Not Modified", lambda feed: feed.unchanged),
    "bytes": ("Bytes of whole answers, after decompression", lambda feed: feed.bytes),
    "saved_bytes": ("Bytes that 304 Not Modified has saved", lambda feed: feed.bytes_saved),
}


class Standings(Collector):
    """The feeds of a process for Prometheus, as they stand when it asks; `feed` is the address it is listed under."""

    def __init__(self, feeds: Callable[[], Iterable[Standing]]) -> None:
        self._feeds = feeds

    def collect(self) -> Iterator[Metric]:
        """Give the figures of all feeds."""
        feeds = list(self._feeds())
        for name, (text, value) in _GAUGES.items():
            yield _filled(GaugeMetricFamily(f"frontwire_feed_{name}", text, labels=["feed"]), feeds, value)
        for name, (text, value) in _COUNTERS.items():
            yield _filled(CounterMetricFamily(f"frontwire_feed_{name}", text, labels=["feed"]), feeds, value)
        errors = GaugeMetricFamily("frontwire_feed_error", "1 for what is wrong with it now", labels=["feed", "error"])
        for feed in feeds:
            if feed.error:
                errors.add_metric([feed.url, feed.error], 1)
        yield errors


def _filled(
    family: GaugeMetricFamily | CounterMetricFamily,
    feeds: Iterable[Standing],
    value: Callable[[Standing], float | None],
) -> Metric:
    for feed in feeds:
        if (number := value(feed)) is not None:
            family.add_metric([feed.url], number)
    return family
