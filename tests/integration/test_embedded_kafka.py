"""The embedded Kafka under what happens to it: kills, taken ports, foreign folders, no network. Real processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig, free_ports
from pipeline.kafka.endpoint import FOLDER, read_endpoint
from pipeline.kafka.node import Runtime

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

NO_PROXY = {"http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1", "no_proxy": "127.0.0.1"}
"""A network that answers nothing but this machine."""


def create(bootstrap: str, topic: str, replicas: int = 1) -> None:
    """Create a topic of one partition."""
    with KafkaAdminClient(bootstrap_servers=bootstrap) as admin:
        admin.create_topics({topic: {"num_partitions": 1, "replication_factor": replicas}}, wait_for_metadata=True)


def send(bootstrap: str, topic: str, values: list[bytes]) -> None:
    """Send and wait for every acknowledgement."""
    with KafkaProducer(bootstrap_servers=bootstrap) as producer:
        for future in [producer.send(topic, value) for value in values]:
            future.get(60)


def read(bootstrap: str, topic: str) -> list[bytes]:
    """Read a topic of one partition to its end."""
    place = TopicPartition(topic, 0)
    with KafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest") as consumer:
        consumer.assign([place])
        consumer.seek_to_beginning(place)
        end, values = consumer.end_offsets([place])[place], []
        while len(values) < end:
            values += [record.value for records in consumer.poll(1000).values() for record in records]
    return values


@dataclass
class Foreground:
    """A running `frontwire kafka`: its process, its port, its data, and the process of Java."""

    process: subprocess.Popen[str]
    address: str
    data_dir: Path

    @property
    def java(self) -> psutil.Process:
        """The broker's process."""
        return psutil.Process(int((self.data_dir / FOLDER / "node-1" / "kafka.pid").read_text()))


def environment(data_dir: Path, port: int, **more: str) -> dict[str, str]:
    """Give the environment of a `frontwire` of its own."""
    return os.environ | {"FRONTWIRE_DATA_DIR": str(data_dir), "FRONTWIRE_KAFKA_PORT": str(port)} | more


COMMAND = (sys.executable, "-m", "pipeline", "kafka")


