"""Apache Kafka itself on this machine, as child processes: one node, or a cluster of some for tests.

    with EmbeddedKafka(runtime, KafkaConfig(folder)) as kafka:
        kafka.bootstrap_servers

It holds the lock of its data folder while it runs, answers on the loopback address alone, and is gone when this process
is gone. Data stay, over restarts and over kill -9. What it runs on is found by `installation.find_runtime`.
"""

import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.data_folder import ELSE, DataFolder
from pipeline.kafka.endpoint import Endpoint, remove_endpoint, write_endpoint
from pipeline.kafka.node import HOST, Node, Runtime
from pipeline.kafka.process import STOP_SECONDS, NodeProcess, stop_orphans

START_SECONDS = 120.0
POLL_SECONDS = 0.05
PORTS = range(20_000, 32_000)


@dataclass(frozen=True)
class KafkaConfig:
    """Where it keeps its data, the port (None: a free one; of several nodes, the first's), and how many nodes."""

    folder: Path
    port: int | None = 9092
    nodes: int = 1


class EmbeddedKafka:
    """Real Kafka in processes of its own; `start` and `stop`, or a context."""

    def __init__(self, runtime: Runtime, config: KafkaConfig) -> None:
        self._runtime = runtime
        self._config = config
        self._folder = DataFolder(config.folder)
        self._processes: list[NodeProcess] = []
        self.cluster_id = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def bootstrap_servers(self) -> str:
        """The addresses of its nodes, comma-separated."""
        return ",".join(process.node.address for process in self._processes)

    @property
    def pids(self) -> list[int]:
        """The nodes' processes that run."""
        return [pid for process in self._processes if (pid := process.pid) is not None]

    def start(self) -> str:
        """Start it and give its bootstrap servers when every node answers, or raise BrokerUnreachable."""
        self._folder.acquire()
        try:
            self._start()
        except OSError as error:
            self.stop()
            raise BrokerUnreachable(f"Apache Kafka cannot use {self._folder.path}: {error.strerror}: {ELSE}") from None
        except BaseException:
            self.stop()
            raise
        return self.bootstrap_servers

    def _start(self) -> None:
        self.cluster_id = self._folder.cluster_id(self._config.nodes)
        stop_orphans(self._folder.path)
        nodes = self._nodes()
        self._processes = [NodeProcess(node, nodes, self._runtime) for node in nodes]
        for process in self._processes:
            process.prepare(self.cluster_id)
        for process in self._processes:
            process.start()
        self.wait_until_ready()
        write_endpoint(self._folder.path, Endpoint(self.bootstrap_servers, self.cluster_id))

    def _node_folders(self) -> list[Path]:
        return [self._folder.path / f"node-{number}" for number in range(1, self._config.nodes + 1)]

    def _nodes(self) -> list[Node]:
        """Choose the ports: a controller's is a free one, new at each start, since only clients need one that stays."""
        first = self._config.port
        ports = free_ports(2 * self._config.nodes)
        return [
            Node(number, folder, require_free(first + number - 1) if first else ports.pop(), ports.pop())
            for number, folder in enumerate(self._node_folders(), 1)
        ]

    def wait_until_ready(self) -> None:
        """Wait until every node that runs has joined, or raise BrokerUnreachable with what its log says."""
        deadline = time.monotonic() + START_SECONDS
        _until(lambda: all(_listens(process.node.port) for process in self._processes), deadline, self._check)
        _until(lambda: self._joined() == len(self.pids), deadline, self._check)

    def _joined(self) -> int:
        """Count the nodes of our cluster that lead partitions or may; a stranger on the port has none."""
        try:
            with KafkaAdminClient(bootstrap_servers=self.bootstrap_servers, bootstrap_timeout_ms=2000) as admin:
                cluster = admin.describe_cluster()
        except (KafkaError, OSError):
            return 0
        if cluster["cluster_id"] != self.cluster_id:
            return 0
        return sum(not broker.get("is_fenced") for broker in cluster["brokers"])

    def _check(self) -> None:
        if failure := self.failure():
            raise BrokerUnreachable(failure)

    def failure(self) -> str | None:
        """Say which node has ended by itself and why, or None while all run."""
        failures = (process.failure() for process in self._processes)
        return next((failure for failure in failures if failure), None)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Stop every node, cleanly if it does so in time, and give the folder back."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(seconds)
        self._processes = []
        remove_endpoint(self._folder.path)
        self._folder.release()

    def kill(self, number: int) -> None:
        """End a node at once, as a power cut would."""
        self._processes[number - 1].kill()

    def restart(self, number: int) -> None:
        """Start a node that was killed, on its ports and data; `wait_until_ready` waits for it."""
        self._processes[number - 1].start()


def _until(done: Callable[[], bool], deadline: float, check: Callable[[], None]) -> None:
    while not done():
        check()
        if time.monotonic() > deadline:
            raise BrokerUnreachable(f"Apache Kafka was not ready after {START_SECONDS:.0f} s; is the machine busy?")
        time.sleep(POLL_SECONDS)


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex((HOST, port)) == 0


def free_ports(count: int) -> list[int]:
    """Give ports of the loopback address that nobody uses.

    They lie below those that Linux and macOS give to outgoing connections, which might take one before it is used.
    """
    with ExitStack() as held:
        return list(islice(_bound(held), count))


def _bound(held: ExitStack) -> Iterator[int]:
    for port in random.sample(PORTS, len(PORTS)):
        server = held.enter_context(socket.socket())
        with suppress(OSError):
            server.bind((HOST, port))
            yield port


def require_free(port: int) -> int:
    """Give the port back if nobody listens on it, or raise BrokerUnreachable with the two remedies."""
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what closed connections leave is no obstacle
        try:
            server.bind((HOST, port))
        except OSError as error:
            raise BrokerUnreachable(
                f"port {port} on {HOST} is taken ({error.strerror}): choose another with FRONTWIRE_KAFKA_PORT, "
                f"or, if a Kafka runs there, use it with FRONTWIRE_BOOTSTRAP_SERVERS={HOST}:{port}"
            ) from None
    return port
