"""`frontwire up`: the whole pipeline on one machine, until Ctrl-C."""

import asyncio
import logging
import time
from collections import Counter
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import click
from kafka.errors import KafkaError
from rich.console import Console

from pipeline import logs
from pipeline.cli import settings as settings_of
from pipeline.contract import Event, decode
from pipeline.errors import BadMessage, BrokerUnreachable
from pipeline.kafka.clients import reach
from pipeline.kafka.dead_letters import REDRIVEN
from pipeline.kafka.endpoint import FOLDER
from pipeline.kafka.headers import readable
from pipeline.kafka.node import Runtime
from pipeline.kafka.tail import tail
from pipeline.kafka.traffic import intake
from pipeline.one_machine import (
    POLLER,
    STAGES,
    Machine,
    bootstrap_servers,
    child,
    create_topics,
    environ,
    prepare,
    replaying,
    running,
)
from pipeline.render import lines, pretty
from pipeline.screen import Screen
from pipeline.settings import Settings

LIVELY_SECONDS: Final = 2.0
QUIET_SECONDS: Final = 30.0
"""Between two summaries: on a terminal, and elsewhere."""
RETRY_SECONDS: Final = 1.0


@click.command()
@click.option("--bootstrap-servers", help="A Kafka cluster to use, instead of an Apache Kafka of its own.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port of its own Kafka on 127.0.0.1 (9092).")
@click.option("--replay", type=click.Path(exists=True, path_type=Path), help="Replay a file or folder when ready.")
@click.pass_context
def command(ctx: click.Context, bootstrap_servers: str | None, port: int | None, replay: Path | None) -> None:
    """Run the whole pipeline on this machine: Kafka, poller, stages. Ctrl-C stops it."""
    settings = settings_of(ctx, bootstrap_servers=bootstrap_servers, kafka_port=port)
    logs.configure(settings.log_level, settings.log_format, "up")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # a broker that is away is told in one line
    screen = Screen(Console(), bare=settings.log_format == "json")
    screen.write(f"Frontwire {version('frontwire')} is starting ...")
    settings = reach(settings) if settings.bootstrap_servers else settings
    runtime = prepare(settings)
    with suppress(asyncio.CancelledError):
        asyncio.run(_up(settings, runtime, screen, replay))
    screen.write("stopped")


async def _up(settings: Settings, runtime: Runtime | None, screen: Screen, replay: Path | None) -> None:
    start = time.monotonic()
    async with running(settings, runtime, (*STAGES, POLLER), screen.line) as machine:
        settings = settings.model_copy(update={"bootstrap_servers": bootstrap_servers(settings)})
        await asyncio.to_thread(create_topics, settings)
        counts: Counter[str] = Counter()
        with screen.staying():
            async with asyncio.TaskGroup() as group:
                group.create_task(_show_events(settings, screen, counts))
                group.create_task(_summarise(settings, machine, screen, counts))
                group.create_task(
                    _welcome(settings, machine, screen, start, replay=replay, embedded=runtime is not None)
                )


async def _welcome(
    settings: Settings, machine: Machine, screen: Screen, start: float, *, replay: Path | None, embedded: bool
) -> None:
    await machine.watch.ready(*(stage.name for stage in STAGES))
    own = f" (its data and log: {settings.data_dir / FOLDER})" if embedded else ""
    screen.write(
        f"ready after {time.monotonic() - start:.1f} s\n"
        f"  Kafka      {settings.bootstrap_servers}{own}\n"
        "  subscribe  frontwire subscribe, or any Kafka client on the topic events\n"
        "  replay     frontwire replay seeds/\n"
        "  follow     frontwire feeds add URL\n"
        "  stop       Ctrl-C"
    )
    if replay:
        machine.supervisor.start(child(replaying(replay), environ(settings, 0)))


async def _show_events(settings: Settings, screen: Screen, counts: Counter[str]) -> None:
    """Show events and dead letters as they come; a broker that is gone is waited for."""
    while True:
        with suppress(KafkaError):
            async with tail(settings, ("events", "dead-letters"), "latest") as read:
                while True:
                    for topic, record in await read(RETRY_SECONDS):
                        if REDRIVEN not in readable(record.headers):  # closes a letter, and is none
                            counts[topic] += 1
                            _show(topic, record, screen)
        await asyncio.sleep(RETRY_SECONDS)


def _show(topic: str, record: Any, screen: Screen) -> None:
    if screen.bare:
        screen.line(topic, (record.value or b"").decode("utf-8", "replace"))
    elif topic == "events":
        with suppress(BadMessage):  # somebody else's message; `subscribe` names it
            screen.write(pretty.event(decode(Event, record.value)).append("\n"))
    else:
        screen.line("dead", lines.dead_letter(readable(record.headers), len(record.value or b"")))


async def _summarise(settings: Settings, machine: Machine, screen: Screen, counts: Counter[str]) -> None:
    """Say now and then how much came and went since the start, how far the stages are behind, and what does not run."""
    articles = None
    while True:
        try:
            total, behind = await asyncio.to_thread(intake, settings)
            articles = total if articles is None else articles
            screen.status(summary(total - articles, counts, behind, machine.supervisor.states()))
        except (BrokerUnreachable, KafkaError):
            screen.status("Kafka does not answer")
        await asyncio.sleep(LIVELY_SECONDS if screen.lively else QUIET_SECONDS)


def summary(articles: int, counts: Counter[str], behind: int, states: dict[str, str]) -> str:
    """Give the summary in one line; services are named only where they do not run."""
    ailing = "".join(f" · {name} {state}" for name, state in states.items() if state not in ("running", "stopped"))
    return (
        f"{articles} articles · {counts['events']} events · {counts['dead-letters']} dead letters · "
        f"{behind} behind{ailing}"
    )
