"""Link: an event becomes the whole current state of its incident; what is remembered is written beside it."""

from collections.abc import Iterator
from typing import Final

from pipeline.contract import Event, Incident, LinkState, decode, encode
from pipeline.errors import BadMessage
from pipeline.incidents import Memory, link
from pipeline.incidents.link import member
from pipeline.stages.message import DeadLettered, Emitted, Headers, Incoming, Outgoing, Verdict

LARGEST_MEMBER: Final = 8_000
"""Bytes of an event without its evidence; a sound one has two thousand."""


class Link:
    """The stage with its memory. Its messages come in the order of one log."""

    source = "events"
    state = "link.state"

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = Memory() if memory is None else memory

    def restore(self, value: bytes) -> None:
        """Take in a record of the state topic."""
        self.memory.remember(decode(LinkState, value))

    def __call__(self, incoming: Incoming) -> Verdict:
        """Give the verdict on an event, and remember it: an event after it finds it."""
        try:
            event = _read(incoming)
        except BadMessage as error:
            return DeadLettered(str(error))
        states = tuple(link(self.memory, event))
        return Emitted(tuple(self._outputs(states, incoming.carried)))

    def _outputs(self, states: tuple[LinkState, ...], carried: Headers) -> Iterator[Outgoing]:
        for state in states:
            self.memory.remember(state)
            key = state.incident_id.encode()
            yield Outgoing("incidents", key, encode(state.incident), carried)
            yield Outgoing(self.state, key, encode(state))
        for incident in self.memory.forget():
            yield _closed(incident)
            yield Outgoing(self.state, incident.incident_id.encode(), None)


def _read(incoming: Incoming) -> Event:
    event = decode(Event, incoming.value)
    size = len(encode(member(event)))
    if size > LARGEST_MEMBER:
        raise BadMessage(f"an event of {size:,} bytes without its evidence is too large to link ({LARGEST_MEMBER:,})")
    return event


def _closed(incident: Incident) -> Outgoing:
    status = "closed" if incident.status == "open" else incident.status
    last = incident.model_copy(update={"status": status, "revision": incident.revision + 1})
    return Outgoing("incidents", incident.incident_id.encode(), encode(last))
