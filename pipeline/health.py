"""Whether a service does its work: `/healthz`, `/readyz`, `/metrics` on HEALTH_PORT, in the service's own loop.

Health is assignment and progress, not a living pid: a service is unwell when it has had no partitions for too
long, when a batch has been in its hands for too long, or when messages wait and none is done.

`python -m pipeline.health PORT` asks a service on this machine and exits with 0 or 1; containers call it.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from pipeline.errors import WrongUsage

if TYPE_CHECKING:
    from aiohttp import web


@dataclass(slots=True)
class Progress:
    """What a service tells of itself as it works; the endpoints judge by it. Times are the clock's seconds."""

    patience: float = 90.0
    """Seconds without an assignment or progress, after which the service counts as unwell."""
    clock: Callable[[], float] = time.monotonic
    assigned: int | None = None
    """Partitions (a poller's: feeds); 0 is a standby's, null means that the group is not joined."""
    behind: int = 0
    """Messages that wait in the assigned partitions, as last seen."""
    busy_since: float | None = None
    loading: bool = True
    """Not at work yet: who loads a model has its own limit."""
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.clock()

    def joined(self, assigned: int) -> None:
        """Note an assignment."""
        self.assigned, self.loading, self.last = assigned, False, self.clock()

    def left(self) -> None:
        """Note that there is no assignment, not yet or not any more: from now on one is waited for."""
        self.assigned, self.busy_since, self.behind, self.last = None, None, 0, self.clock()
        self.loading = False

    def begin(self) -> None:
        """Note that a batch is in hand."""
        self.busy_since = self.clock()

    def done(self, behind: int = 0) -> None:
        """Note that the batch is acknowledged, and how many messages still wait."""
        self.busy_since, self.behind, self.last = None, behind, self.clock()

    def fault(self) -> str | None:
        """Say what is wrong, or nothing."""
        now = self.clock()
        idle = now - self.last
        if self.busy_since is not None and now - self.busy_since > self.patience:
            return f"a batch has been in hand for {now - self.busy_since:.0f} s"
        if self.assigned is None and not self.loading and idle > self.patience:
            return f"no partitions assigned for {idle:.0f} s"
        if self.assigned and self.behind and self.busy_since is None and idle > self.patience:
            return f"{self.behind} messages wait and none was done for {idle:.0f} s"
        return None

    def unready(self) -> str | None:
        """Say why the service does no work yet, or nothing."""
        return "no partitions assigned yet" if self.assigned is None else self.fault()

    async def stuck(self, period: float = 5.0) -> str:
        """Wait until something is wrong, looking every `period` seconds, and say what."""
        while not (fault := self.fault()):  # noqa: ASYNC110 - time itself may be the fault
            await asyncio.sleep(period)
        return fault


def application(progress: Progress) -> "web.Application":
    """Give the endpoints: 200 or 503 with one line of reason, and the metrics in Prometheus' text format."""
    from aiohttp import web
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    def verdict(fault: str | None) -> web.Response:
        return web.Response(text=f"{fault or 'ok'}\n", status=503 if fault else 200)

    async def healthz(_: web.Request) -> web.Response:
        return verdict(progress.fault())

    async def readyz(_: web.Request) -> web.Response:
        return verdict(progress.unready())

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    return app


@asynccontextmanager
async def serving(progress: Progress, host: str, port: int | None) -> AsyncIterator[int | None]:
    """Serve the endpoints while the block runs; gives the port (0 asks for a free one), or null without one."""
    if port is None:
        yield None
        return
    from aiohttp import web

    runner = web.AppRunner(application(progress), access_log=None)
    await runner.setup()
    try:
        await _listen(web.TCPSite(runner, host, port))
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _listen(site: "web.TCPSite") -> None:
    try:
        await site.start()
    except OSError as error:
        raise WrongUsage(f"{site.name} cannot serve health ({error.strerror}): set FRONTWIRE_HEALTH_PORT") from None


def check(port: int, path: str = "/healthz", seconds: float = 3.0) -> tuple[int | None, str]:
    """Ask the service on this machine: the HTTP status, null where nothing answers, and what it said."""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(1000).decode("utf-8", "replace").strip()
    except (OSError, HTTPException) as error:
        return None, f"no answer on port {port}: {error}"
    finally:
        connection.close()


if __name__ == "__main__":
    status, said = check(int(sys.argv[1]))
    sys.stdout.write(f"{said}\n")
    sys.exit(status != 200)
