"""Java's ahead-of-time cache for Kafka: classes loaded and linked once, so that a start takes 1 s and not 2 s.

Java 25 and later write it at the end of a training run (5 s, 67 MB) and read it at each start. It lies in our cache by
the Java, the jars and the options that it was made with; Java itself checks these again, and goes on without it
where they differ. But it maps the file without a check of its content, so a sum stands beside it. Where the training
fails, an empty sum says so and nothing is tried again: it is a gain of a second, and worth no error.
"""

import fcntl
import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig
from pipeline.kafka.jars import Progress
from pipeline.kafka.node import MEMORY, Runtime

SINCE = 25
"""The first Java that writes the cache in one step (JEP 514)."""

WHAT = "Preparing Apache Kafka for quick starts (once, about ten seconds)"
TRAINING_SECONDS = 90.0


def with_aot(runtime: Runtime, cache: Path, progress: Progress) -> Runtime:
    """Give the runtime with its cache, written now if there is none; without one where that cannot be."""
    if (runtime.java.major or 0) < SINCE:
        return runtime
    path = cache / f"kafka-{_key(runtime)}.aot"
    try:
        _train_once(runtime, path, progress)
        whole = _sum_file(path).read_text("ascii") == _sha256(path)
    except OSError:  # a cache that cannot be written, a training that failed
        return runtime
    return replace(runtime, aot=path) if whole else runtime


def _train_once(runtime: Runtime, path: Path, progress: Progress) -> None:
    """Train where nobody has yet; of two processes that start at once, one waits for the other."""
    if _sum_file(path).exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _sum_file(path).exists():
            progress(WHAT, 0, 1)
            _sum_file(path).write_text(_train(runtime, path), "ascii")
            progress(WHAT, 1, 1)


def _sum_file(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _key(runtime: Runtime) -> str:
    """Jars are named by path and time: Java refuses the cache when either has changed."""
    jars = [f"{jar} {jar.stat().st_mtime_ns}" for jar in runtime.jars]
    parts = [str(runtime.java.home), runtime.java.version, *MEMORY, *jars]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _train(runtime: Runtime, path: Path) -> str:
    """Run Kafka once in a folder of its own, use it a little, and give the sum of what it wrote; empty for nothing."""
    try:
        with tempfile.TemporaryDirectory(prefix=".aot-", dir=path.parent) as scratch:
            output = Path(scratch) / path.name
            config = KafkaConfig(Path(scratch) / "kafka", port=None)
            with EmbeddedKafka(replace(runtime, aot_output=output), config) as kafka:
                _use(kafka.bootstrap_servers)
                kafka.stop(TRAINING_SECONDS)
            output.replace(path)
        return _sha256(path)
    except (BrokerUnreachable, KafkaError, OSError):
        return ""


def _use(bootstrap_servers: str) -> None:
    """Send and read one message in a group, so that the classes for it are among the cached ones."""
    with KafkaAdminClient(bootstrap_servers=bootstrap_servers) as admin:
        admin.create_topics({"training": {"num_partitions": 1, "replication_factor": 1}})
    producer = KafkaProducer(bootstrap_servers=bootstrap_servers)
    producer.send("training", b"one").get(10)
    producer.close()
    consumer = KafkaConsumer(
        "training", bootstrap_servers=bootstrap_servers, group_id="training", auto_offset_reset="earliest"
    )
    consumer.poll(5000)
    consumer.close()
