"""What every test may use."""

from kafka_fixtures import kafka, kafka_cluster, kafka_runtime, topic_prefix

__all__ = ["kafka", "kafka_cluster", "kafka_runtime", "topic_prefix"]