@contextmanager
def foreground(data_dir: Path, port: int, **more: str) -> Iterator[Foreground]:
    """Run `frontwire kafka` until the block ends; entered when it has printed its address."""
    process = subprocess.Popen(
        COMMAND, env=environment(data_dir, port, **more),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    with process:
        address = process.stdout.readline().strip()
        assert address, process.stderr.read()
        try:
            yield Foreground(process, address, data_dir)
        finally:
            process.terminate()


def fails(data_dir: Path, port: int, *arguments: str, **more: str) -> str:
    """Run `frontwire kafka`, which must end with status 3 and one line; give the line."""
    done = subprocess.run(
        [*COMMAND, *arguments], env=environment(data_dir, port, **more),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    *progress, line = done.stderr.splitlines()
    assert done.returncode == 3, done.stderr
    assert line.startswith("frontwire: ")
    assert not [each for each in progress if "Traceback" in each]
    return line


def gone(process: psutil.Process) -> bool:
    """Wait for the end of a process that somebody else may have to reap."""
    try:
        psutil.wait_procs([process], timeout=10)
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
def port() -> int:
    """Give a port that nobody uses."""
    return free_ports(1)[0]


def test_data_outlive_a_restart_and_a_kill(kafka_runtime: Runtime, tmp_path, port):
    """What was acknowledged is there after a clean stop and after kill -9 of the broker, in a folder of any name."""
    config = KafkaConfig(tmp_path / "Ünïcode, with a comma", port)
    with EmbeddedKafka(kafka_runtime, config) as kafka:
        cluster_id = kafka.cluster_id
        create(kafka.bootstrap_servers, "kept")
        send(kafka.bootstrap_servers, "kept", [b"1"])
    with EmbeddedKafka(kafka_runtime, config) as kafka:
        send(kafka.bootstrap_servers, "kept", [b"2"])
        kafka.kill(1)
    with EmbeddedKafka(kafka_runtime, config) as kafka:
        assert read(kafka.bootstrap_servers, "kept") == [b"1", b"2"]
        assert kafka.cluster_id == cluster_id


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_cleanly(tmp_path, port, number):
    """Ctrl-C and SIGTERM end the command with status 0, Java with it, and take the address away."""
    with foreground(tmp_path, port) as running:
        assert running.address == f"127.0.0.1:{port}"
        assert read_endpoint(tmp_path / FOLDER).bootstrap_servers == running.address
        java = running.java
        assert os.getsid(java.pid) == java.pid
        running.process.send_signal(number)
        assert running.process.wait(20) == 0
        assert gone(java)
    assert read_endpoint(tmp_path / FOLDER) is None
    assert (tmp_path / FOLDER / "node-1" / "data" / ".kafka_cleanshutdown").exists()


def test_it_listens_on_the_loopback_address_alone(tmp_path, port):
    """No socket of the broker is open to other machines."""
    with foreground(tmp_path, port) as running:
        listening = [c for c in running.java.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        assert len(listening) == 2
        assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}


def test_a_killed_parent_leaves_nothing_and_the_next_start_works(tmp_path, port):
    """After kill -9 of the command, Java is gone, and the same command starts again on the same data."""
    with foreground(tmp_path, port) as running:
        create(running.address, "kept")
        send(running.address, "kept", [b"before"])
        java = running.java
        running.process.kill()
        running.process.wait()
        assert gone(java) or sys.platform != "linux"
    with foreground(tmp_path, port) as running:
        assert read(running.address, "kept") == [b"before"]


def test_an_orphan_is_stopped_by_the_next_start(kafka_runtime: Runtime, tmp_path, port):
    """Where the kernel does not end it with its parent, a broker that was left behind gives its port to the next."""
    orphan = EmbeddedKafka(kafka_runtime, KafkaConfig(tmp_path / "kafka", port))
    orphan.start()
    process = psutil.Process(orphan.pids[0])
    orphan._folder.release()
    with EmbeddedKafka(kafka_runtime, KafkaConfig(tmp_path / "kafka", port)) as kafka:
        assert kafka.pids != [process.pid]
        assert gone(process)
    orphan.stop()


def test_a_broker_that_dies_is_fatal(tmp_path, port):
    """When Java is killed, the command ends with status 75, so that a supervisor starts it again."""
    with foreground(tmp_path, port) as running:
        running.java.kill()
        assert running.process.wait(20) == 75
        assert "has ended by signal 9" in running.process.stderr.read()


def test_a_taken_port_is_one_line_with_both_remedies(tmp_path, port):
    """Another program on the port is reported with the way to another port and the way to use what runs there."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        server.listen()
        line = fails(tmp_path, port)
    assert f"port {port}" in line
    assert "FRONTWIRE_KAFKA_PORT" in line
    assert f"FRONTWIRE_BOOTSTRAP_SERVERS=127.0.0.1:{port}" in line


def test_a_second_one_on_the_same_data_is_refused(tmp_path):
    """Two brokers on one folder would destroy it; the first goes on and keeps its address."""
    first, second = free_ports(2)
    with foreground(tmp_path, first) as running:
        assert f"pid {running.process.pid}" in fails(tmp_path, second)
        assert read_endpoint(tmp_path / FOLDER).bootstrap_servers == running.address
        assert "in use" in fails(tmp_path, second, "reset", "--yes")


def test_a_foreign_folder_is_refused_by_start_and_reset(tmp_path, port):
    """Neither a start nor a reset touches what is not ours."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "meta.properties").write_text("version=0\n")
    assert "holds something else" in fails(tmp_path, port)
    assert "holds something else" in fails(tmp_path, port, "reset", "--yes")
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["meta.properties"]


def test_reset_deletes_the_data_after_asking(tmp_path, port):
    """Without a yes nothing is deleted; after a yes the next start has a new cluster."""
    with foreground(tmp_path, port):
        before = read_endpoint(tmp_path / FOLDER).cluster_id
    reset = [*COMMAND, "reset"]
    asked = subprocess.run(
        reset, env=environment(tmp_path, port), input="n\n", text=True, capture_output=True, check=False
    )
    assert "Delete all topics" in asked.stdout
    assert (tmp_path / FOLDER / "node-1").exists()
    subprocess.run([*reset, "--yes"], env=environment(tmp_path, port), check=True, capture_output=True)
    with foreground(tmp_path, port):
        assert read_endpoint(tmp_path / FOLDER).cluster_id != before


def test_a_warm_cache_needs_no_network_and_no_jgo(kafka_runtime: Runtime, tmp_path, port):
    """With the jars cached, a start works behind a proxy that answers nothing, and does not even import jgo."""
    blocked = tmp_path / "blocked"
    (blocked / "jgo").mkdir(parents=True)
    (blocked / "jgo" / "__init__.py").write_text("raise SystemExit('jgo was imported')")
    with foreground(tmp_path, port, PYTHONPATH=str(blocked), **NO_PROXY) as running:
        assert running.address


def test_a_cold_cache_without_a_network_names_every_way_out(tmp_path, port):
    """Where nothing can be downloaded, one line names the folder of jars, Java's place and another cluster."""
    line = fails(tmp_path, port, XDG_CACHE_HOME=str(tmp_path / "cold"), **NO_PROXY)
    for way in ("FRONTWIRE_KAFKA_JARS", "JAVA_HOME", "FRONTWIRE_BOOTSTRAP_SERVERS"):
        assert way in line


def test_a_folder_of_jars_serves_where_nothing_can_be_downloaded(kafka_runtime: Runtime, tmp_path, port):
    """The cached jars, copied, start Kafka without a network or a cache; with a byte more they are refused by name."""
    jars, no_folder = tmp_path / "jars", tmp_path / "file"
    no_folder.write_text("")
    shutil.copytree(kafka_runtime.jars[0].parent, jars)
    given = {"FRONTWIRE_KAFKA_JARS": str(jars), "XDG_CACHE_HOME": str(no_folder), **NO_PROXY}
    with foreground(tmp_path / "data", port, **given) as running:
        assert running.address
    with next(jars.glob("snappy-java-*.jar")).open("ab") as file:
        file.write(b"x")
    assert "snappy-java" in fails(tmp_path / "data", port, **given)


def test_it_starts_without_its_aot_cache(kafka_runtime: Runtime, tmp_path, port):
    """A quick start is a gain and no condition: without the cache, and with one that is no cache, Kafka starts."""
    broken = tmp_path / "broken.aot"
    broken.write_bytes(b"no cache")
    for aot in (None, broken):
        runtime = Runtime(kafka_runtime.java, kafka_runtime.jars, aot)
        with EmbeddedKafka(runtime, KafkaConfig(tmp_path / "kafka", port)) as kafka:
            assert kafka.failure() is None


def test_a_start_that_fails_says_what_the_log_says(kafka_runtime: Runtime, tmp_path):
    """An error of Kafka itself comes out as one line with its cause and the place of its log, and the lock is free."""
    kafka = EmbeddedKafka(kafka_runtime, KafkaConfig(tmp_path / "kafka", port=None))
    kafka.start()
    kafka.stop()
    meta = tmp_path / "kafka" / "node-1" / "data" / "meta.properties"
    meta.write_text(meta.read_text().replace("node.id=1", "node.id=7"))
    for _ in range(2):
        with pytest.raises(BrokerUnreachable, match=r"Kafka has ended with status 1: .*Exception: .*7.*kafka\.log"):
            kafka.start()


def test_a_cluster_of_three_survives_the_loss_of_a_node(kafka_cluster: EmbeddedKafka):
    """With one node of three killed, every message is acknowledged and kept once, and the node comes back."""
    bootstrap = kafka_cluster.bootstrap_servers
    create(bootstrap, "kept", replicas=3)
    values = [str(number).encode() for number in range(2000)]
    with KafkaProducer(bootstrap_servers=bootstrap) as producer:
        futures = [producer.send("kept", value) for value in values[:1000]]
        kafka_cluster.kill(2)
        futures += [producer.send("kept", value) for value in values[1000:]]
        for future in futures:
            future.get(60)
    assert read(bootstrap, "kept") == values
    kafka_cluster.restart(2)
    kafka_cluster.wait_until_ready()
    assert kafka_cluster.failure() is None
