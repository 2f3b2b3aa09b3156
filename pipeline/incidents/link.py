"""An event ▸ the incidents that it changes, as a pure function; the memory is only read.

the same event again, the same content      its incident, as it stands
no longer an event that happened            leaves its incident
changed, and still fits (or is alone)       takes its own place
changed, and fits no longer                 leaves, and is linked anew
new                                         joins the incident that it tells of, or opens one
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from pipeline.contract import Event, LinkState, encode
from pipeline.contract.ids import digest, incident_id
from pipeline.incidents.assemble import assemble
from pipeline.incidents.match import linkable
from pipeline.incidents.memory import Memory, fits

MOST_MEMBERS: Final = 80
"""So many reports of an incident are kept, the newest: 640 kB at the most, of the 1 MiB that its topic takes."""
MOST_EVENTS: Final = 1000
"""So many are known by id and hash: 140 kB."""
_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)


def link(memory: Memory, event: Event) -> Iterator[LinkState]:
    """Give the new state of each incident that an event changes."""
    content = content_of(event)
    home = memory.home(event.event_id)
    if home and home.events[event.event_id] == content:
        yield home
        return
    stays = home if home and linkable(event) and (len(home.events) == 1 or fits(event, home)) else None
    if home and not stays:
        yield _without(home, event)
    if linkable(event):
        target = stays or memory.find(event)
        name, known = (target.incident_id, target) if target else _own(memory, event, content)
        yield _with(name, known, event, content)


def content_of(event: Event) -> str:
    """Give a hash of what an event says; when it was extracted is no part of it."""
    return digest("event-content/1", encode(event.model_copy(update={"extracted_at": _NO_TIME})).decode())


def member(event: Event) -> Event:
    """Give of an event what its incident is made of."""
    return event.model_copy(update={"evidence": (), "derived": (), "locations": (), "notes": event.notes[:300]})


def _own(memory: Memory, event: Event, content: str) -> tuple[str, LinkState | None]:
    """Give the id of the incident that an event opens, which it may have opened before and left empty.

    Where it has left others behind in it, its next incident is another one.
    """
    name = incident_id(event.event_id)
    known = memory.get(name)
    return (incident_id(f"{event.event_id}/{content}"), None) if known and known.events else (name, known)


def _with(name: str, known: LinkState | None, event: Event, content: str) -> LinkState:
    events = (known.events if known else {}) | {event.event_id: content}
    return _state(name, _placed(known.members if known else (), member(event)), events, known, event)


def _without(known: LinkState, event: Event) -> LinkState:
    events = {event_id: content for event_id, content in known.events.items() if event_id != event.event_id}
    members = tuple(one for one in known.members if one.event_id != event.event_id)
    return _state(known.incident_id, members, events, known, event)


def _placed(members: tuple[Event, ...], new: Event) -> tuple[Event, ...]:
    """Put an event in its old place among the members, or at the end."""
    if all(one.event_id != new.event_id for one in members):
        return (*members, new)
    return tuple(new if one.event_id == new.event_id else one for one in members)


def _state(
    name: str, members: tuple[Event, ...], events: dict[str, str], known: LinkState | None, cause: Event
) -> LinkState:
    members, events = members[-MOST_MEMBERS:], dict(list(events.items())[-MOST_EVENTS:])
    incident = assemble(name, members, tuple(events), known.incident if known else None, cause)
    return LinkState(incident_id=name, incident=incident, events=events, members=members)
