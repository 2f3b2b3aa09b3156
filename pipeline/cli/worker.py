"""`frontwire worker`: run the stages; one in this process, several each in a process of its own."""

import asyncio
import contextlib
import importlib
from collections.abc import Sequence

import click

from pipeline import logs
from pipeline.cli import settings as settings_of
from pipeline.kafka.clients import admin_client, reach
from pipeline.kafka.topics import STAGES, create_missing, topics
from pipeline.settings import Settings


@click.command()
@click.argument("stages", nargs=-1, type=click.Choice(tuple(STAGES)))
@click.option("--no-create-topics", is_flag=True, help="Do not create the topics that are missing.")
@click.pass_context
def command(ctx: click.Context, stages: tuple[str, ...], no_create_topics: bool) -> None:
    """Run STAGES (all without a name) until SIGTERM or Ctrl-C."""
    settings = reach(settings_of(ctx))
    if not no_create_topics:
        with admin_client(settings) as admin:
            create_missing(admin, topics(settings))
    if len(stages) == 1:
        run_stage(stages[0], settings)
    else:
        run_stages(stages or tuple(STAGES), settings)


def run_stage(stage: str, settings: Settings) -> None:
    """Run one stage in this process. A container that runs it may hold no other's libraries."""
    from agents.process import serve

    logs.configure(settings.log_level, settings.log_format, stage)
    asyncio.run(serve(importlib.import_module(f"agents.{stage}").build, settings))


def run_stages(stages: Sequence[str], settings: Settings) -> None:
    """Run several, each in a process of its own that is started again when it dies."""
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_keep(stages, settings))


async def _keep(stages: Sequence[str], settings: Settings) -> None:
    from rich.console import Console

    from pipeline import one_machine
    from pipeline.screen import Screen

    screen = Screen(Console(), bare=settings.log_format == "json")
    services = [service for service in one_machine.STAGES if service.name in stages]
    async with one_machine.running(settings, None, services, screen.line):
        await asyncio.Event().wait()
