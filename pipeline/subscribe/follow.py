"""Records of a topic as they come, without a group: nobody's offsets are moved. Committed records only."""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from kafka import KafkaConsumer, TopicPartition

from pipeline.errors import FrontwireError
from pipeline.kafka.clients import client_arguments
from pipeline.settings import Settings
from pipeline.subscribe.begin import Begin

_POLL_MS: Final = 200
_RECONNECT_MS: Final = 1000
"""The client's own longest pause is 30 s, for which a broker that is back would not be seen."""
_LARGEST: Final = 4 * 1024 * 1024
"""Bytes that a fetch may bring of one partition; more than the largest message of any topic."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is on the topic; `timestamp` in milliseconds since 1970, when it was sent."""

    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = ()


@contextmanager
def follow(
    settings: Settings, topic: str, begin: Begin, until_idle: float | None = None
) -> Generator[Iterator[Record]]:
    """Give the records of a topic (full name) for ever, or until none has come for so many seconds.

    "Latest" is the moment at which the block begins. The broker was seen to answer; one that goes away is waited for.
    """
    consumer = KafkaConsumer(
        **client_arguments(settings),
        isolation_level="read_committed",
        enable_auto_commit=False,
        max_partition_fetch_bytes=_LARGEST,
        reconnect_backoff_max_ms=_RECONNECT_MS,
    )
    try:
        _seek(consumer, topic, begin)
        yield _records(consumer, until_idle)
    finally:
        consumer.close(autocommit=False)


def _seek(consumer: KafkaConsumer, topic: str, begin: Begin) -> None:
    partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
    if not partitions:
        raise FrontwireError(f"there is no topic {topic}: `frontwire topics create` makes the pipeline's")
    consumer.assign(partitions)
    if begin == "beginning":
        consumer.seek_to_beginning(*partitions)
    elif begin == "latest":
        consumer.seek_to_end(*partitions)
    else:
        _seek_time(consumer, partitions, int(begin.timestamp() * 1000))
    for partition in partitions:
        consumer.position(partition)  # asked for now, not at the first fetch


def _seek_time(consumer: KafkaConsumer, partitions: list[TopicPartition], milliseconds: int) -> None:
    found = consumer.offsets_for_times(dict.fromkeys(partitions, milliseconds))
    for partition in partitions:
        if (at := found.get(partition)) is not None:
            consumer.seek(partition, at.offset)
        else:
            consumer.seek_to_end(partition)


def _records(consumer: KafkaConsumer, until_idle: float | None) -> Iterator[Record]:
    last = time.monotonic()
    while until_idle is None or time.monotonic() - last < until_idle:
        batch = consumer.poll(_POLL_MS)
        for records in batch.values():
            yield from map(_record, records)
        if batch:
            last = time.monotonic()


def _record(found: Any) -> Record:
    return Record(found.partition, found.offset, found.timestamp, found.key, found.value, tuple(found.headers or ()))
