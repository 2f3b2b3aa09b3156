"""`frontwire status` and the tail, against a real Kafka."""

import asyncio
from pathlib import Path

import pytest
from kafka import KafkaProducer

from pipeline.cli.status import status
from pipeline.contract import FeedSpec, encode
from pipeline.kafka.clients import admin_client
from pipeline.kafka.tail import tail
from pipeline.kafka.topics import create_missing, topics
from pipeline.kafka.traffic import intake
from pipeline.settings import Settings

pytestmark = pytest.mark.kafka


@pytest.fixture
def settings(kafka: str, topic_prefix: str, tmp_path: Path) -> Settings:
    """Give the settings of a pipeline without topics."""
    return Settings(bootstrap_servers=kafka, topic_prefix=topic_prefix, data_dir=tmp_path)


def send(settings: Settings, topic: str, *values: bytes, headers: list[tuple[str, bytes]] | None = None) -> None:
    """Send values, each under itself as its key; acknowledged when this returns."""
    with KafkaProducer(bootstrap_servers=settings.bootstrap_servers) as producer:
        for value in values:
            producer.send(settings.topic(topic), value, value, headers=headers)
        producer.flush()


def test_a_cluster_without_topics_has_a_status(settings: Settings) -> None:
    """Before the first start there is nothing, and that is no error."""
    with admin_client(settings) as admin:
        found = status(admin, settings)
    assert (found.brokers, found.traffic, found.feeds.listed, found.dead_letters) == (1, [], 0, {})
    members = {stage.stage: len(stage.members) for stage in found.stages}
    assert members == {"dedupe": 0, "extract": 0, "link": 0, "poll": 0}


def test_what_came_what_waits_and_what_died_is_counted(settings: Settings) -> None:
    """Articles of the last minute, the lag of a stage that does not run, a letter by stage, a feed by health."""
    letter = {"topic": "articles", "partition": "0", "offset": "4", "stage": "dedupe", "error": "not JSON"}
    told = letter | {"attempts": "1", "time": "2024-01-01T00:00:00+00:00"}
    with admin_client(settings) as admin:
        create_missing(admin, topics(settings))
        send(settings, "articles", b"one", b"two", b"three")
        send(settings, "dead-letters", b"\xff", headers=[(name, value.encode()) for name, value in told.items()])
        send(settings, "feeds", encode(FeedSpec(feed_id="a", url="https://feed.example/")))
        found = status(admin, settings)
    articles = next(row for row in found.traffic if row.topic == "articles")
    assert (articles.kept, articles.minute, articles.hour, articles.day) == (3, 3, 3, 3)
    assert next(stage.behind for stage in found.stages if stage.stage == "dedupe") == 3
    assert found.dead_letters == {"dedupe": 1}
    assert found.feeds.health == {"unknown": 1}
    assert intake(settings) == (3, 3)


def test_a_tail_reads_what_comes_after_it_was_opened(settings: Settings) -> None:
    """From `latest` nothing earlier is shown and nothing later is missed; topics have the contract's names."""
    with admin_client(settings) as admin:
        create_missing(admin, topics(settings))
    send(settings, "events", b"before")

    async def follow() -> list[tuple[str, bytes]]:
        async with tail(settings, ("events", "dead-letters"), "latest") as read:
            await asyncio.to_thread(send, settings, "events", b"after")
            found: list[tuple[str, bytes]] = []
            while not found:
                found += [(topic, record.value) for topic, record in await read(0.2)]
            return found

    assert asyncio.run(follow()) == [("events", b"after")]
