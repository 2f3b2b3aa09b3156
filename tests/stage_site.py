"""The stages as real processes on a real Kafka, for tests that look at what comes out of the topics."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psutil
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from pipeline.kafka.clients import admin_client, client_arguments
from pipeline.kafka.records import read_to_end
from pipeline.kafka.topics import create_missing, topics
from pipeline.settings import Settings

TESTS = Path(__file__).parent
FAKE = "fake_extractor:FakeExtractor"


def until(condition: Callable[[], Any], seconds: float, what: str) -> Any:
    """Wait for a condition, and give its value; fails with `what` was waited for."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.05)
    return value


class Worker:
    """A `frontwire worker` process, its output in a file."""

    def __init__(self, command: list[str], environ: dict[str, str], output: Path) -> None:
        """Start it."""
        self.output = output
        self.started = time.time()
        with output.open("ab") as file:
            self._process = subprocess.Popen(command, env=environ, stdout=file, stderr=file, start_new_session=True)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def says(self, words: str) -> int:
        """Count the lines of its output that hold some words."""
        return sum(words in line for line in self.output.read_text("utf-8").splitlines())

    def child(self, stage: str) -> psutil.Process | None:
        """Give the process of a stage among its children, if it runs."""
        for child in psutil.Process(self.pid).children():
            try:
                if {"worker", stage} <= set(child.cmdline()):
                    return child
            except (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
                continue
        return None

    def wait(self, seconds: float = 30) -> int:
        """Wait until it ends, and give its status."""
        return self._process.wait(seconds)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


class Site:
    """One pipeline's topics on a Kafka, and processes that work on them."""

    def __init__(self, bootstrap: str, prefix: str, folder: Path, **environ: str) -> None:
        """Create the topics; `environ` is given to every process."""
        self.settings = Settings(bootstrap_servers=bootstrap, topic_prefix=prefix, data_dir=folder)
        self._folder = folder
        self._environ = {
            **os.environ,
            "PYTHONPATH": str(TESTS),
            "FRONTWIRE_BOOTSTRAP_SERVERS": bootstrap,
            "FRONTWIRE_TOPIC_PREFIX": prefix,
            "FRONTWIRE_DATA_DIR": str(folder),
            "FRONTWIRE_EXTRACTOR": FAKE,
            "FRONTWIRE_EXTRACT_WORKERS": "2",
            **environ,
        }
        self._count = 0
        with admin_client(self.settings) as admin:
            create_missing(admin, topics(self.settings))

    def worker(self, *stages: str) -> Worker:
        """Start `frontwire worker` with these stages, all without a name."""
        self._count += 1
        output = self._folder / f"worker-{self._count}.log"
        return Worker([sys.executable, "-m", "pipeline", "worker", *stages], self._environ, output)

    @contextmanager
    def producer(self) -> Iterator[KafkaProducer]:
        """Give a producer as the pollers have it."""
        # After an outage its pauses would be longer than the outage.
        producer = KafkaProducer(
            **client_arguments(self.settings), max_request_size=2 << 20, reconnect_backoff_max_ms=1000
        )
        try:
            yield producer
        finally:
            producer.flush()
            producer.close()

    def send(self, topic: str, values: Iterable[bytes | None]) -> None:
        """Send messages, acknowledged when this returns."""
        with self.producer() as producer:
            for value in values:
                producer.send(self.settings.topic(topic), key=b"key", value=value)

    def read(self, topic: str) -> list[Any]:
        """Give the committed records of a topic."""
        return list(read_to_end(self.settings, self.settings.topic(topic)))

    def follow(self, *names: str) -> "Follower":
        """Follow topics from their ends."""
        return Follower(self.settings, [self.settings.topic(name) for name in names])


class Follower:
    """Sees what is written on some topics after it was made."""

    def __init__(self, settings: Settings, names: list[str]) -> None:
        """Go to the end of each partition."""
        self._consumer = KafkaConsumer(
            **client_arguments(settings), isolation_level="read_committed", enable_auto_commit=False
        )
        places = [TopicPartition(name, n) for name in names for n in self._consumer.partitions_for_topic(name) or ()]
        self._consumer.assign(places)
        for place, end in self._consumer.end_offsets(places).items():
            self._consumer.seek(place, end)

    def next(self, after: float, seconds: float) -> float:
        """Wait for a record that was made after a time, and give its own; seconds since 1970."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for records in self._consumer.poll(50).values():
                times = [record.timestamp / 1000 for record in records if record.timestamp / 1000 > after]
                if times:
                    return min(times)
        raise AssertionError(f"nothing was written within {seconds:.0f} s")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()
