"""Which incident an event tells of, if any that is remembered, and whether that is sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.contract import LinkState
from pipeline.incidents.likeness import evidence, kind, time
from pipeline.incidents.memory import Memory
from pipeline.incidents.place import holds, names, place
from pipeline.incidents.traits import Traits

SURE: Final = 3.0
"""Evidence from which on two reports tell of one incident. On evaluation/incidents a little less or more makes no
difference; in headlines of a real stream less took any two protests in a city for one. Same place, day, kind is 5."""
PERHAPS: Final = 2.2
"""Evidence below which nobody would hold two reports for one; between the two the incident is marked as doubtful."""
CLEARLY: Final = 1.0
"""By so much the best of several incidents in one region must be ahead, where only the region speaks for it."""
BRIDGED: Final = 2.5
"""So much two incidents must be alike of themselves where one report surely tells of both."""
BEST: Final = 3
"""An event is compared with so many of an incident's reports, those that it is likest to: a story moves on."""


@dataclass(frozen=True, slots=True)
class Found:
    """An incident and how much speaks for it."""

    state: LinkState
    score: float
    within: bool
    """Whether of the places one only contains the other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The incident that an event joins, those that it shows to be the same, and the one that it perhaps belongs to."""

    joins: LinkState | None = None
    bridges: tuple[LinkState, ...] = ()
    perhaps: LinkState | None = None
    others: tuple[LinkState, ...] = ()
    """Further incidents that it is like: some of their reports may belong with it."""


def choose(memory: Memory, one: Traits) -> Choice:
    """Find the incident of an event among those remembered.

    Two events of one article are two incidents, since extraction has merged what the article tells of one; but for
    two that stand in one sentence and differ in nothing but the kind.
    """
    found = list(_found(memory, one))
    sure = [candidate for candidate in found if candidate.score >= SURE]
    if not sure:
        return Choice(perhaps=found[0].state if found else None)
    if _undecided(sure):
        return Choice(perhaps=sure[0].state)
    best = sure[0].state
    bridges = tuple(other.state for other in sure[1:] if like(memory, best, other.state, one))
    others = tuple(other.state for other in found[1:] if other.state not in bridges)
    return Choice(joins=best, bridges=bridges, others=others)


def _found(memory: Memory, one: Traits) -> list[Found]:
    found = (compared(memory, one, state) for state in memory.near(one) if not _tells_another(memory, state, one))
    likely = [candidate for candidate in found if candidate and candidate.score >= PERHAPS]
    return sorted(likely, key=lambda candidate: -candidate.score)


def _tells_another(memory: Memory, state: LinkState, one: Traits) -> bool:
    """Whether the event's article tells of the incident already, and this is another one."""
    if all(event.article_id != one.article_id for event in state.events.values()):
        return False
    others = [other for other in memory.traits(state) if other.article_id == one.article_id]
    return any(other.event_id != one.event_id and not _told_twice(one, other) for other in others)


def _told_twice(one: Traits, other: Traits) -> bool:
    """Whether two events of one article are one: a sentence that names two ways of one fight at one place and day."""
    return (
        one.sentence == other.sentence
        and (one.place, one.first, one.last) == (other.place, other.first, other.last)
        and one.sub_event_type != other.sub_event_type
        and kind(one, other) > 0
        and None in (one.dead[1], other.dead[1])
        and not (one.apart or one.aggregate or other.aggregate)
    )


def compared(memory: Memory, one: Traits, state: LinkState) -> Found | None:
    """Compare an event with an incident; None where it cannot be of the same as each of its reports."""
    others = [other for other in memory.traits(state) if other.event_id != one.event_id]
    score = likest(one, others)
    if score is None or ruled_out(one, others):
        return None
    within = all(holds(one, other) or holds(other, one) or None in (one.place, other.place) for other in others)
    return Found(state, score, within)


def ruled_out(one: Traits, others: Sequence[Traits]) -> bool:
    """Whether a report can never be in an incident: too many days or too far from one of its reports.

    A capital is never too far where words name the one place in the other's report: it stands for a government.
    """
    if any(time(one, other) is None for other in others):
        return True
    far = [other for other in others if place(one, other) is None]
    capitals = all(one.capital or other.capital for other in far)
    return bool(far) and not (capitals and any(names(one, other) for other in others))


def likest(one: Traits, others: Iterable[Traits]) -> float | None:
    """Give the mean evidence with the likest of some reports."""
    weighed = (evidence(one, other) for other in others)
    totals = sorted((found.total for found in weighed if found), reverse=True)[:BEST]
    return sum(totals) / len(totals) if totals else None


def _undecided(sure: Sequence[Found]) -> bool:
    """Whether nothing but a region that contains several incidents speaks for this one rather than another."""
    return len(sure) > 1 and sure[0].within and sure[0].score - sure[1].score < CLEARLY


def strays(memory: Memory, home: LinkState, other: LinkState) -> tuple[str, ...]:
    """Give the events of an incident that are clearly liker to another one than to the rest of their own."""
    reports, others = memory.traits(home), memory.traits(other)
    gone = (one for one in others if _strays(one, reports, others) and not _tells_another(memory, home, one))
    return tuple(one.event_id for one in gone)


def _strays(one: Traits, reports: Sequence[Traits], others: Sequence[Traits]) -> bool:
    there, here = likest(one, reports), likest(one, [other for other in others if other.event_id != one.event_id])
    if there is None or here is None or ruled_out(one, reports):
        return False
    return there >= SURE and there - here >= CLEARLY


def displaced(memory: Memory, one: Traits, state: LinkState) -> tuple[str, ...]:
    """Give the events of the same article that an event drives out of an incident, which it is clearly liker to.

    An article's events come one after the other; the first takes the incident that the second belongs to.
    """
    members = memory.traits(state)
    others = [other for other in members if other.article_id != one.article_id]
    score = likest(one, others)
    if score is None or score < SURE:
        return ()
    siblings = [other for other in members if other.article_id == one.article_id and other.event_id != one.event_id]
    scored = ((other, likest(other, others)) for other in siblings if not _told_twice(one, other))
    return tuple(other.event_id for other, held in scored if held is None or score - held >= CLEARLY)


def like(memory: Memory, best: LinkState, other: LinkState, *bridge: Traits) -> bool:
    """Whether two incidents are like one another, and no article tells both; `bridge` counts as one of the first's."""
    reports, others = memory.traits(best), memory.traits(other)
    if any(_tells_another(memory, best, one) for one in others):
        return False
    if any(ruled_out(one, reports) for one in others):
        return False
    scores = [score for one in others if (score := likest(one, [*reports, *bridge])) is not None]
    return bool(scores) and sum(scores) / len(scores) >= (BRIDGED if bridge else SURE)
