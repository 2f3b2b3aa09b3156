"""Feeds followed: for each a task that waits until it is due, gets it, sends what is new, and remembers it.

    due ▸ fetch ▸ parse ▸ news ▸ articles (acknowledged) ▸ state (acknowledged) ▸ due

The articles are acknowledged before the state that knows them: a poller that dies in between sends them again, and
dedupe recognises them. What goes wrong with a feed is that feed's health, and no more. What goes wrong with Kafka ends
the process, which is started again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Final, Protocol

from pipeline.contract import Article, FeedSpec, FeedState
from pipeline.errors import BadInput, Fatal
from pipeline.feeds import counts, memory
from pipeline.feeds.draft import Origin
from pipeline.feeds.fetch import Fetched, FetchFailed, Validators, without_credentials
from pipeline.feeds.memory import Moment
from pipeline.feeds.parse import Parsed
from pipeline.feeds.schedule import Bounds

log = logging.getLogger(__name__)

AT_ONCE: Final = 50
"""Feeds that are fetched at the same time; each holds its body in memory."""

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


@dataclass(slots=True)
class Clock:
    """The time of day, and how it is waited for."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


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


class Poller:
    """Follows the feeds that it is told of while `run` lasts. Not for several threads."""

    def __init__(self, means: Means, states: dict[str, FeedState]) -> None:
        self._means = means
        self._states = states
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._specs: dict[str, FeedSpec] = {}
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._group: asyncio.TaskGroup | None = None

    @property
    def followed(self) -> int:
        """The number of feeds that are followed, without the paused ones."""
        return len(self._tasks)

    async def run(self, changes: Callable[["Poller"], Awaitable[None]]) -> None:
        """Follow feeds while `changes` tells of them; a fault of Kafka ends it as Fatal."""
        try:
            async with asyncio.TaskGroup() as self._group:
                await changes(self)
        except* Fatal as faults:
            raise faults.exceptions[0] from None

    async def listed(self, spec: FeedSpec, partition: int) -> None:
        """Follow a feed, or follow it as it is listed now."""
        if self._specs.get(spec.feed_id) == spec:
            return
        await self._leave(spec.feed_id)
        self._specs[spec.feed_id] = spec
        if not spec.paused and self._group is not None:
            self._tasks[spec.feed_id] = self._group.create_task(self._follow(spec, partition))
        counts.FEEDS.set(self.followed)

    async def unlisted(self, feed_id: str, partition: int) -> None:
        """Follow a feed no longer, and forget it."""
        await self._leave(feed_id)
        self._specs.pop(feed_id, None)
        if self._states.pop(feed_id, None) is not None:
            await self._means.outlet.state(feed_id, None, partition)
        counts.FEEDS.set(self.followed)

    async def _leave(self, feed_id: str) -> None:
        """End a feed's task, and wait until it has ended: two of them must never poll one feed."""
        if task := self._tasks.pop(feed_id, None):
            task.cancel()
            await asyncio.wait([task])

    async def _follow(self, spec: FeedSpec, partition: int) -> None:
        while True:
            state = self._states.get(spec.feed_id) or FeedState(feed_id=spec.feed_id)
            await self._until(state.next_poll)
            async with self._at_once:
                await self._poll(spec, state, partition)

    async def _until(self, time: datetime | None) -> None:
        if time is not None:
            await self._means.clock.sleep(max(0.0, (time - self._means.clock.now()).total_seconds()))

    async def _poll(self, spec: FeedSpec, state: FeedState, partition: int) -> None:
        with counts.POLL_SECONDS.time():
            state = await self._polled(spec, state)
            self._states[spec.feed_id] = state
            await self._means.outlet.state(spec.feed_id, state, partition)

    async def _polled(self, spec: FeedSpec, state: FeedState) -> FeedState:
        """Give the state after a poll; whatever is wrong with a feed is its own."""
        try:
            return await self._news(spec, state)
        except Fatal:
            raise
        except (FetchFailed, BadInput) as failure:
            return self._failed(spec, state, failure)
        except Exception as fault:
            log.warning("a fault of the poller", exc_info=fault, extra={"feed": without_credentials(spec.url)})
            return self._failed(spec, state, fault)

    def _failed(self, spec: FeedSpec, state: FeedState, failure: Exception) -> FeedState:
        counts.POLLS.labels("failed").inc()
        log.info("failed", extra={"feed": without_credentials(spec.url), "reason": failure})
        return memory.failed(state, failure, self._moment())

    async def _news(self, spec: FeedSpec, state: FeedState) -> FeedState:
        fetched = await self._means.fetch(spec.url, memory.validators(state))
        body = fetched.body
        if body is None or memory.body_hash(body) == state.body_hash:
            counts.POLLS.labels("unchanged").inc()
            return memory.unchanged(state, fetched, self._moment())
        counts.BYTES.inc(len(body))
        found = (await self._means.parse(body, self._origin(spec, fetched))).articles
        fresh = await self._means.complete(spec, memory.news(state, found))
        await self._means.outlet.articles(fresh)
        counts.ARTICLES.inc(len(fresh))
        counts.POLLS.labels("new").inc()
        log.info("read", extra={"feed": without_credentials(spec.url), "articles": len(found), "new": len(fresh)})
        return memory.read(state, fetched, body, found, self._moment())

    def _origin(self, spec: FeedSpec, fetched: Fetched) -> Origin:
        now = self._means.clock.now()
        return Origin(spec.url, fetched.url, fetched.content_type, spec.feed_id, now)

    def _moment(self) -> Moment:
        return Moment(self._means.clock.now(), self._means.bounds, self._means.chance)
