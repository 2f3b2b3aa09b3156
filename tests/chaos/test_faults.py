"""In the middle of a replay everything fails that can, one after the other; at the end nothing is lost or told twice.

The stages run as `frontwire worker` runs them, each in a process of its own under its supervisor, on a Kafka of the
test's own. The figures that the tests print are the seconds until a stage goes on.
"""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import replayed
from stage_site import TESTS, Site, Worker, until

from pipeline.kafka.clients import admin_client
from pipeline.kafka.embedded import EmbeddedKafka, KafkaConfig
from pipeline.kafka.lag import lags
from pipeline.kafka.node import Runtime
from pipeline.stages.message import Incoming

pytestmark = pytest.mark.slow

COUNT = 2000
RATE = 5.0
"""Articles a second while faults are made, so that they last on a busy machine; the rest follows at once."""
STAGES = ("dedupe", "extract", "link")
EXTRACTOR = os.environ.get("CHAOS_EXTRACTOR", replayed.FAKE)
OUTPUTS = {
    "dedupe": ("articles.unique", "articles.duplicate"),
    "extract": ("articles.extracted",),
    "link": ("incidents",),
}


class Replay:
    """The articles on their way into the intake, slowly while `hurry` is not called."""

    def __init__(self, site: Site) -> None:
        """Start."""
        self._site = site
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._send, name="replay")
        self._thread.start()

    def _send(self) -> None:
        with self._site.producer() as producer:
            for value in replayed.intake(COUNT):
                self._hurry.wait(1 / RATE)
                producer.send(self._site.settings.topic("articles"), key=b"key", value=value)

    def hurry(self) -> None:
        """Send what is left, and wait until it is acknowledged."""
        self._hurry.set()
        self._thread.join()


@dataclass
class Running:
    """The pipeline in the middle of the replay."""

    site: Site
    worker: Worker
    kafka: EmbeddedKafka
    faults: Path
    replay: Replay
    figures: list[str]

    def process(self, stage: str) -> psutil.Process:
        """Give the process of a stage, which may be on its way up."""
        found: psutil.Process = until(lambda: self.worker.child(stage), 60, f"a process of {stage}")
        return found

    def goes_on(self, stage: str, fault: str, make: Callable[[], float]) -> None:
        """Make a fault, and wait for the stage's first output after the time that `make` gives."""
        with self.site.follow(*OUTPUTS[stage]) as follower:
            began = time.time()
            self.note(stage, fault, follower.next(make(), 90) - began)

    def note(self, stage: str, fault: str, seconds: float) -> None:
        """Keep a figure."""
        self.figures.append(f"{stage:8} {fault:10} goes on after {seconds:5.2f} s")

    def fault(self, stage: str, kind: str) -> None:
        """Let the stage's next message meet a fault, and wait until it has."""
        path = self.faults / f"{stage}.{kind}"
        path.touch()
        until(lambda: not path.exists(), 30, f"{stage} to meet a fault")

    def lose_disk(self) -> None:
        """Remove what the stages keep on the disk; what they have said stays, for the test reads it."""
        for path in self.site.settings.data_dir.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.suffix != ".log":
                path.unlink()

    def done(self) -> bool:
        """Whether no stage is behind."""
        with admin_client(self.site.settings) as admin:
            return sum(row.lag for row in lags(admin, self.site.settings)) == 0

    def read(self, *topics: str) -> list[Incoming]:
        """Give the records of topics, under the contract's names."""
        return [
            Incoming(topic, one.partition, one.offset, one.key, one.value, tuple(one.headers), one.timestamp)
            for topic in topics
            for one in self.site.read(topic)
        ]

    def ended(self, process: psutil.Process) -> float:
        """Wait until a process has ended, and give the time."""
        process.wait(30)
        return time.time()


@pytest.fixture(scope="module")
def kafka(kafka_runtime: Runtime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedKafka]:
    """Give a Kafka that may be killed."""
    with EmbeddedKafka(kafka_runtime, KafkaConfig(tmp_path_factory.mktemp("chaos-kafka"), port=None)) as running:
        yield running


@pytest.fixture(scope="module")
def running(kafka: EmbeddedKafka, tmp_path_factory: pytest.TempPathFactory, figures: list[str]) -> Iterator[Running]:
    """Give the pipeline at work."""
    folder, faults = tmp_path_factory.mktemp("chaos"), tmp_path_factory.mktemp("faults")
    path = os.pathsep.join(map(str, (TESTS / "chaos" / "faults", TESTS, TESTS.parent)))
    site = Site(
        kafka.bootstrap_servers,
        "chaos.",
        folder,
        PYTHONPATH=path,
        CHAOS_FAULTS=str(faults),
        FRONTWIRE_EXTRACTOR=EXTRACTOR,
    )
    with site.worker() as worker:
        replay = Replay(site)
        until(lambda: site.read("incidents"), 90, "the first incident")
        yield Running(site, worker, kafka, faults, replay, figures)
        replay.hurry()


@pytest.mark.parametrize("stage", STAGES)
def test_sigterm(running: Running, stage: str) -> None:
    """A stage that is asked to stop finishes its batch, ends, and is started again."""

    def make() -> float:
        process = running.process(stage)
        process.terminate()
        return running.ended(process)

    running.goes_on(stage, "SIGTERM", make)


