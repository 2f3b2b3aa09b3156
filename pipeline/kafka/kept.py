"""The embedded Kafka beside an event loop: started in the background, started again when it ends by itself."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, Self

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.embedded import EmbeddedKafka
from pipeline.supervisor import HEALTHY_AFTER, Show, pause

WATCH_SECONDS: Final = 0.5
STOP_SECONDS: Final = 2.0
"""Its part of the ten seconds in which all stops; its data survive kill -9 as well."""


class KeptKafka:
    """Runs while the block lasts; `ready` waits until it answers."""

    def __init__(self, kafka: EmbeddedKafka, show: Show) -> None:
        self._kafka = kafka
        self._show = show
        # One thread for every call: the kernel kills Kafka when the thread that started it ends.
        self._thread = ThreadPoolExecutor(1, "kafka")

    async def __aenter__(self) -> Self:
        self._started = asyncio.ensure_future(self._call(self._kafka.start))
        self._watch = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watch.cancel()
        for pid in self._kafka.pids:  # a start that is under way ends with it
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        await asyncio.gather(self._started, return_exceptions=True)
        await self._call(lambda: self._kafka.stop(STOP_SECONDS))
        self._thread.shutdown()

    async def ready(self) -> None:
        """Wait for the first answer, or raise BrokerUnreachable."""
        await asyncio.shield(self._started)

    async def _call(self, work: Callable[[], object]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _keep(self) -> None:
        await asyncio.wait([self._started])
        deaths, up_since = 0, time.monotonic()
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if failure := self._kafka.failure():
                deaths = 1 if time.monotonic() - up_since > HEALTHY_AFTER else deaths + 1
                self._show("kafka", f"{failure}; a new start in {pause(deaths):g} s")
                await asyncio.sleep(pause(deaths))
                await self._revive()
                up_since = time.monotonic()

    async def _revive(self) -> None:
        try:
            await self._call(lambda: self._kafka.restart(1))
            await self._call(self._kafka.wait_until_ready)
            self._show("kafka", "answers again")
        except (BrokerUnreachable, OSError) as error:
            self._show("kafka", str(error))
