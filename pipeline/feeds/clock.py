"""The time of day, and how it is waited for: a day passes in seconds where that is wanted."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(slots=True)
class Clock:
    """What a poller knows the time by."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def until(self, time: datetime) -> None:
        """Wait until a time; one that is past is not waited for."""
        await self.sleep(max(0.0, (time - self.now()).total_seconds()))
