"""An incident's events ▸ its whole current state; the same events in the same order give the same incident."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.contract import Event, Incident
from pipeline.contract.event import Toll
from pipeline.contract.incident import LinkedEvent, Reports
from pipeline.incidents import toll
from pipeline.incidents.sources import Known, independent, reports
from pipeline.incidents.traits import said_at

_TOLLS: Final = ("fatalities", "injuries", "casualties")
_RETRACTED: Final[dict[str, Any]] = {
    "status": "retracted",
    "perhaps": None,
    "covers": (),
    "reports": Reports(),
    **dict.fromkeys(_TOLLS),
}
_HISTORY: Final = 200
_PLACES: Final = {"admin2": 1.5, "admin1": 1.0, "region": 1.0, "sea": 1.0, "country": 0.4}
"""What a report of an area weighs against one of a point (2.0): a precise place is the better one of two that fit."""
_DAYS: Final = {"stated": 2.0, "inferred": 1.0, "publication": 0.7}
"""What a day weighs by what it rests on."""
_LEANING: Final = 0.5
"""What a further independent source adds to the confidence, of what it would if it were one altogether: extractors and
sources err alike."""
_SUREST: Final = 0.99


@dataclass(frozen=True, slots=True)
class Material:
    """What an incident is made of: all its events, and the newest of them in full.

    What `known` tells of an article are its copies; `held` is what does not follow from the events: doubt, sums, what
    was merged.
    """

    members: Sequence[Event]
    events: Mapping[str, LinkedEvent]
    known: Known
    held: Mapping[str, Any]


def assemble(incident_id: str, of: Material, before: Incident | None, cause: Event | None) -> Incident:
    """Give the state after `cause` came, came again or left; with no event left it is retracted.

    The revision is raised only where something else has changed.
    """
    fields = dict(_fields(of) if of.members else _RETRACTED)
    if of.members:
        fields |= dict(of.held)
        fields |= _doubt(of.held.get("perhaps", before.perhaps if before else None), fields["reports"])
    fields |= {"toll_history": _history(before, fields["fatalities"], cause)}
    if before is None:
        return Incident(incident_id=incident_id, revision=1, **fields)
    after = before.model_copy(update=fields)
    return after if after == before else after.model_copy(update={"revision": before.revision + 1})


def _fields(of: Material) -> dict[str, Any]:
    values, taken = _values(of.members)
    times = [said_at(event) for event in of.members]
    roots = independent(of.events.values())
    return values | {
        "taken_from": taken,
        "country": values["location"].country if values["location"] else None,
        "reports": reports(of.events, of.known, roots),
        "first_seen": min(times),
        "last_seen": max(times),
        "confidence": _confidence(of.members, roots),
    }


def _doubt(perhaps: str | None, counted: Reports) -> dict[str, Any]:
    """Mark what is perhaps another incident; when a second source tells of it, it is held for one by itself."""
    doubtful = perhaps is not None and counted.independent_sources < 2
    return {"status": "doubtful" if doubtful else "open", "perhaps": perhaps if doubtful else None}


def _confidence(members: Iterable[Event], roots: Mapping[str, str]) -> float:
    """Combine the surest report of each independent source: every further one leaves less doubt."""
    surest: defaultdict[str, float] = defaultdict(float)
    for event in members:
        source = roots.get(event.article_id, event.article_id)
        surest[source] = max(surest[source], event.confidence)
    first, *others = sorted(surest.values(), reverse=True)
    doubt = 1.0 - first
    for confidence in others:
        doubt *= 1.0 - _LEANING * confidence
    return round(max(first, min(_SUREST, 1.0 - doubt)), 4)


def _values(members: Sequence[Event]) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the fields that reports tell, and which report each is taken from."""
    kind = _voted(members, lambda one: (one.event_type, one.sub_event_type), lambda _: 1.0) or members[0]
    where = _voted([one for one in members if one.location], _place, _exactness)
    when = _voted([one for one in members if one.time], _days, _basis)
    names = ("event_type", "sub_event_type", "disorder_type", "civilian_targeting", "plover", "realis")
    values: dict[str, Any] = {name: getattr(kind, name) for name in names}
    taken = {name: kind.event_id for name in names if values[name] is not None}
    values |= {"extent": _extent(members), "location": None, "time": None}
    for name, teller in (("location", where), ("time", when)):
        if teller:
            values[name], taken[name] = getattr(teller, name), teller.event_id
    return _with_parties(members, values, taken)


def _with_parties(
    members: Sequence[Event], values: dict[str, Any], taken: dict[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    surest = sorted(members, key=lambda event: -event.confidence)
    # Attributions point into the actors: both are one report's, of the one that names the most.
    named = max(surest, key=lambda one: len({actor.role for actor in one.actors}) + len(one.attribution) / 10)
    told = next((one for one in surest if one.occurrence), named)
    values |= {"actors": named.actors, "attribution": named.attribution, "occurrence": told.occurrence}
    taken |= {"actors": named.event_id} if named.actors else {}
    taken |= {"occurrence": told.event_id} if told.occurrence else {}
    for name in _TOLLS:
        values[name], teller_id = _combined(surest, name)
        taken |= {name: teller_id} if teller_id else {}
    return values, taken


def _extent(members: Sequence[Event]) -> str:
    """Take what most reports say; one that lasted is as long as one of them says so of several."""
    voted = _voted(members, lambda one: one.extent, lambda _: 1.0) or members[0]
    return voted.extent


def _voted(
    members: Sequence[Event], key: Callable[[Event], Hashable], weight: Callable[[Event], float]
) -> Event | None:
    """Give the surest of the reports that say what weighs most; an article has one voice."""
    voices: defaultdict[Hashable, dict[str, float]] = defaultdict(dict)
    for one in members:
        voices[key(one)][one.article_id] = weight(one) * one.confidence
    if not voices:
        return None
    said = max(voices, key=lambda value: sum(voices[value].values()))
    return max((one for one in members if key(one) == said), key=lambda one: one.confidence)


def _place(one: Event) -> Hashable:
    where = one.location
    return where and (where.geonameid or where.name.casefold(), where.country)


def _exactness(one: Event) -> float:
    return _PLACES.get(one.location.precision, 2.0) if one.location else 0.0


def _days(one: Event) -> Hashable:
    return one.time and (one.time.start, one.time.end)


def _basis(one: Event) -> float:
    return _DAYS[one.time.basis] if one.time else 0.0


def _combined(events: Iterable[Event], name: str) -> tuple[Toll | None, str | None]:
    told = ((event, getattr(event, name)) for event in events)
    return toll.combine(toll.figure(event, value) for event, value in told if value is not None) or (None, None)


def _history(before: Incident | None, after: Toll | None, cause: Event | None) -> tuple[Any, ...]:
    known = before.toll_history if before else ()
    new = toll.change(before.fatalities if before else None, after, cause) if cause else None
    return (*known, *([new] if new else []))[-_HISTORY:]
