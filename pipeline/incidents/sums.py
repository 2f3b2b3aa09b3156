"""Reports that tell the sum of several incidents: which they cover. A sum never adds to a total.

Some say so ("two attacks"); of others it shows: a region's toll that is exactly what is told of two places in it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from pipeline.contract import LinkState
from pipeline.incidents.likeness import kind
from pipeline.incidents.memory import Memory
from pipeline.incidents.place import FARTHEST_KM, holds, kilometres
from pipeline.incidents.traits import AREAS, Traits

MOST_PARTS: Final = 10
"""Of more incidents no subset is tried: there would always be one that fits."""
_SLACK_DAYS: Final = 1
"""A sum told in the night counts what the day before brought."""


def parts(memory: Memory, total: Traits) -> tuple[LinkState, ...]:
    """Give the incidents of which a report is the sum: all that lie within it, or those that add up to it exactly."""
    told = _figure(total.dead)
    if told is None or told < 2:
        return ()
    found = [state for state in memory.near(total) if _within(memory, total, state)]
    tolls = [_deaths(state) for state in found]
    if len(found) > 1 and sum(tolls) <= told:
        return tuple(found)
    return _exactly(found, tolls, told)


def exact_parts(memory: Memory, total: Traits) -> tuple[LinkState, ...]:
    """Give the incidents in a region that add up to a report of it exactly; none where one alone has its toll."""
    told = _figure(total.dead)
    if told is None or told < 2 or total.aggregate or total.precision not in AREAS:
        return ()
    found = [state for state in memory.near(total) if _within(memory, total, state) and _strictly(memory, total, state)]
    tolls = [_deaths(state) for state in found]
    return () if told in tolls else _exactly(found, tolls, told)


def _exactly(found: Sequence[LinkState], tolls: Sequence[int], told: int) -> tuple[LinkState, ...]:
    """Give the smallest group of at least two whose dead are as many as the sum's."""
    places = range(len(found)) if len(found) <= MOST_PARTS else ()
    groups = (group for size in range(2, len(places) + 1) for group in combinations(places, size))
    fits = next((group for group in groups if sum(tolls[n] for n in group) == told), ())
    return tuple(found[n] for n in fits)


def _within(memory: Memory, total: Traits, state: LinkState) -> bool:
    """Whether an incident with dead may be part of a sum."""
    if state.incident.status == "merged" or not _deaths(state):
        return False
    members = memory.traits(state)
    return not any(one.aggregate for one in members) and any(_part(total, one) for one in members)


def _part(total: Traits, one: Traits) -> bool:
    return one.event_id != total.event_id and _meets(total, one) and kind(total, one) > -1.0 and _inside(total, one)


def _meets(total: Traits, one: Traits) -> bool:
    if total.first is None or total.last is None or one.first is None or one.last is None:
        return False
    return max(one.first - total.last, total.first - one.last) <= _SLACK_DAYS


def _inside(total: Traits, one: Traits) -> bool:
    if total.place == one.place or holds(total, one):
        return True
    if total.point is None or one.point is None:
        return False
    return kilometres(total.point, one.point) <= FARTHEST_KM


def _strictly(memory: Memory, total: Traits, state: LinkState) -> bool:
    return any(holds(total, one) for one in memory.traits(state))


def _deaths(state: LinkState) -> int:
    toll = state.incident.fatalities
    return (toll.best if toll.best is not None else toll.low or 0) if toll else 0


def _figure(span: tuple[int | None, int | None, int | None]) -> int | None:
    return span[1] if span[1] is not None else span[0]


def sums_near(memory: Memory, state: LinkState) -> Iterator[LinkState]:
    """Give the incidents that may be a sum of this one and others: told sums, and regions in which it lies."""
    for one in memory.traits(state)[-1:]:
        for other in memory.near(one):
            if other.incident_id == state.incident_id or not other.members or not other.incident.fatalities:
                continue
            if any(total.aggregate or holds(total, one) for total in memory.traits(other)):
                yield other
