"""The records of some topics, committed ones alone, as they come: for what shows them and has no group to remember."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from aiokafka import AIOKafkaConsumer

from pipeline.kafka.clients import client_arguments
from pipeline.settings import Settings

Records = AsyncIterator[tuple[str, Any]]


@asynccontextmanager
async def tail(
    settings: Settings, topics: tuple[str, ...], since: Literal["earliest", "latest"]
) -> AsyncIterator[Records]:
    """Read all partitions of topics that exist, from their beginning or from now on.

    Gives pairs of a topic's name in the contract and aiokafka's record.
    """
    names = {settings.topic(topic): topic for topic in topics}
    consumer = AIOKafkaConsumer(
        *names, **client_arguments(settings), auto_offset_reset=since, isolation_level="read_committed",
        enable_auto_commit=False,
    )  # fmt: skip
    await consumer.start()
    try:
        for partition in consumer.assignment():
            await consumer.position(partition)  # "now" is this moment, not that of the first read
        yield _records(consumer, names)
    finally:
        await consumer.stop()


async def _records(consumer: AIOKafkaConsumer, names: dict[str, str]) -> Records:
    async for record in consumer:
        yield names[record.topic], record