@pytest.mark.parametrize("stage", STAGES)
def test_kill(running: Running, stage: str) -> None:
    """A stage that is killed is started again when its group has noticed; no parser is left behind."""

    def make() -> float:
        process = running.process(stage)
        parsers = process.children()
        process.kill()
        _, alive = psutil.wait_procs(parsers, 10)
        assert alive == []
        return running.ended(process)

    running.goes_on(stage, "kill -9", make)


@pytest.mark.parametrize("stage", STAGES)
def test_a_lost_disk(running: Running, stage: str) -> None:
    """A stage that is killed and finds nothing of what it kept reads all that it remembers from its topic."""

    def make() -> float:
        process = running.process(stage)
        process.kill()
        running.lose_disk()
        return running.ended(process)

    running.goes_on(stage, "lost disk", make)


def test_a_parser_is_killed(running: Running) -> None:
    """Another takes its place, and the stage does not even stop."""
    extract = running.process("extract")

    def make() -> float:
        parser = next(child for child in extract.children() if "spawn_main" in " ".join(child.cmdline()))
        parser.kill()
        return time.time()

    running.goes_on("extract", "parser -9", make)
    assert running.process("extract") == extract


@pytest.mark.parametrize("stage", STAGES)
def test_an_exception_in_a_batch(running: Running, stage: str) -> None:
    """Nothing of the batch is committed: the process ends as fatal."""
    before = running.worker.says("met a fatal fault")

    def make() -> float:
        process = running.process(stage)
        running.fault(stage, "raise")
        return running.ended(process)

    running.goes_on(stage, "exception", make)
    assert running.worker.says("met a fatal fault") == before + 1


@pytest.mark.parametrize("stage", STAGES)
def test_a_second_process_joins_and_leaves(running: Running, stage: str) -> None:
    """Two rebalances."""
    with running.site.worker(stage) as second:

        def joined() -> float:
            until(lambda: second.says("partitions"), 60, "the second process to join")
            return time.time()

        running.goes_on(stage, "join", joined)

        def left() -> float:
            second.signal(signal.SIGTERM)
            assert second.wait() == 0
            return time.time()

        running.goes_on(stage, "leave", left)


@pytest.mark.parametrize("stage", STAGES)
def test_a_pause_in_a_batch_past_the_session(running: Running, stage: str) -> None:
    """Another process takes over; the paused one wakes with its batch in hand. Of dedupe and link it is fenced."""
    process = running.process(stage)
    before = running.worker.says("met a fatal fault")
    with running.site.follow(*OUTPUTS[stage]) as follower:
        running.fault(stage, "pause")
        began = time.time()
        with running.site.worker(stage) as second:
            running.note(stage, "SIGSTOP", follower.next(began, 90) - began)
            process.send_signal(signal.SIGCONT)
            if stage != "extract":
                running.ended(process)
                until(lambda: running.worker.says("met a fatal fault") > before, 10, "the fenced process to be fatal")
            second.signal(signal.SIGTERM)
            assert second.wait() == 0
        follower.next(time.time(), 90)


def test_the_broker_goes_and_comes_back(running: Running) -> None:
    """A stage that has a batch in hand ends as fatal and waits for the broker; then all go on."""
    before = running.worker.says("fatal fault")
    process = running.process("dedupe")
    running.fault("dedupe", "pause")
    running.kafka.kill(1)
    process.send_signal(signal.SIGCONT)
    until(lambda: running.worker.says("fatal fault") > before, 120, "the stage to give up")
    running.kafka.restart(1)
    running.kafka.wait_until_ready()
    back = time.time()
    for stage in STAGES:
        with running.site.follow(*OUTPUTS[stage]) as follower:
            running.note(stage, "broker", follower.next(back, 120) - back)


def test_nothing_is_lost_and_nothing_is_told_twice(running: Running) -> None:
    """Every article has ended once, as the stages' functions say; the topics say nothing else."""
    running.replay.hurry()
    until(running.done, 300, "all messages to be processed")
    running.worker.signal(signal.SIGTERM)
    assert running.worker.wait() == 0
    read = running.read
    want = replayed.expected(read("articles"), EXTRACTOR)
    assert len(read("articles")) == COUNT
    assert {(one.topic, one.key, one.value) for one in read(*OUTPUTS["dedupe"])} == want.dedupe
    letters = [replayed.letter(one) for one in read("dead-letters")]
    assert {offset: value for stage, _, offset, value in letters if stage == "dedupe"} == want.dead
    assert replayed.receipts(read("articles.extracted")) == want.receipts
    assert replayed.events(read("events")) == want.events
    killers = {value for stage, _, _, value in letters if stage == "extract"}
    assert killers == {one.value for one in read("articles.unique") if replayed.kills(one, EXTRACTOR)}
    links = replayed.told(replayed.linked(read("events"), read("articles.duplicate"), read("articles.extracted")))
    found = replayed.told(replayed.incidents(read("incidents")))
    assert [name for name in links.keys() | found.keys() if links.get(name) != found.get(name)] == []
    running.figures.append(f"{len(want.receipts)} articles, {len(want.events)} events, {len(want.dead)} dead letters")
