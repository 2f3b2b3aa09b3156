"""What every test may use."""

from hypothesis import HealthCheck, settings
from kafka_fixtures import kafka, kafka_cluster, kafka_runtime, topic_prefix

# No test asserts a time: on a busy machine an example of a few milliseconds takes half a second.
settings.register_profile("frontwire", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("frontwire")

__all__ = ["kafka", "kafka_cluster", "kafka_runtime", "topic_prefix"]
