"""`frontwire up` under faults: what dies is started again, and nothing outlives it."""

import signal
from pathlib import Path

import pytest
from running_up import SEEDS, alive, running_up
from stage_site import until

from pipeline.kafka.node import Runtime

pytestmark = pytest.mark.slow


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path, kafka_runtime: Runtime) -> None:
    """After kill -9 of `up` itself neither a stage, a parser nor Kafka goes on."""
    with running_up(tmp_path) as up:
        up.says("ready after")
        family = up.family()
        up.process.kill()
        until(lambda: not alive(family), 30, "nothing is alive")


def test_a_stage_and_kafka_itself_are_killed_in_the_middle_of_a_replay(tmp_path: Path, kafka_runtime: Runtime) -> None:
    """Each is started again, and every article comes to its end."""
    with running_up(tmp_path, "--replay", str(SEEDS)) as up:
        until(lambda: up.output.read_text("utf-8").count("● ") > 3, 180, "events are shown")
        up.one("worker", "extract").kill()
        up.says("extract │ was killed by SIGKILL")
        up.one("worker", "dedupe").kill()
        up.says("dedupe  │ was killed by SIGKILL")
        next(child for child in up.process.children() if child.name() == "java").kill()
        up.says("answers again")
        up.says("articles onto articles")
        told = {event_id for receipt in up.settle().receipts.values() for event_id in receipt.event_ids}
        assert told <= {event.event_id for event in up.events()}
        assert up.interrupt() == 0


def test_a_second_interrupt_ends_a_stage_that_does_not_hear(tmp_path: Path, kafka_runtime: Runtime) -> None:
    """A stage that is stopped by SIGSTOP costs the first Ctrl-C its grace, and the second nothing."""
    with running_up(tmp_path) as up:
        up.says("ready after")
        family = up.family()
        up.one("worker", "extract").send_signal(signal.SIGSTOP)
        up.process.send_signal(signal.SIGINT)
        assert up.interrupt() == 0
    assert alive(family) == []
