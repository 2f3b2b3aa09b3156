"""One toll out of what several sources say, as docs/coding.md ("Incidents") has it.

Each chain of sources (the publisher, or the office it quotes) has one current figure, its latest. Figures are taken in
the order in which they were told, not in that in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipeline.contract import Event
from pipeline.contract.event import Source, SourceKind, Toll
from pipeline.contract.incident import TollChange
from pipeline.incidents.traits import said_at

_RANK: Final[dict[SourceKind, int]] = {
    "monitor": 0, "medical": 0,
    "police": 1, "government": 1,
    "witness": 2, "media": 2,
    "unnamed": 3,
    "military": 4, "armed group": 4,
}  # fmt: skip
"""Whose figure is taken where sources differ; a belligerent's comes last."""
_CORRECTING: Final = (
    "correct", "revised", "lowered", "mistaken", "miscount", "down from", "earlier figure", "earlier report",
    "not the ", "counted twice", "alive",
)  # fmt: skip
"""Words with which a source takes back a figure that was too high."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one report says of the dead (or the wounded); `apart` is a party's figure for its enemy's dead."""

    event_id: str
    toll: Toll
    chain: str
    kind: SourceKind
    at: datetime
    apart: bool = False
    corrects: bool = False


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
    kind: SourceKind = quoted.kind if quoted else "media"
    alleged = any(one.status == "alleged" for one in event.occurrence)
    return Figure(
        event_id=event.event_id,
        toll=toll,
        chain=chain(event),
        kind=kind,
        at=said_at(event),
        apart=alleged and kind in ("military", "armed group"),
        corrects=any(words in event.notes.casefold() for words in _CORRECTING),
    )


def combine(figures: Iterable[Figure]) -> tuple[Toll, str] | None:
    """Give the toll over all current figures, and the event that the best one is taken from."""
    current: dict[str, Figure] = {}
    chosen: Figure | None = None
    for one in _counting(sorted(figures, key=lambda one: (one.at, one.toll.best or 0, one.event_id))):
        current[one.chain] = one
        chosen = _next(chosen, one, list(current.values()))
    if chosen is None:
        return None
    low, high = _bounds([one.toll for one in current.values()], chosen.toll.best)
    return chosen.toll.model_copy(update={"low": low, "high": high}), chosen.event_id


def _counting(figures: list[Figure]) -> list[Figure]:
    """Leave out what is only taken where there is nothing better.

    That is: a party's figure for its enemy's dead, "no reports of casualties", and words instead of a number.
    """
    for worse in (_is_apart, _is_silent, _is_vague):
        figures = [one for one in figures if not worse(one)] or figures
    return figures


def _is_apart(one: Figure) -> bool:
    return one.apart


def _is_silent(one: Figure) -> bool:
    return one.toll.stated == "none_reported"


def _is_vague(one: Figure) -> bool:
    return one.toll.stated == "vague"


def _next(before: Figure | None, new: Figure, current: Sequence[Figure]) -> Figure:
    """Give the figure that is held for the best one after a new one was told.

    A lower one replaces a higher one only from the same chain, from two chains, or with words that correct.
    """
    best = _choose(current)
    if before is None or before not in current or new.corrects or (best.toll.best or 0) >= (before.toll.best or 0):
        return best
    return best if _borne_out(current) else before


def _borne_out(current: Sequence[Figure]) -> list[Figure]:
    told = Counter(one.toll.best for one in current)
    return [one for one in current if one.toll.best is not None and told[one.toll.best] > 1]


def _choose(current: Sequence[Figure]) -> Figure:
    """Take the latest that two chains bear out, else the best source's, of equals the lowest."""
    borne_out = _borne_out(current)
    if borne_out:
        return max(borne_out, key=lambda one: (one.at, one.event_id))
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
