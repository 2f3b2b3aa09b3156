"""A stage as a process: every message gets its verdict, and what came of it is acknowledged before its offset is.

Faust commits a batch when the agent asks for the next one, however the last one ended. So nothing may leave a batch
but its end: what cannot be done ends the process at once, with the status that asks for a new start.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, Protocol, cast

import faust
from faust.types import TP

from agents.application import application
from pipeline.errors import Fatal
from pipeline.health import Progress
from pipeline.kafka.clients import client_arguments
from pipeline.kafka.dead_letters import dead_letter, is_for
from pipeline.kafka.outbox import TransactionalOutbox
from pipeline.kafka.state import read_state
from pipeline.kafka.topics import STAGES
from pipeline.metrics import BATCH_SECONDS, MESSAGES
from pipeline.settings import Settings
from pipeline.stages.message import DeadLettered, Incoming, Outgoing, Verdict

log = logging.getLogger(__name__)

WITHIN: Final = 0.05
"""Seconds for which a batch waits for more messages."""

Stream = faust.Stream[bytes]
Event = faust.EventT[Any]
Body = Callable[[Any], Awaitable[None]]


def die(stage: str, error: BaseException) -> None:
    """End the process now: every other way out leads through Faust, which would acknowledge the batch."""
    trace = error if log.isEnabledFor(logging.DEBUG) else None
    log.critical(
        "%s cannot go on and is to be started again: %s: %s", stage, type(error).__name__, error, exc_info=trace
    )
    logging.shutdown()
    os._exit(Fatal.exit_status)


class Resource(Protocol):
    """What is opened before the first message and closed after the last."""

    async def open(self) -> None:
        """Make it ready."""

    async def close(self) -> None:
        """Let it go."""


class Outbox(Resource, Protocol):
    """Where everything goes that a stage sends."""

    async def send(self, outputs: Sequence[Outgoing]) -> None:
        """Send, and return when it is acknowledged."""


class Stage(Protocol):
    """A stage with a memory."""

    @property
    def restores(self) -> Mapping[str, Callable[[bytes], None]]:
        """The topics of what it remembers, and what takes in a record of each."""

    @property
    def drops(self) -> Mapping[str, Callable[[bytes], None]]:
        """Those of them that are too large to read twice, and what forgets a key of each."""

    def __call__(self, incoming: Incoming) -> Verdict:
        """Give the verdict on a message, and remember it."""


class Service:
    """A stage's App and all that its agent needs around the batches."""

    ordered: ClassVar = False
    """Whether it is one task, whatever the number of processes."""

    def __init__(self, name: str, settings: Settings, outbox: Outbox, *resources: Resource) -> None:
        self.name = name
        self.settings = settings
        self.outbox = outbox
        self.resources = (*resources, outbox)
        self.app = application(name, settings, ordered=self.ordered)
        self.progress = Progress()
        self.ready = asyncio.Event()
        """Set while the assignment is taken over: nothing is processed before."""
        self.app.on_partitions_assigned.connect(self._assigned)
        self.app.on_partitions_revoked.connect(self._revoked)

    def agent(self, body: Body) -> Any:
        """Make a function the agent of the stage's topics; it is given raw bytes, so that poison reaches it."""
        names = map(self.settings.topic, STAGES[self.name])
        raw = faust.Schema[bytes, bytes](key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")
        return self.app.agent(self.app.topic(*names, schema=raw), name=self.name)(body)

    @asynccontextmanager
    async def batch(self, events: Sequence[Event]) -> AsyncIterator[list[Incoming]]:
        """Give the messages of a batch; the block ends when all that came of them is acknowledged, or the process."""
        try:
            await self.ready.wait()
            self.progress.begin()
            with BATCH_SECONDS.labels(self.name).time():
                messages = (_incoming(event) for event in events)
                yield [message for message in messages if is_for(message.headers, self.name)]
            self.progress.done(await self._behind())
        except BaseException as error:
            die(self.name, error)
            raise

    async def settle(self, messages: Sequence[Incoming], verdicts: Sequence[Verdict]) -> None:
        """Send what came of each message, and then the receipts; returns when both are acknowledged."""
        pairs = zip(messages, verdicts, strict=True)
        await self.outbox.send([output for message, verdict in pairs for output in self._outputs(message, verdict)])
        await self.outbox.send([verdict.receipt for verdict in verdicts if verdict.receipt])

    def _outputs(self, message: Incoming, verdict: Verdict) -> Iterator[Outgoing]:
        if isinstance(verdict, DeadLettered):
            where = f"{message.topic} {message.partition}/{message.offset}"
            log.warning("%s goes to the dead letters: %s", where, verdict.error)
            MESSAGES.labels(self.name, "dead-lettered").inc()
            yield dead_letter(message, self.name, verdict.error, verdict.attempts, datetime.now(UTC))
        else:
            MESSAGES.labels(self.name, "emitted").inc()
            yield from verdict.outputs

    async def _behind(self) -> int:
        """Count the messages not yet taken from the broker; where that cannot be said now, say nothing."""
        consumer, behind = self.app.consumer, 0
        with contextlib.suppress(Exception):
            async with asyncio.timeout(1):
                for tp in consumer.assignment():
                    behind += max(0, consumer.highwater(tp) - (await consumer.position(tp) or 0))
        return behind

    async def take_over(self) -> None:
        """Make ready for the partitions that were assigned."""

    async def open(self) -> None:
        """Open everything, before the group is joined."""
        for resource in self.resources:
            await resource.open()

    async def close(self) -> None:
        """Close everything."""
        for resource in reversed(self.resources):
            await resource.close()

    async def _assigned(self, *args: Any, **_: Any) -> None:
        assigned: set[TP] = args[1]
        try:
            if assigned:
                await self.take_over()
        except BaseException as error:
            die(self.name, error)
            raise
        self.progress.joined(len(assigned))
        log.info("%s has %d partitions", self.name, len(assigned))
        self.ready.set()

    async def _revoked(self, *_: Any, **__: Any) -> None:
        """Close the gate; Faust has waited until the batch in hand was done."""
        self.ready.clear()
        self.progress.left()


class OrderedService(Service):
    """A stage with state, in the order of one partition: state and outputs of a batch are one transaction.

    Whoever is assigned the partition fences the one before, and only then reads what it has remembered.
    """

    ordered = True

    def __init__(self, name: str, settings: Settings, stage: Callable[[], Stage]) -> None:
        outbox = TransactionalOutbox(client_arguments(settings), settings.topic, settings.topic(name))
        super().__init__(name, settings, outbox)
        self._new = stage
        self.stage = stage()

    async def open(self) -> None:
        """Open nothing yet: a standby must not fence the one at work."""

    async def take_over(self) -> None:
        """Fence the predecessor and remember what it remembered, however long that takes."""
        self.progress.loading = True
        await self.outbox.open()
        self.stage = self._new()
        for name, restore in self.stage.restores.items():
            topic = self.settings.topic(name)
            count = await read_state(client_arguments(self.settings), topic, restore, self.stage.drops.get(name))
            log.info("%s remembers %d records of %s", self.name, count, topic)


def _incoming(event: Event) -> Incoming:
    message = event.message
    headers = cast("list[tuple[str, bytes | None]]", message.headers or [])  # a Mapping only where Faust makes one
    return Incoming(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=tuple((name, value or b"") for name, value in headers),  # Kafka's may be null
        timestamp=round((message.timestamp or 0) * 1000),
    )
