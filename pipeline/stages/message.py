"""One message in, exactly one verdict: emitted or dead-lettered. Anything else is an error, and fatal.

A stage names topics as the contract does; who sends puts the site's prefix before them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

CARRIED: Final = ("ingested_at", "traceparent")
"""The headers that travel with an article from stage to stage."""
LARGEST_CARRIED: Final = 256
"""Bytes of such a header; a longer one is somebody's mistake, and could make what comes of a message too large."""

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as it came; `timestamp` is the broker's, milliseconds since 1970."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    timestamp: int = 0

    @property
    def sent(self) -> datetime:
        """The time of sending."""
        return datetime.fromtimestamp(self.timestamp / 1000, UTC)

    @property
    def carried(self) -> Headers:
        """The headers that what comes of this message carries on."""
        newest = {name: value for name, value in self.headers if name in CARRIED and len(value) <= LARGEST_CARRIED}
        return tuple(newest.items())


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send; without a value it is a tombstone."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()

    @property
    def size(self) -> int:
        """Bytes of key and value."""
        return len(self.key or b"") + len(self.value or b"")


@dataclass(frozen=True, slots=True)
class Emitted:
    """The message is done, and this came of it; `receipt` is sent when all else is acknowledged."""

    outputs: tuple[Outgoing, ...] = ()
    receipt: Outgoing | None = None


@dataclass(frozen=True, slots=True)
class DeadLettered:
    """The message is poison: `error` says in one line why. Its bytes go to the dead letters, untouched."""

    error: str
    attempts: int = 1
    receipt: Outgoing | None = None


Verdict = Emitted | DeadLettered
