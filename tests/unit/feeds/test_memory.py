"""What a poller knows of a feed, and which articles are news."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from pipeline.contract import Article, FeedState, encode
from pipeline.contract.feed import Health
from pipeline.errors import BadInput
from pipeline.feeds import memory
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators
from pipeline.feeds.memory import Moment
from pipeline.feeds.schedule import Bounds

NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)
FETCHED = Fetched("https://f.example/", b"body", Validators('W/"x"', "Tue, 19 Sep 2023 03:00:00 GMT"))


@pytest.fixture
def at() -> Moment:
    """Give the moment of a poll."""
    return Moment(NOW, Bounds(300, 86_400), Random(1))


def article(name: str, content: str = "1") -> Article:
    """Give an article with this id and content."""
    return Article(article_id=name, content_hash=content)


def state(**fields: object) -> FeedState:
    """Give a state."""
    return FeedState.model_validate({"feed_id": "f"} | fields)


def test_new_and_changed_articles_are_news_oldest_first() -> None:
    """Feeds put the newest first; what is known with the same text is none, and none comes twice."""
    before = state(known={"b": "1", "c": "1"})
    found = [article("d"), article("c", "2"), article("b"), article("a"), article("d")]
    assert [one.article_id for one in memory.news(before, found)] == ["a", "c", "d"]


def test_after_a_poll_the_articles_are_known_and_the_feed_is_healthy(at: Moment) -> None:
    """Validators byte for byte, the body's hash, the next poll about an interval later."""
    sick = state(health=Health(status="failing", error="x", failures=3), known={"a": "1"})
    after = memory.read(sick, FETCHED, b"body", [article("b")], at)
    assert (after.etag, after.last_modified) == ('W/"x"', "Tue, 19 Sep 2023 03:00:00 GMT")
    assert after.body_hash == memory.body_hash(b"body")
    assert list(after.known) == ["b", "a"]
    assert after.health == Health(status="healthy", last_success=NOW, last_attempt=NOW)
    assert after.next_poll is not None
    assert timedelta(seconds=270) <= after.next_poll - NOW <= timedelta(seconds=330)
    assert memory.news(after, [article("b")]) == []


def test_an_unchanged_feed_keeps_what_is_known(at: Moment) -> None:
    """Only the schedule, the health and the validators move on."""
    before = state(known={"a": "1"}, body_hash="h", etag="old")
    after = memory.unchanged(before, FETCHED, at)
    assert (after.known, after.body_hash, after.etag) == ({"a": "1"}, "h", 'W/"x"')
    assert after.health.status == "healthy"


@pytest.mark.parametrize(
    ("failure", "status", "interval"),
    [
        (FetchFailed("HTTP 500"), "failing", 1200),
        (FetchFailed("HTTP 429", status=429, retry_after=3600), "failing", 3600),
        (FetchFailed("HTTP 410", status=410), "gone", 86_400),
        (BadInput("it is no feed"), "failing", 1200),
    ],
)
def test_a_failure_is_the_feeds_health(at: Moment, failure: Exception, status: str, interval: int) -> None:
    """The reason, the number in a row, a longer interval; what is known stays."""
    before = state(known={"a": "1"}, health=Health(failures=1, last_success=NOW - timedelta(days=1)))
    after = memory.failed(before, failure, at)
    assert (after.health.status, after.health.error, after.health.failures) == (status, str(failure), 2)
    assert (after.interval, after.known) == (interval, {"a": "1"})
    assert after.health.last_success == NOW - timedelta(days=1)


def test_what_is_known_stays_within_bounds() -> None:
    """All that is in the feed, then the newest that were; the largest state fits on its topic."""
    before = {f"{number:064d}": "0" * 64 for number in range(6_000)}
    here = [article(f"n{number:063d}", "1" * 64) for number in range(5_000)]
    known = memory.known(before, here)
    assert len(known) == memory.MOST_KNOWN
    assert all(one.article_id in known for one in here)
    assert len(memory.known(before, here[:10])) == 10 + memory.KEPT
    assert len(encode(state(known=known))) < 1_000_000
