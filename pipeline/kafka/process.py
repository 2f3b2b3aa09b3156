"""One node of Apache Kafka as a child process: formatted once, started, stopped or killed, found again by its pid."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.node import LOGGING, Node, Runtime, server_properties

BOUND = Path(__file__).with_name("bound.py")
METADATA_VERSION = "4.3"
"""Of new data; it is never raised by itself, so that an older Kafka 4.3 can still read them."""

STOP_SECONDS = 10.0


class NodeProcess:
    """The process of one node, from its start to its end."""

    def __init__(self, node: Node, nodes: Sequence[Node], runtime: Runtime) -> None:
        self.node = node
        self._nodes = nodes
        self._runtime = runtime
        self._process: subprocess.Popen[bytes] | None = None
        self._log_start = 0

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
        self._log_start = _size(folder / "kafka.log")
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
        """Find the line of this run that tells best why it ended; an exception's cause more than the exception."""
        folder = self.node.folder
        log, out = _lines(folder / "kafka.log", self._log_start), _lines(folder / "kafka.out")
        causes = [line for line in log if line.startswith("Caused by: ")]
        exceptions = [line for line in log if re.match(r"[\w.$]+(Exception|Error): ", line)]
        errors = [line for line in log if " ERROR " in line or " FATAL " in line]
        of_java = [line for line in out if "warning" not in line.lower()]
        return (causes or exceptions or errors or of_java or ["it left no message"])[-1].strip()[:300]


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


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _lines(path: Path, start: int = 0) -> list[str]:
    """Read a log from a byte on, from its beginning if it was begun anew since."""
    if not path.exists():
        return []
    content = path.read_bytes()
    return content[start if start <= len(content) else 0 :].decode("utf-8", "replace").splitlines()
