"""Feeds followed: for each a task that waits until it is due, gets it, sends what is new, and remembers it.

    due ▸ turn at the host ▸ fetch ▸ parse ▸ news ▸ articles (acknowledged) ▸ state (acknowledged) ▸ due

The articles are acknowledged before the state that knows them: a poller that dies in between sends them again, and
dedupe recognises them. What goes wrong with a feed is that feed's health, and no more. What goes wrong with Kafka ends
the process, which is started again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random
from typing import Final, Protocol

from pipeline.contract import Article, FeedSpec, FeedState
from pipeline.errors import BadInput, Fatal
from pipeline.feeds import counts, known, memory
from pipeline.feeds.clock import Clock
from pipeline.feeds.draft import Origin, host
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators, without_credentials
from pipeline.feeds.hosts import Hosts
from pipeline.feeds.memory import Moment
from pipeline.feeds.parse import Parsed
from pipeline.feeds.schedule import Bounds

log = logging.getLogger(__name__)

AT_ONCE: Final = 50
"""Feeds that are fetched and parsed at the same time; each holds its body in memory."""
COMPLETING: Final = 200
"""Feeds whose new articles wait for their pages at the same time; a page may have to wait for its turn."""

Fetch = Callable[[str, Validators], Awaitable[Fetched]]
Parse = Callable[[bytes, Origin], Awaitable[Parsed]]
Complete = Callable[[FeedSpec, list[Article]], Awaitable[list[Article]]]
"""Gives a feed's new articles with what their pages add."""


class Outlet(Protocol):
    """Where articles and states go; each call returns when all of it is acknowledged, or raises Fatal."""

    async def articles(self, articles: Sequence[Article]) -> None:
        """Send articles."""
        ...

    async def state(self, feed_id: str, state: FeedState | None, partition: int) -> None:
        """Send a feed's state; None takes it away."""
        ...


async def as_they_are(_: FeedSpec, articles: list[Article]) -> list[Article]:
    """Leave articles as the feed has them."""
    return articles


@dataclass(slots=True)
class Means:
    """What a poller works with."""

    fetch: Fetch
    parse: Parse
    outlet: Outlet
    bounds: Bounds
    complete: Complete = as_they_are
    clock: Clock = field(default_factory=Clock)
    chance: Random = field(default_factory=Random)
    hosts: Hosts | None = None
    """Those of `complete`, where it asks the same hosts."""

    def moment(self) -> Moment:
        """Give this moment."""
        return Moment(self.clock.now(), self.bounds, self.chance)


@dataclass(slots=True)
class Followed:
    """A feed of the list, what is known of it, and the task that follows it; none for one that is paused."""

    spec: FeedSpec
    partition: int
    state: FeedState
    task: asyncio.Task[None] | None = None
    wanted: bool = True
    sending: bool = False
    """What was begun to be sent is sent to the end: its state shall know of it."""


