"""Points and radii that the sources do not give: of units, from the places in them, of towns, from their people."""

import math
from collections import defaultdict
from collections.abc import Iterable

Point = tuple[float, float]

_KM_PER_DEGREE = 111.2
_PEOPLE_PER_KM2 = 3000
"""A common density of towns; the radius is that of a disk that holds a town's people."""


def middle(points: Iterable[Point], cell: float) -> Point:
    """Return the mean of the places' points, each cell of `cell` degrees weighing the same.

    So a crowded corner does not draw the point of a unit to itself. (Points on both sides of the date line are not
    handled: the units concerned hold few places there.)
    """
    points = list(points)
    if len(points) == 1:
        return points[0]
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for lat, lon in points:
        cells[int(lat // cell), int(lon // cell)].append((lat, lon))
    return _mean([_mean(inside) for inside in cells.values()])


def _mean(points: list[Point]) -> Point:
    return sum([lat for lat, _ in points]) / len(points), sum([lon for _, lon in points]) / len(points)


def reach_km(centre: Point, points: Iterable[Point]) -> int:
    """Return the distance from `centre` within which nine of ten points lie, at least 5 km."""
    distances = sorted([_flat_km(centre, point) for point in points])
    return max(5, math.ceil(distances[int(0.9 * (len(distances) - 1))]))


def disk_radius_km(area_km2: float) -> int:
    """Return the radius of a disk of that area, at least 1 km."""
    return max(1, round(math.sqrt(area_km2 / math.pi)))


def town_radius_km(population: int) -> int:
    """Return about how far a town of that many people reaches from its middle, at least 1 km."""
    return disk_radius_km(population / _PEOPLE_PER_KM2)


def _flat_km(a: Point, b: Point) -> float:
    """Return the distance of two points of one unit, as on a plane: near enough for a reach, and four times as fast."""
    east = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return _KM_PER_DEGREE * math.hypot(b[0] - a[0], east)


def distance_km(a: Point, b: Point) -> float:
    """Return the distance of two points on the sphere."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))
