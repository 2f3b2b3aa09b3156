"""The contract's topics as data, and how they compare with those of a cluster.

Missing ones are created; those that differ are reported and never altered, since a site may have its reasons.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from pipeline.errors import FrontwireError
from pipeline.settings import Settings

KIB: Final = 1024
MIB: Final = 1024 * KIB
DAY_MS: Final = 24 * 60 * 60 * 1000
FEED_PARTITIONS: Final = 12
COMPACTED_SEGMENT: Final = 8 * MIB
"""The newest segment of a partition is never compacted, and who starts reads the whole partition."""

STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "dedupe": ("articles",),
    "extract": ("articles.unique",),
    "link": ("events", "articles.extracted", "articles.duplicate"),
}
"""The stages and the topics that each reads; a stage's consumer group has the stage's name."""


@dataclass(frozen=True)
class Topic:
    """A topic as it should be, under its full name."""

    name: str
    partitions: int
    cleanup: Literal["delete", "compact"]
    retention_ms: int | None
    max_bytes: int
    replicas: int
    written_by: str

    @property
    def configs(self) -> dict[str, str]:
        """Kafka's settings of the topic; a compacted one has no retention by time, and is compacted soon."""
        values = {
            "cleanup.policy": self.cleanup,
            "segment.bytes": COMPACTED_SEGMENT if self.cleanup == "compact" else None,
            "retention.ms": self.retention_ms,
            "max.message.bytes": self.max_bytes,
            "min.insync.replicas": max(1, self.replicas - 1),
        }
        return {name: str(value) for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class Difference:
    """A setting of an existing topic that is not as the contract has it."""

    topic: str
    setting: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.topic}: {self.setting} is {self.found}, expected {self.expected}"


def topics(settings: Settings) -> tuple[Topic, ...]:
    """Give the contract's table of topics under the site's settings."""
    kept, year = settings.retention_days * DAY_MS, 365 * DAY_MS
    wide, replicas = settings.extract_partitions, settings.replication_factor
    rows: list[tuple[str, int, Literal["delete", "compact"], int | None, int, str]] = [
        ("articles", 1, "delete", kept, MIB, "pollers, replay"),
        ("articles.unique", wide, "delete", kept, 3 * MIB // 2, "dedupe"),
        ("articles.duplicate", 1, "delete", kept, 64 * KIB, "dedupe"),
        ("articles.extracted", wide, "compact", None, 64 * KIB, "extract"),
        ("events", 1, "delete", year, MIB, "extract"),
        ("incidents", 1, "compact", None, MIB, "link"),
        ("dedupe.state", 1, "compact", None, 64 * KIB, "dedupe"),
        ("link.state", 1, "compact", None, MIB, "link"),
        ("link.articles", 1, "compact", None, 256 * KIB, "link"),
        ("dead-letters", 1, "delete", year, 2 * MIB, "every stage"),
        ("feeds", FEED_PARTITIONS, "compact", None, 64 * KIB, "feeds"),
        ("feeds.state", FEED_PARTITIONS, "compact", None, MIB, "pollers"),
    ]
    return tuple(
        Topic(settings.topic(name), partitions, cleanup, retention, size, replicas, by)
        for name, partitions, cleanup, retention, size, by in rows
    )


@dataclass(frozen=True)
class Found:
    """A topic as a cluster has it."""

    partitions: int
    replicas: int
    configs: Mapping[str, str]


def differences(topic: Topic, found: Found) -> list[Difference]:
    """Compare a topic with the one of the cluster."""
    expected = {"partitions": str(topic.partitions), "replicas": str(topic.replicas), **topic.configs}
    actual = {"partitions": str(found.partitions), "replicas": str(found.replicas), **found.configs}
    return [
        Difference(topic.name, setting, value, actual.get(setting, "unknown"))
        for setting, value in expected.items()
        if actual.get(setting, "unknown") != value
    ]


def find(admin: KafkaAdminClient, wanted: Iterable[Topic]) -> dict[str, Found]:
    """Describe those of the topics that exist, by full name."""
    names = {topic.name for topic in wanted}
    described = {row["name"]: row for row in admin.describe_topics(sorted(names)) if row["error_code"] == 0}
    if not described:
        return {}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in described]
    configs = admin.describe_configs(resources, config_filter="all")["topic"]
    return {name: _found(row, configs[name]) for name, row in described.items()}


def _found(row: dict[str, Any], configs: dict[str, dict[str, Any]]) -> Found:
    replicas = min(len(partition["replica_nodes"]) for partition in row["partitions"])
    return Found(len(row["partitions"]), replicas, {name: str(config["value"]) for name, config in configs.items()})


def create_missing(admin: KafkaAdminClient, wanted: Iterable[Topic]) -> list[str]:
    """Create the topics that do not exist, wait until they can be used, and give their names.

    Another process may do the same at the same time.
    """
    missing = {topic.name: topic for topic in wanted}
    for name in find(admin, missing.values()):
        del missing[name]
    if not missing:
        return []
    answer = admin.create_topics({name: _creation(topic) for name, topic in missing.items()}, raise_errors=False)
    for row in answer["topics"]:
        _require_created(row, missing[row["name"]])
    admin.wait_for_topics(list(missing))
    return list(missing)


def _creation(topic: Topic) -> dict[str, Any]:
    return {"num_partitions": topic.partitions, "replication_factor": topic.replicas, "configs": topic.configs}


def _require_created(row: dict[str, Any], topic: Topic) -> None:
    error: type[KafkaError] = for_code(row["error_code"])
    if row["error_code"] == 0 or error is TopicAlreadyExistsError:
        return
    why = row["error_message"] or error.__name__
    hint = f" (FRONTWIRE_REPLICATION_FACTOR is {topic.replicas})" if "replication factor" in why.lower() else ""
    raise FrontwireError(f"topic {topic.name} cannot be created: {why}{hint}")
