"""Whether supervised services do their work: a living pid is not enough.

Each is asked at its health port. One that says that it is stuck, or that has not answered for a minute, is killed, and
its supervisor starts it again.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Final

from pipeline.health import check
from pipeline.supervisor import Kept, Show

PERIOD: Final = 2.0
"""Seconds between two questions."""
SILENCE: Final = 60.0
"""Seconds without an answer after which a service counts as hung; starting takes a few."""
_SOON: Final = 0.1

Ask = Callable[[int, str], tuple[int | None, str]]


def stuck(status: int | None, said: str, silent: float) -> str | None:
    """Say why a service is to be started again, or nothing; `silent` is the seconds since its last answer."""
    if status is None:
        return f"no answer for {silent:.0f} s" if silent > SILENCE else None
    return None if status == 200 else said


class Watch:
    """Follows services by their health ports."""

    def __init__(self, services: Mapping[int, Kept], show: Show, ask: Ask = check) -> None:
        self._services = services
        self._show = show
        self._ask = ask
        self._heard = dict.fromkeys(services, 0.0)

    async def ready(self, *names: str) -> None:
        """Wait until each of the named services has its partitions."""
        for port in [port for port, kept in self._services.items() if kept.child.name in names]:
            while (await asyncio.to_thread(self._ask, port, "/readyz"))[0] != 200:  # noqa: ASYNC110 - another process
                await asyncio.sleep(_SOON)

    async def keep(self) -> None:
        """Ask for ever, and renew what is stuck."""
        while True:
            for port, kept in self._services.items():
                await self._judge(port, kept)
            await asyncio.sleep(PERIOD)

    async def _judge(self, port: int, kept: Kept) -> None:
        status, said = await asyncio.to_thread(self._ask, port, "/healthz")
        now = time.monotonic()
        if status is not None:
            self._heard[port] = now
        why = stuck(status, said, now - max(self._heard[port], kept.born))
        if why and kept.pid is not None:
            self._show(kept.child.name, f"is stuck ({why}) and is killed")
            kept.renew()
