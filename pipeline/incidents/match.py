"""Whether an event tells of an incident: the same family of types, the same place, a day in common."""

from dataclasses import dataclass

from pipeline.contract import Event, Incident
from pipeline.contract.event import EventTime, Location, Toll
from pipeline.contract.vocabulary import family


@dataclass(frozen=True, slots=True)
class Key:
    """What two reports of one incident share. A sum over several incidents is only ever linked with other sums."""

    family: str
    country: str | None
    place: str
    aggregate: bool


def linkable(event: Event) -> bool:
    """Whether an event is an incident's at all: it happened or was attempted, and ACLED records its kind."""
    return event.event_type is not None and event.realis in ("actual", "attempted")


def key(event: Event | Incident) -> Key | None:
    """Give what an event or incident is found by; without a place or a day it is found by nothing."""
    place = _place(event.location)
    if place is None or days(event.time) is None:
        return None
    kind = family(event.event_type, event.plover.event)
    country = event.location.country if event.location else None
    return Key(kind, country, place, event.extent == "aggregate")


def _place(location: Location | None) -> str | None:
    if location is None:
        return None
    return str(location.geonameid) if location.geonameid is not None else location.name.casefold()


def days(time: EventTime | None) -> tuple[str, str] | None:
    """Give the first and the last day; ISO dates compare as text."""
    if time is None or not (time.start or time.end):
        return None
    return time.start or time.end or "", time.end or time.start or ""


def share_a_day(one: EventTime | None, other: EventTime | None) -> bool:
    """Whether two times overlap; of two that are vague (a week or more), only equal ones are held for one."""
    first, second = days(one), days(other)
    if one is None or other is None or first is None or second is None:
        return False
    if {one.precision, other.precision} <= {"day", "days"}:
        return first[0] <= second[1] and second[0] <= first[1]
    return first == second


def likeness(event: Event, incident: Incident) -> tuple[bool, bool]:
    """Order the candidates at one place and day: first by sub-type, then by the dead."""
    same_type = event.sub_event_type == incident.sub_event_type
    return same_type, _best(event.fatalities) == _best(incident.fatalities)


def _best(toll: Toll | None) -> int | None:
    return toll.best if toll else None
