"""What `subscribe` writes of each message, by format."""

import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import orjson
from rich.console import Console
from rich.text import Text

from pipeline import contract
from pipeline.contract import read
from pipeline.errors import BadMessage, WrongUsage
from pipeline.kafka.headers import readable
from pipeline.render import geojson, lines, pretty, table
from pipeline.subscribe.follow import Record

Format = Literal["pretty", "jsonl", "geojson", "csv"]

MODELS: Final[Mapping[str, type[contract.Message] | None]] = {
    "articles": contract.Article,
    "articles.unique": contract.Article,
    "articles.duplicate": contract.DuplicateReport,
    "articles.extracted": contract.Receipt,
    "events": contract.Event,
    "incidents": contract.Incident,
    "dedupe.state": contract.DedupeState,
    "link.state": contract.LinkState,
    "link.articles": contract.LinkedArticle,
    "dead-letters": None,
    "feeds": contract.FeedSpec,
    "feeds.state": contract.FeedState,
}
"""What is on each topic; dead letters are any bytes."""

_IDENTITIES: Final = {"events": "event_id", "incidents": "incident_id"}

Render = Callable[[Any], str]
"""A message, as parsed JSON, to what is written of it, its line end included."""


@dataclass(frozen=True, slots=True)
class Output:
    """What is written before all messages, and for each."""

    header: str
    render: Render


def output(topic: str, form: Format) -> Output:
    """Give the output of a topic in a format, or raise WrongUsage where it has no such form."""
    if form == "jsonl":
        return Output("", _jsonl)
    if form == "pretty":
        return Output("", _pretty(topic))
    if topic not in _IDENTITIES:
        raise WrongUsage(f"--format {form} is for {' and '.join(_IDENTITIES)}; {topic} has pretty and jsonl")
    if form == "csv":
        return Output(table.header(topic), _checked(topic, lambda message: table.row(topic, message)))
    return Output("", _checked(topic, lambda message: geojson.line(message, _IDENTITIES[topic]).decode()))


def message(topic: str, record: Record) -> Any:
    """Give a record's message as parsed JSON, or raise BadMessage; a dead letter is its key, headers and bytes."""
    if topic != "dead-letters":
        return contract.parse(record.value)
    return {
        "offset": record.offset,
        "key": _text(record.key),
        "headers": readable(record.headers),
        "value": _text(record.value),
    }


def _text(data: bytes | None) -> str | None:
    """Give bytes as text, or in base64 where they are none."""
    if data is None:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"base64:{b64encode(data).decode()}"


def _checked(topic: str, render: Render) -> Render:
    """Render what is a message of the topic, as it came; anything else raises BadMessage."""
    model = MODELS[topic]

    def checked(message: Any) -> str:
        if model is not None:
            read(model, message)
        return render(message)

    return checked


def _jsonl(message: Any) -> str:
    return orjson.dumps(message).decode() + "\n"


def _pretty(topic: str) -> Render:
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)

    def render(message: Any) -> str:
        # Captured, because rich ends the process with status 1 when a pipe is closed.
        with console.capture() as capture:
            console.print(_told(topic, message), markup=False)
        return capture.get()

    return render


def _told(topic: str, message: Any) -> Text | str:
    model = MODELS[topic]
    if model is None:
        return lines.dead_letter(message["headers"], len(message["value"] or ""))
    read_message = read(model, message)
    if isinstance(read_message, contract.Event):
        return pretty.event(read_message).append("\n")
    if isinstance(read_message, contract.Incident):
        return pretty.incident(read_message).append("\n")
    return lines.OF[model](read_message)


def fault(record: Record, error: BadMessage) -> str:
    """Say which record is bad and why."""
    return f"partition {record.partition} offset {record.offset}: {error}"
