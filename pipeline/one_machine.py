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
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kafka.errors import KafkaError

from pipeline.cache import user_cache
from pipeline.gazetteer.cache import compiled_file
from pipeline.kafka.clients import admin_client
from pipeline.kafka.embedded import free_ports
from pipeline.kafka.kept import KeptKafka
from pipeline.kafka.local import embedded_kafka, local_runtime
from pipeline.kafka.node import HOST, Runtime
from pipeline.kafka.progress import shown_progress
from pipeline.kafka.topics import create_missing, topics
from pipeline.settings import PREFIX, Settings
from pipeline.supervisor import Child, Kept, Show, Supervisor
from pipeline.watch import Watch

GAZETTEER: Final = "Compiling the gazetteer (once)"


@dataclass(frozen=True)
class Service:
    """A command of `frontwire`; the lowest rank stops first. `grace` in seconds."""

    name: str
    arguments: tuple[str, ...]
    rank: int
    grace: float
    once: bool = False
    """It does its work and ends; without it, it runs until it is stopped, and tells its health."""


def _stage(name: str) -> Service:
    return Service(name, ("worker", name), rank=1, grace=5.5)  # a batch is done within 5 s


DEDUPE: Final = _stage("dedupe")
EXTRACT: Final = _stage("extract")
LINK: Final = _stage("link")
STAGES: Final = (DEDUPE, EXTRACT, LINK)
POLLER: Final = Service("poller", ("poll",), rank=0, grace=2.0)


def replaying(*paths: Path) -> Service:
    """Give a replay of files and folders."""
    return Service("replay", ("replay", *map(str, paths)), rank=0, grace=2.0, once=True)


def prepare(settings: Settings) -> Runtime | None:
    """Fetch and compile once what later starts find; gives what Kafka runs on, or nothing if a cluster is named."""
    with shown_progress() as progress:
        compiled_file(user_cache(), lambda _, part: progress(GAZETTEER, round(100 * part), 100), settings.geonames_file)
    return None if settings.bootstrap_servers else local_runtime(settings)


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

    The first SIGINT, SIGTERM or SIGHUP cancels the task that is in the block, the second kills what still runs. A
    service that refuses to start ends the block with what it said.
    """
    async with AsyncExitStack() as stack:
        kafka = None
        if runtime:
            kafka = await stack.enter_async_context(KeptKafka(embedded_kafka(settings, runtime), show))
        supervisor = await stack.enter_async_context(Supervisor(show))
        _obey_signals(supervisor)
        await stack.enter_async_context(_refusals(supervisor))
        watch = Watch(_start(supervisor, services, settings), show)
        if kafka:
            await kafka.ready()
        watching = asyncio.create_task(watch.keep())
        stack.callback(watching.cancel)
        yield Machine(supervisor, watch)


def _start(supervisor: Supervisor, services: Sequence[Service], settings: Settings) -> dict[int, Kept]:
    """Start all, each with a health port of its own; gives those that run on by their ports."""
    first, number = settings.health_port, len(services)
    free = (port for port in free_ports(number + 1) if port != settings.kafka_port)
    ports = range(first, first + number) if first else islice(free, number)
    started = [
        (port, service, supervisor.start(child(service, environ(settings, port))))
        for port, service in zip(ports, services, strict=True)
    ]
    return {port: kept for port, service, kept in started if not service.once}


@asynccontextmanager
async def _refusals(supervisor: Supervisor) -> AsyncIterator[None]:
    """Raise in the block what a service that refuses to start has said."""
    task, refusal = asyncio.current_task(), asyncio.create_task(supervisor.watch())
    refusal.add_done_callback(lambda done: done.cancelled() or (task and task.cancel()))
    try:
        yield
    except asyncio.CancelledError:
        if refusal.done():
            refusal.result()
        raise
    finally:
        refusal.cancel()


def _obey_signals(supervisor: Supervisor) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    answers = iter([task.cancel] if task else [])

    def answer() -> None:
        next(answers, supervisor.hurry)()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, answer)


def create_topics(settings: Settings) -> None:
    """Create what is missing; the services do it too, and what shows their topics needs them first."""
    with admin_client(settings) as admin:
        create_missing(admin, topics(settings))
        # Kafka makes its own topics, for groups and for transactions, when they are first asked for: while all loads.
        for ask in (admin.describe_groups, admin.describe_transactions):
            with suppress(KafkaError):
                ask([settings.topic(DEDUPE.name)])


def bootstrap_servers(settings: Settings) -> str:
    """Give the cluster that the settings name, else the address of the embedded Kafka."""
    return settings.bootstrap_servers or f"{HOST}:{settings.kafka_port}"


def child(service: Service, environ: Mapping[str, str]) -> Child:
    """Give the process of a service."""
    command = (sys.executable, "-m", "pipeline", *service.arguments)
    return Child(service.name, command, environ, service.rank, service.grace, service.once)


def environ(settings: Settings, health_port: int) -> dict[str, str]:
    """Give a service's settings as its environment, whatever they came from."""
    values = settings.model_dump(exclude_none=True) | {
        "data_dir": settings.data_dir.absolute(),
        **({"geonames_file": settings.geonames_file.absolute()} if settings.geonames_file else {}),
        "bootstrap_servers": bootstrap_servers(settings),
        "health_host": HOST,
        "health_port": health_port,
    }
    return {PREFIX + key.upper(): str(value) for key, value in values.items()}
