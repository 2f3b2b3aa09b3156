"""Child processes that are started again when they die, and stopped in order.

    async with Supervisor(show) as supervisor:
        supervisor.start(Child("extract", command))      any number, at any time
        await supervisor.watch()                         until cancelled; raises when a child refuses to run

Every child is a session of its own, so that Ctrl-C reaches the supervisor alone; their output comes line by
line to `show(name, line)`. At the end those of the lowest `rank` stop first, and no process of a child's group
outlives it. On Linux the kernel kills the children when the supervisor itself is killed.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final, Self

from pipeline.errors import WrongUsage

Show = Callable[[str, str], None]

FIRST_PAUSE: Final = 0.25
LONGEST_PAUSE: Final = 30.0
"""Seconds between a death and the next start: doubled from the first to the longest."""
HEALTHY_AFTER: Final = 30.0
"""Seconds of life after which a death counts as the first again."""
_LONGEST_LINE: Final = 1 << 20
_LIBC: Final = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG: Final = 1  # prctl(2)


@dataclass(frozen=True)
class Child:
    """A process to keep running. `grace` is the seconds from SIGTERM to SIGKILL."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str] = field(default_factory=dict)
    rank: int = 0
    grace: float = 5.0
    once: bool = False
    """It ends by itself, and is not started again."""


def pause(deaths: int) -> float:
    """Give the seconds to wait after so many deaths in a row."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(deaths - 1, 20))


def ending(status: int) -> str:
    """Say in words how a process ended."""
    if status < 0:
        return f"was killed by {signal.Signals(-status).name}"
    known = {0: "ended by itself", 3: "reached no broker", 75: "met a fatal fault"}
    return known.get(status, f"ended with status {status}")


class Supervisor:
    """Keeps children running until the block ends."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._kept: dict[str, Kept] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._refusal: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def start(self, child: Child) -> "Kept":
        """Start a child and keep it running."""
        kept = self._kept[child.name] = Kept(child, self._show)
        task = asyncio.create_task(kept.keep())
        task.add_done_callback(self._note)
        self._tasks.append(task)
        return kept

    async def watch(self) -> None:
        """Wait for ever, or until a child refuses to run: raises what it has said."""
        await self._refusal

    async def stop(self) -> None:
        """Stop all, the lowest rank first; nothing is left when this returns."""
        rank = attrgetter("child.rank")
        for _, same in groupby(sorted(self._kept.values(), key=rank), key=rank):
            await asyncio.gather(*(kept.stop() for kept in same))
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._refusal.cancel()

    def hurry(self) -> None:
        """Kill all at once: somebody asked a second time."""
        for kept in self._kept.values():
            kept.kill()

    def states(self) -> dict[str, str]:
        """Give each child's state in a word or two, in the order of their start."""
        return {name: kept.state for name, kept in self._kept.items()}

    def _note(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None and not self._refusal.done():
            self._refusal.set_exception(error)


class Kept:
    """One child over its lives."""

    def __init__(self, child: Child, show: Show) -> None:
        self.child = child
        self.state = "starting"
        self.pid: int | None = None
        self.born = 0.0
        """When it was last started, by the monotonic clock."""
        self.ended = asyncio.Event()
        """Set when the child will not be started again."""
        self.status: int | None = None
        """How it ended last: an exit status, negative for a signal."""
        self._show = show
        self._stop = asyncio.Event()
        self._kill = asyncio.Event()
        self._last = ""

    async def keep(self) -> None:
        """Run the child, again and again; ends when stopped, or with an error where no new start can help."""
        try:
            await self._lives()
        finally:
            self.state = "stopped"
            self.ended.set()

    async def stop(self) -> None:
        """Ask the child to end, and see to it that it does within its grace."""
        self._stop.set()
        _signal(self.pid, signal.SIGTERM, os.kill)
        over = [asyncio.create_task(event.wait()) for event in (self.ended, self._kill)]
        await asyncio.wait(over, timeout=self.child.grace, return_when=asyncio.FIRST_COMPLETED)
        _signal(self.pid, signal.SIGKILL, os.killpg)
        await self.ended.wait()
        over[1].cancel()

    def kill(self) -> None:
        """End the grace of a stop at once."""
        self._kill.set()

    def renew(self) -> None:
        """Kill the child, so that it is started again."""
        _signal(self.pid, signal.SIGKILL, os.killpg)

    async def _lives(self) -> None:
        deaths = 0
        while not self._stop.is_set():
            self.born = time.monotonic()
            self.status = await self._live()
            if self._stop.is_set() or self.child.once:
                return
            if self.status == WrongUsage.exit_status:
                raise WrongUsage(f"{self.child.name} refuses to start: {self._last.removeprefix('frontwire: ')}")
            deaths = 1 if time.monotonic() - self.born > HEALTHY_AFTER else deaths + 1
            await self._rest(self.status, pause(deaths))

    async def _rest(self, status: int, seconds: float) -> None:
        self.state = "waiting"
        self._show(self.child.name, f"{ending(status)}; a new start in {seconds:g} s")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def _live(self) -> int:
        """Run the child once and give how it ended; its whole group is gone then."""
        async with _lines() as (lines, end):
            try:
                process = await self._start(end)
            finally:
                os.close(end)
            return await self._follow(process, lines)

    async def _start(self, output: int) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.child.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.child.environ},
            start_new_session=True,
            preexec_fn=partial(die_with, os.getpid()) if _LIBC else None,
        )

    async def _follow(self, process: asyncio.subprocess.Process, lines: asyncio.StreamReader) -> int:
        self.pid, self.state = process.pid, "running"
        if self._stop.is_set():
            _signal(self.pid, signal.SIGTERM, os.kill)
        copy = asyncio.create_task(self._copy(lines))
        status = await process.wait()
        _signal(self.pid, signal.SIGKILL, os.killpg)
        self.pid = None
        # What left the group, such as Kafka's own session, may hold the pipe open: its output ends here.
        await asyncio.wait([copy], timeout=1)
        copy.cancel()
        return status

    async def _copy(self, lines: asyncio.StreamReader) -> None:
        while line := await _next(lines):
            text = line.decode("utf-8", "replace").rstrip()
            if text:
                self._last = text
                self._show(self.child.name, text)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when `parent`, which has just made it, dies. Linux; no more than a call."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the call
        os._exit(1)


@asynccontextmanager
async def _lines() -> AsyncIterator[tuple[asyncio.StreamReader, int]]:
    """Give a reader of lines and the file that writes to it.

    A pipe of our own: asyncio's `wait()` would wait until every process that inherited its pipe is gone.
    """
    read, write = os.pipe()
    lines = asyncio.StreamReader(limit=_LONGEST_LINE)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(read, "rb", buffering=0)
    )
    try:
        yield lines, write
    finally:
        transport.close()


async def _next(lines: asyncio.StreamReader) -> bytes:
    try:
        return await lines.readline()
    except ValueError:
        return b"(a line of more than a megabyte is left out)\n"


def _signal(pid: int | None, number: signal.Signals, send: Callable[[int, int], None]) -> None:
    """Send a signal to a process or, by `os.killpg`, its group; one that is gone is no error."""
    if pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS refuses a group of zombies
            send(pid, number)
