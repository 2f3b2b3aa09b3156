"""How much the places of two reports speak for one incident."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

from pipeline.incidents.traits import AREAS, Traits

FARTHEST_KM: Final = 50.0
"""Places farther apart are never of one incident, unless one report names the other's place."""
_EARTH_KM: Final = 6371.0
_NAMED: Final = -1.5
"""Far apart, but one report names the other's place: of the two places one was probably read wrongly."""
_UNKNOWN: Final = -1.2
_NEAR: Final = ((2.0, 2.5), (10.0, 1.2), (25.0, 0.3), (FARTHEST_KM, -1.2))
"""Up to so many km ▸ evidence."""
_SAME_AREA: Final = {"admin2": 1.5, "admin1": 0.8, "region": 0.8, "sea": 0.8, "country": -0.7}
_SMALL_KM: Final = 100.0
"""The radius up to which a region counts as a district does."""
_INSIDE: Final = {"admin2": 0.7, "admin1": 0.2, "region": 0.2, "sea": 0.2, "country": -1.0}
_CAPITAL_NAMED: Final = -0.5
"""The same where the one place is a capital: its name stands for its government."""
_MARGIN_KM: Final = 30.0
"""A region's radius is rough, and a gazetteer's point of an area is nowhere in particular in it."""


def place(one: Traits, other: Traits) -> float | None:
    """Weigh the places; None where they are too far apart, or of two countries."""
    if one.place is None or other.place is None:
        return _UNKNOWN
    if one.place == other.place:
        small = one.precision in AREAS and 0 < one.radius_km <= _SMALL_KM
        return _SAME_AREA["admin2" if small else one.precision or ""] if one.precision in AREAS else 3.0
    if holds(one, other) or holds(other, one):
        outer, inner = (one, other) if holds(one, other) else (other, one)
        return _INSIDE["region" if names(one, other) and not inner.capital else outer.precision or "country"]
    return _near(one, other)


def _near(one: Traits, other: Traits) -> float | None:
    if one.point and other.point and _within(one.point, other.point, FARTHEST_KM) and not areas(one, other):
        apart = kilometres(one.point, other.point)
        found = next((weight for limit, weight in _NEAR if apart <= limit), None)
        if found is not None:
            return found
    if one.country != other.country or not names(one, other):
        return None
    return _CAPITAL_NAMED if one.capital or other.capital else _NAMED


def areas(one: Traits, other: Traits) -> bool:
    """Whether either is an area larger than a district."""
    return any(side.precision in AREAS and side.precision != "admin2" for side in (one, other))


def names(one: Traits, other: Traits) -> bool:
    """Whether one report names the place of the other."""
    return bool(other.names and other.names <= one.said) or bool(one.names and one.names <= other.said)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an incident's reports are, roughly: what cannot be near any of them is quickly passed over."""

    anywhere: bool
    """Whether one of them is of an area, or of no place."""
    points: frozenset[tuple[float, float]]
    names: frozenset[frozenset[str]]
    said: frozenset[str]

    def holds(self, one: Traits) -> bool:
        """Whether a report may be near one of them, or one of them names its place, or it theirs."""
        if self.anywhere or one.point is None or one.precision in AREAS:
            return True
        if any(_within(one.point, point, FARTHEST_KM) for point in self.points):
            return True
        return one.names <= self.said or any(names <= one.said for names in self.names)


def reach(reports: Sequence[Traits]) -> Reach:
    """Give where some reports are."""
    return Reach(
        anywhere=any(one.point is None or one.precision in AREAS for one in reports),
        points=frozenset(one.point for one in reports if one.point),
        names=frozenset(one.names for one in reports),
        said=frozenset(word for one in reports for word in one.said),
    )


def holds(outer: Traits, inner: Traits) -> bool:
    """Whether a place is an area in which the other lies."""
    if outer.precision not in AREAS or outer.place == inner.place or _rank(inner) >= _rank(outer):
        return False
    if outer.country != inner.country:
        return False
    if outer.precision == "country":
        return True
    if outer.precision == "admin1" and outer.admin1 and inner.admin1:
        return outer.admin1 == inner.admin1
    if outer.point is None or inner.point is None:
        return False
    return kilometres(outer.point, inner.point) <= outer.radius_km + _MARGIN_KM


_RANKS: Final = {"admin2": 1, "admin1": 2, "region": 3, "sea": 3, "country": 4}


def _rank(side: Traits) -> int:
    return _RANKS.get(side.precision or "", 0)


def _within(one: tuple[float, float], other: tuple[float, float], km: float) -> bool:
    """Tell by the latitudes alone whether two points may be so near: most are not, and that is quickly seen."""
    return abs(one[0] - other[0]) * _KM_A_DEGREE <= km


_KM_A_DEGREE: Final = 111.0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance of two points along the great circle (haversine)."""
    north, south = radians(one[0]), radians(other[0])
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(radians(one[1] - other[1]) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
