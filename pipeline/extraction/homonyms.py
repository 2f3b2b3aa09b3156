"""Names that the gazetteer knows in one far country alone, in an article about another.

A village of a report from Mali that has a namesake in Brazil alone is a place in Mali that the gazetteer does not have.
The event then has the name and the country, and no coordinates.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.gazetteer.place import Place

_SMALL: Final = frozenset({"city", "feature", "admin2"})
_KNOWN: Final = frozenset({"PPLC", "PPLA", "PPLG"})
"""Capitals of countries and of first level units are named in reports from elsewhere."""
Counts = Counter[tuple[str | None, str]]
"""How often a country is spoken of, by each of its names."""
_ENOUGH: Final = 3
"""Other places that must lie in the article's country."""


def at_home(places: Sequence[Place], home: str | None) -> list[Place]:
    """Give the places of an article, those of which nothing else speaks for their country laid into its own."""
    counts: Counts = Counter((p.country, p.text) for p in places if p.country)
    return [_laid(p, home) if home and _far_fetched(p, counts, home) else p for p in places]


def _far_fetched(place: Place, counts: Counts, home: str) -> bool:
    if place.kind not in _SMALL or place.feature_code in _KNOWN or place.country in (None, home):
        return False
    others = Counter(country for country, text in counts if text != place.text)
    return others[place.country] == 0 and others[home] >= _ENOUGH


def _laid(place: Place, home: str) -> Place:
    return replace(
        place, name=place.text, country=home, admin1=None, admin2=None, lat=None, lon=None, radius_km=None,
        geonameid=None, feature_code=None,
    )  # fmt: skip
