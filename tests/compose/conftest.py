"""The stack that the tests of this folder share."""

import os
import subprocess
from collections.abc import Iterator

import pytest
from composed import ROOT, Stack

from pipeline.kafka.embedded import free_ports

TOOLS = ROOT.parent / "shared" / "tools"
"""Where stand-ins for an engine and for images can be made, on a machine that can pull nothing."""


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _make(name: str) -> None:
    if (TOOLS / name).exists():
        subprocess.run([TOOLS / name], check=True, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="session")
def engine() -> None:
    """See to it that a Docker engine answers; without one skip, but never in CI."""
    if not _succeeds("docker", "info"):
        _make("docker-engine")
    if not _succeeds("docker", "info"):
        remedy = "no Docker engine answers: start one, so that `docker info` does"
        pytest.fail(remedy) if os.environ.get("CI") == "true" else pytest.skip(remedy)
    if not _succeeds("docker", "image", "inspect", "apache/kafka:4.3.1"):
        _make("kafka-image")


@pytest.fixture(scope="session")
def stack(engine: None) -> Iterator[Stack]:
    """Give a stack that is built and healthy; taken down at the end, whatever happens."""
    stack = Stack(free_ports(1)[0])
    stack.compose("build")
    try:
        stack.up()
        yield stack
    finally:
        stack.down()
