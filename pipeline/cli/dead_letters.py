"""`frontwire dead-letters`: list, show and redrive what could not be processed."""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import click
import orjson
from kafka import KafkaProducer

from pipeline.cli import settings as settings_of
from pipeline.errors import BadInput
from pipeline.kafka.clients import client_arguments, reach
from pipeline.kafka.dead_letters import TOPIC, DeadLetter, Record, marker, open_letters, redriven
from pipeline.kafka.records import read_at, read_to_end
from pipeline.settings import Settings

KEPT = timedelta(days=365)
WARNED = timedelta(days=30)
LARGEST_REQUEST = 4 * 1024 * 1024
"""Bytes; the topic takes messages of 2 MiB."""


@click.group()
def command() -> None:
    """List, show and redrive what could not be processed. Nothing is lost: redriving leaves the letter where it is."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.option("--stage", help="Only what this stage could not process.")
@click.pass_context
def list_(ctx: click.Context, as_json: bool, stage: str | None) -> None:
    """List the open letters, oldest first; those that were redriven are not open."""
    letters = _open(reach(settings_of(ctx)), stage)
    if as_json:
        click.echo(orjson.dumps([_summary(letter) for letter in letters], option=orjson.OPT_INDENT_2))
        return
    for letter in letters:
        click.echo(_line(letter))
    click.echo(f"{len(letters)} open dead letters", err=True)


def _open(settings: Settings, stage: str | None = None) -> list[DeadLetter]:
    """Read the letters; warn of records that are none, and of letters that retention will delete soon."""
    records = (
        Record(record.offset, record.key, len(record.value or b""), tuple(record.headers))
        for record in read_to_end(settings, settings.topic(TOPIC))
    )
    letters, faults = open_letters(records)
    for fault in faults:
        click.echo(fault, err=True)
    _warn(letters)
    return [letter for letter in letters if stage in (None, letter.stage)]


def _warn(letters: Iterable[DeadLetter]) -> None:
    last = datetime.now(UTC) - (KEPT - WARNED)
    if due := [letter for letter in letters if letter.time < last]:
        click.echo(f"{len(due)} open letters are deleted within {WARNED.days} days: redrive or show them", err=True)


def _summary(letter: DeadLetter) -> dict[str, Any]:
    return {
        "number": letter.number,
        "time": letter.time,
        "stage": letter.stage,
        "topic": letter.topic,
        "partition": letter.partition,
        "offset": letter.offset,
        "attempts": letter.attempts,
        "error": letter.error,
        "key": _text(letter.key),
        "bytes": letter.size,
    }


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "backslashreplace")


def _printable(text: str) -> str:
    """Show what would steer the terminal as an escape: these bytes come from anywhere."""
    return "".join(each if each.isprintable() or each in "\n\t" else f"\\x{ord(each):02x}" for each in text)


def _line(letter: DeadLetter) -> str:
    at = f"{letter.topic}/{letter.partition}/{letter.offset}"
    when = letter.time.strftime("%Y-%m-%d %H:%M:%S")
    error = _printable(" ".join(letter.error.split()))
    return f"{letter.number}  {when}  {letter.stage}  {at}  {letter.size} bytes  {error}"


@command.command()
@click.argument("number", type=int)
@click.option("--raw", is_flag=True, help="Only the message's bytes, as they came, onto standard output.")
@click.pass_context
def show(ctx: click.Context, number: int, raw: bool) -> None:
    """Show an open letter: why it is one, its headers and its bytes."""
    settings = reach(settings_of(ctx))
    letter = _pick(_open(settings), [number])[0]
    value = _bytes_of(settings, letter)
    if raw:
        sys.stdout.buffer.write(value or b"")
        return
    for name, told in _summary(letter).items():
        click.echo(_printable(f"{name}: {told}"))
    for name, data in letter.headers:
        click.echo(_printable(f"header {name}: {_text(data)}"))
    click.echo()
    click.echo(_printable(_text(value) or ""))


def _bytes_of(settings: Settings, letter: DeadLetter) -> bytes | None:
    record = read_at(settings, settings.topic(TOPIC), letter.number)
    if record is None or record.offset != letter.number:
        raise BadInput(f"dead letter {letter.number} has just been deleted: its time was over")
    value: bytes | None = record.value
    return value


def _pick(letters: Iterable[DeadLetter], numbers: Sequence[int]) -> list[DeadLetter]:
    by_number = {letter.number: letter for letter in letters}
    for number in numbers:
        if number not in by_number:
            raise BadInput(f"there is no open dead letter {number}: `frontwire dead-letters list` shows them")
    return [by_number[number] for number in dict.fromkeys(numbers)]


@command.command()
@click.argument("numbers", type=int, nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every open letter.")
@click.option("--stage", help="With --all: only those of this stage.")
@click.pass_context
def redrive(ctx: click.Context, numbers: tuple[int, ...], every: bool, stage: str | None) -> None:
    """Send letters back to the topic that they failed on, for the stage that failed; other stages skip them."""
    if every == bool(numbers):
        raise click.UsageError("name the letters by their numbers, or say --all")
    settings = reach(settings_of(ctx))
    letters = _open(settings, stage)
    chosen = letters if every else _pick(letters, numbers)
    _send(settings, chosen)
    click.echo(f"{len(chosen)} redriven")


def _send(settings: Settings, letters: Iterable[DeadLetter]) -> None:
    """Send each and then its marker, acknowledged one by one: a crash between them redrives twice, never not."""
    with KafkaProducer(**client_arguments(settings), max_request_size=LARGEST_REQUEST) as producer:
        for letter in letters:
            again, closed = redriven(letter, _bytes_of(settings, letter)), marker(letter)
            producer.send(again.topic, again.value, again.key, headers=list(again.headers)).get()
            producer.send(settings.topic(closed.topic), closed.value, closed.key, headers=list(closed.headers)).get()
