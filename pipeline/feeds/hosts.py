"""Turns at hosts: few requests at once, a pause between their starts, and silence where a host has asked for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from pipeline.feeds.clock import Clock
from pipeline.feeds.fetch import FetchFailed

AT_ONCE: Final = 2
PAUSE: Final = timedelta(seconds=1)
"""Between the starts of two requests to one host, however many feeds it has."""


@dataclass(slots=True)
class _Host:
    free: datetime
    """When the next request may start."""
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))


class Hosts:
    """The hosts of a process; what is remembered of each is some hundred bytes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, pause: timedelta = PAUSE, latest: datetime | None = None) -> AsyncIterator[None]:
        """Wait for a turn at a host, first come first served; it lasts as long as the block.

        The next one's comes after `pause`. Raises FetchFailed where it would come later than `latest`.
        """
        async with self._host(host).turns:
            await self.start(host, pause, latest)
            yield

    async def start(self, host: str, pause: timedelta = PAUSE, latest: datetime | None = None) -> None:
        """Wait until a request may start, without a turn: who has one might wait for another who waits for him."""
        at = self._host(host)
        while at.free > self._clock.now():  # it may have been held, or taken, meanwhile
            self._require_soon(at.free, latest)
            await self._clock.until(at.free)
        self._require_soon(self._clock.now(), latest)
        at.free = self._clock.now() + pause

    def _require_soon(self, turn: datetime, latest: datetime | None) -> None:
        if latest is not None and turn > latest:
            raise FetchFailed("its turn at its host comes too late for news")

    def hold(self, host: str, seconds: float) -> None:
        """Let no request to a host start for some time."""
        at = self._host(host)
        at.free = max(at.free, self._clock.now() + timedelta(seconds=seconds))

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(self._clock.now()))
