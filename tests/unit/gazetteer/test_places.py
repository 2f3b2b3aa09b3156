"""Conflict news from all regions of the world: which names are places, in which country, and where.

A town counts as found within 25 km, an area within its own reach.
"""

import tomllib
from pathlib import Path
from typing import TypedDict

import pytest

from pipeline.gazetteer import Gazetteer, Place
from pipeline.gazetteer.build.shape import distance_km

TOWN_KM = 25

Case = TypedDict(
    "Case",
    {"title": str, "text": str, "places": dict[str, tuple[str, float, float]], "not": list[str]},
    total=False,
)

CASES: list[Case] = tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_places_of_conflict_news(gazetteer: Gazetteer, case: Case) -> None:
    """Every place named is found in its country and at its point, and no name of another thing is."""
    found = {place.text: place for place in gazetteer.places(case.get("title", ""), case["text"])}
    wanted = case.get("places", {})
    assert not set(case.get("not", ())) & set(found)
    assert set(wanted) <= set(found)
    for name, (country, lat, lon) in wanted.items():
        assert (found[name].country or "") == country, name
        assert _away_km(found[name], lat, lon) <= _reach_km(found[name]), name


def _away_km(place: Place, lat: float, lon: float) -> float:
    assert place.lat is not None
    assert place.lon is not None
    return distance_km((place.lat, place.lon), (lat, lon))


def _reach_km(place: Place) -> float:
    area = place.kind in ("country", "admin1", "admin2", "region", "feature")
    return max(TOWN_KM, place.radius_km or 0) if area else TOWN_KM
