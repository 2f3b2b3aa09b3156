"""Events and incidents as GeoJSON features (RFC 7946), one a line: a stream has no end at which a list could be closed.

A point stands for a site or a place. Units, regions and countries are drawn as areas, never as a pin: as a circle of
`radius_km` around the gazetteer's point where there is one, else without a geometry. Properties are the message.
"""

import math
from collections.abc import Mapping
from typing import Any, Final

import orjson

_PINS: Final = ("site", "place", "near")
_CORNERS: Final = 32
_EARTH_KM: Final = 6371.0


def feature(message: Mapping[str, Any], identity: str) -> dict[str, Any]:
    """Give a message, as parsed JSON, as a feature; `identity` names the field that is its id."""
    return {
        "type": "Feature",
        "id": message.get(identity),
        "geometry": geometry(message.get("location")),
        "properties": dict(message),
    }


def line(message: Mapping[str, Any], identity: str) -> bytes:
    """Give the feature as one line of JSON."""
    return orjson.dumps(feature(message, identity), option=orjson.OPT_APPEND_NEWLINE)


def geometry(location: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Give the shape of a location, or None where nobody knows it."""
    if not location or location.get("lat") is None or location.get("lon") is None:
        return None
    lat, lon = float(location["lat"]), float(location["lon"])
    if location.get("precision") in _PINS:
        return {"type": "Point", "coordinates": [lon, lat]}
    if radius := location.get("radius_km"):
        return {"type": "Polygon", "coordinates": [_circle(lat, lon, float(radius))]}
    return None


def _circle(lat: float, lon: float, radius: float) -> list[list[float]]:
    """Give the corners counterclockwise, the first again at the end, as the RFC has it."""
    turns = [-2 * math.pi * number / _CORNERS for number in range(_CORNERS)]
    corners = [_towards(math.radians(lat), math.radians(lon), turn, radius / _EARTH_KM) for turn in turns]
    return [*corners, corners[0]]


def _towards(lat: float, lon: float, bearing: float, angle: float) -> list[float]:
    """Go along a great circle (the usual formula of spherical trigonometry)."""
    north = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing))
    east = lon + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(north)
    )
    return [round(math.degrees(east), 5), round(math.degrees(north), 5)]
