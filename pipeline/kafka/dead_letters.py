"""Dead letters: what a stage could not process, with its bytes untouched and its reason in the headers.

    message ▸ dead_letter ▸ topic dead-letters ▸ open_letters ▸ redriven ▸ the topic that it failed on

A redriven message goes back to the topic on which it failed, under its key, with a header that names the stage
that it is for; stages skip what is for another (`is_for`). That it was redriven stands in `dead-letters` too, as a
record of its own, a marker that names the letter by its offset: nothing is altered or deleted, and which letters are
open follows from the topic alone. The message is sent first and the marker after, so a crash between them redrives
twice, never not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipeline.errors import BadMessage
from pipeline.kafka.headers import readable
from pipeline.stages.message import Headers, Incoming, Outgoing

TOPIC: Final = "dead-letters"
REDRIVE_FOR: Final = "redrive-for"
"""Header of a redriven message: the one stage that it is for."""
REDRIVEN: Final = "redriven"
"""Header of a marker: the offset of the letter, in `dead-letters`, that was redriven."""
LONGEST_ERROR: Final = 2000
"""Characters; the headers must fit beside the largest message."""

_NAMES: Final = ("topic", "partition", "offset", "stage", "error", "attempts", "time")


@dataclass(frozen=True)
class DeadLetter:
    """A dead letter as it lies at offset `number` of `dead-letters`, with the message's own headers.

    Of its bytes it has only how many there are: a list of letters must fit into memory.
    """

    number: int
    topic: str
    partition: int
    offset: int
    stage: str
    error: str
    attempts: int
    time: datetime
    key: bytes | None
    size: int
    headers: Headers


@dataclass(frozen=True)
class Record:
    """A record of `dead-letters` without its value, of which `size` is the number of bytes."""

    offset: int
    key: bytes | None
    size: int
    headers: Headers


def dead_letter(message: Incoming, stage: str, error: str, attempts: int, time: datetime) -> Outgoing:
    """Give what is sent to `dead-letters` for a message: its key and bytes as they came, and why in the headers."""
    told = {
        "topic": message.topic,
        "partition": message.partition,
        "offset": message.offset,
        "stage": stage,
        "error": error[:LONGEST_ERROR],
        "attempts": attempts,
        "time": time.isoformat(),
    }
    reasons = tuple((name, str(value).encode("utf-8", "replace")) for name, value in told.items())
    # No client sends a message with neither key nor value, though the broker keeps such ones.
    key = b"" if message.key is None and message.value is None else message.key
    return Outgoing(TOPIC, key, message.value, _own(message.headers) + reasons)


def _own(headers: Headers) -> Headers:
    """Give the message's own headers: one that dies again has one set of reasons, and none closes a letter."""
    return tuple((name, value) for name, value in headers if name not in (*_NAMES, REDRIVE_FOR, REDRIVEN))


def read_dead_letter(record: Record) -> DeadLetter:
    """Read a letter back, or raise BadMessage where the record is none."""
    told = readable(record.headers)
    try:
        return DeadLetter(
            number=record.offset,
            topic=told["topic"],
            partition=int(told["partition"]),
            offset=int(told["offset"]),
            stage=told["stage"],
            error=told["error"],
            attempts=int(told["attempts"]),
            time=datetime.fromisoformat(told["time"]),
            key=record.key,
            size=record.size,
            headers=_own(record.headers),
        )
    except (KeyError, ValueError) as error:
        raise BadMessage(f"the record at offset {record.offset} is no dead letter: {error!r}") from None


def open_letters(records: Iterable[Record]) -> tuple[list[DeadLetter], list[str]]:
    """Give the letters that were not redriven, oldest first, and what is wrong with the records that are none."""
    letters: dict[int, DeadLetter] = {}
    faults: list[str] = []
    for record in records:
        closed = [value for name, value in record.headers if name == REDRIVEN]
        if closed and closed[0].isdigit():
            letters.pop(int(closed[0]), None)
            continue
        try:
            letters[record.offset] = read_dead_letter(record)
        except BadMessage as error:
            faults.append(str(error))
    return list(letters.values()), faults


def redriven(letter: DeadLetter, value: bytes | None) -> Outgoing:
    """Give the message to send again, with the letter's bytes; its topic is the full name, as the letter has it."""
    return Outgoing(letter.topic, letter.key, value, (*letter.headers, (REDRIVE_FOR, letter.stage.encode())))


def marker(letter: DeadLetter) -> Outgoing:
    """Give the record that closes a letter."""
    return Outgoing(TOPIC, letter.key, b"", ((REDRIVEN, str(letter.number).encode()),))


def is_for(headers: Headers, stage: str) -> bool:
    """Tell whether a stage is to process a message: every message, but of the redriven ones only its own."""
    return all(value == stage.encode() for name, value in headers if name == REDRIVE_FOR)
