"""The whole pipeline on one machine: an Apache Kafka of its own, and each service a supervised process.

    async with running(settings, runtime, services, show) as machine:
        machine.supervisor, machine.watch

The services load while Kafka starts, and wait for it. A service that is stuck is started again like one that died.
At the end the pollers stop first, then the stages, Kafka last.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from pipeline.kafka.embedded import free_ports
from pipeline.kafka.kept import KeptKafka
from pipeline.kafka.local import embedded_kafka
from pipeline.kafka.node import HOST, Runtime
from pipeline.settings import PREFIX, Settings
from pipeline.supervisor import Child, Kept, Show, Supervisor
from pipeline.watch import Watch


@dataclass(frozen=True)
class Service:
    """A command of `frontwire` that runs until it is stopped; the lowest rank stops first. `grace` in seconds."""

    name: str
    arguments: tuple[str, ...]
    rank: int
    grace: float


STAGES: Final = tuple(Service(name, ("worker", name), rank=1, grace=5.5) for name in ("dedupe", "extract", "link"))
"""A batch is done within 5 s."""
POLLER: Final = Service("poller", ("poll",), rank=0, grace=2.0)


@dataclass(frozen=True)
class Machine:
    """What keeps the services running, and knows whether they work."""

    supervisor: Supervisor
    watch: Watch


@asynccontextmanager
async def running(
    settings: Settings, runtime: Runtime | None, services: Sequence[Service], show: Show
) -> AsyncIterator[Machine]:
    """Run Kafka (none without a runtime: the settings name a cluster) and the services while the block lasts.

    The first SIGINT, SIGTERM or SIGHUP cancels the task that is in the block, the second kills what still runs.
    """
    async with AsyncExitStack() as stack:
        kafka = None
        if runtime:
            kafka = await stack.enter_async_context(KeptKafka(embedded_kafka(settings, runtime), show))
        supervisor = await stack.enter_async_context(Supervisor(show))
        _obey_signals(supervisor)
        watch = Watch(_start(supervisor, services, settings), show)
        if kafka:
            await kafka.ready()
        watching = asyncio.create_task(watch.keep())
        stack.callback(watching.cancel)
        yield Machine(supervisor, watch)


def _start(supervisor: Supervisor, services: Sequence[Service], settings: Settings) -> dict[int, Kept]:
    first = settings.health_port
    ports = range(first, first + len(services)) if first else free_ports(len(services))
    started = zip(ports, services, strict=True)
    return {port: supervisor.start(child(service, environ(settings, port))) for port, service in started}


def _obey_signals(supervisor: Supervisor) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    answers = iter([task.cancel] if task else [])

    def answer() -> None:
        next(answers, supervisor.hurry)()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, answer)


def bootstrap_servers(settings: Settings) -> str:
    """Give the cluster that the settings name, else the address of the embedded Kafka."""
    return settings.bootstrap_servers or f"{HOST}:{settings.kafka_port}"


def child(service: Service, environ: Mapping[str, str], *, once: bool = False) -> Child:
    """Give the process of a service."""
    command = (sys.executable, "-m", "pipeline", *service.arguments)
    return Child(service.name, command, environ, service.rank, service.grace, once)


def environ(settings: Settings, health_port: int) -> dict[str, str]:
    """Give a service's settings as its environment, whatever they came from."""
    values = settings.model_dump(exclude_none=True) | {
        "data_dir": settings.data_dir.absolute(),
        "bootstrap_servers": bootstrap_servers(settings),
        "health_host": HOST,
        "health_port": health_port,
    }
    return {PREFIX + key.upper(): str(value) for key, value in values.items()}
