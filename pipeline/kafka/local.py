"""The embedded Kafka as the settings describe it; commands and tests start it from here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig
from pipeline.kafka.endpoint import FOLDER
from pipeline.kafka.installation import find_runtime
from pipeline.kafka.node import Runtime
from pipeline.kafka.progress import shown_progress
from pipeline.settings import Settings


def local_runtime(settings: Settings) -> Runtime:
    """Find or download what it runs on; downloads show their progress."""
    java_home = os.environ.get("JAVA_HOME")
    with shown_progress() as progress:
        return find_runtime(settings.kafka_jars, Path(java_home) if java_home else None, progress)


def embedded_kafka(settings: Settings, runtime: Runtime) -> EmbeddedKafka:
    """Give the one of DATA_DIR and KAFKA_PORT, not started yet."""
    return EmbeddedKafka(runtime, KafkaConfig(settings.data_dir / FOLDER, settings.kafka_port))


@contextmanager
def local_kafka(settings: Settings) -> Iterator[EmbeddedKafka]:
    """Run it while the context lasts."""
    with embedded_kafka(settings, local_runtime(settings)) as kafka:
        yield kafka
