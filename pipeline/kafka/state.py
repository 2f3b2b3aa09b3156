"""What a stage remembers, on a compacted topic of one partition that it alone writes."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition

RESTORED_AT_ONCE: Final = 1000
"""Records between which the group's heartbeat and the health endpoint get their turn."""


async def read_state(client: Mapping[str, Any], topic: str, restore: Callable[[bytes], None]) -> int:
    """Read a compacted topic of one partition to its end; gives the number of records that were restored.

    Call it after the predecessor is fenced: nothing can be written behind the end then.
    """
    consumer = AIOKafkaConsumer(**client, isolation_level="read_committed", enable_auto_commit=False)
    await consumer.start()
    try:
        return await _read(consumer, TopicPartition(topic, 0), restore)
    finally:
        await consumer.stop()


async def _read(consumer: AIOKafkaConsumer, partition: TopicPartition, restore: Callable[[bytes], None]) -> int:
    consumer.assign([partition])
    await consumer.seek_to_beginning(partition)
    end = (await consumer.end_offsets([partition]))[partition]
    newest: dict[bytes, bytes] = {}
    while await consumer.position(partition) < end:
        for record in (await consumer.getmany(partition, timeout_ms=1000)).get(partition, ()):
            newest.pop(record.key, None)
            if record.value is not None:
                newest[record.key] = record.value
    for number, value in enumerate(newest.values()):
        restore(value)
        if number % RESTORED_AT_ONCE == 0:
            await asyncio.sleep(0)
    return len(newest)
