"""Read a topic from its beginning to the end that it has now, or one record of it."""

import time
from collections.abc import Container, Iterator
from typing import Any, Final

from kafka import KafkaConsumer, TopicPartition

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.clients import client_arguments
from pipeline.settings import Settings

POLL_MS: Final = 100
PATIENCE_SECONDS: Final = 30.0


def read_to_end(settings: Settings, topic: str, partitions: Container[int] | None = None) -> Iterator[Any]:
    """Give the committed records of some partitions or all, each in order; none of a topic that does not exist."""
    with _consumer(settings) as consumer:
        numbers = sorted(consumer.partitions_for_topic(topic) or ())
        places = [TopicPartition(topic, number) for number in numbers if partitions is None or number in partitions]
        if not places:
            return
        consumer.assign(places)
        consumer.seek_to_beginning(*places)
        yield from _until(consumer, consumer.end_offsets(places))


def read_at(settings: Settings, topic: str, offset: int) -> Any:
    """Give the first record of partition 0 at or after an offset; None where none is left."""
    place = TopicPartition(topic, 0)
    with _consumer(settings) as consumer:
        consumer.assign([place])
        consumer.seek(place, offset)
        return next(_until(consumer, consumer.end_offsets([place])), None)


def _consumer(settings: Settings) -> KafkaConsumer:
    return KafkaConsumer(
        **client_arguments(settings),
        isolation_level="read_committed",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )


def _until(consumer: KafkaConsumer, ends: dict[TopicPartition, int]) -> Iterator[Any]:
    """Poll up to the ends; a transaction's marker there is no record, but the position goes past it."""
    last = time.monotonic()
    while any(consumer.position(place) < end for place, end in ends.items()):
        for records in consumer.poll(POLL_MS).values():
            yield from records
            last = time.monotonic()
        if time.monotonic() - last > PATIENCE_SECONDS:
            raise BrokerUnreachable(f"the broker gives nothing more of {next(iter(ends)).topic}: is it still there?")
