"""The part of the feed list that is this poller's: partitions of the topic `feeds`, shared by a consumer group.

At each change of the group a poller lets go of everything, then reads the list and the states of the partitions that
it has now: what it remembers of them may be another's past. A poller that dies is missed after ten seconds.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError as GroupError
from kafka.errors import KafkaError

from pipeline.contract import FeedSpec, decode
from pipeline.errors import BadMessage, BrokerUnreachable, Fatal
from pipeline.feeds import catalogue, counts
from pipeline.feeds.poller import Outlet, Poller
from pipeline.health import Progress
from pipeline.kafka.clients import client_arguments
from pipeline.kafka.groups import POLLERS
from pipeline.settings import Settings

log = logging.getLogger(__name__)

_SESSION_MS: Final = 10_000
_HEARTBEAT_MS: Final = 3_000
_READ_MS: Final = 1_000
_LEAVE_SECONDS: Final = 1.0


class Share(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    """Gives a poller its feeds, and tells it of every change to them."""

    def __init__(self, settings: Settings, poller: Poller, outlet: Outlet, progress: Progress) -> None:
        self._settings = settings
        self._poller = poller
        self._outlet = outlet
        self._progress = progress
        self._assigned: frozenset[TopicPartition] | None = None
        self._generation = 0
        """Counts the assignments: a share that was read is another's if this has changed meanwhile."""
        self._taken = 0
        self._one_change = asyncio.Lock()

    async def on_partitions_revoked(self, _: Iterable[TopicPartition]) -> None:
        """Let go of all feeds; the group waits until nothing more is sent."""
        self._assigned = None
        self._generation += 1
        self._progress.left()
        async with self._one_change:
            await self._poller.leave()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Note what is to be taken."""
        self._assigned = frozenset(assigned)
        self._generation += 1

    async def follow(self) -> None:
        """Follow the list until the end of the process; raises Fatal where the broker is lost."""
        try:
            async with _joined(self._settings, self) as consumer, self._leaving():
                while True:
                    await self._look(consumer)
        except (GroupError, KafkaError, BrokerUnreachable) as error:
            raise Fatal(f"the feed list cannot be followed any more ({type(error).__name__}: {error})") from None

    @asynccontextmanager
    async def _leaving(self) -> AsyncIterator[None]:
        """Send to the end what was begun, before the group gives the feeds to others."""
        try:
            yield
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LEAVE_SECONDS):
                    await self._poller.leave()

    async def _look(self, consumer: Any) -> None:
        if self._assigned is not None and self._taken != self._generation:
            await self._take(consumer, self._assigned, self._generation)
        counts.FEEDS.set(self._poller.followed)
        if self._is_current(self._taken):
            self._progress.joined(self._poller.followed)
        for records in (await consumer.getmany(timeout_ms=_READ_MS)).values():
            for record in records:
                await self._change(record)

    async def _take(self, consumer: Any, share: frozenset[TopicPartition], generation: int) -> None:
        partitions = {place.partition for place in share}
        found = await asyncio.to_thread(catalogue.read, self._settings, partitions)
        if not self._is_current(generation):
            return
        self._taken = generation
        for place in share:
            consumer.seek(place, found.ends.get(place.partition, 0))
        self._poller.take(((one.spec, one.partition) for one in found.feeds.values()), found.states)
        log.info("following", extra={"feeds": len(found.feeds), "partitions": sorted(partitions)})
        await self._forget(generation, found.orphans)

    def _is_current(self, generation: int) -> bool:
        return self._assigned is not None and generation == self._generation

    async def _forget(self, generation: int, orphans: dict[str, int]) -> None:
        """Take away the states of feeds that were removed while nobody saw it."""
        for feed_id, partition in orphans.items():
            async with self._one_change:
                if self._is_current(generation):
                    await self._outlet.state(feed_id, None, partition)

    async def _change(self, record: Any) -> None:
        """Tell the poller of a change, unless it is to feeds that it has not taken yet, or that are its own no more."""
        async with self._one_change:
            if self._is_current(self._taken):
                await _tell(self._poller, record)


async def _tell(poller: Poller, record: Any) -> None:
    feed_id = record.key.decode("utf-8", "replace")
    if record.value is None:
        await poller.unlisted(feed_id, record.partition)
        return
    try:
        await poller.listed(decode(FeedSpec, record.value), record.partition)
    except BadMessage as error:
        log.warning("not a feed of the list: %s", error)


@asynccontextmanager
async def _joined(settings: Settings, listener: Share) -> AsyncIterator[Any]:
    """Give the consumer that is the poller's membership; leaving the block leaves the group at once."""
    consumer = AIOKafkaConsumer(
        **client_arguments(settings),
        group_id=settings.topic(POLLERS),
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
        session_timeout_ms=_SESSION_MS,
        heartbeat_interval_ms=_HEARTBEAT_MS,
    )
    consumer.subscribe([settings.topic(catalogue.SPECS)], listener=listener)
    try:
        await consumer.start()
        yield consumer
    finally:
        await consumer.stop()
