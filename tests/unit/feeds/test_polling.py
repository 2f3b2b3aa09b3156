"""The poller, with a web, a parser, a Kafka and a clock that do what they are told."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from pipeline.contract import Article, FeedSpec, FeedState
from pipeline.errors import BadInput, Fatal
from pipeline.feeds import known
from pipeline.feeds.clock import Clock
from pipeline.feeds.draft import Origin
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators
from pipeline.feeds.parse import Parsed
from pipeline.feeds.poller import Means, Poller
from pipeline.feeds.schedule import Bounds

START = datetime(2023, 9, 19, 4, 0, tzinfo=UTC)
ONE = FeedSpec(feed_id="1", url="https://one.example/feed")
TWO = FeedSpec(feed_id="2", url="https://me:secret@two.example/feed")


class World:
    """All that a poller works with; `done` gets each feed's state as it is acknowledged."""

    def __init__(self) -> None:
        self.web: dict[str, bytes | Exception | asyncio.Event | None] = {}
        self.now = START
        self.happened: list[str] = []
        self.asked: list[tuple[str, Validators]] = []
        self.parsed: list[bytes] = []
        self.broken: Exception | None = None
        self.fetching, self.sending = asyncio.Event(), asyncio.Event()
        self.gate: asyncio.Event | None = None
        self.done: asyncio.Queue[tuple[str, FeedState | None]] = asyncio.Queue()
        self._sleeping: list[tuple[datetime, asyncio.Future[None]]] = []

    def means(self) -> Means:
        """Give it to a poller."""
        clock = Clock(lambda: self.now, self.sleep)
        return Means(self.fetch, self.parse, self, Bounds(300, 86_400), clock=clock, chance=Random(1))

    async def fetch(self, url: str, known: Validators) -> Fetched:
        """Give what is at an address."""
        self.asked.append((url, known))
        found = self.web[url]
        self.fetching.set()
        if isinstance(found, asyncio.Event):
            await found.wait()
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, bytes | None)
        return Fetched(url, found, Validators("etag"))

    async def parse(self, body: bytes, origin: Origin) -> Parsed:
        """Take each word of the body for an article, `name:content`."""
        self.parsed.append(body)
        if body == b"page":
            raise BadInput("it is no feed")
        if body == b"strange":
            raise IndexError("a fault")
        words = (word.partition(":") for word in body.decode().split())
        made = (Article(article_id=name, content_hash=content, fetched=origin.fetched) for name, _, content in words)
        return Parsed("rss20", tuple(made))

    async def articles(self, articles: Sequence[Article]) -> None:
        """Take articles."""
        if self.broken:
            raise self.broken
        self.sending.set()
        if self.gate:
            await self.gate.wait()
        self.happened += [f"article {article.article_id}" for article in articles]

    async def state(self, feed_id: str, state: FeedState | None, partition: int) -> None:
        """Take a state."""
        self.happened.append(f"state {feed_id} in {partition}")
        self.done.put_nowait((feed_id, state))

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock is set past it."""
        if seconds > 0:
            future = asyncio.get_running_loop().create_future()
            self._sleeping.append((self.now + timedelta(seconds=seconds), future))
            await future

    def advance(self, **by: float) -> None:
        """Set the clock forward, and wake who is due."""
        self.now += timedelta(**by)
        for due, future in self._sleeping:
            if due <= self.now and not future.done():
                future.set_result(None)

    async def next(self, feed_id: str) -> FeedState:
        """Wait for the next state of a feed."""
        found, state = await asyncio.wait_for(self.done.get(), 10)
        assert found == feed_id
        assert state is not None
        return state


Script = Callable[[Poller], Awaitable[None]]


def play(world: World, script: Script) -> None:
    """Run a poller while the script tells it of feeds; then it is stopped as a signal would."""
    played = False

    async def run() -> None:
        async def changes(poller: Poller) -> None:
            nonlocal played
            await script(poller)
            played = True
            raise asyncio.CancelledError

        with pytest.raises(asyncio.CancelledError):
            await Poller(world.means()).run(changes)

    asyncio.run(asyncio.wait_for(run(), 20))
    assert played


def test_a_listed_feed_is_polled_at_once_and_its_articles_come_before_its_state() -> None:
    """A poller that dies in between sends them again rather than never."""
    world = World()
    world.web[ONE.url] = b"b:1 a:1"

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 7)
        state = await world.next("1")
        assert state.entries == 2
        assert state.health.status == "healthy"

    play(world, script)
    assert world.happened == ["article a", "article b", "state 1 in 7"]


def test_later_polls_ask_with_validators_and_send_what_is_new_or_changed() -> None:
    """After the interval; what is known is not sent again."""
    world = World()
    world.web[ONE.url] = b"b:1 a:1"

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.next("1")
        world.web[ONE.url] = b"c:1 b:2 a:1"
        world.advance(seconds=1981)
        await world.next("1")

    play(world, script)
    assert [known.etag for _, known in world.asked] == [None, "etag"]
    assert world.happened[2:] == ["state 1 in 0", "article b", "article c", "state 1 in 0"]


@pytest.mark.parametrize("again", [None, b"a:1"])
def test_an_unchanged_feed_is_not_parsed(again: bytes | None) -> None:
    """Not modified, or the same bytes once more."""
    world = World()
    world.web[ONE.url] = b"a:1"

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.next("1")
        world.web[ONE.url] = again
        world.advance(seconds=1981)
        state = await world.next("1")
        assert state.health.status == "healthy"

    play(world, script)
    assert world.happened == ["article a", "state 1 in 0", "state 1 in 0"]
    assert world.parsed == [b"a:1"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (FetchFailed("HTTP 500"), "HTTP 500"),
        (b"page", "it is no feed"),
        (b"strange", "a fault"),
        (RuntimeError("a fault"), "a fault"),
    ],
)
def test_what_is_wrong_with_a_feed_is_its_own(answer: bytes | Exception, error: str) -> None:
    """It fails, with the reason and a longer interval, and is polled again; the other goes on."""
    world = World()
    world.web = {ONE.url: answer, TWO.url: b"x:1"}

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        sick = await world.next("1")
        assert (sick.health.status, sick.health.error, sick.interval) == ("failing", error, 600)
        await poller.listed(TWO, 1)
        assert (await world.next("2")).health.status == "healthy"
        world.web[ONE.url] = b"a:1"
        world.advance(seconds=661)
        assert (await world.next("1")).health.status == "healthy"

    play(world, script)
    assert "article a" in world.happened


def test_a_feed_that_is_known_is_polled_when_it_is_due() -> None:
    """A restart is no reason to ask everybody at once."""
    world = World()
    world.web[ONE.url] = b"a:1"
    packed = known.pack({}, [Article(article_id="a", content_hash="1")])
    before = FeedState(feed_id="1", next_poll=START + timedelta(seconds=100), known=packed)

    async def script(poller: Poller) -> None:
        poller.take([(ONE, 0)], {"1": before})
        world.web[TWO.url] = b"x:1"
        await poller.listed(TWO, 0)
        await world.next("2")
        assert [url for url, _ in world.asked] == [TWO.url]
        world.advance(seconds=101)
        await world.next("1")

    play(world, script)
    assert "article a" not in world.happened


def test_a_paused_feed_is_not_polled_until_it_is_resumed() -> None:
    """What is known of it stays."""
    world = World()
    world.web[ONE.url] = b"a:1"

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.next("1")
        await poller.listed(ONE.model_copy(update={"paused": True}), 0)
        assert poller.followed == 0
        world.advance(days=1)
        await poller.listed(ONE, 0)
        await world.next("1")

    play(world, script)
    assert world.happened == ["article a", "state 1 in 0", "state 1 in 0"]


def test_a_feed_that_is_removed_is_forgotten() -> None:
    """Its state is taken away; listed again, it is new."""
    world = World()
    world.web[ONE.url] = b"a:1"

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 3)
        await world.next("1")
        await poller.unlisted("1", 3)
        assert await world.done.get() == ("1", None)
        assert poller.followed == 0
        world.advance(seconds=1)
        await poller.listed(ONE, 3)
        await world.next("1")

    play(world, script)
    assert world.happened.count("article a") == 2


def test_a_poller_that_lets_go_first_sends_what_it_began_to_send() -> None:
    """Its successor finds the state that knows the articles; nothing is sent after that."""
    world = World()
    world.web = {ONE.url: b"a:1", TWO.url: b"x:1"}
    world.gate = asyncio.Event()

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.sending.wait()
        leaving = asyncio.create_task(poller.leave())
        await asyncio.sleep(0)
        assert not leaving.done()
        world.gate.set()
        await leaving
        assert world.happened == ["article a", "state 1 in 0"]
        assert list(poller) == []
        world.advance(days=1)
        await asyncio.sleep(0)

    play(world, script)
    assert len(world.asked) == 1


def test_a_poller_that_lets_go_breaks_off_what_it_only_reads() -> None:
    """Its successor fetches it again."""
    world = World()
    world.web[ONE.url] = asyncio.Event()

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.fetching.wait()
        await poller.leave()

    play(world, script)
    assert world.happened == []


def test_what_was_overdue_when_it_was_taken_comes_soon_but_not_at_once() -> None:
    """After an outage not everybody is asked in the same moment."""
    world = World()
    world.web[ONE.url] = b"a:1"
    late = FeedState(feed_id="1", next_poll=START - timedelta(hours=8))

    async def script(poller: Poller) -> None:
        poller.take([(ONE, 0)], {"1": late})
        (feed,) = poller
        assert feed.state.next_poll is not None
        assert START < feed.state.next_poll < START + timedelta(seconds=300)
        world.advance(seconds=300)
        await world.next("1")

    play(world, script)


def test_a_feed_that_is_gone_for_good_is_left_alone_until_its_owner_resumes_it() -> None:
    """It has said so twice, a day apart."""
    world = World()
    world.web[ONE.url] = FetchFailed("HTTP 410", status=410)

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.next("1")
        world.advance(days=1)
        assert (await world.next("1")).next_poll is None
        world.advance(days=9)
        await poller.listed(ONE.model_copy(update={"paused": True}), 0)
        world.web[ONE.url] = b"a:1"
        await poller.listed(ONE, 0)
        assert (await world.next("1")).health.status == "healthy"

    play(world, script)
    assert len(world.asked) == 3


def test_a_feed_is_asked_where_it_has_moved_and_keeps_its_id() -> None:
    """The list still has its old address."""
    world = World()
    world.web["https://new.example/feed"] = b"a:1"

    async def script(poller: Poller) -> None:
        poller.take([(ONE, 0)], {"1": FeedState(feed_id="1", url="https://new.example/feed")})
        await world.next("1")

    play(world, script)
    assert [url for url, _ in world.asked] == ["https://new.example/feed"]


def test_a_host_that_asks_for_silence_gets_it_from_all_its_feeds() -> None:
    """Also from those that were not refused."""
    world = World()
    other = FeedSpec(feed_id="3", url="https://one.example/other")
    world.web = {ONE.url: FetchFailed("HTTP 429", status=429, retry_after=1000), other.url: b"a:1"}

    async def script(poller: Poller) -> None:
        await poller.listed(ONE, 0)
        await world.next("1")
        await poller.listed(other, 0)
        world.advance(seconds=999)
        await asyncio.sleep(0)
        world.web[ONE.url] = b"b:1"
        assert [url for url, _ in world.asked] == [ONE.url]
        world.advance(seconds=2)
        await world.next("3")

    play(world, script)


def test_a_fault_of_kafka_ends_the_poller() -> None:
    """And no state says that the articles are known."""
    world = World()
    world.web[ONE.url] = b"a:1"
    world.broken = Fatal("the broker is gone")

    async def run() -> None:
        async def changes(poller: Poller) -> None:
            await poller.listed(ONE, 0)
            await asyncio.Event().wait()

        await Poller(world.means()).run(changes)

    with pytest.raises(Fatal, match="the broker is gone"):
        asyncio.run(asyncio.wait_for(run(), 20))
    assert world.happened == []


def test_credentials_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A feed's user and password stand in its URL, and nowhere else."""
    world = World()
    world.web[TWO.url] = FetchFailed("HTTP 401")
    caplog.set_level("DEBUG")

    async def script(poller: Poller) -> None:
        await poller.listed(TWO, 0)
        await world.next("2")

    play(world, script)
    assert [record.__dict__["feed"] for record in caplog.records if "feed" in record.__dict__] == [
        "https://two.example/feed"
    ]
    assert "secret" not in caplog.text
