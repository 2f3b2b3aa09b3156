"""The supervisor, with small Python processes as its children."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from pipeline.errors import WrongUsage
from pipeline.supervisor import LONGEST_PAUSE, Child, Supervisor, ending, pause

Scenario = Callable[[Supervisor, "Screen"], Awaitable[None]]

READY_THEN_SLEEP = "print('ready'); import time; time.sleep(600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + READY_THEN_SLEEP
WITH_GRANDCHILD = (
    "import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    " print(p.pid); p.wait()"
)


def child(name: str, program: str, *, rank: int = 0, grace: float = 5.0, once: bool = False) -> Child:
    """Give a child that runs a program given as text."""
    return Child(name, (sys.executable, "-c", program), rank=rank, grace=grace, once=once)


class Screen:
    """Keeps what is shown, and lets a test wait for a line."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self._changed = asyncio.Event()

    def show(self, name: str, line: str) -> None:
        """Take a line, as the supervisor gives it."""
        self.lines.append((name, line))
        self._changed.set()

    async def line(self, word: str, times: int = 1) -> str:
        """Wait until a line with the word was shown so many times; gives the last."""
        while True:
            found = [line for _, line in self.lines if word in line]
            if len(found) >= times:
                return found[-1]
            self._changed.clear()
            await self._changed.wait()


def run(scenario: Scenario) -> Screen:
    """Play a scenario under a supervisor that is stopped at its end."""

    async def play() -> Screen:
        screen = Screen()
        async with asyncio.timeout(60), Supervisor(screen.show) as supervisor:
            await scenario(supervisor, screen)
        return screen

    return asyncio.run(play())


def test_output_of_both_streams_comes_line_by_line_under_the_childs_name() -> None:
    """Standard output and error of a child are one stream of named lines."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("talker", "import sys; print('out'); print('err', file=sys.stderr)", once=True))
        await kept.ended.wait()

    assert sorted(run(scenario).lines) == [("talker", "err"), ("talker", "out")]


def test_a_line_of_megabytes_does_not_end_the_stream() -> None:
    """A line beyond the limit is left out and said so; the next one is shown."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("talker", "print('x' * 3_000_000); print('after')", once=True))
        await kept.ended.wait()

    assert ("talker", "after") in run(scenario).lines


def test_a_child_that_dies_is_started_again() -> None:
    """Each death is told with its status and followed by a new start."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        supervisor.start(child("mortal", "print('born'); raise SystemExit(75)"))
        await screen.line("born", times=2)

    assert ("mortal", "met a fatal fault; a new start in 0.25 s") in run(scenario).lines


def test_a_child_that_is_killed_is_started_again() -> None:
    """Death by kill -9 is a death like another."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("mortal", READY_THEN_SLEEP))
        await screen.line("ready")
        assert kept.pid is not None
        os.kill(kept.pid, signal.SIGKILL)
        await screen.line("ready", times=2)

    assert any("was killed by SIGKILL" in line for _, line in run(scenario).lines)


def test_wrong_usage_is_not_tried_again_but_raised_with_what_the_child_said() -> None:
    """A child that refuses its settings ends the whole with its own message."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        program = "import sys; print('frontwire: unknown setting X', file=sys.stderr); sys.exit(2)"
        supervisor.start(child("picky", program))
        await supervisor.watch()

    with pytest.raises(WrongUsage, match="picky refuses to start: unknown setting X"):
        run(scenario)


def test_a_refusal_before_anybody_waits_is_still_raised() -> None:
    """`watch` raises the refusal of a child that ended before the call."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("picky", "raise SystemExit(2)"))
        await kept.ended.wait()
        await supervisor.watch()

    with pytest.raises(WrongUsage, match="picky"):
        run(scenario)


