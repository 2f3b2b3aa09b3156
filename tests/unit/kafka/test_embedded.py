import socket
from pathlib import Path

import pytest

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.data_folder import DataFolder
from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig, free_ports, require_free
from pipeline.kafka.java import Java
from pipeline.kafka.node import Runtime

NO_JAVA = Runtime(Java(Path("/nowhere"), "25.0.2"), ())


def test_free_ports_differ():
    """A node's two ports are never the same."""
    assert len(set(free_ports(50))) == 50


def test_a_port_is_free_again_after_its_connections_ended():
    """What the kernel remembers of closed connections does not keep a Kafka from its port at the next start."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java does
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    assert require_free(port) == port


def test_a_taken_port_stops_the_start_and_frees_the_folder(tmp_path):
    """The folder can be used at once when a start has failed."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        config = KafkaConfig(tmp_path / "kafka", server.getsockname()[1])
        with pytest.raises(BrokerUnreachable, match="is taken"):
            EmbeddedKafka(NO_JAVA, config).start()
    DataFolder(tmp_path / "kafka").acquire()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path):
    """A full disk or a file in the way ends as a line with the folder and the setting that names it."""
    kafka = EmbeddedKafka(NO_JAVA, KafkaConfig(tmp_path / "kafka", port=None))
    (tmp_path / "kafka").mkdir()
    (tmp_path / "kafka" / "format.json").write_text(
        '{"format":1,"kafka":"4.3.1","nodes":1,"cluster_id":"AAAAAAAAAAAAAAAAAAAAAA"}'
    )
    (tmp_path / "kafka" / "node-1").write_text("")
    with pytest.raises(BrokerUnreachable, match=r"cannot use .*kafka: .*FRONTWIRE_DATA_DIR"):
        kafka.start()


def test_a_java_that_cannot_be_run_is_one_clear_line(tmp_path):
    """A Java that has gone since it was found is an error and no traceback."""
    with pytest.raises(BrokerUnreachable, match="cannot use"):
        EmbeddedKafka(NO_JAVA, KafkaConfig(tmp_path / "kafka", port=None)).start()
