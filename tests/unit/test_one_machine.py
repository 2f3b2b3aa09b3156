"""How the services of one machine are started."""

from pathlib import Path

from pipeline.one_machine import POLLER, STAGES, child, environ
from pipeline.settings import load


def test_a_service_gets_every_setting_through_its_environment(tmp_path: Path) -> None:
    """What came from options or a file reaches the child; it reads back as the same settings."""
    settings = load({"FRONTWIRE_TOPIC_PREFIX": "west."}, data_dir=tmp_path, kafka_port=19092, poll_min_interval=5)
    given = load(environ(settings, 8081))
    assert given.bootstrap_servers == "127.0.0.1:19092"
    assert (given.topic_prefix, given.data_dir, given.poll_min_interval) == ("west.", tmp_path, 5)
    assert (given.health_host, given.health_port) == ("127.0.0.1", 8081)


def test_a_named_cluster_is_the_one_that_services_use() -> None:
    """BOOTSTRAP_SERVERS wins over the embedded Kafka's port."""
    settings = load({}, bootstrap_servers="kafka.example:9092")
    assert environ(settings, 1)["FRONTWIRE_BOOTSTRAP_SERVERS"] == "kafka.example:9092"


def test_pollers_stop_before_stages_within_ten_seconds() -> None:
    """The intake ends first; the graces of both, and Kafka's, fit into ten seconds."""
    stages = [child(service, {}) for service in STAGES]
    poller = child(POLLER, {})
    assert all(poller.rank < stage.rank for stage in stages)
    assert poller.grace + max(stage.grace for stage in stages) + 2.0 < 10
