"""One toll out of what several sources say, as docs/coding.md ("Incidents") has it; first version.

Each chain of sources (the publisher, or the office it quotes) has one current figure, its latest.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipeline.contract import Event
from pipeline.contract.event import Source, SourceKind, Toll
from pipeline.contract.incident import TollChange

_RANK: Final[dict[SourceKind, int]] = {
    "monitor": 0, "medical": 0,
    "police": 1, "government": 1,
    "witness": 2, "media": 2,
    "unnamed": 3,
    "military": 4, "armed group": 4,
}  # fmt: skip
"""Whose figure is taken where sources differ; a belligerent's comes last."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one report says of the dead (or the wounded)."""

    event_id: str
    toll: Toll
    chain: str
    kind: SourceKind
    at: datetime


def said_at(event: Event) -> datetime:
    """Give the time at which an event was told: its article's, and only without one the extraction's."""
    return event.article.published or event.extracted_at


def source(event: Event) -> Source | None:
    """Give who is quoted for it that it happened."""
    return next((occurrence.by for occurrence in event.occurrence if occurrence.by), None)


def chain(event: Event) -> str:
    """Give the chain of sources that a report belongs to."""
    quoted = source(event)
    return (quoted.name if quoted else event.article.source or event.article_id).casefold()


def figure(event: Event, toll: Toll) -> Figure:
    """Give a report's figure with where it comes from."""
    quoted = source(event)
    return Figure(event.event_id, toll, chain(event), quoted.kind if quoted else "media", said_at(event))


def combine(figures: Iterable[Figure]) -> tuple[Toll, str] | None:
    """Give the toll over all current figures, and the event that the best one is taken from."""
    current = list({one.chain: one for one in sorted(figures, key=lambda one: one.at)}.values())
    if not current:
        return None
    chosen = _choose(current)
    low, high = _bounds([one.toll for one in current], chosen.toll.best)
    return chosen.toll.model_copy(update={"low": low, "high": high}), chosen.event_id


def _choose(current: Sequence[Figure]) -> Figure:
    """Take the latest that two chains bear out, else the best source's, of equals the lowest."""
    told = Counter(one.toll.best for one in current)
    borne_out = [one for one in current if one.toll.best is not None and told[one.toll.best] > 1]
    if borne_out:
        return borne_out[-1]
    return min(current, key=lambda one: (one.toll.best is None, _RANK[one.kind], one.toll.best or 0))


def _bounds(tolls: Sequence[Toll], best: int | None) -> tuple[int | None, int | None]:
    """`at_least` raises low and never high; where it exceeds what others say, the end is open."""
    firm = [toll for toll in tolls if toll.stated != "at_least"]
    floor = max((toll.low for toll in tolls if toll.stated == "at_least" and toll.low is not None), default=None)
    low = min((toll.low for toll in firm if toll.low is not None), default=None)
    high = max((toll.high for toll in firm if toll.high is not None), default=None)
    if floor is not None and (high is None or floor <= high):
        low = max(low or 0, floor)
    elif floor is not None:
        high = None
    return _widened(low, high, best)


def _widened(low: int | None, high: int | None, best: int | None) -> tuple[int | None, int | None]:
    if best is None:
        return low, high
    return (None if low is None else min(low, best)), (None if high is None else max(high, best))


def change(before: Toll | None, after: Toll | None, event: Event) -> TollChange | None:
    """Give what a report changed in the toll, or nothing."""
    told = event.fatalities
    if before == after and (told is None or before is None or told.best == before.best):
        return None
    quoted = source(event)
    return TollChange(
        at=said_at(event),
        event_id=event.event_id,
        source=quoted.name if quoted else event.article.source,
        kind=quoted.kind if quoted else None,
        effect=_effect(before, after),
        **(told or Toll(stated="none_reported")).model_dump(include={"low", "best", "high"}),
    )


def _effect(before: Toll | None, after: Toll | None) -> str:
    if before is None:
        return "first"
    if after is None:
        return "retraction"
    if (after.best or 0) > (before.best or 0):
        return "rise"
    return "correction" if (after.best or 0) < (before.best or 0) else "conflict"
