"""How each feed stands, for a person and for Prometheus."""

from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, generate_latest

from pipeline.contract import FeedSpec, FeedState
from pipeline.contract.feed import Health, Traffic
from pipeline.feeds.standing import Standings, standing
from pipeline.render.feeds import lines

NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)
SPEC = FeedSpec(feed_id="0123456789", url="https://me:secret@f.example/feed", title="F\x1b[31m")
STATE = FeedState(
    feed_id="0123456789",
    url="https://f.example/new",
    etag='"1"',
    next_poll=NOW,
    interval=900,
    daily=4.5,
    health=Health(status="failing", error="HTTP 502 Bad\x07 Gateway", failures=2, last_success=NOW),
    traffic=Traffic(polls=10, unchanged=7, bytes=2_500_000, saved=90_000),
)


def test_a_person_sees_how_a_feed_stands() -> None:
    """In one line without credentials, in which nothing acts on the terminal."""
    head, line = lines([standing(SPEC, STATE)])
    for name in ("status", "last read", "next poll", "every", "a day", "304", "bytes", "saved"):
        assert name in head
    for told in ("01234567", "failing", "09-19 04:00", "15 min", "4.5", "70 %", "2.5 MB", "90 kB", "(HTTP 502 Bad"):
        assert told in line
    assert "(moved to https://f.example/new)" in line
    assert "secret" not in line
    assert "\x1b" not in line
    assert "\x07" not in line


def test_a_feed_that_nobody_has_polled_is_told_too() -> None:
    """And a paused one has no next poll."""
    _, line = lines([standing(SPEC, None)])
    assert "unknown" in line
    paused = standing(SPEC.model_copy(update={"paused": True}), STATE)
    assert paused.next_poll is None
    assert "paused" in next(line for line in lines([paused]) if "01234567" in line)


def test_prometheus_gets_the_same() -> None:
    """A line for each figure of each feed, as it is when it asks."""
    feeds = [standing(SPEC, STATE)]
    registry = CollectorRegistry()
    registry.register(Standings(lambda: feeds))
    text = generate_latest(registry).decode()
    for line in (
        'frontwire_feed_last_success_seconds{feed="https://f.example/feed"} 1.695096e+09',
        'frontwire_feed_next_poll_seconds{feed="https://f.example/feed"} 1.695096e+09',
        'frontwire_feed_interval_seconds{feed="https://f.example/feed"} 900.0',
        'frontwire_feed_items_a_day{feed="https://f.example/feed"} 4.5',
        'frontwire_feed_failures{feed="https://f.example/feed"} 2.0',
        'frontwire_feed_polls_total{feed="https://f.example/feed"} 10.0',
        'frontwire_feed_unchanged_total{feed="https://f.example/feed"} 7.0',
        'frontwire_feed_bytes_total{feed="https://f.example/feed"} 2.5e+06',
        'frontwire_feed_saved_bytes_total{feed="https://f.example/feed"} 90000.0',
        'frontwire_feed_error{error="HTTP 502 Bad',
    ):
        assert line in text
    feeds.clear()
    assert "f.example" not in generate_latest(registry).decode()
