"""What a poller knows of a feed after each poll."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from pipeline.contract import Article, FeedSpec, FeedState, encode
from pipeline.contract.feed import Asks, Health, Moving, Traffic
from pipeline.errors import BadInput
from pipeline.feeds import known, memory
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators
from pipeline.feeds.memory import Moment, Read
from pipeline.feeds.schedule import Bounds

NOW = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)
ASKED = Validators('W/"x"', "Tue, 19 Sep 2023 03:00:00 GMT")
FETCHED = Fetched("https://f.example/", b"body", ASKED)
UNMODIFIED = Fetched("https://f.example/", None, ASKED)


def moment(now: datetime = NOW) -> Moment:
    """Give the moment of a poll."""
    return Moment(now, Bounds(300, 86_400), Random(1))


def article(name: str, published: datetime | None = None) -> Article:
    """Give an article with this id."""
    return Article(article_id=name, content_hash="1", published=published)


def state(**fields: object) -> FeedState:
    """Give a state."""
    return FeedState.model_validate({"feed_id": "f"} | fields)


def read(before: FeedState, *articles: Article, fetched: Fetched = FETCHED, asks: Asks = Asks()) -> FeedState:  # noqa: B008 - frozen
    """Give the state after a whole answer with these articles."""
    return memory.read(before, Read(fetched, b"body", articles, asks, known.unpack(before.known)), moment())


def after(last: timedelta, **fields: object) -> FeedState:
    """Give the state of a feed whose last success is so long ago."""
    health = Health(status="healthy", last_success=NOW - last, last_attempt=NOW - last)
    return state(health=health, **fields)


def test_after_a_poll_the_articles_are_known_and_the_feed_is_healthy() -> None:
    """Validators byte for byte, the body's hash and size, the time of reading."""
    sick = state(health=Health(status="failing", error="x", failures=3), known=known.pack({}, [article("a")]))
    found = read(sick, article("b"))
    assert (found.etag, found.last_modified) == ('W/"x"', "Tue, 19 Sep 2023 03:00:00 GMT")
    assert (found.body_hash, found.size, found.read, found.entries) == (memory.body_hash(b"body"), 4, NOW, 1)
    assert found.health == Health(status="healthy", last_success=NOW, last_attempt=NOW)
    assert known.news(known.unpack(found.known), [article("b"), article("a")]) == []


def test_an_unchanged_feed_keeps_what_is_known() -> None:
    """The schedule, the health and the validators move on, and the bytes that were saved are counted."""
    before = after(
        timedelta(hours=1), known=known.pack({}, [article("a")]), body_hash="h", etag="old", size=900, read=NOW
    )
    found = memory.unchanged(before, UNMODIFIED, moment())
    assert (found.known, found.body_hash, found.etag, found.read) == (before.known, "h", 'W/"x"', NOW)
    assert found.health.status == "healthy"
    assert found.traffic == Traffic(polls=1, unchanged=1, saved=900)
    again = memory.unchanged(found, FETCHED, moment())
    assert again.traffic == Traffic(polls=2, unchanged=1, bytes=4, saved=900)


# ── the schedule ──


def test_the_first_interval_is_by_the_dates_in_the_feed() -> None:
    """Without dates it is taken for one that brings twelve articles a day."""
    dated = [article(str(hour), NOW - timedelta(hours=hour)) for hour in range(1, 24)]
    assert read(state(), *dated).interval == pytest.approx(1800 / 23**0.5, rel=0.05)
    assert read(state(), *map(article, "abcdefgh")).interval == 520


def test_a_feed_that_brings_nothing_is_polled_less() -> None:
    """Its articles a day are fewer with each poll that brings none."""
    found = memory.unchanged(after(timedelta(days=1), daily=16.0, interval=450), UNMODIFIED, moment())
    assert found.daily == pytest.approx(9.7, abs=0.1)
    assert found.interval is not None
    assert found.interval > 500


def test_only_new_articles_count_for_the_rate() -> None:
    """An edited text is sent again, and is no second article."""
    before = after(timedelta(days=1), daily=1.0, known=known.pack({}, [article("a")]))
    edited = Article(article_id="a", content_hash="2")
    assert (read(before, edited).daily or 0) < 1.0 < (read(before, edited, article("b"), article("c")).daily or 0)


