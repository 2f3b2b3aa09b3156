"""What tests with a real Kafka share."""

import pytest

from pipeline.kafka.clients import admin_client
from pipeline.kafka.topics import create_missing, topics
from pipeline.settings import Settings


@pytest.fixture
def settings(kafka: str, topic_prefix: str) -> Settings:
    """Give the settings of a pipeline with topics of its own."""
    made = Settings(bootstrap_servers=kafka, topic_prefix=topic_prefix)
    with admin_client(made) as admin:
        create_missing(admin, topics(made))
    return made
