"""`frontwire kafka`: the embedded Apache Kafka alone, in the foreground; `frontwire kafka reset` deletes its data."""

import signal
import sys
import time
from pathlib import Path
from types import FrameType

import click

from pipeline.cli import settings as settings_of
from pipeline.errors import Fatal
from pipeline.kafka.data_folder import DataFolder
from pipeline.kafka.embedded import EmbeddedKafka
from pipeline.kafka.endpoint import FOLDER
from pipeline.kafka.local import local_kafka
from pipeline.kafka.process import stop_orphans
from pipeline.settings import Settings

WATCH_SECONDS = 0.2


@click.group(invoke_without_command=True)
@click.option("--port", type=click.IntRange(1, 65535), help="The port on 127.0.0.1 (FRONTWIRE_KAFKA_PORT, 9092).")
@click.pass_context
def command(ctx: click.Context, port: int | None) -> None:
    """Run Apache Kafka alone, in the foreground; print its bootstrap address when it is ready."""
    if ctx.invoked_subcommand is None:
        _run(settings_of(ctx, kafka_port=port))


def _run(settings: Settings) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    with local_kafka(settings) as kafka:
        click.echo(kafka.bootstrap_servers)
        sys.stdout.flush()
        _watch(kafka)


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a signal handler's arguments
    sys.exit(0)


def _watch(kafka: EmbeddedKafka) -> None:
    """Wait for a signal; raise Fatal when Kafka ends by itself."""
    while not (failure := kafka.failure()):
        time.sleep(WATCH_SECONDS)
    raise Fatal(failure)


@command.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def reset(ctx: click.Context, yes: bool) -> None:
    """Delete the data of the embedded Kafka: all topics, all offsets."""
    folder = settings_of(ctx).data_dir / FOLDER
    if not folder.is_dir():
        click.echo(f"{folder} does not exist: nothing to delete")
        return
    _ours_alone(folder, ask=not yes)


def _ours_alone(folder: Path, *, ask: bool) -> None:
    """Delete under the folder's lock, so that no Kafka can be started on it meanwhile."""
    data = DataFolder(folder)
    data.acquire()
    try:
        if ask:
            click.confirm(f"Delete all topics and offsets in {folder}?", abort=True)
        stop_orphans(data.path)
        data.delete()
    finally:
        data.release()
    click.echo(f"deleted the data in {folder}")
