"""`frontwire up` as a person runs it, for tests that look at what it does from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from stage_site import until

from pipeline.accounts import TOPICS, Accounts
from pipeline.contract import Event, decode
from pipeline.kafka.embedded import free_ports
from pipeline.kafka.records import read_to_end
from pipeline.settings import Settings

SEEDS = Path(__file__).parents[1] / "seeds"


class Up:
    """The process, its Kafka's topics, and its output."""

    def __init__(self, folder: Path, *options: str) -> None:
        """Start it on a free port, with its data in a folder and without any setting of this machine."""
        self.output = folder / "up.log"
        port = free_ports(1)[0]
        self.settings = Settings(bootstrap_servers=f"127.0.0.1:{port}", data_dir=folder / "data")
        clean = {name: value for name, value in os.environ.items() if not name.startswith("FRONTWIRE_")}
        with self.output.open("wb") as out:
            self.process = psutil.Popen(
                [sys.executable, "-m", "pipeline", "up", "--port", str(port), *options],
                env={**clean, "FRONTWIRE_DATA_DIR": str(folder / "data"), "PYTHONUNBUFFERED": "1"},
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def says(self, words: str, seconds: float = 180) -> None:
        """Wait until it has said something."""
        try:
            until(lambda: self._said(words), seconds, f"up says {words!r}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it said:\n{self.output.read_text('utf-8')}") from None

    def _said(self, words: str) -> bool:
        if self.process.poll() is not None:
            raise AssertionError("up has ended")
        return words in self.output.read_text("utf-8")

    def family(self) -> list[psutil.Process]:
        """Give every process that runs under it."""
        return list(self.process.children(recursive=True))

    def one(self, *words: str) -> psutil.Process:
        """Give the child whose command line ends in these words."""
        return next(child for child in self.process.children() if child.cmdline()[-len(words) :] == list(words))

    def records(self, topic: str) -> list[Any]:
        """Give the committed records of a topic."""
        return list(read_to_end(self.settings, topic))

    def accounts(self) -> Accounts:
        """Give what has become of the articles."""
        accounts = Accounts()
        for topic in TOPICS:
            for record in self.records(topic):
                accounts.take(topic, record.value, record.headers)
        return accounts

    def settle(self, seconds: float = 300) -> Accounts:
        """Wait until every article of the intake has come to its end, and give what has become of them."""
        end = time.monotonic() + seconds
        while (accounts := self.accounts()).settled < len(self.records("articles")):
            assert time.monotonic() < end, f"{accounts.settled} articles were settled within {seconds:.0f} s"
            time.sleep(1)  # reading everything takes the time of those that work
        return accounts

    def events(self) -> list[Event]:
        """Give the events, in the order of the topic."""
        return [decode(Event, record.value) for record in self.records("events")]

    def interrupt(self) -> int:
        """Press Ctrl-C, and give the exit status."""
        self.process.send_signal(signal.SIGINT)
        return int(self.process.wait(60))


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Give those that still run; one that only waits to be collected does not."""
    return [process for process in processes if _status(process) not in (None, psutil.STATUS_ZOMBIE)]


def _status(process: psutil.Process) -> str | None:
    try:
        return str(process.status()) if process.is_running() else None
    except psutil.NoSuchProcess:
        return None


@contextmanager
def running_up(folder: Path, *options: str) -> Iterator[Up]:
    """Run it while the block lasts."""
    up = Up(folder, *options)
    try:
        yield up
    finally:
        if up.process.poll() is None:
            up.interrupt()
