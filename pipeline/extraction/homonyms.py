"""Names that the gazetteer knows in one far country alone, in an article about another.

A village of a report from Mali that has a namesake in Brazil alone is a place in Mali that the gazetteer does not have.
The event then has the name and the country, and no coordinates.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from pipeline.gazetteer.place import Place

_SMALL: Final = frozenset({"city", "feature", "admin2"})
_KNOWN: Final = frozenset({"PPLC", "PPLA", "PPLG"})
"""Capitals of countries and of first level units are named in reports from elsewhere."""
Names = AbstractSet[tuple[str | None, str]]
"""Countries spoken of, each with a name that is used."""
_ENOUGH: Final = 3
"""Other places that must lie in the article's country."""


def at_home(places: Sequence[Place], home: str | None) -> list[Place]:
    """Give the places of an article, those of which nothing else speaks for their country laid into its own."""
    names = {(p.country, p.text) for p in places if p.country}
    counts: Counter[str | None] = Counter(country for country, _ in names)
    return [_laid(p, home) if home and _far_fetched(p, home, names, counts) else p for p in places]


def _far_fetched(place: Place, home: str, names: Names, counts: Counter[str | None]) -> bool:
    """Say whether nothing else lies in a place's country, and enough at home; `counts` holds names a country."""
    if place.kind not in _SMALL or place.feature_code in _KNOWN or place.country in (None, home):
        return False
    there, here = (counts[c] - ((c, place.text) in names) for c in (place.country, home))
    return there == 0 and here >= _ENOUGH


def _laid(place: Place, home: str) -> Place:
    return replace(
        place, name=place.text, country=home, admin1=None, admin2=None, lat=None, lon=None, radius_km=None,
        geonameid=None, feature_code=None,
    )  # fmt: skip