class Poller:
    """Follows the feeds that it is told of while `run` lasts. Not for several threads."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._feeds: dict[str, Followed] = {}
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._completing = asyncio.Semaphore(COMPLETING)
        self._hosts = means.hosts or Hosts(means.clock)
        self._group: asyncio.TaskGroup | None = None

    @property
    def followed(self) -> int:
        """The number of feeds that are followed: paused ones and retired ones are not."""
        return sum(feed.task is not None and not feed.task.done() for feed in self._feeds.values())

    def __iter__(self) -> Iterator[Followed]:
        """Give the feeds that are this poller's, paused ones too."""
        return iter(list(self._feeds.values()))

    async def run(self, changes: Callable[["Poller"], Awaitable[None]]) -> None:
        """Follow feeds until `changes`, which tells of them, ends; raises Fatal where Kafka fails."""
        try:
            async with asyncio.TaskGroup() as self._group:
                await changes(self)
        except BaseExceptionGroup as group:
            raise group.exceptions[0] from None

    def take(self, feeds: Iterable[tuple[FeedSpec, int]], states: dict[str, FeedState]) -> None:
        """Follow feeds that another poller followed, or nobody, from the states that it left."""
        for spec, partition in feeds:
            state = states.get(spec.feed_id, FeedState(feed_id=spec.feed_id))
            self._follow(Followed(spec, partition, memory.taken(state, self._means.moment())))

    async def leave(self) -> None:
        """Follow nothing any more: when it returns, nothing more is sent."""
        await _end(self._feeds.values())
        self._feeds.clear()

    async def listed(self, spec: FeedSpec, partition: int) -> None:
        """Follow a feed, or follow it as it is listed now."""
        before = self._feeds.get(spec.feed_id)
        if before is None:
            self._follow(Followed(spec, partition, FeedState(feed_id=spec.feed_id)))
        elif before.spec != spec:
            await _end([before])
            self._follow(Followed(spec, partition, memory.revived(before.state, self._means.clock.now())))

    async def unlisted(self, feed_id: str, partition: int) -> None:
        """Follow a feed no longer, and forget it."""
        if feed := self._feeds.pop(feed_id, None):
            await _end([feed])
        await self._means.outlet.state(feed_id, None, partition)

    def _follow(self, feed: Followed) -> None:
        self._feeds[feed.spec.feed_id] = feed
        if self._group is not None and not feed.spec.paused:
            feed.task = self._group.create_task(self._polls(feed))

    async def _polls(self, feed: Followed) -> None:
        while feed.wanted and not memory.is_retired(feed.state):
            await self._means.clock.until(feed.state.next_poll or self._means.clock.now())
            await self._poll(feed)

    async def _poll(self, feed: Followed) -> None:
        with counts.POLL_SECONDS.time():
            try:
                state = await self._polled(feed)
                feed.sending = True
                feed.state = state
                await self._means.outlet.state(feed.spec.feed_id, state, feed.partition)
            finally:
                feed.sending = False

    async def _polled(self, feed: Followed) -> FeedState:
        """Give the state after a poll; whatever is wrong with a feed is its own."""
        try:
            return await self._news(feed)
        except Fatal:
            raise
        except (FetchFailed, BadInput) as failure:
            return self._failed(feed, failure)
        except Exception as fault:
            log.warning("a fault of the poller", exc_info=fault, extra={"feed": without_credentials(feed.spec.url)})
            return self._failed(feed, fault)

    def _failed(self, feed: Followed, failure: Exception) -> FeedState:
        counts.POLLS.labels("failed").inc()
        log.info("failed", extra={"feed": without_credentials(feed.spec.url), "reason": failure})
        if isinstance(failure, FetchFailed):
            self._hosts.hold(_host(feed), _silence(failure, self._means.bounds))
        return memory.failed(feed.state, failure, self._means.moment())

    async def _news(self, feed: Followed) -> FeedState:
        fetched, parsed = await self._read(feed)
        if parsed is None or fetched.body is None:
            counts.POLLS.labels("unchanged").inc()
            return memory.unchanged(feed.state, fetched, self._means.moment())
        before = known.unpack(feed.state.known)
        await self._send(feed, known.news(before, parsed.articles), len(parsed.articles))
        found = memory.Read(fetched, fetched.body, parsed.articles, parsed.asks, before)
        return memory.read(feed.state, found, self._means.moment())

    async def _read(self, feed: Followed) -> tuple[Fetched, Parsed | None]:
        """Fetch and parse, when it is the feed's turn; nothing is parsed where nothing has changed."""
        async with AsyncExitStack() as place:
            async with self._hosts.turn(_host(feed)):
                await place.enter_async_context(self._at_once)
                asked = memory.validators(feed.state, self._means.clock.now())
                fetched = await self._means.fetch(memory.address(feed.spec, feed.state), asked)
            if fetched.body is None or memory.body_hash(fetched.body) == feed.state.body_hash:
                return fetched, None
            counts.BYTES.inc(len(fetched.body))
            return fetched, await self._means.parse(fetched.body, self._origin(feed.spec, fetched))

    async def _send(self, feed: Followed, fresh: list[Article], of: int) -> None:
        """Send articles; from here on the poll is not broken off."""
        async with self._completing:
            fresh = await self._means.complete(feed.spec, fresh)
            feed.sending = True
            await self._means.outlet.articles(fresh)
        counts.ARTICLES.inc(len(fresh))
        counts.POLLS.labels("new").inc()
        log.info("read", extra={"feed": without_credentials(feed.spec.url), "articles": of, "new": len(fresh)})

    def _origin(self, spec: FeedSpec, fetched: Fetched) -> Origin:
        return Origin(spec.url, fetched.url, fetched.content_type, spec.feed_id, self._means.clock.now())


def _host(feed: Followed) -> str:
    return host(memory.address(feed.spec, feed.state)) or ""


def _silence(failure: FetchFailed, bounds: Bounds) -> float:
    """Give the seconds for which a host is to be left alone; one that has too many requests may not say how long."""
    if failure.retry_after is None:
        return bounds.shortest if failure.status == 429 else 0
    return min(failure.retry_after, bounds.longest)


async def _end(feeds: Iterable[Followed]) -> None:
    """End the tasks of feeds, and wait until they have ended: two of them must never poll one feed."""
    tasks = []
    for feed in feeds:
        feed.wanted = False
        if feed.task is not None and not feed.task.done():
            tasks.append(feed.task)
            if not feed.sending:
                feed.task.cancel()
    if tasks:
        await asyncio.wait(tasks)
