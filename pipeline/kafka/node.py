"""One node of Apache Kafka: what it runs on, where it is, its configuration.

Paths inside the configuration are relative to the node's folder, which is the process's working directory: Kafka reads
its properties as Latin-1 and splits `log.dirs` at commas, and a home folder may have such a name.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.kafka.java import Java

HOST = "127.0.0.1"
MEMORY = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData")

LOGGING = """\
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
appender.file.type = RollingFile
appender.file.name = file
appender.file.fileName = kafka.log
appender.file.filePattern = kafka.log.%i
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %p %m (%c)%n
appender.file.policies.type = SizeBasedTriggeringPolicy
appender.file.policies.size = 10MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 3
"""


@dataclass(frozen=True)
class Runtime:
    """What Kafka runs on: a Java, the jars, and the AOT cache to read or, once, to write."""

    java: Java
    jars: tuple[Path, ...]
    aot: Path | None = None
    aot_output: Path | None = None

    def command(self, *options: str) -> list[str]:
        """Give the beginning of a Java command line, up to and with the class path."""
        aot = [f"-XX:AOTCache={self.aot}"] if self.aot else []
        return [str(self.java.binary), *MEMORY, *aot, *options, "-cp", os.pathsep.join(map(str, self.jars))]


@dataclass(frozen=True)
class Node:
    """A node: its number from 1, its folder, and its ports on the loopback address."""

    id: int
    folder: Path
    port: int
    controller_port: int

    @property
    def address(self) -> str:
        """Where clients reach it."""
        return f"{HOST}:{self.port}"

    @property
    def properties(self) -> Path:
        """Its configuration; the path on the command line tells our process from any other."""
        return self.folder / "server.properties"


def server_properties(node: Node, nodes: Sequence[Node]) -> str:
    """Write a node's configuration as a combined broker and controller of the given nodes."""
    copies = min(3, len(nodes))
    values = {
        "process.roles": "broker,controller",
        "node.id": node.id,
        "controller.quorum.voters": ",".join(f"{n.id}@{HOST}:{n.controller_port}" for n in nodes),
        "listeners": f"PLAINTEXT://{node.address},CONTROLLER://{HOST}:{node.controller_port}",
        "advertised.listeners": f"PLAINTEXT://{node.address}",
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "log.dirs": "data",
        "auto.create.topics.enable": "false",
        # After kill -9 a node waits for the session of its former self: 9 s by default.
        "broker.session.timeout.ms": 3000,
        "broker.heartbeat.interval.ms": 750,
        "group.initial.rebalance.delay.ms": 0,  # the default, 3 s, is felt at every start
        "default.replication.factor": copies,
        "min.insync.replicas": max(1, copies - 1),
        "offsets.retention.minutes": 400 * 24 * 60,  # longer than any topic's 365 days
        "log.segment.bytes": 64 * 1024**2,  # a day's intake, so that retention works by days
        "log.cleaner.dedupe.buffer.size": 16 * 1024**2,  # the default, 128 MiB, is half of the heap
        **_internal_topics(copies),
    }
    return "".join(f"{key}={value}\n" for key, value in values.items())


def _internal_topics(copies: int) -> dict[str, int]:
    offsets, transactions, shares = "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
    return {
        f"{offsets}.num.partitions": 4,
        f"{transactions}.num.partitions": 4,
        f"{shares}.num.partitions": 1,
        **{f"{topic}.replication.factor": copies for topic in (offsets, transactions, shares)},
        **{f"{topic}.min.isr": max(1, copies - 1) for topic in (transactions, shares)},
    }
