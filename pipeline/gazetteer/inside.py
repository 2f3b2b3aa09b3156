"""Which places lie in which, and how far from one another."""

import math

from pipeline.gazetteer.compiled import Record

EARTH_KM = 6371
_REGION_REACH_KM = 400


def lies_in(inner: Record, outer: Record) -> bool:
    """Tell whether the first place lies in the second, by its country, its units or, for regions, its distance."""
    match outer.kind:
        case "country" | "demonym":
            return inner.country == outer.country and inner.kind != "country"
        case "admin1":
            return inner.admin1 == outer.number and inner.kind != "admin1"
        case "admin2":
            return inner.admin2 == outer.number and inner.kind == "city"
        case "region":
            return inner.kind == "city" and inner.country == outer.country and apart_km(inner, outer) < _REGION_REACH_KM
        case _:
            return False


def apart_km(a: Record, b: Record) -> float:
    """Return the distance of two places' points on the sphere."""
    x, y, z = a.direction
    u, v, w = b.direction
    cosine = x * u + y * v + z * w
    return EARTH_KM * math.acos(max(-1.0, min(1.0, cosine)))
