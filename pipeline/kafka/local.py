"""The embedded Kafka as the settings describe it; commands and tests start it from here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig
from pipeline.kafka.endpoint import FOLDER
from pipeline.kafka.installation import find_runtime
from pipeline.kafka.progress import shown_progress
from pipeline.settings import Settings


@contextmanager
def local_kafka(settings: Settings) -> Iterator[EmbeddedKafka]:
    """Run it while the context lasts; downloads show their progress."""
    java_home = os.environ.get("JAVA_HOME")
    with shown_progress() as progress:
        runtime = find_runtime(settings.kafka_jars, Path(java_home) if java_home else None, progress)
    with EmbeddedKafka(runtime, KafkaConfig(settings.data_dir / FOLDER, settings.kafka_port)) as kafka:
        yield kafka
