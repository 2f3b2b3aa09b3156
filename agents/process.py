"""A stage's process: it ends by itself when it is asked to, and at once when it cannot go on."""

import asyncio
import signal
from collections.abc import Callable
from typing import Final

from agents.service import Service, die
from pipeline.errors import BrokerUnreachable, Fatal, WrongUsage
from pipeline.health import serving
from pipeline.settings import Settings

STOP_SECONDS: Final = 4.0
"""A stop that takes longer is cut short: what is in hand will be delivered again."""


async def serve(build: Callable[[Settings], Service], settings: Settings) -> None:
    """Run a stage until SIGTERM or Ctrl-C; what a person can mend is raised, anything else ends the process."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    service = build(settings)
    try:
        async with serving(service.progress, settings.health_host, settings.health_port):
            await _work(service, stop)
    except (WrongUsage, BrokerUnreachable):
        raise
    except BaseException as error:
        die(service.name, error)
        raise


async def _work(service: Service, stop: asyncio.Event) -> None:
    await service.open()
    service.progress.left()  # loaded: from now on an assignment is waited for
    await service.app.start()
    asked = asyncio.create_task(stop.wait())
    crashed = asyncio.create_task(service.app.wait_until_stopped())
    stuck = asyncio.create_task(service.progress.stuck())
    await asyncio.wait([asked, crashed, stuck], return_when=asyncio.FIRST_COMPLETED)
    if not stop.is_set() and stuck.done():
        raise Fatal(stuck.result())
    if not stop.is_set():
        raise service.app.crash_reason or Fatal("Faust has stopped by itself")
    async with asyncio.timeout(STOP_SECONDS):
        await service.app.stop()
        await service.close()
