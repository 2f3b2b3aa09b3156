"""A poller follows publishers for a day, and everything that it does is counted."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from benchmarks.fleet.press import DAY, Publisher
from benchmarks.fleet.virtual import VirtualLoop, run
from pipeline.contract import Article, FeedState, encode
from pipeline.feeds.draft import Origin
from pipeline.feeds.fetch import Fetched, Validators
from pipeline.feeds.parse import Parsed
from pipeline.feeds.poller import Means, Poller
from pipeline.feeds.schedule import Bounds

START: Final = datetime(2023, 9, 19, tzinfo=UTC)
BOUNDS: Final = Bounds(300, 86_400)
_ACKNOWLEDGED: Final = 0.005
"""Seconds that Kafka takes."""


@dataclass(slots=True)
class Day:
    """What is counted. Bytes are those of the feeds, delays in seconds, for articles of the day."""

    feeds: int
    requests: int = 0
    unmodified: int = 0
    failed: int = 0
    read: int = 0
    saved: int = 0
    states: int = 0
    lost: int = 0
    """Of feeds that never fail and may be read at any hour."""
    lost_by_others: int = 0
    cpu: float = 0.0
    most_at_once: int = 0
    delays: list[float] = field(default_factory=list)
    unasked: list[float] = field(default_factory=list)
    """The delays of feeds whose publishers do not ask for longer intervals."""
    under_way: Counter[str] = field(default_factory=Counter)
    minutes: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: Counter[int] = field(default_factory=Counter)

    def begin(self, host: str, now: float) -> None:
        """Note that a request begins."""
        self.requests += 1
        self.under_way[host] += 1
        self.most_at_once = max(self.most_at_once, self.under_way[host])
        self.minutes[host, int(now // 60)] += 1
        self.seconds[int(now)] += 1

    @property
    def most_a_minute(self) -> int:
        """The most requests that one host had in a minute."""
        return max(self.minutes.values())

    @property
    def busiest(self) -> int:
        """The most requests in a second."""
        return max(self.seconds.values())


class World:
    """All that a poller works with."""

    def __init__(self, publishers: Sequence[Publisher], loop: VirtualLoop, chance: Random) -> None:
        self.publishers = publishers
        self.day = Day(len(publishers))
        self.states: dict[str, FeedState] = {}
        self._publishers = {one.spec.url: one for one in publishers}
        self._of = {one.spec.feed_id: one for one in publishers}
        self._got: set[str] = set()
        self._loop = loop
        self._chance = chance

    def means(self) -> Means:
        """Give it to a poller."""
        clock = self._loop.clock(START)
        return Means(self.fetch, self.parse, self, BOUNDS, clock=clock, chance=self._chance)

    async def fetch(self, url: str, known: Validators) -> Fetched:
        """Answer as the publisher does."""
        publisher = self._publishers[url]
        self.day.begin(publisher.host, self._loop.time())
        await asyncio.sleep(publisher.seconds)
        self.day.under_way[publisher.host] -= 1
        if failure := publisher.failure(self._chance):
            self.day.failed += 1
            raise failure
        return self._answer(publisher, known)

    def _answer(self, publisher: Publisher, known: Validators) -> Fetched:
        number = publisher.number(self._loop.time())
        etag = f'"{number}"' if publisher.conditional else None
        if etag and known.etag == etag:
            self.day.unmodified += 1
            self.day.saved += publisher.size
            return Fetched(publisher.spec.url, None, known, fresh_for=publisher.max_age)
        self.day.read += publisher.size
        body = str(number).encode().ljust(publisher.size)
        return Fetched(publisher.spec.url, body, Validators(etag), fresh_for=publisher.max_age)

    async def parse(self, body: bytes, origin: Origin) -> Parsed:
        """Give the articles that the feed shows, the newest first."""
        publisher, number = self._publishers[origin.name], int(body)
        shown = range(number - 1, max(0, number - publisher.shows) - 1, -1)
        return Parsed("rss20", tuple(_article(publisher, one) for one in shown), asks=publisher.asks)

    async def articles(self, articles: Sequence[Article]) -> None:
        """Take articles, and note how long each took."""
        await asyncio.sleep(_ACKNOWLEDGED)
        now = self._loop.time()
        for article in articles:
            publisher, number = self._of[article.feed_id or ""], int(article.title)
            if publisher.times[number] >= 0 and article.article_id not in self._got:
                self.day.delays.append(now - publisher.times[number])
                if not publisher.asks_for_more:
                    self.day.unasked.append(now - publisher.times[number])
            self._got.add(article.article_id)

    async def state(self, feed_id: str, state: FeedState | None, partition: int) -> None:  # noqa: ARG002
        """Take a state."""
        await asyncio.sleep(_ACKNOWLEDGED)
        if state is not None:
            self.day.states += len(encode(state))
            self.states[feed_id] = state

    def lost(self, *, steady: bool) -> int:
        """Count the articles that have left their feed and never came, of feeds that can be read always or not."""
        feeds = [one for one in self.publishers if steady == (one.fault == "none" and not one.asks.skip_hours)]
        return sum(len(set(self._left(one)) - self._got) for one in feeds)

    def _left(self, publisher: Publisher) -> Iterator[str]:
        """Give the articles of the day that are not in their feed any more, where it was read at all."""
        if self.states[publisher.spec.feed_id].daily is not None:
            left = publisher.number(self._loop.time()) - publisher.shows
            yield from (name(publisher, number) for number in range(publisher.number(0), left))


def _article(publisher: Publisher, number: int) -> Article:
    time = START + timedelta(seconds=publisher.times[number]) if publisher.dated else None
    return Article(
        article_id=name(publisher, number),
        feed_id=publisher.spec.feed_id,
        title=str(number),
        content_hash="1",
        published=time,
    )


def name(publisher: Publisher, number: int) -> str:
    """Give the id of an article."""
    return f"{publisher.spec.feed_id}/{number}"


def played(publishers: Sequence[Publisher], seed: int, outage: float = 0.0) -> Day:
    """Give a day, which begins with a list that nobody has followed yet.

    With an outage the poller stops at noon for so many seconds, and another begins with its states.
    """
    loop = VirtualLoop()
    world = World(publishers, loop, Random(seed))
    begun = time.process_time()
    run(_day(world, outage), loop)
    world.day.cpu = time.process_time() - begun
    world.day.lost, world.day.lost_by_others = world.lost(steady=True), world.lost(steady=False)
    return world.day


async def _day(world: World, outage: float) -> None:
    if outage:
        await _followed(world, DAY / 2)
        await asyncio.sleep(outage)
    await _followed(world, DAY)


async def _followed(world: World, until: float) -> None:
    """Follow all feeds up to a time of the day."""

    async def changes(poller: Poller) -> None:
        poller.take(((one.spec, 0) for one in world.publishers), dict(world.states))
        await asyncio.sleep(until - asyncio.get_running_loop().time())
        await poller.leave()

    await Poller(world.means()).run(changes)
