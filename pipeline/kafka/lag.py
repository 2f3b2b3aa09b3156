"""How far the stages are behind: the messages on their inputs that they have not acknowledged."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kafka import KafkaAdminClient, KafkaConsumer, OffsetSpec, TopicPartition
from kafka.errors import RetriableError

from pipeline.kafka.clients import client_arguments
from pipeline.kafka.topics import STAGES, find, topics
from pipeline.settings import Settings

LOOK_SECONDS: Final = 5.0
POLL_MS: Final = 50


@dataclass(frozen=True)
class Lag:
    """A stage on one partition: the offset that it has committed (None: none yet), the log's end, and what is between.

    `lag` counts offsets from the first message that is left to read; 0 where there is none.
    """

    stage: str
    topic: str
    partition: int
    committed: int | None
    end: int
    lag: int


def lags(admin: KafkaAdminClient, settings: Settings) -> list[Lag]:
    """Give the lag of every stage on every partition of its input; topics that do not exist have no rows."""
    found = find(admin, topics(settings))
    rows: list[Lag] = []
    with _reading(settings) as consumer:
        for stage, topic in ((stage, settings.topic(name)) for stage, names in STAGES.items() for name in names):
            if topic in found:
                rows.extend(_of_stage(admin, consumer, settings.topic(stage), stage, topic, found[topic].partitions))
    return rows


def _reading(settings: Settings) -> Any:
    return KafkaConsumer(**client_arguments(settings), isolation_level="read_committed", enable_auto_commit=False)


def _of_stage(
    admin: KafkaAdminClient, consumer: KafkaConsumer, group: str, stage: str, topic: str, partitions: int
) -> Iterator[Lag]:
    places = [TopicPartition(topic, number) for number in range(partitions)]
    starts = admin.list_partition_offsets(dict.fromkeys(places, OffsetSpec.EARLIEST))
    ends = admin.list_partition_offsets(dict.fromkeys(places, OffsetSpec.LATEST))
    offsets = _committed(admin, group, places)
    for place in places:
        committed = offsets[place].offset if place in offsets and offsets[place].offset >= 0 else None
        start, end = starts[place].offset, ends[place].offset
        first = _first_unread(consumer, place, max(start, committed or 0), end)
        yield Lag(stage, topic, place.partition, committed, end, end - first)


def _committed(admin: KafkaAdminClient, group: str, places: list[TopicPartition]) -> dict[TopicPartition, Any]:
    """Ask for a group's offsets; in a new cluster the first question makes the topic that holds them, and fails."""
    deadline = time.monotonic() + LOOK_SECONDS
    while True:
        try:
            found: dict[TopicPartition, Any] = admin.list_group_offsets({group: places}).get(group, {})
        except RetriableError:
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_MS / 1000)
        else:
            return found


def _first_unread(consumer: KafkaConsumer, place: TopicPartition, position: int, end: int) -> int:
    """Give the offset of the first message at or after a position, or the end.

    The end alone would not do: a transaction's marker takes an offset and is never acknowledged, so that a stage that
    has read everything would be one behind for ever.
    """
    if position >= end:
        return end
    consumer.assign([place])
    consumer.seek(place, position)
    deadline = time.monotonic() + LOOK_SECONDS
    while consumer.position(place) < end and time.monotonic() < deadline:
        for records in consumer.poll(POLL_MS, max_records=1).values():
            return int(records[0].offset)
    return min(end, int(consumer.position(place)))
