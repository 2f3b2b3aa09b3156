"""Who runs the stages and polls the feeds: the members of their consumer groups."""

from dataclasses import dataclass
from typing import Any, Final

from kafka import KafkaAdminClient

from pipeline.kafka.topics import STAGES
from pipeline.settings import Settings

POLLERS: Final = "poll"
"""The consumer group of the pollers; it reads the feed list, and is never behind."""


@dataclass(frozen=True)
class Member:
    """A process of a stage: where it runs, and how many partitions it has; a standby has none."""

    host: str
    partitions: int


@dataclass(frozen=True)
class Group:
    """A stage's consumer group; without members nothing runs. `state` is Kafka's word."""

    stage: str
    state: str
    members: tuple[Member, ...]


def groups(admin: KafkaAdminClient, settings: Settings) -> list[Group]:
    """Describe the group of every stage, and that of the pollers; one that never ran has no members.

    Only groups that exist are asked for: a cluster without any has nobody yet who could answer.
    """
    names = {settings.topic(stage): stage for stage in (*STAGES, POLLERS)}
    known = names.keys() & {row["group_id"] for row in admin.list_groups()}
    found = admin.describe_groups(sorted(known)) if known else {}
    return [_group(stage, found.get(name, {})) for name, stage in names.items()]


def _group(stage: str, row: dict[str, Any]) -> Group:
    return Group(stage, row.get("group_state", "Dead"), _members(row.get("members", [])))


def _members(rows: list[dict[str, Any]]) -> tuple[Member, ...]:
    return tuple(Member(str(row["client_host"]).lstrip("/"), _partitions(row["member_assignment"])) for row in rows)


def _partitions(assignment: object) -> int:
    """Count; while a group rebalances its members have no assignment."""
    topics = assignment.get("assigned_partitions", []) if isinstance(assignment, dict) else []
    return sum(len(topic["partitions"]) for topic in topics)
