"""The records of some topics, committed ones alone, as they come: for what shows them and has no group to remember."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Literal

from aiokafka import AIOKafkaConsumer

from pipeline.kafka.clients import client_arguments
from pipeline.settings import Settings

Read = Callable[[float], Awaitable[list[tuple[str, Any]]]]
"""Waits so many seconds for records, and gives those that came: a topic's name in the contract, aiokafka's record."""


@asynccontextmanager
async def tail(
    settings: Settings, topics: tuple[str, ...], since: Literal["earliest", "latest"]
) -> AsyncIterator[Read]:
    """Read all partitions of topics that exist, from their beginning or from now on."""
    names = {settings.topic(topic): topic for topic in topics}
    consumer = AIOKafkaConsumer(
        *names, **client_arguments(settings), auto_offset_reset=since, isolation_level="read_committed",
        enable_auto_commit=False,
    )  # fmt: skip

    async def read(seconds: float) -> list[tuple[str, Any]]:
        found = await consumer.getmany(timeout_ms=round(seconds * 1000))
        return [(names[place.topic], record) for place, records in found.items() for record in records]

    await consumer.start()
    try:
        for partition in consumer.assignment():
            await consumer.position(partition)  # "now" is this moment, not that of the first read
        yield read
    finally:
        await consumer.stop()
