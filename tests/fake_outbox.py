"""An outbox that keeps what is sent, and an agent that runs without a broker."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from agents.service import Service
from pipeline.stages.message import Outgoing


class FakeOutbox:
    """Each `send` is a wave, acknowledged at once; with a fault it fails instead."""

    def __init__(self, fault: Exception | None = None) -> None:
        """Take the error with which every wave is to fail."""
        self.waves: asyncio.Queue[list[Outgoing]] = asyncio.Queue()
        self.fault = fault

    async def open(self) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""

    async def send(self, outputs: Sequence[Outgoing]) -> None:
        """Keep a wave that is not empty."""
        if self.fault:
            raise self.fault
        if outputs:
            self.waves.put_nowait(list(outputs))

    async def wave(self) -> list[Outgoing]:
        """Give the next wave that was sent."""
        async with asyncio.timeout(10):
            return await self.waves.get()


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[Any]:
    """Run a service's agent, its partitions taken over, and give its wrapper: `put(value, key=…, wait=False)`."""
    service.app.finalize()
    service.app.conf.store = "memory://"
    service.app.flow_control.resume()
    service.ready.set()
    (agent,) = service.app.agents.values()
    async with agent.test_context() as context:
        yield context
