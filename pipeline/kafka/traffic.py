"""How much came onto the topics lately, by their offsets: the log itself is the count, nothing has to be kept."""

import time
from dataclasses import dataclass
from typing import Final

from kafka import KafkaAdminClient, OffsetSpec, TopicPartition

from pipeline.kafka.clients import admin_client
from pipeline.kafka.lag import lags
from pipeline.kafka.topics import find, topics
from pipeline.settings import Settings

COUNTED: Final = ("articles", "events")
"""The intake and the output. Topics that are written in transactions hold offsets that are no messages."""
_SPANS: Final = {"minute": 60, "hour": 3600, "day": 86_400}


@dataclass(frozen=True)
class Traffic:
    """Messages on a topic: all that it keeps, and those of the last minute, hour and day."""

    topic: str
    kept: int
    minute: int
    hour: int
    day: int


def traffic(admin: KafkaAdminClient, settings: Settings) -> list[Traffic]:
    """Count the messages of the intake and the output, where they exist; both have one partition."""
    found = find(admin, topics(settings))
    places = {name: TopicPartition(settings.topic(name), 0) for name in COUNTED if settings.topic(name) in found}
    end = _offsets(admin, places, OffsetSpec.LATEST)
    start = _offsets(admin, places, OffsetSpec.EARLIEST)
    now = time.time()
    since = {span: _offsets(admin, places, int((now - seconds) * 1000)) for span, seconds in _SPANS.items()}
    return [
        Traffic(
            name, end[name] - start[name], **{span: _after(offsets[name], end[name]) for span, offsets in since.items()}
        )
        for name in places
    ]


def intake(settings: Settings) -> tuple[int, int]:
    """Give how many articles the intake keeps, and how many messages the stages have not done yet, all together."""
    with admin_client(settings) as admin:
        articles = sum(row.kept for row in traffic(admin, settings) if row.topic == "articles")
        return articles, sum(row.lag for row in lags(admin, settings))


def _offsets(admin: KafkaAdminClient, places: dict[str, TopicPartition], at: int) -> dict[str, int]:
    answers = admin.list_partition_offsets(dict.fromkeys(places.values(), at))
    return {name: int(answers[place].offset) for name, place in places.items()}


def _after(offset: int, end: int) -> int:
    """Count from the first message at or after a time; Kafka gives -1 where there is none."""
    return end - offset if offset >= 0 else 0
