"""What link remembers: the incidents of the last weeks, found by the events in them and by place."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from pipeline.contract import Event, Incident, LinkState
from pipeline.incidents.match import Key, key, likeness, share_a_day
from pipeline.window import RECENT, Window

QUIET: Final = timedelta(days=14)
"""After so long without a report an incident is closed and forgotten."""


class Memory:
    """The remembered incidents. The same log gives the same memory, also when it is filled from the state topic."""

    def __init__(self, *, recent: int = RECENT) -> None:
        self._states: dict[str, LinkState] = {}
        self._home: dict[str, str] = {}
        self._places: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        self._window = Window(QUIET, recent)

    def __len__(self) -> int:
        return len(self._states)

    def get(self, incident_id: str) -> LinkState | None:
        """Give an incident by its id."""
        return self._states.get(incident_id)

    def home(self, event_id: str) -> LinkState | None:
        """Give the incident that an event is in."""
        return self._states.get(self._home.get(event_id, ""))

    def find(self, event: Event) -> LinkState | None:
        """Find the incident that an event tells of: the likest, of equals the one that was opened first.

        Two events of one article are two incidents: extraction has merged what the article tells of one.
        """
        where = key(event)
        nearby = (self._states[incident_id] for incident_id in self._places.get(where, ())) if where else ()
        fitting = [state for state in nearby if fits(event, state)]
        fitting.sort(key=lambda state: (state.incident.first_seen, state.incident_id))
        return max(fitting, key=lambda state: likeness(event, state.incident), default=None)

    def remember(self, state: LinkState) -> None:
        """Take in an incident's newest state."""
        self._drop(self._states.get(state.incident_id))
        self._states[state.incident_id] = state
        self._home |= dict.fromkeys(state.events, state.incident_id)
        if state.members and (where := key(state.incident)):
            self._places[where][state.incident_id] = None
        self._window.touch(state.incident_id, state.incident.last_seen)

    def _drop(self, state: LinkState | None) -> None:
        if state is None:
            return
        for event_id in state.events:
            if self._home.get(event_id) == state.incident_id:
                del self._home[event_id]
        if state.members and (where := key(state.incident)):
            self._places[where].pop(state.incident_id)

    def forget(self) -> Iterator[Incident]:
        """Drop what has long been quiet, and give its last state."""
        for incident_id in self._window.over():
            state = self._states.pop(incident_id)
            self._drop(state)
            yield state.incident


def fits(event: Event, state: LinkState) -> bool:
    """Whether an event tells of this incident, which no other event of its article does."""
    others = [member for member in state.members if member.event_id != event.event_id]
    alone = all(member.article_id != event.article_id for member in others)
    return alone and key(event) == key(state.incident) and share_a_day(event.time, state.incident.time)
