"""The Apache Kafka of the tests: one node for the session, and clusters of three for tests that lose a node.

Each is in a folder of its own and on free ports, so that sessions on one machine do not meet. Tests share the session's
node and keep apart by topic names of their own (`topic_prefix`).
"""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig
from pipeline.kafka.installation import find_runtime
from pipeline.kafka.node import Runtime
from pipeline.kafka.progress import shown_progress


@pytest.fixture(scope="session")
def kafka_runtime() -> Runtime:
    """Give the Java and the jars that Kafka runs on; a cold cache is filled."""
    jars, java_home = os.environ.get("FRONTWIRE_KAFKA_JARS"), os.environ.get("JAVA_HOME")
    with shown_progress() as progress:
        return find_runtime(Path(jars) if jars else None, Path(java_home) if java_home else None, progress)


@pytest.fixture(scope="session")
def kafka(kafka_runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the bootstrap address of a Kafka that lasts for the session."""
    config = KafkaConfig(tmp_path_factory.mktemp("kafka"), port=None)
    with EmbeddedKafka(kafka_runtime, config) as running:
        yield running.bootstrap_servers


@pytest.fixture
def kafka_cluster(kafka_runtime: Runtime, tmp_path: Path) -> Iterator[EmbeddedKafka]:
    """Give a cluster of three nodes for one test, which may kill nodes and start them again."""
    with EmbeddedKafka(kafka_runtime, KafkaConfig(tmp_path / "cluster", port=None, nodes=3)) as running:
        yield running


@pytest.fixture
def topic_prefix() -> str:
    """Give a prefix that no other test's topics have."""
    return f"t{uuid.uuid4().hex[:8]}."
