"""An incident's events ▸ its whole current state; the same events in the same order give the same incident."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from pipeline.contract import Event, Incident
from pipeline.contract.event import Toll
from pipeline.contract.incident import Reports
from pipeline.incidents import toll

_SINGLE: Final = (
    "sub_event_type", "disorder_type", "civilian_targeting", "location", "time", "occurrence",
)  # fmt: skip
"""Each is taken from the surest report that has it."""
_TOLLS: Final = ("fatalities", "injuries", "casualties")
_RETRACTED: Final[dict[str, Any]] = {"status": "retracted", "reports": Reports(), **dict.fromkeys(_TOLLS)}
_LAST_IDS: Final = 200
_HISTORY: Final = 200


def assemble(
    incident_id: str, members: Sequence[Event], ids: tuple[str, ...], before: Incident | None, cause: Event
) -> Incident:
    """Give the state after `cause` came, came again or left; `ids` are all its events, `members` the newest of them.

    With none left it is retracted. The revision is raised only where something else has changed.
    """
    fields = dict(_fields(members, ids) if members else _RETRACTED)
    fields |= {"toll_history": _history(before, fields["fatalities"], cause)}
    if before is None:
        return Incident(incident_id=incident_id, revision=1, **fields)
    after = before.model_copy(update=fields)
    return after if after == before else after.model_copy(update={"revision": before.revision + 1})


def _fields(events: Sequence[Event], ids: tuple[str, ...]) -> dict[str, Any]:
    surest = sorted(events, key=lambda event: -event.confidence)
    values, taken = _values(surest)
    times = [toll.said_at(event) for event in events]
    return values | {
        "status": "open",
        "taken_from": taken,
        "country": values["location"].country if values["location"] else None,
        "reports": _reports(events, ids),
        "first_seen": min(times),
        "last_seen": max(times),
        "confidence": surest[0].confidence,
    }


def _values(surest: Sequence[Event]) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the fields that reports tell, and which report each is taken from."""
    lead = surest[0]
    values: dict[str, Any] = {name: getattr(lead, name) for name in ("event_type", "plover", "realis", "extent")}
    taken = dict.fromkeys(values, lead.event_id)
    for name in _SINGLE:
        teller = next((event for event in surest if getattr(event, name) not in (None, ())), None)
        values[name] = getattr(teller or lead, name)
        taken |= {name: teller.event_id} if teller else {}
    # Attributions point into the actors: both are one report's.
    named = next((event for event in surest if event.actors), lead)
    values |= {"actors": named.actors, "attribution": named.attribution}
    taken |= {"actors": named.event_id} if named.actors else {}
    for name in _TOLLS:
        values[name], teller_id = _combined(surest, name)
        taken |= {name: teller_id} if teller_id else {}
    return values, taken


def _combined(events: Iterable[Event], name: str) -> tuple[Toll | None, str | None]:
    told = ((event, getattr(event, name)) for event in events)
    return toll.combine(toll.figure(event, value) for event, value in told if value is not None) or (None, None)


def _history(before: Incident | None, after: Toll | None, cause: Event) -> tuple[Any, ...]:
    known = before.toll_history if before else ()
    new = toll.change(before.fatalities if before else None, after, cause)
    return (*known, *([new] if new else []))[-_HISTORY:]


def _reports(events: Sequence[Event], ids: tuple[str, ...]) -> Reports:
    """Count what stands behind it; a text that several papers print in the same words is one independent source."""
    sources = {event.article.source for event in events}
    return Reports(
        events=len(ids),
        articles=len({event.article_id for event in events}),
        sources=len(sources),
        independent_sources=min(len(sources), len({event.notes for event in events})),
        event_ids=ids[-_LAST_IDS:],
    )