def test_a_child_that_ends_by_itself_may_do_so() -> None:
    """A child that runs once is not started again, and its status is kept."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("replay", "print('done'); raise SystemExit(1)", once=True))
        await kept.ended.wait()
        assert kept.status == 1

    assert run(scenario).lines == [("replay", "done")]


def test_children_stop_in_the_order_of_their_rank() -> None:
    """The lowest rank has ended before the next is asked to."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        program = (
            "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: (print('bye'), sys.exit(0)));"
            " print('ready'); time.sleep(600)"
        )
        for name, rank in (("kafka", 2), ("agent", 1), ("poller", 0)):
            supervisor.start(child(name, program, rank=rank))
        await screen.line("ready", times=3)

    assert [name for name, line in run(scenario).lines if line == "bye"] == ["poller", "agent", "kafka"]


def test_a_child_that_does_not_hear_is_killed_after_its_grace() -> None:
    """SIGKILL follows SIGTERM when the grace is over."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("deaf", DEAF, grace=0.1))
        await screen.line("ready")
        await supervisor.stop()
        assert kept.status == -signal.SIGKILL

    run(scenario)


def test_hurry_ends_the_grace() -> None:
    """A second Ctrl-C kills at once what would have had an hour."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("deaf", DEAF, grace=3600))
        await screen.line("ready")
        supervisor.hurry()
        await supervisor.stop()
        assert kept.status == -signal.SIGKILL

    run(scenario)


def test_a_grandchild_does_not_outlive_the_child() -> None:
    """The whole process group is gone after a stop, parser processes included."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        supervisor.start(child("parent", WITH_GRANDCHILD))
        await screen.line("")

    grandchild = int(run(scenario).lines[0][1])
    assert gone(grandchild)


def test_a_grandchild_is_gone_before_a_new_start() -> None:
    """What a killed child left behind is swept before its successor runs."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("parent", WITH_GRANDCHILD))
        await screen.line("")
        grandchild = int(screen.lines[0][1])
        assert kept.pid is not None
        os.kill(kept.pid, signal.SIGKILL)
        await screen.line("was killed")
        assert gone(grandchild)

    run(scenario)


def test_a_child_that_waits_for_its_next_start_stops_at_once() -> None:
    """A stop does not wait for the pause between two lives."""

    async def scenario(supervisor: Supervisor, screen: Screen) -> None:
        kept = supervisor.start(child("mortal", "raise SystemExit(75)", grace=3600))
        await screen.line("a new start")
        await supervisor.stop()
        assert kept.state == "stopped"

    run(scenario)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
def test_nothing_is_left_when_the_supervisor_itself_is_killed(tmp_path: Path) -> None:
    """The kernel kills the children of a supervisor that died by kill -9."""
    program = tmp_path / "supervise.py"
    program.write_text(
        "import asyncio, sys\n"
        "from pipeline.supervisor import Child, Supervisor\n"
        "async def main():\n"
        "    async with Supervisor(lambda name, line: print(line, flush=True)) as supervisor:\n"
        f"        supervisor.start(Child('c', (sys.executable, '-c', {'import os; print(os.getpid());' + DEAF!r})))\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        assert supervisor.stdout.readline() == "ready\n"
        supervisor.kill()
    assert gone(pid)


def test_pauses_double_up_to_the_longest() -> None:
    """The backoff is exponential and bounded, however many deaths there were."""
    assert [pause(n) for n in (1, 2, 3)] == [0.25, 0.5, 1.0]
    assert pause(10_000) == LONGEST_PAUSE


def test_an_ending_is_told_in_words() -> None:
    """The statuses of the contract and signals have words of their own."""
    assert ending(-15) == "was killed by SIGTERM"
    assert ending(3) == "reached no broker"
    assert ending(9) == "ended with status 9"


def gone(pid: int) -> bool:
    """Whether a process ends, or has ended, within the minute that a slow machine may need."""
    try:
        process = psutil.Process(pid)
        return process.status() == psutil.STATUS_ZOMBIE or process.wait(60) is None
    except psutil.NoSuchProcess:
        return True
