"""What is done about a service that lives and does not work."""

import asyncio
import sys

import pytest

from pipeline.supervisor import Child, Supervisor
from pipeline.watch import SILENCE, Watch, stuck

READY_THEN_SLEEP = "print('ready'); import time; time.sleep(600)"


@pytest.mark.parametrize(
    ("status", "silent", "verdict"),
    [
        (200, 0.0, None),
        (503, 0.0, "a reason"),
        (None, SILENCE - 1, None),
        (None, SILENCE + 1, "no answer for 61 s"),
    ],
)
def test_stuck_is_who_says_so_or_is_silent_for_a_minute(status: int | None, silent: float, verdict: str | None) -> None:
    """An answer decides at once, silence only after its time."""
    assert stuck(status, "a reason", silent) == verdict


def test_a_stuck_service_is_started_again() -> None:
    """A living process that reports a fault is killed, and its supervisor starts it anew."""
    lines: list[str] = []
    born = asyncio.Queue[str]()

    def show(_: str, line: str) -> None:
        lines.append(line)
        if line == "ready":
            born.put_nowait(line)

    answers = iter([(503, "a batch has been in hand for 73 s")])

    async def scenario() -> None:
        async with asyncio.timeout(60), Supervisor(show) as supervisor:
            kept = supervisor.start(Child("extract", (sys.executable, "-c", READY_THEN_SLEEP)))
            await born.get()
            watching = asyncio.create_task(Watch({1: kept}, show, lambda *_: next(answers, (200, "ok"))).keep())
            await born.get()
            watching.cancel()

    asyncio.run(scenario())
    assert lines[:3] == [
        "ready",
        "is stuck (a batch has been in hand for 73 s) and is killed",
        "was killed by SIGKILL; a new start in 0.25 s",
    ]


def test_ready_waits_for_every_service_that_is_named() -> None:
    """It returns when the last one that was asked is ready; a service that was not named may be never."""
    asked: list[int] = []

    def ask(port: int, path: str) -> tuple[int | None, str]:
        asked.append(port)
        assert path == "/readyz"
        return (200 if asked.count(port) == port else 503), ""

    async def scenario() -> None:
        async with Supervisor(lambda *_: None) as supervisor:
            kept = [supervisor.start(Child(name, (sys.executable, "-c", ""), once=True)) for name in ("a", "b", "c")]
            watch = Watch(dict(enumerate(kept, 1)), lambda *_: None, ask)
            await watch.ready("a", "b")

    asyncio.run(scenario())
    assert asked == [1, 2, 2]
