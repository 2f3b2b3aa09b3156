"""Whether a label and an event say the same of place, time and people; three answers where silence is one of them."""

from datetime import date
from typing import Final, Literal

from pipeline.contract.event import EventTime, Location, Toll
from pipeline.evaluation.gold import GoldPlace, GoldTime, GoldToll
from pipeline.evaluation.names import same_name
from pipeline.gazetteer.build.shape import distance_km

Agreement = Literal["same", "other", "silent"]

NEAR_KM: Final = 25.0
_AREAS: Final = frozenset(("admin2", "admin1", "region", "country", "sea", "linear"))


def place(gold: GoldPlace | None, found: Location | None) -> Agreement:
    """Compare places: by kilometres where both have coordinates, else by name and country.

    An area is the same by its name too: its middle is anybody's choice.
    """
    if gold is None or found is None:
        return "silent"
    if (apart := _apart(gold, found)) is None or (gold.precision in _AREAS and apart > NEAR_KM):
        return "same" if _named_alike(gold, found) else "other"
    return "same" if apart <= NEAR_KM else "other"


def elsewhere(gold: GoldPlace | None, found: Location | None) -> bool:
    """Tell whether two places cannot be one: they differ, and neither is an area of the country of the other."""
    if gold is None or found is None or place(gold, found) == "same":
        return False
    area = gold.precision in _AREAS or found.precision in _AREAS
    return not (area and gold.country == found.country)


def _apart(gold: GoldPlace, found: Location) -> float | None:
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return None
    return distance_km((gold.lat, gold.lon), (found.lat, found.lon))


def _named_alike(gold: GoldPlace, found: Location) -> bool:
    if None not in (gold.country, found.country) and gold.country != found.country:
        return False
    return same_name(gold.text, found.text) or same_name(gold.text, found.name)


def days(gold: GoldTime | None, found: EventTime | None) -> Agreement:
    """Compare first and last day; no day at all is silence."""
    ours, theirs = _bounds(gold), _bounds(found)
    if ours == theirs:
        return "same"
    return "silent" if None in (ours, theirs) else "other"


def first_day(gold: GoldTime | None, found: EventTime | None) -> Agreement:
    """Compare the first day, or the last one where the first is open; no day at all is silence."""
    ours, theirs = _first(gold), _first(found)
    if ours == theirs:
        return "same"
    return "silent" if None in (ours, theirs) else "other"


def disjoint(gold: GoldTime | None, found: EventTime | None) -> bool:
    """Tell whether two times cannot be one: both are known, and one ends before the other begins."""
    ours, theirs = _bounds(gold), _bounds(found)
    if ours is None or theirs is None:
        return False
    return _before(ours, theirs) or _before(theirs, ours)


Bounds = tuple[str | None, str | None]


def _before(one: Bounds, other: Bounds) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _bounds(time: GoldTime | EventTime | None) -> Bounds | None:
    bounds = (_iso(time.start), _iso(time.end)) if time else (None, None)
    return None if bounds == (None, None) else bounds


def _first(time: GoldTime | EventTime | None) -> str | None:
    bounds = _bounds(time)
    return bounds and (bounds[0] or bounds[1])


def _iso(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day


def best(gold: GoldToll | None, found: Toll | None) -> Agreement:
    """Compare the best figures; both unsaid are the same."""
    ours, theirs = gold and gold.best, found and found.best
    if ours == theirs:
        return "same"
    return "silent" if None in (ours, theirs) else "other"


def within(gold: GoldToll, found: Toll | None) -> bool:
    """Tell whether an event's bounds hold the label's best figure; an end that is null is open, all null is silence."""
    if found is None or gold.best is None or (found.low, found.best, found.high) == (None, None, None):
        return False
    return (found.low or 0) <= gold.best and (found.high is None or gold.best <= found.high)