def test_document_and_server_are_heard() -> None:
    """Also when the next answer has no document."""
    asking = read(state(), *map(article, "abcdefgh"), asks=Asks(seconds=7200, skip_hours=(5,)))
    assert asking.interval == 7200
    again = memory.unchanged(asking, UNMODIFIED, moment())
    assert (again.interval, again.asks) == (7200, Asks(seconds=7200, skip_hours=(5,)))
    fresh = Fetched("https://f.example/", None, ASKED, fresh_for=10_800)
    assert memory.unchanged(asking, fresh, moment()).interval == 10_800


def test_a_feed_is_read_whole_once_a_day() -> None:
    """Some servers give the same ETag for new content."""
    assert memory.validators(state(etag="e"), NOW) == Validators()
    before = state(etag="e", last_modified="m", read=NOW - timedelta(hours=23))
    assert memory.validators(before, NOW) == Validators("e", "m")
    assert memory.validators(before, NOW + timedelta(hours=1)) == Validators()


# ── failures ──


@pytest.mark.parametrize(
    ("failure", "status", "interval"),
    [
        (FetchFailed("HTTP 500", status=500), "failing", 1200),
        (FetchFailed("HTTP 429", status=429, retry_after=3600), "failing", 3600),
        (FetchFailed("HTTP 503", status=503, retry_after=0), "failing", 300),
        (FetchFailed("HTTP 429", status=429, retry_after=10**9), "failing", 86_400),
        (FetchFailed("HTTP 410", status=410), "gone", 86_400),
        (BadInput("it is no feed"), "failing", 1200),
    ],
)
def test_a_failure_is_the_feeds_health(failure: Exception, status: str, interval: int) -> None:
    """The reason, the number in a row, a longer interval; what is known stays."""
    before = state(known="AAECAwQFBgcICQoLDA0ODw==", health=Health(failures=1, last_success=NOW - timedelta(days=1)))
    found = memory.failed(before, failure, moment())
    assert (found.health.status, found.health.error, found.health.failures) == (status, str(failure), 2)
    assert (found.interval, found.known) == (interval, before.known)
    assert found.next_poll is not None
    assert found.health.last_success == NOW - timedelta(days=1)


def test_any_reason_can_be_written_down() -> None:
    """In one line; a state that cannot be written would end the poller."""
    assert memory.failed(state(), BadInput("a\n\udc80 b"), moment()).health.error == "a ? b"
    assert memory.failed(state(), ValueError(), moment()).health.error == "ValueError"
    assert encode(memory.failed(state(), BadInput("\ud800" * 9000), moment()))


def test_a_feed_that_is_gone_is_asked_once_more_and_retires() -> None:
    """A mistake of a day is forgiven; whoever lists it anew or resumes it has it tried again."""
    gone = FetchFailed("HTTP 410", status=410)
    once = memory.failed(state(), gone, moment())
    assert not memory.is_retired(once)
    assert not memory.is_retired(memory.failed(once, FetchFailed("HTTP 500", status=500), moment()))
    twice = memory.failed(once, gone, moment())
    assert memory.is_retired(twice)
    assert memory.is_retired(memory.taken(twice, moment()))
    assert memory.revived(twice, NOW).next_poll == NOW


# ── moving ──


def moved(before: FeedState, to: str | None, days: float) -> FeedState:
    """Give the state after a poll that was redirected for good, so many days from now."""
    return memory.unchanged(before, Fetched("x", None, ASKED, moved=to), moment(NOW + timedelta(days=days)))


def test_a_permanent_redirect_is_followed_when_it_stays() -> None:
    """Three times and over a day: then it is asked there at once."""
    spec = FeedSpec(feed_id="f", url="https://f.example/old")
    found = state()
    for days in (0, 0.4, 0.8):
        found = moved(found, "https://f.example/new", days)
        assert memory.address(spec, found) == "https://f.example/old"
    found = moved(found, "https://f.example/new", 1.2)
    assert memory.address(spec, found) == "https://f.example/new"
    assert found.moving is None


def test_a_redirect_that_changes_or_ends_begins_anew() -> None:
    """It was somebody's mistake."""
    found = moved(moved(state(), "https://a.example/", 0), "https://b.example/", 2)
    assert found.moving == Moving(url="https://b.example/", seen=1, since=NOW + timedelta(days=2))
    assert moved(found, None, 3).moving is None


def test_a_feed_that_is_lost_is_looked_for_where_it_was_listed() -> None:
    """A move is no way to strand a feed."""
    found = state(url="https://f.example/new")
    for _ in range(memory.LOST):
        assert found.url == "https://f.example/new"
        found = memory.failed(found, FetchFailed("HTTP 404", status=404), moment())
    assert found.url is None
