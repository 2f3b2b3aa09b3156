"""What counts as healthy, and how it is asked for."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from pipeline.errors import WrongUsage
from pipeline.health import Progress, check, serving
from pipeline.metrics import MESSAGES


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Tell the time, in seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Stand at some second."""
    return Clock()


@pytest.fixture
def progress(clock: Clock) -> Progress:
    """Be a service that has just started, and may rest for a minute."""
    return Progress(patience=60, clock=clock)


def test_a_service_that_loads_is_healthy_but_not_ready(progress: Progress, clock: Clock) -> None:
    """Loading takes its time, on a slow machine minutes; work cannot be expected yet."""
    clock.now += 600
    assert progress.fault() is None
    assert progress.unready() == "no partitions assigned yet"


def test_a_service_that_never_joins_is_unwell(progress: Progress, clock: Clock) -> None:
    """Without an assignment patience runs out, counted from when it was asked for."""
    clock.now += 600
    progress.left()
    assert progress.fault() is None
    clock.now += 61
    assert progress.fault() == "no partitions assigned for 61 s"


def test_an_idle_service_stays_well(progress: Progress, clock: Clock) -> None:
    """A night without articles is no fault."""
    progress.joined(12)
    clock.now += 86_400
    assert progress.fault() is None
    assert progress.unready() is None


def test_a_standby_stays_well(progress: Progress, clock: Clock) -> None:
    """A member of the group that owns nothing is as it should be."""
    progress.joined(0)
    clock.now += 86_400
    assert progress.unready() is None


def test_a_batch_that_hangs_is_unwell(progress: Progress, clock: Clock) -> None:
    """A batch in hand for longer than the patience is a fault, though the process lives."""
    progress.joined(12)
    progress.begin()
    clock.now += 61
    assert progress.fault() == "a batch has been in hand for 61 s"


def test_waiting_messages_without_progress_are_unwell(progress: Progress, clock: Clock) -> None:
    """Lag is no fault while batches are done, and is one when none is."""
    progress.joined(12)
    progress.begin()
    progress.done(behind=40)
    assert progress.fault() is None
    clock.now += 61
    assert progress.fault() == "40 messages wait and none was done for 61 s"


def test_stuck_waits_for_a_fault_and_tells_it(progress: Progress, clock: Clock) -> None:
    """A service can end itself for the same reason for which its endpoint calls it unwell."""

    async def scenario() -> str:
        waiting = asyncio.create_task(progress.stuck(period=0))
        await asyncio.sleep(0)
        assert not waiting.done()
        progress.left()
        clock.now += 61
        return await waiting

    assert asyncio.run(scenario()) == "no partitions assigned for 61 s"


def test_a_lost_assignment_gives_new_patience(progress: Progress, clock: Clock) -> None:
    """A rebalance drops the batch in hand and starts the wait anew."""
    progress.joined(12)
    progress.begin()
    clock.now += 59
    progress.left()
    clock.now += 59
    assert progress.fault() is None
    assert progress.unready() == "no partitions assigned yet"


def asked(progress: Progress, question: Callable[[int], Awaitable[None]]) -> None:
    """Serve on a free port and ask."""

    async def ask() -> None:
        async with serving(progress, "127.0.0.1", 0) as port:
            assert port is not None
            await question(port)

    asyncio.run(ask())


def test_the_endpoints_give_200_or_503_with_a_reason(progress: Progress, clock: Clock) -> None:
    """Both checks answer in one line of text."""

    async def question(port: int) -> None:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
            async with client.get("/healthz") as answer:
                assert (answer.status, await answer.text()) == (200, "ok\n")
            async with client.get("/readyz") as answer:
                assert (answer.status, await answer.text()) == (503, "no partitions assigned yet\n")
            progress.left()
            clock.now += 61
            async with client.get("/healthz") as answer:
                assert answer.status == 503

    asked(progress, question)


def test_metrics_are_served_in_prometheus_format(progress: Progress) -> None:
    """What a stage counts is what a scrape reads."""
    MESSAGES.labels("a-test", "emitted").inc(3)

    async def question(port: int) -> None:
        async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}/metrics") as answer:
            assert 'frontwire_messages_total{stage="a-test",verdict="emitted"} 3.0' in await answer.text()

    asked(progress, question)


def test_the_check_exits_with_the_verdict(progress: Progress, clock: Clock) -> None:
    """`python -m pipeline.health PORT` exits 0 when well and 1 when not, and says what it heard."""

    async def question(port: int) -> None:
        command = (sys.executable, "-m", "pipeline.health", str(port))
        progress.left()
        well = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
        clock.now += 61
        unwell = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
        assert (well.returncode, well.stdout) == (0, "ok\n")
        assert (unwell.returncode, unwell.stdout) == (1, "no partitions assigned for 61 s\n")

    asked(progress, question)


def test_no_answer_is_not_well(progress: Progress) -> None:
    """A port on which nobody listens counts as unwell, without a traceback."""
    ports: list[int] = []

    async def question(port: int) -> None:
        ports.append(port)

    asked(progress, question)
    status, said = check(ports[0])
    assert status is None
    assert said.startswith("no answer on port")


def test_a_taken_port_is_one_clear_line(progress: Progress) -> None:
    """Two services cannot share a health port; the error names the setting."""

    async def question(port: int) -> None:
        with pytest.raises(WrongUsage, match="FRONTWIRE_HEALTH_PORT"):
            async with serving(progress, "127.0.0.1", port):
                pass

    asked(progress, question)


def test_without_a_port_nothing_is_served(progress: Progress) -> None:
    """HEALTH_PORT is optional."""

    async def ask() -> None:
        async with serving(progress, "127.0.0.1", None) as port:
            assert port is None

    asyncio.run(ask())
