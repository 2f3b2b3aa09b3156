"""What a stage remembers, on a compacted topic of one partition that it alone writes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

RESTORED_AT_ONCE: Final = 1000
"""Records between which the group's heartbeat and the health endpoint get their turn."""

Restore = Callable[[bytes], None]


async def read_state(
    client: Mapping[str, Any], topic: str, restore: Restore, drop: Callable[[bytes], None] | None = None
) -> int:
    """Read a compacted topic of one partition to its end; gives the number of records that were restored.

    Of each key the newest value is restored, in the order of their writing, when all is read. Where `drop` is given
    each is restored as it comes, and a key dropped whose value was deleted: a state of millions need not stand in
    memory twice. Call it after the predecessor is fenced: nothing can be written behind the end then.
    """
    consumer = AIOKafkaConsumer(**client, isolation_level="read_committed", enable_auto_commit=False)
    await consumer.start()
    try:
        records = _records(consumer, TopicPartition(topic, 0))
        return await (_newest(records, restore) if drop is None else _each(records, restore, drop))
    finally:
        await consumer.stop()


async def _records(consumer: AIOKafkaConsumer, partition: TopicPartition) -> AsyncIterator[ConsumerRecord]:
    consumer.assign([partition])
    await consumer.seek_to_beginning(partition)
    end = (await consumer.end_offsets([partition]))[partition]
    while await consumer.position(partition) < end:
        for record in (await consumer.getmany(partition, timeout_ms=1000)).get(partition, ()):
            yield record


async def _newest(records: AsyncIterator[ConsumerRecord], restore: Restore) -> int:
    newest: dict[bytes, bytes] = {}
    async for record in records:
        newest.pop(record.key, None)
        if record.value is not None:
            newest[record.key] = record.value
    for number, value in enumerate(newest.values()):
        restore(value)
        if number % RESTORED_AT_ONCE == 0:
            await asyncio.sleep(0)
    return len(newest)


async def _each(records: AsyncIterator[ConsumerRecord], restore: Restore, drop: Callable[[bytes], None]) -> int:
    number = 0
    async for record in records:
        if record.value is None:
            drop(record.key)
        else:
            restore(record.value)
        number += 1
        if number % RESTORED_AT_ONCE == 0:
            await asyncio.sleep(0)
    return number
