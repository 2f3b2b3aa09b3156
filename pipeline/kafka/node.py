"""One node of Apache Kafka as a child process: its configuration, its command, its life.

Paths inside the configuration are relative to the node's folder, which is the process's working directory: Kafka reads
its properties as Latin-1 and splits `log.dirs` at commas, and a home folder may have such a name.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.java import Java

HOST = "127.0.0.1"
BOUND = Path(__file__).with_name("bound.py")
MEMORY = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData")
METADATA_VERSION = "4.3"
STOP_SECONDS = 10.0

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


class NodeProcess:
    """The process of one node, from its start to its end."""

    def __init__(self, node: Node, nodes: Sequence[Node], runtime: Runtime) -> None:
        self.node = node
        self._nodes = nodes
        self._runtime = runtime
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def exit_status(self) -> int | None:
        """None while it runs, else its exit status; minus the signal that ended it."""
        return self._process.poll() if self._process else 0

    @property
    def pid(self) -> int | None:
        """Its pid, None when it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def prepare(self, cluster_id: str) -> None:
        """Write its configuration; format its data folder if that is new, and never again."""
        folder = self.node.folder
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        _empty(folder / "tmp")
        self.node.properties.write_text(server_properties(self.node, self._nodes), "ascii")
        (folder / "log4j2.properties").write_text(LOGGING, "ascii")
        if not (folder / "data" / "meta.properties").exists():
            self._format(cluster_id)

    def _format(self, cluster_id: str) -> None:
        """Kafka writes meta.properties last, so a format that was cut short is done again."""
        tool = ["kafka.tools.StorageTool", "format", "--cluster-id", cluster_id, "--release-version", METADATA_VERSION]
        done = subprocess.run(
            [*self._runtime.command(), *tool, "--config", self.node.properties.name],
            cwd=self.node.folder, env=_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            why = (done.stderr or done.stdout).strip().splitlines()[-1:] or [f"exit status {done.returncode}"]
            raise BrokerUnreachable(f"Apache Kafka cannot format {self.node.folder}: {why[0]}")

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C must not reach it before its clients have flushed."""
        folder = self.node.folder
        extra = [f"-XX:AOTCacheOutput={self._runtime.aot_output}"] if self._runtime.aot_output else []
        options = [f"-Djava.io.tmpdir={folder / 'tmp'}", "-Dlog4j2.configurationFile=log4j2.properties", *extra]
        command = [*self._runtime.command(*options), "kafka.Kafka", str(self.node.properties)]
        with (folder / "kafka.out").open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(BOUND), str(os.getpid()), *command],
                cwd=folder, env=_environment(), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        _pid_file(folder).write_text(str(self._process.pid), "ascii")

    def terminate(self) -> None:
        """Ask it to stop; `wait` sees to it that it does."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        self.wait()

    def wait(self, seconds: float = STOP_SECONDS) -> None:
        """Wait for its end; one that does not stop in time is killed."""
        if self._process is None:
            return
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pid_file(self.node.folder).unlink(missing_ok=True)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def failure(self) -> str | None:
        """Say in one line how it ended, or None while it runs."""
        status = self.exit_status
        if status is None:
            return None
        why = f"by signal {-status}" if status < 0 else f"with status {status}: {self._last_error()}"
        return f"Apache Kafka has ended {why}; its log is {self.node.folder / 'kafka.log'}"

    def _last_error(self) -> str:
        log, out = (_lines(self.node.folder / name) for name in ("kafka.log", "kafka.out"))
        causes = [line for line in log if line.startswith("Caused by: ")]
        errors = [line for line in log if " ERROR " in line or " FATAL " in line]
        of_java = [line for line in out if "warning" not in line.lower()]
        return (causes or errors or of_java or ["it left no message"])[-1].strip()[:300]


def stop_orphans(folder: Path) -> None:
    """Stop what an earlier run has left running on a data folder, whose lock must be held."""
    for node in folder.glob("node-*"):
        _stop_orphan(node)


def _stop_orphan(folder: Path) -> None:
    """Stop the process of the pid file, if the pid is still that process and no other."""
    with contextlib.suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int(_pid_file(folder).read_text("ascii")))
        if str(folder / "server.properties") in process.cmdline():
            process.terminate()
            _, alive = psutil.wait_procs([process], timeout=STOP_SECONDS)
            for still in alive:
                still.kill()
            psutil.wait_procs(alive)
    _pid_file(folder).unlink(missing_ok=True)


def _pid_file(folder: Path) -> Path:
    return folder / "kafka.pid"


def _empty(folder: Path) -> None:
    """Remove the native libraries that a killed process could not remove."""
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            path.unlink()


def _environment() -> dict[str, str]:
    """Without other programs' options for Java; with a locale in which Java can read any file name."""
    foreign = ("JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | ({"LC_ALL": "C.UTF-8"} if sys.platform == "linux" else {})


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
