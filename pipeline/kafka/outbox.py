"""What the stages send, acknowledged before the offset of what it came from.

TransactionalOutbox   state and outputs of a batch, all or nothing (dedupe, link)
IdempotentOutbox      outputs of a batch, each acknowledged (extract)

Faust's own producer is not used: it acknowledges a batch whether or not its outputs have arrived. Everything that
goes wrong here is fatal to the process, a lost broker too; who has been fenced gets ProducerFenced at its next send.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from aiokafka import AIOKafkaProducer

from pipeline.stages.message import Outgoing

DEADLINE: Final = 20.0
"""Seconds for a batch to be acknowledged: the broker may change its leader in that time, and not be gone."""
LARGEST_REQUEST: Final = 4 * 1024 * 1024
"""Bytes of a request; the largest topic, dead-letters, takes 2 MiB."""
TRANSACTION_SECONDS: Final = 15
"""A transaction that was left open is aborted after so long; it hides what stands behind it from its readers."""

Client = Mapping[str, Any]
Name = Callable[[str], str]


class IdempotentOutbox:
    """Sends, and waits for every acknowledgement. `name` gives a topic's full name."""

    def __init__(self, client: Client, name: Name) -> None:
        self._client = client
        self._name = name
        self._producer: AIOKafkaProducer | None = None

    async def open(self) -> None:
        """Connect."""
        await self._start(enable_idempotence=True)

    async def _start(self, **options: Any) -> None:
        async with asyncio.timeout(DEADLINE):
            await self.close()
        producer = AIOKafkaProducer(
            **self._client, acks="all", max_request_size=LARGEST_REQUEST, request_timeout_ms=15_000, **options
        )
        async with asyncio.timeout(DEADLINE):
            await producer.start()
        self._producer = producer

    @property
    def _connected(self) -> AIOKafkaProducer:
        if self._producer is None:
            raise RuntimeError("the outbox is not open")
        return self._producer

    async def send(self, outputs: Sequence[Outgoing]) -> None:
        """Send a batch; returns when the brokers have all of it."""
        async with asyncio.timeout(DEADLINE):
            await self._deliver(outputs)

    async def _deliver(self, outputs: Sequence[Outgoing]) -> None:
        await asyncio.gather(*[await self._begun(one) for one in outputs])

    async def _begun(self, one: Outgoing) -> asyncio.Future[Any]:
        key = b"" if one.key is None and one.value is None else one.key  # aiokafka wants either
        headers = list(one.headers)
        sent: asyncio.Future[Any] = await self._connected.send(self._name(one.topic), one.value, key, headers=headers)
        return sent

    async def close(self) -> None:
        """Disconnect."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None


class TransactionalOutbox(IdempotentOutbox):
    """Sends all of a batch or nothing. Of those with one `identity` only the one that was opened last can send."""

    def __init__(self, client: Client, name: Name, identity: str) -> None:
        super().__init__(client, name)
        self._identity = identity

    async def open(self) -> None:
        """Connect, fence a predecessor, and abort what it has left open."""
        await self._start(transactional_id=self._identity, transaction_timeout_ms=TRANSACTION_SECONDS * 1000)

    async def send(self, outputs: Sequence[Outgoing]) -> None:
        """Send a batch; returns when it is committed, after which all of it is seen by readers.

        What fails is not aborted here: that would wait for a lost broker without end. Whoever is opened next aborts it.
        """
        if outputs:
            async with asyncio.timeout(DEADLINE):
                await self._connected.begin_transaction()
                await self._deliver(outputs)
                await self._connected.commit_transaction()
